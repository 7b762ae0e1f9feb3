import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readList, readObject } from '../../src/bitbucket/paging';
import type { Get, Reply } from '../../src/bitbucket/port';
import type { Gap } from '../../src/core/model';
import { reply } from './saved-worlds';

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

/** Reads a list from replies by what stands after its path; what is not there gets 404. Notes what was asked. */
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

  /** A server that gives at most `most` entries at once, whatever it is asked for. */
  function serverOf({ length, most, sized, says, cursors, relative, prefix }: typeof servers extends fc.Arbitrary<infer T> ? T : never) {
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
      return Promise.resolve(reply(200, { values, ...(sized && { size: length }), ...(says && { pagelen }), ...(more && { next }) }));
    };
    return { get, asked, whole };
  }

  test('for any length, page length and way of naming the next page', async () => {
    await fc.assert(
      fc.asyncProperty(servers, async (options) => {
        const { get, asked, whole } = serverOf(options);
        expect(await readList({ get, base: base + options.prefix }, list, of, nameOf)).toEqual({ items: whole, gaps: [] });
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked.length).toBe(Math.max(1, Math.ceil(options.length / Math.min(options.most, 100))));
      }),
      { numRuns: 300 },
    );
  });

  test('the pages after the first are asked for side by side where the first tells how many there are', async () => {
    let underWay = 0;
    let most = 0;
    const { get: answer } = serverOf({ length: 1_000, most: 100, sized: true, says: true, cursors: false, relative: false, prefix: '' });
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
    ['next, size and pagelen are null', { [start]: { values: run(1, 3), next: null, size: null, pagelen: null } }, run(1, 3), [], 1],
    ['the second of three pages fails', { ...whole, [page(2)]: reply(503) }, [...run(1, 100), ...run(201, 300)], ['truncated', 'unreachable'], 3],
    ['the last page fails', { ...whole, [page(3)]: reply(0) }, run(1, 200), ['truncated', 'unreachable'], 3],
    ['the second page is forbidden', { ...whole, [page(2)]: reply(403) }, [...run(1, 100), ...run(201, 300)], ['truncated', 'forbidden'], 3],
    ['the second page is HTML', { ...whole, [page(2)]: '<html>' }, [...run(1, 100), ...run(201, 300)], ['truncated', 'not-understood'], 3],
    ['a page named by a cursor fails', { [start]: { values: run(1, 10), next: link('?after=b10') } }, run(1, 10), ['truncated', 'not-found'], 2],
    ['the first page fails', { [start]: reply(403) }, [], ['forbidden'], 1],
    ['HTML with status 200', { [start]: '<!doctype html>' }, [], ['not-understood'], 1],
    ['nothing with status 200', { [start]: reply(200) }, [], ['not-understood'], 1],
    ['values is not a list', { [start]: { values: { a: 1 } } }, [], ['not-understood'], 1],
    ['values is missing', { [start]: { size: 0 } }, [], ['not-understood'], 1],
    ['next is not a text', { [start]: { values: run(1, 3), next: 7 } }, [], ['not-understood'], 1],
    ['one entry does not parse', { [start]: { values: ['b1', { no: 'name' }, 'b2'] } }, run(1, 2), ['not-understood'], 1],
    ['an entry is null', { [start]: { values: [null, 'b1'] } }, ['b1'], ['not-understood'], 1],
    ['an entry says that a saved list was cut', { [start]: { values: ['b1', { type: 'error', error: {} }] } }, ['b1'], ['truncated'], 1],
    ['fewer come than `size` says', { [start]: { values: run(1, 10), size: 12 } }, run(1, 10), ['truncated'], 1],
    ['more come than `size` says', { [start]: { values: run(1, 10), size: 8 } }, run(1, 10), ['truncated'], 1],
    ['a full page is missing from the `size`', { ...whole, [page(2)]: { values: [] } }, [...run(1, 100), ...run(201, 300)], ['truncated'], 3],
    ['the list grew while it was read', { ...whole, [page(3)]: { values: run(201, 300), next: link(page(4)) }, [page(4)]: { values: ['b301'] } }, run(1, 301), ['truncated'], 4],
    ['`next` leads back to the first page', { [start]: { values: run(1, 10), next: link(start) } }, run(1, 10), ['truncated'], 1],
    ['`next` leads to itself', { [start]: { values: run(1, 10), next: link('?after=b10') }, '?after=b10': { values: run(11, 20), next: link('?after=b10') } }, run(1, 20), ['truncated'], 2],
    ['the last numbered page leads to the second', { ...whole, [page(3)]: { values: run(201, 300), next: link(page(2)) } }, run(1, 300), ['truncated'], 3],
  ])('%s', async (_, replies, items, gaps, asked) => {
    const read = await reading(replies);
    expect(read).toMatchObject({ items, gaps });
    expect(read.asked).toHaveLength(asked);
  });

  test('a `next` that never ends is left after a thousand pages', async () => {
    let asked = 0;
    const get: Get = () => Promise.resolve(reply(200, { values: ['b'], next: link(`?after=${String(++asked)}`) }));
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

describe('one object', () => {
  test.each<[string, Reply, unknown]>([
    ['it is read', reply(200, 'b1'), { known: true, value: 'b1' }],
    ['it cannot be read', reply(200, {}), { known: false, gap: { of, because: 'not-understood' } }],
    ['it is forbidden', reply(403), { known: false, gap: { of, because: 'forbidden', status: 403 } }],
    ['a good body with a bad status', reply(500, 'b1'), { known: false, gap: { of, because: 'unreachable', status: 500 } }],
  ])('%s', async (_, answer, expected) => {
    expect(await readObject(() => Promise.resolve(answer), list, of, nameOf)).toMatchObject(expected as object);
  });
});

test('what is asked besides stands in the first path', async () => {
  const asked: string[] = [];
  await readList({ get: (path) => (asked.push(path), Promise.resolve(reply(200, { values: [] }))), base }, list, of, nameOf, '&q=name');
  expect(asked).toEqual([`${list}?pagelen=100&q=name`]);
});
