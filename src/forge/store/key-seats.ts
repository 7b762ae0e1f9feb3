import type { CheckKey } from '../../panel-calls';
import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import { bareId } from '../place';
import { keepValue, takeKey, valueAt, valuesUnder } from './storage';

/*
 * Forge's store compares nothing before it writes, but of several who make the same new entry one is told yes. So a
 * repository has two rows of numbered seats, and a key is listed by sitting on one. A seat is taken once and never by
 * another key: whoever revokes marks it as ended, and only then may the next of its row be taken. Hence at most two
 * keys are listed, and whoever ends a seat ends nobody else's key, in whatever order they all come.
 */

const rows = ['a', 'b'] as const;
const format = 2;
/** How long an ended seat is remembered: longer than whoever saw the one before it may still be at work. */
const remembered = { value: 1, unit: 'DAYS' } as const;
/** How many seats of a row others may take and leave while one looks for a seat. */
const mostSteps = 5;

const idForm = /^[\da-f]{16}$/;
const id = v.pipe(v.string(), v.regex(idForm));
const time = v.pipe(v.string(), v.isoTimestamp());
const taken = v.object({ format: v.literal(format), id, madeAt: time, names: v.boolean() });
const ended = v.object({ format: v.literal(format), endedAt: time });
/** Keys were first listed under their own id, and all of them answer with names. */
const first = v.pipe(
  v.strictObject({ id, madeAt: time }),
  v.transform((key) => ({ ...key, names: true })),
);
const seat = v.union([taken, first, ended]);

/** A key as it is listed. */
export interface Listed {
  id: string;
  madeAt: string;
  /** Whether its answers may name the person asked about as Bitbucket does. */
  names: boolean;
}

/** A seat by its key in the store, and what sits there; nothing where it is ended, or holds what is no key. */
export interface Seat {
  at: string;
  key?: Listed;
}

/** Whether a text can be the id of a key. */
export function isKeyId(text: string): boolean {
  return idForm.test(text);
}

/** Every seat of a repository. Throws where the storage fails. */
export async function seatsOf(place: Place): Promise<Seat[]> {
  const found = await valuesUnder(prefixOf(place), seat);
  return found.map(([at, value]) => ({ at, ...(value && 'id' in value && { key: listedOf(value) }) }));
}

/** The key on one seat. Throws where the storage fails. */
export async function keyAt(at: string): Promise<Listed | undefined> {
  const value = await valueAt(at, seat);
  return value && 'id' in value ? listedOf(value) : undefined;
}

/** Whether a seat was ended. Reads may be late, but an end is never undone. Throws where the storage fails. */
export async function isEnded(at: string): Promise<boolean> {
  const value = await valueAt(at, seat);
  return value !== undefined && !('id' in value);
}

/** Lists a key, and gives its seat; nothing where two are listed. Throws where the storage fails. */
export async function takeSeat(place: Place, seats: readonly Seat[], key: Listed): Promise<string | undefined> {
  const names = rows.map((row) => `${prefixOf(place)}${row}.`);
  // Keys of the first kind hold rows without sitting in them, and no more of them are made.
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

/** Ends a seat for good. Throws where the storage fails; then it may be ended all the same. */
export async function endSeat(at: string): Promise<void> {
  await keepValue(at, { format, endedAt: new Date().toISOString() } satisfies v.InferOutput<typeof ended>, remembered);
}

/** The seat of a key of the first kind. */
export function firstSeat(place: Place, keyId: string): string {
  return prefixOf(place) + keyId;
}

/** The key as the settings page is told of it. */
export function shown({ id: keyId, madeAt, names }: Listed): CheckKey {
  return { id: keyId, madeAt, ...(!names && { names: false }) };
}

function listedOf({ id: keyId, madeAt, names }: Listed): Listed {
  return { id: keyId, madeAt, names };
}

function prefixOf({ slug }: Place): string {
  return `check-keys:${bareId(slug)}:`;
}
