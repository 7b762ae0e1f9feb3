import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { stopTime } from '../clock';
import { house } from './house';
import { hour, pass } from './memory';
import { town } from './town';

const morning = Date.parse('2026-11-20T08:00:00Z');

beforeEach(() => {
  stopTime(morning);
});
afterEach(() => {
  jest.useRealTimers();
});

/** Calls of the app, each with its time. */
function counting(it: ReturnType<typeof town>): number[] {
  const at: number[] = [];
  const before = it.instead;
  it.instead = (path, who) => {
    if (who === 'app') at.push(Date.now());
    return before(path, who);
  };
  return at;
}

/** The most of them within any hour. */
function mostInAnHour(at: readonly number[]): number {
  return Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + hour).length));
}

test.each([
  ['the ordinary limit', undefined, 300],
  ['a higher limit', 3_000, 900],
  ['a lower one', 400, 120],
])(
  'under %s the calls of any hour stay below the share, and every repository is read in turn',
  async (_, limit, share) => {
    const it = town(120);
    it.limit = limit;
    const at = counting(it);
    const app = house(it);
    for (let minutes = 0; minutes < 600; minutes += 20) {
      jest.setSystemTime(morning + minutes * 60_000);
      if (minutes % 60 === 0) await app.schedule();
      if (minutes % 60 === 40) await app.ask('owner', 'startReading');
      await app.work((events) => [...events, ...events]);
    }
    expect(mostInAnHour(at)).toBeLessThanOrEqual(share);
    expect(mostInAnHour(at)).toBeGreaterThan(share * 0.75);
    expect(Object.keys(await app.rows('owner'))).toHaveLength(120);
  },
);

test('one message never asks Bitbucket more than 88 times, whatever it is told', async () => {
  const it = town(100);
  it.limit = 10_000;
  for (const home of it.homes) {
    // Lists of two pages, so that a batch does not fit into one invocation.
    for (let at = 0; at < 130; at += 1)
      home.rules.push({ id: at + 1_000, kind: 'push', pattern: `b${String(at)}`, users: [] });
  }
  const app = house(it);
  await app.schedule();
  expect(app.queued).toHaveLength(8);
  for (let brought = 0; app.queued.length > 0; brought += 1) {
    expect(brought).toBeLessThan(40);
    const event = app.queued.shift();
    const before = app.asked.length;
    if (event && (await app.bring(event))) app.queued.push(event);
    expect(app.asked.length - before).toBeLessThanOrEqual(88);
  }
  expect(Object.keys(await app.rows('owner'))).toHaveLength(100);
});

test('while Bitbucket warns that the limit is near nothing is asked', async () => {
  const it = town(40);
  const at = counting(it);
  let warns = false;
  const before = it.instead;
  it.instead = (path, who) => {
    const instead = before(path, who);
    return warns && who === 'app' && path.includes('effective-branching-model')
      ? { status: 200, headers: { 'x-ratelimit-nearlimit': 'true' }, body: { type: 'effective_repo_branching_model' } }
      : instead;
  };
  const app = house(it);
  await app.schedule();
  warns = true;
  await app.work();
  // The repository under way was read to its end, and no other begun.
  expect(at.length).toBeLessThan(12);
  const soFar = at.length;
  pass(5 * 60_000);
  await app.ask('owner', 'startReading');
  await app.work();
  expect(at.length).toBe(soFar);
  warns = false;
  pass(hour);
  await app.schedule();
  await app.work();
  expect(Object.keys(await app.rows('owner')).length).toBeGreaterThan(30);
});

test('a person is never asked for what the app spends, nor kept waiting by it', async () => {
  const it = town(60);
  const at = counting(it);
  const app = house(it);
  await app.schedule();
  await app.work();
  const spent = at.length;
  const answer = await app.ask('owner', 'readRepository', { repository: it.homes[59]?.uuid });
  expect(answer).toHaveProperty('row.by', 'viewer');
  expect(at.length).toBe(spent);
  expect(app.asked.filter((one) => one.startsWith('user')).length).toBeLessThan(15);
});

