import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Hono } from 'hono';
import { sandbox } from '../../src/sandbox/server';
import { worldPlace, type Place } from '../../src/sandbox/bitbucket/places';
import { names, savedWorld } from '../bitbucket/saved-worlds';
import { places, standIn, type StandIn } from './stand-in';

let app: StandIn;
let server: Hono;
beforeAll(() => {
  app = standIn();
  server = sandbox({ host: app.start(), places: places(), served: app.folder });
});
afterAll(() => {
  app.remove();
});

const here = 'http://localhost:4321';
const panel = '/worlds/ordinary-team/administrator/settings/';

async function get(at: string, headers: Record<string, string> = {}): Promise<Response> {
  return server.request(`${here}${at}`, { headers: { host: 'localhost:4321', ...headers } });
}

async function post(
  at: string,
  body: unknown,
  headers: Record<string, string> = { origin: here, 'sec-fetch-site': 'same-origin' },
): Promise<Response> {
  return server.request(`${here}${at}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { host: 'localhost:4321', 'content-type': 'application/json', ...headers },
  });
}

/** A sandbox over these places alone. */
function over(...alone: Place[]): (at: string) => Promise<string> {
  const { request } = sandbox({ host: app.start(), places: alone, served: app.folder });
  return async (at) => (await request(`${here}${at}`, { headers: { host: 'localhost:4321' } })).text();
}

function livePlace(): Place {
  return {
    ...worldPlace('live', savedWorld('pull-requests')),
    about: 'acme/web as it is now.',
    viewers: [{ key: 'administrator', name: 'Ana Lovell' }],
    pullRequests: 'any',
  };
}

describe('the list of worlds', () => {
  test('lists every world, and the large one, for each viewer', async () => {
    const text = await (await get('/worlds/')).text();
    for (const name of [...names, 'large']) expect(text).toContain(`/worlds/${name}/developer/settings/`);
    expect(text).toContain('/worlds/large/administrator/settings/');
    expect(text).not.toContain('/worlds/viewer-without-admin/administrator/');
    expect(text).toContain('Ana administers the repository and is on no list');
  });

  test('lists what is beside a pull request for each that is there', async () => {
    const text = await (await get('/worlds/')).text();
    const numbersOf = (world: string) =>
      [...text.matchAll(new RegExp(`href="/worlds/${world}/developer/pull-requests/(\\d+)/pull-request/"`, 'g'))].map(
        ([, number]) => Number(number),
      );
    expect(numbersOf('ordinary-team')).toEqual([7]);
    expect(numbersOf('pull-requests')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(numbersOf('open-repository')).toEqual([]);
  });

  test('says how to name a pull request where any may be there', async () => {
    const text = await over(livePlace())('/worlds/');
    expect(text).toContain('/worlds/live/administrator/pull-requests/NUMBER/pull-request/');
  });
});

describe('the first page', () => {
  const settings = '/?world=jenkins-token&viewer=administrator&surface=settings';

  test.each<[string, number, string]>([
    ['/', 200, '<iframe title="Settings: ordinary-team" src="/worlds/ordinary-team/administrator/settings/">'],
    [settings, 200, '<iframe title="Settings: jenkins-token" src="/worlds/jenkins-token/administrator/settings/">'],
    [
      '/?world=pull-requests&viewer=developer&surface=pull-request-12',
      200,
      'src="/worlds/pull-requests/developer/pull-requests/12/pull-request/">',
    ],
    ['/?world=none', 404, 'The sandbox has no world with the name in the address.'],
    ['/?world=', 404, 'The sandbox has no world with the name in the address.'],
    ['/none', 404, 'The sandbox has no such page.'],
    ['/worlds/none/', 404, 'The sandbox has no such page.'],
    ['/frame.css', 200, '/* the frame */'],
    ['/frame.js', 200, '// the frame'],
  ])('%s: %i', async (at, status, text) => {
    const answer = await get(at);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(text);
  });

  test.each([
    ['/worlds', '/worlds/'],
    ['/worlds/a/b/c%0d%0aX:y', '/worlds/a/b/c%0d%0aX:y/'],
    ['/worlds/a/b/%00', '/worlds/a/b/%00/'],
    ['/worlds/a/b/%7f', '/worlds/a/b/%7f/'],
    ['/?world=jenkins-token', settings],
    ['/?world=jenkins-token&viewer=nobody&surface=pull-request-7', settings],
    ['/?surface=pull-request-7', '/?world=ordinary-team&viewer=administrator&surface=pull-request-7'],
    ['/?surface=pull-request&pull-request=7', '/?world=ordinary-team&viewer=administrator&surface=pull-request-7'],
  ])('%s leads to %s', async (at, to) => {
    const answer = await get(at);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, to]);
  });

  const single = places().filter(({ repositories }) => !repositories);
  test.each(single.map((place) => [place.name, place] as const))(
    'over %s offers what is there, says what it teaches, and chooses what it shows',
    async (name, place) => {
      for (const { key } of place.viewers) {
        const text = await (await get(`/?world=${name}&viewer=${key}&surface=settings`)).text();
        const offered = (field: string) => {
          const [, list, only] =
            new RegExp(
              `<select id="${field}" name="${field}">(.*?)</select>|<input type="hidden" name="${field}" value="(.*?)"`,
            ).exec(text) ?? [];
          return only === undefined ? [...(list ?? '').matchAll(/value="([^"]*)"/g)].map(([, value]) => value) : [only];
        };
        expect(offered('world')).toEqual(places().map((one) => one.name));
        expect(offered('viewer')).toEqual(place.viewers.map((viewer) => viewer.key));
        expect(offered('surface')).toEqual([
          'settings',
          ...[place.pullRequests].flat().map((number) => `pull-request-${String(number)}`),
        ]);
        expect(text).toContain(`<p>${place.about.replaceAll("'", '&#39;')}</p>`);
        for (const [, at = ''] of text.matchAll(/<iframe [^>]*src="([^"]*)"/g))
          expect((await get(at)).status).toBe(200);
        expect([...text.matchAll(/<option value="([^"]*)" selected>/g)].map(([, value]) => value)).toEqual([
          name,
          ...(place.viewers.length > 1 ? [key] : []),
          ...(offered('surface').length > 1 ? ['settings'] : []),
        ]);
      }
    },
  );

  test('may bring its own style and script, and show the panels; nobody may show it', async () => {
    const ofPage =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'";
    for (const at of ['/', '/worlds/', '/?world=none'])
      expect((await get(at)).headers.get('content-security-policy')).toBe(
        `${ofPage}; base-uri 'none'; frame-ancestors 'none'`,
      );
    expect((await get(panel)).headers.get('content-security-policy')).toContain("; frame-ancestors 'self' ");
  });

  test('asks for nothing of another host', async () => {
    const pages = ['/', '/?world=pull-requests&viewer=developer&surface=pull-request-12'];
    const texts = await Promise.all(pages.map(async (at) => (await get(at)).text()));
    const style = readFileSync(path.join(__dirname, '../../src/sandbox/frame/frame.css'), 'utf8');
    for (const text of [...texts, style]) expect(text).not.toMatch(/https?:|\/\/[a-z]|url\(|@import/);
  });

  test('shows a pull request as its own page does, and only its number where Bitbucket shows nothing', async () => {
    const world = savedWorld('pull-requests');
    const at = '/?world=w&viewer=administrator&surface=pull-request-2';
    const from = (body: unknown) =>
      over(
        worldPlace('w', {
          ...world,
          replies: { ...world.replies, '/2.0/repositories/acme/web/pullrequests/2': { status: 200, body } },
        }),
      )(at);
    expect(await over(worldPlace('w', world))(at)).toMatch(
      /<h1>Search by order number <span>#2<[^]*Tomás Vidal[^]*feature\/approvals<[^]*main<[^]*>open</,
    );
    expect(await from({ title: 3, state: [], author: null, source: 'x', destination: {} })).toMatch(
      /<h1>Pull request <span>#2<\/span><\/h1>\s*<p>\s*<\/p>/,
    );
    const hostile = '"><script>x</script>';
    const branch = { branch: { name: hostile } };
    expect(
      await from({
        title: hostile,
        state: hostile,
        author: { display_name: hostile },
        source: branch,
        destination: branch,
      }),
    ).not.toContain('<script>x');
  });

  test('over a live repository chooses no world, and takes any pull request by its number', async () => {
    const page = over(livePlace());
    for (const at of ['/', '/?world=live&viewer=administrator&surface=pull-request-4']) {
      const text = await page(at);
      expect(text).toContain('<p>acme/web as it is now.</p>');
      expect(text).toContain('Repository <b>acme/web</b>');
      expect(text).not.toMatch(/<select|First visit|All worlds/);
    }
    expect(await page('/')).toContain('src="/worlds/live/administrator/settings/"');
    expect(await page('/?world=live&viewer=administrator&surface=pull-request-4')).toContain(
      'Build the search index at night',
    );
    expect(await page('/?world=ordinary-team')).toContain('no world with the name');
  });
});

describe('a panel', () => {
  test('is the page that was built, with the bridge first', async () => {
    const text = await (await get(panel)).text();
    expect(text).toContain('<head><script src="/bridge.js"></script><title>');
    expect(await (await get('/bridge.js')).text()).toBe('// the bridge');
    expect(await (await get(`${panel}assets/main.js`)).text()).toContain('started');
  });

  test("has Forge's content security policy", async () => {
    const policy = (await get(panel)).headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]),
    );
    expect(directives.get('script-src')).toContain("'self'");
    expect(directives.get('script-src')).not.toContain("'unsafe-inline'");
    expect(directives.get('style-src')).toContain("'unsafe-inline'");
    expect(directives.get('connect-src')).toContain("'self'");
    expect(directives.has('report-uri')).toBe(false);
  });

  test('beside a pull request is that of the address', async () => {
    for (const number of [3, 12]) {
      const beside = `/worlds/pull-requests/developer/pull-requests/${String(number)}/pull-request/`;
      expect((await get(beside)).status).toBe(200);
      expect(await (await get(`${beside}assets/main.js`)).text()).toContain('started');
      expect(await (await post(`${beside}__bridge/getContext`, null)).json()).toMatchObject({
        result: { extension: { pullRequest: { id: number } } },
      });
    }
  });

  test.each(['99', '0', '-1', '1e1', 'x'])('beside pull request %s there is nothing', async (number) => {
    const beside = `/worlds/pull-requests/developer/pull-requests/${number}/pull-request/`;
    expect((await get(beside)).status).toBe(404);
    expect((await post(`${beside}__bridge/getContext`, null)).status).toBe(404);
  });

  test.each([
    ['/worlds/none/administrator/settings/'],
    ['/worlds/ordinary-team/nobody/settings/'],
    ['/worlds/ordinary-team/administrator/none/'],
    [`${panel}assets/none.js`],
    [`${panel}..%2f..%2fapp.js`],
    ['/worlds/viewer-without-admin/administrator/settings/'],
  ])('there is no %s', async (at) => {
    expect((await get(at)).status).toBe(404);
  });

  test('has a slash at the end, for what is beside it', async () => {
    expect((await get(panel.slice(0, -1))).headers.get('location')).toBe(panel);
  });
});

describe('the bridge', () => {
  const at = `${panel}__bridge/`;

  test('answers with the context', async () => {
    expect(await (await post(`${at}getContext`, null)).json()).toMatchObject({
      result: { extension: { repository: { uuid: '{fc2e7aad-1306-4e8c-b171-b1d6b1d54968}' } } },
    });
  });

  test('calls the resolver', async () => {
    const answer = await post(`${at}invoke`, { functionKey: 'ask', payload: { as: 'user', path: '/2.0/user' } });
    expect(await answer.json()).toMatchObject({ result: { body: { nickname: 'ana' } } });
    expect(await (await post(`${at}invoke`, { functionKey: 'fail' })).json()).toEqual({
      error: 'There was an error invoking the function - on purpose',
    });
  });

  test('asks whoever comes for the first time to let the app act in their name, with every scope, and each of them', async () => {
    const first = (viewer: string) => `/worlds/first-visit/${viewer}/settings/__bridge/`;
    const own = { functionKey: 'ask', payload: { as: 'user', path: '/2.0/user' } };
    const direct = { product: 'bitbucket', restPath: '/2.0/user', fetchRequestInit: { headers: [] } };
    const consent = { consent: ['read:repository:bitbucket'] };
    expect(await (await post(`${first('administrator')}invoke`, own)).json()).toEqual(consent);
    expect(await (await post(`${first('administrator')}fetchProduct`, direct)).json()).toEqual(consent);
    // What the app does in its own name needs nobody's consent.
    const asApp = { functionKey: 'ask', payload: { as: 'app', path: '/2.0/repositories/acme/web' } };
    expect(await (await post(`${first('administrator')}invoke`, asApp)).json()).toMatchObject({
      result: { status: 200 },
    });
    expect(await (await post(`${first('administrator')}allowAccess`, null)).json()).toEqual({ result: true });
    expect(await (await post(`${first('administrator')}invoke`, own)).json()).toMatchObject({
      result: { body: { nickname: 'ana' } },
    });
    expect(await (await post(`${first('administrator')}fetchProduct`, direct)).json()).toMatchObject({
      result: { status: 200 },
    });
    expect(await (await post(`${first('developer')}invoke`, own)).json()).toEqual(consent);
    expect(await (await post(`${at}invoke`, own)).json()).toMatchObject({ result: { body: { nickname: 'ana' } } });
  });

  test('asks Bitbucket as the viewer, and only reads', async () => {
    const asked = { product: 'bitbucket', restPath: '/2.0/user', fetchRequestInit: { headers: [] } };
    expect(await (await post(`${at}fetchProduct`, asked)).json()).toMatchObject({
      result: { status: 200, body: expect.stringContaining('"ana"') },
    });
    expect(
      await (await post(`${at}fetchProduct`, { ...asked, fetchRequestInit: { method: 'PUT' } })).json(),
    ).toMatchObject({ result: { status: 403 } });
  });

  test.each(['//other.example/2.0/user', '/\\other.example/2.0/user', '/2.0/../2.0/user', 'http://[', ''])(
    '%j is no path, and is refused by status',
    async (restPath) => {
      const answer = await post(`${at}fetchProduct`, { product: 'bitbucket', restPath });
      expect(await answer.json()).toMatchObject({ result: { status: 400 } });
    },
  );

  test('a page that is loaded anew starts its world anew', async () => {
    const place = '/worlds/fails-and-recovers/administrator/settings/';
    const asked = { product: 'bitbucket', restPath: '/2.0/repositories/acme/inventory/branch-restrictions' };
    const status = async () =>
      ((await (await post(`${place}__bridge/fetchProduct`, asked)).json()) as { result: { status: number } }).result
        .status;
    await get(place);
    expect([await status(), await status()]).toEqual([503, 200]);
    await get(place);
    expect(await status()).toBe(503);
  });

  test.each<[string, number, string, unknown]>([
    ['an unknown command', 404, 'fly', null],
    ['a call without a function', 400, 'invoke', {}],
    ['a body that is too large', 413, 'invoke', { functionKey: 'x', payload: 'x'.repeat(501 * 1024) }],
  ])('refuses %s', async (_, status, command, body) => {
    const answer = await post(at + command, body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: expect.any(String) });
  });

  test.each<[string, Record<string, string>]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:9999' }],
    ['an opaque origin', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another site under our origin', { origin: here, 'sec-fetch-site': 'same-site' }],
    ['no origin', {}],
    ['a name that was made to point here', { origin: 'http://evil.example:4321', host: 'evil.example:4321' }],
  ])('refuses %s', async (_, headers) => {
    expect((await post(`${at}invoke`, { functionKey: 'context' }, headers)).status).toBe(403);
  });
});

test.each(['evil.example', 'localhost.evil.example', 'evil.example:4321', 'localhost@evil.example', ''])(
  'nothing is shown to the host %j',
  async (host) => {
    expect((await get('/', { host })).status).toBe(403);
  },
);

test.each(['localhost', '127.0.0.1:4321', '[::1]:4321'])('the first page is shown to %s', async (host) => {
  expect((await get('/', { host })).status).toBe(200);
});
