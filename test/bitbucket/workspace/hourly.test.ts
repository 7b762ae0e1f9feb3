import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Reply } from '../../../src/bitbucket/port/port';
import { hourly, type HourlyOptions } from '../../../src/bitbucket/workspace/hourly';
import { clockAt, mostInAnHour, type SimulatedClock } from './simulated';

const hour = 3_600_000;
const fine: Reply = { status: 200, headers: {}, body: {} };

/** A port that answers with these in turn, the last one for ever, and when it was asked. */
function answering(clock: SimulatedClock, ...replies: (Reply | ((nth: number) => Reply))[]) {
  const asked: { at: number }[] = [];
  const get = () => {
    const reply = replies[Math.min(asked.length, replies.length - 1)] ?? fine;
    asked.push({ at: clock.now() });
    return Promise.resolve(typeof reply === 'function' ? reply(asked.length) : reply);
  };
  return { asked, get };
}

function budgeted(clock: SimulatedClock, get: () => Promise<Reply>, more: Partial<HourlyOptions> = {}) {
  return hourly(get, { now: clock.now, wait: clock.wait, share: 30, ...more });
}

describe('requests within an hour', () => {
  test('are never more than the share, in whatever hour one looks, however many are asked for at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 99 }),
        fc.option(fc.integer({ min: 10, max: 3_000 }), { nil: undefined }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 2 * hour })), { maxLength: 5 }),
        async (share, limit, bursts) => {
          const clock = clockAt();
          const headers: Record<string, string> = limit === undefined ? {} : { 'x-ratelimit-limit': String(limit) };
          const { asked, get } = answering(clock, { ...fine, headers });
          const port = budgeted(clock, get, { share, ...(limit !== undefined && { limit }) });
          for (const [count, pause] of bursts) {
            await Promise.all(Array.from({ length: count }, () => port.get('/2.0/user')));
            clock.pass(pause);
          }
          const allowed = Math.max(1, Math.floor(((limit ?? 1_000) * (100 - share)) / 100));
          expect(mostInAnHour(asked)).toBeLessThanOrEqual(allowed);
          expect(asked.length).toBe(bursts.reduce((sum, [count]) => sum + count, 0));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('wait for nothing until half of the share, and are spaced from there on', async () => {
    const clock = clockAt();
    const { asked, get } = answering(clock, fine);
    const port = budgeted(clock, get);
    for (let count = 0; count < 352; count++) await port.get('/2.0/user');
    const [first, half, next, after] = [asked[0], asked[349], asked[350], asked[351]].map((one) => one?.at ?? 0);
    expect(half).toBe(first);
    expect([(next ?? 0) - (half ?? 0), (after ?? 0) - (next ?? 0)]).toEqual([5_143, 5_143]);
  });

  test('use the share up in each hour, where there is enough to ask', async () => {
    const clock = clockAt();
    const begun = clock.now();
    const { asked, get } = answering(clock, fine);
    const port = budgeted(clock, get);
    const end = port.doneAt(2_100);
    for (let count = 0; count < 2_100; count++) await port.get('/2.0/user');
    expect(mostInAnHour(asked)).toBe(700);
    expect((clock.now() - begun) / hour).toBeLessThan(3.1);
    // When it would be done was said beforehand.
    expect(Math.abs(clock.now() - end)).toBeLessThan(60_000);
  });

  test('count those of a run that was ended', async () => {
    const clock = clockAt();
    const begun = clock.now();
    const before = Array.from({ length: 700 }, (_, at) => begun - hour / 2 + at);
    const { asked, get } = answering(clock, fine);
    await budgeted(clock, get, { before }).get('/2.0/user');
    expect(asked[0]?.at).toBeGreaterThan(begun + hour / 2);
  });

  test('are told of before they are made', async () => {
    const clock = clockAt();
    const told: number[] = [];
    const limits: number[] = [];
    const port = budgeted(clock, () => Promise.resolve({ ...fine, headers: { 'x-ratelimit-limit': '5000' } }), {
      onCall: (at) => told.push(at),
      onLimit: (limit) => limits.push(limit),
    });
    await Promise.all([port.get('/2.0/user'), port.get('/2.0/user')]);
    expect({ told, limits, calls: port.calls() }).toEqual({
      told: [clock.now(), clock.now()],
      limits: [5_000],
      calls: 2,
    });
  });

  test('follow the lowest limit of several, and take no nonsense for one', async () => {
    const clock = clockAt();
    const say = (limit: string, resource: string): Reply => ({
      ...fine,
      headers: { 'x-ratelimit-limit': limit, 'x-ratelimit-resource': resource },
    });
    const { asked, get } = answering(
      clock,
      say('20', 'a'),
      say('5000', 'b'),
      say('-3', 'a'),
      say('many', 'a'),
      say('0', 'b'),
    );
    const port = budgeted(clock, get, { share: 0 });
    for (let count = 0; count < 21; count++) await port.get('/2.0/user');
    expect(mostInAnHour(asked)).toBe(20);
  });

  test('slow down while the limit is near for the whole account', async () => {
    const clock = clockAt();
    const near: Reply = { ...fine, headers: { 'x-ratelimit-nearlimit': 'true' } };
    const { asked, get } = answering(clock, near, near, fine, fine);
    const port = budgeted(clock, get);
    for (let count = 0; count < 4; count++) await port.get('/2.0/user');
    const times = asked.map(({ at }) => at - (asked[0]?.at ?? 0));
    expect(times[1]).toBeGreaterThan(20_000);
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThan(20_000);
    expect(times[3]).toBe(times[2]);
  });
});

