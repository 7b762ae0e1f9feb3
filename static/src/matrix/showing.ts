import type { Compiled } from '../../../src/core/compiled/compiled';
import type { Verdict } from '../../../src/core/decision';
import type { Operation } from '../../../src/core/model';
import {
  columnsOf,
  narrowed,
  rowsOf,
  verdictsFor,
  type Grid,
  type VerdictAt,
} from '../../../src/core/questions/grid/grid';
import type { Steps } from '../../../src/core/portions/steps';
import { found, type Findable } from '../controls/search';

/** What somebody wants to see of everybody and every branch. */
export interface Asked {
  compiled: Compiled;
  operation: Operation;
  /** Everybody and every branch as they are found by what is typed; none of them where nothing is, or not yet. */
  people: readonly Findable[];
  branches: readonly Findable[];
  /** The place of the branch that comes first. */
  main: number | undefined;
  /** What is typed to find them. */
  person: string;
  branch: string;
  /** The slug of a group: only who is in it, or may be. */
  group: string | undefined;
  verdict: Verdict | undefined;
  onlyDifferences: boolean;
  /** Every branch by itself. */
  each: boolean;
  /** The places of two people who stand alone. */
  two: readonly number[] | undefined;
}

/** The rows and columns that are shown, and the verdict where two of them meet. */
export interface Shown extends Grid {
  verdictAt: VerdictAt;
  asked: Asked;
}

/** What is shown of what was asked. */
export function* showing(asked: Asked | undefined): Steps<Shown | undefined> {
  if (!asked) return undefined;
  const { compiled, operation, verdict, onlyDifferences, each } = asked;
  const verdictAt = verdictsFor(compiled, operation);
  const rows = rowsOf(compiled, asked.two ?? (yield* peopleAsked(asked)));
  yield;
  const columns = columnsOf(compiled, branchesAsked(asked), each);
  yield;
  const grid = yield* narrowed({ rows, columns }, verdictAt, { verdict, onlyDifferences });
  // Two people stay two, however alike.
  return { ...grid, ...(asked.two && { rows }), verdictAt, asked };
}

function* peopleAsked({ compiled, people, person, group }: Asked): Steps<number[]> {
  const named = placesFound(people, person, compiled.actors.length);
  if (group === undefined) return named;
  const within: number[] = [];
  for (const at of named) {
    if (compiled.viewAt(at).isIn(group).is !== 'no') within.push(at);
    yield;
  }
  return within;
}

/** The main branch first, unless what is typed ranks them. */
function branchesAsked({ compiled, branches, branch, main }: Asked): number[] {
  const places = placesFound(branches, branch, compiled.branches.length);
  if (main === undefined || branch.trim() !== '') return places;
  return [main, ...places.filter((at) => at !== main)];
}

function placesFound(list: readonly Findable[], typed: string, count: number): number[] {
  if (list.length === 0) return Array.from({ length: count }, (_, at) => at);
  const places = list.map(({ texts }, at) => ({ texts, at }));
  return found(places, typed, places.length).map(({ at }) => at);
}
