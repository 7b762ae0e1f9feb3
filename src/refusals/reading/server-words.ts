import type { Hit } from '../signatures/hits';
import { linesWith, windowAround, type Line, type Log } from '../text/log';

/** What every server prints around a push, and the words of a status alone: no reason. */
const noReason = new RegExp(
  String.raw`^(?:(?:counting|compressing|enumerating|writing|receiving|resolving|processing|unpacking|checking|finding` +
    String.raw`|updating|scanning|analyzing) [\w ]{1,30}(?::\s+(?:\d|refs:|done)|\.{3}\s*(?:\d|done|$))` +
    String.raw`|processing(?: changes)?:|total \d+ \(delta|done\W*$|create (?:a )?(?:pull|merge)` +
    String.raw`|bb\/acl: \S+ is allowed|view (?:pull|merge|build)|processed \d+ ref|\. processing |github found |visit the existing ` +
    String.raw`|(?:origin|upstream)\s+\S+[:/]\S+$|#\d{1,9}: ` +
    String.raw`|to create a|you can create|https?:\/\/\S+$|warning: |info: |hint: |see http|for more` +
    String.raw`|error: hook declined to update|pre-receive hook declined|forbidden\.?$|not found\.?$|unauthorized\.?$` +
    String.raw`|bad request\.?$|permission denied\.?$|access denied\.?$|[^\p{L}]*$)`,
  'iu',
);
/** Reasons in parentheses that Git itself gives, or by which it says that a hook gave one. */
const plainReason = /^(?:(?:pre-receive )?hook declined|failed|.*pre-receive.*)$/i;

/**
 * The lines in which the server gave a reason of its own, where no signature knows them: those that begin with
 * `remote:`, or the reason in parentheses behind `[remote rejected]`. Empty where nothing was refused, or where the
 * server's words are known.
 */
export function serverWords(log: Log, hits: readonly Hit[], isNear: (line: Line) => boolean): Line[] {
  const rejected = linesWith(log, 'rejected]').filter(
    (line) => isNear(line) && line.said.includes('[remote rejected]'),
  );
  const declined = linesWith(log, 'pre-receive hook declined').some(isNear);
  // With `--porcelain`, Git reports the references elsewhere; what it rejects by itself is never sent, nor answered.
  const failed = linesWith(log, 'push some refs').some(isNear) && !linesWith(log, 'rejected]').some(isNear);
  if (rejected.length === 0 && !declined && !failed) return [];
  const words = unknownWords(log, hits, isNear, rejected);
  if (words === undefined || words.length > 0) return words ?? [];
  const covered = new Set(hits.flatMap(({ lines }) => lines.map(startOf)));
  return rejected.filter((line) => {
    const [, reason] = /\(([^()]{3,200})\)?$/.exec(line.said) ?? [];
    return reason !== undefined && !plainReason.test(reason) && !covered.has(line.start);
  });
}

/**
 * The words of its own with which a server refused over HTTPS, above Git's line with the status: they say more of what
 * the status means.
 */
export function serverWordsOfStatus(log: Log, hits: readonly Hit[], isNear: (line: Line) => boolean): Line[] {
  return linesWith(log, 'requested url returned error: 4').some(isNear)
    ? (unknownWords(log, hits, isNear, []) ?? [])
    : [];
}

/** What the server said and no signature knows; undefined where one knows it, or why the reference was rejected. */
function unknownWords(
  log: Log,
  hits: readonly Hit[],
  isNear: (line: Line) => boolean,
  rejected: Line[],
): Line[] | undefined {
  const known = new Set(hits.flatMap(({ signature, lines }) => (signature.trailer ? [] : lines.map(startOf))));
  const isOfRefusal = ofRefusals(log);
  const said = remoteWords([...rejected, ...linesWith(log, 'push some refs')]);
  const answers = linesWith(log, 'remote:').filter(
    (line) => isNear(line) && said(line) !== undefined && isOfRefusal(line),
  );
  if ([...answers, ...rejected].some((line) => known.has(line.start))) return undefined;
  const covered = new Set(hits.flatMap(({ lines }) => lines.map(startOf)));
  const others = answers.filter((line) => !covered.has(line.start));
  const words = others.filter((line) => !noReason.test(said(line)?.trim() ?? ''));
  return words.length > 0 ? words : others.filter((line) => /^warning: /i.test(said(line)?.trim() ?? ''));
}

/**
 * The lines of a server alone, without any of Git's, where one of them says that it refused; empty where none does. Git
 * may have reported elsewhere what became of the push.
 */
