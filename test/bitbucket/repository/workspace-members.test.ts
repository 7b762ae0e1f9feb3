import { expect, test } from '@jest/globals';
import type { Get, Reply } from '../../../src/bitbucket/port/port';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { factsOf, reply, savedWorld } from '../saved-worlds';

const path = '/2.0/workspaces/acme/permissions';
const effective = `${path}/repositories/web`;
const member = (uuid: string, permission: string) => ({
  type: 'workspace_membership',
  permission,
  user: { type: 'user', uuid },
});
const all = [member('{1}', 'member'), member('{2}', 'owner'), member('{3}', 'member')];
const listOf = (values: unknown[]) => reply(200, { values, size: values.length, pagelen: 100, page: 1 });

/** A Bitbucket that treats the filter in some way. */
function asking(filtered: Reply, replies: World['replies'] = {}): { get: Get; asked: string[] } {
  const world = savedWorld('ordinary-team');
  const bare = worldGet({ ...world, replies: { ...world.replies, ...replies } });
  const asked: string[] = [];
  return {
    asked,
    get: async (one) => {
      const { pathname, searchParams } = new URL(one, 'https://api.bitbucket.org');
      if (pathname !== path) return bare(one);
      const q = searchParams.get('q');
      asked.push(q ?? 'all');
      return q === null ? listOf(all) : filtered;
    },
  };
}

const owner = 'permission="owner"';
const refused = { [effective]: { status: 403 } };
test.each<
  [what: string, filtered: Reply, replies: World['replies'], everyMember: boolean, asked: string[], read: number]
>([
  ['the owners alone', listOf(all.slice(1, 2)), {}, false, [owner], 1],
  ['a filter that is ignored', listOf(all), {}, false, [owner], 3],
  // A 400 may also mean that a hundred are too many at once.
  ['a filter that is refused', reply(400), {}, false, [owner, owner, 'all'], 3],
  ['a filter that is for others', reply(403), {}, false, [owner, 'all'], 3],
  ['a filter that finds nobody', listOf([]), {}, false, [owner, 'all'], 3],
  ['a list that is not there', reply(404), {}, false, [owner], 0],
  ['a list of permissions that is refused', listOf(all.slice(1, 2)), refused, false, [owner, 'all'], 3],
  ['somebody who is asked about by name', listOf(all.slice(1, 2)), {}, true, ['all'], 3],
])('%s', async (_, filtered, replies, everyMember, expected, read) => {
  const { get, asked } = asking(filtered, replies);
  const { workspaceMembers } = await factsOf(savedWorld('ordinary-team'), get, { everyMember });
  expect(asked).toEqual(expected);
  expect(workspaceMembers.items).toHaveLength(read);
  expect(workspaceMembers.items.filter((one) => one.owner)).toHaveLength(read === 0 ? 0 : 1);
  expect(workspaceMembers.gaps).toHaveLength(read === 0 ? 1 : 0);
});
