import type { Get, Reply } from '../../../src/bitbucket/port/port';
import { decoded, worldGet, type SavedReply, type World } from '../../../src/bitbucket/worlds/world';
import { placeOf } from '../../forge/host';
import { sleep, stir, type Clock } from './clock';
import { isReplyFault, type Fault, type NextTo, type OddBody, type PageFault, type ReplyFault } from '../plan';

/** The requests in a run, and where faults struck; paths without query, as the world writes them. */
export interface Log {
  asked: Set<string>;
  /** How many requests there were. */
  requests: number;
  struck: Set<string>;
  /** How often the clock jumped. */
  jumps: number;
}

/** A log in which nothing happened yet. */
export function emptyLog(): Log {
  return { asked: new Set(), requests: 0, struck: new Set(), jumps: 0 };
}

/** A path as the world writes it: without query, workspace and repository by their slugs. */
export function pathIn(world: World): (path: string) => string {
  const [, owner = '', name = ''] =
    /^\/2\.0\/repositories\/([^/]+)\/([^/]+)$/m.exec(Object.keys(world.replies).join('\n')) ?? [];
  const { workspace, slug } = placeOf(world);
  const slugs = new Map([
    [workspace, owner],
    [slug, name],
  ]);
  return (path) =>
    (path.split('?')[0] ?? '')
      .split('/')
      .map(decoded)
      .map((one) => slugs.get(one) ?? one)
      .join('/');
}

/** The world as Bitbucket, with these faults. What it throws is what a network throws. */
export function badReplies(world: World, faults: Fault[], log: Log, clock: Clock): Get {
  const calm = worldGet(world);
  const canonical = pathIn(world);
  const counts = new Map<string, number>();
  const count = (key: string) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key) ?? 0;
  };
  return async (path) => {
    stir();
    const at = canonical(path);
    log.asked.add(at);
    log.requests += 1;
    const turns: Record<string, number> = { '*': count('*'), [at]: count(at) };
    let answer = async (): Promise<Reply> => calm(path);
    for (const fault of [...faults].reverse()) {
      if (fault.fault === 'clock' && turns['*'] === fault.from) {
        log.jumps += 1;
        clock.skew(fault.by);
      }
      if (!isReplyFault(fault)) continue;
      const turn = fault.at === '*' ? turns['*'] : fault.at === at ? turns[at] : undefined;
      if (turn === undefined || turn < fault.from || turn >= fault.from + (fault.times ?? Infinity)) continue;
      const before = answer;
      const list = listAt(world, at);
      if (isPageFault(fault)) {
        if (!list) continue;
        log.struck.add(at);
        // A list that changes does so after its first page, whichever call that is.
        answer = () => Promise.resolve(oddPage(list, path, turns[at] ?? 1, fault));
      } else {
        log.struck.add(at);
        answer = () => odd(fault, before, world);
      }
    }
    const reply = await answer();
    stir();
    return reply;
  };
}

function isPageFault(fault: ReplyFault | PageFault): fault is PageFault {
  return fault.fault === 'pages' || fault.fault === 'next';
}

/** The list that a path answers with; nothing where it answers with something else. */
export function listAt({ replies }: World, path: string): unknown[] | undefined {
  const last: SavedReply | undefined = [replies[path] ?? []].flat().at(-1);
  const values = last?.status === 200 ? (last.body as { values?: unknown } | undefined)?.values : undefined;
  return Array.isArray(values) ? (values as unknown[]) : undefined;
}

const errorBody = { type: 'error', error: { message: 'Something went wrong' } };
const html =
  '<!DOCTYPE html><html><head><title>Bitbucket</title></head><body><h1>We will be back soon</h1></body></html>';

