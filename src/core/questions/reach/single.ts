import type { Group, Level, Person, Restriction } from '../../model';
import { nothing, type Change } from '../change/change';

/** A restriction of the repository, which can be changed by its number. */
export type Numbered = Restriction & { id: number };

/** One thing that an administrator can do at once: what a set of changes is made of. */
export type Single =
  | { does: 'list-person' | 'unlist-person'; restriction: Numbered; person: Person }
  | { does: 'unlist-group'; restriction: Numbered; group: Group }
  | { does: 'join-group' | 'leave-group'; group: Group; person: Person }
  | { does: 'add-restriction'; restriction: Restriction }
  | { does: 'remove-restriction'; restriction: Numbered }
  | { does: 'set-permission'; person: Person; level: Level; on: 'repository' | 'project' };

/** These changes as one. */
export function together(singles: readonly Single[]): Change {
  const relisted = new Map<number, Numbered>();
  const relist = ({ id, ...rest }: Numbered, to: (before: Numbered) => Partial<Restriction>) => {
    const before = relisted.get(id) ?? { id, ...rest };
    relisted.set(id, { ...before, ...to(before) });
  };
  const groups = new Map<string, { add: string[]; remove: string[] }>();
  const move = (slug: string, list: 'add' | 'remove', { id }: Person) => {
    const moves = groups.get(slug) ?? { add: [], remove: [] };
    moves[list].push(id);
    groups.set(slug, moves);
  };
  const add: Restriction[] = [];
  const remove: number[] = [];
  const permissions: Record<string, Level> = {};
  for (const single of singles) {
    switch (single.does) {
      case 'list-person':
        relist(single.restriction, ({ users }) => ({ users: [...users, single.person] }));
        break;
      case 'unlist-person':
        relist(single.restriction, ({ users }) => ({ users: users.filter(({ id }) => id !== single.person.id) }));
        break;
      case 'unlist-group':
        relist(single.restriction, (before) => ({
          groups: before.groups.filter(({ slug }) => slug !== single.group.slug),
        }));
        break;
      case 'join-group':
      case 'leave-group':
        move(single.group.slug, single.does === 'join-group' ? 'add' : 'remove', single.person);
        break;
      case 'add-restriction':
        add.push(single.restriction);
        break;
      case 'remove-restriction':
        remove.push(single.restriction.id);
        break;
      case 'set-permission':
        permissions[single.person.id] = single.level;
        break;
    }
  }
  const replace = [...relisted.values()].filter(({ id }) => !remove.includes(id));
  return { ...nothing, restrictions: { add, remove, replace }, groups: Object.fromEntries(groups), permissions };
}

/** Tells apart single changes. */
export function singleKey(single: Single): string {
  switch (single.does) {
    case 'list-person':
    case 'unlist-person':
      return `${single.does} ${String(single.restriction.id)} ${single.person.id}`;
    case 'unlist-group':
      return `${single.does} ${String(single.restriction.id)} ${single.group.slug}`;
    case 'join-group':
    case 'leave-group':
      return `${single.does} ${single.group.slug} ${single.person.id}`;
    case 'add-restriction':
      return `${single.does} ${single.restriction.kind} ${JSON.stringify(single.restriction.match)}`;
    case 'remove-restriction':
      return `${single.does} ${String(single.restriction.id)}`;
    case 'set-permission':
      return `${single.does} ${single.person.id} ${single.level} ${single.on}`;
  }
}
