import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Hono } from 'hono';
import { worldPlace, type Place } from '../../src/sandbox/bitbucket/places';
import { workspacePlace } from '../../src/sandbox/bitbucket/workspace/place';
import type { Host } from '../../src/sandbox/host/host';
import { sandbox } from '../../src/sandbox/server';
import { savedWorld } from '../bitbucket/saved-worlds';
import { standIn, type StandIn } from './stand-in';

const here = 'http://localhost:4321';
const own = { host: 'localhost:4321', origin: here, 'sec-fetch-site': 'same-origin' };
const hour = 3_600_000;
const page = '/?world=workspace&viewer=administrator&surface=workspace';

let app: StandIn;
let host: Host;
let place: Place;
let server: Hono;
beforeAll(() => {
  app = standIn();
});
afterAll(() => {
  app.remove();
});
beforeEach(() => {
  host = app.start();
  place = workspacePlace();
  host.beginAnew(place);
  const ordinary = worldPlace('ordinary-team', savedWorld('ordinary-team'));
  server = sandbox({ host, places: [ordinary, place], served: app.folder });
});

async function get(at: string): Promise<Response> {
  return server.request(`${here}${at}`, { headers: { host: 'localhost:4321' } });
}

async function textAt(at: string): Promise<string> {
  const answer = await get(at);
  expect([at, answer.status]).toEqual([at, 200]);
  return answer.text();
}

async function send(at: string, fields: Record<string, string> = {}, headers: Record<string, string> = own) {
  return server.request(`${here}${at}`, { method: 'POST', body: new URLSearchParams(fields), headers });
}

async function invoke(panel: string, functionKey: string, payload: object = {}) {
  const body = JSON.stringify({ functionKey, payload });
  const headers = { ...own, 'content-type': 'application/json' };
  const answer = await server.request(`${here}${panel}__bridge/invoke`, { method: 'POST', body, headers });
  return { status: answer.status, body: (await answer.json()) as { result?: unknown } };
}

describe('the page of a workspace of many', () => {
  test('stands first over it, with the clock and its buttons', async () => {
    expect((await get('/?world=workspace')).headers.get('location')).toBe(page);
    const text = await textAt(page);
    expect(text).toContain(
      '<iframe title="The workspace: workspace" src="/worlds/workspace/administrator/workspace/">',
    );
    for (const button of ['Run the scheduled reading now', '1 hour', '1 day', '1 week', 'Begin anew'])
      expect(text).toContain(`${button}</button>`);
    expect(text).toMatch(/aria-pressed="false"\s*>Messages twice and in any order<\/button>/);
    expect(text).toContain('Nothing runs in the background.');
    expect(text).not.toContain('name="repository"');
  });

  test('leads to the settings of each repository that the viewer sees', async () => {
    const at = '/?world=workspace&viewer=developer&surface=settings&repository=catalog';
    const text = await textAt(at);
    expect(text).toContain('src="/worlds/workspace/developer/repositories/catalog/settings/"');
    expect(text).toContain('<option value="catalog" selected>');
    expect(text).not.toContain('payments');
    expect(text).toContain(`<a href="/?world=workspace&amp;viewer=developer&amp;surface=workspace">Acme</a>`);
  });

  test('other worlds have neither clock nor buttons, nor that page', async () => {
    const text = await textAt('/?world=ordinary-team&viewer=administrator&surface=settings');
    expect(text).not.toMatch(/Begin anew|Time here/);
    expect((await get('/worlds/ordinary-team/administrator/workspace/')).status).toBe(404);
  });

  test.each([
    ['/worlds/workspace/administrator/workspace/', 200],
    ['/worlds/workspace/administrator/repositories/payments/settings/', 200],
    ['/worlds/workspace/developer/repositories/payments/settings/', 404],
    ['/worlds/workspace/administrator/repositories/none/settings/', 404],
    ['/worlds/workspace/administrator/repositories/%2e%2e%2f/settings/', 404],
    ['/worlds/workspace/administrator/repositories/__proto__/settings/', 404],
    ['/worlds/workspace/administrator/repositories/payments/workspace/', 404],
    ['/worlds/workspace/nobody/workspace/', 404],
    ['/worlds/workspace/administrator/pull-requests/7/pull-request/', 200],
    ['/worlds/ordinary-team/administrator/repositories/web/settings/', 200],
    ['/worlds/ordinary-team/administrator/repositories/other/settings/', 404],
  ])('%s: %i', async (at, status) => {
    expect((await get(at)).status).toBe(status);
  });

  test('and its panels are told of the repository in their address, and of no other', async () => {
    const uuidOf = async (repository: string, viewer = 'administrator') => {
      const panel = `/worlds/workspace/${viewer}/repositories/${repository}/settings/`;
      return (await invoke(panel, 'context')).body.result as { context: { extension: { repository: object } } };
    };
    const [web, payments] = [await uuidOf('web'), await uuidOf('payments')];
    expect(web.context.extension.repository).not.toEqual(payments.context.extension.repository);
    expect(await invoke('/worlds/workspace/developer/repositories/payments/settings/', 'context')).toMatchObject({
      status: 404,
    });
  });
});

