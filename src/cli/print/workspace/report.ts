import type { Severity } from '../../../core/health/problem';
import { peopleCount, thousands } from '../../../core/words/counts';
import { sayGap, type SpokenGap } from '../../../core/words/gaps';
import { personName, plain, sentence } from '../../../core/words/names';
import { settingsPages } from '../../../core/words/pages';
import { withTellingNames } from '../../../core/words/telling-names';
import type { RepositoryAmongMany } from '../../../core/workspace/digest';
import type { ReportRow, WorkspaceReport } from '../../../core/workspace/report';
import { reportInShort, rowWords, wordsOfSection } from '../../../core/workspace/words/report';

/** A report in words, whatever it is printed as: every part in the order in which it is read. */
export interface SpokenReport {
  /** What it is of: `the workspace acme`. */
  of: string;
  repositories: number;
  read: number;
  readAt?: { first: string; last: string };
  /** The whole in a few sentences. */
  inShort: string[];
  /** Those of which something was found, the worst first. */
  sections: SpokenSection[];
  /** The titles of those of which nothing was found, and which were looked at everywhere. */
  clean: string[];
  /** Who administers how many, the most first. */
  administrators: { id: string; name: string; repositories: number }[];
  /** How many administer each, the fewest first. */
  administered: { repository: string; page: string; says: string; count: number; unsure: number }[];
  notRead: ({ repositories: string[] } & SpokenGap)[];
  unread: { repository: string; gap: SpokenGap }[];
}

/** One question of a report. */
export interface SpokenSection {
  section: string;
  title: string;
  /** Why it matters: a sentence or two. */
  why: string;
  level: Severity;
  count: number;
  rows: SpokenRow[];
  /** The names of repositories of which it is not known. */
  notKnown: string[];
}

/** A repository in a section. */
export interface SpokenRow {
  repository: string;
  level: Severity;
  count: number;
  /** What is so, in a phrase. */
  says: string;
  /** The ids of the restrictions that it is about. */
  restrictions: number[];
  /** Where an administrator mends it. */
  page: string;
}

/** Problems that can only be found where it is known which branches there are. */
const ofBranches = new Set(['covers-no-branch', 'letter-case', 'nearly-covers']);

/** A report in words. `branchesRead`: whether it is known everywhere which branches there are. */
export function sayReport(
  report: WorkspaceReport,
  { of, branchesRead }: { of: string; branchesRead: boolean },
): SpokenReport {
  const { repositories, read, readAt, sections, administrators, administered, notRead, unread } =
    withTellingNames(report);
  const spoken = sections.map(({ section, level, count, rows, notKnown }): SpokenSection => {
    const { title, why } = wordsOfSection(section);
    const all = rows.map((row) => rowOf(row, section));
    return { section, title, why, level, count, rows: all, notKnown: notKnown.map(nameOf) };
  });
  return {
    of,
    repositories,
    read,
    ...(readAt && { readAt }),
    inShort: reportInShort(report),
    sections: spoken.filter(({ rows, notKnown }) => rows.length + notKnown.length > 0),
    clean: spoken
      .filter(({ rows, notKnown }) => rows.length + notKnown.length === 0)
      .filter(({ section }) => branchesRead || !ofBranches.has(section))
      .map(({ title }) => title),
    administrators: administrators.map(({ person, repositories: count }) => ({
      id: person.id,
      name: personName(person),
      repositories: count,
    })),
    administered: administered.map(({ repository, count, unsure, isPart }) => ({
      repository: nameOf(repository),
      page: settingsPages.permissions(repository),
      says: `${isPart ? 'at least ' : ''}${peopleCount(count)}${moreWords(unsure)}`,
      count,
      unsure,
    })),
    notRead: notRead.flatMap(({ gap, repositories: of_ }) => {
      const [first] = of_;
      return first ? [{ ...sayGap(gap, first), repositories: of_.map(nameOf) }] : [];
    }),
    unread: unread.map(({ repository, gap }) => ({ repository: nameOf(repository), gap: sayGap(gap, repository) })),
  };
}

function nameOf({ fullName }: RepositoryAmongMany): string {
  return plain(fullName);
}

function rowOf(row: ReportRow, section: string): SpokenRow {
  const { repository, level, count, restrictions, main, people, groups } = row;
  return {
    repository: nameOf(repository),
    level,
    count,
    says: main || people || groups || count > 1 ? sentence(rowWords(row).replace(/^Found once: /, '')) : '',
    restrictions,
    page:
      section === 'grant-to-who-left' ? settingsPages.permissions(repository) : settingsPages.restrictions(repository),
  };
}

function moreWords(unsure: number): string {
  return unsure === 0 ? '' : `, and perhaps ${thousands(unsure)} more`;
}
