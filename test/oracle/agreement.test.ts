import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { worldGet } from '../../src/bitbucket/worlds/world';
import { retrying } from '../../src/bitbucket/port/port';
import { readFacts } from '../../src/bitbucket/repository/read';
import { explain } from '../../src/core/questions/explain';
import { operations, type Facts } from '../../src/core/model';
import { allActors, matrix } from '../../src/core/questions/survey';
import { oracle, type World } from './oracle';
import { consistentWorlds, randomWorlds } from './random-world';

/** How many random worlds each property looks at. Rare clauses need some thousand; a longer run: RUNS=20000. */
const numRuns = Number(process.env['RUNS'] ?? 400);

async function factsOf(world: World, suppliedMembers: Record<string, string[]> = {}): Promise<Facts | undefined> {
  const result = await readFacts(
    retrying(worldGet({ about: '', ...world }), () => Promise.resolve()),
    {
      workspace: 'acme',
      slug: 'web',
      branches: true,
      askGroups: true,
      suppliedMembers,
      ...(world.viewer !== undefined && { viewer: world.viewer }),
    },
  );
  return 'facts' in result ? result.facts : undefined;
}

describe('the judgement agrees with an oracle that was written apart from it', () => {
  test.each([
    ['random worlds', randomWorlds],
    ['worlds made from a hidden truth', consistentWorlds],
  ])(
    'every cell of every operation of %s',
    async (_, worlds) => {
      await fc.assert(
        fc.asyncProperty(
          worlds as fc.Arbitrary<{ world: World; members?: Record<string, string[]> }>,
          async ({ world, members }) => {
            const facts = await factsOf(world, members);
            fc.pre(facts !== undefined);
            const judge = oracle(world, members);
            const actors = allActors(facts);
            expect(actors.flatMap((actor) => (actor.type === 'user' ? [actor.person.id] : [])).sort()).toEqual(
              [...judge.people].sort(),
            );
            for (const branch of [...judge.branches, 'release/9', 'refs/tags/v1']) {
              for (const actor of actors) {
                for (const operation of operations) {
                  const who = actor.type === 'user' ? actor.person.id : actor.type;
                  const { verdict } = explain(facts, { actor, operation, branch });
                  if (verdict !== judge.verdict(who, operation, branch)) {
                    throw new Error(
                      `${who} ${operation} ${branch}: ${verdict}, and the oracle says ${judge.verdict(who, operation, branch)}`,
                    );
                  }
                }
              }
            }
          },
        ),
        { numRuns },
      );
    },
    600_000,
  );
});

test('what was deduced of groups never contradicts who is truly in them', async () => {
  await fc.assert(
    fc.asyncProperty(consistentWorlds, async ({ world, truth }) => {
      const [told, deduced] = [await factsOf(world, truth.members), await factsOf(world)];
      fc.pre(told !== undefined && deduced !== undefined);
      for (const branch of deduced.branches.items) {
        for (const actor of allActors(deduced)) {
          for (const operation of operations) {
            const { verdict } = explain(deduced, { actor, operation, branch });
            if (verdict !== 'unknown') expect(verdict).toBe(explain(told, { actor, operation, branch }).verdict);
          }
        }
      }
    }),
    { numRuns: Math.ceil(numRuns / 2) },
  );
}, 600_000);

test('a survey says of every cell what its explanation says', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorlds, async ({ world, members }) => {
      const facts = await factsOf(world, members);
      fc.pre(facts !== undefined);
      for (const operation of operations) {
        const { branches, actors, branchClass, actorClass, verdicts } = matrix(facts, operation);
        for (const [row, branch] of branches.entries()) {
          for (const [column, actor] of actors.entries()) {
            const surveyed = verdicts[branchClass[row] ?? -1]?.[actorClass[column] ?? -1];
            expect(surveyed).toBe(explain(facts, { actor, operation, branch }).verdict);
          }
        }
      }
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
}, 600_000);
