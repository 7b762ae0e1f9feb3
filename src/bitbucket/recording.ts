import type { Get, Reply } from './port';
import type { SavedReply, World } from './world';

/** A port that keeps what it heard. */
export interface Recording {
  get: Get;
  /** What was heard so far, as the replies of a world. */
  replies: () => World['replies'];
}

/**
 * Records what is read: the last reply to each path, and lists whole, as saved worlds hold them. Where a page failed, the
 * list ends with an error as Bitbucket writes them, so that it never replays as a whole one.
 */
export function recording(get: Get): Recording {
  const heard = new Map<string, Map<number, Reply>>();

  return {
    get: async (path) => {
      const { pathname, searchParams } = new URL(path, 'https://api.bitbucket.org');
      const reply = await get(path);
      const pages = heard.get(pathname) ?? new Map<number, Reply>();
      heard.set(pathname, pages.set(Number(searchParams.get('page')) || pages.size + 1, reply));
      return reply;
    },
    replies: () =>
      Object.fromEntries([...heard].map(([path, pages]) => [decodeURIPath(path), savedReply([...pages].sort(byPage))])),
  };
}

function byPage([a]: [number, Reply], [b]: [number, Reply]): number {
  return a - b;
}

function savedReply(pages: [number, Reply][]): SavedReply {
  const [first] = pages;
  if (!first) return { status: 404 };
  const reply = first[1];
  if (reply.status === 0) return { status: 503, body: { type: 'error', error: { message: 'No answer.' } } };
  if (!valuesOf(reply)) return { status: reply.status, body: reply.body };
  const values = pages.flatMap(([page, one]) => valuesOf(one) ?? [cut(`Page ${String(page)} could not be read.`)]);
  const size = numberOf(reply, 'size');
  const cutShort = hasNext(pages.at(-1)?.[1]) || (size !== undefined && values.length < size);
  return { status: 200, body: { values: cutShort ? [...values, cut('The list went on.')] : values } };
}

function hasNext(reply: Reply | undefined): boolean {
  const body = reply?.body;
  return typeof body === 'object' && body !== null && 'next' in body && typeof body.next === 'string';
}

function cut(message: string) {
  return { type: 'error', error: { message } };
}

function valuesOf({ status, body }: Reply): unknown[] | undefined {
  if (status !== 200 || typeof body !== 'object' || body === null || !('values' in body)) return undefined;
  return Array.isArray(body.values) ? body.values : undefined;
}

function numberOf({ body }: Reply, key: string): number | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
  return typeof value === 'number' ? value : undefined;
}

function decodeURIPath(path: string): string {
  return path.replaceAll(/%7B|%7D/gi, (brace) => (brace.toUpperCase() === '%7B' ? '{' : '}'));
}
