import { describe, expect, test } from '@jest/globals';
import { health } from '../../../src/core/health/health';
import { units } from '../../../src/core/health/units';
import { placesOf, sayHealth } from '../../../src/core/say/rules/health';
import { ana, ben, cem, devs, facts, merges, named, noDelete, noForce, ofType, push, restriction } from '../facts';
import { by, core, type Told } from '../facts';
import { processorTime } from '../../processor-time';

const release = ofType('release');
const enforced = restriction('enforce_merge_checks', 'main');
const approval = restriction('require_approvals_to_merge', 'main', { value: 1 });
const locked = [push('main', { users: [ana, ben] }), noForce('main'), noDelete('main')];
const all = { owners: ['dea'], others: ['ana', 'ben', 'cem'] } satisfies Told;

/** What a unit finds: the level, and the restriction by name, or the repository. */
type Row = readonly [about: string, told: Told, found: string[]];

const tables: Record<string, Row[]> = {
  'covers-no-branch': [
    ['a pattern without a branch', { restrictions: [push('rc/*')] }, ['info Write access on `rc/*`']],
    ['a branch that is there', { restrictions: [push('rc/*')], branches: ['main', 'rc/1'] }, []],
    ['branches cut short', { restrictions: [push('rc/*')], unread: { branches: 'truncated' } }, []],
    ['the main branch left out of the list', { restrictions: [push('rc/*')], branches: ['rc'] }, []],
    ['no branches yet', { restrictions: [push('rc/*')], branches: [], main: null }, []],
    ['a match that is new to us', { restrictions: [push(by('regex'))] }, []],
    [
      'a branching model that was not read',
      { restrictions: [push(release)], unread: { 'branching-model': 'forbidden' } },
      [],
    ],
  ],
  'disabled-branch-type': [
    ['switched off', { restrictions: [push(ofType('hotfix'))] }, ['warning Write access on branches of type `hotfix`']],
    ['switched on', { restrictions: [push(release)] }, []],
    ['no production branch', { restrictions: [push(ofType('production'))], model: {} }, []],
    [
      'part of the model unread',
      {
        restrictions: [push(ofType('hotfix'))],
        model: { gaps: [{ of: { what: 'branching-model' }, because: 'not-understood' }] },
      },
      [],
    ],
    ['the model unread', { restrictions: [push(ofType('hotfix'))], unread: { 'branching-model': 'forbidden' } }, []],
    ['a type that is new to us', { restrictions: [push(ofType('epic'))] }, []],
  ],
  'white-space': [
    ['at the end', { restrictions: [push('main ')] }, ['error Write access on `main `']],
    ['a line break', { restrictions: [push('main\n')] }, ['error Write access on `main\\u{A}`']],
    [
      'a wide space, which Git takes',
      { restrictions: [push('ma\u3000in')] },
      ['warning Write access on `ma\\u{3000}in`'],
    ],
    ['a space of no width', { restrictions: [push('ma\u200Bin')] }, ['warning Write access on `ma\\u{200B}in`']],
    ['a wide space that a branch has', { restrictions: [push('a\u3000b')], branches: ['main', 'a\u3000b'] }, []],
    ['none', { restrictions: [push('main')] }, []],
  ],
  'impossible-name': [
    ['a question mark', { restrictions: [push('11.?')] }, ['error Write access on `11.?`']],
    ['brackets', { restrictions: [push('v[0-9]*')] }, ['error Write access on `v[0-9]*`']],
    ['a slash at the end', { restrictions: [push('release/')] }, ['error Write access on `release/`']],
    ['two dots', { restrictions: [push('v1..*')] }, ['error Write access on `v1..*`']],
    ['nothing at all', { restrictions: [push('')] }, ['error Write access on ``']],
    ['a star for everything', { restrictions: [push('*'), push('v.*'), push('*/x'), push('a*.b')] }, []],
    ['only white space', { restrictions: [push(' ')] }, ['error Write access on ` `']],
  ],
  'double-star': [
    ['at the end', { restrictions: [push('release/**')] }, ['info Write access on `release/**`']],
    ['before a slash', { restrictions: [push('**/x')] }, []],
    ['single ones', { restrictions: [push('*/*')] }, []],
  ],
  'foreign-syntax': [
    ['braces', { restrictions: [push('{main,develop}')] }, ['warning Write access on `{main,develop}`']],
    [
      'an exclusion',
      { restrictions: [push('release*|!release/1')] },
      ['warning Write access on `release*|!release/1`'],
    ],
    ['alternatives', { restrictions: [push('main|develop')] }, ['warning Write access on `main|develop`']],
    [
      'any folders, at the beginning',
      { restrictions: [push('**/x')], branches: ['main', 'x'] },
      ['warning Write access on `**/x`'],
    ],
    [
      'any folders, where a branch is covered',
      { restrictions: [push('**/x')], branches: ['main', 'a/x'] },
      ['info Write access on `**/x`'],
    ],
    ['a full ref', { restrictions: [push('refs/heads/main')] }, ['warning Write access on `refs/heads/main`']],
    ['tags', { restrictions: [push('refs/tags/*')] }, ['warning Write access on `refs/tags/*`']],
    [
      'a branch with such a name',
      { restrictions: [push('a|b'), push('{x,y}')], branches: ['main', 'a|b', '{x,y}'] },
      [],
    ],
    ['stars alone', { restrictions: [push('release/*')] }, []],
  ],
  'letter-case': [
    ['another case', { restrictions: [push('Main')] }, ['warning Write access on `Main`']],
    [
      'a prefix in another case',
      { restrictions: [push('Release/*')], branches: ['main', 'release/1'] },
      ['warning Write access on `Release/*`'],
    ],
    ['the same case', { restrictions: [push('main')] }, []],
    ['another of its kind covers it', { restrictions: [push('Main'), push('main')] }, []],
    [
      'one of another kind covers it',
      { restrictions: [push('Main'), noForce('main')] },
      ['warning Write access on `Main`'],
    ],
    ['restrictions cut short', { restrictions: [push('Main')], unread: { restrictions: 'truncated' } }, []],
  ],
  'nearly-covers': [
    [
      'another number',
      { restrictions: [push('release-1.0')], branches: ['main', 'release-1.0', 'release-2.0'] },
      ['warning Write access on `release-1.0`'],
    ],
    [
      'another number after a star',
      { restrictions: [push('release/1.*')], branches: ['main', 'release/1.1', 'release/2.0'] },
      ['warning Write access on `release/1.*`'],
    ],
    [
      'two letters',
      { restrictions: [push('relase/*')], branches: ['main', 'release/1.0'] },
      ['warning Write access on `relase/*`'],
    ],
    [
      'a letter of a whole name',
      { restrictions: [push('develp')], branches: ['main', 'develop'] },
      ['warning Write access on `develp`'],
    ],
    [
      'without a star at the end',
      { restrictions: [push('release')], branches: ['main', 'release/1.0'] },
      ['warning Write access on `release`'],
    ],
    [
      'a merge check is worth less',
      { restrictions: [restriction('require_tasks_to_be_completed', 'release-1')], branches: ['main', 'release-2'] },
      ['info No unresolved pull request tasks on `release-1`'],
    ],
    [
      'a setting is worth nothing',
      {
        restrictions: [restriction('allow_auto_merge_when_builds_pass', 'release-1')],
        branches: ['main', 'release-2'],
      },
      [],
    ],
    [
      'another of its kind covers it',
      { restrictions: [push('release-1.0'), push('release-2.*')], branches: ['main', 'release-1.0', 'release-2.0'] },
      [],
    ],
    [
      'restrictions cut short',
      { restrictions: [push('release-1.0')], branches: ['main', 'release-2.0'], unread: { restrictions: 'truncated' } },
      [],
    ],
    [
      'a pattern that matches something has no slip',
      { restrictions: [push('fix/*')], branches: ['main', 'fix/1', 'fox/1'] },
      [],
    ],
    [
      'one among very many',
      {
        restrictions: [push('b-1')],
        branches: ['main', 'b-1', ...Array.from({ length: 20 }, (_, at) => `b-${String(at + 2)}`)],
      },
      ['info Write access on `b-1`'],
    ],
    ['the same name', { restrictions: [push('main')] }, []],
  ],
  shadowed: [
    [
      'a ban within a wider one',
      { restrictions: [noForce('main'), noForce('*')] },
      ['info rewriting branch history of `main`'],
    ],
    [
      'a list within one that lists more',
      { restrictions: [push('a/*', { users: [ana] }), push('*', { users: [ana, ben] })] },
      ['info Write access on `a/*`'],
    ],
    [
      'a list that lists somebody more',
      { restrictions: [push('a/*', { users: [ana] }), push('*', { users: [ben] })] },
      [],
    ],
    [
      'somebody more, who cannot write',
      { restrictions: [push('a/*', { users: [cem] }), push('*', { users: [ben] })] },
      ['info Write access on `a/*`'],
    ],
    [
      'only on the branches that exist',
      { restrictions: [push('a/*', { users: [ana] }), push('a/1', { users: [ana] })], branches: ['main', 'a/1'] },
      ['info Write access on `a/1`'],
    ],
    [
      'each by the other',
      { restrictions: [push('main', { users: [ana] }), push(ofType('production'), { users: [ana] })] },
      ['info Write access on `main`', 'info Write access on branches of type `production`'],
    ],
    ['a ban beside a list of nobody, which a narrower list may open', { restrictions: [noForce('*'), push('*')] }, []],
    ['a deletion that being the main branch prevents', { restrictions: [noDelete('main')] }, []],
    [
      'a group on both, whoever is in it',
      { restrictions: [push('a/*', { groups: [devs] }), push('*', { groups: [devs] })] },
      ['info Write access on `a/*`'],
    ],
    [
      'a group on one, of which nobody knows who is in it',
      { restrictions: [push('a/*', { groups: [devs] }), push('*', { users: [ana] })] },
      [],
    ],
    [
      'a group on one, and not everybody is known',
      {
        restrictions: [push('a/*', { groups: [devs] }), push('*')],
        permissions: {},
        members: { devs: [] },
        unread: { permissions: 'forbidden' },
      },
      [],
    ],
    [
      'merge checks decide nothing',
      { restrictions: [approval, restriction('require_approvals_to_merge', '*', { value: 1 })] },
      [],
    ],
    [
      'a branching model that was not read',
      { restrictions: [push(release), push('*')], unread: { 'branching-model': 'forbidden' } },
      [],
    ],
  ],
  repeated: [
    [
      'a check within a wider one',
      { restrictions: [approval, restriction('require_approvals_to_merge', '*', { value: 1 })] },
      ['info Minimum number of approvals on `main`'],
    ],
    [
      'with another number',
      { restrictions: [approval, restriction('require_approvals_to_merge', '*', { value: 2 })] },
      [],
    ],
    [
      'twice the same',
      { restrictions: [enforced, restriction('enforce_merge_checks', ofType('production'))] },
      ['info Prevent a merge with unresolved merge checks on branches of type `production`'],
    ],
    ['on other branches', { restrictions: [enforced, restriction('enforce_merge_checks', 'develop')] }, []],
  ],
  'lists-without-write': [
    ['who only reads', { restrictions: [push('main', { users: [cem] })] }, ['warning Write access on `main`']],
    [
      'who has nothing',
      { restrictions: [merges('main', { users: [named('Eve')] })] },
      ['warning Merge via pull request on `main`'],
    ],
    ['who writes', { restrictions: [push('main', { users: [ana] })] }, []],
    [
      'permissions cut short',
      { restrictions: [push('main', { users: [named('Eve')] })], unread: { permissions: 'truncated' } },
      [],
    ],
    ['two readings that differ', { restrictions: [push('main', { users: [cem] })], userGrants: { cem: 'write' } }, []],
    ['who left is a problem of its own', { restrictions: [push('main', { users: [named('Eve')] })], ...all }, []],
  ],
  'lists-who-left': [
    [
      'who is no member',
      { restrictions: [push('main', { users: [ana, named('Eve')] })], ...all },
      ['warning Write access on `main`'],
    ],
    ['members', { restrictions: [push('main', { users: [ana] })], ...all }, []],
    [
      'members cut short',
      { restrictions: [push('main', { users: [named('Eve')] })], ...all, unread: { 'workspace-members': 'truncated' } },
      [],
    ],
    ['no members at all, which cannot be', { restrictions: [push('main', { users: [ana] })] }, []],
  ],
  'grant-to-who-left': [
    ['an administrator', { userGrants: { ana: 'admin' }, owners: ['dea'] }, ['error acme/web']],
    ['on the project', { projectUserGrants: { ana: 'write' }, owners: ['dea'] }, ['warning acme/web']],
    ['a member', { userGrants: { ana: 'admin' }, ...all }, []],
    ['nothing', { userGrants: { ana: 'none' }, owners: ['dea'] }, []],
    [
      'members unread',
      { userGrants: { ana: 'admin' }, owners: ['dea'], unread: { 'workspace-members': 'forbidden' } },
      [],
    ],
  ],
  'lists-group-without-access': [
    ['no grant', { restrictions: [push('main', { groups: [devs] })] }, ['warning Write access on `main`']],
    [
      'a grant to read',
      { restrictions: [push('main', { groups: [devs] })], groupGrants: { devs: 'read' } },
      ['warning Write access on `main`'],
    ],
    [
      'a grant to write, on the project',
      {
        restrictions: [push('main', { groups: [devs] })],
        groupGrants: { devs: 'read' },
        project: core,
        projectGroupGrants: { devs: 'write' },
      },
      [],
    ],
    [
      'all members write by other means',
      { restrictions: [push('main', { groups: [devs] })], members: { devs: ['ana', 'dea'] } },
      [],
    ],
    [
      'one member does not',
      { restrictions: [push('main', { groups: [devs] })], members: { devs: ['ana', 'cem'] } },
      ['warning Write access on `main`'],
    ],
    [
      'grants unread',
      { restrictions: [push('main', { groups: [devs] })], unread: { 'group-grants': 'forbidden' } },
      [],
    ],
    ['the project unread', { restrictions: [push('main', { groups: [devs] })], unread: { project: 'forbidden' } }, []],
  ],
  'nobody-can-push': [
    ['an empty list, and pull requests', { restrictions: [push('main')] }, ['info Write access on `main`']],
    [
      'an empty list, and nobody merges',
      { restrictions: [push('main'), merges('main')] },
      ['error Write access on `main`'],
    ],
    [
      'a list of who cannot write',
      { restrictions: [push('main', { users: [cem] })] },
      ['error Write access on `main`'],
    ],
    [
      'a branch that is not there yet',
      { restrictions: [push('rc/*'), merges('rc/*')] },
      ['error Write access on `rc/*`'],
    ],
    ['another restriction lets somebody', { restrictions: [push('main'), push('*', { users: [ana] })] }, []],
    ['a group of which nobody knows who is in it', { restrictions: [push('main', { groups: [devs] })] }, []],
    ['restrictions cut short', { restrictions: [push('main')], unread: { restrictions: 'truncated' } }, []],
    [
      'an empty list, whoever can write',
      { restrictions: [push('main')], permissions: {}, unread: { permissions: 'forbidden' } },
      ['info Write access on `main`'],
    ],
    [
      'listed, and permissions unread',
      { restrictions: [push('main', { users: [cem] })], permissions: {}, unread: { permissions: 'forbidden' } },
      [],
    ],
    [
      'somebody unreadable is listed',
      {
        restrictions: [
          push('main', {
            gaps: [{ of: { what: 'exemptions', restriction: push('main') }, because: 'not-understood' }],
          }),
        ],
      },
      [],
    ],
    [
      'a list whose branches nobody knows may let somebody',
      { restrictions: [push('main'), push(by('regex'), { users: [ana] })] },
      [],
    ],
    ['no list at all', {}, []],
  ],
  'only-automation-can-push': [
    [
      'branches for Pipelines, and nobody listed',
      { restrictions: [push('main', { pipelinesSourceBranches: ['build'] })] },
      ['info Write access on `main`'],
    ],
    [
      'and nobody merges',
      { restrictions: [push('main', { pipelinesSourceBranches: ['build'] }), merges('main')] },
      ['warning Write access on `main`'],
    ],
    ['somebody listed', { restrictions: [push('main', { users: [ana], pipelinesSourceBranches: ['build'] })] }, []],
    ['nobody listed, Pipelines neither', { restrictions: [push('main')] }, []],
  ],
  'one-person-can-push': [
    ['one listed, others merge', { restrictions: [push('main', { users: [ana] })] }, ['info Write access on `main`']],
    [
      'one listed, nobody else merges',
      { restrictions: [push('main', { users: [ana] }), merges('main')] },
      ['warning Write access on `main`'],
    ],
    [
      'a second listed elsewhere',
      { restrictions: [push('main', { users: [ana] }), push('*', { users: [ben] })], branches: ['main', 'x'] },
      ['info Write access on `*`'],
    ],
    ['two listed', { restrictions: [push('main', { users: [ana, ben] })] }, []],
    ['nobody else can write', { restrictions: [push('main', { users: [ana] })], permissions: { ana: 'write' } }, []],
    [
      'a group of which nobody knows who is in it',
      { restrictions: [push('main', { users: [ana], groups: [devs] })] },
      [],
    ],
    [
      'permissions cut short',
      { restrictions: [push('main', { users: [ana] })], unread: { permissions: 'truncated' } },
      [],
    ],
  ],
  'main-branch-unprotected': [
    ['nothing covers it', { restrictions: [noForce('main')] }, ['warning acme/web']],
    ['Write access', { restrictions: [push('main')] }, []],
    ['Merge via pull request', { restrictions: [merges('*')] }, []],
    ['a match that is new to us', { restrictions: [push(by('regex'))] }, []],
    ['restrictions unread', { unread: { restrictions: 'forbidden' } }, []],
    ['which branch is main unread', { unread: { 'main-branch': 'not-understood' } }, []],
    ['no main branch', { main: null, branches: [] }, []],
  ],
  'main-history-open': [
    ['nothing forbids it', { restrictions: [push('main', { users: [ana] })] }, ['warning acme/web']],
    ['it is forbidden', { restrictions: locked }, []],
    ['nobody may push anyway', { restrictions: [push('main')] }, []],
    ['not protected: said already', {}, []],
    [
      'restrictions cut short',
      { restrictions: [push('main', { users: [ana] })], unread: { restrictions: 'truncated' } },
      [],
    ],
  ],
  'main-deletion-open': [
    ['nothing forbids it', { restrictions: [push('main', { users: [ana] })] }, ['info acme/web']],
    ['it is forbidden', { restrictions: locked }, []],
    ['not protected: said already', {}, []],
    [
      'restrictions cut short',
      { restrictions: [push('main', { users: [ana] })], unread: { restrictions: 'truncated' } },
      [],
    ],
  ],
  'checks-do-not-block': [
    ['nothing makes it block', { restrictions: [approval] }, ['warning Minimum number of approvals on `main`']],
    [
      'it blocks elsewhere',
      { restrictions: [approval, restriction('enforce_merge_checks', 'develop')] },
      ['warning Minimum number of approvals on `main`'],
    ],
    [
      'on some of its branches',
      { restrictions: [enforced, restriction('require_tasks_to_be_completed', '*')], branches: ['main', 'x'] },
      ['warning No unresolved pull request tasks on `*`'],
    ],
    [
      'it covers no branch yet',
      { restrictions: [restriction('require_tasks_to_be_completed', 'rc/*')] },
      ['info No unresolved pull request tasks on `rc/*`'],
    ],
    ['it blocks', { restrictions: [approval, enforced] }, []],
    [
      'a match that is new to us may make it block',
      { restrictions: [approval, restriction('enforce_merge_checks', by('regex'))] },
      [],
    ],
    ['restrictions cut short', { restrictions: [approval], unread: { restrictions: 'truncated' } }, []],
  ],
  'one-person-suffices': [
    [
      'a push past the approvals',
      { restrictions: [approval, enforced, push('main', { users: [ana] })] },
      ['warning Minimum number of approvals on `main`'],
    ],
    [
      'approvals that only warn',
      { restrictions: [approval, push('main')] },
      ['warning Minimum number of approvals on `main`'],
    ],
    ['approvals that block, and nobody pushes', { restrictions: [approval, enforced, push('main')] }, []],
    ['no approvals on a protected main branch', { restrictions: [push('main')] }, ['info acme/web']],
    ['a main branch that is not protected: said already', {}, []],
    ['nobody merges', { restrictions: [push('main'), merges('main')] }, []],
    [
      'no approval is asked for by a number of none',
      { restrictions: [restriction('require_approvals_to_merge', 'x', { value: 0 })], branches: ['main', 'x'] },
      [],
    ],
    ['nobody has a branch to merge from', { restrictions: [push('*')] }, []],
    [
      'restrictions cut short may block',
      { restrictions: [approval, push('main')], unread: { restrictions: 'truncated' } },
      [],
    ],
  ],
};

