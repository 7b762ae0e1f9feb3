import type { ActorView, BranchView, Gathered } from '../cell/cell';
import type { Actor, Restriction } from '../model';
import type { Bits } from './bits';
import type { Listed, ViewAt } from './listed';
import type { ActorMark, Answered, BranchMark, VerdictOf } from './sight';

/**
 * A repository made ready for many surveys that differ little: everybody and every branch, in classes that the rules
 * cannot tell apart.
 */
export interface Compiled extends CompiledPeople {
  branches: string[];
  /** The place of each branch by its name. */
  branchAt: ReadonlyMap<string, number>;
  /** For each branch, the number of its class. */
  branchClassAt: readonly number[];
  branchClasses: BranchClass[];
  verdictOf: VerdictOf;
  /** What everybody may do on a class of branches, by its number: a row for each of `operations`. */
  rowsAt: (branchClass: number) => readonly Row[];
  /** The same of any name. */
  rowsOnName: (name: string) => readonly Row[];
}

/** Everybody, in classes that neither a restriction nor a permission tells apart. */
export interface CompiledPeople {
  gathered: Gathered;
  actors: readonly Actor[];
  /** Where the actor at this place stands. */
  viewAt: ViewAt;
  /** For each actor, the number of their class. */
  actorClassAt: readonly number[];
  actorClasses: ActorClass[];
  /** The place of each person by uuid. */
  userAt: ReadonlyMap<string, number>;
  listed: Listed;
  ranks: Ranks;
}

/** Places of those that the rules cannot tell apart, and one that stands for all of them. */
export interface Class<View, Mark> {
  members: readonly number[];
  view: View;
  mark: Mark;
}
/** Actors that no restriction and no permission tells apart. */
export type ActorClass = Class<ActorView, ActorMark>;
/** Branches that the same restrictions cover. */
export type BranchClass = Class<BranchView, BranchMark>;

/** Whom one operation on the branches of a class is denied, and of whom that is not known: classes of actors. */
export interface Row {
  denied: Bits;
  unknown: Bits;
}

/** Actors by class, as the lists see them. */
export interface Ranks {
  /** Classes of one standing, and what the rules see of each of them whatever lists say. */
  standings: readonly Part[];
  /** What a list says of them; undefined of one that is not known here. Worked out when somebody first asks. */
  answersOf: (restriction: Restriction) => Answers | undefined;
}

/** Of which classes a list says what. */
export interface Answers extends Record<Answered, Bits> {
  /** For each gap that keeps it from being known, of which classes it does. */
  lacking: readonly Bits[];
}

/** Classes of actors of whom the rules see the same. */
export interface Part {
  sight: number;
  classes: Bits;
}
