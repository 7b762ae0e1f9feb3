import type { Gap, RestrictionName } from './model';
import type { NonEmpty } from './non-empty';

/**
 * One check of `…/pullrequests/{id}/mergeability/checks`: what Bitbucket says, to whoever asks, that its merge endpoint
 * would look at (REST of autumn 2026). Plain JSON.
 */
export type ReportedCheck = Weight & (OfType | { type: 'unknown'; word: string });

/** How a reported check weighs. A failed check need not block. */
export interface Weight {
  /** `PASSED`, `FAILED`, `PENDING`, `SKIPPED` or `UNKNOWN`, or a word that we have not met. */
  status: string;
  /** Of a standard check: whether what is missing stops the merge. Absent where the reply does not say. */
  required?: boolean;
  /** Whether it stops the merge now. Absent where the reply does not say. */
  blocking?: boolean;
}

/** What each type of check holds beside its weight. Keys are absent where Bitbucket leaves them out. */
type OfType =
  /** `OPEN`, `DRAFT`, `MERGED`, `DECLINED`, `SUPERSEDED` or `UNKNOWN`. */
  | { type: 'pullrequest_state_check'; state?: string }
  /** That whoever asks may write to the destination and merge into it under any branch restrictions. */
  | { type: 'current_user_permission_check' }
  /** `clean`, `conflicts` or `merge_impossible`. */
  | { type: 'git_mergeability_check'; result?: string }
  | ReportedStandardCheck
  /** A check of an app, by its name, with what it says. One that runs at the merge may not have run yet. */
  | { type: 'custom_pre_merge_check' | 'custom_on_merge_check'; app: string; message?: string }
  /** `queueState`: `ACTIVE`, `DRAINING`, `SUSPENDED` or `INACTIVE`. */
  | { type: 'merge_queue_check'; queued?: boolean; queue?: string; queueState?: string };

/** A merge check that is configured and applies: what it asks for, and what Bitbucket counted. */
export interface ReportedStandardCheck {
  type: 'standard_merge_check';
  /** Bitbucket's word here, such as `minimum_approvals`: it differs from the kind of the restriction. */
  kind: string;
  asks?: number;
  /** Set where it asks for something that we do not know, beside that number or in its place. */
  asksElse?: true;
  counted?: number;
}

/**
 * Where a reported check stems from. `restriction`: a rule of the repository that asks for at least as much; `project`:
 * no rule of the repository does, so that one set on its project is the likely cause, as Bitbucket shows those only on
 * the project's settings page; `not-seen`: the rules of the repository were not read whole; `not-met`: a check of which
 * we do not know what it stands for; `itself`: it stems from no rule.
 */
export type Origin =
  | { from: 'restriction'; restriction: RestrictionName }
  | { from: 'not-met' | 'itself' }
  | ({ from: 'project' } & BesideSupplied)
  | { from: 'not-seen'; gaps: NonEmpty<Gap> };

/** Set where all rules of the project were supplied, and none of them is the reason either. */
export interface BesideSupplied {
  suppliedLacksIt?: true;
}

/** A reported check, and where it stems from. */
export interface TracedCheck {
  check: ReportedCheck;
  origin: Origin;
}

/** What all reported checks say together, for whoever asked. */
export type Says = 'mergeable' | 'not-mergeable' | 'unknown';

/** One thing of which our reading of the rules says something else than Bitbucket. */
export interface Disagreement extends BesideSupplied {
  /** A rule of ours, Bitbucket's kind of a restriction, or the merge as a whole. */
  of: string;
  ours: 'allowed' | 'denied' | 'done' | 'missing' | 'no-rule' | 'enforced' | 'not-enforced';
  /** The status that Bitbucket reports, or what it says of the merge as a whole. */
  bitbucket: string;
  /** The rule that is read otherwise; of the enforcement, one for another branch that may count for all. */
  restriction?: RestrictionName;
}

/** Bitbucket's own word on a merge, beside what follows from the rules that were read. */
export interface BitbucketsWord {
  says: Says;
  /** Why it is unknown. */
  because?: Gap;
  checks: TracedCheck[];
  /** What follows from the rules alone. */
  ours: 'allowed' | 'denied' | 'unknown';
  disagreements: Disagreement[];
}

/** A rule that is likely set on the project, as far as a reported check tells of it: for an administrator to keep. */
export interface ProjectRuleDraft {
  kind: string;
  /** A branch by its name, as the rule's own pattern is not reported. */
  pattern: string;
  value?: number;
}
