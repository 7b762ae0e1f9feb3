import { isTransient, millisecondsIn, type Get, type Reply, type Wait } from '../port/port';

/*
 * Bitbucket lets an account make so many requests an hour (REST intro, "API request limits"): 1,000 unless a reply says
 * otherwise in `X-RateLimit-Limit`. No reply says how many are left, so they are counted here. `X-RateLimit-NearLimit`
 * says that less than a fifth is left, of what all programs of the account may ask together.
 */

const hour = 3_600_000;
/** Requests an hour, where no reply has said how many. */
export const usualLimit = 1_000;
/** How much slower requests become while Bitbucket says that the limit is near. */
const slowedBy = 4;
/** Milliseconds between two requests that did not arrive, by how often that happened. */
const pauses = [500, 1_000, 2_000];
/** Milliseconds to wait after a refusal that does not say how long, by how often that happened. */
const refusals = [30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 900_000, 900_000];
/** A wait that is longer is no wait for a limit by the hour. */
const longestWait = hour + 300_000;

/** The clock, in milliseconds since 1970. */
export type Now = () => number;

/** How many requests are made, and what is remembered of them. */
export interface HourlyOptions {
  now: Now;
  wait: Wait;
  /** The share of the limit that is left for people and other programs, from 0 to 99 percent. */
  share: number;
  /** When requests were made in the last hour, in milliseconds since 1970, oldest first. */
  before?: readonly number[];
  /** The limit that a reply said before. */
  limit?: number;
  /** Told of each request before it is made, and of a limit that a reply says. */
  onCall?: (at: number) => void;
  onLimit?: (limit: number) => void;
  /** Told where a request has to wait for more than a moment: until when, and why. */
  onWait?: (until: number, why: 'share' | 'refused') => void;
}

/** A port that stays below a share of what Bitbucket lets an account ask in an hour. */
export interface Hourly {
  get: Get;
  /** Requests made by this port, each attempt counted. */
  calls: () => number;
  /** When so many more requests would all have been made, in milliseconds since 1970. */
  doneAt: (more: number) => number;
}

/**
 * Makes no more requests than the share of the limit that is not left for others, in any hour that one may look at.
 * From half of it on they are spaced evenly, and further apart while the limit is near. After a 429 all of them wait as
 * long as Bitbucket asks. No answer and a 5xx are asked for again, four times in all. What is given back then is the
 * last reply.
 */
export function hourly(get: Get, options: HourlyOptions): Hourly {
  const { now, wait, share, onCall, onLimit, onWait } = options;
  const made = (options.before ?? []).filter((at) => at <= now());
  let limits = new Map<string, number>(options.limit === undefined ? [] : [['', options.limit]]);
  let near = false;
  let pausedUntil = 0;
  let calls = 0;
  let turn: Promise<void> = Promise.resolve();

  const allowed = () =>
    Math.max(1, Math.floor((Math.min(...(limits.size > 0 ? limits.values() : [usualLimit])) * (100 - share)) / 100));
  const apart = () => (hour / allowed()) * (near ? slowedBy : 1);

  /** When the next request may be made, after those in `times` from `first` on. */
  function due(times: readonly number[], first: number, at: number): number {
    const used = times.length - first;
    const last = times.at(-1) ?? 0;
    const full = used >= allowed() ? (times[times.length - allowed()] ?? 0) + hour + 1 : 0;
    const spaced = used > 0 && (near || used >= allowed() / 2) ? last + apart() : 0;
    return Math.max(at, pausedUntil, full, spaced);
  }

  function forget(times: readonly number[], first: number, at: number): number {
    let left = first;
    while (left < times.length && (times[left] ?? 0) < at - hour) left++;
    return left;
  }

  async function takeTurn(): Promise<void> {
    for (;;) {
      const at = now();
      made.splice(0, forget(made, 0, at));
      const next = due(made, 0, at);
      if (next <= at) break;
      if (next - at > 5_000) onWait?.(next, pausedUntil === next ? 'refused' : 'share');
      await wait(Math.ceil(next - at));
    }
    const at = now();
    made.push(at);
    calls++;
    onCall?.(at);
  }

  function note({ headers }: Reply): void {
    const limit = Number(headers['x-ratelimit-limit']);
    const resource = headers['x-ratelimit-resource'] ?? '';
    near = /^true$/i.test(headers['x-ratelimit-nearlimit'] ?? 'false');
    if (!Number.isSafeInteger(limit) || limit < 1 || limits.get(resource) === limit) return;
    // What was said before counts until the same resource says otherwise.
    limits = new Map([...limits].filter(([name]) => name !== '')).set(resource, limit);
    onLimit?.(Math.min(...limits.values()));
  }

  return {
    get: async (path) => {
      for (let failed = 0, refused = 0; ; ) {
        const mine = turn.then(takeTurn);
        turn = mine.catch(() => undefined);
        await mine;
        const reply = await get(path);
        note(reply);
        if (reply.status === 429) {
          const milliseconds = askedToWait(reply, now()) ?? refusals[refused];
          if (milliseconds === undefined || milliseconds > longestWait || refused >= refusals.length) return reply;
          refused++;
          pausedUntil = Math.max(pausedUntil, now() + milliseconds);
        } else if (isTransient(reply)) {
          const pause = pauses[failed];
          if (pause === undefined) return reply;
          failed++;
          await wait(Math.min(askedToWait(reply, now()) ?? pause, 60_000));
        } else return reply;
      }
    },
    calls: () => calls,
    doneAt: (more) => {
      const times = [...made];
      let first = 0;
      let at = now();
      for (let left = more; left > 0; left--) {
        first = forget(times, first, at);
        at = due(times, first, at);
        first = forget(times, first, at);
        times.push(at);
      }
      return at;
    },
  };
}

function askedToWait({ headers }: Reply, now: number): number | undefined {
  const after = headers['retry-after'];
  const milliseconds = after === undefined ? Number.NaN : millisecondsIn(after, now);
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
