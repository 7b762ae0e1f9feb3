import type { Place, Unreadable } from '../../bitbucket/repository/access';
import type { Get, Wait } from '../../bitbucket/port/port';
import type { Facts } from '../../core/model';
import { nextReading, ordinaryCalls, withCalls, type LimitSeen } from './budget';
import { hasFailed, readCounted } from './counted';
import { keepRecord, keptRecord, spentByAll, type ReadingRecord } from './record';
import { giveTurnBack, isTurnTaken, longestTurn, takeTurn } from './turn';
import { keepSnapshot, keptSnapshot, type FactsStore } from '../store/snapshot';
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
export function isOfLastMinute({ readAt = '' }: Facts): boolean {
  const age = Date.now() - Date.parse(readAt);
  return age > -skew && age < freshFor;
}

/**
 * What the app read of a repository within the last minute. Where nothing is kept from then, Bitbucket is asked, once
 * for all callers meanwhile, in whichever process, and within a budget that leaves most of its limit to people; beyond
 * that budget it is what was read within the hour. `within` counts the requests against what is left to an invocation.
 * Throws where the storage fails, before Bitbucket is asked.
 */
export async function appReading(place: Place, wait: Wait, within?: (get: Get) => Get): Promise<AppReading> {
  const began = Date.now();
  for (let at = 0; at < pauses.length && Date.now() < began + longestWait; at++) {
    const known = await knownReading(place);
    if (Date.now() < known.next) return known;
    if (await takeTurn(place))
      return readInTurn({ place, wait, deadline: began + longestAnswer, ...(within && { within }) });
    do await wait(pauses[at++] ?? 0);
    while (at < pauses.length && (await isTurnTaken(place)));
  }
  return knownReading(place);
}

async function knownReading(place: Place): Promise<AppReading> {
  const whole = await keptWhole(place);
  if (whole && isOfLastMinute(whole)) return asRead(whole);
  const record = await keptRecord(place);
  return readingOf({ place, record, whole, next: nextReading(record, undefined, Date.now()) });
}

async function keptWhole(place: Place): Promise<Facts | undefined> {
  return (await keptInTime(keptSnapshot(place, completeReadings), storePatience))?.facts;
}

function asRead(whole: Facts): AppReading {
  return { facts: [whole], failed: false, next: timeOf(whole) + freshFor };
}

/** What is kept about a repository. */
interface Kept {
  place: Place;
  record: ReadingRecord | undefined;
  whole: Facts | undefined;
}

async function readingOf({ place, record, whole, next }: Kept & { next: number }): Promise<AppReading> {
  if (record?.unreadable) return { facts: [], unreadable: record.unreadable, failed: false, next };
  const failed = record?.failed === true;
  const half = failed ? (await keptInTime(keptSnapshot(place, partialReadings), storePatience))?.facts : undefined;
  return { facts: [half, whole].filter((one) => one !== undefined).sort(latestFirst), failed, next };
}

/** A reading that is ours to make. */
interface Turn {
  place: Place;
  wait: Wait;
  deadline: number;
  /** Counts its requests against a budget of the invocation. */
  within?: (get: Get) => Get;
}

/** Looks once more: another process may have read, or spent, since we looked. */
async function readInTurn({ place, wait, deadline, within }: Turn): Promise<AppReading> {
  const began = Date.now();
  try {
    const [whole, record, all] = await Promise.all([keptWhole(place), keptRecord(place), spentByAll()]);
    if (whole && isOfLastMinute(whole)) return asRead(whole);
    const next = nextReading(record, all, began);
    if (began < next) {
      await keepRecord(place, { at: 0, calls: ordinaryCalls, spent: [], ...record, until: next });
      return await readingOf({ place, record, whole, next });
    }
    // Counted before it is spent: where that cannot be kept, or the process dies, nothing is spent uncounted.
    const calls = record?.calls ?? ordinaryCalls;
    await keepRecord(place, { ...record, at: began, calls, spent: withCalls(record, calls, began) });
    return await readAndKeep({ place, wait, deadline, record, whole, ...(within && { within }) });
  } finally {
    if (Date.now() < began + longestTurn) await keptInTime(giveTurnBack(place));
  }
}

interface Reading extends Kept, Turn {}

async function readAndKeep({ place, wait, deadline, within, record, whole }: Reading): Promise<AppReading> {
  const began = Date.now();
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
  // A process that was suspended in between and resumes now must not overwrite newer readings.
  if (Date.now() < began + longestTurn) {
    const left = Math.max(deadline - Date.now(), 2_000);
    await keptInTime(
      Promise.all(facts.map((one) => keepSnapshot(place, one, failed ? partialReadings : completeReadings))),
      left,
    );
    await keptInTime(keepRecord(place, now));
  }
  return {
    facts: [...facts, ...(failed && whole ? [whole] : [])],
    ...(unreadable && { unreadable }),
    failed,
    next: nextReading(now, undefined, Date.now()),
  };
}

function latestFirst(a: Facts, b: Facts): number {
  return timeOf(b) - timeOf(a);
}

function timeOf({ readAt = '' }: Facts): number {
  return Date.parse(readAt) || 0;
}
