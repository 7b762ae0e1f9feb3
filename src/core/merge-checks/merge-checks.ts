import { isNonEmpty, type NonEmpty } from '../non-empty';
import type { Found, MergeCheck, Outcome } from '../merge-check';
import type { MayI } from '../cell/may-i';
import type { Answer } from '../answer';
import { unseenRestrictions, type Cell } from '../cell/cell';
import type { Because, Fact, Gap, Person, PullRequestUnknown, Restriction, RestrictionName, Unknown } from '../model';
import type { Part, PullRequestFacts } from '../pull-request';

interface Kind {
  /** What has to be read for it, beyond the pull request itself. */
  reads?: Part;
  judge: (pullRequest: PullRequestFacts, restriction: Restriction, around: Around) => Outcome;
}

interface Around {
  /** The restrictions of this kind that cover the same branch. */
  all: Restriction[];
  /** Why there may be more. */
  unseen: Gap[];
  /** Whether whoever acts may surely push to the source. */
  mayPush: boolean;
}

/**
 * How each kind of merge check is judged
 * (https://support.atlassian.com/bitbucket-cloud/docs/suggest-or-require-checks-before-a-merge/). Bitbucket's REST tells
 * neither the review groups of a check nor the dependencies of a pull request: those stay unknown.
 */
const kinds = new Map<string, Kind>(
  Object.entries({
    require_approvals_to_merge: { judge: byValue(approvals) },
    require_default_reviewer_approvals_to_merge: {
      reads: 'defaultReviewers',
      judge: byValue(defaultReviewerApprovals),
    },
    require_review_group_approvals_to_merge: { judge: () => cannotSee('review-groups', 'not-offered') },
    require_no_changes_requested: { judge: changesRequested },
    require_tasks_to_be_completed: { reads: 'openTasks', judge: ({ openTasks }) => noneOpen('tasks', openTasks) },
    require_all_comments_resolved: {
      reads: 'openComments',
      judge: ({ openComments }) => noneOpen('comments', openComments),
    },
    require_passing_builds_to_merge: { reads: 'builds', judge: byValue(builds) },
    require_commits_behind: { reads: 'behind', judge: byValue(behind) },
    require_all_dependencies_merged: { judge: () => cannotSee('dependencies', 'not-offered') },
  } satisfies Record<string, Kind>),
);

/** What has to be read below a pull request to judge it by these restrictions. */
export function partsFor(restrictions: readonly Restriction[]): Part[] {
  return ['sourceBranch', ...new Set(restrictions.flatMap(({ kind }) => kinds.get(kind)?.reads ?? []))];
}

/** Every merge check that covers the destination, or might, in Bitbucket's order. With `mayI` the ways out are those of whoever acts. */
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
    const kind = kinds.get(restriction.kind);
    if (!kind) return [];
    const all = branch.covering
      .filter((one) => one.restriction.kind === restriction.kind)
      .map((one) => one.restriction);
    return [
      {
        ...kind.judge(pullRequest, restriction, { all, unseen, mayPush }),
        restriction: nameOf(restriction),
        ...doubtOf(covers),
      },
    ];
  });
}

function doubtOf(covers: Answer): { mightNotCover?: NonEmpty<Gap> } {
  return covers.is === 'unknown' ? { mightNotCover: covers.gaps } : {};
}

/** Of kinds that ask for so many: without a number nothing can be said. */
function byValue(judge: (pullRequest: PullRequestFacts, value: number, around: Around) => Outcome): Kind['judge'] {
  return (pullRequest, restriction, around) =>
    restriction.value === undefined
      ? cannotSee({ what: 'check-value', restriction: nameOf(restriction) }, 'not-understood')
      : judge(pullRequest, restriction.value, around);
}

/** An author's own approval: third parties say that it does not count, Atlassian does not. Where it tips the balance, unknown. */
function approvals({ participants, author }: PullRequestFacts, need: number): Outcome {
  const approving = distinct(participants.items.filter(({ says }) => says === 'approved').map(({ person }) => person));
  const have = approving.filter(({ id }) => id !== author?.id).length;
  const found: Found = { what: 'approvals', have, need, byAuthor: have < approving.length };
  if (have >= need) return { is: 'done', found };
  if (isNonEmpty(participants.gaps)) return { is: 'unknown', found, gaps: participants.gaps };
  if (approving.length >= need) return cannotSee('own-approval', 'not-documented', found);
  const asked = participants.items.filter(
    ({ person, reviewer, says }) => reviewer && says !== 'approved' && person.id !== author?.id,
  );
  return {
    is: 'missing',
    found,
    remedies: [{ way: 'get-approvals', need: need - have, from: asked.map(({ person }) => person) }],
  };
}

