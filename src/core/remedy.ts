import type { Group, Person, Project, Restriction, RestrictionName } from './model';
import type { NonEmpty } from './non-empty';

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
