import { kvs, WhereConditions } from '@forge/kvs';
import { isNewKey } from './new-key';

/** Calls that one key may make in a minute. */
const most = 60;
const minute = 60_000;
/** How often a call tries to be counted beside others of the same moment. */
const attempts = 8;

/**
 * Counts a call of a key within this minute of the clock, and gives the seconds to wait where there were too many.
 * Forge's store has no counter, so each call claims one of sixty places, which only one can: never more than sixty go
 * through, however many come at once.
 */
export async function tooManyCalls(id: string): Promise<number | undefined> {
  const now = Date.now();
  const prefix = `check-calls:${id}:${String(Math.floor(now / minute))}:`;
  const taken = new Set<string>();
  for (let attempt = 0; attempt < attempts; attempt++) {
    const free = Array.from({ length: most }, (_, at) => prefix + String(at)).filter((key) => !taken.has(key));
    const key = free[Math.floor(Math.random() * free.length)];
    if (key === undefined) return Math.ceil((minute - (now % minute)) / 1000);
    if (await isNewKey(key, 1, { value: 2, unit: 'MINUTES' })) return undefined;
    // What was just lost counts even where a query does not show it yet.
    taken.add(key);
    for (const other of await keysFrom(prefix)) taken.add(other);
  }
  return 1;
}

async function keysFrom(prefix: string): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | undefined;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(100);
    const { results, nextCursor } = await (cursor === undefined ? query : query.cursor(cursor)).getMany<unknown>();
    keys.push(...results.map(({ key }) => key));
    cursor = nextCursor;
  } while (cursor && keys.length < most);
  return keys;
}
