import type { MergeDecision } from '../../../src/core/merge-decision';

/** Whether something refuses this merge to everybody, whoever they are. */
export function waitsForAll({ findings, bitbucket }: MergeDecision): boolean {
  const refusing = findings.filter(({ verdict }) => verdict === 'denies').map(({ rule }) => rule);
  const reported = bitbucket?.checks.filter(({ check }) => check.blocking) ?? [];
  return (
    refusing.includes('merge-checks') ||
    refusing.includes('pull-request') ||
    (refusing.includes('mergeability') && reported.some(({ check }) => check.type !== 'current_user_permission_check'))
  );
}
