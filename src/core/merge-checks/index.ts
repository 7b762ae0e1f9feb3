import type { CheckKind } from '../merge-check';
import { approvals } from './approvals';
import { builds } from './builds';
import { changesRequested } from './changes-requested';
import type { AnyOf, Check } from './check';
import { commitsBehind } from './commits-behind';
import { defaultReviewerApprovals } from './default-reviewer-approvals';
import { comments, tasks } from './none-open';
import { dependencies, reviewGroupApprovals } from './not-offered';

/** Every kind of merge check. */
export const checks = {
  require_approvals_to_merge: approvals,
  require_review_group_approvals_to_merge: reviewGroupApprovals,
  require_default_reviewer_approvals_to_merge: defaultReviewerApprovals,
  require_no_changes_requested: changesRequested,
  require_tasks_to_be_completed: tasks,
  require_all_comments_resolved: comments,
  require_passing_builds_to_merge: builds,
  require_commits_behind: commitsBehind,
  require_all_dependencies_merged: dependencies,
} satisfies { [Kind in CheckKind]: AnyOf<Kind> };

const byKind: ReadonlyMap<string, Check> = new Map(Object.entries(checks));

/** The merge check of this kind; nothing where the kind is none of theirs. */
export function checkOf(kind: string): Check | undefined {
  return byKind.get(kind);
}
