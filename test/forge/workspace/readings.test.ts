import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { stopTime } from '../clock';
import type { HistoryPortion } from '../../../src/panel-calls';
import { house, type House } from './house';
import { historyOf, hour, pass } from './memory';
import { accountOf, town, type Town } from './town';

const morning = Date.parse('2026-11-20T08:00:00Z');
const day = 24 * hour;
const refused = { status: 403, headers: {}, body: undefined };

beforeEach(() => {
  stopTime(morning);
});
afterEach(() => {
  jest.useRealTimers();
});

function uuid(it: Town, at: number): string {
  return it.homes[at]?.uuid ?? '';
}

async function readByApp(app: House): Promise<void> {
  await app.schedule();
  await app.work();
}

test('a row is judged with what administrators supplied, as the settings page is', async () => {
  const it = town(1);
  const app = house(it);
  const mainOf = async () => (await app.rows('owner'))['repo-0']?.digest;
  await app.ask('owner', 'readRepository', { repository: uuid(it, 0) });
  expect(await mainOf()).toMatchObject({ main: { value: { branch: 'main', people: 1 } } });
  const rules = [{ kind: 'push', pattern: 'm*', users: [accountOf(it, 'dev')], groups: [] }];
  await app.panel('owner', 'saveProjectRules', uuid(it, 0), { rules, whole: true });
  pass(60_000);
  await app.ask('owner', 'readRepository', { repository: uuid(it, 0) });
  expect(await mainOf()).toMatchObject({ main: { value: { branch: 'main', people: 2 } } });
});

test('that somebody gained is still told after a later change by which nobody did', async () => {
  const it = town(1);
  const app = house(it);
  const [home] = it.homes;
  if (!home) throw new Error('There is one.');
  await app.ask('owner', 'readRepository', { repository: home.uuid });
  pass(day);
  home.rules = [{ id: 1, kind: 'push', pattern: 'main', users: ['keeper', 'dev'] }];
  await app.ask('owner', 'readRepository', { repository: home.uuid });
  const [before] = Object.values(await app.rows('owner'));
  expect(before).toMatchObject({ changed: { to: '2026-11-21T08:00:00Z', gained: 1, lost: 0 } });
  expect(before).not.toHaveProperty('turned');
  pass(day);
  home.slug = 'renamed';
  await app.ask('owner', 'readRepository', { repository: home.uuid });
  pass(day);
  await app.ask('owner', 'readRepository', { repository: home.uuid });
  expect((await app.rows('owner'))['renamed']).toMatchObject({
    changed: { to: '2026-11-22T08:00:00Z', gained: 0, lost: 0 },
    turned: { from: '2026-11-20T08:00:00Z', to: '2026-11-21T08:00:00Z', gained: 1, lost: 0 },
  });
});

describe('where the app may not read restrictions', () => {
  function closed(): Town {
    const it = town(3);
    it.instead = (path, who) => (who === 'app' && path.includes('/branch-restrictions') ? refused : undefined);
    return it;
  }

  test('the row says so, and the reading as the viewer fills it', async () => {
    const it = closed();
    const app = house(it);
    await readByApp(app);
    const before = (await app.rows('owner'))['repo-1'];
    expect(before).toMatchObject({ by: 'app' });
    expect(JSON.stringify(before?.digest)).toContain('"forbidden"');
    pass(60_000);
    const answer = await app.ask('owner', 'readRepository', { repository: uuid(it, 1) });
    const after = (await app.rows('owner'))['repo-1'];
    expect(answer).toEqual({ row: after });
    expect(after).toMatchObject({
      by: 'viewer',
      digest: { readAt: '2026-11-20T08:01:00Z', problems: expect.anything() },
    });
    expect(JSON.stringify(after?.digest)).not.toContain('"forbidden"');
  });

  test('what the app sees later takes the place of nothing, and no gap becomes a change', async () => {
    const it = closed();
    const app = house(it);
    await readByApp(app);
    pass(60_000);
    await app.ask('owner', 'readRepository', { repository: uuid(it, 1) });
    for (const hours of [6, 12, 18]) {
      jest.setSystemTime(morning + hours * hour);
      await readByApp(app);
    }
    expect((await app.rows('owner'))['repo-1']).toMatchObject({
      by: 'viewer',
      digest: { readAt: '2026-11-20T08:01:00Z' },
      tried: { at: '2026-11-21T02:00:00Z', gap: { of: { what: 'restrictions' }, because: 'forbidden', reader: 'app' } },
    });
    for (const at of [0, 1, 2]) expect(await historyOf(app, uuid(it, at))).toEqual([]);
    pass(60_000);
    await app.ask('owner', 'readRepository', { repository: uuid(it, 1) });
    const row = (await app.rows('owner'))['repo-1'];
    expect(row).toMatchObject({ by: 'viewer', digest: { readAt: '2026-11-21T02:01:00Z' } });
    expect(row).not.toHaveProperty('tried');
    expect(await historyOf(app, uuid(it, 1))).toEqual([]);
  });

  test('what changed between two readings as the viewer is told, whatever the app saw meanwhile', async () => {
    const it = closed();
    const app = house(it);
    await app.ask('owner', 'readRepository', { repository: uuid(it, 1) });
    const [, home] = it.homes;
    if (home) home.rules = [];
    jest.setSystemTime(morning + hour);
    await readByApp(app);
    expect(await historyOf(app, uuid(it, 1))).toEqual([]);
    jest.setSystemTime(morning + 2 * hour);
    await app.ask('owner', 'readRepository', { repository: uuid(it, 1) });
    const [change, ...others] = await historyOf(app, uuid(it, 1));
    expect(change).toMatchObject({
      from: '2026-11-20T08:00:00Z',
      to: '2026-11-20T10:00:00Z',
      changed: [{ changed: 'restriction-removed' }],
    });
    expect(others).toEqual([]);
    expect((await app.rows('owner'))['repo-1']?.changed).toEqual({
      from: '2026-11-20T08:00:00Z',
      to: '2026-11-20T10:00:00Z',
      gained: 2,
      lost: 0,
    });
  });
});

