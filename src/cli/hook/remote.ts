import { execFile } from 'node:child_process';
import { repositoryOfRemote } from '../source/git';
import type { Io } from '../terminal/io';

/** The repository on Bitbucket Cloud that a push goes to, and what its address says about who pushes. */
export interface Target {
  workspace: string;
  slug: string;
  over: 'ssh' | 'http';
  /** Whether the address names the user that access tokens push as. */
  byAccessToken: boolean;
}

/**
 * The target of a push, by the address that git is about to use; hosts renamed in the configuration of `ssh` are
 * resolved. Undefined where it is not on Bitbucket Cloud.
 */
export async function targetOf(url: string, io: Io, patience: number): Promise<Target | undefined> {
  const over = /^https?:\/\//i.test(url) ? 'http' : 'ssh';
  const place = repositoryOfRemote(url) ?? (over === 'ssh' ? await byAlias(url, io, patience) : undefined);
  return place && { ...place, over, byAccessToken: /^https?:\/\/x-token-auth[:@]/i.test(url) };
}

/**
 * People with several accounts give the host a name for each in `~/.ssh/config`. Asks `ssh` itself, which stays
 * offline.
 */
async function byAlias(url: string, io: Io, patience: number) {
  const [, before = '', host, after = ''] =
    /^((?:ssh:\/\/)?(?:[^@/:]+@)?)([A-Za-z0-9][\w.-]*)([:/].*)$/.exec(url) ?? [];
  if (host === undefined || !(before.startsWith('ssh://') || after.startsWith(':'))) return undefined;
  const settings = await new Promise<string>((done) => {
    execFile('ssh', ['-G', host], { cwd: io.cwd, env: io.env, timeout: patience }, (error, output) => {
      done(error === null ? output : '');
    });
  });
  const hostname = /^hostname (\S+)$/m.exec(settings)?.[1];
  return hostname === undefined ? undefined : repositoryOfRemote(`${before}${hostname}${after}`);
}
