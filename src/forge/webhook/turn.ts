import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import { bareId } from '../place';
import { forgetValue, replaceValue, takeKey, valueAt } from '../store/storage';

/** Milliseconds after which whoever has the turn is taken to have died with it: longer than a reading takes. */
export const longestTurn = 20_000;
const ttl = { value: 1, unit: 'MINUTES' } as const;

const stored = v.object({ by: v.string(), at: v.number() });
type Stored = v.InferOutput<typeof stored>;

/**
 * Whether it is now ours to read a repository as the app. Only one of those who come at once has the turn, whichever
 * process they run in; one that was not given back is taken over by one of those who find it too old.
 */
export async function takeTurn(place: Place): Promise<boolean> {
  const own: Stored = { by: randomUUID(), at: Date.now() };
  if (await takeKey(keyOf(place), own, ttl)) return true;
  const found = await turnOf(place);
  if (found === undefined || isHeld(found)) return false;
  // Several may find it too old: only one of them replaces that very turn.
  const before = await replaceValue(keyOf(place), own, stored, ttl);
  return before === undefined || (found !== 'none' && before.by === found.by);
}

/** Whether somebody has the turn now. */
export async function isTurnTaken(place: Place): Promise<boolean> {
  const found = await turnOf(place);
  return found !== undefined && isHeld(found);
}

/** Lets others have the turn. Whoever held it for too long must not: it is another's by now. */
export async function giveTurnBack(place: Place): Promise<void> {
  await forgetValue(keyOf(place));
}

/** What stands in its place and makes no sense is nobody's turn. */
async function turnOf(place: Place): Promise<Stored | 'none' | undefined> {
  const found = await valueAt(keyOf(place), v.unknown());
  if (found === undefined) return undefined;
  return v.is(stored, found) ? found : 'none';
}

/** A turn from the future is as long as one from now. */
function isHeld(found: Stored | 'none'): boolean {
  return found !== 'none' && Math.abs(Date.now() - found.at) < longestTurn;
}

function keyOf({ slug }: Place): string {
  return `check-turn:${bareId(slug)}`;
}
