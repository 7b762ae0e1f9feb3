import { verdictIn } from '../../compiled/verdicts';
import type { Compiled } from '../../compiled/compiled';
import type { Verdict } from '../../decision';
import { operations, type Operation } from '../../model';
import type { Steps } from '../../portions/steps';
import { membersOf } from '../classes';

/** People who are one row, or branches that are one column. */
export interface Line {
  /** Their places among what was compiled; the first stands for all of them. */
  members: readonly number[];
  /** The number of the class of the first. */
  class: number;
}

/** Rows of people and columns of branches. */
export interface Grid {
  rows: readonly Line[];
  columns: readonly Line[];
}

/** What of a grid is wanted. */
export interface Wanted {
  /** Only people who have this verdict somewhere, and the branches where they do. */
  verdict?: Verdict | undefined;
  /** Not the branches on which all have the same verdict; and lines that are alike in all that is left are one. */
  onlyDifferences?: boolean;
}

/** The verdict where a row and a column meet. */
export type VerdictAt = (row: Line, column: Line) => Verdict;

/** The verdicts for one operation: each class of branches is judged when it is first asked about. */
export function verdictsFor({ rowsAt }: Compiled, operation: Operation): VerdictAt {
  const at = operations.indexOf(operation);
  return (row, column) => {
    const own = rowsAt(column.class)[at];
    if (!own) throw new Error('Every operation has a row.');
    return verdictIn(own, row.class);
  };
}

/** A line for each of these people. */
export function rowsOf({ actorClassAt }: Compiled, actors: readonly number[]): Line[] {
  return actors.map((at) => ({ members: [at], class: actorClassAt[at] ?? 0 }));
}

/** A line for each of these branches; or for each class of them, which they then stand for. */
export function columnsOf(compiled: Compiled, branches: readonly number[], each = false): Line[] {
  const { branchClassAt, branchClasses } = compiled;
  if (each) return branches.map((at) => ({ members: [at], class: branchClassAt[at] ?? 0 }));
  const first = new Map<number, number[]>();
  for (const at of branches) {
    const number = branchClassAt[at] ?? 0;
    const before = first.get(number);
    if (before) before.push(at);
    else first.set(number, [at]);
  }
  return [...first].map(([number, asked]) => {
    const { members } = branchClasses[number] ?? { members: asked };
    if (members.length === asked.length) return { members: asked, class: number };
    const known = new Set(asked);
    return { members: [...asked, ...members.filter((at) => !known.has(at))], class: number };
  });
}

/** What is wanted of these rows and columns. Judges every pair of their classes, a row at a time. */
export function* narrowed(
  { rows, columns }: Grid,
  verdictAt: VerdictAt,
  { verdict, onlyDifferences = false }: Wanted,
): Steps<Grid> {
  if (verdict === undefined && !onlyDifferences) return { rows, columns };
  const columnClasses = oneOfEach(columns);
  let told = new Map<number, Verdict[]>();
  for (const row of oneOfEach(rows)) {
    told.set(
      row.class,
      columnClasses.map((column) => verdictAt(row, column)),
    );
    yield;
  }
  let left = [...columnClasses.keys()];
  if (verdict !== undefined) {
    told = new Map([...told].filter(([, verdicts]) => verdicts.includes(verdict)));
    left = left.filter((at) => [...told.values()].some((verdicts) => verdicts[at] === verdict));
  }
  yield;
  if (onlyDifferences)
    left = left.filter((at) => new Set(Array.from(told.values(), (verdicts) => verdicts[at])).size > 1);
  yield;
  const keyOfRow = new Map(Array.from(told, ([number, verdicts]) => [number, left.map((at) => verdicts[at]).join()]));
  yield;
  const keyOfColumn = new Map(
    left.map((at) => [columnClasses[at]?.class ?? -1, Array.from(told.values(), (verdicts) => verdicts[at]).join()]),
  );
  yield;
  const kept = {
    rows: rows.filter((row) => keyOfRow.has(row.class)),
    columns: columns.filter((column) => keyOfColumn.has(column.class)),
  };
  if (!onlyDifferences) return kept;
  return { rows: folded(kept.rows, keyOfRow), columns: folded(kept.columns, keyOfColumn) };
}

function oneOfEach(lines: readonly Line[]): Line[] {
  return [...new Map(lines.map((line) => [line.class, line])).values()];
}

/** Lines that are alike as one. */
function folded(lines: readonly Line[], keyOf: ReadonlyMap<number, string>): Line[] {
  const numbers = new Map<string, number>();
  const of = lines.map((line) => {
    const key = keyOf.get(line.class) ?? '';
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  return membersOf(lines, of).flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, members: same.flatMap(({ members }) => members) }] : [];
  });
}
