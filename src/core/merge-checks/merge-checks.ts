import type { Answer } from '../answer';
import { unseenRestrictions, type Cell } from '../cell/cell';
import type { MayI } from '../cell/may-i';
import type { MergeCheck, Outcome } from '../merge-check';
import type { Gap, Restriction } from '../model';
import type { NonEmpty } from '../non-empty';
import type { Part, PullRequestFacts } from '../pull-request';
import { nameOf, type Reported } from './check';
import { checkOf } from './index';
import { reportedOf, settlingIn } from './reported';

/** What has to be read below a pull request to judge it by these restrictions. */
export function partsFor(restrictions: readonly Restriction[]): Part[] {
  return ['sourceBranch', 'mergeability', ...new Set(restrictions.flatMap(({ kind }) => checkOf(kind)?.reads ?? []))];
}

/**
 * Every merge check that covers the destination, or might, in Bitbucket's order. With `mayI` the ways out are those of
 * whoever acts. What we cannot tell by ourselves is settled by what Bitbucket reports of the pull request; where it
 * contradicts what we can tell, neither is said.
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
    const reported = reportedOf(check, restriction, settlingIn(pullRequest.mergeability));
    const outcome = check.judge(pullRequest, restriction, { all, unseen, mayPush, reported });
    const contradicted = covers.is === 'yes' && contradicts(outcome, reported);
    return [
      {
        ...(contradicted ? besideReported(outcome, restriction) : outcome),
        restriction: nameOf(restriction),
        ...doubtOf(covers),
      },
    ];
  });
}

function contradicts({ is }: Outcome, { passed }: Reported): boolean {
  return (is === 'done' && passed === false) || (is === 'missing' && passed === true);
}

function besideReported({ is, found }: Outcome, { kind }: Restriction): Outcome {
  const ours = is === 'done' ? 'done' : 'missing';
  const gap: Gap = { of: { what: 'check-beside-reported', kind, ours }, because: 'not-understood' };
  return { is: 'unknown', ...(found && { found }), gaps: [gap] };
}

function doubtOf(covers: Answer): { mightNotCover?: NonEmpty<Gap> } {
  return covers.is === 'unknown' ? { mightNotCover: covers.gaps } : {};
}
