import type { Actor, Person } from '../../../src/core/model';

/** The people among these actors, in order. */
export function peopleOf(actors: readonly Actor[]): Person[] {
  return actors.flatMap((actor) => (actor.type === 'user' ? [actor.person] : []));
}
