import type { Severity } from '../health/problem';
import type { Actor, Fact, Gap, Person } from '../model';
import type { RepositoryNames } from '../repository';

/** A repository among many: by name, and by uuid where Bitbucket told it, which outlives the name. */
export interface RepositoryAmongMany extends RepositoryNames {
  id?: string;
}

/** What one repository comes to in a report of many. Plain JSON, some kilobytes at most. */
export interface RepositoryDigest {
  repository: RepositoryAmongMany;
  /** When it was read, RFC 3339. Absent where a saved world does not say. */
  readAt?: string;
  /** The main branch and who may push to it; null where there is none yet. */
  main: Fact<MainBranch | null>;
  /** Who surely administers the repository, and how many more perhaps do. */
  administrators: { people: Person[]; unsure: number };
  /** What is wrong with its rules, worst first: one entry for each problem by id. */
  problems: ProblemCount[];
  /** What could not be read, and so was not looked at. */
  gaps: Gap[];
}

/** Who may push to the main branch. */
export interface MainBranch {
  branch: string;
  /** People who surely may, and how many more perhaps may. */
  people: number;
  unsure: number;
  /** Automation that surely may, where it may write at all, and that perhaps may. */
  automation: { may: Actor[]; unsure: Actor[] };
}

/** How often one problem of `core/health` was found in a repository. */
export interface ProblemCount {
  /** The id of its unit. */
  problem: string;
  level: Severity;
  count: number;
  /** The ids of the restrictions that it is about, where these have one. */
  restrictions: number[];
}

/** A repository that is known to be there, and could not be read. */
export interface UnreadRepository {
  repository: RepositoryAmongMany;
  gap: Gap;
}
