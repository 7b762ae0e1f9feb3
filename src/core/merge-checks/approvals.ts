import { isNonEmpty } from '../non-empty';
import { byValue, cannotSee, distinct, type CheckOf } from './check';

/**
 * An author's own approval: third parties say that it does not count, Atlassian does not. Where it tips the balance,
 * unknown.
 */
export const approvals: CheckOf<'require_approvals_to_merge'> = {
  kind: 'require_approvals_to_merge',
  judge: byValue(({ participants, author }, need) => {
    const approving = distinct(
      participants.items.filter(({ says }) => says === 'approved').map(({ person }) => person),
    );
    const have = approving.filter(({ id }) => id !== author?.id).length;
    const found = { what: 'approvals' as const, have, need, byAuthor: have < approving.length };
    if (have >= need) return { is: 'done', found };
    if (isNonEmpty(participants.gaps)) return { is: 'unknown', found, gaps: participants.gaps };
    if (approving.length >= need) return { ...cannotSee('own-approval', 'not-documented'), found };
    const asked = participants.items.filter(
      ({ person, reviewer, says }) => reviewer && says !== 'approved' && person.id !== author?.id,
    );
    return {
      is: 'missing',
      found,
      remedies: [{ way: 'get-approvals', need: need - have, from: asked.map(({ person }) => person) }],
    };
  }),
  words: ({ have, need, byAuthor }) => `${String(have)} of ${String(need)}${byAuthor ? ", and the author's own" : ''}`,
};
