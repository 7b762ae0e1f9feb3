import { hasPassed, kindReported } from '../../../merge-checks/reported';
import type { ReportedCheck, ReportedStandardCheck, TracedCheck, Weight } from '../../../reported-check';
import { wordsOfKind } from '../../../words/kinds';
import { code, onOneLine, restrictionName } from '../../../words/names';
import type { About } from '../../rule';
import { takesNothing } from '../mergeability';

/** What a clause about a reported check speaks of, as it stands inside a sentence. */
interface Names extends Pick<About, 'actor' | 'branch' | 'pullRequest'> {
  /** The source of the pull request. */
  source: string;
}

/** What stands in the way, as a clause after *Bitbucket says that*. */
export function blockedWords({ check, origin }: TracedCheck, about: About): string {
  const clause =
    check.type === 'standard_merge_check'
      ? `${standardNoun(check)} ${notMet(check)}`
      : reportedClause(check, { ...about, source: `the source of ${about.pullRequest}` });
  switch (origin.from) {
    case 'restriction':
      return check.type === 'standard_merge_check'
        ? `${restrictionName(origin.restriction)} ${notMet(check)}`
        : `${clause}, by ${restrictionName(origin.restriction)}`;
    case 'project':
      if (origin.suppliedLacksIt) {
        return (
          `${clause}, which follows from no rule of the repository, nor from one of those that were supplied of its ` +
          'project: what was supplied is likely out of date'
        );
      }
      return `${clause}, which follows from no rule of the repository: a rule set on its project is the likely cause`;
    case 'not-seen':
    case 'not-met':
    case 'itself':
      return clause;
  }
}

type NotStandard = Exclude<ReportedCheck, { type: 'standard_merge_check' }>;

/**
 * What Bitbucket reports of one check, as a clause. The status decides what is said; what else the reply tells says why
 * only where the check stands in the way.
 */
export function reportedClause(check: NotStandard, names: Names): string {
  const stands = check.blocking === true || check.status === 'FAILED';
  const clause = stands ? standsClause(check, names) : passesClause(check, names);
  return clause === undefined
    ? `${nounOf(check, names)} ${statusWords(check.status)}${messageOf(check)}${weightOf(check)}`
    : `${clause}${check.type === 'merge_queue_check' ? '' : warningOf(check)}`;
}

/** Why a check stands in the way, where the reply tells it. */
function standsClause(check: NotStandard, { actor, branch, pullRequest: named, source }: Names): string | undefined {
  switch (check.type) {
    case 'pullrequest_state_check':
      if (check.state === 'OPEN') return `${named} is open, and takes no merge now`;
      return check.state === undefined || check.state === 'UNKNOWN'
        ? `${named} takes no merge now`
        : `${named} is in the state ${code(check.state)}, in which it takes no merge`;
    case 'current_user_permission_check':
      return check.status === 'FAILED' ? `${actor} may not merge into ${branch}` : undefined;
    case 'git_mergeability_check':
      if (check.result === 'conflicts') return `${source} conflicts with ${branch}`;
      return check.result === 'merge_impossible' || (check.result === undefined && check.status === 'FAILED')
        ? `Git cannot merge ${source} into ${branch}`
        : undefined;
    case 'merge_queue_check':
      return queueClause(check, branch, named);
    case 'custom_pre_merge_check':
    case 'custom_on_merge_check':
    case 'unknown':
      return undefined;
  }
}

/** What holds where a check does not stand in the way, as far as that is plain. */
function passesClause(check: NotStandard, { actor, branch, pullRequest: named, source }: Names): string | undefined {
  if (check.type === 'merge_queue_check') return queueClause(check, branch, named) ?? takingClause(check, branch);
  if (check.status !== 'PASSED') return undefined;
  switch (check.type) {
    case 'pullrequest_state_check':
      return (check.state ?? 'OPEN') === 'OPEN' ? `${named} is open` : undefined;
    case 'current_user_permission_check':
      return `${actor} may merge into ${branch}`;
    case 'git_mergeability_check':
      return (check.result ?? 'clean') === 'clean' ? `${source} and ${branch} merge without conflicts` : undefined;
    case 'custom_pre_merge_check':
    case 'custom_on_merge_check':
    case 'unknown':
      return undefined;
  }
}

type QueueCheck = Extract<ReportedCheck, { type: 'merge_queue_check' }>;

function queueClause(check: QueueCheck, branch: string, named: string): string | undefined {
  if (check.queued === true) return `${named} is in ${queueName(check)} already, and merges when its turn comes`;
  return takesNothing(check)
    ? `${queueName(check)} of ${branch} is ${check.queueState.toLowerCase()} and takes in nothing`
    : undefined;
}

