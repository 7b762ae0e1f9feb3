import type { Gathered } from '../../cell/cell';
import { explainAmong, groupsInDoubt } from '../explain';
import type { Compiled } from './classes';
import type { Turn } from './turns';

/** So many cells are asked: those of one change rest on the same groups. */
const mostAsked = 6;

/**
 * The groups whose members would settle what is not known of a change, before it or after it, as far as a few of its
 * cells tell.
 */
export function groupsBehind(
  turns: readonly Turn[],
  { actors, branches, gathered }: Compiled,
  after: Gathered,
): string[] {
  const open = turns.filter((turn) => turn.before === 'unknown' || turn.after === 'unknown').slice(0, mostAsked);
  const groups = open.flatMap((turn) => {
    const actor = actors[turn.actors[0] ?? -1];
    const branch = branches[turn.branches[0]?.[0] ?? -1];
    const [operation] = turn.operations;
    if (!actor || branch === undefined || !operation) return [];
    return groupsInDoubt(explainAmong(turn.after === 'unknown' ? after : gathered, { actor, operation, branch }));
  });
  return [...new Set(groups)];
}
