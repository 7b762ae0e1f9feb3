import { leavesOpen } from '../merge-checks/reported';
import type { Gap, Listing } from '../model';
import type { ReportedCheck, Says } from '../reported-check';

/**
 * What Bitbucket says of the merge: any blocking check stops it. It goes through only where every check that is
 * required passed or was skipped, none of them of a type that we have not met. A reply that was not read whole can only
 * stop it, and one that is empty says nothing: the state and the permission are always among the checks.
 */
export function saidBy({ items, gaps }: Listing<ReportedCheck>): { says: Says; because?: Gap } {
  if (items.some(({ blocking }) => blocking === true)) return { says: 'not-mergeable' };
  const nothing: Gap = { of: { what: 'mergeability' }, because: 'not-understood' };
  const gap = items.length === 0 ? (gaps[0] ?? nothing) : gaps[0];
  if (gap) return { says: 'unknown', because: gap };
  if (items.some(leavesOpen)) {
    return { says: 'unknown', because: { of: { what: 'reported-check' }, because: 'not-understood' } };
  }
  return { says: 'mergeable' };
}
