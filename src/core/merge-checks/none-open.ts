import type { FoundByKind, Outcome } from '../merge-check';
import type { Fact } from '../model';
import type { CheckOf, Reported } from './check';

type TasksOrComments = FoundByKind['require_tasks_to_be_completed' | 'require_all_comments_resolved'];

/** Every task of the pull request is resolved. */
export const tasks: CheckOf<'require_tasks_to_be_completed', 'openTasks'> = {
  kind: 'require_tasks_to_be_completed',
  reads: 'openTasks',
  reportedAs: { resolved_tasks: 'no-number' },
  judge: ({ openTasks }, _, { reported }) =>
    noneOpen(openTasks, reported, (open) => ({ what: 'tasks', open }), 'resolve-tasks'),
  words: openWords,
};

/** Every thread of comments on the pull request is resolved. */
export const comments: CheckOf<'require_all_comments_resolved', 'openComments'> = {
  kind: 'require_all_comments_resolved',
  reads: 'openComments',
  // Not among the kinds that were seen: named as that of the tasks is.
  reportedAs: { resolved_comments: 'no-number' },
  judge: ({ openComments }, _, { reported }) =>
    noneOpen(openComments, reported, (open) => ({ what: 'comments', open }), 'resolve-comments'),
  words: openWords,
};

function noneOpen<F extends TasksOrComments>(
  open: Fact<number>,
  { passed, counted = passed === true ? 0 : undefined }: Reported,
  foundOf: (open: number) => F,
  way: 'resolve-tasks' | 'resolve-comments',
): Outcome<F> {
  if (!open.known && counted === undefined) return { is: 'unknown', gaps: [open.gap] };
  const count = open.known ? open.value : (counted ?? 0);
  const found = foundOf(count);
  const by = open.known ? {} : ({ by: 'bitbucket' } as const);
  return count === 0 ? { is: 'done', found, ...by } : { is: 'missing', found, remedies: [{ way, open: count }], ...by };
}

function openWords({ open }: { open: number }): string {
  return open === 0 ? 'none is open' : `${String(open)} ${open === 1 ? 'is' : 'are'} open`;
}
