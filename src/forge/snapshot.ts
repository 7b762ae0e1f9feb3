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

/** How many days a snapshot lives, unless the app's variable SNAPSHOT_DAYS says otherwise. */
const ordinaryDays = 7;
const mostDays = 30;
const day = 86_400_000;
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
 * reads meanwhile finds one whole snapshot. What was only half read does not replace what was read whole.
 */
export async function keepSnapshot(place: Place, facts: Facts): Promise<void> {
  const { readAt } = facts;
  const days = lifeInDays();
  if (days === 0 || readAt === undefined) return;
  const before = await headAt(place);
  if (before && isAlive(before) && isHalfRead(facts)) return;
  const without: Facts = { ...facts, branches: { items: [], gaps: [] }, suppliedMembers: {} };
  const text = gzipSync(JSON.stringify(without)).toString('base64');
  const parts = Array.from({ length: Math.ceil(text.length / longest) }, (_, at) => text.slice(at * longest, (at + 1) * longest));
  const generation = randomBytes(8).toString('hex');
  const options = { ttl: { value: days, unit: 'DAYS' } } as const;
  if (parts.length > 1) await Promise.all(parts.map((part, at) => kvs.set(portionKey(place, generation, at), part, options)));
  const data = parts.length > 1 ? parts.length : text;
  await kvs.set<Head>(headKey(place), { format, generation, readAt, digest: digestOf(text), data }, options);
  if (before) await Promise.all(portionKeys(place, before).map((key) => kvs.delete(key)));
}

/** The facts that were kept last; nothing where there are none, or they are too old, or not whole. */
export async function keptSnapshot(place: Place): Promise<Snapshot | undefined> {
  const kept = await headAt(place);
  if (!kept || !isAlive(kept)) return undefined;
  const parts = typeof kept.data === 'string' ? [kept.data] : await Promise.all(portionKeys(place, kept).map((key) => kvs.get<unknown>(key)));
  const text = parts.join('');
  if (digestOf(text) !== kept.digest) return undefined;
  return { facts: JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString()) as Facts, ends: endOf(kept) };
}

async function headAt(place: Place): Promise<Head | undefined> {
  const parsed = v.safeParse(head, await kvs.get<unknown>(headKey(place)));
  return parsed.success ? parsed.output : undefined;
}

/** Forge may take two days to delete what has expired. */
function isAlive(kept: Head): boolean {
  return Date.now() < endOf(kept);
}

function endOf({ readAt }: Head): number {
  return Date.parse(readAt) + lifeInDays() * day;
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

function headKey({ slug }: Place): string {
  return `snapshot:${bareId(slug)}`;
}

function portionKey(place: Place, generation: string, at: number): string {
  return `${headKey(place)}:${generation}:${String(at)}`;
}

function portionKeys(place: Place, { generation, data }: Head): string[] {
  return typeof data === 'string' ? [] : Array.from({ length: data }, (_, at) => portionKey(place, generation, at));
}