test('it is no change that somebody else read it', async () => {
  const it = town(1);
  const app = house(it);
  for (let hours = 0; hours < 4; hours += 1) {
    jest.setSystemTime(morning + hours * hour);
    await readByApp(app);
    pass(60_000);
    for (const who of ['owner', 'keeper']) {
      pass(60_000);
      expect(await app.ask(who, 'readRepository', { repository: uuid(it, 0) })).toHaveProperty('row.by', 'viewer');
    }
  }
  expect(await historyOf(app, uuid(it, 0))).toEqual([]);
  expect((await app.rows('owner'))['repo-0']).not.toHaveProperty('changed');
});

test('two who read at the same time leave one history', async () => {
  const it = town(1);
  const app = house(it);
  const [home] = it.homes;
  await app.ask('owner', 'readRepository', { repository: uuid(it, 0) });
  for (let hours = 1; hours < 5; hours += 1) {
    jest.setSystemTime(morning + hours * hour);
    if (home) home.levels['guest'] = hours % 2 ? 'write' : 'read';
    await Promise.all([
      app.ask('owner', 'readRepository', { repository: uuid(it, 0) }),
      app.ask('owner', 'readRepository', { repository: uuid(it, 0) }).catch(() => undefined),
      app.ask('owner', 'readRepository', { repository: uuid(it, 0) }).catch(() => undefined),
      readByApp(app),
    ]);
  }
  const changes = await historyOf(app, uuid(it, 0));
  expect(changes.map(({ to }) => to)).toEqual(['12', '11', '10', '09'].map((at) => `2026-11-20T${at}:00:00Z`));
});

test('a reading that was overtaken takes the place of none', async () => {
  const it = town(1);
  const app = house(it);
  // Bitbucket is slow to answer the first who asks.
  let release: () => void = () => undefined;
  const slow = new Promise<void>((done) => (release = done));
  const before = it.as;
  let isFirst = true;
  it.as = (who) => async (path) => {
    const answer = await before(who)(path);
    if (isFirst && path.includes('/branch-restrictions')) {
      isFirst = false;
      await slow;
    }
    return answer;
  };
  const first = app.ask('owner', 'readRepository', { repository: uuid(it, 0) });
  await new Promise((done) => setImmediate(done));
  pass(30_000);
  const [home] = it.homes;
  if (home) home.rules = [];
  await app.ask('owner', 'readRepository', { repository: uuid(it, 0) });
  release();
  expect(await first).toMatchObject({ row: { digest: { readAt: '2026-11-20T08:00:30Z' } } });
  expect((await app.rows('owner'))['repo-0']).toMatchObject({ digest: { readAt: '2026-11-20T08:00:30Z' } });
  expect(await historyOf(app, uuid(it, 0))).toEqual([]);
});

