import { gapKey } from '../answer';
import { severities, type Severity } from '../health/problem';
import { units } from '../health/units';
import type { Gap, Person, Unknown } from '../model';
import {
  isUnread,
  type MainBranch,
  type ProblemCount,
  type RepositoryAmongMany,
  type RepositoryDigest,
  type UnreadRepository,
} from './digest';

/** A report of many repositories. Plain JSON; every list has its worst first, and then goes by name. */
export interface WorkspaceReport {
  /** How many there are: those that were read, and `unread`. */
  repositories: number;
  read: number;
  /** Between which times they were read, RFC 3339; absent where nothing says when. */
  readAt?: { first: string; last: string };
  /** One for each question of a report, those without rows last. */
  sections: ReportSection[];
  /** Who surely administers how many of those that were read, most first. */
  administrators: { person: Person; repositories: number }[];
  /** How many administer each, fewest first; `unsure`: how many more perhaps do. */
  administered: { repository: RepositoryAmongMany; count: number; unsure: number; isPart?: true }[];
  /** What could not be read of those that were read, and of which; what concerns most of them first. */
  notRead: { gap: Gap; repositories: RepositoryAmongMany[] }[];
  /** Those that could not be read at all, by name. */
  unread: UnreadRepository[];
}

/** The questions about main branches; every other section is a problem by the id of its unit. */
export const mainSections = ['main-nobody-pushes', 'main-automation-pushes', 'main-one-pushes'] as const;
/** One of `mainSections`. */
export type MainSection = (typeof mainSections)[number];

/** The repositories of which one thing is so. */
export interface ReportSection {
  /** One of `mainSections`, or the id of a problem. */
  section: string;
  /** The level of its worst row; `info` of one without rows. */
  level: Severity;
  /** How often it is so in all. */
  count: number;
  rows: ReportRow[];
  /** Repositories of which that is not known: what it rests on could not be read. Those of `unread` are not here. */
  notKnown: RepositoryAmongMany[];
}

/** A repository in a section. */
export interface ReportRow extends Omit<ProblemCount, 'problem'> {
  repository: RepositoryAmongMany;
  /** Where the section is about the main branch. */
  main?: MainBranch;
}

/** Takes repositories one after another, in any order, and makes a report of them. Each is to be taken once. */
export interface Reporting {
  take: (one: RepositoryDigest | UnreadRepository) => void;
  done: () => WorkspaceReport;
}

/** A report that is gathered a repository at a time; of each it keeps what its rows show. */
export function reporting(): Reporting {
  const sections = new Map<string, Gathered>(allSections.map((section) => [section, { rows: [], notKnown: [] }]));
  const administrators = new Map<string, { person: Person; repositories: number }>();
  const administered: WorkspaceReport['administered'] = [];
  const notRead = new Map<string, WorkspaceReport['notRead'][number]>();
  const unread: UnreadRepository[] = [];
  let first: string | undefined;
  let last: string | undefined;

  function take(one: RepositoryDigest | UnreadRepository): void {
    if (isUnread(one)) {
      unread.push(one);
      return;
    }
    const { repository, readAt, gaps } = one;
    if (readAt !== undefined) {
      if (first === undefined || readAt < first) first = readAt;
      if (last === undefined || readAt > last) last = readAt;
    }
    for (const [section, { rows, notKnown }] of sections) {
      const found = isMainSection(section) ? rowsOfMain(section, one) : rowsOfProblem(section, one);
      if (found === 'not known') notKnown.push(repository);
      else rows.push(...found);
    }
    const { people, unsure, isPart } = one.administrators;
    administered.push({ repository, count: people.length, unsure, ...(isPart && { isPart }) });
    for (const person of people) {
      const before = administrators.get(person.id);
      if (before) before.repositories += 1;
      else administrators.set(person.id, { person, repositories: 1 });
    }
    for (const gap of gaps) {
      const key = acrossKey(gap, repository);
      const before = notRead.get(key);
      if (before) before.repositories.push(repository);
      else notRead.set(key, { gap, repositories: [repository] });
    }
  }

  return {
    take,
    done: () => ({
      repositories: administered.length + unread.length,
      read: administered.length,
      ...(first !== undefined && last !== undefined && { readAt: { first, last } }),
      sections: Array.from(sections, sectionOf).sort(bySeverity),
      administrators: [...administrators.values()].sort(
        (a, b) => b.repositories - a.repositories || compared(a.person.name, b.person.name),
      ),
      administered: administered.toSorted(
        (a, b) => a.count - b.count || a.unsure - b.unsure || byName(a.repository, b.repository),
      ),
      notRead: Array.from(notRead.values(), ({ gap, repositories }) => ({
        gap,
        repositories: repositories.toSorted(byName),
      })).sort(byReach),
      unread: unread.toSorted((a, b) => byName(a.repository, b.repository)),
    }),
  };
}

/** The same gap of several repositories is told once, but for one about a restriction or a file, which are of one. */
function acrossKey(gap: Gap, { fullName }: RepositoryAmongMany): string {
  const isOfOne = 'restriction' in gap.of || ['contradiction', 'saved-file'].includes(gap.of.what);
  return JSON.stringify([gapKey(gap), gap.status, isOfOne && fullName]);
}

