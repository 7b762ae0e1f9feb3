import * as v from 'valibot';
import type { Listing, Unknown } from '../../core/model';
import { isSegment } from '../port/path';
import { readList, type Api } from '../port/paging';

/** A repository of a workspace: its place, its uuid where Bitbucket told it, and what the list of all says of it. */
export interface Listed {
  workspace: string;
  slug: string;
  id?: string;
  /** As a reply for the repository alone would say it. */
  body: unknown;
}

/** Entries by the repository that they are about: by its uuid in lower case, else its name. */
export interface ByRepository {
  of: Map<string, { fullName?: string | undefined; id?: string | undefined; entries: unknown[] }>;
  /** Whether the list was read whole. */
  isWhole: boolean;
}

const always = ['type', 'next', 'size', 'page', 'pagelen'];
const ofRepository = [
  ...['type', 'uuid', 'full_name', 'name', 'slug', 'is_private', 'updated_on', 'mainbranch.type', 'mainbranch.name'],
  ...['project.type', 'project.key', 'project.name', 'project.uuid'],
  ...['workspace.type', 'workspace.uuid', 'workspace.slug'],
];
const ofPermission = [
  ...['type', 'permission', 'user.type', 'user.uuid', 'user.display_name', 'user.nickname', 'user.account_id'],
  ...['repository.type', 'repository.uuid', 'repository.full_name'],
];

function only(fields: readonly string[]): string {
  return `&fields=${[...always, ...fields.map((field) => `values.${field}`)].join(',')}`;
}

/**
 * A list that holds something of every repository of a workspace. Bitbucket is asked for the fields that are judged by
 * ("partial responses"), and where it refuses that, for all.
 */
async function readSome<T>(
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

const repository = v.object({
  uuid: v.fallback(v.optional(v.string()), undefined),
  full_name: v.string(),
  project: v.optional(v.unknown()),
  mainbranch: v.optional(v.unknown()),
});

/**
 * Every repository of a workspace that the credential may see. An entry whose name cannot stand in a path, or that is
 * of another workspace, leaves a gap.
 */
export async function readRepositories(api: Api, workspace: string): Promise<Listing<Listed>> {
  let own = workspace;
  const path = `/2.0/repositories/${encodeURIComponent(workspace)}`;
  const trim = trimmed(ofRepository);
  return readSome(api, path, 'repository', ofRepository, (entry) => {
    const listed = listedIn(entry, own, trim);
    // Of a workspace that is asked for by uuid the first entry tells the name.
    own = listed?.workspace ?? own;
    return listed;
  });
}

/** A repository as its own reply, or an entry of a list, says it; undefined where that is none of this workspace. */
export function listedIn(body: unknown, workspace: string, trim = trimmed(ofRepository)): Listed | undefined {
  const read = v.safeParse(repository, body);
  if (!read.success) return undefined;
  const { full_name, uuid } = read.output;
  const [owner = '', slug = '', ...more] = full_name.split('/');
  const isOwn = workspace.startsWith('{') || owner.toLowerCase() === workspace.toLowerCase();
  if (more.length > 0 || !isOwn || ![owner, slug].every(isPlace)) return undefined;
  return { workspace: owner, slug, ...(uuid !== undefined && { id: uuid }), body: trim(body) };
}

/** Gives a list of permissions on one repository as if only what is kept of the list of all had been asked for. */
export function permissionsTrimmed(): (body: unknown) => unknown {
  const trim = trimmed(ofPermission);
  return (body) => (v.is(page, body) ? { ...body, values: body.values.map(trim) } : body);
}

const page = v.looseObject({ values: v.array(v.unknown()) });

/** Whether a text, once encoded, can stand in a path as a workspace or repository. */
export function isPlace(name: string): boolean {
  return name !== '' && isSegment(name);
}

const about = v.object({
  repository: v.object({ uuid: v.optional(v.string()), full_name: v.optional(v.string()) }),
});

/** Everybody's effective permission on every repository of a workspace, which Bitbucket shows its administrators. */
export function readAllPermissions(api: Api, workspace: string): Promise<ByRepository> {
  const path = `/2.0/workspaces/${encodeURIComponent(workspace)}/permissions/repositories`;
  return readByRepository(api, path, 'permissions');
}

/** The permission of the credential's owner on every repository of a workspace. */
export function readOwnPermissions(api: Api, workspace: string): Promise<ByRepository> {
  const path = `/2.0/user/workspaces/${encodeURIComponent(workspace)}/permissions/repositories`;
  return readByRepository(api, path, 'viewer-permission');
}

async function readByRepository(
  api: Api,
  path: string,
  what: 'permissions' | 'viewer-permission',
): Promise<ByRepository> {
  const trim = trimmed(ofPermission);
  const { items, gaps } = await readSome(api, path, what, ofPermission, (entry) =>
    v.is(about, entry) ? (trim(entry) as v.InferOutput<typeof about>) : undefined,
  );
  const of: ByRepository['of'] = new Map();
  let isWhole = gaps.length === 0;
  for (const entry of items) {
    const { uuid: id, full_name: fullName } = entry.repository;
    const key = keyOf({ id, fullName });
    if (key === undefined) isWhole = false;
    else if (!of.get(key)?.entries.push(entry)) of.set(key, { id, fullName, entries: [entry] });
  }
  return { of, isWhole };
}

/** What a repository is told from others by. */
export function keyOf({
  id,
  fullName,
}: {
  id?: string | undefined;
  fullName?: string | undefined;
}): string | undefined {
  return (id ?? fullName)?.toLowerCase();
}

/**
 * Gives the same of an entry as if only these fields had been asked for. What is one object in many entries stays one.
 */
function trimmed(fields: readonly string[]): (entry: unknown) => unknown {
  const parts = new Map<string, string[]>();
  for (const field of fields) {
    const [first = '', ...rest] = field.split('.');
    parts.set(first, [...(parts.get(first) ?? []), ...(rest.length > 0 ? [rest.join('.')] : [])]);
  }
  const inside = new Map([...parts].map(([name, below]) => [name, below.length > 0 ? trimmed(below) : undefined]));
  const done = new WeakMap<object, unknown>();
  const part = (trim: ((entry: unknown) => unknown) | undefined, value: unknown): unknown => {
    if (!trim || typeof value !== 'object' || value === null) return value;
    const kept = done.get(value) ?? trim(value);
    done.set(value, kept);
    return kept;
  };
  return (entry) => {
    if (typeof entry !== 'object' || entry === null) return entry;
    return Object.fromEntries(
      Object.entries(entry).flatMap(([field, value]) =>
        inside.has(field) ? [[field, part(inside.get(field), value)]] : [],
      ),
    );
  };
}
