import { attemptsIn, pusherIn, type Attempt, type Product } from './attempts';
import type { CauseId } from './cause';
import { families } from './families/index';
import { hitsOf, prepared, type Hit } from './hits';
import { markersOf } from './markers';
import { linesWith, logOf, unfolded, type Log } from './log';
import type { Push } from './push';
import { scrub } from './scrub';
import type { Certainty } from './signature';

/** A cause that the text names, and the lines that say so. */
export interface Found {
  cause: CauseId;
  certainty: Certainty;
  because: string[];
  push: Push;
}

/** What a pasted text says of why a push was refused. */
export interface Diagnosis {
  /** The most likely first; none where nothing was recognised. */
  causes: Found[];
  product: Product;
  /** What the text tells of the push that the first cause stopped. */
  push: Push;
  /** The branch of that push. */
  ref?: string;
  /** How many secrets were taken out before anything was read. */
  scrubbed: number;
  /** How many characters in the middle were not read. */
  unread: number;
}

/** At most this many characters are read: half from the start, half from the end, where the refusal of a build stands. */
export const mostRead = 1_048_576;

const signatures = families.flatMap((family) => family.signatures.map(prepared));
const markers = markersOf(signatures.flatMap(({ patterns }) => patterns.map(({ marker }) => marker)));
const rank: Record<Certainty, number> = { certain: 0, likely: 1, possible: 2 };

/**
 * What git, ssh and Bitbucket said, by the causes that print it. Secrets go first. Takes time linear in the text, and
 * tells of nothing that it does not know: no cause is no cause.
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

/** A reading tells more the more certain its first cause is, and if it names the branch. */
function weight({ causes, push }: { causes: Found[]; push: Push }): number {
  const [first] = causes;
  return (first ? 4 - order(first) : 0) + (push.branch === undefined ? 0 : 0.5);
}

function read(text: string): Omit<Diagnosis, 'scrubbed' | 'unread'> {
  const log = logOf(text, markers);
  const attempts = attemptsIn(log, signatures.flatMap((one) => hitsOf(one, log)));
  const found = attempts.flatMap((attempt) => causesOf(attempt, log));
  const causes = merged(found.map(({ found: one }) => one)).sort((a, b) => order(a) - order(b));
  const [first] = causes;
  const from = found.find(({ found: one }) => one.cause === first?.cause);
  return { causes, product: from?.product ?? attempts[0]?.product ?? 'unknown', push: first?.push ?? {}, ...(first?.push.branch !== undefined && { ref: first.push.branch }) };
}

/** That SSH works explains no refusal, and so stands last. */
function order({ cause, certainty }: Found): number {
  return rank[certainty] + (cause === 'ssh-works' ? 10 : 0);
}

function causesOf(attempt: Attempt, log: Log): { found: Found; product: Product }[] {
  const { product, address, remote } = attempt;
  const who = pusherIn(log, attempt);
  const common: Push = { ...(address && { address }), ...(remote !== undefined && { remote }), ...(who && { pusher: who.pusher }) };
  const branch = attempt.hits.map(({ told }) => told['branch']).find((one) => one !== undefined) ?? refusedBranch(log);
  const speaking = attempt.hits.filter((hit) => !isExplained(hit, attempt.hits));
  if (product === 'other' && !speaking.every(isNoError)) {
    const hit = speaking.find(({ signature }) => signature.speaker === 'other') ?? speaking[0];
    const because = [...(hit?.lines ?? []), ...(attempt.line ? [attempt.line] : [])].map(({ shown }) => shown);
    return [{ product, found: { cause: 'other-host', certainty: 'certain', because: [...new Set(because)], push: common } }];
  }
  const forced = linesWith(log, 'git push').some(({ said }) => /\sgit push\b|^git push\b/.test(` ${said}`) && /\s(?:--force\b|-f\b|--force-with-lease\b)/.test(said));
  const found = speaking.flatMap(({ signature, lines, told }) =>
    signature.names.map((one): Found => {
      const operation = signature.operation ?? (forced ? 'force-push' : undefined);
      const at = told['branch'] ?? branch;
      return {
        ...fitted(one, signature.speaker, attempt),
        because: lines.map(({ shown }) => shown),
        push: { ...common, ...(at !== undefined && { branch: at }), ...(operation && { operation }) },
      };
    }),
  );
  const unlistable = who?.pusher.is === 'actor' || who?.pusher.is === 'access-token' ? found.find(({ cause }) => cause === 'push-restriction') : undefined;
  const added: Found[] = unlistable && !found.some(({ cause }) => cause === 'unlistable-actor') ? [{ ...unlistable, cause: 'unlistable-actor', because: who?.line ? [who.line.shown] : unlistable.because }] : [];
  return [...found, ...added].map((one) => ({ found: one, product }));
}

/** The branch of the first line by which git reports a refused reference. */
function refusedBranch(log: Log): string | undefined {
  return linesWith(log, 'rejected]').flatMap(({ said }) => /rejected\] .{1,300}? -> ([^\s]{1,250})/.exec(said)?.[1] ?? [])[0]?.replace(/^refs\/heads\//, '');
}

/** Whether something in the same push says more exactly what this line only hints at. */
function isExplained({ signature }: Hit, hits: Hit[]): boolean {
  const others = hits.filter((hit) => hit.signature !== signature);
  if (signature.trailer && others.some((hit) => !hit.signature.trailer && !isNoError(hit))) return true;
  return others.some((hit) => !hit.signature.trailer && hit.signature.names.some(({ cause }) => signature.yieldsTo?.includes(cause)));
}

function isNoError({ signature }: Hit): boolean {
  return signature.names.every(({ cause }) => cause === 'ssh-works' || cause === 'nothing-to-push');
}

const cloudRules: readonly CauseId[] = ['push-restriction', 'force-restriction', 'delete-restriction', 'main-branch'];

/** What a client reports alike of every host means a rule of Bitbucket Cloud only where the host may be Bitbucket Cloud. */
function fitted({ cause, certainty }: { cause: CauseId; certainty: Certainty }, speaker: string, { product, address }: Attempt): { cause: CauseId; certainty: Certainty } {
  if (speaker !== 'git' || !cloudRules.includes(cause)) return { cause, certainty };
  if (product === 'data-center') return { cause: 'dc-access', certainty };
  return { cause, certainty: product === 'unknown' && address?.host.includes('.') && !/^[\d.]+$/.test(address.host) ? 'possible' : certainty };
}

function merged(found: Found[]): Found[] {
  const causes = new Map<CauseId, Found>();
  for (const one of found) {
    const before = causes.get(one.cause);
    const surer = before && rank[before.certainty] <= rank[one.certainty] ? before : one;
    causes.set(one.cause, { ...surer, because: [...new Set([...(before?.because ?? []), ...one.because])].slice(0, 8) });
  }
  return [...causes.values()];
}
