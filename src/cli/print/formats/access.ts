import type { RepositoryNames } from '../../../core/repository';
import { levelTitles, pathWords, sourceWords, type SpokenAccessReport } from '../../../core/say/access';
import { nothing } from '../survey';
import { aboutCells, aboutColumns, aboutMarkdown, type About } from './about';
import { emptyRow, shownName } from './cells';
import { csvLine } from '../../../core/words/csv';
import { inline, link, table } from './markdown';

const own = ['actor', 'actor_type', 'actor_id', 'permission', 'at_least', 'source', 'group', 'gives', 'decides'];
/** The columns of everybody's permission. */
export const accessColumns: readonly string[] = ['repository', ...own, 'through', 'page', ...aboutColumns];

/** Everybody's permission as CSV: a row for each source, the one that decides marked; without any, one row. */
export function accessCsv(report: SpokenAccessReport, where: RepositoryNames, about: About): string[] {
  return [accessColumns, ...accessRows(report, where, about)].map(csvLine);
}

/** The rows below `accessColumns`; where there is nobody, one that says so. */
export function accessRows({ people }: SpokenAccessReport, where: RepositoryNames, about: About): string[][] {
  const rows = people.flatMap(({ actor, level, atLeast, path }) => {
    const who = [about.repository, actor.name, actor.type, shownName(actor.id ?? ''), level, atLeast ? 'yes' : ''];
    const sources = path.map((one) => [
      one.source,
      shownName(one.group ?? one.candidates?.join(' ') ?? ''),
      one.level,
      one.decides ? 'yes' : '',
      sourceWords(one, where),
      one.page,
    ]);
    const each = sources.length > 0 ? sources : [['', '', '', '', '', '']];
    return each.map((source) => [...who, ...source, ...aboutCells(about)]);
  });
  return rows.length > 0 ? rows : [emptyRow(about, accessColumns)];
}

/** Everybody's permission as Markdown. */
export function accessMarkdown({ people, gaps }: SpokenAccessReport, where: RepositoryNames, about: About): string {
  const rows = people.map(({ actor, ...access }) => [
    inline(actor.name),
    `${levelTitles[access.level]}${access.atLeast ? ' or more' : ''}`,
    inline(pathWords(access, where)),
    [...new Set(access.path.map(({ page }) => page))].map((page, at) => link(String(at + 1), page)).join(', '),
  ]);
  return [
    `## ${inline(`Who has access to ${about.repository}, and where it comes from`)}`,
    people.length > 0 ? table(['Who', 'Permission', 'From', 'Seen at'], rows) : nothing(gaps),
    aboutMarkdown(about),
  ].join('\n\n');
}
