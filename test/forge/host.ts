import type { Place } from '../../src/bitbucket/repository/access';
import type { Get } from '../../src/bitbucket/port/port';
import { repositoriesOf, worldGet, type World } from '../../src/bitbucket/worlds/world';
import { resolver } from '../../src/index';

/** What Forge's runtime provides to an app: enough of it for the packages of `@forge` to run unchanged. */
export interface Host {
  /** Calls a function of the resolver as a panel on that repository's pages does. */
  invoke: (functionKey: string, payload?: unknown, context?: unknown) => Promise<unknown>;
  /** The requests to Bitbucket, as `user /2.0/…`. */
  asked: string[];
  /** What the app keeps, as JSON; secrets are apart. */
  kept: Map<string, string>;
  secrets: Map<string, string>;
  /** The calls of the store, as `secret/get check-key:…`. */
  stored: string[];
  /** How long what is kept lives, as `48 HOURS`, by key; nothing for what stays. */
  lives: Map<string, string>;
  /** The events that were given to a queue and that nobody has taken yet. */
  queued: QueuedEvent[];
}

/** An event as `@forge/events` sends it. */
export interface QueuedEvent {
  queueName: string;
  body: Record<string, unknown>;
  concurrency?: { key: string; limit: number };
}

/** The address of the stand-in's web trigger. */
export const triggerUrl = 'https://stand-in.webtrigger.atlassian.app/public/permission-check';

interface Descriptor {
  type: string;
  provider: string;
  remote: string;
}

type Handler = (request: Parameters<typeof resolver>[0], beside?: Parameters<typeof resolver>[1]) => Promise<unknown>;

/** Who else answers, and who looks. */
export interface Answers {
  app?: Get;
  store?: (asked: string) => Promise<unknown>;
  /** What the queue answers in place of taking the events. */
  queue?: () => Promise<{ status: number } | undefined>;
  accountId?: string;
}

/**
 * Installs the runtime's two globals, over a saved world or any other port, until the next host does. Bitbucket may
 * answer the app itself differently from the viewer; the store may fail, or answer what `store` returns, which receives
 * each call, having done it all the same where that has `kept`. `accountId` is the viewer's account as Forge knows it.
 */
export function host(source: World | Get, context: unknown, handler: Handler = resolver, other: Answers = {}): Host {
  const get = typeof source === 'function' ? source : worldGet(source);
  const { accountId } = other;
  const asked: string[] = [];
  const kept = new Map<string, string>();
  const secrets = new Map<string, string>();
  const stored: string[] = [];
  const queued: QueuedEvent[] = [];
  const lives = new Map<string, string>();

  async function forgeFetch({ type, provider, remote }: Descriptor, path: string, init?: { body?: string }) {
    if (type === 'kvs') {
      const body = JSON.parse(init?.body ?? '{}') as Body;
      const wanted = `${path.replace('/api/v1/', '')} ${body.key ?? body.where?.[0].values[0] ?? ''}`.trim();
      stored.push(wanted);
      const instead = await other.store?.(wanted);
      if (typeof instead === 'object' && instead !== null && !('kept' in instead))
        return response(instead as { status: number });
      const life = body.options?.ttl;
      if (path.endsWith('/set')) lives.set(body.key ?? '', life ? `${String(life.value)} ${life.unit}` : '');
      const answer = store(path.includes('/secret/') ? secrets : kept, path, body);
      return response((instead as { status: number } | undefined) ?? answer);
    }
    if (remote === 'stargate' && path === '/graphql')
      return response({ status: 200, body: { data: { createWebTriggerUrl: { url: triggerUrl } } } });
    if (remote === 'stargate' && path.startsWith('/webhook/queue/publish/')) {
      const instead = await other.queue?.();
      if (instead) return response(instead);
      return response(taken(queued, init?.body ?? ''));
    }
    if (type !== 'fpp' || remote !== 'bitbucket') throw new Error(`nothing answers for ${type} ${remote}`);
    asked.push(`${provider} ${path}`);
    return response(await (provider === 'app' ? (other.app ?? get) : get)(path));
  }

  Object.assign(globalThis, { __forge_fetch__: forgeFetch, __forge_runtime__: runtime });
  return {
    asked,
    kept,
    secrets,
    stored,
    lives,
    queued,
    invoke: async (functionKey, payload, from = context) =>
      handler(
        { call: { functionKey, payload }, context: from as object },
        accountId === undefined ? undefined : { principal: { accountId } },
      ),
  };
}

