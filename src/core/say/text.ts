import type { Verdict } from '../decision';
import { liftsOf } from '../words/gaps';
import { visible } from '../words/visible';

/** What the text needs of a decision in words: `SpokenDecision` has it, and so has what the webhook answers. */
export interface Told {
  verdict: Verdict;
  summary: string;
  findings: ToldFinding[];
  notChecked: { what: string }[];
  supplied?: { what: string }[] | undefined;
  readAt?: string | undefined;
}

interface ToldFinding {
  verdict: 'allows' | 'denies' | 'unknown';
  reason: string;
  page?: string | undefined;
  evidence?: { shows: string; page?: string | undefined }[] | undefined;
  remedies?: { do: string }[] | undefined;
  gap?: { lift: string } | undefined;
  gaps?: { lift: string }[] | undefined;
}

/** How text is set off, by what it means: colours on a terminal, nothing elsewhere. */
export interface Colors {
  verdict: (verdict: Verdict, text: string) => string;
  mark: (verdict: 'allows' | 'denies' | 'unknown', text: string) => string;
  dim: (text: string) => string;
  bold: (text: string) => string;
}

/** Text as it is. */
export const noColors: Colors = {
  verdict: (_, text) => text,
  mark: (_, text) => text,
  dim: (text) => text,
  bold: (text) => text,
};

const titles = { allowed: 'Allowed.', denied: 'Denied.', unknown: 'Unknown.' } as const;
/** The mark before a finding, by what it says. */
export const marks = { allows: '✓', denies: '✗', unknown: '?' } as const;

/**
 * A decision as text: the answer, the reasons with their evidence, the ways out, `more` where there is any, what was
 * not looked at.
 */
export function decisionText(decision: Told, colors: Colors, more: string[] = []): string {
  const { verdict, summary, findings, notChecked, supplied = [], readAt } = decision;
  const lines = [`${colors.verdict(verdict, titles[verdict])} ${summary}`, ''];
  for (const finding of inReadingOrder(findings)) lines.push(...findingLines(finding, verdict, colors));

  const ways = distinct(findings.flatMap(({ remedies = [] }) => remedies.map((remedy) => remedy.do)));
  const lifts = liftsOf(findings);
  if (ways.length + lifts.length > 0) lines.push('', ...[...ways, ...lifts].map((way) => `→ ${way}`));

  if (more.length > 0) lines.push('', ...more);
  lines.push('', ...supplied.map(({ what }) => colors.dim(`Supplied: ${what}.`)));
  lines.push(colors.dim(`Not checked: ${notChecked.map(({ what }) => what).join(', ')}.`));
  if (readAt !== undefined) lines.push(colors.dim(`Read at ${visible(readAt)}.`));
  return `${lines.join('\n')}\n`;
}

/** What decided stands first; what let through, after it. */
function inReadingOrder(findings: ToldFinding[]): ToldFinding[] {
  return [
    ...findings.filter(({ verdict }) => verdict !== 'allows'),
    ...findings.filter(({ verdict }) => verdict === 'allows'),
  ];
}

function findingLines(
  { verdict, reason, page: own, evidence = [] }: ToldFinding,
  outcome: Verdict,
  colors: Colors,
): string[] {
  const decided = verdict !== 'allows' || outcome === 'allowed';
  const shown = evidence.filter(({ shows }) => shows !== reason);
  const pages = distinct([...evidence, { page: own }].flatMap(({ page }) => page ?? []));
  return [
    `${colors.mark(verdict, marks[verdict])} ${reason}`,
    ...(decided ? shown.map(({ shows }) => `    ${shows}`) : []),
    ...(decided ? pages.map((page) => colors.dim(`    ${page}`)) : []),
  ];
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}
