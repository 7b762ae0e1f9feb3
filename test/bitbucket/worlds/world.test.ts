import { describe, expect, test } from '@jest/globals';
import { parseWorld, repositoriesOf, worldGet, type World } from '../../../src/bitbucket/worlds/world';

const list = '/2.0/repositories/acme/web/refs/branches';
const numbers = Array.from({ length: 250 }, (_, at) => at + 1);

function holding(replies: World['replies']): World {
  return { about: '', replies };
}

interface Page {
  pagelen: number;
  page: number;
  size: number;
  values: number[];
  next?: string;
}

describe('a list is paged', () => {
  test.each<
    [query: string, pagelen: number, page: number, first: number | undefined, count: number, next: string | undefined]
  >([
    ['', 10, 1, 1, 10, '?page=2'],
    ['?pagelen=100', 100, 1, 1, 100, '?pagelen=100&page=2'],
    ['?pagelen=100&page=2', 100, 2, 101, 100, '?pagelen=100&page=3'],
    ['?pagelen=100&page=3', 100, 3, 201, 50, undefined],
    ['?pagelen=100&page=4', 100, 4, undefined, 0, undefined],
    ['?pagelen=50&page=5', 50, 5, 201, 50, undefined],
    ['?pagelen=1000', 100, 1, 1, 100, '?pagelen=1000&page=2'],
    ['?pagelen=0', 10, 1, 1, 10, '?pagelen=0&page=2'],
    ['?pagelen=-1&page=-1', 10, 1, 1, 10, '?pagelen=-1&page=2'],
    ['?pagelen=ten&page=two', 10, 1, 1, 10, '?pagelen=ten&page=2'],
    [
      '?q=name%3D%22main%22&sort=-name&fields=values.name',
      10,
      1,
      1,
      10,
      '?q=name%3D%22main%22&sort=-name&fields=values.name&page=2',
    ],
  ])('%s', async (query, pagelen, page, first, count, next) => {
    const { status, body } = await worldGet(holding({ [list]: { status: 200, body: { values: numbers } } }))(
      list + query,
    );
    const { values, ...header } = body as Page;
    expect({ status, first: values[0], count: values.length }).toEqual({ status: 200, first, count });
    expect(header).toEqual({
      pagelen,
      page,
      size: 250,
      ...(next !== undefined && { next: `https://api.bitbucket.org${list}${next}` }),
    });
  });

  test.each<[string, string, number]>([
    ['the pull requests', 'pullrequests?pagelen=50', 200],
    ['more of them than Bitbucket gives at once', 'pullrequests?pagelen=51', 400],
    ['a hundred of them', 'pullrequests?state=OPEN&pagelen=100', 400],
    ['what is below one of them', 'pullrequests/7/comments?pagelen=100', 200],
  ])('%s', async (_, path, status) => {
    const saved = { status: 200, body: { values: numbers } };
    const web = '/2.0/repositories/acme/web';
    const get = worldGet(holding({ [`${web}/pullrequests`]: saved, [`${web}/pullrequests/7/comments`]: saved }));
    const reply = await get(`${web}/${path}`);
    expect(reply.status).toBe(status);
    if (status === 400) expect(reply.body).toEqual({ type: 'error', error: { message: 'Invalid pagelen' } });
  });

  test('a repository that is called `pullrequests` is not a list of them', async () => {
    expect(
      (
        await worldGet(holding({ '/2.0/repositories/acme/pullrequests': { status: 200, body: {} } }))(
          '/2.0/repositories/acme/pullrequests?pagelen=100',
        )
      ).status,
    ).toBe(200);
  });

  test.each<[string, unknown]>([
    ['a plain list', [1, 2, 3]],
    ['an object', { uuid: '{1}' }],
    ['values that are no list', { values: 7 }],
    ['a text', '<html>'],
    ['nothing', undefined],
  ])('%s is not', async (_, body) => {
    expect(await worldGet(holding({ [list]: { status: 200, body } }))(`${list}?page=2`)).toEqual({
      status: 200,
      headers: {},
      body,
    });
  });
});

describe('replies', () => {
  test('an absent path answers 404', async () => {
    expect(await worldGet(holding({}))('/2.0/user')).toMatchObject({ status: 404, body: { type: 'error' } });
  });

  test('a list of replies is given in turn, and then the last one; other paths have turns of their own', async () => {
    const inTurn = [{ status: 429, headers: { 'Retry-After': '1' } }, { status: 503 }, { status: 200, body: 'x' }];
    const get = worldGet(holding({ [list]: inTurn, '/2.0/user': inTurn }));
    const statuses = [];
    for (const path of [list, list, `${list}?page=2`, list, '/2.0/user']) statuses.push((await get(path)).status);
    expect(statuses).toEqual([429, 503, 200, 200, 429]);
  });

  test('each port begins anew', async () => {
    const world = holding({ [list]: [{ status: 429 }, { status: 200 }] });
    expect([(await worldGet(world)(list)).status, (await worldGet(world)(list)).status]).toEqual([429, 429]);
  });

  test('headers are in lower case', async () => {
    const get = worldGet(holding({ [list]: { status: 429, headers: { 'Retry-After': '7' } } }));
    expect((await get(list)).headers).toEqual({ 'retry-after': '7' });
  });
});

