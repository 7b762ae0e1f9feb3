import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Get } from '../../../src/bitbucket/port/port';
import { worldGet, type SavedReply, type World } from '../../../src/bitbucket/worlds/world';
import { checksPath, failed, reported, standard } from '../../bitbucket/reported';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { stopTheClock } from '../clock';
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

describe('where the two agree, one request more than without it', () => {
  test.each<[string, () => Beside]>([
    ['an administrator, cold', () => beside(saying(conflict), world)],
    ['an administrator, warm', () => beside(saying(conflict), world, { kept })],
    [
      'who may merge, cold',
      () => beside(saying(mergeable, shownTo(world, harvey, 'write')), world, { app: worldGet(world) }),
    ],
    ['who may merge, warm', () => beside(saying(mergeable, shownTo(world, harvey, 'write')), world, { kept })],
    ['an older Bitbucket', () => beside(saying({ status: 404 }), world)],
  ])('%s', async (_, open) => {
    const one = open();
    await one.look(1);
    const others = one.asked.filter((path) => !path.includes('/mergeability/checks'));
    expect(one.asked).toHaveLength(others.length + 1);
    expect(new Set(others).size).toBe(others.length);
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
