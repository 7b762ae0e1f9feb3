import type { CheckKey } from '../../panel-calls';
import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import { bareId } from '../place';
import { keepValue, takeKey, valueAt, valuesUnder } from './storage';

/*
 * Forge's store has no compare-and-set, but of several who create the same new entry exactly one succeeds. So a
 * repository has two rows of numbered seats, and a key is listed by taking a seat. A seat is taken once and never by
 * another key: whoever revokes a key marks its seat as ended, and only then may the next seat of that row be taken.
 * Hence at most two keys are listed, and revoking one never revokes another, in whatever order the calls arrive.
 */

const rows = ['a', 'b'] as const;
const format = 2;
/** How long an ended seat is kept: longer than anybody who read the seat before it can still be at work. */
const remembered = { value: 1, unit: 'DAYS' } as const;
/** How many seats of a row others may take and end while we look for one. */
const mostSteps = 5;

const idForm = /^[\da-f]{16}$/;
const id = v.pipe(v.string(), v.regex(idForm));
const time = v.pipe(v.string(), v.isoTimestamp());
const by = v.object({ id: v.string(), name: v.string() });
/** Those made before keys had names have neither `name` nor `by`. */
const taken = v.object({
  format: v.literal(format),
  id,
  madeAt: time,
  names: v.boolean(),
  name: v.exactOptional(v.string()),
  by: v.exactOptional(by),
});
const ended = v.object({ format: v.literal(format), endedAt: time });
/** The earliest keys were listed under their own id, and all of them answer with names. */
const first = v.pipe(
  v.strictObject({ id, madeAt: time }),
  v.transform((key) => ({ ...key, names: true })),
);
const seat = v.union([taken, first, ended]);

/** A key as it stands in the list. */
export interface Listed {
  id: string;
  madeAt: string;
  /** Whether its answers may use Bitbucket's name of the person asked about. */
  names: boolean;
  /** What it is for, in the words of whoever made it. Left out: it is older than names and last uses of keys. */
  name?: string;
  /** Who made it, where Bitbucket said so. */
  by?: { id: string; name: string };
}

/**
 * A seat by its key in the storage, and the webhook key on it; none where the seat is ended, or holds something else.
 */
export interface Seat {
  at: string;
  key?: Listed;
}

/** Whether a text has the form of a key's id: 16 hexadecimal digits. */
export function isKeyId(text: string): boolean {
  return idForm.test(text);
}

/** Every seat of a repository. Throws where the storage fails. */
export async function seatsOf(place: Place): Promise<Seat[]> {
  const found = await valuesUnder(prefixOf(place), seat);
  return found.map(([at, value]) => ({ at, ...(value && 'id' in value && { key: listedOf(value) }) }));
}

/** The key on one seat, if any. Throws where the storage fails. */
export async function keyAt(at: string): Promise<Listed | undefined> {
  const value = await valueAt(at, seat);
  return value && 'id' in value ? listedOf(value) : undefined;
}

/** Whether a seat was ended. A read may be late, but an end is never undone. Throws where the storage fails. */
export async function isEnded(at: string): Promise<boolean> {
  const value = await valueAt(at, seat);
  return value !== undefined && !('id' in value);
}

/** Lists a key and returns its seat; undefined where two are listed already. Throws where the storage fails. */
export async function takeSeat(place: Place, seats: readonly Seat[], key: Listed): Promise<string | undefined> {
  const names = rows.map((row) => `${prefixOf(place)}${row}.`);
  // Keys of the earliest kind occupy a row without sitting in it, and no more of them are made.
  const others = seats.filter((one) => one.key && !names.some((name) => one.at.startsWith(name)));
  for (const name of names.slice(others.length)) {
    const at = await takeInRow(name, seats, key);
    if (at !== undefined) return at;
  }
  return undefined;
}

async function takeInRow(name: string, seats: readonly Seat[], key: Listed): Promise<string | undefined> {
  const row = seats.filter(({ at }) => at.startsWith(name));
  if (row.some((one) => one.key)) return undefined;
  const next = 1 + Math.max(-1, ...row.map(({ at }) => Number(at.slice(name.length))).filter(Number.isSafeInteger));
  for (let step = 0; step < mostSteps; step += 1) {
    const at = `${name}${String(next + step)}`;
    if (await takeKey(at, { format, ...key } satisfies v.InferOutput<typeof taken>)) return at;
    if (!(await isEnded(at))) return undefined;
  }
  return undefined;
}

/** Ends a seat for good. Throws where the storage fails; the seat may have been ended all the same. */
export async function endSeat(at: string): Promise<void> {
  await keepValue(at, { format, endedAt: new Date().toISOString() } satisfies v.InferOutput<typeof ended>, remembered);
}

/** The seat of a key of the earliest kind. */
export function firstSeat(place: Place, keyId: string): string {
  return prefixOf(place) + keyId;
}

/** The key as the settings page shows it; `lastUse` as `webhook-key-uses` has it, undefined where that is not known. */
export function shown({ id: keyId, madeAt, names, name, by: maker }: Listed, lastUse?: string | null): CheckKey {
  // A key from before uses were noted may have been used all the same.
  const usedAt = lastUse === null && name === undefined ? undefined : lastUse;
  return {
    id: keyId,
    madeAt,
    ...(!names && { names: false }),
    ...(name !== undefined && { name }),
    ...(maker && { by: maker }),
    ...(usedAt !== undefined && { usedAt }),
  };
}

function listedOf({ id: keyId, madeAt, names, name, by: maker }: Listed): Listed {
  return { id: keyId, madeAt, names, ...(name !== undefined && { name }), ...(maker && { by: maker }) };
}

function prefixOf({ slug }: Place): string {
  return `check-keys:${bareId(slug)}:`;
}
