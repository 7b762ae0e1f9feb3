import { distinctGaps, type Answer } from '../answer';
import type { Evidence, GivenBy } from '../evidence';
import type { Facts, Gap, Group, Level, Person } from '../model';
import { listsOfGrants, type People } from './gathered';
import { compareLevels } from './levels';
import { isNonEmpty, type NonEmpty } from '../non-empty';

/** What gives somebody a permission, and how much; the most direct first. */
export type AccessSource = { level: Level; decides?: true } & (
  | { source: 'repository' | 'project' }
  | { source: 'repository' | 'project'; group: Group; member: Evidence[] }
  | { source: 'owner' }
);

/** Somebody's permission on the repository, and where it comes from. */
export interface Access {
  /** `unknown` where nothing that was read gives one, or two readings of it differ. */
  level: Level | 'unknown';
  /** Set where more than this may come from what could not be read. */
  atLeast?: true;
  /** Every sure source, from the most direct: the repository, the project, groups on either, ownership. */
  path: AccessSource[];
  /** Set where no source of the path decides: groups that may, and whether it is `surely` one of these. */
  unseen?: { groups: string[]; surely: boolean; on?: 'project' };
  /** What would have to be known to tell the level, or where it comes from. */
  gaps: Gap[];
}

/** What was found out about a person before. */
export interface Known {
  /** As the list of everybody says, or the viewer's own entry. */
  level: Level | undefined;
  contradiction: Gap | undefined;
  isAmong: (slug: string) => Answer;
  /** The groups one of which must be the source; empty where that cannot be concluded. */
  possibleSources: () => string[];
}

/** Where somebody's permission comes from. Bitbucket gives the highest of all sources (OpenAPI, `permissions`). */
export function accessOf(person: Person, people: People, known: Known): Access {
  const { contradiction, level } = known;
  const path = sourcesOf(person, people, known.isAmong);
  const highest = path.reduce<Level>((high, one) => (compareLevels(one.level, high) > 0 ? one.level : high), 'none');
  if (contradiction) return { level: 'unknown', path, unseen: noGroups, gaps: [contradiction] };
  if (level === undefined) return accessAtLeast(highest, path, people.facts);
  return compareLevels(highest, level) >= 0
    ? { level, path: deciding(path, level), gaps: [] }
    : { level, path, ...unseenSource(level, people, known) };
}

/** Where the list of everybody could not be read: at least what is surely given, and admin is the most. */
function accessAtLeast(highest: Level, path: AccessSource[], { permissions: { gaps } }: Facts): Access {
  if (highest === 'none') return { level: 'unknown', path, unseen: noGroups, gaps };
  const decided = { level: highest, path: deciding(path, highest) };
  return highest === 'admin' ? { ...decided, gaps: [] } : { ...decided, atLeast: true, gaps };
}

const noGroups = { groups: [], surely: false };

/** What can be said of a source that is above every one that was read. */
function unseenSource(
  level: Level,
  people: People,
  { isAmong, possibleSources }: Known,
): Pick<Access, 'unseen' | 'gaps'> {
  const sources = possibleSources();
  const surely = sources.length > 0;
  const groups = surely ? sources : groupsThatMay(level, people, isAmong);
  const onProject = groups.length > 0 && groups.every((slug) => people.onProject.has(slug));
  const gaps = [
    ...(surely ? [] : unreadGrants(people.facts)),
    ...groups.map(isAmong).flatMap((among) => (among.is === 'unknown' ? among.gaps : [])),
  ];
  return {
    unseen: { groups, surely, ...(onProject && { on: 'project' }) },
    gaps: gaps.length > 0 ? distinctGaps(gaps) : [{ of: { what: 'access-source' }, because: 'not-offered' }],
  };
}

/** The same sources, of which the most direct that gives this much decides. */
function deciding(sources: AccessSource[], level: Level): AccessSource[] {
  const at = sources.findIndex((one) => one.level === level);
  return sources.map((one, index) => (index === at ? { ...one, decides: true } : one));
}

function sourcesOf(
  person: Person,
  { grantsTo, groupGrants, owners }: People,
  isAmong: Known['isAmong'],
): AccessSource[] {
  const direct = (grantsTo.get(person.id) ?? []).map(({ on, level }): AccessSource => ({ source: on, level }));
  const throughGroups = groupGrants.flatMap(({ on, level, group }): AccessSource[] => {
    const among = group && level !== 'none' ? isAmong(group.slug) : undefined;
    return group && among?.is === 'yes' ? [{ source: on, level, group, member: among.evidence }] : [];
  });
  const owner: AccessSource[] = owners.has(person.id) ? [{ source: 'owner', level: 'admin' }] : [];
  return [...direct.filter(({ level }) => level !== 'none'), ...throughGroups, ...owner];
}

/**
 * The path as evidence, beside what shows the level: the deciding source stands in that one's sentence where there is
 * one, and otherwise for itself.
 */
export function withPath(
  [first, ...rest]: NonEmpty<Evidence>,
  person: Person,
  { level, path, unseen }: Access,
): NonEmpty<Evidence> {
  const decider = path.find(({ decides }) => decides);
  const head: Evidence =
    decider && (first.shows === 'level' || first.shows === 'own-level') ? { ...first, from: givenBy(decider) } : first;
  const more = [
    ...rest,
    ...path.flatMap((one) => [
      ...('from' in head && one === decider ? [] : [evidenceOf(one, person)]),
      ...('group' in one ? one.member : []),
    ]),
    ...(unseen?.surely && level !== 'unknown' ? onlySource(unseen, person, level) : []),
  ];
  const distinct = new Map(more.map((one) => [JSON.stringify(one), one]));
  distinct.delete(JSON.stringify(head));
  return [head, ...distinct.values()];
}

function givenBy(source: AccessSource): GivenBy {
  if (source.source === 'owner') return { source: 'owner' };
  return { source: source.source, ...('group' in source && { group: source.group }) };
}

function evidenceOf(source: AccessSource, person: Person): Evidence {
  const { level } = source;
  if (source.source === 'owner') return { shows: 'owner', person };
  return 'group' in source
    ? { shows: 'group-grant', person, group: source.group, level, on: source.source }
    : { shows: 'grant', person, level, on: source.source };
}

function onlySource({ groups, on }: NonNullable<Access['unseen']>, person: Person, level: Level): Evidence[] {
  return isNonEmpty(groups) ? [{ shows: 'only-source', person, groups, level, ...(on && { on }) }] : [];
}

/** Groups that were given exactly this much, and that nothing says the person is not in. */
function groupsThatMay(level: Level, { groupLevels }: People, isAmong: Known['isAmong']): string[] {
  return [...groupLevels].flatMap(([slug, groupLevel]) =>
    groupLevel === level && isAmong(slug).is !== 'no' ? [slug] : [],
  );
}

/** What could not be read of that which gives people permissions. */
export function unreadGrants(facts: Facts): Gap[] {
  return listsOfGrants(facts).flatMap(({ gaps }) => gaps);
}
