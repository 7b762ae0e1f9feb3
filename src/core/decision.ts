import type { Evidence } from './evidence';
import type { MergeCheck } from './merge-check';
import type { Gap, Project, Question, Restriction, Supplied } from './model';
import type { NonEmpty } from './non-empty';
import type { Reason, RuleId } from './reason';
import type { Remedy } from './remedy';
import type { BitbucketsWord } from './reported-check';
import type { RepositoryNames } from './repository';

/** What follows from all findings. */
export type Verdict = 'allowed' | 'denied' | 'unknown';

/** One rule's say in the matter. A denial without evidence or remedy, and an unknown without gap, cannot be written. */
export type Finding =
  | { rule: RuleId; verdict: 'allows'; reason: Reason; evidence: NonEmpty<Evidence> }
  | { rule: RuleId; verdict: 'denies'; reason: Reason; evidence: NonEmpty<Evidence>; remedies: NonEmpty<Remedy> }
  | { rule: RuleId; verdict: 'unknown'; reason: Reason; evidence: Evidence[]; gaps: NonEmpty<Gap> };

/** A finding before anybody asked for the way out. */
export type Opinion =
  | Extract<Finding, { verdict: 'allows' | 'unknown' }>
  | Omit<Extract<Finding, { verdict: 'denies' }>, 'remedies'>;

/** What no API shows, and what therefore never decides by itself. */
export type NotChecked =
  | { what: 'project-restrictions'; project?: Project }
  | { what: 'two-step-verification' | 'ip-allowlist' | 'plan-and-size' | 'credential-scopes' }
  | { what: 'merge-checks'; restrictions: Restriction[] }
  | { what: 'conflicts' | 'custom-merge-checks' | 'dependencies' | 'fork-branch' }
  | { what: 'checks-of-apps'; apps: NonEmpty<string> }
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

/** The answer to one question, as data. Findings stand in the order in which Bitbucket asks. */
export interface Decision {
  verdict: Verdict;
  question: Question;
  repository: RepositoryNames;
  /** Whether the actor is the person who asks; then the words say *you*. */
  actorIsViewer: boolean;
  /** Absent where the branch exists, and where nobody knows. Restrictions match by name, so it changes no verdict. */
  branchNote?: BranchNote;
  findings: Finding[];
  /** Each merge check that covers the destination, where an open pull request was at hand. */
  checks?: MergeCheck[];
  /** What Bitbucket itself says of the merge, where a pull request was at hand. */
  bitbucket?: BitbucketsWord;
  notChecked: NotChecked[];
  /** Where restrictions set on the project were supplied: how many, and whether these are all of them. */
  projectRules?: { count: number; whole: boolean; supplied: Supplied };
  readAt?: string;
}
