import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { once } from '../../src/bitbucket/port/port';
import { readBranchPortion } from '../../src/bitbucket/repository/branches';
import { worldGet } from '../../src/bitbucket/worlds/world';
import { readBranches } from '../../static/src/settings/reading/read-branches';

const place = { workspace: 'acme', slug: 'web' };
type Ask = Parameters<typeof readBranches>[0];
type Read = Parameters<Parameters<typeof readBranches>[2]>[0];

function named(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `b${String(at)}`);
}

/** The app over a repository with this many branches. */
function app(count: number): Ask {
  const values = named(count).map((name) => ({ type: 'branch', name }));
  const path = '/2.0/repositories/acme/web/refs/branches';
  const get = worldGet({ about: '', replies: { [path]: { status: 200, body: { values } } } });
  return (asked) => readBranchPortion(once(get), place, asked);
}

async function reading(ask: Ask): Promise<{ asked: Parameters<Ask>[0][]; told: Read[] }> {
  const asked: Parameters<Ask>[0][] = [];
  const told: Read[] = [];
  await readBranches(
    (one) => {
      asked.push(one);
      return ask(one);
    },
    () => false,
    (read) => told.push(read),
  );
  return { asked, told };
}

describe('all branches', () => {
  test.each<[count: number, asked: object[]]>([
    [0, [{ page: 1 }]],
    [1_000, [{ page: 1 }]],
    [1_001, [{ page: 1 }, { page: 11, pages: 1 }]],
    [10_000, [{ page: 1 }, { page: 11, pages: 45 }, { page: 56, pages: 45 }]],
    [12_050, [{ page: 1 }, { page: 11, pages: 37 }, { page: 48, pages: 37 }, { page: 85, pages: 37 }]],
  ])('of %i', async (count, expected) => {
    const { asked, told } = await reading(app(count));
    expect(asked).toEqual(expected);
    expect(told.at(-1)).toEqual({ items: named(count), gaps: [], size: count, done: true });
  });

  test('in whatever order the portions come, they stand in Bitbucket’s, and only the last is the whole list', async () => {
    const runs = fc.record({
      count: fc.integer({ min: 0, max: 25_000 }),
      waits: fc.array(fc.nat({ max: 5 }), { minLength: 8, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(runs, async ({ count, waits }) => {
        const ask = app(count);
        let turn = 0;
        const { told } = await reading(async (asked) => {
          for (let wait = waits[turn++ % waits.length] ?? 0; wait > 0; wait -= 1)
            await new Promise((done) => setImmediate(done));
          return ask(asked);
        });
        expect(told.map(({ done }) => done)).toEqual(told.map((_, at) => at === told.length - 1));
        expect(told.at(-1)).toEqual({ items: named(count), gaps: [], size: count, done: true });
        for (const { items } of told) {
          const places = items.map((name) => Number(name.slice(1)));
          expect(places.every((at, before) => before === 0 || at > (places[before - 1] ?? 0))).toBe(true);
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('what is missing is a gap', () => {
  const missing = { branches: { items: [], gaps: [{ of: { what: 'branches' }, because: 'unreachable' } as const] } };

  test.each([1, 2, 3])('portion %i', async (failing) => {
    const ask = app(10_000);
    let turn = 0;
    const { told } = await reading((asked) => (++turn === failing ? Promise.resolve(missing) : ask(asked)));
    const last = told.at(-1);
    expect(last?.done).toBe(true);
    expect(last?.gaps).toEqual(missing.branches.gaps);
    expect(last?.items).toHaveLength([0, 5_500, 5_500][failing - 1] ?? 0);
  });

  test('the list grew while it was read: it is read on, and said not to be whole', async () => {
    const [before, after] = [app(1_500), app(1_700)];
    let turn = 0;
    const { asked, told } = await reading((one) => (++turn === 1 ? before : after)(one));
    expect(asked).toEqual([{ page: 1 }, { page: 11, pages: 5 }, { page: 16, pages: 2 }]);
    expect(told.at(-1)).toMatchObject({ done: true, gaps: [{ because: 'truncated' }] });
    expect(told.at(-1)?.items).toEqual(named(1_700));
  });
});

test('where nobody says how many there are, one portion after another', async () => {
  const ask = app(350);
  const { asked, told } = await reading(async ({ page }) => {
    const { branches } = await ask({ page, pages: 1 });
    return { branches, ...(page < 4 && { next: page + 1 }) };
  });
  expect(asked).toEqual([1, 2, 3, 4].map((page) => ({ page })));
  expect(told.at(-1)).toEqual({ items: named(350), gaps: [], done: true });
});

test('whoever has gone is told nothing more', async () => {
  const ask = app(10_000);
  let turns = 0;
  const told: Read[] = [];
  await readBranches(
    (asked) => {
      turns += 1;
      return ask(asked);
    },
    () => turns > 1,
    (read) => told.push(read),
  );
  expect([turns, told.length]).toEqual([3, 1]);
});
