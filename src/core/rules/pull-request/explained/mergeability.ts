import { permission } from '../../../mergeability/permission';
import { isClosedQueue, unexplained } from '../mergeability';
import type { MergeCell } from '../../../cell/cell';
import type { MayI } from '../../../cell/may-i';
import type { MergeCheck } from '../../../merge-check';
import { mergeChecks as judged } from '../../../merge-checks/merge-checks';
import { isSame } from '../../../merge-checks/check';
import { isNonEmpty, type NonEmpty } from '../../../non-empty';
import type { PullRequestFacts } from '../../../pull-request';
import type { MergeRemedy } from '../../../remedy';
import type { ReportedCheck, TracedCheck } from '../../../reported-check';
import { code, enumeration, plain } from '../../../words/names';
import { docs } from '../../../words/pages';
import { blockedWords } from './mergeability-words';
import type { MergeExplained } from '../../rule';

/** How it is explained. */
export const mergeabilityExplained: MergeExplained<'mergeability'> = {
  page: docs.mergeability,
  remedies(cell, mayI) {
    const { pullRequest } = cell;
    const checks = judged(cell, pullRequest, mayI);
    const ways = unexplained(cell).flatMap((one) => waysPast(one, checks, cell, mayI));
    const distinct = [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
    if (!isNonEmpty(distinct)) throw new Error('Ways out are asked only of a denial.');
    return distinct;
  },
  words: {
    blocked: ({ checks }, about) => `Bitbucket says that ${enumeration(checks.map((one) => blockedWords(one, about)))}`,
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

function wordOf(check: ReportedCheck): string {
  return check.type === 'unknown' ? check.word : check.type;
}

/** What would help against one blocking check; `checks` are the merge checks that the rules ask for. */
function waysPast(
  { check, origin }: TracedCheck,
  checks: readonly MergeCheck[],
  { facts, pullRequest }: MergeCell,
  mayI: MayI,
): MergeRemedy[] {
  const { project } = facts.repository;
  const askProject: MergeRemedy[] = [
    { way: 'look-at-project-rules', ...(project.known && project.value && { project: project.value }) },
  ];
  const look: MergeRemedy = { way: 'look-at-pull-request' };
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
      const ways: NonEmpty<MergeRemedy> = own?.is === 'missing' ? own.remedies : [look];
      return origin.from === 'project' ? [...ways, ...askProject] : ways;
    }
    case 'unknown':
      return [look];
  }
}

function settleConflicts({ source, destination }: PullRequestFacts, mayI: MayI): MergeRemedy {
  const fork = source.fork !== undefined;
  const mayPush = source.branch !== null && !fork && mayI('push', source.branch);
  return { way: 'settle-conflicts', source: source.branch, fork, mayPush, destination: destination.branch };
}
