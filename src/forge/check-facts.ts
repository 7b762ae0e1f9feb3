import { repositoryPathOf, type Place, type Unreadable } from '../bitbucket/access';
import { before, type Get, type Reply, type Wait } from '../bitbucket/port';
import type { Facts } from '../core/model';
import { hear, nextReading, ordinaryCalls, withCalls, type Heard } from './check-budget';
import { asApp, readAsApp, type ReadAsApp } from './check-reading';
import { keepRecord, keptRecord, spentByAll, type ReadingRecord } from './check-record';
import { giveTurnBack, isTurnTaken, longestTurn, takeTurn } from './check-turn';
import { keepSnapshot, keptSnapshot, type Shelf } from './snapshot';
import { keptInTime } from './storage';

/** What the app itself could read of a repository, now or within the hour. */
export interface AppReading {
  /** What could be read, the latest first: one reading, or one that half failed and the one before it. */
  facts: Facts[];
  /** Bitbucket showed nothing at all when it was last asked. */
  unreadable?: Unreadable;
  /** Bitbucket did not answer some of what it was last asked. */
  failed: boolean;
  /** From when on Bitbucket may be asked again, in milliseconds of the clock. */
  next: number;
}

/** Milliseconds for which what was read is used without asking again. */
const freshFor = 60_000;
/** Milliseconds by which the clocks of two processes may differ. */
const skew = 5_000;
/** Milliseconds after which what failed is tried again. */
const restAfterFailure = 10_000;
/** Milliseconds in which a reading that is under way elsewhere must come, and in which our own must be begun. */
const longestWait = 15_000;
/** Milliseconds for all of it: a caller is answered within 25 seconds. */
const patience = 20_000;
const longestReading = 15_000;
const longestProbe = 5_000;
/** Milliseconds for what is kept: the facts of a large repository are megabytes. */
const storePatience = 6_000;
/** How long somebody waits before they look again whether another's reading is there, in milliseconds. */
const pauses = [200, 300, 500, 700, ...Array.from({ length: 13 }, () => 1_000)];

const always = { hours: () => 1, replaces: () => true };
/** What was read whole, as far as Bitbucket lets the app, and what half failed: that is no answer once another comes. */
const wholeOnes: Shelf = { prefix: 'check-facts', ...always };
const halfOnes: Shelf = { prefix: 'check-half', ...always };

/** Whether facts are of the last minute. What claims to be of the future is not. */
export function isOfLastMinute({ readAt = '' }: Facts): boolean {
  const age = Date.now() - Date.parse(readAt);
  return age > -skew && age < freshFor;
}

/**
 * What the app read of a repository within the last minute. Where nothing is kept from then, Bitbucket is asked, once for
 * all who come meanwhile, in whichever process, and within a budget that leaves most of its limit to people; beyond that
 * it is what was read within the hour. Throws where the store fails, before anything is asked.
 */