describe('how long readings are kept', () => {
  test('ninety days, unless an administrator of the workspace says otherwise', async () => {
    const app = house(town(1));
    expect(await app.ask('owner', 'workspace')).toMatchObject({ days: 90, reading: null, rows: [] });
    expect(await app.ask('owner', 'keepDays', { days: 7 })).toEqual({ days: 7 });
    expect(await app.ask('owner', 'workspace')).toMatchObject({ days: 7 });
    expect(await app.ask('keeper', 'workspace')).toMatchObject({ days: 7 });
    for (const who of ['keeper', 'dev', 'guest'])
      expect(await app.ask(who, 'keepDays', { days: 366 })).toEqual({ cannotRead: { because: 'not-administrator' } });
    expect(await app.ask('owner', 'workspace')).toMatchObject({ days: 7 });
  });

  test.each([0, -1, 367, 1.5, '7', null, Number.NaN])('never for %p days', async (days) => {
    const app = house(town(1));
    await expect(app.ask('owner', 'keepDays', { days })).rejects.toThrow(
      '`keepDays` takes `days`, a whole number from 1 to 366.',
    );
  });

  test('a repository that is gone from the list stays until then, and is dropped after it', async () => {
    const it = town(2);
    const app = house(it);
    await app.ask('owner', 'keepDays', { days: 2 });
    await readByApp(app);
    const [gone] = it.homes.splice(1);
    for (let days = 1; days < 4; days += 1) {
      jest.setSystemTime(morning + days * day - 60_000);
      await readByApp(app);
      expect(Object.keys(await app.rows('owner'))).toEqual(days < 3 ? ['repo-0', 'repo-1'] : ['repo-0']);
    }
    // What is kept of it, Forge deletes by itself.
    expect([...app.lives].filter(([key]) => key.includes(gone?.uuid.slice(1, -1) ?? '?'))).not.toEqual([]);
    for (const [key, life] of app.lives)
      if (key.startsWith('workspace-row:')) expect(life).toMatch(/^(?:4[78]|1) HOURS$/);
  });

  test('changes are told for that long, and then the history begins later', async () => {
    const it = town(1);
    const app = house(it);
    await app.ask('owner', 'keepDays', { days: 3 });
    const [home] = it.homes;
    for (let days = 0; days < 6; days += 1) {
      jest.setSystemTime(morning + days * day);
      if (home) home.levels['guest'] = days % 2 ? 'write' : 'read';
      await readByApp(app);
    }
    expect((await historyOf(app, uuid(it, 0))).map(({ to }) => to)).toEqual(
      ['25', '24', '23'].map((at) => `2026-11-${at}T08:00:00Z`),
    );
    expect(await app.panel('owner', 'history', uuid(it, 0))).toMatchObject({ first: '2026-11-22T08:00:00Z' });
    await app.ask('owner', 'keepDays', { days: 1 });
    expect(await historyOf(app, uuid(it, 0))).toHaveLength(1);
    expect(await app.panel('owner', 'history', uuid(it, 0))).toMatchObject({ first: '2026-11-24T08:00:00Z' });
    pass(day);
    expect(await app.panel('owner', 'history', uuid(it, 0))).toEqual({ changes: [] });
    expect(await app.rows('owner')).toEqual({});
  });
});

describe('the history of a repository', () => {
  test('comes in portions, latest first, and says since when there are readings', async () => {
    const it = town(1);
    const app = house(it);
    const [home] = it.homes;
    for (let hours = 0; hours < 46; hours += 1) {
      jest.setSystemTime(morning + hours * hour);
      if (home) home.levels['guest'] = hours % 2 ? 'write' : 'read';
      await readByApp(app);
    }
    const first = (await app.panel('keeper', 'history', uuid(it, 0))) as HistoryPortion;
    expect(first).toMatchObject({ first: '2026-11-20T08:00:00Z', last: '2026-11-22T05:00:00Z' });
    expect(first.changes).toHaveLength(20);
    const second = (await app.panel('keeper', 'history', uuid(it, 0), { next: first.next })) as HistoryPortion;
    expect(second.changes).toHaveLength(20);
    const all = await historyOf(app, uuid(it, 0), 'keeper');
    expect(all).toHaveLength(45);
    expect(all.map(({ to }) => to)).toEqual(
      all
        .map(({ to }) => to)
        .sort()
        .reverse(),
    );
    for (const [at, { from }] of all.entries()) expect(from).toBe(all[at + 1]?.to ?? '2026-11-20T08:00:00Z');
  });

  test('is empty where nothing was read, and where nothing changed says when it was read', async () => {
    const it = town(1);
    const app = house(it);
    expect(await app.panel('keeper', 'history', uuid(it, 0))).toEqual({ changes: [] });
    await readByApp(app);
    expect(await app.panel('keeper', 'history', uuid(it, 0))).toEqual({
      changes: [],
      first: '2026-11-20T08:00:00Z',
      last: '2026-11-20T08:00:00Z',
    });
  });

  test.each([['garbage'], ['../other'], [7], ['20261120T080000Z-20261120T090000Z'], ['']])(
    'goes on with no %p',
    async (next) => {
      const it = town(1);
      const app = house(it);
      await expect(app.panel('keeper', 'history', uuid(it, 0), { next })).rejects.toThrow(
        '`history` takes `next`, as an earlier portion gave it, or nothing.',
      );
    },
  );
});

test('changes for thousands of people are kept and told', async () => {
  const it = town(1, [
    'owner',
    'keeper',
    'dev',
    'guest',
    ...Array.from({ length: 2_000 }, (_, at) => `p${String(at)}`),
  ]);
  const [home] = it.homes;
  for (const name of it.people) if (home && !home.levels[name]) home.levels[name] = 'write';
  const app = house(it);
  await app.ask('owner', 'readRepository', { repository: uuid(it, 0) });
  jest.setSystemTime(morning + hour);
  if (home) home.rules = [];
  expect(await app.ask('owner', 'readRepository', { repository: uuid(it, 0) })).toMatchObject({
    row: { changed: { gained: 2_003 } },
  });
  expect(await historyOf(app, uuid(it, 0))).toMatchObject([{ changed: [{ changed: 'restriction-removed' }] }]);
  for (const value of app.kept.values()) expect(Buffer.byteLength(value)).toBeLessThan(240 * 1024);
});
