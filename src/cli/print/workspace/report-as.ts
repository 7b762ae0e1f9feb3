import type { Colors } from '../../../core/say/text';
import { counted } from '../../../core/words/counts';
import { csvLine } from '../../../core/words/csv';
import { gapSentence } from '../../../core/words/gaps';
import { enumeration } from '../../../core/words/names';
import { inline, link, table } from '../formats/markdown';
import { jsonPieces, type Printable } from '../formats/printable';
import { borderless, trimmed } from '../survey';
import { aboutJson, aboutLines, aboutManyMarkdown, hereWords, timesWords, type AboutMany } from './about';
import type { SpokenReport, SpokenSection } from './report';
import { reportHtml } from './report-html';
import { levelWords, reportTitle, rowWords, sectionCount } from './report-words';

/** A report in each of its formats. */
export function reportAs(report: SpokenReport, about: AboutMany, colors: Colors): Printable {
  return {
    text: () => [reportText(report, about, colors)],
    json: () => jsonPieces(reportJson(report, about)),
    csv: () => reportCsv(report, about),
    markdown: () => [`${reportMarkdown(report, about)}\n`],
    html: () => [reportHtml(report, about)],
  };
}

function reportJson(report: SpokenReport, about: AboutMany) {
  const { repositories, read, inShort, sections, administrators, administered, notRead, unread } = report;
  const found = { repositories, read, inShort, sections, administrators, administered, notRead, unread };
  return { ...aboutJson(about), ...found };
}

const coloured = { error: 'denied', warning: 'unknown', info: 'allowed' } as const;

/** Rows of a section as text. */
const mostRows = 20;
/** Names of people and repositories that are listed as text. */
const mostListed = 15;

function reportText(report: SpokenReport, about: AboutMany, colors: Colors): string {
  const { sections, clean, administrators, administered, notRead } = report;
  const found = sections.filter(({ rows }) => rows.length > 0);
  const open = sections.filter(({ rows, notKnown }) => rows.length === 0 && notKnown.length > 0);
  return [
    colors.bold(reportTitle(about)),
    shortWords(report),
    ...found.map((section) => sectionText(section, colors)),
    listText(
      `Who administers how many of ${String(report.read)}`,
      administrators.map(({ name, repositories }): [string, string] => [String(repositories), name]),
      colors,
    ),
    listText(
      'How many administer each, the fewest first',
      administered.map(({ repository, says }): [string, string] => [repository, says]),
      colors,
    ),
    ...(open.length > 0
      ? [
          [
            colors.bold('Whether it is so is not known'),
            ...open.map(({ title, notKnown }) => `- ${title}: ${enumeration(notKnown)}`),
          ].join('\n'),
        ]
      : []),
    ...(clean.length > 0 ? [`${colors.bold('Found nowhere')}\n${clean.map((one) => `- ${one}`).join('\n')}`] : []),
    ...(notRead.length > 0
      ? [
          [
            colors.bold('What could not be read'),
            ...notRead.slice(0, mostListed).map((gap) => `- ${gapSentence(gap)}${ofThese(gap.repositories)}`),
            ...moreLine(notRead.length - mostListed),
          ].join('\n'),
        ]
      : []),
    `\`who-can-push lint WS/REPO${hereWords(about)}\` tells of one what follows, and what mends it.`,
    `${aboutLines(about, colors).join('\n')}\n`,
  ].join('\n\n');
}

/** What was read, and that nothing was found; what was is said below. */
function shortWords({ inShort: [first = '', ...more], sections }: SpokenReport): string {
  return sections.some(({ level, rows }) => rows.length > 0 && level !== 'info') ? first : [first, ...more].join(' ');
}

function ofThese(repositories: readonly string[]): string {
  return repositories.length > 1
    ? `(${counted(repositories.length, 'repository', 'repositories')}: ${enumeration([...repositories])})`
    : '';
}

function sectionText(section: SpokenSection, colors: Colors): string {
  const { title, level, rows, notKnown } = section;
  const lines = borderless();
  for (const row of rows.slice(0, mostRows)) lines.push([row.repository, rowWords(row, section)]);
  const more = rows.length - mostRows;
  return [
    `${colors.verdict(coloured[level], title)} (${levelWords[level]}, ${sectionCount(section)})`,
    trimmed(lines.toString()),
    ...moreLine(more),
    ...(notKnown.length > 0 ? [colors.dim(`  Not known of ${enumeration(notKnown)}.`)] : []),
  ].join('\n');
}

