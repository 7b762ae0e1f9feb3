import { readAtLine, type Colors } from '../../core/say/text';
import type { Rehearsal } from '../../pipelines/rehearse';
import { aboutBranch, leadsOf, summaryOf, type Lead, type SpokenRehearsal } from '../../pipelines/say';

const marks = { allowed: 'allows', denied: 'denies', unknown: 'unknown' } as const;
/** Rules whose words say nothing here that the leading sentence does not. */
const silent = new Set(['unlistable-actor', 'repository-access']);
const symbols = { allowed: '✓', denied: '✗', unknown: '?' } as const;

/** A rehearsal as text: the answer, each push with its reason, the ways out once, what was not looked into. */
export function rehearsalText(spoken: SpokenRehearsal, rehearsal: Rehearsal, file: string, colors: Colors): string {
  const leads = leadsOf(spoken, rehearsal);
  const about = aboutBranch(rehearsal);
  const lines = [colors.bold(summaryOf(leads, file)), ...(about === undefined ? [] : [about]), ''];
  for (const lead of leads) lines.push(...pushLines(lead, colors));
  const decisions = leads.flatMap(({ push }) => push.decision ?? []);
  const findings = decisions.flatMap((decision) => (decision.verdict === 'allowed' ? [] : decision.findings));
  const ways = distinct(findings.flatMap(({ remedies = [] }) => remedies.map((remedy) => remedy.do)));
  const lifts = distinct(findings.flatMap(({ gap, gaps = gap ? [gap] : [] }) => gaps.map(({ lift }) => lift)));
  if (ways.length + lifts.length > 0) lines.push('', ...[...ways, ...lifts].map((way) => `→ ${way}`));
  if (spoken.notFollowed.length > 0) {
    if (lines.at(-1) !== '') lines.push('');
    lines.push(
      'Not followed:',
      ...spoken.notFollowed.map(({ what, line, why }) => `  line ${String(line)}: ${what}\n    ${why}`),
    );
  }
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
