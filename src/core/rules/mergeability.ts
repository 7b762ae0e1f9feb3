import type { Cell } from '../cell/cell';
import type { MayI } from '../cell/may-i';
import type { Evidence } from '../evidence';
import type { MergeCheck } from '../merge-check';
import { mergeChecks as judged } from '../merge-checks/merge-checks';
import { isSame, nameOf } from '../merge-checks/check';
import { hasPassed, leavesOpen } from '../merge-checks/reported';
import { besideSupplied, tracedIn, unexplainedBy, type KnownKinds } from '../mergeability/origin';
import { permission } from '../mergeability/permission';
import { isRemoved, type Gap, type RestrictionName } from '../model';
import { isViewersOwn } from '../people/viewer';
import { isNonEmpty, type NonEmpty } from '../non-empty';
import type { PullRequestFacts } from '../pull-request';
import type { Remedy } from '../remedy';
import type { Origin, ReportedCheck, TracedCheck } from '../reported-check';
import { code, enumeration, plain } from '../words/names';
import { docs } from '../words/pages';
import { mergeChecks } from './merge-checks';
import { mergeRestriction } from './merge-restriction';
import { blockedWords, takesNothing } from './mergeability-words';
import { closedStates, pullRequest as pullRequestState } from './pull-request';
import { repositoryAccess } from './repository-access';
import { cannotTell, denies, type RefusingRule } from './rule';

/**
 * What Bitbucket itself says that it would refuse of a merge, where no rule before this one refuses for the same
 * reason: Git conflicts, checks of apps, a merge queue, and rules that the repository's own list does not show. All but
 * the permission is the same whoever asks. `known`: the kinds of restriction that anything answers for.
 */
