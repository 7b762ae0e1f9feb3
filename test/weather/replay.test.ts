import { expect, test } from '@jest/globals';
import { judgedPlan } from './judged';
import type { Plan } from './plan';
import replays from './replays.json';

/** A plan that failed once, as small as it could be made, and what it found; `open` where it still fails. */
interface Replay {
  open?: true;
  found: string;
  plan: Plan;
}

const all = replays as Replay[];

async function holds({ plan }: Replay) {
  const { columns, why } = await judgedPlan(plan);
  expect(why).toEqual([]);
  expect(columns).not.toEqual([]);
}

test.each(all.filter(({ open }) => !open))('$found', holds);

// Whoever mends one of these takes its mark away.
test.failing.each(all.filter(({ open }) => open))('still: $found', holds);