describe('a repository that does not answer', () => {
  test('is tried three times in a round, and then is a row with its gap', async () => {
    const it = town(3);
    it.limit = 10_000;
    const broken = it.homes[1]?.uuid ?? '';
    const asked: string[] = [];
    it.instead = (path, who) => {
      if (who !== 'app' || !decodeURIComponent(path).includes(broken)) return undefined;
      asked.push(path);
      return { status: 503, headers: {}, body: undefined };
    };
    const app = house(it);
    await app.schedule();
    expect(await app.work()).toBe(3);
    const rows = await app.rows('owner');
    expect(Object.keys(rows).sort()).toEqual(['repo-0', 'repo-1', 'repo-2']);
    expect(rows['repo-1']?.digest.repository.id).toBe(broken);
    expect(JSON.stringify(rows['repo-1'])).toContain('unreachable');
    expect(await app.ask('owner', 'workspace')).toMatchObject({ reading: { repositories: 3, read: 2, notRead: 1 } });
    // Five lists, four attempts each, three times.
    expect(asked.length).toBeLessThanOrEqual(60);
  });

  test('a list of repositories that is not shown to the app ends the round with its gap', async () => {
    const it = town(3);
    it.instead = (path, who) =>
      who === 'app' && path.includes('?pagelen=100&sort') ? { status: 403, headers: {}, body: undefined } : undefined;
    const app = house(it);
    await app.schedule();
    await app.schedule();
    expect(app.asked).toHaveLength(1);
    expect(await app.ask('owner', 'workspace')).toMatchObject({
      rows: [],
      reading: { gap: { because: 'forbidden', reader: 'app' }, repositories: 0 },
    });
    // People may read all the same.
    expect(await app.ask('owner', 'readRepository', { repository: it.homes[0]?.uuid })).toHaveProperty('row');
    expect(Object.keys(await app.rows('owner'))).toEqual(['repo-0']);
  });
});

test('a message that got lost, or that the queue did not take, is sent again', async () => {
  const it = town(30);
  let takes = false;
  const app = house(it, { queue: () => Promise.resolve(takes ? undefined : { status: 429 }) });
  await app.schedule();
  expect(app.queued).toEqual([]);
  takes = true;
  jest.setSystemTime(morning + hour);
  await app.schedule();
  // Lost on the way.
  expect(app.queued.splice(0)).toHaveLength(3);
  jest.setSystemTime(morning + 2 * hour);
  await app.schedule();
  await app.work();
  expect(Object.keys(await app.rows('owner'))).toHaveLength(30);
});

test('a batch whose reader always dies ends as rows with their gap', async () => {
  const it = town(3);
  const app = house(it);
  for (let hours = 0; hours < 30; hours += 1) {
    jest.setSystemTime(morning + hours * hour);
    await app.schedule();
    for (const event of app.queued.splice(0)) if (hours < 27) await app.bringTo(event, 12);
  }
  const rows = await app.rows('owner');
  expect(Object.keys(rows)).toHaveLength(3);
  for (const { digest } of Object.values(rows))
    expect(digest).toMatchObject({ gap: { because: 'unreachable', reader: 'app' } });
});

test('a reader that dies at its work again and again spends no more than the share', async () => {
  const it = town(60);
  const at = counting(it);
  const app = house(it);
  await app.schedule();
  const [event] = app.queued;
  for (let times = 0; event && times < 11; times += 1) {
    await app.bringTo(event, 150);
    pass(311_000);
  }
  expect(Date.now()).toBeLessThan(morning + hour);
  expect(at.length).toBeGreaterThan(60);
  expect(at.length).toBeLessThanOrEqual(300);
  // What was begun counts as spent, whoever knows how much of it was.
  await app.work();
  expect(at.length).toBeLessThanOrEqual(300);
});
