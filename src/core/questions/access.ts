import { distinctGaps } from '../answer';
import { gather, type Gathered } from '../cell/cell';
import type { Facts, Gap, Person } from '../model';
import { unreadGrants, type Access } from '../people/access';
import { everybody } from '../people/everybody';
import { standingOfPerson } from '../people/people';
import { gapsOfEverybody } from './survey';

/** One person's permission on the repository, and where it comes from. */
export interface PersonAccess {
  person: Person;
  access: Access;
}

/** Everybody's. `gaps` is what would have to be known for more people, or surer sources. */
export interface AccessReport {
  people: PersonAccess[];
  gaps: Gap[];
}

/** Everybody's permission on the repository, and where it comes from. Actors that no list can name have no grants. */
export function accessReport(facts: Facts): AccessReport {
  const gathered = gather(facts);
  const people = accessAmong(gathered, everybody(gathered.facts));
  return { people, gaps: gapsOfAccess(gathered, people) };
}

/** As `accessReport`, for some people, so that a page can ask for a few at a time. */
export function accessAmong({ people }: Gathered, some: readonly Person[]): PersonAccess[] {
  return some.map((person) => ({ person, access: standingOfPerson(person, people).access() }));
}

/** What keeps us from being sure of everybody, and of where all these permissions come from; each once. */
export function gapsOfAccess(gathered: Gathered, people: PersonAccess[]): Gap[] {
  return distinctGaps([
    ...gapsOfEverybody(gathered),
    ...unreadGrants(gathered.facts),
    ...people.flatMap(({ access }) => access.gaps),
  ]);
}
