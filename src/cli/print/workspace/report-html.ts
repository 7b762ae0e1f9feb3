import { counted } from '../../../core/words/counts';
import { gapSentence } from '../../../core/words/gaps';
import { html, link, page, prose, table, type Markup } from '../formats/html';
import { openWords, timesWords, type AboutMany } from './about';
import { levelWords, reportTitle, sectionCount } from './report-words';
import type { SpokenReport, SpokenRow, SpokenSection } from './report';

/** A report as a page of HTML: one file, which can be kept or sent. */
export function reportHtml(report: SpokenReport, about: AboutMany): string {
  const { sections, clean, administrators, administered, notRead, unread } = report;
  const found = sections.filter(({ rows }) => rows.length > 0);
  const open = sections.filter(({ rows, notKnown }) => rows.length === 0 && notKnown.length > 0);
  const title = reportTitle(about);
  const parts: Part[] = [
    ...found.map(
      (section): Part => ({
        id: section.section,
        title: section.title,
        count: sectionCount(section),
        level: section.level,
        body: sectionBody(section),
        isLong: section.rows.length > many,
      }),
    ),
    ...tablePart(
      { id: 'administrators', title: 'Who administers how many', unit: ['person', 'people'] },
      `Administrators of ${counted(report.read, 'repository', 'repositories')}`,
      ['Who', 'Repositories'],
      administrators.map(({ name, repositories }) => [prose(name), html`${repositories}`]),
    ),
    ...tablePart(
      { id: 'administered', title: 'How many administer each', unit: ['repository', 'repositories'] },
      'Administrators of each repository, the fewest first',
      ['Repository', 'Administrators'],
      administered.map((one) => [link(one.repository, one.page), prose(one.says)]),
    ),
    ...tablePart(
      { id: 'not-known', title: 'Whether it is so is not known', unit: ['question', 'questions'] },
      'Of which repositories it is not known',
      ['Question', 'Repositories'],
      open.map((one) => [prose(one.title), prose(one.notKnown.join(', '))]),
    ),
    ...tablePart(
      { id: 'not-read', title: 'What could not be read', unit: ['part', 'parts'] },
      'What could not be read, and of which repositories',
      ['Repositories', 'What'],
      [
        ...unread.map(({ repository, gap }) => [prose(repository), prose(gapSentence(gap))]),
        ...notRead.map((gap) => [prose(gap.repositories.join(', ')), prose(gapSentence(gap))]),
      ],
    ),
    ...(clean.length === 0
      ? []
      : [
          {
            id: 'clean',
            title: 'Found nowhere',
            count: counted(clean.length, 'question', 'questions'),
            body: html`<ul>${clean.map((one) => html`<li>${prose(one)}</li>`)}</ul>`,
            isLong: false,
          },
        ]),
  ];
  return page(
    title,
    html`
<h1>${prose(title)}</h1>
<p>${prose(report.inShort[0] ?? '')}</p>
${aboutHtml(about)}
<nav aria-label="Contents">
<ul>${parts.map(
      (one) => html`
<li><a href="#${one.id}">${prose(one.title)}</a>: ${
        one.level === undefined ? html`` : html`${levelMark(one.level)}, `
      }${one.count}</li>`,
    )}
</ul>
</nav>
${parts.map(
  (one) => html`
<section${one.isLong ? html` class="long"` : html``}>
<h2 id="${one.id}">${prose(one.title)}</h2>
${one.body}
</section>`,
)}
<footer><p class="soft">${prose(`Digest (SHA-256): \`${about.digest}\`.`)}</p></footer>`,
  );
}

/** A part of the page, and its line in the table of contents. */
interface Part {
  id: string;
  title: string;
  count: string;
  level?: SpokenSection['level'];
  body: Markup;
  isLong: boolean;
}

/** Rows from which on a table is laid out as it is scrolled to. */
const many = 200;

/** A part that is one table; none without rows. */
function tablePart(
  { id, title, unit }: { id: string; title: string; unit: readonly [string, string] },
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Markup[])[],
): Part[] {
  if (rows.length === 0) return [];
  const count = counted(rows.length, ...unit);
  return [{ id, title, count, body: table(caption, head, rows), isLong: rows.length > many }];
}

function levelMark(level: SpokenSection['level']): Markup {
  return html`<span class="${level}">${levelWords[level]}</span>`;
}

/** A column of a section's table: its head, and the cell of a row. */
type Column = readonly [head: string, cell: (row: SpokenRow) => Markup];

const levelColumn: Column = ['Level', ({ level }) => levelMark(level)];
const whatColumn: Column = ['What', ({ says }) => prose(says === '' ? 'Found once.' : says)];

function sectionBody(section: SpokenSection): Markup {
  const { title, why, rows, notKnown, level } = section;
  const columns: Column[] = [
    ['Repository', (row) => link(row.repository, row.page)],
    ...(rows.some((row) => row.level !== level) ? [levelColumn] : []),
    ...(rows.some(({ says }) => says !== '') ? [whatColumn] : []),
  ];
  return html`
<p>${levelMark(level)}, ${sectionCount(section)}. ${prose(why)}</p>
${table(
  title,
  columns.map(([head]) => head),
  rows.map((row) => columns.map(([, cell]) => cell(row))),
)}
${notKnown.length === 0 ? html`` : html`<p class="soft">${prose(`Not known of ${notKnown.join(', ')}.`)}</p>`}`;
}

function aboutHtml(about: AboutMany): Markup {
  const { readFrom, readAt, supplied, notChecked } = about;
  const lines = [
    `Read from ${readFrom}${readAt ? `, ${timesWords(readAt)}` : ''}.`,
    ...(supplied.length > 0 ? [`Supplied: ${supplied.join(', ')}.`] : []),
    ...(notChecked.length > 0 ? [`Not checked: ${notChecked.join(', ')}.`] : []),
    ...openWords(about),
  ];
  return html`${lines.map((line) => html`<p class="soft">${prose(line)}</p>`)}`;
}
