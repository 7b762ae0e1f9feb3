import { kindReported } from '../merge-checks/reported';
import type { Disagreement, ProjectRuleDraft, TracedCheck } from '../reported-check';

/** The rule of the project that this check likely stems from; undefined where it stems from elsewhere. */
export function projectRuleBehind({ check, origin }: TracedCheck, branch: string): ProjectRuleDraft | undefined {
  if (origin.from !== 'project') return undefined;
  // Bitbucket reports one permission for all restrictions of merges.
  if (check.type === 'current_user_permission_check') return { kind: 'restrict_merges', pattern: branch };
  const kind = check.type === 'standard_merge_check' ? kindReported(check) : undefined;
  if (check.type !== 'standard_merge_check' || kind === undefined) return undefined;
  return { kind, pattern: branch, ...(check.asks !== undefined && { value: check.asks }) };
}

/** The same for a disagreement about whether what is missing stops the merge. */
export function projectRuleEnforcing({ of, ours }: Disagreement, branch: string): ProjectRuleDraft | undefined {
  return ours === 'not-enforced' ? { kind: of, pattern: branch } : undefined;
}
