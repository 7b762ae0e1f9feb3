import { expect, jest } from '@jest/globals';
import type { Answers } from '../host';
import { house, type House } from './house';
import { hour, memoryOf, pass, randomly, type Memory } from './memory';
import { town, type Home, type Town } from './town';

/*
 * The queue brings a message at least once, in any order, and whoever works on one may die: what is kept in the end is
 * what a calm run keeps. The clock must stand still.
 */

/** When it all begins. */
export const morning = Date.parse('2026-11-20T08:00:00Z');

/** Repositories in the town. */
export const size = 27;
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
    return plain.includes(String(away)) && !plain.includes('repositories?') ? gone : undefined;
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
export const expected: Record<string, number[]> = {
  'repo-0': [2, 1],
  'repo-1': [2, 1],
  'repo-2': [1],
  renamed: [1],
  'repo-4': [2],
  'repo-26': [2],
};

async function lived(through: (app: House) => Promise<void>, answers: Answers = {}): Promise<Memory> {
  const it = acme();
  const app = house(it, answers);
  for (const [at, edit] of edits.entries()) {
    jest.setSystemTime(morning + at * hour);
    edit((number) => {
      const home = it.homes[number];
      if (!home) throw new Error(`There is no repository ${String(number)}.`);
      return home;
    });
    for (let times = 0; times < 8 && !(await isScheduled(app)); times += 1) pass(121_000);
    await through(app);
  }
  return memoryOf(app, it);
}

let calmly: Promise<Memory> | undefined;
/** Whether Forge's hourly call went through. */
function isScheduled(app: House): Promise<boolean> {
  return app.schedule().then(
    () => true,
    () => false,
  );
}

/** What a calm run keeps. */
export function calm(): Promise<Memory> {
  calmly ??= lived(async (app) => {
    await app.work();
  });
  return calmly;
}

function shuffled<T>(all: readonly T[], next: () => number): T[] {
  return all
    .map((one) => [next(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

/** Every message comes twice, and in any order. */
export async function twiceInAnyOrder(seed: number): Promise<void> {
  const next = randomly(seed);
  const wild = await lived(async (app) => {
    await app.work((events) => shuffled([...events, ...events], next));
  });
  jest.setSystemTime(morning);
  expect(wild).toEqual(await calm());
}

/** Whoever reads dies at any point, and messages that are to be repeated come at any time. */
export async function dyingReaders(seed: number): Promise<void> {
  const next = randomly(1_000 + seed);
  let deaths = 0;
  const wild = await lived(async (app) => {
    let mayDie = 3;
    const events = shuffled([...app.queued.splice(0), ...app.queued], next);
    let brought = 0;
    for (let event = events.shift(); event; event = events.shift()) {
      expect(brought++).toBeLessThan(60);
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
}

/** Whoever plans dies at any point. */
export async function dyingPlanners(seed: number): Promise<void> {
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
}

/** The storage fails now and then, whether or not it did what it was asked. */
export async function failingStorage(seed: number): Promise<void> {
  const next = randomly(3_000 + seed);
  let mayFail = 0;
  let failures = 0;
  const fails = () => mayFail > 0 && next() < 0.02;
  const store = () => {
    if (!fails()) return Promise.resolve(undefined);
    mayFail -= 1;
    failures += 1;
    return Promise.resolve({ status: 500, ...(next() < 0.5 && { kept: true }) });
  };
  const wild = await lived(
    async (app) => {
      mayFail = 4;
      const events = app.queued.splice(0);
      let brought = 0;
      for (let event = events.shift(); event; event = events.shift()) {
        expect(brought++).toBeLessThan(40);
        if (!(await app.bring(event))) continue;
        // A turn may have been taken by somebody who never learned that.
        pass(311_000);
        events.push(event);
      }
      mayFail = 0;
    },
    { store },
  );
  expect(failures).toBeGreaterThan(2);
  jest.setSystemTime(morning);
  expect(wild).toEqual(await calm());
}
