import type { Outcome } from '../merge-check';
import type { Fact } from '../model';
import type { CheckOf } from './check';

type Resolving = 'resolve-tasks' | 'resolve-comments';

/** Every task of the pull request is resolved. */
export const tasks: CheckOf<'require_tasks_to_be_completed', 'openTasks'> = {
  kind: 'require_tasks_to_be_completed',
  title: 'No open tasks',
  reads: 'openTasks',
  judge: ({ openTasks }) => noneOpen(openTasks, 'resolve-tasks'),
  words: openWords,
};

/** Every thread of comments on the pull request is resolved. */
export const comments: CheckOf<'require_all_comments_resolved', 'openComments'> = {
  kind: 'require_all_comments_resolved',
  title: 'All comments resolved',
  reads: 'openComments',
  judge: ({ openComments }) => noneOpen(openComments, 'resolve-comments'),
  words: openWords,
};

function noneOpen(open: Fact<number>, way: Resolving): Outcome<{ open: number }> {
  if (!open.known) return { is: 'unknown', gaps: [open.gap] };
  const found = { open: open.value };
  return open.value === 0 ? { is: 'done', found } : { is: 'missing', found, remedies: [{ way, open: open.value }] };
}

function openWords({ open }: { open: number }): string {
  return open === 0 ? 'none is open' : `${String(open)} ${open === 1 ? 'is' : 'are'} open`;
}