type Gathered = Pick<ReportSection, 'rows' | 'notKnown'>;

type What = Unknown['what'];

const cover: What[] = ['restrictions', 'restriction-match', 'branching-model'];
const ofMain: What[] = [...cover, 'main-branch'];
const people: What[] = ['permissions', 'exemptions', 'members', 'contradiction'];
const branches: What[] = [...cover, 'branches'];

/** What a section rests on; of the other problems, only what the rules say. */
const needs: Record<string, readonly What[]> = {
  'main-branch-unprotected': ofMain,
  'main-history-open': [...ofMain, ...people],
  'main-deletion-open': [...ofMain, ...people],
  'nobody-can-push': [...cover, ...people],
  'only-automation-can-push': [...cover, ...people],
  'one-person-can-push': [...cover, ...people],
  'one-person-suffices': [...branches, ...people],
  shadowed: [...cover, ...people],
  'lists-who-left': ['workspace-members', 'restrictions', 'exemptions'],
  'lists-without-write': ['restrictions', 'exemptions', 'permissions', 'contradiction'],
  'grant-to-who-left': ['workspace-members', 'user-grants', 'project-user-grants'],
  'lists-group-without-access': ['restrictions', 'exemptions', 'group-grants', 'project-group-grants', 'project'],
  'covers-no-branch': branches,
  'letter-case': branches,
  'nearly-covers': branches,
};

/** What must have been read to know that a repository has not got this problem. */
export function restsOn(problem: string): readonly What[] {
  return needs[problem] ?? cover;
}

const allSections: readonly string[] = [...mainSections, ...units.map(({ id }) => id)];

function isMainSection(section: string): section is MainSection {
  return (mainSections as readonly string[]).includes(section);
}

type Rows = ReportRow[] | 'not known';

function rowsOfProblem(section: string, { repository, problems, gaps }: RepositoryDigest): Rows {
  const found = problems.filter(({ problem }) => problem === section);
  const rests = restsOn(section);
  if (found.length === 0 && gaps.some(({ of }) => rests.includes(of.what))) return 'not known';
  // Of two levels the worse stands in the row, and both are counted.
  const [worst] = found;
  if (!worst) return [];
  const { level, people, groups } = worst;
  return [
    {
      repository,
      level,
      ...(people && { people }),
      ...(groups && { groups }),
      count: found.reduce((sum, { count }) => sum + count, 0),
      restrictions: [...new Set(found.flatMap(({ restrictions }) => restrictions))],
    },
  ];
}

/** Who can push to the main branch: how many people, where that is known, and whether automation can. */
function rowsOfMain(section: MainSection, { repository, main }: RepositoryDigest): Rows {
  if (!main.known) return 'not known';
  if (!main.value) return [];
  const { value } = main;
  const most = section === 'main-one-pushes' ? 1 : 0;
  if (value.people > most) return [];
  if (value.unsure > 0 || value.isPart) return 'not known';
  const { may, unsure } = value.automation;
  const is: MainSection =
    value.people === 1
      ? 'main-one-pushes'
      : may.length + unsure.length > 0
        ? 'main-automation-pushes'
        : 'main-nobody-pushes';
  return is === section ? [{ repository, level: levelOfMain(value), count: 1, restrictions: [], main: value }] : [];
}

/** With people who can merge it may be meant, as the way to have pull requests alone. */
function levelOfMain({ people, mergers, unsureMergers }: MainBranch): Severity {
  const others = mergers + unsureMergers - people;
  if (others > 0) return 'info';
  return people === 0 ? 'error' : 'warning';
}

function sectionOf([section, { rows, notKnown }]: [string, Gathered]): ReportSection {
  return {
    section,
    level: severities[Math.max(0, ...rows.map(({ level }) => severities.indexOf(level)))] ?? 'info',
    count: rows.reduce((sum, { count }) => sum + count, 0),
    rows: rows.toSorted((a, b) => rank(b) - rank(a) || b.count - a.count || byName(a.repository, b.repository)),
    notKnown: notKnown.toSorted(byName),
  };
}

/** The worst first, of one level that which concerns most repositories; sorting keeps the order of the others. */
function bySeverity(a: ReportSection, b: ReportSection): number {
  return Number(b.rows.length > 0) - Number(a.rows.length > 0) || rank(b) - rank(a) || b.rows.length - a.rows.length;
}

type NotRead = WorkspaceReport['notRead'][number];

function byReach(a: NotRead, b: NotRead): number {
  const keyOf = ({ gap, repositories: [first] }: NotRead) => (first ? acrossKey(gap, first) : '');
  return (
    b.repositories.length - a.repositories.length ||
    compared(a.repositories[0]?.fullName ?? '', b.repositories[0]?.fullName ?? '') ||
    compared(keyOf(a), keyOf(b))
  );
}

function rank({ level }: { level: Severity }): number {
  return severities.indexOf(level);
}

function byName(a: RepositoryAmongMany, b: RepositoryAmongMany): number {
  return compared(a.fullName, b.fullName) || compared(a.id ?? '', b.id ?? '');
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
