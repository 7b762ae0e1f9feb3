import { describe, expect, test } from '@jest/globals';
import type { Io } from '../../src/cli/terminal/io';
import type { World } from '../../src/bitbucket/worlds/world';
import { fileOf, names, repositoryIn, savedWorld } from '../bitbucket/saved-worlds';
import { always, served, serving, worldOver } from './server';
import { answered, failedWith, timeless, typed, type Ended } from './terminal';

const token = 'ATCTT3xFfGN0-secret';
const email = 'ana@acme.example';
const basic = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
const bearer = { BITBUCKET_ACCESS_TOKEN: token };
const apiToken = { BITBUCKET_EMAIL: email, BITBUCKET_API_TOKEN: token };
const web = '/2.0/repositories/acme/web';
const server = served();

/** Runs a command line against a server. Whatever happens, the secret is not in its output. */
async function live(url: string, args: string[], env: Io['env'] = bearer, io: Partial<Io> = {}): Promise<Ended> {
  const ended = await typed(args, { ...io, env: { BITBUCKET_API_URL: url, ...env } });
  for (const secret of [token, basic.slice('Basic '.length), email])
    expect(ended.out + ended.err).not.toContain(secret);
  return ended;
}

/** The ordinary team, with some replies in place of its own. */
function team(replies: World['replies'] = {}): World {
  const world = savedWorld('ordinary-team');
  return { ...world, replies: { ...world.replies, ...replies } };
}

describe.each(names)('%s', (name) => {
  test('Bitbucket gives the same answers as its saved world', async () => {
    const world = savedWorld(name);
    const { workspace, slug } = repositoryIn(world);
    const place = `${workspace}/${slug}`;
    for (const args of [
      ['explain', place, 'main', '--to', 'all'],
      ['who', place, 'main'],
      ['where', place],
      ['matrix', place],
    ]) {
      const { url } = await server(worldOver(savedWorld(name), `Bearer ${token}`));
      const [over, saved] = [
        await live(url, [...args, '--json']),
        await typed([...args, '--json', '--world', fileOf(name)]),
      ];
      expect({ ...over, out: timeless(over.out) }).toEqual({ ...saved, out: timeless(saved.out) });
    }
  });
});

describe('the credential', () => {
  test.each<[string, Io['env'], string]>([
    ['an API token', apiToken, basic],
    ['an access token', bearer, `Bearer ${token}`],
    ['both: the API token', { ...apiToken, BITBUCKET_ACCESS_TOKEN: 'other' }, basic],
    ['an e-mail beside an access token', { ...bearer, BITBUCKET_EMAIL: email }, `Bearer ${token}`],
  ])('%s', async (_, env, header) => {
    const { url, asked } = await server(worldOver(team(), header));
    answered(await live(url, ['explain', 'acme/web', 'main', '--json'], env));
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set([header]));
  });

  test('without one the server is never called', async () => {
    const { url, asked } = await server(always(200, {}));
    failedWith(64, await live(url, ['matrix', 'acme/web'], {}));
    failedWith(64, await live(url, ['matrix', 'acme/web'], { BITBUCKET_EMAIL: email }));
    expect(asked).toEqual([]);
  });

  test('a saved world needs none, and asks nobody', async () => {
    const { url, asked } = await server(always(200, {}));
    answered(await live(url, ['matrix', '--json', '--world', fileOf('ordinary-team')]));
    expect(asked).toEqual([]);
  });

  test('the API may stand under a path', async () => {
    const { url, asked } = await server(worldOver(team(), `Bearer ${token}`, '/gateway'));
    answered(await live(`${url}/gateway/`, ['matrix', 'acme/web', '--json']));
    expect(asked.every(({ path }) => path.startsWith('/gateway/2.0/') || path.startsWith('/gateway/1.0/'))).toBe(true);
  });

  test('it is not in a saved world', async () => {
    const { url } = await server(worldOver(team(), basic));
    answered(await live(url, ['save', 'acme/web'], apiToken));
  });
});

