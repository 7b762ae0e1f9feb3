import { describe, expect, test } from '@jest/globals';
import type { Get } from '../../../src/bitbucket/port/port';
import { worldGet, type SavedReply, type World } from '../../../src/bitbucket/worlds/world';
import { panelResolver } from '../../../src/forge/panels/resolver';
import { largeWorld } from '../../../src/sandbox/bitbucket/large-world';
import { factsOf, isAdministered, names, patient, savedWorld } from '../../bitbucket/saved-worlds';
import { contextOf, host, placeOf } from '../host';

const impatient = panelResolver(() => Promise.resolve());
const calls: [string, unknown][] = [
  ['facts', undefined],
  ['branches', { page: 1 }],
  ['pullRequests', { page: 1, parts: ['builds'] }],
  ['saveMembers', { group: 'devs', members: ['{60cad0b1-b371-4182-bd29-1d74687032bb}'] }],
  ['checkKeys', undefined],
  ['makeCheckKey', undefined],
  ['revokeCheckKey', { id: '0123456789abcdef' }],
];
const administered = names.filter(isAdministered);
const own = '/2.0/user/workspaces/acme/permissions/repositories';
const web = '/2.0/repositories/acme/web';
const here = placeOf(savedWorld('ordinary-team'));

function team(replies: World['replies']): World {
  const world = savedWorld('ordinary-team');
  return { ...world, replies: { ...world.replies, ...replies } };
}

