import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { noAnswer, type Get, type Reply } from '../../../src/bitbucket/port/port';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { beside, panelOf, personIn, shownTo, visited, type Beside, type Setup } from './beside';
import { changed, refusing } from '../webhook/builds';
import { stopTheClock } from '../clock';
import { inRounds } from '../rounds';

const world = savedWorld('pull-requests');
const every = Array.from({ length: 13 }, (_, at) => at + 1);
const web = '/2.0/repositories/acme/web';
const tomas = personIn(world, 'Tomás Vidal');
const developer = shownTo(world, tomas, 'write');
const nothing: Setup = { app: refusing(world) };
let kept = new Map<string, string>();

beforeAll(async () => {
  kept = await visited(world);
});
afterEach(() => {
  jest.useRealTimers();
});

/** Answers with this status where the path contains one of these, else as a developer sees it. */
function failing(reply: Reply, ...parts: string[]): Get {
  const get = worldGet(world);
  return (path) => (parts.some((part) => path.includes(part)) ? Promise.resolve(reply) : get(path));
}

/** The requests for the rules: not those for the viewer, the repository itself or a pull request. */
function callsForRules({ asked }: Beside): string[] {
  const path = asked.map((one) => decodeURIComponent(one.replace(/\?.*/, '')));
  return path.filter(
    (one) =>
      !/ \/2\.0\/(?:user(?:\/|$)|repositories\/[^/]+\/[^/]+(?:$|\/(?:pullrequests|commits|refs|effective-default-reviewers)))/.test(
        one,
      ),
  );
}

