import { allActors } from '../../../src/core/people/actor';
import { describe, expect, test } from '@jest/globals';
import { bitbucketApi } from '../../../src/bitbucket/port/port';
import { everyPart, readPullRequest } from '../../../src/bitbucket/pull-request/pull-request';
import { worldGet } from '../../../src/bitbucket/worlds/world';
import { gather } from '../../../src/core/cell/cell';
import type { Level } from '../../../src/core/model';
import { explainAmong } from '../../../src/core/questions/explain';
import { outlook } from '../../../src/core/questions/pull-request/outlook';
import { sayDecision } from '../../../src/core/say/decision';
import { sayOutlook } from '../../../src/core/say/pull-request/outlook';
import { toReader } from '../../../src/core/words/reader';
import { factsOf, repositoryIn, savedWorld } from '../../bitbucket/saved-worlds';
import { ana, ben, devs, facts, merges, push, type Told } from '../facts';

/** What Ana reads of her push to `main`: the reasons and what shows them, then the ways out. */
function read(told: Told, administers = false): { why: string[]; ways: string[] } {
  const decision = explainAmong(gather(facts({ viewer: ana, ...told })), {
    actor: { type: 'user', person: ana },
    operation: 'push',
    branch: 'main',
  });
  const { summary, findings } = sayDecision(toReader(decision, { id: ana.id, administers }));
  return {
    why: [summary, ...findings.flatMap(({ reason, evidence = [] }) => [reason, ...evidence.map(({ shows }) => shows)])],
    ways: findings.flatMap(({ remedies = [] }) => remedies.map(({ who, do: way }) => `${who}: ${way}`)),
  };
}

const listed: Told = { restrictions: [push('main', { users: [ben] })] };

test.each<[what: string, told: Told, why: string[]]>([
  [
    'who may',
    {},
    [
      'You can push to `main` in acme/web.',
      'You have write access to acme/web.',
      'Bitbucket lists you with write permission on acme/web.',
    ],
  ],
  ['who is on no list', listed, ['Write access on `main` is for Ben, and you are not on that list.']],
  [
    'who is on one, with another',
    { restrictions: [push('main', { users: [ana, ben] })] },
    ['Write access on `main` lists you.'],
  ],
  ['who only reads', { permissions: { ana: 'read' } }, ['You can read acme/web but have no write access to it.']],
  ['who was given nothing', { permissions: {} }, ['You were given no permission on acme/web.']],
  [
    'who may be in a group',
    { restrictions: [push('main', { groups: [devs] })] },
    ['Whether Write access on `main` stops you could not be settled: Bitbucket does not tell the members of `devs`.'],
  ],
])('%s reads of themselves as you', (_, told, why) => {
  expect(read(told).why).toEqual(expect.arrayContaining(why));
});

test('whose move it is', () => {
  const add =
    'to Write access on `main`: it opens that branch to you for pushes and merges, and nothing to anybody else.';
  expect(read(listed).ways).toContain(`repository-admin: An administrator of acme/web can add you ${add}`);
  expect(read(listed, true).ways).toContain(`you: You can add yourself ${add}`);
});

test('an answer that was made for nobody keeps the name', () => {
  const decision = explainAmong(gather(facts(listed)), {
    actor: { type: 'user', person: ana },
    operation: 'push',
    branch: 'main',
  });
  expect(JSON.stringify(sayDecision(toReader(decision, { administers: false })))).toBe(
    JSON.stringify(sayDecision(decision)),
  );
});

describe.each(['pull-requests', 'mergeability', 'odd-names'])('no sentence of %s', (name) => {
  test('says the name of whoever reads, or a verb that does not follow on you', async () => {
    const world = savedWorld(name);
    const gathered = gather(await factsOf(world));
    const api = { get: worldGet(world), base: bitbucketApi };
    const ids = [...new Set(Object.keys(world.replies).flatMap((path) => /pullrequests\/(\d+)/.exec(path)?.[1] ?? []))];
    for (const id of ids) {
      const one = await readPullRequest(api, repositoryIn(world), Number(id), everyPart);
      if ('gap' in one) continue;
      for (const actor of allActors(gathered.facts)) {
        if (actor.type !== 'user') continue;
        const whole = outlook(gathered, one.pullRequest, { actor });
        for (const level of ['write', 'admin'] satisfies Level[]) {
          const said = sayOutlook(toReader(whole, { id: actor.person.id, administers: level === 'admin' }));
          const text = sentencesIn(said).join('\n');
          expect(text).not.toMatch(/\byou (?:is|has|was|does)\b/i);
          expect(sentencesIn(said).filter((sentence) => sentence.includes(actor.person.name))).toEqual([]);
        }
      }
    }
  });
});

/** Everything that is said, without the names of data. */
function sentencesIn(value: unknown): string[] {
  if (typeof value === 'string') return /[.:]$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentencesIn) : [];
}

test('a merge that is refused is refused to you', () => {
  const decision = explainAmong(gather(facts({ restrictions: [merges('main', { users: [ben] })] })), {
    actor: { type: 'user', person: ana },
    operation: 'merge',
    branch: 'main',
  });
  expect(sayDecision(toReader(decision, { id: ana.id, administers: false })).summary).toBe(
    'You cannot merge a pull request into `main` in acme/web.',
  );
});
