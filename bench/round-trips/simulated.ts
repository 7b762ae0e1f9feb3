import { worldGet, type World } from '../../src/bitbucket/worlds/world';
import type { Get } from '../../src/bitbucket/port/port';
import { inSimulatedTime, sleep, stir } from '../../test/weather/run/clock';

/** Milliseconds that a request to Bitbucket takes, and a call of the storage, by the simulated clock. */
export interface Latency {
  bitbucket: number;
  storage: number;
}

/** What some work asks of others, by the simulated clock: work of our own takes no time in it. */
export interface Cost {
  /** Requests to Bitbucket, and calls of the storage. */
  requests: string[];
  stored: string[];
  /** Requests that were under way at the same time, at most. */
  sideBySide: number;
  milliseconds: number;
}

/** Counts and delays what goes through it. */
export interface Delayed {
  through: (get: Get) => Get;
  /** To be awaited before each call of the storage. */
  store: (asked: string) => Promise<void>;
}

/** Runs some work in simulated time. What it does before it says `begin` is not counted. */
export async function costOf(
  latency: Latency,
  work: (delayed: Delayed, begin: () => void) => Promise<unknown>,
): Promise<Cost> {
  const cost: Cost = { requests: [], stored: [], sideBySide: 0, milliseconds: 0 };
  let underWay = 0;
  let before = 0;
  const delayed: Delayed = {
    through: (get) => async (path) => {
      cost.requests.push(path);
      cost.sideBySide = Math.max(cost.sideBySide, ++underWay);
      stir();
      await sleep(latency.bitbucket);
      underWay -= 1;
      stir();
      return get(path);
    },
    store: async (asked) => {
      cost.stored.push(asked);
      stir();
      await sleep(latency.storage);
      stir();
    },
  };
  const took = await inSimulatedTime(Date.parse('2026-11-28T09:00:00Z'), async () => {
    const began = Date.now();
    await work(delayed, () => {
      before = Date.now() - began;
      cost.requests.length = cost.stored.length = cost.sideBySide = 0;
    });
  });
  if (!('value' in took)) throw new Error('error' in took ? String(took.error) : 'The work never ends.');
  cost.milliseconds = took.milliseconds - before;
  return cost;
}

/**
 * A world as Bitbucket answers: members of a workspace are filtered by their role where it is asked to (OpenAPI,
 * `/workspaces/{workspace}/permissions`), which a saved world does not do.
 */
export function filtering(world: World): Get {
  const path = Object.keys(world.replies).find((one) => /^\/2\.0\/workspaces\/[^/]+\/permissions$/.test(one));
  const [saved] = path === undefined ? [] : [world.replies[path] ?? []].flat();
  const { values = [] } = (saved?.body ?? {}) as { values?: { permission: string }[] };
  const owners = { status: 200, body: { values: values.filter(({ permission }) => permission === 'owner') } };
  const whole = worldGet(world);
  const filtered = path === undefined ? whole : worldGet({ ...world, replies: { ...world.replies, [path]: owners } });
  return (one) => (one.includes(encodeURIComponent('permission="owner"')) ? filtered : whole)(one);
}
