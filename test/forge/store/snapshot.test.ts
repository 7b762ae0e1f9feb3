import { createHash, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, expect, jest, test } from '@jest/globals';
import type { Facts } from '../../../src/core/model';
import type { World } from '../../../src/bitbucket/worlds/world';
import { keepSnapshot, keptSnapshot } from '../../../src/forge/store/snapshot';
import { largeWorld } from '../../../src/sandbox/bitbucket/large-world';
import { names, savedWorld } from '../../bitbucket/saved-worlds';
import { builds, changed, refusing, type Builds } from '../webhook/builds';
import { stopTimers } from '../clock';
import { placeOf } from '../host';
import { seeded, turns } from '../webhook/turns';

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

test("an administrator's visit keeps what they read, without branches and supplied members, in one value", async () => {
  const one = builds(world);
  await one.invoke('saveMembers', { group: 'devs', members: [] });
  const facts = await factsOf(one);
  const kept = await keptSnapshot(here);
  expect(kept?.facts).toEqual({
    ...facts,
    branches: { items: [], gaps: [] },
    suppliedMembers: {},
    suppliedMembersBy: undefined,
  });
  expect(portions(one)).toEqual([]);
  const [head = ''] = [...one.kept]
    .filter(([key]) => key === `snapshot:${here.slug.slice(1, -1)}`)
    .map(([, value]) => value);
  expect(Buffer.byteLength(head)).toBeLessThan(4_000);
});

test('a large one takes portions, each within what Forge keeps in a value', async () => {
  const one = builds(large);
  const facts = await factsOf(one);
  expect((await keptSnapshot(placeOf(large)))?.facts.permissions).toEqual(facts.permissions);
  expect(portions(one).length).toBeGreaterThanOrEqual(1);
  for (const value of one.kept.values()) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(limit);
});

test('it is replaced as a whole: of those before, only the last is left for whoever reads it meanwhile', async () => {
  const one = builds(large);
  const facts = await factsOf(one);
  const [first, each] = [portions(one), portions(one).length];
  for (const readAt of ['2099-01-01T00:00:00Z', '2099-01-02T00:00:00Z', '2099-01-03T00:00:00Z']) {
    const before = portions(one).slice(-each);
    await keepSnapshot(placeOf(large), { ...facts, readAt });
    expect(portions(one)).toHaveLength(2 * each);
    expect(portions(one).slice(0, each)).toEqual(before);
    expect((await keptSnapshot(placeOf(large)))?.facts.readAt).toBe(readAt);
  }
  expect(portions(one).filter((key) => first.includes(key))).toEqual([]);
  const nothing = { items: [], gaps: [] };
  const small = { ...facts, permissions: nothing, workspaceMembers: nothing, restrictions: nothing };
  await keepSnapshot(placeOf(large), small);
  expect(portions(one)).toHaveLength(each);
  await keepSnapshot(placeOf(large), small);
  expect(portions(one)).toEqual([]);
});

test('when several write and read at once, every reader finds a whole snapshot, and no unnamed portion is left', async () => {
  stopTimers();
  const ordinary = await factsOf(builds(world));
  // What gzip cannot make small, so that it takes two portions.
  const text = randomBytes(190_000).toString('base64');
  const gap = { of: { what: 'members', group: text }, because: 'forbidden' } as const;
  const facts: Facts = { ...ordinary, userGrants: { ...ordinary.userGrants, gaps: [gap] } };
  for (let seed = 0; seed < 40; seed += 1) {
    const random = seeded(seed);
    const { gate, run } = turns();
    const one = builds(world, undefined, gate);
    await keepSnapshot(here, facts);
    expect(portions(one)).toHaveLength(2);
    const [found, kept]: [(string | undefined)[], Set<string | undefined>] = [[], new Set([facts.readAt])];
    const writer = (at: number) => async () => {
      for (const day of [1, 2]) {
        const readAt = `20${String(90 + at)}-01-0${String(day)}T00:00:00Z`;
        kept.add(readAt);
        await keepSnapshot(here, { ...facts, readAt });
      }
    };
    const reader = async () => {
      for (let time = 0; time < 3; time += 1) found.push((await keptSnapshot(here))?.facts.readAt);
    };
    await run([writer(1), writer(2), reader], (waiting) => Math.floor(random() * waiting));
    expect(found).toHaveLength(3);
    for (const readAt of found) expect(kept).toContain(readAt);
    const head = one.kept.get(headOf(one)) ?? '';
    for (const key of portions(one)) expect(head).toContain(key.split(':')[2]);
  }
});

