import { compile } from '../../../src/core/compiled/compile';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Verdict } from '../../../src/core/decision';
import { columnsOf, narrowed, rowsOf, verdictsFor, type Grid, type Line } from '../../../src/core/questions/grid/grid';
import { gather } from '../../../src/core/cell/cell';
import { operations } from '../../../src/core/model';
import { explainAmong } from '../../../src/core/questions/explain';
import { finish } from '../../../src/core/portions/steps';
import { facts, push } from '../facts';
import { repositories } from '../random';

/** A table by rows of letters, in which nobody and nothing is of one class with another. */
function tableOf(...letters: string[]) {
  const words: Record<string, Verdict> = { a: 'allowed', d: 'denied', u: 'unknown' };
  const alone = (count: number): Line[] => Array.from({ length: count }, (_, at) => ({ members: [at], class: at }));
  return {
    grid: { rows: alone(letters.length), columns: alone(letters[0]?.length ?? 0) },
    verdictAt: (row: Line, column: Line) => words[letters[row.class]?.charAt(column.class) ?? ''] ?? 'unknown',
  };
}
const members = ({ rows, columns }: Grid) => [rows.map((row) => row.members), columns.map((column) => column.members)];

describe('of a table of everybody by every branch', () => {
  const { grid, verdictAt } = tableOf('aadu', 'aada', 'aadu', 'dddd');

  test('all of it is shown where nothing narrows it', () => {
    expect(finish(narrowed(grid, verdictAt, {}))).toEqual(grid);
  });

  test('a verdict keeps who has it somewhere, and the branches where they do', () => {
    expect(members(finish(narrowed(grid, verdictAt, { verdict: 'unknown' })))).toEqual([[[0], [2]], [[3]]]);
    expect(members(finish(narrowed(grid, verdictAt, { verdict: 'allowed' })))).toEqual([
      [[0], [1], [2]],
      [[0], [1], [3]],
    ]);
  });

  test('only what differs leaves out where all agree, and makes one of what is alike', () => {
    expect(members(finish(narrowed(grid, verdictAt, { onlyDifferences: true })))).toEqual([
      [[0, 2], [1], [3]],
      [[0, 1], [3]],
    ]);
  });

  test('where all agree everywhere, nothing differs', () => {
    const same = tableOf('ad', 'ad');
    expect(finish(narrowed(same.grid, same.verdictAt, { onlyDifferences: true })).columns).toEqual([]);
  });

  test('no cell is lost or changed by making one of what is alike', () => {
    const letters = fc.array(fc.array(fc.constantFrom('a', 'd', 'u'), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(letters, fc.constantFrom<(Verdict | undefined)[]>(undefined, 'denied'), (rows, verdict) => {
        const { grid: all, verdictAt: at } = tableOf(...rows.map((row) => row.join('')));
        const without = finish(narrowed(all, at, { verdict }));
        const shown = finish(narrowed(all, at, { verdict, onlyDifferences: true }));
        const places = (lines: readonly Line[]) => lines.flatMap((line) => line.members);
        const line = (place: number): Line => ({ members: [place], class: place });
        for (const row of shown.rows)
          for (const column of shown.columns)
            for (const one of row.members)
              for (const other of column.members) expect(at(line(one), line(other))).toBe(at(row, column));
        expect(places(shown.rows).sort((a, b) => a - b)).toEqual(places(without.rows));
        // What is left out is the same for all who are left.
        const gone = places(without.columns).filter((one) => !places(shown.columns).includes(one));
        for (const one of gone) expect(new Set(without.rows.map((row) => at(row, line(one)))).size).toBe(1);
      }),
    );
  });
});

test('branches that meet the same rules are one column, those that are asked for first; or each stands by itself', () => {
  const told = facts({
    branches: ['a', 'main', 'b', 'release/1', 'c'],
    restrictions: [push('main'), push('release/*')],
  });
  const compiled = compile(gather(told));
  const named = (asked: number[], each = false) =>
    columnsOf(compiled, asked, each).map((one) => one.members.map((at) => compiled.branches[at]));
  expect(named([1, 0, 2, 3, 4])).toEqual([['main'], ['a', 'b', 'c'], ['release/1']]);
  expect(named([2])).toEqual([['b', 'a', 'c']]);
  expect(named([2, 3], true)).toEqual([['b'], ['release/1']]);
});

test('a cell says what its explanation says', () => {
  fc.assert(
    fc.property(repositories, fc.constantFrom(...operations), (told, operation) => {
      const gathered = gather({ ...facts(told), branches: { items: ['main', 'topic', 'release/1'], gaps: [] } });
      const compiled = compile(gathered);
      const verdictAt = verdictsFor(compiled, operation);
      for (const row of rowsOf(compiled, [...compiled.actors.keys()])) {
        for (const column of columnsOf(compiled, [0, 1, 2], true)) {
          const [actor, branch = ''] = [
            compiled.actors[row.members[0] ?? -1],
            compiled.branches[column.members[0] ?? -1],
          ];
          if (actor) expect(verdictAt(row, column)).toBe(explainAmong(gathered, { actor, operation, branch }).verdict);
        }
      }
    }),
    { numRuns: 60 },
  );
});
