import { describe, expect, test } from '@jest/globals';
import type { Get } from '../../../../src/bitbucket/port/port';
import { savedWorkspace } from '../../../../src/sandbox/bitbucket/workspace/saved';
import { workspacePlace } from '../../../../src/sandbox/bitbucket/workspace/place';

const hour = 3_600_000;
const ownPath = '/2.0/user/workspaces/acme/permissions/repositories';

function opened(viewer: string, repository?: string, clock = { began: Date.now(), ahead: 0 }) {
  const place = workspacePlace(clock);
  const seat = place.open(viewer, undefined, repository);
  if (!seat) throw new Error(`There is no ${viewer}.`);
  return { place, clock, ...seat };
}

interface Entry {
  permission: string;
  repository: { name: string };
  name: string;
}

async function all(get: Get, path: string): Promise<Entry[]> {
  const found: Entry[] = [];
  for (let page = 1; ; page += 1) {
    const { status, body } = await get(`${path}?pagelen=100&page=${String(page)}`);
    if (status !== 200) throw new Error(String(status));
    const { values, next } = body as { values: Entry[]; next?: string };
    found.push(...values);
    if (next === undefined) return found;
  }
}

describe('who sees what', () => {
  test('an owner administers everything', async () => {
    const { user } = opened('administrator');
    expect(await user('/2.0/user/workspaces/acme/permission')).toMatchObject({ body: { permission: 'owner' } });
    expect((await all(user, ownPath)).map(({ permission }) => permission)).toEqual(Array<string>(200).fill('admin'));
    expect(await all(user, '/2.0/repositories/acme')).toHaveLength(200);
    expect((await all(user, '/2.0/workspaces/acme/permissions/repositories')).length).toBeGreaterThan(4_000);
  });

  test('an administrator of three administers these, all through the year', async () => {
    const { user, clock, place } = opened('repository-administrator');
    for (let day = 0; day < 366; day += 30) {
      clock.ahead = day * 24 * hour;
      const entries = await all(user, ownPath);
      const administered = entries.filter(({ permission }) => permission === 'admin');
      expect(administered.map(({ repository }) => repository.name).sort()).toEqual(['checkout', 'playground', 'web']);
      expect(await user('/2.0/user/workspaces/acme/permission')).toMatchObject({ body: { permission: 'member' } });
      expect(place.open('developer')).toBeDefined();
    }
  });

  test('a developer is refused what is for administrators, and not told of what they may not see', async () => {
    const { user, place } = opened('developer');
    const seen = (await all(user, '/2.0/repositories/acme')).map(({ name }) => name);
    expect(place.repositories?.('developer').sort()).toEqual(seen.sort());
    expect(seen).not.toContain('payments');
    expect(place.open('developer', undefined, 'payments')).toBeUndefined();
    const statusOf = async (path: string) => (await user(path)).status;
    for (const part of ['', '/branch-restrictions', '/effective-branching-model', '/refs/branches'])
      expect([part, await statusOf(`/2.0/repositories/acme/payments${part}`)]).toEqual([part, 404]);
    expect(await statusOf('/2.0/repositories/acme/web')).toBe(200);
    for (const path of [
      '/2.0/repositories/acme/web/branch-restrictions',
      '/2.0/repositories/acme/web/permissions-config/users',
      '/2.0/repositories/acme/web/permissions-config/groups',
      '/2.0/workspaces/acme/permissions/repositories/web',
      '/2.0/workspaces/acme/permissions/repositories',
      '/2.0/workspaces/acme/projects/SHOP/permissions-config/groups',
      '/1.0/groups/acme/contractors/members',
    ])
      expect([path, await statusOf(path)]).toEqual([path, 403]);
    expect((await all(user, ownPath)).some(({ permission }) => permission === 'admin')).toBe(false);
  });

  test('the app sees what is for administrators, but where it is refused', async () => {
    const { app } = opened('developer');
    expect(await all(app, '/2.0/repositories/acme')).toHaveLength(200);
    expect((await app('/2.0/repositories/acme/payments/branch-restrictions')).status).toBe(200);
    expect((await app('/2.0/repositories/acme/vault/branch-restrictions')).status).toBe(403);
    expect(await app('/2.0/user')).toMatchObject({ body: { type: 'app_user' } });
  });
});

