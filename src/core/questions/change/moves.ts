import { viewActor, type Gathered } from '../../cell/cell';
import type { Person } from '../../model';
import { everyoneNamed } from '../../people/actor';
import type { Change } from './change';

/** Somebody whom a change puts into a group or takes out of it, and whether they are in it now. */
export interface Move {
  does: 'joins' | 'leaves';
  group: string;
  person: Person;
  isIn: 'yes' | 'no' | 'unknown';
}

/** Who joins and leaves which group. */
export function movesOf({ groups }: Change, gathered: Gathered): Move[] {
  const moved = Object.entries(groups).flatMap(([group, { add, remove }]) => [
    ...add.map((id) => ({ does: 'joins' as const, group, id })),
    ...remove.map((id) => ({ does: 'leaves' as const, group, id })),
  ]);
  if (moved.length === 0) return [];
  const known = everyoneNamed(gathered.facts);
  return moved.map(({ id, ...move }) => {
    const person = known.get(id) ?? { id, name: id };
    return { ...move, person, isIn: viewActor({ type: 'user', person }, gathered).isIn(move.group).is };
  });
}
