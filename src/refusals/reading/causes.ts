import { branchName } from '../../core/branches/branch-name';
import type { WayOfText } from '../ways-out/table';
import type { CauseId } from '../signatures/cause';
import type { Hit } from '../signatures/hits';
import type { Certainty, Named } from '../signatures/signature';
import { linesWith, type Line, type Log } from '../text/log';
import type { Push } from '../text/push';
import { isKnownOther, pusherIn, type Attempt, type Product, type Who } from './attempts';
import { cloudRules, fitted, isOtherHost } from './fitted';
import { isForeign } from './foreign';
import { hookWords, isLastLineAlone } from './hook-of-clone';
import { identityAsked, type IdentityAsked } from './identity';
import { isOvercome, isRuledOut } from './reached';
import { serverFaults, serverWords, serverWordsAlone, serverWordsOfStatus, wordsOverSsh } from './server-words';
import { operationTyped, triedIn } from './tried';

/** A cause that the text shows, and the lines that show it. */
export interface Found {
  cause: CauseId;
  certainty: Certainty;
  because: string[];
  push: Push;
  /** Whose server refused; absent where that does not show. */
  product?: Product;
  /** The ways out of this wording, where they are others than those of the cause. */
  ways?: readonly WayOfText[];
  /** Who pushed is the first thing to find out, and why. */
  identity?: IdentityAsked;
  /** Lines are missing that Git prints for every push that was sent, and that would settle the cause. */
  unsettled?: true;
}

/** The order of certainties, the surest first. */
export const rank: Record<Certainty, number> = { certain: 0, likely: 1, possible: 2 };

/** The causes of one attempt, the likeliest first where they are equally sure. */
export function causesOf(attempt: Attempt, log: Log): Found[] {
  return causesAlone(attempt, log).map((found) => (isOvercome(found, attempt) ? lowered(found) : found));
}

/** The causes, as if nothing came after this attempt. */
function causesAlone(attempt: Attempt, log: Log): Found[] {
  const heard = attempt.hits.filter((hit) => !isRuledOut(hit, attempt));
  const own = heard.filter((hit) => !isForeign(hit, log, attempt));
  const speaking = heard.filter(
    (hit) => !isExplained(hit, own) && (!attempt.passed || hit.signature.names.some(isWarning)),
  );
  if (speaking.length === 0) return [];
  const who = pusherIn(log, attempt);
  const common = { push: pushOf(attempt, log, speaking, who), product: attempt.product };
  if (attempt.product === 'other' && !speaking.every(isNoError)) {
    const words = speaking.find(({ signature }) => signature.speaker === 'other');
    const isGuessed = attempt.address !== undefined && !isKnownOther(attempt.address);
    const clients = words ? [] : speaking.filter(({ signature }) => clientCauses.includes(signature.names[0].cause));
    const because = [...((words ?? speaking[0])?.lines ?? []), ...(attempt.line ? [attempt.line] : [])].map(shownIn);
    const isUnsure = words ? words.signature.names[0].certainty !== 'certain' : attempt.isMentioned || isGuessed;
    const certainty = clients.length > 0 || isUnsure ? 'likely' : 'certain';
    const other: Found = { cause: 'other-host', certainty, because: [...new Set(because)], ...common };
    const hook = hookOf(clients, log, common);
    if (hook?.settled) return [hook.found, { ...other, certainty: 'possible' }];
    return [...beside(hook, named(clients, own, attempt, log, common)), other];
  }
  const hook = hookOf(speaking, log, common);
  if (hook?.settled) return [hook.found];
  const found = beside(hook, withPusher(named(speaking, own, attempt, log, common), who));
  const { hits, isNear } = attempt;
  const ofHttp = serverWordsOfStatus(log, hits, isNear);
  const words = [...serverWords(log, hits, isNear), ...wordsOverSsh(log, hits, isNear)];
  if (words.length > 0) return [spokenAt(words, attempt, { ...common, ...found[0] }), ...found.map(lowered)];
  const faults = serverFaults(log, hits, isNear);
  if (faults.length > 0) return [faulty(spoken(faults, { ...common, ...found[0] })), ...found.map(lowered)];
  const [first, ...rest] = found;
  if (ofHttp.length === 0 || !first) return found;
  return [{ ...first, because: [...ofHttp.map(shownIn), ...first.because] }, ...rest];
}

type Common = Pick<Found, 'push' | 'product'>;

