import { viewActor, type ActorView, type Gathered } from '../../cell/cell';
import type { Group, Person } from '../../model';
import { unreadGrants } from '../../people/access';
import { writes } from '../../people/levels';

/** The groups that give write access on the repository or its project, each once. */
export function writingGroups({ groupGrants, projectGroupGrants }: Gathered['facts']): Group[] {
  const giving = [...groupGrants.items, ...projectGroupGrants.items].filter(({ level }) => writes(level));
  return distinctGroups(giving.map(({ group }) => group));
}

/** Each group once. */
export function distinctGroups(groups: readonly Group[]): Group[] {
  return [...new Map(groups.map((group) => [group.slug, group])).values()];
}

/**
 * Whether somebody's own permission on the repository is surely all that lets them write, so that setting it lower is
 * enough: nothing else gives it, which has to be known of every other source. Of an owner it never is.
 */
export function isOwnGrantAlone(person: Person, gathered: Gathered): boolean {
  const { facts } = gathered;
  if (unreadGrants(facts).length > 0) return false;
  const view = viewActor({ type: 'user', person }, gathered);
  const access = view.access?.();
  const sources = (access?.path ?? []).filter(({ level }) => writes(level));
  return (
    access?.unseen === undefined &&
    sources.length > 0 &&
    sources.every((one) => one.source === 'repository' && !('group' in one)) &&
    writingGroups(facts).every((group) => isSurelyOut(group, view))
  );
}

/** Whether an actor is surely not in this group. */
export function isSurelyOut({ slug }: Group, { isIn }: ActorView): boolean {
  return isIn(slug).is === 'no';
}
