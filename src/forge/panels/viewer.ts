import { actorMeant, sameId } from '../../core/people/actor';
import { compareLevels } from '../../core/people/levels';
import { hasList } from '../../core/rules/kinds';
import type { Fact, Facts, Gap, Level, Listing, Person } from '../../core/model';

/** The viewer, and their permission on the repository as Bitbucket reported it just now. */
export interface Viewer {
  person: Fact<Person>;
  level: Fact<Level>;
}

/**
 * Facts that somebody else read, perhaps some time ago, adjusted to this viewer: their own permission of now replaces
 * the listed one. Where the two differ, grants changed since the list was read; the list then counts as cut short, so
 * that nothing is concluded from it about who is in which group.
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
  const current = outdated.length > 0 ? withoutRevoked(seen, id, now) : seen;
  return { ...current, permissions: { items: [...others, { person: person.value, level: now }], gaps: outdated } };
}

/** Drops the grants that gave the viewer more than they have now: those were taken away since. */
function withoutRevoked(facts: Facts, id: string, now: Level): Facts {
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

/** The viewer, where neither Bitbucket nor Forge says who that is. */
export const unnamed: Person = { id: 'unnamed', name: 'whoever opened this page' };

/**
 * Facts for a viewer of whom only the permission is known: they may be anybody in a list, and nobody can rule that out.
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
 * Whether the viewer has no permission: their own list was read completely and lacks the repository, and it leaves out
 * only repositories without permission (OpenAPI, `/user/workspaces/{workspace}/permissions/repositories`).
 */
function hasNone({ because, status }: Gap): boolean {
  return because === 'not-found' && status === undefined;
}

/** The person whom Bitbucket named, else the one who has, among these facts, the account that Forge named. */
export function viewerAmong(named: Fact<Person>, accountId: string | undefined, facts: Facts): Fact<Person> {
  if (named.known || accountId === undefined) return named;
  const meant = actorMeant(accountId, facts);
  // Somebody's nickname may be another's account id.
  if (!('actor' in meant) || meant.actor.type !== 'user' || meant.actor.person.accountId !== accountId) return named;
  return { known: true, value: meant.actor.person };
}