describe('how Bitbucket is asked', () => {
  test('warm: nothing is asked for the rules, and of the pull request only what they need', async () => {
    const one = beside(developer, world, { ...nothing, kept });
    await one.look(1);
    const cold = beside(developer, world);
    await cold.look(1);
    expect(callsForRules(cold).length).toBeGreaterThan(0);
    expect(callsForRules(one)).toEqual([]);
    expect(one.asked.filter((path) => path.startsWith('app '))).toEqual([]);
    expect(new Set(one.asked).size).toBe(one.asked.length);

    const few = changed(world, { [`${web}/branch-restrictions`]: { status: 200, body: { values: [] } } });
    const bare = beside(shownTo(few, tomas, 'write'), world, { ...nothing, kept: await visited(few) });
    expect(await bare.look(1)).toMatchObject({ rules: { by: 'snapshot' } });
    expect(
      bare.asked.map((path) =>
        decodeURIComponent(path.replace(/^user |\?.*/g, '').replace(/%7B[^/]*%7D\/%7B[^/]*%7D/, '…')),
      ),
    ).toEqual([
      expect.stringMatching(/^\/2\.0\/user\/workspaces\/.*\/permissions\/repositories$/),
      '/2.0/repositories/…',
      '/2.0/user',
      '/2.0/repositories/…/pullrequests/1',
      '/2.0/repositories/…/pullrequests/1/mergeability/checks',
      '/2.0/repositories/…/refs/branches',
    ]);
  });

  test('warm, as administrator: the rules are read as when cold, and of the pull request only what they need', async () => {
    const warm = beside(world, world, { kept });
    expect(await warm.look(1)).toMatchObject({ for: 'administrator', rules: { by: 'viewer' } });
    const cold = beside(world, world);
    await cold.look(1);
    expect(callsForRules(warm).sort()).toEqual(callsForRules(cold).sort());
    expect(new Set(warm.asked).size).toBe(warm.asked.length);
    expect(warm.asked.length).toBeLessThanOrEqual(cold.asked.length);
  });

  const longLists = changed(world, {
    [`${web}/branch-restrictions`]: longer('/branch-restrictions', (at) => ({
      kind: 'push',
      id: 1_000 + at,
      branch_match_kind: 'glob',
      pattern: `old/${String(at)}`,
      users: [],
      groups: [],
    })),
    '/2.0/workspaces/acme/permissions/repositories/web': longer('/permissions/repositories/web', (at) => ({
      permission: 'write',
      user: { uuid: `{00000000-0000-4000-8000-${String(at).padStart(12, '0')}}`, display_name: `Person ${String(at)}` },
    })),
  });

  function longer(end: string, entry: (at: number) => object): { status: number; body: { values: object[] } } {
    const [, saved] = Object.entries(world.replies).find(([path]) => path.endsWith(end)) ?? [];
    const { values } = ([saved ?? []].flat()[0] as { body: { values: object[] } }).body;
    return { status: 200, body: { values: [...values, ...Array.from({ length: 250 }, (_, at) => entry(at))] } };
  }

  test.each<[string, World, World, Get]>([
    ['as administrator', world, world, worldGet(world)],
    ['as developer, read by the app', developer, world, worldGet(world)],
    ['as developer, refused', developer, world, refusing(world)],
    ['as administrator, of long lists', longLists, longLists, worldGet(longLists)],
    ['as developer, of long lists', shownTo(longLists, tomas, 'write'), longLists, worldGet(longLists)],
  ])('cold, %s: at most three rounds of calls', async (_, seen, whole, app) => {
    for (const id of every) {
      const { rounds, through } = inRounds();
      await beside(through('user', worldGet(seen)), whole, { app: through('app', app) }).look(id);
      expect(rounds.length).toBeGreaterThan(1);
      expect(rounds.length).toBeLessThanOrEqual(3);
      expect(new Set(rounds.flat()).size).toBe(rounds.flat().length);
    }
  });

  test('warm: at most three rounds as well, and none for the rules', async () => {
    const { rounds, through } = inRounds();
    await beside(through('user', worldGet(developer)), world, { app: through('app', refusing(world)), kept }).look(5);
    expect(rounds.length).toBeLessThanOrEqual(3);
  });

  /** Bitbucket as it was before an administrator asked for builds, comments and the like. */
  const asksForNothing = changed(world, { [`${web}/branch-restrictions`]: { status: 200, body: { values: [] } } });

  test.each<[what: string, seen: World, before: World, most: number]>([
    ['as the snapshot has them', world, world, 3],
    ['of long lists', longLists, longLists, 3],
    ['that look at more of the pull request than those that were kept', world, asksForNothing, 4],
  ])('warm, as administrator, by rules %s', async (_, seen, before, most) => {
    for (const id of every) {
      const { rounds, through } = inRounds();
      await beside(through('user', worldGet(seen)), seen, { kept: await visited(before) }).look(id);
      expect(rounds.length).toBeLessThanOrEqual(most);
      expect(new Set(rounds.flat()).size).toBe(rounds.flat().length);
    }
  });

  test('nothing is asked about whose credential the app has, nor for the repository a second time', async () => {
    const one = beside(developer, world, { app: worldGet(world) });
    await one.look(1);
    const asApp = one.asked.filter((path) => path.startsWith('app ')).map((path) => decodeURIComponent(path));
    expect(
      asApp.filter((path) => path.includes(' /2.0/user') || / \/2\.0\/repositories\/[^/]+\/[^/]+$/.test(path)),
    ).toEqual([]);
    expect(asApp).toHaveLength(8);
  });
});

