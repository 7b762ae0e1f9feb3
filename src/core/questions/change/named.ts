import type { Actor, Facts, Person, Restriction } from '../../model';
import { everyoneNamed, groupsNamed } from '../../people/actor';
import { withKnownPeople } from '../../people/project-rules';
import type { Change } from './change';

/** The change with people and groups called as the facts call them: it was written with their ids alone. */
export function withNames(change: Change, facts: Facts): Change {
  const people = everyoneNamed(facts);
  const groups = new Map(groupsNamed(facts).map((group) => [group.slug, group]));
  const named = <T extends Restriction>(one: T): T => ({
    ...withKnownPeople(one, people),
    groups: one.groups.map((group) => groups.get(group.slug) ?? group),
  });
  const { add, remove, replace } = change.restrictions;
  return { ...change, restrictions: { add: add.map(named), remove, replace: replace.map(named) } };
}

/** Everybody whom the change is about: they are in every survey of it, though no list named them before. */
export function peopleOf({ restrictions, groups, permissions }: Change, facts: Facts): Actor[] {
  const known = everyoneNamed(facts);
  const listed = [...restrictions.add, ...restrictions.replace].flatMap(({ users }) => users);
  const ids = [...Object.values(groups).flatMap(({ add, remove }) => [...add, ...remove]), ...Object.keys(permissions)];
  const people = new Map<string, Person>(listed.map((person) => [person.id, person]));
  for (const id of ids) people.set(id, known.get(id) ?? people.get(id) ?? { id, name: id });
  return [...people.values()].map((person): Actor => ({ type: 'user', person }));
}

/** Every group that the change speaks of. */
export function groupsOf({ groups, restrictions }: Change): string[] {
  return [...new Set([...Object.keys(groups), ...groupsListed(restrictions)])];
}

function groupsListed({ add, replace }: Change['restrictions']): string[] {
  return [...add, ...replace].flatMap((one) => one.groups.map(({ slug }) => slug));
}

/** The groups of the change that stand in no rule and no grant that was read: moving people there changes nothing. */
export function groupsWithoutEffect({ groups, restrictions }: Change, facts: Facts): string[] {
  const known = new Set([...groupsNamed(facts).map(({ slug }) => slug), ...groupsListed(restrictions)]);
  return Object.keys(groups).filter((slug) => !known.has(slug));
}
