/** The nouns: who asks for what, what Bitbucket told us, and what it kept to itself. Plain JSON throughout. */

/** What somebody wants to do to a branch, in the order in which we list them. `push` updates it. */
export const operations = ['push', 'create', 'force-push', 'delete', 'merge'] as const;
/** One of `operations`. */
export type Operation = (typeof operations)[number];

/** The actors that no branch restriction can list: Bitbucket offers only users and groups there. */
export const unlistableActors = [
  'repository-access-token',
  'project-access-token',
  'workspace-access-token',
  'access-key',
  'workspace-ssh-key',
  'oauth-client',
  'pipelines',
  'forge-app',
] as const;
/** One of `unlistableActors`. */
export type UnlistableActor = (typeof unlistableActors)[number];

/** How a person proves who they are. The last two were removed from Bitbucket Cloud. */
export const credentials = ['ssh', 'api-token', 'oauth', 'web', 'app-password', 'password'] as const;
/** One of `credentials`. */
export type Credential = (typeof credentials)[number];

/** What Bitbucket Cloud takes no longer. */
export type RemovedCredential = Extract<Credential, 'app-password' | 'password'>;

/** Whether Bitbucket Cloud takes this credential no longer. */
export function isRemoved(credential: Credential | undefined): credential is RemovedCredential {
  return credential === 'app-password' || credential === 'password';
}

/** The kinds of credential that Bitbucket tells apart when it asks who reads. */
export type CredentialType =
  | 'api-token'
  | 'repository-access-token'
  | 'project-access-token'
  | 'workspace-access-token';

/** What Bitbucket said of the credential that read something. */
export interface SeenCredential {
  /** Absent where Bitbucket did not say, or said a word that we have not met. */
  type?: CredentialType;
  /** That word, where it is one. */
  otherType?: string;
  /** The scopes it has that we know. Absent where Bitbucket named none. */
  scopes?: string[];
  /** Whether `scopes` is all that Bitbucket named: only then is a scope that is not there surely lacking. */
  whole: boolean;
}

/** A user of Bitbucket. `id` is the uuid in braces, as Bitbucket writes it. */
export interface Person {
  id: string;
  name: string;
  nickname?: string;
  accountId?: string;
}

/** A group of the workspace; `slug` names it in REST paths. */
export interface Group {
  slug: string;
  name: string;
}

/** Who acts: a person, or something that no list can name. */
export type Actor = { type: 'user'; person: Person } | { type: UnlistableActor };

/** One question. `branch` is a short name, or `refs/tags/…` for a tag. */
export interface Question {
  actor: Actor;
  operation: Operation;
  branch: string;
  credential?: Credential;
  /** The number of the pull request that is to be merged, where it is about one. */
  pullRequest?: number;
}

/** Repository permission, weakest first. A project's `create-repo` counts as `write`. */
export const levels = ['none', 'read', 'write', 'admin'] as const;
/** One of `levels`. */
export type Level = (typeof levels)[number];

/** Why something is not known. */
export type Because =
  | 'forbidden'
  | 'not-found'
  | 'truncated'
  | 'unreachable'
  | 'not-offered'
  | 'not-documented'
  | 'not-understood';

/** The replies that a repository's facts are made of. */
export type Resource =
  | 'repository'
  | 'project'
  | 'main-branch'
  | 'restrictions'
  | 'branching-model'
  | 'permissions'
  | 'user-grants'
  | 'group-grants'
  | 'project-user-grants'
  | 'project-group-grants'
  | 'workspace-members'
  | 'viewer'
  | 'viewer-permission'
  | 'branches';

/**
 * What is not known of a pull request: what could not be read, what Bitbucket does not tell, what it does not document.
 */
export type PullRequestUnknown =
  | 'pull-request'
  | 'pull-requests'
  | 'draft'
  | 'participants'
  | 'tasks'
  | 'comments'
  | 'general-comments'
  | 'builds'
  | 'default-reviewers'
  | 'source-branch'
  | 'behind'
  | 'review-groups'
  | 'dependencies'
  | 'own-approval'
  | 'too-few-default-reviewers'
  | 'other-builds'
  | 'which-maximum'
  | 'state'
  | 'merge-without-source'
  | 'mergeability'
  | 'reported-check'
  | 'requirement'
  | 'merge-queue';

/** What a gap is a gap of. */
export type Unknown =
  | { what: Resource | PullRequestUnknown }
  | { what: 'members'; group: string }
  /** A file of a folder of saved worlds that is none, by its path in there; whoever has the folder says what to do. */
  | { what: 'saved-file'; file: string; lift: string }
  | {
      what: 'restriction-kind' | 'restriction-match' | 'exemptions' | 'pipelines-exception' | 'check-value';
      restriction: RestrictionName;
    }
  | {
      what:
        | 'push-restriction-on-deletion'
        | 'who-is-meant'
        | 'denial-beside-mergeable'
        | 'denial-beside-permission'
        | 'enforced-beside-reported'
        | 'access-source'
        | 'branch-names';
    }
  | { what: 'check-beside-reported'; kind: string; ours: 'done' | 'missing' }
  | { what: 'contradiction'; readings: [Reading, Reading] };

/** What one reply, or an administrator, says of somebody's permission on the repository. It does not name them. */
export type Reading =
  | { says: 'listed'; level: Level }
  | { says: 'not-listed' }
  | { says: 'nobody-listed' }
  | { says: 'own'; level: Level }
  | { says: 'grant'; level: Level; on: 'repository' | 'project' }
  | { says: 'owner' }
  | { says: 'member'; group: string; level: Level; source: 'bitbucket' | 'supplied' };

