import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { noAnswer, type Get } from '../../../src/bitbucket/port/port';
import { worldGet } from '../../../src/bitbucket/worlds/world';
import { permissionCheck } from '../../../src/forge/webhook/permission-check';
import { givenAway, peopleIn } from '../../bitbucket/repository/people-in';
import { isAdministered, names, savedWorld } from '../../bitbucket/saved-worlds';
import { builds, changed, refusing, type Builds } from './builds';
import { stopTheClock } from '../clock';
import { placeOf } from '../host';
import { signed, type Call } from './signed';

const world = savedWorld('ordinary-team');
const people = peopleIn(world);
const main = { repository: 'acme/web', branch: 'main', actor: 'ana' };
const web = '/2.0/repositories/acme/web';
const day = 86_400_000;

afterEach(() => {
  jest.useRealTimers();
});

/** Bitbucket as it answers an app that may not read some of it. */
function refusingOnly(...parts: string[]): Get {
  const get = worldGet(world);
  return (path) =>
    parts.some((part) => path.includes(part))
      ? Promise.resolve({ status: 403, headers: {}, body: undefined })
      : get(path);
}

const effective = '/permissions/repositories/';
const grants = '/permissions-config/';
const restrictions = '/branch-restrictions';

describe('where it is read', () => {
  type Row = [what: string, app: Get | undefined, visited: boolean, question: object, expected: object];
  test.each<Row>([
    ['as the app, where Bitbucket allows it', undefined, false, {}, { verdict: 'denied', source: 'bitbucket' }],
    ['and then nothing that was kept counts', undefined, true, {}, { verdict: 'denied', source: 'bitbucket' }],
    ['from the snapshot, where it does not', refusing(world), true, {}, { verdict: 'denied', source: 'snapshot' }],
    [
      'as the app all the same, where nothing was kept',
      refusing(world),
      false,
      {},
      { verdict: 'unknown', source: 'bitbucket' },
    ],
    [
      'as the app, where what it may not read does not matter',
      refusing(world),
      true,
      { operation: 'delete' },
      { verdict: 'denied', source: 'bitbucket' },
    ],
    [
      'nor for a credential that is gone',
      refusing(world),
      true,
      { credential: 'password', actor: 'Harvey Jones' },
      { verdict: 'denied', source: 'bitbucket' },
    ],
    [
      'nor for an access key',
      refusing(world),
      true,
      { actor: 'access-key' },
      { verdict: 'denied', source: 'bitbucket' },
    ],
    [
      'restrictions alone are refused',
      refusingOnly(restrictions),
      true,
      { branch: 'ana/fix' },
      { verdict: 'allowed', source: 'snapshot' },
    ],
    [
      'permissions alone are refused',
      refusingOnly(effective, grants),
      true,
      { actor: 'harvey' },
      { verdict: 'allowed', source: 'snapshot' },
    ],
    [
      'permissions alone are refused, and it is settled without them',
      refusingOnly(effective, grants),
      true,
      { actor: 'pipelines' },
      { verdict: 'denied', source: 'bitbucket' },
    ],
    [
      'Bitbucket does not have it for the app',
      () => Promise.resolve({ status: 404, headers: {}, body: undefined }),
      true,
      {},
      { verdict: 'denied', source: 'snapshot' },
    ],
    [
      'Bitbucket does not have it for the app, and nothing was kept',
      () => Promise.resolve({ status: 404, headers: {}, body: undefined }),
      false,
      {},
      { verdict: 'unknown', source: 'bitbucket' },
    ],
    [
      'consent is missing',
      () => Promise.resolve({ status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' }, body: '' }),
      true,
      {},
      { verdict: 'denied', source: 'snapshot' },
    ],
    [
      'consent is missing, and nothing was kept',
      () => Promise.resolve({ status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' }, body: '' }),
      false,
      {},
      { verdict: 'unknown', source: 'bitbucket' },
    ],
    ['Bitbucket is down', () => Promise.resolve(noAnswer), true, {}, { verdict: 'denied', source: 'snapshot' }],
  ])('%s', async (_, app, visited, question, expected) => {
    const one = builds(world, app);
    const key = await one.key();
    if (visited) await one.visit();
    expect(await one.ask(key, { body: { ...main, ...question } })).toMatchObject({ status: 200, body: expected });
  });

  test('Bitbucket is down, or makes no sense, and nothing was kept: 503', async () => {
    for (const reply of [
      noAnswer,
      { status: 500, headers: {}, body: '' },
      { status: 200, headers: {}, body: '<html>Maintenance</html>' },
    ]) {
      const one = builds(world, () => Promise.resolve(reply));
      const { status, response } = await one.ask(await one.key(), { body: main });
      expect([status, response.headers['retry-after']]).toEqual([503, ['30']]);
    }
  });

  test('a snapshot says from when it is, and it is nobody who asks', async () => {
    stopTheClock(Date.parse('2026-11-21T08:00:00Z'));
    const one = builds(world, refusing(world));
    const key = await one.key();
    await one.visit();
    jest.setSystemTime(Date.parse('2026-11-23T10:00:00Z'));
    const { body } = await one.ask(key, { body: main });
    expect(body).toMatchObject({ readAt: '2026-11-21T08:00:00Z', expiresAt: '2026-11-23T10:01:00Z' });
    expect(JSON.stringify(body)).not.toMatch(/\bYou\b/);
  });

  test('an answer never outlives the snapshot, and no snapshot seven days', async () => {
    stopTheClock(Date.parse('2026-11-21T08:00:00Z'));
    const one = builds(world, refusing(world));
    const key = await one.key();
    await one.visit();
    jest.setSystemTime(Date.parse('2026-11-28T07:59:30Z'));
    expect((await one.ask(key, { body: main })).body).toMatchObject({
      verdict: 'denied',
      source: 'snapshot',
      expiresAt: '2026-11-28T08:00:00Z',
    });
    jest.setSystemTime(Date.parse('2026-11-28T08:00:00Z'));
    expect((await one.ask(key, { body: main })).body).toMatchObject({ verdict: 'unknown', source: 'bitbucket' });
  });

  test('members that an administrator supplied count, and from then on', async () => {
    const grouped = savedWorld('exempt-group-unreadable');
    const asked = { body: { repository: repositoryOf(grouped).fullName, branch: 'main', actor: 'Sofia Rossi' } };
    for (const app of [undefined, refusing(grouped)]) {
      const one = builds(grouped, app);
      const key = await one.key();
      await one.visit();
      const { body } = await one.ask(key, asked);
      expect(body).toMatchObject({
        verdict: 'unknown',
        findings: expect.arrayContaining([
          expect.objectContaining({ gap: expect.objectContaining({ because: 'not-offered' }) }),
        ]),
      });
      const sofia = peopleIn(grouped).find(({ display_name }) => display_name === 'Sofia Rossi')?.uuid;
      const slugs = new Set(
        [...JSON.stringify(body).matchAll(/the members of `([^`]+)`/g)].map(([, slug = '']) => slug),
      );
      for (const slug of slugs) await one.invoke('saveMembers', { group: slug, members: [sofia] });
      expect((await one.ask(key, asked)).body).toMatchObject({
        verdict: 'allowed',
        source: app ? 'snapshot' : 'bitbucket',
      });
    }
  });
});

describe('whom it is about', () => {
  const newcomer = '{11111111-2222-4333-8444-555555555555}';
  type Row = [what: string, app: Get | undefined, visited: boolean, actor: string, status: number, expected: object];
  test.each<Row>([
    ['nobody, where everybody was read', undefined, false, 'newcomer', 400, { field: 'actor' }],
    ['nobody whom the snapshot knows either', refusing(world), true, 'newcomer', 400, { field: 'actor' }],
    ['somebody, perhaps, where people were not read', refusing(world), false, 'newcomer', 200, { verdict: 'unknown' }],
    ['a uuid that is on no list', undefined, false, newcomer, 400, { field: 'actor' }],
    [
      'a uuid, perhaps, where people were not read',
      refusingOnly(effective, grants),
      false,
      newcomer,
      200,
      { verdict: 'denied' },
    ],
    [
      'a name may be on any list under another one, where people were not read',
      refusingOnly(effective, grants),
      false,
      '712020:of-harvey',
      200,
      { verdict: 'unknown' },
    ],
    ['a name on a list', refusingOnly(effective, grants), false, 'HARVEY', 200, { verdict: 'unknown' }],
    ['an account id', undefined, false, '62dd96b74c9e04060fd15709', 200, { verdict: 'denied' }],
  ])('%s', async (_, app, visited, actor, status, expected) => {
    const one = builds(world, app);
    const key = await one.key();
    if (visited) await one.visit();
    expect(await one.ask(key, { body: { ...main, actor } })).toMatchObject({ status, body: expected });
  });

  test('two of one name: a fault, and no candidates', async () => {
    const odd = savedWorld('odd-names');
    const one = builds(odd);
    const { fullName } = repositoryOf(odd);
    const { status, body, response } = await one.ask(await one.key(), {
      body: { repository: fullName, branch: 'main', actor: 'Sam Lee' },
    });
    expect([status, body['field'], givenAway(response.body, peopleIn(odd))]).toEqual([400, 'actor', []]);
  });
});

function repositoryOf({ replies }: typeof world): { fullName: string } {
  const [path = ''] = Object.keys(replies).filter((one) => /^\/2\.0\/repositories\/[^/]+\/[^/]+$/.test(one));
  return { fullName: path.replace('/2.0/repositories/', '') };
}

describe('a repository that was renamed since its key was made', () => {
  const renamed = changed(world, {
    [web]: { status: 200, body: { ...([world.replies[web] ?? []].flat()[0]?.body as object), full_name: 'acme/shop' } },
  });

  test.each([
    ['acme/shop', 200],
    ['Acme/Shop', 200],
    ['acme/web', 403],
    [placeOf(world).slug, 200],
  ])('%s: %i', async (repository, status) => {
    const one = builds(world, worldGet(renamed));
    expect((await one.ask(await one.key(), { body: { ...main, repository } })).status).toBe(status);
  });
});

describe('the digest', () => {
  async function digest(one: Builds, question: object = {}): Promise<unknown> {
    return (await one.ask(await one.key(), { body: { ...main, ...question } })).body['digest'];
  }

  test('names the question and the configuration, not the moment nor the reader', async () => {
    stopTheClock();
    const one = builds(world);
    const first = await digest(one);
    jest.setSystemTime(Date.now() + day);
    expect(await digest(one)).toBe(first);
    const kept = builds(world, () => Promise.resolve(noAnswer));
    await kept.visit();
    expect(await digest(kept)).toBe(first);
    expect(await digest(builds(world), { actor: 'Ana Lovell', branch: 'refs/heads/main', operation: 'push' })).toBe(
      first,
    );
  });

  test('differs with either', async () => {
    const without = changed(world, { [`${web}/branch-restrictions`]: { status: 200, body: { values: [] } } });
    const supplied = builds(world);
    await supplied.invoke('saveMembers', { group: 'devs', members: [] });
    const all = [
      await digest(supplied),
      await digest(builds(world)),
      await digest(builds(world), { actor: 'harvey' }),
      await digest(builds(world), { branch: 'other' }),
      await digest(builds(world), { operation: 'merge' }),
      await digest(builds(world), { credential: 'ssh' }),
      await digest(builds(without)),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('before the signature holds, nothing but the key is looked at', () => {
  test.each<[string, Call, number]>([
    ['an unknown key', { key: 'f'.repeat(16) }, 401],
    ['no key at all', { key: null }, 401],
    ['a wrong signature', { signature: `sha256=${'0'.repeat(64)}` }, 401],
    ['a stale one', { at: Date.now() - 3_600_000 }, 401],
    ['two keys', { headers: [['X-Who-Can-Push-Key', 'f'.repeat(16)]] }, 401],
  ])('%s: one look-up in the secrets and one in the list', async (_, call, status) => {
    const one = builds(world);
    const key = await one.key();
    const before = [one.asked.length, one.stored.length];
    expect((await one.ask(key, { body: main, ...call })).status).toBe(status);
    expect(one.asked).toHaveLength(before[0] ?? 0);
    expect(one.stored.slice(before[1])).toEqual([
      expect.stringMatching(/^secret\/get check-key:([\da-f]{16}|none)$/),
      expect.stringMatching(/^get check-keys:/),
    ]);
  });

  test('a body that is too large: not even that', async () => {
    const one = builds(world);
    const key = await one.key();
    const before = one.stored.length;
    expect((await one.ask(key, { body: 'x'.repeat(64 * 1024 + 1) })).status).toBe(413);
    expect(one.stored).toHaveLength(before);
  });

  test('headers stand in lists, whatever the case of their names', async () => {
    const one = builds(world);
    const key = await one.key();
    const { body, headers } = signed(key, { body: main });
    const lists = (change: (name: string, value: string) => [string, string[]]) =>
      Object.fromEntries(headers.map(([name, value]) => change(name, value)));
    const check = permissionCheck(() => Promise.resolve());
    const status = async (given: Record<string, string[]>) =>
      (await check({ method: 'POST', headers: given, body })).statusCode;
    expect(await status(lists((name, value) => [name.toUpperCase(), [value]]))).toBe(200);
    expect(await status(lists((name, value) => [name, [value, value]]))).toBe(401);
    expect(await status(lists((name) => [name, []]))).toBe(401);
  });

  test.each([undefined, null, 7, {}, { method: 'POST' }, { headers: { a: 'b' } }, { body: 7 }])(
    'an event that is none, %j: unsigned',
    async (event) => {
      builds(world);
      expect((await permissionCheck(() => Promise.resolve())(event)).statusCode).toBe(401);
    },
  );
});

describe('a key that is revoked within the minute of an answer', () => {
  test.each<[what: string, isLeft: boolean]>([
    ['is refused at once, although what was read is still kept', false],
    ['so it is where its secret could not be deleted: nothing is requested, and the call is only counted', true],
  ])('%s', async (_, isLeft) => {
    const one = builds(world);
    const key = await one.key();
    expect((await one.ask(key, { body: main })).status).toBe(200);
    const secrets = new Map(one.secrets);
    await one.invoke('revokeCheckKey', { id: key.id });
    if (isLeft) {
      for (const [name, value] of secrets) one.secrets.set(name, value);
      for (const name of one.kept.keys()) if (name.startsWith('check-facts:')) one.kept.delete(name);
    }
    const before = [one.asked.length, one.stored.length];
    expect((await one.ask(key, { body: main })).status).toBe(401);
    expect(one.asked).toHaveLength(before[0] ?? 0);
    const written = one.stored.slice(before[1]).filter((call) => /^(?:set|delete) /.test(call));
    expect(written).toEqual(isLeft ? [expect.stringMatching(/^set check-calls:/)] : []);
  });
});

describe('what one answer costs', () => {
  const short = (calls: string[]) => calls.map((call) => call.replace(/[\da-f-]{16,}.*/, '…'));

  test('where nothing is kept: nine requests as the app, and the storage calls for turn and budget', async () => {
    const one = builds(world);
    const key = await one.key();
    const before = [one.asked.length, one.stored.length];
    await one.ask(key, { body: main });
    const asked = one.asked.slice(before[0]);
    expect(asked.every((path) => path.startsWith('app /2.0/'))).toBe(true);
    expect(asked).toHaveLength(9);
    expect(short(one.stored.slice(before[1]))).toEqual([
      'secret/get check-key:…',
      // Side by side, until it is known that the key is listed and may ask.
      'get check-reading:…',
      'get check-facts:…',
      'query members:…',
      'get check-key-use:…',
      'get check-keys:…',
      'set check-calls:…',
      'set check-key-use:…',
      'set check-turn:…',
      'get check-facts:…',
      'get check-reading:…',
      'query check-reading:',
      'set check-reading:…',
      'get check-facts:…',
      'set check-reading:…',
      'set check-facts:…',
      'delete check-turn:…',
      'get project-rules:project:…',
      'get project-rules:repository:…',
    ]);
  });

  test('within the minute: no request, eight readings of the store and one writing', async () => {
    const one = builds(world);
    const key = await one.key();
    await one.ask(key, { body: main });
    const before = [one.asked.length, one.stored.length];
    await one.ask(key, { body: { ...main, actor: 'harvey' } });
    expect(one.asked).toHaveLength(before[0] ?? 0);
    expect(
      short(one.stored.slice(before[1])).filter((call) => !/^(?:set|query) ?(?:check-calls.*)?$/.test(call)),
    ).toEqual([
      'secret/get check-key:…',
      'get check-reading:…',
      'get check-facts:…',
      'query members:…',
      'get check-key-use:…',
      'get check-keys:…',
      'get project-rules:project:…',
      'get project-rules:repository:…',
    ]);
  });
});

describe('our own failures', () => {
  test('a store that fails is a 503 without its words', async () => {
    const failing = { now: false };
    const one = builds(world, undefined, () =>
      failing.now ? Promise.reject(new Error('secret: hunter2')) : Promise.resolve(),
    );
    const key = await one.key();
    failing.now = true;
    const { status, response } = await one.ask(key, { body: main });
    expect([status, response.headers['retry-after'], response.body.includes('hunter2')]).toEqual([503, ['30'], false]);
  });

  test('a store that never answers is a 503 within 25 seconds', async () => {
    const hanging = { now: false };
    const one = builds(world, undefined, () => (hanging.now ? new Promise(() => undefined) : Promise.resolve()));
    const key = await one.key();
    hanging.now = true;
    jest.useFakeTimers();
    const answer = one.ask(key, { body: main });
    await jest.advanceTimersByTimeAsync(25_000);
    expect((await answer).status).toBe(503);
  });
});

test.each(names)('%s: nobody but whom it is asked about is named, and no secret', async (name) => {
  const saved = savedWorld(name);
  const { fullName } = repositoryOf(saved);
  const everybody = peopleIn(saved);
  if (!isAdministered(name)) return;
  for (const app of [undefined, refusing(saved)]) {
    const one = builds(saved, app);
    await one.visit();
    const key = await one.key();
    const [asked] = everybody;
    for (const actor of [asked?.uuid ?? '', 'pipelines']) {
      for (const operation of ['push', 'create', 'force-push', 'delete', 'merge']) {
        const { status, response } = await one.ask(key, {
          body: { repository: fullName, branch: 'main', operation, actor },
        });
        expect(status).toBe(200);
        const given = givenAway(response.body, everybody).filter(({ uuid }) => uuid !== actor);
        expect(given.filter(({ display_name }) => display_name !== asked?.display_name)).toEqual([]);
        expect(response.body).not.toContain(key.secret);
      }
    }
  }
});

test('the people of the ordinary team are those who might be named', () => {
  expect(people.length).toBeGreaterThan(5);
  expect(givenAway('HARVEY pushed', people).map(({ display_name }) => display_name)).toEqual(['Harvey Jones']);
});
