import { allActors } from '../../../src/core/people/actor';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { worldGet } from '../../../src/bitbucket/worlds/world';
import { readFacts } from '../../../src/bitbucket/repository/read';
import type { Decision } from '../../../src/core/decision';
import { explain } from '../../../src/core/questions/explain';
import { operations, type Person } from '../../../src/core/model';
import { redacted } from '../../../src/core/redact/redact';
import { sayDecision, type SpokenDecision } from '../../../src/core/say/decision';
import { consistentWorlds, randomWorlds } from '../../oracle/random-world';
import type { World } from '../../oracle/oracle';
import {
  ana,
  ben,
  cem,
  dea,
  devs,
  facts,
  leads,
  merges,
  ofType,
  push,
  question,
  type Asked,
  type Told,
} from '../facts';
import { questions, repositories } from '../random';

function said(told: Told, asked: Asked): SpokenDecision {
  return sayDecision(redacted(explain(facts(told), question(asked))));
}

describe('in place of names', () => {
  const groups: Told = { supplied: { devs: [], leads: [] } };
  const maybe = (users: Person[]) => push(ofType('release'), { users });
  test.each<[what: string, told: Told, asked: Asked, sentence: string]>([
    [
      'a number',
      { restrictions: [push('main', { users: [ben, dea] })] },
      'push main',
      'Write access on `main` is for 2 people, and Ana is not on that list.',
    ],
    [
      'one',
      { restrictions: [push('main', { users: [ben] })] },
      'push main',
      'Write access on `main` is for 1 person, and Ana is not on that list.',
    ],
    [
      'a group stays',
      { restrictions: [push('main', { users: [ben], groups: [devs] })], ...groups },
      'push main',
      'Write access on `main` is for 1 person and the group `devs`, and Ana is not on that list.',
    ],
    [
      'several lists as long as each other',
      { restrictions: [push('main', { users: [ben] }), push('*', { users: [cem] })], ...groups },
      'push main',
      '`main` is covered by Write access on `main` (for 1 person) and Write access on `*` (for 1 ' +
        'person), and Ana is not on any of these lists.',
    ],
    [
      'several lists',
      { restrictions: [push('main', { users: [ben] }), push('*', { users: [ben, cem], groups: [devs] })], ...groups },
      'push main',
      '`main` is covered by Write access on `main` (for 1 person) and Write access on `*` (for 2 people ' +
        'and the group `devs`), and Ana is not on any of these lists.',
    ],
    [
      'nobody is nobody',
      { restrictions: [push('main')] },
      'push main',
      'Write access on `main` lists nobody, and so lets nobody push, administrators included.',
    ],
    [
      'another beside the actor',
      { restrictions: [maybe([ana, ben]), maybe([])], unread: { 'branching-model': 'forbidden' } },
      'push main',
      'Write access on branches of type `release` (restriction 1) is for Ana and 1 other person.',
    ],
    [
      'others beside the actor',
      { restrictions: [maybe([ben, ana, cem]), maybe([])], unread: { 'branching-model': 'forbidden' } },
      'push main',
      'Write access on branches of type `release` (restriction 1) is for Ana and 2 other people.',
    ],
    [
      'the actor is named',
      { restrictions: [push('main', { users: [ana, ben, cem] })], unread: { 'branching-model': 'forbidden' } },
      'push main',
      'Write access on `main` lists Ana.',
    ],
    [
      'whom to ask',
      { restrictions: [push('main', { users: [ben, dea] })] },
      'push main',
      'You can ask one of the people that Write access on `main` lists to push it; an administrator of acme/web can say who they are.',
    ],
    [
      'the only one to ask',
      { restrictions: [push('main', { users: [dea] })] },
      'push main',
      'You can ask the person that Write access on `main` lists to push it; an administrator of acme/web can say who that is.',
    ],
    [
      'a group to ask',
      { restrictions: [push('main', { users: [dea, ben], groups: [devs, leads] })], ...groups },
      'push main',
      'You can ask one of the people that Write access on `main` lists, somebody in `devs` or somebody in ' +
        '`leads` to push it; an administrator of acme/web can say who they are.',
    ],
    [
      'several lists to ask',
      { restrictions: [push('main', { users: [dea] }), push('m*', { users: [ben, dea] })] },
      'push main',
      'You can ask one of the people that Write access on `main` and `m*` lists to push it; an ' +
        'administrator of acme/web can say who they are.',
    ],
    [
      'only a group to ask',
      { restrictions: [push('main', { groups: [devs] })], ...groups },
      'push main',
      'You can ask somebody in `devs` to push it.',
    ],
    [
      'to merge',
      { restrictions: [push('main', { users: [dea] }), merges('main')] },
      'merge main',
      'You can ask the person that Write access on `main` lists to merge it; an administrator of acme/web can say who that is.',
    ],
    [
      'whom to add',
      { restrictions: [push('main', { users: [ben] })] },
      'push main',
      'An administrator of acme/web can add Ana to Write access on `main`: it opens that branch to Ana for pushes and merges, and nothing to anybody else.',
    ],
  ])('%s', (_, told, asked, sentence) => {
    const { findings } = said(told, asked);
    const all = findings.flatMap(({ reason, evidence = [], remedies = [] }) => [
      reason,
      ...evidence.map(({ shows }) => shows),
      ...remedies.map((one) => one.do),
    ]);
    expect(all).toContain(sentence);
  });

  test('who is not the actor has no name, wherever they stand', () => {
    const stranger: Decision = {
      ...explain(facts(), question('push main')),
      findings: [
        {
          rule: 'repository-access',
          verdict: 'allows',
          reason: { why: 'may-write' },
          evidence: [{ shows: 'owner', person: ben }],
        },
      ],
    };
    expect(sayDecision(redacted(stranger)).findings[0]?.evidence?.[0]?.shows).toBe(
      'Somebody else is an administrator of the workspace acme, and so of all its repositories.',
    );
  });

  test('data holds nothing that words leave out: no nickname, no account, no branch of another', () => {
    const restriction = push('main', {
      users: [
        { ...ben, nickname: 'benny', accountId: '557058:b' },
        { ...ana, nickname: 'annie', accountId: '557058:a' },
      ],
    });
    const decision = explain(
      facts({ restrictions: [restriction, { ...restriction, kind: 'new' }] }),
      question('push main'),
    );
    expect(JSON.stringify(decision)).toContain('557058:b');
    expect(JSON.stringify(redacted(decision))).not.toMatch(/benny|annie|557058|Ben/);
  });
});