describe('a rule that an administrator mends', () => {
  /** Whoever looks is put on the lists of those who may merge into main, or taken off them. */
  const admin = personIn(world, 'Ana Lovell');
  const [saved] = [world.replies[`${web}/branch-restrictions`] ?? []].flat();
  const { values } = saved?.body as { values: { kind: string; users?: object[] }[] };
  const mended = changed(world, {
    [`${web}/branch-restrictions`]: {
      status: 200,
      body: {
        values: values.map((one) =>
          one.kind === 'push' || one.kind === 'restrict_merges'
            ? { ...one, users: [...(one.users ?? []), { type: 'user', ...admin }, { type: 'user', ...tomas }] }
            : one,
        ),
      },
    },
  });
  const verdict = async (one: Beside, payload?: object) => panelOf(await one.look(1, payload)).outlook.merge.verdict;

  test.each<[string, World, World, verdict: string]>([
    ['lets them through', world, mended, 'allowed'],
    ['keeps them out', mended, world, 'denied'],
  ])('%s at once, whatever was kept a second ago', async (_, before, after, now) => {
    stopTheClock(Date.parse('2026-11-21T08:00:00Z'));
    const short = await visited(before);
    jest.setSystemTime(Date.parse('2026-11-21T08:00:01Z'));
    expect(await verdict(beside(before, before, { kept: short }))).not.toBe(now);
    expect(await verdict(beside(after, after, { kept: short }))).toBe(now);
  });

  test('is kept for others by their own look: nobody else waits ten minutes', async () => {
    stopTheClock(Date.parse('2026-11-21T08:00:00Z'));
    const store = await visited(world);
    const seen = shownTo(mended, tomas, 'write');
    const asTomas = () => beside(seen, mended, { app: refusing(mended), kept: store });
    jest.setSystemTime(Date.parse('2026-11-21T08:00:30Z'));
    expect(await verdict(asTomas())).toBe('denied');
    const look = beside(mended, mended, { kept: store });
    await look.look(1);
    for (const [key, value] of look.kept) store.set(key, value);
    jest.setSystemTime(Date.parse('2026-11-21T08:00:31Z'));
    expect(await verdict(asTomas())).toBe('allowed');
  });

  test.each<[string, Setup, by: string]>([
    ['the app may read them', { app: worldGet(world) }, 'app'],
    ['nobody may', nothing, 'snapshot'],
  ])('cannot be read as the administrator now, and %s: that counts, and it is said', async (_, setup, by) => {
    const down = changed(world, { [`${web}/branch-restrictions`]: { status: 503 } });
    const answer = panelOf(await beside(down, world, { ...setup, kept }).look(1));
    expect(answer).toMatchObject({ for: 'administrator', rules: { by } });
  });
});

