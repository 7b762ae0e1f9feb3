import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Get, Reply } from '../../src/bitbucket/port/port';
import { worldGet } from '../../src/bitbucket/worlds/world';
import { forgeGet } from '../../src/forge/get';
import { savedWorld } from '../bitbucket/saved-worlds';
import { contextOf, host } from './host';

function answering(reply: Partial<Reply>): Get {
  return () => Promise.resolve({ status: 200, headers: {}, body: undefined, ...reply });
}

describe('what comes back', () => {
  test.each<[string, Get, Reply]>([
    ['JSON', answering({ body: { a: 1 } }), { status: 200, headers: {}, body: { a: 1 } }],
    ['text', answering({ status: 502, body: '<html>' }), { status: 502, headers: {}, body: '<html>' }],
    [
      'headers in lower case',
      answering({ headers: { 'Retry-After': '7' } }),
      { status: 200, headers: { 'retry-after': '7' }, body: '' },
    ],
    [
      "an error of Forge's proxy",
      answering({ status: 500, headers: { 'forge-proxy-error': 'UPSTREAM' } }),
      { status: 0, headers: {}, body: undefined },
    ],
    ['no network', () => Promise.reject(new TypeError('fetch failed')), { status: 0, headers: {}, body: undefined }],
  ])('%s', async (_, get, reply) => {
    host(get, {});
    expect(await forgeGet('user')('/2.0/user')).toEqual(reply);
  });

  test('consent that is needed is thrown', async () => {
    host(answering({ status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' } }), {});
    await expect(forgeGet('user')('/2.0/user')).rejects.toMatchObject({
      name: 'NEEDS_AUTHENTICATION_ERR',
      status: 401,
    });
  });

  test.each(['user', 'app'] as const)('is asked for as %s', async (identity) => {
    const { asked } = host(answering({}), {});
    await forgeGet(identity)('/2.0/user');
    expect(asked).toEqual([`${identity} /2.0/user`]);
  });
});

describe('paths', () => {
  test.each([
    '/2.0/user',
    '/2.0/repositories/%7Ba%7D/we.b?pagelen=100&q=repository.uuid%3D%22%7Ba%7D%22',
    '/2.0/x?next=/a/../b?c',
    '/2.0/a/...',
  ])('%s is asked for', async (path) => {
    const { asked } = host(answering({}), {});
    await forgeGet('user')(path);
    expect(asked).toEqual([`user ${path}`]);
  });

  test.each([
    '',
    '/1.0/groups/acme/devs/members',
    '/2.0',
    '/2.0/',
    '2.0/user',
    '//2.0/user',
    'https://api.bitbucket.org/2.0/user',
    '/2.0/a//b',
    '/2.0/a/../b',
    '/2.0/a/.',
    '/2.0/a/%2e%2E/b',
    '/2.0/a/.%2e',
    '/2.0/a%2Fb',
    '/2.0/a%5Cb',
    '/2.0/a\\b',
    '/2.0/{a}',
    '/2.0/a b',
    '/2.0/a#b',
    '/2.0/é',
    '/2.0/100%',
    '/2.0/a?b=c d',
    '/2.0/a?b#c',
    '/2.0/a?é',
    '/2.0/a%00',
    '/2.0/a%7F',
  ])('%j is not asked for', async (path) => {
    const { asked } = host(answering({}), {});
    expect(await forgeGet('user')(path)).toEqual({ status: 400, headers: {}, body: undefined });
    expect(asked).toEqual([]);
  });
});

describe('a body that is too much', () => {
  const deep = `{"uuid":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;

  test.each<[string, string]>([
    ['too deep', deep],
    ['too long', ' '.repeat(16 * 1024 * 1024 + 1)],
  ])('%s is left out', async (_, body) => {
    host(answering({ body }), {});
    expect(await forgeGet('user')('/2.0/user')).toEqual({ status: 200, headers: {}, body: undefined });
  });

  test('is a gap, and asked for once', async () => {
    const world = savedWorld('ordinary-team');
    const bare = worldGet(world);
    const { invoke, asked } = host(
      (path) => (path.includes('/branch-restrictions') ? answering({ body: deep })(path) : bare(path)),
      contextOf(world),
    );
    expect(await invoke('facts')).toMatchObject({
      facts: { restrictions: { items: [], gaps: [{ because: 'not-understood' }] } },
    });
    expect(asked.filter((path) => path.includes('/branch-restrictions'))).toHaveLength(1);
  });
});

describe('nothing that Bitbucket sends becomes a bad path or an error', () => {
  const world = savedWorld('ordinary-team');
  const bare = worldGet(world);

  test.each(['//', '%2f', '/2.0/a%2Fb', '/2.0/../x', '/\\x', '/1.0/groups/acme', '/2.0/a//b', '/2.0/{a}|b', 7, {}])(
    'a `next` of %j',
    async (next) => {
      const values = [{ id: 1, kind: 'force', pattern: 'main' }];
      const link = typeof next === 'string' ? `https://api.bitbucket.org${next}` : next;
      const { invoke, asked } = host(
        (path) =>
          path.includes('/branch-restrictions') ? answering({ body: { values, next: link } })(path) : bare(path),
        contextOf(world),
      );
      expect(await invoke('facts')).toMatchObject({
        facts: {
          restrictions: { gaps: [{ because: typeof next === 'string' ? 'truncated' : 'not-understood' }] },
          permissions: { gaps: [] },
        },
      });
      expect(asked.filter((path) => path.includes('/branch-restrictions'))).toHaveLength(1);
    },
  );

  test.each(['..', 'A/B', 'A\\B', '\ud800', ''])('a project whose key is %j', async (key) => {
    const own = contextOf(world);
    const { invoke } = host(
      (path) =>
        path.endsWith(
          '/repositories/%7Bd94461d5-cacd-4425-bc75-237e25049ac0%7D/%7Bfc2e7aad-1306-4e8c-b171-b1d6b1d54968%7D',
        )
          ? answering({
              body: JSON.stringify({
                full_name: 'acme/web',
                uuid: '{fc2e7aad-1306-4e8c-b171-b1d6b1d54968}',
                project: { key },
              }),
            })(path)
          : bare(path),
      own,
    );
    expect(await invoke('facts')).toMatchObject({
      facts: { projectUserGrants: { items: [], gaps: [{ of: { what: 'project-user-grants' } }] } },
    });
  });
});

describe("within Forge's 25 seconds", () => {
  const world = savedWorld('ordinary-team');
  const bare = worldGet(world);

  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  async function answered(get: Get, milliseconds: number): Promise<unknown> {
    let answer: unknown = 'none yet';
    void host(get, contextOf(world))
      .invoke('facts')
      .then((facts) => (answer = facts));
    await jest.advanceTimersByTimeAsync(milliseconds);
    return answer;
  }

  function except(part: string, otherwise: Get): Get {
    return (path) => (path.includes(part) ? otherwise(path) : bare(path));
  }

  test('a Bitbucket that never answers is unreachable', async () => {
    const answer = await answered(() => new Promise(() => undefined), 20_000);
    expect(answer).toMatchObject({
      cannotRead: { because: 'unreadable', unreadable: { because: 'unreachable', status: 0 } },
    });
  });

  test('a part that never comes is a gap beside the rest', async () => {
    const answer = await answered(
      except('/branch-restrictions', () => new Promise(() => undefined)),
      20_000,
    );
    expect(answer).toMatchObject({
      facts: { restrictions: { items: [], gaps: [{ because: 'unreachable' }] }, permissions: { gaps: [] } },
    });
  });

  test.each([
    ['12', 12_000, []],
    ['21', 0, [{ because: 'unreachable', status: 429 }]],
  ])('asked to wait for %s seconds, it answers after %i milliseconds', async (after, milliseconds, gaps) => {
    let asked = 0;
    const get = except('/branch-restrictions', (path) =>
      asked++ === 0 ? answering({ status: 429, headers: { 'retry-after': after } })(path) : bare(path),
    );
    expect(await answered(get, milliseconds)).toMatchObject({ facts: { restrictions: { gaps } } });
  });
});
