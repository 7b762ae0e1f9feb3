import type { NonEmpty } from './answer';
import type { MergeCheck } from './merge-checks';
import type {
  Gap,
  Group,
  Level,
  Person,
  Project,
  Question,
  Restriction,
  RestrictionName,
  UnlistableActor,
} from './model';

export type Verdict = 'allowed' | 'denied' | 'unknown';

/** The reasons for which Bitbucket may refuse, by the names that others rely on. */
export type RuleId =
  | 'credential'
  | 'repository-access'
  | 'unlistable-actor'
  | 'push-restriction'
  | 'force-restriction'
  | 'main-branch'
  | 'delete-restriction'
  | 'pull-request'
  | 'merge-restriction'
  | 'merge-checks'
  | 'unknown-restriction';

/** How we know that somebody is, or is not, in a group. */
export type Evidence =
  | { shows: 'level'; person: Person; level: Level }
  | { shows: 'no-level'; person: Person }
  | { shows: 'own-level'; person: Person; level: Level }
  | { shows: 'grant'; person: Person; level: Level; on: 'repository' | 'project' }
  | { shows: 'group-grant'; person: Person; group: Group; level: Level; on: 'repository' | 'project' }
  | { shows: 'owner'; person: Person }
  | { shows: 'member' | 'not-member'; person: Person; group: string; source: 'bitbucket' | 'supplied' }
  | { shows: 'below-group'; person: Person; group: string; level: Level; groupLevel: Level }
  | { shows: 'only-source'; person: Person; groups: NonEmpty<string>; level: Level }
  | { shows: 'restriction'; restriction: Restriction }
  | { shows: 'lists-person'; restriction: Restriction; person: Person }
  | { shows: 'lists-group'; restriction: Restriction; group: Group; person: Person }
  | { shows: 'lists-every-source'; restriction: Restriction; groups: NonEmpty<string>; person: Person }
  | { shows: 'pull-request'; id: number; state: string; draft: boolean }
  | { shows: 'check'; check: MergeCheck }
  | { shows: 'enforced'; restrictions: NonEmpty<RestrictionName> }
  | { shows: 'not-enforced' }
  | { shows: 'none-covers'; kinds: string[]; read: number }
  | { shows: 'tags-not-covered' }
  | { shows: 'main-branch' }
  | { shows: 'not-main-branch'; mainBranch: string | null }
  | { shows: 'credential-removed'; credential: 'app-password' | 'password' }
  | { shows: 'actor-documentation'; actor: UnlistableActor };

/** Why a rule says what it says, with what its sentence needs. */
export type Reason =
  | { why: 'credential-removed'; credential: 'app-password' | 'password' }
  | { why: 'may-write'; level?: Level }
  | { why: 'may-not-write'; level: Level }
  | { why: 'write-not-known' }
  | { why: 'actor-counts-as-writing' }
  | { why: 'access-key-reads-only' }
  | { why: 'nobody-can-list-it'; restrictions: Restriction[] }
  | { why: 'tag' }
  | { why: 'none-covers' }
  | { why: 'listed'; by: Restriction; groups: string[] }
  | { why: 'not-listed'; restrictions: NonEmpty<Restriction>; companions: Restriction[]; level?: Level }
  | { why: 'listing-not-known'; restrictions: Restriction[] }
  | { why: 'rewriting-forbidden'; restrictions: NonEmpty<Restriction> }
  | { why: 'deletion-forbidden'; restrictions: NonEmpty<Restriction> }
  | { why: 'covering-not-known' }
  | { why: 'is-main-branch' }
  | { why: 'is-not-main-branch' }
  | { why: 'main-branch-not-known' }
  | { why: 'push-restriction-on-deletion'; restrictions: Restriction[] }
  | { why: 'closed'; state: string }
  | { why: 'draft' }
  | { why: 'open' }
  | { why: 'state-not-known' }
  | { why: 'source-gone' | 'source-not-known' }
  | { why: 'no-checks' }
  | { why: 'checks-done'; count: number }
  | { why: 'checks-missing'; missing: number; unseen: number }
  | { why: 'checks-only-warn'; missing: number; unseen: number }
  | { why: 'checks-not-known'; missing: number; unseen: number }
  | { why: 'kind-not-understood'; restrictions: NonEmpty<Restriction> };

