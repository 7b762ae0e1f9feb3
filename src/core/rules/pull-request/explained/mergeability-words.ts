import { kindReported } from '../../../merge-checks/reported';
import type { ReportedCheck, TracedCheck } from '../../../reported-check';
import { wordsOfKind } from '../../../words/kinds';
import { code, onOneLine, restrictionName } from '../../../words/names';
import { takesNothing } from '../mergeability';
import type { About } from '../../rule';

type Names = Pick<About, 'actor' | 'branch' | 'pullRequest'>;

/** What stands in the way, as a clause after *Bitbucket says that*. */
export function blockedWords({ check, origin }: TracedCheck, names: Names): string {
  const clause = clauseOf(check, names);
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

/** What Bitbucket reports of one check, as a clause. */
function clauseOf(check: ReportedCheck, { actor, branch, pullRequest: named }: Names): string {
  switch (check.type) {
    case 'pullrequest_state_check':
      if (check.state === 'OPEN') return `${named} is open, and takes no merge now`;
      return `${named} is in the state ${code(check.state ?? 'UNKNOWN')}, in which it takes no merge`;
    case 'current_user_permission_check':
      if (check.status === 'FAILED') return `${actor} may not merge into ${branch}`;
      return `the check whether ${actor} may merge into ${branch} ${doing(check.status)}, and stops the merge`;
    case 'git_mergeability_check':
      if (check.result === 'conflicts') return `the source of ${named} conflicts with ${branch}`;
      if (check.result === 'merge_impossible' || (check.result === undefined && check.status === 'FAILED')) {
        return `Git cannot merge the source of ${named} into ${branch}`;
      }
      return (
        `the check whether the source of ${named} and ${branch} merge without conflicts ${doing(check.status)}, ` +
        'and stops the merge'
      );
    case 'standard_merge_check':
      return `${standardNoun(check)} ${notMet(check)}`;
    case 'custom_pre_merge_check':
    case 'custom_on_merge_check':
      return `the check ${code(check.app)} of an app ${doing(check.status)}${saying(check.message)}`;
    case 'merge_queue_check':
      if (check.queued === true) return `${named} is in ${queueName(check)} already`;
      if (takesNothing(check)) return `${queueName(check)} is ${check.queueState.toLowerCase()} and takes in nothing`;
      return `the check of ${queueName(check)} ${doing(check.status)}, and stops the merge`;
    case 'unknown':
      return `the check ${code(check.word)} ${doing(check.status)}`;
  }
}

/** One that is reported as passed or skipped, and stops the merge all the same, is not said to be open. */
function notMet(check: Pick<ReportedCheck, 'status'> & Parameters<typeof figures>[0]): string {
  const { status } = check;
  return status === 'FAILED' || status === 'PENDING'
    ? `is not met${figures(check)}`
    : `${doing(status)}${figures(check)}, and stops the merge`;
}

function doing(status: string): string {
  if (status === 'FAILED') return 'failed';
  return status === 'PENDING' ? 'has not finished' : `is in the status ${code(status)}`;
}

/** Characters of what an app says that are shown. */
const longestMessage = 300;

/** What an app says of its check, in brackets after it; nothing where it says nothing. */
export function saying(message = ''): string {
  const said = onOneLine(message).replaceAll(/ +/g, ' ').trim().replace(/\.$/, '');
  if (said === '') return '';
  const characters = Array.from(said);
  const shown = characters.length > longestMessage ? `${characters.slice(0, longestMessage).join('')}…` : said;
  return ` (it says: ${shown})`;
}

/** The merge queue by its name, where it has one. */
export function queueName({ queue }: { queue?: string }): string {
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
