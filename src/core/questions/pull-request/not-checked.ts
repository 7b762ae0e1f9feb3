import { coveringOf, unseenRestrictions, type Cell, type MergeCell } from '../../cell/cell';
import type { MergeNotChecked, MergeOpinion } from '../../merge-decision';
import { hasPassed } from '../../merge-checks/reported';
import type { Facts } from '../../model';
import { isNonEmpty } from '../../non-empty';
import type { PullRequestFacts } from '../../pull-request';
import type { BitbucketsWord, ReportedCheck } from '../../reported-check';
import { notCheckedAnyhow, notCheckedBeside } from '../not-checked';

/** What was not checked of this merge by this actor. */
export function notCheckedOfMerge(
  cell: MergeCell,
  opinions: MergeOpinion[],
  { says }: BitbucketsWord,
): MergeNotChecked[] {
  return [
    ...notCheckedOfMerges([cell.pullRequest]),
    ...(says === 'mergeable' && !areDependenciesRead(cell) ? [{ what: 'dependencies' } as const] : []),
    // Bitbucket's own word on a merge counts the rules of the project too.
    ...notCheckedBeside(cell, opinions, says === 'unknown' ? [] : ['project-restrictions']),
  ];
}

/**
 * Whether it is known which rules ask for dependencies to be merged: those of the project count too, and Bitbucket's
 * own word on a merge says nothing of any.
 */
function areDependenciesRead({ facts, branch }: Pick<Cell, 'facts' | 'branch'>): boolean {
  const isRead = facts.projectRules?.whole === true && unseenRestrictions({ facts, branch }).length === 0;
  return isRead || coveringOf('require_all_dependencies_merged', { branch }).length > 0;
}

/** What was not checked of these pull requests, whoever merges them. */
export function notCheckedOfQueue(facts: Facts, pullRequests: PullRequestFacts[]): MergeNotChecked[] {
  return [...notCheckedOfMerges(pullRequests), ...notCheckedAnyhow(facts)];
}

/** What Bitbucket's own word on these pull requests leaves open. */
function notCheckedOfMerges(pullRequests: PullRequestFacts[]): MergeNotChecked[] {
  const inFork = pullRequests.some(({ source }) => typeof source.fork === 'string' && source.branch !== null);
  const apps = new Set(pullRequests.flatMap(({ mergeability }) => mergeability.items.flatMap(appInDoubt)));
  const named = [...apps];
  return [
    ...(isNonEmpty(pullRequests) && pullRequests.every(areConflictsKnown) ? [] : [{ what: 'conflicts' } as const]),
    ...(isNonEmpty(pullRequests) && pullRequests.every(isReportWhole)
      ? []
      : [{ what: 'custom-merge-checks' } as const]),
    ...(isNonEmpty(named) ? [{ what: 'checks-of-apps', apps: named } as const] : []),
    ...(inFork ? [{ what: 'fork-branch' } as const] : []),
  ];
}

function areConflictsKnown({ mergeability: { items } }: PullRequestFacts): boolean {
  return items.some(
    (check) => check.type === 'git_mergeability_check' && (check.status === 'PASSED' || check.blocking),
  );
}

function isReportWhole({ mergeability: { items, gaps } }: PullRequestFacts): boolean {
  return items.length > 0 && gaps.length === 0;
}

/** The app whose check has not passed, and does not stop the merge by itself. */
function appInDoubt(check: ReportedCheck): string[] {
  return 'app' in check && !hasPassed(check) && !check.blocking ? [check.app] : [];
}
