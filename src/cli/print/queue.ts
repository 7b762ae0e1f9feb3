import { gapSentence, liftsOf } from '../../core/words/gaps';
import { code, enumeration, plain } from '../../core/words/names';
import type { SpokenPullRequest, SpokenQueue } from '../../core/say/pull-request/queue';
import { footLines, marks, type Colors } from '../../core/say/text';
import { checkLine } from './outlook';

/** Characters in a line. */
const width = 100;

/** The open pull requests as text: what stands between each and its merge, then who could merge which. */
export function queueText(
  { pullRequests, people, gaps, ...beside }: SpokenQueue,
  repository: string,
  colors: Colors,
): string {
  const whole = gaps.length === 0;
  const known = gaps.map((gap) => colors.dim(wrapped(gapSentence(gap), '')));
  const foot = footLines(beside).map((line) => colors.dim(wrapped(line, '')));
  if (pullRequests.length === 0) {
    const none = whole
      ? `${repository} has no open pull requests.`
      : `No open pull request of ${repository} could be read.`;
    return `${[none, ...known, '', ...foot].join('\n')}\n`;
  }
  const title = colors.bold(`Open pull requests of ${repository} (${String(pullRequests.length)})`);
  const reach = people.map(({ actor, canMerge, unsure }) => {
    if (canMerge.length === 0) return wrapped(`Whether ${actor.name} can merge ${numbers(unsure)} is not known.`, '  ');
    const doubt = unsure.length > 0 ? `; of ${numbers(unsure)} it is not known` : '';
    return wrapped(`${actor.name} can merge ${numbers(canMerge)} now${doubt}.`, '  ');
  });
  const rest =
    reach.length === 0
      ? '  Nobody can merge any of them now.'
      : whole
        ? '  Nobody else can merge any of them now.'
        : undefined;
  return [
    title,
    '',
    ...pullRequests.flatMap((one) => [...entryLines(one, colors), '']),
    colors.bold('Who can merge which'),
    ...reach,
    ...(rest !== undefined && (whole || reach.length > 0) ? [rest] : []),
    ...(known.length > 0 ? ['', ...known] : []),
    '',
    ...foot,
    '',
  ].join('\n');
}

function entryLines(
  {
    id,
    title,
    source,
    fork,
    destination,
    draft,
    verdict,
    findings,
    checks,
    mergers,
    unsure,
    bitbucket,
    disagreements = [],
  }: SpokenPullRequest,
  colors: Colors,
): string[] {
  const branch = source === undefined ? 'a branch that is gone' : code(source);
  const from = fork === undefined ? branch : `${branch} of ${plain(fork)}`;
  const open = checks.filter(({ state }) => state !== 'done');
  const ways = findings.flatMap(({ remedies = [] }) => remedies.map((remedy) => remedy.do));
  return [
    colors.bold(wrapped(`#${String(id)}  ${title === '' ? 'without a title' : title}`, '')),
    wrapped(`${from} → ${code(destination)}${draft === true ? ', a draft' : ''}`, '    '),
    ...findings
      .filter(({ rule, verdict: says }) => rule !== 'pull-request' || says !== 'allows')
      .flatMap((finding) => [
        wrapped(`${colors.mark(finding.verdict, marks[finding.verdict])} ${finding.reason}`, '    '),
        ...(finding.rule === 'merge-checks' ? open.map((check) => wrapped(checkLine(check, colors), '      ')) : []),
      ]),
    ...(bitbucket && bitbucket.because !== 'not-found' ? [wrapped(bitbucket.sentence, '    ')] : []),
    ...disagreements.map(({ reason }) => wrapped(`≠ ${reason}`, '    ')),
    ...[...new Set([...ways, ...liftsOf(findings)])].map((way) => wrapped(`→ ${way}`, '    ')),
    wrapped(
      whoMerges(
        verdict,
        mergers.map(({ name }) => name),
        unsure.length,
      ),
      '    ',
    ),
  ];
}

function whoMerges(verdict: SpokenPullRequest['verdict'], names: string[], unsure: number): string {
  const when = {
    allowed: 'can merge it now',
    denied: 'can merge it once nothing stands in the way',
    unknown: 'can merge it, if nothing stands in the way',
  }[verdict];
  const doubt = unsure === 0 ? '' : ` Of ${unsure === 1 ? '1 person' : `${String(unsure)} people`} it is not known.`;
  if (names.length === 0)
    return unsure === 0
      ? 'Of the people who could be seen, nobody can merge it.'
      : `Who can merge it ${{ allowed: 'now ', denied: 'then ', unknown: '' }[verdict]}is not known.`;
  return `${enumeration(names)} ${when}.${doubt}`;
}

function numbers(ids: number[]): string {
  const shown = ids.slice(0, 30).map((id) => `#${String(id)}`);
  const more = ids.length > 30 ? [`${String(ids.length - 30)} more`] : [];
  const words = [...shown, ...more];
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${String(words.at(-1))}`;
}

/**
 * Wraps a text to the width of the page, except for words and commands that are longer; what follows a mark is indented
 * to it.
 */
function wrapped(text: string, indent: string): string {
  const hanging = indent + ' '.repeat(/^(?:.\[[\d;]*m)*[✓✗?→≠](?:.\[[\d;]*m)* /u.test(text) ? 2 : 0);
  const lines: string[] = [];
  let line = indent;
  for (const word of text.match(/(?:`[^`]*`|[^\s`]|`)+/gu) ?? []) {
    const bare = line.trim() === '';
    if (!bare && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hanging + word;
    } else line = bare ? line + word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
