import { gapKey } from '../answer';
import { sameFactsKey } from '../cell/alike';
import type { ActorView, Gathered } from '../cell/cell';
import { levels, type Actor, type Gap, type Level, type Restriction } from '../model';
import { writes } from '../people/levels';
import { membersGap } from '../people/people';
import { isViewer } from '../people/viewer';
import type { Steps } from '../portions/steps';
import { classify, membersOf, standingKey } from '../questions/classes';
import { hasList } from '../rules/kinds';
import { add, addAll, allBits, inBoth, isEmpty, noBits, placesIn, removeAll, setOf, without, type Bits } from './bits';

/** Who surely is on a list, or in a group, and of whom that cannot be told; the others surely are not. */
interface Among {
  yes: Bits;
  unknown: Bits;
}

/** The same of a list, and what keeps it from being known: by the `gapKey` of each gap, of whom it does. */
export interface AmongListed extends Among {
  lacking: ReadonlyMap<string, Bits>;
}

/** Where some actors stand, as sets of their places: what an `ActorView` says of each of them. */
export interface Listed {
  /** By each restriction with a list, in the order of the facts. */
  lists: ReadonlyMap<Restriction, AmongListed>;
  /** The `standingKey` of the actor at each place. */
  standings: readonly string[];
  /** The place of each person by uuid. */
  placeOf: ReadonlyMap<string, number>;
  /** What a list says of everybody, be it among the facts or not. */
  listOf: (restriction: Restriction) => Steps<AmongListed>;
}

/** So few are looked at one by one, sooner than the facts say who are alike. */
const few = 32;

/** Looks at the actor at a place. */
export type ViewAt = (at: number) => ActorView;

/**
 * Says of all these actors at once what a look at each of them would, with a pass over each group and each list. It is
 * held to that by a test over repositories in which anything may be so.
 */
export function* listing(gathered: Gathered, actors: readonly Actor[], viewAt: ViewAt): Steps<Listed> {
  const everyone = everyoneIn(gathered, actors);
  const { apart, plain, placeOf } = everyone;
  let sameFacts: ((actor: Actor) => string) | undefined;
  const groups = new Map<string, Among>();
  const sources = new Map<string, { slugs: readonly string[]; people: Bits }>();
  const withSources = noBits(actors.length);
  yield;
  const oneByOne = alike(apart);
  const lists = new Map<Restriction, AmongListed>();
  for (const one of gathered.facts.restrictions.items) if (hasList(one)) lists.set(one, yield* listOf(one));
  return { lists, standings: yield* standingsOf(), placeOf, listOf };

  /** One of each of those of whom the facts say the same, and where all of them are. */
  function alike(some: Bits): { first: number; members: readonly number[] }[] {
    const places = placesIn(some);
    if (places.length <= few) return places.map((at) => ({ first: at, members: [at] }));
    const sameAs = (sameFacts ??= sameFactsKey(gathered));
    const { of, classes } = classify(places, (at) => (actors[at] ? sameAs(actors[at]) : at));
    const members = membersOf(places, of);
    return classes.map((first, number) => ({ first, members: members[number] ?? [] }));
  }

  /** A permission that only some groups can be the source of says that somebody is in one of them. */
  function* findSources(some: Bits): Steps<void> {
    for (const { first, members } of alike(without(some, withSources))) {
      const slugs = viewAt(first).sources();
      yield;
      if (slugs.length === 0) continue;
      const key = JSON.stringify(slugs);
      const { people } = sources.get(key) ?? { people: noBits(actors.length) };
      for (const at of members) add(people, at);
      sources.set(key, { slugs, people });
    }
    addAll(withSources, some);
  }

  function* groupOf(slug: string): Steps<Among> {
    const known = groups.get(slug);
    if (known) return known;
    const among = amongGroup(slug, gathered, everyone);
    groups.set(slug, among);
    yield* findSources(among.unknown);
    for (const { slugs, people } of sources.values())
      if (slugs.length === 1 && slugs[0] === slug) settle(among, people);
    return among;
  }

  function* listOf(restriction: Restriction): Steps<AmongListed> {
    const ids = restriction.users.map(({ id }) => id);
    const yes = inBoth(placed(ids, placeOf, actors.length), plain);
    const unknown = noBits(actors.length);
    if (restriction.gaps.length > 0) {
      yield* findSources(plain);
      addAll(unknown, plain);
    }
    const named = new Map<string, Among>();
    for (const { slug } of restriction.groups) named.set(slug, yield* groupOf(slug));
    for (const among of named.values()) {
      addAll(yes, among.yes);
      addAll(unknown, among.unknown);
    }
    removeAll(unknown, yes);
    for (const { slugs, people } of sources.values())
      if (slugs.every((slug) => named.has(slug))) settle({ yes, unknown }, people);
    const lacking = new Map<string, Bits>();
    for (const gap of restriction.gaps) lack(lacking, gap, unknown);
    for (const [slug, among] of named) lack(lacking, membersGap(gathered.facts, slug), inBoth(unknown, among.unknown));
    for (const { first, members } of oneByOne) {
      const answer = viewAt(first).lists(restriction);
      if (answer.is === 'no') continue;
      const people = setOf(members, actors.length);
      addAll(answer.is === 'yes' ? yes : unknown, people);
      if (answer.is === 'unknown') for (const gap of answer.gaps) lack(lacking, gap, people);
    }
    yield;
    return { yes, unknown, lacking };
  }

  function* standingsOf(): Steps<string[]> {
    const { facts, people } = gathered;
    const isWhole = facts.permissions.gaps.length === 0;
    const asked = apart.slice();
    const keys = actors.map((actor, at): string => {
      const level = actor.type === 'user' ? people.levelOf.get(actor.person.id) : undefined;
      if (level === undefined && !isWhole) add(asked, at);
      return level && writes(level) ? 'user yes' : 'user no';
    });
    for (const { first, members } of alike(asked)) {
      const key = standingKey(viewAt(first));
      for (const at of members) keys[at] = key;
      yield;
    }
    return keys;
  }
}

