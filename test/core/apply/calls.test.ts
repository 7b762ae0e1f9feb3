import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { restrictionBody } from '../../../src/core/apply/body';
import { callsOf, type Called } from '../../../src/core/apply/calls';
import { operationsOf } from '../../../src/core/apply/operations';
import type { Facts, Restriction } from '../../../src/core/model';
import { nothing, type Change } from '../../../src/core/questions/change/change';
import { namesOf } from '../../../src/core/repository';
import { hasList } from '../../../src/core/rules/kinds';
import { ana, ben, by, core, devs, facts, merges, noForce, ofType, push, restriction } from '../facts';
import { hostileRestriction, hostileRules } from './hostile';
import { meaningOf, repositoryModel } from './repository-model';

const root = '/2.0/repositories/acme/web/branch-restrictions';
const [anaPath, benPath] = ['%7Bana-0000%7D', '%7Bben-0000%7D'];

function change(some: Partial<Change['restrictions']>, rest: Partial<Change> = {}): Change {
  return { ...nothing, ...rest, restrictions: { ...nothing.restrictions, ...some } };
}

function requestsFor(wanted: Change, told: Facts): Called[] {
  return callsOf(operationsOf(wanted, told), namesOf(told.repository));
}

const present = [
  push('main', { id: 17, users: [ana] }),
  noForce('main', { id: 18 }),
  restriction('require_approvals_to_merge', 'main', { id: 19, value: 2 }),
  push('release/*', { id: 20, pipelinesSourceBranches: ['main'] }),
];

describe('a request for each operation', () => {
  test.each<[string, Change, unknown[]]>([
    [
      'a list is added with whom it lists, by uuid and slug alone',
      change({ add: [push('a b', { users: [ben], groups: [devs] })] }),
      [
        [
          'POST',
          root,
          {
            kind: 'push',
            branch_match_kind: 'glob',
            pattern: 'a b',
            users: [{ uuid: ben.id }],
            groups: [{ slug: 'devs' }],
          },
        ],
      ],
    ],
    [
      'an empty list is named, or it would be refused',
      change({ add: [merges(ofType('release'))] }),
      [
        [
          'POST',
          root,
          {
            kind: 'restrict_merges',
            branch_match_kind: 'branching_model',
            pattern: '',
            branch_type: 'release',
            users: [],
            groups: [],
          },
        ],
      ],
    ],
    [
      'a kind without list has none',
      change({ add: [noForce('dev')] }),
      [['POST', root, { kind: 'force', branch_match_kind: 'glob', pattern: 'dev' }]],
    ],
    ['it is removed by its number', change({ remove: [18, 18] }), [['DELETE', `${root}/18`, undefined]]],
    [
      'a number that goes is named',
      change({ replace: [{ ...restriction('require_approvals_to_merge', 'main'), id: 19 }] }),
      [
        [
          'PUT',
          `${root}/19`,
          { kind: 'require_approvals_to_merge', branch_match_kind: 'glob', pattern: 'main', value: null },
        ],
      ],
    ],
    [
      'so are lists that go with their kind, and source branches of Pipelines',
      change({ replace: [{ ...noForce('release/*'), id: 20 }] }),
      [
        [
          'PUT',
          `${root}/20`,
          {
            kind: 'force',
            branch_match_kind: 'glob',
            pattern: 'release/*',
            users: [],
            groups: [],
            pipelines_source_branches: [],
          },
        ],
      ],
    ],
    [
      'one that goes and one that comes in its place are one request',
      change({ remove: [17], add: [push('main', { users: [ben] })] }),
      [
        [
          'PUT',
          `${root}/17`,
          { kind: 'push', branch_match_kind: 'glob', pattern: 'main', users: [{ uuid: ben.id }], groups: [] },
        ],
      ],
    ],
    [
      'what stands in the place of another goes before it',
      change({ remove: [17], replace: [{ ...push('main'), id: 20 }] }),
      [
        ['DELETE', `${root}/17`, undefined],
        [
          'PUT',
          `${root}/20`,
          {
            kind: 'push',
            branch_match_kind: 'glob',
            pattern: 'main',
            users: [],
            groups: [],
            pipelines_source_branches: [],
          },
        ],
      ],
    ],
    [
      'what is let go without another in its place goes last',
      change({ remove: [17], add: [noForce('x')] }),
      [
        ['POST', root, { kind: 'force', branch_match_kind: 'glob', pattern: 'x' }],
        ['DELETE', `${root}/17`, undefined],
      ],
    ],
    ['one without a pattern says too little', change({ add: [push(by('glob'))] }), []],
    ['one of the project has no API', change({ add: [{ ...push('x'), supplied: { setOn: 'project' } }] }), []],
    [
      'groups are of the 1.0 API',
      change({}, { groups: { devs: { add: [ana.id], remove: [ben.id] } } }),
      [
        ['PUT', `/1.0/groups/acme/devs/members/${anaPath}`, {}],
        ['DELETE', `/1.0/groups/acme/devs/members/${benPath}`, undefined],
      ],
    ],
    [
      'permissions',
      change({}, { permissions: { [ana.id]: 'write', [ben.id]: 'none' } }),
      [
        ['PUT', `/2.0/repositories/acme/web/permissions-config/users/${anaPath}`, { permission: 'write' }],
        ['DELETE', `/2.0/repositories/acme/web/permissions-config/users/${benPath}`, undefined],
      ],
    ],
    [
      'no name leads to another address',
      change({}, { groups: { '..': { add: [ana.id], remove: [] }, 'a/../b': { add: ['.'], remove: [ana.id] } } }),
      [['DELETE', `/1.0/groups/acme/a%2F..%2Fb/members/${anaPath}`, undefined]],
    ],
  ])('%s', (_, wanted, requests) => {
    const told = facts({ restrictions: present, project: core });
    const calls = requestsFor(wanted, told).flatMap(({ call }) => (call ? [[call.method, call.path, call.body]] : []));
    expect(calls).toEqual(requests);
  });
});