/** Something we do not know, with its cause. Never replaced by a default. */
export interface Gap {
  of: Unknown;
  because: Because;
  /** The HTTP status behind it, where there was one. */
  status?: number;
  /** Seconds that Bitbucket asked to wait before it is asked again, where it said so. */
  retryAfter?: number;
  /** Who asked, where it was the app itself and not a person's credential. */
  reader?: 'app';
  /** Scopes that Bitbucket asked for and saw, from the `detail` of a 403. */
  required?: string[];
  granted?: string[];
}

/** One value, or the gap in its place. */
export type Fact<T> = { known: true; value: T } | { known: false; gap: Gap };

/** A list that was read. It is whole only where `gaps` is empty; `items` holds what could be read in any case. */
export interface Listing<T> {
  items: T[];
  gaps: Gap[];
}

/** How a restriction finds its branches. `unknown` is a match kind or branch type that we have not met. */
export type Match =
  | { by: 'glob'; pattern: string }
  | { by: 'branch-type'; type: string }
  | { by: 'unknown'; word: string };

/** Who supplied something that Bitbucket tells nobody, and when, as far as that is known. */
export interface SuppliedBy {
  /** Absent where nobody may be named, or it came from a file. */
  by?: Person;
  /** RFC 3339. */
  at?: string;
}

/**
 * The mark of what was not read but supplied: Bitbucket has no API for the restrictions set on a project, and leaves
 * them out of the lists of its repositories.
 */
export interface Supplied extends SuppliedBy {
  setOn: 'project';
}

/** A branch restriction in Bitbucket's own uniform shape, so that a kind we have never met still fits. */
export interface Restriction {
  id?: number;
  kind: string;
  match: Match;
  /** Absent where it was read from Bitbucket's list of the repository. One that was supplied has no id. */
  supplied?: Supplied;
  users: Person[];
  /** How many more users it lists, where whoever reads this may not be told who they are. */
  otherUsers?: number;
  groups: Group[];
  /** Empty where both lists were read whole. */
  gaps: Gap[];
  /** Branches from which Pipelines may push; not documented beyond its name. Empty where absent. */
  pipelinesSourceBranches: string[];
  value?: number;
}

/** Enough of a restriction to name it; gaps stand inside restrictions, and facts must stay plain JSON. */
export type RestrictionName = Pick<Restriction, 'id' | 'kind' | 'match' | 'supplied'>;

/** The effective branching model: a name is `null` where Bitbucket gives none; an absent type is switched off. */
export interface BranchingModel {
  development?: Fact<string | null>;
  production?: Fact<string | null>;
  prefixes: Record<string, string>;
  /** Entries of `branch_types` that we could not read. */
  gaps: Gap[];
}

/** A permission that somebody was given directly, on the repository or its project. */
export interface UserGrant {
  person: Person;
  level: Level;
}

/** A permission that a group was given, on the repository or its project. */
export interface GroupGrant {
  group: Group;
  level: Level;
}

/** The project that a repository is in; `key` names it in REST paths. */
export interface Project {
  key: string;
  name: string;
}

/** A repository, by its names, with what Bitbucket says of itself in its own reply. */
export interface Repository {
  workspace: string;
  slug: string;
  /** `workspace/slug`, as people write it. */
  fullName: string;
  id?: string;
  project: Fact<Project | null>;
  /** The uuid of the project: its key may become another project's. */
  projectId?: string;
  /** `null` where the repository has no main branch yet. */
  mainBranch: Fact<string | null>;
}

/** The restrictions set on the project of a repository, as somebody supplied them. */
export interface ProjectRules {
  rules: Restriction[];
  /** Whether these are all that are set on the project. */
  whole: boolean;
  /** What the list is kept for; absent where it came from a file. */
  keptFor?: 'project' | 'repository';
  supplied: Supplied;
}

/** All that one repository told us. */
export interface Facts {
  repository: Repository;
  /** The owner of the credential that read these facts. */
  viewer: Fact<Person>;
  /** The viewer's own entry. */
  viewerLevel: Fact<Level>;
  /** Those of the repository, and behind them those that were supplied of its project. */
  restrictions: Listing<Restriction>;
  /** What was supplied of the restrictions set on the project; the rules themselves stand among `restrictions`. */
  projectRules?: Omit<ProjectRules, 'rules'>;
  model: Fact<BranchingModel>;
  /** Effective permissions: the highest of all sources, for each person that Bitbucket lists. */
  permissions: Listing<UserGrant>;
  userGrants: Listing<UserGrant>;
  groupGrants: Listing<GroupGrant>;
  projectUserGrants: Listing<UserGrant>;
  projectGroupGrants: Listing<GroupGrant>;
  workspaceMembers: Listing<{ person: Person; owner: boolean }>;
  /** By group slug. From the 1.0 endpoint, where it was asked. */
  members: Record<string, Listing<Person>>;
  /** By group slug: the uuids of its members, as an administrator supplied them. */
  suppliedMembers: Record<string, string[]>;
  /** By group slug: who supplied that list, and when. Only administrators of the repository are given it. */
  suppliedMembersBy?: Record<string, SuppliedBy>;
  branches: Listing<string>;
  /** What Bitbucket said of the credential that read these facts. Only on the command line. */
  credential?: SeenCredential;
  /** RFC 3339. Absent where a saved world does not say when it was saved. */
  readAt?: string;
}
