import { viewActor, type ActorView, type Gathered } from '../cell/cell';
import type { Actor } from '../model';
import { classifying, type Classes } from '../questions/classes';
import type { Steps } from '../portions/steps';
import { has, placesIn, type Bits } from './bits';
import { listing, type Listed, type ViewAt } from './listed';

/** Actors in classes, by place, as `classify` has them by `actorKeyOn`. */
export interface ActorsInClasses extends Classes<number> {
  listed: Listed;
  viewAt: ViewAt;
}

/** Looks at an actor once, when somebody first asks about them. */
export function viewsOf(actors: readonly Actor[], gathered: Gathered): ViewAt {
  const known: ActorView[] = [];
  return (at) => {
    const actor = actors[at];
    if (!actor) throw new Error('There is nobody at this place.');
    return (known[at] ??= viewActor(actor, gathered));
  };
}

/** Actors with the same standing, of whom every list says the same, whatever keeps that from being known. */
export function* actorsInClasses(actors: readonly Actor[], gathered: Gathered): Steps<ActorsInClasses> {
  const viewAt = viewsOf(actors, gathered);
  const listed = yield* listing(gathered, actors, viewAt);
  const { lists, groups, standings, apart, answerKeyAt } = listed;
  const restrictions = [...lists.keys()];
  const onLists = columnsOf(
    [...lists.values()].flatMap(({ yes, unknown }) => [yes, unknown]),
    actors.length,
  );
  yield;
  const inDoubt = columnsOf(
    Array.from(groups.values(), ({ unknown }) => unknown),
    actors.length,
  );
  yield;
  // Of those who are in the same sets one is asked what keeps the rest from being known.
  const inSets = yield* classifying([...actors.keys()], (at) =>
    [onLists(at), standings[at], has(apart, at) ? String(at) : inDoubt(at)].join('\n'),
  );
  const { of, classes } = yield* classifying(inSets.classes, (at) => {
    const unknown = restrictions.filter((one) => has(lists.get(one)?.unknown ?? apart, at));
    return [onLists(at), standings[at], ...unknown.map((one) => answerKeyAt(one, at))].join('\n');
  });
  return { of: inSets.of.map((number) => of[number] ?? 0), classes, listed, viewAt };
}

/** For each place, in which of these sets it is, as a text. */
function columnsOf(sets: readonly Bits[], size: number): (at: number) => string {
  const width = Math.ceil(sets.length / 16);
  const units = new Uint16Array(size * width);
  for (const [number, set] of sets.entries())
    for (const at of placesIn(set)) {
      const unit = at * width + (number >>> 4);
      units[unit] = (units[unit] ?? 0) | (1 << (number & 15));
    }
  return (at) => String.fromCharCode(...units.subarray(at * width, (at + 1) * width));
}
