import { isNonEmpty } from '../non-empty';
import { byValue, cannotSee, distinct, type CheckOf } from './check';

/** Approvals by those whom the repository or its project names as default reviewers. */
export const defaultReviewerApprovals: CheckOf<'require_default_reviewer_approvals_to_merge', 'defaultReviewers'> = {
  kind: 'require_default_reviewer_approvals_to_merge',
  reads: 'defaultReviewers',
  judge: byValue(({ participants, author, defaultReviewers }, need) => {
    const approving = new Set(
      participants.items.filter(({ says }) => says === 'approved').map(({ person }) => person.id),
    );
    const reviewers = distinct(defaultReviewers.items);
    const others = reviewers.filter(({ id }) => id !== author?.id);
    const have = others.filter(({ id }) => approving.has(id)).length;
    const found = { what: 'default-reviewer-approvals' as const, have, need };
    if (have >= need) return { is: 'done', found };
    const gaps = [...defaultReviewers.gaps, ...participants.gaps];
    if (isNonEmpty(gaps)) return { is: 'unknown', found, gaps };
    if (have + 1 >= need && others.length < reviewers.length && author && approving.has(author.id)) {
      return { ...cannotSee('own-approval', 'not-documented'), found };
    }
    const from = others.filter(({ id }) => !approving.has(id));
    // Whether Bitbucket asks for more approvals than there are default reviewers to give them is documented nowhere.
    if (from.length < need - have) return { ...cannotSee('too-few-default-reviewers', 'not-documented'), found };
    return { is: 'missing', found, remedies: [{ way: 'get-default-reviewer-approvals', need: need - have, from }] };
  }),
  words: ({ have, need }) => `${String(have)} of ${String(need)}`,
};