/** What the text shows of the push, whatever stopped it. */
function pushOf(attempt: Attempt, log: Log, speaking: Hit[], who: Who | undefined): Push {
  const { address, remote, isNear } = attempt;
  const shown = triedIn(log, attempt, isNear);
  const tried = shown === 'read' && speaking.some(isOfPush) ? 'push' : shown;
  return {
    ...(address && { address }),
    ...(remote !== undefined && { remote }),
    ...(who && { pusher: who.pusher }),
    ...(tried && { tried }),
  };
}

/**
 * The causes that signatures name, each with the branch and the operation that its words show. `own` are the hits that
 * no other program may have written.
 */
function named(speaking: Hit[], own: Hit[], attempt: Attempt, log: Log, { push, product }: Common): Found[] {
  const { hits, isNear } = attempt;
  const branch = hits.map(({ places }) => branchIn(places)).find((one) => one !== undefined) ?? refusedBranch(log);
  const tried = speaking.map(({ signature }) => signature.operation).find((one) => one !== undefined);
  const operation = tried ?? operationTyped(log, isNear);
  const isShown = push.pusher?.is === 'actor' || push.pusher?.is === 'access-token';
  const identity = isShown ? undefined : identityAsked(log, isNear);
  const isBare = isLastLineAlone(speaking, log);
  const others = speaking.some((hit) => own.includes(hit)) ? 'possible' : 'likely';
  const found = speaking.flatMap((hit) => {
    const { signature, lines, places } = hit;
    const most = own.includes(hit) ? 'certain' : others;
    return signature.names.map((one: Named): Found => {
      const at = branchIn(places) ?? branch;
      const does = signature.operation ?? operation;
      const fit = isTag(at) && cloudRules.includes(one.cause) ? ofTag : fitted(one, signature, attempt);
      return {
        cause: fit.cause,
        certainty: lessSure(fit.certainty, most),
        ...(isBare && { unsettled: true }),
        because: lines.map(shownIn),
        push: { ...push, ...(at !== undefined && { branch: at }), ...(does && { operation: does }) },
        ...(product && { product }),
        ...(signature.ways && fit.cause === one.cause && { ways: signature.ways }),
        ...(identity && dependsOnWho.includes(fit.cause) && { identity }),
      };
    });
  });
  if (push.tried === 'read' && found.some(({ cause }) => !ofPushes.includes(cause)))
    return found.filter(({ cause }) => !ofPushes.includes(cause));
  const foreign = found.find(({ cause, certainty }) => cause === 'dc-access' && certainty === 'possible');
  if (product === 'unknown' && foreign && isOtherHost(attempt.address))
    found.unshift({ ...foreign, cause: 'other-host' });
  return asTyped(found, operation);
}

/** Only a push that rewrites can be refused for rewriting; where one was typed, that is as likely as anything. */
function asTyped(found: Found[], operation: Push['operation']): Found[] {
  const isGuess = ({ cause, certainty }: Found) => cause === 'force-restriction' && certainty === 'possible';
  const others = found.filter((one) => !isGuess(one));
  if (operation === 'push') return others;
  if (operation !== 'force-push') return found;
  return [...found.filter(isGuess).map((one): Found => ({ ...one, certainty: 'likely' })), ...others];
}

/** Whether these words are of a push, whatever was fetched before it. */
function isOfPush({ signature: { names, trailer }, lines }: Hit): boolean {
  const [{ cause }] = names;
  if (trailer) return false;
  if (ofPushes.includes(cause) || cause === 'local-hook') return true;
  if (cause === 'submodule') return lines.some(({ said }) => /push|paths contain changes/i.test(said));
  return ofBoth.includes(cause) && lines.some(({ said }) => ofPushWords.test(said));
}

/** What may stop a push or a fetch, and the words of the former. */
const ofBoth: readonly CauseId[] = ['remote-ahead', 'nothing-to-push', 'shallow-clone'];
const ofPushWords = /push|reject|refspec|commit|update not allowed|expected object/i;

/** What stops no clone and no fetch. */
const ofPushes: readonly CauseId[] = [
  'unlistable-actor',
  'dc-pull-request-only',
  'dc-committer',
  'dc-reserved-refs',
  'push-restriction',
  'force-restriction',
  'delete-restriction',
  'main-branch',
  'push-size',
  'file-size',
  'repository-size',
];

/** No restriction covers a tag, so that whatever refuses one is something else of the server's. */
const ofTag: Named = { cause: 'server-hook', certainty: 'possible' };

function isTag(name: string | undefined): boolean {
  return name?.startsWith('refs/tags/') === true;
}

function lessSure(one: Certainty, other: Certainty): Certainty {
  return rank[one] < rank[other] ? other : one;
}