function takingClause(check: QueueCheck, branch: string): string | undefined {
  switch (check.queueState) {
    case 'ACTIVE':
      return `${queueName(check)} of ${branch} is active: merging puts it into the queue`;
    case 'INACTIVE':
      return `${queueName(check)} of ${branch} is inactive, so merging needs no queue`;
    case undefined:
    default:
      return undefined;
  }
}

/** The check by what it looks at, before its status. */
function nounOf(check: NotStandard, { actor, branch, pullRequest: named, source }: Names): string {
  switch (check.type) {
    case 'pullrequest_state_check':
      return `the check whether ${named} is open`;
    case 'current_user_permission_check':
      return `the check whether ${actor} may merge into ${branch}`;
    case 'git_mergeability_check':
      return `the check whether ${source} and ${branch} merge without conflicts`;
    case 'custom_pre_merge_check':
      return `the check ${code(check.app)} of an app`;
    case 'custom_on_merge_check':
      return `the check ${code(check.app)} of an app, which runs at the merge,`;
    case 'merge_queue_check':
      return `the check of ${queueName(check)} of ${branch}`;
    case 'unknown':
      return `the check ${code(check.word)}`;
  }
}

function messageOf(check: NotStandard): string {
  return 'app' in check ? saying(check.message) : '';
}

/** One that is reported as passed or skipped, and stops the merge all the same, is not said to be open. */
function notMet(check: ReportedStandardCheck & Weight): string {
  const { status, blocking } = check;
  const isOpen = status === 'FAILED' || status === 'PENDING';
  if (isOpen) return `is not met${figures(check)}`;
  return `${statusWords(status)}${figures(check)}${blocking === true ? weightOf(check) : ''}`;
}

const wordsOfStatus: ReadonlyMap<string, string> = new Map([
  ['PASSED', 'passed'],
  ['FAILED', 'failed'],
  ['PENDING', 'has not finished'],
  ['SKIPPED', 'was skipped'],
]);

/** A status as a verb: `has not finished`. */
export function statusWords(status: string): string {
  return wordsOfStatus.get(status) ?? `is in the status ${code(status)}`;
}

/** What follows a status that does not say by itself whether the check stops the merge. */
export function weightOf(check: Weighed): string {
  return check.blocking === true && check.status !== 'FAILED' ? ', and stops the merge' : warningOf(check);
}

type Weighed = Pick<ReportedCheck, 'type' | 'status' | 'required' | 'blocking'>;

/** A merge queue that is not in the way lets merging begin, whatever its check says. */
function warningOf({ type, status, required, blocking }: Weighed): string {
  if (blocking === true || hasPassed({ status })) return '';
  if (type === 'merge_queue_check') return blocking === false ? ', and does not stop the merge' : '';
  return required === false ? '; it only warns' : '';
}

/** Characters of what an app says that are shown. */
const longestMessage = 300;

/** What an app says of its check, in brackets after it; nothing where it says nothing. */
function saying(message = ''): string {
  const said = onOneLine(message).replaceAll(/ +/g, ' ').trim().replace(/\.$/, '');
  if (said === '') return '';
  const characters = Array.from(said);
  const shown = characters.length > longestMessage ? `${characters.slice(0, longestMessage).join('')}…` : said;
  return ` (it says: ${shown})`;
}

/** The merge queue by its name, where it has one. */
function queueName({ queue }: { queue?: string }): string {
  return queue === undefined ? 'the merge queue' : `the merge queue ${code(queue)}`;
}

/** The name of a standard check: that of the merge check that it stands for, else Bitbucket's word. */
export function standardTitle(check: { kind: string }): string {
  return titleOf(check) ?? `the merge check ${code(check.kind)}`;
}

/** The same as a noun inside a sentence. */
function standardNoun(check: { kind: string }): string {
  return `the merge check ${titleOf(check) ?? code(check.kind)}`;
}

function titleOf(check: { kind: string }): string | undefined {
  const kind = kindReported(check);
  return kind === undefined ? undefined : wordsOfKind(kind)?.name;
}

/** `: 1 of 2`, where Bitbucket gives both numbers. */
function figures({ asks, counted }: { asks?: number; counted?: number }): string {
  if (asks !== undefined && counted !== undefined) return ` (${String(counted)} of ${String(asks)})`;
  return counted === undefined ? '' : ` (${String(counted)})`;
}
