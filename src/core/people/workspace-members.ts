import type { Facts } from '../model';

/** The uuids of the members of the workspace; undefined where the list of them was not read whole. */
export function workspaceMembersOf({
  workspaceMembers: { items, gaps },
}: Pick<Facts, 'workspaceMembers'>): ReadonlySet<string> | undefined {
  // A workspace always has somebody who owns it, so that an empty list is no list.
  return gaps.length === 0 && items.length > 0 ? new Set(items.map(({ person }) => person.id)) : undefined;
}
