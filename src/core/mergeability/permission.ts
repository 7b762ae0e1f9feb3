import type { MergeEvidence, MergeOpinion, MergeRuleId } from '../merge-decision';
import { settlingIn } from '../merge-checks/reported';
import type { Gap } from '../model';
import { isNonEmpty } from '../non-empty';
import type { PullRequestFacts } from '../pull-request';

/** The check of which Bitbucket tells whoever asks whether they may merge into the destination. */
export const permission = 'current_user_permission_check';

/**
 * Whether that check passed: whoever asked may write to the destination and merge into it under any branch
 * restrictions (REST, current_user_permission_check).
 */
export function isPermissionGiven({ mergeability, source }: PullRequestFacts): boolean {
  const own = settlingIn(mergeability).filter(({ type }) => type === permission);
  const isGiven = own.every(({ status, blocking }) => status === 'PASSED' && blocking !== true);
  return isGiven && own.length > 0 && source.fork !== null;
}

/** The rules that ask the same. One of a kind that is new to us may ask for a merge check, of which it says nothing. */
const answered: readonly MergeRuleId[] = ['repository-access', 'merge-restriction'];

/**
 * What follows of these opinions for whoever was told that they may merge: what is open about that is settled, and
 * beside what refuses it neither is said.
 */
export function withPermission(opinions: readonly MergeOpinion[]): MergeOpinion[] {
  const about = opinions.filter(({ rule, verdict }) => answered.includes(rule) && verdict !== 'allows');
  const [first] = about;
  if (!first) return [...opinions];
  const refusing = about.flatMap((one) => (one.verdict === 'denies' ? [one] : []));
  const shown: MergeEvidence = { shows: 'reported-permission' };
  const gap: Gap = { of: { what: 'denial-beside-permission' }, because: 'not-understood' };
  const settled: MergeOpinion = isNonEmpty(refusing)
    ? {
        rule: 'mergeability',
        verdict: 'unknown',
        reason: { why: 'permitted-beside-denial' },
        evidence: [...refusing.flatMap(({ evidence }) => evidence), shown],
        gaps: [gap],
      }
    : { rule: 'mergeability', verdict: 'allows', reason: { why: 'permitted' }, evidence: [shown] };
  return opinions.flatMap((one) => (one === first ? [settled] : about.includes(one) ? [] : [one]));
}