function moreLine(more: number): string[] {
  return more > 0 ? [`  and ${String(more)} more; --format html, csv and json list them all`] : [];
}

function listText(title: string, rows: readonly [string, string][], colors: Colors): string {
  const lines = borderless();
  for (const row of rows.slice(0, mostListed)) lines.push(row);
  const more = rows.length - mostListed;
  return [
    colors.bold(title),
    rows.length > 0 ? trimmed(lines.toString()) : '  Nobody could be seen.',
    ...moreLine(more),
  ].join('\n');
}

const columns = [
  'repository',
  'section',
  'title',
  'level',
  'count',
  'about',
  'restrictions',
  'page',
  'read_at',
  'read_from',
];

/** A row for each repository of each section, for each administrator, and for what could not be read. */
function* reportCsv(report: SpokenReport, about: AboutMany): Generator<string> {
  const ends = [about.readAt ? timesWords(about.readAt) : '', about.readFrom];
  yield csvLine(columns);
  for (const { section, title, rows, notKnown } of report.sections) {
    for (const { repository, level, count, says, restrictions, page } of rows)
      yield csvLine([repository, section, title, level, String(count), says, restrictions.join(' '), page, ...ends]);
    for (const repository of notKnown) yield csvLine([repository, section, title, 'unknown', '', '', '', '', ...ends]);
  }
  for (const { name, repositories } of report.administrators)
    yield csvLine(['', 'administrators', 'Who administers how many', '', String(repositories), name, '', '', ...ends]);
  for (const { repository, count, says, page } of report.administered)
    yield csvLine([repository, 'administered', 'How many administer each', '', String(count), says, '', page, ...ends]);
  for (const { repositories, ...gap } of report.notRead)
    for (const repository of repositories)
      yield csvLine([repository, 'not-read', 'What could not be read', '', '', gapSentence(gap), '', '', ...ends]);
  for (const { repository, gap } of report.unread)
    yield csvLine([repository, 'unread', 'Could not be read', '', '', gapSentence(gap), '', '', ...ends]);
}

/** Rows of a table in Markdown. */
const mostInTable = 200;

function reportMarkdown(report: SpokenReport, about: AboutMany): string {
  const { sections, clean, administrators, administered, notRead } = report;
  const found = sections.filter(({ rows }) => rows.length > 0);
  const open = sections.filter(({ rows, notKnown }) => rows.length === 0 && notKnown.length > 0);
  return [
    `## ${inline(reportTitle(about))}`,
    inline(shortWords(report)),
    ...found.flatMap(sectionMarkdown),
    '### Administrators',
    table(
      ['Who', 'Repositories'],
      cut(administrators.map(({ name, repositories }) => [inline(name), String(repositories)])),
    ),
    '### How many administer each',
    table(
      ['Repository', 'Administrators'],
      cut(administered.map(({ repository, says, page }) => [inline(repository), link(says, page)])),
    ),
    ...(open.length > 0
      ? [
          '### Not known',
          open.map(({ title, notKnown }) => `- ${inline(`${title}: ${enumeration(notKnown)}`)}`).join('\n'),
        ]
      : []),
    ...(clean.length > 0 ? ['### Found nowhere', clean.map((one) => `- ${inline(one)}`).join('\n')] : []),
    ...(notRead.length > 0
      ? [
          '### What could not be read',
          notRead
            .slice(0, mostInTable)
            .map((gap) => `- ${inline(`${gapSentence(gap)}${ofThese(gap.repositories)}`)}`)
            .join('\n'),
        ]
      : []),
    aboutManyMarkdown(about),
  ].join('\n\n');
}

function sectionMarkdown(section: SpokenSection): string[] {
  const { title, why, level, rows, notKnown } = section;
  return [
    `### ${inline(title)} (${levelWords[level]}, ${sectionCount(section)})`,
    inline(why),
    table(
      ['Repository', 'What'],
      cut(
        rows.map((row) => [inline(row.repository), `${inline(rowWords(row, section))} (${link('rules', row.page)})`]),
      ),
    ),
    ...(notKnown.length > 0 ? [inline(`Not known of ${enumeration(notKnown)}.`)] : []),
  ];
}

function cut(rows: string[][]): string[][] {
  const more = rows.length - mostInTable;
  return more > 0 ? [...rows.slice(0, mostInTable), [`and ${String(more)} more`, '']] : rows;
}
