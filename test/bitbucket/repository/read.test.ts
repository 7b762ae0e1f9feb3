import { describe, expect, test } from '@jest/globals';
import { mostAtOnce, patiently, retrying, type Get } from '../../../src/bitbucket/port/port';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import type { Facts } from '../../../src/core/model';
import { factsOf, names, patient, read, reply, repositoryIn, savedWorld } from '../saved-worlds';

const needed = [
  'refs/branches',
  'branch-restrictions',
  'effective-branching-model',
  'permissions-config/users',
  'permissions-config/groups',
];

/** The requests that the contract lists, given the names in the replies. */
function pathsOf({ repository, restrictions, groupGrants, projectGroupGrants }: Facts): string[] {
  const { workspace, slug, project } = repository;
  const groups = [
    ...restrictions.items.flatMap(({ groups: listed }) => listed),
    ...[...groupGrants.items, ...projectGroupGrants.items].map(({ group }) => group),
  ];
  const ofProject =
    project.known && project.value !== null
      ? [`/2.0/workspaces/${workspace}/projects/${project.value.key}/permissions-config`]
      : [];
  return [
    `/2.0/repositories/${workspace}/${slug}`,
    ...needed.map((rest) => `/2.0/repositories/${workspace}/${slug}/${rest}`),
    `/2.0/workspaces/${workspace}/permissions/repositories/${slug}`,
    `/2.0/workspaces/${workspace}/permissions`,
    ...ofProject.flatMap((path) => [`${path}/users`, `${path}/groups`]),
    ...new Set(groups.map((group) => `/1.0/groups/${workspace}/${group.slug}/members`)),
    '/2.0/user',
    `/2.0/user/workspaces/${workspace}/permissions/repositories`,
  ].sort();
}

/** Notes every path that is requested. */
function noting(get: Get): { get: Get; asked: string[] } {
  const asked: string[] = [];
  return { get: (path) => (asked.push(path), get(path)), asked };
}

/** Each path, without its query. */
function pathsIn(asked: string[]): string[] {
  return [...new Set(asked.map((path) => path.replace(/\?.*/, '')))].sort();
}

/** Answers in rounds: what is requested before any reply of a round belongs to that round. */
function inRounds(get: Get): { get: Get; rounds: () => number } {
  let rounds = 0;
  let round: Promise<void> | undefined;
  return {
    rounds: () => rounds,
    get: async (path) => {
      round ??= new Promise((done) =>
        setImmediate(() => {
          rounds++;
          round = undefined;
          done();
        }),
      );
      await round;
      return get(path);
    },
  };
}

describe.each(names)('%s', (name) => {
  test('the requests, and none twice', async () => {
    const world = savedWorld(name);
    const { get, asked } = noting(worldGet(world));
    const facts = await factsOf(
      world,
      retrying(get, () => Promise.resolve(), 1),
    );
    expect(pathsIn(asked)).toEqual(pathsOf(facts));
    expect([...new Set(asked)]).toEqual(asked);
  });

  test('without branches and groups: no list of branches, no 1.0 path', async () => {
    const world = savedWorld(name);
    const { get, asked } = noting(patient(world));
    const facts = await factsOf(world, get, { branches: false, askGroups: false });
    expect(pathsIn(asked)).toEqual(
      pathsOf(facts).filter((path) => !path.startsWith('/1.0/') && !path.endsWith('/refs/branches')),
    );
    expect({ members: facts.members, branches: facts.branches }).toEqual({
      members: {},
      branches: { items: [], gaps: [] },
    });
  });

  test('at most three rounds', async () => {
    const world = savedWorld(name);
    const { get, rounds } = inRounds(patient(world));
    await factsOf(world, get);
    expect(rounds()).toBeLessThanOrEqual(3);
  });

  test('by uuid it gives the same facts', async () => {
    const world = savedWorld(name);
    const { repository } = await factsOf(world);
    const owner = { workspace: '{d94461d5-cacd-4425-bc75-237e25049ac0}', slug: repository.id ?? '' };
    expect(await factsOf(savedWorld(name), undefined, owner)).toEqual(await factsOf(savedWorld(name)));
  });
});

const web = '/2.0/repositories/acme/web';
const permissionsPath = '/2.0/workspaces/acme/permissions/repositories/web';
const ownPath = '/2.0/user/workspaces/acme/permissions/repositories';

