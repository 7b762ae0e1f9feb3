import type { Level, RemovedCredential, Restriction } from './model';
import type { NonEmpty } from './non-empty';

/**
 * Why each rule says what it says, with what its sentence needs: plain data, by the id of the rule. The ids are those
 * that others rely on. Whatever stands here wants its rule in `rules/index.ts`, and each reason its words in
 * `rules/explained`. What a pull request adds stands in `merge-decision.ts`.
 */
export interface Reasons {
  credential: { why: 'credential-removed'; credential: RemovedCredential };
  'repository-access':
    | { why: 'may-write'; level?: Level }
    | { why: 'may-not-write'; level: Level }
    | { why: 'write-not-known' }
    | { why: 'actor-counts-as-writing' };
  'push-restriction': ByList | { why: 'push-restriction-on-deletion'; restrictions: Restriction[] };
  'force-restriction': ForEverybody;
  'main-branch': { why: 'is-main-branch' } | { why: 'is-not-main-branch' } | { why: 'main-branch-not-known' };
  'delete-restriction': ForEverybody;
  'merge-restriction': ByList;
  'unlistable-actor': { why: 'access-key-reads-only' } | { why: 'nobody-can-list-it'; restrictions: Restriction[] };
  'unknown-restriction': { why: 'kind-not-understood'; restrictions: NonEmpty<Restriction> };
}

/** Reasons of every rule over restrictions: they cover no tag, and not every branch. */
export type NotCovered = { why: 'tag' } | { why: 'none-covers' };

/** Reasons of a rule whose restrictions exempt those whom they list. */
export type ByList =
  | NotCovered
  | { why: 'listed'; by: Restriction; groups: string[] }
  | { why: 'not-listed'; restrictions: NonEmpty<Restriction>; companions: Restriction[]; level?: Level }
  | { why: 'listing-not-known'; restrictions: Restriction[] };

/** Reasons of a rule whose restrictions exempt nobody. */
export type ForEverybody =
  | NotCovered
  | { why: 'rewriting-forbidden'; restrictions: NonEmpty<Restriction> }
  | { why: 'deletion-forbidden'; restrictions: NonEmpty<Restriction> }
  | { why: 'covering-not-known' };

/** The rules about a branch: the reasons for which Bitbucket may refuse, by the names that others rely on. */
export type RuleId = keyof Reasons;

/** Why a rule says what it says: one of its own reasons, or of any rule's where none is named. */
export type Reason<Id extends RuleId = RuleId> = Reasons[Id];
