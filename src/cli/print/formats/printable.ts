import type { Facts } from '../../../core/model';
import type { MergeDecision } from '../../../core/merge-decision';
import type { Health } from '../../../core/health/health';
import type { AccessReport } from '../../../core/questions/access';
import type { Outlook } from '../../../core/questions/pull-request/outlook';
import type { Queue } from '../../../core/questions/pull-request/queue';
import type { Matrix, Reach, Roster } from '../../../core/questions/survey';
import { namesOf } from '../../../core/repository';
import { sayAccessReport } from '../../../core/say/access';
import type { SpokenDecision } from '../../../core/say/decision';
import type { SpokenOutlook } from '../../../core/say/pull-request/outlook';
import { sayHealth, placesOf } from '../../../core/say/rules/health';
import { sayQueue } from '../../../core/say/pull-request/queue';
import { sayBeside, sayClasses, sayMatrixGaps, sayReach, sayRoster } from '../../../core/say/survey';
import type { Colors } from '../../../core/say/text';
import { plain } from '../../../core/words/names';
import { withTellingNames } from '../../../core/words/telling-names';
import { jsonText } from '../../../core/words/visible';
import type { Shell } from '../../../core/words/shell';
import { queueText } from '../queue';
import { accessText } from '../access';
import { codeInsights } from '../rules/code-insights';
import { healthText } from '../rules/health';
import { sarif } from '../rules/sarif';
import { matrixText, nothing, reachText, rosterText } from '../survey';
import type { Shown } from '../../terminal/shown';
import { aboutOf, type From } from './about';
import { accessCsv, accessMarkdown } from './access';
import { besideDecision, decisionMarkdown, decisionsCsv } from './decision';
import * as digests from './digest';
import { healthCsv, healthMarkdown } from './health';
import { classesJson, matrixCsv, matrixJson, matrixMarkdown } from './matrix';
import { queueCsv, queueMarkdown } from './queue';
import { reachCsv, reachMarkdown, rosterCsv, rosterMarkdown } from './survey';

/** What an answer can be printed as. */
export type Format = 'text' | 'json' | 'csv' | 'markdown' | 'html' | 'sarif' | 'code-insights' | 'terraform';

/** An answer in each of its formats, in pieces: only the one that is printed is made, and a long one never whole. */
export type Printable = Partial<Record<Format, () => Iterable<string | Shown>>>;

/** The JSON of a value, as it is printed. */
export function jsonPieces(value: unknown): string[] {
  return [`${jsonText(value, 2)}\n`];
}

/** Decisions, as CSV and Markdown. `spoken` are the same in words; `notes` are of the first. */
export function decisionsAs(
  decisions: MergeDecision[],
  spoken: SpokenDecision[],
  from: From,
  notes: string[] = [],
): Printable {
  const reported = () =>
    decisions.flatMap((decision, at) => {
      const one = spoken[at];
      if (!one) return [];
      const digest = digests.digestOfDecision(decision);
      const about = aboutOf(besideDecision(one), decision.repository, from, digest);
      return [{ spoken: one, about, ...(at === 0 && { notes }) }];
    });
  return {
    csv: () => decisionsCsv(reported()),
    markdown: () => [`${reported().map(decisionMarkdown).join('\n\n')}\n`],
  };
}

/** Everybody on one branch. */
export function rosterAs(roster: Roster, facts: Facts, from: From, colors: Colors): Printable {
  const { fullName } = facts.repository;
  const spoken = () => sayRoster(roster, facts);
  const named = () => sayRoster(withTellingNames(roster), facts);
  const about = () => aboutOf(spoken(), facts.repository, from, digests.digestOfRoster(roster, facts));
  return {
    json: () => jsonPieces(spoken()),
    text: () => [rosterText(named(), plain(fullName), colors)],
    csv: () => rosterCsv(spoken(), about()),
    markdown: () => [`${rosterMarkdown(named(), about())}\n`],
  };
}

