import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Place } from '../../../src/sandbox/bitbucket/places';
import { workspacePlace } from '../../../src/sandbox/bitbucket/workspace/place';
import type { Host, Surface } from '../../../src/sandbox/host/host';
import { standIn, type StandIn } from '../stand-in';

const hour = 3_600_000;
let app: StandIn;
let host: Host;
let place: Place;
beforeAll(() => {
  app = standIn();
});
afterAll(() => {
  app.remove();
});
beforeEach(() => {
  host = app.start();
  place = workspacePlace();
  host.beginAnew(place);
});

function surfaceOf(on: Host, over: Place, viewer = 'administrator', repository?: string): Surface {
  const seat = over.open(viewer, undefined, repository);
  const module = on.manifest.modules.find(({ key }) => key === (repository === undefined ? 'workspace' : 'settings'));
  if (!seat || !module) throw new Error(`There is no ${viewer} of the workspace.`);
  return { place: over, seat, module };
}

async function call(functionKey: string, payload?: unknown, on = host, over = place): Promise<unknown> {
  return on.invoke(surfaceOf(on, over), { functionKey, payload });
}

async function kept(key: string): Promise<unknown> {
  const answer = (await call('kvs', { call: 'get', args: [key] })) as { value?: unknown };
  return answer.value;
}

interface Noted {
  name: string;
  retryCount: number;
  retryData?: unknown;
  atOnce: number;
  at: number;
}

async function noted(): Promise<Noted[]> {
  await host.idle();
  return ((await kept('noted')) ?? []) as Noted[];
}

interface Sent {
  body: Record<string, unknown>;
  delayInSeconds?: number;
  concurrency?: { key: string; limit: number };
}

function push(...events: Sent[]): Promise<unknown> {
  return call('push', { queue: 'jobs', events });
}

describe('what is told over a workspace', () => {
  test('the page of the workspace names the workspace alone', async () => {
    const uuid = '{d94461d5-cacd-4425-bc75-237e25049ac0}';
    const { context } = (await call('context')) as { context: { workspaceId: string; extension: object } };
    expect(context.workspaceId).toBe(uuid);
    expect(context.extension).toEqual({
      type: 'bitbucket:workspaceGlobalPage',
      workspace: { uuid },
      location: expect.stringMatching(/^https:\/\/bitbucket\.org\/acme\/workspace\/forge\/[^/]+\/[^/]+\/workspace$/),
    });
  });

  test('the settings page of one of its repositories names that repository', async () => {
    const surface = surfaceOf(host, place, 'administrator', 'payments');
    expect(await host.invoke(surface, { functionKey: 'context' })).toMatchObject({
      context: { extension: { repository: { uuid: surface.seat.repository.uuid } } },
    });
    expect(surface.seat.repository.full_name).toBe('acme/payments');
  });
});

describe('what is scheduled', () => {
  test('runs as nobody, when asked to, and is told which installation it is of', async () => {
    await host.runScheduled(place);
    expect(await kept('scheduled')).toMatchObject({
      request: { context: { moduleKey: 'hourly' } },
      context: {
        installContext: 'ari:cloud:bitbucket::workspace/d94461d5-cacd-4425-bc75-237e25049ac0',
        environmentType: 'DEVELOPMENT',
      },
    });
    expect((await kept('scheduled')) as object).not.toHaveProperty('context.principal');
  });

  test('says that it failed, and is not tried again', async () => {
    await call('kvs', { call: 'set', args: ['schedule', { fails: true }] });
    await host.runScheduled(place);
    expect(host.background(place)).toMatchObject({
      running: 0,
      failed: 'The scheduled function hourly failed: the schedule fails on purpose',
    });
    expect(await kept('scheduled')).toBeUndefined();
  });

  test('may run twice at the same time', async () => {
    await Promise.all([host.runScheduled(place), host.runScheduled(place)]);
    expect(host.background(place).running).toBe(0);
    expect(await kept('scheduled')).toBeDefined();
  });
});

