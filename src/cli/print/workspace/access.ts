import type { Gap, Person } from '../../../core/model';
import type { RepositoryNames } from '../../../core/repository';
import {
  levelsInOrder,
  levelTitles,
  pathWords,
  sayAccessReport,
  type SpokenAccess,
  type SpokenAccessReport,
} from '../../../core/say/access';
import type { AccessReport } from '../../../core/questions/access';
import type { Facts } from '../../../core/model';
import { namesOf } from '../../../core/repository';
import type { Colors } from '../../../core/say/text';
import { csvLine } from '../../../core/words/csv';
import { sayGap } from '../../../core/words/gaps';
import { plain } from '../../../core/words/names';
import { tellingOf, toldName } from '../../../core/words/telling-names';
import { jsonText } from '../../../core/words/visible';
import type { About } from '../formats/about';
import { accessColumns, accessRows } from '../formats/access';
import { emptyRow } from '../formats/cells';
import { inline, table } from '../formats/markdown';
import type { Format } from '../formats/printable';
import { aboutLines, aboutManyMarkdown, aboutUnread, manyWords, type AboutMany } from './about';

/** Everybody's permission on one repository among many, or that it could not be read. */
export type AccessOfOne =
  | { report: AccessReport; facts: Facts; about: () => About }
  | { names: RepositoryNames; gap: Gap };

/**
 * Prints as repositories are read: of hundreds of thousands of permissions, what one repository has is printed before
 * the next is read, or counted by person.
 */
export interface PrinterOfMany<T> {
  /** What can be printed of it now. */
  take: (one: T) => string;
  /** The rest. */
  done: (about: AboutMany) => string;
}

/** Everybody's permission on many repositories: as data by repository, as text by person. */
export function accessOfManyAs(
  format: Format,
  { readFrom, colors }: { readFrom: string; colors: Colors },
): PrinterOfMany<AccessOfOne> {
  if (format === 'json') return jsonPrinter();
  return format === 'csv' ? csvPrinter(readFrom) : peoplePrinter(format === 'markdown', colors);
}

function jsonPrinter(): PrinterOfMany<AccessOfOne> {
  let before = '[';
  return {
    take: (one) => {
      const start = before;
      before = ',';
      const answer: { repository: string } & SpokenAccessReport =
        'gap' in one
          ? { repository: one.names.fullName, people: [], gaps: [sayGap(one.gap, one.names)] }
          : { repository: one.facts.repository.fullName, ...sayAccessReport(one.report, one.facts) };
      return `${start}\n${jsonText(answer, 2)}`;
    },
    done: () => (before === '[' ? '[]\n' : '\n]\n'),
  };
}

function csvPrinter(readFrom: string): PrinterOfMany<AccessOfOne> {
  let head = csvLine(accessColumns);
  return {
    take: (one) => {
      const rows =
        'gap' in one
          ? [emptyRow(aboutUnread(one.names, one.gap, { readFrom }), accessColumns)]
          : accessRows(sayAccessReport(one.report, one.facts), namesOf(one.facts.repository), one.about());
      const lines = head + rows.map(csvLine).join('');
      head = '';
      return lines;
    },
    done: () => head,
  };
}

/** One way in which somebody has one level: on which repositories. */
interface Way {
  level: SpokenAccess['level'];
  words: string;
  repositories: string[];
}

interface PersonOfMany {
  person: Person;
  ways: Map<string, Way>;
}

function peoplePrinter(asMarkdown: boolean, colors: Colors): PrinterOfMany<AccessOfOne> {
  const people = new Map<string, PersonOfMany>();
  return {
    take: (one) => {
      if ('gap' in one) return '';
      const { people: spoken } = sayAccessReport(one.report, one.facts);
      const where = namesOf(one.facts.repository);
      for (const [at, { person }] of one.report.people.entries()) {
        const access = spoken[at];
        if (!access || access.level === 'none') continue;
        const known = people.get(person.id) ?? { person, ways: new Map<string, Way>() };
        people.set(person.id, known);
        const words = pathWords(access, where);
        const key = `${access.level} ${words}`;
        const way = known.ways.get(key) ?? { level: access.level, words, repositories: [] };
        way.repositories.push(where.fullName);
        known.ways.set(key, way);
      }
      return '';
    },
    done: (about) => (asMarkdown ? `${markdownOf(inOrder(people), about)}\n` : textOf(inOrder(people), about, colors)),
  };
}

interface ToldPerson {
  name: string;
  ways: Way[];
  counts: string;
}

/** Who administers the most first. */
function inOrder(people: ReadonlyMap<string, PersonOfMany>): ToldPerson[] {
  const marks = tellingOf(Array.from(people.values(), ({ person }) => person));
  return [...people.values()]
    .map(({ person, ways }) => ({
      name: plain(toldName(person, marks)),
      ways: waysInOrder(ways),
      tally: tallyOf(ways),
    }))
    .sort((a, b) => byTally(a.tally, b.tally) || (a.name < b.name ? -1 : 1))
    .map(({ name, ways, tally }) => ({ name, ways, counts: countsWords(tally) }));
}

function waysInOrder(ways: ReadonlyMap<string, Way>): Way[] {
  return [...ways.values()].sort(
    (a, b) =>
      levelsInOrder.indexOf(a.level) - levelsInOrder.indexOf(b.level) || b.repositories.length - a.repositories.length,
  );
}

/** How many repositories by level, in the order of the levels. */
function tallyOf(ways: ReadonlyMap<string, Way>): number[] {
  return levelsInOrder.map((level) =>
    [...ways.values()].reduce((sum, way) => sum + (way.level === level ? way.repositories.length : 0), 0),
  );
}

function byTally(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((count, place) => count !== b[place]);
  return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}

function countsWords(tally: readonly number[]): string {
  return levelsInOrder
    .flatMap((level, at) => ((tally[at] ?? 0) > 0 ? [`${levelTitles[level]} ${String(tally[at])}`] : []))
    .join(', ');
}

function titleOf(about: AboutMany): string {
  return `Who has access to ${manyWords(about)}, and where it comes from`;
}

/** Repositories named beside one way; --json names them all. */
const mostNamed = 20;

function named(repositories: readonly string[]): string {
  const more = repositories.length - mostNamed;
  const first = repositories.slice(0, mostNamed).map(plain).join(', ');
  return more > 0 ? `${first} and ${String(more)} more` : first;
}

function textOf(people: readonly ToldPerson[], about: AboutMany, colors: Colors): string {
  const each = people.map(({ name, counts, ways }) =>
    [
      `${colors.bold(name)} (${counts})`,
      ...ways.map(({ words, level, repositories }) => `  ${words || levelTitles[level]}: ${named(repositories)}`),
    ].join('\n'),
  );
  return [
    colors.bold(titleOf(about)),
    ...(each.length > 0 ? each : ['Nobody was found.']),
    `${aboutLines(about, colors).join('\n')}\n`,
  ].join('\n\n');
}

function markdownOf(people: readonly ToldPerson[], about: AboutMany): string {
  const rows = people.flatMap(({ name, ways }) =>
    ways.map(({ level, words, repositories }) => [
      inline(name),
      levelTitles[level],
      inline(words),
      inline(named(repositories)),
    ]),
  );
  return [
    `## ${inline(titleOf(about))}`,
    people.length > 0 ? table(['Who', 'Permission', 'From', 'Repositories'], rows) : 'Nobody was found.',
    aboutManyMarkdown(about),
  ].join('\n\n');
}
