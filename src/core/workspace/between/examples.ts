import { reachOf } from '../../branches/glob';
import { shapeOfPattern, type Shape } from '../../branches/names/shape';
import { viewBranch, type BranchView, type Gathered } from '../../cell/cell';
import { operations, type Facts, type Operation, type Restriction } from '../../model';
import { nameNumberBy } from '../../questions/classes';
import { branchExamples, kindsDeciding, shapeOf } from '../../questions/universal/branches';
import { kinds } from '../../rules/kinds';
import type { BranchClass } from '../changes';
import type { Unit } from './units';

/** A branch as the restrictions of both readings see it. */
export interface Example {
  name: string;
  views: readonly [BranchView, BranchView];
}

/** An example of each class of branches on which a verdict may differ, and whether there may be others. */
export interface Examples {
  all: Example[];
  truncated: boolean;
  /** Whether it is of every class of names that there is. */
  areAll: boolean;
}

const everyName: readonly Shape[] = [shapeOfPattern('*')];

/**
 * The main branches, and one of each class of names that the rules of both readings tell apart. Where nothing but
 * restrictions changed, only names that one of these covers, as all others are judged as before.
 */
export function examplesOf([was, is]: Both, units: readonly Unit[]): Examples {
  const sides = [was, is].map(({ facts, people }): Gathered => ({ facts: decidingAlone(facts), people }));
  const within = shapesOf(was.facts, is.facts, units);
  const { branches, truncated } = branchExamples(within, sides);
  const found: Example[] = mainBranches(was.facts, is.facts).map((name) => exampleOf(name, [was, is]));
  for (const { name } of branches) found.push(exampleOf(name, [was, is]));
  const areAll = within.some((shape) => shape.every((piece) => piece === '') && shape.length > 1);
  return { all: found, truncated: truncated(), areAll: areAll && !truncated() };
}

/** A branch as both readings see it. */
export function exampleOf(name: string, [was, is]: Both): Example {
  return { name, views: [viewBranch(name, was), viewBranch(name, is)] };
}

/** The names of the main branches of these readings, each once, as far as they are known. */
export function mainBranches(...readings: Facts[]): string[] {
  const names = readings.flatMap(({ repository: { mainBranch } }) =>
    mainBranch.known ? (mainBranch.value ?? []) : [],
  );
  return [...new Set(names)];
}

/** Merge checks and settings decide nothing without a pull request; branches are named in the end. */
function decidingAlone({ restrictions, ...facts }: Facts): Facts {
  const items = restrictions.items.filter((one) => operations.some((operation) => decides(operation, one)));
  return { ...facts, restrictions: { ...restrictions, items }, branches: { items: [], gaps: facts.branches.gaps } };
}

function decides(operation: Operation, { kind }: Restriction): boolean {
  return kindsDeciding(operation).has(kind) || !kinds.has(kind);
}

function shapesOf(was: Facts, is: Facts, units: readonly Unit[]): readonly Shape[] {
  const within: Shape[] = [];
  for (const { of } of units) {
    if (of.what !== 'restriction') return everyName;
    for (const [one, facts] of [
      [of.before, was],
      [of.after, is],
    ] as const) {
      if (!one || !operations.some((operation) => decides(operation, one))) continue;
      const shapes = shapeOf(one, facts);
      if (shapes.length === 0) return everyName;
      within.push(...shapes);
    }
  }
  return within;
}

/** The key of an example for one operation: those with the same one are judged alike, in both readings. */
export function keyFor(operation: Operation, { views }: Example): string {
  return views
    .map(({ main, tag, covering }) => [
      ...[tag, main.is],
      ...covering.flatMap(({ at, covers: { is }, restriction }) =>
        decides(operation, restriction) ? `${String(at)}${is}` : [],
      ),
    ])
    .join('|');
}

/** What a class of examples is called, of which every one is judged alike. */
export function classOf(operation: Operation, alike: readonly Example[], existing: NameOf, both: Both): BranchClass {
  const [first] = alike;
  if (!first) throw new Error('A class has an example.');
  const patterns = patternsOn(first, operation, both);
  // The main branch stands for itself, and so does a branch that is covered by its name.
  const isAlone = first.views.some(({ main }) => main.is === 'yes') || patterns.some((one) => !one.includes('*'));
  if (isAlone) return { branch: first.name };
  const named = alike.map(({ name }) => existing(name)).find((name) => name !== undefined);
  return { branch: named ?? first.name, patterns };
}

/** Both readings. */
export type Both = readonly [Gathered, Gathered];

/** The name of a branch that there is, of the class of this one. */
export type NameOf = (name: string) => string | undefined;

/** Finds branches that there are, where a reading holds them; all are looked at when one is first asked for. */
export function existingBranches([was, is]: Both): NameOf {
  const numbers = [was, is].map(({ facts }) => nameNumberBy(decidingAlone(facts)));
  const keyOf = (name: string) => numbers.map((number) => number(name)).join('|');
  let known: Map<string, string> | undefined;
  return (name) => {
    if (!known) {
      known = new Map();
      for (const one of [...was.facts.branches.items, ...is.facts.branches.items].reverse()) known.set(keyOf(one), one);
    }
    return known.size === 0 ? undefined : known.get(keyOf(name));
  };
}

/** What covers it in either reading, as patterns of those that decide; nothing of what only may cover it. */
function patternsOn({ views }: Example, operation: Operation, both: Both): string[] {
  const patterns = views.flatMap(({ covering }, at) => {
    const facts = both[at]?.facts;
    return covering.flatMap(({ restriction, covers: { is } }) =>
      facts && is === 'yes' && decides(operation, restriction) ? (patternOf(restriction, facts) ?? []) : [],
    );
  });
  return [...new Set(patterns)];
}

/** A branch type is what the branching model has for it. */
function patternOf(restriction: Restriction, facts: Facts): string | undefined {
  const { match } = restriction;
  if (match.by === 'glob') return match.pattern;
  const reach = reachOf(restriction, facts);
  if (reach.is === 'every') return undefined;
  return reach.glob.pieces ? `${reach.glob.first}*` : reach.glob.first;
}
