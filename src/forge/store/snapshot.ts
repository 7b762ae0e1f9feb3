import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import type { Facts, Gap, Listing } from '../../core/model';
import { withProjectRules } from '../../core/people/project-rules';
import { withSuppliedLists } from '../../core/people/supplied/lists';
import { factsShape } from './facts-shape';
import { bareId } from '../place';
import { longest, packed, partsOf, unpacked } from './packed';
import { forgetValue, keepValue, replaceValue, valueAt, type Lifetime } from './storage';

/** Facts that an administrator, or the app, last read of a repository. */
export interface Snapshot {
  facts: Facts;
  /** When it expires, in milliseconds of the clock. */
  ends: number;
  /** What was kept with them, not yet validated. */
  beside?: unknown;
}

/** One place in the storage for the facts of each repository, and how long they stay. */
export interface FactsStore {
  /** What its keys begin with. */
  prefix: string;
  /** Hours that facts are kept, from their reading; 0 to keep none. */
  hours: () => number;
  /** Whether these facts may replace others that have not expired. */
  replaces: (facts: Facts) => boolean;
}

/** The place of the snapshots. A partial reading does not replace a complete one. */
const snapshots: FactsStore = {
  prefix: 'snapshot',
  hours: () => lifeInDays() * 24,
  replaces: (facts) => !isPartlyRead(facts),
};

/** Days that a snapshot is kept, unless the app's variable SNAPSHOT_DAYS says otherwise. */
const ordinaryDays = 7;
const mostDays = 30;
const hour = 3_600_000;
/** Raised when snapshots are kept in another way, or facts change their meaning: older ones then count as absent. */
const format = 2;
/** How often to look for a snapshot that others are replacing meanwhile. */
const attempts = 3;

const portions = v.object({
  generation: v.string(),
  count: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100)),
});
type Portions = v.InferOutput<typeof portions>;

const head = v.object({
  format: v.literal(format),
  readAt: v.pipe(v.string(), v.isoTimestamp()),
  /** A digest of the data, so that portions that do not belong together are noticed. */
  digest: v.string(),
  /** The facts as gzipped JSON in base64; or the portions that hold it. */
  data: v.union([v.string(), portions]),
  /** The portions of the previous one, which somebody may still be reading. */
  before: v.optional(portions),
  beside: v.optional(v.unknown()),
});
type Head = v.InferOutput<typeof head>;

/** Days that snapshots are kept; 0 where none are. */
function lifeInDays(): number {
  const set = process.env['SNAPSHOT_DAYS'];
  const days = set === undefined || set === '' ? ordinaryDays : Number(set);
  return Number.isInteger(days) && days >= 0 && days <= mostDays ? days : ordinaryDays;
}

/**
 * What is kept now. To be asked for while Bitbucket is being read, so that keeping what was read takes a round trip
 * less; whoever awaits it learns where the storage fails.
 */
export function keptBefore(place: Place, store = snapshots): Promise<Head | undefined> {
  const before = valueAt(headKey(place, store), head);
  before.catch(() => undefined);
  return before;
}

/** Where facts are kept, and what was kept there a moment ago. */
interface Keeping {
  store?: FactsStore;
  before?: ReturnType<typeof keptBefore>;
  /** Some JSON that is kept with them, and replaced with them, at once. */
  beside?: unknown;
}

/**
 * Keeps these facts in place of those kept before, without the branches and without what was supplied, which is kept
 * elsewhere. New portions are written first, then the head that names them. The portions of the previous one stay until
 * the next is kept, for those who are reading them; all others that the replaced head named are deleted now: whoever
 * still reads those finds them gone, and a newer head. So each portion is named by the head, or was deleted by whoever
 * replaced the last head that named it, or expires. A partial reading does not replace a complete one. Throws where the
 * storage fails.
 */
