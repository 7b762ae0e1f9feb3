import { isNonEmpty, type NonEmpty } from '../non-empty';
import type { Evidence } from '../evidence';
import type { MergeCheck } from '../merge-check';
import { unseenRestrictions } from '../cell/cell';
import { noneCovers } from './covering';
import { mergeChecks as judged } from '../merge-checks/merge-checks';
import type { Restriction } from '../model';
import { presence } from '../cell/lists';
import { docs } from '../words/pages';
import { allows, cannotTell, denies, type RefusingRule } from './rule';

/** Where it covers a branch, a merge check that is not done prevents a merge into it. */
export const enforcing = 'enforce_merge_checks';

/**
 * The merge checks of the destination, on a pull request's own state. They refuse only where `enforce_merge_checks`
 * covers the branch, which Premium offers; elsewhere Bitbucket warns and merges
 * (https://support.atlassian.com/bitbucket-cloud/docs/suggest-or-require-checks-before-a-merge/).
 */
export const mergeChecks: RefusingRule<'merge-checks'> = {
  id: 'merge-checks',
  page: docs.mergeChecks,
  stops: ['merge'],
  kinds: [enforcing],
  judge(cell) {
    const { pullRequest } = cell;
    if (pullRequest?.state !== 'OPEN') return undefined;
    const checks = judged(cell, pullRequest);
    const unseen = unseenRestrictions(cell);
    const open = checks.filter(({ is }) => is !== 'done');
    const missing = open.filter(isMissing);
    const counts = { missing: missing.length, unseen: open.length - missing.length };
    const enforced = presence(enforcing, cell);
    const each = checks.map((check): Evidence => ({ shows: 'check', check }));

    if (enforced.is === 'yes' && missing.length > 0) {
      return denies({ why: 'checks-missing', ...counts }, enforcedBy(enforced.restrictions), ...each);
    }
    if (enforced.is === 'no' && open.length > 0)
      return allows({ why: 'checks-only-warn', ...counts }, { shows: 'not-enforced' }, ...each);
    const gaps = [
      ...(open.length > 0 && enforced.is === 'unknown' ? enforced.gaps : []),
      ...open.flatMap(doubtsOf),
      ...unseen,
    ];
    if (isNonEmpty(gaps)) {
      const shown = enforced.is === 'yes' ? [enforcedBy(enforced.restrictions), ...each] : each;
      return cannotTell({ why: 'checks-not-known', ...counts }, gaps, shown);
    }
    return isNonEmpty(each)
      ? allows({ why: 'checks-done', count: checks.length }, ...each)
      : allows({ why: 'no-checks' }, noneCovers(cell, []));
  },
  remedies({ pullRequest, ...cell }, mayI) {
    const missing = pullRequest ? judged(cell, pullRequest, mayI).filter(isMissing) : [];
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

function enforcedBy(restrictions: NonEmpty<Restriction>): Evidence {
  return { shows: 'enforced', restrictions };
}

type Missing = Extract<MergeCheck, { is: 'missing' }>;

/** Surely missing: it covers the branch for sure, too. */
function isMissing(check: MergeCheck): check is Missing {
  return check.is === 'missing' && !check.mightNotCover;
}

function doubtsOf(check: MergeCheck) {
  return [...(check.mightNotCover ?? []), ...(check.is === 'unknown' ? check.gaps : [])];
}
