import { repositoryPathOf, type Place } from '../repository/access';
import { gathering, identityOf } from '../port/entries';
import type { Get, Reply } from '../port/port';
import { onlyCredentialHeaders } from '../port/seen-credential';
import type { SavedReply, World } from './world';

/** A port that keeps the replies it was given. */
export interface Recording {
  get: Get;
  /** The replies so far, in the form of a saved world. */
  replies: () => World['replies'];
}

/** The list of pull requests for a world that holds only these: an error entry in it says that it is not whole. */
export function pullRequestList(place: Place, ids: number[]): World['replies'] {
  const values = [...ids.map((id) => ({ type: 'pullrequest', id })), cut('Only these were saved.')];
  return { [`${decodeURIPath(repositoryPathOf(place))}/pullrequests`]: { status: 200, body: { values } } };
}

/** Replies by page number where that is known; else in order of arrival. */
type Pages = Map<number, Reply>;

/**
 * Records what is read: the last reply to each path, and lists whole, as saved worlds hold them. Where a page failed,
 * the list ends with an error in Bitbucket's form, so that it never replays as a whole one. A list that was read in
 * several ways, filtered or not, becomes one list of everything seen.
 */
export function recording(get: Get): Recording {
  const replied = new Map<string, Map<string, Pages>>();
  /** The list that each `next` link came with, however it is written. */
  const lists = new Map<string, string>();
  /** The page number of links that do not contain it. */
  const numbers = new Map<string, number>();

  return {
    get: async (path) => {
      const { pathname, searchParams } = new URL(path, origin);
      const asked = askedFor(path);
      const list = lists.get(asked) ?? asked;
      const reply = await get(path);
      const number = Number(searchParams.get('page')) || (numbers.get(path) ?? 1);
      const next = nextOf(reply);
      if (next !== undefined && URL.canParse(next, origin)) {
        const { pathname: nextPath, search } = new URL(next, origin);
        lists.set(askedFor(next), list);
        if (!numbers.has(nextPath + search)) numbers.set(nextPath + search, number + 1);
      }
      const ways = replied.get(pathname) ?? new Map<string, Pages>();
      const pages = ways.get(list) ?? new Map<number, Reply>();
      replied.set(pathname, ways.set(list, pages.set(number, reply)));
      return reply;
    },
    replies: () =>
      Object.fromEntries(
        [...replied].map(([path, ways]) => [
          decodeURIPath(path),
          merged([...ways.values()].map((pages) => savedReply([...pages].sort(byPage)))),
        ]),
      ),
  };
}

const origin = 'https://api.bitbucket.org';

/** A path with its query, whichever page it asks for. */
function askedFor(link: string): string {
  const url = new URL(link, origin);
  for (const name of ['page', 'pagelen']) url.searchParams.delete(name);
  url.searchParams.sort();
  return url.pathname + url.search;
}

/** One list of all entries in these replies, each once with all its fields. */
function merged(replies: SavedReply[]): SavedReply {
  const bodies = replies.map(({ body }) => body);
  if (replies.length < 2 || !bodies.some(isList)) return replies.at(-1) ?? { status: 404 };
  const values = new Map<unknown, unknown>();
  for (const body of bodies) {
    for (const value of isList(body) ? body.values : [cut('One of its requests failed.')]) {
      const { key: identity, isAlone } = identityOf(value);
      const key = isAlone ? identity : value;
      values.set(
        key,
        typeof value === 'object' && values.has(key) ? { ...(values.get(key) as object), ...value } : value,
      );
    }
  }
  const headers = replies.find((one) => one.headers)?.headers;
  return { status: 200, ...(headers && { headers }), body: { values: [...values.values()] } };
}

function isList(body: unknown): body is { values: unknown[] } {
  return typeof body === 'object' && body !== null && 'values' in body && Array.isArray(body.values);
}

function byPage([a]: [number, Reply], [b]: [number, Reply]): number {
  return a - b;
}

function savedReply(pages: [number, Reply][]): SavedReply {
  const [first] = pages;
  if (!first) return { status: 404 };
  const reply = first[1];
  if (reply.status === 0) return { status: 503, body: { type: 'error', error: { message: 'No answer.' } } };
  // Of the headers only how long to wait, and what the credential may: cookies and the like are nobody's business.
  const after = reply.headers['retry-after'];
  const said = { ...onlyCredentialHeaders(reply.headers), ...(after !== undefined && { 'retry-after': after }) };
  const headers = Object.keys(said).length > 0 ? { headers: said } : {};
  if (!valuesOf(reply)) return { status: reply.status, ...headers, body: reply.body };
  const gathered = gathering();
  for (const [page, one] of pages) {
    const values = valuesOf(one) ?? [cut(`Page ${String(page)} could not be read.`)];
    gathered.take({ values, size: numberOf(one, 'size') });
  }
  const values = gathered.entries();
  const last = pages.at(-1)?.[1];
  const cutShort = !gathered.isWhole() || (last !== undefined && nextOf(last) !== undefined);
  return { status: 200, ...headers, body: { values: cutShort ? [...values, cut('The list went on.')] : values } };
}

function nextOf({ body }: Reply): string | undefined {
  const next: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'next') : undefined;
  return typeof next === 'string' ? next : undefined;
}

function cut(message: string) {
  return { type: 'error', error: { message } };
}

function valuesOf({ status, body }: Reply): unknown[] | undefined {
  return status === 200 && isList(body) ? body.values : undefined;
}

function numberOf({ body }: Reply, key: string): number | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
  return typeof value === 'number' ? value : undefined;
}

function decodeURIPath(path: string): string {
  return path.replaceAll(/%7B|%7D/gi, (brace) => (brace.toUpperCase() === '%7B' ? '{' : '}'));
}
