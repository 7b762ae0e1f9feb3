import type { SpokenHealth, SpokenProblem } from '../../../core/say/rules/health';
import { levelTitles, nothingWords, worstFirst } from '../rules/health';
import { aboutCells, aboutColumns, aboutMarkdown, type About } from './about';
import { emptyRow } from './cells';
import { csvLine } from '../../../core/words/csv';
import { inline, link } from './markdown';

/** What is wrong with the rules as CSV: a row for each problem. `places` says what each is about. */
export function healthCsv({ problems }: SpokenHealth, places: readonly string[], about: About): string[] {
  const own = ['level', 'problem', 'restriction', 'about', 'reason', 'effect', 'remedy', 'page'];
  const columns = ['repository', ...own, ...aboutColumns];
  const rows = problems.map(({ level, problem, restriction, reason, effect, remedy, page }, at) => [
    about.repository,
    level,
    problem,
    restriction === undefined ? '' : String(restriction),
    places[at] ?? '',
    reason,
    effect,
    remedy,
    page,
    ...aboutCells(about),
  ]);
  return [columns, ...(rows.length > 0 ? rows : [emptyRow(about, columns)])].map(csvLine);
}

/** What is wrong with the rules as Markdown: a list for each level, the worst first. */
export function healthMarkdown({ problems, gaps }: SpokenHealth, about: About): string {
  const sections = worstFirst.flatMap((level) => {
    const own = problems.filter((one) => one.level === level);
    return own.length > 0 ? [`### ${levelTitles[level]} (${String(own.length)})`, own.map(item).join('\n')] : [];
  });
  return [
    `## ${inline(`What is wrong with the rules of ${about.repository}`)}`,
    ...(sections.length > 0 ? sections : [nothingWords(gaps.length > 0)]),
    aboutMarkdown(about),
  ].join('\n\n');
}

function item({ problem, reason, effect, remedy, page }: SpokenProblem): string {
  return `- **${inline(reason)}** ${inline(effect)} *${inline(remedy)}* (${link(problem, page)})`;
}
