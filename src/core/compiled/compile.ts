import { viewBranch, type BranchView, type Gathered } from '../cell/cell';
import type { Actor, Restriction } from '../model';
import { actorId, allActors } from '../people/actor';
import { oncePer } from '../portions/once';
import { finish, type Steps } from '../portions/steps';
import { branchesInClasses, branchKey, membersOf, nameNumberBy, type Classes } from '../questions/classes';
import { actorsInClasses, withLists, type ActorsInClasses } from './actors';
import { add, allBits, has, inBoth, noBits, placesIn, setOf, without, type Bits } from './bits';
import type { ActorClass, Answers, Compiled, CompiledPeople, Part, Ranks, Row } from './compiled';
import { actorBits, branchMark, verdictsBySight, type ActorMark } from './sight';
import { rowsOn } from './verdicts';

/** Everybody and every branch of these facts; `more` are branches that need not exist. */
export function compile(gathered: Gathered, more: readonly string[] = [], also: readonly Actor[] = []): Compiled {
  return finish(compiling(gathered, more, also));
}

/** As `compile`, in small steps. */
export function* compiling(
  gathered: Gathered,
  more: readonly string[] = [],
  also: readonly Actor[] = [],
): Steps<Compiled> {
  const { facts } = gathered;
  const known = allActors(facts);
  yield;
  const people = yield* compilingPeople(gathered, distinctActors([...known, ...also]));
  const branchAt = new Map<string, number>();
  for (const name of new Set([...facts.branches.items, ...more])) branchAt.set(name, branchAt.size);
  const byBranch = yield* branchesInClasses([...branchAt.keys()], gathered);
  yield;
  return compiledOf(people, branchAt, byBranch);
}

/** The same with these branches and actors too, where it has not got them. */
export function withMore(compiled: Compiled, more: readonly string[], also: readonly Actor[] = []): Compiled {
  const { gathered } = compiled;
  const added = [...new Set(more)].filter((name) => !compiled.branchAt.has(name));
  const actors = distinctActors([...compiled.actors, ...also]);
  const isSame = actors.length === compiled.actors.length;
  if (added.length === 0 && isSame) return compiled;
  const of = [...compiled.branchClassAt];
  const classes = compiled.branchClasses.map(({ view }) => view);
  const numbers = new Map(classes.map((view, number) => [branchKey(view), number]));
  const branchAt = new Map(compiled.branchAt);
  for (const name of added) {
    branchAt.set(name, branchAt.size);
    const view = viewBranch(name, gathered);
    const number = numbers.get(branchKey(view)) ?? classes.push(view) - 1;
    numbers.set(branchKey(view), number);
    of.push(number);
  }
  const people = isSame ? compiled : finish(compilingPeople(gathered, actors));
  return compiledOf(people, branchAt, { of, classes });
}

function compiledOf(
  people: CompiledPeople,
  branchAt: ReadonlyMap<string, number>,
  { of, classes }: Classes<BranchView>,
): Compiled {
  const members = membersOf([...of.keys()], of);
  const rows: Row[][] = [];
  const numberOf = nameNumberBy(people.gathered.facts);
  const rowsByNumber: Row[][] = [];
  const compiled: Compiled = {
    ...people,
    branches: [...branchAt.keys()],
    branchAt,
    branchClassAt: of,
    branchClasses: classes.map((view, number) => ({ members: members[number] ?? [], view, mark: branchMark(view) })),
    verdictOf: verdictsBySight(),
    rowsAt(number) {
      const branch = compiled.branchClasses[number];
      if (!branch) throw new Error('Every branch has a class.');
      return (rows[number] ??= rowsOn(branch, compiled));
    },
    rowsOnName(name) {
      const number = numberOf(name);
      const before = rowsByNumber[number];
      if (before) return before;
      const view = viewBranch(name, people.gathered);
      return (rowsByNumber[number] = rowsOn({ members: [], view, mark: branchMark(view) }, compiled));
    },
  };
  return compiled;
}

