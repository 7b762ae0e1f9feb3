import { unseenRestrictions, type Cell } from '../cell/cell';
import { nameOf } from '../merge-checks/check';
import { asksAsMuch, isRequirementKnown, isStandard, kindReported } from '../merge-checks/reported';
import type { Gap, Restriction } from '../model';
import { isNonEmpty } from '../non-empty';
import type { BesideSupplied, Origin, ReportedCheck, ReportedStandardCheck, TracedCheck } from '../reported-check';

type Covered = Pick<Cell, 'facts' | 'branch'>;

/** The kinds of restriction of which we know what they do, by Bitbucket's names. */
export type KnownKinds = ReadonlyMap<string, unknown>;

/** Where this check stems from, by the restrictions that cover the destination. */
function originOf(check: ReportedCheck, cell: Covered, known: KnownKinds): Origin {
  if (check.type === 'unknown') return { from: 'not-met' };
  if (!isStandard(check)) return { from: 'itself' };
  const kind = kindReported(check);
  if (kind === undefined) return { from: 'not-met' };
  const ofKind = cell.branch.covering.filter(({ restriction }) => restriction.kind === kind);
  const asking = ofKind.map((one) => ({ ...one, asks: asksAsMuch(one.restriction, check) }));
  const covering = asking.filter(({ asks }) => asks === 'yes');
  const sure = covering.find(({ covers }) => covers.is === 'yes');
  if (sure) return { from: 'restriction', restriction: nameOf(sure.restriction) };
  const gaps = [
    ...covering.flatMap(({ covers }) => (covers.is === 'unknown' ? covers.gaps : [])),
    ...asking.flatMap(({ restriction, asks }): Gap[] => (asks === 'unknown' ? [gapBetween(restriction, check)] : [])),
    ...unexplainedBy(cell, known),
  ];
  return isNonEmpty(gaps) ? { from: 'not-seen', gaps } : { from: 'project', ...besideSupplied(cell) };
}

/** Why nobody can tell whether a restriction asks for as much as a check. */
function gapBetween(restriction: Restriction, check: ReportedStandardCheck): Gap {
  return isRequirementKnown(check)
    ? { of: { what: 'check-value', restriction: nameOf(restriction) }, because: 'not-understood' }
    : { of: { what: 'requirement' }, because: 'not-understood' };
}

/** Whether all rules of the project were supplied, so that a rule of theirs would be known. */
export function besideSupplied({ facts: { projectRules } }: Pick<Cell, 'facts'>): BesideSupplied {
  return projectRules?.whole ? { suppliedLacksIt: true } : {};
}

/** What keeps us from saying that no rule of the repository is the reason: rules not seen, or of a kind not met. */
export function unexplainedBy(cell: Covered, known: KnownKinds): Gap[] {
  const strange = cell.branch.covering.filter(({ restriction }) => !known.has(restriction.kind));
  return [
    ...unseenRestrictions(cell),
    ...strange.map(
      ({ restriction }): Gap => ({
        of: { what: 'restriction-kind', restriction: nameOf(restriction) },
        because: 'not-understood',
      }),
    ),
  ];
}

/** Each of these checks with where it stems from. */
export function tracedIn(checks: readonly ReportedCheck[], cell: Covered, known: KnownKinds): TracedCheck[] {
  return checks.map((check) => ({ check, origin: originOf(check, cell, known) }));
}
