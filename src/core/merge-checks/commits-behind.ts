import { isNonEmpty } from '../non-empty';
import { byValue, cannotSee, type CheckOf } from './check';

/** "A maximum number of commits behind"; which of several maxima holds is documented nowhere. */
export const commitsBehind: CheckOf<'require_commits_behind', 'behind'> = {
  kind: 'require_commits_behind',
  reads: 'behind',

  judge: byValue(({ behind, source, destination }, atMost, { all, unseen, mayPush }) => {
    if (!behind.known) return { is: 'unknown', gaps: [behind.gap] };
    const commits = behind.value;
    const found = { what: 'behind' as const, commits, atMost };
    if (commits <= atMost) return { is: 'done', found };
    const values = all.map(({ value }) => value ?? Infinity);
    if (commits <= Math.max(...values)) return { ...cannotSee('which-maximum', 'not-documented'), found };
    if (isNonEmpty(unseen)) return { is: 'unknown', found, gaps: unseen };
    return {
      is: 'missing',
      found,
      remedies: [
        {
          way: 'update-source',
          source: source.branch,
          fork: source.fork !== undefined,
          mayPush,
          destination: destination.branch,
        },
      ],
    };
  }),
  words: ({ commits, atMost }) =>
    `${String(commits)} ${commits === 1 ? 'commit' : 'commits'} behind; the limit is ${String(atMost)}`,
};
