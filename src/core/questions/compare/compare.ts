import { distinctGaps } from '../../answer';
import type { NotChecked } from '../../decision';
import type { Actor, Gap, Operation } from '../../model';
import { actorsInClasses } from '../../compiled/actors';
import { branchesInClasses, classify, membersOf } from '../classes';
import { notCheckedOfSurvey, suppliedIn } from '../not-checked';
import { settle, type Settled } from '../survey';
import { finish, type Steps } from '../../portions/steps';
import { axesOf, type Axes, type Sides } from './axes';

/**
 * Cells with the same two verdicts for the same two reasons: each of these branches for each of these actors. Where two
 * people are compared there are no actors, where two branches are, no branches. What settled them is that of the first.
 */
export interface Difference {
  branches: string[];
  actors: Actor[];
  left: Settled;
  right: Settled;
}

/** Only what differs. An unknown beside a known verdict differs; two unknowns do not, whatever their causes. */
export interface Comparison {
  operation: Operation;
  sides: Sides;
  differences: Difference[];
  /** Cells that are unknown on both sides, so that nobody knows whether they differ. */
  unknownOnBoth: number;
  gaps: { left: Gap[]; right: Gap[] };
  notChecked: { left: NotChecked[]; right: NotChecked[] };
  /** What was supplied of the project's rules, on the sides that rest on it. */
  supplied: { left: Supplied; right: Supplied };
}

type Supplied = ReturnType<typeof suppliedIn>;

/** Where two people, two branches or two repositories differ. Each side judges each pair of its classes once. */
export function compare(sides: Sides, operation: Operation): Comparison {
  return finish(comparing(sides, operation));
}

/** As `compare`, in small steps. */
export function* comparing(sides: Sides, operation: Operation): Steps<Comparison> {
  const axes = axesOf(sides);
  const left = yield* sideOf(axes, 'left', operation);
  const right = yield* sideOf(axes, 'right', operation);
  const branches = classify([...left.branchClass.keys()], (at) =>
    [left.branchClass[at], right.branchClass[at]].join('/'),
  );
  const actors = classify([...left.actorClass.keys()], (at) => [left.actorClass[at], right.actorClass[at]].join('/'));
  // Where two of one axis are compared, it has one place, whose name nobody is told.
  const namesOf = membersOf(axes.left.branches, branches.of);
  const actorsOf = membersOf(axes.left.actors, actors.of);
  let unknownOnBoth = 0;
  const rows: Map<string, Difference>[] = [];
  for (const [actorAt, actor] of actors.classes.entries()) {
    const members = actorsOf[actorAt] ?? [];
    const found = new Map<string, Difference>();
    for (const [branchAt, branch] of branches.classes.entries()) {
      const names = namesOf[branchAt] ?? [];
      const [one, other] = [left.settled(branch, actor), right.settled(branch, actor)];
      yield;
      if (one.verdict === other.verdict) {
        if (one.verdict === 'unknown') unknownOnBoth += names.length * members.length;
        continue;
      }
      const key = [left.reasonOf(one), right.reasonOf(other)].join(' ');
      const known = found.get(key);
      if (known) known.branches.push(...names);
      else found.set(key, { branches: [...names], actors: members, left: one, right: other });
    }
    rows.push(found);
  }
  return {
    operation,
    sides,
    differences: withoutAxis(sides, inOrder(saidOnce(rows), axes)),
    unknownOnBoth,
    gaps: { left: left.gaps(), right: right.gaps() },
    notChecked: { left: left.notChecked(), right: right.notChecked() },
    supplied: { left: suppliedIn(axes.left.gathered.facts), right: suppliedIn(axes.right.gathered.facts) },
  };
}

/** One side of the comparison: the class of each branch and actor by its place, and the verdict on two of them. */
function* sideOf(axes: Axes, by: 'left' | 'right', operation: Operation) {
  const axis = axes[by];
  const { gathered } = axis;
  const gaps = new Set(axes.gaps(gathered));
  const branches = yield* branchesInClasses(axis.branches, gathered);
  const actors = yield* actorsInClasses(axis.actors, gathered);
  const table: Settled[][] = [];
  const reasons = new Map<string, number>();
  const reasonOf = new Map<Settled, number>();
  return {
    branchClass: branches.of,
    actorClass: actors.of,
    settled(branchAt: number, actorAt: number): Settled {
      const [branchClass, actorClass] = [branches.of[branchAt] ?? -1, actors.of[actorAt] ?? -1];
      const [branch, actor] = [branches.classes[branchClass], actors.classes[actorClass]];
      if (!branch || actor === undefined) throw new Error('Every member has a class.');
      const row = (table[branchClass] ??= []);
      return (row[actorClass] ??= settle(gathered, operation, branch, actors.viewAt(actor), gaps));
    },
    /** The same number for the same verdict and reason. A reason names neither the branch nor the actor. */
    reasonOf(settled: Settled): number {
      const known = reasonOf.get(settled);
      if (known !== undefined) return known;
      const key = reasonKey(settled);
      const number = reasons.get(key) ?? reasons.size;
      reasons.set(key, number);
      reasonOf.set(settled, number);
      return number;
    },
    gaps: () => distinctGaps([...gaps]),
    notChecked: () => notCheckedOfSurvey(gathered.facts, operation, branches.classes),
  };
}

function reasonKey({ verdict, through }: Settled): string {
  return JSON.stringify([verdict, through?.rule, through?.reason, through?.verdict === 'unknown' ? through.gaps : []]);
}

/** What differs for the same reasons on the same branches is one difference, of all these actors. */
function saidOnce(rows: Map<string, Difference>[]): Difference[] {
  const once = new Map<string, Difference>();
  for (const [reasons, difference] of rows.flatMap((row) => [...row])) {
    const key = `${reasons} ${JSON.stringify(difference.branches)}`;
    const known = once.get(key);
    if (known) known.actors = [...known.actors, ...difference.actors];
    else once.set(key, difference);
  }
  return [...once.values()];
}

/** Branches and actors in the order in which surveys list them. */
function inOrder(differences: Difference[], { left: { branches, actors } }: Axes): Difference[] {
  const ofBranch = new Map(branches.map((name, at) => [name, at]));
  const ofActor = new Map(actors.map((actor, at) => [actor, at]));
  return differences.map((one) => ({
    ...one,
    branches: [...one.branches].sort((a, b) => (ofBranch.get(a) ?? 0) - (ofBranch.get(b) ?? 0)),
    actors: [...one.actors].sort((a, b) => (ofActor.get(a) ?? 0) - (ofActor.get(b) ?? 0)),
  }));
}

function withoutAxis({ of }: Sides, differences: Difference[]): Difference[] {
  if (of === 'people') return differences.map((one) => ({ ...one, actors: [] }));
  return of === 'branches' ? differences.map((one) => ({ ...one, branches: [] })) : differences;
}
