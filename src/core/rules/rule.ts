import type { MayI } from '../cell/may-i';
import type { Cell, MergeCell } from '../cell/cell';
import type { KeptToAList } from '../cell/lists';
import type { Evidence } from '../evidence';
import type { MergeEvidence, MergeReason, MergeRuleId } from '../merge-decision';
import type { Gap, Operation, Question } from '../model';
import type { NonEmpty } from '../non-empty';
import type { Reason, RuleId } from '../reason';
import type { MergeRemedy, Remedy } from '../remedy';
import type { Verbs } from '../words/names';

/*
 * A rule is two things that are asked at different times, and so stand in files of their own: what it says of a cell,
 * which every verdict asks, and in `explained` how that is explained, asked only when somebody reads the answer.
 */

/** One reason why Bitbucket may refuse, or why we cannot tell whether it does: any of those about a branch. */
export type Rule = { [Id in RuleId]: RuleOf<Id> }[RuleId];

/** Any rule, those that judge a pull request among them. */
export type MergeRule = { [Id in MergeRuleId]: MergeRuleOf<Id> }[MergeRuleId];

/** The rule of this id. */
export type RuleOf<Id extends RuleId> = RefusingRule<Id> | DoubtingRule<Id>;

/** The rule of this id, where it judges a pull request. */
export type MergeRuleOf<Id extends MergeRuleId> = { id: Id } & Judging<MergeReason<Id>, MergeCell, MergeEvidence>;

/** The rule of this id, where it may refuse. */
export type RefusingRule<Id extends RuleId> = { id: Id } & Judging<Reason<Id>>;

/** The rule of this id, where it never refuses by itself, and so owes no way out. */
export type DoubtingRule<Id extends RuleId> = RefusingRule<Id> & {
  judge: (cell: Cell) => Doubt<Reason<Id>> | undefined;
};

/** All of a rule that may refuse for these reasons, but its id. */
export interface Judging<R extends MergeReason, C extends Cell = Cell, E extends MergeEvidence = Evidence> {
  /** The operations that it may stop. */
  stops: readonly Operation[];
  /** Where restrictions of its kind exempt those whom they list: what they keep to that list. */
  keeps?: KeptByList;
  /** What it has to say of this cell; nothing where it does not apply. */
  judge: (cell: C) => Says<R, E> | undefined;
}

/** Operations that restrictions of one kind keep to those whom they list. */
export interface KeptByList {
  list: KeptToAList;
  operations: readonly Operation[];
}

/** How a rule is explained. */
export type Explained<Id extends RuleId> = Explaining<Reason<Id>>;

/** How a rule is explained that judges a pull request. */
export type MergeExplained<Id extends MergeRuleId> = Explaining<MergeReason<Id>, MergeCell, MergeEvidence, MergeRemedy>;

/** How a rule is explained that never refuses by itself. */
export type ExplainedDoubt<Id extends RuleId> = Omit<Explained<Id>, 'remedies'> & { remedies?: never };

/** How a rule is explained that says what it says for these reasons. */
export interface Explaining<R extends MergeReason, C extends Cell = Cell, E = Evidence, W = Remedy> {
  /** Where Atlassian describes it; every finding of the rule links it. */
  page: string;
  /** What shows it, in full, given what the judgement needed. */
  inFull?: (evidence: NonEmpty<E>, cell: C) => NonEmpty<E>;
  /** The ways out of a denial, best first. */
  remedies: (cell: C, mayI: MayI) => NonEmpty<W>;
  /** Each of its reasons in words. */
  words: Words<R>;
}

/** The clause of each reason: it begins a sentence, and ends without a full stop. */
export type Words<R extends MergeReason> = {
  [Why in R['why']]: (reason: Extract<R, { why: Why }>, about: About) => string;
};

/** What a clause speaks of, as it stands inside a sentence. */
export interface About extends Verbs {
  /** The verbs of `Verbs` follow it. */
  actor: string;
  branch: string;
  repository: string;
  pullRequest: string;
  question: Question;
}

/** What a rule says, for one of these reasons. */
export type Says<R extends MergeReason, E extends MergeEvidence = Evidence> =
  | { verdict: 'allows'; reason: R; evidence: NonEmpty<E> }
  | { verdict: 'denies'; reason: R; evidence: NonEmpty<E> }
  | Doubt<R, E>;

interface Doubt<R extends MergeReason, E extends MergeEvidence = Evidence> {
  verdict: 'unknown';
  reason: R;
  evidence: E[];
  gaps: NonEmpty<Gap>;
}

/** The rule lets through. */
export function allows<R extends MergeReason, E extends MergeEvidence>(
  reason: R,
  ...evidence: NonEmpty<E>
): Says<R, E> {
  return { verdict: 'allows', reason, evidence };
}

/** The rule refuses. */
export function denies<R extends MergeReason, E extends MergeEvidence>(
  reason: R,
  ...evidence: NonEmpty<E>
): Says<R, E> {
  return { verdict: 'denies', reason, evidence };
}

/** The rule cannot tell, for want of this. */
export function cannotTell<R extends MergeReason, E extends MergeEvidence = never>(
  reason: R,
  gaps: NonEmpty<Gap>,
  evidence: E[] = [],
): Doubt<R, E> {
  return { verdict: 'unknown', reason, evidence, gaps };
}