describe('time', () => {
  test('is what its clock shows, to handlers and to the storage', async () => {
    host.moveTime(place, 3 * 24 * hour);
    const { now, made, given } = (await call('time')) as { now: number; made: number; given: number };
    const expected = Date.now() + 3 * 24 * hour;
    for (const one of [now, made, host.background(place).now]) expect(Math.abs(one - expected)).toBeLessThan(60_000);
    expect(given).toBe(5);
    await call('kvs', { call: 'set', args: ['short', 1, { ttl: { value: 2, unit: 'HOURS' } }] });
    host.moveTime(place, 1.9 * hour);
    expect(await kept('short')).toBe(1);
    host.moveTime(place, 0.2 * hour);
    expect(await kept('short')).toBeUndefined();
  });

  test('is the machine’s own elsewhere, at the same time', async () => {
    host.moveTime(place, 24 * hour);
    const other: Place = { ...workspacePlace(), name: 'other', storage: 'other' };
    const [here, there] = (await Promise.all([call('time'), call('time', undefined, host, other)])) as {
      now: number;
    }[];
    expect((here?.now ?? 0) - (there?.now ?? 0)).toBeGreaterThan(23 * hour);
    expect(Math.abs(Date.now() - (there?.now ?? 0))).toBeLessThan(60_000);
  });

  test('stays moved after a restart, and what was kept stays kept', async () => {
    host.moveTime(place, 5 * hour);
    await call('kvs', { call: 'set', args: ['key', 'value'] });
    const again = app.start();
    const after = workspacePlace();
    expect(again.background(after).now - Date.now()).toBeGreaterThan(4.9 * hour);
    expect(after.clock).toEqual(place.clock);
    expect(await call('kvs', { call: 'get', args: ['key'] }, again, after)).toEqual({ value: 'value' });
  });

  test('moved while a handler runs, is moved for it too', async () => {
    await push({ body: { does: 'note', name: 'slow', wait: 150 } });
    await new Promise((done) => setTimeout(done, 50));
    expect(host.background(place).running).toBe(1);
    host.moveTime(place, hour);
    const [entry] = await noted();
    expect((entry?.at ?? 0) - Date.now()).toBeGreaterThan(0.9 * hour);
  });

  test('a delayed event comes when its time has come, by the clock', async () => {
    await push({ body: { does: 'note', name: 'later' }, delayInSeconds: 900 });
    expect(await noted()).toEqual([]);
    expect(host.background(place)).toMatchObject({ waiting: 1, running: 0 });
    host.moveTime(place, hour / 6);
    expect(await noted()).toEqual([]);
    host.moveTime(place, hour / 6);
    expect(await noted()).toMatchObject([{ name: 'later' }]);
    expect(host.background(place).waiting).toBe(0);
  });
});

