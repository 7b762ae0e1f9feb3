import { isNonEmpty, type NonEmpty } from '../non-empty';
import type { Evidence } from '../evidence';
import type { MergeCheck } from '../merge-check';
import { unseenRestrictions } from '../cell/cell';
import { noneCovers } from './listing';
import { mergeChecks as judged } from '../merge-checks/merge-checks';
import type { Restriction } from '../model';
import { presence } from '../cell/refusal';
import { allows, cannotTell, denies, type RefusingRule } from './rule';

/**
 * The merge checks of the destination, on a pull request's own state. They refuse only where `enforce_merge_checks`
 * covers the branch, which Premium offers; elsewhere Bitbucket warns and merges
 * (https://support.atlassian.com/bitbucket-cloud/docs/suggest-or-require-checks-before-a-merge/).
 */
export const mergeChecks: RefusingRule = {
  id: 'merge-checks',
  page: 'https://support.atlassian.com/bitbucket-cloud/docs/suggest-or-require-checks-before-a-merge/',
  stops: ['merge'],
  kinds: ['enforce_merge_checks'],
  judge(cell) {
    const { pullRequest } = cell;
    if (pullRequest?.state !== 'OPEN') return undefined;
    const checks = judged(cell, pullRequest);
    const unseen = unseenRestrictions(cell);
    const open = checks.filter(({ is }) => is !== 'done');
    const missing = open.filter(isMissing);
    const counts = { missing: missing.length, unseen: open.length - missing.length };
    const enforced = presence('enforce_merge_checks', cell);
    const each = checks.map((check): Evidence => ({ shows: 'check', check }));

    if (enforced.is === 'yes' && missing.length > 0) {
      return denies('merge-checks', { why: 'checks-missing', ...counts }, enforcedBy(enforced.restrictions), ...each);
    }
    if (enforced.is === 'no' && open.length > 0)
      return allows('merge-checks', { why: 'checks-only-warn', ...counts }, { shows: 'not-enforced' }, ...each);
    const gaps = [
      ...(open.length > 0 && enforced.is === 'unknown' ? enforced.gaps : []),
      ...open.flatMap(doubtsOf),
      ...unseen,
    ];
    if (isNonEmpty(gaps)) {
      const shown = enforced.is === 'yes' ? [enforcedBy(enforced.restrictions), ...each] : each;
      return cannotTell('merge-checks', { why: 'checks-not-known', ...counts }, gaps, shown);
    }
    return isNonEmpty(each)
      ? allows('merge-checks', { why: 'checks-done', count: checks.length }, ...each)
      : allows('merge-checks', { why: 'no-checks' }, noneCovers(cell, []));
  },
  remedies({ pullRequest, ...cell }, mayI) {
    const missing = pullRequest ? judged(cell, pullRequest, mayI).filter(isMissing) : [];
    const [first, ...rest] = missing.flatMap(({ remedies }) => remedies);
    if (!first) throw new Error('Ways out are asked only of a refusal.');
    return [first, ...rest];
  },
};

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
