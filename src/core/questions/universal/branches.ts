import { globMatches, isTag } from '../../branches/glob';
import { classesOfNames, mostSteps } from '../../branches/names/classes';
import { shapeOfPattern, shapeOfPrefix, type Shape } from '../../branches/names/shape';
import { viewBranch, type BranchView, type Gathered } from '../../cell/cell';
import type { Facts, Operation, Restriction } from '../../model';
import { kinds, rules } from '../../rules/index';
import { branchGaps, branchKey } from '../survey';

/** A branch that stands for all that every rule judges like it. */
export interface BranchExample {
  name: string;
  /** Absent where the list of branches was not read whole, and it is not on it. */
  exists?: boolean;
  /** As the restrictions of each reading see it. */
  views: BranchView[];
}

/** An example of each class of branches. */
export interface BranchExamples {
  branches: BranchExample[];
  /** Whether there may be classes without an example. */
  truncated: boolean;
}

/** The same facts with the restrictions alone that may decide one of these operations, pull requests aside. */
export function decidingOn(among: readonly Operation[], { restrictions, ...facts }: Facts): Facts {
  const deciding = kindsDeciding(among);
  const items = restrictions.items.filter(({ kind }) => deciding.has(kind) || !kinds.has(kind));
  return { ...facts, restrictions: { ...restrictions, items } };
}

/** The kinds of restrictions that decide one of these operations. */
export function kindsDeciding(among: readonly Operation[]): ReadonlySet<string> {
  return new Set(
    rules
      .filter(({ stops }) => among.some((operation) => stops.includes(operation)))
      .flatMap((rule) => [
        ...rule.kinds,
        ...(rule.keeps?.list.companion === undefined ? [] : [rule.keeps.list.companion]),
      ]),
  );
}

/**
 * An example of each class of branches that match the pattern and that some rule of these readings tells apart, those
 * that exist before others. `existing` are the branches that exist, as the first reading has them; `newFirst` where an
 * example that does not exist is better.
 */
export function branchExamples(
  pattern: string,
  readings: readonly Gathered[],
  { newFirst = false, budget = mostSteps }: { newFirst?: boolean; budget?: number } = {},
): BranchExamples {
  const [first] = readings;
  const listed = first?.facts.branches.items.filter((name) => !isTag(name) && globMatches(pattern, name)) ?? [];
  const all = new Set(first?.facts.branches.items);
  const whole = first !== undefined && branchGaps(first.facts).length === 0;
  const shapes = readings.flatMap(({ facts }) => shapesOf(facts));
  const { classes, truncated } = classesOfNames(shapeOfPattern(pattern), shapes, budget);
  const invented = classes.map(({ name }) => name);
  const branches = new Map<string, BranchExample>();
  for (const name of newFirst ? [...invented, ...listed] : [...listed, ...invented]) {
    const views = readings.map((reading) => viewBranch(name, reading));
    const key = views.map(branchKey).join('|');
    const exists = all.has(name) || (whole ? false : undefined);
    if (!branches.has(key)) branches.set(key, { name, views, ...(exists !== undefined && { exists }) });
  }
  return { branches: [...branches.values()], truncated };
}

/** Every shape by which a rule tells one branch from another. */
function shapesOf(facts: Facts): Shape[] {
  const { mainBranch } = facts.repository;
  const main = mainBranch.known ? mainBranch.value : null;
  return [...facts.restrictions.items.flatMap((one) => shapeOf(one, facts)), ...(main === null ? [] : [[main]])];
}

/** Nothing where it is the same, or unknown, for every name. */
function shapeOf({ match }: Restriction, { model }: Pick<Facts, 'model'>): Shape[] {
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