async function odd(fault: ReplyFault, before: () => Promise<Reply>, world: World): Promise<Reply> {
  switch (fault.fault) {
    case 'latency':
      await sleep(fault.milliseconds);
      return before();
    case 'reset':
      if (fault.how === 'thrown') throw new TypeError('fetch failed: other side closed');
      return { status: 0, headers: {}, body: undefined };
    case 'status': {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': retryAfter(fault.retryAfter) };
      const bodies = { none: undefined, error: errorBody, html };
      return {
        status: fault.status,
        headers,
        body: fault.body === 'as-ever' ? (await before()).body : bodies[fault.body],
      };
    }
    case 'html':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: html };
    case 'cut': {
      const { status, headers, body } = await before();
      const text = JSON.stringify(body ?? null);
      return { status, headers, body: text.slice(0, Math.ceil(text.length / 2)) };
    }
    case 'body':
      return { status: 200, headers: {}, body: bodyOf(fault.body, world) };
    case 'redirect':
      return { status: 302, headers: { location: fault.to }, body: '' };
  }
}

/** `@5` is a date, in five seconds. */
function retryAfter(text: string): string {
  return text.startsWith('@') ? new Date(Date.now() + Number(text.slice(1)) * 1_000).toUTCString() : text;
}

function bodyOf(body: OddBody, { replies }: World): unknown {
  if (typeof body === 'object') return [replies[body.of] ?? []].flat().at(-1)?.body;
  const deep = '['.repeat(10_000) + ']'.repeat(10_000);
  const texts = {
    '{}': '{}',
    '[]': '[]',
    error: JSON.stringify(errorBody),
    null: 'null',
    number: '42',
    deep: `{"values":[${deep}],"name":${deep}}`,
    'empty-string': '',
  };
  return texts[body];
}

function oddPage(whole: unknown[], path: string, turn: number, fault: PageFault): Reply {
  const url = new URL(path, 'https://api.bitbucket.org');
  const how = fault.fault === 'pages' ? fault.how : undefined;
  const pagelen = Math.max(1, Math.min(fault.pagelen, Number(url.searchParams.get('pagelen') ?? 10)));
  const page = Number(url.searchParams.get('page') ?? 1);
  const shrunk = (how === 'shrinks' || how === 'shrinks-unsaid') && turn > 1;
  const turned = turn % Math.max(1, whole.length);
  const values = shrunk
    ? whole.slice(1)
    : how === 'reordered'
      ? [...whole.slice(turned), ...whole.slice(0, turned)]
      : whole;
  const shown =
    page === 1 ? 1 : how === 'repeat' ? page - 1 : how === 'first-again' ? 1 : how === 'skip' ? page + 1 : page;
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  const size = how === 'size-too-large' ? whole.length + 3 : how === 'shrinks' ? values.length : whole.length;
  const body = {
    pagelen,
    page,
    ...(how !== 'size-missing' && { size }),
    values: values.slice((shown - 1) * pagelen, shown * pagelen),
    ...(page * pagelen < values.length && { next: next.href }),
    ...(fault.fault === 'next' && { next: nextOf(fault.to, url) }),
  };
  return { status: 200, headers: {}, body: JSON.parse(JSON.stringify(body)) as unknown };
}

/** Another host, which would receive a credential. */
export const otherHost = 'other.example';

function nextOf(to: NextTo, url: URL): unknown {
  const first = new URL(url);
  first.searchParams.set('page', '1');
  const second = new URL(url);
  second.searchParams.set('page', '2');
  switch (to) {
    case 'nowhere':
      return undefined;
    case 'itself':
      return url.href;
    case 'loop':
      return first.href;
    case 'other-host':
      return second.href.replace('api.bitbucket.org', otherHost);
    case '//host':
      return `//${otherHost}${second.pathname}${second.search}`;
    case 'host-in-path':
      return `https://api.bitbucket.org//${otherHost}${second.pathname}${second.search}`;
    case '%2f':
      return `https://api.bitbucket.org/2.0/..%2f..%2f%2f${otherHost}/x?page=2`;
    case 'outside':
      return 'https://api.bitbucket.org/internal/1.0/x?page=2';
    case 'no-address':
      return 'http://[';
    case 'number':
      return 2;
  }
}
