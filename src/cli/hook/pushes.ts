import pLimit from 'p-limit';
import { branchName } from '../../core/branches/branch-name';
import type { Operation } from '../../core/model';
import { gitAgrees, isShallow } from '../source/git';
import type { Io } from '../terminal/io';

/** What a push would do to one branch. */
export interface RefUpdate {
  branch: string;
  operation: Extract<Operation, 'push' | 'create' | 'delete'>;
  /** The commits before and after, of an update. */
  commits?: { from: string; to: string };
}

/**
 * `<local ref> <local object name> <remote ref> <remote object name>`; the local ref may be any expression (githooks).
 */
const line = /^.* ([0-9a-f]{40}|[0-9a-f]{64}) (\S+) ([0-9a-f]{40}|[0-9a-f]{64})$/;
const isNothing = (objectName: string) => /^0+$/.test(objectName);

/**
 * The branch updates that git lists on a `pre-push` hook's standard input, without tags and other refs that no
 * restriction covers.
 */
export function refUpdatesIn(input: string): RefUpdate[] {
  return input.split('\n').flatMap((text): RefUpdate[] => {
    const [, to, ref, from] = line.exec(text) ?? [];
    const branch = ref?.startsWith('refs/heads/') ? branchName(ref) : undefined;
    if (to === undefined || from === undefined || branch === undefined) return [];
    if (isNothing(to)) return [{ branch, operation: 'delete' }];
    return [isNothing(from) ? { branch, operation: 'create' } : { branch, operation: 'push', commits: { from, to } }];
  });
}

/**
 * The updates that would lose commits. An update does not count where that is uncertain: the remote has commits that
 * this clone lacks, the clone's history is cut short, or git takes longer than `patience` milliseconds.
 */
export async function rewriting(updates: readonly RefUpdate[], io: Io, patience: number): Promise<Set<RefUpdate>> {
  const deadline = Date.now() + patience;
  const limit = pLimit(4);
  const answers = await Promise.all(
    updates.map((update) =>
      limit(async () => {
        if (!update.commits || Date.now() >= deadline) return undefined;
        const { from, to } = update.commits;
        return gitAgrees(io, deadline - Date.now(), 'merge-base', '--is-ancestor', from, to);
      }),
    ),
  );
  const lost = updates.filter((_, at) => answers[at] === false);
  return new Set(lost.length > 0 && !isShallow(io) ? lost : []);
}
