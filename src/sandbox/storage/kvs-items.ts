import * as v from 'valibot';
import type { Kept } from './store';

/** How long a value is kept. */
export const ttl = v.optional(
  v.object({ value: v.pipe(v.number(), v.minValue(1)), unit: v.picklist(['SECONDS', 'MINUTES', 'HOURS', 'DAYS']) }),
);

/** One value to be set, alone or among others. */
export const setItem = v.object({
  key: v.string(),
  value: v.unknown(),
  entityName: v.optional(v.string()),
  options: v.optional(v.looseObject({ ttl })),
});

/** What is told of a value: the package leaves out what was not asked for. */
export type Metadata = Kept & { key: string };

const milliseconds = { SECONDS: 1_000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 };
const longestKey = 500;
const largestValue = 240 * 1024;
const deepestValue = 32;

/** An answer with JSON in it, or with nothing. */
export function answer(status: number, body?: unknown): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

/** A refusal as Forge words them: developer.atlassian.com/platform/forge/storage-reference/handling-errors-kvs */
export function refuse(status: number, code: string, message: string): Response {
  return answer(status, { code, message });
}

/** What the sandbox does not offer: custom entities have indexes that only the platform builds. */
export function entityKept(): Response {
  return refuse(501, 'NOT_OFFERED', 'The sandbox has no custom entities.');
}

/** The refusal that a key deserves, if any. */
export function badKey(key: string): Response | undefined {
  if (key === '') return refuse(400, 'KEY_TOO_SHORT', 'The provided key needs to be more than one character.');
  if (key.length > longestKey)
    return refuse(400, 'KEY_TOO_LONG', 'The provided key has exceeded the maximum 500 characters.');
  const allowed = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;
  return allowed.test(key)
    ? undefined
    : refuse(400, 'INVALID_KEY', `The key ${JSON.stringify(key)} holds characters that Forge does not allow.`);
}

/** The refusal that a value deserves, if any. */
export function badValue(value: unknown): Response | undefined {
  if (value === undefined || value === null) return refuse(400, 'INVALID_VALUE', 'A value is required.');
  if (Buffer.byteLength(JSON.stringify(value)) > largestValue)
    return refuse(400, 'MAX_SIZE', 'The provided value has exceeded the maximum size limit.');
  return depthOf(value) > deepestValue
    ? refuse(400, 'MAX_DEPTH', 'The provided value has exceeded the maximum object depth (32) limit.')
    : undefined;
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** The value under a key; an expired one is gone at once, where Forge may take 48 hours. */
export function lookUp(shelf: ReadonlyMap<string, Kept>, key: string, now: number): Kept | undefined {
  const found = shelf.get(key);
  return found && !isExpired(found, now) ? found : undefined;
}

/** All values that have not expired. */
export function live(shelf: ReadonlyMap<string, Kept>, now: number): [string, Kept][] {
  return [...shelf].filter(([, kept]) => !isExpired(kept, now));
}

function isExpired({ expireTime }: Kept, now: number): boolean {
  return expireTime !== undefined && Date.parse(expireTime) <= now;
}

/** Sets a value, and gives it as it is now kept. */
export function put(
  shelf: Map<string, Kept>,
  { key, value, options }: v.InferOutput<typeof setItem>,
  now: number,
): Kept {
  const ttl = options?.ttl;
  const kept: Kept = {
    value,
    createdAt: lookUp(shelf, key, now)?.createdAt ?? now,
    updatedAt: now,
    ...(ttl && { expireTime: new Date(now + ttl.value * milliseconds[ttl.unit]).toISOString() }),
  };
  shelf.set(key, kept);
  return kept;
}
