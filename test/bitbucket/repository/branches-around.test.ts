import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isOfApi } from '../../../src/bitbucket/port/path';
import type { Get, Reply } from '../../../src/bitbucket/port/port';
import { namesThatCount, readBranchesAround } from '../../../src/bitbucket/repository/branches-around';
import { branchName } from '../../../src/core/branches/branch-name';
import { missingBranch } from '../../../src/core/branches/missing-branch';
import type { Fact } from '../../../src/core/model';
import { reply } from '../saved-worlds';

const place = { workspace: 'acme', slug: 'web' };
const main: Fact<string | null> = { known: true, value: 'main' };
type Server = (existing: string[], query: URLSearchParams) => Reply;

function pageOf(names: string[], length: number, extra: object = {}): Reply {
  const values = names.slice(0, length).map((name) => ({ type: 'branch', name }));
  const next = names.length > length ? { next: 'https://api.bitbucket.org/2.0/x?page=2' } : {};
  return reply(200, { values, size: names.length, pagelen: length, page: 1, ...next, ...extra });
}

/** What the filter lets through, as Bitbucket describes it: `=` to the letter, `~` in whatever case. */
function filtered(existing: string[], text: string): string[] {
  const terms = text.split(' OR ').map((term) => {
    const [, operator, value] = /^name ([=~]) "([^"\\]+)"$/.exec(term) ?? [];
    if (operator === undefined || value === undefined) throw new Error(`Not understood: ${term}`);
    return { operator, value };
  });
  return existing.filter((name) =>
    terms.some(({ operator, value }) =>
      operator === '=' ? name === value : name.toLowerCase().includes(value.toLowerCase()),
    ),
  );
}

const servers: Record<string, Server> = {
  'heeds the filter': (existing, query) => pageOf(filtered(existing, query.get('q') ?? ''), 100),
  'ignores the filter': (existing) => pageOf(existing, 100),
  'ignores the filter, with short pages': (existing) => pageOf(existing, 10),
  'ignores the filter, and tells no size': (existing) => pageOf(existing, 10, { size: undefined }),
  'tells neither the size nor the next page': (existing) => pageOf(existing, 10, { size: undefined, next: undefined }),
  'gives a page without a link to the next': (existing) => pageOf(existing, 10, { next: undefined }),
};

async function judged(server: Server, existing: string[], branch: string, mainBranch = main) {
  const asked: string[] = [];
  const get: Get = (path) => {
    asked.push(path);
    expect(isOfApi(path)).toBe(true);
    return Promise.resolve(server(existing, new URL(path, 'https://api.bitbucket.org').searchParams));
  };
  const around = await readBranchesAround(get, place, branch);
  const names = namesThatCount(around, branch, mainBranch);
  return { asked, note: names && missingBranch(branch, names), known: names !== undefined };
}

const many = Array.from({ length: 300 }, (_, at) => `feature/PROJ-${String(at)}`);
const usual = ['main', 'develop', 'feature/login-page', 'Hotfix'];

describe.each(Object.entries(servers))('a server that %s', (_, server) => {
  test.each<[branch: string, near: string[]]>([
    ['mian', ['main']],
    ['origin/main', ['main']],
    ['Main', ['main']],
    ['hotfix', ['Hotfix']],
    ['Feature/Login-Page', ['feature/login-page']],
    ['feature/lgoin-page', ['feature/login-page']],
    ['bugfix/login-page', ['feature/login-page']],
    ['feature/login-pag', ['feature/login-page']],
    ['topic', []],
    ['topic"\\', []],
  ])('of a few branches: %s is missing, and %j near', async (branch, near) => {
    const { asked, note } = await judged(server, usual, branch);
    expect(note).toMatchObject({ exists: false, near });
    expect(asked).toHaveLength(1);
  });

  test('of many: nothing is said of those that exist', async () => {
    const existing = [...many, ...usual];
    for (const name of [...usual, 'feature/PROJ-1', 'feature/PROJ-299'])
      expect((await judged(server, existing, name)).note).toBeUndefined();
  });
});

