import { viewActor, viewBranch, type ActorView, type BranchView } from '../../cell/cell';
import type { Verdict } from '../../decision';
import { operations, type Actor, type Operation, type Restriction } from '../../model';
import { hasList } from '../../rules/index';
import type { Change } from './change';
import {
  actorMark,
  branchMark,
  codes,
  numbered,
  sightOf,
  type ActorMark,
  type BranchMark,
  type Compiled,
} from './classes';
import { tried } from './tried';

/** Cells whose verdict a change flips in the same way: each of these actors on each of these branches. */
export interface Flip {
  operation: Operation;
  before: Verdict;
  after: Verdict;
  /** Places in `actors` of what was compiled. */
  actors: number[];
  /** Places in `branches` of what was compiled. */
  branches: number[];
}

/** Actors or branches that stand alike before and after. */
interface Group<View, Mark> {
  members: number[];
  touched: boolean;
  before: { view: View; mark: Mark };
  after: { view: View; mark: Mark };
}

/**
 * Every cell whose verdict the change flips. Only what it touches is judged: branches that a restriction of the change
 * covers, before or after, and people whom it moves.
 */
export function difference(compiled: Compiled, change: Change, asked: readonly Operation[] = operations): Flip[] {
  const { gathered, verdictOf } = compiled;
  const after = tried(gathered, change);
  const gone = gathered.facts.restrictions.items.filter((one) => !after.facts.restrictions.items.includes(one));
  const come = after.facts.restrictions.items.filter((one) => !gathered.facts.restrictions.items.includes(one));
  const branches = branchGroups(compiled, gone, come, after);
  const actors = actorGroups(compiled, change, come, after);
  const flips: Flip[] = [];
  for (const branch of branches) {
    for (const actor of actors) {
      if (!branch.touched && !actor.touched) continue;
      const was = sightOf(branch.before.mark, actor.before.mark);
      const is = sightOf(branch.after.mark, actor.after.mark);
      if (was === is) continue;
      const now = { gathered, branch: branch.before.view, actor: actor.before.view };
      const then = { gathered: after, branch: branch.after.view, actor: actor.after.view };
      for (const [at, operation] of operations.entries()) {
        if (!asked.includes(operation)) continue;
        const verdicts = { before: verdictOf(at, was, now), after: verdictOf(at, is, then) };
        if (verdicts.before !== verdicts.after)
          flips.push({ operation, ...verdicts, actors: actor.members, branches: branch.members });
      }
    }
  }
  return flips;
}

function branchGroups(
  { branches, branchClass, branchViews }: Compiled,
  gone: Restriction[],
  come: Restriction[],
  after: ReturnType<typeof tried>,
): Group<BranchView, BranchMark>[] {
  const only = { facts: { ...after.facts, restrictions: { items: come, gaps: [] } } };
  const covered = come.length === 0 ? undefined : branches.map((name) => coverage(viewBranch(name, only)));
  const loses = branchViews.map(({ covering }) => covering.some(({ restriction }) => gone.includes(restriction)));
  const { members } = grouped(branches.length, (at) => `${String(branchClass[at])} ${covered?.[at] ?? ''}`);
  return members.map((group) => {
    const [first = 0] = group;
    const number = branchClass[first] ?? 0;
    const before = needed(branchViews[number]);
    const touched = loses[number] === true || (covered?.[first] ?? '') !== '';
    // Untouched, it is covered as before, by the very same restrictions.
    const then = touched ? viewBranch(needed(branches[first]), after) : before;
    const mark = branchMark(before);
    return {
      members: group,
      touched,
      before: { view: before, mark },
      after: { view: then, mark: touched ? branchMark(then) : mark },
    };
  });
}

/** Which of the new restrictions cover it; the empty text where none does. */
function coverage({ covering }: BranchView): string {
  return covering.map(({ at, covers }) => `${String(at)}${covers.is}`).join(' ');
}

function actorGroups(
  { actors, views, actorClass }: Compiled,
  { groups, permissions }: Change,
  come: Restriction[],
  after: ReturnType<typeof tried>,
): Group<ActorView, ActorMark>[] {
  const moved = new Set([
    ...Object.values(groups).flatMap(({ add, remove }) => [...add, ...remove]),
    ...Object.keys(permissions),
  ]);
  const lists = come.filter(hasList);
  const { members } = grouped(actors.length, (at) => {
    const view = needed(views[at]);
    const own = isMoved(view.actor, moved) ? `moved ${String(at)}` : codes(view, lists);
    return `${String(actorClass[at])} ${own}`;
  });
  return members.map((group) => {
    const [first = 0] = group;
    const view = needed(views[first]);
    const touched = isMoved(view.actor, moved);
    const then = touched ? viewActor(view.actor, after) : view;
    const mark = actorMark(view);
    return {
      members: group,
      touched,
      before: { view, mark },
      after: { view: then, mark: touched ? actorMark(then) : mark },
    };
  });
}

function isMoved(actor: Actor, moved: ReadonlySet<string>): boolean {
  return actor.type === 'user' && moved.has(actor.person.id);
}

/** The places of a list, those of one key together. */
function grouped(length: number, keyAt: (at: number) => string): { members: number[][] } {
  const { of, first } = numbered(
    Array.from({ length }, (_, at) => at),
    keyAt,
  );
  const members = first.map((): number[] => []);
  for (const [at, number] of of.entries()) members[number]?.push(at);
  return { members };
}

function needed<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('Every member of a group has its place.');
  return one;
}
