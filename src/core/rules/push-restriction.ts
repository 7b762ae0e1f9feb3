import { isNonEmpty } from '../non-empty';
import type { Gap, Restriction } from '../model';
import { refusal } from '../cell/refusal';
import { listedOpinion, waysPastAList } from './listing';
import { cannotTell, type RefusingRule } from './rule';

/** Write access to matching branches is kept to those listed. Creating a branch is a push to a name. */
export const pushRestriction: RefusingRule = {
  id: 'push-restriction',
  page: 'https://support.atlassian.com/bitbucket-cloud/docs/use-branch-permissions/',
  stops: ['push', 'create', 'force-push', 'delete'],
  kinds: ['push'],
  judge(cell) {
    if (cell.actor.actor.type === 'access-key') return undefined;
    const answer = refusal('push', cell);
    return cell.operation === 'delete'
      ? opinionOnDeletion(answer)
      : listedOpinion('push-restriction', answer, cell, ['push']);
  },
  remedies: (cell, mayI) => waysPastAList('push', cell, mayI),
};

/**
 * Whether a push restriction also stops a deletion is documented nowhere, so it never decides one. Who turns out to be
 * listed may delete in either case, so what keeps us from seeing that is named as well.
 */
function opinionOnDeletion(answer: ReturnType<typeof refusal>) {
  if (answer.refuses === 'no') return undefined;
  const restrictions: Restriction[] = answer.restrictions;
  const undocumented: Gap = { of: { what: 'push-restriction-on-deletion' }, because: 'not-documented' };
  const others = answer.refuses === 'unknown' ? answer.gaps : [];
  return cannotTell(
    'push-restriction',
    { why: 'push-restriction-on-deletion', restrictions },
    restrictions.length === 0 && isNonEmpty(others) ? others : [undocumented, ...others],
    restrictions.map((restriction) => ({ shows: 'restriction', restriction })),
  );
}
