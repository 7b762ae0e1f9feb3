import { actorMeant, sameId } from '../../core/people/actor';
import { compareLevels } from '../../core/people/levels';
import { hasList } from '../../core/questions/survey';
import type { Fact, Facts, Gap, Level, Listing, Person } from '../../core/model';

/** Who looks, and their permission on the repository, as Bitbucket told them a moment ago. */
export interface Viewer {
  person: Fact<Person>;
  level: Fact<Level>;
}

/**
 * Facts that somebody else read, perhaps some time ago, as they are for this viewer. Their own permission of now takes
 * the place of what the list says of them. Where the two differ, grants were changed since the list was read: it then
 * counts as cut short, so that nothing is concluded from it about who is in which group.
 */
export function seenBy({ person, level }: Viewer, facts: Facts): Facts {
  const seen: Facts = { ...facts, viewer: person, viewerLevel: level };
  if (!person.known) return seen;
  const { id } = person.value;
  const { items, gaps } = facts.permissions;
  const others = items.filter((one) => !sameId(one.person.id, id));
  const before = items.find((one) => sameId(one.person.id, id))?.level ?? 'none';
  const now = levelNow(level);
  if (!now) return seen;
  const outdated: Gap[] =
    gaps.length === 0 && before !== now ? [{ of: { what: 'permissions' }, because: 'truncated' }] : gaps;
  const current = outdated.length > 0 ? withoutTaken(seen, id, now) : seen;
  return { ...current, permissions: { items: [...others, { person: person.value, level: now }], gaps: outdated } };
}

/** Whoever has less by now than they were given before was not left that: it was taken from them since. */
function withoutTaken(facts: Facts, id: string, now: Level): Facts {
  const left = <T extends { person: Person }>({ items, gaps }: Listing<T>, levelOf: (one: T) => Level): Listing<T> => ({
    items: items.filter((one) => !sameId(one.person.id, id) || compareLevels(levelOf(one), now) <= 0),
    gaps,
  });
  return {
    ...facts,
    userGrants: left(facts.userGrants, ({ level }) => level),
    projectUserGrants: left(facts.projectUserGrants, ({ level }) => level),
    workspaceMembers: left(facts.workspaceMembers, ({ owner }) => (owner ? 'admin' : 'none')),
  };
}

/** Who looks, where neither Bitbucket nor Forge says who that is. */
export const unnamed: Person = { id: 'unnamed', name: 'whoever opened this page' };

/**
 * Facts for a viewer of whom only their own permission is known: they may be anybody in a list, and nobody can say that
 * they are not.
 */
export function seenByUnnamed(gap: Gap, level: Fact<Level>, facts: Facts): Facts {
  const now = levelNow(level);
  const { permissions, restrictions } = facts;
  return {
    ...facts,
    viewer: { known: true, value: unnamed },
    viewerLevel: level,
    permissions: {
      items: now ? [...permissions.items, { person: unnamed, level: now }] : permissions.items,
      gaps: [...permissions.gaps, gap],
    },
    restrictions: {
      ...restrictions,
      items: restrictions.items.map((one) => (hasList(one) ? { ...one, gaps: [...one.gaps, gap] } : one)),
    },
  };
}

function levelNow(level: Fact<Level>): Level | undefined {
  return level.known ? level.value : hasNone(level.gap) ? 'none' : undefined;
}

/**
 * Their own list was read whole and is without the repository: it leaves out what they were given no permission in
 * (OpenAPI, `/user/workspaces/{workspace}/permissions/repositories`).
 */
function hasNone({ because, status }: Gap): boolean {
  return because === 'not-found' && status === undefined;
}

/** The person whom Bitbucket named, else whom these facts know by the account that Forge named. */
export function viewerAmong(named: Fact<Person>, accountId: string | undefined, facts: Facts): Fact<Person> {
  if (named.known || accountId === undefined) return named;
  const meant = actorMeant(accountId, facts);
  // What somebody calls themselves may be the account of another.
  if (!('actor' in meant) || meant.actor.type !== 'user' || meant.actor.person.accountId !== accountId) return named;
  return { known: true, value: meant.actor.person };
}
