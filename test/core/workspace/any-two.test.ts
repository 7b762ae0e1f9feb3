import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather } from '../../../src/core/cell/cell';
import { operations, type Facts, type Operation } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import { verdictsSince } from '../../../src/core/questions/since/verdicts';
import { changesBetween } from '../../../src/core/workspace/between/between';
import { exampleOf, keyFor, type Both } from '../../../src/core/workspace/between/examples';
import { facts } from '../facts';
import { repositories } from '../random';

const names = ['main', 'MAIN', 'm', 'develop', 'release/1', 'feature/1', 'hotfix/1', 'topic', 'x/y', 'zz'];

/** Each flip on these names, by the plain survey of each branch in both readings. */
function surveyed(before: Facts, after: Facts, operation: Operation): string[] {
  return names
    .flatMap((branch) =>
      verdictsSince(before, after, { operation, branch }).flatMap(({ actors, before: was, after: is }) =>
        actors.map((actor) => [branch, actorId(actor), was, is].join(' ')),
      ),
    )
    .sort();
}

/** The same, as the shifts tell it: each of these names by the branch that stands for it. */
function told(before: Facts, after: Facts, operation: Operation): string[] {
  const both: Both = [gather(before), gather(after)];
  const lookOf = (name: string) => keyFor(operation, exampleOf(name, both));
  return changesBetween(before, after, { operation })
    .shifts.flatMap(({ branches, actors, before: was, after: is }) =>
      names
        .filter((name) =>
          branches.some(({ branch, patterns }) => branch === name || (patterns && lookOf(branch) === lookOf(name))),
        )
        .flatMap((name) => actors.map((actor) => [name, actorId(actor), was, is].join(' '))),
    )
    .sort();
}

test('of any two readings the shifts are those of a survey of each branch', () => {
  fc.assert(
    fc.property(repositories, repositories, fc.constantFrom(...operations), (one, other, operation) => {
      const [before, after] = [facts(one), facts(other)];
      expect(told(before, after, operation)).toEqual(surveyed(before, after, operation));
    }),
    { numRuns: 150 },
  );
});

test('every cause is one of what changed, and there is one wherever anything explains it', () => {
  fc.assert(
    fc.property(repositories, repositories, (one, other) => {
      const { changed, shifts } = changesBetween(facts(one), facts(other));
      for (const { causes } of shifts) {
        expect(causes.length).toBeGreaterThan(0);
        expect(new Set(causes).size).toBe(causes.length);
        for (const at of causes) expect(changed[at]).toBeDefined();
      }
    }),
    { numRuns: 100 },
  );
});