export async function appReading(place: Place, wait: Wait): Promise<AppReading> {
  const began = Date.now();
  for (let at = 0; at < pauses.length && Date.now() < began + longestWait; at++) {
    const known = await knownReading(place);
    if (Date.now() < known.next) return known;
    if (await takeTurn(place)) return readInTurn(place, wait, began + patience);
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
  return (await keptInTime(keptSnapshot(place, wholeOnes), storePatience))?.facts;
}

function asRead(whole: Facts): AppReading {
  return { facts: [whole], failed: false, next: timeOf(whole) + freshFor };
}

/** What is kept of a repository. */
interface Kept {
  place: Place;
  record: ReadingRecord | undefined;
  whole: Facts | undefined;
}

async function readingOf({ place, record, whole, next }: Kept & { next: number }): Promise<AppReading> {
  if (record?.unreadable) return { facts: [], unreadable: record.unreadable, failed: false, next };
  const failed = record?.failed === true;
  const half = failed ? (await keptInTime(keptSnapshot(place, halfOnes), storePatience))?.facts : undefined;
  return { facts: [half, whole].filter((one) => one !== undefined).sort(latestFirst), failed, next };
}

/** Whoever has the turn looks once more: another may have read, or spent, since they looked. */
async function readInTurn(place: Place, wait: Wait, deadline: number): Promise<AppReading> {
  const began = Date.now();
  try {
    const [whole, record, all] = await Promise.all([keptWhole(place), keptRecord(place), spentByAll()]);
    if (whole && isOfLastMinute(whole)) return asRead(whole);
    const next = nextReading(record, all, began);
    if (began < next) {
      if (record) await keepRecord(place, { ...record, until: next });
      return await readingOf({ place, record, whole, next });
    }
    // Counted before it is spent: where that cannot be kept, or the process dies, nothing is spent uncounted.
    const calls = record?.calls ?? ordinaryCalls;
    await keepRecord(place, { ...record, at: began, calls, spent: withCalls(record, calls, began) });
    return await readCounted({ place, wait, deadline, record, whole });
  } finally {
    if (Date.now() < began + longestTurn) await keptInTime(giveTurnBack(place));
  }
}

interface Counted extends Kept {
  wait: Wait;
  deadline: number;
}

async function readCounted({ place, wait, deadline, record, whole }: Counted): Promise<AppReading> {
  const began = Date.now();
  const heard: Heard = { calls: 0, rest: 0 };
  const read = await readHeard({ place, wait, patience: Math.min(longestReading, deadline - began), probe: record?.failed === true, heard });
  const failed = hasFailed(read);
  const unreadable = 'unreadable' in read && !failed ? read.unreadable : undefined;
  const rests = [began + heard.rest, failed ? Date.now() + restAfterFailure : 0, unreadable ? began + freshFor : 0];
  const limit = heard.limit ?? record?.limit;
  const now: ReadingRecord = {
    at: began,
    calls: heard.calls,
    spent: withCalls(record, heard.calls, began),
    until: Math.max(...rests),
    ...(limit !== undefined && { limit }),
    ...(failed && { failed }),
    ...(unreadable && { unreadable }),
  };
  const facts = 'facts' in read ? [read.facts] : [];
  // A process that was halted in between and goes on now has nothing new to tell.
  if (Date.now() < began + longestTurn) {
    const left = Math.max(deadline - Date.now(), 2_000);
    await keptInTime(Promise.all(facts.map((one) => keepSnapshot(place, one, failed ? halfOnes : wholeOnes))), left);
    await keptInTime(keepRecord(place, now));
  }
  return { facts: [...facts, ...(failed && whole ? [whole] : [])], ...(unreadable && { unreadable }), failed, next: nextReading(now, undefined, Date.now()) };
}

interface Listening {
  place: Place;
  wait: Wait;
  patience: number;
  /** Ask for the repository alone first, and once: while Bitbucket is down that is all it costs. */
  probe: boolean;
  heard: Heard;
}

async function readHeard({ place, wait, patience, probe, heard }: Listening): Promise<ReadAsApp> {
  const through = (get: Get): Get => async (path) => {
    heard.calls++;
    const reply = await get(path);
    hear(heard, reply, Date.now());
    return reply;
  };
  const path = repositoryPathOf(place);
  const deadline = Date.now() + patience;
  const reply = probe ? await before(Math.min(deadline, Date.now() + longestProbe), through(asApp()))(path) : undefined;
  const left = reply && isPassing(reply) ? 0 : deadline - Date.now();
  return readAsApp(place, wait, { replies: reply ? { [path]: reply } : {}, patience: left, through });
}

function isPassing({ status }: Reply): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/** Whether another attempt may tell more, with nobody's permission changed. */
function hasFailed(read: ReadAsApp): boolean {
  if ('facts' in read) return hasGapThatPasses(read.facts);
  return read.unreadable.because === 'unreachable' || read.unreadable.because === 'not-understood';
}

function hasGapThatPasses(facts: Facts): boolean {
  const { restrictions, permissions, userGrants, groupGrants, projectUserGrants, projectGroupGrants, workspaceMembers, model } = facts;
  const lists = [restrictions, permissions, userGrants, groupGrants, projectUserGrants, projectGroupGrants, workspaceMembers];
  const gaps = [...lists.flatMap((list) => list.gaps), ...(model.known ? [] : [model.gap])];
  return gaps.some(({ because }) => because === 'unreachable');
}

function latestFirst(a: Facts, b: Facts): number {
  return timeOf(b) - timeOf(a);
}

function timeOf({ readAt = '' }: Facts): number {
  return Date.parse(readAt) || 0;
}
