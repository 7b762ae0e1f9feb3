import type { Unreadable } from './bitbucket/repository/access';
import type { Because, Facts, Gap, Level, Listing, ProjectRules } from './core/model';
import type { SuppliedList } from './core/people/supplied/lists';
import type { Part, PullRequestFacts } from './core/pull-request';
import type { Ledger } from './core/questions/ledger-report';
import type { Outlook } from './core/questions/pull-request/outlook';
import type { RedactedOutlook } from './core/redact/redact';
import type { RepositoryChanges } from './core/workspace/changes';
import type { RepositoryAmongMany, RepositoryDigest, UnreadRepository } from './core/workspace/digest';

/** Why a panel shows no facts. Given by role, never by name, as the reader may not be allowed to see names. */
export type CannotRead =
  | { because: 'no-pull-request'; gap: Gap }
  | { because: 'not-administrator'; repository: string; level: Level }
  | { because: 'permission-not-known'; repository: string; gap: Gap }
  | { because: 'unreadable'; unreadable: Unreadable };

/** The facts for the settings page, without branches, which come in portions of their own (`branches`). */
export type PanelFacts =
  | {
      facts: Facts;
      /**
       * The group members or the rules of the project that administrators supplied are missing, as the app's own
       * storage did not answer.
       */
      suppliedNotRead?: true;
    }
  | { cannotRead: CannotRead };

/**
 * Some of the branches, in Bitbucket's order. `next` is the page that the next portion begins with, and `last` the last
 * page, where Bitbucket says how many branches there are.
 */
export type BranchPortion =
  | { branches: Listing<string>; size?: number; next?: number; last?: number }
  | { cannotRead: CannotRead };

/**
 * Where and when (RFC 3339) the rules were read that a pull request was judged by; or that nobody could read them, and
 * why.
 */
export type RulesRead = { by: 'viewer' | 'app' | 'snapshot'; readAt?: string } | { by: 'nobody'; because: Because };

/**
 * What the panel of a pull request shows. Administrators of the repository get names; everybody else gets a redacted
 * outlook: the verdicts on themselves, the rules' text, the ways out, and the number of others.
 */
export type PullRequestPanel =
  | { for: 'administrator'; repository: string; outlook: Outlook; rules: RulesRead }
  | {
      for: 'others';
      repository: string;
      outlook: RedactedOutlook;
      rules: RulesRead;
      /**
       * The viewer has not let the app act in their name: all was read as the app, and what Bitbucket itself says of
       * their merge, which it says to them alone, is missing.
       */
      asApp?: true;
    };

/** Some of the open pull requests, for administrators. `next` is the page to continue with. */
export type PullRequestPortion =
  | { pullRequests: Listing<PullRequestFacts>; size?: number; shown?: number; next?: number }
  | { cannotRead: CannotRead };

/** A key of the permission-check webhook, without its secret. Times are RFC 3339. */
export interface CheckKey {
  id: string;
  madeAt: string;
  /**
   * The answers to this key call the person asked about only what the caller wrote. Left out: they use Bitbucket's
   * name.
   */
  names?: false;
  /** What it is for, in the words of whoever made it; '' where they said nothing. Left out: keys had no names then. */
  name?: string;
  /** Who made it, where that is known. */
  by?: { id: string; name: string };
  /** When it was last used, noted at most once an hour; null: not since it was made. Left out: it is not known. */
  usedAt?: string | null;
}

/** Why the page of a workspace shows nothing. */
export type WorkspaceCannotRead =
  /** The viewer administers neither the workspace nor any repository in it. */
  { because: 'not-administrator' } | { because: 'permission-not-known'; gap: Gap };

/** How far the app's own reading of the workspace has come. Times are RFC 3339. */
export interface WorkspaceReading {
  startedAt: string;
  /** Absent while it goes on. */
  finishedAt?: string;
  /** Repositories in all, read so far, and that could not be read. */
  repositories: number;
  read: number;
  notRead: number;
  /** Bitbucket does not show the app the list of repositories. */
  gap?: Gap;
}

/** A row of the workspace's page: what was kept of a repository, and what last changed in it. */
export interface WorkspaceRow {
  digest: RepositoryDigest | UnreadRepository;
  /** Who read it last. */
  by: 'app' | 'viewer';
  /** Between which two readings something last changed, and for how many people a verdict was then another. */
  changed?: { from: string; to: string; gained: number; lost: number };
  /** The last change by which somebody gained or lost, where `changed` is a later one by which nobody did. */
  turned?: { from: string; to: string; gained: number; lost: number };
  /** Somebody has looked since then (RFC 3339), mostly the app, and was shown less: what is shown stays. */
  tried?: { at: string; gap: Gap };
}

/** Some of the rows that the viewer may see, in the order of the storage. `next` continues. */
export interface WorkspacePortion {
  /** A repository's administrator sees only theirs. */
  for: 'workspace-administrator' | 'repository-administrator';
  rows: WorkspaceRow[];
  next?: string;
  /** Only in the first portion, and only for administrators of the workspace. Null: there was none yet. */
  reading?: WorkspaceReading | null;
  /** Only in the first portion: for how many days readings are kept. */
  days?: number;
}

