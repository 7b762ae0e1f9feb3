import { execFile, execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { addressIn, cloudRepository } from '../../refusals/text/address';
import type { Io } from '../terminal/io';

/**
 * The output of a git command in this folder; undefined where it is empty, or there is no git or clone. Only for
 * commands that change nothing.
 */
function git({ cwd, env }: Pick<Io, 'cwd' | 'env'>, ...args: string[]): string | undefined {
  try {
    const output = execFileSync('git', args, {
      cwd,
      env: { ...env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5_000,
    });
    return output.toString('utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The address of `origin`, as git would use it; undefined without one. */
export function originUrl(io: Pick<Io, 'cwd' | 'env'>): string | undefined {
  return git(io, 'remote', 'get-url', 'origin');
}

/** The branch that is checked out; undefined where none is. */
export function currentBranch(io: Pick<Io, 'cwd' | 'env'>): string | undefined {
  // Not `--short`, which says `heads/main` where a tag is called `main` too.
  return git(io, 'symbolic-ref', '--quiet', 'HEAD')?.replace(/^refs\/heads\//, '');
}

/** The remotes of the clone, with the addresses that pushes go to. */
export function remotesOf(io: Pick<Io, 'cwd' | 'env'>): { name: string; url: string }[] {
  const lines = git(io, 'remote', '-v')?.split('\n') ?? [];
  return lines.flatMap((line) => {
    const [, name, url] = /^(\S+)\t(\S+) \(push\)$/.exec(line) ?? [];
    return name !== undefined && url !== undefined ? [{ name, url }] : [];
  });
}

/** The branches of `origin` that the clone knows, as of when it last fetched. */
export function branchesOfOrigin(io: Pick<Io, 'cwd' | 'env'>): string[] {
  const names = git(io, 'for-each-ref', '--format=%(refname:lstrip=3)', 'refs/remotes/origin')?.split('\n') ?? [];
  return names.filter((name) => name !== 'HEAD');
}

/** The upstream of the branch that is checked out, such as `origin/main`; undefined without one. */
export function upstreamOf(io: Pick<Io, 'cwd' | 'env'>): string | undefined {
  return git(io, 'rev-parse', '--abbrev-ref', '--symbolic-full-name', '@{upstream}');
}

/**
 * The repository that a remote's address names on Bitbucket Cloud, by SSH (`bitbucket.org`, since November 2026
 * `ssh.bitbucket.org`, and `altssh.bitbucket.org` on port 443) or HTTPS. Undefined for other hosts.
 */
export function repositoryOfRemote(url: string): { workspace: string; slug: string } | undefined {
  const address = addressIn(url);
  return address && cloudRepository(address);
}

/** Whether this clone's history is cut short. */
export function isShallow(io: Pick<Io, 'cwd' | 'env'>): boolean {
  return git(io, 'rev-parse', '--is-shallow-repository') === 'true';
}

/** Where git looks for the hooks of this clone. */
export interface HooksFolder {
  /** Absolute; it need not exist. */
  folder: string;
  /**
   * Set where the folder is not git's own for this clone: the value of `core.hooksPath`, or the target of a link, and
   * what kind of place it is.
   */
  elsewhere?: { setting: string; of: 'every-repository' | 'work-tree' | 'other' | 'link' };
}

/** The folder of hooks, which worktrees share and `core.hooksPath` moves. Undefined outside a clone. */
export function hooksFolder(io: Pick<Io, 'cwd' | 'env'>): HooksFolder | undefined {
  const hooks = git(io, 'rev-parse', '--git-path', 'hooks');
  const own = git(io, 'rev-parse', '--git-common-dir');
  if (hooks === undefined || own === undefined) return undefined;
  const folder = path.resolve(io.cwd, hooks);
  const setting = git(io, 'config', '--get', 'core.hooksPath');
  if (isInside(folder, path.resolve(io.cwd, own))) return { folder };
  if (setting === undefined) return { folder, elsewhere: { setting: real(folder), of: 'link' } };
  if (git(io, 'config', '--local', '--get', 'core.hooksPath') === undefined)
    return { folder, elsewhere: { setting, of: 'every-repository' } };
  const top = git(io, 'rev-parse', '--show-toplevel');
  return { folder, elsewhere: { setting, of: top !== undefined && isInside(folder, top) ? 'work-tree' : 'other' } };
}

function isInside(folder: string, other: string): boolean {
  const relative = path.relative(real(other), real(folder));
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Where a path leads, as far as it exists. */
function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.dirname(file) === file ? file : path.join(real(path.dirname(file)), path.basename(file));
  }
}

/**
 * Whether git answers a question with yes (status 0) or no (status 1); undefined where it gives neither within
 * `patience` milliseconds.
 */
export function gitAgrees(
  { cwd, env }: Pick<Io, 'cwd' | 'env'>,
  patience: number,
  ...args: string[]
): Promise<boolean | undefined> {
  return new Promise((done) => {
    execFile('git', args, { cwd, env, timeout: Math.max(1, patience) }, (error) => {
      done(error === null ? true : error.code === 1 ? false : undefined);
    });
  });
}