export async function keepSnapshot(
  place: Place,
  facts: Facts,
  { store = snapshots, before: reading = keptBefore(place, store), beside }: Keeping = {},
): Promise<void> {
  const { readAt } = facts;
  const hours = store.hours();
  if (hours === 0 || readAt === undefined) return;
  const last = await reading;
  if (!store.replaces(facts)) {
    // Others may have kept a complete one since.
    const now = await valueAt(headKey(place, store), head);
    if (now && isAlive(now, store)) return;
  }
  const read = withSuppliedLists(withProjectRules(facts, undefined), {});
  const without: Facts = { ...read, branches: { items: [], gaps: [] } };
  const text = packed(without);
  const life = { value: hours, unit: 'HOURS' } as const;
  const data = text.length > longest ? await keepPortions(place, store, text, life) : text;
  const before = portionsOf(last);
  const next: Head = {
    format,
    readAt,
    digest: digestOf(text),
    data,
    ...(before && { before }),
    ...(beside !== undefined && { beside }),
  };
  const forget = (all: (Portions | undefined)[]) =>
    Promise.all(all.flatMap((one) => (one ? portionKeys(place, store, one) : [])).map(forgetValue));
  const [replaced] = await Promise.all([replaceValue(headKey(place, store), next, head, life), forget([last?.before])]);
  // Others may have replaced the head since `last` was read.
  const seen = [before?.generation, last?.before?.generation];
  await forget([portionsOf(replaced), replaced?.before].filter((one) => one && !seen.includes(one.generation)));
}

async function keepPortions(place: Place, store: FactsStore, text: string, life: Lifetime): Promise<Portions> {
  const parts = partsOf(text);
  const named: Portions = { generation: randomBytes(8).toString('hex'), count: parts.length };
  await Promise.all(portionKeys(place, store, named).map((key, at) => keepValue(key, parts[at], life)));
  return named;
}

/**
 * The facts that were kept last; undefined where there are none, or they are expired, incomplete, malformed, or from
 * another time than `isWanted` (of RFC 3339). Throws where the storage fails.
 */
export async function keptSnapshot(
  place: Place,
  store = snapshots,
  isWanted: (readAt: string) => boolean = () => true,
): Promise<Snapshot | undefined> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const kept = await valueAt(headKey(place, store), head);
    if (!kept || !isAlive(kept, store) || !isWanted(kept.readAt)) return undefined;
    const { data, digest } = kept;
    const text = typeof data === 'string' ? data : (await portionsAt(place, store, data)).join('');
    if (digestOf(text) === digest) return snapshotIn(text, kept, endOf(kept, store));
    // Missing portions were replaced meanwhile, twice over: there is a newer head.
  }
  return undefined;
}

function portionsAt(place: Place, store: FactsStore, named: Portions): Promise<(string | undefined)[]> {
  return Promise.all(portionKeys(place, store, named).map((key) => valueAt(key, v.string())));
}

function snapshotIn(text: string, { beside }: Head, ends: number): Snapshot | undefined {
  const facts = unpacked(text);
  // As they were kept, not in the order of the schema: digests of answers depend on the order.
  return v.is(factsShape, facts) ? { facts, ends, ...(beside !== undefined && { beside }) } : undefined;
}

/** Forge may take two days to delete what has expired. */
function isAlive(kept: Head, store: FactsStore): boolean {
  return Date.now() < endOf(kept, store);
}

function endOf({ readAt }: Head, { hours }: FactsStore): number {
  return Date.parse(readAt) + hours() * hour;
}

const mayImprove: readonly Gap['because'][] = ['unreachable', 'truncated', 'forbidden'];

/** Whether somebody else, or another attempt, may be able to read more of what decides. */
export function isPartlyRead({
  restrictions,
  permissions,
  model,
}: Pick<Facts, 'restrictions' | 'permissions' | 'model'>): boolean {
  return !(isRead(restrictions) && isRead(permissions)) || (!model.known && mayImprove.includes(model.gap.because));
}

/**
 * Whether a list was read completely, apart from entries that cannot be understood. A list of nothing but those may be
 * something else.
 */
export function isRead({ items, gaps }: Listing<unknown>): boolean {
  return gaps.length === 0 || (items.length > 0 && gaps.every(({ because }) => because === 'not-understood'));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function headKey({ slug }: Place, { prefix }: FactsStore): string {
  return `${prefix}:${bareId(slug)}`;
}

function portionsOf(kept: Head | undefined): Portions | undefined {
  return typeof kept?.data === 'object' ? kept.data : undefined;
}

function portionKeys(place: Place, store: FactsStore, { generation, count }: Portions): string[] {
  return Array.from({ length: count }, (_, at) => `${headKey(place, store)}:${generation}:${String(at)}`);
}
