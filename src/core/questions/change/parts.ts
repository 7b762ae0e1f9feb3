import type { Level, Restriction } from '../../model';
import type { Change } from './change';

/** One thing of a change, which can be taken out of it by itself. People are named by uuid, groups by slug. */
export type Part =
  | { is: 'new-rule'; restriction: Restriction }
  | { is: 'changed-rule'; restriction: Restriction & { id: number } }
  | { is: 'gone-rule'; id: number }
  | { is: 'joins' | 'leaves'; person: string; group: string }
  | { is: 'permitted'; person: string; level: Level };

/** The parts of a change. */
export function partsOf({ restrictions: { add, remove, replace }, groups, permissions }: Change): Part[] {
  return [
    ...remove.map((id): Part => ({ is: 'gone-rule', id })),
    ...replace.map((restriction): Part => ({ is: 'changed-rule', restriction })),
    ...add.map((restriction): Part => ({ is: 'new-rule', restriction })),
    ...Object.entries(groups).flatMap(([group, { add: put, remove: taken }]): Part[] => [
      ...put.map((person) => ({ is: 'joins' as const, person, group })),
      ...taken.map((person) => ({ is: 'leaves' as const, person, group })),
    ]),
    ...Object.entries(permissions).map(([person, level]): Part => ({ is: 'permitted', person, level })),
  ];
}

/** The change that these parts are. */
export function changeOf(parts: readonly Part[]): Change {
  const groups = new Map<string, { add: string[]; remove: string[] }>();
  const change: Change = { restrictions: { add: [], remove: [], replace: [] }, groups: {}, permissions: {} };
  const permissions = new Map<string, Level>();
  for (const part of parts) {
    switch (part.is) {
      case 'new-rule':
        change.restrictions.add.push(part.restriction);
        break;
      case 'changed-rule':
        change.restrictions.replace.push(part.restriction);
        break;
      case 'gone-rule':
        change.restrictions.remove.push(part.id);
        break;
      case 'joins':
      case 'leaves': {
        const moves = groups.get(part.group) ?? { add: [], remove: [] };
        moves[part.is === 'joins' ? 'add' : 'remove'].push(part.person);
        groups.set(part.group, moves);
        break;
      }
      case 'permitted':
        permissions.set(part.person, part.level);
    }
  }
  // Groups and people may be called what every object has.
  return { ...change, groups: Object.fromEntries(groups), permissions: Object.fromEntries(permissions) };
}

/** What the part is about: of two about the same the later holds. */
export function partKey(part: Part): string {
  switch (part.is) {
    case 'new-rule':
      return `new ${part.restriction.kind} ${Object.values(part.restriction.match).join(' ')}`;
    case 'changed-rule':
      return `rule ${String(part.restriction.id)}`;
    case 'gone-rule':
      return `rule ${String(part.id)}`;
    case 'joins':
    case 'leaves':
      return `member ${part.person} ${part.group}`;
    case 'permitted':
      return `permission ${part.person}`;
  }
}

/** The change with this part, in place of what it held about the same. */
export function withPart(change: Change, part: Part): Change {
  return changeOf([...withoutKey(change, partKey(part)), part]);
}

/** The change without what it holds of this. */
export function withoutPart(change: Change, part: Part): Change {
  return changeOf(withoutKey(change, partKey(part)));
}

function withoutKey(change: Change, key: string): Part[] {
  return partsOf(change).filter((one) => partKey(one) !== key);
}
