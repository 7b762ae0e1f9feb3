import type { Fact, Listing, Person, Question } from './model';
import type { ReportedCheck } from './reported-check';

/** A pull request in the states that decide about its merge, as Bitbucket's REST gives them. Plain JSON. */
export interface PullRequest {
  id: number;
  title: string;
  /** `OPEN`, `MERGED`, `DECLINED` or `SUPERSEDED`, or a word that we have not met. */
  state: string;
  draft: Fact<boolean>;
  /** `null` where the account is gone. */
  author: Person | null;
  source: SourceEnd;
  /** A branch of the repository that the pull request is in. */
  destination: { branch: string };
  /** Who reviews it, and whoever else took part. */
  participants: Listing<Participant>;
}

/** Where the changes come from. */
export interface SourceEnd {
  /** `null` where Bitbucket names none any more. */
  branch: string | null;
  /** `workspace/slug` of a fork, `null` where that is gone; absent where it is the same repository. */
  fork?: string | null;
  /** The newest commit; Bitbucket gives 12 characters of it here. */
  commit?: string;
}

/** Somebody who takes part in a pull request. */
export interface Participant {
  person: Person;
  reviewer: boolean;
  says?: 'approved' | 'changes-requested';
}

/** A build on the newest commit, by its newest word. */
export interface Build {
  name: string;
  /** `SUCCESSFUL`, `FAILED`, `INPROGRESS`, `STOPPED`, or a word that we have not met. */
  state: string;
}

/** What hangs below a pull request. Each is read only where something is judged by it. */
export interface Below {
  /** Whether the source branch is still there; a fork's is not looked for. */
  sourceBranch: Fact<boolean>;
  openTasks: Fact<number>;
  defaultReviewers: Listing<Person>;
  builds: Listing<Build>;
  /** Comments that begin a thread and are not resolved. */
  openComments: Fact<number>;
  /** How many commits of the destination the source lacks. */
  behind: Fact<number>;
  /** What Bitbucket says that the merge would be checked for, to whoever read it. Its checks are told per person. */
  mergeability: Listing<ReportedCheck>;
}

/** A pull request with all that its merge is judged by. */
export interface PullRequestFacts extends PullRequest, Below {}

/** A part that is read by a request of its own. */
export type Part = keyof Below;

/** The merge of an open pull request, whoever does it: what is said of it is said of no actor. */
export function mergeOfAnybody({ id, destination }: Pick<PullRequestFacts, 'id' | 'destination'>): Question {
  return { actor: { type: 'pipelines' }, operation: 'merge', branch: destination.branch, pullRequest: id };
}
