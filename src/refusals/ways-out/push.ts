import { code } from '../../core/words/names';
import { command, type Shell } from '../../core/words/shell';
import type { Tried } from '../text/push';
import type { Server } from '../text/server';

/** The push that a pasted text is about, with the likeliest value for what neither text nor clone shows. */
export interface PushAtHand {
  /** The branch that it went to. */
  branch?: string;
  /** The branch checked out. */
  local?: string;
  /** The remote by its name. */
  remote: string;
  /** What the branch tracks: `origin/main`. */
  upstream: string;
  /** A new branch that restrictions on `main` or `release/*` do not cover; no shell needs it quoted. */
  ownBranch: string;
  /** `workspace/slug`, encoded for an address. */
  place: string;
  /** The host that it went to. */
  host: string;
  /** The host to reach by SSH, and its port. */
  sshHost: string;
  sshPort: number;
  /** The user name that the credential was asked for. */
  userName?: string;
  /** A push where it does not show. */
  tried: Tried;
  /** The server, where it is Bitbucket Data Center. */
  server?: Server;
}

/** The command that asks the server over SSH who one is. */
export function sshTest({ sshHost, sshPort }: PushAtHand, shell: Shell, options: '' | '-v ' = ''): string {
  const port = sshPort === 22 ? '' : `-p ${String(sshPort)} `;
  return command(shell, (word) => `ssh ${options}-T ${port}${word(`git@${sshHost}`)}`);
}

/** The branch in a sentence. */
export function branchIn({ branch }: PushAtHand): string {
  return branch === undefined ? 'that branch' : code(branch);
}

/**
 * The command that rewrites a branch there to what is checked out, unless somebody else pushed since the last fetch;
 * where the branch is not known, the one of the same name.
 */
export function leased({ branch, remote }: Pick<PushAtHand, 'branch' | 'remote'>, shell: Shell): string {
  const what = branch === undefined ? 'HEAD' : `HEAD:refs/heads/${branch}`;
  return command(shell, (word) => `git push --force-with-lease ${word(remote)} ${word(what)}`);
}

/** The command that sets the address of the remote. */
export function setAddress(address: string, shell: Shell, { remote }: PushAtHand): string {
  return command(shell, (word) => `git remote set-url ${word(remote)} ${word(address)}`);
}
