import { createHash, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import type { Place } from '../bitbucket/access';
import type { Facts, Gap, Listing } from '../core/model';
import { bareId } from './place';

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
const snapshots: Shelf = { prefix: 'snapshot', hours: () => lifeInDays() * 24, replaces: (facts) => !isHalfRead(facts) };

/** How many days a snapshot lives, unless the app's variable SNAPSHOT_DAYS says otherwise. */
const ordinaryDays = 7;
const mostDays = 30;
const hour = 3_600_000;
/** Forge's key-value store takes 240 KiB for a value; the rest of the value stands beside the data. */
const longest = 230 * 1024;
/** Raised when facts change their shape: what was kept in another shape is then none. */
const format = 1;

const head = v.object({
  format: v.literal(format),
  generation: v.string(),
  readAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Of the data, so that portions which do not belong together are noticed. */
  digest: v.string(),
  /** The facts as JSON, gzipped, in base64; or in how many portions that is kept. */
  data: v.union([v.string(), v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100))]),
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
 * elsewhere. New portions are written first, then the head that names them, and only then do the old ones go: whoever
 * reads meanwhile finds one whole snapshot.
 */
export async function keepSnapshot(place: Place, facts: Facts, shelf = snapshots): Promise<void> {
  const { readAt } = facts;
  const hours = shelf.hours();
  if (hours === 0 || readAt === undefined) return;
  const before = await headAt(place, shelf);
  if (before && isAlive(before, shelf) && !shelf.replaces(facts)) return;
  const without: Facts = { ...facts, branches: { items: [], gaps: [] }, suppliedMembers: {} };
  const text = gzipSync(JSON.stringify(without)).toString('base64');
  const parts = Array.from({ length: Math.ceil(text.length / longest) }, (_, at) => text.slice(at * longest, (at + 1) * longest));
  const generation = randomBytes(8).toString('hex');
  const options = { ttl: { value: hours, unit: 'HOURS' } } as const;
  if (parts.length > 1) await Promise.all(parts.map((part, at) => kvs.set(portionKey(place, shelf, generation, at), part, options)));
  const data = parts.length > 1 ? parts.length : text;
  await kvs.set<Head>(headKey(place, shelf), { format, generation, readAt, digest: digestOf(text), data }, options);
  if (before) await Promise.all(portionKeys(place, shelf, before).map((key) => kvs.delete(key)));
}

/** The facts that were kept last; nothing where there are none, or they are too old, or not whole. */
export async function keptSnapshot(place: Place, shelf = snapshots): Promise<Snapshot | undefined> {
  const kept = await headAt(place, shelf);
  if (!kept || !isAlive(kept, shelf)) return undefined;
  const parts = typeof kept.data === 'string' ? [kept.data] : await Promise.all(portionKeys(place, shelf, kept).map((key) => kvs.get<unknown>(key)));
  const text = parts.join('');
  if (digestOf(text) !== kept.digest) return undefined;
  return { facts: JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString()) as Facts, ends: endOf(kept, shelf) };
}

async function headAt(place: Place, shelf: Shelf): Promise<Head | undefined> {
  const parsed = v.safeParse(head, await kvs.get<unknown>(headKey(place, shelf)));
  return parsed.success ? parsed.output : undefined;
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
export function isHalfRead({ restrictions, permissions, model }: Pick<Facts, 'restrictions' | 'permissions' | 'model'>): boolean {
  return !(isRead(restrictions) && isRead(permissions)) || (!model.known && passing.includes(model.gap.because));
}

/** Whether all of a list was read but entries that cannot be made out. A list of nothing but those may be something else. */
export function isRead({ items, gaps }: Listing<unknown>): boolean {
  return gaps.length === 0 || (items.length > 0 && gaps.every(({ because }) => because === 'not-understood'));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function headKey({ slug }: Place, { prefix }: Shelf): string {
  return `${prefix}:${bareId(slug)}`;
}

function portionKey(place: Place, shelf: Shelf, generation: string, at: number): string {
  return `${headKey(place, shelf)}:${generation}:${String(at)}`;
}

function portionKeys(place: Place, shelf: Shelf, { generation, data }: Head): string[] {
  return typeof data === 'string' ? [] : Array.from({ length: data }, (_, at) => portionKey(place, shelf, generation, at));
}
