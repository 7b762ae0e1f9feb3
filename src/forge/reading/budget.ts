import { millisecondsIn, type Get, type Reply } from '../../bitbucket/port/port';

/** How much of Bitbucket's hourly limit for the app builds have used. Times are in milliseconds of the clock. */
export interface Spending {
  /** When the last reading began, and how many calls it took. */
  at: number;
  calls: number;
  /** Calls in each minute of the clock, over the last hour. */
  spent: [minute: number, calls: number][];
  /** The hourly limit, where Bitbucket reports it. */
  limit?: number;
  /** Bitbucket is not asked before then. */
  until?: number;
}

/** What all repositories of the installation have used within the hour. */
export interface SpentByAll {
  calls: number;
  repositories: number;
}

const minute = 60_000;
const hour = 3_600_000;
/**
 * Calls in an hour that Bitbucket allows an app unless it reports a higher limit.
 * https://support.atlassian.com/bitbucket-cloud/docs/api-request-limits/
 */
export const ordinaryLimit = 1_000;
/** The highest hourly limit that Bitbucket documents, for any number of seats. */
export const highestLimit = 10_000;
/** Calls of a reading in which no list has more than one page. */
export const ordinaryCalls = 9;
/** Milliseconds to rest where less than a fifth of the limit is left: the remainder is for people. */
export const restNearLimit = 600_000;
/** The longest rest in milliseconds, whatever a reply or the storage says. */
export const longestRest = 900_000;

/**
 * The shares of the hourly limit that builds may use: a third for one repository, two thirds for all that the app is
 * installed for. The first half of a share is first come, first served; the second is spread over the hour, so that a
 * regular caller never gets an old answer for long.
 */
const shares = { repository: 1 / 3, all: 2 / 3 };

/** When a repository may next be read, in milliseconds of the clock. */
export function nextReading(own: Spending | undefined, all: SpentByAll | undefined, now: number): number {
  const { limit = ordinaryLimit, calls: cost, at, until = 0 } = own ?? { calls: ordinaryCalls, at: 0 };
  function within(used: number, share: number, sharers: number): number {
    const half = (limit * share) / 2;
    if (used === 0 || used + cost <= half) return 0;
    return used + cost <= half * 2 ? at + (hour * cost * sharers) / half : now + minute;
  }
  return Math.max(
    Math.min(until, now + longestRest),
    within(own ? spentWithinTheHour(own, now) : 0, shares.repository, 1),
    all ? within(all.calls, shares.all, all.repositories) : 0,
  );
}

/** Calls within the last hour, to the minute. */
export function spentWithinTheHour({ spent }: Pick<Spending, 'spent'>, now: number): number {
  return spent.reduce((sum, [at, calls]) => (isWithinTheHour(at, now) ? sum + calls : sum), 0);
}

/** The spending with these calls added, for a reading that begins now. */
export function withCalls(own: Pick<Spending, 'spent'> | undefined, calls: number, now: number): Spending['spent'] {
  const at = Math.floor(now / minute);
  const before = own?.spent.filter(([one]) => isWithinTheHour(one, now)) ?? [];
  const already = before.find(([one]) => one === at)?.[1] ?? 0;
  return [...before.filter(([one]) => one !== at), [at, already + calls]];
}

function isWithinTheHour(at: number, now: number): boolean {
  return (at + 1) * minute > now - hour && at * minute <= now;
}

/** What the replies of one reading show about the limit. */
export interface LimitSeen {
  calls: number;
  /** The smallest limit that was reported. */
  limit?: number;
  /** Milliseconds for which to ask nothing more. */
  rest: number;
}

/** Adds what a reply shows about the limit to `seen`. */
export function takeIn(seen: LimitSeen, { status, headers }: Reply, now: number): void {
  const limit = Number(headers['x-ratelimit-limit'] ?? NaN);
  if (Number.isInteger(limit) && limit > 0) seen.limit = Math.min(limit, seen.limit ?? highestLimit);
  if (headers['x-ratelimit-nearlimit']?.toLowerCase() === 'true') seen.rest = Math.max(seen.rest, restNearLimit);
  const asked = Math.min(millisecondsIn(headers['retry-after'] ?? '0', now) || 0, longestRest);
  if (status === 429) seen.rest = Math.max(seen.rest, minute, asked);
}

/** Wraps a port: each call is counted in `seen` before it is made, and what its reply shows is added. */
export function noting(seen: LimitSeen): (get: Get) => Get {
  return (get) => async (path) => {
    seen.calls += 1;
    const reply = await get(path);
    takeIn(seen, reply, Date.now());
    return reply;
  };
}
