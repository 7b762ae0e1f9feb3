import { describe, expect, test } from '@jest/globals';
import type { Get } from '../../../src/bitbucket/port/port';
import { readFacts } from '../../../src/bitbucket/repository/read';
import { readOne } from '../../../src/bitbucket/workspace/repository';
import { readShared, type SharedReading } from '../../../src/bitbucket/workspace/shared';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { worldText } from '../../../src/cli/store/text';
import { parseWorld } from '../../../src/bitbucket/worlds/world';
import type { Facts } from '../../../src/core/model';
import { names, patient, repositoryIn, savedWorld } from '../saved-worlds';
import { simulatedBitbucket, type Simulated } from './simulated';

const base = 'https://api.bitbucket.org';
const readAt = '2026-11-20T08:00:00Z';

async function sharedOf(get: Get, workspace = 'acme'): Promise<SharedReading> {
  const shared = await readShared({ get, base }, workspace);
  if ('unread' in shared) throw new Error(JSON.stringify(shared.unread));
  return shared;
}

/** Facts in one order, as no list promises any. */
function sorted(facts: Facts): unknown {
  const inOrder = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.map(inOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, inside]) => [name, inOrder(inside)])
        .sort(),
    );
  };
  return inOrder(facts);
}

/** The facts of a repository, read by itself; without branches. */
async function alone(get: Get, place: { workspace: string; slug: string }) {
  const options = { branches: false, askGroups: true, everyMember: true, noteCredential: true, readAt };
  const read = await readFacts(get, { ...place, ...options });
  return 'facts' in read ? sorted(read.facts) : read;
}

/** The same, read from what was saved of the reading by the workspace. */
async function fromText(world: World, place: { workspace: string; slug: string }) {
  const parsed = parseWorld(worldText(world));
  if ('wrong' in parsed) throw new Error(parsed.wrong);
  return alone(worldGet(parsed.world), place);
}

describe('a repository that is read with all others', () => {
  test.each<[string, Partial<Simulated>]>([
    ['as an administrator of the workspace', {}],
    [
      'where the permissions of all are refused',
      {
        instead: (path) =>
          path.startsWith('/2.0/workspaces/acme/permissions/repositories?') ? refusal(403) : undefined,
      },
    ],
    [
      'where nothing but the repositories themselves is shown',
      { instead: (path) => (/permissions|1\.0|restrictions/.test(path) ? refusal(403) : undefined) },
    ],
    ['where its lists are long', {}],
  ])('has the same facts as one that is read alone: %s', async (which, more) => {
    const each = which.endsWith('long') ? 230 : 10;
    const bitbucket = Object.assign(
      simulatedBitbucket({ repositories: 4, people: 240, each, groups: 4, projects: 2 }),
      more,
    );
    const shared = await sharedOf(bitbucket.get);
    expect(shared.repositories.items).toHaveLength(4);
    for (const listed of shared.repositories.items) {
      const { world, read, failed } = await readOne(shared, listed, { branches: false, readAt });
      const expected = await alone(bitbucket.get, listed.repository);
      expect(failed).toBeUndefined();
      expect('facts' in read && sorted(read.facts)).toEqual(expected);
      expect(await fromText(world, listed.repository)).toEqual(expected);
    }
  });

  // A saved world holds one repository, of which the lists of its workspace can be made.
  test.each(names)('is judged by what %s says', async (name) => {
    const world = savedWorld(name);
    const place = repositoryIn(world);
    const list = (path: string) => [world.replies[path] ?? []].flat().at(-1);
    const { workspace, slug } = place;
    const repository = list(`/2.0/repositories/${workspace}/${slug}`)?.body;
    const permissions = list(`/2.0/workspaces/${workspace}/permissions/repositories/${slug}`);
    const named = (repository ?? {}) as { uuid?: string; full_name?: string };
    const values = (permissions?.body as { values?: object[] } | undefined)?.values?.map((entry) => ({
      repository: { uuid: named.uuid, full_name: named.full_name },
      ...entry,
    }));
    const whole: World = {
      ...world,
      replies: {
        ...world.replies,
        [`/2.0/repositories/${workspace}`]: { status: 200, body: { values: [repository] } },
        [`/2.0/workspaces/${workspace}/permissions/repositories`]: values
          ? { status: 200, body: { values } }
          : { status: 403 },
      },
    };
    const shared = await sharedOf(patient(whole), workspace);
    const [listed] = shared.repositories.items;
    if (!listed) throw new Error('It is not listed.');
    const { world: saved, read } = await readOne(shared, listed, { branches: false, readAt });
    const expected = await alone(patient(world), place);
    expect('facts' in read && sorted(read.facts)).toEqual(expected);
    expect(await fromText(saved, place)).toEqual(expected);
  });
});

function refusal(status: number) {
  return { status, headers: {}, body: { type: 'error', error: { message: 'No.' } } };
}

test('asks four times for each repository, and once for what holds for all', async () => {
  const bitbucket = simulatedBitbucket({ repositories: 30, projects: 2, groups: 3 });
  const shared = await sharedOf(bitbucket.get);
  for (const listed of shared.repositories.items) await readOne(shared, listed, { branches: false, readAt });
  const counts = new Map<string, number>();
  for (const { path } of bitbucket.asked) {
    const kind = path
      .replace(/\?.*/, '')
      .replace(/repo-\d+/, 'R')
      .replace(/\/P\d/, '/P')
      .replace(/group-\d/, 'G');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  expect(Object.fromEntries([...counts].sort())).toEqual({
    '/1.0/groups/acme/G/members': 3,
    '/2.0/repositories/acme': 1,
    '/2.0/repositories/acme/R/branch-restrictions': 30,
    '/2.0/repositories/acme/R/effective-branching-model': 30,
    '/2.0/repositories/acme/R/permissions-config/groups': 30,
    '/2.0/repositories/acme/R/permissions-config/users': 30,
    '/2.0/user': 1,
    '/2.0/user/workspaces/acme/permissions/repositories': 1,
    '/2.0/workspaces/acme/permissions': 1,
    '/2.0/workspaces/acme/permissions/repositories': 3,
    '/2.0/workspaces/acme/projects/P/permissions-config/groups': 2,
    '/2.0/workspaces/acme/projects/P/permissions-config/users': 2,
  });
});

test('a workspace that is asked for by uuid is the one that its repositories name', async () => {
  const bitbucket = simulatedBitbucket({ repositories: 2 });
  const get: Get = (path) => bitbucket.get(path.replace('%7Bd%7D', 'acme'));
  expect((await sharedOf(get, '{d}')).workspace).toBe('acme');
});

test.each([401, 403, 404, 410, 503, 0])('a workspace whose list has status %i was not read', async (status) => {
  const read = await readShared({ get: () => Promise.resolve(refusal(status)), base }, 'acme');
  expect(read).toMatchObject({ unread: { status } });
});

test('does not remember that a credential was none: the next may be one', async () => {
  const kept: string[] = [];
  const memory = { recall: () => undefined, keep: (path: string) => void kept.push(path) };
  await readShared({ get: () => Promise.resolve(refusal(401)), base }, 'acme', memory);
  expect(kept).toEqual([]);
});

test('keeps no addresses of pages and pictures', async () => {
  const bitbucket = simulatedBitbucket({ repositories: 1 });
  const shared = await sharedOf(bitbucket.get);
  const [listed] = shared.repositories.items;
  if (!listed) throw new Error('It is not listed.');
  const { world } = await readOne(shared, listed, { branches: false, readAt });
  expect(worldText(world)).not.toMatch(/https?:|"links"/);
});
