import type { Facts, Person } from '../model';
import type { Change } from '../questions/change/change';
import type { OnGroup, OnPermission, Operation } from './operation';
import { restrictionOperations } from './restriction-operations';

/** A change as single operations, in an order in which Bitbucket can take them. */
export function operationsOf(change: Change, facts: Facts): Operation[] {
  const named = Object.values(change.groups).flatMap(({ add, remove }) => [...add, ...remove]);
  const people = peopleCalled(new Set([...named, ...Object.keys(change.permissions)]), facts);
  const person = (id: string): Person => people.get(id) ?? { id, name: id };
  return [
    ...restrictionOperations(change.restrictions, facts.restrictions.items),
    ...Object.entries(change.groups).flatMap(([group, { add, remove }]): OnGroup[] => [
      ...add.map((id) => ({ does: 'put-in' as const, group, person: person(id) })),
      ...remove.map((id) => ({ does: 'take-out' as const, group, person: person(id) })),
    ]),
    ...Object.entries(change.permissions).map(
      ([id, level]): OnPermission => ({ does: 'permit', person: person(id), level }),
    ),
  ];
}

/** Who these uuids are, as far as anything that was read says. */
function peopleCalled(ids: ReadonlySet<string>, facts: Facts): Map<string, Person> {
  const known = [
    ...facts.workspaceMembers.items,
    ...facts.permissions.items,
    ...facts.userGrants.items,
    ...facts.projectUserGrants.items,
  ].map(({ person }) => person);
  const inLists = [
    ...Object.values(facts.members).map(({ items }) => items),
    ...facts.restrictions.items.map(({ users }) => users),
  ];
  return new Map([...inLists.flat(), ...known].flatMap((person) => (ids.has(person.id) ? [[person.id, person]] : [])));
}
