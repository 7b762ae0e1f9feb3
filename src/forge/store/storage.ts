import { ForgeKvsAPIError, kvs, WhereConditions } from '@forge/kvs';
import * as v from 'valibot';

/*
 * The only access to the app's storage. Every call is bounded in time, every failure is reported in our own words, and
 * what comes back must have the expected shape. Reads may be slightly out of date (Atlassian, storage API reference:
 * reads and queries are eventually consistent); only `takeKey` decides between two who write at the same time.
 */

/** How long a value is kept. Forge may take two days to delete what has expired, and may return it until then. */
export interface Lifetime {
  value: number;
  unit: 'MINUTES' | 'HOURS' | 'DAYS';
}

/** Milliseconds for one call, or for what is kept for later. */
const patience = 2_000;
/**
 * Milliseconds for all that one answer needs of the storage: Forge ends an invocation after 25 seconds, and Bitbucket
 * may take 20 of them.
 */
const patienceInAll = 4_000;
/** The most that a query of Forge's key-value store returns at once, and how many pages are requested. */
const most = 20;
const mostPages = 100;
/** Characters of values after which a portion ends: Forge lets 5 MB through in an answer. */
export const enough = 1_000_000;
const page = v.object({
  results: v.array(v.object({ key: v.string(), value: v.optional(v.unknown()) })),
  nextCursor: v.nullish(v.string()),
});

const failure = 'StorageDoesNotAnswer';
const words =
  "The app's own storage does not answer just now. " +
  'What you changed there may or may not have been kept: look again in a moment.';

/** Whether an error says that the storage failed or took too long. Its message is ours, never the storage's. */
export function isStorageFailure(error: unknown): boolean {
  return error instanceof Error && error.name === failure;
}

/** The value under a key; undefined where there is none of this shape. Throws where the storage fails. */
export async function valueAt<S extends v.GenericSchema>(key: string, shape: S): Promise<v.InferOutput<S> | undefined> {
  return shaped(shape, await asked(() => kvs.get<unknown>(key)));
}

/**
 * All values whose keys begin with `prefix`, or about the first `atMost`; `undefined` in place of one of another shape.
 * Throws where the storage fails.
 */
export async function valuesUnder<S extends v.GenericSchema>(
  prefix: string,
  shape: S,
  atMost = Infinity,
): Promise<[key: string, value: v.InferOutput<S> | undefined][]> {
  const found: [string, v.InferOutput<S> | undefined][] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(most);
    const from = cursor === undefined ? query : query.cursor(cursor);
    const { results, nextCursor } = await asked(async () => v.parse(page, await from.getMany<unknown>()));
    for (const { key, value } of results) found.push([key, shaped(shape, value)]);
    if (!nextCursor || found.length >= atMost) return found;
    cursor = nextCursor;
  }
  // An incomplete list must not pass for the list.
  throw doesNotAnswer();
}

/**
 * About `atLeast` of the values whose keys begin with `prefix`, or fewer where they are long, in the order of the
 * storage, and where to go on. `next` must be
 * what an earlier portion under the same prefix gave; of any other, nothing outside the prefix is returned. Throws
 * where the storage fails.
 */
export async function portionUnder<S extends v.GenericSchema>(
  prefix: string,
  shape: S,
  atLeast: number,
  next?: string,
): Promise<{ values: [key: string, value: v.InferOutput<S> | undefined][]; next?: string }> {
  const values: [string, v.InferOutput<S> | undefined][] = [];
  let cursor = next;
  let characters = 0;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(most);
    const from = cursor === undefined ? query : query.cursor(cursor);
    const { results, nextCursor } = await asked(async () => v.parse(page, await from.getMany<unknown>()));
    for (const { key, value } of results) if (key.startsWith(prefix)) values.push([key, shaped(shape, value)]);
    cursor = nextCursor ?? undefined;
    characters += JSON.stringify(results).length;
  } while (cursor !== undefined && cursor !== '' && values.length < atLeast && characters < enough);
  return { values, ...(cursor !== undefined && cursor !== '' && { next: cursor }) };
}

/**
 * Keeps a value in place of the previous one. Throws where the storage fails; the value may have been kept all the
 * same.
 */
export async function keepValue(key: string, value: unknown, life?: Lifetime): Promise<void> {
  await asked(() => kvs.set(key, value, life && { ttl: life }));
}

/** Keeps a value, and returns the one it replaced, whoever wrote that. Throws where the storage fails. */
export async function replaceValue<S extends v.GenericSchema>(
  key: string,
  value: unknown,
  shape: S,
  life: Lifetime,
): Promise<v.InferOutput<S> | undefined> {
  const before = await asked(() =>
    kvs.set<unknown>(key, value, { ttl: life, keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' }),
  );
  return shaped(shape, before?.value);
}

/** Keeps a value where there is none yet: of several who try, exactly one gets true. Throws where the storage fails. */
export async function takeKey(key: string, value: unknown, life?: Lifetime): Promise<boolean> {
  return asked(async () => {
    try {
      await kvs.set(key, value, { keyPolicy: 'FAIL_IF_EXISTS', ...(life && { ttl: life }) });
      return true;
    } catch (error) {
      if (error instanceof ForgeKvsAPIError && error.code === 'KEY_CONFLICT') return false;
      throw error;
    }
  });
}

/** Deletes a value. Throws where the storage fails. */
export async function forgetValue(key: string): Promise<void> {
  await asked(() => kvs.delete(key));
}

/** The secret under a key; undefined where there is none of this shape. Throws where the storage fails. */
export async function secretAt<S extends v.GenericSchema>(
  key: string,
  shape: S,
): Promise<v.InferOutput<S> | undefined> {
  return shaped(shape, await asked(() => kvs.getSecret<unknown>(key)));
}

/** Keeps a secret, which queries do not return. Throws where the storage fails. */
export async function keepSecret(key: string, value: unknown): Promise<void> {
  await asked(() => kvs.setSecret(key, value));
}

/** Deletes a secret. Throws where the storage fails. */
export async function forgetSecret(key: string): Promise<void> {
  await asked(() => kvs.deleteSecret(key));
}

/** Bounds all that one answer needs of the storage: throws the storage failure, by default after four seconds. */
export async function answeredInTime<T>(work: Promise<T>, milliseconds = patienceInAll): Promise<T> {
  return within(milliseconds, work);
}

/**
 * The result, or undefined where the storage fails or takes longer than `milliseconds` (two seconds by default): a page
 * is shown whether or not something could be kept or read. Whoever reads a value that was only half kept must find it
 * invalid.
 */
export async function keptInTime<T>(kept: Promise<T>, milliseconds = patience): Promise<T | undefined> {
  return within(milliseconds, kept).catch(() => undefined);
}

async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await within(patience, call());
  } catch {
    throw doesNotAnswer();
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      fail(doesNotAnswer());
    }, milliseconds);
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
}

function doesNotAnswer(): Error {
  const error = new Error(words);
  error.name = failure;
  return error;
}

function shaped<S extends v.GenericSchema>(shape: S, value: unknown): v.InferOutput<S> | undefined {
  const parsed = v.safeParse(shape, value);
  return parsed.success ? parsed.output : undefined;
}
