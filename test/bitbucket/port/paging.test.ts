import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readList, readObject } from '../../../src/bitbucket/port/paging';
import { mostAtOnce, type Get, type Reply } from '../../../src/bitbucket/port/port';
import type { Gap } from '../../../src/core/model';
import { reply } from '../saved-worlds';

const base = 'https://api.bitbucket.org';
const list = '/2.0/repositories/acme/web/refs/branches';
const of = { what: 'branches' } as const;

function nameOf(entry: unknown): string | undefined {
  return typeof entry === 'string' ? entry : undefined;
}

/** Names of entries, from `first` to `last`. */
function run(first: number, last: number): string[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => `b${String(first + at)}`);
}

/** Reads a list from replies, by the part after the list's path; anything else gets 404. Notes what was requested. */
async function reading(replies: Record<string, unknown>, at = base) {
  const asked: string[] = [];
  const get: Get = (path) => {
    asked.push(path);
    const body = replies[path.startsWith(list) ? path.slice(list.length) : path];
    return Promise.resolve(isReply(body) ? body : body === undefined ? reply(404) : reply(200, body));
  };
  const { items, gaps } = await readList({ get, base: at }, list, of, nameOf);
  return { items, gaps: gaps.map(({ because }) => because), asked };
}

function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && 'headers' in value;
}

const start = '?pagelen=100';
const page = (number: number) => `?pagelen=100&page=${String(number)}`;
const link = (query: string) => base + list + query;

describe('paging loses and repeats nothing', () => {
  const servers = fc.record({
    length: fc.integer({ min: 0, max: 1_000 }),
    most: fc.integer({ min: 1, max: 120 }),
    sized: fc.boolean(),
    says: fc.boolean(),
    cursors: fc.boolean(),
    relative: fc.boolean(),
    prefix: fc.constantFrom('', '/gateway'),
  });

  /** A server that gives at most `most` entries at once, whatever is requested. */
  function serverOf({
    length,
    most,
    sized,
    says,
    cursors,
    relative,
    prefix,
  }: typeof servers extends fc.Arbitrary<infer T> ? T : never) {
    const whole = run(1, length);
    const asked: string[] = [];
    const get: Get = (path) => {
      asked.push(path);
      const url = new URL(path, base);
      const pagelen = Math.min(most, Number(url.searchParams.get('pagelen')));
      const number = Number(url.searchParams.get('page') ?? 1);
      const from = cursors ? whole.indexOf(url.searchParams.get('after') ?? '') + 1 : (number - 1) * pagelen;
      const values = whole.slice(from, from + pagelen);
      const last = values.at(-1);
      if (cursors && last !== undefined) url.searchParams.set('after', last);
      else url.searchParams.set('page', String(number + 1));
      url.pathname = prefix + url.pathname;
      const next = relative ? url.pathname + url.search : url.href;
      const more = from + pagelen < length;
      return Promise.resolve(
        reply(200, { values, ...(sized && { size: length }), ...(says && { pagelen }), ...(more && { next }) }),
      );
    };
    return { get, asked, whole };
  }

  test('for any length, page length and way of naming the next page', async () => {
    await fc.assert(
      fc.asyncProperty(servers, async (options) => {
        const { get, asked, whole } = serverOf(options);
        expect(await readList({ get, base: base + options.prefix }, list, of, nameOf)).toEqual({
          items: whole,
          gaps: [],
        });
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked.length).toBe(Math.max(1, Math.ceil(options.length / Math.min(options.most, 100))));
      }),
      { numRuns: 300 },
    );
  });

  test('the pages after the first are asked for side by side where the first tells how many there are', async () => {
    let underWay = 0;
    let most = 0;
    const { get: answer } = serverOf({
      length: 1_000,
      most: 100,
      sized: true,
      says: true,
      cursors: false,
      relative: false,
      prefix: '',
    });
    const get: Get = async (path) => {
      most = Math.max(most, ++underWay);
      await new Promise(setImmediate);
      underWay--;
      return answer(path);
    };
    await readList({ get, base }, list, of, nameOf);
    expect(most).toBe(9);
  });
});

