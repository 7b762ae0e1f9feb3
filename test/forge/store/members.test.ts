import { describe, expect, test } from '@jest/globals';
import type { World } from '../../../src/bitbucket/worlds/world';
import type { Facts } from '../../../src/core/model';
import { suppliedListOf, type SuppliedList } from '../../../src/core/people/supplied/lists';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { contextOf, host, type Host } from '../host';

const world = savedWorld('ordinary-team');
const here = contextOf(world);
const elsewhere = { ...here, extension: { repository: { uuid: '{0e08f94b-6681-43c1-82e6-c86606d89be5}' } } };
const ana = '{60cad0b1-b371-4182-bd29-1d74687032bb}';
const expected =
  '`saveMembers` takes `group`, a slug of up to 255 characters, and `members`, at most 5,000 uuids, or null to forget them.';

/** The ordinary team's world, with a second repository that the viewer administers. */
function twoRepositories(): World {
  const own = '/2.0/user/workspaces/acme/permissions/repositories';
  const { uuid } = elsewhere.extension.repository;
  const entries = [here, elsewhere].map(({ extension }) => ({ permission: 'admin', repository: extension.repository }));
  const second = {
    uuid,
    full_name: 'acme/other',
    project: null,
    mainbranch: null,
    workspace: { uuid: here.workspaceId },
  };
  const replies = {
    '/2.0/repositories/acme/other': { status: 200, body: second },
    [own]: { status: 200, body: { values: entries } },
  };
  return { ...world, replies: { ...world.replies, ...replies } };
}

async function factsOf({ invoke }: Host, context?: unknown): Promise<Facts> {
  return ((await invoke('facts', undefined, context)) as { facts: Facts }).facts;
}

async function supplied(one: Host, context?: unknown): Promise<Facts['suppliedMembers']> {
  return (await factsOf(one, context)).suppliedMembers;
}

async function save(
  { invoke }: Host,
  members: string[] | null,
): Promise<Record<'kept' | 'replaced', SuppliedList | null>> {
  return (await invoke('saveMembers', { group: 'devs', members })) as Awaited<ReturnType<typeof save>>;
}

function uuids(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `{00000000-0000-4000-8000-${String(at).padStart(12, '0')}}`);
}

test('kept members come back with the facts, are replaced as a whole, and can be deleted', async () => {
  const one = host(world, here);
  expect(await supplied(one)).toEqual({});
  await one.invoke('saveMembers', { group: 'devs', members: [ana.toUpperCase(), ana.slice(1, -1)] });
  expect(await supplied(one)).toEqual({ devs: [ana] });
  await one.invoke('saveMembers', { group: 'devs', members: [] });
  expect(await supplied(one)).toEqual({ devs: [] });
  await one.invoke('saveMembers', { group: 'devs', members: null });
  expect(await supplied(one)).toEqual({});
  expect([...one.kept.keys()].filter((key) => key.startsWith('members:'))).toEqual([]);
});

