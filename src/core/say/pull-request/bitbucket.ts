import type { Decision, Verdict } from '../../decision';
import type { BitbucketsWord, Disagreement, ReportedCheck, Says, TracedCheck } from '../../reported-check';
import { isToldToAnother } from '../../mergeability/says';
import { isLikelyOfProject } from '../../mergeability/project-rule';
import { kindReported, leavesOpen } from '../../merge-checks/reported';
import { isRemoved, type Gap } from '../../model';
import {
  reportedClause,
  standardTitle,
  statusWords,
  weightOf,
} from '../../rules/pull-request/explained/mergeability-words';
import { gapClause, spanOf } from '../../words/gaps';
import { actorName, code, kindName, restrictionName, sentence } from '../../words/names';

/** `bitbucket` of `explain --pr --json`: what Bitbucket itself says of the merge, check by check. */
export interface SpokenBitbucket {
  says: Says;
  /** The same in one sentence. */
  sentence: string;
  checks: SpokenReportedCheck[];
  /** Where the reply failed or is not for this actor: why, as in gaps. */
  because?: string;
  /** What follows from the rules that were read, without Bitbucket's word. */
  ours: Verdict;
}

/** A check as Bitbucket reports it, in one sentence. */
export interface SpokenReportedCheck {
  type: string;
  kind?: string;
  status: string;
  required: boolean;
  blocking: boolean;
  /** The id of the restriction that it stems from. */
  restriction?: number;
  reason: string;
}

/** What our reading of the rules says otherwise than Bitbucket. */
export interface SpokenDisagreement {
  of: string;
  ours: string;
  bitbucket: string;
  reason: string;
}

/** Which mark stands before what Bitbucket says. */
export const standing = {
  mergeable: 'allows',
  'not-mergeable': 'denies',
  unknown: 'unknown',
} as const satisfies Record<Says, string>;

type Context = Pick<Decision, 'question' | 'repository'>;

/** Bitbucket's own word in words. */
export function sayBitbucket(word: BitbucketsWord, context: Context): SpokenBitbucket {
  const { says, because, checks, ours } = word;
  return {
    says,
    sentence: bitbucketSays(word, context),
    checks: checks.map((one) => sayReported(one, context)),
    ...(because?.of.what === 'mergeability' && { because: because.because }),
    ours,
  };
}

function bitbucketSays(word: BitbucketsWord, { repository, question }: Context): string {
  const { says, because, checks } = word;
  if (says === 'mergeable') return 'Bitbucket says that it can be merged.';
  if (says === 'not-mergeable') {
    const blocking = checks.filter(({ check }) => check.blocking === true);
    if (blocking.every(({ check }) => check.type === 'current_user_permission_check' && check.status === 'FAILED')) {
      return `Bitbucket says that ${actorName(question.actor)} may not merge it.`;
    }
    const count = blocking.length === 1 ? 'one check stands' : `${String(blocking.length)} checks stand`;
    return `Bitbucket says that it cannot be merged: ${count} in the way.`;
  }
  if (isToldToAnother(word)) {
    return isRemoved(question.credential)
      ? 'Bitbucket takes no such credential any more, and so says nothing of a merge with one.'
      : 'What Bitbucket itself says of a merge, it tells each person of themselves alone.';
  }
  if (because?.of.what === 'reported-check') {
    const open = checks.filter(({ check }) => leavesOpen(check)).length;
    return `Bitbucket does not say whether it can be merged: ${open === 1 ? 'one check leaves' : `${String(open)} checks leave`} it open.`;
  }
  return because
    ? `What Bitbucket itself says of it is not known: ${unheardClause(because, repository)}.`
    : 'What Bitbucket itself says of it is not known.';
}

/** Why nobody heard what Bitbucket itself says of a merge, as a clause. */
export function unheardClause(gap: Gap, repository: Context['repository']): string {
  const { of, because, status, retryAfter } = gap;
  if (of.what !== 'mergeability') return gapClause(gap, repository);
  // The pull request itself was read, so that a server without it is older than autumn 2026.
  if (because === 'not-found') return 'this Bitbucket does not tell it yet';
  if (because !== 'unreachable') return gapClause(gap, repository);
  if (status === 429) {
    return `Bitbucket was asked too often${retryAfter === undefined ? '' : `, and asks to wait ${spanOf(retryAfter)}`}`;
  }
  if (retryAfter !== undefined || status === undefined || status < 500) return gapClause(gap, repository);
  const when = 'as it does where it cannot read a check of an app or the merge queue';
  return `Bitbucket failed when asked (status ${String(status)}), ${when}`;
}

function sayReported({ check, origin }: TracedCheck, context: Context): SpokenReportedCheck {
  // What the reply does not say counts as what may stand in the way.
  const { status, required = true, blocking = false } = check;
  const id = origin.from === 'restriction' ? origin.restriction.id : undefined;
  return {
    type: check.type === 'unknown' ? check.word : check.type,
    ...(check.type === 'standard_merge_check' && { kind: check.kind }),
    status,
    required,
    blocking,
    ...(id !== undefined && { restriction: id }),
    reason: reportedWords({ check, origin }, context),
  };
}