describe('addresses', () => {
  test.each<[string, number]>([
    ['/2.0/repositories/acme/web', 200],
    ['/2.0/repositories/ACME/web?fields=uuid', 200],
    ['/2.0/repositories/%7Bd94461d5-cacd-4425-bc75-237e25049ac0%7D/web/branch-restrictions', 200],
    ['/2.0/repositories/other/web', 404],
    ['/2.0/repositories/acme/none', 404],
    ['/2.0/repositories/acme/web/none', 404],
    ['/2.0/repositories/acme/*', 404],
    ['/2.0/repositories/acme/%2e%2e', 404],
    ['/2.0/repositories/acme/%E0%A4%A', 404],
    ['/2.0/repositories/acme/__proto__', 404],
    ['/2.0/workspaces/acme/projects/constructor', 404],
    ['/2.0/workspaces/acme/projects/SHOP', 200],
    ['/', 404],
  ])('%s: %i', async (path, status) => {
    expect((await opened('administrator').user(path)).status).toBe(status);
  });

  test('a repository answers to its uuid, and to its slug until it is renamed', async () => {
    const { user, clock } = opened('administrator');
    const { body } = await user('/2.0/repositories/acme/search-jobs');
    const { uuid } = body as { uuid: string };
    const byId = `/2.0/repositories/acme/${encodeURIComponent(uuid)}`;
    expect((await user(byId)).body).toEqual(body);
    clock.ahead = 7 * 24 * hour;
    expect((await user('/2.0/repositories/acme/search-jobs')).status).toBe(404);
    expect(await user(byId)).toMatchObject({ body: { full_name: 'acme/search-workers', uuid } });
  });
});

describe('the limit of an hour', () => {
  test('is told with every reply, near the end too, and ends in 429 until the hour is over', async () => {
    const { user, clock } = opened('administrator');
    const seen = [];
    for (let call = 1; call <= 1_001; call += 1) {
      const { status, headers } = await user('/2.0/user');
      seen.push([status, headers['x-ratelimit-limit'], headers['x-ratelimit-nearlimit']].join(' '));
    }
    expect([...new Set(seen)]).toEqual(['200 1000 false', '200 1000 true', '429 1000 true']);
    expect(seen.filter((one) => one === '429 1000 true')).toHaveLength(1);
    const refusal = await user('/2.0/user');
    expect(Number(refusal.headers['retry-after'])).toBeGreaterThan(3_500);
    clock.ahead += hour + 1_000;
    expect((await user('/2.0/user')).status).toBe(200);
  });

  test('is counted for each reader, and the app has more', async () => {
    const { user, app } = opened('administrator');
    for (let call = 1; call <= 1_100; call += 1) await user('/2.0/user');
    expect((await user('/2.0/user')).status).toBe(429);
    expect(await app('/2.0/user')).toMatchObject({ status: 200, headers: { 'x-ratelimit-limit': '5000' } });
  });
});

test('a repository says the same in its own address and in every list, as saved worlds do', async () => {
  const { user, clock } = opened('administrator');
  const listed = await all(user, '/2.0/repositories/acme');
  const everywhere = await all(user, '/2.0/workspaces/acme/permissions/repositories');
  for (const { slug, world } of [...savedWorkspace({ began: clock.began, at: 0 })].slice(0, 30)) {
    const replyTo = (path: string) => world.replies[path] as { body: { values: Entry[] } };
    expect(replyTo(`/2.0/repositories/acme/${slug}`).body).toEqual(listed.find(({ name }) => name === slug));
    expect(replyTo(`/2.0/workspaces/acme/permissions/repositories/${slug}`).body.values).toEqual(
      everywhere.filter(({ repository }) => repository.name === slug),
    );
  }
});
