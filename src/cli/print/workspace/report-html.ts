import { counted } from '../../../core/words/counts';
import { gapSentence } from '../../../core/words/gaps';
import { html, link, page, prose, table, type Markup } from '../formats/html';
import { timesWords, type AboutMany } from './about';
import { levelWords, reportTitle, sectionCount } from './report-words';
import type { SpokenReport, SpokenSection } from './report';

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
      }),
    ),
    ...part('administrators', 'Who administers how many', counted(administrators.length, 'person', 'people'), [
      ...(administrators.length === 0
        ? []
        : [
            table(
              `Administrators of ${String(report.read)} repositories`,
              ['Who', 'Repositories'],
              administrators.map(({ name, repositories }) => [prose(name), html`${repositories}`]),
            ),
          ]),
    ]),
    ...part('administered', 'How many administer each', counted(administered.length, 'repository', 'repositories'), [
      ...(administered.length === 0
        ? []
        : [
            table(
              'Administrators of each repository, the fewest first',
              ['Repository', 'Administrators'],
              administered.map((one) => [link(one.repository, one.page), prose(one.says)]),
            ),
          ]),
    ]),
    ...part('not-known', 'Whether it is so is not known', counted(open.length, 'question', 'questions'), [
      ...(open.length === 0
        ? []
        : [html`<ul>${open.map((one) => html`<li>${prose(`${one.title}: ${one.notKnown.join(', ')}`)}</li>`)}</ul>`]),
    ]),
    ...part('not-read', 'What could not be read', counted(notRead.length + unread.length, 'part', 'parts'), [
      ...(notRead.length + unread.length === 0
        ? []
        : [
            table(
              'What could not be read, and of which repositories',
              ['Repositories', 'What'],
              [
                ...unread.map(({ repository, gap }) => [prose(repository), prose(gapSentence(gap))]),
                ...notRead.map((gap) => [prose(gap.repositories.join(', ')), prose(gapSentence(gap))]),
              ],
            ),
          ]),
    ]),
    ...part('clean', 'Found nowhere', counted(clean.length, 'question', 'questions'), [
      ...(clean.length === 0 ? [] : [html`<ul>${clean.map((one) => html`<li>${prose(one)}</li>`)}</ul>`]),
    ]),
  ];
  return page(
    title,
    html`
<h1>${prose(title)}</h1>
${aboutHtml(about)}
<nav aria-label="Contents">
<ul>${parts.map(
      (one) => html`
<li><a href="#${one.id}">${prose(one.title)}</a>: ${levelMark(one)}${one.count}</li>`,
    )}
</ul>
</nav>
${parts.map(
  (one) => html`
<section aria-labelledby="${one.id}">
<h2 id="${one.id}">${prose(one.title)}</h2>
${one.body}
</section>`,
)}`,
  );
}

/** A part of the page, and its line in the table of contents. */
interface Part {
  id: string;
  title: string;
  count: string;
  level?: SpokenSection['level'];
  body: Markup;
}

function part(id: string, title: string, count: string, body: readonly Markup[]): Part[] {
  return body.length === 0 ? [] : [{ id, title, count, body: html`${body}` }];
}

function levelMark({ level }: Part): Markup {
  return level === undefined ? html`` : html`<span class="${level}">${levelWords[level]}</span>, `;
}

function sectionBody({ title, why, rows, notKnown, level }: SpokenSection): Markup {
  return html`
<p><span class="${level}">${levelWords[level]}</span>. ${prose(why)}</p>
${table(
  title,
  ['Repository', 'What'],
  rows.map((row) => [link(row.repository, row.page), prose(row.says)]),
)}
${notKnown.length === 0 ? html`` : html`<p class="soft">${prose(`Not known of ${notKnown.join(', ')}.`)}</p>`}`;
}

function aboutHtml({ read, notRead, readFrom, readAt, supplied, notChecked, digest }: AboutMany): Markup {
  const lines = [
    `${counted(read, 'repository', 'repositories')} read from ${readFrom}${readAt ? `, ${timesWords(readAt)}` : ''}.`,
    ...(notRead.length > 0 ? [`${counted(notRead.length, 'repository', 'repositories')} could not be read.`] : []),
    ...(supplied.length > 0 ? [`Supplied: ${supplied.join(', ')}.`] : []),
    ...(notChecked.length > 0 ? [`Not checked: ${notChecked.join(', ')}.`] : []),
    `Digest (SHA-256): \`${digest}\`.`,
  ];
  return html`${lines.map((line) => html`<p class="soft">${prose(line)}</p>`)}`;
}
