import * as v from 'valibot';
import { keepValue, valueAt } from './storage';

/** Calls that one key may make in a minute. */
const most = 60;
const minute = 60_000;
const format = 1;
const count = v.object({ format: v.literal(format), calls: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });

/**
 * Counts a call of a key within this minute of the clock, and gives the seconds to wait where there were too many. Calls
 * at the same moment may be counted once: Forge's store has no counter.
 */
export async function tooManyCalls(id: string): Promise<number | undefined> {
  const now = Date.now();
  const key = `check-calls:${id}:${String(Math.floor(now / minute))}`;
  const { calls } = (await valueAt(key, count)) ?? { calls: 0 };
  if (calls >= most) return Math.ceil((minute - (now % minute)) / 1000);
  await keepValue(key, { format, calls: calls + 1 } satisfies v.InferOutput<typeof count>, { value: 2, unit: 'MINUTES' });
  return undefined;
}
