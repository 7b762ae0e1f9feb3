import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { forgetValue, replaceValue, takeKey, valueAt } from '../store/storage';

/** Milliseconds after which the holder of a turn to read one repository is presumed dead: longer than that takes. */
export const longestTurn = 20_000;

/** Something that one does at a time, in whichever process: the key of its turn, and how long one may take. */
export interface Turn {
  key: string;
  /** Milliseconds after which its holder is presumed dead. */
  longest: number;
}

const stored = v.object({ by: v.string(), at: v.number() });
type Stored = v.InferOutput<typeof stored>;

/**
 * Takes the turn; returns whether it is ours. Of those who try at the same time, in whichever process, only one gets
 * it; a turn that was not given back is taken over by one of those who find it too old. Throws where the storage fails.
 */
export async function takeTurn(turn: Turn): Promise<boolean> {
  const own: Stored = { by: randomUUID(), at: Date.now() };
  const ttl = { value: Math.ceil(turn.longest / 60_000), unit: 'MINUTES' } as const;
  if (await takeKey(turn.key, own, ttl)) return true;
  const found = await turnOf(turn);
  if (found === undefined || isHeld(found, turn)) return false;
  // Several may find it too old: only one of them replaces exactly that turn.
  const before = await replaceValue(turn.key, own, stored, ttl);
  return before === undefined || (found !== 'none' && before.by === found.by);
}

/** Whether somebody has the turn now. Throws where the storage fails. */
export async function isTurnTaken(turn: Turn): Promise<boolean> {
  const found = await turnOf(turn);
  return found !== undefined && isHeld(found, turn);
}

/** Gives the turn back. A holder who took too long must not call this: the turn is another's by now. */
export async function giveTurnBack({ key }: Turn): Promise<void> {
  await forgetValue(key);
}

/** The turn as it is kept; `none` where the entry is malformed, which is nobody's turn. */
async function turnOf({ key }: Turn): Promise<Stored | 'none' | undefined> {
  const found = await valueAt(key, v.unknown());
  if (found === undefined) return undefined;
  return v.is(stored, found) ? found : 'none';
}

/** Whether a turn still counts. A time in the future is treated like one as far in the past. */
function isHeld(found: Stored | 'none', { longest }: Turn): boolean {
  return found !== 'none' && Math.abs(Date.now() - found.at) < longest;
}