describe('of many branches', () => {
  const existing = [...many, ...usual];
  test('only where the filter is heeded is a name known to be missing', async () => {
    for (const [what, server] of Object.entries(servers)) {
      const { note } = await judged(server, existing, 'mian');
      expect([what, note?.near]).toEqual([what, what.startsWith('heeds') ? ['main'] : undefined]);
    }
  });

  test.each(['feature/PROJ-300', 'feature/PROJ-1x', 'origin/feature/PROJ-7', 'PROJ-7', 'Feature/proj-7'])(
    'the filter stays narrow enough for %s',
    async (branch) => {
      const heeds = servers['heeds the filter'] ?? (() => reply(404));
      expect((await judged(heeds, existing, branch)).note).toMatchObject({ exists: false });
    },
  );
});

test.each<[string, Reply]>([
  ['a filter that is not understood', reply(400, { type: 'error' })],
  ['no permission', reply(403)],
  ['nothing there', reply(404)],
  ['too many requests', reply(429)],
  ['a failure', reply(500)],
  ['no answer', reply(0)],
  ['something else', reply(200, ['main'])],
  ['an entry that is no branch', pageOf(usual, 100, { values: [{ type: 'branch' }], size: 1 })],
  ['a name twice', pageOf([...usual, 'main'], 100)],
  ['fewer than there are', pageOf(usual, 100, { size: 9 })],
  ['a page that goes on', pageOf(usual, 100, { next: 'https://api.bitbucket.org/2.0/x' })],
  ['a full page without size', pageOf(usual, 4, { size: undefined })],
  [
    'a full page without size or length',
    pageOf(['main', ...many.slice(1, 100)], 100, { size: undefined, pagelen: null }),
  ],
  ['a list without the main branch, which was asked for', pageOf(['topic'], 100)],
  ['nothing at all, though there is a main branch', pageOf([], 100)],
])('%s proves nothing, and is asked for once', async (_, answer) => {
  const { asked, known } = await judged(() => answer, [], 'mian');
  expect({ known, requests: asked.length }).toEqual({ known: false, requests: 1 });
});

test('where there is no main branch, an empty list is one', async () => {
  const none: Fact<string | null> = { known: true, value: null };
  expect((await judged(() => pageOf([], 100), [], 'main', none)).note).toEqual({ exists: false, near: [] });
});

test('the main branch itself is never missing', async () => {
  const trunk: Fact<string | null> = { known: true, value: 'trunk' };
  expect((await judged(() => pageOf(['main'], 100), [], 'trunk', trunk)).known).toBe(false);
});

test.each([['"'], ['\uD800'], ['\u{1F600}'.repeat(2_000)]])(
  'a name that cannot be asked for is not: %#',
  async (name) => {
    expect((await judged(() => pageOf([], 100), [], name)).asked).toEqual([]);
  },
);

const letter = fc.constantFrom('m', 'a', 'i', 'n', 'M', '/', '"', '`', '%', '&', '\u00e9', '\u0430', '\u{1F600}', '7');
const name = fc
  .oneof(fc.string({ unit: letter, minLength: 1, maxLength: 8 }), fc.string({ unit: 'binary', maxLength: 255 }))
  .filter((text) => branchName(text) === text);

test.each(Object.entries(servers))('nothing that exists is said to be missing: a server that %s', async (_, server) => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 30 }), name, async (existing, other) => {
      const mainBranch = { known: true, value: existing[0] ?? null } as const;
      for (const branch of [...existing.slice(0, 3), other]) {
        const { note, asked } = await judged(server, existing, branch, mainBranch);
        if (existing.includes(branch)) expect(note).toBeUndefined();
        expect(existing).toEqual(expect.arrayContaining(note?.near ?? []));
        expect(asked.length).toBeLessThanOrEqual(1);
        for (const path of asked) expect(path.length).toBeLessThan(6_500);
      }
    }),
  );
});
