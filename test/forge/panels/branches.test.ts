import type { BranchPortion } from '../../../src/panel-calls';
import { describe, expect, test } from '@jest/globals';
import type { Get, Reply } from '../../../src/bitbucket/port/port';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { panelResolver } from '../../../src/forge/panels/resolver';
import { largeWorld } from '../../../src/sandbox/bitbucket/large-world';
import { isAdministered, names, repositoryIn, savedWorld } from '../../bitbucket/saved-worlds';
import { contextOf, host } from '../host';
import { inRounds } from '../rounds';

type Portion = Exclude<BranchPortion, { cannotRead: unknown }>;

const impatient = panelResolver(() => Promise.resolve());
const large = largeWorld({ branches: 2_350, people: 1, groups: 1, restrictions: 1 });

function branchesOf(world: World): string[] {
  const { workspace, slug } = repositoryIn(world);
  const reply = [world.replies[`/2.0/repositories/${workspace}/${slug}/refs/branches`] ?? []].flat().at(-1);
  const { values } = (reply as { body: { values: { name: string }[] } }).body;
  return values.map(({ name }) => name);
}

/** A large repository whose pages of branches come changed. */
function changed(change: (page: number, reply: Reply) => Reply): Get {
  const get = worldGet(large);
  return async (path) => {
    const page = new URL(path, 'https://api.bitbucket.org').searchParams.get('page');
    return path.includes('/refs/branches') ? change(Number(page), await get(path)) : get(path);
  };
}

function entriesFrom(first: number, end: number): unknown[] {
  const { workspace, slug } = repositoryIn(large);
  const reply = [large.replies[`/2.0/repositories/${workspace}/${slug}/refs/branches`] ?? []].flat().at(-1);
  return (reply as { body: { values: unknown[] } }).body.values.slice(first, end);
}

async function portionOf(source: World | Get, page: number): Promise<Portion> {
  return (await host(source, contextOf(large), impatient).invoke('branches', { page })) as Portion;
}

async function portions(source: World | Get, context: unknown): Promise<Portion[]> {
  const { invoke } = host(source, context, impatient);
  const all: Portion[] = [];
  for (let page: number | undefined = 1; page !== undefined && all.length < 50; page = all.at(-1)?.next) {
    all.push((await invoke('branches', { page })) as Portion);
  }
  return all;
}

test('2,350 branches come in three portions; nothing is lost or repeated', async () => {
  const all = await portions(large, contextOf(large));
  expect(all.flatMap(({ branches }) => branches.items)).toEqual(branchesOf(large));
  expect(all.map(({ branches, size, next }) => [branches.items.length, branches.gaps, size, next])).toEqual([
    [1000, [], 2350, 11],
    [1000, [], 2350, 21],
    [350, [], 2350, undefined],
  ]);
  expect(all.map(({ last }) => last)).toEqual([24, 24, undefined]);
});

test('whoever knows how many pages there are gets as many in one round, beside the door', async () => {
  const { rounds, through } = inRounds();
  const portion = await host(through('user', worldGet(large)), contextOf(large), impatient).invoke('branches', {
    page: 11,
    pages: 14,
  });
  expect(portion).toEqual({ branches: { items: branchesOf(large).slice(1000), gaps: [] }, size: 2350 });
  expect(rounds.map((round) => round.length)).toEqual([2 + 14]);
});

test('where the list became shorter meanwhile, pages after the last are as nothing', async () => {
  const portion = (await host(large, contextOf(large), impatient).invoke('branches', {
    page: 20,
    pages: 10,
  })) as Portion;
  expect(portion).toEqual({ branches: { items: branchesOf(large).slice(1900), gaps: [] }, size: 2350 });
});

test('a hundred at once that are refused: fifty, from the same page on', async () => {
  const get = worldGet(large);
  const strict: Get = (path) =>
    path.includes('pagelen=100') && path.includes('/refs/branches')
      ? Promise.resolve({ status: 400, headers: {}, body: undefined })
      : get(path);
  const portion = await host(strict, contextOf(large), impatient).invoke('branches', { page: 21, pages: 20 });
  expect(portion).toEqual({
    branches: { items: branchesOf(large).slice(1000, 2000), gaps: [] },
    size: 2350,
    next: 41,
    last: 47,
  });
});

test.each(names.filter(isAdministered))('%s comes in one portion', async (name) => {
  const world = savedWorld(name);
  const [portion, ...others] = await portions(world, contextOf(world));
  expect(portion?.branches.items).toEqual(branchesOf(world));
  expect(others).toEqual([]);
});