describe.each(Object.entries(tables))('%s', (id, rows) => {
  test.each(rows)('%s', (_, told, expected) => {
    const read = facts(told);
    const answer = health(read);
    const places = placesOf(answer, read);
    const found = answer.problems.map(({ problem, level }, at) => ({ problem, says: `${level} ${places[at] ?? ''}` }));
    expect(found.flatMap(({ problem, says }) => (problem === id ? [says] : []))).toEqual(expected);
  });

  test('has a row for and one against', () => {
    const [found, spared] = [rows.filter(([, , of]) => of.length > 0), rows.filter(([, , of]) => of.length === 0)];
    expect({ found: found.length > 0, spared: spared.length > 0 }).toEqual({ found: true, spared: true });
  });
});

test('groups and branch types called like what every object has are no trouble', () => {
  const names = ['constructor', '__proto__', 'toString'];
  const restrictions = names.flatMap((slug) => [
    push(`${slug}/*`, { groups: [{ slug, name: slug }] }),
    push(ofType(slug), { groups: [{ slug, name: slug }] }),
  ]);
  const found = health(facts({ restrictions })).problems.map(({ problem }) => problem);
  expect(found).not.toContain('shadowed');
  expect(found.filter((one) => one === 'lists-group-without-access')).toHaveLength(6);
});

