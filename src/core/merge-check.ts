import type { Gap, RestrictionName } from './model';
import type { NonEmpty } from './non-empty';
import type { Remedy } from './remedy';

/** What was looked at for one merge check, and what was found. */
export type Found =
  | { what: 'approvals'; have: number; need: number; byAuthor: boolean }
  | { what: 'default-reviewer-approvals'; have: number; need: number }
  | { what: 'changes-requested'; by: number }
  | { what: 'tasks'; open: number }
  | { what: 'comments'; open: number }
  | { what: 'builds'; passed: number; need: number; failed: number; running: number; other: number }
  | { what: 'behind'; commits: number; atMost: number };

/** What was found, and what follows. */
export type Outcome =
  | { is: 'done'; found: Found }
  | { is: 'missing'; found: Found; remedies: NonEmpty<Remedy> }
  | { is: 'unknown'; found?: Found; gaps: NonEmpty<Gap> };

/** One merge check that covers the destination, or might (`mightNotCover` says why), on one pull request. */
export type MergeCheck = Outcome & { restriction: RestrictionName; mightNotCover?: NonEmpty<Gap> };
