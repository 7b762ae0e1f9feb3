import { describe, expect, test } from '@jest/globals';
import { judgedRun, type Column } from './judged';
import type { Fault, Plan } from './plan';
import type { Ending, Ran } from './run/answer';
import { emptyLog } from './run/bad-replies';
import { storageWords } from './run/bad-store';
import { inSimulatedTime, sleep } from './run/clock';
import { contradictions, otherWorld } from './run/other-world';
import { placeNamed } from './worlds';

const { world } = placeNamed('ordinary-team');
const web = '/2.0/repositories/acme/web';
const effective = '/2.0/workspaces/acme/permissions/repositories/web';
const ana = '{60cad0b1-b371-4182-bd29-1d74687032bb}';
const explained: Plan = {
  seed: 0,
  world: 'ordinary-team',
  ask: { face: 'explain', branch: 'main', as: ana },
  faults: [{ fault: 'cut', at: `${web}/branch-restrictions`, from: 1 }],
};
const asked: Plan = {
  ...explained,
  ask: { face: 'webhook', as: ana, branch: 'main', operation: 'push', app: 'all', visited: false, supplied: false },
};
const listed: Plan = { ...explained, ask: { face: 'checkKeys', viewer: 'administrator' } };

function ran(ending: Ending, more: Partial<Ran> = {}): Ran {
  return {
    ending,
    milliseconds: 100,
    log: { ...emptyLog(), struck: new Set([`${web}/branch-restrictions`]) },
    contacts: [],
    output: '',
    audience: 'administrator',
    ...more,
  };
}

/** In fine weather, Ana's verdict on `main` is *denied* for each operation. */
function verdicts(verdict: 'allowed' | 'denied' | 'unknown', ...gaps: string[]): Ending {
  return {
    is: 'answer',
    gaps: [],
    cells: new Map(
      ['push', 'create', 'force-push', 'delete', 'merge'].map((operation) => [operation, { verdict, gaps }]),
    ),
  };
}

describe('a run is judged', () => {
  test.each<[string, Plan, Ran, Column[]]>([
    ['as in fine weather', explained, ran(verdicts('denied')), ['same']],
    ['a wrong yes', explained, ran(verdicts('allowed')), ['wrong']],
    [
      'unknown, by what failed',
      explained,
      ran(verdicts('unknown', 'part of the branch restrictions of acme/web')),
      ['unknown'],
    ],
    ['unknown, by something else', explained, ran(verdicts('unknown', 'the branching model of acme/web')), ['wrong']],
    ['unknown, by nothing', explained, ran(verdicts('unknown')), ['wrong']],
    ['a verdict left out', explained, ran({ is: 'answer', cells: new Map(), gaps: [] }), ['wrong']],
    [
      'no answer, where the repository was given',
      explained,
      ran({ is: 'closed', says: 'There is no repository acme/web.', status: 66, gaps: [] }),
      ['wrong'],
    ],
    ['a crash', explained, ran({ is: 'crash', what: 'TypeError' }), ['crashed']],
    ['no end', explained, ran({ is: 'hangs' }), ['late']],
    [
      'too late for a resolver',
      listed,
      ran(
        { is: 'answer', gaps: [], cells: new Map([['the key is listed', { verdict: 'allowed', gaps: [] }]]) },
        { milliseconds: 25_001 },
      ),
      ['same', 'late'],
    ],
    [
      'a key that is kept and not listed',
      listed,
      ran({ is: 'answer', gaps: [], cells: new Map([['the key is listed', { verdict: 'denied', gaps: [] }]]) }),
      ['wrong'],
    ],
    [
      'the credential elsewhere',
      explained,
      ran(verdicts('denied'), { contacts: [{ host: 'other.example', credential: true }] }),
      ['same', 'other host'],
    ],
    [
      'words of the storage',
      explained,
      ran(verdicts('denied'), { output: `connect ${storageWords}` }),
      ['same', 'leaked'],
    ],
    [
      'somebody else, to a build',
      asked,
      ran(
        { is: 'closed', says: '', status: 503, gaps: [] },
        { audience: 'others', self: ana, output: 'Harvey Jones can.' },
      ),
      ['unknown', 'leaked'],
    ],
    [
      'a build learns that a valid key is none',
      asked,
      ran({ is: 'closed', says: '', status: 401, gaps: [] }),
      ['wrong'],
    ],
  ])('%s', async (_, plan, run, columns) => {
    expect((await judgedRun(plan, run)).columns).toEqual(columns);
  });
});

describe('what nobody can notice', () => {
  const newly = (...faults: Fault[]) => contradictions(otherWorld(world, faults)).map(String);

  test.each(['ordinary-team', 'pull-requests', 'deduction-settles', 'large'])(
    'the replies of %s agree with each other',
    (name) => {
      expect(contradictions(placeNamed(name).world)).toEqual([]);
    },
  );

  test.each<[string, Fault, string[]]>([
    [
      'an empty list of people beside grants, owners and members',
      { fault: 'empty-list', at: effective },
      [
        `${web}/permissions-config/users,${effective}`,
        `/2.0/workspaces/acme/permissions,${effective}`,
        '/1.0/groups/acme/developers/members',
      ],
    ],
    [
      'no branches beside a main branch',
      { fault: 'empty-list', at: `${web}/refs/branches` },
      [`${web},${web}/refs/branches`],
    ],
    [
      'grants to people as the list of everybody',
      { fault: 'list-of', at: effective, other: `${web}/permissions-config/users` },
      [`${effective},${effective}`],
    ],
    [
      'no grants to groups beside people who have a permission from somewhere',
      { fault: 'empty-list', at: `${web}/permissions-config/groups` },
      [`${web}/permissions-config/groups,`],
    ],
  ])('not %s', (_, fault, pairs) => {
    for (const pair of pairs) expect(newly(fault).join('\n')).toContain(pair);
  });

  test.each<[string, Fault]>([
    ['no restrictions', { fault: 'empty-list', at: `${web}/branch-restrictions` }],
    ['a restriction fewer, and the number', { fault: 'left-out', at: `${web}/branch-restrictions`, entries: [0] }],
  ])('but %s', (_, fault) => {
    expect(newly(fault)).toEqual([]);
  });
});

test('simulated time passes without anybody waiting, and what never ends is found', async () => {
  const began = performance.now();
  const longSleep = 1_440_000;
  expect(
    await inSimulatedTime(0, async () => {
      await sleep(longSleep);
      return Date.now();
    }),
  ).toEqual({ value: longSleep, milliseconds: longSleep });
  expect(await inSimulatedTime(0, () => new Promise(() => undefined))).toEqual({ hangs: true, milliseconds: 0 });
  expect(
    await inSimulatedTime(0, async ({ skew }) => {
      skew(-5_000);
      await sleep(10);
      return Date.now();
    }),
  ).toEqual({ value: -4_990, milliseconds: 10 });
  expect(performance.now() - began).toBeLessThan(5_000);
});