test.each([
  '{'.repeat(200_000),
  `{${','.repeat(200_000)}`,
  '{a,b}'.repeat(20_000),
  '['.repeat(200_000),
  `${'/'.repeat(200_000)}x?`,
])('no pattern takes long (%#)', (pattern) => {
  const seconds = processorTime();
  health(facts({ restrictions: [push(pattern)] }));
  expect(seconds()).toBeLessThan(10);
});

test('every kind of problem has its table, and an id of its own', () => {
  expect(units.map(({ id }) => id).sort()).toEqual(Object.keys(tables).sort());
});

describe('so many can merge, and others might: the number is not said as if it were all', () => {
  const byList = (match: string) => merges(match, { users: [ana, ben], groups: [devs] });

  test.each<[about: string, told: Told, id: string, effect: string]>([
    [
      'a check that only warns, nobody unsure',
      { ...all, restrictions: [approval, merges('main', { users: [ana, ben] })] },
      'checks-do-not-block',
      '2 people can merge into `main` while that check is unresolved.',
    ],
    [
      'a check that only warns, a group not told',
      { ...all, restrictions: [approval, byList('main')] },
      'checks-do-not-block',
      'At least 2 people can merge into `main` while that check is unresolved.',
    ],
    [
      'on several branches only those who can merge into each are counted',
      {
        ...all,
        restrictions: [restriction('require_tasks_to_be_completed', '*'), merges('x', { users: [ana] })],
        branches: ['main', 'x'],
      },
      'checks-do-not-block',
      'At least 1 person can merge into `main` and `x` while that check is unresolved.',
    ],
    [
      'nobody can push',
      { ...all, restrictions: [push('main'), byList('main')] },
      'nobody-can-push',
      'Nobody can push to `main`, administrators included; at least 2 people can merge a pull request.',
    ],
    [
      'one person can push',
      { ...all, restrictions: [push('main', { users: [ana] }), byList('main')] },
      'one-person-can-push',
      'Without Ana nobody can push to `main`; at least 1 other person can merge a pull request.',
    ],
  ])('%s', (_, told, id, effect) => {
    const read = facts({ ...told, userGrants: { ana: 'write', ben: 'write', cem: 'read', dea: 'admin' } });
    const { problems } = sayHealth(health(read), read);
    expect(problems.find(({ problem }) => problem === id)?.effect).toBe(effect);
  });
});
