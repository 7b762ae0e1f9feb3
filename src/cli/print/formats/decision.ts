import { deciding } from '../../../core/questions/judge';
import type { SpokenDecision, SpokenFinding } from '../../../core/say/decision';
import type { SpokenCheck } from '../../../core/say/pull-request/checks';
import { inReadingOrder, marks, verdictTitles, waysIn } from '../../../core/say/text';
import { aboutMarkdown, type About, type BesideAnswer } from './about';
import { cellColumns, cellRow } from './cells';
import { csvLine } from '../../../core/words/csv';
import { inline, link, table } from './markdown';

/** A decision in words, and where it is from. */
export interface Reported {
  spoken: SpokenDecision;
  about: About;
  /** What else is to be said of the pull request. */
  notes?: string[];
}

/** What a decision leaves open, as what stands beside a survey. */
export function besideDecision({ findings, ...beside }: SpokenDecision): BesideAnswer {
  return { ...beside, gaps: findings.flatMap(({ gap, gaps }) => gaps ?? (gap ? [gap] : [])) };
}

/** Decisions as CSV: a row for each. */
export function decisionsCsv(reported: readonly Reported[]): string[] {
  const rows = reported.map(({ spoken, about, notes }) => {
    const { verdict, question, findings } = spoken;
    const through = decidingOf(spoken)?.reason ?? '';
    const cell = { ...question, verdict, through, notes: notesOf(spoken, notes) };
    const { credential = '', pullRequest } = question;
    const own = [credential, pullRequest === undefined ? '' : String(pullRequest), waysIn(findings).join(' ')];
    return csvLine(cellRow(cell, about, own));
  });
  return [csvLine(cellColumns('credential', 'pull_request', 'ways_out')), ...rows];
}

/** A decision as Markdown: the answer, the findings in the order of `explain`, the ways out. */
export function decisionMarkdown({ spoken, about, notes }: Reported): string {
  const { verdict, summary, findings, checks = [] } = spoken;
  const ways = waysIn(findings);
  return [
    `## ${verdictTitles[verdict]}: ${inline(summary)}`,
    ...notesOf(spoken, notes).map(inline),
    table(['', 'Finding', 'Seen at'], inReadingOrder(findings).map(findingRow)),
    ...(checks.length > 0 ? [table(['', 'Merge check'], checks.map(checkRow))] : []),
    ...(ways.length > 0 ? [ways.map((way) => `- ${inline(way)}`).join('\n')] : []),
    aboutMarkdown(about),
  ].join('\n\n');
}

/** That there is no such branch, what Bitbucket itself says, and where the two differ. */
function notesOf({ branchNote, bitbucket, disagreements = [] }: SpokenDecision, more: string[] = []): string[] {
  return [
    ...(branchNote ? [branchNote.says] : []),
    ...(bitbucket ? [bitbucket.sentence] : []),
    ...disagreements.map(({ reason }) => reason),
    ...more,
  ];
}

const checkMarks = { done: marks.allows, missing: marks.denies, unknown: marks.unknown };

function checkRow({ state, shows }: SpokenCheck): string[] {
  return [checkMarks[state], inline(shows)];
}

function findingRow({ verdict, reason, evidence = [], page }: SpokenFinding): string[] {
  const pages = [...new Set([...evidence.map((one) => one.page), page])];
  return [marks[verdict], inline(reason), pages.map((one, at) => link(String(at + 1), one)).join(', ')];
}

function decidingOf({ verdict, findings }: SpokenDecision): SpokenFinding | undefined {
  return deciding({ verdict, opinions: findings });
}