const fifty = '?pagelen=50';
const three = { size: 300, pagelen: 100, next: link(page(2)) };
const whole = {
  [start]: { ...three, values: run(1, 100) },
  [page(2)]: { ...three, values: run(101, 200), next: link(page(3)) },
  [page(3)]: { size: 300, pagelen: 100, values: run(201, 300) },
};

describe('what was read stays, and what is missing is a gap', () => {
  test.each<[string, Record<string, unknown>, items: string[], gaps: Gap['because'][], asked: number]>([
    ['three pages', whole, run(1, 300), [], 3],
    ['no entries', { [start]: { values: [], size: 0 } }, [], [], 1],
    [
      'next, size and pagelen are null',
      { [start]: { values: run(1, 3), next: null, size: null, pagelen: null } },
      run(1, 3),
      [],
      1,
    ],
    [
      'the second of three pages fails',
      { ...whole, [page(2)]: reply(503) },
      [...run(1, 100), ...run(201, 300)],
      ['truncated', 'unreachable'],
      3,
    ],
    ['the last page fails', { ...whole, [page(3)]: reply(0) }, run(1, 200), ['truncated', 'unreachable'], 3],
    [
      'the second page is forbidden',
      { ...whole, [page(2)]: reply(403) },
      [...run(1, 100), ...run(201, 300)],
      ['truncated', 'forbidden'],
      3,
    ],
    [
      'the second page is HTML',
      { ...whole, [page(2)]: '<html>' },
      [...run(1, 100), ...run(201, 300)],
      ['truncated', 'not-understood'],
      3,
    ],
    [
      'a page named by a cursor fails',
      { [start]: { values: run(1, 10), next: link('?after=b10') } },
      run(1, 10),
      ['truncated', 'not-found'],
      2,
    ],
    ['the first page fails', { [start]: reply(403) }, [], ['forbidden'], 1],
    ['HTML with status 200', { [start]: '<!doctype html>' }, [], ['not-understood'], 1],
    ['nothing with status 200', { [start]: reply(200) }, [], ['not-understood'], 1],
    ['values is not a list', { [start]: { values: { a: 1 } } }, [], ['not-understood'], 1],
    ['values is missing', { [start]: { size: 0 } }, [], ['not-understood'], 1],
    ['next is not a text', { [start]: { values: run(1, 3), next: 7 } }, [], ['not-understood'], 1],
    [
      'one entry does not parse',
      { [start]: { values: ['b1', { no: 'name' }, 'b2'] } },
      run(1, 2),
      ['not-understood'],
      1,
    ],
    ['an entry is null', { [start]: { values: [null, 'b1'] } }, ['b1'], ['not-understood'], 1],
    [
      'an entry says that a saved list was cut',
      { [start]: { values: ['b1', { type: 'error', error: {} }] } },
      ['b1'],
      ['truncated'],
      1,
    ],
    ['fewer come than `size` says', { [start]: { values: run(1, 10), size: 12 } }, run(1, 10), ['truncated'], 1],
    ['more come than `size` says', { [start]: { values: run(1, 10), size: 8 } }, run(1, 10), ['truncated'], 1],
    [
      'a full page is missing from the `size`',
      { ...whole, [page(2)]: { values: [] } },
      [...run(1, 100), ...run(201, 300)],
      ['truncated'],
      3,
    ],
    [
      'the list grew while it was read',
      { ...whole, [page(3)]: { values: run(201, 300), next: link(page(4)) }, [page(4)]: { values: ['b301'] } },
      run(1, 301),
      ['truncated'],
      4,
    ],
    [
      '`next` leads back to the first page',
      { [start]: { values: run(1, 10), next: link(start) } },
      run(1, 10),
      ['truncated'],
      1,
    ],
    [
      '`next` leads to itself',
      {
        [start]: { values: run(1, 10), next: link('?after=b10') },
        '?after=b10': { values: run(11, 20), next: link('?after=b10') },
      },
      run(1, 20),
      ['truncated'],
      2,
    ],
    [
      'the last numbered page leads to the second',
      { ...whole, [page(3)]: { values: run(201, 300), next: link(page(2)) } },
      run(1, 300),
      ['truncated'],
      3,
    ],
    [
      'the second page repeats the first',
      { ...whole, [page(2)]: { ...three, values: run(1, 100), next: link(page(3)) } },
      [...run(1, 100), ...run(201, 300)],
      ['truncated'],
      3,
    ],
    [
      'a page repeats one name of the page before it',
      { ...whole, [page(2)]: { ...three, values: run(100, 199), next: link(page(3)) } },
      [...run(1, 199), ...run(201, 300)],
      ['truncated'],
      3,
    ],
    [
      'a page skips one name and gives one of the next',
      { ...whole, [page(2)]: { ...three, values: run(102, 201), next: link(page(3)) } },
      [...run(1, 100), ...run(102, 300)],
      ['truncated'],
      3,
    ],
    [
      'pages in another order tell the same',
      { ...whole, [page(2)]: whole[page(3)], [page(3)]: { ...three, values: run(101, 200), next: undefined } },
      [...run(1, 100), ...run(201, 300), ...run(101, 200)],
      [],
      3,
    ],
    [
      'the size changed while it was read, and the count is right',
      { ...whole, [page(3)]: { size: 301, pagelen: 100, values: run(201, 300) } },
      run(1, 300),
      ['truncated'],
      3,
    ],
    [
      'a page repeats, and no size is given',
      { [start]: { values: run(1, 10), next: link('?after=b10') }, '?after=b10': { values: run(10, 19) } },
      run(1, 19),
      ['truncated'],
      2,
    ],
    ['a page tells one name twice', { [start]: { values: ['b1', 'b1'] } }, ['b1'], ['truncated'], 1],
    [
      'an empty page leads on',
      { [start]: { values: [], next: link('?after=x') }, '?after=x': { values: [], next: link('?after=y') } },
      [],
      ['truncated'],
      2,
    ],
    [
      'an empty page is the last',
      { [start]: { values: run(1, 10), next: link('?after=b10') }, '?after=b10': { values: [] } },
      run(1, 10),
      [],
      2,
    ],
    [
      'the first page is empty, and leads to the rest',
      { [start]: { values: [], next: link('?after=x') }, '?after=x': { values: run(1, 3) } },
      run(1, 3),
      [],
      2,
    ],
    [
      'a hundred at once are refused',
      {
        [start]: reply(400, { type: 'error', error: { message: 'Invalid pagelen' } }),
        [fifty]: { values: run(1, 50), size: 60, pagelen: 50, next: link(`${fifty}&page=2`) },
        [`${fifty}&page=2`]: { values: run(51, 60), size: 60, pagelen: 50 },
      },
      run(1, 60),
      [],
      3,
    ],
    ['fifty at once are refused too', { [start]: reply(400), [fifty]: reply(400) }, [], ['not-understood'], 2],
    ['fifty at once are forbidden', { [start]: reply(400), [fifty]: reply(403) }, [], ['forbidden'], 2],
    [
      'a later page is refused',
      { ...whole, [page(2)]: reply(400) },
      [...run(1, 100), ...run(201, 300)],
      ['truncated', 'not-understood'],
      3,
    ],
    [
      'a page length that is not so is not asked for',
      { ...whole, [start]: { ...three, pagelen: 1, values: run(1, 100) } },
      run(1, 300),
      [],
      3,
    ],
  ])('%s', async (_, replies, items, gaps, asked) => {
    const read = await reading(replies);
    expect(read).toMatchObject({ items, gaps });
    expect(read.asked).toHaveLength(asked);
  });

  test.each<[string, (ask: number) => unknown]>([
    ['tells one and the same thing', () => ['b']],
    ['is always empty', () => []],
  ])('a `next` that never ends, and %s, is left at once', async (_, values) => {
    let asked = 0;
    const get: Get = () =>
      Promise.resolve(reply(200, { values: values(asked), next: link(`?after=${String(++asked)}`) }));
    const { gaps } = await readList({ get, base }, list, of, nameOf);
    expect({ gaps, asked }).toEqual({ gaps: [{ of, because: 'truncated' }], asked: 2 });
  });

  test('a `next` that never ends is left after a thousand pages', async () => {
    let asked = 0;
    const get: Get = () =>
      Promise.resolve(reply(200, { values: [`b${String(asked)}`], next: link(`?after=${String(++asked)}`) }));
    const { gaps } = await readList({ get, base }, list, of, nameOf);
    expect({ gaps, few: asked <= 1_001 }).toEqual({ gaps: [{ of, because: 'truncated' }], few: true });
  });
});

