import { describe, expect, test } from '@jest/globals';
import { largeWorld } from '../../../src/sandbox/bitbucket/large-world';
import { viewersOf } from '../../../src/sandbox/bitbucket/viewers';
import { readFacts } from '../../../src/bitbucket/repository/read';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { isAdministered, names, repositoryIn, savedWorld } from '../../bitbucket/saved-worlds';

async function ask(world: World | undefined, path: string): Promise<{ status: number; body: unknown }> {
  return world ? worldGet(world)(path) : { status: 0, body: undefined };
}

const adminsOnly = ['branch-restrictions', 'permissions-config/users', 'permissions-config/groups'];

describe.each(names)('%s', (name) => {
  const world = savedWorld(name);
  const { administrator, developer } = viewersOf(world);
  const { workspace, slug } = repositoryIn(world);
  const repository = `/2.0/repositories/${workspace}/${slug}`;
  const own = `/2.0/user/workspaces/${workspace}/permissions/repositories`;

  test('the developer is shown what developers are shown', async () => {
    for (const path of adminsOnly) expect(await ask(developer, `${repository}/${path}`)).toMatchObject({ status: 403 });
    expect(await ask(developer, `/2.0/workspaces/${workspace}/permissions/repositories/${slug}`)).toMatchObject({
      status: 403,
    });
    const projects = Object.keys(world.replies).filter((path) => path.includes('/projects/'));
    for (const path of projects) expect(await ask(developer, path)).toMatchObject({ status: 403 });
    expect(await ask(developer, repository)).toMatchObject({ status: 200 });
  });

  test('and may do what their own list says', async () => {
    const { body } = await ask(developer, '/2.0/user');
    // Where the list of everybody is refused, who writes cannot be picked: the grants on the repository name a reader.
    const permission = name === 'effective-list-refused' ? 'read' : 'write';
    expect(body).toMatchObject({ uuid: developer?.viewer });
    expect(await ask(developer, own)).toMatchObject({
      status: 200,
      body: { values: [{ permission, user: { uuid: developer?.viewer } }] },
    });
  });

  test('the administrator is shown the world as it was saved', async () => {
    if (!isAdministered(name)) expect(administrator).toBeUndefined();
    else {
      expect(administrator).toEqual(world);
      expect(await ask(administrator, own)).toMatchObject({ body: { values: [{ permission: 'admin' }] } });
    }
  });
});

test('the developer of a deduced world knows their own permission and nothing more', async () => {
  const world = viewersOf(savedWorld('ordinary-team')).developer;
  const result = await readFacts(worldGet(world ?? { about: '', replies: {} }), {
    workspace: 'acme',
    slug: 'web',
    branches: false,
    askGroups: false,
  });
  expect(result).toMatchObject({
    facts: {
      viewer: { value: { name: 'Harvey Jones' } },
      viewerLevel: { known: true, value: 'write' },
      restrictions: { items: [], gaps: [{ because: 'forbidden' }] },
    },
  });
});

test('where the world does not hold it, the administrator is told their own permission', async () => {
  const { replies, ...rest } = savedWorld('ordinary-team');
  const own = '/2.0/user/workspaces/acme/permissions/repositories';
  const { administrator } = viewersOf({
    ...rest,
    replies: Object.fromEntries(Object.entries(replies).filter(([path]) => path !== own)),
  });
  expect(await ask(administrator, own)).toMatchObject({
    status: 200,
    body: { values: [{ permission: 'admin', repository: { full_name: 'acme/web' } }] },
  });
});

test('where nobody but administrators writes, the developer is somebody who reads', async () => {
  const { replies, ...rest } = savedWorld('open-repository');
  const entries = Object.entries(replies).map(([path, reply]) => [
    path,
    path.endsWith('/permissions/repositories/playground') ? withoutWriters(reply) : reply,
  ]);
  const { developer } = viewersOf({ ...rest, replies: Object.fromEntries(entries) as World['replies'] });
  expect(await ask(developer, '/2.0/user')).toMatchObject({ body: { nickname: 'jonas' } });
});

function withoutWriters(reply: unknown): unknown {
  const {
    body: { values },
  } = reply as { body: { values: { permission: string }[] } };
  return { status: 200, body: { values: values.filter(({ permission }) => permission !== 'write') } };
}

test('the large world has both viewers', () => {
  const world = largeWorld({ branches: 1, people: 40, groups: 2, restrictions: 1 });
  expect(Object.keys(viewersOf(world))).toEqual(['administrator', 'developer']);
});
