import { allowedReader, isHigh, isLow, type AllowedReader } from './allowed';
import { anyOther, failed, readerOf, type Shape, type ShapeReader } from './shape';

/** Names that have the same of these shapes. */
export interface NameClass {
  /** The shortest of them that reads best. */
  name: string;
  /** The shapes that they have, by their place in the list, ascending. */
  has: number[];
}

/** Every class of names, or those that were met before the budget was spent. */
export interface NameClasses {
  classes: NameClass[];
  /** Whether there may be classes that are not among them. */
  truncated: boolean;
  /** How much of the budget it took. */
  steps: number;
}

/**
 * How much is looked at before `truncated`: so many times one character is given to the reader of one shape. Patterns
 * that ask for pieces anywhere in a name have as many combinations as there are subsets of them.
 */
export const mostSteps = 1_500_000;
/** What it costs besides, in steps, to try a character, and to keep one more place. */
const trying = 6;
const keeping = 20;

/** A place in every reader at once. Readers that failed for good are left out, as are those that are settled. */
interface State {
  allowed: number;
  within: number;
  /** Readers that may still go either way, ascending, and where each stands. */
  open: readonly number[];
  places: readonly number[];
  /** The number of the set of shapes that every name from here has. */
  settled: number;
  /** How it was reached. */
  from: State | undefined;
  by: number;
}

/**
 * Which of these shapes a name can have at once, for names that Git allows for a branch and that have the shape
 * `within`: a class for each combination that occurs, with the shortest name of it. Names that begin with `refs/heads/`
 * or `refs/tags/` are left out, as they read as something else. All readers go along together, breadth first, and only
 * characters that one of them tells apart are tried, and one for all others.
 */
export function classesOfNames(within: Shape, shapes: readonly Shape[], budget = mostSteps): NameClasses {
  const distinct = [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).entries()];
  const number = new Map(distinct.map(([key], at) => [key, at]));
  const product = productOf(
    readerOf(within),
    distinct.map(([, shape]) => readerOf(shape)),
  );
  const pairs = [within, ...shapes].flat().some((text) => /[\ud800-\udfff]/.test(text));
  const found = new Map<string, { name: string; has: number[] }>();
  const met = new Set([keyOf(product.start)]);
  const queue = [product.start];
  let steps = 0;
  // It grows while it is walked along.
  for (const state of queue) {
    const has = product.endsWith(state);
    if (has && !found.has(has.join())) found.set(has.join(), { name: nameOf(state), has });
    for (const character of product.toTry(state, pairs)) {
      steps += state.open.length + trying;
      if (steps > budget) return { classes: classesOf(found, shapes, number), truncated: true, steps };
      const next = product.next(state, character);
      if (!next) continue;
      const key = keyOf(next);
      if (met.has(key)) continue;
      met.add(key);
      steps += keeping;
      queue.push(next);
    }
  }
  return { classes: classesOf(found, shapes, number), truncated: false, steps };
}

/** The numbers of the shapes as they were given, of which some may be the same. */
function classesOf(
  found: ReadonlyMap<string, { name: string; has: number[] }>,
  shapes: readonly Shape[],
  number: ReadonlyMap<string, number>,
): NameClass[] {
  const numbers = shapes.map((shape) => number.get(JSON.stringify(shape)) ?? 0);
  return [...found.values()].map(({ name, has }) => {
    const among = new Set(has);
    return { name, has: numbers.flatMap((one, at) => (among.has(one) ? [at] : [])) };
  });
}

