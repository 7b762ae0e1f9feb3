import type { NonEmpty } from '../non-empty';
import type { Actor, Gap, Group, Person, Restriction, RestrictionName } from '../model';

/*
 * What takes the place of people, groups and restrictions where others than administrators may read. Nothing but the
 * functions of this file makes these types, so what compiles as redacted names nobody but the actor of the question.
 */

declare const mayBeNamed: unique symbol;
declare const nameOnly: unique symbol;

/** The actor of the question, or somebody without name. */
type Nameable = Pick<Person, 'id' | 'name'> & { readonly [mayBeNamed]: true };
/** A group by its slug alone. */
type Slug = Group & { readonly [nameOnly]: true };
/** Surely nothing but the name: a whole restriction fits where its name is asked for, and holds people. */
type NameOnly = RestrictionName & { readonly [nameOnly]: true };
type Numbered = Omit<Restriction, 'users' | 'groups' | 'gaps'> & {
  users: Nameable[];
  otherUsers: number;
  groups: Slug[];
  gaps: Redacted<Gap>[];
};

/** The same shape with stand-ins for people, groups and restrictions. */
export type Redacted<T> = T extends Person
  ? Nameable
  : T extends Restriction
    ? Numbered
    : T extends RestrictionName
      ? NameOnly
      : T extends Group
        ? Slug
        : T extends object
          ? { [K in keyof T]: Redacted<T[K]> }
          : T;

/** Of everybody but the actor only that there is somebody. */
export type Naming = (person: Person) => Nameable;

/** Names the actor of the question, and nobody else. */
export function namingOf(actor: Actor): Naming {
  return (person) => {
    const asked =
      actor.type === 'user' && actor.person.id === person.id ? actor.person : { id: '', name: 'Somebody else' };
    return { id: asked.id, name: asked.name } as Nameable;
  };
}

/** The actor, where they are one of these, and how many others there are. */
export function actorAmong(people: Person[], others = 0, naming: Naming): { named: Nameable[]; others: number } {
  const named = people.map(naming).filter(({ id }) => id !== '');
  return { named, others: others + people.length - named.length };
}

/** The actor stays on the list; everybody else on it is counted. */
export function numberedOf(
  { users, otherUsers = 0, groups, gaps, ...restriction }: Restriction,
  naming: Naming,
): Numbered {
  const { named, others } = actorAmong(users, otherUsers, naming);
  return { ...restriction, users: named, otherUsers: others, groups: groups.map(slugOf), gaps: gaps.map(gapOf) };
}

/** Its name, and nothing of whom it lists. */
export function nameOf({ id, kind, match }: RestrictionName): NameOnly {
  return { ...(id !== undefined && { id }), kind, match } as NameOnly;
}

/** The slug stands in rules anyway; the name may say more. */
export function slugOf({ slug }: Group): Slug {
  return { slug, name: slug } as Slug;
}

/** A change of each, that keeps the list from being empty to the compiler. */
export function each<T, U>([first, ...rest]: NonEmpty<T>, change: (one: T) => U): NonEmpty<U> {
  return [change(first), ...rest.map(change)];
}

/** Which scopes the credential of whoever read had stays with them. */
export function gapOf({ of, because, status, retryAfter, reader, required }: Gap): Redacted<Gap> {
  return {
    of: 'restriction' in of ? { what: of.what, restriction: nameOf(of.restriction) } : of,
    because,
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(reader && { reader }),
    ...(required && { required }),
  };
}
