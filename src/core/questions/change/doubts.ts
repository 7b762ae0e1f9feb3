import type { Compiled } from '../../compiled/compiled';
import type { Gathered } from '../../cell/cell';
import { distinctGaps } from '../../answer';
import type { Decision } from '../../decision';
import { operations, type Gap, type Operation } from '../../model';
import { explainAmong, groupsInDoubt } from '../explain';
import type { Turn } from './turns';

/** So many cells are asked: those of one change rest on the same groups. */
const mostAsked = 6;

/**
 * The groups whose members would settle what a change leaves open, or whether it takes anything, as far as a few of its
 * cells tell.
 */
export function groupsBehind(turns: readonly Turn[], compiled: Compiled, after: Gathered): string[] {
  const open = turns.filter(
    ({ before, after: then }) => then === 'unknown' || (before === 'unknown' && then === 'denied'),
  );
  const groups = open.slice(0, mostAsked).flatMap((turn) => {
    const where = turn.after === 'unknown' ? after : compiled.gathered;
    return turn.operations.slice(0, 1).flatMap((operation) => explained(turn, operation, compiled, where));
  });
  return [...new Set(groups.flatMap(groupsInDoubt))];
}

/** What keeps unknown what a change leaves open, beside who is in groups, as far as a few of its cells tell. */
export function causesBehind(turns: readonly Turn[], compiled: Compiled, after: Gathered): Gap[] {
  const cells = turns
    .filter((turn) => turn.after === 'unknown')
    .flatMap((turn) => turn.operations.map((operation) => ({ turn, operation })));
  // Of each operation a few are asked: what is unknown of one may have a cause of its own.
  const asked = operations.flatMap((one) => cells.filter(({ operation }) => operation === one).slice(0, mostAsked));
  const gaps = asked
    .flatMap(({ turn, operation }) => explained(turn, operation, compiled, after))
    .flatMap(({ findings }) => findings)
    .flatMap((finding): Gap[] => (finding.verdict === 'unknown' ? finding.gaps : []));
  return distinctGaps(gaps.filter(({ of }) => of.what !== 'members'));
}

function explained(turn: Turn, operation: Operation, { actors, branches }: Compiled, gathered: Gathered): Decision[] {
  const actor = actors[turn.actors[0] ?? -1];
  const branch = branches[turn.branches[0]?.[0] ?? -1];
  return actor && branch !== undefined ? [explainAmong(gathered, { actor, operation, branch })] : [];
}
