import type { People } from './gathered';
import { compareLevels, writes } from './levels';
import type { Facts, Gap, Level, Person, Reading } from '../model';
import { ownLevel } from './viewer';

/** A reading, and the permission that follows from it. */
interface Reported {
  reading: Reading;
  level: Level;
}

/** Two readings of somebody's permission that cannot both be true: which of them is right nobody can say. */
export interface Contradiction {
  /** The lower one, which claims to be the highest of everything. */
  level: Level;
  gap: Gap;
  /** Whether they differ about writing. */
  aboutWriting: boolean;
}

/**
 * Where a reply says that all that somebody has is less than what another reply surely gives them. Effective
 * permissions are the highest of all sources (OpenAPI, `/workspaces/{workspace}/permissions/repositories/{repo_slug}`),
 * so that of two such readings one is wrong: grants changed between them, the account is no longer active, or a reply
 * is not whole.
 */
export function contradictionOf(person: Person, people: People): Contradiction | undefined {
  const effective = effectiveReadings(person, people);
  const lowest = effective.reduce<Reported | undefined>(
    (low, one) => (low && compareLevels(low.level, one.level) <= 0 ? low : one),
    undefined,
  );
  if (!lowest) return undefined;
  const highest = [...sourcesAbove(lowest.level, person, people), ...effective].reduce(
    (high, one) => (compareLevels(high.level, one.level) >= 0 ? high : one),
    lowest,
  );
  if (compareLevels(lowest.level, highest.level) >= 0) return undefined;
  return {
    level: lowest.level,
    gap: gapOf(lowest.reading, highest.reading),
    aboutWriting: writes(highest.level) && !writes(lowest.level),
  };
}

/**
 * What claims to be the highest of everything: the list of everybody, where it names them or is whole, and their own
 * entry.
 */
function effectiveReadings(person: Person, { facts, levelOf }: People): Reported[] {
  const { permissions } = facts;
  const listed = levelOf.get(person.id);
  const own = ownLevel(person, facts);
  return [
    ...(listed ? [{ reading: { says: 'listed', level: listed }, level: listed } as const] : []),
    ...(!listed && permissions.gaps.length === 0 ? [{ reading: { says: 'not-listed' }, level: 'none' } as const] : []),
    ...(own ? [{ reading: { says: 'own', level: own }, level: own } as const] : []),
  ];
}

/** What surely gives the person more than this: directly, or through a group that they are said to be in. */
function sourcesAbove(lowest: Level, person: Person, people: People): Reported[] {
  const { grantsTo, groupLevels, owners } = people;
  const direct = (grantsTo.get(person.id) ?? []).map(
    ({ level, on }): Reported => ({ reading: { says: 'grant', level, on }, level }),
  );
  const throughGroups = [...groupLevels].flatMap(([group, level]): Reported[] => {
    const source = compareLevels(level, lowest) > 0 && saidToBeIn(person, group, people);
    return source ? [{ reading: { says: 'member', group, level, source }, level }] : [];
  });
  return [
    ...(owners.has(person.id) ? [{ reading: { says: 'owner' }, level: 'admin' } as const] : []),
    ...direct.filter(({ level }) => compareLevels(level, lowest) > 0),
    ...throughGroups,
  ];
}

/**
 * Who says that the person is in the group, where somebody does: Bitbucket, else an administrator, where Bitbucket does
 * not list them all.
 */
export function saidToBeIn(
  { id }: Person,
  group: string,
  { facts, members, supplied }: People,
): 'bitbucket' | 'supplied' | undefined {
  const listed = members.get(group);
  if (listed?.has(id)) return 'bitbucket';
  const whole = listed && facts.members[group]?.gaps.length === 0;
  return !whole && supplied.get(group)?.has(id) ? 'supplied' : undefined;
}

/** That a group gives somebody more than all that they have. */
export function membershipGap(person: Person, group: string, people: People): Gap | undefined {
  const level = people.groupLevels.get(group);
  const source = saidToBeIn(person, group, people);
  const lower = level && effectiveReadings(person, people).find((one) => compareLevels(one.level, level) < 0);
  return lower && source && gapOf(lower.reading, { says: 'member', group, level, source });
}

/**
 * The same facts, in which an empty list of everybody's permissions counts as cut short where somebody surely has one:
 * a repository always has somebody who administers it.
 */
export function withoutEmptyList(facts: Facts): Facts {
  const { items, gaps } = facts.permissions;
  if (items.length + gaps.length > 0) return facts;
  const source = somebodysSource(facts);
  return source ? { ...facts, permissions: { items, gaps: [gapOf({ says: 'nobody-listed' }, source)] } } : facts;
}

function somebodysSource({ workspaceMembers, userGrants, projectUserGrants, viewerLevel }: Facts): Reading | undefined {
  if (workspaceMembers.items.some(({ owner }) => owner)) return { says: 'owner' };
  for (const [on, { items }] of [
    ['repository', userGrants],
    ['project', projectUserGrants],
  ] as const) {
    const grant = items.find(({ level }) => level !== 'none');
    if (grant) return { says: 'grant', level: grant.level, on };
  }
  return viewerLevel.known && viewerLevel.value !== 'none' ? { says: 'own', level: viewerLevel.value } : undefined;
}

function gapOf(...readings: [Reading, Reading]): Gap {
  return { of: { what: 'contradiction', readings }, because: 'not-understood' };
}
