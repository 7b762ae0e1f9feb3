import * as v from 'valibot';
import { takeKey, valuesUnder } from '../store/storage';

/** Calls that one key may make in a minute. */
const most = 60;
const minute = 60_000;
/** How often a call tries to be counted among others of the same moment. */
const attempts = 8;

/**
 * Counts a call of a key within this minute of the clock, and returns the seconds to wait where there were too many.
 * Forge's store has no counter, so each call claims one of sixty entries, which only one can: never more than sixty go
 * through, however many arrive at once. Throws where the storage fails.
 */
export async function tooManyCalls(id: string): Promise<number | undefined> {
  const now = Date.now();
  const prefix = `check-calls:${id}:${String(Math.floor(now / minute))}:`;
  const taken = new Set<string>();
  for (let attempt = 0; attempt < attempts; attempt++) {
    const free = Array.from({ length: most }, (_, at) => prefix + String(at)).filter((key) => !taken.has(key));
    const key = free[Math.floor(Math.random() * free.length)];
    if (key === undefined) return Math.ceil((minute - (now % minute)) / 1000);
    if (await takeKey(key, 1, { value: 2, unit: 'MINUTES' })) return undefined;
    // An entry we just failed to claim is taken, even if a query does not show it yet.
    taken.add(key);
    for (const [other] of await valuesUnder(prefix, v.unknown(), most)) taken.add(other);
  }
  return 1;
}
