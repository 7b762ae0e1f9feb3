import { viewActor, type ActorView, type BranchView, type Gathered } from '../../cell/cell';
import type { Verdict } from '../../decision';
import { operations, type Actor, type Operation, type Restriction } from '../../model';
import { actorId } from '../../people/actor';
import { hasList, isCheckOrSetting, kinds } from '../../rules/index';
import { branchesInClasses, classifying, kindOf, membersOf, type Classes } from '../classes';
import { sameFactsKey } from '../../cell/alike';
import { judge } from '../judge';
import { finish, type Steps } from '../../portions';
import { allActors } from '../survey';

/**
 * A repository made ready for many surveys that differ little: everybody and every branch, in classes that the rules
 * cannot tell apart.
 */
export interface Compiled {
  gathered: Gathered;
  actors: Actor[];
  /** Where the actor at this place stands. */
  viewAt: (at: number) => ActorView;
  /** For each actor, the number of their class. */
  actorClassAt: readonly number[];
  actorClasses: ActorClass[];
  /** The place of each person by uuid. */
  userAt: ReadonlyMap<string, number>;
  branches: string[];
  /** The place of each branch by its name. */
  branchAt: ReadonlyMap<string, number>;
  /** For each branch, the number of its class. */
  branchClassAt: readonly number[];
  branchClasses: BranchClass[];
  verdictOf: VerdictOf;
}

/** Places of those that the rules cannot tell apart, and one that stands for all of them. */
interface Class<View, Mark> {
  members: readonly number[];
  view: View;
  mark: Mark;
}
/** Actors that no restriction and no permission tells apart. */
export type ActorClass = Class<ActorView, ActorMark>;
/** Branches that the same restrictions cover. */
export type BranchClass = Class<BranchView, BranchMark>;

/** The verdict of a cell with this sight, in the order of `operations`; facts may differ by what a change touches. */
export type VerdictOf = (operation: number, sight: number, views: Views) => Verdict;

/** One cell as it stands. */
interface Views {
  gathered: Gathered;
  branch: BranchView;
  actor: ActorView;
}

/** What the rules see of a branch, whoever acts: bits for what covers it, and the lists that may exempt. */
export interface BranchMark {
  bits: number;
  lists: { restriction: Restriction; atoms: Atoms }[];
}

/** What the rules see of an actor, whichever the branch; `listed` says what each list says of them. */
export interface ActorMark {
  bits: number;
  listed: (restriction: Restriction) => Answered;
}

type Answered = 'yes' | 'no' | 'unknown';
/** A bit for each answer that a list gives. */
type Atoms = Record<Answered, number>;

/** Everybody and every branch of these facts; `more` are branches that need not exist. */
export function compile(gathered: Gathered, more: readonly string[] = [], also: readonly Actor[] = []): Compiled {
  return finish(compiling(gathered, more, also));
}

/** As `compile`, in small steps. */
export function* compiling(
  gathered: Gathered,
  more: readonly string[] = [],
  also: readonly Actor[] = [],
): Steps<Compiled> {
  return yield* merging(yield* sorting(gathered, more, also));
}

/**
 * The same, but for classes of actors that lists may not tell apart: those of whom the facts say the same. Nobody is
 * looked at before somebody asks, so that a page soon has its first verdicts.
 */
export function* sorting(
  gathered: Gathered,
  more: readonly string[] = [],
  also: readonly Actor[] = [],
): Steps<Compiled> {
  const { facts } = gathered;
  const known = allActors(facts);
  yield;
  const ids = new Set(known.map(actorId));
  const actors = [...known, ...also.filter((one) => !ids.has(actorId(one)))];
  const branches = [...new Set([...facts.branches.items, ...more])];
  const lists = new Set(facts.restrictions.items.filter(hasList));
  const viewAt = viewsOf(actors, gathered);
  const alike = yield* classifying([...actors.keys()], actorPlaceKey(actors, gathered));
  const byBranch = yield* branchesInClasses(branches, gathered);
  yield;
  return {
    gathered,
    actors,
    viewAt,
    actorClassAt: alike.of,
    actorClasses: marked(alike, viewAt, (view) => actorMark(view, lists)),
    userAt: new Map(
      actors.flatMap((actor, at): [string, number][] => (actor.type === 'user' ? [[actor.person.id, at]] : [])),
    ),
    branches,
    branchAt: new Map(branches.map((name, at) => [name, at])),
    branchClassAt: byBranch.of,
    branchClasses: marked(byBranch, (view) => view, branchMark),
    verdictOf: verdictsBySight(),
  };
}

/** With one class of all actors whom no list and no permission tells apart. */
export function* merging(sorted: Compiled): Steps<Compiled> {
  const { actorClasses, actorClassAt, gathered } = sorted;
  const lists = gathered.facts.restrictions.items.filter(hasList);
  const { of, classes } = yield* classifying(
    actorClasses,
    ({ view }) => `${kindOf(view)} ${view.write.is} ${codes(view, lists)}`,
  );
  const classAt = actorClassAt.map((at) => of[at] ?? 0);
  const members = membersOf([...classAt.keys()], classAt);
  return {
    ...sorted,
    actorClassAt: classAt,
    actorClasses: classes.map(({ view, mark }, at) => ({ members: members[at] ?? [], view, mark })),
  };
}