describe('what is kept for the next viewer', () => {
  test('what the app read, for ten minutes without a call, unless the rules are wanted anew', async () => {
    stopTheClock(Date.parse('2026-11-21T08:00:00Z'));
    const by = 'app';
    const one = beside(developer, world, { app: worldGet(world) });
    const rules = async (payload?: object) => panelOf(await one.look(1, payload)).rules;
    expect(await rules()).toEqual({ by, readAt: '2026-11-21T08:00:00Z' });
    jest.setSystemTime(Date.parse('2026-11-21T08:09:59Z'));
    const before = one.asked.length;
    expect(await rules()).toEqual({ by: 'snapshot', readAt: '2026-11-21T08:00:00Z' });
    expect(callsForRules({ ...one, asked: one.asked.slice(before) })).toEqual([]);
    expect(await rules({ again: true })).toEqual({ by, readAt: '2026-11-21T08:09:59Z' });
    expect(await rules({ again: false })).toEqual({ by: 'snapshot', readAt: '2026-11-21T08:09:59Z' });
    jest.setSystemTime(Date.parse('2026-11-21T08:20:00Z'));
    expect(await rules()).toEqual({ by, readAt: '2026-11-21T08:20:00Z' });
  });

  test('what an administrator read, for ten minutes without a call', async () => {
    stopTheClock(Date.parse('2026-11-21T08:00:00Z'));
    const week = await visited(world);
    const rules = async () => {
      const one = beside(developer, world, { app: worldGet(world), kept: week });
      return { ...panelOf(await one.look(1)).rules, calls: callsForRules(one).length > 0 };
    };
    jest.setSystemTime(Date.parse('2026-11-21T08:09:59Z'));
    expect(await rules()).toEqual({ by: 'snapshot', readAt: '2026-11-21T08:00:00Z', calls: false });
    jest.setSystemTime(Date.parse('2026-11-21T08:10:00Z'));
    expect(await rules()).toEqual({ by: 'app', readAt: '2026-11-21T08:10:00Z', calls: true });
  });

  test('what an administrator read serves others for a week, where the app may not read', async () => {
    stopTheClock(Date.parse('2026-11-21T08:00:00Z'));
    const week = await visited(world);
    jest.setSystemTime(Date.parse('2026-11-28T07:59:00Z'));
    expect(panelOf(await beside(developer, world, { ...nothing, kept: week }).look(1)).rules).toEqual({
      by: 'snapshot',
      readAt: '2026-11-21T08:00:00Z',
    });
    jest.setSystemTime(Date.parse('2026-11-28T08:00:00Z'));
    expect(panelOf(await beside(developer, world, { ...nothing, kept: week }).look(1)).rules).toEqual({
      by: 'nobody',
      because: 'forbidden',
    });
  });

  test.each<[string, Reply, string[], string]>([
    ['restrictions are refused', { status: 403, headers: {}, body: undefined }, ['/branch-restrictions'], 'snapshot'],
    ['they are not shown', { status: 404, headers: {}, body: undefined }, ['/branch-restrictions'], 'snapshot'],
    ['Bitbucket does not answer for them', noAnswer, ['/branch-restrictions'], 'snapshot'],
    [
      'what comes in their place is no list',
      { status: 200, headers: {}, body: '<html>' },
      ['/branch-restrictions'],
      'snapshot',
    ],
    [
      'they are not where they were',
      { status: 302, headers: {}, body: undefined },
      ['/branch-restrictions'],
      'snapshot',
    ],
    [
      'permissions are refused',
      { status: 403, headers: {}, body: undefined },
      ['/permissions/repositories/'],
      'snapshot',
    ],
    [
      'Bitbucket does not answer for permissions, and the own one is known',
      noAnswer,
      ['/permissions/repositories/'],
      'app',
    ],
    ['something else is refused', { status: 403, headers: {}, body: undefined }, ['/projects/'], 'app'],
    [
      'the app needs consent that nobody can give',
      { status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' }, body: '' },
      ['/'],
      'snapshot',
    ],
  ])('an old reading counts where the app cannot read what decides: %s', async (_, reply, parts, by) => {
    stopTheClock(Date.parse('2026-11-21T08:00:00Z'));
    const old = await visited(world);
    jest.setSystemTime(Date.parse('2026-11-22T08:00:00Z'));
    const answer = panelOf(await beside(developer, world, { app: failing(reply, ...parts), kept: old }).look(1));
    expect(answer.rules.by).toBe(by);
    const bare = panelOf(await beside(developer, world, { app: failing(reply, ...parts) }).look(1));
    expect(bare.rules.by).toBe(parts[0] === '/branch-restrictions' || parts[0] === '/' ? 'nobody' : 'app');
  });

  test('an old reading that was half read counts less than what the app can read of the rules', async () => {
    const half = await visited(changed(world, { [`${web}/branch-restrictions`]: { status: 403 } }));
    const app = failing({ status: 403, headers: {}, body: undefined }, '/permissions/repositories/');
    expect(panelOf(await beside(developer, world, { app, kept: half }).look(1)).rules.by).toBe('app');
    expect(panelOf(await beside(developer, world, { ...nothing, kept: half }).look(1)).rules).toEqual({
      by: 'nobody',
      because: 'forbidden',
    });
  });

  test('that Bitbucket refuses the app is remembered for an hour: what was refused is not asked again', async () => {
    stopTheClock(Date.parse('2026-11-21T08:00:00Z'));
    const visit = await visited(world);
    const one = beside(developer, world, nothing);
    const asApp = async (payload?: object) => {
      const before = one.asked.length;
      const answer = panelOf(await one.look(1, payload));
      return {
        answer,
        asked: one.asked
          .slice(before)
          .filter((path) => path.startsWith('app '))
          .map((path) => path.replace(/.*\/|\?.*/g, '')),
      };
    };
    const first = await asApp();
    expect(first.asked).toHaveLength(9);
    expect(first.asked).toContain('branch-restrictions');
    const second = await asApp();
    expect(second.asked).toEqual(['effective-branching-model', 'permissions', 'permissions']);
    expect(second.answer).toEqual(first.answer);
    expect((await asApp({ again: true })).asked).toHaveLength(9);

    for (const [key, value] of visit) one.kept.set(key, value);
    jest.setSystemTime(Date.parse('2026-11-21T08:30:00Z'));
    expect(await asApp()).toMatchObject({ answer: { rules: { by: 'snapshot' } }, asked: [] });
    jest.setSystemTime(Date.parse('2026-11-21T09:30:00Z'));
    expect((await asApp()).asked).toHaveLength(9);
  });

  test('it is forgotten as soon as the app may read', async () => {
    const one = beside(developer, world, nothing);
    await one.look(1);
    const remembered = [...one.kept.keys()].filter((key) => key.startsWith('app-refusals:'));
    expect(remembered).toHaveLength(1);
    const other = beside(developer, world, { app: worldGet(world), kept: one.kept });
    expect(panelOf(await other.look(1)).rules.by).toBe('nobody');
    expect(panelOf(await other.look(1, { again: true })).rules.by).toBe('app');
    expect([...other.kept.keys()].filter((key) => key.startsWith('app-refusals:'))).toEqual([]);
  });

  test.each(['/branch-restrictions', '/permissions/repositories/'])(
    'what comes in place of a list at %s replaces nothing that was kept',
    async (part) => {
      stopTheClock(Date.parse('2026-11-21T08:00:00Z'));
      const old = await visited(world);
      jest.setSystemTime(Date.parse('2026-11-22T08:00:00Z'));
      const one = beside(developer, world, {
        app: failing({ status: 200, headers: {}, body: '<html>' }, part),
        kept: old,
      });
      await one.look(1);
      const snapshots = (of: Map<string, string>) => [...of].filter(([key]) => key.startsWith('snapshot:'));
      expect(snapshots(one.kept)).toEqual(snapshots(old));
    },
  );

  test('a partial reading is not kept, and does not count as fresh', async () => {
    const half = beside(developer, world, { app: failing(noAnswer, '/permissions/repositories/') });
    await half.look(1);
    expect([...half.kept.keys()].filter((key) => key.startsWith('snapshot:'))).toEqual([]);
    const before = await visited(changed(world, { [`${web}/branch-restrictions`]: { status: 403 } }));
    expect(panelOf(await beside(developer, world, { app: worldGet(world), kept: before }).look(1)).rules.by).toBe(
      'app',
    );
  });

  test('no answer from Bitbucket is distinguished from a denial', async () => {
    const one = beside(developer, world, { app: failing(noAnswer, '/branch-restrictions') });
    expect(panelOf(await one.look(1)).rules).toEqual({ by: 'nobody', because: 'unreachable' });
  });

  test('rules that the app read count as read, even if the list was cut short', async () => {
    const [values = []] = [world.replies[`${web}/branch-restrictions`] ?? []]
      .flat()
      .map(({ body }) => (body as { values: unknown[] }).values);
    const app = worldGet(
      changed(world, {
        [`${web}/branch-restrictions`]: {
          status: 200,
          body: { values: [...values, { type: 'error', error: { message: 'The list went on.' } }] },
        },
      }),
    );
    const { rules, outlook } = panelOf(await beside(developer, world, { app }).look(1));
    expect([rules.by, outlook.merge.verdict]).toEqual(['app', 'unknown']);
  });

  test('a store that fails does not fail the panel', async () => {
    for (const [app, by] of [
      [worldGet(world), 'app'],
      [refusing(world), 'nobody'],
    ] as const) {
      const one: Beside = beside(developer, world, {
        app,
        store: () => Promise.reject(new Error('no')),
      });
      expect(panelOf(await one.look(1)).rules.by).toBe(by);
      expect(one.kept.size).toBe(0);
    }
  });
});
