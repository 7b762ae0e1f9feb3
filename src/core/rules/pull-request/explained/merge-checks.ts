import { isMissing } from '../merge-checks';
import { mergeChecks as judged } from '../../../merge-checks/merge-checks';
import { docs } from '../../../words/pages';
import type { MergeExplained } from '../../rule';

/** How it is explained. */
export const mergeChecksExplained: MergeExplained<'merge-checks'> = {
  page: docs.mergeChecks,
  remedies(cell, mayI) {
    const missing = judged(cell, cell.pullRequest, mayI).filter(isMissing);
    const [first, ...rest] = missing.flatMap(({ remedies }) => remedies);
    if (!first) throw new Error('Ways out are asked only of a denial.');
    return [first, ...rest];
  },
  words: {
    'no-checks': (_, { branch }) => `no merge check covers ${branch}`,
    'checks-done': ({ count }) =>
      `${count === 1 ? 'the merge check is' : `all ${String(count)} merge checks are`} done`,
    'checks-missing': (counts, { branch }) => `${openWords(counts)}, and ${branch} takes no merge until all are done`,
    'checks-only-warn': (counts, { branch }) =>
      `${openWords(counts)}, but Bitbucket only warns of that: nothing prevents a merge with unresolved merge checks into ${branch}`,
    'checks-not-known': () => 'whether the merge checks let it through could not be settled',
  },
};

function openWords({ missing, unseen }: { missing: number; unseen: number }): string {
  const checks = (count: number) => `${String(count)} merge ${count === 1 ? 'check' : 'checks'}`;
  if (missing === 0) return `${checks(unseen)} could not be seen`;
  return `${checks(missing)} ${missing === 1 ? 'is' : 'are'} not done${unseen > 0 ? ` and ${String(unseen)} could not be seen` : ''}`;
}
