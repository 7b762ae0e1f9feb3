import { readAtLine, type Colors } from '../../core/say/text';
import { code, enumeration } from '../../core/words/names';
import type { Rehearsal } from '../../pipelines/rehearse';
import type { SpokenUnfollowed } from '../../pipelines/say-not-followed';
import { aboutBranch, leadsOf, summaryOf, type Lead, type SpokenRehearsal } from '../../pipelines/say';

const marks = { allowed: 'allows', denied: 'denies', unknown: 'unknown' } as const;
/** Rules whose words say nothing here that the leading sentence does not. */
const silent = new Set(['unlistable-actor', 'repository-access']);
const symbols = { allowed: '✓', denied: '✗', unknown: '?' } as const;

/**
 * A rehearsal as text: the answer, each push with its reason, the ways out once, what was not looked into. `atHand`
 * says whether the top of the repository is known.
 */
export function rehearsalText(
  spoken: SpokenRehearsal,
  rehearsal: Rehearsal,
  file: string,
  atHand: boolean,
  colors: Colors,
): string {
  const leads = leadsOf(spoken, rehearsal);
  const about = aboutBranch(rehearsal);
  const lines = [
    colors.bold(summaryOf(leads, file)),
    ...(about === undefined ? [] : [about]),
    ...(spoken.noneRuns === undefined ? [] : [spoken.noneRuns]),
    '',
  ];
  for (const lead of leads) lines.push(...pushLines(lead, colors));
  const decisions = leads.flatMap(({ push }) => push.decision ?? []);
  const findings = decisions.flatMap((decision) => (decision.verdict === 'allowed' ? [] : decision.findings));
  const ways = distinct(findings.flatMap(({ remedies = [] }) => remedies.map((remedy) => remedy.do)));
  const lifts = distinct(findings.flatMap(({ gap, gaps = gap ? [gap] : [] }) => gaps.map(({ lift }) => lift)));
  if (ways.length + lifts.length > 0) lines.push('', ...[...ways, ...lifts].map((way) => `→ ${way}`));
  const unfollowed = notFollowedLines(spoken, atHand);
  if (unfollowed.length > 0 && lines.at(-1) !== '') lines.push('');
  lines.push(...unfollowed);
  const [first] = decisions;
  if (first) {
    const supplied = distinct(decisions.flatMap((one) => (one.supplied ?? []).map(({ what }) => what)));
    lines.push(
      '',
      ...supplied.map((what) => colors.dim(`Supplied: ${what}.`)),
      colors.dim(
        `Not checked: ${distinct(decisions.flatMap(({ notChecked }) => notChecked.map(({ what }) => what))).join(', ')}.`,
      ),
    );
    if (first.readAt !== undefined) lines.push(colors.dim(readAtLine(first.readAt)));
  }
  while (lines.at(-1) === '') lines.pop();
  return `${lines.join('\n')}\n`;
}

/** What is likely to push has a line of its own; the rest stands in one. */
function notFollowedLines({ notFollowed }: SpokenRehearsal, atHand: boolean): string[] {
  const likely = notFollowed.filter((one) => one.likely);
  const others = new Map<string, SpokenUnfollowed[]>();
  for (const one of notFollowed) {
    const key = JSON.stringify([shortened(one.what), one.file]);
    if (!one.likely) others.set(key, [...(others.get(key) ?? []), one]);
  }
  const lines =
    likely.length === 0
      ? []
      : [
          'Not followed:',
          ...likely.map(({ what, line, file, why }) => `  line ${String(line)}${through(file)}: ${what}\n    ${why}`),
        ];
  if (others.size > 0) {
    const named = [...others.values()].map((same) => {
      const [{ what, file } = { what: '' }] = same;
      return `${code(shortened(what))} (${linesOf(same)}${through(file)})`;
    });
    lines.push(`Not followed${likely.length === 0 ? '' : ' either'}: ${named.join(', ')}.`);
  }
  if (!atHand && notFollowed.some(({ withRoot }) => withRoot === true))
    lines.push('→ `--root DIR` names the top of the repository, whose scripts and targets are then followed.');
  return lines;
}

function through(file: string | undefined): string {
  return file === undefined ? '' : ` through ${code(file)}`;
}

const longestNamed = 70;

function shortened(what: string): string {
  return what.length > longestNamed ? `${what.slice(0, longestNamed)}…` : what;
}

function linesOf(same: { line: number }[]): string {
  const numbers = [...new Set(same.map(({ line }) => line))].sort((a, b) => a - b).map(String);
  return numbers.length === 1 ? `line ${numbers.join('')}` : `lines ${enumeration(numbers)}`;
}

function pushLines({ push, verdict, lead }: Lead, colors: Colors): string[] {
  const { command, decision, notKnown } = push;
  const said = { allowed: 'allows', denied: 'denies', unknown: 'unknown' }[verdict];
  const reasons = (decision?.findings ?? []).filter(
    (finding) =>
      finding.verdict === said &&
      !silent.has(finding.rule) &&
      !(finding.rule === 'main-branch' && verdict === 'allowed'),
  );
  return [
    `${colors.mark(marks[verdict], symbols[verdict])} ${lead}`,
    colors.dim(`    ${command}`),
    ...distinct(reasons.map(({ reason }) => `    ${reason}`)),
    ...notKnown.map((one) => `    ${one}`),
  ];
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}