describe.each(administered)('%s', (name) => {
  const world = savedWorld(name);

  test('the facts are those that are read, and no more', async () => {
    const { invoke, asked } = host(world, contextOf(world), impatient);
    const { viewer, ...read } = await factsOf(world, patient(world), {
      ...placeOf(world),
      branches: false,
      askGroups: false,
    });
    const { facts } = (await invoke('facts')) as { facts: { readAt: string } };
    const asJson = JSON.parse(JSON.stringify(read)) as object;
    expect(facts).toEqual({
      ...asJson,
      viewer: expect.objectContaining({ known: viewer.known }),
      readAt: facts.readAt,
    });
    expect(facts.readAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(asked.filter((path) => path.includes('/1.0/') || path.includes('/refs/'))).toEqual([]);
  });
});

test.each(administered.filter((name) => name !== 'fails-and-recovers'))(
  '%s: everything is asked once, as the viewer, and of this repository',
  async (name) => {
    const world = savedWorld(name);
    const { invoke, asked } = host(world, contextOf(world));
    await invoke('facts');
    const { workspace, slug } = placeOf(world);
    const [ofWorkspace, ofRepository] = [encodeURIComponent(workspace), encodeURIComponent(slug)];
    expect([...new Set(asked)]).toEqual(asked);
    for (const path of asked) {
      expect(path).toMatch(/^user \/2\.0\//);
      expect(path === 'user /2.0/user' || path.includes(ofWorkspace)).toBe(true);
      if (path.includes('/2.0/repositories/')) expect(path).toContain(`/${ofWorkspace}/${ofRepository}`);
    }
  },
);

/**
 * What is requested beside the two requests of the door, as the viewer, and thrown away where they do not pass: the
 * first page of each list.
 */
const besideTheDoor: Partial<Record<string, number>> = { facts: 9, branches: 1, pullRequests: 1 };

describe.each(calls)('%s, the same door', (call, payload) => {
  const outsider = savedWorld('viewer-without-admin');

  test('a developer learns why not, and about nobody', async () => {
    const { invoke, asked, kept, secrets, stored } = host(outsider, contextOf(outsider));
    const answer = await invoke(call, payload);
    expect(answer).toEqual({
      cannotRead: { because: 'not-administrator', repository: 'acme/checkout', level: 'write' },
    });
    const named = JSON.stringify(outsider.replies).matchAll(/"(?:display_name|nickname|account_id)":"([^"]+)"/g);
    const people = [...named].flatMap(([, name = '']) => [name, ...name.split(' ')]);
    expect(people).toContain('Sofia Rossi');
    expect(people.filter((name) => JSON.stringify(answer).toLowerCase().includes(name.toLowerCase()))).toEqual([]);
    const early = besideTheDoor[call] ?? 0;
    expect({ asked: asked.length, kept: kept.size, secrets: secrets.size, stored: stored.length }).toEqual({
      asked: 2 + early,
      kept: 0,
      secrets: 0,
      stored: 0,
    });
    expect(asked.filter((path) => !path.startsWith('user '))).toEqual([]);
  });

  test.each<[string, World['replies'], object]>([
    [
      'only reads',
      { [own]: entry({ permission: 'read' }) },
      { because: 'not-administrator', repository: 'acme/web', level: 'read' },
    ],
    [
      'administers another repository, of the same name',
      { [own]: entry({ uuid: '{0e08f94b-6681-43c1-82e6-c86606d89be5}' }) },
      { because: 'permission-not-known', gap: { because: 'not-found' } },
    ],
    [
      'has no entry',
      { [own]: { status: 200, body: { values: [] } } },
      { because: 'permission-not-known', repository: 'acme/web', gap: { because: 'not-found' } },
    ],
    [
      'is not shown',
      { [own]: { status: 403 } },
      {
        because: 'permission-not-known',
        gap: { of: { what: 'viewer-permission' }, because: 'forbidden', status: 403 },
      },
    ],
    [
      'has a permission that we have not met',
      { [own]: entry({ permission: 'triage' }) },
      { because: 'permission-not-known', gap: { because: 'not-understood' } },
    ],
    [
      'does not see the repository',
      { [web]: { status: 404 } },
      { because: 'unreadable', unreadable: { because: 'not-visible', status: 404 } },
    ],
    [
      'meets a Bitbucket that is down',
      { [web]: { status: 503, body: { uuid: here.slug, workspace: { uuid: here.workspace } } } },
      { because: 'unreadable', unreadable: { because: 'unreachable', status: 503 } },
    ],
  ])('a viewer who %s', async (_, replies, cannotRead) => {
    const { invoke, kept } = host(
      team({ ...forAdministratorsAlone, ...replies }),
      contextOf(savedWorld('ordinary-team')),
      impatient,
    );
    const answer = await invoke(call, payload);
    expect(answer).toMatchObject({ cannotRead });
    expect(Object.keys(answer as object)).toEqual(['cannotRead']);
    expect(kept.size).toBe(0);
  });

  const noFilter = { type: 'error', error: { message: 'Invalid query.' } };
  test.each<[what: string, replies: World['replies']]>([
    ['does not see their own permission', { [own]: { status: 403 } }],
    ['meets a list that takes no filter and no other question', { [own]: { status: 400, body: noFilter } }],
    ['is not in their own list', { [own]: { status: 200, body: { values: [] } } }],
    ['meets a list that is down', { [own]: { status: 503 } }],
    ['meets a list that is something else', { [own]: { status: 404 } }],
    [
      'sees that there are no restrictions, and whom Bitbucket shows to administrators',
      { [own]: { status: 403 }, [`${web}/branch-restrictions`]: { status: 200, body: { values: [] } } },
    ],
  ])('an administrator who %s is let in by what Bitbucket shows administrators alone', async (_, replies) => {
    const { invoke } = host(team(replies), contextOf(savedWorld('ordinary-team')), impatient);
    expect(await invoke(call, payload)).not.toHaveProperty('cannotRead');
  });

  const restriction = { type: 'branchrestriction', id: 1, kind: 'push', pattern: 'main', users: [], groups: [] };
  const list = (...values: unknown[]) => ({ status: 200, body: { values } });
  test.each<[what: string, restrictions: SavedReply]>([
    ['an empty list of restrictions and no list of people', list()],
    ['an error', { status: 200, body: { type: 'error', error: { message: 'no' } } }],
    ['an empty object', { status: 200, body: {} }],
    ['one restriction', { status: 200, body: restriction }],
    ['HTML', { status: 200, body: '<html></html>' }],
    ['branches', list({ type: 'branch', name: 'main' })],
    ['a list of something else', list({ type: 'repository_permission', id: 1, kind: 'push' })],
    ['restrictions without number', list({ kind: 'push', pattern: 'main' })],
    ['restrictions and something else', list(restriction, { type: 'error' })],
    ['a page that did not come', { status: 503 }],
    ['nothing', { status: 204 }],
    ['a refusal with restrictions in it', { status: 403, body: { values: [restriction] } }],
  ])('somebody who does not see their own permission is not let in by %s', async (_, restrictions) => {
    const replies = { ...forAdministratorsAlone, [own]: { status: 403 }, [`${web}/branch-restrictions`]: restrictions };
    const { invoke, kept } = host(team(replies), contextOf(savedWorld('ordinary-team')), impatient);
    expect(await invoke(call, payload)).toMatchObject({ cannotRead: { because: 'permission-not-known' } });
    expect(kept.size).toBe(0);
  });

  test('somebody with write permission only is not let in by what they can see', async () => {
    const { invoke } = host(
      team({ [own]: entry({ permission: 'write' }) }),
      contextOf(savedWorld('ordinary-team')),
      impatient,
    );
    expect(await invoke(call, payload)).toMatchObject({ cannotRead: { because: 'not-administrator', level: 'write' } });
  });

  test('a list that takes no filter is asked for whole', async () => {
    const bare = worldGet(team(forAdministratorsAlone));
    const get: Get = (path) =>
      path.includes('/user/workspaces/') && path.includes('q=')
        ? Promise.resolve({ status: 400, headers: {}, body: noFilter })
        : bare(path);
    const { invoke, asked } = host(get, contextOf(savedWorld('ordinary-team')), impatient);
    expect(await invoke(call, payload)).not.toHaveProperty('cannotRead');
    expect(asked.filter((path) => path.includes('/user/workspaces/')).length).toBeGreaterThanOrEqual(2);
  });

  test('the payload names no other repository', async () => {
    const world = team({});
    const { invoke, asked } = host(world, contextOf(world));
    await invoke(call, {
      ...Object(payload),
      ...contextOf(outsider),
      workspace: 'acme',
      slug: 'checkout',
      context: contextOf(outsider),
    });
    expect(
      asked.filter((path) => path.includes('checkout') || path.includes(placeOf(outsider).slug.slice(1, -1))),
    ).toEqual([]);
    expect(asked[0]).toContain(placeOf(world).slug.slice(1, -1));
  });

  test.each<[string, unknown]>([
    ['none', undefined],
    ['no repository', { workspaceId: placeOf(outsider).workspace, extension: {} }],
    ['a slug', { ...contextOf(outsider), extension: { repository: { uuid: 'checkout' } } }],
    ['a path', { ...contextOf(outsider), workspaceId: '{../../user}' }],
    ['no braces', { ...contextOf(outsider), workspaceId: placeOf(outsider).workspace.slice(1, -1) }],
  ])('a context with %s: nothing is asked', async (_, context) => {
    const { invoke, asked } = host(outsider, {});
    await expect(invoke(call, payload, context)).rejects.toThrow(
      'Forge named no repository in the context of this call.',
    );
    expect(asked).toEqual([]);
  });

  test.each<[string, (path: string) => boolean]>([
    ['at once', () => true],
    ['by everything but the repository', (path) => !/repositories\/[^/]+\/[^/]+$/.test(path)],
    ['after the door', (path) => !path.includes('/user/') && !/repositories\/[^/]+\/[^/]+$/.test(path)],
  ])('consent that is needed %s reaches Forge', async (when, needs) => {
    const bare = worldGet(team({}));
    const refusal = { status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' }, body: '' };
    const get: Get = (path) => (needs(path) ? Promise.resolve(refusal) : bare(path));
    const { invoke } = host(get, contextOf(team({})));
    const nothingMore =
      !['facts', 'branches', 'pullRequests', 'makeCheckKey', 'saveMembers'].includes(call) && when === 'after the door';
    if (nothingMore) expect(await invoke(call, payload)).not.toHaveProperty('cannotRead');
    else await expect(invoke(call, payload)).rejects.toMatchObject({ name: 'NEEDS_AUTHENTICATION_ERR' });
  });
});

/** What Bitbucket answers whoever does not administer the repository. */
const forAdministratorsAlone: World['replies'] = {
  [`${web}/branch-restrictions`]: { status: 403 },
  '/2.0/workspaces/acme/permissions/repositories/web': { status: 403 },
};

function entry({ permission = 'admin', uuid = '{fc2e7aad-1306-4e8c-b171-b1d6b1d54968}' }) {
  return { status: 200, body: { values: [{ permission, repository: { uuid, full_name: 'acme/web' } }] } };
}

test('the facts of a large repository stay below the 5 MB that Forge passes on', async () => {
  const world = largeWorld();
  const answer = await host(world, contextOf(world)).invoke('facts');
  const bytes = Buffer.byteLength(JSON.stringify(answer));
  expect(answer).toHaveProperty('facts');
  expect(bytes).toBeGreaterThan(1_000_000);
  expect(bytes).toBeLessThan(2_500_000);
});