describe('the credential is shown to no other origin', () => {
  test('by a redirect: it is not followed', async () => {
    const other = await server(always(200, {}));
    for (const status of [301, 302, 303, 307, 308]) {
      const { url } = await server(always(status, '', { location: `${other.url}${web}` }));
      expect(failedWith(69, await live(url, ['matrix', 'acme/web']))).toContain(String(status));
    }
    expect(other.asked).toEqual([]);
  });

  test('by `next`: it is not followed, and leaves a gap', async () => {
    const other = await server(always(200, { values: [] }));
    const world = worldOver(team(), `Bearer ${token}`);
    const { url } = await server((request, response, own) =>
      request.url?.startsWith(`${web}/refs/branches`)
        ? always(200, { values: [{ name: 'main' }], next: `${other.url}${web}/refs/branches?page=2` })(
            request,
            response,
            own,
          )
        : world(request, response, own),
    );
    const { gaps } = answered(await live(url, ['matrix', 'acme/web', '--json'])) as { gaps: object[] };
    expect(gaps).toMatchObject([{ because: 'truncated' }]);
    expect(other.asked).toEqual([]);
  });

  test.each(['//', '/%2f', '/2.0/..//', '/\\\\', '\\\\', '//ana@'])(
    'by a `next` to our own host with `%s` before another: a gap',
    async (before) => {
      const other = await server(always(200, { values: [] }));
      const world = worldOver(team(), `Bearer ${token}`);
      const { url, asked } = await server((request, response, own) =>
        request.url?.startsWith(`${web}/branch-restrictions`)
          ? always(200, {
              values: [],
              size: 200,
              pagelen: 100,
              next: `${own}${before}${new URL(other.url).host}${web}/branch-restrictions?page=2`,
            })(request, response, own)
          : world(request, response, own),
      );
      const { gaps } = answered(await live(url, ['matrix', 'acme/web', '--json'])) as { gaps: object[] };
      expect(gaps).toMatchObject([{ unknown: 'part of the branch restrictions of acme/web', because: 'truncated' }]);
      expect(other.asked).toEqual([]);
      expect(asked.every(({ path }) => /^\/[12]\.0\//.test(path))).toBe(true);
    },
  );

  test('a redirect to the same origin is followed, and not for ever', async () => {
    const world = worldOver(team(), `Bearer ${token}`);
    const { url, asked } = await server((request, response, own) =>
      request.url === web
        ? always(301, '', { location: `${web}?renamed` })(request, response, own)
        : world(request, response, own),
    );
    answered(await live(url, ['explain', 'acme/web', 'main', '--json']));
    expect(asked.some(({ path }) => path === `${web}?renamed`)).toBe(true);
    const circle = await server(always(302, '', { location: web }));
    failedWith(69, await live(circle.url, ['explain', 'acme/web', 'main']));
    expect(circle.asked.filter(({ path }) => path === web).length).toBeLessThan(100);
  });
});

describe('what goes wrong', () => {
  const scopes = {
    type: 'error',
    error: { message: 'no', detail: { required: ['read:repository:bitbucket'], granted: [] } },
  };

  test.each<[string, Parameters<typeof always>, status: number, says: string]>([
    [
      'an expired credential',
      [401, { type: 'error', error: { message: 'Token is invalid or expired' } }],
      77,
      'refused the credential',
    ],
    ['HTML everywhere', [200, '<!doctype html><title>Log in</title>'], 69, "not Bitbucket's API"],
    ['other JSON everywhere', [200, ['hello']], 69, "not Bitbucket's API"],
    [
      'a repository that may not be seen',
      [403, { type: 'error', error: { message: 'Access denied.' } }],
      66,
      'acme/web',
    ],
    ['a scope that is missing', [403, scopes], 66, '`read:repository:bitbucket`'],
    ['no such repository', [404], 66, 'There is no repository acme/web'],
    ['an outage', [503, 'Service Unavailable'], 69, '503'],
    ['a rate limit for good', [429, undefined, { 'retry-after': '1' }], 69, '429'],
    ['a rate limit of an hour', [429, undefined, { 'retry-after': '3600' }], 69, '429'],
  ])('%s', async (_, reply, status, says) => {
    const { url } = await server(always(...reply));
    for (const args of [
      ['explain', 'acme/web', 'main'],
      ['matrix', 'acme/web', '--json'],
      ['save', 'acme/web'],
    ]) {
      expect(failedWith(status, await live(url, args))).toContain(says);
    }
  });

  test('an owner of the credential who is not known because nothing answered: 69', async () => {
    const { url } = await server(worldOver(team({ '/2.0/user': { status: 503 } }), `Bearer ${token}`));
    expect(failedWith(69, await live(url, ['explain', 'acme/web', 'main']))).toContain('--as');
  });

  test.each<[string, string]>([
    ['10,000 levels deep', `{"uuid":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['longer than Bitbucket sends', ' '.repeat(17 * 1024 * 1024)],
  ])('replies %s: nothing fails but the reading, and each is asked for once', async (_, body) => {
    const world = worldOver(team(), `Bearer ${token}`);
    const { url, asked } = await server((request, response, own) =>
      request.url?.includes('/branch-restrictions') ? void response.end(body) : world(request, response, own),
    );
    const { gaps } = answered(await live(url, ['matrix', 'acme/web', '--json'])) as {
      gaps: { unknown: string; because: string }[];
    };
    expect(gaps).toContainEqual(
      expect.objectContaining({ unknown: 'part of the branch restrictions of acme/web', because: 'not-understood' }),
    );
    expect(new Set(asked.map(({ path }) => path)).size).toBe(asked.length);
    const saved = answered(await live(url, ['save', 'acme/web'])) as World;
    expect(saved.replies[`${web}/branch-restrictions`]).toEqual({ status: 200 });
    const itself = await server((request, response, own) =>
      request.url === web ? void response.end(body) : world(request, response, own),
    );
    for (const args of [
      ['explain', 'acme/web', 'main'],
      ['save', 'acme/web'],
    ])
      failedWith(69, await live(itself.url, args));
  });

  test.each(['..', '.', 'a%2Fb', 'a%5Cb'])('a repository called %s is none, and nothing is asked', async (name) => {
    const { url, asked } = await server(always(200, {}));
    for (const place of [`acme/${name}`, `${name}/web`]) failedWith(64, await live(url, ['matrix', place]));
    expect(asked).toEqual([]);
  });

  test('a closed port: 69, after three waits for each request', async () => {
    const closed = await serving(always(200));
    await closed.close();
    const waits: number[] = [];
    const wait = (milliseconds: number) => Promise.resolve(void waits.push(milliseconds));
    expect(failedWith(69, await live(closed.url, ['explain', 'acme/web', 'main'], bearer, { wait }))).toContain(
      'no answer came',
    );
    expect(new Set(waits)).toEqual(new Set([500, 1_000, 2_000]));
  });

  test('a connection that breaks off is no answer', async () => {
    const { url } = await server((request) => {
      request.socket.destroy();
    });
    failedWith(69, await live(url, ['matrix', 'acme/web']));
  });
});

describe('a list that repeats itself', () => {
  const people = Array.from({ length: 150 }, (_, at) => ({
    type: 'user',
    uuid: `{${String(at)}}`,
    display_name: `P${String(at)}`,
    nickname: `p${String(at)}`,
  }));
  const restrictions = Array.from({ length: 120 }, (_, at) => ({
    id: at,
    kind: at === 110 ? 'push' : 'force',
    pattern: at === 110 ? 'main' : `old/${String(at)}`,
    users: at === 110 ? [people[140]] : [],
    groups: [],
  }));
  const long = team({
    [`${web}/branch-restrictions`]: { status: 200, body: { values: restrictions } },
    '/2.0/workspaces/acme/permissions/repositories/web': {
      status: 200,
      body: { values: people.map((user) => ({ user, permission: 'write' })) },
    },
  });
  const repeating = (list: string): Parameters<typeof serving>[0] => {
    const world = worldOver(long, `Bearer ${token}`);
    return (request, response, own) => {
      if (request.url?.includes(list)) request.url = request.url.replace('page=2', 'page=1');
      return world(request, response, own);
    };
  };
  /**
   * The verdicts for the last page's branch, and its person on a branch without rules; their evidence; and whether a
   * saved world is whole.
   */
  const saidOf = async (answer: Parameters<typeof serving>[0], branch: string, who: string) => {
    const { url } = await server(answer);
    const { out } = await live(url, ['explain', 'acme/web', branch, '--as', who, '--json']);
    const { verdict, findings } = JSON.parse(out) as {
      verdict: string;
      findings: { gap?: { because: string }; gaps?: { because: string }[] }[];
    };
    const saved = answered(await live(url, ['save', 'acme/web'])) as World;
    return {
      verdict,
      because: [...new Set(findings.flatMap(({ gap, gaps = gap ? [gap] : [] }) => gaps.map(({ because }) => because)))],
      savedWhole: !JSON.stringify(saved.replies).includes('The list went on.'),
    };
  };

  test.each<[list: string, branch: string, who: string, calm: string]>([
    ['/branch-restrictions', 'main', '{10}', 'denied'],
    ['/permissions/repositories/web', 'other', '{140}', 'allowed'],
  ])('%s: no sure answer, nor a world that gives one', async (list, branch, who, calm) => {
    expect(await saidOf(worldOver(long, `Bearer ${token}`), branch, who)).toEqual({
      verdict: calm,
      because: [],
      savedWhole: true,
    });
    expect(await saidOf(repeating(list), branch, who)).toEqual({
      verdict: 'unknown',
      because: ['truncated'],
      savedWhole: false,
    });
  });
});

test('the wait is the one that Bitbucket asks for', async () => {
  const waits: number[] = [];
  const wait = (milliseconds: number) => Promise.resolve(void waits.push(milliseconds));
  const limited = { status: 429, headers: { 'Retry-After': '7' } };
  const { url } = await server(
    worldOver(team({ '/2.0/user': [limited, { status: 200, body: { uuid: '{1}' } }] }), `Bearer ${token}`),
  );
  answered(await live(url, ['matrix', 'acme/web', '--json'], bearer, { wait }));
  expect(waits).toEqual([7_000]);
});

test('progress shows only on a terminal, and is wiped away', async () => {
  const { url } = await server(worldOver(team(), `Bearer ${token}`));
  const { err } = await live(url, ['matrix', 'acme/web'], bearer, { errIsTerminal: true });
  expect(err.startsWith('\rReading acme/web: 1 replies') && err.endsWith('\r\u001B[K') && !err.includes('\n')).toBe(
    true,
  );
});
