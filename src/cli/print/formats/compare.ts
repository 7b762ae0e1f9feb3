import type { Comparison } from '../../../core/questions/compare/compare';
import { actorsNamed, differs, sayComparison, type SpokenComparison } from '../../../core/say/rules/compare';
import { verdictTitles, type Colors } from '../../../core/say/text';
import { gapSentence } from '../../../core/words/gaps';
import { code, plain } from '../../../core/words/names';
import { jsonText } from '../../../core/words/visible';
import { closing, comparisonText, comparisonTitle, labelsOf, type SideLabels } from '../rules/compare';
import { aboutCells, aboutColumns, aboutMarkdown, type About } from './about';
import { emptyRow, namesIn, shownName } from './cells';
import { csvLine } from '../../../core/words/csv';
import { digestOfComparison } from './digest';
import { inline, table } from './markdown';
import type { Printable } from './printable';

/** A comparison in each format. `from` is where either side was read from. */
export function comparisonAs(comparison: Comparison, from: SideLabels, colors: Colors): Printable {
  const spoken = sayComparison(comparison);
  const labels = labelsOf(comparison, from);
  const about = () => aboutBoth(comparison, spoken, from);
  return {
    json: () => comparisonJson(comparison, spoken),
    text: () => [comparisonText(comparison, spoken, labels, colors)],
    csv: () => comparisonCsv(comparison, about()),
    markdown: () => [`${comparisonMarkdown(comparison, spoken, labels, about())}\n`],
  };
}

function aboutBoth(comparison: Comparison, spoken: SpokenComparison, from: SideLabels): About {
  const { sides } = comparison;
  const { left, right, readAt, gaps, notChecked, supplied = [] } = spoken;
  const both = (one: string, other: string) => (one === other ? one : `${one} and ${other}`);
  const repositories =
    sides.of === 'repositories'
      ? both(plain(sides.left.repository.fullName), plain(sides.right.repository.fullName))
      : plain(sides.facts.repository.fullName);
  const times = readAt ?? both(left.readAt ?? 'an unknown time', right.readAt ?? 'an unknown time');
  return {
    repository: repositories,
    readFrom: both(from.left, from.right),
    ...((sides.of === 'repositories' || readAt !== undefined) && { readAt: plain(times) }),
    supplied: supplied.map(({ what }) => what),
    notChecked: notChecked.map(({ what }) => what),
    gaps: gaps.map(gapSentence),
    digest: digestOfComparison(comparison),
  };
}

function* comparisonJson(
  comparison: Comparison,
  { operation, left, right, ...rest }: SpokenComparison,
): Generator<string> {
  const pairs = (values: object) =>
    Object.entries(values).map(([key, value]) => `${jsonText(key)}: ${jsonText(value)}`);
  yield `{\n${pairs({ operation, left, right }).join(',\n')},\n"differs": [`;
  let before = '';
  for (const cell of differs(comparison)) {
    yield `${before}\n${jsonText(cell)}`;
    before = ',';
  }
  yield `\n],\n${pairs(rest).join(',\n')}\n}\n`;
}

/** A row for each cell that differs. */
function* comparisonCsv(comparison: Comparison, about: About): Generator<string> {
  const own = ['branch', 'operation', 'actor', 'actor_type', 'actor_id', 'left', 'right'];
  const columns = ['repository', ...own, ...aboutColumns];
  yield csvLine(columns);
  if (comparison.differences.length === 0) yield csvLine(emptyRow(about, columns));
  const ends = aboutCells(about);
  for (const { branch = '', actor, left, right } of differs(comparison))
    yield csvLine([
      about.repository,
      shownName(branch),
      comparison.operation,
      ...[actor?.name ?? '', actor?.type ?? '', shownName(actor?.id ?? '')],
      ...[left, right],
      ...ends,
    ]);
}

function comparisonMarkdown(
  comparison: Comparison,
  spoken: SpokenComparison,
  labels: SideLabels,
  about: About,
): string {
  const rows = spoken.groups.flatMap(({ left, right, why }, at) => {
    const difference = comparison.differences[at];
    if (!difference) return [];
    const whole = [difference.branches.map(code), actorsNamed(comparison, difference)];
    const names = whole.filter((list) => list.length > 0).map((list) => inline(namesIn(list)));
    return [[...names, `${verdictTitles[left]}: ${inline(why.left)}`, `${verdictTitles[right]}: ${inline(why.right)}`]];
  });
  const axes = { people: ['Branches'], branches: ['Who'], repositories: ['Branches', 'Who'] }[comparison.sides.of];
  return [
    `## ${inline(comparisonTitle(comparison, labels))}`,
    ...(rows.length > 0 ? [table([...axes, inline(labels.left), inline(labels.right)], rows)] : []),
    ...closing(spoken),
    aboutMarkdown(about),
  ].join('\n\n');
}
