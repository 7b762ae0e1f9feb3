import * as v from 'valibot';
import { repositoryPathOf, type Place } from './access';
import { entryOf, permissionOf, userGrantOnProjectOf } from './people';
import { itemsOf, longest, pageOf, type Api, type ReadEntry } from '../port/paging';

/** Bitbucket numbers every branch restriction, and names its kind (OpenAPI, `branchrestriction`). */
const numbered = entryOf(v.object({ id: v.number(), kind: v.string() }), /^branchrestriction$/);

/**
 * Whether Bitbucket shows the caller what it shows to administrators of the repository alone: its branch restrictions,
 * or, where it has none and the empty list proves nothing, everybody's permissions with an administrator among them
 * (OpenAPI, both: 403 for anybody else).
 */
export async function isShownToAdministrators(api: Api, place: Place): Promise<boolean> {
  const restrictions = await firstPage(api, `${repositoryPathOf(place)}/branch-restrictions`, numbered);
  if (restrictions?.length !== 0) return restrictions !== undefined;
  const workspacePath = `/2.0/workspaces/${encodeURIComponent(place.workspace)}`;
  const path = `${workspacePath}/permissions/repositories/${encodeURIComponent(place.slug)}`;
  const permissions = await firstPage(api, path, permissionOf);
  return permissions?.some(({ level }) => level === 'admin') ?? false;
}

/**
 * Whether Bitbucket shows the caller the permissions given on a project, which it does to the project's administrators
 * alone (OpenAPI: 403 for anybody else).
 */
export async function isShownProjectPermissions(api: Api, workspace: string, projectKey: string): Promise<boolean> {
  const path = `/2.0/workspaces/${encodeURIComponent(workspace)}/projects/${encodeURIComponent(projectKey)}`;
  return (await firstPage(api, `${path}/permissions-config/users`, userGrantOnProjectOf)) !== undefined;
}

/** The entries of a list's first page; undefined where one of them is something else. */
async function firstPage<T>({ get }: Api, path: string, readEntry: ReadEntry<T>): Promise<T[] | undefined> {
  const page = pageOf(await get(`${path}?pagelen=${String(longest)}`));
  if (!page) return undefined;
  const { items, gaps } = itemsOf(page.values, { what: 'viewer-permission' }, readEntry);
  return gaps.length === 0 ? items : undefined;
}