describe('the buttons', () => {
  test.each([
    ['hour', hour],
    ['day', 24 * hour],
    ['week', 7 * 24 * hour],
  ])('move time on by a %s, and lead back', async (by, step) => {
    const answer = await send('/worlds/workspace/time', { by, back: page });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, page]);
    expect(place.clock?.ahead).toBe(step);
    expect(await textAt('/worlds/workspace/administrator/workspace/')).toContain(
      `<script src="/bridge.js" data-ahead="${String(step)}">`,
    );
  });

  test('run what is scheduled, at once and in the background', async () => {
    expect((await send('/worlds/workspace/scheduled', { back: page })).status).toBe(303);
    await host.idle();
    const panel = '/worlds/workspace/administrator/workspace/';
    const { body } = await invoke(panel, 'kvs', { call: 'get', args: ['scheduled'] });
    expect(body.result).toMatchObject({ value: { request: { context: { moduleKey: 'hourly' } } } });
  });

  test('switch the order of messages off and on', async () => {
    await send('/worlds/workspace/unruly', { unruly: 'on' });
    expect(await textAt(page)).toMatch(/value="off" aria-pressed="true"/);
    await send('/worlds/workspace/unruly', { unruly: 'off' });
    expect(await textAt(page)).toMatch(/value="on" aria-pressed="false"/);
  });

  test('begin anew', async () => {
    await send('/worlds/workspace/time', { by: 'week' });
    await send('/worlds/workspace/anew');
    expect(place.clock?.ahead).toBe(0);
  });

  test('do nothing for a step that is none, or too far', async () => {
    for (const by of ['year', '', '__proto__', 'constructor', 'toString'])
      expect([by, (await send('/worlds/workspace/time', { by })).status]).toEqual([by, 400]);
    expect((await send('/worlds/workspace/time')).status).toBe(400);
    expect(place.clock?.ahead).toBe(0);
    host.moveTime(place, 10 * 366 * 24 * hour);
    const refused = await send('/worlds/workspace/time', { by: 'hour' });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('Begin anew')]);
  });

  test.each([
    'https://evil.example/',
    '//evil.example/?a',
    '/\\evil.example/?',
    '/?a\r\nset-cookie: b=c',
    '/worlds/',
    'javascript:alert(1)',
    '',
  ])('lead nowhere but to a page of the sandbox: %j', async (back) => {
    const answer = await send('/worlds/workspace/unruly', { unruly: 'off', back });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?world=workspace']);
  });

  test.each(['time', 'scheduled', 'unruly', 'anew'])(
    '%s is for our own pages, and for this place alone',
    async (name) => {
      const fields = { by: 'hour' };
      const stranger = { host: own.host, 'sec-fetch-site': own['sec-fetch-site'] };
      expect((await send(`/worlds/workspace/${name}`, fields, { host: 'localhost:4321' })).status).toBe(403);
      expect(
        (await send(`/worlds/workspace/${name}`, fields, { ...stranger, origin: 'https://evil.example' })).status,
      ).toBe(403);
      expect((await send(`/worlds/ordinary-team/${name}`, fields)).status).toBe(404);
      expect((await send(`/worlds/none/${name}`, fields)).status).toBe(404);
      expect((await get(`/worlds/workspace/${name}`)).status).toBe(404);
      expect(place.clock?.ahead).toBe(0);
    },
  );

  test('take no large request', async () => {
    expect((await send('/worlds/workspace/time', { by: 'x'.repeat(20_000) })).status).toBe(413);
  });
});

describe('what goes on in the background', () => {
  const told = async () => JSON.parse(await textAt('/worlds/workspace/background')) as { text: string; time: string };

  test('is told in words', async () => {
    expect(await told()).toMatchObject({
      text: 'Nothing runs in the background.',
      time: expect.stringMatching(/^\d{1,2} \w+ \d{4}, \d\d:\d\d UTC$/),
    });
    const panel = '/worlds/workspace/administrator/workspace/';
    const events = [
      { body: { does: 'note', wait: 300 } },
      { body: { does: 'note' }, delayInSeconds: 600 },
      { body: { does: 'note' }, delayInSeconds: 900 },
    ];
    await invoke(panel, 'push', { queue: 'jobs', events });
    await new Promise((done) => setTimeout(done, 50));
    expect((await told()).text).toMatch(/^1 function runs; 2 messages wait, the next one for \d.* UTC\.$/);
    await host.idle();
    host.moveTime(place, hour);
    await invoke(panel, 'push', { queue: 'jobs', events: [{ body: { does: 'fail' } }] });
    await host.idle();
    expect((await told()).text).toBe(
      'Nothing runs in the background. Failed last: The consumer of the queue jobs failed: the work fails on purpose',
    );
  });

  test('is told of no other place', async () => {
    expect((await get('/worlds/ordinary-team/background')).status).toBe(404);
  });
});
