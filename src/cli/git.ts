import { execFileSync } from 'node:child_process';
import type { Io } from './io';

/** What git says in this folder; nothing where it says nothing, or there is no git or clone. Changes nothing. */
function git({ cwd, env }: Pick<Io, 'cwd' | 'env'>, ...args: string[]): string | undefined {
  try {
    const output = execFileSync('git', args, { cwd, env: { ...env, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000 });
    return output.toString('utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The address of `origin`, as git would use it. */
export function originUrl(io: Pick<Io, 'cwd' | 'env'>): string | undefined {
  return git(io, 'remote', 'get-url', 'origin');
}

/** The branch that is checked out; nothing where none is. */
export function currentBranch(io: Pick<Io, 'cwd' | 'env'>): string | undefined {
  // Not `--short`, which says `heads/main` where a tag is called `main` too.
  return git(io, 'symbolic-ref', '--quiet', 'HEAD')?.replace(/^refs\/heads\//, '');
}

/**
 * The repository that a remote's address names on Bitbucket Cloud, by SSH (`bitbucket.org`, since November 2026
 * `ssh.bitbucket.org`, and `altssh.bitbucket.org` on port 443) or HTTPS. Nothing for other hosts.
 */
export function repositoryOfRemote(url: string): { workspace: string; slug: string } | undefined {
  const match =
    /^(?:(?:https?|ssh):\/\/)?(?:[^@/]+@)?(?:ssh\.|altssh\.|www\.)?bitbucket\.org(?::\d+)?[:/]+([^/\s]+)\/([^/\s]+?)(?:\.git)?\/?$/i.exec(url);
  const [, workspace, slug] = match ?? [];
  return workspace !== undefined && slug !== undefined ? { workspace, slug } : undefined;
}
