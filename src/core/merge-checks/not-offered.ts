import { cannotSee, type CheckOf } from './check';

/** Bitbucket's REST gives no review groups of a check. */
export const reviewGroupApprovals: CheckOf<'require_review_group_approvals_to_merge'> = {
  kind: 'require_review_group_approvals_to_merge',
  judge: () => cannotSee('review-groups', 'not-offered'),
};

/** Bitbucket's REST gives no dependencies of a pull request. */
export const dependencies: CheckOf<'require_all_dependencies_merged'> = {
  kind: 'require_all_dependencies_merged',
  judge: () => cannotSee('dependencies', 'not-offered'),
};
