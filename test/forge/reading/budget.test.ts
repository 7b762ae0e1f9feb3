import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { takeIn, nextReading, withCalls, type LimitSeen, type Spending } from '../../../src/forge/reading/budget';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.parse('2026-11-21T08:00:30Z');

/** About ninety readings by somebody who asks at every moment, with the calls that each reading takes. */
function readings(cost: number, limit: number | undefined, length: number): { at: number; calls: number }[] {
  const all: { at: number; calls: number }[] = [];
  let own: Spending | undefined;
  for (let at = now; at < now + length; at += 1_000) {
    if (at < nextReading(own, undefined, at) || at < (own?.at ?? 0) + minute) continue;
    own = { at, calls: cost, spent: withCalls(own, cost, at), ...(limit !== undefined && { limit }) };
    all.push({ at, calls: cost });
  }
  return all;
}

function mostInAnHour(all: { at: number; calls: number }[]): number {
  return Math.max(
    ...all.map(({ at: end }) =>
      all.filter(({ at }) => at > end - hour && at <= end).reduce((sum, { calls }) => sum + calls, 0),
    ),
  );
}

function longestGap(all: { at: number }[]): number {
  return Math.max(...all.slice(1).map(({ at }, before) => at - (all[before]?.at ?? 0)));
}

describe('a caller that asks without a pause', () => {
  test.each<[cost: number, limit: number | undefined, gap: number]>([
    [9, undefined, 196],
    [9, 10_000, 60],
    [30, undefined, 660],
    [106, 10_000, 236],
    [106, undefined, 2_300],
  ])(
    '%i calls for a reading, limit %p: never above a third in any hour, and a reading at least every %i seconds',
    (cost, limit, gap) => {
      const all = readings(cost, limit, 4 * hour);
      expect(mostInAnHour(all)).toBeLessThanOrEqual((limit ?? 1_000) / 3);
      expect(longestGap(all)).toBeLessThanOrEqual(gap * 1_000);
    },
  );

  test('the first eighteen minutes a reading a minute', () => {
    expect(readings(9, undefined, 18 * minute)).toHaveLength(18);
  });

  test('a reading that costs more than the whole share: one, and the next when the hour is over', () => {
    const all = readings(400, undefined, 4 * hour);
    expect(all.length).toBeGreaterThanOrEqual(3);
    expect(mostInAnHour(all)).toBe(400);
  });

  test('any cost and any limit: at most a third, or one reading', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: undefined }),
        (cost, limit) => {
          expect(mostInAnHour(readings(cost, limit, 2 * hour))).toBeLessThanOrEqual(
            Math.max(cost, (limit ?? 1_000) / 3),
          );
        },
      ),
      { seed: 9, numRuns: 30 },
    );
  });
});

describe('beside other repositories', () => {
  const own: Spending = { at: now - 2 * minute, calls: 9, spent: [[Math.floor(now / minute) - 2, 9]] };
  test.each<[what: string, calls: number, repositories: number, seconds: number]>([
    ['few calls in all: at once', 300, 2, 0],
    ['half of the share of all is spent: the rest is shared out', 400, 2, 195 - 120],
    ['by as many as ask', 400, 20, 1_944 - 120],
    ['all of it is spent: not now', 660, 20, 60],
  ])('%s', (_, calls, repositories, seconds) => {
    expect(Math.max(0, Math.ceil((nextReading(own, { calls, repositories }, now) - now) / 1_000))).toBe(seconds);
  });
});

test('a kept time in the far future blocks nobody for more than a quarter of an hour', () => {
  expect(nextReading({ at: now, calls: 0, spent: [], until: Number.MAX_VALUE }, undefined, now)).toBe(
    now + 15 * minute,
  );
  expect(nextReading({ at: now, calls: 9, spent: [[Number.MAX_SAFE_INTEGER, 1_000]] }, undefined, now)).toBe(0);
});

describe('what Bitbucket reports about its limit', () => {
  const nothing: LimitSeen = { calls: 0, rest: 0 };
  test.each<[status: number, headers: Record<string, string>, expected: Partial<LimitSeen>]>([
    [200, {}, {}],
    [200, { 'x-ratelimit-limit': '2500', 'x-ratelimit-nearlimit': 'false' }, { limit: 2_500 }],
    [200, { 'x-ratelimit-limit': '2500', 'x-ratelimit-nearlimit': 'TRUE' }, { limit: 2_500, rest: 600_000 }],
    [200, { 'x-ratelimit-limit': '' }, {}],
    [200, { 'x-ratelimit-limit': '-1' }, {}],
    [200, { 'x-ratelimit-limit': 'Infinity' }, {}],
    [429, {}, { rest: 60_000 }],
    [429, { 'retry-after': '120' }, { rest: 120_000 }],
    [429, { 'retry-after': '99999999' }, { rest: 900_000 }],
    [429, { 'retry-after': 'soon' }, { rest: 60_000 }],
    [429, { 'retry-after': 'Sat, 21 Nov 2026 08:02:30 GMT' }, { rest: 120_000 }],
  ])('%i %j', (status, headers, expected) => {
    const heard = { ...nothing };
    takeIn(heard, { status, headers, body: undefined }, now);
    expect(heard).toEqual({ ...nothing, ...expected });
  });

  test('the smallest of several limits counts', () => {
    const heard = { ...nothing };
    for (const limit of ['5000', '1000', '2000'])
      takeIn(heard, { status: 200, headers: { 'x-ratelimit-limit': limit }, body: undefined }, now);
    expect(heard.limit).toBe(1_000);
  });
});
