import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matches, OPERATIONS, oracle, refuses, type Operation, type Reply, type Term, type World, WHO } from './oracle';
import { consistentWorlds } from './random-world';

const ANA = '{ana}';
const BEN = '{ben}';
const R = '/2.0/repositories/acme/web';
const W = '/2.0/workspaces/acme';
const EFFECTIVE = `${W}/permissions/repositories/web`;
const GROUPS = `${R}/permissions-config/groups`;
const RULES = `${R}/branch-restrictions`;
const OWN = '/2.0/user/workspaces/acme/permissions/repositories';
const FORBIDDEN: Reply = { status: 403, body: { type: 'error' } };

function list(...values: unknown[]): Reply {
  return { status: 200, body: { values } };
}
function may(uuid: string, permission: string): unknown {
  return { user: { uuid }, permission };
}
function grants(slug: string, permission: string): unknown {
  return { group: { slug }, permission };
}
function rule(kind: string, pattern: string, users: string[] = [], groups: string[] = [], more: object = {}): unknown {
  return {
    kind,
    pattern,
    branch_match_kind: 'glob',
    users: users.map((uuid) => ({ uuid })),
    groups: groups.map((slug) => ({ slug })),
    ...more,
  };
}

/** Ana and Ben may write, no restrictions, everything readable; then what a row changes. */
function world(replies: Record<string, Reply | Reply[]>): World {
  return {
    viewer: ANA,
    replies: {
      [R]: { status: 200, body: { mainbranch: { name: 'main' }, project: null } },
      [EFFECTIVE]: list(may(ANA, 'write'), may(BEN, 'write')),
      [`${R}/permissions-config/users`]: list(),
      [GROUPS]: list(),
      [`${W}/permissions`]: list(),
      [RULES]: list(),
      [`${R}/effective-branching-model`]: {
        status: 200,
        body: { development: { name: 'develop' }, branch_types: [{ kind: 'release', prefix: 'release/' }] },
      },
      ...replies,
    },
  };
}

const both = list(grants('devs', 'write'), grants('leads', 'write'));
const model = (branch_type: string): object => ({ branch_match_kind: 'branching_model', branch_type, pattern: '' });
type Row = [
  sentence: string,
  replies: Record<string, Reply | Reply[]>,
  cell: string,
  verdict: string,
  members?: Record<string, string[]>,
];

