import { viewActor, type ActorView, type Gathered } from '../cell/cell';
import type { Actor } from '../model';
import { classify, divided, type Classes } from '../questions/classes';
import type { Steps } from '../portions/steps';
import { eachPlace, isEmpty, type Bits } from './bits';
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

/** Actors with the same standing, of whom every list says the same, or lacks the same. */
export function* actorsInClasses(actors: readonly Actor[], gathered: Gathered): Steps<ActorsInClasses> {
  const viewAt = viewsOf(actors, gathered);
  const listed = yield* listing(gathered, actors, viewAt);
  const sets = [...listed.lists.values()].flatMap(({ yes, lacking }) => [yes, ...lacking.values()]);
  const of = yield* dividing(classify(listed.standings, (standing) => standing).of, sets);
  return { of, classes: firsts(of), listed, viewAt };
}

/** Numbers of classes, each divided into those who are in the same of these sets. */
function* dividing(classOf: number[], sets: readonly Bits[]): Steps<number[]> {
  const some = sets.filter((set) => !isEmpty(set));
  let of = classOf;
  for (let first = 0; first < some.length; first += atOnce) {
    const column = new Uint16Array(classOf.length);
    for (const [bit, set] of some.slice(first, first + atOnce).entries())
      eachPlace(set, (at) => {
        column[at] = (column[at] ?? 0) | (1 << bit);
      });
    of = divided(of, column);
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
