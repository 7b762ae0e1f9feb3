import type { CheckKind } from '../merge-check';
import type { MergeRuleId } from '../merge-decision';
import type { KnownKind } from '../words/kinds';

/** What answers for a kind of branch restriction. */
export type Owner =
  | { is: 'rule'; rule: MergeRuleId; hasList: boolean }
  | { is: 'merge-check' }
  | { is: 'setting'; of: 'approvals' | 'convenience' };

/** A kind of branch restriction by Bitbucket's name, and what answers for it. */
export interface Owned {
  kind: KnownKind;
  owner: Owner;
}

/** Settings stop nothing: Bitbucket keeps them among the restrictions. */
const owners = {
  push: { is: 'rule', rule: 'push-restriction', hasList: true },
  force: { is: 'rule', rule: 'force-restriction', hasList: false },
  delete: { is: 'rule', rule: 'delete-restriction', hasList: false },
  restrict_merges: { is: 'rule', rule: 'merge-restriction', hasList: true },
  enforce_merge_checks: { is: 'rule', rule: 'merge-checks', hasList: false },
  require_approvals_to_merge: { is: 'merge-check' },
  require_review_group_approvals_to_merge: { is: 'merge-check' },
  require_default_reviewer_approvals_to_merge: { is: 'merge-check' },
  require_no_changes_requested: { is: 'merge-check' },
  require_tasks_to_be_completed: { is: 'merge-check' },
  require_all_comments_resolved: { is: 'merge-check' },
  require_passing_builds_to_merge: { is: 'merge-check' },
  require_commits_behind: { is: 'merge-check' },
  require_all_dependencies_merged: { is: 'merge-check' },
  reset_pullrequest_approvals_on_change: { is: 'setting', of: 'approvals' },
  smart_reset_pullrequest_approvals: { is: 'setting', of: 'approvals' },
  reset_pullrequest_changes_requested_on_change: { is: 'setting', of: 'approvals' },
  allow_auto_merge_when_builds_pass: { is: 'setting', of: 'convenience' },
} satisfies Record<KnownKind, Owner> & Record<CheckKind, { is: 'merge-check' }>;

/** Where it covers a branch, a merge check that is not done prevents a merge into it. */
export const enforcing = 'enforce_merge_checks';

/** Every kind of branch restriction, with what answers for it. */
export const owned: readonly Owned[] = Object.entries(owners).map(([kind, owner]) => ({
  kind: kind as KnownKind,
  owner: owner satisfies Owner as Owner,
}));

/** What answers for each kind of branch restriction, by Bitbucket's name of it. */
export const kinds: ReadonlyMap<string, Owner> = new Map(owned.map(({ kind, owner }) => [kind, owner]));

/** The kinds of branch restriction that a rule answers for. */
export function kindsOf(rule: MergeRuleId): KnownKind[] {
  return owned.flatMap(({ kind, owner }) => (owner.is === 'rule' && owner.rule === rule ? [kind] : []));
}

/** Whether a restriction exempts those whom it lists. */
export function hasList({ kind }: { kind: string }): boolean {
  const owner = kinds.get(kind);
  return owner?.is === 'rule' && owner.hasList;
}

/** Whether it is a merge check or a setting, which decide nothing without a pull request. A new kind is neither. */
export function isCheckOrSetting({ kind }: { kind: string }): boolean {
  const owner = kinds.get(kind);
  return owner !== undefined && (owner.is !== 'rule' || owner.rule === 'merge-checks');
}
