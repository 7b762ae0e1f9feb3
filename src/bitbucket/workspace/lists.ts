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

/** What is kept of an entry that is about one repository. */
export interface AboutOne {
  /** The repository's uuid in lower case, else its name. */
  key: string;
  fullName?: string | undefined;
  id?: string | undefined;
  entry: unknown;
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
  let own = workspace.startsWith('{') ? undefined : workspace.toLowerCase();
  const path = `/2.0/repositories/${encodeURIComponent(workspace)}`;
  const trim = trimmed(ofRepository);
  return readSome(api, path, 'repository', ofRepository, (entry) => {
    const read = v.safeParse(repository, entry);
    if (!read.success) return undefined;
    const { full_name, uuid } = read.output;
    const [owner = '', slug = '', ...more] = full_name.split('/');
    own ??= owner.toLowerCase();
    if (more.length > 0 || owner.toLowerCase() !== own || ![owner, slug].every(isPlace)) return undefined;
    return { workspace: owner, slug, ...(uuid !== undefined && { id: uuid }), body: trim(entry) };
  });
}

function isPlace(name: string): boolean {
  return name !== '' && isSegment(name);
}

const about = v.object({
  repository: v.object({
    uuid: v.fallback(v.optional(v.string()), undefined),
    full_name: v.fallback(v.optional(v.string()), undefined),
  }),
});

/** Everybody's effective permission on every repository of a workspace, which Bitbucket shows its administrators. */
export function readAllPermissions(api: Api, workspace: string): Promise<Listing<AboutOne>> {
  const path = `/2.0/workspaces/${encodeURIComponent(workspace)}/permissions/repositories`;
  return readSome(api, path, 'permissions', ofPermission, aboutOne());
}

/** The permission of the credential's owner on every repository of a workspace. */
export function readOwnPermissions(api: Api, workspace: string): Promise<Listing<AboutOne>> {
  const path = `/2.0/user/workspaces/${encodeURIComponent(workspace)}/permissions/repositories`;
  return readSome(api, path, 'viewer-permission', ofPermission, aboutOne());
}

function aboutOne(): (entry: unknown) => AboutOne | undefined {
  const trim = trimmed(ofPermission);
  return (entry) => {
    const read = v.safeParse(about, entry);
    if (!read.success) return undefined;
    const { uuid, full_name } = read.output.repository;
    const key = keyOf({ id: uuid, fullName: full_name });
    return key === undefined ? undefined : { key, id: uuid, fullName: full_name, entry: trim(entry) };
  };
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
  return (entry) => {
    if (typeof entry !== 'object' || entry === null) return entry;
    const before = done.get(entry);
    if (before !== undefined) return before;
    const kept = Object.fromEntries(
      Object.entries(entry).flatMap(([field, value]) =>
        inside.has(field) ? [[field, (inside.get(field) ?? ((same: unknown) => same))(value)]] : [],
      ),
    );
    done.set(entry, kept);
    return kept;
  };
}