function actorPlaceKey(actors: readonly Actor[], gathered: Gathered): (at: number) => string {
  const keyOf = sameFactsKey(gathered);
  return (at) => {
    const actor = actors[at];
    return actor ? keyOf(actor) : '';
  };
}

/**
 * What each of these lists says of the actor, a letter each. Unlike surveys, which gather gaps, a change asks only for
 * verdicts, and these are the same whatever the gaps.
 */
export function codes(view: ActorView, lists: readonly Restriction[]): string {
  return lists.map((one) => view.lists(one).is.charAt(0)).join('');
}

/** Looks at an actor once, when somebody first asks about them. */
function viewsOf(actors: readonly Actor[], gathered: Gathered): Compiled['viewAt'] {
  const known: ActorView[] = [];
  return (at) => {
    const actor = actors[at];
    if (!actor) throw new Error('There is nobody at this place.');
    return (known[at] ??= viewActor(actor, gathered));
  };
}

/** Classes, each looked at when somebody first asks. */
function marked<Member, View, Mark>(
  { of, classes }: Classes<Member>,
  viewOf: (member: Member) => View,
  markOf: (view: View) => Mark,
): Class<View, Mark>[] {
  const members = membersOf([...of.keys()], of);
  return classes.map((first, number) => {
    let known: { view: View; mark: Mark } | undefined;
    const look = () => {
      if (known) return known;
      const view = viewOf(first);
      return (known = { view, mark: markOf(view) });
    };
    return {
      members: members[number] ?? [],
      get view() {
        return look().view;
      },
      get mark() {
        return look().mark;
      },
    };
  });
}

/**
 * Rules ask of restrictions only whether there is one of a kind that covers the branch and lists the actor, so two
 * cells in which the same answers occur have the same verdict: it is judged once for all of them. The difference of two
 * full surveys, which judge every class, holds this in a test.
 */
function verdictsBySight(): VerdictOf {
  const known = operations.map(() => new Map<number, Verdict>());
  return (at, sight, { gathered: { facts }, branch, actor }) => {
    const before = known[at]?.get(sight);
    if (before) return before;
    const operation = operations[at] ?? 'push';
    const { verdict } = judge({ facts, operation, branch, actor });
    known[at]?.set(sight, verdict);
    return verdict;
  };
}

/** All that the rules see of a cell, as one number. */
export function sightOf(branch: BranchMark, actor: ActorMark): number {
  let sight = branch.bits | actor.bits;
  for (const { restriction, atoms } of branch.lists) sight |= atoms[actor.listed(restriction)];
  return sight;
}

/** The verdict of everybody of one class on every branch of another. */
export function verdictOfClasses(
  { gathered, verdictOf }: Compiled,
  operation: Operation,
  { view: branch, mark }: BranchClass,
  actor: ActorClass,
): Verdict {
  return verdictOf(operations.indexOf(operation), sightOf(mark, actor.mark), { gathered, branch, actor: actor.view });
}

/** Everybody's verdict on one branch of what was compiled, by classes: places in its actors. */
export function rosterOn(
  compiled: Compiled,
  { operation, branch }: { operation: Operation; branch: string },
): { verdict: Verdict; actors: readonly number[] }[] {
  const { actorClasses, branchClasses, branchAt, branchClassAt } = compiled;
  const own = branchClasses[branchClassAt[branchAt.get(branch) ?? -1] ?? -1];
  if (!own) return [];
  return actorClasses.map((one) => ({
    verdict: verdictOfClasses(compiled, operation, own, one),
    actors: one.members,
  }));
}

/** A bit for each thing that the rules may see of a cell; more than these do not fit a number. */
const bits = new Map<string, number>();

function bit(atom: string): number {
  const before = bits.get(atom);
  if (before !== undefined) return before;
  if (bits.size >= 31) throw new Error('There are more kinds of restriction that decide than bits to mark them.');
  const next = 1 << bits.size;
  bits.set(atom, next);
  return next;
}

/** The marks of a branch. Merge checks and settings decide nothing without a pull request at hand. */
export function branchMark({ covering, main, tag }: BranchView): BranchMark {
  const deciding = covering.flatMap(({ restriction, covers }) => {
    if (isCheckOrSetting(restriction)) return [];
    const { kind } = restriction;
    return [{ restriction, about: `${kinds.has(kind) ? kind : 'a kind that is new'} ${covers.is}` }];
  });
  const plain = deciding.filter(({ restriction }) => !hasList(restriction));
  const lists = deciding.filter(({ restriction }) => hasList(restriction));
  return {
    bits: [`main ${main.is}`, ...(tag ? ['tag'] : []), ...plain.map(({ about }) => about)].reduce(
      (all, atom) => all | bit(atom),
      0,
    ),
    lists: lists.map(({ restriction, about }) => ({
      restriction,
      atoms: { yes: bit(`${about} yes`), no: bit(`${about} no`), unknown: bit(`${about} unknown`) },
    })),
  };
}

/** The marks of an actor; each list is asked once, or only these, where the marks outlive a change. */
export function actorMark(view: ActorView, lists?: ReadonlySet<Restriction>): ActorMark {
  const known = new Map<Restriction, Answered>();
  return {
    bits: bit(`as ${kindOf(view)}`) | bit(`write ${view.write.is}`),
    listed: (restriction) => {
      const before = known.get(restriction);
      if (before) return before;
      const answer = view.lists(restriction).is;
      if (!lists || lists.has(restriction)) known.set(restriction, answer);
      return answer;
    },
  };
}
