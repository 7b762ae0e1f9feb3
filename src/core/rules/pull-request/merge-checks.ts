import { isNonEmpty, type NonEmpty } from '../../non-empty';
import type { MergeEvidence } from '../../merge-decision';
import type { MergeCheck } from '../../merge-check';
import { unseenRestrictions, type Cell } from '../../cell/cell';
import { noneCovers } from '../covering';
import { mergeChecks as judged } from '../../merge-checks/merge-checks';
import { isStandard, settlingIn } from '../../merge-checks/reported';
import type { Gap, Restriction } from '../../model';
import type { PullRequestFacts } from '../../pull-request';
import type { ReportedCheck } from '../../reported-check';
import { presence } from '../../cell/lists';
import { allows, cannotTell, denies, type MergeRuleOf } from '../rule';
import { enforcing } from '../kinds';

/**
 * The merge checks of the destination, on a pull request's own state. They refuse only where `enforce_merge_checks`
 * covers the branch, which Premium offers; elsewhere Bitbucket warns and merges
 * (https://support.atlassian.com/bitbucket-cloud/docs/suggest-or-require-checks-before-a-merge/).
 */
export const mergeChecks: MergeRuleOf<'merge-checks'> = {
  id: 'merge-checks',
  stops: ['merge'],
  judge(cell) {
    const { pullRequest } = cell;
    if (pullRequest.state !== 'OPEN') return undefined;
    const checks = judged(cell, pullRequest);
    const unseen = unseenRestrictions(cell);
    const open = checks.filter(({ is }) => is !== 'done');
    const missing = open.filter(isMissing);
    const counts = { missing: missing.length, unseen: open.length - missing.length };
    const enforced = enforcement(cell, pullRequest);
    const each = checks.map((check): MergeEvidence => ({ shows: 'check', check }));

    if (enforced.is === 'yes' && missing.length > 0) {
      return denies({ why: 'checks-missing', ...counts }, shownBy(enforced), ...each);
    }
    if (enforced.is === 'no' && open.length > 0)
      return allows({ why: 'checks-only-warn', ...counts }, shownBy(enforced), ...each);
    const gaps = [
      ...(open.length > 0 && enforced.is === 'unknown' ? enforced.gaps : []),
      ...open.flatMap(doubtsOf),
      ...unseen,
    ];
    if (isNonEmpty(gaps)) {
      const shown = enforced.is === 'yes' ? [shownBy(enforced), ...each] : each;
      return cannotTell({ why: 'checks-not-known', ...counts }, gaps, shown);
    }
    return isNonEmpty(each)
      ? allows({ why: 'checks-done', count: checks.length }, ...each)
      : allows({ why: 'no-checks' }, noneCovers(cell, []));
  },
};

const enforcedBesideReported: Gap = { of: { what: 'enforced-beside-reported' }, because: 'not-understood' };

type Enforced = { is: 'yes'; restrictions: Restriction[] } | { is: 'no' } | { is: 'unknown'; gaps: NonEmpty<Gap> };

/**
 * Whether a merge check that is not done stops the merge: as Bitbucket reports it of the pull request (`required`,
 * the same for all), else by the restrictions. Neither is said where Bitbucket reports that it only warns, and a
 * restriction that covers the branch says otherwise.
 */
export function enforcement(
  cell: Pick<Cell, 'facts' | 'branch'>,
  { mergeability }: Pick<PullRequestFacts, 'mergeability'>,
): Enforced & { reported: boolean } {
  const own = presence(enforcing, cell);
  const required = requiredAsReported(settlingIn(mergeability));
  if (required === undefined) return { ...own, reported: false };
  if (!required && own.is === 'yes') return { is: 'unknown', gaps: [enforcedBesideReported], reported: true };
  if (!required) return { is: 'no', reported: true };
  return { is: 'yes', restrictions: own.is === 'yes' ? own.restrictions : [], reported: true };
}

/** Whether Bitbucket reports merge checks as required; undefined where it reports none, or some of each. */
export function requiredAsReported(all: readonly ReportedCheck[]): boolean | undefined {
  const [one, ...others] = new Set(
    all.filter(isStandard).flatMap(({ required }) => (required === undefined ? [] : [required])),
  );
  return others.length === 0 ? one : undefined;
}

function shownBy(enforced: Exclude<Enforced, { is: 'unknown' }> & { reported: boolean }): MergeEvidence {
  if (enforced.is === 'yes' && isNonEmpty(enforced.restrictions)) {
    return { shows: 'enforced', restrictions: enforced.restrictions };
  }
  return enforced.reported
    ? { shows: 'reported-enforcement', required: enforced.is === 'yes' }
    : { shows: 'not-enforced' };
}

type Missing = Extract<MergeCheck, { is: 'missing' }>;

/** Surely missing: it covers the branch for sure, too. */
export function isMissing(check: MergeCheck): check is Missing {
  return check.is === 'missing' && !check.mightNotCover;
}

function doubtsOf(check: MergeCheck) {
  return [...(check.mightNotCover ?? []), ...(check.is === 'unknown' ? check.gaps : [])];
}
