import type { BranchView } from '../../cell/cell';
import type { Gap, Restriction } from '../../model';
import { isCheckOrSetting } from '../../rules/kinds';
import { listOf, sorted } from './alike';

/** What two sets of rules check of a merge into a branch, and what Bitbucket does beside it. */
export type ComparedChecks =
  | { are: 'same' }
  | { are: 'different'; checks: [Restriction[], Restriction[]] }
  | { are: 'unknown'; gaps: Gap[] };

/**
 * Whether two sets of rules check the same of a merge into a branch, and reset the same: without a pull request no
 * verdict turns on it, and rules that differ in it do not mean the same.
 */
export function comparedChecks(...views: [BranchView, BranchView]): ComparedChecks {
  const covering = views.map((view) => view.covering.filter(({ restriction }) => isCheckOrSetting(restriction)));
  const [own = [], others = []] = covering.map((each) => each.map(({ restriction }) => restriction));
  if (checksOf(own) === checksOf(others)) return { are: 'same' };
  const doubts = covering.flat().flatMap(({ covers }) => (covers.is === 'unknown' ? covers.gaps : []));
  if (doubts.length > 0) return { are: 'unknown', gaps: doubts };
  if (isCertain(own, others)) return { are: 'different', checks: [own, others] };
  return {
    are: 'unknown',
    gaps: [...own, ...others].slice(0, 1).map((restriction) => ({
      of: { what: 'check-value', restriction },
      because: 'not-documented',
    })),
  };
}

/** The same for restrictions that check the same, whatever their patterns. */
function checksOf(restrictions: readonly Restriction[]): string {
  return JSON.stringify(
    sorted(restrictions.map((one) => JSON.stringify([one.kind, one.value ?? null, listOf([one])]))),
  );
}

/**
 * Whether a kind stands on one side alone, or once on each with another number: of several it is not documented which
 * one counts.
 */
function isCertain(one: readonly Restriction[], other: readonly Restriction[]): boolean {
  const all = new Set([...one, ...other].map(({ kind }) => kind));
  return [...all].some((kind) => {
    const [own = [], others = []] = [one, other].map((list) => list.filter((restriction) => restriction.kind === kind));
    if (checksOf(own) === checksOf(others)) return false;
    return own.length === 0 || others.length === 0 || (own.length === 1 && others.length === 1);
  });
}
