import { gapKey, type Answer } from '../answer';
import { coverageBy, type Coverage } from '../branches/coverage';
import { isTag } from '../branches/glob';
import { isMainBranch, type ActorView, type BranchView, type Gathered } from '../cell/cell';
import type { Facts } from '../model';
import { hasList } from '../rules/kinds';
import { finish, type Steps } from '../portions/steps';

/** Members in classes. */
export interface Classes<T> {
  /** For each member, in order, the number of its class. */
  of: number[];
  /** The first member of each class, which stands for all of it. */
  classes: T[];
}

/** Sorts into classes by a key; each class is stood for by its first member. */
export function classify<T>(members: readonly T[], keyFor: (member: T) => string): Classes<T> {
  return finish(classifying(members, keyFor));
}

/** As `classify`, a member at a time. */
export function* classifying<T>(members: readonly T[], keyFor: (member: T) => string): Steps<Classes<T>> {
  const numbers = new Map<string, number>();
  const of: number[] = [];
  const classes: T[] = [];
  for (const member of members) {
    const key = keyFor(member);
    const number = numbers.get(key) ?? classes.push(member) - 1;
    numbers.set(key, number);
    of.push(number);
    yield;
  }
  return { of, classes };
}

/** The members of each class, by its number. */
export function membersOf<T>(members: readonly T[], classOf: readonly number[]): T[][] {
  const byClass: T[][] = [];
  for (const [at, member] of members.entries()) (byClass[classOf[at] ?? 0] ??= []).push(member);
  return byClass;
}

/** Numbers of classes whose members are alike in both: numbers of classes, and the column that divides them. */
export function divided(classOf: readonly number[], column: readonly number[]): number[] {
  const numbers = new Map<number, number>();
  return classOf.map((one, at) => {
    // Neither number reaches a million: there are no more actors than that.
    const key = one * 0x100000 + (column[at] ?? 0);
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}

/** Branches as `classify` has their views by `branchKey`; of each class only the first is looked at whole. */
export function* branchesInClasses(
  names: readonly string[],
  gathered: Pick<Gathered, 'facts'>,
): Steps<Classes<BranchView>> {
  const { facts } = gathered;
  const coverage = coverageBy(facts.restrictions.items, facts);
  const { of, classes } = yield* classifying(names, nameKeyBy(coverage, facts));
  return { of, classes: classes.map((name) => viewBy(coverage, name, gathered)) };
}

/** The key of a name: those with the same one meet the same restrictions. */
export function nameKeyBy(coverage: Coverage, facts: Facts): (name: string) => string {
  return (name) => (isTag(name) ? 'tag' : `${isMainBranch(name, facts).is} ${coverage.placesOn(name).join()}`);
}

/** As `viewBranch`, where the coverage of many is at hand. */
function viewBy(coverage: Coverage, name: string, { facts }: Pick<Gathered, 'facts'>): BranchView {
  const { items } = facts.restrictions;
  const covering = coverage.of(coverage.placesOn(name)).flatMap(({ at, covers }) => {
    const restriction = items[at];
    return restriction ? [{ restriction, at, covers }] : [];
  });
  return { name, tag: isTag(name), covering: isTag(name) ? [] : covering, main: isMainBranch(name, facts) };
}

/** Branches with the same key meet the same restrictions. */
export function branchKey({ covering, main, tag }: BranchView): string {
  const met = covering.map(({ at, covers }) => `${String(at)}${covers.is}`);
  return [tag, main.is, ...met].join(' ');
}

/** The key of actors on these facts: those with the same one stand in the same lists. */
export function actorKeyOn({ restrictions }: Facts): (view: ActorView) => string {
  const lists = restrictions.items.filter(hasList);
  return (view) => [standingKey(view), ...lists.map((one) => answerKey(view.lists(one)))].join(' ');
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