/** The context that Forge gives on the settings page of a world's repository. */
export function contextOf(world: World): {
  workspaceId: string;
  extension: { type: string; repository: { uuid: string } };
} {
  const { workspace, slug } = placeOf(world);
  return { workspaceId: workspace, extension: { type: 'bitbucket:repoSettingsMenuPage', repository: { uuid: slug } } };
}

/** The uuids of a world's repository. */
export function placeOf(world: World): Place {
  const reply = [world.replies[`/2.0/repositories/${repositoriesOf(world)[0] ?? ''}`] ?? []].flat().at(-1);
  const { uuid, workspace } = (reply as { body: { uuid: string; workspace: { uuid: string } } }).body;
  return { workspace: workspace.uuid, slug: uuid };
}

/** The parts that `@forge/api` reads (out/api/runtime.js). */
const runtime = {
  appContext: {},
  metrics: {
    counter: () => ({ incr: () => undefined }),
    timing: () => ({ measure: () => ({ stop: () => undefined }) }),
  },
};

function response({
  status,
  headers = {},
  body,
}: {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}) {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return {
    status,
    ok: status >= 200 && status < 300,
    statusText: '',
    headers: new Headers(headers),
    text: () => Promise.resolve(text),
    json: () => Promise.resolve(body),
  };
}

/** What Forge takes at once: 50 events, 200 KB. Whoever sends more is told so by `@forge/events` before. */
function taken(queued: QueuedEvent[], text: string) {
  const { queueName, payload } = JSON.parse(text) as { queueName: string; payload: Omit<QueuedEvent, 'queueName'>[] };
  if (payload.length > 50 || Buffer.byteLength(text) > 200 * 1024)
    return { status: 413, body: { errorMessage: 'large' } };
  queued.push(...payload.map((event) => ({ queueName, ...event })));
  return { status: 201, body: {} };
}

interface Body {
  key?: string;
  value?: unknown;
  limit?: number;
  after?: string;
  where?: [{ values: [string] }];
  options?: { keyPolicy?: string; returnValue?: string; ttl?: { value: number; unit: string } };
}

/**
 * Forge's key-value store: its keys, its limits, and pages of at most twenty. Expired values are never deleted, as may
 * happen for two days.
 */
function store(
  kept: Map<string, string>,
  path: string,
  { key = '', value, limit = 10, after = '0', where, options }: Body,
) {
  if (path.endsWith('/query')) {
    const all = [...kept].filter(([one]) => one.startsWith(where?.[0].values[0] ?? '')).sort();
    const end = Number(after) + Math.min(limit, 20);
    const data = all.slice(Number(after), end).map(([one, text]) => ({ key: one, value: JSON.parse(text) as unknown }));
    return { status: 200, body: { data, ...(end < all.length && { cursor: String(end) }) } };
  }
  const text = JSON.stringify(value);
  if (!/^(?!\s+$)[a-zA-Z0-9:._\s-#]{1,500}$/.test(key)) return refused('INVALID_KEY');
  if (path.endsWith('/set') && Buffer.byteLength(text) > 240 * 1024) return refused('MAX_SIZE');
  if (path.endsWith('/get')) return found(kept.get(key));
  if (path.endsWith('/set')) {
    const before = kept.get(key);
    if (before !== undefined && options?.keyPolicy === 'FAIL_IF_EXISTS') return refused('KEY_CONFLICT', 409);
    kept.set(key, text);
    if (before !== undefined && options?.returnValue === 'PREVIOUS') return found(before);
  } else if (path.endsWith('/delete')) kept.delete(key);
  else return refused('NOT_FOUND');
  return { status: 204 };
}

function found(text: string | undefined) {
  return text === undefined
    ? refused('KEY_NOT_FOUND', 404)
    : { status: 200, body: { value: JSON.parse(text) as unknown } };
}

function refused(code: string, status = 400) {
  return { status, body: { code, message: code } };
}