export function mergeabilityBeside(known: () => KnownKinds): RefusingRule<'mergeability'> {
  return {
    id: 'mergeability',
    page: docs.mergeability,
    stops: ['merge'],
    kinds: [],
    judge(cell) {
      const { pullRequest } = cell;
      if (!pullRequest || closedStates.includes(pullRequest.state)) return undefined;
      const blocking = unexplained(cell, pullRequest, known());
      if (isNonEmpty(blocking)) {
        const [first, ...rest] = blocking.map(shownBy);
        return first && denies({ why: 'blocked', checks: blocking }, first, ...rest);
      }
      const { items } = pullRequest.mergeability;
      const closed = items.find(isClosedQueue);
      if (closed) {
        const gap: Gap = { of: { what: 'merge-queue' }, because: 'not-understood' };
        return cannotTell({ why: 'queue-takes-nothing', queueState: closed.queueState ?? '' }, [gap]);
      }
      const strange = items.filter((check) => check.type === 'unknown' && leavesOpen(check) && !hasPassed(check));
      const notMet = tracedIn(strange, cell, known());
      const gap: Gap = { of: { what: 'reported-check' }, because: 'not-understood' };
      if (isNonEmpty(notMet)) return cannotTell({ why: 'check-not-met', checks: notMet }, [gap], notMet.map(shownBy));
      const failed = failedInDoubt(cell, pullRequest, known());
      return isNonEmpty(failed)
        ? cannotTell({ why: 'check-failed', checks: failed }, [gap], failed.map(shownBy))
        : undefined;
    },
    remedies(cell, mayI) {
      const { pullRequest } = cell;
      const checks = pullRequest ? judged(cell, pullRequest, mayI) : [];
      const ways = pullRequest
        ? unexplained(cell, pullRequest, known()).flatMap((one) => waysPast(one, checks, cell, pullRequest, mayI))
        : [];
      const distinct = [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
      if (!isNonEmpty(distinct)) throw new Error('Ways out are asked only of a denial.');
      return distinct;
    },
    words: {
      blocked: ({ checks }, about) =>
        `Bitbucket says that ${enumeration(checks.map((one) => blockedWords(one, about)))}`,
      permitted: (_, { actor, branch }) => `Bitbucket says that ${actor} may merge into ${branch}`,
      'permitted-beside-denial': (_, { actor, branch }) =>
        `what the rules say of whether ${actor} may merge into ${branch} and what Bitbucket says of it differ`,
      mergeable: (_, { pullRequest: named }) => `Bitbucket says that ${named} can be merged, and that settles it`,
      'mergeable-beside-denial': (_, { pullRequest: named }) =>
        `what the rules say of ${named} and what Bitbucket says of it differ`,
      'queue-takes-nothing': ({ queueState }, { branch }) =>
        `the merge queue of ${branch} is ${plain(queueState.toLowerCase())}, and such a queue takes in nothing`,
      'check-failed': ({ checks }, about) =>
        `Bitbucket does not say that it stops the merge, but says that ` +
        enumeration(checks.map((one) => blockedWords(one, about))),
      'check-not-met': ({ checks }) =>
        `Bitbucket names ${checks.length === 1 ? 'a check' : 'checks'} that we have not met, ` +
        enumeration(checks.map(({ check }) => code(wordOf(check)))),
    },
  };
}

function wordOf(check: ReportedCheck): string {
  return check.type === 'unknown' ? check.word : check.type;
}

/** The asker is told their own permission; what Bitbucket says of it holds for nobody else. */
export function isToldTo({ actor: { actor }, facts, credential }: Cell): boolean {
  return !isRemoved(credential) && isViewersOwn(actor, facts);
}

/**
 * Each of these checks with where it stems from. That somebody may not merge stems from a rule of the project only
 * where those of the repository surely let them, and the source is still there.
 */
export function traced(
  checks: readonly ReportedCheck[],
  cell: Cell,
  { source }: PullRequestFacts,
  known: KnownKinds,
): TracedCheck[] {
  return tracedIn(checks, cell, known).map(({ check, origin }) => {
    const isRefusal = check.status === 'FAILED' || (check.blocking === true && !hasPassed(check));
    const refused = check.type === permission && isRefusal && source.fork !== null;
    return { check, origin: refused ? originOfRefusal(cell, known) : origin };
  });
}

function originOfRefusal(cell: Cell, known: KnownKinds): Origin {
  const [access, list] = [repositoryAccess.judge(cell), mergeRestriction.judge(cell)];
  if (access?.verdict === 'denies') return { from: 'itself' };
  if (list?.verdict === 'denies' && list.reason.why === 'not-listed') {
    return { from: 'restriction', restriction: nameOf(list.reason.restrictions[0]) };
  }
  const open = [
    ...[access, list].flatMap((says) => (says?.verdict === 'unknown' ? says.gaps : [])),
    ...unexplainedBy(cell, known),
  ];
  return isNonEmpty(open) ? { from: 'not-seen', gaps: open } : { from: 'project', ...besideSupplied(cell) };
}

/** The blocking checks for which no other rule already refuses. */
function unexplained(cell: Cell, pullRequest: PullRequestFacts, known: KnownKinds): TracedCheck[] {
  const { items } = pullRequest.mergeability;
  const blocking = items.filter((check) => check.blocking === true && (check.type !== permission || isToldTo(cell)));
  const access = [repositoryAccess.judge(cell), mergeRestriction.judge(cell)];
  const refused = new Set<ReportedCheck['type']>();
  if (access.some((says) => says?.verdict === 'denies')) refused.add(permission);
  // That it is in a queue is reported twice.
  const queued = items.some(
    (check) => check.type === 'merge_queue_check' && check.queued === true && check.blocking === true,
  );
  if (queued || pullRequestState.judge(cell)?.verdict === 'denies') refused.add('pullrequest_state_check');
  const missing = refusedFor(cell);
  return traced(
    blocking.filter(({ type }) => !refused.has(type)),
    cell,
    pullRequest,
    known,
  ).filter(({ origin }) => origin.from !== 'restriction' || !missing.some((one) => isSame(one, origin.restriction)));
}

/**
 * The checks that failed, and of which Bitbucket says neither that they stop the merge nor that they do not matter. A
 * merge queue that is not in the way lets merging begin; what a rule of the repository asks for is judged with that
 * rule.
 */
function failedInDoubt(cell: Cell, pullRequest: PullRequestFacts, known: KnownKinds): TracedCheck[] {
  const failed = pullRequest.mergeability.items.filter(
    (check) =>
      check.status === 'FAILED' &&
      check.blocking !== true &&
      leavesOpen(check) &&
      (check.type !== 'merge_queue_check' || check.blocking === undefined) &&
      (check.type !== permission || isToldTo(cell)),
  );
  return traced(failed, cell, pullRequest, known).filter(({ origin }) => origin.from !== 'restriction');
}

/** The restrictions whose merge checks are not done, and for which the rule of the merge checks refuses. */
function refusedFor(cell: Cell): RestrictionName[] {
  const says = mergeChecks.judge(cell);
  if (says?.verdict !== 'denies') return [];
  return says.evidence.flatMap((one) =>
    one.shows === 'check' && one.check.is === 'missing' ? [one.check.restriction] : [],
  );
}

function isClosedQueue(check: ReportedCheck): check is Extract<ReportedCheck, { type: 'merge_queue_check' }> {
  return check.type === 'merge_queue_check' && takesNothing(check);
}

function shownBy(traced: TracedCheck): Evidence {
  return { shows: 'reported-check', traced };
}

/** What would help against one blocking check; `checks` are the merge checks that the rules ask for. */
function waysPast(
  { check, origin }: TracedCheck,
  checks: readonly MergeCheck[],
  cell: Cell,
  pullRequest: PullRequestFacts,
  mayI: MayI,
): Remedy[] {
  const { project } = cell.facts.repository;
  const askProject: Remedy[] = [
    { way: 'look-at-project-rules', ...(project.known && project.value && { project: project.value }) },
  ];
  const look: Remedy = { way: 'look-at-pull-request' };
  switch (check.type) {
    case 'pullrequest_state_check':
      return [check.state === 'DRAFT' ? { way: 'mark-ready' } : look];
    case permission:
      if (origin.from === 'not-seen') return [{ way: 'look-at-rules' }];
      return origin.from === 'project' ? askProject : [look];
    case 'git_mergeability_check':
      return [check.result === 'conflicts' ? settleConflicts(pullRequest, mayI) : look];
    case 'custom_pre_merge_check':
    case 'custom_on_merge_check':
      return [{ way: 'settle-check-of-app', app: check.app, running: check.status === 'PENDING' }];
    case 'merge_queue_check':
      if (check.queued === true) return [{ way: 'await-queue' }];
      return [isClosedQueue(check) ? { way: 'reopen-queue' } : look];
    case 'standard_merge_check': {
      const own = checks.find((one) => origin.from === 'restriction' && isSame(one.restriction, origin.restriction));
      const ways: NonEmpty<Remedy> = own?.is === 'missing' ? own.remedies : [look];
      return origin.from === 'project' ? [...ways, ...askProject] : ways;
    }
    case 'unknown':
      return [look];
  }
}

function settleConflicts({ source, destination }: PullRequestFacts, mayI: MayI): Remedy {
  const fork = source.fork !== undefined;
  const mayPush = source.branch !== null && !fork && mayI('push', source.branch);
  return { way: 'settle-conflicts', source: source.branch, fork, mayPush, destination: destination.branch };
}
