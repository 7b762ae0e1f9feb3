import pLimit from 'p-limit';
import pRetry from 'p-retry';

/** Where the API stands if nothing else is said. */
export const bitbucketApi = 'https://api.bitbucket.org';

/**
 * What came back. `status` is 0 where nothing did. `headers` are in lower case; `body` is JSON, or text that is not.
 */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/**
 * Asks Bitbucket for a path such as `/2.0/repositories/acme/web?pagelen=100`. The one port: Forge, the command line,
 * the sandbox and a saved world each supply one. It does not throw because of what the network does; what it throws is
 * passed on to whoever asked.
 */
export type Get = (path: string) => Promise<Reply>;

/** Sleeps for so many milliseconds. A saved world has nothing to wait for, and tests do not wait. */
export type Wait = (milliseconds: number) => Promise<void>;

/** What there is where nothing came back. */
export const noAnswer: Reply = { status: 0, headers: {}, body: undefined };

/** Asks for each path once: who asks for it again is given the same reply. */
export function once(get: Get): Get {
  const asked = new Map<string, Promise<Reply>>();
  return (path) => {
    const reply = asked.get(path) ?? get(path);
    asked.set(path, reply);
    return reply;
  };
}

/**
 * What has not come so many milliseconds from now is no answer; later nothing is asked. However the clock is set
 * meanwhile.
 */
export function answeredWithin(patience: number, get: Get): Get {
  const deadline = performance.now() + patience;
  return async (path) => {
    const left = deadline - performance.now();
    if (left <= 0) return noAnswer;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Reply>((done) => {
      timer = setTimeout(() => {
        done(noAnswer);
      }, left);
    });
    return Promise.race([get(path), late]).finally(() => {
      clearTimeout(timer);
    });
  };
}

/** Waits in real time. */
export function inRealTime(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** Retries for so many milliseconds in all, from now on: no wait is begun that would outlast them. */
export function patiently(get: Get, patience: number, wait: Wait): Get {
  const deadline = performance.now() + patience;
  return retrying(
    answeredWithin(patience, get),
    wait,
    undefined,
    (milliseconds) => performance.now() + milliseconds < deadline,
  );
}

/** Now, as facts say when they were read: RFC 3339, to the second. */
export function timeOfReading(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

/** At most so many requests under way at once. */
export function limited(get: Get, concurrency: number): Get {
  const limit = pLimit(concurrency);
  return (path) => limit(() => get(path));
}

const longestWait = 30_000;

/**
 * Asks again after no answer, a 429 or a 5xx: four times in all, after `Retry-After` where Bitbucket names one and else
 * after 0.5, 1 and 2 seconds. Told to wait for longer than it may, 30 seconds unless said otherwise, or still failing
 * at the end, it gives the last reply.
 */
export function retrying(
  get: Get,
  wait: Wait,
  attempts = 4,
  mayWait: (milliseconds: number) => boolean = isShort,
): Get {
  return async (path) => {
    let last: Reply | undefined;
    let again = false;
    try {
      return await pRetry(
        async () => {
          last = await get(path);
          if (isPassing(last)) throw new Error(passing);
          return last;
        },
        {
          retries: attempts - 1,
          minTimeout: 0,
          // Asked after the wait, when the clock would no longer give the same answer.
          shouldRetry: () => again,
          onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
            const milliseconds = pause(last, attemptNumber);
            again = error.message === passing && retriesLeft > 0 && mayWait(milliseconds);
            if (again) await wait(milliseconds);
          },
        },
      );
    } catch (error) {
      if (last && error instanceof Error && error.message === passing) return last;
      throw error;
    }
  };
}

function isShort(milliseconds: number): boolean {
  return milliseconds <= longestWait;
}

const passing = 'A passing failure of Bitbucket.';

/** Whether another attempt may tell more: no answer, a 429 or a 5xx. */
export function isPassing({ status }: Reply): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/** Milliseconds to wait before the next attempt. */
function pause(reply: Reply | undefined, attempt: number): number {
  const after = reply?.headers['retry-after'];
  if (after === undefined) return 500 * 2 ** (attempt - 1);
  const milliseconds = millisecondsIn(after);
  return Number.isNaN(milliseconds) ? 500 : Math.max(0, milliseconds);
}

/** `Retry-After` holds seconds or a date (RFC 9110, 10.2.3). */
export function millisecondsIn(retryAfter: string, now = Date.now()): number {
  const seconds = Number(retryAfter);
  return Number.isNaN(seconds) ? Date.parse(retryAfter) - now : seconds * 1000;
}

/** How many whole seconds a reply asks to wait before the next request, from now; nothing where it does not say so. */
export function secondsToWait({ headers }: Reply): number | undefined {
  const after = headers['retry-after'];
  const seconds = after === undefined ? 0 : Math.ceil(millisecondsIn(after) / 1000);
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : undefined;
}
