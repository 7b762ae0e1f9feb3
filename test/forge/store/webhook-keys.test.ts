import type { PanelCalls } from '../../../src/panel-calls';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { check } from '../../../src/index';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { builds, changed, type Builds } from '../webhook/builds';
import { stopTheClock } from '../clock';
import { contextOf, host, placeOf, triggerUrl } from '../host';
import { signed, type Key } from '../webhook/signed';

const world = savedWorld('ordinary-team');
const here = contextOf(world);
const elsewhere = { ...here, extension: { repository: { uuid: '{0e08f94b-6681-43c1-82e6-c86606d89be5}' } } };
const ana = { id: '{60cad0b1-b371-4182-bd29-1d74687032bb}', name: 'Ana Lovell' };
const main = { repository: 'acme/web', branch: 'main', actor: 'ana' };

afterEach(() => {
  jest.useRealTimers();
});

type Answer<K extends keyof PanelCalls> = Exclude<ReturnType<PanelCalls[K]>, { cannotRead: unknown }>;

/** The ordinary team's world, with a second repository that the viewer administers. */
function twoRepositories(): Builds {
  const { uuid } = elsewhere.extension.repository;
  const entries = [here, elsewhere].map(({ extension }) => ({ permission: 'admin', repository: extension.repository }));
  const second = {
    uuid,
    full_name: 'acme/other',
    project: null,
    mainbranch: null,
    workspace: { uuid: here.workspaceId },
  };
  return builds(
    changed(world, {
      '/2.0/repositories/acme/other': { status: 200, body: second },
      '/2.0/user/workspaces/acme/permissions/repositories': { status: 200, body: { values: entries } },
    }),
  );
}

async function call<K extends keyof PanelCalls>(
  { invoke }: Builds,
  functionKey: K,
  payload?: unknown,
  context?: unknown,
): Promise<Answer<K>> {
  return (await invoke(functionKey, payload, context)) as Answer<K>;
}

test('a key is shown once: 32 bytes in base64, with where to ask; then only that there is one', async () => {
  const one = builds(world);
  expect(await call(one, 'checkKeys')).toEqual({ url: triggerUrl, keys: [] });
  const made = await call(one, 'makeCheckKey');
  if ('tooMany' in made) throw new Error('There is none yet.');
  expect(made).toEqual({
    key: {
      id: expect.stringMatching(/^[\da-f]{16}$/),
      madeAt: expect.stringMatching(/^\d{4}-.*Z$/),
      name: '',
      by: ana,
      usedAt: null,
    },
    secret: expect.any(String),
    url: triggerUrl,
    keys: [made.key],
  });
  expect(Buffer.from(made.secret, 'base64')).toHaveLength(32);
  expect(await call(one, 'checkKeys')).toEqual({ url: triggerUrl, keys: [made.key] });
  expect([...one.kept.values(), ...one.kept.keys(), ...one.secrets.keys()].join()).not.toContain(made.secret);
  expect([...one.secrets.keys()]).toEqual([`check-key:${made.key.id}`]);
});

test('no two secrets are alike', async () => {
  const one = builds(world);
  const [first, second] = [await one.key(), await one.key()];
  expect(new Set([first.secret, second.secret, first.id, second.id]).size).toBe(4);
});

test('two at a time, the oldest first; revoked is gone, from the secrets too', async () => {
  const one = builds(world);
  const keys = [await one.key(), await one.key()];
  const listed = await call(one, 'checkKeys');
  expect(listed.keys.map(({ id }) => id).sort()).toEqual(keys.map(({ id }) => id).sort());
  expect(await call(one, 'makeCheckKey')).toEqual({ tooMany: true, keys: listed.keys });
  expect(one.secrets.size).toBe(2);
  for (const { id } of keys) await call(one, 'revokeCheckKey', { id });
  expect([
    await call(one, 'checkKeys'),
    one.secrets.size,
    [...one.kept.values()].filter((value) => value.includes('endedAt')).length,
  ]).toEqual([{ url: triggerUrl, keys: [] }, 0, 2]);
});

test('when several make one at the same time, at most two succeed', async () => {
  const one = builds(world);
  const made = await Promise.all(Array.from({ length: 5 }, () => call(one, 'makeCheckKey')));
  const { keys } = await call(one, 'checkKeys');
  expect(keys.length).toBeLessThanOrEqual(2);
  const shown = made.flatMap((answer) => ('key' in answer ? [answer.key.id] : []));
  expect(shown.sort()).toEqual(keys.map(({ id }) => id).sort());
  expect([...one.secrets.keys()].sort()).toEqual(keys.map(({ id }) => `check-key:${id}`).sort());
});

