import type { Group, Level, Person, RemovedCredential, Restriction, UnlistableActor } from './model';
import type { NonEmpty } from './non-empty';

/** What gives a permission: a grant on the repository or its project, or that the person owns the workspace. */
export type GivenBy = { source: 'repository' | 'project'; group?: Group } | { source: 'owner' };

/** What shows that a reason holds, as read from Bitbucket or documented by Atlassian. */
export type Evidence =
  | { shows: 'level'; person: Person; level: Level; from?: GivenBy }
  | { shows: 'no-level'; person: Person }
  | { shows: 'own-level'; person: Person; level: Level; from?: GivenBy }
  | { shows: 'grant'; person: Person; level: Level; on: 'repository' | 'project' }
  | { shows: 'group-grant'; person: Person; group: Group; level: Level; on: 'repository' | 'project' }
  | { shows: 'owner'; person: Person }
  | { shows: 'member' | 'not-member'; person: Person; group: string; source: 'bitbucket' | 'supplied' | 'tried' }
  | { shows: 'below-group'; person: Person; group: string; level: Level; groupLevel: Level; on?: 'project' }
  | { shows: 'only-source'; person: Person; groups: NonEmpty<string>; level: Level; on?: 'project' }
  | { shows: 'restriction'; restriction: Restriction }
  | { shows: 'lists-person'; restriction: Restriction; person: Person }
  | { shows: 'lists-group'; restriction: Restriction; group: Group; person: Person }
  | { shows: 'lists-every-source'; restriction: Restriction; groups: NonEmpty<string>; person: Person }
  | { shows: 'none-covers'; kinds: string[]; read: number; supplied?: number }
  | { shows: 'tags-not-covered' }
  | { shows: 'main-branch' }
  | { shows: 'not-main-branch'; mainBranch: string | null }
  | { shows: 'credential-removed'; credential: RemovedCredential }
  | { shows: 'actor-documentation'; actor: UnlistableActor };