/** The ordinary team, with some replies replaced. */
function team(replies: World['replies']): World {
  const world = savedWorld('ordinary-team');
  return { ...world, replies: { ...world.replies, ...replies } };
}

/** The entries of one of the ordinary team's lists. */
function entries(path: string): unknown[] {
  const { body } = [savedWorld('ordinary-team').replies[path] ?? []].flat()[0] ?? {};
  return Array.isArray(body) ? body : (body as { values: unknown[] }).values;
}

describe('one broken entry costs only itself', () => {
  const lists: [string, string, (facts: Facts) => { items: unknown[]; gaps: unknown[] } | undefined][] = [
    ['branches', `${web}/refs/branches`, ({ branches }) => branches],
    ['restrictions', `${web}/branch-restrictions`, ({ restrictions }) => restrictions],
    ['user-grants', `${web}/permissions-config/users`, ({ userGrants }) => userGrants],
    ['group-grants', `${web}/permissions-config/groups`, ({ groupGrants }) => groupGrants],
    ['permissions', permissionsPath, ({ permissions }) => permissions],
    ['workspace-members', '/2.0/workspaces/acme/permissions', ({ workspaceMembers }) => workspaceMembers],
    ['members', '/1.0/groups/acme/developers/members', ({ members }) => members['developers']],
  ];

  describe.each(lists)('%s', (what, path, listing) => {
    test.each<[string, unknown]>([
      ['nothing', null],
      ['a text', 'x'],
      ['a list', []],
      ['an empty object', {}],
      ['fields of other types', { name: 7, kind: 7, user: 'ana', group: [], permission: 'write', uuid: 7 }],
      [
        'a permission or role that we have not met',
        { name: 7, user: { uuid: '{1}' }, group: { slug: 'devs' }, permission: 'triage' },
      ],
    ])('%s', async (_, broken) => {
      const others = entries(path);
      const list = [...others.slice(0, 1), broken, ...others.slice(1)];
      const before = await factsOf(team({}));
      const after = await factsOf(
        team({ [path]: { status: 200, body: path.startsWith('/1.0/') ? list : { values: list } } }),
      );
      expect(listing(after)?.items).toEqual(listing(before)?.items);
      expect(listing(after)?.gaps).toMatchObject([{ of: { what }, because: 'not-understood' }]);
    });
  });

  test('a restriction with a broken exemption keeps the others, and says so', async () => {
    const restriction = {
      kind: 'push',
      id: 1,
      pattern: 'main',
      users: [{ uuid: '{1}' }, { name: 'no uuid' }],
      groups: 7,
    };
    const { restrictions } = await factsOf(
      team({ [`${web}/branch-restrictions`]: { status: 200, body: { values: [restriction] } } }),
    );
    expect(restrictions).toMatchObject({
      gaps: [],
      items: [{ users: [{ id: '{1}' }], gaps: [{ of: { what: 'exemptions' }, because: 'not-understood' }] }],
    });
  });
});

describe("the viewer's own permission", () => {
  const forbidden = { [permissionsPath]: { status: 403 } };
  const other = (number: number) => ({
    permission: 'read',
    repository: { uuid: `{${String(number)}}`, full_name: `acme/r${String(number)}` },
  });
  const others = Array.from({ length: 150 }, (_, at) => other(at));
  const own = (repository: unknown) => ({
    [ownPath]: { status: 200, body: { values: [...others, { permission: 'write', repository }] } },
  });

  test.each<[string, World['replies'], Facts['viewerLevel'] | object]>([
    [
      'is asked for where everybody was read too: both must agree',
      own({ full_name: 'acme/web' }),
      { known: true, value: 'write' },
    ],
    [
      "is found by uuid among other repositories'",
      { ...forbidden, ...own({ uuid: '{fc2e7aad-1306-4e8c-b171-b1d6b1d54968}' }) },
      { known: true, value: 'write' },
    ],
    [
      'is found by name, whatever its case',
      { ...forbidden, ...own({ full_name: 'Acme/Web' }) },
      { known: true, value: 'write' },
    ],
    [
      'is not that of another repository',
      { ...forbidden, ...own({ uuid: '{other}', full_name: 'acme/web2' }) },
      { known: false, gap: { because: 'not-found' } },
    ],
    [
      'is not that of another repository that had the name',
      { ...forbidden, ...own({ uuid: '{other}', full_name: 'acme/web' }) },
      { known: false, gap: { because: 'not-found' } },
    ],
    ['may be one without a name', { ...forbidden, ...own({}) }, { known: false, gap: { because: 'not-understood' } }],
    [
      'cannot be read',
      { ...forbidden, [ownPath]: { status: 403 } },
      { known: false, gap: { because: 'forbidden', status: 403 } },
    ],
  ])('%s', async (_, replies, level) => {
    expect((await factsOf(team(replies))).viewerLevel).toMatchObject(level);
  });
});

