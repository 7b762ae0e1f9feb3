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
  const [gap] = gaps;
  if (gap) return { says: 'unknown', because: gap };
  if (items.length === 0)
    return { says: 'unknown', because: { of: { what: 'mergeability' }, because: 'not-understood' } };
  if (items.some(leavesOpen)) {
    return { says: 'unknown', because: { of: { what: 'reported-check' }, because: 'not-understood' } };
  }
  return { says: 'mergeable' };
}

/** Why it is unknown to anybody but the asker. */
export const toldToTheAskerAlone: Gap = { of: { what: 'mergeability' }, because: 'not-offered' };

/** Whether it is unknown for that reason; a reply that was refused has a status. */
export function isToldToAnother({ because }: { because?: Gap }): boolean {
  return because?.of.what === 'mergeability' && because.because === 'not-offered' && because.status === undefined;
}
