import { compile } from '../../../../src/core/compiled/compile';
import type { Compiled } from '../../../../src/core/compiled/compiled';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather, viewActor, viewBranch, type Gathered } from '../../../../src/core/cell/cell';
import { operations, type Actor, type Operation, type Question } from '../../../../src/core/model';
import { actorId } from '../../../../src/core/people/actor';
import { actorsOf, branchesOf, type Share } from '../../../../src/core/questions/change/effect';
import { tried } from '../../../../src/core/questions/change/tried';
import { judge } from '../../../../src/core/questions/judge';
import { verdictWith } from '../../../../src/core/questions/reach/minimal';
import { smallestChanges, type SmallestChange } from '../../../../src/core/questions/reach/smallest';
import { smallestStops } from '../../../../src/core/questions/reach/stops';
import { facts } from '../../facts';
import { questions, repositories } from '../../random';

const branches = ['main', 'release/1', 'feature/x', 'topic', 'develop'];

/** Every cell of these facts, judged by itself. */
function survey(gathered: Gathered, { actors, branches: names }: Compiled): Map<string, string> {
  return new Map(
    actors.flatMap((actor) =>
      names.flatMap((name) =>
        operations.map((operation): [string, string] => {
          const cell = { branch: viewBranch(name, gathered), actor: viewActor(actor, gathered) };
          return [cellKey(operation, actor, name), judge({ facts: gathered.facts, operation, ...cell }).verdict];
        }),
      ),
    ),
  );
}

function cellKey(operation: Operation, actor: Actor, branch: string): string {
  return `${operation} ${branch} ${actorId(actor)}`;
}

function cellsIn(shares: readonly Share[], compiled: Compiled): string[] {
  return shares
    .flatMap((share) =>
      actorsOf(share, compiled).flatMap((actor) =>
        branchesOf(share, compiled).map((name) => cellKey(share.operation, actor, name)),
      ),
    )
    .sort();
}

/** The account of a change as two full surveys give it. */
function expectAccount(
  { change, opens, granted, closes, unsure, refused }: SmallestChange,
  compiled: Compiled,
  asked: Question,
) {
  const before = survey(compiled.gathered, compiled);
  const after = survey(tried(compiled.gathered, change), compiled);
  const own = cellKey(asked.operation, asked.actor, asked.branch);
  const where = (flips: (was: string, is: string) => boolean) =>
    [...before].flatMap(([cell, was]) => (cell !== own && flips(was, after.get(cell) ?? '') ? [cell] : [])).sort();
  expect(cellsIn(opens, compiled)).toEqual(where((was, is) => was === 'denied' && is === 'allowed'));
  expect(cellsIn(granted, compiled)).toEqual(where((was, is) => was === 'unknown' && is === 'allowed'));
  expect(cellsIn(closes, compiled)).toEqual(where((was, is) => was === 'allowed' && is !== 'allowed'));
  expect(cellsIn(unsure, compiled)).toEqual(where((was, is) => was !== 'unknown' && is === 'unknown'));
  expect(cellsIn(refused, compiled)).toEqual(where((was, is) => was === 'unknown' && is === 'denied'));
}

function partsOf<T>(set: readonly T[]): T[][] {
  return Array.from({ length: 2 ** set.length - 2 }, (_, at) => set.filter((__, bit) => ((at + 1) & (1 << bit)) !== 0));
}

describe.each([
  ['allow', 'allowed', smallestChanges],
  ['prevent', 'denied', smallestStops],
] as const)('the smallest changes that %s', (_, wanted, find) => {
  test('do so, no part of them does, and every cell that flips stands in the account', () => {
    let offered = 0;
    fc.assert(
      fc.property(repositories, questions, (told, asked) => {
        const { actor, operation, branch } = asked;
        const question = { actor, operation, branch };
        const compiled = compile(gather(facts({ ...told, branches })), [question.branch], [question.actor]);
        const { changes, more } = find(compiled, question);
        expect(changes.length).toBeLessThanOrEqual(20);
        if (more > 0) expect(changes).toHaveLength(20);
        for (const one of changes) {
          offered++;
          expect(verdictWith(one.singles, compiled.gathered, question)).toBe(wanted);
          for (const part of partsOf(one.singles).slice(0, 62))
            expect(verdictWith(part, compiled.gathered, question)).not.toBe(wanted);
          expectAccount(one, compiled, question);
          if (wanted === 'allowed') expect([...one.closes, ...one.refused]).toEqual([]);
        }
        const safe = changes.map((one) => one.safe);
        expect(safe).toEqual([...safe].sort((a, b) => Number(b) - Number(a)));
      }),
      { numRuns: 400 },
    );
    expect(offered).toBeGreaterThan(50);
  });
});