/** What Bitbucket reports of one check, and where it stems from, in one sentence or two. */
export function reportedWords({ check, origin }: TracedCheck, context: Context): string {
  const said = saidWords(check, context);
  switch (origin.from) {
    case 'restriction':
      return check.type === 'standard_merge_check'
        ? `${sentence(restrictionName(origin.restriction))}: ${standardWords(check)}.`
        : `${said.slice(0, -1)}, by ${restrictionName(origin.restriction)}.`;
    case 'project':
      if (origin.suppliedLacksIt) {
        return (
          `${said} No rule of the repository is the reason, nor one of those that were supplied of its project: ` +
          "what was supplied is likely out of date, and Bitbucket shows such rules only on the project's settings page."
        );
      }
      return (
        `${said} No rule of the repository is the reason: a rule set on its project is the likely cause, ` +
        "and Bitbucket shows such rules only on the project's settings page."
      );
    case 'not-seen':
      return `${said} Which rule is the reason could not be seen: ${gapClause(origin.gaps[0], context.repository)}.`;
    case 'not-met':
      return `${said} We have not met this check.`;
    case 'itself':
      return said;
  }
}

/** What Bitbucket reports of one check, in one sentence, without where it stems from. */
export function saidWords(check: ReportedCheck, context: Context): string {
  return `${sentence(saidClause(check, context))}.`;
}

/** The same as a clause. */
export function saidClause(check: ReportedCheck, { question }: Context): string {
  if (check.type === 'standard_merge_check') {
    return `${standardTitle(check)}${kindReported(check) === undefined ? '' : ':'} ${standardWords(check)}`;
  }
  return reportedClause(check, {
    actor: actorName(question.actor),
    branch: code(question.branch),
    pullRequest: 'the pull request',
    source: 'the source',
  });
}

function standardWords(check: Extract<ReportedCheck, { type: 'standard_merge_check' }>): string {
  const { asks, asksElse, counted, status } = check;
  const known = kindWords(check);
  const figures = known ?? (asks !== undefined && counted !== undefined ? `${String(counted)} of ${String(asks)}` : '');
  const state = statusWords(status);
  const unread = asksElse ? '; it asks for something that we do not know' : '';
  return `${figures === '' ? state : `${state} (${figures})`}${unread}${weightOf(check)}`;
}

/** How many of what it counts and asks for, where the two do not read as so many of so many. */
function kindWords({ kind, asks, counted }: { kind: string; asks?: number; counted?: number }): string | undefined {
  if (kind === 'maximum_commits_behind') {
    if (counted === undefined) return asks === undefined ? '' : `the limit is ${String(asks)}`;
    return `${String(counted)} behind${asks === undefined ? '' : `; the limit is ${String(asks)}`}`;
  }
  return kind === 'resolved_tasks' && counted !== undefined ? `${String(counted)} open` : undefined;
}

/** A disagreement in one sentence, with both readings. */
export function sayDisagreement(one: Disagreement, context: Context): SpokenDisagreement {
  const { of, ours, bitbucket } = one;
  const cause = causeOf(one);
  const reason = `${readingsClause(one, context)}${cause === undefined ? '' : `: ${cause}`}.`;
  return { of, ours, bitbucket, reason };
}

const ofProject = 'a rule set on the project is the likely cause';

function causeOf(one: Disagreement): string | undefined {
  const { ours, restriction, suppliedLacksIt } = one;
  if (ours === 'not-enforced' && restriction) {
    return `${restrictionName(restriction)} may count for every branch, or a rule is set on the project`;
  }
  if (!isLikelyOfProject(one)) return undefined;
  return suppliedLacksIt ? 'what was supplied of the rules set on the project is likely out of date' : ofProject;
}

/** Both readings of a disagreement, as a clause without the likely cause. */
export function readingsClause({ of, ours, bitbucket, restriction }: Disagreement, { question }: Context): string {
  const branch = code(question.branch);
  const actor = actorName(question.actor);
  const title = kindName(of);
  const reported = `and Bitbucket reports it as ${code(bitbucket)}`;
  switch (ours) {
    case 'done':
    case 'missing': {
      const name = restriction ? sentence(restrictionName(restriction)) : title;
      return `${name} is ${ours === 'done' ? 'done' : 'not done'} by what was read, ${reported}`;
    }
    case 'no-rule':
      return `No rule of the repository asks for ${title}, ${reported}`;
    case 'enforced':
    case 'not-enforced':
      return ours === 'enforced'
        ? `By the rules that were read, what is missing stops a merge into ${branch}, and Bitbucket reports that it only warns`
        : `By the rules that were read, what is missing only warns on ${branch}, and Bitbucket reports that it stops the merge`;
    case 'allowed':
    case 'denied':
      return verdictWords(of, ours, bitbucket, actor, branch);
  }
}

function verdictWords(
  of: string,
  ours: 'allowed' | 'denied',
  bitbucket: string,
  actor: string,
  branch: string,
): string {
  if (of === 'merge') {
    return ours === 'denied'
      ? 'The rules refuse the merge, and Bitbucket says that it would go through'
      : 'The rules that were read let the merge through, and Bitbucket says that it cannot be merged';
  }
  if (of === 'pull-request') {
    return ours === 'allowed'
      ? `The pull request was read as open, and Bitbucket reports its state as ${code(bitbucket)}`
      : 'The pull request was read as closed or a draft, and Bitbucket reports its state as open for a merge';
  }
  return ours === 'allowed'
    ? `The rules of the repository let ${actor} merge into ${branch}, and Bitbucket says that ${actor} may not`
    : `The rules of the repository refuse ${actor} a merge into ${branch}, and Bitbucket says that ${actor} may`;
}
