import { unseenRestrictions, type Cell } from '../cell/cell';
import { nameOf } from '../merge-checks/check';
import { asksAsMuch, isStandard, kindReported } from '../merge-checks/reported';
import { isNonEmpty } from '../non-empty';
import type { Origin, ReportedCheck, TracedCheck } from '../reported-check';

/** Where this check stems from, by the restrictions that cover the destination. */
function originOf(check: ReportedCheck, cell: Pick<Cell, 'facts' | 'branch'>): Origin {
  if (check.type === 'unknown') return { from: 'not-met' };
  if (!isStandard(check)) return { from: 'itself' };
  const kind = kindReported(check);
  if (kind === undefined) return { from: 'not-met' };
  const covering = cell.branch.covering.filter(
    ({ restriction }) => restriction.kind === kind && asksAsMuch(restriction, check),
  );
  const sure = covering.find(({ covers }) => covers.is === 'yes');
  if (sure) return { from: 'restriction', restriction: nameOf(sure.restriction) };
  const gaps = [
    ...covering.flatMap(({ covers }) => (covers.is === 'unknown' ? covers.gaps : [])),
    ...unseenRestrictions(cell),
  ];
  return isNonEmpty(gaps) ? { from: 'not-seen', gaps } : { from: 'project' };
}

/** Each of these checks with where it stems from. */
export function tracedIn(checks: readonly ReportedCheck[], cell: Pick<Cell, 'facts' | 'branch'>): TracedCheck[] {
  return checks.map((check) => ({ check, origin: originOf(check, cell) }));
}