/** Every branch for one actor. */
export function reachAs(reach: Reach, facts: Facts, from: From, colors: Colors): Printable {
  const { fullName } = facts.repository;
  const spoken = sayReach(reach, facts);
  const about = () => aboutOf(spoken, facts.repository, from, digests.digestOfReach(reach, facts));
  return {
    json: () => jsonPieces(spoken),
    text: () => [reachText(spoken, plain(fullName), colors)],
    csv: () => reachCsv(spoken, about()),
    markdown: () => [`${reachMarkdown(spoken, about())}\n`],
  };
}

/** Everybody on every branch; `compact`: as JSON by classes. */
export function matrixAs(
  matrix: Matrix,
  facts: Facts,
  { compact = false, ...from }: From & { compact?: boolean },
  colors: Colors,
): Printable {
  const { fullName } = facts.repository;
  const beside = { gaps: sayMatrixGaps(matrix, facts), ...sayBeside(matrix, namesOf(facts.repository)) };
  const about = () => aboutOf(beside, facts.repository, from, digests.digestOfMatrix(matrix, facts));
  return {
    json: () => (compact ? classesJson(sayClasses(matrix), beside) : matrixJson(matrix, beside)),
    text: () => [matrixText(withTellingNames(matrix), plain(fullName), beside, colors)],
    csv: () => matrixCsv(matrix, about()),
    markdown: () => [`${matrixMarkdown(withTellingNames(matrix), about(), nothing(beside.gaps))}\n`],
  };
}

/** Everybody's permission, and where it comes from. */
export function accessAs(report: AccessReport, facts: Facts, from: From, colors: Colors): Printable {
  const where = namesOf(facts.repository);
  const spoken = () => sayAccessReport(report, facts);
  const named = () => sayAccessReport(withTellingNames(report), facts);
  const about = () => aboutOf(spoken(), facts.repository, from, digests.digestOfAccess(report, facts));
  return {
    json: () => jsonPieces(spoken()),
    text: () => [accessText(named(), facts, colors)],
    csv: () => accessCsv(spoken(), where, about()),
    markdown: () => [`${accessMarkdown(named(), where, about())}\n`],
  };
}

/** What is wrong with the rules. `failed`: whether that is to fail a build. */
export function healthAs(
  health: Health,
  facts: Facts,
  from: From,
  { colors, failed }: { colors: Colors; failed: boolean },
): Printable {
  const { fullName } = facts.repository;
  const spoken = sayHealth(health, facts);
  const about = () => aboutOf(spoken, facts.repository, from, digests.digestOfHealth(health, facts));
  return {
    json: () => jsonPieces(spoken),
    text: () => [healthText(spoken, plain(fullName), colors)],
    csv: () => healthCsv(spoken, placesOf(health, facts), about()),
    markdown: () => [`${healthMarkdown(spoken, about())}\n`],
    sarif: () => jsonPieces(sarif(health, spoken, facts)),
    'code-insights': () => jsonPieces(codeInsights(health, spoken, facts, failed)),
  };
}

/** The open pull requests, with commands for this shell. */
export function queueAs(queue: Queue, facts: Facts, from: From, { colors, shell }: { colors: Colors; shell: Shell }) {
  const { repository } = facts;
  const spoken = () => sayQueue(queue, facts, shell);
  const named = () => sayQueue(withTellingNames(queue), facts, shell);
  const about = () => aboutOf(spoken(), repository, from, digests.digestOfQueue(queue, facts));
  return {
    json: () => jsonPieces(spoken()),
    text: () => [queueText(named(), plain(repository.fullName), colors)],
    csv: () => queueCsv(spoken(), about()),
    markdown: () => [`${queueMarkdown(named(), about())}\n`],
  } satisfies Printable;
}

/** Somebody's outlook on a pull request: the merge, and the pushes to its branches; as text it is `text`. */
export function outlookAs(outlook: Outlook, spoken: SpokenOutlook, from: From, text: string): Printable {
  const { merge, source, destination } = outlook;
  const { pushes, notes, enforcement, mergers } = spoken;
  const more = [...notes, ...(enforcement === undefined ? [] : [enforcement]), ...(merge.checks ? [mergers.says] : [])];
  return {
    ...decisionsAs(
      [merge, ...(source ? [source] : []), destination],
      [spoken, ...(pushes.source ? [pushes.source] : []), pushes.destination],
      from,
      more,
    ),
    json: () => jsonPieces(spoken),
    text: () => [text],
  };
}
