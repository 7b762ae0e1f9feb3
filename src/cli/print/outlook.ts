import { standing, type SpokenBitbucket, type SpokenDisagreement } from '../../core/say/pull-request/bitbucket';
import type { SpokenDecision } from '../../core/say/decision';
import type { SpokenCheck } from '../../core/say/pull-request/checks';
import type { SpokenOutlook } from '../../core/say/pull-request/outlook';
import { decisionText, marks, type Colors } from '../../core/say/text';

const says = { done: 'allows', missing: 'denies', unknown: 'unknown' } as const;
const saysOf = { allowed: 'allows', denied: 'denies', unknown: 'unknown' } as const;

/**
 * What somebody may do about a pull request, as text: the merge in full, its checks, who else can merge, and the
 * pushes.
 */
export function outlookText({ notes, enforcement, mergers, pushes, ...merge }: SpokenOutlook, colors: Colors): string {
  const { checks = [], bitbucket, disagreements = [] } = merge;
  const { source, destination } = pushes;
  const more = [
    ...(checks.length > 0
      ? [
          colors.bold('Merge checks'),
          ...checks.map((check) => `  ${checkLine(check, colors)}`),
          ...(enforcement === undefined ? [] : [`  ${enforcement}`]),
          '',
        ]
      : []),
    ...(bitbucket ? bitbucketLines(bitbucket, disagreements, colors) : []),
    colors.bold('The pull request'),
    ...[...notes, ...(merge.checks ? [mergers.says] : [])].map((line) => `  ${line}`),
    '',
    colors.bold('Pushing'),
    ...[...(source ? [source] : []), destination].flatMap((push) => pushLines(push, colors)),
  ];
  return decisionText(
    { ...merge, findings: merge.findings.map((finding) => withoutChecks(finding, checks)) },
    colors,
    more,
  );
}

/** A merge check on one line, with its mark. */
export function checkLine({ state, shows }: SpokenCheck, colors: Colors): string {
  return `${colors.mark(says[state], marks[says[state]])} ${shows}`;
}

/** Drops the merge checks from the evidence: they have a list of their own. */
function withoutChecks<T extends SpokenDecision['findings'][number]>(finding: T, checks: SpokenCheck[]): T {
  const evidence = finding.evidence?.filter(({ shows }) => !checks.some((check) => check.shows === shows));
  return { ...finding, ...(evidence && { evidence }) };
}

function pushLines({ verdict, summary, findings }: SpokenDecision, colors: Colors): string[] {
  const decides = saysOf[verdict];
  const reason = (verdict === 'allowed' ? findings.at(-1) : findings.find((finding) => finding.verdict === decides))
    ?.reason;
  const mark = colors.mark(decides, marks[decides]);
  // The summary of an unknown verdict already ends with the reason.
  return [
    `  ${mark} ${summary}`,
    ...(reason === undefined || verdict === 'unknown' ? [] : [colors.dim(`    ${reason}`)]),
  ];
}

/** What Bitbucket itself says, check by check where something is open, and where our reading differs. */
function bitbucketLines(
  { says, sentence, checks }: SpokenBitbucket,
  disagreements: SpokenDisagreement[],
  colors: Colors,
): string[] {
  const open = checks.filter(({ status, blocking }) => blocking || (status !== 'PASSED' && status !== 'SKIPPED'));
  return [
    colors.bold('Bitbucket itself'),
    `  ${colors.mark(standing[says], marks[standing[says]])} ${sentence}`,
    ...open.map(({ blocking, reason }) => {
      const mark = blocking ? 'denies' : 'unknown';
      return `    ${colors.mark(mark, marks[mark])} ${reason}`;
    }),
    ...disagreements.map(({ reason }) => `  ${colors.mark('unknown', '≠')} ${reason}`),
    '',
  ];
}
