import { distinctGaps } from '../answer';
import { gather, type Gathered } from '../cell/cell';
import { examining } from '../health/health';
import type { Problem, Severity, Some } from '../health/problem';
import type { Actor, Fact, Facts, Gap, Group, Person } from '../model';
import { everybody } from '../people/everybody';
import { finish, type Steps } from '../portions/steps';
import { accessAmong } from '../questions/access';
import { pushing } from '../questions/rules/pushers';
import { gapsOfEverybody } from '../questions/survey';
import { namesOf, type RepositoryNames } from '../repository';

/** A repository among many: by name, and by uuid where Bitbucket told it, which outlives the name. */
export interface RepositoryAmongMany extends RepositoryNames {
  id?: string;
}

/** What one repository comes to in a report of many. Plain JSON, some kilobytes at most. */
export interface RepositoryDigest {
  repository: RepositoryAmongMany;
  /** When it was read, RFC 3339. Absent where a saved world does not say. */
  readAt?: string;
  /** The main branch and who may push to it; null where there is none yet. */
  main: Fact<MainBranch | null>;
  /**
   * Who surely administers the repository, by uuid and name alone, and how many more perhaps do. `isPart`: there may be
   * others, who are on no list that was read.
   */
  administrators: { people: Person[]; unsure: number; isPart?: true };
  /** What is wrong with its rules, worst first: one entry for each problem by id and level. */
  problems: ProblemCount[];
  /** What could not be read, and so was not looked at. */
  gaps: Gap[];
}

/** Who may push to the main branch. */
export interface MainBranch {
  branch: string;
  /** People who surely may, and how many more perhaps may. */
  people: number;
  unsure: number;
  /** People who surely may merge a pull request into it, and how many more perhaps may. */
  mergers: number;
  unsureMergers: number;
  /** Set where there may be people who are on no list that was read. */
  isPart?: true;
  /** Automation that surely may, where it may write at all, and that perhaps may. */
  automation: { may: Actor[]; unsure: Actor[] };
}

/** How often one problem of `core/health` was found in a repository. */
export interface ProblemCount {
  /** The id of its unit. */
  problem: string;
  level: Severity;
  count: number;
  /** The ids of the restrictions that it is about, where these have one. */
  restrictions: number[];
  /** Whom it is about, by uuid and name, where it is about people who left; the first of them. */
  people?: Person[];
  /** The slugs of the groups that it is about; the first of them. */
  groups?: string[];
}

/** A repository that is known to be there, and could not be read. */
export interface UnreadRepository {
  repository: RepositoryAmongMany;
  gap: Gap;
}

/** Whether the repository could not be read at all. */
export function isUnread(one: RepositoryDigest | UnreadRepository): one is UnreadRepository {
  return 'gap' in one;
}

/** What a repository comes to in a report of many. */
export function digestOf(facts: Facts): RepositoryDigest {
  return finish(digesting(facts));
}

/** As `digestOf`, a little at a time. */
export function* digesting(facts: Facts): Steps<RepositoryDigest> {
  const gathered = gather(facts);
  const { problems, gaps } = yield* examining(facts);
  const main = yield* mainOf(gathered);
  const people = accessAmong(gathered, everybody(gathered.facts));
  const isPart = gapsOfEverybody(gathered).length > 0;
  const administrators = people.filter(({ access: { level } }) => level === 'admin');
  const { readAt } = facts;
  return {
    repository: amongMany(facts),
    ...(readAt !== undefined && { readAt }),
    main: main.main,
    administrators: {
      people: administrators.map(({ person }) => byName(person)),
      unsure: people.filter(({ access: { level, atLeast } }) => level === 'unknown' || atLeast).length,
      ...(isPart && { isPart }),
    },
    problems: counted(problems),
    gaps: distinctGaps([...gaps, ...main.gaps]).map(withoutPeople),
  };
}

/** A gap may hold the restriction that it is about with all whom that lists; its name is enough. */
function withoutPeople(gap: Gap): Gap {
  if (!('restriction' in gap.of)) return gap;
  const { id, kind, match, supplied } = gap.of.restriction;
  const restriction = {
    kind,
    match,
    ...(id !== undefined && { id }),
    ...(supplied && { supplied: { setOn: supplied.setOn } }),
  };
  return { ...gap, of: { ...gap.of, restriction } };
}

/** How a repository is called among many. */
export function amongMany({ repository }: Pick<Facts, 'repository'>): RepositoryAmongMany {
  const { id } = repository;
  return { ...namesOf(repository), ...(id !== undefined && { id }) };
}

function* mainOf(gathered: Gathered): Steps<{ main: RepositoryDigest['main']; gaps: Gap[] }> {
  const { mainBranch } = gathered.facts.repository;
  if (!mainBranch.known) return { main: mainBranch, gaps: [mainBranch.gap] };
  if (mainBranch.value === null) return { main: { known: true, value: null }, gaps: [] };
  const { people, isPart, gaps, ...found } = yield* pushing(gathered, mainBranch.value);
  return { main: { known: true, value: { ...found, people: people.length, ...(isPart && { isPart }) } }, gaps };
}

/** Who left, and which group has no access; of other problems, who is meant can be seen in the repository alone. */
function whomItIsAbout({ problem, found }: Problem): { people: Person[]; groups: string[] } {
  const { people, person, group }: Partial<{ people: Some<Person>; person: Person; group: Group }> = found;
  const isAboutLeaving = problem === 'lists-who-left' || problem === 'grant-to-who-left';
  const isAboutGroup = problem === 'lists-group-without-access';
  return {
    people: isAboutLeaving ? [...(people?.first ?? []), ...(person ? [person] : [])] : [],
    groups: isAboutGroup && group ? [group.slug] : [],
  };
}

/** How many of those whom a problem is about are named. */
const mostNamed = 10;

/** As they come: the worst first. */
function counted(problems: readonly Problem[]): ProblemCount[] {
  const counts = new Map<string, ProblemCount>();
  for (const problem of problems) {
    const { restriction, level } = problem;
    const key = `${problem.problem} ${level}`;
    const one: ProblemCount = counts.get(key) ?? { problem: problem.problem, level, count: 0, restrictions: [] };
    counts.set(key, one);
    one.count += 1;
    const id = restriction?.id;
    if (id !== undefined && !one.restrictions.includes(id)) one.restrictions.push(id);
    const { people, groups } = whomItIsAbout(problem);
    if (people.length > 0) one.people = firstOf([...(one.people ?? []), ...people.map(byName)], ({ id: who }) => who);
    if (groups.length > 0) one.groups = firstOf([...(one.groups ?? []), ...groups], (slug) => slug);
  }
  return [...counts.values()];
}

function firstOf<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [keyOf(one), one])).values()].slice(0, mostNamed);
}

/** By uuid and name alone: an answer about many repositories names many people. */
function byName({ id, name }: Person): Person {
  return { id, name };
}
