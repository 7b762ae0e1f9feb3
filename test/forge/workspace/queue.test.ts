import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { QueuedEvent } from '../host';
import { stopTime } from '../clock';
import { house, type House } from './house';
import { hour, memoryOf, pass, randomly, type Memory } from './memory';
import { town, type Home, type Town } from './town';

/*
 * The queue brings a message at least once, in any order, and whoever works on one may die: what is kept in the end is
 * what a calm run keeps.
 */

const morning = Date.parse('2026-11-20T08:00:00Z');

beforeEach(() => {
  stopTime(morning);
});
afterEach(() => {
  jest.useRealTimers();
});

const size = 27;
const refused = { status: 403, headers: {}, body: undefined };
const gone = { status: 404, headers: {}, body: undefined };
const down = { status: 503, headers: {}, body: undefined };

function acme(): Town {
  const it = town(size, ['owner', 'keeper', 'dev', 'guest', 'mallory']);
  it.limit = 10_000;
  const [hidden, away, broken] = [5, 6, 7].map((at) => it.homes[at]?.uuid ?? '');
  it.instead = (path, who) => {
    if (who !== 'app') return undefined;
    const plain = decodeURIComponent(path);
    if (plain.includes(`${String(hidden)}/branch-restrictions`)) return refused;
    if (plain.includes(`${String(broken)}/branch-restrictions`)) return down;
    return plain.includes(String(away)) && !/repositories\?/.test(plain) ? gone : undefined;
  };
  return it;
}

/** What is done to the town before each hour. */
const edits: ((home: (at: number) => Home) => void)[] = [
  () => undefined,
  (home) => {
    home(0).rules = [];
    home(1).levels['guest'] = 'write';
    home(2).main = 'trunk';
    home(3).slug = 'renamed';
  },
  (home) => {
    home(0).rules = [{ id: 90, kind: 'push', pattern: 'main', users: ['dev'] }];
    home(1).levels['mallory'] = 'admin';
    delete home(4).levels['dev'];
    home(5).rules = [];
    home(26).rules[0]?.users.push('dev');
  },
  () => undefined,
];

/** By repository, before which hours something changed that could be seen. */
const expected: Record<string, number[]> = {
  'repo-0': [2, 1],
  'repo-1': [2, 1],
  'repo-2': [1],
  renamed: [1],
  'repo-4': [2],
  'repo-26': [2],
};

async function lived(through: (app: House) => Promise<void>): Promise<Memory> {
  const it = acme();
  const app = house(it);
  for (const [at, edit] of edits.entries()) {
    jest.setSystemTime(morning + at * hour);
    edit((number) => {
      const home = it.homes[number];
      if (!home) throw new Error(`There is no repository ${String(number)}.`);
      return home;
    });
    await app.schedule();
    await through(app);
  }
  return memoryOf(app, it);
}

let calmly: Promise<Memory> | undefined;
function calm(): Promise<Memory> {
  calmly ??= lived(async (app) => {
    await app.work();
  });
  return calmly;
}

describe('a calm run', () => {
  test('names each change in the hour before which it was made, and no other', async () => {
    const { history, rows, facts } = await calm();
    const found = Object.entries(history).map(([slug, changes]) => [
      slug,
      changes.map(({ to }) => (Date.parse(to ?? '') - morning) / hour),
    ]);
    expect(Object.fromEntries(found.filter(([, hours]) => hours?.length))).toEqual(expected);
    expect(Object.keys(rows)).toHaveLength(size);
    // One of them the app may not see at all.
    expect(Object.keys(facts)).toHaveLength(size - 1);
  });

  test('says of which repositories the app was refused, and of which it knows nothing', async () => {
    const { rows } = await calm();
    expect(rows['repo-5']?.digest).toMatchObject({
      gaps: expect.arrayContaining([expect.objectContaining({ because: 'forbidden', reader: 'app', status: 403 })]),
    });
    expect(rows['repo-6']?.digest).toMatchObject({
      gap: { of: { what: 'repository' }, because: 'not-found', reader: 'app' },
    });
    expect(rows['repo-7']?.digest).toMatchObject({
      gaps: expect.arrayContaining([expect.objectContaining({ because: 'unreachable', reader: 'app' })]),
    });
  });
});

function shuffled<T>(all: readonly T[], next: () => number): T[] {
  return all
    .map((one) => [next(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

const seeds = Array.from({ length: 8 }, (_, at) => at + 1);

test.each(seeds)('every message twice and in any order (%i) leaves what a calm run leaves', async (seed) => {
  const next = randomly(seed);
  const wild = await lived(async (app) => {
    await app.work((events) => shuffled([...events, ...events], next));
  });
  jest.setSystemTime(morning);
  expect(wild).toEqual(await calm());
});

test.each(seeds)('whoever reads dies at any point (%i), and what was left is done', async (seed) => {
  const next = randomly(1_000 + seed);
  let deaths = 0;
  const wild = await lived(async (app) => {
    let mayDie = 3;
    const events = shuffled([...app.queued.splice(0), ...app.queued], next);
    for (let brought = 0; events.length > 0; brought += 1) {
      expect(brought).toBeLessThan(60);
      const event = events.shift() as QueuedEvent;
      const dies = mayDie > 0 && next() < 0.6;
      const again = dies ? await app.bringTo(event, Math.floor(next() * 220)) : await app.bring(event);
      if (dies && again) {
        mayDie -= 1;
        deaths += 1;
      }
      if (!again) continue;
      // Whoever died holds the turn until it is presumed dead.
      pass(311_000);
      events.splice(Math.floor(next() * (events.length + 1)), 0, event);
    }
  });
  expect(deaths).toBeGreaterThan(0);
  jest.setSystemTime(morning);
  expect(wild).toEqual(await calm());
});

test.each(seeds)('whoever plans dies at any point (%i), and the next hour goes on', async (seed) => {
  const next = randomly(2_000 + seed);
  const it = acme();
  it.instead = () => undefined;
  const app = house(it);
  let hours = 0;
  for (; hours < 12; hours += 1) {
    jest.setSystemTime(morning + hours * hour);
    const dies = hours < 3;
    await (dies ? app.dying(Math.floor(next() * 30), () => app.schedule()) : app.schedule());
    await app.work();
    if (!dies && Object.keys(await app.rows('owner')).length === size) break;
  }
  expect(hours).toBeLessThan(6);
  await app.schedule();
  expect(await app.ask('owner', 'workspace')).toMatchObject({ reading: { repositories: size } });
});
