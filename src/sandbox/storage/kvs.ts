import * as v from 'valibot';
import { batch, transact } from './kvs-many';
import {
  answer,
  badKey,
  badValue,
  entityKept,
  live,
  lookUp,
  put,
  refuse,
  setItem,
  ttl,
  type Metadata,
} from './kvs-items';
import type { Kept, Store } from './store';

const keyed = v.object({ key: v.string(), options: v.optional(v.looseObject({})) });
const setRequest = v.object({
  ...setItem.entries,
  options: v.optional(
    v.looseObject({
      ttl,
      keyPolicy: v.optional(v.picklist(['OVERRIDE', 'FAIL_IF_EXISTS'])),
      returnValue: v.optional(v.picklist(['PREVIOUS', 'LATEST'])),
    }),
  ),
});
const query = v.object({
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 10),
  after: v.optional(v.string()),
  where: v.optional(
    v.array(
      v.object({ property: v.literal('key'), condition: v.literal('BEGINS_WITH'), values: v.tuple([v.string()]) }),
    ),
    [],
  ),
});

/** Forge's key-value store, as `@forge/kvs` 1.6.5 asks it: `path` such as `/api/v1/get`. No custom entities. */
export function kvsAnswer(store: Store, path: string, body: unknown, now = Date.now()): Response {
  const [, operation = ''] = /^\/api\/v1\/(.*)$/.exec(path) ?? [];
  const [area, verb] = operation.includes('/') ? operation.split('/') : ['', operation];
  try {
    if (area === '' && verb === 'query') return ask(store.values, v.parse(query, body), now);
    if (area === '' && verb === 'transaction') return transact(store, body, now);
    if (area === 'batch') return batch(store, verb ?? '', body, now);
    if (area === '' || area === 'secret')
      return single(store, area === '' ? store.values : store.secrets, verb ?? '', body, now);
  } catch (error) {
    if (v.isValiError(error)) return refuse(400, 'INVALID_REQUEST', error.message);
    throw error;
  }
  return area === 'entity' ? entityKept() : refuse(404, 'NOT_FOUND', `The sandbox's storage has no ${path}.`);
}

function single(store: Store, shelf: Map<string, Kept>, verb: string, body: unknown, now: number): Response {
  const { key } = v.parse(keyed, body);
  const wrong = badKey(key);
  if (wrong) return wrong;
  if (verb === 'get') {
    const found = lookUp(shelf, key, now);
    return found
      ? answer(200, metadata(key, found))
      : refuse(404, 'KEY_NOT_FOUND', 'The specified key does not exist.');
  }
  if (verb === 'delete') {
    if (shelf.delete(key)) store.save();
    return answer(204);
  }
  if (verb === 'set') return set(store, shelf, v.parse(setRequest, body), now);
  return refuse(404, 'NOT_FOUND', `The sandbox's storage cannot ${verb}.`);
}

function set(
  store: Store,
  shelf: Map<string, Kept>,
  { key, value, options }: v.InferOutput<typeof setRequest>,
  now: number,
): Response {
  const wrong = badValue(value);
  if (wrong) return wrong;
  const previous = lookUp(shelf, key, now);
  if (options?.keyPolicy === 'FAIL_IF_EXISTS' && previous)
    return refuse(409, 'KEY_CONFLICT', 'The key already exists.');
  const latest = put(shelf, { key, value, options }, now);
  store.save();
  if (options?.returnValue === 'LATEST') return answer(200, metadata(key, latest));
  return options?.returnValue === 'PREVIOUS' && previous ? answer(200, metadata(key, previous)) : answer(204);
}

/** In the order of the keys; the cursor is the last key of the page before. */
function ask(shelf: Map<string, Kept>, { limit, after, where }: v.InferOutput<typeof query>, now: number): Response {
  const start = after === undefined ? undefined : Buffer.from(after, 'base64url').toString();
  const found = [...live(shelf, now)]
    .filter(
      ([key]) => where.every(({ values: [prefix] }) => key.startsWith(prefix)) && (start === undefined || key > start),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const page = found.slice(0, limit);
  const [last] = page.at(-1) ?? [];
  return answer(200, {
    data: page.map(([key, kept]) => metadata(key, kept)),
    ...(found.length > limit && last !== undefined && { cursor: Buffer.from(last).toString('base64url') }),
  });
}

function metadata(key: string, kept: Kept): Metadata {
  return { key, ...kept };
}
