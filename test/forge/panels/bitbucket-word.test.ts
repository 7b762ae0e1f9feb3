import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Get } from '../../../src/bitbucket/port/port';
import { worldGet, type SavedReply, type World } from '../../../src/bitbucket/worlds/world';
import { checksPath, failed, reported, standard } from '../../bitbucket/reported';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { stopTheClock } from '../clock';
import { placeOf } from '../host';
import { inRounds } from '../rounds';
import { changed, refusing } from '../webhook/builds';
import { beside, panelOf, personIn, shownTo, visited, type Beside, type Setup } from './beside';

const world = savedWorld('pull-requests');
const restrictions = '/2.0/repositories/acme/web/branch-restrictions';
const [ana, harvey, tomas] = ['Ana Lovell', 'Harvey Jones', 'Tomás Vidal'].map((name) => personIn(world, name)) as [
  Raw,
  Raw,
  Raw,
];
type Raw = ReturnType<typeof personIn>;

let kept = new Map<string, string>();
beforeAll(async () => {
  kept = await visited(world);
});
afterEach(() => {
  jest.useRealTimers();
});

/** Pull request 1 may be merged by Harvey and Mei, and has all that it needs. */
function saying(reply: SavedReply | SavedReply[], of: World = world): World {
  return changed(of, { [checksPath(1)]: reply });
}

/** The rules where others may merge into main. */
function letting(...people: Raw[]): World {
  const [reply] = [world.replies[restrictions] ?? []].flat();
  const { values } = reply?.body as { values: { id: number }[] };
  const users = people.map((person) => ({ type: 'user', ...person }));
  const changedTo = values.map((one) => (one.id === 20 || one.id === 17 ? { ...one, users } : one));
  return changed(world, { [restrictions]: { status: 200, body: { values: changedTo } } });
}

function askedFor({ asked }: Beside, part: string): string[] {
  return asked.filter((path) => path.includes(part));
}

async function looked(one: Beside, payload?: unknown) {
  const { outlook, rules } = panelOf(await one.look(1, payload));
  const { verdict, bitbucket } = outlook.merge;
  return {
    verdict,
    says: bitbucket?.says,
    ours: bitbucket?.ours,
    by: rules.by,
    differs: bitbucket?.disagreements.length,
    reports: askedFor(one, '/mergeability/checks').length,
    restrictions: askedFor(one, '/branch-restrictions').length,
  };
}

const mergeable = reported();
const conflict = reported(failed('git_mergeability_check', { reason: 'conflicts' }));

/** What the panel asked before it knew of Bitbucket's own word, as a run of that time had it. */
const without = {
  viewer: ['/user', '/user/workspaces/acme/permissions/repositories'],
  repository: ['/repositories/acme/web'],
  pullRequest: ['', '/comments', '/commits', '/statuses']
    .map((below) => `/repositories/acme/web/pullrequests/1${below}`)
    .concat(['commits', 'effective-default-reviewers', 'refs/branches'].map((at) => `/repositories/acme/web/${at}`)),
  rules: [
    ...[
      'branch-restrictions',
      'effective-branching-model',
      'permissions-config/groups',
      'permissions-config/users',
    ].map((at) => `/repositories/acme/web/${at}`),
    '/workspaces/acme/permissions',
    '/workspaces/acme/permissions/repositories/web',
    '/workspaces/acme/projects/CORE/permissions-config/groups',
    '/workspaces/acme/projects/CORE/permissions-config/users',
  ],
};
const own = [...without.viewer, ...without.repository, ...without.pullRequest].map((at) => `user ${at}`);
const rulesBy = (identity: 'user' | 'app') => without.rules.map((at) => `${identity} ${at}`);

/** A request by whom, and for what, without ids and what narrows it. */
function named(request: string): string {
  const { workspace, slug } = placeOf(world);
  return decodeURIComponent(request.replace(/\?.*/, ''))
    .replace(' /2.0', ' ')
    .replace(workspace, 'acme')
    .replace(slug, 'web');
}

describe('where the two agree, one request more than without it', () => {
  const asHarvey = () => saying(mergeable, shownTo(world, harvey, 'write'));
  test.each<[string, () => Beside, before: string[]]>([
    ['an administrator, cold', () => beside(saying(conflict), world), [...own, ...rulesBy('user')]],
    [
      // Whoever may read the rules reads them each time, so that what they mended counts at once.
      'an administrator, warm',
      () => beside(saying(conflict), world, { kept }),
      [...own, ...rulesBy('user')],
    ],
    ['who may merge, cold', () => beside(asHarvey(), world, { app: worldGet(world) }), [...own, ...rulesBy('app')]],
    ['who may merge, warm', () => beside(asHarvey(), world, { kept }), own],
    ['an older Bitbucket', () => beside(saying({ status: 404 }), world), [...own, ...rulesBy('user')]],
  ])('%s', async (_, open, before) => {
    const one = open();
    await one.look(1);
    const more = 'user /repositories/acme/web/pullrequests/1/mergeability/checks';
    expect(one.asked.map(named).sort()).toEqual([...before, more].sort());
  });

  test.each([
    ['429', { status: 429 }],
    ['429 with a long wait', { status: 429, headers: { 'Retry-After': '40' } }],
    ['500', { status: 500 }],
  ])('a reply that fails with %s is asked for once, and the answer does not wait for it', async (_, reply) => {
    stopTheClock();
    const one = beside(saying(reply, shownTo(world, harvey, 'write')), world, { app: worldGet(world) });
    const found = await looked(one);
    expect(found).toMatchObject({ verdict: 'allowed', says: 'unknown', ours: 'allowed', restrictions: 1, reports: 1 });
  });
});

