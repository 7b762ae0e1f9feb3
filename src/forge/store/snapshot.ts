import { createHash, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import type { Facts, Gap, Listing } from '../../core/model';
import { factsShape } from './facts-shape';
import { bareId } from '../place';
import { forgetValue, keepValue, replaceValue, valueAt, type Life } from './storage';

/** What an administrator, or the app, could read of a repository when somebody last looked. */
export interface Snapshot {
  facts: Facts;
  /** When its life ends, in milliseconds. */
  ends: number;
}

/** Where facts of a repository are kept, one after another under one name, and for how long. */
export interface Shelf {
  /** With what its keys begin. */
  prefix: string;
  /** Hours that facts live from their reading; 0 where none are to be kept. */
  hours: () => number;
  /** Whether facts may take the place of others that still live. */
  replaces: (facts: Facts) => boolean;
}

/** Where the snapshots are. What was only half read does not replace what was read whole. */
const snapshots: Shelf = {
  prefix: 'snapshot',
  hours: () => lifeInDays() * 24,
  replaces: (facts) => !isHalfRead(facts),
};

/** How many days a snapshot lives, unless the app's variable SNAPSHOT_DAYS says otherwise. */
const ordinaryDays = 7;
const mostDays = 30;
const hour = 3_600_000;
/** Forge's key-value store takes 240 KiB for a value; the rest of the value stands beside the data. */
const longest = 230 * 1024;
/**
 * Raised when a snapshot is kept in another way, or its facts mean something else: what was kept before is then none.
 */
const format = 2;
/** How often a snapshot is looked for, where others replace it meanwhile. */
const attempts = 3;

const portions = v.object({
  generation: v.string(),
  count: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100)),
});
type Portions = v.InferOutput<typeof portions>;

const head = v.object({
  format: v.literal(format),
  readAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Of the data, so that portions which do not belong together are noticed. */
  digest: v.string(),
  /** The facts as JSON, gzipped, in base64; or the portions in which that is kept. */
  data: v.union([v.string(), portions]),
  /** The portions of the one before, which somebody may still be reading. */
  before: v.optional(portions),
});
type Head = v.InferOutput<typeof head>;

/** How long snapshots live, in days; 0 where none are to be kept. */
function lifeInDays(): number {
  const set = process.env['SNAPSHOT_DAYS'];
  const days = set === undefined || set === '' ? ordinaryDays : Number(set);
  return Number.isInteger(days) && days >= 0 && days <= mostDays ? days : ordinaryDays;
}

/**
 * Keeps these facts in place of those kept before, without the branches and the supplied members, which are kept
 * elsewhere. New portions are written first, then the head that names them. The portions of the one before stay until
 * the next is kept, for whoever reads them meanwhile; all others that the replaced head named go now. So each portion
 * is named by the head, or was taken away by whoever replaced the last head that named it, or ends with its time to
 * live. What was only half read does not replace what was read whole. Throws where the storage fails.
 */
export async function keepSnapshot(place: Place, facts: Facts, shelf = snapshots): Promise<void> {
  const { readAt } = facts;
  const hours = shelf.hours();
  if (hours === 0 || readAt === undefined) return;
  const last = await valueAt(headKey(place, shelf), head);
  if (last && isAlive(last, shelf) && !shelf.replaces(facts)) return;
  const without: Facts = { ...facts, branches: { items: [], gaps: [] }, suppliedMembers: {} };
  const text = gzipSync(JSON.stringify(without)).toString('base64');
  const life = { value: hours, unit: 'HOURS' } as const;
  const data = text.length > longest ? await keepPortions(place, shelf, text, life) : text;
  const before = portionsOf(last);
  const next: Head = { format, readAt, digest: digestOf(text), data, ...(before && { before }) };
  const replaced = (await replaceValue(headKey(place, shelf), next, head, life)) ?? last;
  // Not `last` alone: others may have kept theirs since it was read.
  const gone = [portionsOf(replaced), replaced?.before].filter((one) => one && one.generation !== before?.generation);
  await Promise.all(gone.flatMap((one) => (one ? portionKeys(place, shelf, one) : [])).map(forgetValue));
}

async function keepPortions(place: Place, shelf: Shelf, text: string, life: Life): Promise<Portions> {
  const parts = Array.from({ length: Math.ceil(text.length / longest) }, (_, at) =>
    text.slice(at * longest, (at + 1) * longest),
  );
  const named: Portions = { generation: randomBytes(8).toString('hex'), count: parts.length };
  await Promise.all(portionKeys(place, shelf, named).map((key, at) => keepValue(key, parts[at], life)));
  return named;
}

/**
 * The facts that were kept last; nothing where there are none, they are too old, not whole, or not of the shape that
 * facts have. Throws where the storage fails.
 */
export async function keptSnapshot(place: Place, shelf = snapshots): Promise<Snapshot | undefined> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const kept = await valueAt(headKey(place, shelf), head);
    if (!kept || !isAlive(kept, shelf)) return undefined;
    const { data, digest } = kept;
    const text = typeof data === 'string' ? data : (await portionsAt(place, shelf, data)).join('');
    if (digestOf(text) === digest) return snapshotIn(text, endOf(kept, shelf));
    // Portions that are gone were replaced meanwhile, twice over: there is a newer head.
  }
  return undefined;
}

function portionsAt(place: Place, shelf: Shelf, named: Portions): Promise<(string | undefined)[]> {
  return Promise.all(portionKeys(place, shelf, named).map((key) => valueAt(key, v.string())));
}

function snapshotIn(text: string, ends: number): Snapshot | undefined {
  const facts = jsonIn(text);
  // As they were kept, not as the shape puts them in order: digests of answers hang on that.
  return v.is(factsShape, facts) ? { facts, ends } : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString());
  } catch {
    return undefined;
  }
}

/** Forge may take two days to delete what has expired. */
function isAlive(kept: Head, shelf: Shelf): boolean {
  return Date.now() < endOf(kept, shelf);
}

function endOf({ readAt }: Head, { hours }: Shelf): number {
  return Date.parse(readAt) + hours() * hour;
}

const passing: readonly Gap['because'][] = ['unreachable', 'truncated', 'forbidden'];

/** Whether somebody else, or another attempt, may read more of what decides. */
export function isHalfRead({
  restrictions,
  permissions,
  model,
}: Pick<Facts, 'restrictions' | 'permissions' | 'model'>): boolean {
  return !(isRead(restrictions) && isRead(permissions)) || (!model.known && passing.includes(model.gap.because));
}

/**
 * Whether all of a list was read but entries that cannot be made out. A list of nothing but those may be something
 * else.
 */
export function isRead({ items, gaps }: Listing<unknown>): boolean {
  return gaps.length === 0 || (items.length > 0 && gaps.every(({ because }) => because === 'not-understood'));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function headKey({ slug }: Place, { prefix }: Shelf): string {
  return `${prefix}:${bareId(slug)}`;
}

function portionsOf(kept: Head | undefined): Portions | undefined {
  return typeof kept?.data === 'object' ? kept.data : undefined;
}

function portionKeys(place: Place, shelf: Shelf, { generation, count }: Portions): string[] {
  return Array.from({ length: count }, (_, at) => `${headKey(place, shelf)}:${generation}:${String(at)}`);
}