function productOf(within: ShapeReader, readers: readonly ShapeReader[]) {
  const allowed: AllowedReader = allowedReader();
  const tellApart = readers.map(({ tellsApart }) => once(tellsApart));
  const ofAllowed = once(allowed.tellsApart);
  const sets = numberedSets();

  function stateAt(state: State, standing: Iterable<readonly [number, number]>): State {
    const open: number[] = [];
    const places: number[] = [];
    let { settled } = state;
    for (const [which, place] of standing) {
      if (place === failed) continue;
      if (place === readers[which]?.settled) settled = sets.withOne(settled, which);
      else {
        open.push(which);
        places.push(place);
      }
    }
    return { ...state, open, places, settled };
  }

  function* moved({ open, places }: State, character: number): Iterable<readonly [number, number]> {
    for (const [at, which] of open.entries())
      yield [which, readers[which]?.next(places[at] ?? failed, character) ?? failed];
  }

  return {
    start: stateAt(
      {
        allowed: allowed.start,
        within: within.start,
        open: [],
        places: [],
        settled: sets.empty,
        from: undefined,
        by: anyOther,
      },
      readers.map(({ start }, which) => [which, start] as const),
    ),
    next(state: State, character: number): State | undefined {
      const nextAllowed = allowed.next(state.allowed, character);
      if (nextAllowed === failed) return undefined;
      const nextWithin = state.within === within.settled ? state.within : within.next(state.within, character);
      if (nextWithin === failed) return undefined;
      const at = { ...state, allowed: nextAllowed, within: nextWithin, from: state, by: character };
      return stateAt(at, moved(state, character));
    },
    /** The shapes of a name that ends here; nothing where none may. */
    endsWith(state: State): number[] | undefined {
      if (!allowed.isEnd(state.allowed) || !within.isEnd(state.within)) return undefined;
      const ended = state.open.filter((which, at) => readers[which]?.isEnd(state.places[at] ?? failed));
      return [...sets.membersOf(state.settled), ...ended].sort((a, b) => a - b);
    },
    /** Characters to go on with, those that read best first: what one of the readers tells apart, and another. */
    toTry(state: State, pairs: boolean): number[] {
      const apart = new Set([...ofAllowed(state.allowed), ...within.tellsApart(state.within)]);
      for (const [at, which] of state.open.entries())
        for (const character of tellApart[which]?.(state.places[at] ?? failed) ?? []) apart.add(character);
      const others = [
        plainOne(apart),
        // Halves of characters matter only where a pattern asks for one.
        ...(pairs ? [anotherHalf(isHigh, 0xd83d, apart), anotherHalf(isLow, 0xde00, apart)] : []),
      ];
      return [...others, ...[...apart].sort((a, b) => (ranks[a] ?? 5) - (ranks[b] ?? 5) || a - b)];
    },
  };
}

/** Sets of numbers, each with a number of its own. */
function numberedSets() {
  const members: (readonly number[])[] = [[]];
  const numbers = new Map([['', 0]]);
  const grown = new Map<number, number>();
  return {
    empty: 0,
    membersOf: (set: number) => members[set] ?? [],
    /** The set with one more member. */
    withOne(set: number, one: number): number {
      const step = set * 0x100000 + one;
      const known = grown.get(step);
      if (known !== undefined) return known;
      const all = [...(members[set] ?? []), one].sort((a, b) => a - b);
      const key = all.join();
      const number = numbers.get(key) ?? members.push(all) - 1;
      numbers.set(key, number);
      grown.set(step, number);
      return number;
    },
  };
}

/** Letters of which one stands for every character that nothing tells apart, best first. */
const plainLetters = Array.from('xyzabcdefghijklmnopqrstuvw0123456789XYZABCDEFGHIJKLMNOPQRSTUVW_', (letter) =>
  letter.charCodeAt(0),
);

/** The first of those that nothing tells apart. */
function plainOne(apart: ReadonlySet<number>): number {
  const letter = plainLetters.find((character) => !apart.has(character));
  if (letter !== undefined) return letter;
  // More than patterns ask for at one place of a name.
  for (let character = 0x4e00; character < 0x8e00; character++) if (!apart.has(character)) return character;
  return 0xffff;
}

function anotherHalf(isOne: (character: number) => boolean, first: number, apart: ReadonlySet<number>): number {
  for (let character = first; isOne(character); character++) if (!apart.has(character)) return character;
  return first;
}

/** Letters before digits before what stands between words before all else. */
const ranks: readonly number[] = Array.from({ length: 0x80 }, (_, character) =>
  [/[a-z]/, /[A-Z]/, /[0-9]/, /\//, /[-_.]/, /[^]/].findIndex((group) => group.test(String.fromCharCode(character))),
);

function once(work: (place: number) => readonly number[]): (place: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (place) => {
    const before = known.get(place);
    if (before) return before;
    const found = work(place);
    known.set(place, found);
    return found;
  };
}

/** Two characters for each number. */
function keyOf({ allowed, within, open, places, settled }: State): string {
  const units: number[] = [allowed >> 15, allowed & 0x7fff, within >> 15, within & 0x7fff];
  units.push(settled >> 15, settled & 0x7fff);
  for (const which of open) units.push(which >> 15, which & 0x7fff);
  for (const place of places) units.push(place >> 15, place & 0x7fff);
  return units.length > mostUnits ? units.join() : String.fromCharCode(...units);
}

/** More than may be given to one call. */
const mostUnits = 10_000;

function nameOf(state: State): string {
  const characters: number[] = [];
  for (let at = state; at.from; at = at.from) characters.push(at.by);
  return characters
    .reverse()
    .map((character) => String.fromCharCode(character))
    .join('');
}
