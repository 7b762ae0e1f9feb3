import type { Place, Unreadable } from '../../bitbucket/repository/access';
import type { Get, Wait } from '../../bitbucket/port/port';
import type { Facts } from '../../core/model';
import { nextReading, ordinaryCalls, withCalls, type LimitSeen } from './budget';
import { hasFailed, readCounted } from './counted';
import { keepRecord, keptRecord, spentByAll, type ReadingRecord } from './record';
import { bareId } from '../place';
import { giveTurnBack, isTurnTaken, longestTurn, takeTurn, type Turn } from './turn';
import { keepSnapshot, keptBefore, keptSnapshot, type FactsStore } from '../store/snapshot';
import { keptInTime } from '../store/storage';

/** What the app itself could read of a repository, now or within the hour. */
export interface AppReading {
  /** What could be read, latest first: one complete reading, or a partial one and the complete one before it. */
  facts: Facts[];
  /** Set where Bitbucket showed nothing at all when last asked. */
  unreadable?: Unreadable;
  /** Bitbucket did not answer some of the last requests. */
  failed: boolean;
  /** When Bitbucket may be asked again, in milliseconds of the clock. */
  next: number;
}

/** Milliseconds for which a reading is used without asking again. */
const freshFor = 60_000;
/** Milliseconds by which the clocks of two processes may differ. */
const skew = 5_000;
/** Milliseconds after which a failed reading is tried again. */
const restAfterFailure = 10_000;
/** Milliseconds in which another's reading must arrive, and in which our own must begin. */
const longestWait = 15_000;
/** Milliseconds for everything: a caller is answered within 25 seconds. */
const longestAnswer = 20_000;
const longestReading = 15_000;
/** Milliseconds for the storage: the facts of a large repository are megabytes. */
const storePatience = 6_000;
/** Milliseconds between looks for another's reading. */
const pauses = [200, 300, 500, 700, ...Array.from({ length: 13 }, () => 1_000)];

const always = { hours: () => 1, replaces: () => true };
/**
 * Where complete readings are kept, and partial ones: a partial one never replaces a complete one. Complete means as
 * far as Bitbucket lets the app read.
 */
const completeReadings: FactsStore = { prefix: 'check-facts', ...always };
const partialReadings: FactsStore = { prefix: 'check-half', ...always };

/** Whether facts were read within the last minute. A time in the future does not count. */
export function isOfLastMinute({ readAt = '' }: Pick<Facts, 'readAt'>): boolean {
  const age = Date.now() - Date.parse(readAt);
  return age > -skew && age < freshFor;
}

/**
 * What the app read of a repository within the last minute. Where nothing is kept from then, Bitbucket is asked, once
 * for all callers meanwhile, in whichever process, and within a budget that leaves most of its limit to people; beyond
 * that budget it is what was read within the hour. `within` counts the requests against what is left to an invocation;
 * `known` is what was looked for a moment ago. Throws where the storage fails, before Bitbucket is asked.
 */
export async function appReading(
  place: Place,
  wait: Wait,
  { within, known = knownReading(place) }: { within?: (get: Get) => Get; known?: Promise<Known> } = {},
): Promise<AppReading> {
  const began = Date.now();
  let last = await known;
  for (let at = 0; at < pauses.length && Date.now() < began + longestWait; at++) {
    if (at > 0) last = await knownReading(place);
    if (last.is === 'fresh') return asRead(last.facts);
    if (Date.now() < last.next) return readingOf({ place, ...last });
    if (await takeTurn(turnOf(place)))
      return readInTurn({ place, wait, deadline: began + longestAnswer, ...(within && { within }) });
    do await wait(pauses[at++] ?? 0);
    while (at < pauses.length && (await isTurnTaken(turnOf(place))));
  }
  last = await knownReading(place);
  return last.is === 'fresh' ? asRead(last.facts) : readingOf({ place, ...last });
}

/** A reading of the last minute; or what is kept of the last one, and when Bitbucket may be asked again. */
export type Known = { is: 'fresh'; facts: Facts } | { is: 'old'; record: ReadingRecord | undefined; next: number };

/** Looks for what is kept, in one round trip where that fits into one value. Throws where the storage fails. */
export async function knownReading(place: Place): Promise<Known> {
  const recordRead = keptRecord(place);
  recordRead.catch(() => undefined);
  const facts = await keptWhole(place, isOfLastMinute);
  if (facts) return { is: 'fresh', facts };
  const record = await recordRead;
  return { is: 'old', record, next: nextReading(record, undefined, Date.now()) };
}

