import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { workspaceInstalled } from '../../../src/forge/context';
import { scheduler } from '../../../src/forge/workspace/schedule';
import { batchReader } from '../../../src/forge/workspace/read-batch';
import { stopTime } from '../clock';
import { house } from './house';
import { hour, pass } from './memory';
import { town, uuidOf, workspace } from './town';

const morning = Date.parse('2026-11-20T08:00:00Z');

beforeEach(() => {
  stopTime(morning);
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the workspace of whoever calls without a person', () => {
  const bare = workspace.slice(1, -1);
  test.each([
    ['its own field', { workspaceId: workspace }],
    ['its own field, without braces', { workspaceId: bare }],
    ['the installation', { installContext: `ari:cloud:bitbucket::workspace/${bare}` }],
    [
      'the installation, in braces',
      { installContext: `ari:cloud:bitbucket::workspace/${workspace}`, principal: undefined },
    ],
    ['both', { workspaceId: workspace, installContext: 'ari:cloud:bitbucket::workspace/other' }],
  ])('is told by %s', (_, context) => {
    expect(workspaceInstalled(context)).toBe(workspace);
  });

  test.each([
    [undefined],
    [null],
    ['ari'],
    [{}],
    [{ workspaceId: 'acme' }],
    [{ installContext: 'ari:cloud:jira::site/1' }],
    [{ installContext: `ari:cloud:bitbucket::workspace/${bare}/x` }],
  ])('is not told by %j', async (context) => {
    expect(workspaceInstalled(context)).toBeUndefined();
    const app = house(town(1));
    await expect(scheduler(() => Promise.resolve())({}, context)).rejects.toThrow(
      'Forge did not say in which workspace the app is installed.',
    );
    expect(app.stored).toEqual([]);
  });
});

test('two schedules at once send each batch once', async () => {
  const app = house(town(60));
  await Promise.all([app.schedule(), app.schedule(), app.ask('owner', 'startReading')]);
  const bodies = app.queued.map(({ body }) => JSON.stringify(body));
  expect(new Set(bodies).size).toBe(bodies.length);
  expect(app.asked.filter((one) => one.startsWith('app'))).toHaveLength(1);
});

test('a message is a place, and no more; one of another form does nothing', async () => {
  const app = house(town(60));
  await app.schedule();
  for (const { queueName, body, concurrency } of app.queued) {
    expect(queueName).toBe('repositories');
    expect(Object.keys(body).sort()).toEqual(['batch', 'round', 'workspace']);
    expect(concurrency).toEqual({ key: `workspace-${workspace.slice(1, -1)}`, limit: 1 });
  }
  app.stored.length = 0;
  const read = batchReader(() => Promise.resolve());
  for (const body of [{}, { workspace: 'acme' }, { workspace, round: 'now', batch: 0 }, { workspace, batch: -1 }])
    expect(await read({ body })).toBeUndefined();
  expect(app.stored).toEqual([]);
});

test('a message of an earlier round that comes late asks nothing', async () => {
  const it = town(20);
  const app = house(it);
  const old = [];
  for (let hours = 0; hours < 3; hours += 1) {
    jest.setSystemTime(morning + hours * hour);
    await app.schedule();
    const asked = app.asked.length;
    for (const event of old) expect(await app.bring(event)).toBe(false);
    expect(app.asked.length).toBe(asked);
    old.push(...app.queued);
    await app.work();
  }
  expect(old.length).toBe(6);
});

test('whatever kills the reader of one repository keeps none of the others from being read', async () => {
  const it = town(10);
  it.limit = 10_000;
  const poisoned = it.homes[4]?.uuid ?? '';
  const before = it.as;
  it.as = (who) => (path) =>
    who === 'app' && decodeURIComponent(path).includes(poisoned) ? new Promise(() => undefined) : before(who)(path);
  const app = house(it);
  for (let hours = 0; hours < 5; hours += 1) {
    jest.setSystemTime(morning + hours * hour);
    await app.schedule();
    for (const event of app.queued.splice(0)) await Promise.race([app.bring(event), ended()]);
  }
  expect(Object.keys(await app.rows('owner'))).toHaveLength(9);
});

/** Long enough for whatever does not wait for ever. */
async function ended(): Promise<void> {
  for (let turns = 0; turns < 3_000; turns += 1) await new Promise((done) => setImmediate(done));
}

test('where nothing can be read, the app asks again after six hours only; people are answered at once', async () => {
  const it = town(5);
  it.instead = (path, who) =>
    who === 'app' && path.includes('/branch-restrictions') ? { status: 403, headers: {}, body: undefined } : undefined;
  const app = house(it);
  const at: number[] = [];
  for (let hours = 0; hours < 14; hours += 1) {
    jest.setSystemTime(morning + hours * hour);
    const before = app.asked.length;
    await app.schedule();
    await app.work();
    if (app.asked.length > before) at.push(hours);
  }
  expect(at).toEqual([0, 6, 12]);
  pass(60_000);
  const asked = app.asked.length;
  expect(await app.ask('owner', 'startReading')).toMatchObject({ reading: { repositories: 5, read: 0 } });
  await app.work();
  expect(app.asked.length).toBeGreaterThan(asked + 20);
});

test('however slowly Bitbucket lists, what was listed is sent before Forge ends the call', async () => {
  const it = town(400);
  it.limit = 1_000_000;
  const before = it.app;
  it.app = (path) => {
    if (path.includes('/repositories/')) pass(6_000);
    return before(path);
  };
  const app = house(it);
  const sent: number[] = [];
  for (let calls = 0; calls < 5; calls += 1) {
    const began = Date.now();
    await app.schedule();
    expect(Date.now() - began).toBeLessThan(25_000);
    sent.push(app.queued.splice(0).length);
  }
  expect(sent.filter((count) => count > 0).length).toBeGreaterThan(1);
  expect(sent.reduce((sum, count) => sum + count)).toBe(4 * 8);
});

test('new repositories are read with the next round, and a list that became shorter ends it', async () => {
  const it = town(250);
  it.limit = 10_000;
  const app = house(it);
  await app.schedule();
  await app.work();
  it.homes.splice(90);
  it.homes.push({ ...(it.homes[0] ?? never()), slug: 'new', uuid: uuidOf('repository', 900) });
  jest.setSystemTime(morning + hour);
  await app.schedule();
  await app.work();
  expect(await app.ask('owner', 'workspace')).toMatchObject({ reading: { repositories: 91, read: 91, notRead: 0 } });
  expect(Object.keys(await app.rows('owner'))).toContain('new');
});

function never(): never {
  throw new Error('There is one.');
}