describe('a link off the API is never followed, and leaves a gap', () => {
  test.each([
    ['another host', `https://evil.example${list}${page(2)}`],
    ['another host, with ours as a subdomain', `https://api.bitbucket.org.evil.example${list}${page(2)}`],
    ['another host, with ours as a user', `https://api.bitbucket.org@evil.example${list}${page(2)}`],
    ['a sibling host', `https://bitbucket.org${list}${page(2)}`],
    ['another scheme', `http://api.bitbucket.org${list}${page(2)}`],
    ['another port', `https://api.bitbucket.org:8443${list}${page(2)}`],
    ['no scheme', `//evil.example${list}${page(2)}`],
    ['backslashes', `\\\\evil.example${list}${page(2)}`],
    ['a file', `file:///etc/passwd${page(2)}`],
    ['a script', 'javascript:alert(1)'],
    ['not a link', 'https://'],
    ['two slashes, which name a host once it is a path', `https://api.bitbucket.org//evil.example${list}${page(2)}`],
    ['a slash that a proxy might decode', `https://api.bitbucket.org/%2fevil.example${list}${page(2)}`],
    ['a slash inside a segment', `https://api.bitbucket.org/2.0/repositories/acme%2fweb/refs/branches${page(2)}`],
    ['segments that go up', `https://api.bitbucket.org/2.0/../admin${list}${page(2)}`],
    ['outside REST 2.0', `https://api.bitbucket.org/1.0/groups/acme/devs/members${page(2)}`],
    ['at the API itself', `https://api.bitbucket.org${page(2)}`],
    ['a user name', `https://ana@api.bitbucket.org${list}${page(2)}`],
  ])('%s', async (_, next) => {
    for (const size of [undefined, 300]) {
      const { items, gaps, asked } = await reading({ [start]: { values: run(1, 10), next, size, pagelen: 100 } });
      expect({ items, gaps, asked }).toEqual({ items: run(1, 10), gaps: ['truncated'], asked: [list + start] });
    }
  });

  test('outside the path under which the API stands', async () => {
    const next = `https://gateway.example/elsewhere${list}${page(2)}`;
    const { gaps, asked } = await reading({ [start]: { values: [], next } }, 'https://gateway.example/bitbucket');
    expect({ gaps, asked }).toEqual({ gaps: ['truncated'], asked: [list + start] });
  });
});

