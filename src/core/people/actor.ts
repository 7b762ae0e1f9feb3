import { unlistableActors, type Actor, type Facts, type Gap, type Group, type Person } from '../model';
import { everybody } from './everybody';

/** Whom somebody meant, or why that cannot be said. */
export type Meant =
  | { actor: Actor }
  | { nobody: string }
  | { ambiguous: string; candidates: Person[] }
  | { viewerNotKnown: Gap };

/**
 * Whom `who` means: the word of an actor that no list can name, or a uuid (braces or not), account id, nickname or
 * display name of somebody in these facts, compared without case. Left out, it is the credential's owner.
 */
export function actorMeant(who: string | undefined, facts: Facts): Meant {
  const known = everyoneNamed(facts);
  if (who === undefined) {
    if (!facts.viewer.known) return { viewerNotKnown: facts.viewer.gap };
    return { actor: { type: 'user', person: known.get(facts.viewer.value.id) ?? facts.viewer.value } };
  }
  const word = unlistableActors.find((type) => type === who.toLowerCase());
  if (word) return { actor: { type: word } };
  const people = [...known.values()];
  const byId = people.filter(({ id, accountId }) => sameId(id, who) || accountId?.toLowerCase() === who.toLowerCase());
  const found = byId.length > 0 ? byId : people.filter(({ name, nickname }) => isCalled(who, name, nickname));
  const [person, ...others] = found;
  if (!person) return { nobody: who };
  return others.length > 0 ? { ambiguous: who, candidates: found } : { actor: { type: 'user', person } };
}

/** The uuid of a person, or the word of an actor that no list can name: tells actors apart. */
export function actorId(actor: Actor): string {
  return actor.type === 'user' ? actor.person.id : actor.type;
}

/** These people, then the actors that no list can name. */
export function withAutomation(people: Iterable<Person>): Actor[] {
  return [
    ...Array.from(people, (person): Actor => ({ type: 'user', person })),
    ...unlistableActors.map((type): Actor => ({ type })),
  ];
}

/** Whom a survey covers: every person of the facts, then the actors that no list can name. */
export function allActors(facts: Facts): Actor[] {
  return withAutomation(everybody(facts));
}

/** Whether two uuids are the same, with braces or without, whatever the case. */
export function sameId(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

function bare(id: string): string {
  return id.toLowerCase().replaceAll(/^\{|\}$/g, '');
}

function isCalled(who: string, ...names: (string | undefined)[]): boolean {
  return names.some((name) => name?.toLowerCase() === who.toLowerCase());
}

/**
 * Everybody whom any reply named. Who appears twice keeps the name that came first, and gains what later replies add.
 */
export function everyoneNamed(facts: Facts): Map<string, Person> {
  const all = [
    ...everybody(facts),
    ...facts.workspaceMembers.items.map(({ person }) => person),
    ...Object.values(facts.members).flatMap(({ items }) => items),
    ...(facts.viewer.known ? [facts.viewer.value] : []),
    ...Object.values(facts.suppliedMembers).flatMap((ids) => ids.map((id) => ({ id, name: id }))),
  ];
  const people = new Map<string, Person>();
  for (const person of all) people.set(person.id, { ...person, ...people.get(person.id) });
  return people;
}

/** The groups that restrictions list or that were given a permission; one may come more than once. */
export function groupsNamed({
  restrictions,
  groupGrants,
  projectGroupGrants,
}: Pick<Facts, 'restrictions' | 'groupGrants' | 'projectGroupGrants'>): Group[] {
  return [
    ...restrictions.items.flatMap(({ groups }) => groups),
    ...[...groupGrants.items, ...projectGroupGrants.items].map(({ group }) => group),
  ];
}

/** The credential's owner by the id as Bitbucket writes it, however a saved world wrote it. */
export function viewerAmong(facts: Facts): Facts['viewer'] {
  const { viewer } = facts;
  if (!viewer.known) return viewer;
  const others = [...everyoneNamed({ ...facts, suppliedMembers: {} }).values()].filter(
    ({ id }) => id !== viewer.value.id,
  );
  const same = others.find(({ id }) => sameId(id, viewer.value.id));
  return same ? { known: true, value: same } : viewer;
}

/** Supplied members with the ids as Bitbucket writes them, so that a uuid may be given without braces. */
export function suppliedMembers(supplied: Record<string, string[]>, facts: Facts): Record<string, string[]> {
  const ids = new Map([...everyoneNamed({ ...facts, suppliedMembers: {} }).keys()].map((id) => [bare(id), id]));
  return Object.fromEntries(
    Object.entries(supplied).map(([slug, members]) => [
      slug,
      members.map((id) => ids.get(bare(id)) ?? `{${bare(id)}}`),
    ]),
  );
}