const rows: Row[] = [
  ['absent from a list that was read whole: no write', { [EFFECTIVE]: list(may(BEN, 'write')) }, 'push x', 'denied'],
  ['list unreadable and nothing read gives write: unknown', { [EFFECTIVE]: FORBIDDEN }, 'push x', 'unknown'],
  [
    'list unreadable, a group surely has Ana: write',
    { [EFFECTIVE]: FORBIDDEN, [GROUPS]: both },
    'push x',
    'allowed',
    { leads: [ANA] },
  ],
  [
    'list unreadable, own entry',
    { [EFFECTIVE]: FORBIDDEN, [OWN]: list({ repository: { full_name: 'acme/web' }, permission: 'write' }) },
    'push x',
    'allowed',
  ],
  [
    'an own entry of another repository says nothing',
    { [EFFECTIVE]: FORBIDDEN, [OWN]: list({ repository: { full_name: 'acme/api' }, permission: 'admin' }) },
    'push x',
    'unknown',
  ],
  ['list cut short: those present keep their level', { [EFFECTIVE]: list(may(ANA, 'read'), null) }, 'push x', 'denied'],
  [
    'the last of several replies counts',
    { [EFFECTIVE]: [{ status: 429 }, list(may(ANA, 'write'))] },
    'push x',
    'allowed',
  ],
  [
    'a total below an explicit grant: unknown',
    {
      [EFFECTIVE]: list(may(ANA, 'read'), may(BEN, 'admin')),
      [`${R}/permissions-config/users`]: list(may(ANA, 'write')),
    },
    'push x',
    'unknown',
  ],
  [
    'a total below ownership',
    { [EFFECTIVE]: list(may(BEN, 'admin')), [`${W}/permissions`]: list(may(ANA, 'owner')) },
    'push x',
    'unknown',
  ],
  ['both totals write: yes', { [`${R}/permissions-config/users`]: list(may(ANA, 'admin')) }, 'push x', 'allowed'],
  [
    'a total above the own entry',
    { [OWN]: list({ repository: { full_name: 'acme/web' }, permission: 'read' }) },
    'push x',
    'unknown',
  ],
  [
    'a list of nobody beside an owner',
    { [EFFECTIVE]: list(), [`${W}/permissions`]: list(may(BEN, 'owner')) },
    'push x',
    'unknown',
  ],
  ['a list of nobody beside nothing', { [EFFECTIVE]: list() }, 'push x', 'denied'],
  [
    'a total below a group that is said to have her',
    { [EFFECTIVE]: list(may(ANA, 'read'), may(BEN, 'admin')), [GROUPS]: both },
    'push x',
    'unknown',
    { devs: [ANA] },
  ],
  [
    'no deduction from a total in doubt',
    {
      [EFFECTIVE]: list(may(ANA, 'write'), may(BEN, 'admin')),
      [GROUPS]: list(grants('devs', 'admin')),
      [`${R}/permissions-config/users`]: list(may(ANA, 'admin')),
      [RULES]: list(rule('push', '*', [], ['devs'])),
    },
    'push x',
    'unknown',
  ],
  ['no covering rule lists the actor', { [RULES]: list(rule('push', '*')) }, 'push x', 'denied'],
  [
    'one covering rule that lists the actor is enough',
    { [RULES]: list(rule('push', '*'), rule('push', 'm*', [ANA])) },
    'push main',
    'allowed',
  ],
  ['a group whose members are not known', { [RULES]: list(rule('push', '*', [], ['devs'])) }, 'push x', 'unknown'],
  [
    'an empty 1.0 list is a gap',
    { [RULES]: list(rule('push', '*', [], ['devs'])), '/1.0/groups/acme/devs/members': { status: 200, body: [] } },
    'push x',
    'unknown',
  ],
  [
    'an empty supplied list is nobody',
    { [RULES]: list(rule('push', '*', [], ['devs'])) },
    'push x',
    'denied',
    { devs: [] },
  ],
  [
    'out: below the level of the group',
    { [GROUPS]: list(grants('devs', 'admin')), [RULES]: list(rule('push', '*', [], ['devs'])) },
    'push x',
    'denied',
  ],
  [
    'in: the only candidate',
    { [GROUPS]: list(grants('devs', 'write')), [RULES]: list(rule('push', '*', [], ['devs'])) },
    'push x',
    'allowed',
  ],
  ['one of two candidates', { [GROUPS]: both, [RULES]: list(rule('push', '*', [], ['devs'])) }, 'push x', 'unknown'],
  ['every candidate', { [GROUPS]: both, [RULES]: list(rule('push', '*', [], ['devs', 'leads'])) }, 'push x', 'allowed'],
  [
    'no deduction without the owners',
    {
      [GROUPS]: list(grants('devs', 'write')),
      [RULES]: list(rule('push', '*', [], ['devs'])),
      [`${W}/permissions`]: FORBIDDEN,
    },
    'push x',
    'unknown',
  ],
  ['absent branch type: no', { [RULES]: list(rule('push', '', [], [], model('hotfix'))) }, 'push hotfix/1', 'allowed'],
  [
    'a branch type by its prefix',
    { [RULES]: list(rule('push', '', [], [], model('release'))) },
    'push release/1',
    'denied',
  ],
  [
    'development: that very name',
    { [RULES]: list(rule('push', '', [], [], model('development'))) },
    'push develop/x',
    'allowed',
  ],
  [
    'a model that is none',
    {
      [RULES]: list(rule('push', '', [], [], model('hotfix'))),
      [`${R}/effective-branching-model`]: { status: 200, body: {} },
    },
    'push x',
    'unknown',
  ],
  [
    'a match kind we do not know',
    { [RULES]: list(rule('push', 'x', [], [], { branch_match_kind: 'regex' })) },
    'push y',
    'unknown',
  ],
  ['restrictions unread', { [RULES]: FORBIDDEN }, 'push x', 'unknown'],
  ['a tag is never covered', { [RULES]: FORBIDDEN }, 'push refs/tags/v1', 'allowed'],
  ['a kind we do not know', { [RULES]: list(rule('require_blessing', 'x')) }, 'push x', 'unknown'],
  ['force-push: a force rule covers', { [RULES]: list(rule('force', '*')) }, 'force-push x', 'denied'],
  ['delete: the main branch', {}, 'delete main', 'denied'],
  [
    'delete: no main branch where it is null',
    { [R]: { status: 200, body: { mainbranch: null } } },
    'delete main',
    'allowed',
  ],
  ['delete: main branch unknown where the field is missing', { [R]: { status: 200, body: {} } }, 'delete x', 'unknown'],
  ['delete: the push rules would refuse', { [RULES]: list(rule('push', '*')) }, 'delete x', 'unknown'],
  [
    'merge: listed in a covering push rule',
    { [RULES]: list(rule('restrict_merges', '*'), rule('push', 'x', [ANA])) },
    'merge x',
    'allowed',
  ],
  ['merge: a push rule alone does not stop it', { [RULES]: list(rule('push', '*')) }, 'merge x', 'allowed'],
  ['merge: nobody is listed', { [RULES]: list(rule('restrict_merges', '*')) }, 'merge x', 'denied'],
  ['an access key is refused everything', {}, 'push x access-key', 'denied'],
  ['a token counts as having write', { [EFFECTIVE]: FORBIDDEN }, 'push x project-access-token', 'allowed'],
  [
    'Pipelines with source branches',
    { [RULES]: list(rule('push', '*', [], [], { pipelines_source_branches: ['main'] })) },
    'push x pipelines',
    'unknown',
  ],
  [
    'a Forge app gains nothing by source branches',
    { [RULES]: list(rule('push', '*', [], [], { pipelines_source_branches: ['main'] })) },
    'push x forge-app',
    'denied',
  ],
  ['a Forge app where no list covers', { [RULES]: list(rule('push', 'main')) }, 'push x forge-app', 'allowed'],
];

