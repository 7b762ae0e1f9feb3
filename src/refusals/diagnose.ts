import { isCloudHost, type Address } from './text/address';
import { attemptsIn, pusherIn, type Attempt, type Product } from './attempts';
import type { CauseId } from './signatures/cause';
import { families } from './families/index';
import { hitsOf, prepared, type Hit } from './signatures/hits';
import { markersOf } from './text/markers';
import { linesWith, logOf, unfolded, windowAround, type Log } from './text/log';
import type { Push } from './text/push';
import { scrub } from './scrub';
import type { Certainty } from './signatures/signature';

/** A cause that the text shows, and the lines that show it. */
export interface Found {
  cause: CauseId;
  certainty: Certainty;
  because: string[];
  push: Push;
  /** Lines are missing that Git prints for every push that was sent, and that would settle the cause. */
  unsettled?: true;
}

/** What a pasted text shows about why a push was refused. */
export interface Diagnosis {
  /** The most likely first; empty where nothing was recognised. */
  causes: Found[];
  product: Product;
  /** What the text shows about the push that the first cause stopped. */
  push: Push;
  /** The branch of that push. */
  ref?: string;
  /** How many secrets were cut out before anything was read. */
  scrubbed: number;
  /** How many characters in the middle were not read. */
  unread: number;
}

/** At most this many characters are read: half from the start, half from the end, where a build's refusal stands. */
export const mostRead = 1_048_576;

const signatures = families.flatMap((family) => family.signatures.map(prepared));
const markers = markersOf(signatures.flatMap(({ patterns }) => patterns.map(({ marker }) => marker)));
const rank: Record<Certainty, number> = { certain: 0, likely: 1, possible: 2 };

/**
 * The causes that would print this text of git, ssh and Bitbucket. Secrets are cut out first. Takes time linear in the
 * text, and recognises nothing unknown: no cause means just that.
 */
export function diagnose(pasted: string): Diagnosis {
  const unread = Math.max(0, pasted.length - mostRead);
  const half = mostRead / 2;
  const { text, scrubbed } = scrub(unread === 0 ? pasted : `${pasted.slice(0, half)}\n${pasted.slice(-half)}`);
  const whole = unfolded(text);
  const readings = [text, ...(whole === undefined ? [] : [whole])].map(read);
  const best = readings.reduce((a, b) => (weight(b) > weight(a) ? b : a));
  return { ...best, scrubbed, unread };
}

/** How much a reading explains: more with a more certain first cause, and where it names the branch. */
function weight({ causes, push }: { causes: Found[]; push: Push }): number {
  const [first] = causes;
  return (first ? 4 - Math.min(order(first), 3) : 0) + (push.branch === undefined ? 0 : 0.5);
}

function read(text: string): Omit<Diagnosis, 'scrubbed' | 'unread'> {
  const log = logOf(text, markers);
  const attempts = attemptsIn(
    log,
    signatures.flatMap((one) => hitsOf(one, log)),
  );
  const found = attempts.flatMap((attempt) => causesOf(attempt, log));
  const causes = merged(found.map(({ found: one }) => one)).sort((a, b) => order(a) - order(b));
  const [first] = causes;
  const from = found.find(({ found: one }) => one.cause === first?.cause);
  return {
    causes,
    product: from?.product ?? attempts[0]?.product ?? 'unknown',
    push: first?.push ?? {},
    ...(first?.push.branch !== undefined && { ref: first.push.branch }),
  };
}

/** The rank of a cause, lowest first. That SSH works explains no refusal, so it comes last. */
function order({ cause, certainty }: Found): number {
  return rank[certainty] + (cause === 'ssh-works' ? 10 : 0);
}

