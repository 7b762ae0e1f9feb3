import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { inRealTime, noAnswer, type Get, type Reply } from '../../../src/bitbucket/port/port';
import { worldGet } from '../../../src/bitbucket/worlds/world';
import { bareId } from '../../../src/forge/place';
import { largeWorld } from '../../../src/sandbox/bitbucket/large-world';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { builds, changed, refusing, type Builds } from './builds';
import { stopTheClock } from '../clock';
import { placeOf } from '../host';

const world = savedWorld('ordinary-team');
const web = '/2.0/repositories/acme/web';
/** The same team without a branch restriction: then Ana may push to main. */
const open = changed(world, { [`${web}/branch-restrictions`]: { status: 200, body: { values: [] } } });
const main = { repository: 'acme/web', branch: 'main', actor: 'ana' };
const id = bareId(placeOf(world).slug);
const second = 1_000;
const minute = 60 * second;
const start = Date.parse('2026-11-21T08:00:00Z');
const down = (status: number, headers: Record<string, string> = {}): Reply => ({ status, headers, body: '' });

beforeEach(() => {
  stopTheClock(start);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** The clock goes on by as much as anybody waits. */
function passing(milliseconds: number): Promise<void> {
  jest.setSystemTime(Date.now() + milliseconds);
  return Promise.resolve();
}

/** Numbers from 0 to 1, always the same (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bitbucket as it answers the app at this moment, and what it was asked. */
function bitbucket(answer: (path: string) => Get | Reply | Promise<Reply>): {
  get: Get;
  asked: { path: string; at: number }[];
} {
  const asked: { path: string; at: number }[] = [];
  return {
    asked,
    get: async (path) => {
      asked.push({ path, at: Date.now() });
      const found = await answer(path);
      return typeof found === 'function' ? found(path) : found;
    },
  };
}

const calm = worldGet(world);
type Answer = Awaited<ReturnType<Builds['ask']>>;
const statuses = (answers: Answer[], status: number) => answers.filter((one) => one.status === status);
const readAt = ({ body }: Answer) => Date.parse(String(body['readAt']));

describe('side by side', () => {
  /** A store and a Bitbucket that take their time, up to 15 and 60 milliseconds for a call. */
  function unsteady(seed: number): { one: Builds; asked: unknown[] } {
    const next = chance(seed);
    jest.spyOn(Math, 'random').mockImplementation(next);
    const { get, asked } = bitbucket(async (path) => inRealTime(next() * 60).then(() => calm(path)));
    return { one: builds(world, get, () => inRealTime(next() * 15), inRealTime), asked };
  }

  test.each([1, 2, 3])(
    '300 calls at once: one reading, at most sixty answers, and 429 for the rest (seed %i)',
    async (seed) => {
      const { one, asked } = unsteady(seed);
      const key = await one.key();
      const before = one.stored.length;
      const answers = await Promise.all(Array.from({ length: 300 }, () => one.ask(key, { body: main })));
      expect(asked).toHaveLength(9);
      expect(statuses(answers, 200).length).toBeGreaterThan(50);
      expect(statuses(answers, 200).length).toBeLessThanOrEqual(60);
      expect(statuses(answers, 429)).toHaveLength(300 - statuses(answers, 200).length);
      for (const { response } of statuses(answers, 429))
        expect(Number(response.headers['retry-after']?.[0])).toBeGreaterThan(0);
      expect(new Set(statuses(answers, 200).map(({ response }) => response.body)).size).toBe(1);
      // Each waiting caller looks for the reading a few times.
      expect((one.stored.length - before) / 300).toBeLessThan(15);
    },
  );

  test('sixty calls at once are all answered', async () => {
    const { one, asked } = unsteady(4);
    const key = await one.key();
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, at) => one.ask(key, { body: { ...main, branch: `b${String(at)}` } })),
    );
    expect([statuses(answers, 200).length, asked.length]).toEqual([60, 9]);
  });

  test('who comes to read a moment after another has read uses what that one read', async () => {
    const state: { meanwhile?: () => Promise<unknown> } = {};
    const { get, asked } = bitbucket(() => calm);
    const one: Builds = builds(world, get, async () => {
      const { meanwhile } = state;
      if (!meanwhile || (one.stored.at(-1) ?? '') !== `set check-turn:${id}`) return;
      delete state.meanwhile;
      await meanwhile();
    });
    const key = await one.key();
    state.meanwhile = () => one.ask(key, { body: main });
    expect((await one.ask(key, { body: main })).body).toMatchObject({
      verdict: 'denied',
      readAt: '2026-11-21T08:00:00Z',
    });
    expect(state.meanwhile).toBeUndefined();
    expect(asked).toHaveLength(9);
  });

  test('keys of one repository share a reading', async () => {
    const { one, asked } = unsteady(5);
    const keys = [await one.key(), await one.key()];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => one.ask(keys[at % 2] ?? { id: '', secret: '', url: '' }, { body: main })),
    );
    expect([statuses(answers, 200).length, asked.length]).toEqual([40, 9]);
  });

  test('a large repository, whose facts take more than one value of the store', async () => {
    const large = largeWorld();
    const { get, asked } = bitbucket(() => worldGet(large));
    const one = builds(large, get, () => inRealTime(2), inRealTime);
    const key = await one.key();
    const { body } = await one.ask(key, {
      body: { repository: placeOf(large).slug, branch: 'main', actor: 'pipelines' },
    });
    const calls = asked.length;
    const answers = await Promise.all(
      Array.from({ length: 3 }, () =>
        one.ask(key, { body: { repository: placeOf(large).slug, branch: 'main', actor: 'pipelines' } }),
      ),
    );
    expect(answers.map((answer) => answer.body)).toEqual(answers.map(() => body));
    expect(asked).toHaveLength(calls);
  });
});

