import * as v from 'valibot';
import { forgetValue, keepValue, valueAt } from './storage';

/*
 * When a key was last used stands apart from its seat: whoever wrote it there could bring back a seat that was ended in
 * between, and with it a revoked key.
 */

/** Milliseconds in which a use is not noted again: a storage has better things to do than count. */
const often = 3_600_000;

const stored = v.object({ at: v.pipe(v.string(), v.isoTimestamp()) });

/** Notes that a key was used now, unless that was noted (`last`) within the hour. Throws where the storage fails. */
export async function noteUse(id: string, last = lastUse(id)): Promise<void> {
  const now = new Date();
  const before = await last;
  // A time of the future is as wrong as one of long ago.
  if (before !== null && Math.abs(now.valueOf() - Date.parse(before)) < often) return;
  await keepValue(useKey(id), { at: now.toISOString() } satisfies v.InferOutput<typeof stored>);
}

/** When a use was last noted, RFC 3339; null where none was. Throws where the storage fails. */
export async function lastUse(id: string): Promise<string | null> {
  return (await valueAt(useKey(id), stored))?.at ?? null;
}

/** Forgets the uses of a key. Throws where the storage fails. */
export async function forgetUse(id: string): Promise<void> {
  await forgetValue(useKey(id));
}

function useKey(id: string): string {
  return `check-key-use:${id}`;
}