describe('a list is whole only where it is the truth', () => {
  const truth = run(1, 250);
  /** The answer to each request for a page: some of the entries, in any order, any of them more than once. */
  const answers = fc.array(
    fc.record({ values: fc.array(fc.constantFrom(...truth), { maxLength: 120 }), fails: fc.boolean() }),
    { minLength: 3, maxLength: 3 },
  );
  /** Or the right pages with a few changes: repeated, reordered, shifted by some entries, shortened. */
  const nearly = fc.record({
    order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
    copied: fc.option(fc.tuple(fc.nat(2), fc.nat(2)), { nil: undefined }),
    moved: fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })),
    short: fc.option(fc.tuple(fc.nat(2), fc.nat(99)), { nil: undefined }),
  });

  function pagesOf({
    order,
    copied,
    moved: [second, third],
    short,
  }: typeof nearly extends fc.Arbitrary<infer T> ? T : never): string[][] {
    const right = [truth.slice(0, 100), truth.slice(100 + second, 200 + second), truth.slice(200 + third)];
    const pages = order.map((at) => right[at] ?? []);
    if (copied) pages[copied[0]] = pages[copied[1]] ?? [];
    if (short) pages[short[0]] = (pages[short[0]] ?? []).filter((_, at) => at !== short[1]);
    return pages;
  }

  async function readPages(pages: { values: string[]; fails?: boolean }[], sized: boolean) {
    const replies = pages.map(({ values, fails }, at) => [
      at === 0 ? start : page(at + 1),
      fails
        ? reply(503)
        : reply(200, {
            values,
            pagelen: 100,
            ...(sized && { size: truth.length }),
            ...(at < 2 && { next: link(page(at + 2)) }),
          }),
    ]);
    return reading(Object.fromEntries(replies) as Record<string, Reply>);
  }

  test.each([
    ['whatever the pages hold', answers],
    ['where they are nearly right', nearly.map((one) => pagesOf(one).map((values) => ({ values })))],
  ])('%s', async (_, arbitrary) => {
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(
        arbitrary as fc.Arbitrary<{ values: string[]; fails?: boolean }[]>,
        fc.boolean(),
        async (pages, sized) => {
          const { items, gaps } = await readPages(pages, sized);
          expect(new Set(items).size).toBe(items.length);
          if (gaps.length > 0) return;
          whole++;
          // Without a size nobody can notice that an entry is missing, only that one came twice.
          if (sized) expect([...items].sort()).toEqual([...truth].sort());
          else expect(items).toHaveLength(pages.reduce((sum, { values }) => sum + values.length, 0));
        },
      ),
      { numRuns: 400 },
    );
    if (arbitrary !== answers) expect(whole).toBeGreaterThan(0);
  });
});

