import * as v from 'valibot';
import type { Gap, Listing, Unknown } from '../core/model';
import { gapFrom } from './gaps';
import type { Get, Reply } from './port';

/** The longest page that Bitbucket gives. */
export const longest = 100;
const most = 1_000;

const page = v.object({
  type: v.optional(v.pipe(v.unknown(), v.check((type) => type !== 'error'))),
  values: v.array(v.unknown()),
  next: v.nullish(v.string()),
  size: v.nullish(v.number()),
  pagelen: v.nullish(v.number()),
});
type Page = v.InferOutput<typeof page>;

/** Reads one entry of a list; nothing where it cannot be read. */
export type ReadEntry<T> = (entry: unknown) => T | undefined;

/** Where the API stands; `next` links are followed only there. */
export interface Api {
  get: Get;
  /** Such as `https://api.bitbucket.org`, without a slash at the end. */
  base: string;
}

/**
 * A whole list, whatever its length: the first page tells `size`, and the others are then asked for side by side. No page
 * is asked for twice. Pages that fail, links off the API's host, entries that cannot be read and a total below `size`
 * leave a gap beside what was read, as does reading no further than `mostPages`.
 */
export async function readList<T>(
  { get, base }: Api,
  path: string,
  of: Unknown,
  readEntry: ReadEntry<T>,
  query = '',
  mostPages = most,
): Promise<Listing<T>> {
  const items: T[] = [];
  const gaps: Gap[] = [];
  let seen = 0;

  function take(reply: Reply): Page | undefined {
    const read = readPage(reply, of, readEntry);
    for (const item of read.items) items.push(item);
    for (const gap of read.gaps) gaps.push(gap);
    seen += read.page?.values.length ?? 0;
    return read.page;
  }

  const start = `${path}?pagelen=${String(longest)}${query}`;
  const first = take(await get(start));
  if (!first) return { items, gaps };
  const asked = new Set([start]);
  let next = first.next ?? undefined;

  const numbered = next === undefined ? [] : numberedPages(next, first, mostPages);
  if (numbered.length > 0) {
    const paths = numbered.map((link) => pathOn(base, link));
    if (paths.some((one) => one === undefined)) return cutShort();
    const replies = await Promise.all(paths.map((one) => get(one ?? path)));
    const pages = replies.map(take);
    if (pages.some((one) => one === undefined)) return cutShort();
    for (const one of paths) asked.add(one ?? path);
    next = pages.at(-1)?.next ?? undefined;
  }
  while (next !== undefined) {
    const following = pathOn(base, next);
    if (following === undefined || asked.has(following) || asked.size >= mostPages) return cutShort();
    asked.add(following);
    const read = take(await get(following));
    if (!read) return cutShort();
    next = read.next ?? undefined;
  }
  return typeof first.size === 'number' && seen < first.size ? cutShort() : { items, gaps };

  function cutShort(): Listing<T> {
    return { items, gaps: [{ of, because: 'truncated' }, ...gaps] };
  }
}

/** The links of pages 2 to the last, where the second one's says `page=2` and the size of the whole is known. */
function numberedPages(next: string, { size, pagelen, values }: Page, mostPages: number): string[] {
  if (!URL.canParse(next) || typeof size !== 'number') return [];
  const second = new URL(next);
  const length = pagelen ?? values.length;
  if (second.searchParams.get('page') !== '2' || length < 1) return [];
  const last = Math.min(Math.ceil(size / length), mostPages);
  return Array.from({ length: Math.max(0, last - 1) }, (_, at) => {
    const link = new URL(next);
    link.searchParams.set('page', String(at + 2));
    return link.href;
  });
}

/** A link as a path for the port; nothing where it leads off the API's host, where no credential may go. */
function pathOn(base: string, link: string): string | undefined {
  if (!URL.canParse(link, base)) return undefined;
  const url = new URL(link, base);
  const { origin, pathname } = new URL(base);
  const prefix = pathname.replace(/\/$/, '');
  if (url.origin !== origin || !url.pathname.startsWith(`${prefix}/`)) return undefined;
  return url.pathname.slice(prefix.length) + url.search;
}

/** What can be read of one page. Where the reply is none, there is no `page`, and a gap says why. */
export function readPage<T>(reply: Reply, of: Unknown, readEntry: ReadEntry<T>): Listing<T> & { page: Page | undefined } {
  const parsed = reply.status === 200 ? v.safeParse(page, reply.body) : undefined;
  if (!parsed?.success) return { items: [], gaps: [gapFrom(of, reply)], page: undefined };
  const items: T[] = [];
  const gaps: Gap[] = [];
  for (const entry of parsed.output.values) {
    const item = readEntry(entry);
    if (item !== undefined) items.push(item);
    else gaps.push({ of, because: isError(entry) ? 'truncated' : 'not-understood' });
  }
  return { items, gaps, page: parsed.output };
}

/** A saved world marks with an error, as Bitbucket writes them, where a list was cut short. */
function isError(entry: unknown): boolean {
  return v.is(v.object({ type: v.literal('error') }), entry);
}

/** One object. */
export async function readObject<T>(
  get: Get,
  path: string,
  of: Unknown,
  read: ReadEntry<T>,
): Promise<{ known: true; value: T } | { known: false; gap: Gap; reply: Reply }> {
  const reply = await get(path);
  const value = reply.status === 200 ? read(reply.body) : undefined;
  return value === undefined ? { known: false, gap: gapFrom(of, reply), reply } : { known: true, value };
}
