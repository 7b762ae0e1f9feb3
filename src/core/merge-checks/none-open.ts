import type { Fact } from '../model';
import type { PullRequestFacts } from '../pull-request';
import type { CheckOf, Judged } from './check';

type Open = Extract<keyof PullRequestFacts, 'openTasks' | 'openComments'>;

/** All of a kind of merge check but its name, where nothing of a sort may be open. */
function noneOpen(reads: Open, title: string, way: 'resolve-tasks' | 'resolve-comments'): Judged<{ open: number }> {
  return {
    title,
    reads,
    judge({ [reads]: open }: Record<Open, Fact<number>>) {
      if (!open.known) return { is: 'unknown', gaps: [open.gap] };
      const found = { open: open.value };
      return open.value === 0 ? { is: 'done', found } : { is: 'missing', found, remedies: [{ way, open: open.value }] };
    },
    words: ({ open }) => (open === 0 ? 'none is open' : `${String(open)} ${open === 1 ? 'is' : 'are'} open`),
  };
}

/** Every task of the pull request is resolved. */
export const tasks: CheckOf<'require_tasks_to_be_completed'> = {
  kind: 'require_tasks_to_be_completed',
  ...noneOpen('openTasks', 'No open tasks', 'resolve-tasks'),
};

/** Every thread of comments on the pull request is resolved. */
export const comments: CheckOf<'require_all_comments_resolved'> = {
  kind: 'require_all_comments_resolved',
  ...noneOpen('openComments', 'All comments resolved', 'resolve-comments'),
};
