import type { Comparison, Difference } from '../../../core/questions/compare/compare';
import { actorsNamed, sideNames, type SpokenComparison, type SpokenDifference } from '../../../core/say/rules/compare';
import { footLines, readAtLine, type Colors } from '../../../core/say/text';
import { code, enumeration, plain } from '../../../core/words/names';
import { visible } from '../../../core/words/visible';
import { gapLines } from '../survey';

/** What either side is called, and where it was read from. */
export interface SideLabels {
  left: string;
  right: string;
}

/** What the sides are called; two readings of one repository by where they are from. */
export function labelsOf(comparison: Comparison, from: SideLabels): SideLabels {
  const names = sideNames(comparison);
  if (comparison.sides.of !== 'repositories' || names.left !== names.right) return names;
  return { left: `${names.left} (${from.left})`, right: `${names.right} (${from.right})` };
}

/** What is compared, as a title. */
export function comparisonTitle({ operation, sides }: Comparison, { left, right }: SideLabels): string {
  const where = sides.of === 'repositories' ? '' : ` in ${plain(sides.facts.repository.fullName)}`;
  return `What differs between ${left} and ${right}${where}: ${operation}`;
}

/** A comparison as text: each difference once, for all branches and actors that it holds for. */
export function comparisonText(
  comparison: Comparison,
  spoken: SpokenComparison,
  labels: SideLabels,
  colors: Colors,
): string {
  const { differences } = comparison;
  const { groups, gaps, ...beside } = spoken;
  const body = groups.flatMap((group, at) => {
    const difference = differences[at];
    return difference ? [groupLines(difference, group, { comparison, labels, colors }).join('\n')] : [];
  });
  return [
    colors.bold(comparisonTitle(comparison, labels)),
    '',
    [...body, ...closing(spoken)].join('\n\n'),
    gapLines(gaps, colors),
    ...footLines(beside).map(colors.dim),
    ...readings(spoken, labels).map(colors.dim),
    '',
  ].join('\n');
}

/** That nothing differs, as far as it is known, and how much is not. */
export function closing({ groups, unknownOnBoth, gaps }: SpokenComparison): string[] {
  const none = gaps.length > 0 ? 'Of what could be read, nothing differs.' : 'Nothing differs.';
  const cases = unknownOnBoth === 1 ? '1 case' : `${String(unknownOnBoth)} cases`;
  return [
    ...(groups.length === 0 ? [none] : []),
    ...(unknownOnBoth > 0 ? [`In ${cases} the answer is unknown on both sides, so whether they differ is too.`] : []),
  ];
}

/** When either repository was read. */
function readings({ left, right }: SpokenComparison, labels: SideLabels): string[] {
  return [
    ...(left.readAt === undefined ? [] : [`${labels.left}: ${readAtLine(left.readAt)}`]),
    ...(right.readAt === undefined ? [] : [`${labels.right}: ${readAtLine(right.readAt)}`]),
  ];
}

/** The branches and the actors of a difference, each as one phrase. */
function phrases(comparison: Comparison, difference: Difference): string[] {
  const { branches } = difference;
  const actors = actorsNamed(comparison, difference);
  return [branches.map(code), actors].filter((names) => names.length > 0).map((names) => enumeration(names));
}

function groupLines(
  difference: Difference,
  { left, right, why }: SpokenDifference,
  { comparison, labels, colors }: { comparison: Comparison; labels: SideLabels; colors: Colors },
): string[] {
  const { branches, actors } = difference;
  const [first = ''] = actorsNamed(comparison, { ...difference, actors: actors.slice(0, 1) });
  const asFor = [
    ...(branches.length > 1 ? branches.slice(0, 1).map(code) : []),
    ...(actors.length > 1 ? [visible(first)] : []),
  ];
  const indent = asFor.length > 0 ? '    ' : '  ';
  return [
    `${labels.left}: ${colors.verdict(left, left)}. ${labels.right}: ${colors.verdict(right, right)}.`,
    ...phrases(comparison, difference).map((phrase) => `  ${phrase}`),
    ...(asFor.length > 0 ? [`  For example ${asFor.join(' and ')}:`] : []),
    `${indent}${labels.left}: ${why.left}`,
    `${indent}${labels.right}: ${why.right}`,
  ];
}