describe('a minute', () => {
  test('changed rules are seen within a minute, and until then the answer says how old it is', async () => {
    const rules = { now: world };
    const { get } = bitbucket(() => worldGet(rules.now));
    const one = builds(world, get);
    const key = await one.key();
    expect((await one.ask(key, { body: main })).body).toMatchObject({
      verdict: 'denied',
      source: 'bitbucket',
      readAt: '2026-11-21T08:00:00Z',
      expiresAt: '2026-11-21T08:01:00Z',
    });
    rules.now = open;
    await passing(59 * second);
    expect((await one.ask(key, { body: main })).body).toMatchObject({
      verdict: 'denied',
      source: 'bitbucket',
      readAt: '2026-11-21T08:00:00Z',
      expiresAt: '2026-11-21T08:01:00Z',
    });
    await passing(second);
    expect((await one.ask(key, { body: main })).body).toMatchObject({
      verdict: 'allowed',
      source: 'bitbucket',
      readAt: '2026-11-21T08:01:00Z',
      expiresAt: '2026-11-21T08:02:00Z',
    });
  });

  test('a call that is sent again is answered, is counted, and costs nothing of Bitbucket', async () => {
    const { get, asked } = bitbucket(() => calm);
    const one = builds(world, get);
    const key = await one.key();
    const call = { body: main, at: Date.now() };
    const answers: Answer[] = [];
    for (let at = 0; at < 61; at++) answers.push(await one.ask(key, call));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 60 }, () => 200), 429]);
    expect(asked).toHaveLength(9);
  });

  test.each<[string, Get, object]>([
    ['that the app may not see much', refusing(world), { verdict: 'unknown', source: 'bitbucket' }],
    ['that it may see nothing', () => Promise.resolve(down(404)), { verdict: 'unknown', source: 'bitbucket' }],
    [
      'that consent is missing',
      () => Promise.resolve(down(401, { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' })),
      { verdict: 'unknown', source: 'bitbucket' },
    ],
  ])('%s is an answer too, and kept as long', async (_, get, expected) => {
    const counted = bitbucket(() => get);
    const one = builds(world, counted.get);
    const key = await one.key();
    for (let at = 0; at < 60; at++) {
      expect((await one.ask(key, { body: main })).body).toMatchObject(expected);
      await passing(999);
    }
    const once = counted.asked.length;
    // Owners by the filter, and everybody where nobody's permission is shown.
    expect(once).toBeLessThanOrEqual(10);
    await passing(second);
    await one.ask(key, { body: main });
    expect(counted.asked.length).toBeGreaterThan(once);
  });

  test('an app that may see nothing any more answers no longer from when it did', async () => {
    const state: { get: Get } = { get: calm };
    const one = builds(world, (path) => state.get(path));
    const key = await one.key();
    expect((await one.ask(key, { body: main })).body).toMatchObject({ verdict: 'denied' });
    state.get = () => Promise.resolve(down(404));
    await passing(minute);
    expect((await one.ask(key, { body: main })).body).toMatchObject({ verdict: 'unknown' });
  });
});

test('sixty questions a minute for an hour use less than a third of the limit, and every answer is as old as it says', async () => {
  // The restriction comes and goes, every seven minutes.
  const at = (time: number) => (Math.floor((time - start) / (7 * minute)) % 2 === 0 ? world : open);
  const { get, asked } = bitbucket(() => worldGet(at(Date.now())));
  const one = builds(world, get);
  const key = await one.key();
  let oldest = 0;
  const ages: number[] = [];
  for (let check = 0; check < 3_600; check++) {
    const answer = await one.ask(key, { body: main });
    expect(answer.status).toBe(200);
    expect(answer.body['verdict']).toBe(at(readAt(answer)) === world ? 'denied' : 'allowed');
    const age = Date.now() - readAt(answer);
    const left = Date.parse(String(answer.body['expiresAt'])) - Date.now();
    if (answer.body['source'] !== 'bitbucket' || age < 0 || left > Math.max(0, minute - age))
      throw new Error(`wrong: ${answer.response.body}`);
    oldest = Math.max(oldest, age);
    if (check < 18 * 60) ages.push(age);
    // Long expired: the stand-in keeps them for ever, and a query would go through them all.
    if (check % 600 === 0)
      for (const name of one.kept.keys()) if (name.startsWith('check-calls:')) one.kept.delete(name);
    await passing(second);
  }
  expect(asked.length).toBeLessThan(1_000 / 3);
  expect(Math.max(...ages)).toBeLessThan(minute);
  expect(oldest).toBeLessThan(200 * second);
  expect(oldest).toBeGreaterThan(minute);
});

describe('where a reading fails', () => {
  test.each<[string, Reply, number]>([
    ['429', down(429), 60],
    ['429, for a while', down(429, { 'retry-after': '300' }), 300],
    ['500', down(500), 10],
    ['503', down(503, { 'retry-after': '600' }), 10],
    ['no answer', noAnswer, 10],
    ['a page in place of JSON', { status: 200, headers: {}, body: '<html>' }, 10],
  ])('%s: nothing is asked for a while, and then only whether it is over', async (_, reply, rest) => {
    const state: { get: Get } = { get: () => Promise.resolve(reply) };
    const { get, asked } = bitbucket(() => state.get);
    const one = builds(world, get);
    const key = await one.key();
    const first = await one.ask(key, { body: main });
    expect([first.status, Number(first.response.headers['retry-after']?.[0])]).toEqual([503, Math.max(30, rest)]);
    const calls = asked.length;
    await passing(rest * second - 1);
    expect((await one.ask(key, { body: main })).status).toBe(503);
    expect(asked).toHaveLength(calls);
    await passing(1);
    expect((await one.ask(key, { body: main })).status).toBe(503);
    expect(asked.length - calls).toBeLessThanOrEqual(reply.status === 200 ? 9 : 1);
    state.get = calm;
    await passing(rest * second);
    expect(await one.ask(key, { body: main })).toMatchObject({
      status: 200,
      body: { verdict: 'denied', source: 'bitbucket' },
    });
  });

  test('what was read before stands, with its time, for an hour at most', async () => {
    const state: { get: Get } = { get: calm };
    const one = builds(world, (path) => state.get(path));
    const key = await one.key();
    await one.ask(key, { body: main });
    state.get = () => Promise.resolve(noAnswer);
    await passing(59 * minute);
    expect((await one.ask(key, { body: main })).body).toMatchObject({
      verdict: 'denied',
      source: 'bitbucket',
      readAt: '2026-11-21T08:00:00Z',
      expiresAt: '2026-11-21T08:59:00Z',
    });
    await passing(minute);
    expect((await one.ask(key, { body: main })).status).toBe(503);
  });

  test('where only some of it fails, what was read settles it if it can, else what was read before', async () => {
    const state = { failing: '' };
    const { get } = bitbucket((path) => (state.failing !== '' && path.includes(state.failing) ? noAnswer : calm));
    const one = builds(world, get);
    const key = await one.key();
    state.failing = '/branch-restrictions';
    const half = await one.ask(key, { body: main });
    expect(half.body).toMatchObject({ verdict: 'unknown', readAt: '2026-11-21T08:00:00Z' });
    expect((await one.ask(key, { body: main })).body).toEqual(half.body);
    expect((await one.ask(key, { body: { ...main, actor: 'access-key' } })).body).toMatchObject({ verdict: 'denied' });
    state.failing = '';
    await passing(10 * second);
    expect((await one.ask(key, { body: main })).body).toMatchObject({
      verdict: 'denied',
      readAt: '2026-11-21T08:00:10Z',
    });
    state.failing = '/branch-restrictions';
    await passing(minute);
    for (let again = 0; again < 2; again++) {
      expect((await one.ask(key, { body: main })).body).toMatchObject({
        verdict: 'denied',
        readAt: '2026-11-21T08:00:10Z',
        source: 'bitbucket',
      });
      expect((await one.ask(key, { body: { ...main, actor: 'access-key' } })).body).toMatchObject({
        verdict: 'denied',
        readAt: '2026-11-21T08:01:10Z',
      });
    }
  });

  test('when Bitbucket never answers: 503 in time, each time, and other callers are not blocked', async () => {
    jest.useFakeTimers({ now: start });
    const { get, asked } = bitbucket(() => new Promise<Reply>(() => undefined));
    const one = builds(world, get, undefined, inRealTime);
    const key = await one.key();
    for (const [calls, seconds] of [
      [7, 16],
      [8, 6],
      [9, 6],
    ] as const) {
      const began = Date.now();
      const answers = Promise.all([one.ask(key, { body: main }), one.ask(key, { body: main })]);
      const state = { done: 0 };
      void answers.finally(() => {
        state.done = Date.now() - began;
      });
      await jest.advanceTimersByTimeAsync(30 * second);
      expect((await answers).map(({ status }) => status)).toEqual([503, 503]);
      expect(state.done).toBeLessThanOrEqual(seconds * second);
      expect(asked).toHaveLength(calls);
      expect(one.kept.has(`check-turn:${id}`)).toBe(false);
    }
  });

  test('an hour of it, asked every two seconds: below a third of the limit', async () => {
    const { get, asked } = bitbucket(() => noAnswer);
    const one = builds(world, get);
    const key = await one.key();
    for (let check = 0; check < 1_800; check++) {
      await one.ask(key, { body: main });
      await passing(2 * second);
    }
    expect(asked.length).toBeLessThan(1_000 / 3);
  });
});

describe('near the limit', () => {
  test('where Bitbucket says so, nothing is requested for ten minutes; answers say how old they are', async () => {
    const { get, asked } = bitbucket(async (path) => ({
      ...(await calm(path)),
      headers: { 'x-ratelimit-limit': '1000', 'x-ratelimit-nearlimit': 'true' },
    }));
    const one = builds(world, get);
    const key = await one.key();
    await one.ask(key, { body: main });
    await passing(10 * minute - 1);
    const old = await one.ask(key, { body: main });
    expect(old.body).toMatchObject({ verdict: 'denied', source: 'bitbucket', readAt: '2026-11-21T08:00:00Z' });
    expect(asked).toHaveLength(9);
    await passing(1);
    expect((await one.ask(key, { body: main })).body).toMatchObject({ readAt: '2026-11-21T08:10:00Z' });
  });

  test('a snapshot that is later than what is kept of the app comes first, where it settles the question', async () => {
    const state = { rules: world };
    const { get } = bitbucket(async (path) => ({
      ...(await worldGet(state.rules)(path)),
      headers: { 'x-ratelimit-nearlimit': 'true' },
    }));
    const one = builds(world, get);
    const key = await one.key();
    state.rules = open;
    expect((await one.ask(key, { body: main })).body).toMatchObject({ verdict: 'allowed', source: 'bitbucket' });
    await passing(5 * minute);
    await one.visit();
    await passing(minute);
    expect((await one.ask(key, { body: main })).body).toMatchObject({
      verdict: 'denied',
      source: 'snapshot',
      readAt: '2026-11-21T08:05:00Z',
    });
  });

  test('an earlier one does not', async () => {
    const state = { rules: world };
    const { get } = bitbucket(async (path) => ({
      ...(await worldGet(state.rules)(path)),
      headers: { 'x-ratelimit-nearlimit': 'true' },
    }));
    const one = builds(world, get);
    const key = await one.key();
    await one.visit();
    await passing(minute);
    state.rules = open;
    await one.ask(key, { body: main });
    await passing(5 * minute);
    expect((await one.ask(key, { body: main })).body).toMatchObject({
      verdict: 'allowed',
      source: 'bitbucket',
      readAt: '2026-11-21T08:01:00Z',
    });
  });

  test('where other repositories have used up the share of builds: the snapshot, or 503 and when to ask again', async () => {
    const { get, asked } = bitbucket(() => calm);
    const one = builds(world, get);
    const key = await one.key();
    const others = Array.from(
      { length: 70 },
      (_, at) =>
        [
          `check-reading:${String(at)}`,
          JSON.stringify({ at: start, calls: 9, spent: [[Math.floor(start / minute), 9]] }),
        ] as const,
    );
    for (const [name, value] of others) one.kept.set(name, value);
    expect(await one.ask(key, { body: main })).toMatchObject({ status: 200 });
    for (const [name, value] of others) one.kept.set(name, value.replaceAll(',9]', ',10]'));
    await passing(minute);
    const calls = asked.length;
    expect((await one.ask(key, { body: main })).body).toMatchObject({
      verdict: 'denied',
      readAt: '2026-11-21T08:00:00Z',
    });
    one.kept.delete(`check-facts:${id}`);
    const { status, response } = await one.ask(key, { body: main });
    expect([status, response.headers['retry-after'], response.body]).toEqual([
      503,
      ['60'],
      expect.stringContaining('used up'),
    ]);
    await one.visit();
    const before = one.stored.length;
    expect((await one.ask(key, { body: main })).body).toMatchObject({ verdict: 'denied', source: 'snapshot' });
    // Nobody looks anew at what all have spent, until then.
    expect(one.stored.slice(before).filter((call) => call.includes('check-turn'))).toEqual([]);
    expect(asked).toHaveLength(calls);
    await passing(61 * minute);
    expect((await one.ask(key, { body: main })).body).toMatchObject({
      verdict: 'denied',
      source: 'bitbucket',
      readAt: '2026-11-21T09:02:00Z',
    });
  });
});

test('what claims to have been read in the future is read anew', async () => {
  const { get, asked } = bitbucket(() => calm);
  const one = builds(world, get);
  const key = await one.key();
  jest.setSystemTime(start + 10 * minute);
  await one.ask(key, { body: main });
  jest.setSystemTime(start);
  expect((await one.ask(key, { body: main })).body).toMatchObject({ readAt: '2026-11-21T08:00:00Z' });
  expect(asked).toHaveLength(18);
});

describe('a turn whose holder died', () => {
  test('blocks nobody for longer than twenty seconds, and is taken over by one', async () => {
    const { get, asked } = bitbucket(() => calm);
    const state = { wait: passing };
    const one = builds(
      world,
      get,
      () => inRealTime(1),
      (milliseconds) => state.wait(milliseconds),
    );
    const key = await one.key();
    one.kept.set(`check-turn:${id}`, JSON.stringify({ by: 'somebody', at: start }));
    const { status } = await one.ask(key, { body: main });
    expect([status, asked.length]).toEqual([503, 0]);
    expect(Date.now() - start).toBeLessThanOrEqual(22 * second);
    jest.setSystemTime(start + 20 * second);
    state.wait = inRealTime;
    const answers = await Promise.all(Array.from({ length: 20 }, () => one.ask(key, { body: main })));
    expect(asked).toHaveLength(9);
    expect(statuses(answers, 200)).toHaveLength(20);
    expect(one.kept.has(`check-turn:${id}`)).toBe(false);
  });

  test.each(['7', '{}', '{"by":"x","at":9e15}', '{"by":"x","at":-1}', '"…"'])(
    "%s in its place is nobody's turn",
    async (damaged) => {
      const { get, asked } = bitbucket(() => calm);
      const one = builds(world, get, undefined, passing);
      const key = await one.key();
      one.kept.set(`check-turn:${id}`, damaged);
      expect((await one.ask(key, { body: main })).status).toBe(200);
      expect(asked).toHaveLength(9);
    },
  );
});

describe('what the store gives back is parsed', () => {
  const junk = [
    '7',
    '[]',
    '{}',
    '"x"',
    '{"format":1}',
    '{"at":"x"}',
    '{"at":9e15,"calls":1,"spent":[]}',
    '{"at":0,"calls":1e300,"spent":[[0,0]],"until":1e300}',
    '{"at":0,"calls":1,"spent":[],"unreadable":{"because":"not-visible"}}',
  ];
  test.each(
    ['check-facts', 'check-reading', 'check-half'].flatMap((name) =>
      junk.map((value): [string, string] => [name, value]),
    ),
  )('%s: %s is as nothing', async (name, value) => {
    const one = builds(world);
    const key = await one.key();
    one.kept.set(`${name}:${id}`, value);
    expect(await one.ask(key, { body: main })).toMatchObject({
      status: 200,
      body: { verdict: 'denied', readAt: '2026-11-21T08:00:00Z' },
    });
  });
});

describe('where the store fails', () => {
  test('at any one call: an answer or 503, and no reading of Bitbucket that is not counted', async () => {
    const once: Record<number, number> = {};
    for (let failing = 0; failing < 15; failing++) {
      const state = { left: Infinity };
      const { get, asked } = bitbucket(() => calm);
      const one = builds(
        world,
        get,
        () => (state.left-- === 0 ? Promise.reject(new Error('hunter2')) : Promise.resolve()),
        passing,
      );
      const key = await one.key();
      state.left = failing;
      const { status, response } = await one.ask(key, { body: main });
      once[status] = (once[status] ?? 0) + 1;
      expect([200, 503]).toContain(status);
      expect(response.body).not.toContain('hunter2');
      if (asked.length > 0) expect(one.kept.get(`check-reading:${id}`)).toContain('"calls":9');
    }
    expect(Object.keys(once)).toEqual(['200', '503']);
  });

  test.each(['check-facts', 'check-reading', 'check-turn', 'check-calls'])(
    'every call for %s, for a long time: no more of Bitbucket than the budget',
    async (name) => {
      const state = { on: false };
      const { get, asked } = bitbucket(() => calm);
      const one: Builds = builds(
        world,
        get,
        () =>
          state.on && (one.stored.at(-1) ?? '').includes(name) ? Promise.reject(new Error('no')) : Promise.resolve(),
        passing,
      );
      const key = await one.key();
      state.on = true;
      for (let check = 0; check < 600; check++) {
        expect([200, 503]).toContain((await one.ask(key, { body: main })).status);
        await passing(second);
      }
      expect(asked.length).toBeLessThan(1_000 / 3);
      if (name !== 'check-facts') expect(asked).toHaveLength(0);
    },
  );
});
