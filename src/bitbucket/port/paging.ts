import * as v from 'valibot';
import type { Gap, Listing, Unknown } from '../../core/model';
import { gathering } from './entries';
import { gapFrom } from './gaps';
import { pathOn } from './path';
import { mostAtOnce, type Get, type Reply } from './port';

/** The longest page (`pagelen`) that Bitbucket gives of most lists. */
export const longest = 100;
/** The longest page of the lists that answer 400 (`Invalid pagelen`) to the ordinary one, as pull requests do. */
export const longestOfSome = 50;
/** Pages of a list that are read unless the caller says otherwise. */
const most = 1_000;
const page = v.object({
  type: v.optional(
    v.pipe(
      v.unknown(),
      v.check((type) => type !== 'error'),
    ),
  ),
  values: v.array(v.unknown()),
  next: v.nullish(v.string()),
  size: v.nullish(v.number()),
  pagelen: v.nullish(v.number()),
});
type Page = v.InferOutput<typeof page>;

/** Reads one entry of a list; undefined where it is not what the list should hold. */
export type ReadEntry<T> = (entry: unknown) => T | undefined;

/** The API: its port, and the address off which no `next` link is followed. */
export interface Api {
  get: Get;
  /** Such as `https://api.bitbucket.org`, without a slash at the end. */
  base: string;
}

/** How a list is asked for. */
export interface ListOptions {
  /** Parameters beside the length of a page, such as `&fields=…`. */
  query?: string;
  /** Pages that are read, at most. */
  mostPages?: number;
  /** The length of a page; where that is refused, `longestOfSome`. */
  length?: number;
}

/**
 * A whole list, whatever its length: the first page gives `size`, and the others are then requested at the same time.
 * No page is requested twice, and every entry is given once. There is a gap beside what was read where pages fail,
 * links lead off the API, entries cannot be read or come twice, the total differs from `size`, pages hold nothing new,
 * or `mostPages` was reached.
 */
export async function readList<T>(
  { get, base }: Api,
  path: string,
  of: Unknown,
  readEntry: ReadEntry<T>,
  { query = '', mostPages = most, length = longest }: ListOptions = {},
): Promise<Listing<T>> {
  const gathered = gathering();
  const failed: Gap[] = [];
  const asked = new Set<string>();
  const start = (pagelen: number) => `${path}?pagelen=${String(pagelen)}${query}`;

  /** The page, and whether it holds anything that the pages before it did not. */
  function take(reply: Reply): { page: Page; isNew: boolean } | undefined {
    const page = pageOf(reply);
    if (!page) failed.push(gapFrom(of, reply));
    return page && { page, isNew: gathered.take(page) };
  }

  async function ask(one: string): Promise<Reply> {
    asked.add(one);
    return get(one);
  }

  /** Reads every page that the first one leads to; true where all of them could be read. */
  async function readOn(first: Page): Promise<boolean> {
    let { next } = first;
    const second = typeof next === 'string' ? pathOn(base, next) : undefined;
    const others = second === undefined ? [] : numberedPages(second, first, mostPages);
    // What these hold decides whether more are requested.
    for (let at = 0; at < others.length; at += mostAtOnce) {
      const pages = (await Promise.all(others.slice(at, at + mostAtOnce).map(ask))).map(take);
      if (pages.includes(undefined)) return false;
      // A wrong `size` would make us request a thousand pages.
      if (!pages.some((one) => one?.isNew)) return false;
      next = pages.at(-1)?.page.next;
    }
    while (typeof next === 'string') {
      const following = pathOn(base, next);
      if (following === undefined || asked.has(following) || asked.size >= mostPages) return false;
      const read = take(await ask(following));
      if (!read) return false;
      next = read.page.next;
      // If each page leads to one more, this would never end.
      if (!read.isNew && typeof next === 'string') return false;
    }
    return true;
  }

  const reply = await firstPage(ask, start, length);
  const first = take(reply);
  const isWhole = !first || ((await readOn(first.page)) && gathered.isWhole());
  const { items, gaps } = itemsOf(gathered.entries(), of, readEntry);
  return { items, gaps: [...(isWhole ? [] : [{ of, because: 'truncated' } as const]), ...failed, ...gaps] };
}

/** The first page of a list, shorter where the longest is refused. */
export async function firstPage(get: Get, start: (length: number) => string, length = longest): Promise<Reply> {
  const reply = await get(start(length));
  return reply.status === 400 && length > longestOfSome ? get(start(longestOfSome)) : reply;
}

/** The paths of pages 2 to the last, where the link to the second says `page=2` and the size of the list is known. */
function numberedPages(second: string, { size, pagelen, values }: Page, mostPages: number): string[] {
  const [before = '', query] = second.split('?');
  const parameters = new URLSearchParams(query);
  const length = Math.max(pagelen ?? 0, values.length);
  if (typeof size !== 'number' || parameters.get('page') !== '2' || length < 1) return [];
  const last = Math.min(Math.ceil(size / length), mostPages);
  return Array.from({ length: Math.max(0, last - 1) }, (_, at) => {
    parameters.set('page', String(at + 2));
    return `${before}?${parameters.toString()}`;
  });
}

/** A reply as a page of a list; undefined where it is not one. */
export function pageOf({ status, body }: Reply): Page | undefined {
  const parsed = status === 200 ? v.safeParse(page, body) : undefined;
  return parsed?.success ? parsed.output : undefined;
}

/** The entries that can be read, and a gap for each that cannot. */
export function itemsOf<T>(entries: readonly unknown[], of: Unknown, readEntry: ReadEntry<T>): Listing<T> {
  const items: T[] = [];
  const gaps: Gap[] = [];
  for (const entry of entries) {
    const item = readEntry(entry);
    if (item !== undefined) items.push(item);
    else gaps.push({ of, because: isError(entry) ? 'truncated' : 'not-understood' });
  }
  return { items, gaps };
}

/** A saved world marks with an error, as Bitbucket writes them, where a list was cut short. */
function isError(entry: unknown): boolean {
  return v.is(v.object({ type: v.literal('error') }), entry);
}

/** Reads one object, or gives the gap that its reply leaves. */
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