test('sent to an empty repository, the present rules come out again', () => {
  fc.assert(
    fc.property(hostileRules, (rules) => {
      const model = repositoryModel();
      const add = rules.map(withoutNumber);
      for (const { call } of requestsFor(change({ add }), facts())) if (call) expect(model.send(call)).toBe(true);
      expect(meaningOf(model.read())).toEqual(meaningOf(rules.filter(isComplete)));
    }),
    { numRuns: 300 },
  );
});

function withoutNumber(rule: Restriction): Restriction {
  const copy = { ...rule };
  delete copy.id;
  return copy;
}

/** Whether it says by what it matches branches: Bitbucket takes no other. */
function isComplete({ match }: Restriction): boolean {
  return match.by !== 'unknown' || match.word === 'regex';
}
const whole = hostileRestriction.filter(isComplete);

/** Some of the rules go, some are replaced, some come. */
const changed = hostileRules
  .map((rules) => rules.filter(isComplete))
  .chain((rules) =>
    fc.record({
      rules: fc.constant(rules),
      fates: fc.array(fc.constantFrom('stays', 'stays', 'goes', 'changes'), {
        minLength: rules.length,
        maxLength: rules.length,
      }),
      others: fc.array(whole, { minLength: rules.length, maxLength: rules.length }),
      borrowed: fc.array(fc.boolean(), { minLength: rules.length, maxLength: rules.length }),
      add: fc.array(fc.oneof(whole, fc.constantFrom(...(rules.length > 0 ? rules : [push('main')]))), {
        maxLength: 3,
      }),
    }),
  );

test('sent to the repository as it is, a change is made, or the request that is refused was marked', () => {
  let refusals = 0;
  let made = 0;
  fc.assert(
    fc.property(changed, ({ rules, fates, others, borrowed, add }) => {
      const remove = rules.filter((_, at) => fates[at] === 'goes').map(({ id }) => id);
      const replace = rules.flatMap((rule, at) => {
        if (fates[at] !== 'changes') return [];
        // Every other one changes places with its neighbour.
        const other = (borrowed[at] ? rules[(at + 1) % rules.length] : undefined) ?? others[at] ?? rule;
        return [{ ...other, id: rule.id }];
      });
      const coming = add.map(withoutNumber);
      const model = repositoryModel(rules.map((rule) => ({ ...restrictionBody(rule) })));
      const told = facts();
      told.restrictions.items = rules;
      const sent = requestsFor(change({ add: coming, remove, replace }), told);
      const marked = sent.map(({ operation }) => 'taken' in operation);
      const refused = sent.map(({ call }) => call !== undefined && !model.send(call));
      expect(refused).toEqual(marked);
      if (refused.includes(true)) {
        refusals += 1;
        return;
      }
      made += 1;
      const after = [
        ...rules.filter(({ id }, at) => fates[at] === 'stays' && !remove.includes(id)),
        ...replace,
        ...coming,
      ];
      expect(meaningOf(model.read())).toEqual(meaningOf(after));
    }),
    { numRuns: 500 },
  );
  expect({ refusals: refusals > 20, made: made > 100 }).toEqual({ refusals: true, made: true });
});

test('lists are sent for the kinds that have them', () => {
  for (const kind of ['push', 'restrict_merges', 'force', 'require_blessing']) {
    const [one] = requestsFor(change({ add: [restriction(kind, by('regex'))] }), facts());
    expect('users' in (one?.call?.body ?? {})).toBe(hasList({ kind }));
  }
});
