import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import { bareId } from '../place';
import { forgetValue, replaceValue, takeKey, valueAt } from '../store/storage';

/** Milliseconds after which the holder of the turn is presumed dead: longer than a reading takes. */
export const longestTurn = 20_000;
const ttl = { value: 1, unit: 'MINUTES' } as const;

const stored = v.object({ by: v.string(), at: v.number() });
type Stored = v.InferOutput<typeof stored>;

/**
 * Takes the turn to read a repository as the app; returns whether it is ours. Of those who try at the same time, in
 * whichever process, only one gets it; a turn that was not given back is taken over by one of those who find it too
 * old. Throws where the storage fails.
 */
export async function takeTurn(place: Place): Promise<boolean> {
  const own: Stored = { by: randomUUID(), at: Date.now() };
  if (await takeKey(keyOf(place), own, ttl)) return true;
  const found = await turnOf(place);
  if (found === undefined || isHeld(found)) return false;
  // Several may find it too old: only one of them replaces exactly that turn.
  const before = await replaceValue(keyOf(place), own, stored, ttl);
  return before === undefined || (found !== 'none' && before.by === found.by);
}

/** Whether somebody has the turn now. Throws where the storage fails. */
export async function isTurnTaken(place: Place): Promise<boolean> {
  const found = await turnOf(place);
  return found !== undefined && isHeld(found);
}

/** Gives the turn back. A holder who took too long must not call this: the turn is another's by now. */
export async function giveTurnBack(place: Place): Promise<void> {
  await forgetValue(keyOf(place));
}

/** The turn of a repository; `none` where the entry is malformed, which is nobody's turn. */
async function turnOf(place: Place): Promise<Stored | 'none' | undefined> {
  const found = await valueAt(keyOf(place), v.unknown());
  if (found === undefined) return undefined;
  return v.is(stored, found) ? found : 'none';
}

/** Whether a turn still counts. A time in the future is treated like one as far in the past. */
function isHeld(found: Stored | 'none'): boolean {
  return found !== 'none' && Math.abs(Date.now() - found.at) < longestTurn;
}

function keyOf({ slug }: Place): string {
  return `check-turn:${bareId(slug)}`;
}