function causesOf(attempt: Attempt, log: Log): { found: Found; product: Product }[] {
  const { product, address, remote } = attempt;
  const who = pusherIn(log, attempt);
  const common: Push = {
    ...(address && { address }),
    ...(remote !== undefined && { remote }),
    ...(who && { pusher: who.pusher }),
  };
  const branch =
    attempt.hits.map(({ places }) => places['branch']).find((one) => one !== undefined) ?? refusedBranch(log);
  let speaking = attempt.hits.filter((hit) => !isExplained(hit, attempt.hits));
  const others: Found[] = [];
  if (product === 'other' && !speaking.every(isNoError)) {
    const words = speaking.find(({ signature }) => signature.speaker === 'other');
    if (words && wentThrough(log)) return [];
    const clients = words ? [] : speaking.filter(({ signature }) => clientCauses.includes(signature.names[0].cause));
    const because = [...((words ?? speaking[0])?.lines ?? []), ...(attempt.line ? [attempt.line] : [])].map(
      ({ shown }) => shown,
    );
    others.push({
      cause: 'other-host',
      certainty: clients.length > 0 ? 'likely' : 'certain',
      because: [...new Set(because)],
      push: common,
    });
    speaking = clients;
  }
  const hook = hookWords(speaking, log);
  if (hook?.settled)
    return [
      { cause: 'local-hook' as const, certainty: 'likely' as const, because: hook.words, push: common },
      ...others.map((one) => ({ ...one, certainty: 'possible' as const })),
    ].map((found) => ({ product, found }));
  const isBare = isLastLineAlone(speaking, log);
  const forced = linesWith(log, 'git push').some(
    ({ said }) => /\sgit push\b|^git push\b/.test(` ${said}`) && /\s(?:--force\b|-f\b|--force-with-lease\b)/.test(said),
  );
  const found = speaking.flatMap(({ signature, lines, places }) =>
    signature.names.map((one): Found => {
      const operation = signature.operation ?? (forced ? 'force-push' : undefined);
      const at = places['branch'] ?? branch;
      return {
        ...fitted(one, signature.speaker, attempt),
        ...(isBare && { unsettled: true }),
        because: lines.map(({ shown }) => shown),
        push: { ...common, ...(at !== undefined && { branch: at }), ...(operation && { operation }) },
      };
    }),
  );
  const unlistable =
    who?.pusher.is === 'actor' || who?.pusher.is === 'access-token'
      ? found.find(({ cause }) => cause === 'push-restriction')
      : undefined;
  const added: Found[] =
    unlistable && !found.some(({ cause }) => cause === 'unlistable-actor')
      ? [{ ...unlistable, cause: 'unlistable-actor', because: who?.line ? [who.line.shown] : unlistable.because }]
      : [];
  const foreign = found.find(({ cause, certainty }) => cause === 'dc-access' && certainty === 'possible');
  if (product === 'unknown' && foreign && isOtherHost(address)) found.unshift({ ...foreign, cause: 'other-host' });
  if (hook) {
    const possible: Found = {
      cause: 'local-hook',
      certainty: 'possible',
      because: hook.words,
      push: common,
      unsettled: true,
    };
    if (hook.succeeded) found.push(possible);
    else found.unshift(possible);
  }
  return [...found, ...added, ...others].map((one) => ({ found: one, product }));
}

/** Causes that git and ssh find with any host, so that being another host than Bitbucket's does not explain them. */
const clientCauses: readonly CauseId[] = [
  'local-hook',
  'submodule',
  'shallow-clone',
  'nothing-to-push',
  'wrong-remote',
  'remote-ahead',
  'ref-conflict',
  'no-ssh-client',
  'host-key',
  'ssh-key',
  'network',
  'lfs',
  'credential-missing',
];

/** Whether a reference was updated, and no line reports an error. */
function wentThrough(log: Log): boolean {
  const updated = linesWith(log, ' -> ').some(({ said }) =>
    /^(?:[+*-]\s+)?(?:[\da-f]{7,40}\.{2,3}[\da-f]{7,40}|\[new (?:branch|tag)\])\s/.test(said),
  );
  return updated && ['rejected]', 'fatal:', 'error:'].every((words) => linesWith(log, words).length === 0);
}

/** The beginnings of lines that git itself prints above its last, or a shell or the server prints: not a hook's. */
const noHook = new RegExp(
  String.raw`^(?:to |!|[$%#>❯➜~]|\w+@|git |pushing |everything |error:|fatal:|hint:|warning:|remote:|total ` +
    String.raw`|writing |counting |enumerating |compressing |delta |done\b|command:|output:)` +
    String.raw`|\[(?:remote )?rejected\]|\bgit push\b`,
  'i',
);

/** Whether the text holds only the last of the lines that Git prints about a push. */
function isLastLineAlone(speaking: Hit[], log: Log): boolean {
  return (
    speaking.length > 0 &&
    speaking.every(({ signature }) => signature.afterHook) &&
    ['rejected]', 'remote:', 'hint:'].every((words) => linesWith(log, words).length === 0)
  );
}

interface HookWords {
  words: string[];
  /** The command is shown, so everything between it and Git's last line was printed by a hook. */
  settled: boolean;
  /** They report success, as a build's output does; a hook that succeeds stops nothing. */
  succeeded: boolean;
}

/**
 * The possible output of a hook that stopped the push before anything was sent: then Git (2.39) prints only its last
 * line, also with `-v`, `-q` and `--porcelain`. For a push that was sent it names the remote and each reference too,
 * with or without `-q`; only `--porcelain` sends those to standard output. A log that left lines out looks the same, so
 * without the command above them these lines settle nothing.
 */
