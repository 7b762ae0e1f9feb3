import type { Verdict } from '../decision';
import { operations, type Operation, type Restriction } from '../model';
import { addAll, halves, has, inAny, inBoth, isEmpty, noBits, placesIn, type Bits } from './bits';
import type { Answers, BranchClass, Compiled, CompiledPeople, Part, Ranks, Row } from './compiled';
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
  const parts = partsOn(branch.mark, ranks);
  return asked.map((one) => {
    const operation = operations.indexOf(one);
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

function partsOn({ bits, lists }: BranchMark, { standings, lists: answers }: Ranks): Part[] {
  const seen = new Map<number, [Bits, ...Bits[]]>();
  for (const { restriction, atoms } of lists) {
    const given = answersOf(restriction, answers);
    for (const is of answered) {
      const before = seen.get(atoms[is]);
      if (before) before.push(given[is]);
      else seen.set(atoms[is], [given[is]]);
    }
  }
  let parts = standings.map(({ sight, classes }): Part => ({ sight: sight | bits, classes }));
  for (const [atom, some] of seen) {
    const classes = inAny(some);
    if (!isEmpty(classes)) parts = parts.flatMap((part) => dividedBy(atom, classes, part));
  }
  return parts;
}

function answersOf(restriction: Restriction, lists: Ranks['lists']): Answers {
  const answers = lists.get(restriction);
  if (!answers) throw new Error('Every list of a branch is one of the facts.');
  return answers;
}

const answered = ['yes', 'no', 'unknown'] as const;

/** Those of a part of whom the rules see this too, and the others. */
function dividedBy(atom: number, seen: Bits, { sight, classes }: Part): Part[] {
  const { inside, outside } = halves(classes, seen);
  return [
    ...(inside ? [{ sight: sight | atom, classes: inside }] : []),
    ...(outside ? [{ sight, classes: outside }] : []),
  ];
}

/** These classes of actors, those together who stand alike and of whom these lists say the same, or lack the same. */
export function alikeIn(some: Bits, lists: readonly Restriction[], { ranks }: CompiledPeople): Bits[] {
  let parts = ranks.standings.map(({ classes }) => inBoth(classes, some)).filter((part) => !isEmpty(part));
  for (const restriction of lists) {
    const { yes, lacking } = answersOf(restriction, ranks.lists);
    for (const set of [yes, ...lacking])
      parts = parts.flatMap((part) => {
        const { inside, outside } = halves(part, set);
        return [...(inside ? [inside] : []), ...(outside ? [outside] : [])];
      });
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