describe('workspace and repository answer to slug and uuid', () => {
  const [ofWorkspace, ofRepository] = ['{aaaa}', '{bbbb}'];
  const replies = {
    '/2.0/repositories/acme/web': { status: 200, body: { uuid: ofRepository, workspace: { uuid: ofWorkspace } } },
    [list]: { status: 201 },
    '/2.0/workspaces/acme/permissions': { status: 202 },
    '/1.0/groups/acme/devs/members': { status: 203 },
    '/2.0/repositories/{aaaa}/{bbbb}/branch-restrictions': { status: 204 },
    '/2.0/repositories/acme/web/caf%C3%A9': { status: 205 },
  };

  test.each([
    ['/2.0/repositories/acme/web', 200],
    ['/2.0/repositories/{aaaa}/{bbbb}', 200],
    ['/2.0/repositories/%7Baaaa%7D/%7Bbbbb%7D', 200],
    ['/2.0/repositories/acme/%7bbbbb%7d/refs/branches', 201],
    ['/2.0/workspaces/%7Baaaa%7D/permissions', 202],
    ['/1.0/groups/{aaaa}/devs/members', 203],
    ['/2.0/repositories/acme/web/branch-restrictions', 204],
    ['/2.0/repositories/acme/web/café', 205],
    ['/2.0/repositories/{cccc}/{bbbb}', 404],
    ['/2.0/repositories/acme/web/', 404],
    ['/2.0/repositories/acme/100%', 404],
  ])('%s: %i', async (path, status) => {
    expect((await worldGet(holding(replies))(path)).status).toBe(status);
  });

  test.each([
    '/2.0/repositories/acme/web',
    '/2.0/repositories/%7Baaaa%7D/%7Bbbbb%7D',
    '/2.0/workspaces/acme/permissions',
  ])('%s, of a world saved by uuid', async (path) => {
    const body = { uuid: ofRepository, full_name: 'acme/web', workspace: { uuid: ofWorkspace } };
    const byUuid = {
      '/2.0/repositories/{aaaa}/{bbbb}': { status: 200, body },
      '/2.0/workspaces/{aaaa}/permissions': { status: 200 },
    };
    expect((await worldGet(holding(byUuid))(path)).status).toBe(200);
  });

  test('the repositories of a world', () => {
    expect(repositoriesOf(holding(replies))).toEqual(['acme/web']);
    expect(repositoriesOf(holding({ '/2.0/user': { status: 200 } }))).toEqual([]);
  });
});

describe('texts that are no saved world', () => {
  test.each([
    ['', 'it is not JSON'],
    ['{', 'it is not JSON'],
    ['<html>', 'it is not JSON'],
    ['null', 'a saved world is an object with `replies`'],
    ['7', 'a saved world is an object with `replies`'],
    ['[]', '`replies` is not what a saved world has there'],
    ['{}', '`replies` is not what a saved world has there'],
    ['{"replies": null}', '`replies` is not what a saved world has there'],
    ['{"replies": []}', '`replies` is not what a saved world has there'],
    ['{"replies": {"/2.0/user": 200}}', '`replies./2.0/user` is not what a saved world has there'],
    ['{"replies": {"/2.0/user": {}}}', '`replies./2.0/user` is not what a saved world has there'],
    ['{"replies": {"/2.0/user": []}}', '`replies./2.0/user` is not what a saved world has there'],
    ['{"replies": {"/2.0/user": {"status": "200"}}}', '`replies./2.0/user` is not what a saved world has there'],
    ['{"replies": {"/2.0/user": {"status": 0}}}', '`replies./2.0/user.status` is not what a saved world has there'],
    [
      '{"replies": {"/2.0/user": {"status": 429, "headers": {"retry-after": 1}}}}',
      '`replies./2.0/user` is not what a saved world has there',
    ],
    ['{"replies": {"/2.0/user": [{"status": 429}, 7]}}', '`replies./2.0/user` is not what a saved world has there'],
    ['{"viewer": 7, "replies": {}}', '`viewer` is not what a saved world has there'],
    [`{"replies": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 'it is nested too deeply'],
    ['{"savedAt": 7, "replies": {}}', '`savedAt` is not what a saved world has there'],
  ])('%.60s: %s', (text, wrong) => {
    expect(parseWorld(text)).toEqual({ wrong });
  });

  test.each([
    ['{"replies": {}}', { about: '', replies: {} }],
    [
      '{"about": "x", "savedAt": "2026-11-21T08:00:00Z", "viewer": "{1}", "replies": {"/2.0/user": {"status": 200}}, "more": 1}',
      { about: 'x', viewer: '{1}', savedAt: '2026-11-21T08:00:00Z', replies: { '/2.0/user': { status: 200 } } },
    ],
  ])('%s is one', (text, world) => {
    expect(parseWorld(text)).toEqual({ world });
  });
});
