import type { Verdict } from '../decision';
import { liftsOf } from '../words/gaps';
import { visible } from '../words/visible';

/** What the text needs of a decision in words: `SpokenDecision` has it, and so has what the webhook answers. */
export interface Told {
  verdict: Verdict;
  summary: string;
  branchNote?: { says: string } | undefined;
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

/** Each verdict as a title. */
export const verdictTitles = { allowed: 'Allowed', denied: 'Denied', unknown: 'Unknown' } as const;
/** The mark before a finding, by what it says. */
export const marks = { allows: '✓', denies: '✗', unknown: '?' } as const;

/**
 * A decision as text: the answer, what is to be said of the branch, the reasons with their evidence, the ways out,
 * `more` where there is any, what was not looked at.
 */
export function decisionText(decision: Told, colors: Colors, more: string[] = []): string {
  const { verdict, summary, branchNote, findings } = decision;
  const lines = [
    `${colors.verdict(verdict, `${verdictTitles[verdict]}.`)} ${summary}`,
    ...(branchNote ? [branchNote.says] : []),
    '',
  ];
  for (const finding of inReadingOrder(findings)) lines.push(...findingLines(finding, verdict, colors));

  const ways = waysIn(findings);
  if (ways.length > 0) lines.push('', ...ways.map((way) => `→ ${way}`));

  if (more.length > 0) lines.push('', ...more);
  lines.push('', ...footLines(decision).map(colors.dim));
  return `${lines.join('\n')}\n`;
}

/** Everything that can be done, each once: past what refuses, then about what is not known. */
export function waysIn(findings: Pick<ToldFinding, 'remedies' | 'gap' | 'gaps'>[]): string[] {
  return [
    ...distinct(findings.flatMap(({ remedies = [] }) => remedies.map((remedy) => remedy.do))),
    ...liftsOf(findings),
  ];
}

/** The last lines of an answer: what was supplied, what was not checked, and when the facts were read. */
export function footLines({
  notChecked,
  supplied = [],
  readAt,
}: Pick<Told, 'notChecked' | 'supplied' | 'readAt'>): string[] {
  return [
    ...supplied.map(({ what }) => `Supplied: ${what}.`),
    `Not checked: ${notChecked.map(({ what }) => what).join(', ')}.`,
    ...(readAt === undefined ? [] : [readAtLine(readAt)]),
  ];
}

/** When the facts were read, as a line. */
export function readAtLine(readAt: string): string {
  return `Read at ${visible(readAt)}.`;
}

/** What decided stands first; what let through, after it. */
export function inReadingOrder<F extends Pick<ToldFinding, 'verdict'>>(findings: readonly F[]): F[] {
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
  const shown = evidence.filter(({ shows }) => !isSaidBy(reason, shows));
  const pages = distinct([...evidence, { page: own }].flatMap(({ page }) => page ?? []));
  return [
    `${colors.mark(verdict, marks[verdict])} ${reason}`,
    ...(decided ? shown.map(({ shows }) => `    ${shows}`) : []),
    ...(decided ? pages.map((page) => colors.dim(`    ${page}`)) : []),
  ];
}

/** Whether the reason begins with all that the evidence says. */
function isSaidBy(reason: string, shows: string): boolean {
  const words = shows.replace(/\.$/, '');
  return reason.startsWith(words) && /^[.,;:]/.test(reason.slice(words.length));
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}
