import type { Cell } from '../cell/cell';
import type { MayI } from '../cell/may-i';
import type { Evidence } from '../evidence';
import { mergeChecks as judged } from '../merge-checks/merge-checks';
import { nameOf } from '../merge-checks/check';
import { hasPassed } from '../merge-checks/reported';
import { tracedIn } from '../mergeability/origin';
import type { Gap, RestrictionName } from '../model';
import { isNonEmpty, type NonEmpty } from '../non-empty';
import type { PullRequestFacts } from '../pull-request';
import type { Remedy } from '../remedy';
import type { Origin, ReportedCheck, TracedCheck } from '../reported-check';
import { code, enumeration, plain } from '../words/names';
import { docs } from '../words/pages';
import { mergeChecks } from './merge-checks';
import { mergeRestriction } from './merge-restriction';
import { blockedWords } from './mergeability-words';
import { pullRequest as pullRequestState } from './pull-request';
import { repositoryAccess } from './repository-access';
import { cannotTell, denies, type RefusingRule } from './rule';

/**
 * What Bitbucket itself says that it would refuse of a merge, where no rule before this one refuses for the same
 * reason: Git conflicts, checks of apps, a merge queue, and rules that the repository's own list does not show. All but
 * the permission is the same whoever asks.
 */
export const mergeability: RefusingRule<'mergeability'> = {
  id: 'mergeability',
  page: docs.mergeability,
  stops: ['merge'],
  kinds: [],
  judge(cell) {
    const { pullRequest } = cell;
    if (pullRequest?.state !== 'OPEN') return undefined;
    const blocking = unexplained(cell, pullRequest);
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
    const strange = items.filter((check) => check.type === 'unknown' && check.required && !hasPassed(check));
    const notMet = tracedIn(strange, cell);
    if (!isNonEmpty(notMet)) return undefined;
    const gap: Gap = { of: { what: 'reported-check' }, because: 'not-understood' };
    return cannotTell({ why: 'check-not-met', checks: notMet }, [gap], notMet.map(shownBy));
  },
  remedies(cell, mayI) {
    const { pullRequest } = cell;
    const ways = pullRequest
      ? unexplained(cell, pullRequest).flatMap((traced) => waysPast(traced, cell, pullRequest, mayI))
      : [];
    const distinct = [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
    if (!isNonEmpty(distinct)) throw new Error('Ways out are asked only of a denial.');
    return distinct;
  },
  words: {
    blocked: ({ checks }, about) => `Bitbucket says that ${enumeration(checks.map((one) => blockedWords(one, about)))}`,
    mergeable: (_, { pullRequest: named }) => `Bitbucket says that ${named} can be merged, and that settles it`,
    'mergeable-beside-denial': (_, { pullRequest: named }) =>
      `the rules that were read refuse it, and Bitbucket says that ${named} can be merged`,
    'queue-takes-nothing': ({ queueState }, { branch }) =>
      `the merge queue of ${branch} is ${plain(queueState.toLowerCase())}, and such a queue takes in nothing`,
    'check-not-met': ({ checks }) =>
      `Bitbucket names ${checks.length === 1 ? 'a check' : 'checks'} that we have not met, ${enumeration(checks.map(({ check }) => code(wordOf(check))))}`,
  },
};

function wordOf(check: ReportedCheck): string {
  return check.type === 'unknown' ? check.word : check.type;
}

/** The asker is told their own permission; what Bitbucket says of it holds for nobody else. */
export function isToldTo({ actor: { actor }, facts: { viewer }, credential }: Cell): boolean {
  const removed = credential === 'app-password' || credential === 'password';
  return !removed && actor.type === 'user' && viewer.known && viewer.value.id === actor.person.id;
}

/**
 * Each of these checks with where it stems from. That somebody may not merge stems from a rule of the project only
 * where those of the repository surely let them, and the source is still there.
 */
export function traced(checks: readonly ReportedCheck[], cell: Cell, { source }: PullRequestFacts): TracedCheck[] {
  return tracedIn(checks, cell).map(({ check, origin }) => {
    const refused = check.type === permission && !hasPassed(check) && source.fork !== null;
    return { check, origin: refused ? originOfRefusal(cell) : origin };
  });
}

function originOfRefusal(cell: Cell): Origin {
  const [access, list] = [repositoryAccess.judge(cell), mergeRestriction.judge(cell)];
  if (access?.verdict === 'denies') return { from: 'itself' };
  if (list?.verdict === 'denies' && list.reason.why === 'not-listed') {
    return { from: 'restriction', restriction: nameOf(list.reason.restrictions[0]) };
  }
  const open = [access, list].flatMap((says) => (says?.verdict === 'unknown' ? says.gaps : []));
  return isNonEmpty(open) ? { from: 'not-seen', gaps: open } : { from: 'project' };
}

/** The blocking checks for which no other rule already refuses. */
function unexplained(cell: Cell, pullRequest: PullRequestFacts): TracedCheck[] {
  const { items } = pullRequest.mergeability;
  const blocking = items.filter((check) => check.blocking && (check.type !== permission || isToldTo(cell)));
  const access = [repositoryAccess.judge(cell), mergeRestriction.judge(cell)];
  const refused = new Set<ReportedCheck['type']>();
  if (access.some((says) => says?.verdict === 'denies')) refused.add(permission);
  // That it is in a queue is reported twice.
  const queued = items.some((check) => check.type === 'merge_queue_check' && check.queued === true && check.blocking);
  if (queued || pullRequestState.judge(cell)?.verdict === 'denies') refused.add('pullrequest_state_check');
  const missing = mergeChecks.judge(cell)?.verdict === 'denies' ? missingIn(cell, pullRequest) : [];
  return traced(
    blocking.filter(({ type }) => !refused.has(type)),
    cell,
    pullRequest,
  ).filter(({ origin }) => origin.from !== 'restriction' || !missing.some((one) => isSame(one, origin.restriction)));
}

const permission = 'current_user_permission_check';

function missingIn(cell: Cell, pullRequest: PullRequestFacts): RestrictionName[] {
  return judged(cell, pullRequest).flatMap((check) => (check.is === 'missing' ? [check.restriction] : []));
}

function isSame(one: RestrictionName, other: RestrictionName): boolean {
  return one.kind === other.kind && one.id === other.id && JSON.stringify(one.match) === JSON.stringify(other.match);
}

/** A queue that is draining or suspended takes in nothing (REST, merge_queue_check). */
function isClosedQueue(check: ReportedCheck): check is Extract<ReportedCheck, { type: 'merge_queue_check' }> {
  return check.type === 'merge_queue_check' && closedStates.includes(check.queueState ?? '');
}

const closedStates: readonly string[] = ['DRAINING', 'SUSPENDED'];

function shownBy(traced: TracedCheck): Evidence {
  return { shows: 'reported-check', traced };
}

/** What would help against one blocking check. */
function waysPast({ check, origin }: TracedCheck, cell: Cell, pullRequest: PullRequestFacts, mayI: MayI): Remedy[] {
  const { project } = cell.facts.repository;
  const askProject: Remedy[] = [
    { way: 'look-at-project-rules', ...(project.known && project.value && { project: project.value }) },
  ];
  const look: Remedy = { way: 'look-at-pull-request' };
  switch (check.type) {
    case 'pullrequest_state_check':
      return [check.state === 'DRAFT' ? { way: 'mark-ready' } : look];
    case permission:
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
      const own = judged(cell, pullRequest, mayI).find(
        (one) => origin.from === 'restriction' && isSame(one.restriction, origin.restriction),
      );
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
