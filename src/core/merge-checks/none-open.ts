import type { FoundByKind, Outcome } from '../merge-check';
import type { Fact } from '../model';
import type { CheckOf } from './check';

type TasksOrComments = FoundByKind['require_tasks_to_be_completed' | 'require_all_comments_resolved'];

/** Every task of the pull request is resolved. */
export const tasks: CheckOf<'require_tasks_to_be_completed', 'openTasks'> = {
  kind: 'require_tasks_to_be_completed',
  reads: 'openTasks',
  judge: ({ openTasks }) => noneOpen(openTasks, (open) => ({ what: 'tasks', open }), 'resolve-tasks'),
  words: openWords,
};

/** Every thread of comments on the pull request is resolved. */
export const comments: CheckOf<'require_all_comments_resolved', 'openComments'> = {
  kind: 'require_all_comments_resolved',
  reads: 'openComments',
  judge: ({ openComments }) => noneOpen(openComments, (open) => ({ what: 'comments', open }), 'resolve-comments'),
  words: openWords,
};

function noneOpen<F extends TasksOrComments>(
  open: Fact<number>,
  foundOf: (open: number) => F,
  way: 'resolve-tasks' | 'resolve-comments',
): Outcome<F> {
  if (!open.known) return { is: 'unknown', gaps: [open.gap] };
  const found = foundOf(open.value);
  return open.value === 0 ? { is: 'done', found } : { is: 'missing', found, remedies: [{ way, open: open.value }] };
}

function openWords({ open }: { open: number }): string {
  return open === 0 ? 'none is open' : `${String(open)} ${open === 1 ? 'is' : 'are'} open`;
}
