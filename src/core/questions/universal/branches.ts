import { isTag } from '../../branches/glob';
import { classesOfNames, mostSteps } from '../../branches/names/classes';
import { hasShape, readerOf, shapeOfPattern, shapeOfPrefix, type Shape } from '../../branches/names/shape';
import { viewBranch, type BranchView, type Gathered } from '../../cell/cell';
import { operations, type Facts, type Operation, type Restriction } from '../../model';
import { rules } from '../../rules/index';
import { kinds, kindsOf } from '../../rules/kinds';
import { branchKey } from '../classes';
import { branchGaps } from '../survey';

/** A branch that stands for all that every rule judges like it. */
export interface BranchExample {
  name: string;
  /** Absent where the list of branches was not read whole, and it is not on it. */
  exists?: boolean;
  /** As the restrictions of each reading see it. */
  views: BranchView[];
}

/** An example of each class of branches, made as they are asked for. */
export interface BranchExamples {
  branches: Iterable<BranchExample>;
  /** Once all were made: whether there may be classes without an example. */
  truncated: () => boolean;
}

/** The same facts with the restrictions alone that may decide this operation, pull requests aside. */
export function decidingOn(operation: Operation, { restrictions, ...facts }: Facts): Facts {
  const deciding = kindsDeciding(operation);
  const items = restrictions.items.filter(({ kind }) => deciding.has(kind) || !kinds.has(kind));
  return { ...facts, restrictions: { ...restrictions, items } };
}

/** The kinds of restrictions that decide this operation. */
export function kindsDeciding(operation: Operation): ReadonlySet<string> {
  return decidingEach.get(operation) ?? new Set();
}

const decidingEach: ReadonlyMap<Operation, ReadonlySet<string>> = new Map(
  operations.map((operation) => [
    operation,
    new Set<string>(
      rules
        .filter(({ stops }) => stops.includes(operation))
        .flatMap(({ id, keeps }) => [...kindsOf(id), ...(keeps?.list.companion ? [keeps.list.companion] : [])]),
    ),
  ]),
);

/**
 * An example of each class of branches that have one of these shapes and that some rule of these readings tells apart,
 * those that exist before others. Which exist is for the first reading to say; `newFirst` where an example that does
 * not exist is better.
 */
export function branchExamples(
  within: readonly Shape[],
  readings: readonly Gathered[],
  { newFirst = false, budget = mostSteps }: { newFirst?: boolean; budget?: number } = {},
): BranchExamples {
  const [first] = readings;
  const all = new Set(first?.facts.branches.items);
  const whole = first !== undefined && branchGaps(first.facts).length === 0;
  const readers = within.map(readerOf);
  const listed = [...all].filter((name) => !isTag(name) && readers.some((reader) => hasShape(reader, name)));
  let left = budget;

  function* invented(): Iterable<string> {
    const shapes = readings.flatMap(({ facts }) => shapesOf(facts));
    for (const shape of within) {
      const { classes, steps } = classesOfNames(shape, shapes, left);
      left -= steps;
      for (const { name } of classes) yield name;
    }
  }

  function* branches(): Iterable<BranchExample> {
    const met = new Set<string>();
    for (const names of newFirst ? [invented(), listed] : [listed, invented()]) {
      for (const name of names) {
        const views = readings.map((reading) => viewBranch(name, reading));
        const key = views.map(branchKey).join('|');
        if (met.has(key)) continue;
        met.add(key);
        const exists = all.has(name) || (whole ? false : undefined);
        yield { name, views, ...(exists !== undefined && { exists }) };
      }
    }
  }

  return { branches: branches(), truncated: () => left < 0 };
}

/** Every shape by which a rule tells one branch from another. */
function shapesOf(facts: Facts): Shape[] {
  const { mainBranch } = facts.repository;
  const main = mainBranch.known ? mainBranch.value : null;
  return [...facts.restrictions.items.flatMap((one) => shapeOf(one, facts)), ...(main === null ? [] : [[main]])];
}

/** By which a restriction tells branches apart; nothing where it is the same, or unknown, for every name. */
export function shapeOf({ match }: Restriction, { model }: Pick<Facts, 'model'>): Shape[] {
  if (match.by === 'glob') return [shapeOfPattern(match.pattern)];
  if (match.by === 'unknown' || !model.known) return [];
  const { type } = match;
  if (type === 'development' || type === 'production') {
    const target = model.value[type];
    return target?.known && target.value !== null ? [[target.value]] : [];
  }
  const prefix = model.value.prefixes[type];
  return prefix === undefined ? [] : [shapeOfPrefix(prefix)];
}

/** How much is judged before `truncated`: a restriction that covers a branch, for one actor. */
const mostJudged = 3_000_000;
/** What a judgement costs besides. */
const judging = 10;

/** Counts what is judged: whether there is some of the budget left for these branches and one more actor. */
export function judgingBudget(most = mostJudged): (...branches: BranchView[]) => boolean {
  let judged = 0;
  return (...branches) => {
    judged += branches.reduce((sum, { covering }) => sum + covering.length + judging, 0);
    return judged <= most;
  };
}