describe('a refusal by the limit', () => {
  const tooMany = (after?: string): Reply => ({
    status: 429,
    headers: after === undefined ? {} : { 'retry-after': after },
    body: undefined,
  });

  test('is waited for as long as Bitbucket asks, by all requests', async () => {
    const clock = clockAt();
    const begun = clock.now();
    const { asked, get } = answering(clock, tooMany('900'), fine);
    const waits: [number, string][] = [];
    const port = budgeted(clock, get, { onWait: (until, why) => waits.push([until - begun, why]) });
    const [one, other] = await Promise.all([port.get('/2.0/user'), port.get('/2.0/user')]);
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(asked.map(({ at }) => at - begun).filter((at) => at > 0)).toEqual([900_000]);
    expect(waits[0]).toEqual([900_000, 'refused']);
    await port.get('/2.0/user');
  });

  test.each([
    ['without a time to wait', undefined],
    ['with nonsense', 'soon'],
    ['with a date', new Date(Date.parse('2026-11-20T08:01:00Z')).toUTCString()],
  ])('%s is waited for all the same', async (_, after) => {
    const clock = clockAt();
    const { asked, get } = answering(clock, tooMany(after), tooMany(after), fine);
    expect((await budgeted(clock, get).get('/2.0/user')).status).toBe(200);
    expect(asked).toHaveLength(3);
    expect((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThanOrEqual(20_000);
  });

  test('that never ends is given back, and so is one for days', async () => {
    const clock = clockAt();
    expect((await budgeted(clock, answering(clock, tooMany()).get).get('/2.0/user')).status).toBe(429);
    const begun = clock.now();
    expect((await budgeted(clock, answering(clock, tooMany('172800')).get).get('/2.0/user')).status).toBe(429);
    expect(clock.now()).toBe(begun);
  });
});

test.each([0, 500, 503])('status %i is asked for four times, each counted', async (status) => {
  const clock = clockAt();
  const down: Reply = { status, headers: {}, body: undefined };
  const { asked, get } = answering(clock, down);
  const port = budgeted(clock, get);
  expect((await port.get('/2.0/user')).status).toBe(status);
  expect([asked.length, port.calls()]).toEqual([4, 4]);
  const { get: twice } = answering(clock, down, down, fine);
  expect((await budgeted(clock, twice).get('/2.0/user')).status).toBe(200);
});

test('a port that throws stops nobody else', async () => {
  const clock = clockAt();
  let first = true;
  const port = budgeted(clock, () => {
    if (!first) return Promise.resolve(fine);
    first = false;
    return Promise.reject(new Error('Gone.'));
  });
  await expect(port.get('/2.0/user')).rejects.toThrow('Gone.');
  expect((await port.get('/2.0/user')).status).toBe(200);
});
