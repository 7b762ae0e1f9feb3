import type { Level, Restriction } from './model';
import type { NonEmpty } from './non-empty';

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
