import type { Because, Facts, Person } from '../model';
import { oncePer } from '../portions/once';
import { isViewer } from './viewer';

/** Why only a part of a list is missing. */
const ofAPart: readonly Because[] = ['truncated', 'not-understood'];

/**
 * Whether the list of everybody's permissions was refused: nothing of it could be read, and what may stand there is the
 * viewer's own permission, from another reply. A list that was cut short was read in part, and an empty one that cannot
 * be true was not refused.
 */
export function isRefused({ permissions: { items, gaps }, viewer }: Pick<Facts, 'permissions' | 'viewer'>): boolean {
  const own = gaps.filter(({ of }) => of.what === 'permissions');
  if (items.length === 0) return own.length > 0;
  const onlyViewer = items.every(({ person }) => isViewer(person, { viewer }));
  return onlyViewer && own.length > 0 && !own.some(({ because }) => ofAPart.includes(because));
}

/**
 * Everybody in the effective list, in an explicit grant and in a restriction, the viewer, and, where the effective list
 * is refused, every member of the workspace that was read: any of them may have a permission. Each once, by name.
 */
export const everybody = oncePer(sortedPeople);

/** The uuids of the members of the workspace; undefined where the list of them was not read whole. */
export const workspaceMembersOf = oncePer(
  ({ workspaceMembers: { items, gaps } }: Facts): ReadonlySet<string> | undefined =>
    // A workspace always has somebody who owns it, so that an empty list is no list.
    gaps.length === 0 && items.length > 0 ? new Set(items.map(({ person }) => person.id)) : undefined,
);

function sortedPeople(facts: Facts): readonly Person[] {
  const people = new Map<string, Person>();
  const grants = [facts.permissions, facts.userGrants, facts.projectUserGrants].flatMap(({ items }) => items);
  for (const person of [
    ...grants.map((grant) => grant.person),
    ...facts.restrictions.items.flatMap(({ users }) => users),
    ...(isRefused(facts) ? facts.workspaceMembers.items.map((member) => member.person) : []),
    ...(facts.viewer.known ? [facts.viewer.value] : []),
  ]) {
    if (!people.has(person.id)) people.set(person.id, person);
  }
  return [...people.values()].sort(inOrder);
}

/** Made when people are first sorted: the first collator takes as long as a good part of a start. */
let compare: Intl.Collator['compare'] | undefined;

function inOrder(one: Person, other: Person): number {
  compare ??= new Intl.Collator('en').compare;
  return compare(one.name, other.name) || (one.id < other.id ? -1 : 1);
}