function defaultReviewerApprovals({ participants, author, defaultReviewers }: PullRequestFacts, need: number): Outcome {
  const approving = new Set(
    participants.items.filter(({ says }) => says === 'approved').map(({ person }) => person.id),
  );
  const reviewers = distinct(defaultReviewers.items);
  const others = reviewers.filter(({ id }) => id !== author?.id);
  const have = others.filter(({ id }) => approving.has(id)).length;
  const found: Found = { what: 'default-reviewer-approvals', have, need };
  if (have >= need) return { is: 'done', found };
  const gaps = [...defaultReviewers.gaps, ...participants.gaps];
  if (isNonEmpty(gaps)) return { is: 'unknown', found, gaps };
  if (have + 1 >= need && others.length < reviewers.length && author && approving.has(author.id)) {
    return cannotSee('own-approval', 'not-documented', found);
  }
  const from = others.filter(({ id }) => !approving.has(id));
  // Whether Bitbucket asks for more approvals than there are default reviewers to give them is documented nowhere.
  if (from.length < need - have) return cannotSee('too-few-default-reviewers', 'not-documented', found);
  return { is: 'missing', found, remedies: [{ way: 'get-default-reviewer-approvals', need: need - have, from }] };
}

function changesRequested({ participants }: PullRequestFacts): Outcome {
  const by = distinct(
    participants.items.filter(({ says }) => says === 'changes-requested').map(({ person }) => person),
  );
  const found: Found = { what: 'changes-requested', by: by.length };
  if (isNonEmpty(by)) return { is: 'missing', found, remedies: [{ way: 'settle-changes-requested', by }] };
  return isNonEmpty(participants.gaps) ? { is: 'unknown', gaps: participants.gaps } : { is: 'done', found };
}

function noneOpen(what: 'tasks' | 'comments', open: Fact<number>): Outcome {
  if (!open.known) return { is: 'unknown', gaps: [open.gap] };
  const found: Found = { what, open: open.value };
  return open.value === 0
    ? { is: 'done', found }
    : { is: 'missing', found, remedies: [{ way: `resolve-${what}`, open: open.value }] };
}

/** As many passed as are asked for, none failed, none under way (https://bitbucket.org/blog/more-reliable-merge-checks). */
function builds({ builds: { items, gaps } }: PullRequestFacts, need: number): Outcome {
  const inState = (word: string) => items.filter(({ state }) => state === word);
  const failed = inState('FAILED');
  const [passed, running, stopped] = [
    inState('SUCCESSFUL').length,
    inState('INPROGRESS').length,
    inState('STOPPED').length,
  ];
  const other = items.length - passed - failed.length - running;
  const found: Found = { what: 'builds', passed, need, failed: failed.length, running, other };
  const stopping = failed.length + running > 0;
  if (!stopping && isNonEmpty(gaps)) return { is: 'unknown', found, gaps };
  if (stopping || passed + other - stopped < need) {
    const lacking = Math.max(0, need - passed - failed.length - running);
    return {
      is: 'missing',
      found,
      remedies: [{ way: 'pass-builds', failed: failed.map(({ name }) => name), running, lacking }],
    };
  }
  return other > 0 ? cannotSee('other-builds', 'not-documented', found) : { is: 'done', found };
}

/** "A maximum number of commits behind"; which of several maxima holds is documented nowhere. */
function behind(pullRequest: PullRequestFacts, atMost: number, { all, unseen, mayPush }: Around): Outcome {
  const counted = pullRequest.behind;
  if (!counted.known) return { is: 'unknown', gaps: [counted.gap] };
  const commits = counted.value;
  const found: Found = { what: 'behind', commits, atMost };
  if (commits <= atMost) return { is: 'done', found };
  const values = all.map(({ value }) => value ?? Infinity);
  if (commits <= Math.max(...values)) return cannotSee('which-maximum', 'not-documented', found);
  if (isNonEmpty(unseen)) return { is: 'unknown', found, gaps: unseen };
  const { source, destination } = pullRequest;
  return {
    is: 'missing',
    found,
    remedies: [
      {
        way: 'update-source',
        source: source.branch,
        fork: source.fork !== undefined,
        mayPush,
        destination: destination.branch,
      },
    ],
  };
}

/** Somebody who is listed twice is one person. */
function distinct(people: Person[]): Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

function cannotSee(of: Unknown | PullRequestUnknown, because: Because, found?: Found): Outcome {
  const gap: Gap = { of: typeof of === 'string' ? { what: of } : of, because };
  return { is: 'unknown', ...(found && { found }), gaps: [gap] };
}

function nameOf({ id, kind, match }: Restriction): RestrictionName {
  return { ...(id !== undefined && { id }), kind, match };
}
