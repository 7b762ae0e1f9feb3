import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asManyAsAllowed, patiently, retrying, type Get, type Reply } from '../../../src/bitbucket/port/port';
import { inSimulatedTime, sleep } from '../../weather/run/clock';
import { reply } from '../saved-worlds';

/** Requests one path, which answers with each status in turn and then keeps giving the last one. */
async function asking(replies: Reply[], attempts?: number) {
  const waits: number[] = [];
  let asked = 0;
  const get: Get = () => Promise.resolve(replies[Math.min(asked++, replies.length - 1)] ?? reply(200));
  const wait = (milliseconds: number) => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  const { status } = await (attempts === undefined ? retrying(get, wait) : retrying(get, wait, attempts))('/2.0/user');
  return { status, asked, waits };
}

function after(value: string, status = 429): Reply {
  return reply(status, undefined, { 'retry-after': value });
}

const ok = reply(200);
const limit = reply(429);

describe('asks again after what passes', () => {
  test.each<[string, Reply[], status: number, waits: number[]]>([
    ['an answer', [ok], 200, []],
    ['a 429, then an answer', [limit, ok], 200, [500]],
    ['a 500, then an answer', [reply(500), ok], 200, [500]],
    ['a 503, a 502, then an answer', [reply(503), reply(502), ok], 200, [500, 1_000]],
    ['no answer, then one', [reply(0), ok], 200, [500]],
    ['a 503, then a 404', [reply(503), reply(404)], 404, [500]],
    ['a 429 for good', [limit], 429, [500, 1_000, 2_000]],
    ['a 503 for good', [reply(503)], 503, [500, 1_000, 2_000]],
    ['no answer for good', [reply(0)], 0, [500, 1_000, 2_000]],
    ['the last reply is the one given', [reply(500), reply(0), limit, reply(504)], 504, [500, 1_000, 2_000]],
    ['Retry-After in seconds', [after('7'), ok], 200, [7_000]],
    ['Retry-After of a 503', [after('2', 503), after('1', 503), ok], 200, [2_000, 1_000]],
    ['Retry-After: 0', [after('0'), ok], 200, [0]],
    ['Retry-After below 0', [after('-5'), ok], 200, [0]],
    ['Retry-After: 30', [after('30'), ok], 200, [30_000]],
    ['Retry-After that we cannot read', [after('soon'), ok], 200, [500]],
    ['Retry-After of a date gone by', [after('Fri, 31 Dec 1999 23:59:59 GMT'), ok], 200, [0]],
    ['asked to wait for too long', [after('31'), ok], 429, []],
    ['asked to wait for too long the second time', [limit, after('3600'), ok], 429, [500]],
    ['asked to wait until a far date', [after('Fri, 31 Dec 2100 23:59:59 GMT'), ok], 429, []],
  ])('%s', async (_, replies, status, waits) => {
    const read = await asking(replies);
    const asked = waits.length + 1;
    expect(read).toEqual({ status, asked, waits });
  });

  test('Retry-After of a date to come', async () => {
    const { status, waits } = await asking([after(new Date(Date.now() + 10_000).toUTCString()), ok]);
    expect({
      status,
      about10Seconds: waits.length === 1 && waits.every((wait) => wait > 8_000 && wait <= 10_000),
    }).toEqual({ status: 200, about10Seconds: true });
  });

  test.each([
    [1, 1],
    [2, 2],
    [7, 7],
  ])('with %i attempts it asks %i times', async (attempts, asked) => {
    expect(await asking([reply(503)], attempts)).toMatchObject({ status: 503, asked });
  });
});

test.each([200, 204, 301, 302, 304, 400, 401, 403, 404, 405, 409, 410, 422])(
  'a %i is not asked again',
  async (status) => {
    expect(await asking([reply(status, undefined, { 'retry-after': '1' })])).toEqual({ status, asked: 1, waits: [] });
  },
);

describe('what the port throws passes through at once', () => {
  /** Like Forge's error: an Error by prototype, with a name of its own. */
  const needsAuthentication = Object.assign(new Error('Authentication Required'), {
    name: 'NeedsAuthenticationError',
    status: 401,
  });

  test.each<[string, unknown]>([
    ["Forge's NeedsAuthenticationError", needsAuthentication],
    ['a TypeError', new TypeError('undefined is not a function')],
    ["fetch's TypeError", new TypeError('fetch failed')],
    ['an error with a status', Object.assign(new Error('passing'), { status: 503 })],
  ])('%s', async (_, error) => {
    let asked = 0;
    const get: Get = () => {
      asked++;
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- It is one of the errors above.
      return Promise.reject(error);
    };
    const wait = () => Promise.reject(new Error('waited'));
    await expect(retrying(get, wait)('/2.0/user')).rejects.toBe(error);
    expect(asked).toBe(1);
  });

  test('also after a failure that passes', async () => {
    let asked = 0;
    const get: Get = () => (asked++ === 0 ? Promise.resolve(limit) : Promise.reject(needsAuthentication));
    await expect(retrying(get, () => Promise.resolve())('/2.0/user')).rejects.toBe(needsAuthentication);
  });
});

