import { kindReported } from '../merge-checks/reported';
import type { BitbucketsWord, Disagreement, ProjectRuleDraft, TracedCheck } from '../reported-check';

/**
 * The rules that are likely set on the project, each once, as far as Bitbucket's own word on a merge into this branch
 * tells of them; also those that let this merge through.
 */
export function likelyProjectRules(
  { checks, disagreements }: Pick<BitbucketsWord, 'checks' | 'disagreements'>,
  branch: string,
): ProjectRuleDraft[] {
  const drafts = [
    ...checks.flatMap((one) => ruleBehind(one, branch) ?? []),
    ...disagreements.flatMap((one) => ruleEnforcing(one, branch) ?? []),
  ];
  return [...new Map(drafts.map((one) => [JSON.stringify(one), one])).values()];
}

/** Whether a rule set on the project, which nobody but its administrators sees, is the likely cause. */
export function isLikelyOfProject({ of, ours, restriction }: Disagreement): boolean {
  if (ours === 'no-rule') return true;
  if (ours === 'not-enforced') return !restriction;
  return ours === 'allowed' && of !== 'merge' && of !== 'pull-request';
}

function ruleBehind({ check, origin }: TracedCheck, branch: string): ProjectRuleDraft | undefined {
  if (origin.from !== 'project') return undefined;
  // Bitbucket reports one permission for all restrictions of merges.
  if (check.type === 'current_user_permission_check') return { kind: 'restrict_merges', pattern: branch };
  const kind = check.type === 'standard_merge_check' ? kindReported(check) : undefined;
  if (check.type !== 'standard_merge_check' || kind === undefined) return undefined;
  return { kind, pattern: branch, ...(check.asks !== undefined && { value: check.asks }) };
}

/** That what is missing stops the merge. */
function ruleEnforcing(one: Disagreement, branch: string): ProjectRuleDraft | undefined {
  return one.ours === 'not-enforced' && isLikelyOfProject(one) ? { kind: one.of, pattern: branch } : undefined;
}
