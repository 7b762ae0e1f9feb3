/** A kind of branch restriction in sentences. */
export interface KindWords {
  /** What Bitbucket calls it, or what it forbids. */
  name: string;
  /** What stands between that and the branches; empty where nothing does. */
  to: 'on' | 'of' | '';
  /** Where it is the name of what nobody may do there: it reads before *is not allowed*. */
  forbids?: true;
  /** The box in an entry of the screen that allows it. */
  box?: string;
}

/**
 * Every kind by its name on the screens *Branch restrictions* and *Merge checks*
 * (https://support.atlassian.com/bitbucket-cloud/docs/suggest-or-require-checks-before-a-merge/). What owns a kind must
 * find it here.
 */
export const kindWords = {
  push: { name: 'Write access', to: 'on' },
  restrict_merges: { name: 'Merge via pull request', to: 'on' },
  force: { name: 'rewriting branch history', to: 'of', forbids: true, box: 'Allow rewriting branch history' },
  delete: { name: 'deleting', to: '', forbids: true, box: 'Allow deleting this branch' },
  enforce_merge_checks: { name: 'Prevent a merge with unresolved merge checks', to: 'on' },
  require_approvals_to_merge: { name: 'Minimum number of approvals', to: 'on' },
  require_default_reviewer_approvals_to_merge: {
    name: 'Minimum number of approvals from default reviewers',
    to: 'on',
  },
  require_review_group_approvals_to_merge: { name: 'Minimum number of approvals from review groups', to: 'on' },
  require_no_changes_requested: { name: 'No changes are requested', to: 'on' },
  require_tasks_to_be_completed: { name: 'No unresolved pull request tasks', to: 'on' },
  require_all_comments_resolved: { name: 'All comments resolved', to: 'on' },
  require_passing_builds_to_merge: { name: 'Minimum number of successful builds', to: 'on' },
  require_commits_behind: { name: 'Maximum number of commits behind', to: 'on' },
  require_all_dependencies_merged: { name: 'All dependencies merged', to: 'on' },
  reset_pullrequest_approvals_on_change: { name: 'Reset approvals when the source branch is modified', to: 'on' },
  smart_reset_pullrequest_approvals: { name: 'Keep approvals if there are no changes to the diff', to: 'on' },
  reset_pullrequest_changes_requested_on_change: {
    name: 'Reset requested changes when the source branch is modified',
    to: 'on',
  },
  allow_auto_merge_when_builds_pass: { name: 'Allow automatic merge when builds pass', to: 'on' },
} as const satisfies Record<string, KindWords>;

/** A kind that has its words. */
export type KnownKind = keyof typeof kindWords;

const byKind: ReadonlyMap<string, KindWords> = new Map(Object.entries(kindWords));

/** The words of this kind; nothing where it is new to us. */
export function wordsOfKind(kind: string): KindWords | undefined {
  return byKind.get(kind);
}