test('a reader during a replacement finds one or the other', async () => {
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
  expect(new Set(found)).toEqual(new Set([first]));
  expect((await keptSnapshot(placeOf(large)))?.facts.readAt).toBe('2099-01-01T00:00:00Z');
});

test.each<[string, (one: Builds) => void]>([
  ['a portion is gone', (one) => one.kept.delete(portions(one)[0] ?? '')],
  ['a portion is another', (one) => one.kept.set(portions(one)[0] ?? '', '"AAAA"')],
  ['a portion is no text', (one) => one.kept.set(portions(one)[0] ?? '', '7')],
  ['the head is no head', (one) => one.kept.set(headOf(one), '{"format":1}')],
  [
    'the head is of another format',
    (one) => one.kept.set(headOf(one), (one.kept.get(headOf(one)) ?? '').replace('"format":2', '"format":1')),
  ],
  ['the head is gone', (one) => one.kept.delete(headOf(one))],
])('%s: then there is none', async (_, damage) => {
  const one = builds(large);
  await factsOf(one);
  expect(await keptSnapshot(placeOf(large))).toBeDefined();
  damage(one);
  expect(await keptSnapshot(placeOf(large))).toBeUndefined();
});

type Raw = Record<string, unknown>;
const odd: [string, (facts: Raw) => unknown][] = [
  ['no facts', () => null],
  ['a list', () => []],
  [
    'a part is missing',
    (facts) => Object.fromEntries(Object.entries(facts).filter(([part]) => part !== 'permissions')),
  ],
  ['a part that we do not know', (facts) => ({ ...facts, forks: [] })],
  ['a list is none', (facts) => ({ ...facts, restrictions: {} })],
  ['a list without gaps', (facts) => ({ ...facts, restrictions: { items: [] } })],
  [
    'a gap without cause',
    (facts) => ({ ...facts, restrictions: { items: [], gaps: [{ of: { what: 'restrictions' } }] } }),
  ],
  [
    'a gap of what we do not know',
    (facts) => ({ ...facts, restrictions: { items: [], gaps: [{ of: { what: 'weather' }, because: 'forbidden' }] } }),
  ],
  [
    'a restriction of an older shape',
    (facts) => ({ ...facts, restrictions: { items: [{ kind: 'push', pattern: 'main' }], gaps: [] } }),
  ],
  ['a level that there is not', (facts) => ({ ...facts, viewerLevel: { known: true, value: 'owner' } })],
  ['known without a value', (facts) => ({ ...facts, model: { known: true } })],
  ['a person without id', (facts) => ({ ...facts, viewer: { known: true, value: { name: 'Ana' } } })],
];

test.each(odd)(
  'facts of another shape, %s: then there is none, the panel and the webhook answer',
  async (_, change) => {
    const one = builds(world, refusing(world));
    const key = await one.key();
    await one.visit();
    const head = JSON.parse(one.kept.get(headOf(one)) ?? '') as { data: string };
    const facts = JSON.parse(gunzipSync(Buffer.from(head.data, 'base64')).toString()) as Raw;
    const data = gzipSync(JSON.stringify(change(facts))).toString('base64');
    const digest = createHash('sha256').update(data).digest('hex');
    one.kept.set(headOf(one), JSON.stringify({ ...head, data, digest }));
    expect(await keptSnapshot(here)).toBeUndefined();
    const body = { repository: 'acme/web', branch: 'main', actor: 'ana' };
    expect(await one.ask(key, { body })).toMatchObject({
      status: 200,
      body: { verdict: 'unknown', source: 'bitbucket' },
    });
  },
);

test.each(names)('%s: its facts come back as they were', async (name) => {
  const saved = savedWorld(name);
  const one = builds(saved);
  const answer = (await one.invoke('facts')) as { facts?: Facts };
  if (!answer.facts) return;
  expect((await keptSnapshot(placeOf(saved)))?.facts).toEqual({
    ...answer.facts,
    branches: { items: [], gaps: [] },
    suppliedMembers: {},
  });
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

test('a partial reading does not replace a complete one, but is better than none', async () => {
  const one = builds(changed(world, down));
  await factsOf(one);
  expect((await keptSnapshot(here))?.facts.restrictions.gaps).toHaveLength(1);
  const whole = await factsOf(builds(world));
  await keepSnapshot(here, {
    ...whole,
    restrictions: { items: [], gaps: [{ of: { what: 'restrictions' }, because: 'unreachable' }] },
  });
  expect((await keptSnapshot(here))?.facts.restrictions).toEqual(whole.restrictions);
});

test('a developer who looks leaves nothing', async () => {
  const outsider = savedWorld('viewer-without-admin');
  const one = builds(outsider);
  await one.invoke('facts');
  expect([...one.kept.keys()]).toEqual([]);
});
