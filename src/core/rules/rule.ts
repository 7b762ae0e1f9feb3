import type { MayI } from '../cell/may-i';
import type { Cell } from '../cell/cell';
import type { KeptToAList } from '../cell/lists';
import type { Evidence } from '../evidence';
import type { Gap, Operation, Question } from '../model';
import type { NonEmpty } from '../non-empty';
import type { Reason, RuleId } from '../reason';
import type { Remedy } from '../remedy';
import type { KnownKind } from '../words/kinds';
import type { Verbs } from '../words/names';

/** One reason why Bitbucket may refuse, or why we cannot tell whether it does: any of them. */
export type Rule = { [Id in RuleId]: RuleOf<Id> }[RuleId];

/** The rule of this id. */
export type RuleOf<Id extends RuleId> = RefusingRule<Id> | DoubtingRule<Id>;

interface Described<R extends Reason> {
  /** Where Atlassian describes it; every finding of the rule links it. */
  page: string;
  /** The operations that it may stop. */
  stops: readonly Operation[];
  /**
   * The kinds of branch restriction that it answers for; no other rule, merge check or setting answers for them too.
   */
  kinds: readonly KnownKind[];
  /** Where restrictions of these kinds exempt those whom they list: what they keep to that list. */
  keeps?: KeptByList;
  /** What shows it, in full, given what the judgement needed. Asked only when somebody reads the answer. */
  inFull?: (evidence: NonEmpty<Evidence>, cell: Cell) => NonEmpty<Evidence>;
  /** Each of its reasons in words. */
  words: Words<R>;
}

/** Operations that restrictions of one kind keep to those whom they list. */
export interface KeptByList {
  list: KeptToAList;
  operations: readonly Operation[];
}

/** All of a rule that may refuse for these reasons, but its id. */
export interface Refusing<R extends Reason> extends Described<R> {
  /** What it has to say of this cell; nothing where it does not apply. */
  judge: (cell: Cell) => Says<R> | undefined;
  /** The ways out of a denial, best first. Asked only when somebody reads the answer. */
  remedies: (cell: Cell, mayI: MayI) => NonEmpty<Remedy>;
}

/** All of a rule that never refuses by itself, and so owes no way out, but its id. */
export interface Doubting<R extends Reason> extends Described<R> {
  judge: (cell: Cell) => Doubt<R> | undefined;
  remedies?: never;
}

/** The rule of this id, where it may refuse. */
export type RefusingRule<Id extends RuleId> = Refusing<Reason<Id>> & { id: Id };

/** The rule of this id, where it never refuses by itself. */
export type DoubtingRule<Id extends RuleId> = Doubting<Reason<Id>> & { id: Id };

/** The clause of each reason: it begins a sentence, and ends without a full stop. */
export type Words<R extends Reason> = {
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
export type Says<R extends Reason> =
  | { verdict: 'allows'; reason: R; evidence: NonEmpty<Evidence> }
  | { verdict: 'denies'; reason: R; evidence: NonEmpty<Evidence> }
  | Doubt<R>;

interface Doubt<R extends Reason> {
  verdict: 'unknown';
  reason: R;
  evidence: Evidence[];
  gaps: NonEmpty<Gap>;
}

/** The rule lets through. */
export function allows<R extends Reason>(reason: R, ...evidence: NonEmpty<Evidence>): Says<R> {
  return { verdict: 'allows', reason, evidence };
}

/** The rule refuses. */
export function denies<R extends Reason>(reason: R, ...evidence: NonEmpty<Evidence>): Says<R> {
  return { verdict: 'denies', reason, evidence };
}

/** The rule cannot tell, for want of this. */
export function cannotTell<R extends Reason>(reason: R, gaps: NonEmpty<Gap>, evidence: Evidence[] = []): Doubt<R> {
  return { verdict: 'unknown', reason, evidence, gaps };
}