test.each(rows)('%s', (_sentence, replies, cell, verdict, members = {}) => {
  const [operation = '', branch = '', actor = ANA] = cell.split(' ');
  expect(oracle(world(replies), members).verdict(actor, operation as Operation, branch)).toBe(verdict);
});

test('people are those in the effective list, in a grant and in a restriction', () => {
  const replies = {
    [EFFECTIVE]: list(may(ANA, 'write')),
    [`${R}/permissions-config/users`]: list(may(BEN, 'none')),
    [RULES]: list(rule('push', '*', ['{cem}'])),
  };
  expect(oracle(world(replies)).people).toEqual([ANA, BEN, '{cem}']);
});

test.each([
  ['foo*', 'foo', true],
  ['foo*', 'barfoo', false],
  ['PROJECT-*', 'PROJECT-1/a/b', true],
  ['11.?', '11.4', false],
  ['*e*e*', 'release', true],
  ['', 'x', false],
])('%s on %s: %s', (pattern, name, matching) => {
  expect(matches(pattern, name)).toBe(matching);
});

describe('laws', () => {
  const term = fc.constantFrom<Term>('yes', 'no', 'unknown');
  const terms = fc.array(fc.record({ covers: term, lists: term }), { maxLength: 3 });
  const settle = (one: Term): Term[] => (one === 'unknown' ? ['yes', 'no'] : [one]);

  test('a set refuses exactly when every way to settle the unknowns says so', () => {
    fc.assert(
      fc.property(terms, terms, (rules, companions) => {
        const all = [
          ...rules.map((one) => ({ ...one, own: true })),
          ...companions.map((one) => ({ ...one, own: false })),
        ];
        const ways = all.reduce<(typeof all)[]>(
          (so, one) =>
            so.flatMap((way) =>
              settle(one.covers).flatMap((covers) =>
                settle(one.lists).map((lists) => [...way, { covers, lists, own: one.own }]),
              ),
            ),
          [[]],
        );
        const answers = new Set(
          ways.map(
            (way) =>
              way.some((one) => one.own && one.covers === 'yes') &&
              !way.some((one) => one.covers === 'yes' && one.lists === 'yes'),
          ),
        );
        expect(refuses(rules, companions)).toBe(answers.size === 2 ? 'unknown' : answers.has(true) ? 'yes' : 'no');
      }),
    );
  });

  test('what is decided without the members of groups stays so once they are known', () => {
    fc.assert(
      fc.property(consistentWorlds, ({ world: partial, truth }) => {
        const guess = oracle(partial);
        const sure = oracle(partial, truth.members);
        for (const actor of [...guess.people, ...WHO])
          for (const branch of guess.branches)
            for (const operation of OPERATIONS) {
              const verdict = guess.verdict(actor, operation, branch);
              if (verdict !== 'unknown')
                expect([actor, operation, branch, sure.verdict(actor, operation, branch)]).toEqual([
                  actor,
                  operation,
                  branch,
                  verdict,
                ]);
            }
      }),
      { numRuns: 60 },
    );
  });
});