/** A key as the first version of the app kept it. */
function keepFirst({ kept, secrets }: Builds, at: number): Key {
  const id = String(at).padStart(16, '0');
  const secret = Buffer.alloc(32, at).toString('base64');
  kept.set(
    `check-keys:${placeOf(world).slug.slice(1, -1)}:${id}`,
    JSON.stringify({ id, madeAt: `2026-01-0${String(at)}T00:00:00.000Z` }),
  );
  secrets.set(
    `check-key:${id}`,
    JSON.stringify({
      workspace: placeOf(world).workspace,
      repository: placeOf(world).slug,
      fullName: 'acme/web',
      secret,
    }),
  );
  return { id, secret, url: triggerUrl };
}

test('keys of the first version still work: they are listed, answer with names, count as two, and can be revoked', async () => {
  const one = builds(world);
  const [first, second] = [keepFirst(one, 1), keepFirst(one, 2)];
  const listed = [
    { id: first.id, madeAt: '2026-01-01T00:00:00.000Z' },
    { id: second.id, madeAt: '2026-01-02T00:00:00.000Z' },
  ];
  expect(await call(one, 'makeCheckKey')).toEqual({ tooMany: true, keys: listed });
  for (const key of [first, second])
    expect(await one.ask(key, { body: main })).toMatchObject({
      status: 200,
      body: { summary: 'Ana Lovell cannot push to `main` in acme/web.' },
    });
  expect((await call(one, 'revokeCheckKey', { id: first.id })).keys).toMatchObject(listed.slice(1));
  expect((await one.ask(first, { body: main })).status).toBe(401);
  const third = await one.key();
  expect(await call(one, 'makeCheckKey')).toHaveProperty('tooMany');
  for (const key of [second, third]) expect((await one.ask(key, { body: main })).status).toBe(200);
  await call(one, 'revokeCheckKey', { id: third.id });
  expect((await one.ask(third, { body: main })).status).toBe(401);
  expect((await one.ask(await one.key(), { body: main })).status).toBe(200);
});

describe('a key has a name, a maker and a last use', () => {
  test('as typed, without the space around it', async () => {
    const one = builds(world);
    const made = await call(one, 'makeCheckKey', { name: ' Release in Pipelines ' });
    expect(made).toMatchObject({ key: { name: 'Release in Pipelines', by: ana } });
    expect((await call(one, 'checkKeys')).keys).toEqual([(made as { key: unknown }).key]);
  });

  test('where Bitbucket does not say who looks, it has none who made it', async () => {
    const one = builds(changed(world, { '/2.0/user': { status: 403 } }));
    await one.key();
    const [key] = (await call(one, 'checkKeys')).keys;
    expect(key).not.toHaveProperty('by');
  });

  test('the last use is that of a signed call, and noted at most once an hour', async () => {
    stopTheClock(Date.parse('2026-11-21T08:00:00Z'));
    const one = builds(world);
    const key = await one.key();
    const used = async () => (await call(one, 'checkKeys')).keys[0]?.usedAt;
    const writings = () => one.stored.filter((asked) => asked.startsWith('set check-key-use:')).length;
    await one.ask({ ...key, secret: Buffer.alloc(32).toString('base64') }, { body: main });
    expect(await used()).toBeNull();
    await one.ask(key, { body: {} });
    expect(await used()).toBe('2026-11-21T08:00:00.000Z');
    for (const minutes of [1, 58]) {
      jest.setSystemTime(Date.now() + minutes * 60_000);
      await one.ask(key, { body: main });
    }
    expect([await used(), writings()]).toEqual(['2026-11-21T08:00:00.000Z', 1]);
    jest.setSystemTime(Date.now() + 60_000);
    await one.ask(key, { body: main });
    expect([await used(), writings()]).toEqual(['2026-11-21T09:00:00.000Z', 2]);
    await call(one, 'revokeCheckKey', { id: key.id });
    expect([...one.kept.keys()].filter((at) => at.startsWith('check-key-use:'))).toEqual([]);
  });

  test('of the first version: none of them, until it is used again', async () => {
    const one = builds(world);
    const key = keepFirst(one, 1);
    expect((await call(one, 'checkKeys')).keys).toEqual([{ id: key.id, madeAt: '2026-01-01T00:00:00.000Z' }]);
    await one.ask(key, { body: main });
    expect((await call(one, 'checkKeys')).keys[0]).toMatchObject({ usedAt: expect.any(String) });
  });

  test('of the second, which knew no names, neither', async () => {
    const one = builds(world);
    const { id } = await one.key();
    const [seat = ''] = [...one.kept.keys()];
    const { format, madeAt, names } = JSON.parse(one.kept.get(seat) ?? '') as Record<string, unknown>;
    one.kept.set(seat, JSON.stringify({ format, id, madeAt, names }));
    expect((await call(one, 'checkKeys')).keys).toEqual([{ id, madeAt }]);
  });

  test('a storage that keeps no uses refuses no build', async () => {
    const failing: { now: string | undefined } = { now: undefined };
    const one = host(world, here, undefined, {
      store: (asked) =>
        failing.now !== undefined && asked.includes(failing.now)
          ? Promise.reject(new Error('down'))
          : Promise.resolve(),
    });
    const { key, secret } = (await one.invoke('makeCheckKey')) as { key: { id: string }; secret: string };
    failing.now = 'check-key-use:';
    const { body, headers } = signed({ id: key.id, secret, url: triggerUrl }, { body: main });
    const lists = Object.fromEntries(headers.map(([name, value]) => [name, [value]]));
    expect(await check({ method: 'POST', headers: lists, body })).toMatchObject({ statusCode: 200 });
    const { keys } = (await one.invoke('checkKeys')) as { keys: object[] };
    expect(keys).toMatchObject([{ id: key.id }]);
    expect(keys[0]).not.toHaveProperty('usedAt');
  });
});