describe('how many rounds of requests it takes, cold', () => {
  const told = savedWorld('mergeability');
  const ids = Array.from({ length: 22 }, (_, at) => at + 1);
  const words = Object.entries(told.replies).filter(([at]) => at.endsWith('/mergeability/checks'));
  // He may not merge into main by the rules, and may by Bitbucket's word, which is Ana's own.
  const asTomas = changed(shownTo(told, personIn(told, 'Tomás Vidal'), 'write'), Object.fromEntries(words));

  /** The rounds of one look, each with what was asked in it. */
  async function roundsOf(id: number, seen: World, app: World): Promise<string[][]> {
    const { rounds, through } = inRounds();
    const one = beside(through('user', worldGet(seen)), told, { app: through('app', worldGet(app)) });
    await one.look(id);
    return rounds;
  }

  test.each<[string, World, contradicted: number[]]>([
    ['an administrator', told, [15]],
    ['who may not merge by the rules', asTomas, [1, 3, 4, 10, 13, 15, 17, 21]],
  ])('%s: three at most, and as many again where the rules are read anew', async (_, seen, contradicted) => {
    const again: number[] = [];
    for (const id of ids) {
      const rounds = await roundsOf(id, seen, told);
      const readings = rounds.flat().filter((request) => request.includes('/branch-restrictions')).length;
      expect([id, rounds.length <= 3 * readings]).toEqual([id, true]);
      expect([id, readings <= 2]).toEqual([id, true]);
      if (readings === 2) again.push(id);
    }
    expect(again).toEqual(contradicted);
  });
});

describe('where the rules refuse what Bitbucket would let through', () => {
  test('that stays: the rules are read anew once, and neither is said', async () => {
    const one = beside(saying(mergeable), world);
    expect(await looked(one)).toEqual({
      verdict: 'unknown',
      says: 'mergeable',
      ours: 'denied',
      by: 'viewer',
      differs: 1,
      reports: 2,
      restrictions: 2,
    });
  });

  test('rules that were kept are read anew, and those of now decide', async () => {
    const now = letting(tomas);
    const one = beside(saying(mergeable, shownTo(now, tomas, 'write')), world, { kept, app: worldGet(now) });
    expect(await looked(one)).toMatchObject({ verdict: 'allowed', ours: 'allowed', by: 'app', differs: 0 });
    expect(askedFor(one, '/branch-restrictions')).toEqual([expect.stringMatching(/^app /)]);
  });

  test('rules that were kept, which the app may not read: it tries, and then neither is said', async () => {
    const one = beside(saying(mergeable, shownTo(world, tomas, 'write')), world, { kept, app: refusing(world) });
    expect(await looked(one)).toMatchObject({
      verdict: 'unknown',
      says: 'mergeable',
      ours: 'denied',
      by: 'snapshot',
      reports: 2,
      restrictions: 1,
    });
  });

  test('who asked to read again is answered by that reading', async () => {
    const one = beside(saying(mergeable), world, { kept });
    expect(await looked(one, { again: true })).toMatchObject({ verdict: 'unknown', reports: 1, restrictions: 1 });
  });

  test.each<[string, SavedReply]>([
    ['has a limit', { status: 429, headers: { 'Retry-After': '40' } }],
    ['fails', { status: 500 }],
    ['is not there', { status: 404 }],
    ['makes no sense', { status: 200, body: { values: [] } }],
  ])('the second reply of Bitbucket %s: what it said before is not forgotten', async (_, second) => {
    const one = beside(saying([mergeable, second]), world);
    expect(await looked(one)).toMatchObject({ verdict: 'unknown', says: 'mergeable', ours: 'denied', differs: 1 });
  });

  test('a second reply that refuses too settles it', async () => {
    const one = beside(saying([mergeable, reported(failed('current_user_permission_check'))]), world);
    expect(await looked(one)).toMatchObject({ verdict: 'denied', says: 'not-mergeable', ours: 'denied', differs: 0 });
  });

  test.each<[string, Setup]>([
    ['nothing was kept', { app: refusing(world) }],
    ['something was', { app: refusing(world), kept }],
  ])('rules that can be read only once, and %s: that lets nobody through', async (_, setup) => {
    const get = worldGet(saying(mergeable));
    let readings = 0;
    const failing: Get = (path) =>
      path.includes('/branch-restrictions') && ++readings > 1
        ? Promise.resolve({ status: 503, headers: {}, body: undefined })
        : get(path);
    stopTheClock();
    const store = () => (setup.kept ? Promise.resolve() : Promise.reject(new Error('The storage is down.')));
    const one = beside(failing, world, { ...setup, ...(!setup.kept && { store }) });
    expect(await looked(one)).toMatchObject({ verdict: 'unknown', says: 'mergeable', ours: 'denied' });
  });
});

test('a check that no rule of the repository asks for is no reason to read anew', async () => {
  const reply = reported(failed('standard_merge_check', standard('minimum_approvals', 3, 2)));
  const one = beside(saying(reply, letting(ana)), world);
  expect(await looked(one)).toMatchObject({ verdict: 'denied', says: 'not-mergeable', ours: 'allowed', reports: 1 });
});
