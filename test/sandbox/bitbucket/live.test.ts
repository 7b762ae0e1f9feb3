import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { worldGet } from '../../../src/bitbucket/worlds/world';
import { livePlace } from '../../../src/sandbox/bitbucket/live';
import { replyTo } from '../../../src/sandbox/host/product';
import { savedWorld } from '../../bitbucket/saved-worlds';

let server: Server;
let base = '';
const asked: { method: string; url: string; authorization: string }[] = [];
beforeAll(async () => {
  const get = worldGet(savedWorld('ordinary-team'));
  server = createServer((request: IncomingMessage, response) => {
    const { method = '', url = '', headers } = request;
    asked.push({ method, url, authorization: headers.authorization ?? '' });
    void get(url.replace('/api', '')).then(({ status, body }) => {
      const text = JSON.stringify(body).replaceAll('https://api.bitbucket.org', base);
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  asked.length = 0;
});

const token = { BITBUCKET_ACCESS_TOKEN: 'secret' };

test('a repository of Bitbucket is a place like any other', async () => {
  const live = await livePlace('acme/web', { ...token, BITBUCKET_API_URL: base });
  if ('wrong' in live) throw new Error(live.wrong);
  const { place } = live;
  expect(place).toMatchObject({ name: 'live', viewers: [{ key: 'you', name: 'Ana Lovell' }] });
  const seat = place.open('you');
  expect(seat).toMatchObject({
    repository: { uuid: '{fc2e7aad-1306-4e8c-b171-b1d6b1d54968}' },
    viewer: { nickname: 'ana' },
  });
  expect(place.open('administrator')).toBeUndefined();
  expect(JSON.stringify(live)).not.toContain('secret');
});

test('every pull request of it can be opened by its number', async () => {
  const live = await livePlace('acme/web', { ...token, BITBUCKET_API_URL: base });
  if ('wrong' in live) throw new Error(live.wrong);
  expect(live.place).toMatchObject({ pullRequests: 'any' });
  expect(live.place.open('you', 1234)).toMatchObject({ pullRequest: 1234 });
  expect(live.place.open('you')).not.toHaveProperty('pullRequest');
});

test('links to further pages stay where Forge has them', async () => {
  const live = await livePlace('acme/web', { ...token, BITBUCKET_API_URL: base });
  const seat = 'place' in live ? live.place.open('you') : undefined;
  const reply = await seat?.user('/2.0/repositories/acme/web/refs/branches?pagelen=5');
  expect(reply?.body).toMatchObject({
    next: expect.stringMatching(/^https:\/\/api\.bitbucket\.org\/2\.0\/repositories\//),
  });
});

test('only GET goes out, with the credential', async () => {
  const live = await livePlace('acme/web', { ...token, BITBUCKET_API_URL: base });
  const seat = 'place' in live ? live.place.open('you') : undefined;
  if (!seat) throw new Error('no seat');
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
    expect(await replyTo(seat.user, '/2.0/repositories/acme/web', method)).toMatchObject({ status: 403 });
  expect(asked.every(({ method, authorization }) => method === 'GET' && authorization === 'Bearer secret')).toBe(true);
});

test.each([
  '//other.example/2.0/user',
  '/\\other.example/2.0/user',
  '\\\\other.example\\2.0\\user',
  'https://other.example/2.0/user',
  '@other.example/2.0/user',
  '.other.example/2.0/user',
  '/2.0/../admin',
  '/2.0/%2e%2e/admin',
  '/2.0/a%2fb',
  '/2.0/user\r\nhost: other.example',
  '/admin',
  '',
  '///2.0/user',
  'http://[',
])('%j goes nowhere', async (restPath) => {
  const live = await livePlace('acme/web', { ...token, BITBUCKET_API_URL: base });
  const seat = 'place' in live ? live.place.open('you') : undefined;
  if (!seat) throw new Error('no seat');
  asked.length = 0;
  expect(await replyTo(seat.user, restPath)).toMatchObject({ status: 400, body: { type: 'error' } });
  for (const get of [seat.user, seat.app]) expect(await get(restPath)).toMatchObject({ status: 400 });
  expect(asked).toEqual([]);
});

test.each(['//other.example/2.0/x', '/2.0/../admin', '/%2f'])(
  "a link to our own host with %s is not made one of Bitbucket's",
  async (path) => {
    const other = createServer((_, response) => {
      response.end(JSON.stringify({ uuid: '{1}', full_name: 'acme/web', next: `${origin}${path}` }));
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const origin = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`;
    const live = await livePlace('acme/web', { ...token, BITBUCKET_API_URL: origin });
    const reply = 'place' in live ? await live.place.open('you')?.user('/2.0/user') : undefined;
    expect(reply?.body).toMatchObject({ next: `${origin}${path}` });
    other.close();
  },
);

test.each<[string, string, Record<string, string>, RegExp]>([
  ['no credential', 'acme/web', {}, /There is no credential.*or leave out `--live`/],
  ['half a credential', 'acme/web', { BITBUCKET_EMAIL: 'a@b.example' }, /needs both/],
  ['plain http elsewhere', 'acme/web', { ...token, BITBUCKET_API_URL: 'http://bitbucket.example' }, /must be https/],
  ['no address', 'acme/web', { ...token, BITBUCKET_API_URL: 'here' }, /not an address/],
  ['a repository that is none', '../web', token, /write WORKSPACE\/REPOSITORY/],
  ['no repository', 'web', token, /write WORKSPACE\/REPOSITORY/],
])('%s is said in a sentence', async (_, name, env, wrong) => {
  expect(await livePlace(name, env)).toEqual({ wrong: expect.stringMatching(wrong) });
  expect(asked).toEqual([]);
});

test('a repository that is not there is said in a sentence', async () => {
  expect(await livePlace('acme/none', { ...token, BITBUCKET_API_URL: base })).toEqual({
    wrong: 'acme/none could not be read: there is no such repository, or this credential does not see it.',
  });
});