/** Everybody of these in classes. */
export function* compilingPeople(gathered: Gathered, actors: readonly Actor[]): Steps<CompiledPeople> {
  return yield* peopleIn(yield* actorsInClasses(actors, gathered), { gathered, actors });
}

/**
 * The same people with these lists too, which are not among the facts; those at some places are in classes apart from
 * all others.
 */
export function listedToo(
  people: CompiledPeople,
  restrictions: readonly Restriction[],
  apart: readonly number[],
): CompiledPeople {
  if (restrictions.length + apart.length === 0) return people;
  return finish(peopleIn(finish(withLists(people, restrictions, setOf(apart, people.actors.length))), people));
}

function* peopleIn(
  byActor: ActorsInClasses,
  { gathered, actors }: Pick<CompiledPeople, 'gathered' | 'actors'>,
): Steps<CompiledPeople> {
  const { of, classes, listed, viewAt } = byActor;
  const members = membersOf([...of.keys()], of);
  const everybody = allBits(classes.length);
  const firsts = setOf(classes, actors.length);
  /** The same set of classes, each of which is stood for by its first actor. */
  const byClass = (some: Bits): Bits => numbered(inBoth(some, firsts), of, classes.length);
  yield;
  const answersOf = oncePer((restriction: Restriction): Answers | undefined => {
    const among = listed.lists.get(restriction);
    if (!among) return undefined;
    const [yes, unknown] = [byClass(among.yes), byClass(among.unknown)];
    const lacking = Array.from(among.lacking.values(), byClass);
    return { yes, unknown, no: without(without(everybody, yes), unknown), lacking };
  });
  return {
    gathered,
    actors,
    viewAt,
    actorClassAt: of,
    actorClasses: classes.map((first, at) => actorClass({ first, at, members: members[at] ?? [], viewAt, answersOf })),
    userAt: listed.placeOf,
    listed,
    ranks: { answersOf, standings: standingParts(byActor) },
  };
}

/** The numbers that the places of a set have, as a set of so many. */
function numbered(places: Bits, numbers: readonly number[], size: number): Bits {
  const bits = noBits(size);
  for (const at of placesIn(places)) add(bits, numbers[at] ?? 0);
  return bits;
}

interface ActorClassOf extends Pick<CompiledPeople, 'viewAt'>, Pick<Ranks, 'answersOf'> {
  /** The place of the first member, and the number of the class. */
  first: number;
  at: number;
  members: readonly number[];
}

/** Looked at when somebody first asks. */
function actorClass({ first, at, members, viewAt, answersOf }: ActorClassOf): ActorClass {
  let mark: ActorMark | undefined;
  return {
    members,
    get view() {
      return viewAt(first);
    },
    get mark() {
      return (mark ??= {
        bits: actorBits(viewAt(first)),
        listed(restriction) {
          const among = answersOf(restriction);
          if (!among) return viewAt(first).lists(restriction).is;
          return has(among.yes, at) ? 'yes' : has(among.unknown, at) ? 'unknown' : 'no';
        },
      });
    },
  };
}

function standingParts({ classes, listed: { standings }, viewAt }: ActorsInClasses): Part[] {
  const parts = new Map<string, Part>();
  for (const [number, first] of classes.entries()) {
    const standing = standings[first] ?? '';
    const part = parts.get(standing) ?? { sight: actorBits(viewAt(first)), classes: noBits(classes.length) };
    add(part.classes, number);
    parts.set(standing, part);
  }
  return [...parts.values()];
}

/** Each of these actors once, as they come first. */
export function distinctActors(actors: readonly Actor[]): Actor[] {
  const first = new Map<string, Actor>();
  for (const actor of actors) if (!first.has(actorId(actor))) first.set(actorId(actor), actor);
  return [...first.values()];
}
