import { randomUUID } from 'node:crypto';
import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import type { Place } from '../bitbucket/access';
import { isNewKey } from './new-key';
import { bareId } from './place';

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
  if (await isNewKey(keyOf(place), own, ttl)) return true;
  const found = await turnOf(place);
  if (found === undefined || isHeld(found)) return false;
  // Several may find it too old: only one of them replaces that very turn.
  const replaced = await kvs.set<Stored>(keyOf(place), own, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS', ttl });
  const before = v.safeParse(stored, replaced?.value);
  if (replaced === undefined) return true;
  return found === 'none' ? !before.success : before.success && before.output.by === found.by;
}

/** Whether somebody has the turn now. */
export async function isTurnTaken(place: Place): Promise<boolean> {
  const found = await turnOf(place);
  return found !== undefined && isHeld(found);
}

/** Lets others have the turn. Whoever held it for too long must not: it is another's by now. */
export async function giveTurnBack(place: Place): Promise<void> {
  await kvs.delete(keyOf(place));
}

/** What stands in its place and makes no sense is nobody's turn. */
async function turnOf(place: Place): Promise<Stored | 'none' | undefined> {
  const found = await kvs.get<unknown>(keyOf(place));
  if (found === undefined) return undefined;
  const parsed = v.safeParse(stored, found);
  return parsed.success ? parsed.output : 'none';
}

/** A turn from the future is as long as one from now. */
function isHeld(found: Stored | 'none'): boolean {
  return found !== 'none' && Math.abs(Date.now() - found.at) < longestTurn;
}

function keyOf({ slug }: Place): string {
  return `check-turn:${bareId(slug)}`;
}
