import pLimit from 'p-limit';
import pRetry from 'p-retry';

/** What came back. `status` is 0 where nothing did. `headers` are in lower case; `body` is JSON, or text that is not. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/**
 * Asks Bitbucket for a path such as `/2.0/repositories/acme/web?pagelen=100`. The one port: Forge, the command line, the
 * sandbox and a saved world each supply one. It does not throw because of what the network does; what it throws is
 * passed on to whoever asked.
 */
export type Get = (path: string) => Promise<Reply>;

/** Sleeps for so many milliseconds. A saved world has nothing to wait for, and tests do not wait. */
export type Wait = (milliseconds: number) => Promise<void>;

/** At most so many requests under way at once. */
export function limited(get: Get, concurrency: number): Get {
  const limit = pLimit(concurrency);
  return (path) => limit(() => get(path));
}

const longestWait = 30_000;

/**
 * Asks again after no answer, a 429 or a 5xx: four times in all, after `Retry-After` where Bitbucket names one and else
 * after 0.5, 1 and 2 seconds. Told to wait for over 30 seconds, or still failing at the end, it gives the last reply.
 */
export function retrying(get: Get, wait: Wait, attempts = 4): Get {
  return async (path) => {
    let last: Reply | undefined;
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
          shouldRetry: ({ error, attemptNumber }) => error.message === passing && pause(last, attemptNumber) <= longestWait,
          onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
            const milliseconds = pause(last, attemptNumber);
            if (error.message === passing && retriesLeft > 0 && milliseconds <= longestWait) await wait(milliseconds);
          },
        },
      );
    } catch (error) {
      if (last && error instanceof Error && error.message === passing) return last;
      throw error;
    }
  };
}

const passing = 'A passing failure of Bitbucket.';

function isPassing({ status }: Reply): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/** Milliseconds to wait before the next attempt. `Retry-After` holds seconds or a date (RFC 9110, 10.2.3). */
function pause(reply: Reply | undefined, attempt: number): number {
  const after = reply?.headers['retry-after'];
  if (after === undefined) return 500 * 2 ** (attempt - 1);
  const seconds = Number(after);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(after) - Date.now() : seconds * 1000;
  return Number.isNaN(milliseconds) ? 500 : Math.max(0, milliseconds);
}
