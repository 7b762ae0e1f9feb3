import type { Facts, Person } from '../model';
import { everybody } from '../people/everybody';
import type { Change } from '../questions/change/change';
import type { OnGroup, OnPermission, Operation } from './operation';
import { restrictionOperations } from './restriction-operations';

/** A change as single operations, in an order in which Bitbucket can take them. */
export function operationsOf(change: Change, facts: Facts): Operation[] {
  const people = new Map(knownPeople(facts).map((person) => [person.id, person]));
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

function knownPeople(facts: Facts): Person[] {
  return [
    ...facts.workspaceMembers.items.map((member) => member.person),
    ...Object.values(facts.members).flatMap(({ items }) => items),
    ...everybody(facts),
  ];
}
