import type { Facts, Group, Level, Listing } from '../model';
import { compareLevels } from './levels';

/** What the facts say about people, gathered so that one person is looked up without passing over everybody. */
export interface People {
  facts: Facts;
  levelOf: Map<string, Level>;
  grantsTo: Map<string, Source[]>;
  groupGrants: Source[];
  groupLevels: Map<string, Level>;
  /** The groups whose highest grant stands on the project alone. */
  onProject: Set<string>;
  owners: Set<string>;
  members: Map<string, Set<string>>;
  supplied: Map<string, Set<string>>;
  /** What somebody thinks of changing; the rest of the facts is as it was read. */
  moved?: Moved;
}

/** What somebody thinks of changing about people: memberships by slug, effective permissions by uuid. */
export interface Moved {
  groups: Record<string, { add: string[]; remove: string[] }>;
  permissions: Record<string, Level>;
}

/** What a person or a group was given, and where. */
interface Source {
  level: Level;
  on: 'repository' | 'project';
  group?: Group;
}

/** Every list that says who has a permission, and through what. */
export function listsOfPermissions(facts: Facts): Pick<Listing<unknown>, 'gaps'>[] {
  return [facts.permissions, ...listsOfGrants(facts)];
}

/** Every list of what gives people permissions. */
export function listsOfGrants(facts: Facts): Pick<Listing<unknown>, 'gaps'>[] {
  return [
    facts.userGrants,
    facts.groupGrants,
    facts.projectUserGrants,
    facts.projectGroupGrants,
    facts.workspaceMembers,
  ];
}

/** Gathers the people of these facts. One pass over each list. */
export function gatherPeople(facts: Facts): People {
  const grantsTo = new Map<string, Source[]>();
  for (const [on, listing] of [
    ['repository', facts.userGrants],
    ['project', facts.projectUserGrants],
  ] as const) {
    for (const { person, level } of listing.items) {
      const sources = grantsTo.get(person.id);
      if (sources) sources.push({ level, on });
      else grantsTo.set(person.id, [{ level, on }]);
    }
  }
  const groupGrants = [
    ...facts.groupGrants.items.map((grant): Source => ({ ...grant, on: 'repository' })),
    ...facts.projectGroupGrants.items.map((grant): Source => ({ ...grant, on: 'project' })),
  ];
  const groupLevels = highest(groupGrants.flatMap(({ group, level }) => (group ? [[group.slug, level]] : [])));
  const onRepository = new Set(
    facts.groupGrants.items.flatMap(({ group: { slug }, level }) => (groupLevels.get(slug) === level ? [slug] : [])),
  );
  return {
    facts,
    levelOf: highest(facts.permissions.items.map(({ person, level }) => [person.id, level])),
    grantsTo,
    groupGrants,
    groupLevels,
    onProject: new Set([...groupLevels.keys()].filter((slug) => !onRepository.has(slug))),
    owners: new Set(facts.workspaceMembers.items.flatMap(({ person, owner }) => (owner ? [person.id] : []))),
    members: new Map(
      Object.entries(facts.members).map(([slug, { items }]) => [slug, new Set(items.map(({ id }) => id))]),
    ),
    supplied: new Map(Object.entries(facts.suppliedMembers).map(([slug, ids]) => [slug, new Set(ids)])),
  };
}

function highest(entries: [string, Level][]): Map<string, Level> {
  const result = new Map<string, Level>();
  for (const [key, level] of entries) {
    const before = result.get(key);
    if (before === undefined || compareLevels(level, before) > 0) result.set(key, level);
  }
  return result;
}