/** All of some actors, by what a pass over the facts can tell of them. */
interface Everyone {
  placeOf: ReadonlyMap<string, number>;
  apart: Bits;
  plain: Bits;
  /** Those of `plain` whose permission is surely less than this. */
  below: (level: Level) => Bits;
}

function everyoneIn({ facts, people }: Gathered, actors: readonly Actor[]): Everyone {
  const placeOf = new Map<string, number>();
  for (const [at, actor] of actors.entries()) if (actor.type === 'user') placeOf.set(actor.person.id, at);
  const isWhole = facts.permissions.gaps.length === 0;
  // The most that any source gives: where the effective permission is less, two readings differ, and each has to be
  // looked at.
  const most = new Uint8Array(actors.length);
  for (const [id, grants] of people.grantsTo) for (const { level } of grants) give(most, placeOf.get(id), level);
  for (const id of people.owners) give(most, placeOf.get(id), 'admin');
  for (const [slug, level] of people.groupLevels)
    for (const ids of [people.members.get(slug), people.supplied.get(slug)])
      for (const id of ids ?? []) give(most, placeOf.get(id), level);
  const own = new Uint8Array(actors.length);
  const apart = noBits(actors.length);
  for (const [at, actor] of actors.entries()) {
    if (actor.type !== 'user' || isViewer(actor.person, facts) || placeOf.get(actor.person.id) !== at) {
      add(apart, at);
      continue;
    }
    // Whoever is not on a list that was cut short may have any permission.
    const rank = levels.indexOf(people.levelOf.get(actor.person.id) ?? (isWhole ? 'none' : 'admin'));
    own[at] = rank;
    if (rank < (most[at] ?? 0)) add(apart, at);
  }
  const { groups: moves = {}, permissions = {} } = people.moved ?? {};
  const moved = Object.values(moves).flatMap(({ add: put, remove }) => [...put, ...remove]);
  addAll(apart, placed([...moved, ...Object.keys(permissions)], placeOf, actors.length));
  const plain = without(allBits(actors.length), apart);
  const belowLevel = new Map<Level, Bits>();
  return {
    ...{ placeOf, apart, plain },
    below(level) {
      const known = belowLevel.get(level);
      if (known) return known;
      const bits = noBits(actors.length);
      // Where the list of everybody is not whole, nothing is ruled out by what somebody lacks.
      if (isWhole) for (const at of placesIn(plain)) if ((own[at] ?? 0) < levels.indexOf(level)) add(bits, at);
      belowLevel.set(level, bits);
      return bits;
    },
  };
}

function give(most: Uint8Array, at: number | undefined, level: Level): void {
  if (at !== undefined) most[at] = Math.max(most[at] ?? 0, levels.indexOf(level));
}

/** Who is in a group: stated, or ruled out by the permission that somebody lacks. */
function amongGroup(slug: string, { facts, people }: Gathered, { placeOf, plain, below }: Everyone): Among {
  const size = plain.length * 32;
  const listed = people.members.get(slug);
  const isWhole = listed !== undefined && facts.members[slug]?.gaps.length === 0;
  const supplied = isWhole ? undefined : people.supplied.get(slug);
  const yes = inBoth(placed([...(listed ?? []), ...(supplied ?? [])], placeOf, size), plain);
  if (isWhole || supplied) return { yes, unknown: noBits(size) };
  const level = people.groupLevels.get(slug);
  const unknown = without(plain, yes);
  if (level) removeAll(unknown, below(level));
  return { yes, unknown };
}

/** This gap keeps it from being known of these people too. */
function lack(lacking: Map<string, Bits>, gap: Gap, people: Bits): void {
  if (isEmpty(people)) return;
  const key = gapKey(gap);
  const before = lacking.get(key);
  if (before) addAll(before, people);
  else lacking.set(key, people.slice());
}

/** Those of whom it was not known are surely among them. */
function settle({ yes, unknown }: Among, people: Bits): void {
  addAll(yes, inBoth(unknown, people));
  removeAll(unknown, people);
}

function placed(ids: readonly string[], placeOf: ReadonlyMap<string, number>, size: number): Bits {
  const bits = noBits(size);
  for (const id of ids) {
    const at = placeOf.get(id);
    if (at !== undefined) add(bits, at);
  }
  return bits;
}
