import { expect, test } from '@jest/globals';
import { judgedPlan } from './judged';
import type { Plan } from './plan';
import replays from './replays.json';

/** A plan that failed once, as small as it could be made, and what it found. */
interface Replay {
  found: string;
  plan: Plan;
}

test.each(replays as Replay[])('$found', async ({ plan }) => {
  const { columns, why } = await judgedPlan(plan);
  expect(why).toEqual([]);
  expect(columns).not.toEqual([]);
});