describe('events', () => {
  test('come again where their consumer asks for it, by the clock, with what it handed over', async () => {
    await push({ body: { does: 'note', name: 'again', retries: 2, after: 600 } });
    expect(await noted()).toMatchObject([{ retryCount: 0 }]);
    host.moveTime(place, 11 * 60_000);
    host.moveTime(place, 11 * 60_000);
    await noted();
    host.moveTime(place, 11 * 60_000);
    expect((await noted()).map(({ retryCount, retryData }) => [retryCount, retryData])).toEqual([
      [0, undefined],
      [1, { name: 'again' }],
      [2, { name: 'again' }],
    ]);
  });

  test('come four times more at most', async () => {
    await push({ body: { does: 'note', name: 'stubborn', retries: 100, after: 1 } });
    for (let at = 0; at < 8; at += 1) {
      await noted();
      host.moveTime(place, 2_000);
    }
    expect((await noted()).map(({ retryCount }) => retryCount)).toEqual([0, 1, 2, 3, 4]);
    expect(host.background(place).failed).toBe('The consumer of the queue jobs asked too often to be called again.');
  });

  test('that fail are said, and do not come again', async () => {
    await push({ body: { does: 'fail' } }, { body: { does: 'note', name: 'next' } });
    expect(await noted()).toMatchObject([{ name: 'next' }]);
    expect(host.background(place)).toMatchObject({
      waiting: 0,
      running: 0,
      failed: 'The consumer of the queue jobs failed: the work fails on purpose',
    });
  });

  test('with the same key are worked off as many at a time as they say', async () => {
    const concurrency = { key: 'one', limit: 1 };
    await push(...['a', 'b', 'c'].map((name) => ({ body: { does: 'note', name, wait: 20 }, concurrency })));
    const all = await noted();
    expect(all.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(all.map(({ atOnce }) => atOnce)).toEqual([1, 1, 1]);
  });

  test('without one are worked off side by side', async () => {
    await push(...['a', 'b', 'c'].map((name) => ({ body: { does: 'note', name, wait: 200 } })));
    await new Promise((done) => setTimeout(done, 50));
    expect(host.background(place).running).toBe(3);
    await host.idle();
    expect(host.background(place).running).toBe(0);
  });

  test.each([
    ['51 at once', Array.from({ length: 51 }, () => ({ body: {} })), 400],
    ['none', [], 400],
    ['a delay of more than 15 minutes', [{ body: {}, delayInSeconds: 901 }], 400],
    ['no seat', [{ body: {}, concurrency: { key: 'a', limit: 0 } }], 400],
    ['more than 200 KB', [{ body: { text: 'x'.repeat(210_000) } }], 413],
  ])('are not taken: %s', async (_, events, status) => {
    expect(await call('push', { queue: 'jobs', events })).toEqual({ status });
  });

  test('twice and in any order, all come twice, whatever the order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), async (numbers) => {
        const over = workspacePlace();
        const on = app.start(() => numbers.next().value as number);
        on.beginAnew(over);
        on.setUnruly(over, true);
        const names = ['a', 'b', 'c', 'd'];
        const concurrency = { key: 'one', limit: 1 };
        const events = names.map((name) => ({ body: { does: 'note', name }, concurrency }));
        await call('push', { queue: 'jobs', events }, on, over);
        on.moveTime(over, 5_000);
        await on.idle();
        const { value } = (await call('kvs', { call: 'get', args: ['noted'] }, on, over)) as { value: Noted[] };
        expect(value.map(({ name }) => name).sort()).toEqual([...names, ...names].sort());
      }),
      { numRuns: 10 },
    );
  });

  test('come in another order then', async () => {
    const numbers = [0.9, 0.1, 0.5, 0.2, 0.7, 0.3];
    let at = 0;
    const on = app.start(() => numbers[at++ % numbers.length] ?? 0);
    on.beginAnew(place);
    on.setUnruly(place, true);
    const events = ['a', 'b', 'c'].map((name) => ({
      body: { does: 'note', name },
      concurrency: { key: 'one', limit: 1 },
    }));
    await call('push', { queue: 'jobs', events }, on);
    on.moveTime(place, 5_000);
    await on.idle();
    const { value } = (await call('kvs', { call: 'get', args: ['noted'] }, on)) as { value: Noted[] };
    expect(value.map(({ name }) => name).join('')).not.toBe('aabbcc');
    expect(on.background(place).isUnruly).toBe(true);
  });
});

describe('to begin anew', () => {
  const file = () => path.join(app.folder, 'storage', 'workspace.json');

  test('forgets what was kept and what waits, and sets the clock back', async () => {
    host.moveTime(place, 100 * hour);
    await call('kvs', { call: 'set', args: ['key', 1] });
    await push({ body: { does: 'note', name: 'later' }, delayInSeconds: 60 });
    host.beginAnew(place);
    expect(existsSync(file())).toBe(false);
    expect(await kept('key')).toBeUndefined();
    expect(Math.abs(host.background(place).now - Date.now())).toBeLessThan(60_000);
    host.moveTime(place, hour);
    expect(await noted()).toEqual([]);
  });

  test('what still runs writes into what is gone', async () => {
    await push({ body: { does: 'note', name: 'slow', wait: 100 } });
    await new Promise((done) => setTimeout(done, 30));
    host.beginAnew(place);
    await new Promise((done) => setTimeout(done, 200));
    expect(await noted()).toEqual([]);
  });
});

describe('a large storage', () => {
  const file = () => path.join(app.folder, 'storage', 'workspace.json');
  const large = 'x'.repeat(200_000);

  test('is written a moment later, and whole when asked to', async () => {
    await call('kvs', { call: 'set', args: ['first', large] });
    await call('kvs', { call: 'set', args: ['second', large] });
    await call('kvs', { call: 'set', args: ['third', 'small'] });
    expect(readFileSync(file(), 'utf8')).not.toContain('third');
    host.flush();
    expect(readFileSync(file(), 'utf8')).toContain('third');
  });

  test('is written by itself too', async () => {
    await call('kvs', { call: 'set', args: ['first', large] });
    await call('kvs', { call: 'set', args: ['second', large] });
    await call('kvs', { call: 'set', args: ['third', 'small'] });
    await new Promise((done) => setTimeout(done, 1_200));
    expect(readFileSync(file(), 'utf8')).toContain('third');
  });
});