/** Whose move it is. */
export type Mover = 'you' | 'repository-admin' | 'project-admin' | 'workspace-admin';

/** A way out, as data. `say` makes the sentence and knows whose move each one is. */
export type Remedy =
  | { way: 'make-api-token' | 'make-ssh-key'; instead: 'app-password' | 'password' }
  | { way: 'open-pull-request'; push: string; into: string }
  | { way: 'push-elsewhere'; push: string }
  | { way: 'ask-listed'; to: 'push' | 'merge'; people: Person[]; others?: Unnamed; groups: Group[] }
  | { way: 'add-person'; restriction: Restriction; person: Person }
  | { way: 'add-to-group'; restriction: Restriction; group: Group; person: Person }
  | { way: 'grant-write'; person: Person }
  | { way: 'grant-write-on-project'; person: Person; project: Project }
  | { way: 'push-as-listed-user'; restrictions: NonEmpty<Restriction> }
  | { way: 'account-for-automation'; restriction: Restriction }
  | { way: 'use-writing-credential' }
  | { way: 'add-commits-instead' }
  | { way: 'allow-rewriting' | 'allow-deletion'; restrictions: NonEmpty<Restriction> }
  | { way: 'change-main-branch' }
  | { way: 'open-another-pull-request'; into: string }
  | { way: 'mark-ready' }
  | { way: 'get-approvals' | 'get-default-reviewer-approvals'; need: number; from: Person[]; others?: number }
  | { way: 'settle-changes-requested'; by: Person[]; others?: number }
  | { way: 'resolve-tasks' | 'resolve-comments'; open: number }
  | { way: 'pass-builds'; failed: string[]; otherFailed?: number; running: number; lacking: number }
  | { way: 'update-source'; source: string | null; fork: boolean; mayPush: boolean; destination: string };

/** People whom whoever reads this may not be told: how many these restrictions list. */
export interface Unnamed {
  count: number;
  on: RestrictionName[];
}

/** One rule's say in the matter. A denial without evidence or remedy, and an unknown without gap, cannot be written. */
export type Finding =
  | { rule: RuleId; verdict: 'allows'; reason: Reason; evidence: NonEmpty<Evidence> }
  | { rule: RuleId; verdict: 'denies'; reason: Reason; evidence: NonEmpty<Evidence>; remedies: NonEmpty<Remedy> }
  | { rule: RuleId; verdict: 'unknown'; reason: Reason; evidence: Evidence[]; gaps: NonEmpty<Gap> };

/** A finding before anybody asked for the way out. */
export type Opinion =
  | Extract<Finding, { verdict: 'allows' | 'unknown' }>
  | Omit<Extract<Finding, { verdict: 'denies' }>, 'remedies'>;

/** What no API tells, and what therefore never decides by itself. */
export type NotChecked =
  | { what: 'project-restrictions'; project?: Project }
  | { what: 'two-step-verification' | 'ip-allowlist' | 'plan-and-size' | 'credential-scopes' }
  | { what: 'merge-checks'; restrictions: Restriction[] }
  | { what: 'conflicts' | 'custom-merge-checks' | 'fork-branch' }
  | { what: 'letter-case'; restrictions: NonEmpty<Restriction> }
  | { what: 'group-exemption-by-oauth' };

/** The answer to one question, as data. Findings stand in the order in which Bitbucket asks. */
export interface Decision {
  verdict: Verdict;
  question: Question;
  repository: { fullName: string; workspace: string; slug: string; project?: Project };
  /** Whether the actor is the person who asks; then the words say *you*. */
  actorIsViewer: boolean;
  findings: Finding[];
  /** Each merge check that covers the destination, where an open pull request was at hand. */
  checks?: MergeCheck[];
  notChecked: NotChecked[];
  readAt?: string;
}
