import * as v from 'valibot';
import { sameId } from '../../core/people/actor';
import type { Fact, Listing, Repository } from '../../core/model';
import type { RepositoryAmongMany } from '../../core/workspace/digest';
import { gapFrom } from '../port/gaps';
import { longest, pageOf, readList, readObject, type Api } from '../port/paging';
import { isTransient, type Get, type Reply } from '../port/port';
import { entryOf } from './people';
import { ownPermissionOf, repositoryOf, type OwnPermission } from './repository';

const membership = entryOf(
  v.object({
    permission: v.string(),
    workspace: v.optional(v.object({ uuid: v.optional(v.string()) })),
  }),
  /^workspace_membership$/,
);

/**
 * Whether the caller administers the workspace (named by its uuid), as Bitbucket tells them their own role in it: an
 * owner (OpenAPI, `/user/workspaces/{workspace}/permission`). Whoever is refused, or told anything else, does not; not
 * known only where Bitbucket did not answer.
 */
export async function readIsOwner(get: Get, workspace: string): Promise<Fact<boolean>> {
  const path = `/2.0/user/workspaces/${encodeURIComponent(workspace)}/permission`;
  const read = await readObject(get, path, { what: 'viewer-permission' }, membership);
  if (!read.known)
    return isTransient(read.reply) || read.gap.because === 'truncated' ? read : { known: true, value: false };
  const { permission, workspace: of } = read.value;
  return { known: true, value: permission === 'owner' && (of?.uuid === undefined || sameId(of.uuid, workspace)) };
}

/** Pages of the caller's own permissions that are read: 4,000 repositories. */
const mostPages = 40;
const onlyAdmin = `&q=${encodeURIComponent('permission="admin"')}`;

/**
 * The repositories of a workspace that the caller administers, as Bitbucket lists their own permissions; each with its
 * uuid. The filter is of a documented kind; a server may ignore it, or refuse it.
 */
export async function readAdministered(api: Api, workspace: string): Promise<Listing<RepositoryAmongMany>> {
  const path = `/2.0/user/workspaces/${encodeURIComponent(workspace)}/permissions/repositories`;
  const of = { what: 'viewer-permission' } as const;
  const ask = (query: string) => readList(api, path, of, ownPermissionOf, { query, mostPages });
  const filtered = await ask(onlyAdmin);
  const isRefused = filtered.gaps.some(({ status }) => status === 400 || status === 403);
  const { items, gaps } = isRefused ? await ask('') : filtered;
  // The list of everybody's permissions looks the same, but is about many people.
  if (new Set(items.flatMap(({ user }) => user ?? [])).size > 1)
    return { items: [], gaps: [{ of, because: 'not-understood' }] };
  const administered = items.filter(({ level }) => level === 'admin');
  const named = administered.flatMap(({ repository }) => amongMany(repository) ?? []);
  const unnamed = named.length < administered.length ? [{ of, because: 'not-understood' } as const] : [];
  return { items: named, gaps: [...gaps, ...unnamed] };
}

/** A repository of the list; undefined without a uuid, by which alone it can be told from others. */
function amongMany({ uuid, full_name = '' }: OwnPermission['repository']): RepositoryAmongMany | undefined {
  if (uuid === undefined) return undefined;
  const [workspace = '', slug = uuid] = full_name === '' ? [] : full_name.split('/');
  return { fullName: full_name === '' ? uuid : full_name, workspace, slug, id: uuid };
}

/** A repository of a workspace's list, and its entry there: what Bitbucket says of it when it is asked for alone. */
export interface Listed {
  repository: Repository;
  entry: unknown;
}

/** A page of a workspace's repositories, and the next one. */
export interface RepositoryPage {
  repositories: Listed[];
  size?: number;
  next?: number;
}

/**
 * Some of the repositories of a workspace that Bitbucket shows the caller, the oldest first, so that new ones move none
 * to another page. Entries that cannot be understood are left out.
 */
export async function readRepositories(
  get: Get,
  workspace: string,
  page: number,
): Promise<RepositoryPage | { reply: Reply }> {
  const path = `/2.0/repositories/${encodeURIComponent(workspace)}`;
  const query = `pagelen=${String(longest)}&sort=created_on&page=${String(page)}`;
  const reply = await get(`${path}?${query}`);
  const read = pageOf(reply);
  if (!read) return { reply };
  const repositories = read.values.flatMap((entry): Listed[] => {
    const repository = repositoryOf(entry, { workspace, slug: '' });
    return repository?.id === undefined ? [] : [{ repository, entry }];
  });
  return {
    repositories,
    ...(typeof read.size === 'number' && { size: read.size }),
    ...(typeof read.next === 'string' && read.values.length > 0 && { next: page + 1 }),
  };
}

/** The gap that is left where a workspace's repositories are not shown. */
export function unlisted(reply: Reply) {
  return gapFrom({ what: 'repository' }, reply);
}
