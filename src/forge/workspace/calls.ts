import * as v from 'valibot';
import type { Gap } from '../../core/model';
import { beyondBudget } from '../../bitbucket/port/budget';
import { isTransient, type Get, type Reply } from '../../bitbucket/port/port';
import { asApp } from '../as-app';
import { bareId } from '../place';
import { highestLimit, ordinaryLimit, noting, spentWithinTheHour, withCalls, type LimitSeen } from '../reading/budget';
import { keepValue, keptInTime, valueAt } from '../store/storage';

/*
 * What the readings of a workspace may cost. Of the calls that Bitbucket gives the app in an hour builds may use two
 * thirds (`reading/budget`), and these three tenths, so that neither waits for the other. Whoever reads, and whoever
 * lists, is one at a time, and has a record of its own.
 */

const share = 0.3;

/** The two that ask Bitbucket as the app. */
export type Spender = 'reading' | 'listing';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const stored = v.object({
  spent: v.pipe(v.array(v.tuple([whole, whole])), v.maxLength(100)),
  limit: v.exactOptional(v.pipe(v.number(), v.minValue(1), v.maxValue(highestLimit))),
  until: v.exactOptional(v.number()),
});
type Spent = v.InferOutput<typeof stored>;

/** How many calls are left of the share of this hour; none while Bitbucket warns. Throws where the storage fails. */
export async function callsLeft(workspace: string): Promise<number> {
  const now = Date.now();
  const records = await Promise.all(
    (['reading', 'listing'] as const).map((one) => valueAt(keyOf(workspace, one), stored)),
  );
  const until = Math.max(...records.map((record) => record?.until ?? 0));
  // A time that is further away than any rest is wrong.
  if (now < until && until < now + longestUntil) return 0;
  const limit = Math.min(...records.map((record) => record?.limit ?? Infinity));
  const spent = records.map((record) => (record ? spentWithinTheHour(record, now) : 0));
  const all = Math.floor((limit === Infinity ? ordinaryLimit : limit) * share);
  return Math.max(0, all - spent.reduce((sum, calls) => sum + calls, 0));
}

const longestUntil = 3_600_000;

/** A port for a bounded number of calls. */
export interface Counted {
  get: Get;
  /** Calls that may still be made. */
  left: () => number;
  /** Whether more were wanted. */
  isOverdrawn: () => boolean;
  seen: LimitSeen;
}

/** Bitbucket as the app, for at most so many calls; what holds for several repositories is asked once. */
export function counted(most: number): Counted {
  const seen: LimitSeen = { calls: 0, rest: 0 };
  const get = noting(seen)(asApp());
  const shared = new Map<string, Promise<Reply>>();
  let isOverdrawn = false;
  async function ask(path: string): Promise<Reply> {
    if (seen.calls >= most) {
      isOverdrawn = true;
      return beyondBudget;
    }
    return get(path);
  }
  return {
    seen,
    left: () => most - seen.calls,
    isOverdrawn: () => isOverdrawn,
    get: async (path) => {
      if (!isShared(path)) return ask(path);
      const asked = shared.get(path) ?? ask(path);
      shared.set(path, asked);
      const reply = await asked;
      if (isTransient(reply) || reply === beyondBudget) shared.delete(path);
      return reply;
    },
  };
}

/** Whether a path tells of the workspace or of a project, and of no single repository. */
function isShared(path: string): boolean {
  return /^\/2\.0\/workspaces\/[^/]+\/(?:permissions(?:\?|$)|projects\/)/.test(path);
}

/**
 * Spends up to `most` calls. They are counted before they are made: of whoever dies meanwhile all of them count. Throws
 * where the storage fails, and then nothing is asked.
 */
export async function spending<T>(
  workspace: string,
  by: Spender,
  most: number,
  work: (port: Counted) => Promise<T>,
): Promise<T> {
  const key = keyOf(workspace, by);
  const began = Date.now();
  const before = await valueAt(key, stored);
  await keep(key, { ...before, spent: withCalls(before, most, began) });
  const port = counted(most);
  try {
    return await work(port);
  } finally {
    const { calls, limit = before?.limit, rest } = port.seen;
    // At the end, so that none of them is forgotten before its hour is over.
    const ended = Date.now();
    await keptInTime(
      keep(key, {
        spent: withCalls(before, calls, ended),
        ...(limit !== undefined && { limit }),
        ...(rest > 0 && { until: ended + rest }),
      }),
    );
  }
}

function keep(key: string, value: Spent): Promise<void> {
  return keepValue(key, value, { value: 2, unit: 'HOURS' });
}

function keyOf(workspace: string, by: Spender): string {
  return `workspace-calls:${bareId(workspace)}:${by}`;
}

/** A repository that did not answer, however often it was asked. */
export const unreached: Gap = { of: { what: 'repository' }, because: 'unreachable', reader: 'app' };