/** The last complete reading, if it is of a time that is wanted. */
async function keptWhole(
  place: Place,
  isWanted: (read: Pick<Facts, 'readAt'>) => boolean = () => true,
): Promise<Facts | undefined> {
  const kept = keptSnapshot(place, completeReadings, (readAt) => isWanted({ readAt }));
  const facts = (await keptInTime(kept, storePatience))?.facts;
  return facts && isWanted(facts) ? facts : undefined;
}

function asRead(whole: Facts): AppReading {
  return { facts: [whole], failed: false, next: timeOf(whole) + freshFor };
}

/** What is kept about a repository. */
interface Kept {
  place: Place;
  record: ReadingRecord | undefined;
}

/** What is left of earlier readings, as Bitbucket may not be asked now. */
async function readingOf({ place, record, next }: Kept & { next: number }): Promise<AppReading> {
  if (record?.unreadable) return { facts: [], unreadable: record.unreadable, failed: false, next };
  const failed = record?.failed === true;
  const [half, whole] = await Promise.all([
    failed ? keptInTime(keptSnapshot(place, partialReadings), storePatience) : undefined,
    keptWhole(place),
  ]);
  return { facts: [half?.facts, whole].filter((one) => one !== undefined).sort(latestFirst), failed, next };
}

/** A reading that is ours to make. */
interface OurTurn {
  place: Place;
  wait: Wait;
  deadline: number;
  /** Counts its requests against a budget of the invocation. */
  within?: (get: Get) => Get;
}

/** Looks once more: another process may have read, or spent, since we looked. */
async function readInTurn({ place, wait, deadline, within }: OurTurn): Promise<AppReading> {
  const began = Date.now();
  try {
    const [fresh, record, all] = await Promise.all([keptWhole(place, isOfLastMinute), keptRecord(place), spentByAll()]);
    if (fresh) return asRead(fresh);
    const next = nextReading(record, all, began);
    if (began < next) {
      await keepRecord(place, { at: 0, calls: ordinaryCalls, spent: [], ...record, until: next });
      return await readingOf({ place, record, next });
    }
    // Counted before it is spent: where that cannot be kept, or the process dies, nothing is spent uncounted.
    const calls = record?.calls ?? ordinaryCalls;
    await keepRecord(place, { ...record, at: began, calls, spent: withCalls(record, calls, began) });
    return await readAndKeep({ place, wait, deadline, record, ...(within && { within }) });
  } finally {
    if (Date.now() < began + longestTurn) await keptInTime(giveTurnBack(turnOf(place)));
  }
}

interface Reading extends Kept, OurTurn {}

async function readAndKeep({ place, wait, deadline, within, record }: Reading): Promise<AppReading> {
  const began = Date.now();
  const before = keptBefore(place, completeReadings);
  const seen: LimitSeen = { calls: 0, rest: 0 };
  const patience = Math.min(longestReading, deadline - began);
  const read = await readCounted({
    place,
    wait,
    patience,
    probe: record?.failed === true,
    seen,
    ...(within && { within }),
  });
  const failed = hasFailed(read);
  const unreadable = 'unreadable' in read && !failed ? read.unreadable : undefined;
  const rests = [began + seen.rest, failed ? Date.now() + restAfterFailure : 0, unreadable ? began + freshFor : 0];
  const limit = seen.limit ?? record?.limit;
  const now: ReadingRecord = {
    at: began,
    calls: seen.calls,
    spent: withCalls(record, seen.calls, began),
    until: Math.max(...rests),
    ...(limit !== undefined && { limit }),
    ...(failed && { failed }),
    ...(unreadable && { unreadable }),
  };
  const facts = 'facts' in read ? [read.facts] : [];
  const keeping = failed ? { store: partialReadings } : { store: completeReadings, before };
  // A process that was suspended in between and resumes now must not overwrite newer readings.
  const mayKeep = Date.now() < began + longestTurn;
  const left = Math.max(deadline - Date.now(), 2_000);
  const [whole] = await Promise.all([
    failed ? keptWhole(place) : undefined,
    ...(mayKeep ? facts.map((one) => keptInTime(keepSnapshot(place, one, keeping), left)) : []),
    mayKeep && keptInTime(keepRecord(place, now)),
  ]);
  return {
    facts: [...facts, ...(whole ? [whole] : [])],
    ...(unreadable && { unreadable }),
    failed,
    next: nextReading(now, undefined, Date.now()),
  };
}

/** The turn to read a repository as the app. */
function turnOf({ slug }: Place): Turn {
  return { key: `check-turn:${bareId(slug)}`, longest: longestTurn };
}

function latestFirst(a: Facts, b: Facts): number {
  return timeOf(b) - timeOf(a);
}

function timeOf({ readAt = '' }: Facts): number {
  return Date.parse(readAt) || 0;
}
