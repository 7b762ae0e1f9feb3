import type { NonEmpty } from '../non-empty';
import type { Evidence } from '../evidence';
import type { Reason } from '../reason';
import type { Remedy } from '../remedy';
import type { Cell } from '../cell/cell';
import type { MayI } from '../cell/may-i';
import type { Opinion, RuleId } from '../decision';
import type { Gap, Operation } from '../model';

/** One reason why Bitbucket may refuse, or why we cannot tell whether it does. */
export type Rule = RefusingRule | DoubtingRule;

interface RuleText {
  id: RuleId;
  /** Where Atlassian describes it. */
  page: string;
  /** The operations that it may stop. */
  stops: readonly Operation[];
  /** The kinds of branch restriction that it answers for. */
  kinds: readonly string[];
}

export interface RefusingRule extends RuleText {
  /** What it has to say of this cell; nothing where it does not apply. */
  judge: (cell: Cell) => Opinion | undefined;
  /** The ways out of a denial, best first. Asked only when somebody reads the answer. */
  remedies: (cell: Cell, mayI: MayI) => NonEmpty<Remedy>;
}

/** A rule that never refuses by itself, and so owes no way out. */
export interface DoubtingRule extends RuleText {
  judge: (cell: Cell) => Doubt | undefined;
  remedies?: never;
}

type Doubt = Extract<Opinion, { verdict: 'unknown' }>;

/** The opinion of a rule: it lets through. */
export function allows(rule: RuleId, reason: Reason, ...evidence: NonEmpty<Evidence>): Opinion {
  return { rule, verdict: 'allows', reason, evidence };
}

/** The opinion of a rule: it refuses. */
export function denies(rule: RuleId, reason: Reason, ...evidence: NonEmpty<Evidence>): Opinion {
  return { rule, verdict: 'denies', reason, evidence };
}

/** The opinion of a rule: what it would have to know. */
export function cannotTell(rule: RuleId, reason: Reason, gaps: NonEmpty<Gap>, evidence: Evidence[] = []): Doubt {
  return { rule, verdict: 'unknown', reason, evidence, gaps };
}
