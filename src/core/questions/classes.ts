import { gapKey, type Answer } from '../answer';
import { coverageOf } from '../branches/coverage';
import { isTag } from '../branches/glob';
import { viewBranch, type ActorView, type BranchView, type Gathered } from '../cell/cell';
import type { Facts } from '../model';
import { finish, type Steps } from '../portions/steps';

/** Members in classes. */
export interface Classes<T> {
  /** For each member, in order, the number of its class. */
  of: readonly number[];
  /** The first member of each class, which stands for all of it. */
  classes: T[];
}

/** Sorts into classes by a key; each class is stood for by its first member. */
export function classify<T>(members: readonly T[], keyFor: (member: T) => string | number): Classes<T> {
  return finish(classifying(members, keyFor));
}

/** As `classify`, some members at a time. */
export function* classifying<T>(members: readonly T[], keyFor: (member: T) => string | number): Steps<Classes<T>> {
  const numbers = new Map<string | number, number>();
  const of: number[] = [];
  const classes: T[] = [];
  for (const member of members) {
    const key = keyFor(member);
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = classes.push(member) - 1));
    if (of.push(number) % 100 === 0) yield;
  }
  return { of, classes };
}

/** The members of each class, by its number. */
export function membersOf<T>(members: readonly T[], classOf: readonly number[]): T[][] {
  const byClass: T[][] = [];
  for (const [at, member] of members.entries()) (byClass[classOf[at] ?? 0] ??= []).push(member);
  return byClass;
}

/**
 * Numbers of classes whose members are alike in both: numbers of classes, and the column that divides them. All numbers
 * of the column are below `size`: there are no more than a million actors. Engines are quick with small products.
 */
export function divided(classOf: readonly number[], column: ArrayLike<number>, size = 0x100000): number[] {
  const numbers = new Map<number, number>();
  const of: number[] = [];
  for (const [at, one] of classOf.entries()) of.push(numberOf(one * size + (column[at] ?? 0), numbers));
  return of;
}

/** Branches as `classify` has their views by `branchKey`; of each class only the first is looked at whole. */
export function* branchesInClasses(
  names: readonly string[],
  gathered: Pick<Gathered, 'facts'>,
): Steps<Classes<BranchView>> {
  const { of, classes } = yield* classifying(names, nameNumberBy(gathered.facts));
  return { of, classes: classes.map((name) => viewBranch(name, gathered)) };
}

/** A number for each name, the same for those that meet the same restrictions. */
export function nameNumberBy(facts: Facts): (name: string) => number {
  const { placesOn } = coverageOf(facts);
  const { mainBranch: main } = facts.repository;
  const count = facts.restrictions.items.length;
  const next = new Map<number, number>();
  return (name) => {
    const first = isTag(name) ? 0 : main.known && main.value === name ? 1 : 2;
    return numberAfter(first, placesOn(name), count, next);
  };
}

/** Each restriction of so many that covers the name too leads from one number to the next, as in a tree. */
function numberAfter(first: number, places: readonly number[], count: number, next: Map<number, number>): number {
  let number = first;
  for (const at of places) number = numberOf(number * count + at, next, 3);
  return number;
}

/** The number of this key, of those that are numbered one by one as they come. */
function numberOf(key: number, numbers: Map<number, number>, first = 0): number {
  let number = numbers.get(key);
  if (number === undefined) numbers.set(key, (number = numbers.size + first));
  return number;
}

/** Branches with the same key meet the same restrictions. */
export function branchKey({ covering, main, tag }: BranchView): string {
  const met = covering.map(({ at, covers }) => `${String(at)}${covers.is}`);
  return [tag, main.is, ...met].join(' ');
}

/** Actors with the same key are alike to the rules but for the lists in which they stand. */
export function standingKey(view: ActorView): string {
  return `${kindOf(view)} ${answerKey(view.write)}`;
}

/** Which actors the rules treat apart whatever their lists say. */
export function kindOf({ actor: { type } }: ActorView): 'user' | 'pipelines' | 'access-key' | 'unlistable' {
  return type === 'user' || type === 'pipelines' || type === 'access-key' ? type : 'unlistable';
}

/** Unknowns are told apart by their gaps, so that no gap is lost with the members of a class. */
export function answerKey(answer: Answer): string {
  return answer.is === 'unknown' ? answer.gaps.map(gapKey).join('+') : answer.is;
}
