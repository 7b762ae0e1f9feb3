import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { httpGet } from '../../../src/bitbucket/port/http';
import { retrying } from '../../../src/bitbucket/port/port';
import type { serving } from '../../cli/server';
import { always, served } from '../../cli/server';

const web = '/2.0/repositories/acme/web';
const server = served();

/** A server that answers one path in its own way, and everything else with `{}`. */
function except(
  path: string,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Parameters<typeof serving>[0] {
  return (request, response, url) => {
    if (request.url === path) answer(request, response);
    else void always(200, {})(request, response, url);
  };
}

const credential = { accessToken: 'secret' };

describe('only paths of the API are asked for', () => {
  test.each([
    '',
    '/',
    '//other.example/x',
    '/\\other.example/x',
    '\\\\other.example/x',
    '@other.example/2.0/x',
    '.other.example/2.0/x',
    ':1/2.0/x',
    'https://other.example/2.0/x',
    '//2.0/user',
    '/2.0//user',
    '/2.0/a/../../b',
    '/2.0/%2e%2e/b',
    '/2.0/a%2fb',
    '/2.0/a%5Cb',
    '/2.0/a\\b',
    '/2.0/a b',
    '/2.0/a\nb',
    '/2.0/a%0Ab',
    '/2.0/{a}',
    '/2.0/é',
    '/2.0/user#x',
    '/2.0/user?a=b c',
    '/2.0/user?\r\nx: y',
    '/1.0/users/acme',
    '/1.0/groups/',
    '/1.0/groups/../users',
    '/%31.0/groups/acme',
    '/admin',
  ])('%j is not', async (path) => {
    const { url, asked } = await server(always(200, {}));
    for (const api of [url, `${url}/api`, `${url}//other.example`]) {
      expect(await httpGet(api, credential)(path)).toEqual({ status: 400, headers: {}, body: undefined });
    }
    expect(asked).toEqual([]);
  });

  test.each([
    `${web}?pagelen=100&q=name%3D%22x%22`,
    '/1.0/groups/acme/devs/members',
    '/2.0/repositories/%7Ba%7D/%7Bb%7D',
  ])('%s is', async (path) => {
    const { url, asked } = await server(always(200, { a: 1 }));
    expect(await httpGet(url, credential)(path)).toMatchObject({ status: 200, body: { a: 1 } });
    expect(asked).toEqual([{ path, authorization: 'Bearer secret' }]);
  });

  test('an API that is written with two slashes names no other host', async () => {
    const { url, asked } = await server(always(200, {}));
    expect(await httpGet(`${url}//other.example`, credential)(web)).toMatchObject({ status: 200 });
    expect(asked.map(({ path }) => path)).toEqual([`//other.example${web}`]);
  });
});

describe('a redirect', () => {
  test.each([
    '//other.example/2.0/x',
    '/\\other.example/2.0/x',
    '\\\\other.example',
    '/2.0/../admin',
    '/admin',
    '/2.0/a%2f..%2fb',
    'https://other.example/2.0/x',
    'http://[',
    'http://ana:pw@OWN/2.0/x',
    'http://OWN//2.0/x',
  ])('to %s is not followed', async (to) => {
    const { url, asked } = await server((request, response, own) => {
      void always(302, 'moved', { location: to.replace('OWN', new URL(own).host) })(request, response, own);
    });
    expect(await httpGet(url, credential)(web)).toMatchObject({ status: 302, body: 'moved' });
    expect(asked).toHaveLength(1);
  });

  test.each([['/2.0/repositories/acme/new'], ['new'], ['OWN/2.0/repositories/acme/new']])(
    'to %s is followed, with the credential',
    async (to) => {
      const { url, asked } = await server((request, response, own) => {
        if (request.url === web) void always(301, '', { location: to.replace('OWN', own) })(request, response, own);
        else void always(200, { a: 1 })(request, response, own);
      });
      expect(await httpGet(url, credential)(web)).toMatchObject({ status: 200, body: { a: 1 } });
      expect(asked).toEqual(
        [web, '/2.0/repositories/acme/new'].map((path) => ({ path, authorization: 'Bearer secret' })),
      );
    },
  );
});

describe('a body that is too much is left out, and not asked for again', () => {
  const deep = '['.repeat(10_000) + ']'.repeat(10_000);

  test('too deep', async () => {
    const { url, asked } = await server(except(web, (_, response) => response.end(`{"values":${deep}}`)));
    expect(await retrying(httpGet(url, credential), () => Promise.resolve())(web)).toMatchObject({
      status: 200,
      body: undefined,
    });
    expect(asked).toHaveLength(1);
  });

  test('too long: the server does not get rid of it', async () => {
    let sent = 0;
    const { url, asked } = await server(
      except(web, (_, response) => {
        const megabyte = Buffer.alloc(1_048_576, ' ');
        const more = () => {
          while (sent < 600 && !response.destroyed && response.write(megabyte)) sent++;
          if (sent >= 600) response.end();
          else
            response.once('drain', () => {
              sent++;
              more();
            });
        };
        more();
      }),
    );
    expect(await retrying(httpGet(url, credential), () => Promise.resolve())(web)).toMatchObject({
      status: 200,
      body: undefined,
    });
    expect(asked).toHaveLength(1);
    expect(sent).toBeLessThan(40);
  });

  test('a page of a hundred restrictions with a hundred and fifty people each is not too much', async () => {
    const links = {
      self: { href: `https://api.bitbucket.org/2.0/users/%7B${'0'.repeat(36)}%7D` },
      avatar: { href: `https://avatar-management.example/${'0'.repeat(120)}` },
      html: { href: `https://bitbucket.org/%7B${'0'.repeat(36)}%7D/` },
    };
    const users = Array.from({ length: 150 }, (_, at) => ({
      display_name: `Somebody With A Long Name ${String(at)}`,
      links,
      type: 'user',
      uuid: `{${String(at).padStart(36, '0')}}`,
      account_id: '712020:00000000-0000-0000-0000-000000000000',
      nickname: 'Somebody',
    }));
    const values = Array.from({ length: 100 }, (_, id) => ({
      id,
      kind: 'push',
      pattern: `release/${String(id)}`,
      users,
      groups: [],
    }));
    const { url } = await server(always(200, { values }));
    const { body } = await httpGet(url, credential)(web);
    expect((body as { values: unknown[] }).values).toHaveLength(100);
  });

  test('a connection that breaks off in the middle is no answer', async () => {
    const { url } = await server(
      except(web, (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"values":[', () => response.destroy());
      }),
    );
    expect(await httpGet(url, credential)(web)).toEqual({ status: 0, headers: {}, body: undefined });
  });
});

describe('a server that sends the secret back', () => {
  const token = 'ATCTT3xFfGN0aGlzIGlzIGEgdG9rZW4';
  const basic = Buffer.from(`ana@acme.example:${token}`).toString('base64');
  const asks = [{ accessToken: token }, { email: 'ana@acme.example', apiToken: token }];
  test.each(asks)('%#: it stands in no reply', async (one) => {
    const { url } = await server((request, response) => {
      const sent = request.headers.authorization ?? '';
      response.writeHead(403, { 'x-oauth-scopes': sent });
      response.end(JSON.stringify({ error: { message: `${sent} is not enough, nor is ${token}`, data: [token] } }));
    });
    const reply = await httpGet(url, one)(web);
    expect(reply).toMatchObject({ status: 403, body: { error: { data: ['…'] } } });
    expect(JSON.stringify(reply)).not.toContain(token);
    expect(JSON.stringify(reply)).not.toContain(basic);
  });

  test('a short one, which may be a word of any text, changes nothing', async () => {
    const { url } = await server(always(200, { description: 'no secret' }));
    expect(await httpGet(url, credential)(web)).toMatchObject({ body: { description: 'no secret' } });
  });
});
