import { apiIn, credentialIn, httpGet } from '../../bitbucket/port/http';
import { inRealTime, patiently, type Get } from '../../bitbucket/port/port';
import { exit, fail, type Io } from '../terminal/io';
import { gitCredential, type GitCredential } from './git-credential';

/**
 * Milliseconds to wait for Bitbucket: whatever is not answered by then is a gap, as nobody waits longer for a command.
 */
export const usualPatience = 45_000;

/** Bitbucket, as a credential reads it. */
interface Bitbucket {
  get: Get;
  /** The API's address. */
  api: string;
  /** Set where the credential is the one that git keeps. */
  ofGit?: GitCredential;
}

/**
 * Bitbucket with the credential of the environment; where that holds none, with the one that git keeps, which is said
 * on standard error. Fails where there is neither.
 */
export function bitbucketFor(io: Io, place?: { workspace: string; slug: string }, patience = usualPatience): Bitbucket {
  const { get, ...rest } = bareBitbucketFor(io, place);
  return { get: patiently(get, patience, io.wait ?? inRealTime), ...rest };
}

/** The same, where nothing is asked twice: for whoever counts requests. */
export function bareBitbucketFor(io: Io, place?: { workspace: string; slug: string }): Bitbucket {
  const at = apiIn(io.env);
  const found = credentialIn(io.env, 'ask a saved world with `--world FILE`');
  const holdsSecret = Boolean(io.env['BITBUCKET_API_TOKEN']) || Boolean(io.env['BITBUCKET_ACCESS_TOKEN']);
  const ofGit = 'wrong' in found && 'api' in at && !holdsSecret ? gitCredential(io, at.api, place) : undefined;
  if (ofGit) io.err('Bitbucket is asked with the credential that git keeps for bitbucket.org, for reading only.\n');
  const credential = ofGit?.credential ?? ('wrong' in found ? fail(exit.usage, found.wrong) : found.credential);
  if ('wrong' in at) fail(exit.usage, at.wrong);
  return { get: httpGet(at.api, credential), api: at.api, ...(ofGit && { ofGit }) };
}
