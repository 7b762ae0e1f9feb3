import { withoutRepeats, type SpokenCause, type SpokenDiagnosis } from '../../refusals/say';
import { readAtLine, type Colors } from '../../core/say/text';

const certainties = { certain: 'The cause', likely: 'The likely cause', possible: 'A possible cause' } as const;

/** A diagnosis as text: each cause with the lines that show it and the ways out, then what the configuration says. */
export function diagnosisText(diagnosis: SpokenDiagnosis, colors: Colors): string {
  const { causes, decision, projectRule, disagreement, notCompared, scrubbed, unread } = diagnosis;
  const lines = withoutRepeats(causes).flatMap((cause, at) => [
    ...(at === 0 ? [] : ['']),
    ...causeLines(cause, at, colors),
  ]);
  if (causes.length === 0) {
    lines.push(
      'No refusal that is known was recognised in this text.',
      'The lines that help most are those that begin with `remote:`, ` ! [`, `error:` and `fatal:`.',
    );
  }
  if (decision) {
    const verdict = decision.verdict;
    lines.push('', `The live configuration: ${colors.verdict(verdict, decision.summary)}`);
    const [reason] = decision.findings
      .filter(({ verdict: one }) =>
        verdict === 'denied' ? one === 'denies' : verdict === 'unknown' ? one === 'unknown' : true,
      )
      .map(({ reason: one }) => one);
    if (reason !== undefined && verdict !== 'unknown') lines.push(`    ${reason}`);
    for (const { what } of decision.supplied ?? []) lines.push(colors.dim(`    Supplied: ${what}.`));
    if (decision.readAt !== undefined) lines.push(colors.dim(`    ${readAtLine(decision.readAt)}`));
  }
  if (projectRule) lines.push('', `${projectRule.says} ${projectRule.page}`);
  if (disagreement)
    lines.push(
      '',
      `${colors.bold('They disagree.')} ${disagreement.says} It can mean:`,
      ...disagreement.mayMean.map((one) => `  - ${one}`),
    );
  if (notCompared !== undefined) lines.push('', colors.dim(`Not compared with the live configuration: ${notCompared}`));
  if (unread !== undefined) lines.push('', colors.dim('Only the first 512 KiB and the last of this text were read.'));
  if (scrubbed > 0)
    lines.push(
      '',
      colors.dim(
        `${String(scrubbed)} ${scrubbed === 1 ? 'secret was' : 'secrets were'} taken out of the text ` +
          'before it was read; ' +
          `whoever could see the text has seen ${scrubbed === 1 ? 'it' : 'them'}, so revoke what was real.`,
      ),
    );
  return `${lines.join('\n')}\n`;
}

function causeLines(
  { cause: id, certainty, title, reason, because, remedies, agrees }: SpokenCause,
  at: number,
  colors: Colors,
): string[] {
  const lead =
    at === 0 ? certainties[certainty] : { certain: 'Also', likely: 'Also likely', possible: 'Possible too' }[certainty];
  const borneOut =
    agrees === undefined
      ? ''
      : agrees
        ? ' The live configuration bears this out.'
        : ' The live configuration speaks against it.';
  return [
    `${colors.bold(`${lead}: ${title}.`)} ${reason}${borneOut}`,
    ...because.map((line) => colors.dim(`    ${line}`)),
    ...(at === 0 || certainty !== 'possible' ? remedies.map((remedy) => `→ ${remedy.do}`) : []),
    colors.dim(`  More: who-can-push refusals ${id}`),
  ];
}
