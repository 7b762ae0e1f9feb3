import type { NonEmpty } from '../non-empty';
import type { Actor, Gap, Group, Person, Restriction, RestrictionName, Supplied } from '../model';

/*
 * What replaces people, groups and restrictions where readers are not administrators. Only the functions of this file
 * make these types, so what compiles as redacted names nobody but the actor of the question.
 */

declare const mayBeNamed: unique symbol;
declare const standsIn: unique symbol;

/** The actor of the question, or somebody without name. */
type Nameable = Pick<Person, 'id' | 'name'> & { readonly [mayBeNamed]: true };
/** A group by its slug alone. */
type Slug = Group & { readonly [standsIn]: true };
/** A restriction by its name, made here: a whole restriction fits the type of a name too, and lists people. */
type NameOnly = Omit<RestrictionName, 'supplied'> & { supplied?: ByNobody } & { readonly [standsIn]: true };
/** The mark of what was supplied, without who did. */
type ByNobody = Omit<Supplied, 'by'> & { by?: never };
type Counted = 'users' | 'otherUsers' | 'groups' | 'gaps';
type Numbered = { [Key in keyof Restriction as Exclude<Key, Counted>]: Redacted<Restriction[Key]> } & {
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
        : T extends Supplied
          ? ByNobody
          : T extends object
            ? { [K in keyof T]: Redacted<T[K]> }
            : T;

/** The person where it is the actor; of anybody else only that there is somebody. */
export type Naming = (person: Person) => Nameable;

/** Names the actor of the question, and nobody else. */
export function namingOf(actor: Actor): Naming {
  return (person) => {
    const asked =
      actor.type === 'user' && actor.person.id === person.id ? actor.person : { id: '', name: 'Somebody else' };
    return { id: asked.id, name: asked.name } as Nameable;
  };
}

/**
 * The stand-in for a person, restriction, group, mark or gap; undefined for any other value. They are recognised by
 * their keys, as `Redacted` recognises their types: in answers only people have an id that is text, only restrictions
 * have a match, only groups have a slug and a name, only marks of what was supplied say where it is set, only gaps have
 * a cause.
 */
export function standInFor(value: object, naming: Naming): object | undefined {
  if (isPerson(value)) return naming(value);
  if (isRestriction(value)) return numberedOf(value, naming);
  if (isRestrictionName(value)) return nameOf(value);
  if (isGroup(value)) return slugOf(value);
  if (isSupplied(value)) return byNobody(value);
  return isGap(value) ? gapOf(value) : undefined;
}

// A nickname or an account alone is taken for a person as well: rather hide too much than too little.
function isPerson(value: object): value is Person {
  return ('id' in value && typeof value.id === 'string') || 'nickname' in value || 'accountId' in value;
}

function isRestrictionName(value: object): value is RestrictionName {
  return 'kind' in value && 'match' in value;
}

function isRestriction(value: object): value is Restriction {
  return isRestrictionName(value) && 'users' in value;
}

function isGroup(value: object): value is Group {
  return 'slug' in value && 'name' in value;
}

function isSupplied(value: object): value is Supplied {
  return 'setOn' in value;
}

function isGap(value: object): value is Gap {
  return 'of' in value && 'because' in value;
}

/** The actor stays on the list; everybody else is counted. */
function numberedOf(restriction: Restriction, naming: Naming): Numbered {
  const {
    id,
    kind,
    match,
    supplied,
    value,
    pipelinesSourceBranches,
    users,
    otherUsers = 0,
    groups,
    gaps,
  } = restriction;
  const named = users.map(naming).filter((one) => one.id !== '');
  return {
    ...(id !== undefined && { id }),
    kind,
    match,
    ...(supplied && { supplied: byNobody(supplied) }),
    ...(value !== undefined && { value }),
    pipelinesSourceBranches,
    users: named,
    otherUsers: otherUsers + users.length - named.length,
    groups: groups.map(slugOf),
    gaps: gaps.map(gapOf),
  };
}

/** The name of a restriction, without those whom it lists. */
export function nameOf({ id, kind, match, supplied }: RestrictionName): NameOnly {
  return {
    ...(id !== undefined && { id }),
    kind,
    match,
    ...(supplied && { supplied: byNobody(supplied) }),
  } as NameOnly;
}

/** That it was supplied, and when: who did is nobody else's business. */
function byNobody({ setOn, at }: Supplied): ByNobody {
  return { setOn, ...(at !== undefined && { at }) };
}

/** The slug is part of the rules; the name may say more. */
function slugOf({ slug }: Group): Slug {
  return { slug, name: slug } as Slug;
}

/** The list with each item changed; the compiler still knows that it is not empty. */
export function each<T, U>([first, ...rest]: NonEmpty<T>, change: (one: T) => U): NonEmpty<U> {
  return [change(first), ...rest.map(change)];
}

/** A gap without the scopes that the reader's credential has. */
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
