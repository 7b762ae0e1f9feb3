import type { MergeDecision } from '../../core/merge-decision';
import { groupsInDoubt } from '../../core/questions/explain';
import { jsonText } from '../../core/words/visible';

/** How to supply the group members that would settle the decisions; empty where none would. */
export function membersHint(decisions: Pick<MergeDecision, 'findings'>[]): string {
  const groups = new Set(decisions.flatMap(groupsInDoubt));
  const example = jsonText(Object.fromEntries([...groups].map((group) => [group, ['{uuid}']])));
  return groups.size === 0 ? '' : `\n\`--members FILE\` takes such a list: ${example}\n`;
}
