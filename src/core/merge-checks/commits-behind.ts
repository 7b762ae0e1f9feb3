import { isNonEmpty } from '../non-empty';
import { byValue, gapIn, unlessReported, type CheckOf } from './check';

/**
 * "A maximum number of commits behind"; which of several maxima holds is documented nowhere; Bitbucket's own word
 * on a pull request shows it.
 */
export const commitsBehind: CheckOf<'require_commits_behind', 'behind'> = {
  kind: 'require_commits_behind',
  reads: 'behind',
  reportedAs: { maximum_commits_behind: 'at-most' },
  judge: byValue(({ behind, source, destination }, atMost, { all, unseen, mayPush, reported }) => {
    if (!behind.known && reported.counted === undefined) return { is: 'unknown', gaps: [behind.gap] };
    const commits = behind.known ? behind.value : (reported.counted ?? 0);
    const by = behind.known ? {} : ({ by: 'bitbucket' } as const);
    const found = { what: 'behind' as const, commits, atMost };
    if (commits <= atMost) return { is: 'done', found, ...by };
    const fork = source.fork !== undefined;
    const way = {
      way: 'update-source',
      source: source.branch,
      fork,
      mayPush,
      destination: destination.branch,
    } as const;
    const values = all.map(({ value }) => value ?? Infinity);
    const laxer = commits <= Math.max(...values) ? gapIn('which-maximum', 'not-documented') : unseen;
    if (isNonEmpty(laxer)) return unlessReported(reported.passed, found, laxer, [way]);
    return { is: 'missing', found, remedies: [way], ...by };
  }),
  words: ({ commits, atMost }) =>
    `${String(commits)} ${commits === 1 ? 'commit' : 'commits'} behind; the limit is ${String(atMost)}`,
};