describe('as many at the same time as allowed', () => {
  const once = (get: Get) => get;

  test('never more under way than the bound, and every answer to whom it belongs', async () => {
    const runs = fc.record({
      bound: fc.integer({ min: 1, max: 20 }),
      turns: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(runs, async ({ bound, turns }) => {
        let underWay = 0;
        let most = 0;
        const get = asManyAsAllowed(
          async (path) => {
            most = Math.max(most, ++underWay);
            for (let turn = turns[Number(path)] ?? 0; turn > 0; turn--) await Promise.resolve();
            underWay--;
            return reply(200, path);
          },
          once,
          bound,
        );
        const replies = await Promise.all(turns.map((_, at) => get(String(at))));
        expect(replies.map(({ body }) => body)).toEqual(turns.map((_, at) => String(at)));
        expect(most).toBeLessThanOrEqual(bound);
      }),
    );
  });

  test('a request that throws gives its place to the next', async () => {
    const bare: Get = (path) => (path === 'bad' ? Promise.reject(new Error('bad')) : Promise.resolve(reply(200)));
    const get = asManyAsAllowed(bare, once, 1);
    const [bad, good] = await Promise.allSettled([get('bad'), get('good')]);
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
  });

  /** A server that answers after a tenth of a second, and 429 beyond what it allows. */
  function strict(allows: (underWay: number, now: number) => boolean) {
    const seen = { underWay: 0, served: new Set<string>() };
    const get: Get = async (path) => {
      const isAllowed = allows(++seen.underWay, Date.now());
      await sleep(100);
      seen.underWay -= 1;
      if (isAllowed) seen.served.add(path);
      return isAllowed ? reply(200, path) : after('1');
    };
    return { get, seen };
  }

  async function reads(count: number, allows: (underWay: number, now: number) => boolean) {
    const { get, seen } = strict(allows);
    const ran = await inSimulatedTime(0, async () => {
      const ask = patiently(get, 45_000, sleep);
      const replies = await Promise.all(Array.from({ length: count }, (_, at) => ask(`/2.0/${String(at)}`)));
      return replies.filter(({ status }) => status !== 200).length;
    });
    if (!('value' in ran)) throw new Error('It never ends.');
    return { unanswered: ran.value, served: seen.served.size, milliseconds: ran.milliseconds };
  }

  test.each([8, 10, 16, 30, 64])('a server that takes %i at the same time answers all 200 in the end', async (most) => {
    const { milliseconds, ...came } = await reads(200, (underWay) => underWay <= most);
    expect(came).toEqual({ unanswered: 0, served: 200 });
    expect(milliseconds).toBeLessThan(most === 64 ? 500 : 10_000);
  });

  test.each([20, 40])('so does one that takes %i in each second', async (most) => {
    let [second, taken] = [-1, 0];
    const came = await reads(200, (_, now) => {
      if (Math.floor(now / 1_000) !== second) [second, taken] = [Math.floor(now / 1_000), 0];
      return ++taken <= most;
    });
    expect(came).toMatchObject({ unanswered: 0, served: 200 });
  });

  test('what was under way at a refusal halves the number once, not once for each', async () => {
    let asked = 0;
    let [underWay, most] = [0, 0];
    const get = asManyAsAllowed(
      async () => {
        const isFirst = ++asked <= 16;
        if (!isFirst) most = Math.max(most, ++underWay);
        await new Promise(setImmediate);
        if (!isFirst) underWay -= 1;
        return isFirst ? limit : ok;
      },
      once,
      16,
    );
    await Promise.all(Array.from({ length: 100 }, (_, at) => get(String(at))));
    expect(most).toBe(8);
  });

  test("a refusal of Bitbucket's own word on a merge, which has a limit of its own, slows nothing", async () => {
    let [underWay, most] = [0, 0];
    const get = asManyAsAllowed(
      async (path) => {
        most = Math.max(most, ++underWay);
        await new Promise(setImmediate);
        underWay -= 1;
        return path.endsWith('checks') ? limit : ok;
      },
      once,
      16,
    );
    await get('/2.0/repositories/acme/web/pullrequests/1/mergeability/checks');
    await Promise.all(Array.from({ length: 100 }, (_, at) => get(String(at))));
    expect(most).toBe(16);
  });
});
