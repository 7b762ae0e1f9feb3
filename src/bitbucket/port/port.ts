import pLimit from 'p-limit';
import pRetry from 'p-retry';

/** The address of Bitbucket Cloud's API. */
export const bitbucketApi = 'https://api.bitbucket.org';

/**
 * A reply. `status` is 0 where none arrived; `headers` are in lower case; `body` is parsed JSON, or text that is not
 * JSON.
 */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/**
 * Requests a path such as `/2.0/repositories/acme/web?pagelen=100` from Bitbucket. The one port: Forge, the command
 * line, the sandbox and a saved world each supply one. It does not throw on network failures; anything that it does
 * throw is passed on to the caller.
 */
export type Get = (path: string) => Promise<Reply>;

/**
 * Sleeps for a number of milliseconds, or until `ended` is aborted. A saved world has nothing to wait for, and tests do
 * not wait.
 */
export type Wait = (milliseconds: number, ended?: AbortSignal) => Promise<void>;

/** The reply that stands for none. */
export const noAnswer: Reply = { status: 0, headers: {}, body: undefined };

/** Requests each path once: a repeated call gets the same reply. */
export function once(get: Get): Get {
  const asked = new Map<string, Promise<Reply>>();
  return (path) => {
    const reply = asked.get(path) ?? get(path);
    asked.set(path, reply);
    return reply;
  };
}

/**
 * Gives `noAnswer` for whatever has not arrived `patience` milliseconds from now, and requests nothing after that. The
 * clock may be set meanwhile without effect.
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

/**
 * A port that requests nothing any more once it is closed, retries included: when an answer is made without waiting for
 * all that was begun, nobody counts or reads what would come.
 */
export function closable(get: Get): { get: Get; close: () => void } {
  let isClosed = false;
  return {
    get: (path) => (isClosed ? Promise.resolve(tooLate) : get(path)),
    close: () => {
      isClosed = true;
    },
  };
}

/** Not a passing failure, so that nobody retries. */
const tooLate: Reply = { status: 400, headers: {}, body: undefined };

/** Waits in real time, for callers that are not tests. */
export function inRealTime(milliseconds: number, ended?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const over = () => {
      clearTimeout(timer);
      ended?.removeEventListener('abort', over);
      done();
    };
    const timer = setTimeout(over, milliseconds);
    ended?.addEventListener('abort', over);
    if (ended?.aborted) over();
  });
}

/** Requests that run at the same time, unless Bitbucket says that these are too many. */
export const mostAtOnce = 64;

/**
 * Retries for `patience` milliseconds in all, from now: no wait begins that would outlast them. As many requests run at
 * the same time as Bitbucket lets.
 */
export function patiently(get: Get, patience: number, wait: Wait): Get {
  const deadline = performance.now() + patience;
  return asManyAsAllowed(answeredWithin(patience, get), (one) =>
    retrying(one, wait, undefined, (milliseconds) => performance.now() + milliseconds < deadline),
  );
}

/**
 * Lets `most` requests run at the same time, and half as many after each 429: what was already under way by then may
 * answer the same without halving again. Bitbucket documents no number. A request that waits for another attempt keeps
 * its place, so that no others are sent only to be refused, and its attempts are counted anew.
 */
export function asManyAsAllowed(get: Get, again: (get: Get) => Get, most = mostAtOnce): Get {
  const places = pLimit(most);
  const attempts = pLimit(most);
  let halved = 0;
  const persistent = again((path) =>
    attempts(async () => {
      const before = halved;
      const reply = await get(path);
      if (reply.status === 429 && before === halved && !isBeside(path)) {
        halved += 1;
        places.concurrency = attempts.concurrency = Math.ceil(attempts.concurrency / 2);
      }
      return reply;
    }),
  );
  return (path) => places(() => persistent(path));
}

/** Now, in the form of `readAt` in facts: RFC 3339, to the second. */
export function timeOfReading(): string {
  return timeAt(new Date());
}

/** A moment as RFC 3339, to the second. */
export function timeAt(moment: Date): string {
  return moment.toISOString().replace(/\.\d+Z$/, 'Z');
}

const longestWait = 30_000;

/**
 * Retries after no answer, a 429 or a 5xx: four attempts in all, after `Retry-After` where Bitbucket names one and else
 * after 0.5, 1 and 2 seconds. Gives the last reply where the attempts are used up, or where the wait would be longer
 * than allowed (30 seconds unless `mayWait` says otherwise). What only stands beside an answer is asked for once.
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
          if (isTransient(last)) throw new Error(transient);
          return last;
        },
        {
          retries: attempts - 1,
          minTimeout: 0,
          // pRetry asks this after the wait, when the clock would no longer give the same answer.
          shouldRetry: () => again,
          onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
            const milliseconds = pause(last, attemptNumber);
            again = error.message === transient && retriesLeft > 0 && !isBeside(path) && mayWait(milliseconds);
            if (again) await wait(milliseconds);
          },
        },
      );
    } catch (error) {
      if (last && error instanceof Error && error.message === transient) return last;
      throw error;
    }
  };
}

/**
 * Bitbucket's own word on a pull request stands beside our answer, which must not wait for it: it has a limit of its
 * own, and fails for as long as a check of an app or the merge queue cannot be read (REST, `mergeability/checks`).
 */
function isBeside(path: string): boolean {
  return /\/mergeability\/checks(?:\?|$)/.test(path);
}

function isShort(milliseconds: number): boolean {
  return milliseconds <= longestWait;
}

const transient = 'A passing failure of Bitbucket.';

/** Whether another attempt may succeed: after no answer, a 429 or a 5xx. */
export function isTransient({ status }: Pick<Reply, 'status'>): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/** Milliseconds to wait before the next attempt. */
function pause(reply: Reply | undefined, attempt: number): number {
  const after = reply?.headers['retry-after'];
  if (after === undefined) return 500 * 2 ** (attempt - 1);
  const milliseconds = millisecondsIn(after);
  return Number.isNaN(milliseconds) ? 500 : Math.max(0, milliseconds);
}

/** Milliseconds in a `Retry-After`, which holds seconds or a date (RFC 9110, 10.2.3); `NaN` where it is neither. */
export function millisecondsIn(retryAfter: string, now = Date.now()): number {
  const seconds = Number(retryAfter);
  return Number.isNaN(seconds) ? Date.parse(retryAfter) - now : seconds * 1000;
}

/** Whole seconds that a reply asks to wait before the next request, from now; undefined where it asks for none. */
export function secondsToWait({ headers }: Reply): number | undefined {
  const after = headers['retry-after'];
  const seconds = after === undefined ? 0 : Math.ceil(millisecondsIn(after) / 1000);
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : undefined;
}