test('which scopes the credential of whoever read had stays with them; those that it lacks are said', () => {
  const told = facts();
  told.restrictions.gaps.push({
    of: { what: 'restrictions' },
    because: 'forbidden',
    status: 403,
    required: ['admin:repository:bitbucket'],
    granted: ['of-somebody-else'],
  });
  const hidden = redacted(explain(told, question('push main')));
  expect(JSON.stringify(hidden)).not.toContain('of-somebody-else');
  expect(JSON.stringify(sayDecision(hidden))).toContain('lacks the scope `admin:repository:bitbucket`');
});

/** How many random worlds each property looks at. */
const numRuns = 40;

/** As long and as odd as names are, so that none of them is a word of ours. */
function withOddNames(world: World): World {
  const odd = (name: string) => `Z${name}q`;
  const text = JSON.stringify(world).replaceAll(
    /"(display_name|nickname|account_id)":"([^"]*)"/g,
    (_, key: string, name: string) => `"${key}":"${odd(name)}"`,
  );
  return JSON.parse(text) as World;
}

const branches = ['main', 'release/9', 'feature/x', 'refs/tags/v1'];

/** Nothing of anybody but the actor, in words or in data. */
function expectSilent(decision: Decision, people: Person[]): void {
  const { actor } = decision.question;
  const hidden = redacted(decision);
  const spoken = sayDecision(hidden);
  for (const text of [JSON.stringify(spoken).toLowerCase(), JSON.stringify(hidden).toLowerCase()]) {
    for (const { id, name, nickname = id, accountId = id } of people) {
      if (actor.type === 'user' && actor.person.id === id) continue;
      for (const one of [id.replaceAll(/[{}]/g, ''), name, nickname, accountId])
        if (text.includes(one.toLowerCase())) throw new Error(`${one} is in ${text}`);
    }
  }
  const before = sayDecision(decision);
  if (rulesOf(spoken) !== rulesOf(before)) throw new Error(`${rulesOf(spoken)} was ${rulesOf(before)}`);
}

/** The verdict, and of each finding everything that stands whoever reads it. */
function rulesOf({ verdict, findings }: SpokenDecision): string {
  const rules = findings.map(({ rule, verdict: says, remedies = [], evidence = [], gap }) => [
    rule,
    says,
    gap,
    remedies.map(({ who, page }) => [who, page]),
    evidence.length > 0,
  ]);
  return JSON.stringify([verdict, rules]);
}

test.each([
  ['random worlds', randomWorlds],
  ['worlds made from a hidden truth', consistentWorlds],
])(
  'nobody else is given away in %s, whoever asks for whatever',
  async (_, worlds) => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(
        worlds as fc.Arbitrary<{ world: World; members?: Record<string, string[]> }>,
        async ({ world, members = {} }) => {
          const result = await readFacts(worldGet({ about: '', ...withOddNames(world) }), {
            workspace: 'acme',
            slug: 'web',
            branches: true,
            askGroups: true,
            suppliedMembers: members,
          });
          fc.pre('facts' in result);
          const { facts: read } = result;
          const actors = allActors(read);
          const people = actors.flatMap((actor) => (actor.type === 'user' ? [actor.person] : []));
          for (const actor of actors) {
            for (const branch of branches) {
              for (const operation of operations) {
                const decision = explain(read, { actor, operation, branch });
                const told = JSON.stringify(decision);
                if (
                  people.some((one) => !(actor.type === 'user' && actor.person.id === one.id) && told.includes(one.id))
                )
                  seen++;
                expectSilent(decision, people);
              }
            }
          }
        },
      ),
      { numRuns },
    );
    expect(seen).toBeGreaterThan(100);
  },
  600_000,
);

test('nobody else is given away where anything may be so', () => {
  const odd = { ana: 'Zanaq', ben: 'Zbenq', cem: 'Zcemq', dea: 'Zdeaq' };
  const named = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value).replaceAll(
        /"name":"(Ana|Ben|Cem|Dea)"/g,
        (_, name: string) => `"name":"${odd[name.toLowerCase() as 'ana']}"`,
      ),
    ) as T;
  fc.assert(
    fc.property(repositories, questions, (told, asked) => {
      expectSilent(explain(named(facts(told)), named(asked)), named([ana, ben, cem, dea]));
    }),
    { numRuns: numRuns * 5 },
  );
});
