import { allActors } from '../../src/core/people/actor';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { worldGet } from '../../src/bitbucket/worlds/world';
import { retrying } from '../../src/bitbucket/port/port';
import { readFacts } from '../../src/bitbucket/repository/read';
import { explain } from '../../src/core/questions/explain';
import { operations, type Facts } from '../../src/core/model';
import { matrix } from '../../src/core/questions/survey';
import { bitbucketApi } from '../../src/bitbucket/port/port';
import { readPullRequest } from '../../src/bitbucket/pull-request/pull-request';
import { gather } from '../../src/core/cell/cell';
import { explainMerge } from '../../src/core/questions/pull-request/explain-merge';
import { all, besideOracle, type Ours } from './beside';
import { oracle, type World } from './oracle';
import { consistentWorlds, randomWorlds, worldsWithWord } from './random-world';

/** How many random worlds each property looks at. Rare clauses need some thousand: `npm run properties`. */
const numRuns = 400;

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

test("what follows from Bitbucket's own word on a merge, for every actor", async () => {
  const seen: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(worldsWithWord, async ({ world, members, into, draft }) => {
      const facts = await factsOf(world, members);
      fc.pre(facts !== undefined);
      const get = worldGet({ about: '', ...world });
      const read = await readPullRequest({ get, base: bitbucketApi }, { workspace: 'acme', slug: 'web' }, 7, [
        'mergeability',
      ]);
      if ('gap' in read) throw new Error(JSON.stringify(read.gap));
      // Whether its source is still there is not the matter here.
      const pullRequest = { ...read.pullRequest, sourceBranch: { known: true, value: true } as const };
      const reply = [world.replies['/2.0/repositories/acme/web/pullrequests/7/mergeability/checks'] ?? []].flat()[0];
      const judge = oracle(world, members);
      const gathered = gather(facts);
      for (const actor of allActors(facts)) {
        const who = actor.type === 'user' ? actor.person.id : actor.type;
        // What was not read may ask for a merge check, and so may a rule of a strange kind.
        const open = !judge.sawEveryRule || judge.isStrange(into);
        const rules: Ours = {
          may: judge.mayMerge(who, into),
          else: draft ? 'denied' : open ? 'unknown' : 'allowed',
        };
        const ours = all(rules.may, rules.else);
        const isAsker = facts.viewer.known && facts.viewer.value.id === who;
        const { verdict, bitbucket } = explainMerge(gathered, pullRequest, { actor });
        const expected = besideOracle(rules, reply?.status === 200 ? reply.body : undefined, isAsker);
        const key = `${isAsker ? 'asker' : 'other'} ${ours} ${verdict}`;
        seen[key] = (seen[key] ?? 0) + 1;
        if (verdict !== expected.verdict || bitbucket?.says !== expected.says || bitbucket.ours !== ours) {
          throw new Error(
            `${who}: ${verdict}, ${String(bitbucket?.says)}, by the rules ${String(bitbucket?.ours)}; ` +
              `the oracle says ${expected.verdict}, ${expected.says}, ${ours}`,
          );
        }
      }
    }),
    { numRuns: 2 * numRuns },
  );
  for (const way of ['unknown allowed', 'denied unknown', 'allowed denied', 'unknown denied', 'allowed allowed']) {
    // The rarest is drawn about ten times, so that it is hardly ever missing by chance.
    expect([way, (seen[`asker ${way}`] ?? 0) > 0]).toEqual([way, true]);
  }
  expect(seen['other unknown allowed']).toBeUndefined();
}, 600_000);

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
            const surveyed = verdicts.at(branchClass[row] ?? -1)?.[actorClass[column] ?? -1];
            expect(surveyed).toBe(explain(facts, { actor, operation, branch }).verdict);
          }
        }
      }
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
}, 600_000);
