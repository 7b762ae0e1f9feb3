import { millisecondsIn, type Reply } from '../../bitbucket/port/port';

/** What builds have cost of Bitbucket's limit for the app. Times are in milliseconds of the clock. */
export interface Spending {
  /** When the last reading began, and how many calls it took. */
  at: number;
  calls: number;
  /** Calls by minute of the clock, of the last hour. */
  spent: [minute: number, calls: number][];
  /** Calls in an hour, as Bitbucket tells. */
  limit?: number;
  /** Before then nothing is asked. */
  until?: number;
}

/** What all repositories of the installation have cost within the hour. */
export interface SpentByAll {
  calls: number;
  repositories: number;
}

const minute = 60_000;
const hour = 3_600_000;
/**
 * Calls in an hour that Bitbucket allows an app: more only where it says so.
 * https://support.atlassian.com/bitbucket-cloud/docs/api-request-limits/
 */
const ordinaryLimit = 1_000;
/** Bitbucket names no higher one for any number of seats. */
export const highestLimit = 10_000;
/** Calls that a reading takes unless a list has more than one page. */
export const ordinaryCalls = 9;
/** Milliseconds of rest where less than a fifth of the limit is left: what is left is for people. */
export const restNearLimit = 600_000;
/** No rest is longer, whatever is told or kept. */
export const longestRest = 900_000;

/**
 * The shares of the hourly limit that builds may use: a third for one repository, two thirds for all that the app is
 * installed for. The first half of a share goes to whoever comes; the second is spread over the hour, so that a steady
 * caller is never left with an old answer for long.
 */
const shares = { repository: 1 / 3, all: 2 / 3 };

/** From when on a repository may be read anew. */
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

/** Calls of the last hour, to the minute. */
export function spentWithinTheHour({ spent }: Spending, now: number): number {
  return spent.reduce((sum, [at, calls]) => (isWithinTheHour(at, now) ? sum + calls : sum), 0);
}

/** The same spending with so many calls more, of a reading that begins now. */
export function withCalls(own: Spending | undefined, calls: number, now: number): Spending['spent'] {
  const at = Math.floor(now / minute);
  const before = own?.spent.filter(([one]) => isWithinTheHour(one, now)) ?? [];
  const already = before.find(([one]) => one === at)?.[1] ?? 0;
  return [...before.filter(([one]) => one !== at), [at, already + calls]];
}

function isWithinTheHour(at: number, now: number): boolean {
  return (at + 1) * minute > now - hour && at * minute <= now;
}

/** What replies of one reading tell of the limit. */
export interface Heard {
  calls: number;
  /** The smallest that was told. */
  limit?: number;
  /** Milliseconds for which nothing more should be asked. */
  rest: number;
}

/** Takes in what a reply tells of the limit. */
export function hear(heard: Heard, { status, headers }: Reply, now: number): void {
  const limit = Number(headers['x-ratelimit-limit'] ?? NaN);
  if (Number.isInteger(limit) && limit > 0) heard.limit = Math.min(limit, heard.limit ?? highestLimit);
  if (headers['x-ratelimit-nearlimit']?.toLowerCase() === 'true') heard.rest = Math.max(heard.rest, restNearLimit);
  const told = Math.min(millisecondsIn(headers['retry-after'] ?? '0', now) || 0, longestRest);
  if (status === 429) heard.rest = Math.max(heard.rest, minute, told);
}
