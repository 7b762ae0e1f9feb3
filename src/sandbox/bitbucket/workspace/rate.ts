import type { Get, Reply } from '../../../bitbucket/port/port';

const hour = 3_600_000;
/** From this share of the limit on Bitbucket says that it is near. */
const near = 0.8;

/**
 * The port with Bitbucket's limit in it: so many calls in any hour on this clock (milliseconds since 1970), the headers
 * that tell of it with each reply, and a 429 for what is too many.
 */
export function limited(get: Get, limit: number, now: () => number): Get {
  let asked: number[] = [];
  return async (path) => {
    const time = now();
    // Where the clock was set back, nothing was asked yet.
    asked = asked.filter((at) => at > time - hour && at <= time);
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-resource': 'api',
      'x-ratelimit-nearlimit': String(asked.length >= limit * near),
    };
    const [oldest] = asked;
    if (asked.length >= limit && oldest !== undefined) return tooMany(headers, oldest + hour - time);
    asked.push(time);
    const reply = await get(path);
    return { ...reply, headers: { ...reply.headers, ...headers } };
  };
}

function tooMany(headers: Record<string, string>, wait: number): Reply {
  return {
    status: 429,
    headers: { ...headers, 'retry-after': String(Math.ceil(wait / 1_000)) },
    body: { type: 'error', error: { message: 'Rate limit for this resource has been exceeded' } },
  };
}
