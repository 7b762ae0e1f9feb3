import { isNonEmpty, type NonEmpty } from '../non-empty';
import type { Evidence } from '../evidence';
import { no, unknown, yes, type Answer } from '../answer';
import { accessOf, type Access } from './access';
import { compareLevels } from './levels';
import type { Actor, Facts, Gap, Level, Person, Restriction } from '../model';
import { listsOfPermissions, type People } from './gathered';
import { movedPerson } from './moved';
import { contradictionOf, membershipGap, saidToBeIn } from './readings';
import { ownLevel } from './viewer';
import { mayWrite } from './write-access';

/** Whether a person may write, and which groups and lists they are in. Each is worked out once. */
export interface Standing {
  level?: Level;
  write: Answer;
  lists: (restriction: Restriction) => Answer;
  /** Whether they are in the group of this slug. */
  isIn: (slug: string) => Answer;
  /** The groups one of which must give the permission, as nothing else does; empty where that cannot be concluded. */
  sources: () => readonly string[];
  /** Where the permission comes from; absent of an actor that no list can name. Worked out when it is called. */
  access?: () => Access;
}

/** Where the actor stands, whichever the branch. */
export function standingOf(actor: Actor, people: People): Standing {
  return actor.type === 'user' ? standingOfPerson(actor.person, people) : standingOfUnlistable(actor);
}

/** They count as having write access (their scopes are not checked), and no restriction can list them. */
function standingOfUnlistable(actor: Exclude<Actor, { type: 'user' }>): Standing {
  return {
    write: yes({ shows: 'actor-documentation', actor: actor.type }),
    lists: (restriction) =>
      actor.type === 'pipelines' && restriction.kind === 'push' && restriction.pipelinesSourceBranches.length > 0
        ? unknown({ of: { what: 'pipelines-exception', restriction }, because: 'not-documented' })
        : no({ shows: 'restriction', restriction }),
    isIn: () => no({ shows: 'actor-documentation', actor: actor.type }),
    sources: () => [],
  };
}

/** Where a person stands, and where their permission comes from. */
export function standingOfPerson(person: Person, people: People): Required<Pick<Standing, 'access'>> & Standing {
  const { facts } = people;
  const listed = people.levelOf.get(person.id);
  const level = listed ?? (facts.permissions.gaps.length === 0 ? 'none' : undefined);
  const contradiction = contradictionOf(person, people);
  const moved = movedPerson(person, people);
  const memberships = new Map<string, Answer>();
  let mayBe: string[] | undefined;

  /**
   * Stated by Bitbucket, else by an administrator, else ruled out by the permission the person lacks. Nothing follows
   * from a permission about which two readings differ.
   */
  function statedOrRuledOut(slug: string): Answer | undefined {
    const source = saidToBeIn(person, slug, people);
    if (source) {
      const gap = contradiction && membershipGap(person, slug, people);
      return gap ? unknown(gap) : yes({ shows: 'member', person, group: slug, source });
    }
    const stated = people.members.has(slug) && facts.members[slug]?.gaps.length === 0 ? 'bitbucket' : undefined;
    const without = stated ?? (people.supplied.has(slug) ? 'supplied' : undefined);
    if (without) return no({ shows: 'not-member', person, group: slug, source: without });
    if (contradiction) return undefined;
    const groupLevel = people.groupLevels.get(slug);
    if (facts.permissions.gaps.length === 0 && level && groupLevel && compareLevels(level, groupLevel) < 0) {
      return no({ shows: 'below-group', person, group: slug, level, groupLevel, ...onProject([slug]) });
    }
    return undefined;
  }

  /**
   * The groups at least one of which must be the source of the person's permission, because it is above every direct
   * source. Empty where that cannot be concluded.
   */
  function possibleSources(): string[] {
    if (!level || contradiction || !readWholeForDeduction(facts)) return [];
    const direct = (people.grantsTo.get(person.id) ?? []).map((source) => source.level);
    if (people.owners.has(person.id)) direct.push('admin');
    if (direct.some((source) => compareLevels(level, source) <= 0) || level === 'none') return [];
    return [...people.groupLevels]
      .filter(([slug, groupLevel]) => groupLevel === level && statedOrRuledOut(slug)?.is !== 'no')
      .map(([slug]) => slug);
  }

  function sourcesThatMay(): string[] {
    return (mayBe ??= possibleSources());
  }

  /** That a person can see this on the project's page, and not on the repository's. */
  function onProject(slugs: string[]): { on?: 'project' } {
    return slugs.every((slug) => people.onProject.has(slug)) ? { on: 'project' } : {};
  }

  function isAmong(slug: string): Answer {
    const known = memberships.get(slug);
    if (known) return known;
    const answer = statedOrRuledOut(slug) ?? onlySource(slug) ?? unknown(membersGap(facts, slug));
    memberships.set(slug, answer);
    return answer;
  }

  function onlySource(slug: string): Answer | undefined {
    const sources = sourcesThatMay();
    if (!level || sources.length !== 1 || sources[0] !== slug) return undefined;
    return yes({ shows: 'only-source', person, groups: [slug], level, ...onProject([slug]) });
  }

  function lists(restriction: Restriction): Answer {
    if (restriction.users.some(({ id }) => id === person.id)) {
      return yes({ shows: 'lists-person', restriction, person });
    }
    const gaps: Gap[] = [...restriction.gaps];
    const against: Evidence[] = [{ shows: 'restriction', restriction }];
    for (const group of restriction.groups) {
      const among = moved?.among(group.slug) ?? isAmong(group.slug);
      if (among.is === 'yes') return yes({ shows: 'lists-group', restriction, group, person }, ...among.evidence);
      if (among.is === 'no') against.push(...among.evidence);
      else gaps.push(...among.gaps);
    }
    if (!isNonEmpty(gaps)) return no(...against);
    const every = listsEverySource(restriction);
    return every && level
      ? yes(
          { shows: 'lists-every-source', restriction, groups: every, person },
          { shows: 'only-source', person, groups: every, level, ...onProject(every) },
        )
      : unknown(...gaps);
  }

  function listsEverySource({ groups }: Restriction): NonEmpty<string> | undefined {
    const sources = sourcesThatMay();
    if (!isNonEmpty(sources) || moved?.keeps(sources) === false) return undefined;
    return sources.every((slug) => groups.some((group) => group.slug === slug)) ? sources : undefined;
  }

  const write = contradiction?.aboutWriting ? unknown(contradiction.gap) : mayWrite(person, listed, people, isAmong);
  const now = moved ? moved.write({ person, level, write, isAmong }) : { ...(level && { level }), write };
  return {
    ...now,
    lists,
    isIn: isAmong,
    sources: sourcesThatMay,
    access: () =>
      accessOf(person, people, {
        // The viewer's own entry holds where the list of everybody could not be read.
        level: level ?? ownLevel(person, facts),
        contradiction: contradiction?.gap,
        isAmong,
        possibleSources: sourcesThatMay,
      }),
  };
}

function readWholeForDeduction(facts: Facts): boolean {
  return listsOfPermissions(facts).every(({ gaps }) => gaps.length === 0);
}

/** That nobody says who is in a group. */
export function membersGap(facts: Facts, slug: string): Gap {
  const [gap] = facts.members[slug]?.gaps ?? [];
  return gap ?? { of: { what: 'members', group: slug }, because: 'not-offered' };
}
