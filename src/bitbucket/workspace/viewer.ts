import * as v from 'valibot';
import { sameId } from '../../core/people/actor';
import type { Fact, Gap, Listing } from '../../core/model';
import type { RepositoryAmongMany } from '../../core/workspace/digest';
import { readObject, type Api } from '../port/paging';
import { isTransient, type Get } from '../port/port';
import { readOwnLevels } from '../repository/access';
import { entryOf } from '../repository/people';
import type { OwnPermission } from '../repository/repository';

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
  const ask = (query: string) => readOwnLevels(api, workspace, { query, mostPages });
  const filtered = await ask(onlyAdmin);
  const isRefused = filtered.gaps.some(({ status }) => status === 400 || status === 403);
  const { items, gaps } = isRefused ? await ask('') : filtered;
  const administered = items.filter(({ level }) => level === 'admin');
  const named = administered.flatMap(({ repository }) => toldIn(repository) ?? []);
  const unnamed = named.length < administered.length ? [notUnderstood] : [];
  return { items: named, gaps: [...gaps, ...unnamed] };
}

const notUnderstood: Gap = { of: { what: 'viewer-permission' }, because: 'not-understood' };

/** The repository of a permission; undefined without a uuid, by which alone it can be told from others. */
function toldIn({ uuid, full_name = '' }: OwnPermission['repository']): RepositoryAmongMany | undefined {
  if (uuid === undefined) return undefined;
  const [workspace = '', slug = uuid] = full_name === '' ? [] : full_name.split('/');
  return { fullName: full_name === '' ? uuid : full_name, workspace, slug, id: uuid };
}
