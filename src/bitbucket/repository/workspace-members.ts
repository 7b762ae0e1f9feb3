import type { Listing, Person } from '../../core/model';
import { membershipOf } from './people';
import { readList, type Api } from '../port/paging';

type Members = Listing<{ person: Person; owner: boolean }>;

/** The documented filter of `/workspaces/{workspace}/permissions` (OpenAPI). */
const owners = `&q=${encodeURIComponent('permission="owner"')}`;

/**
 * The owners of a workspace, or every member where `everyMember` turns out true. A server may ignore the filter, and
 * then others come too. Where the filter is refused, or finds nobody although every workspace has an owner, the whole
 * list is read.
 */
export async function readWorkspaceMembers(
  api: Api,
  workspace: string,
  everyMember: boolean | Promise<boolean>,
): Promise<Members> {
  const path = `/2.0/workspaces/${encodeURIComponent(workspace)}/permissions`;
  const of = { what: 'workspace-members' } as const;
  if (everyMember === true) return readList(api, path, of, membershipOf);
  const listed = await readList(api, path, of, membershipOf, { query: owners });
  const [gap] = listed.gaps;
  const refused = gap ? gap.status === 400 || gap.status === 403 : listed.items.length === 0;
  return refused || (await everyMember) ? readList(api, path, of, membershipOf) : listed;
}
