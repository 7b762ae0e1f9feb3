import { families } from './families/index';
import { attemptsIn, type Product } from './reading/attempts';
import { causesOf, causesOfWords, rank, type Found } from './reading/causes';
import { identityWords } from './reading/identity';
import { triedWords } from './reading/tried';
import { scrub } from './scrub';
import type { CauseId } from './signatures/cause';
import { hitsOf, markersFor, prepared, type Hit, type Prepared } from './signatures/hits';
import { unescaped } from './text/escapes';
import { logOf, unfolded, type Log } from './text/log';
import type { Push } from './text/push';

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

/** Made when the first text comes, as most command lines read none: making it takes half as long as starting Node. */
let lookedFor: ReturnType<typeof everySignature> | undefined;

function everySignature() {
  const all = families.flatMap((family) => family.signatures.map(prepared));
  return {
    signatures: all.filter(({ signature }) => !signature.fallback),
    fallbacks: all.filter(({ signature }) => signature.fallback),
    markers: markersFor(all, [...triedWords, ...identityWords]),
  };
}

/**
 * The causes that would print this text of git, ssh and Bitbucket. Secrets are cut out first. Takes time linear in the
 * text, and recognises nothing unknown: no cause means just that.
 */
export function diagnose(pasted: string): Diagnosis {
  const unread = Math.max(0, pasted.length - mostRead);
  const half = mostRead / 2;
  const { text, scrubbed } = scrub(unread === 0 ? pasted : `${pasted.slice(0, half)}\n${pasted.slice(-half)}`);
  const plain = unescaped(text);
  const isEscaped = plain !== undefined && escapedLog.test(text);
  const [first, ...others] = isEscaped ? [plain, text, unfolded(text)] : [text, unfolded(text), plain];
  let best = read(first);
  // Of readings that explain as much, that of the written text: it says what the text says, in its own words.
  for (const other of others) {
    if (other === undefined || weight(best) === mostWeight) continue;
    const reading = read(other);
    if (weight(reading) > weight(best)) best = reading;
  }
  return { ...best, scrubbed, unread };
}

/** A log that holds another one as a string: each line break of that one stands before words of Git. */
const escapedLog = /(?:\\n|%0A|<br ?\/?>)[^\n]{0,60}?(?:remote:|fatal:|error:|hint:|! \[|To \S)/;

/** Of a reading whose first cause is certain, and which names the branch. */
const mostWeight = 4 + 0.5;

/** How much a reading explains: more with a more certain first cause, and where it names the branch. */
function weight({ causes, push }: { causes: Found[]; push: Push }): number {
  const [first] = causes;
  return (first ? 4 - Math.min(order(first), 3) : 0) + (push.branch === undefined ? 0 : 0.5);
}

function read(text: string): Omit<Diagnosis, 'scrubbed' | 'unread'> {
  const { signatures, fallbacks, markers } = (lookedFor ??= everySignature());
  const log = logOf(text, markers);
  const hits = signatures.flatMap((one) => hitsOf(one, log));
  const alone = hits.length > 0 ? [] : causesOfWords(log);
  const earlier = isGitBelowMercurial(hits) ? hits.filter((hit) => isOfMercurial(hit) || isAbort(hit)) : [];
  const own = hits.filter((hit) => !earlier.includes(hit));
  const attempts = attemptsIn(log, hits.length > 0 || alone.length > 0 ? own : plainErrors(log, fallbacks));
  const found = [
    ...alone,
    ...attempts.flatMap((attempt) => causesOf(attempt, log)),
    ...attemptsIn(log, earlier).flatMap((attempt) => causesOf(attempt, log).map(possible)),
  ];
  const refused = found.some(isRefusalByBitbucket);
  const causes = merged(refused ? found.map(belowBitbucket) : found);
  causes.sort((a, b) => order(a) - order(b));
  const [first] = causes;
  return {
    causes: settled(causes),
    product: first?.product ?? attempts[0]?.product ?? 'unknown',
    push: first?.push ?? {},
    ...(first?.push.branch !== undefined && { ref: first.push.branch }),
  };
}

/** Plain words of failure, in errors of a text that speaks of Bitbucket. */
function plainErrors(log: Log, fallbacks: readonly Prepared[]): Hit[] {
  const isOfBitbucket = /bitbucket|\bstash\b/.test(log.lower);
  return fallbacks
    .flatMap((one) => hitsOf(one, log))
    .filter(({ lines }) =>
      lines.some(({ shown }) => (isOfBitbucket && failing.test(shown)) || /^remote: /i.test(shown)),
    );
}

/** An error as programs write it; sentences about one do not. */
const failing = new RegExp(
  String.raw`\b(?:[Ee]rror|[Ff]atal|\w*Exception|[Ff]ailed|[Ff]ailure)\s?[:\]!"=(]|\bError \w+ing\b|\b(?:ERR|ERROR|SEVERE|FATAL|FAILED)\b` +
    String.raw`|\berr(?:or)?=|[✗✖❌×]|(?:^|[^\w\s]\s{0,3})(?:Cannot|Unable to|Could not|Couldn't|Failed to|Didn't) `,
);

/** Beside a cause that the text admits alone, nothing that is but possible. */
function settled(found: Found[]): Found[] {
  return found.some(({ cause, certainty }) => certainty === 'certain' && cause !== 'ssh-works')
    ? found.filter(({ certainty }) => certainty !== 'possible')
    : found;
}

/** Where Bitbucket refused, what another host said in the same text is of another push. */
function isRefusalByBitbucket({ cause, certainty, product }: Found): boolean {
  return (product === 'cloud' || product === 'data-center') && certainty !== 'possible' && cause !== 'ssh-works';
}

function belowBitbucket(found: Found): Found {
  if (found.product !== 'other') return found;
  return { ...found, certainty: found.cause === 'other-host' ? 'likely' : 'possible' };
}

/**
 * Whether Git failed below what Mercurial reported, in a text that shows no program that lets Git speak to Mercurial:
 * then somebody tried both, and Git came last.
 */
function isGitBelowMercurial(hits: readonly Hit[]): boolean {
  const above = hits.filter(isOfMercurial).map(({ lines: [{ start }] }) => start);
  const bridged = hits.some(
    (hit) => isOfMercurial(hit) && hit.lines.some(({ said }) => /git-remote-hg|hg::/.test(said)),
  );
  return (
    above.length > 0 &&
    !bridged &&
    hits.some(
      (hit) =>
        !isOfMercurial(hit) && hit.lines.some((line) => line.start > Math.max(...above) && ofGit.test(line.shown)),
    )
  );
}

const ofGit = /^(?:fatal|error): |^! \[/;

function isOfMercurial({ signature }: Hit): boolean {
  return signature.names[0].cause === 'mercurial';
}

/** Mercurial begins its last line so, and Git none. */
function isAbort({ lines }: Hit): boolean {
  return lines.every(({ shown }) => shown.startsWith('abort: '));
}

function possible(found: Found): Found {
  return { ...found, certainty: 'possible' };
}

/** The rank of a cause, lowest first. That SSH works explains no refusal, so it comes last. */
function order({ cause, certainty }: Found): number {
  return rank[certainty] + (cause === 'ssh-works' ? 10 : cause === 'other-host' && certainty !== 'certain' ? 0.5 : 0);
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
