import type { Verdict } from '../../decision';
import type { Actor, Facts, Operation } from '../../model';
import type { Sides } from '../../questions/compare/axes';
import type { Comparison, Difference } from '../../questions/compare/compare';
import { namesOf } from '../../repository';
import { sayGap, type SpokenGap } from '../../words/gaps';
import { actorTitle, code, plain } from '../../words/names';
import { peopleIn, tellingOf, withTellingNames, type Telling } from '../../words/telling-names';
import { sayActor, sayNotChecked, sayProjectRules, type SpokenActor, type SpokenNotChecked } from '../decision';
import { sayThrough } from '../survey';

/** `compare --json`, except for `differs`, which says the same cell by cell (`differs` of this file). */
export interface SpokenComparison {
  operation: Operation;
  left: SpokenSide;
  right: SpokenSide;
  /** Cells with the same two verdicts for the same two reasons. */
  groups: SpokenDifference[];
  /** How many cells are unknown on both sides, so that nobody knows whether they differ. */
  unknownOnBoth: number;
  gaps: SpokenGap[];
  notChecked: SpokenNotChecked[];
  /** What it takes for granted because somebody supplied it. */
  supplied?: SpokenNotChecked[];
  /** Where both sides were read at once. */
  readAt?: string;
}

/** What stands on one side: a person, a branch, or a repository with the time of its reading. */
export interface SpokenSide {
  actor?: SpokenActor;
  branch?: string;
  repository?: string;
  readAt?: string;
}

/** Cells that differ alike. `why` is said of the first. */
export interface SpokenDifference {
  branches?: string[];
  actors?: SpokenActor[];
  left: Verdict;
  right: Verdict;
  why: { left: string; right: string };
}

/** A cell that differs. The branch is left out where two branches are compared, the actor where two people are. */
export interface SpokenCellThatDiffers {
  branch?: string;
  actor?: SpokenActor;
  left: Verdict;
  right: Verdict;
}

/** A comparison in words; sentences tell apart who looks alike. */
export function sayComparison(comparison: Comparison): SpokenComparison {
  const { operation, sides, differences, unknownOnBoth, gaps, notChecked } = comparison;
  const { left, right } = factsOf(sides);
  const telling = tellingIn(comparison);
  const saidGaps = [
    ...gaps.left.map((gap) => sayGap(gap, namesOf(left.repository))),
    ...gaps.right.map((gap) => sayGap(gap, namesOf(right.repository))),
  ];
  const saidNotChecked = [
    ...notChecked.left.map((one) => sayNotChecked(one, { repository: namesOf(left.repository) })),
    ...notChecked.right.map((one) => sayNotChecked(one, { repository: namesOf(right.repository) })),
  ];
  const supplied = (['left', 'right'] as const).flatMap((side) => {
    const { projectRules } = comparison.supplied[side];
    const repository = namesOf({ left, right }[side].repository);
    return projectRules ? [sayProjectRules(projectRules, { repository })] : [];
  });
  return {
    operation,
    ...saySides(sides),
    groups: differences.map((one) => sayDifference(one, sides, { operation, telling })),
    unknownOnBoth,
    gaps: distinct(saidGaps),
    notChecked: distinct(saidNotChecked),
    ...(supplied.length > 0 && { supplied: distinct(supplied) }),
    ...(sides.of !== 'repositories' && left.readAt !== undefined && { readAt: left.readAt }),
  };
}

/** Every cell that differs, one by one: of two large repositories there may be millions. */
export function* differs({ sides: { of }, differences }: Comparison): Generator<SpokenCellThatDiffers> {
  for (const { branches, actors, left, right } of differences) {
    const verdicts = { left: left.verdict, right: right.verdict };
    const spoken = actors.map(sayActor);
    if (of === 'branches') for (const actor of spoken) yield { actor, ...verdicts };
    else if (of === 'people') for (const branch of branches) yield { branch, ...verdicts };
    else for (const branch of branches) for (const actor of spoken) yield { branch, actor, ...verdicts };
  }
}

/** What either side is called in sentences. */
export function sideNames(comparison: Comparison): { left: string; right: string } {
  const { sides } = comparison;
  switch (sides.of) {
    case 'people': {
      const { left, right } = withTellingNames({ left: sides.left, right: sides.right }, tellingIn(comparison));
      return { left: actorTitle(left), right: actorTitle(right) };
    }
    case 'branches':
      return { left: code(sides.left), right: code(sides.right) };
    case 'repositories':
      return { left: plain(sides.left.repository.fullName), right: plain(sides.right.repository.fullName) };
  }
}

/** The actors of a difference by name, telling apart who looks alike. */
export function actorsNamed(comparison: Comparison, { actors }: Difference): string[] {
  return withTellingNames(actors, tellingIn(comparison)).map(actorTitle);
}

function sayDifference(
  { branches, actors, left, right }: Difference,
  sides: Sides,
  { operation, telling }: { operation: Operation; telling: Telling },
): SpokenDifference {
  const facts = factsOf(sides);
  const question = (actor: Actor, branch: string) => ({ actor, branch, operation });
  const pipelines: Actor = { type: 'pipelines' };
  const first = { actor: actors[0] ?? pipelines, branch: branches[0] ?? '' };
  const asked =
    sides.of === 'people'
      ? { left: question(sides.left, first.branch), right: question(sides.right, first.branch) }
      : sides.of === 'branches'
        ? { left: question(first.actor, sides.left), right: question(first.actor, sides.right) }
        : { left: question(first.actor, first.branch), right: question(first.actor, first.branch) };
  return {
    ...(sides.of !== 'branches' && { branches }),
    ...(sides.of !== 'people' && { actors: actors.map(sayActor) }),
    left: left.verdict,
    right: right.verdict,
    why: {
      left: sayThrough(left, asked.left, facts.left, telling),
      right: sayThrough(right, asked.right, facts.right, telling),
    },
  };
}

function saySides(sides: Sides): { left: SpokenSide; right: SpokenSide } {
  switch (sides.of) {
    case 'people':
      return { left: { actor: sayActor(sides.left) }, right: { actor: sayActor(sides.right) } };
    case 'branches':
      return { left: { branch: sides.left }, right: { branch: sides.right } };
    case 'repositories':
      return { left: sayRepository(sides.left), right: sayRepository(sides.right) };
  }
}

function sayRepository({ repository, readAt }: Facts): SpokenSide {
  return { repository: repository.fullName, ...(readAt !== undefined && { readAt }) };
}

function factsOf(sides: Sides): { left: Facts; right: Facts } {
  return sides.of === 'repositories' ? sides : { left: sides.facts, right: sides.facts };
}

function tellingIn({ sides, differences }: Comparison): Telling {
  return tellingOf(peopleIn([differences, sides.of === 'people' ? [sides.left, sides.right] : []]));
}

function distinct<T>(list: T[]): T[] {
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
}
