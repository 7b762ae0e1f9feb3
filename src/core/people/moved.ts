import { no, unknown, yes, type Answer } from '../answer';
import { isNonEmpty } from '../non-empty';
import type { Gap, Level, Person } from '../model';
import type { Moved, People } from './gathered';
import { compareLevels, writes } from './levels';

/** A person as the facts have them, and the membership of each group before anything moves. */
interface Before {
  person: Person;
  level: Level | undefined;
  write: Answer;
  isAmong: (slug: string) => Answer;
}

/** What has moved of one person. */
export interface MovedPerson {
  /** Whether the person is put into the group or taken out of it; undefined where the facts decide. */
  among: (slug: string) => Answer | undefined;
  /** Whether the facts' conclusion that one of these groups has the person in it still stands. */
  keeps: (slugs: readonly string[]) => boolean;
  write: (before: Before) => { level?: Level; write: Answer };
}

/** What has moved of this person; undefined where nothing has. */
export function movedPerson(person: Person, people: People): MovedPerson | undefined {
  const { moved } = people;
  if (!moved) return undefined;
  const put = slugsOf(moved, 'add', person);
  const taken = slugsOf(moved, 'remove', person).filter((slug) => !put.includes(slug));
  const permission = Object.hasOwn(moved.permissions, person.id) ? moved.permissions[person.id] : undefined;
  if (put.length + taken.length === 0 && permission === undefined) return undefined;
  return {
    among: (slug) =>
      put.includes(slug)
        ? yes({ shows: 'member', person, group: slug, source: 'tried' })
        : taken.includes(slug)
          ? no({ shows: 'not-member', person, group: slug, source: 'tried' })
          : undefined,
    keeps: (slugs) => !slugs.some((slug) => taken.includes(slug)),
    write: (before) => (permission ? asGiven(person, permission) : moveGroups(before, put, taken, people)),
  };
}

function slugsOf({ groups }: Moved, list: 'add' | 'remove', { id }: Person): string[] {
  return Object.entries(groups).flatMap(([slug, moves]) => (moves[list].includes(id) ? [slug] : []));
}

/** A permission that was set wins over every other source. */
function asGiven(person: Person, level: Level): { level: Level; write: Answer } {
  const evidence = { shows: 'level', person, level } as const;
  return { level, write: writes(level) ? yes(evidence) : no(evidence) };
}

/**
 * Effective permission is the highest of all sources (OpenAPI, `/workspaces/{workspace}/permissions/repositories/…`):
 * a group that is joined can only raise it. One that is left lowers it only where nothing else gives as much, which has
 * to be known of every other source.
 */
function moveGroups(before: Before, put: string[], taken: string[], people: People): ReturnType<MovedPerson['write']> {
  const joined = put.filter((slug) => before.isAmong(slug).is !== 'yes');
  const left = taken.filter((slug) => before.isAmong(slug).is !== 'no');
  const { level, write } = left.length > 0 ? withoutGroups(before, left, put, people) : before;
  const raised = joined.map((slug) => people.groupLevels.get(slug) ?? 'none').reduce(higher, level ?? 'none');
  const known = level === undefined && raised === 'none' ? {} : { level: raised };
  if (write.is === 'yes') return { ...known, write };
  const giving = joined.find((slug) => writes(people.groupLevels.get(slug) ?? 'none'));
  if (giving !== undefined) {
    const { person } = before;
    return { ...known, write: yes({ shows: 'level', person, level: raised }) };
  }
  const unread = joined.length > 0 ? unreadGroupGrants(people) : [];
  if (isNonEmpty(unread)) return { write: unknown(...unread) };
  return { ...(level && known), write };
}

/** What is left of a permission to write without these groups. */
function withoutGroups(
  { person, level, write, isAmong }: Before,
  left: string[],
  put: string[],
  people: People,
): { level?: Level; write: Answer } {
  if (write.is !== 'yes') return { ...(level && write.is === 'no' && { level }), write };
  const given = left.map((slug) => people.groupLevels.get(slug) ?? 'none').reduce(higher, 'none');
  const unread = unreadGroupGrants(people);
  const isFromElsewhere = unread.length === 0 && (!writes(given) || (level && compareLevels(given, level) < 0));
  if (isFromElsewhere) return { ...(level && { level }), write };

  const direct = (people.grantsTo.get(person.id) ?? []).map((one) => one.level);
  const others = [...people.groupLevels].filter(([slug]) => !left.includes(slug));
  const sure = others.flatMap(([slug, one]) => (put.includes(slug) || isAmong(slug).is === 'yes' ? [one] : []));
  const rest = [...direct, ...sure, ...(people.owners.has(person.id) ? (['admin'] as const) : [])].reduce(
    higher,
    'none',
  );
  if (writes(rest)) return { level: rest, write: yes({ shows: 'level', person, level: rest }) };
  const { userGrants, projectUserGrants, workspaceMembers } = people.facts;
  const gaps = [
    ...[userGrants, projectUserGrants, workspaceMembers].flatMap((list) => list.gaps),
    ...unread,
    ...others.flatMap(([slug, one]): Gap[] => {
      const among = writes(one) ? isAmong(slug) : no();
      return among.is === 'unknown' ? among.gaps : [];
    }),
  ];
  if (isNonEmpty(gaps)) return { write: unknown(...gaps) };
  return { level: rest, write: no({ shows: 'level', person, level: rest }) };
}

function unreadGroupGrants({ facts: { groupGrants, projectGroupGrants } }: People): Gap[] {
  return [...groupGrants.gaps, ...projectGroupGrants.gaps];
}

function higher(one: Level, other: Level): Level {
  return compareLevels(one, other) >= 0 ? one : other;
}
