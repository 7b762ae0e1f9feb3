import type { Level, Person, Restriction } from '../model';

/** One thing that is done to Bitbucket. `before` is the restriction as it was read, where it was. */
export type Operation = OnRestriction | OnGroup | OnPermission;

/** `taken` is another restriction of the same kind for the same branches, of which Bitbucket keeps one. */
export type OnRestriction =
  | { does: 'add'; restriction: Restriction; taken?: Restriction }
  | { does: 'replace'; id: number; restriction: Restriction; before?: Restriction; taken?: Restriction }
  | { does: 'remove'; id: number; before?: Restriction };

/** Somebody is put into a group, or taken out of it. */
export interface OnGroup {
  does: 'put-in' | 'take-out';
  group: string;
  person: Person;
}

/** Somebody's own permission on the repository is set; `none` takes it away. */
export interface OnPermission {
  does: 'permit';
  person: Person;
  level: Level;
}
