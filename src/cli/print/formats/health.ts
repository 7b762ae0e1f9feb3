import type { SpokenHealth, SpokenProblem } from '../../../core/say/rules/health';
import { levelTitles, nothingWords, worstFirst } from '../rules/health';
import { aboutCells, aboutColumns, aboutMarkdown, type About } from './about';
import { emptyRow } from './cells';
import { csvLine } from '../../../core/words/csv';
import { inline, link } from './markdown';

const own = ['level', 'problem', 'restriction', 'about', 'reason', 'effect', 'remedy', 'page'];
/** The columns of what is wrong with the rules. */
export const healthColumns: readonly string[] = ['repository', ...own, ...aboutColumns];

/** What is wrong with the rules as CSV: a row for each problem. `places` says what each is about. */
export function healthCsv(health: SpokenHealth, places: readonly string[], about: About): string[] {
  return [healthColumns, ...healthRows(health, places, about)].map(csvLine);
}

/** The rows below `healthColumns`; where nothing was found, one that says so. */
export function healthRows({ problems }: SpokenHealth, places: readonly string[], about: About): string[][] {
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
  return rows.length > 0 ? rows : [emptyRow(about, healthColumns)];
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
