import { bitbucketApi } from '../port/port';
import * as v from 'valibot';
import { isDeeper } from '../../core/nesting';
import { jsonOf, mostLevels } from '../port/body';
import { longestOfSome } from '../port/paging';
import type { Get, Reply } from '../port/port';

const savedReply = v.object({
  status: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599)),
  headers: v.optional(v.record(v.string(), v.string())),
  body: v.optional(v.unknown()),
});
const world = v.object({
  about: v.optional(v.string(), ''),
  repository: v.optional(v.object({ fullName: v.string(), id: v.optional(v.string()) })),
  savedAt: v.optional(v.string()),
  listsReadAt: v.optional(v.string()),
  unchangedSince: v.optional(v.string()),
  goneAt: v.optional(v.string()),
  viewer: v.optional(v.string()),
  replies: v.pipe(
    v.unknown(),
    v.check((replies) => !Array.isArray(replies)),
    v.record(v.string(), v.union([savedReply, v.pipe(v.array(savedReply), v.minLength(1))])),
  ),
});

/** One saved reply. A `body` with `values` holds the whole list. */
export interface SavedReply {
  status: number;
  headers?: Record<string, string> | undefined;
  body?: unknown;
}

/** A repository's saved replies: `replies` by path without query; a list of replies is given in turn. */
export interface World {
  about: string;
  /** The repository by name and uuid, where it is one of many: its own reply may be a refusal that names nothing. */
  repository?: { fullName: string; id?: string | undefined } | undefined;
  /** When it was read last with these contents, RFC 3339. */
  savedAt?: string | undefined;
  /** When those parts of it were read that come in lists of a whole workspace, RFC 3339: no later than `savedAt`. */
  listsReadAt?: string | undefined;
  /** When it was read first with these contents, RFC 3339. Only in a folder that keeps what was before. */
  unchangedSince?: string | undefined;
  /** When it was found to be there no more, or not for the credential that reads. */
  goneAt?: string | undefined;
  /** The uuid of the credential's owner. */
  viewer?: string | undefined;
  replies: Record<string, SavedReply | SavedReply[]>;
}

/** Parses a saved world, or says in one sentence what is wrong with it. */
export function parseWorld(text: string): { world: World } | { wrong: string } {
  let json: unknown;
  // The deepest allowed reply lies a few levels down in a world.
  if (isDeeper(text, mostLevels + 10)) return { wrong: 'it is nested too deeply' };
  try {
    json = jsonOf(text);
  } catch {
    return { wrong: 'it is not JSON' };
  }
  const parsed = v.safeParse(world, json);
  if (parsed.success && !Array.isArray(json)) return { world: parsed.output };
  const [issue] = parsed.issues ?? [];
  const field = issue && v.getDotPath(issue);
  return {
    wrong: field ? `\`${field}\` is not what a saved world has there` : 'a saved world is an object with `replies`',
  };
}

/** The repositories in a world, as `workspace/slug` or as its keys write them. */
export function repositoriesOf({ replies }: World): string[] {
  return Object.keys(replies).flatMap((path) => /^\/2\.0\/repositories\/([^/]+\/[^/]+)$/.exec(path)?.[1] ?? []);
}

/**
 * A world as the port. It pages lists by `pagelen` (10 by default, 100 at most) as Bitbucket does, ignores every other
 * query parameter, answers to slugs and to uuids, and gives 404 for what it does not hold. Of pull requests Bitbucket
 * gives at most 50 a page, and refuses requests for more.
 */
export function worldGet({ replies }: World): Get {
  const aliases = aliasesOf(replies);
  const byPath = new Map(Object.entries(replies).map(([path, reply]) => [canonical(path, aliases), reply]));
  const given = new Map<string, number>();

  return (path) => {
    const url = new URL(path, bitbucketApi);
    const key = canonical(url.pathname, aliases);
    const tooLong = wholeNumber(url.searchParams.get('pagelen'), 10) > longestOfSome;
    if (pullRequests.test(key) && tooLong) return Promise.resolve(invalidPagelen);
    const saved = byPath.get(key);
    if (saved === undefined) return Promise.resolve(notFound);
    const inTurn: SavedReply[] = listOf(saved);
    const turn = Math.min(given.get(key) ?? 0, inTurn.length - 1);
    given.set(key, turn + 1);
    return Promise.resolve(replyOf(inTurn[turn] ?? { status: 404 }, url));
  };
}

function listOf(saved: SavedReply | SavedReply[]): SavedReply[] {
  return Array.isArray(saved) ? saved : [saved];
}

const pullRequests = /^\/2\.0\/repositories\/[^/]+\/[^/]+\/pullrequests$/;
/** Not in the API reference; three users reported it in 2026. */
const invalidPagelen: Reply = {
  status: 400,
  headers: {},
  body: { type: 'error', error: { message: 'Invalid pagelen' } },
};

const notFound: Reply = {
  status: 404,
  headers: {},
  body: { type: 'error', error: { message: 'Resource not found' } },
};

function replyOf(saved: SavedReply, url: URL): Reply {
  const { status, body } = saved;
  const headers = Object.entries(saved.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { status, headers: Object.fromEntries(headers), body: isList(body) ? pageOf(body.values, url) : body };
}

function isList(body: unknown): body is { values: unknown[] } {
  return typeof body === 'object' && body !== null && 'values' in body && Array.isArray(body.values);
}

function pageOf(values: unknown[], url: URL) {
  const pagelen = Math.min(100, wholeNumber(url.searchParams.get('pagelen'), 10));
  const page = wholeNumber(url.searchParams.get('page'), 1);
  const end = page * pagelen;
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  return {
    pagelen,
    page,
    size: values.length,
    values: values.slice(end - pagelen, end),
    ...(end < values.length && { next: next.href }),
  };
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : otherwise;
}

/**
 * Other names for the segments of paths: workspaces and repositories answer to slug and uuid, as their own replies give
 * them, whichever the key is written with.
 */
function aliasesOf(replies: World['replies']): Map<string, string> {
  const named = v.object({
    uuid: v.optional(v.string()),
    full_name: v.optional(v.string()),
    workspace: v.optional(v.object({ uuid: v.optional(v.string()) })),
  });
  const aliases = new Map<string, string>();
  for (const [path, reply] of Object.entries(replies)) {
    const [, workspace, slug] = /^\/2\.0\/repositories\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    if (workspace === undefined || slug === undefined) continue;
    for (const { body } of listOf(reply)) {
      const parsed = v.safeParse(named, body);
      if (!parsed.success) continue;
      const { uuid, full_name, workspace: owner } = parsed.output;
      const [workspaceSlug, repositorySlug] = full_name?.split('/') ?? [];
      for (const [key, ...others] of [
        [decoded(workspace), owner?.uuid, workspaceSlug],
        [decoded(slug), uuid, repositorySlug],
      ] as const) {
        for (const other of others)
          if (other !== undefined && (other.startsWith('{') || key.startsWith('{'))) aliases.set(other, key);
      }
    }
  }
  return aliases;
}

function canonical(path: string, aliases: Map<string, string>): string {
  return path
    .split('/')
    .map((segment) => {
      const plain = decoded(segment);
      return encodeURIComponent(aliases.get(plain) ?? plain);
    })
    .join('/');
}

/** A segment of a path, decoded; unchanged where it is not properly encoded. */
export function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