describe('without the repository there are no facts', () => {
  test.each([
    [401, 'no-credential-accepted'],
    [403, 'not-visible'],
    [404, 'not-visible'],
    [410, 'not-visible'],
    [500, 'unreachable'],
    [429, 'unreachable'],
    [302, 'not-understood'],
    [400, 'not-understood'],
  ])('%i: %s', async (status, because) => {
    expect(await read(team({ [web]: { status } }), undefined, { workspace: 'acme', slug: 'web' })).toMatchObject({
      unreadable: { because, status },
    });
  });

  test.each<[string, unknown]>([
    ['HTML', '<html>'],
    ['a list', []],
    ['nothing', undefined],
  ])('%s with status 200: not-understood', async (_, body) => {
    expect(await read(team({ [web]: { status: 200, body } }))).toMatchObject({
      unreadable: { because: 'not-understood', status: 200 },
    });
  });
});

describe('what the port throws', () => {
  test.each<[string, (path: string) => boolean]>([
    ['at everything', () => true],
    ['at everything but the repository', (path) => path !== web],
    ['at the members of groups', (path) => path.startsWith('/1.0/')],
    ['at the project', (path) => path.includes('/projects/')],
    ["at the viewer's own permission", (path) => path.startsWith(ownPath)],
  ])('%s, is thrown once, and leaves no rejection behind', async (_, throws) => {
    const error = Object.assign(new Error('Authentication Required'), { name: 'NeedsAuthenticationError' });
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const bare = patient(team({ [permissionsPath]: { status: 403 } }));
    const get: Get = async (path) => {
      if (throws(path)) throw error;
      await new Promise(setImmediate);
      return bare(path);
    };
    await expect(read(team({}), get)).rejects.toBe(error);
    await new Promise((done) => setTimeout(done, 20));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});

test('as much at the same time as the port lets, here for a hundred groups', async () => {
  const values = Array.from({ length: 100 }, (_, at) => ({ permission: 'write', group: { slug: `g${String(at)}` } }));
  const world = team({ [`${web}/permissions-config/groups`]: { status: 200, body: { values } } });
  const bare = patient(world);
  let underWay = 0;
  let most = 0;
  const counting: Get = async (path) => {
    most = Math.max(most, ++underWay);
    await new Promise(setImmediate);
    underWay--;
    return path.startsWith('/1.0/') ? reply(200, []) : bare(path);
  };
  await factsOf(
    world,
    patiently(counting, 45_000, () => Promise.resolve()),
  );
  expect(most).toBe(mostAtOnce);
});

test('names are written into paths so that they stay one segment', async () => {
  const { get, asked } = noting(() => Promise.resolve(reply(404)));
  await read(team({}), get, { workspace: 'a/b', slug: '../c?d#e' });
  expect(asked).toContain('/2.0/repositories/a%2Fb/..%2Fc%3Fd%23e');
  expect(repositoryIn(team({}))).toEqual({ workspace: 'acme', slug: 'web' });
});

describe('what replies say of the credential', () => {
  const headers = {
    'X-OAuth-Scopes': 'repository, account',
    'X-Credential-Type': 'repo_access_token',
    'Set-Cookie': 'a=1',
  };
  const world = savedWorld('ordinary-team');
  const described: World = {
    ...world,
    replies: Object.fromEntries(
      Object.entries(world.replies).map(([path, one]) => [path, [one].flat().map((saved) => ({ ...saved, headers }))]),
    ),
  };

  test('is a fact where that is wanted, and nothing else changes', async () => {
    const { credential, ...facts } = await factsOf(described, undefined, { noteCredential: true });
    expect(credential).toEqual({ type: 'repository-access-token', scopes: ['account', 'repository'], whole: true });
    expect(facts).toEqual(await factsOf(world, undefined, { noteCredential: true }));
  });

  test('is none in Forge, where it is the app’s', async () => {
    expect(await factsOf(described)).toEqual(await factsOf(world));
  });
});