function hookWords(speaking: Hit[], log: Log): HookWords | undefined {
  const [last] = speaking;
  if (!last || !isLastLineAlone(speaking, log)) return undefined;
  const own = last.lines[0];
  const { lines } = windowAround(log, own);
  const above = lines.slice(0, lines.indexOf(own)).findLast(({ said }) => said !== '');
  if (!above || above.start >= own.start || noHook.test(above.shown)) return undefined;
  const typed = linesWith(log, 'git push').findLast(({ start }) => start < own.start);
  const settled =
    typed !== undefined &&
    commandLine.test(typed.shown) &&
    !sentElsewhere.test(typed.shown) &&
    !sent.test(log.text.slice(typed.end, own.start));
  return {
    words: [above.shown, own.shown],
    settled,
    succeeded: success.test(above.shown) || log.text.slice(above.start, above.end).includes('[INFO]'),
  };
}

/** A command as a person typed it, or as a shell shows what it runs. */
const commandLine = /^(?:[$%#>❯➜+]\s{0,3}|[^\s$%#❯➜]{1,60}(?:\s[^$%#❯➜]{0,60})?[$%#❯➜]\s{1,3})?git push\b/;
/** Parts of a command that hide Git's own lines, or send them elsewhere. */
const sentElsewhere = /--porcelain\b|[|>]/;
/** Lines that show that Git contacted the server. */
const sent = /^\W{0,3}To \S|^(?:Writing|Enumerating|Counting) objects|^Total \d/m;
const success = new RegExp(
  String.raw`\b(?:success(?:ful(?:ly)?)?|succeeded|done|built|finished|passed|compiled|completed?|created|added` +
    String.raw`|updated|deployed|published|saved|bumped|generated)\b|^[✓✔]` +
    String.raw`|^\[[\w./-]{1,100} (?:\(root-commit\) )?[\da-f]{7,40}\]|\bfiles? changed\b|^BUILD SUCC`,
  'i',
);

/** The branch in the first line that reports a refused reference. */
function refusedBranch(log: Log): string | undefined {
  return linesWith(log, 'rejected]')
    .flatMap(({ said }) => /rejected\] .{1,300}? -> ([^\s]{1,250})/.exec(said)?.[1] ?? [])[0]
    ?.replace(/^refs\/heads\//, '');
}

/** Whether another hit of the same push says more exactly what this one only hints at. */
function isExplained({ signature }: Hit, hits: Hit[]): boolean {
  const others = hits.filter((hit) => hit.signature !== signature);
  if (signature.trailer && others.some((hit) => !hit.signature.trailer && !isNoError(hit))) return true;
  return others.some(
    (hit) => !hit.signature.trailer && hit.signature.names.some(({ cause }) => signature.yieldsTo?.includes(cause)),
  );
}

function isNoError({ signature }: Hit): boolean {
  return signature.names.every(({ cause }) => cause === 'ssh-works' || cause === 'nothing-to-push');
}

const cloudRules: readonly CauseId[] = ['push-restriction', 'force-restriction', 'delete-restriction', 'main-branch'];

/**
 * The cause adjusted to the host: a client's report that is the same for every host means a rule of Bitbucket Cloud
 * only where the host may be Bitbucket Cloud.
 */
function fitted(
  { cause, certainty }: { cause: CauseId; certainty: Certainty },
  speaker: string,
  { product, address }: Attempt,
): { cause: CauseId; certainty: Certainty } {
  // Bitbucket Cloud runs no custom hooks: the words are those of a hook in the clone.
  if (speaker === 'git' && cause === 'dc-committer' && product === 'cloud') return { cause: 'local-hook', certainty };
  if (speaker !== 'git' || !cloudRules.includes(cause)) return { cause, certainty };
  if (product === 'data-center') return { cause: 'dc-access', certainty };
  if (product !== 'unknown' || !isOtherHost(address)) return { cause, certainty };
  return {
    cause: cause === 'push-restriction' || cause === 'force-restriction' ? 'dc-access' : cause,
    certainty: 'possible',
  };
}

/** Whether an address is certainly not Bitbucket Cloud's, not even through an alias in an SSH configuration. */
function isOtherHost(address: Address | undefined): boolean {
  if (!address || isCloudHost(address.host)) return false;
  return (
    address.by !== 'ssh' ||
    (address.host.includes('.') && !address.host.includes('bitbucket')) ||
    address.path.split('/').length > 2
  );
}

function merged(found: Found[]): Found[] {
  const causes = new Map<CauseId, Found>();
  for (const one of found) {
    const before = causes.get(one.cause);
    const surer = before && rank[before.certainty] <= rank[one.certainty] ? before : one;
    causes.set(one.cause, {
      ...surer,
      because: [...new Set([...(before?.because ?? []), ...one.because])].slice(0, 8),
    });
  }
  return [...causes.values()];
}
