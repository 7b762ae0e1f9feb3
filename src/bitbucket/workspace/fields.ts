import type { Listing, Unknown } from '../../core/model';
import { oncePer } from '../../core/portions/once';
import { readList, type Api } from '../port/paging';

const always = ['type', 'next', 'size', 'page', 'pagelen'];

function only(fields: readonly string[]): string {
  return `&fields=${[...always, ...fields.map((field) => `values.${field}`)].join(',')}`;
}

/**
 * A list that holds something of every repository of a workspace. Bitbucket is asked for the fields that are judged by
 * ("partial responses"), and where it refuses that, for all.
 */
export async function readSome<T>(
  api: Api,
  path: string,
  what: 'repository' | 'permissions' | 'viewer-permission',
  fields: readonly string[],
  read: (entry: unknown) => T | undefined,
): Promise<Listing<T>> {
  const of: Unknown = { what };
  // A workspace of 100,000 repositories has so many pages.
  const mostPages = 100_000;
  const some = await readList(api, path, of, read, { query: only(fields), mostPages });
  return some.gaps.some(({ status }) => status === 400) ? readList(api, path, of, read, { mostPages }) : some;
}

/**
 * Gives the same of an entry as if only these fields had been asked for. What is one object in many entries stays one.
 */
export function trimmed(fields: readonly string[]): (entry: unknown) => unknown {
  const parts = new Map<string, string[]>();
  for (const field of fields) {
    const [first = '', ...rest] = field.split('.');
    parts.set(first, [...(parts.get(first) ?? []), ...(rest.length > 0 ? [rest.join('.')] : [])]);
  }
  const inside = new Map(
    [...parts].map(([name, below]) => [name, below.length > 0 ? oncePer<object, unknown>(trimmed(below)) : undefined]),
  );
  const part = (trim: ((entry: object) => unknown) | undefined, value: unknown): unknown =>
    trim && typeof value === 'object' && value !== null ? trim(value) : value;
  return (entry) => {
    if (typeof entry !== 'object' || entry === null) return entry;
    return Object.fromEntries(
      Object.entries(entry).flatMap(([field, value]) =>
        inside.has(field) ? [[field, part(inside.get(field), value)]] : [],
      ),
    );
  };
}
