import type { Verdict } from '../decision';
import { operations, type Operation, type Restriction } from '../model';
import {
  addAll,
  allBits,
  halved,
  halves,
  has,
  inAny,
  inBoth,
  isEmpty,
  noBits,
  placesIn,
  without,
  type Bits,
} from './bits';
import type { Answers, BranchClass, Compiled, CompiledPeople, Ranks, Row } from './compiled';
import type { BranchMark } from './sight';

/**
 * The rows of one class of branches, one for each operation that is asked about. Each list divides the actors at once;
 * those of one part have one sight, and so one verdict.
 */
export function rowsOn(
  branch: BranchClass,
  { actorClasses, gathered, ranks, verdictOf }: CompiledPeople & Pick<Compiled, 'verdictOf'>,
  asked: readonly Operation[] = operations,
): Row[] {
  const size = actorClasses.length;
  const rows = asked.map((operation) => ({
    at: operations.indexOf(operation),
    row: { denied: noBits(size), unknown: noBits(size) },
  }));
  eachPart(branch.mark, ranks, (sight, classes) => {
    const cell = {
      gathered,
      branch: branch.view,
      get actor() {
        const [first = -1] = placesIn(classes);
        const one = actorClasses[first];
        if (!one) throw new Error('A part has a class.');
        return one.view;
      },
    };
    for (const { at, row } of rows) {
      const verdict = verdictOf(at, sight, cell);
      if (verdict !== 'allowed') addAll(row[verdict], classes);
    }
  });
  return rows.map(({ row }) => row);
}

/** Visits the actors of whom the rules see the same on such a branch, part by part; the sets are lent. */
function eachPart(
  { bits, lists }: BranchMark,
  { standings, answersOf }: Ranks,
  visit: (sight: number, classes: Bits) => void,
): void {
  const seen = new Map<number, [Bits, ...Bits[]]>();
  for (const { restriction, atoms } of lists) {
    const given = known(answersOf(restriction));
    for (const is of answered) {
      const before = seen.get(atoms[is]);
      if (before) before.push(given[is]);
      else seen.set(atoms[is], [given[is]]);
    }
  }
  const dividing = Array.from(seen, ([atom, some]) => {
    const classes = inAny(some);
    return { atom, classes, inside: classes.slice(), outside: classes.slice() };
  });
  for (const { sight, classes } of standings) divide(sight | bits, classes, dividing, 0, visit);
}

/** What a list of some atom says of classes; `inside` and `outside` are lent for what it divides. */
interface Dividing {
  atom: number;
  classes: Bits;
  inside: Bits;
  outside: Bits;
}

/** Visits the parts of these classes that the lists from this depth on tell apart. */
function divide(
  sight: number,
  classes: Bits,
  dividing: readonly Dividing[],
  depth: number,
  visit: (sight: number, classes: Bits) => void,
): void {
  const by = dividing[depth];
  if (!by) {
    visit(sight, classes);
    return;
  }
  const [isInside, isOutside] = halved(classes, by.classes, by);
  if (isInside) divide(sight | by.atom, isOutside ? by.inside : classes, dividing, depth + 1, visit);
  if (isOutside) divide(sight, isInside ? by.outside : classes, dividing, depth + 1, visit);
}

function known(answers: Answers | undefined): Answers {
  if (!answers) throw new Error('Every list of a branch is one of the facts.');
  return answers;
}

const answered = ['yes', 'no', 'unknown'] as const;

/** These classes of actors, those together who stand alike and of whom these lists say the same, or lack the same. */
export function alikeIn(some: Bits, lists: readonly Restriction[], { ranks }: CompiledPeople): Bits[] {
  if (isEmpty(some)) return [];
  let parts = ranks.standings.map(({ classes }) => inBoth(classes, some)).filter((part) => !isEmpty(part));
  for (const restriction of lists) {
    const { yes, lacking } = known(ranks.answersOf(restriction));
    for (const set of [yes, ...lacking]) parts = parts.flatMap((part) => halves(part, set));
  }
  return parts;
}

/** One of each of whom the same is lacking on a branch, in order. */
export function oneOfEachAlike(some: Bits, { lists }: BranchMark, people: CompiledPeople): number[] {
  return alikeIn(
    some,
    lists.map(({ restriction }) => restriction),
    people,
  )
    .flatMap((part) => placesIn(part).slice(0, 1))
    .sort((one, other) => one - other);
}

/** What a row says of each class of so many. */
export function verdictsIn({ denied, unknown }: Row, size: number): Verdict[] {
  const verdicts = new Array<Verdict>(size).fill('allowed');
  for (const at of placesIn(denied)) verdicts[at] = 'denied';
  for (const at of placesIn(unknown)) verdicts[at] = 'unknown';
  return verdicts;
}

/** The classes of actors of so many that a row gives this verdict. */
export function classesWith(verdict: Verdict, { denied, unknown }: Row, size: number): Bits {
  return verdict === 'denied'
    ? denied
    : verdict === 'unknown'
      ? unknown
      : without(without(allBits(size), denied), unknown);
}

/** What a row says of one class of actors. */
export function verdictIn({ denied, unknown }: Row, actorClass: number): Verdict {
  return has(denied, actorClass) ? 'denied' : has(unknown, actorClass) ? 'unknown' : 'allowed';
}

/** Everybody's verdict on one branch, by classes: places in the actors of what was compiled. */
export function rosterOn(
  { actorClasses, rowsOnName }: Compiled,
  { operation, branch }: { operation: Operation; branch: string },
): { verdict: Verdict; actors: readonly number[] }[] {
  const row = rowsOnName(branch)[operations.indexOf(operation)];
  return row ? actorClasses.map(({ members }, at) => ({ verdict: verdictIn(row, at), actors: members })) : [];
}