/** Causes that depend on who pushed. */
const dependsOnWho: readonly CauseId[] = [
  'push-restriction',
  'unlistable-actor',
  'repository-access',
  'repository-not-found',
  'access-key-read-only',
];

/** An access token or Pipelines is refused as one that no list can name, so that comes first. */
function withPusher(found: Found[], who: Who | undefined): Found[] {
  if (who?.pusher.is !== 'actor' && who?.pusher.is !== 'access-token') return found;
  const at = found.findIndex(({ cause }) => cause === 'push-restriction');
  const refused = found[at];
  if (!refused || found.some(({ cause }) => cause === 'unlistable-actor')) return found;
  const because = who.line ? [who.line.shown] : refused.because;
  return found.toSpliced(at, 0, { ...refused, cause: 'unlistable-actor', because });
}

/** What the server said in words that we do not know. */
function spoken(words: Line[], { push, product }: Common): Found {
  return { cause: 'server-hook', certainty: 'likely', because: words.map(shownIn), push, ...(product && { product }) };
}

/** The same, where the server's own Git failed while it unpacked the push: that is before any hook or rule is asked. */
function spokenAt(words: Line[], { hits }: Attempt, common: Common): Found {
  const text = words.map(({ said }) => said).join('\n');
  const isFault = hits.some(({ lines }) => lines.some(({ said }) => unpacking.test(said))) && !ofCheck.test(text);
  const found = spoken(words, common);
  return isFault ? faulty(found) : found;
}

function faulty(found: Found): Found {
  return { ...found, cause: 'network', ways: ['see-status', 'try-again'] };
}

const unpacking = /unpacker error|unpack failed|index-pack abnormal|unpack-objects abnormal/i;
/** Git's check of the objects themselves, which a server may ask for: what it finds is a fault of the push. */
const ofCheck = /fsck|object [\da-f]{4,64}: \w|maximum|too (?:large|big)|limit/i;

/** The cause of a text that holds words of a server and none of Git's. */
export function causesOfWords(log: Log): Found[] {
  const words = serverWordsAlone(log);
  return words.length === 0 ? [] : [{ ...spoken(words, { push: {} }), certainty: 'possible' }];
}

/** What we guess beside a reason that the server gave. */
function lowered(found: Found): Found {
  return { ...found, certainty: 'possible' };
}

interface HookFound {
  found: Found;
  settled: boolean;
  succeeded: boolean;
}

function hookOf(speaking: Hit[], log: Log, common: Common): HookFound | undefined {
  const hook = hookWords(speaking, log);
  if (!hook) return undefined;
  const found: Found = { cause: 'local-hook', certainty: 'possible', because: hook.words, ...common };
  return {
    found: hook.settled ? { ...found, certainty: 'likely' } : { ...found, unsettled: true },
    settled: hook.settled,
    succeeded: hook.succeeded,
  };
}

function beside(hook: HookFound | undefined, found: Found[]): Found[] {
  if (!hook) return found;
  return hook.succeeded ? [...found, hook.found] : [hook.found, ...found];
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

/** The branch in the first line that reports a refused reference. */
function refusedBranch(log: Log): string | undefined {
  return linesWith(log, 'rejected]')
    .map(({ said }) => branchName(/rejected\] .{1,300}? -> ([^\s]{1,250})/.exec(said)?.[1] ?? ''))
    .find((one) => one !== undefined);
}

/** The branch that a wording names, where Git allows it: a name may become part of a command that we offer. */
function branchIn({ branch }: Record<string, string>): string | undefined {
  return branch === undefined ? undefined : branchName(branch);
}

/** Whether another hit of the same push says more exactly what this one only hints at. */
function isExplained({ signature }: Hit, hits: Hit[]): boolean {
  const others = hits.filter((hit) => hit.signature !== signature);
  if (signature.trailer && others.some((hit) => !hit.signature.trailer && !isNoError(hit))) return true;
  return others.some(
    (hit) => !hit.signature.trailer && hit.signature.names.some(({ cause }) => signature.yieldsTo?.includes(cause)),
  );
}

/** Whether a push that went through prints it as well: a greeting, or that the repository grows too large. */
function isWarning({ cause }: Named): boolean {
  return cause === 'ssh-works' || cause === 'repository-size';
}

function isNoError({ signature }: Hit): boolean {
  return signature.names.every(({ cause }) => cause === 'ssh-works' || cause === 'nothing-to-push');
}

function shownIn({ shown }: Line): string {
  return shown;
}
