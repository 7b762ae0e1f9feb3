import type { Answer } from '../answer';
import { unseenRestrictions, type Cell } from '../cell/cell';
import type { MayI } from '../cell/may-i';
import type { MergeCheck } from '../merge-check';
import type { Gap, Restriction } from '../model';
import type { NonEmpty } from '../non-empty';
import type { Part, PullRequestFacts } from '../pull-request';
import { nameOf } from './check';
import { checkOf } from './index';

/** What has to be read below a pull request to judge it by these restrictions. */
export function partsFor(restrictions: readonly Restriction[]): Part[] {
  return ['sourceBranch', ...new Set(restrictions.flatMap(({ kind }) => checkOf(kind)?.reads ?? []))];
}

/**
 * Every merge check that covers the destination, or might, in Bitbucket's order. With `mayI` the ways out are those of
 * whoever acts.
 */
export function mergeChecks(
  cell: Pick<Cell, 'facts' | 'branch'>,
  pullRequest: PullRequestFacts,
  mayI?: MayI,
): MergeCheck[] {
  const { branch } = cell;
  const unseen = unseenRestrictions(cell);
  const { source } = pullRequest;
  const mayPush = !mayI || source.branch === null || source.fork !== undefined || mayI('push', source.branch);
  return branch.covering.flatMap(({ restriction, covers }) => {
    const check = checkOf(restriction.kind);
    if (!check) return [];
    const all = branch.covering
      .filter((one) => one.restriction.kind === restriction.kind)
      .map((one) => one.restriction);
    return [
      {
        ...check.judge(pullRequest, restriction, { all, unseen, mayPush }),
        restriction: nameOf(restriction),
        ...doubtOf(covers),
      },
    ];
  });
}

function doubtOf(covers: Answer): { mightNotCover?: NonEmpty<Gap> } {
  return covers.is === 'unknown' ? { mightNotCover: covers.gaps } : {};
}
