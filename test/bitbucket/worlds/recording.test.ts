import { describe, expect, test } from '@jest/globals';
import { readList } from '../../../src/bitbucket/port/paging';
import type { Get, Reply } from '../../../src/bitbucket/port/port';
import { recording } from '../../../src/bitbucket/worlds/recording';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { factsOf, names, patient, reply, savedWorld } from '../saved-worlds';

/** A world as it was saved while its facts were read, through JSON as in a file. */
async function saved(world: World, options = {}): Promise<World> {
  const heard = recording(patient(world));
  await factsOf(world, heard.get, options);
  return JSON.parse(JSON.stringify({ ...world, replies: heard.replies() })) as World;
}

describe.each(names)('%s', (name) => {
  test('saved and replayed it gives the same facts', async () => {
    expect(await factsOf(await saved(savedWorld(name)))).toEqual(await factsOf(savedWorld(name)));
  });

  test('saved twice it is the same world', async () => {
    const once = await saved(savedWorld(name));
    expect(await saved(once)).toEqual(once);
  });

  test('saved by uuid it gives the same facts, by uuid and by slug', async () => {
    const { repository, ...facts } = await factsOf(savedWorld(name));
    const byUuid = { workspace: '{d94461d5-cacd-4425-bc75-237e25049ac0}', slug: repository.id ?? '' };
    const bySlug = { workspace: repository.workspace, slug: repository.slug };
    for (const place of [byUuid, bySlug]) {
      expect(await factsOf(await saved(savedWorld(name), byUuid), undefined, place)).toEqual({ repository, ...facts });
    }
  });
});

const base = 'https://api.bitbucket.org';
const list = '/2.0/repositories/acme/web/refs/branches';
const of = { what: 'branches' } as const;
const numbers = Array.from({ length: 250 }, (_, at) => at + 1);

