import { isNonEmpty } from '../non-empty';
import { byValue, distinct, gapIn, unlessReported, type CheckOf } from './check';

/**
 * An author's own approval: third parties say that it does not count, Atlassian does not. Where it tips the balance,
 * Bitbucket's own count decides, else unknown.
 */
export const approvals: CheckOf<'require_approvals_to_merge'> = {
  kind: 'require_approvals_to_merge',
  reportedAs: { minimum_approvals: 'at-least' },
  judge: byValue(({ participants, author }, need, { reported }) => {
    const approving = distinct(
      participants.items.filter(({ says }) => says === 'approved').map(({ person }) => person),
    );
    const have = approving.filter(({ id }) => id !== author?.id).length;
    const found = { what: 'approvals' as const, have, need, byAuthor: have < approving.length };
    if (have >= need) return { is: 'done', found };
    const asked = participants.items.filter(
      ({ person, reviewer, says }) => reviewer && says !== 'approved' && person.id !== author?.id,
    );
    const from = asked.map(({ person }) => person);
    const ownCounts = approving.length >= need ? gapIn('own-approval', 'not-documented') : [];
    const gaps = isNonEmpty(participants.gaps) ? participants.gaps : ownCounts;
    if (!isNonEmpty(gaps)) {
      return { is: 'missing', found, remedies: [{ way: 'get-approvals', need: need - have, from }] };
    }
    const { counted = have } = reported;
    const passed = reported.counted === undefined ? reported.passed : counted >= need;
    const lacking = Math.max(1, need - counted);
    const counting = { ...found, have: counted, byAuthor: counted < approving.length };
    return unlessReported(passed, counting, gaps, [{ way: 'get-approvals', need: lacking, from }]);
  }),
  words: ({ have, need, byAuthor }) => `${String(have)} of ${String(need)}${byAuthor ? ", and the author's own" : ''}`,
};
