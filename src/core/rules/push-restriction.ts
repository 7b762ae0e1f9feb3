import { judgeLists } from '../cell/lists';
import type { Cell } from '../cell/cell';
import type { Gap, Restriction } from '../model';
import { isNonEmpty } from '../non-empty';
import { byList } from './by-list';
import { cannotTell, type KeptByList, type RefusingRule } from './rule';

/** *Write access* to matching branches. */
export const writeAccess: KeptByList = { list: { kind: 'push' }, operations: ['push', 'create', 'force-push'] };

const kept = byList(writeAccess);

/** Write access to matching branches is kept to those listed. Creating a branch is a push to a name. */
export const pushRestriction: RefusingRule<'push-restriction'> & { keeps: KeptByList } = {
  id: 'push-restriction',
  ...kept,
  stops: [...kept.stops, 'delete'],
  judge: (cell) => (cell.operation === 'delete' ? onDeletion(cell) : kept.judge(cell)),
};

/**
 * Whether a push restriction also stops a deletion is documented nowhere, so it never decides one. Who turns out to be
 * listed may delete in either case, so what keeps us from seeing that is named as well.
 */
function onDeletion(cell: Cell): ReturnType<RefusingRule<'push-restriction'>['judge']> {
  if (cell.actor.actor.type === 'access-key') return undefined;
  const answer = judgeLists(writeAccess.list, cell);
  if (answer.refuses === 'no') return undefined;
  const restrictions: Restriction[] = answer.restrictions;
  const undocumented: Gap = { of: { what: 'push-restriction-on-deletion' }, because: 'not-documented' };
  const others = answer.refuses === 'unknown' ? answer.gaps : [];
  return cannotTell(
    { why: 'push-restriction-on-deletion', restrictions },
    restrictions.length === 0 && isNonEmpty(others) ? others : [undocumented, ...others],
    restrictions.map((restriction) => ({ shows: 'restriction', restriction })),
  );
}
