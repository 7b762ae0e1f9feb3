import { severities, type Severity } from '../../../core/health/problem';
import type { SpokenHealth, SpokenProblem } from '../../../core/say/rules/health';
import { footLines, type Colors } from '../../../core/say/text';
import { gapSentence } from '../../../core/words/gaps';

/** Each level as a title. */
export const levelTitles: Record<Severity, string> = { error: 'Errors', warning: 'Warnings', info: 'Notes' };

/** The levels in the order in which they are listed. */
export const worstFirst: readonly Severity[] = severities.toReversed();

const colored = { error: 'denied', warning: 'unknown', info: 'allowed' } as const;

/** What is wrong with the rules, as text: what could not be seen, then the problems by level. */
export function healthText({ problems, gaps, ...beside }: SpokenHealth, repository: string, colors: Colors): string {
  const unseen = gaps.map((gap) => colors.dim(gapSentence(gap)));
  const sections = worstFirst.flatMap((level) => {
    const own = problems.filter((one) => one.level === level);
    if (own.length === 0) return [];
    const title = colors.verdict(colored[level], `${levelTitles[level]} (${String(own.length)})`);
    return [[title, ...own.map((one) => problemText(one, colors))].join('\n')];
  });
  const parts = [
    colors.bold(`What is wrong with the rules of ${repository}`),
    ...(unseen.length > 0 ? [['Not looked at, as it could not be read:', ...unseen].join('\n')] : []),
    ...(sections.length > 0 ? sections : [nothingWords(gaps.length > 0)]),
    footLines(beside).map(colors.dim).join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Where nothing was found. */
export function nothingWords(isPartly: boolean): string {
  return isPartly ? 'Nothing was found in what could be read.' : 'Nothing was found.';
}

function problemText({ problem, reason, effect, remedy, page }: SpokenProblem, colors: Colors): string {
  return [`- ${reason}`, `    ${effect}`, `    → ${remedy}`, colors.dim(`    ${page} (${problem})`)].join('\n');
}