describe('one object', () => {
  test.each<[string, Reply, unknown]>([
    ['it is read', reply(200, 'b1'), { known: true, value: 'b1' }],
    ['it cannot be read', reply(200, {}), { known: false, gap: { of, because: 'not-understood' } }],
    ['it is forbidden', reply(403), { known: false, gap: { of, because: 'forbidden', status: 403 } }],
    [
      'a good body with a bad status',
      reply(500, 'b1'),
      { known: false, gap: { of, because: 'unreachable', status: 500 } },
    ],
  ])('%s', async (_, answer, expected) => {
    expect(await readObject(() => Promise.resolve(answer), list, of, nameOf)).toMatchObject(expected as object);
  });
});

test('additional parameters are in the first path', async () => {
  const asked: string[] = [];
  await readList(
    { get: (path) => (asked.push(path), Promise.resolve(reply(200, { values: [] }))), base },
    list,
    of,
    nameOf,
    { query: '&q=name' },
  );
  expect(asked).toEqual([`${list}?pagelen=100&q=name`]);
});

test('a size that is not so has no thousand pages asked for', async () => {
  let asked = 0;
  const get: Get = (path) => {
    asked += 1;
    const number = Number(/[?&]page=(\d+)/.exec(path)?.[1] ?? 1);
    const values = number === 1 ? run(1, 100) : [];
    return Promise.resolve(reply(200, { values, pagelen: 100, size: 1_000_000_000, next: link(page(number + 1)) }));
  };
  const { items, gaps } = await readList({ get, base }, list, of, nameOf);
  expect({ items: items.length, gaps: gaps.map(({ because }) => because) }).toEqual({
    items: 100,
    gaps: ['truncated'],
  });
  expect(asked).toBeLessThanOrEqual(1 + mostAtOnce);
});
