import type { Verdict } from '../decision';
import { operations, type Operation, type Restriction } from '../model';
import { addAll, allBits, has, inBoth, isEmpty, noBits, placesIn, removeAll, without, type Bits } from './bits';
import type { BranchClass, Compiled, CompiledPeople } from './compiled';
import type { Among } from './listed';
import type { BranchMark } from './sight';

/** Whom one operation on the branches of a class is denied, and of whom that is not known: classes of actors. */
export interface Row {
  denied: Bits;
  unknown: Bits;
}

/** Actors by class, as the lists see them. */
export interface Ranks {
  /** Classes of one standing, and what the rules see of each of them whatever lists say. */
  standings: readonly Part[];
  lists: ReadonlyMap<Restriction, Among>;
  /** By the slug of each group that a list names, those of whom it is not known whether they are in it. */
  inDoubt: ReadonlyMap<string, Bits>;
  /** Those of whom only a look at each tells what is not known. */
  apart: Bits;
}

/** Classes of actors of whom the rules see the same. */
export interface Part {
  sight: number;
  classes: Bits;
}

/**
 * The rows of one class of branches, in the order of `operations`. Each list divides the actors at once; those of one
 * part have one sight, and so one verdict.
 */
export function rowsOn(
  branch: BranchClass,
  { actorClasses, gathered, ranks, verdictOf }: CompiledPeople & Pick<Compiled, 'verdictOf'>,
): Row[] {
  const parts = partsOn(branch.mark, ranks, actorClasses.length);
  return operations.map((_, operation) => {
    const row: Row = { denied: noBits(actorClasses.length), unknown: noBits(actorClasses.length) };
    for (const { sight, classes } of parts) {
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
      const verdict = verdictOf(operation, sight, cell);
      if (verdict !== 'allowed') addAll(row[verdict], classes);
    }
    return row;
  });
}

function partsOn({ bits, lists }: BranchMark, { standings, lists: among }: Ranks, size: number): Part[] {
  const seen = new Map<number, Bits>();
  const see = (atom: number, classes: Bits) => {
    const before = seen.get(atom);
    if (before) addAll(before, classes);
    else seen.set(atom, classes.slice());
  };
  for (const { restriction, atoms } of lists) {
    const { yes, unknown } = among.get(restriction) ?? { yes: noBits(size), unknown: allBits(size) };
    const no = without(allBits(size), yes);
    removeAll(no, unknown);
    see(atoms.yes, yes);
    see(atoms.unknown, unknown);
    see(atoms.no, no);
  }
  let parts = standings.map(({ sight, classes }): Part => ({ sight: sight | bits, classes }));
  for (const [atom, classes] of seen) parts = parts.flatMap((part) => dividedBy(atom, classes, part));
  return parts;
}

/** Those of a part of whom the rules see this too, and the others. */
function dividedBy(atom: number, seen: Bits, { sight, classes }: Part): Part[] {
  const inside = inBoth(classes, seen);
  if (isEmpty(inside)) return [{ sight, classes }];
  const outside = without(classes, seen);
  const divided: Part = { sight: sight | atom, classes: inside };
  return isEmpty(outside) ? [divided] : [divided, { sight, classes: outside }];
}

/** One of each of these classes of actors of whom the same is lacking on a branch, in order. */
export function oneOfEachDoubt(some: Bits, { mark }: BranchClass, { ranks }: CompiledPeople): number[] {
  const sets = mark.lists.flatMap(({ restriction }): Bits[] => {
    const among = ranks.lists.get(restriction);
    const groups = restriction.groups.flatMap(({ slug }) => ranks.inDoubt.get(slug) ?? []);
    return among ? [among.yes, among.unknown, ...groups] : groups;
  });
  const plain = without(some, ranks.apart);
  let parts = ranks.standings.map(({ classes }) => inBoth(classes, plain)).filter((part) => !isEmpty(part));
  for (const set of sets)
    parts = parts.flatMap((part) => [inBoth(part, set), without(part, set)].filter((half) => !isEmpty(half)));
  const first = parts.flatMap((part) => placesIn(part).slice(0, 1));
  return [...first, ...placesIn(inBoth(some, ranks.apart))].sort((one, other) => one - other);
}

/** What a row says of one class of actors. */
export function verdictIn({ denied, unknown }: Row, actorClass: number): Verdict {
  return has(denied, actorClass) ? 'denied' : has(unknown, actorClass) ? 'unknown' : 'allowed';
}

/** Everybody's verdict on one branch of what was compiled, by classes: places in its actors. */
export function rosterOn(
  compiled: Compiled,
  { operation, branch }: { operation: Operation; branch: string },
): { verdict: Verdict; actors: readonly number[] }[] {
  const { actorClasses, branchAt, branchClassAt, rowsAt } = compiled;
  const number = branchClassAt[branchAt.get(branch) ?? -1];
  const row = number === undefined ? undefined : rowsAt(number)[operations.indexOf(operation)];
  return row ? actorClasses.map(({ members }, at) => ({ verdict: verdictIn(row, at), actors: members })) : [];
}
