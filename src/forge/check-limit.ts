import { kvs } from '@forge/kvs';

/** Calls that one key may make in a minute. */
const most = 60;
const minute = 60_000;

/**
 * Counts a call of a key within this minute of the clock, and gives the seconds to wait where there were too many. Calls
 * at the same moment may be counted once: Forge's store has no counter.
 */
export async function tooManyCalls(id: string): Promise<number | undefined> {
  const now = Date.now();
  const key = `check-calls:${id}:${String(Math.floor(now / minute))}`;
  const before = await kvs.get<unknown>(key);
  const calls = typeof before === 'number' ? before : 0;
  if (calls >= most) return Math.ceil((minute - (now % minute)) / 1000);
  await kvs.set<number>(key, calls + 1, { ttl: { value: 2, unit: 'MINUTES' } });
  return undefined;
}
