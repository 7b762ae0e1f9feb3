import { viewActor, type Gathered } from '../../cell/cell';
import type { Level, Person, Restriction } from '../../model';
import { everyoneNamed } from '../../people/actor';
import { standingOfPerson } from '../../people/people';
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

/** What a group holds that somebody leaves or joins: why the move flips anything. */
export interface Held {
  /** The restrictions that let the group through. */
  lists: Restriction[];
  /** The permission that the person has through it, or `may` have. */
  permission?: { level: Level; may: boolean };
}

/** What the group of a move holds for the person who moves, as it was before the change. */
export function heldThrough({ does, group, person, isIn }: Move, { facts, people }: Gathered): Held {
  if (isIn === (does === 'joins' ? 'yes' : 'no')) return { lists: [] };
  const lists = facts.restrictions.items.filter(({ groups }) => groups.some(({ slug }) => slug === group));
  const given = people.groupLevels.get(group);
  if (given === undefined || given === 'none') return { lists };
  if (does === 'joins') return { lists, permission: { level: given, may: false } };
  const { level, unseen } = standingOfPerson(person, people).access();
  const isSource = isIn === 'yes' || (unseen?.surely === true && unseen.groups.length === 1);
  // Where the permission is known and its source was seen, a group in which the person only may be gives no more.
  const mayBe = isIn === 'unknown' && (level === 'unknown' || unseen?.groups.includes(group) === true);
  return { lists, ...((isSource || mayBe) && { permission: { level: given, may: !isSource } }) };
}
