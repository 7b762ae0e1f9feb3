import { expect, test } from '@jest/globals';
import { actorCount, branchNames, repository, usual } from '../../bench/data';
import { figureOf, measure, rounds } from '../../bench/rounds';
import { tableOf } from '../../bench/table';
import { allActors } from '../../src/core/people/actor';

function shares<T>(items: readonly T[], of: (item: T) => string): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const item of items) counted[of(item)] = (counted[of(item)] ?? 0) + 1 / items.length;
  return Object.fromEntries(Object.entries(counted).map(([name, share]) => [name, Math.round(share * 100)]));
}

test('the benchmark measures the repository that it says', () => {
  const facts = repository();
  const { restrictions, branches, groupGrants, members } = facts;
  expect(facts).toEqual(repository());
  expect(new Set(branches.items).size).toBe(usual.branches);
  expect(allActors(facts)).toHaveLength(actorCount(usual));
  expect([groupGrants.items.length, Object.keys(members).length, restrictions.items.length]).toEqual([60, 60, 200]);
  expect(shares(restrictions.items, ({ kind }) => kind)).toEqual({
    push: 70,
    force: 10,
    delete: 10,
    restrict_merges: 10,
  });
  const shape = (pattern: string) =>
    pattern.includes('*') ? (/^\*-[^*]+-\*$/.test(pattern) ? 'infix' : 'prefix') : 'exact';
  expect(shares(restrictions.items, ({ match }) => (match.by === 'glob' ? shape(match.pattern) : ''))).toEqual({
    exact: 35,
    prefix: 50,
    infix: 15,
  });
  expect(repository({ members: 'unread' })).toEqual({ ...facts, members: {} });
  expect(branchNames(50, 9).filter((name) => branches.items.includes(name))).toEqual([]);
});

test('with more of one thing, there is more of that alone', () => {
  const size = { branches: 100, people: 50, rules: 20 };
  const sizesOf = (more: Partial<typeof size>) => {
    const { branches, permissions, restrictions } = repository({ ...size, ...more });
    return [branches.items.length, permissions.items.length, restrictions.items.length];
  };
  expect(sizesOf({ branches: 1_000 })).toEqual([1_000, 50, 20]);
  expect(sizesOf({ people: 500 })).toEqual([100, 500, 20]);
  expect(sizesOf({ rules: 200 })).toEqual([100, 50, 200]);
});

const never = () => undefined;
const workload = {
  ...{ id: 'W0', what: 'nothing', unit: 'ms' as const, units: 1, run: never },
  ...{ target: 'nothing', met: () => true },
};

test('a workload whose rival comes to another answer is not met', async () => {
  const rival = { name: 'a rival', run: never };
  const right = await measure({ ...workload, rivals: [{ ...rival, agrees: true }] }, 1);
  const wrong = await measure({ ...workload, rivals: [{ ...rival, agrees: false }] }, 1);
  expect([right.met, wrong.met]).toEqual([true, false]);
  expect(right.ours.spread).toMatchObject({ rounds });
  expect(right.rivals).toMatchObject([{ name: 'a rival', unit: 'ms', agrees: true }]);
  expect(tableOf([right, wrong])).toMatch(/ met: nothing[^]* NOT MET: nothing/);
});

test('a target that names a rival who is not there is not met', async () => {
  const { met } = await measure({ ...workload, rivals: [], met: (ratio) => ratio('somebody') <= 2 }, 1);
  expect(met).toBe(false);
});

test('a figure is the median, and what the others lie between', () => {
  expect(figureOf([3, 1, 2])).toEqual({ value: 2, spread: { min: 1, max: 3, rounds: 3 } });
  expect(figureOf([4, 1, 2, 3]).value).toBe(2.5);
  expect(figureOf([], [5]).value).toBe(5);
});
