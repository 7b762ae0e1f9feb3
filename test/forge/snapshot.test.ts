import { afterEach, expect, jest, test } from '@jest/globals';
import type { Facts } from '../../src/core/model';
import type { World } from '../../src/bitbucket/world';
import { keepSnapshot, keptSnapshot } from '../../src/forge/snapshot';
import { largeWorld } from '../../src/sandbox/large-world';
import { savedWorld } from '../bitbucket/saved-worlds';
import { builds, changed, type Builds } from './builds';
import { placeOf } from './host';

const world = savedWorld('ordinary-team');
const here = placeOf(world);
const large = largeWorld();
const limit = 240 * 1024;

afterEach(() => {
  jest.useRealTimers();
  delete process.env['SNAPSHOT_DAYS'];
});

async function factsOf({ invoke }: Builds): Promise<Facts> {
  return ((await invoke('facts')) as { facts: Facts }).facts;
}

function portions({ kept }: Builds): string[] {
  return [...kept.keys()].filter((key) => /^snapshot:[^:]+:/.test(key));
}

test("an administrator's visit keeps what they could read, without branches and supplied members, in one value", async () => {
  const one = builds(world);
  await one.invoke('saveMembers', { group: 'devs', members: [] });
  const facts = await factsOf(one);
  const kept = await keptSnapshot(here);
  expect(kept?.facts).toEqual({ ...facts, branches: { items: [], gaps: [] }, suppliedMembers: {} });
  expect(portions(one)).toEqual([]);
  const [head = ''] = [...one.kept].filter(([key]) => key === `snapshot:${here.slug.slice(1, -1)}`).map(([, value]) => value);
  expect(Buffer.byteLength(head)).toBeLessThan(4_000);
});

test('a large one takes portions, each within what Forge keeps in a value', async () => {
  const one = builds(large);
  const facts = await factsOf(one);
  expect((await keptSnapshot(placeOf(large)))?.facts.permissions).toEqual(facts.permissions);
  expect(portions(one).length).toBeGreaterThanOrEqual(1);
  for (const value of one.kept.values()) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(limit);
});

test('it is replaced as a whole: no portion of the one before is left', async () => {
  const one = builds(large);
  const facts = await factsOf(one);
  const before = portions(one);
  await keepSnapshot(placeOf(large), { ...facts, readAt: '2099-01-01T00:00:00Z' });
  expect(portions(one)).toHaveLength(before.length);
  expect(portions(one).filter((key) => before.includes(key))).toEqual([]);
  expect((await keptSnapshot(placeOf(large)))?.facts.readAt).toBe('2099-01-01T00:00:00Z');
  const nothing = { items: [], gaps: [] };
  await keepSnapshot(placeOf(large), { ...facts, permissions: nothing, workspaceMembers: nothing, restrictions: nothing });
  expect(portions(one)).toEqual([]);
});

test('whoever reads while it is replaced finds one or the other', async () => {
  const state = { keys: [] as string[] };
  const found: (string | undefined)[] = [];
  const one: Builds = builds(large, undefined, async () => {
    if (!state.keys.includes('watching')) return;
    state.keys = [];
    found.push((await keptSnapshot(placeOf(large)))?.facts.readAt);
    state.keys = ['watching'];
  });
  const facts = await factsOf(one);
  const first = facts.readAt;
  state.keys = ['watching'];
  await keepSnapshot(placeOf(large), { ...facts, readAt: '2099-01-01T00:00:00Z' });
  expect(new Set(found)).toEqual(new Set([first, '2099-01-01T00:00:00Z']));
});

test.each<[string, (one: Builds) => void]>([
  ['a portion is gone', (one) => one.kept.delete(portions(one)[0] ?? '')],
  ['a portion is another', (one) => one.kept.set(portions(one)[0] ?? '', '"AAAA"')],
  ['a portion is no text', (one) => one.kept.set(portions(one)[0] ?? '', '7')],
  ['the head is no head', (one) => one.kept.set(headOf(one), '{"format":1}')],
  ['the head is of another format', (one) => one.kept.set(headOf(one), (one.kept.get(headOf(one)) ?? '').replace('"format":1', '"format":0'))],
  ['the head is gone', (one) => one.kept.delete(headOf(one))],
])('%s: then there is none', async (_, damage) => {
  const one = builds(large);
  await factsOf(one);
  expect(await keptSnapshot(placeOf(large))).toBeDefined();
  damage(one);
  expect(await keptSnapshot(placeOf(large))).toBeUndefined();
});

function headOf({ kept }: Builds): string {
  return [...kept.keys()].find((key) => /^snapshot:[^:]+$/.test(key)) ?? '';
}

test.each<[days: string, hours: number, there: boolean]>([
  ['', 7 * 24 - 1, true],
  ['', 7 * 24, false],
  ['1', 23, true],
  ['1', 24, false],
  ['30', 29 * 24, true],
  ['soon', 7 * 24 - 1, true],
  ['-1', 7 * 24 - 1, true],
  ['1000', 7 * 24, false],
  ['0', 0, false],
])('SNAPSHOT_DAYS=%s, after %i hours: %p', async (days, hours, there) => {
  jest.useFakeTimers({ now: Date.parse('2026-11-21T08:00:00Z') });
  process.env['SNAPSHOT_DAYS'] = days;
  await factsOf(builds(world));
  jest.setSystemTime(Date.now() + hours * 3_600_000);
  expect((await keptSnapshot(here)) !== undefined).toBe(there);
});

const web = '/2.0/repositories/acme/web';
const down: World['replies'] = { [`${web}/branch-restrictions`]: { status: 503 } };

test('what was only half read does not replace what was read whole; it is better than nothing', async () => {
  const one = builds(changed(world, down));
  await factsOf(one);
  expect((await keptSnapshot(here))?.facts.restrictions.gaps).toHaveLength(1);
  const whole = await factsOf(builds(world));
  await keepSnapshot(here, { ...whole, restrictions: { items: [], gaps: [{ of: { what: 'restrictions' }, because: 'unreachable' }] } });
  expect((await keptSnapshot(here))?.facts.restrictions).toEqual(whole.restrictions);
});

test('a store that fails, or hangs, does not fail the page', async () => {
  const broken = { how: (): Promise<void> => Promise.resolve() };
  const one: Builds = builds(world, undefined, async () => {
    // The members are read before it; without them there is no page.
    if (one.stored.at(-1)?.includes('snapshot') === true) await broken.how();
  });
  broken.how = () => Promise.reject(new Error('no'));
  expect(await one.invoke('facts')).toHaveProperty('facts');
  broken.how = () => new Promise(() => undefined);
  jest.useFakeTimers();
  const answer = one.invoke('facts');
  await jest.advanceTimersByTimeAsync(2_000);
  expect(await answer).toHaveProperty('facts');
});

test('a developer who looks leaves nothing', async () => {
  const outsider = savedWorld('viewer-without-admin');
  const one = builds(outsider);
  await one.invoke('facts');
  expect([...one.kept.keys()]).toEqual([]);
});
