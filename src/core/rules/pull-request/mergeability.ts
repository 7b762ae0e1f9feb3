import type { Cell, MergeCell } from '../../cell/cell';
import type { MergeEvidence } from '../../merge-decision';
import { isSame, nameOf } from '../../merge-checks/check';
import { hasPassed, leavesOpen } from '../../merge-checks/reported';
import { besideSupplied, tracedIn, unexplainedBy } from '../../mergeability/origin';
import { permission } from '../../mergeability/permission';
import { isRemoved, type Gap, type RestrictionName } from '../../model';
import { isViewersOwn } from '../../people/viewer';
import { isNonEmpty } from '../../non-empty';
import type { Origin, ReportedCheck, TracedCheck } from '../../reported-check';
import { mergeChecks } from './merge-checks';
import { kinds } from '../kinds';
import { mergeRestriction } from '../merge-restriction';
import { closedStates, pullRequest as pullRequestState } from './state';
import { repositoryAccess } from '../repository-access';
import { cannotTell, denies, type MergeRuleOf } from '../rule';

/**
 * What Bitbucket itself says that it would refuse of a merge, where no rule before this one refuses for the same
 * reason: Git conflicts, checks of apps, a merge queue, and rules that the repository's own list does not show. All but
 * the permission is the same whoever asks.
 */
export const mergeability: MergeRuleOf<'mergeability'> = {
  id: 'mergeability',
  stops: ['merge'],
  judge(cell) {
    const { pullRequest } = cell;
    if (closedStates.includes(pullRequest.state)) return undefined;
    const blocking = unexplained(cell);
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
    const notMet = tracedIn(strange, cell, kinds);
    const gap: Gap = { of: { what: 'reported-check' }, because: 'not-understood' };
    if (isNonEmpty(notMet)) return cannotTell({ why: 'check-not-met', checks: notMet }, [gap], notMet.map(shownBy));
    const failed = failedInDoubt(cell);
    return isNonEmpty(failed)
      ? cannotTell({ why: 'check-failed', checks: failed }, [gap], failed.map(shownBy))
      : undefined;
  },
};

/** The asker is told their own permission; what Bitbucket says of it holds for nobody else. */
export function isToldTo({ actor: { actor }, facts, credential }: Cell): boolean {
  return !isRemoved(credential) && isViewersOwn(actor, facts);
}

/**
 * Each of these checks with where it stems from. That somebody may not merge stems from a rule of the project only
 * where those of the repository surely let them, and the source is still there.
 */
export function traced(checks: readonly ReportedCheck[], cell: MergeCell): TracedCheck[] {
  const { source } = cell.pullRequest;
  return tracedIn(checks, cell, kinds).map(({ check, origin }) => {
    const isRefusal = check.status === 'FAILED' || (check.blocking === true && !hasPassed(check));
    const refused = check.type === permission && isRefusal && source.fork !== null;
    return { check, origin: refused ? originOfRefusal(cell) : origin };
  });
}

function originOfRefusal(cell: Cell): Origin {
  const [access, list] = [repositoryAccess.judge(cell), mergeRestriction.judge(cell)];
  if (access?.verdict === 'denies') return { from: 'itself' };
  if (list?.verdict === 'denies' && list.reason.why === 'not-listed') {
    return { from: 'restriction', restriction: nameOf(list.reason.restrictions[0]) };
  }
  const open = [
    ...[access, list].flatMap((says) => (says?.verdict === 'unknown' ? says.gaps : [])),
    ...unexplainedBy(cell, kinds),
  ];
  return isNonEmpty(open) ? { from: 'not-seen', gaps: open } : { from: 'project', ...besideSupplied(cell) };
}

/** The blocking checks for which no other rule already refuses. */
export function unexplained(cell: MergeCell): TracedCheck[] {
  const { items } = cell.pullRequest.mergeability;
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
  ).filter(({ origin }) => origin.from !== 'restriction' || !missing.some((one) => isSame(one, origin.restriction)));
}

/**
 * The checks that failed, and of which Bitbucket says neither that they stop the merge nor that they do not matter. A
 * merge queue that is not in the way lets merging begin; what a rule of the repository asks for is judged with that
 * rule.
 */
function failedInDoubt(cell: MergeCell): TracedCheck[] {
  const failed = cell.pullRequest.mergeability.items.filter(
    (check) =>
      check.status === 'FAILED' &&
      check.blocking !== true &&
      leavesOpen(check) &&
      (check.type !== 'merge_queue_check' || check.blocking === undefined) &&
      (check.type !== permission || isToldTo(cell)),
  );
  return traced(failed, cell).filter(({ origin }) => origin.from !== 'restriction');
}

/** The restrictions whose merge checks are not done, and for which the rule of the merge checks refuses. */
function refusedFor(cell: MergeCell): RestrictionName[] {
  const says = mergeChecks.judge(cell);
  if (says?.verdict !== 'denies') return [];
  return says.evidence.flatMap((one) =>
    one.shows === 'check' && one.check.is === 'missing' ? [one.check.restriction] : [],
  );
}

/** Whether it is a merge queue that takes in nothing. */
export function isClosedQueue(check: ReportedCheck): check is Extract<ReportedCheck, { type: 'merge_queue_check' }> {
  return check.type === 'merge_queue_check' && takesNothing(check);
}

function shownBy(traced: TracedCheck): MergeEvidence {
  return { shows: 'reported-check', traced };
}

/** Whether a merge queue is draining or suspended: such a one takes in nothing (REST, merge_queue_check). */
export function takesNothing<T extends { queueState?: string }>(queue: T): queue is T & { queueState: string } {
  return queue.queueState === 'DRAINING' || queue.queueState === 'SUSPENDED';
}
