import type { Gap, RestrictionName } from './model';
import type { NonEmpty } from './non-empty';
import type { MergeRemedy } from './remedy';

/**
 * What was looked at for each kind of merge check, and what was found: plain data, by Bitbucket's name of the kind;
 * `what` names it shortly. Of a kind of which Bitbucket shows nothing it is `never`. Whatever stands here wants its
 * check in `merge-checks/index.ts`.
 */
export interface FoundByKind {
  require_approvals_to_merge: { what: 'approvals'; have: number; need: number; byAuthor: boolean };
  require_default_reviewer_approvals_to_merge: { what: 'default-reviewer-approvals'; have: number; need: number };
  require_review_group_approvals_to_merge: { what: 'review-group-approvals'; have?: number; need?: number };
  require_no_changes_requested: { what: 'changes-requested'; by: number };
  require_tasks_to_be_completed: { what: 'tasks'; open: number };
  require_all_comments_resolved: { what: 'comments'; open: number };
  require_passing_builds_to_merge: {
    what: 'builds';
    passed: number;
    need: number;
    failed: number;
    running: number;
    other: number;
  };
  require_commits_behind: { what: 'behind'; commits: number; atMost: number };
  require_all_dependencies_merged: never;
}

/** Bitbucket's names of the kinds of merge check. */
export type CheckKind = keyof FoundByKind;

/** What was found for a merge check of some kind. */
export type Found = FoundByKind[CheckKind];

/** What was found, and what follows. */
export type Outcome<F extends Found = Found> =
  | ({ is: 'done'; found: F } & Source)
  | ({ is: 'missing'; found: F; remedies: NonEmpty<MergeRemedy> } & Source)
  | { is: 'unknown'; found?: F; gaps: NonEmpty<Gap> };

/** `by`: we could not tell, and Bitbucket's own word on the pull request does. */
interface Source {
  by?: 'bitbucket';
}

/** One merge check that covers the destination, or might (`mightNotCover` says why), on one pull request. */
export type MergeCheck = Outcome & { restriction: RestrictionName; mightNotCover?: NonEmpty<Gap> };