test('a key whose secret or whose place in the list is gone, or is of another, opens nothing', async () => {
  const damages: ((one: Builds, seat: string, id: string) => unknown)[] = [
    ({ secrets }, _, id) => secrets.delete(`check-key:${id}`),
    ({ kept }, seat) => kept.delete(seat),
    ({ kept }, seat) => kept.set(seat, 'null'),
    ({ kept }, seat) => kept.set(seat, (kept.get(seat) ?? '').replace(/"id":"[^"]*"/, '"id":"0123456789abcdef"')),
    ({ kept }, seat) => kept.set(seat, (kept.get(seat) ?? '').replace('"format":2', '"format":3')),
    ({ secrets }, _, id) =>
      secrets.set(`check-key:${id}`, (secrets.get(`check-key:${id}`) ?? '').replace(':a.0"', ':b.0"')),
  ];
  for (const damage of damages) {
    const one = builds(world);
    const key = await one.key();
    const [seat = ''] = [...one.kept.keys()];
    expect((await one.ask(key, { body: main })).status).toBe(200);
    damage(one, seat, key.id);
    expect((await one.ask(key, { body: main })).status).toBe(401);
  }
});

describe('a key belongs to its repository', () => {
  test('the other one neither lists nor revokes it', async () => {
    const one = twoRepositories();
    const key = await one.key();
    expect(await call(one, 'checkKeys', undefined, elsewhere)).toEqual({ url: triggerUrl, keys: [] });
    expect(await call(one, 'revokeCheckKey', { id: key.id }, elsewhere)).toEqual({ keys: [] });
    expect((await one.ask(key, { body: main })).status).toBe(200);
  });

  test('and it opens no other, by whichever name', async () => {
    const one = twoRepositories();
    const key = await one.key();
    for (const repository of [
      'acme/other',
      elsewhere.extension.repository.uuid,
      elsewhere.extension.repository.uuid.slice(1, -1),
    ]) {
      expect((await one.ask(key, { body: { ...main, repository } })).status).toBe(403);
    }
  });

  test('two keys for each', async () => {
    const one = twoRepositories();
    await one.key();
    await one.key();
    expect(await call(one, 'makeCheckKey', undefined, elsewhere)).toHaveProperty('secret');
  });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['no id', {}],
  ['an id that is none', { id: 'x' }],
  ['a key of the store', { id: 'snapshot:fc2e7aad-1306-4e8c-b171-b1d6b1d54968' }],
  ['a list', { id: ['0123456789abcdef'] }],
])('to revoke %s is one clear error', async (_, payload) => {
  await expect(builds(world).invoke('revokeCheckKey', payload)).rejects.toThrow(
    new TypeError('`revokeCheckKey` takes `id`, the id of a key.'),
  );
});
