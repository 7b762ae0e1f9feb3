import { isNonEmpty } from '../non-empty';
import { byValue, distinct, gapIn, unlessReported, type CheckOf } from './check';

/** Approvals by those whom the repository or its project names as default reviewers. */
export const defaultReviewerApprovals: CheckOf<'require_default_reviewer_approvals_to_merge', 'defaultReviewers'> = {
  kind: 'require_default_reviewer_approvals_to_merge',
  reads: 'defaultReviewers',
  reportedAs: { minimum_default_reviewer_approvals: 'at-least' },
  judge: byValue(({ participants, author, defaultReviewers }, need, { reported }) => {
    const approving = new Set(
      participants.items.filter(({ says }) => says === 'approved').map(({ person }) => person.id),
    );
    const reviewers = distinct(defaultReviewers.items);
    const others = reviewers.filter(({ id }) => id !== author?.id);
    const have = others.filter(({ id }) => approving.has(id)).length;
    const found = { what: 'default-reviewer-approvals' as const, have, need };
    if (have >= need) return { is: 'done', found };
    const from = others.filter(({ id }) => !approving.has(id));
    const gaps = [...defaultReviewers.gaps, ...participants.gaps];
    const ownMayCount =
      have + 1 >= need && others.length < reviewers.length && author !== null && approving.has(author.id);
    // Whether Bitbucket asks for more approvals than there are default reviewers to give them is documented nowhere.
    const tooFew = from.length < need - have;
    const undocumented = [
      ...(ownMayCount ? gapIn('own-approval', 'not-documented') : []),
      ...(tooFew ? gapIn('too-few-default-reviewers', 'not-documented') : []),
    ].slice(0, 1);
    const open = isNonEmpty(gaps) ? gaps : undocumented;
    if (!isNonEmpty(open)) {
      return { is: 'missing', found, remedies: [{ way: 'get-default-reviewer-approvals', need: need - have, from }] };
    }
    const { counted = have } = reported;
    const passed = reported.passed ?? (reported.counted === undefined ? undefined : counted >= need);
    const lacking = Math.max(1, need - counted);
    return unlessReported(passed, { ...found, have: counted }, open, [
      { way: 'get-default-reviewer-approvals', need: lacking, from },
    ]);
  }),
  words: ({ have, need }) => `${String(have)} of ${String(need)}`,
};
