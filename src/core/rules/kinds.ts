import { checks } from '../merge-checks/index';
import type { RuleId } from '../reason';
import type { KnownKind } from '../words/kinds';
import type { Rule } from './rule';

/** What answers for a kind of branch restriction. */
export type Owner =
  | { is: 'rule'; rule: RuleId; hasList: boolean }
  | { is: 'merge-check' }
  | { is: 'setting'; of: 'approvals' | 'convenience' };

/** A kind of branch restriction by Bitbucket's name, and what answers for it. */
export interface Owned {
  kind: KnownKind;
  owner: Owner;
}

/** Kinds that stop nothing: Bitbucket keeps them among the restrictions. */
const settings: readonly Owned[] = [
  { kind: 'reset_pullrequest_approvals_on_change', owner: { is: 'setting', of: 'approvals' } },
  { kind: 'smart_reset_pullrequest_approvals', owner: { is: 'setting', of: 'approvals' } },
  { kind: 'reset_pullrequest_changes_requested_on_change', owner: { is: 'setting', of: 'approvals' } },
  { kind: 'allow_auto_merge_when_builds_pass', owner: { is: 'setting', of: 'convenience' } },
];

/** Every kind that these rules, the merge checks and the settings answer for. */
export function ownedBy(rules: readonly Rule[]): Owned[] {
  return [
    ...rules.flatMap(({ id, kinds, keeps }) =>
      kinds.map((kind): Owned => ({ kind, owner: { is: 'rule', rule: id, hasList: keeps !== undefined } })),
    ),
    ...Object.values(checks).map(({ kind }): Owned => ({ kind, owner: { is: 'merge-check' } })),
    ...settings,
  ];
}
