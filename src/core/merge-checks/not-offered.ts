import { cannotSee, gapIn, unlessReported, type CheckOf } from './check';

/** Bitbucket's REST gives no review groups of a check; only its own word on a pull request tells whether it is done. */
export const reviewGroupApprovals: CheckOf<'require_review_group_approvals_to_merge'> = {
  kind: 'require_review_group_approvals_to_merge',
  // Not among the kinds that were seen: named as those of the other approvals are.
  reportedAs: { minimum_review_group_approvals: 'at-least' },
  judge: (_, { value }, { reported: { passed, counted } }) => {
    if (passed === undefined) return cannotSee('review-groups', 'not-offered');
    const have = counted === undefined ? {} : { have: counted };
    const found = { what: 'review-group-approvals' as const, ...have, ...(value !== undefined && { need: value }) };
    return unlessReported(passed, found, gapIn('review-groups', 'not-offered'), [
      { way: 'get-review-group-approvals' },
    ]);
  },
  words: ({ have, need }) =>
    have === undefined || need === undefined ? 'how many is not shown' : `${String(have)} of ${String(need)}`,
};

/** Bitbucket's REST gives no dependencies of a pull request, and its own word leaves them out. */
export const dependencies: CheckOf<'require_all_dependencies_merged'> = {
  kind: 'require_all_dependencies_merged',
  reportedAs: {},
  judge: () => cannotSee('dependencies', 'not-offered'),
};