describe('who supplied a list, and when', () => {
  const you = { id: ana, name: 'Ana Lovell' };
  const ben = '{0e08f94b-6681-43c1-82e6-c86606d89be6}';

  test('each answer holds what counts from then on and what it took the place of, so that it can be undone', async () => {
    const one = host(world, here);
    const since = Date.now();
    const first = await save(one, [ana]);
    expect(first).toEqual({ kept: { members: [ana], by: you, at: expect.any(String) }, replaced: null });
    expect(Date.parse(first.kept?.at ?? '')).toBeGreaterThanOrEqual(since);
    const second = await save(one, []);
    expect(second).toEqual({ kept: { members: [], by: you, at: expect.any(String) }, replaced: first.kept });
    expect(await save(one, null)).toEqual({ kept: null, replaced: second.kept });
    expect(await save(one, null)).toEqual({ kept: null, replaced: null });
  });

  test('it comes with the facts', async () => {
    const one = host(world, here);
    const { kept } = await save(one, [ben]);
    expect(suppliedListOf('devs', await factsOf(one))).toEqual(kept);
    expect((await factsOf(one)).suppliedMembersBy).toEqual({ devs: { by: you, at: kept?.at } });
  });

  test('where Bitbucket does not say who looks, only when', async () => {
    const nobody = { ...world, replies: { ...world.replies, '/2.0/user': { status: 403 } } };
    const { kept } = await save(host(nobody, here), [ana]);
    expect(kept).toEqual({ members: [ana], at: expect.any(String) });
  });

  test.each<[what: string, value: object]>([
    ['before values bore a format', { group: 'devs', members: [ana] }],
    ['before it was noted', { format: 1, group: 'devs', members: [ana] }],
  ])('a list that was kept %s still counts, and can be replaced and taken back', async (_, value) => {
    const one = host(world, here);
    await save(one, []);
    const [where = ''] = one.kept.keys();
    one.kept.set(where, JSON.stringify(value));
    expect(await factsOf(one)).toMatchObject({ suppliedMembers: { devs: [ana] }, suppliedMembersBy: { devs: {} } });
    expect(await save(one, [ben])).toMatchObject({ kept: { by: you }, replaced: { members: [ana] } });
    one.kept.set(where, JSON.stringify(value));
    expect(await save(one, null)).toEqual({ kept: null, replaced: { members: [ana] } });
    expect(await supplied(one)).toEqual({});
  });

  test.each<[what: string, part: object]>([
    ['a name that is none', { by: { id: ana, name: 7 } }],
    ['somebody without an id', { by: { name: 'Ana' } }],
    ['a time that is none', { at: 'yesterday' }],
  ])('%s: what is kept is not of ours, and counts for nothing', async (_, part) => {
    const one = host(world, here);
    await save(one, []);
    const [where = ''] = one.kept.keys();
    one.kept.set(where, JSON.stringify({ format: 1, group: 'devs', members: [ana], ...part }));
    expect(await supplied(one)).toEqual({});
    expect(await save(one, null)).toEqual({ kept: null, replaced: null });
  });
});

test('it belongs to the repository', async () => {
  const one = host(twoRepositories(), here);
  await one.invoke('saveMembers', { group: 'devs', members: [ana] });
  expect(await supplied(one, elsewhere)).toEqual({});
  await one.invoke('saveMembers', { group: 'devs', members: null }, elsewhere);
  await one.invoke('saveMembers', { group: 'ops', members: [ana] }, elsewhere);
  expect([await supplied(one), await supplied(one, elsewhere)]).toEqual([{ devs: [ana] }, { ops: [ana] }]);
});

test('more groups than the store gives at once, whatever they are called', async () => {
  const one = host(world, here);
  const groups = [
    'équipe',
    '{}',
    'a b/c:d#e%',
    '__proto__',
    'd'.repeat(255),
    'ü'.repeat(255),
    ...Array.from({ length: 44 }, (_, at) => `team-${String(at)}`),
  ];
  for (const group of groups) await one.invoke('saveMembers', { group, members: [ana] });
  const { suppliedMembers, suppliedMembersBy } = await factsOf(one);
  for (const named of [suppliedMembers, suppliedMembersBy])
    expect(Object.keys(named ?? {}).sort()).toEqual(groups.sort());
});

test('the longest list of members fits', async () => {
  const one = host(world, here);
  await one.invoke('saveMembers', { group: 'ü'.repeat(255), members: uuids(5_000) });
  expect(Buffer.byteLength([...one.kept.values()][0] ?? '')).toBeLessThan(230 * 1024);
  expect(Object.values(await supplied(one))).toEqual([uuids(5_000)]);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['no members', { group: 'devs' }],
  ['no group', { members: [] }],
  ['an empty slug', { group: '', members: [] }],
  ['a slug that is too long', { group: 'd'.repeat(256), members: [] }],
  ['a slug that is none', { group: 7, members: [] }],
  ['members that are no list', { group: 'devs', members: ana }],
  ['a name in place of a uuid', { group: 'devs', members: ['ana'] }],
  ['something longer than a uuid', { group: 'devs', members: [`${ana} ${ana}`] }],
  ['a number in place of a uuid', { group: 'devs', members: [ana, 7] }],
  ['too many members', { group: 'devs', members: uuids(5_001) }],
])('%s is one clear error, and keeps nothing', async (_, payload) => {
  const { invoke, kept } = host(world, here);
  await expect(invoke('saveMembers', payload)).rejects.toThrow(new TypeError(expected));
  expect(kept.size).toBe(0);
});