test('only the pages that there are get asked for, each once, beside the two of the door', async () => {
  const { invoke, asked } = host(large, contextOf(large));
  await invoke('branches', { page: 21 });
  const pages = asked.flatMap(
    (path) => new URL(path.slice('user '.length), 'https://api.bitbucket.org').searchParams.get('page') ?? [],
  );
  expect({ pages, all: asked.length }).toEqual({ pages: ['21', '22', '23', '24'], all: 6 });
});

describe('what is missing is reported', () => {
  const missing = (page: number, reply: Reply, gone: number, status: number) =>
    page === gone ? { status, headers: {}, body: undefined } : reply;

  test('a page that fails', async () => {
    const { branches, next, size } = await portionOf(
      changed((page, reply) => missing(page, reply, 3, 500)),
      1,
    );
    expect(branches.gaps).toEqual([
      { of: { what: 'branches' }, because: 'truncated' },
      { of: { what: 'branches' }, because: 'unreachable', status: 500 },
    ]);
    expect([branches.items.length, next, size]).toEqual([900, 11, 2350]);
  });

  test('the first page', async () => {
    const portion = await portionOf(
      changed((page, reply) => missing(page, reply, 1, 403)),
      1,
    );
    expect(portion).toEqual({
      branches: { items: [], gaps: [{ of: { what: 'branches' }, because: 'forbidden', status: 403 }] },
    });
  });

  test('a page that is short', async () => {
    const { branches } = await portionOf(
      changed((page, reply) => (page === 2 ? { ...reply, body: { values: [] } } : reply)),
      1,
    );
    expect(branches.gaps).toEqual([{ of: { what: 'branches' }, because: 'truncated' }]);
  });

  test.each<[string, (page: number, reply: Reply) => Reply, items: number]>([
    [
      'a page that repeats names',
      (page, reply) =>
        page === 2 ? { ...reply, body: { ...(reply.body as object), values: entriesFrom(0, 100) } } : reply,
      900,
    ],
    [
      'a page that repeats one and leaves out one',
      (page, reply) =>
        page === 2 ? { ...reply, body: { ...(reply.body as object), values: entriesFrom(99, 199) } } : reply,
      999,
    ],
    [
      'a size that changes',
      (page, reply) => (page === 2 ? { ...reply, body: { ...(reply.body as object), size: 2_351 } } : reply),
      1_000,
    ],
    [
      'an empty page that leads on, without a size',
      (_, reply) => ({ ...reply, body: { values: [], next: 'https://api.bitbucket.org/x' } }),
      0,
    ],
  ])('%s', async (_, change, items) => {
    const { branches, next } = await portionOf(changed(change), 1);
    expect(branches.gaps).toEqual([{ of: { what: 'branches' }, because: 'truncated' }]);
    expect([branches.items.length, new Set(branches.items).size]).toEqual([items, items]);
    expect(next).toBe(items === 0 ? undefined : 11);
  });

  test('a hundred at once that are refused: fifty', async () => {
    const get = worldGet(large);
    const strict: Get = (path) =>
      path.includes('pagelen=100') && path.includes('/refs/branches')
        ? Promise.resolve({ status: 400, headers: {}, body: undefined })
        : get(path);
    const all = await portions(strict, contextOf(large));
    expect(all.flatMap(({ branches }) => branches.items)).toEqual(branchesOf(large));
    expect(all.flatMap(({ branches }) => branches.gaps)).toEqual([]);
  });

  test('a page after the last', async () => {
    expect(await portionOf(large, 99)).toEqual({ branches: { items: [], gaps: [] }, size: 2350 });
  });

  test('where Bitbucket does not say how many there are, a portion is one page, and nothing is lost', async () => {
    const all = await portions(
      changed((_, reply) => ({ ...reply, body: { ...(reply.body as object), size: undefined } })),
      contextOf(large),
    );
    expect(all).toHaveLength(24);
    expect(all.flatMap(({ branches }) => branches.items)).toEqual(branchesOf(large));
  });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['no page', {}],
  ['page 0', { page: 0 }],
  ['a page below it', { page: -1 }],
  ['half a page', { page: 1.5 }],
  ['a text', { page: '1' }],
  ['null', { page: null }],
  ['more than can be counted', { page: 2 ** 60 }],
  ['no pages', { page: 1, pages: 0 }],
  ['more pages than an invocation may ask for', { page: 1, pages: 46 }],
  ['pages that are a text', { page: 1, pages: '2' }],
])('%s is one clear error', async (_, payload) => {
  const { invoke } = host(large, contextOf(large));
  await expect(invoke('branches', payload)).rejects.toThrow(
    new TypeError('`branches` takes `page`, a whole number from 1, and perhaps `pages`, up to 45.'),
  );
});
