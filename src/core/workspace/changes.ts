import type { Verdict } from '../decision';
import type { Actor, Operation } from '../model';
import type { Changed } from '../questions/since/since';
import type { RepositoryAmongMany } from './digest';

/** What differs between two readings of one repository, and whose verdicts it flipped. Plain JSON. */
export interface RepositoryChanges {
  repository: RepositoryAmongMany;
  /** When the two were read, RFC 3339: what changed did so between these. */
  from: string;
  to: string;
  changed: Changed[];
  shifts: Shift[];
}

/** Some for whom the same branches have the same other verdict, for the same causes. */
export interface Shift {
  operation: Operation;
  branches: BranchClass[];
  actors: Actor[];
  before: Verdict;
  after: Verdict;
  /**
   * Places in `changed`: each change without which the verdict would not be what it is, or that alone would have made
   * it so; where it took several together, all of them. Empty only where nothing that was read explains it.
   */
  causes: number[];
}

/** A branch, and whether it stands for all that every rule judges like it. */
export interface BranchClass {
  /** The name of one that there is, or of one that there might be. */
  branch: string;
  /** The patterns that cover it; empty where nothing does. Left out where it is meant alone. */
  patterns?: string[];
}
