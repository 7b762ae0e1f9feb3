/** What a kind of branch restriction is for. */
export type Purpose = 'decides' | 'merge-check' | 'enforces-checks' | 'approvals' | 'convenience';

/** The 18 kinds of Bitbucket's OpenAPI (`branchrestriction.kind`), and what each is for. */
export const kinds: ReadonlyMap<string, Purpose> = new Map<string, Purpose>([
  ['push', 'decides'],
  ['restrict_merges', 'decides'],
  ['force', 'decides'],
  ['delete', 'decides'],
  ['require_approvals_to_merge', 'merge-check'],
  ['require_review_group_approvals_to_merge', 'merge-check'],
  ['require_default_reviewer_approvals_to_merge', 'merge-check'],
  ['require_no_changes_requested', 'merge-check'],
  ['require_tasks_to_be_completed', 'merge-check'],
  ['require_all_comments_resolved', 'merge-check'],
  ['require_passing_builds_to_merge', 'merge-check'],
  ['require_commits_behind', 'merge-check'],
  ['require_all_dependencies_merged', 'merge-check'],
  ['enforce_merge_checks', 'enforces-checks'],
  ['reset_pullrequest_approvals_on_change', 'approvals'],
  ['smart_reset_pullrequest_approvals', 'approvals'],
  ['reset_pullrequest_changes_requested_on_change', 'approvals'],
  ['allow_auto_merge_when_builds_pass', 'convenience'],
]);
