import type { Compiled } from '../../compiled/compiled';
import type { Gathered } from '../../cell/cell';
import { explainAmong, groupsInDoubt } from '../explain';
import type { Turn } from './turns';

/** So many cells are asked: those of one change rest on the same groups. */
const mostAsked = 6;

/**
 * The groups whose members would settle what a change leaves open, or whether it takes anything, as far as a few of its
 * cells tell.
 */
export function groupsBehind(
  turns: readonly Turn[],
  { actors, branches, gathered }: Compiled,
  after: Gathered,
): string[] {
  const open = turns.filter(
    ({ before, after: then }) => then === 'unknown' || (before === 'unknown' && then === 'denied'),
  );
  const groups = open.slice(0, mostAsked).flatMap((turn) => {
    const actor = actors[turn.actors[0] ?? -1];
    const branch = branches[turn.branches[0]?.[0] ?? -1];
    const [operation] = turn.operations;
    if (!actor || branch === undefined || !operation) return [];
    return groupsInDoubt(explainAmong(turn.after === 'unknown' ? after : gathered, { actor, operation, branch }));
  });
  return [...new Set(groups)];
}