/**
 * What changed in a repository, latest first. `next` continues; `first` is since when that is known: when it was first
 * read, or, where that is later, as long ago as readings are kept; `last` is when it was last read.
 */
export interface HistoryPortion {
  changes: RepositoryChanges[];
  first?: string;
  last?: string;
  next?: string;
}

/**
 * What a panel may ask of the app, by function key. The repository is that of Forge's context, never of the payload,
 * and every call but `pullRequest` begins with the same check: only administrators of the repository get its facts.
 */
// Forge's makeResolver wants an index signature, which only a type alias has by itself.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type PanelCalls = {
  facts: () => PanelFacts;
  /**
   * Ten pages of branches from this one on; or as many as `pages` says, at most 45, by whoever knows how many there
   * are: then none waits for the first, and portions may be asked for side by side.
   */
  branches: (payload: { page: number; pages?: number }) => BranchPortion;
  /**
   * For whoever views the pull request of Forge's context. `again`: read the rules anew, even if they were read just
   * now. `asYou`: ask in the viewer's name even where Forge must ask them for consent first; else they are asked only
   * where there is no answer without it.
   */
  pullRequest: (payload: { again?: boolean; asYou?: boolean }) => PullRequestPanel | { cannotRead: CannotRead };
  /** Ten of the open pull requests, each with these parts. */
  pullRequests: (payload: { page: number; parts: Part[] }) => PullRequestPortion;
  /**
   * Keeps who is in a group, by its slug, in place of what was kept before; null forgets it. The answer holds what
   * counts from then on, and what it took the place of, so that this can be undone, whoever supplied it.
   */
  saveMembers: (payload: {
    group: string;
    members: string[] | null;
  }) => { kept: SuppliedList | null; replaced: SuppliedList | null } | { cannotRead: CannotRead };
  /**
   * `rules`: the restrictions set on the project, as Bitbucket's REST writes those of a repository, or null to forget
   * them; `whole`: whether these are all of them. An empty list that is not whole is forgotten too. They are kept for
   * all repositories of the project where Bitbucket shows its permissions to the viewer, else for this one. The answer
   * holds what counts from then on.
   */
  saveProjectRules: (payload: {
    rules: unknown[] | null;
    whole: boolean;
  }) =>
    | { keptFor: 'project' | 'repository'; projectRules: ProjectRules | null }
    | { noProject: true }
    | { cannotRead: CannotRead };
  /** The repository's webhook keys, and the address that builds call. */
  checkKeys: () => { url: string; keys: CheckKey[] } | { cannotRead: CannotRead };
  /**
   * `secret` is base64 of 32 random bytes and is shown only once. There are at most two keys at a time: a third needs a
   * revocation first. The new key is missing from `keys` only where somebody revoked it meanwhile.
   */
  makeCheckKey: (payload?: {
    names?: boolean;
    name?: string;
  }) =>
    | { key: CheckKey; secret: string; url: string; keys: CheckKey[] }
    | { tooMany: true; keys: CheckKey[] }
    | { cannotRead: CannotRead };
  revokeCheckKey: (payload: { id: string }) => { keys: CheckKey[] } | { cannotRead: CannotRead };
  /** How often Bitbucket's own word and ours agreed on the pull requests shown, and each time they did not. */
  ledger: () => { ledger: Ledger } | { cannotRead: CannotRead };
  /** What changed in the repository, as far as the readings show that were kept of it. */
  history: (payload?: { next?: string }) => HistoryPortion | { cannotRead: CannotRead };
};

/** What the page of a workspace may ask of the app, by function key. The workspace is that of Forge's context. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type WorkspaceCalls = {
  /**
   * What the app kept of the repositories of the workspace. An administrator of the workspace sees all, anybody else
   * those that they administer.
   */
  workspace: (payload?: { next?: string }) => WorkspacePortion | { cannotRead: WorkspaceCannotRead };
  /** The repositories that the viewer may have read: those of which `workspace` shows rows, read or not. By page. */
  workspaceRepositories: (payload: {
    page: number;
  }) => { repositories: RepositoryAmongMany[]; size?: number; next?: number } | { cannotRead: WorkspaceCannotRead };
  /**
   * Reads one repository of the workspace as the viewer, who must administer it, and keeps what was read. `rest`: the
   * seconds in which to read nothing more, as little is left of what Bitbucket allows the viewer in an hour.
   */
  readRepository: (payload: {
    repository: string;
  }) => ({ row: WorkspaceRow } | { cannotRead: CannotRead | WorkspaceCannotRead }) & { rest?: number };
  /** Begins a reading by the app itself. For administrators of the workspace. */
  startReading: () => { reading: WorkspaceReading } | { cannotRead: WorkspaceCannotRead };
  /** For how many days readings are kept from now on: 1 to 366. For administrators of the workspace. */
  keepDays: (payload: { days: number }) => { days: number } | { cannotRead: WorkspaceCannotRead };
};