function entry(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Reads a list while it is recorded, then from the record. */
async function twice(get: Get) {
  const heard = recording(get);
  const read = await readList({ get: heard.get, base }, list, of, entry);
  const world = JSON.parse(JSON.stringify({ about: '', replies: heard.replies() })) as World;
  return { read, again: await readList({ get: worldGet(world), base }, list, of, entry) };
}

/** The whole list, but for one page. */
function allBut(number: number, bad: Reply): Get {
  const good = worldGet({ about: '', replies: { [list]: { status: 200, body: { values: numbers } } } });
  return (path) =>
    Number(new URL(path, base).searchParams.get('page') ?? 1) === number ? Promise.resolve(bad) : good(path);
}

test('a list that is asked for again is saved once', async () => {
  const heard = recording(allBut(0, reply(404)));
  for (let time = 1; time <= 3; time++) await readList({ get: heard.get, base }, list, of, entry);
  expect(heard.replies()[list]).toEqual({ status: 200, body: { values: numbers } });
});

describe('a list that was asked for in several ways', () => {
  const both = async (filtered: Reply) => {
    const whole = worldGet({
      about: '',
      replies: { [list]: { status: 200, body: { values: [{ name: 'a' }, { name: 'b' }] } } },
    });
    const heard = recording((path) => (path.includes('q=') ? Promise.resolve(filtered) : whole(path)));
    await heard.get(`${list}?pagelen=100`);
    await heard.get(`${list}?pagelen=100&q=x`);
    return heard.replies()[list];
  };

  test('holds each entry once, with all its fields', async () => {
    expect(await both(reply(200, { values: [{ name: 'b', target: 1 }, { name: 'c' }] }))).toEqual({
      status: 200,
      body: { values: [{ name: 'a' }, { name: 'b', target: 1 }, { name: 'c' }] },
    });
  });

  test.each<[string, Reply]>([
    ['fails', reply(403)],
    ['goes on', reply(200, { values: [], next: `${base}${list}?after=x` })],
  ])('never replays as whole where one %s', async (_, filtered) => {
    expect(await both(filtered)).toMatchObject({
      status: 200,
      body: { values: [{ name: 'a' }, { name: 'b' }, { type: 'error' }] },
    });
  });

  test('a page by a cursor belongs to the list that named it', async () => {
    const second = `${base}${list}?after=x`;
    const heard = recording((path) =>
      Promise.resolve(path.includes('after') ? reply(200, { values: [2] }) : reply(200, { values: [1], next: second })),
    );
    await readList({ get: heard.get, base }, list, of, entry);
    expect(heard.replies()[list]).toEqual({ status: 200, body: { values: [1, 2] } });
  });
});

test('a list of which a hundred at once are refused is saved whole', async () => {
  const whole = allBut(0, reply(404));
  const { read, again } = await twice((path) =>
    path.includes('pagelen=100') ? Promise.resolve(reply(400)) : whole(path),
  );
  expect({ read, again }).toEqual({ read: { items: numbers, gaps: [] }, again: { items: numbers, gaps: [] } });
});

test('entries without an id that say the same are each saved', async () => {
  const alike = { kind: 'push', pattern: 'main' };
  const heard = recording(() => Promise.resolve(reply(200, { values: [alike, alike], size: 2 })));
  await readList({ get: heard.get, base }, list, of, () => 1);
  expect(heard.replies()[list]).toEqual({ status: 200, body: { values: [alike, alike] } });
});

test('a list of several pages is saved whole, in its order', async () => {
  const { read, again } = await twice(allBut(0, reply(404)));
  expect({ read, again }).toEqual({ read: { items: numbers, gaps: [] }, again: { items: numbers, gaps: [] } });
});

describe('a list cut short never replays as whole', () => {
  const values = numbers.slice(0, 10);
  const whole = allBut(0, reply(404));
  const repeating: Get = (path) => whole(path.replace('page=2', 'page=1'));
  const withSize = (answer: Reply, size: number) => ({ ...answer, body: { ...(answer.body as object), size } });
  const only =
    (body: object): Get =>
    (path) =>
      Promise.resolve(path.endsWith('?pagelen=100') ? reply(200, { values, ...body }) : reply(503));

  test.each<[string, Get]>([
    ['the second of three pages fails', allBut(2, reply(503))],
    ['the last page fails', allBut(3, reply(404))],
    ['a page never answers', allBut(2, reply(0))],
    ['a page is HTML', allBut(2, reply(200, '<html>'))],
    ['a page named by a cursor fails', only({ next: `${base}${list}?after=x` })],
    ['`next` leads elsewhere', only({ next: 'https://evil.example/' })],
    [
      '`next` leads elsewhere, and the size is known',
      only({ next: 'https://evil.example/?page=2', size: 30, pagelen: 10 }),
    ],
    ['`next` leads back', only({ next: `${base}${list}?pagelen=100` })],
    ['fewer come than `size` says', only({ size: 11 })],
    ['more come than `size` says', only({ size: 9 })],
    ['the second page repeats the first', repeating],
    ['a page tells of another size', async (path) => withSize(await whole(path), path.includes('page=3') ? 251 : 250)],
  ])('%s', async (_, get) => {
    const { read, again } = await twice(get);
    expect(again.items).toEqual(read.items);
    expect(read.gaps[0]).toEqual({ of, because: 'truncated' });
    expect(again.gaps[0]).toEqual({ of, because: 'truncated' });
  });

  test.each<[string, Reply, object]>([
    [
      'forbidden',
      reply(403, { type: 'error', error: { detail: { required: ['repository:admin'] } } }),
      { because: 'forbidden', status: 403, required: ['repository:admin'] },
    ],
    ['not found', reply(404), { because: 'not-found', status: 404 }],
    ['HTML', reply(200, '<html>'), { because: 'not-understood' }],
    ['no answer', reply(0), { because: 'unreachable' }],
  ])('not read at all: %s', async (_, bad, gap) => {
    const { read, again } = await twice(allBut(1, bad));
    expect(read).toMatchObject({ items: [], gaps: [gap] });
    expect(again).toMatchObject({ items: [], gaps: [gap] });
  });
});

test('only the last reply is kept where a retry succeeded', async () => {
  const { replies } = await saved(savedWorld('fails-and-recovers'));
  expect(Object.values(replies).some(Array.isArray)).toBe(false);
});
