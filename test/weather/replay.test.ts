import { expect, test } from '@jest/globals';
import { judgedPlan } from './judged';
import type { Plan } from './plan';
import replays from './replays.json';

/** Plans that failed once, as small as they could be made, each with what it found. */
test.each(replays as { found: string; plan: Plan }[])('$found', async ({ plan }) => {
  const { columns, why } = await judgedPlan(plan);
  expect(why).toEqual([]);
  expect(columns).not.toEqual([]);
});