export function serverWordsAlone(log: Log): Line[] {
  const said = linesWith(log, 'remote:').filter(({ shown }) => /^remote:/i.test(shown));
  const words = said.filter((line) => !noReason.test(line.said.trim()));
  return words.some((line) => refusing.test(line.said)) ? words : [];
}

/**
 * The line above the last one of Git over SSH, where it says a refusal that no signature knows: there the words of a
 * server have no `remote:` before them.
 */
export function wordsOverSsh(log: Log, hits: readonly Hit[], isNear: (line: Line) => boolean): Line[] {
  const covered = new Set(hits.flatMap(({ lines }) => lines.map(startOf)));
  return linesWith(log, 'could not read from remote repository').flatMap((last) => {
    const { lines } = windowAround(log, last);
    const above = lines.slice(0, lines.indexOf(last)).findLast(({ said }) => said !== '');
    if (!above || !isNear(above) || covered.has(above.start)) return [];
    if (/^remote: /i.test(above.shown)) return noReason.test(above.said) ? [] : [above];
    const isWord = !ofClient.test(above.shown) && (refusing.test(above.said) || /^error: /i.test(above.said));
    return isWord ? [above] : [];
  });
}

/**
 * What the server's own Git reports as its end, in answer to a fetch or before it looked at a push: a fault of the
 * server. Empty where a signature knows better, or a reference was rejected, as hooks may use the same word.
 */
export function serverFaults(log: Log, hits: readonly Hit[], isNear: (line: Line) => boolean): Line[] {
  const isRefused = ['rejected]', 'hook declined', 'push some refs'].some((words) =>
    linesWith(log, words).some(isNear),
  );
  const isKnown = hits.some(({ signature }) => !signature.trailer);
  return isRefused || isKnown ? [] : linesWith(log, 'remote:').filter((line) => isNear(line) && fault.test(line.shown));
}

const fault = /^remote:\s{1,8}fatal: (?!remote error)/i;

/** The beginnings of lines that a client prints there, or a person typed. */
const ofClient =
  /^(?:[$%#>❯➜+]|git |cloning |fetching |pushing |warning: |hint: |debug\d|remote: |fatal: |ssh|kex_|connection |permission )/i;

const refusing = new RegExp(
  String.raw`\b(?:reject(?:ed|ing)?|declined|denied|refused|forbidden|not (?:allowed|permitted)|block(?:ed|ing)|fail(?:ed|ure)` +
    String.raw`|exceed(?:s|ed|ing)|must (?:not )?be|not (?:\w{1,12} )?(?:formatted|compliant|valid)|invalid|violat(?:es|ed|ing|ions?)` +
    String.raw`|(?:does|do|did|is|are)(?: not|n['’]t) (?:match|follow|comply|conform|contain|reference|start|begin|meet|satisfy)` +
    String.raw`|(?:is|are) missing|no (?:valid )?(?:jira|issue|ticket)|read-only|locked|frozen|archived|error: hook)\b`,
  'i',
);

/**
 * What stands behind `remote:` in a line that begins with it, or has before it what a log put before Git's own lines;
 * numbers in that may differ.
 */
function remoteWords(ofGit: Line[]): (line: Line) => string | undefined {
  const shapes = new Set(ofGit.map(({ shown }) => shape(shown.slice(0, Math.max(0, shown.search(ownWords))))));
  return ({ shown }) => {
    const at = shown.search(/remote:(?:\s|$)/i);
    if (at < 0 || (at > 0 && !shapes.has(shape(shown.slice(0, at))))) return undefined;
    return shown.slice(at).replace(/^(?:remote:\s*)+/i, '');
  };
}

const ownWords = /! \[(?:remote )?rejected\]|error: failed to push/i;

function shape(prefix: string): string {
  return prefix.trimEnd().replaceAll(/\d+/g, '0');
}

/** Whether a line is not of a push before, one that went through: what is printed above its `To`. */
function ofRefusals(log: Log): (line: Line) => boolean {
  const begins = linesWith(log, 'to ')
    .filter(({ shown }) => /^to \S+$/i.test(shown))
    .map(startOf)
    .sort((a, b) => a - b);
  const rejected = linesWith(log, 'rejected]').map(startOf);
  return ({ start }) => {
    const at = begins.findIndex((begin) => begin > start);
    const [from = 0, to = Infinity] = begins.slice(at, at + 2);
    return at < 0 || at === begins.length - 1 || rejected.some((one) => one > from && one < to);
  };
}

function startOf({ start }: Line): number {
  return start;
}
