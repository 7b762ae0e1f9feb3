import type { SpokenAnswer } from '../../../core/say/rules/ask';
import { footLines, type Colors } from '../../../core/say/text';
import { folded } from '../fold';
import { gapLines } from '../survey';

const titles = { yes: 'Yes.', no: 'No.', unknown: 'Unknown.' } as const;

/** The answer to a universal question, as text, folded for a terminal of this many columns. */
export function answerText(
  { answer, reason, gaps, ...beside }: SpokenAnswer,
  colors: Colors,
  columns?: number,
): string {
  const foot = footLines(beside).map((line) => colors.dim(line));
  const said = `${colors.bold(titles[answer])} ${reason}`;
  return `${columns === undefined ? said : folded(said, columns)}\n${gapLines(gaps, colors)}\n${foot.join('\n')}\n`;
}
