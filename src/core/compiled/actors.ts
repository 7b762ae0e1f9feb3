import { viewActor, type ActorView, type Gathered } from '../cell/cell';
import type { Actor, Restriction } from '../model';
import { classify, divided, type Classes } from '../questions/classes';
import type { Steps } from '../portions/steps';
import { isEmpty, mark, type Bits } from './bits';
import { listing, type AmongListed, type Listed, type ViewAt } from './listed';

/** Actors in classes, by place. */
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

/** Actors with the same standing, of whom every list says the same, or lacks the same. */
export function* actorsInClasses(actors: readonly Actor[], gathered: Gathered): Steps<ActorsInClasses> {
  const viewAt = viewsOf(actors, gathered);
  const listed = yield* listing(gathered, actors, viewAt);
  const of = yield* dividing(classify(listed.standings, (standing) => standing).of, setsOf(listed.lists));
  return { of, classes: firsts(of), listed, viewAt };
}

/** The same actors with these lists too, which are not among the facts; some are in classes apart from all others. */
export function* withLists(
  { actorClassAt, listed, viewAt }: { actorClassAt: readonly number[]; listed: Listed; viewAt: ViewAt },
  restrictions: readonly Restriction[],
  some: Bits,
): Steps<ActorsInClasses> {
  const lists = new Map<Restriction, AmongListed>();
  for (const one of restrictions) lists.set(one, yield* listed.listOf(one));
  const of = yield* dividing(actorClassAt, [some, ...setsOf(lists)]);
  return { of, classes: firsts(of), listed: { ...listed, lists: new Map([...listed.lists, ...lists]) }, viewAt };
}

/** The sets that divide actors into those of whom all these lists say the same, or lack the same. */
function setsOf(lists: Listed['lists']): Bits[] {
  return Array.from(lists.values(), ({ yes, lacking }) => [yes, ...lacking.values()]).flat();
}

/** Numbers of classes, each divided into those who are in the same of these sets. */
function* dividing(classOf: readonly number[], sets: readonly Bits[]): Steps<readonly number[]> {
  const some = sets.filter((set) => !isEmpty(set));
  let of = classOf;
  for (let first = 0; first < some.length; first += atOnce) {
    const column = new Uint16Array(classOf.length);
    for (const [bit, set] of some.slice(first, first + atOnce).entries()) mark(column, set, 1 << bit);
    of = divided(of, column, 1 << atOnce);
    yield;
  }
  return of;
}

/** So many sets divide at once. */
const atOnce = 16;

/** The first member of each class, by their numbers in order. */
function firsts(classOf: readonly number[]): number[] {
  const first: number[] = [];
  for (const [at, number] of classOf.entries()) first[number] ??= at;
  return first;
}
