import { expect, test } from '@jest/globals';
import type { World } from '../../../src/bitbucket/worlds/world';
import type { Facts } from '../../../src/core/model';
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

async function supplied({ invoke }: Host, context?: unknown): Promise<Facts['suppliedMembers']> {
  const { facts } = (await invoke('facts', undefined, context)) as { facts: Facts };
  return facts.suppliedMembers;
}

function uuids(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `{00000000-0000-4000-8000-${String(at).padStart(12, '0')}}`);
}

test('kept members come back with the facts, are replaced as a whole, and can be deleted', async () => {
  const one = host(world, here);
  expect(await supplied(one)).toEqual({});
  expect(await one.invoke('saveMembers', { group: 'devs', members: [ana.toUpperCase(), ana.slice(1, -1)] })).toEqual({
    saved: true,
  });
  expect(await supplied(one)).toEqual({ devs: [ana] });
  await one.invoke('saveMembers', { group: 'devs', members: [] });
  expect(await supplied(one)).toEqual({ devs: [] });
  await one.invoke('saveMembers', { group: 'devs', members: null });
  expect(await supplied(one)).toEqual({});
  expect([...one.kept.keys()].filter((key) => key.startsWith('members:'))).toEqual([]);
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
  for (const group of groups)
    expect(await one.invoke('saveMembers', { group, members: [ana] })).toEqual({ saved: true });
  expect(Object.keys(await supplied(one)).sort()).toEqual(groups.sort());
});

test('the longest list of members fits', async () => {
  const one = host(world, here);
  expect(await one.invoke('saveMembers', { group: 'ü'.repeat(255), members: uuids(5_000) })).toEqual({ saved: true });
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
