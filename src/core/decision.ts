import type { Evidence } from './evidence';
import type { Gap, Project, Question, Restriction, Supplied } from './model';
import type { NonEmpty } from './non-empty';
import type { Reason, RuleId } from './reason';
import type { Remedy } from './remedy';
import type { RepositoryNames } from './repository';

/** What follows from all findings. */
export type Verdict = 'allowed' | 'denied' | 'unknown';

/** One rule's say in the matter. A denial without evidence or remedy, and an unknown without gap, cannot be written. */
export type FindingOf<Id, Why, Shown, Way> =
  | { rule: Id; verdict: 'allows'; reason: Why; evidence: NonEmpty<Shown> }
  | { rule: Id; verdict: 'denies'; reason: Why; evidence: NonEmpty<Shown>; remedies: NonEmpty<Way> }
  | { rule: Id; verdict: 'unknown'; reason: Why; evidence: Shown[]; gaps: NonEmpty<Gap> };

/** A finding of this kind before anybody asked for the way out. */
export type OpinionOf<F extends FindingOf<unknown, unknown, unknown, unknown>> =
  | Extract<F, { verdict: 'allows' | 'unknown' }>
  | Omit<Extract<F, { verdict: 'denies' }>, 'remedies'>;

/** One rule's say about a branch. */
export type Finding = FindingOf<RuleId, Reason, Evidence, Remedy>;

/** The same before anybody asked for the way out. */
export type Opinion = OpinionOf<Finding>;

/** What no API shows, and what therefore never decides by itself. */
export type NotChecked =
  | { what: 'project-restrictions'; project?: Project }
  | { what: 'two-step-verification' | 'ip-allowlist' | 'plan-and-size' | 'credential-scopes' }
  | { what: 'merge-checks'; restrictions: Restriction[] }
  | { what: 'letter-case'; restrictions: NonEmpty<Restriction> }
  | { what: 'group-exemption-by-oauth' };

/** That the branch asked about does not exist, and which branches that do may have been meant. */
export interface BranchNote {
  exists: false;
  /** The likeliest first; three at most. */
  near: string[];
  /** The remote whose name stands before the first of these in what was asked. */
  remote?: string;
}

/** The answer to one question about a branch, as data. Findings stand in the order in which Bitbucket asks. */
export interface Decision {
  verdict: Verdict;
  question: Question;
  repository: RepositoryNames;
  /** Whether the actor is the person who asks; then the words say *you*. */
  actorIsViewer: boolean;
  /** Absent where the branch exists, and where nobody knows. Restrictions match by name, so it changes no verdict. */
  branchNote?: BranchNote;
  findings: Finding[];
  notChecked: NotChecked[];
  /** Where restrictions set on the project were supplied: how many, and whether these are all of them. */
  projectRules?: { count: number; whole: boolean; supplied: Supplied };
  readAt?: string;
}
