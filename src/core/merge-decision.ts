import type { Decision, FindingOf, NotChecked, OpinionOf } from './decision';
import type { Evidence } from './evidence';
import type { MergeCheck } from './merge-check';
import type { RestrictionName } from './model';
import type { NonEmpty } from './non-empty';
import type { Reasons } from './reason';
import type { MergeRemedy } from './remedy';
import type { BitbucketsWord, TracedCheck } from './reported-check';

/**
 * What a pull request at hand adds to a decision. A decision about a branch is one of these too, so whatever takes
 * these takes both; what knows branches alone need not load any of this.
 */

/** The reasons of rules that judge a pull request, beside those of a branch. */
export interface MergeReasons extends Reasons {
  'pull-request':
    | { why: 'closed'; state: string }
    | { why: 'draft' }
    | { why: 'open' }
    | { why: 'state-not-known' }
    | { why: 'source-gone' }
    | { why: 'source-not-known' };
  'merge-checks':
    | { why: 'no-checks' }
    | { why: 'checks-done'; count: number }
    | { why: 'checks-missing'; missing: number; unseen: number }
    | { why: 'checks-only-warn'; missing: number; unseen: number }
    | { why: 'checks-not-known'; missing: number; unseen: number };
  mergeability:
    | { why: 'blocked'; checks: NonEmpty<TracedCheck> }
    | { why: 'permitted' }
    | { why: 'permitted-beside-denial' }
    | { why: 'mergeable' }
    | { why: 'mergeable-beside-denial' }
    | { why: 'queue-takes-nothing'; queueState: string }
    | { why: 'check-not-met'; checks: NonEmpty<TracedCheck> }
    | { why: 'check-failed'; checks: NonEmpty<TracedCheck> };
}

/** The rules, those that judge a pull request among them. */
export type MergeRuleId = keyof MergeReasons;

/** Why any of these rules says what it says. */
export type MergeReason<Id extends MergeRuleId = MergeRuleId> = MergeReasons[Id];

/** What shows that any of these reasons holds. */
export type MergeEvidence = Evidence | PullRequestEvidence;

/** What a pull request shows. */
export type PullRequestEvidence =
  | { shows: 'pull-request'; id: number; state: string; draft: boolean }
  | { shows: 'check'; check: MergeCheck }
  | { shows: 'enforced'; restrictions: NonEmpty<RestrictionName> }
  | { shows: 'not-enforced' }
  | { shows: 'reported-enforcement'; required: boolean }
  | { shows: 'reported-check'; traced: TracedCheck }
  | { shows: 'reported-permission' }
  | { shows: 'reported-mergeable' };

/** One rule's say in a merge. */
export type MergeFinding = FindingOf<MergeRuleId, MergeReason, MergeEvidence, MergeRemedy>;

/** A finding before anybody asked for the way out. */
export type MergeOpinion = OpinionOf<MergeFinding>;

/** What no API shows, of a pull request too. */
export type MergeNotChecked =
  | NotChecked
  | { what: 'conflicts' | 'custom-merge-checks' | 'dependencies' | 'fork-branch' }
  | { what: 'checks-of-apps'; apps: NonEmpty<string> };

/** The answer to one question, where a pull request may have been at hand. */
export interface MergeDecision extends Omit<Decision, 'findings' | 'notChecked'> {
  findings: MergeFinding[];
  notChecked: MergeNotChecked[];
  /** Each merge check that covers the destination, where an open pull request was at hand. */
  checks?: MergeCheck[];
  /** What Bitbucket itself says of the merge, where a pull request was at hand. */
  bitbucket?: BitbucketsWord;
}
