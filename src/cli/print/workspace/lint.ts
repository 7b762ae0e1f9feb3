import { severities, type Severity } from '../../../core/health/problem';
import { unitOf } from '../../../core/health/units';
import type { Gap } from '../../../core/model';
import type { RepositoryNames } from '../../../core/repository';
import type { SpokenHealth, SpokenProblem } from '../../../core/say/rules/health';
import type { Colors } from '../../../core/say/text';
import { counted } from '../../../core/words/counts';
import { csvLine } from '../../../core/words/csv';
import { plain } from '../../../core/words/names';
import type { About } from '../formats/about';
import { emptyRow } from '../formats/cells';
import { healthColumns, healthRows } from '../formats/health';
import { inline, link } from '../formats/markdown';
import { jsonPieces, type Printable } from '../formats/printable';
import { levelTitles, nothingWords, worstFirst } from '../rules/health';
import { sarifLog } from '../rules/sarif';
import { aboutJson, aboutLines, aboutManyMarkdown, aboutUnread, hereWords, manyWords, type AboutMany } from './about';

/** What is wrong with the rules of one repository among many, or that it could not be read. */
export type LintOfOne =
  | { names: RepositoryNames; spoken: SpokenHealth; places: string[]; about: About; run?: object }
  | { names: RepositoryNames; gap: Gap };

type ProblemOfMany = { repository: string } & SpokenProblem;

/** One kind of problem at one level, and where it was found. */
interface Group {
  problem: string;
  level: Severity;
  found: ProblemOfMany[];
  repositories: number;
}

/** What is wrong with the rules of many repositories: by problem, the worst and the most frequent first. */
export function lintOfManyAs(each: readonly LintOfOne[], about: AboutMany, colors: Colors): Printable {
  return {
    json: () => jsonPieces(lintJson(each, about)),
    text: () => [lintText(groupsOf(each), about, colors)],
    csv: () => lintCsv(each, about),
    markdown: () => [`${lintMarkdown(groupsOf(each), about)}\n`],
    sarif: () => jsonPieces(lintSarif(each)),
  };
}

function groupsOf(each: readonly LintOfOne[]): Group[] {
  const groups = new Map<string, ProblemOfMany[]>();
  for (const one of each) {
    if (!('spoken' in one)) continue;
    for (const problem of one.spoken.problems) {
      const key = `${problem.level} ${problem.problem}`;
      const own = groups.get(key) ?? [];
      own.push({ repository: one.names.fullName, ...problem });
      groups.set(key, own);
    }
  }
  const all = [...groups.values()].flatMap((found): Group[] => {
    const [first] = found;
    if (!first) return [];
    const repositories = new Set(found.map(({ repository }) => repository)).size;
    return [{ problem: first.problem, level: first.level, found, repositories }];
  });
  return all.sort(
    (a, b) => badness(b) - badness(a) || b.repositories - a.repositories || b.found.length - a.found.length,
  );
}

function badness({ level }: Group): number {
  return severities.indexOf(level);
}

function lintJson(each: readonly LintOfOne[], about: AboutMany) {
  const groups = groupsOf(each);
  return {
    problems: groups.flatMap(({ found }) => found),
    counts: groups.map(({ problem, level, found, repositories }) => ({
      problem,
      level,
      count: found.length,
      repositories,
    })),
    gaps: about.gaps,
    ...aboutJson(about),
  };
}

/** Problems of one kind that are named as text; the others are counted. */
const mostShown = 20;

function lintText(groups: readonly Group[], about: AboutMany, colors: Colors): string {
  const sections = worstFirst.flatMap((level) => {
    const own = groups.filter((group) => group.level === level);
    return own.length === 0
      ? []
      : [
          [colors.verdict(coloured[level], levelTitle(level, own)), ...own.map((one) => groupText(one, colors))].join(
            '\n\n',
          ),
        ];
  });
  return [
    colors.bold(title(about)),
    ...(sections.length > 0 ? sections : [nothingWords(about.gaps.length > 0)]),
    ...(sections.length > 0
      ? [`\`who-can-push lint WS/REPO${hereWords(about)}\` tells of one what follows, and what mends it.`]
      : []),
    `${aboutLines(about, colors).join('\n')}\n`,
  ].join('\n\n');
}

const coloured = { error: 'denied', warning: 'unknown', info: 'allowed' } as const;

function title(about: AboutMany): string {
  return `What is wrong with the rules of ${manyWords(about)}`;
}

function levelTitle(level: Severity, groups: readonly Group[]): string {
  const found = groups.flatMap((group) => group.found);
  return `${levelTitles[level]} (${String(found.length)} in ${repositories(new Set(found.map((one) => one.repository)).size)})`;
}

function repositories(count: number): string {
  return counted(count, 'repository', 'repositories');
}

function groupTitle({ problem, found, repositories: count }: Group): string {
  const times = found.length === count ? '' : `${String(found.length)} times in `;
  return `${unitOf.get(problem)?.title ?? problem}: ${times}${repositories(count)}`;
}

function groupText(group: Group, colors: Colors): string {
  const { problem, found } = group;
  const more = found.length - mostShown;
  return [
    `${colors.bold(groupTitle(group))} ${colors.dim(`(${problem})`)}`,
    ...found.slice(0, mostShown).map(({ repository, reason }) => `- ${plain(repository)}: ${reason}`),
    ...(more > 0 ? [`  and ${String(more)} more; --json lists them all`] : []),
  ].join('\n');
}

/** Problems of one kind that are named in Markdown. */
const mostListed = 200;

function lintMarkdown(groups: readonly Group[], about: AboutMany): string {
  const sections = worstFirst.flatMap((level) => {
    const own = groups.filter((group) => group.level === level);
    return own.length > 0 ? [`### ${levelTitle(level, own)}`, ...own.flatMap(groupMarkdown)] : [];
  });
  return [
    `## ${inline(title(about))}`,
    ...(sections.length > 0 ? sections : [nothingWords(about.gaps.length > 0)]),
    aboutManyMarkdown(about),
  ].join('\n\n');
}

function groupMarkdown(group: Group): string[] {
  const more = group.found.length - mostListed;
  return [
    `#### ${inline(groupTitle(group))}`,
    [
      ...group.found
        .slice(0, mostListed)
        .map(
          ({ repository, reason, problem, page }) =>
            `- ${inline(plain(repository))}: ${inline(reason)} (${link(problem, page)})`,
        ),
      ...(more > 0 ? [`- and ${String(more)} more`] : []),
    ].join('\n'),
  ];
}

/** The rows of each repository, as `lint` prints them of one. */
function* lintCsv(each: readonly LintOfOne[], about: AboutMany): Generator<string> {
  yield csvLine(healthColumns);
  for (const one of each) {
    const rows =
      'spoken' in one
        ? healthRows(one.spoken, one.places, one.about)
        : [emptyRow(aboutUnread(one.names, one.gap, about), healthColumns)];
    for (const row of rows) yield csvLine(row);
  }
}

/** A run for each repository: what is found again is told apart by the run that it stands in. */
function lintSarif(each: readonly LintOfOne[]): object {
  return sarifLog(
    each.flatMap((one) =>
      'run' in one ? [{ ...one.run, automationDetails: { id: `who-can-push/${plain(one.names.fullName)}` } }] : [],
    ),
  );
}
