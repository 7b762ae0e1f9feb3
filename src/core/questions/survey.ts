import { distinctGaps } from '../answer';
import { gather, viewActor, viewBranch, type ActorView, type BranchView, type Gathered } from '../cell/cell';
import type { BranchNote, Decision, NotChecked, Opinion, Verdict } from '../decision';
import { compile } from '../compiled/compile';
import type { Row } from '../compiled/compiled';
import { oneOfEachAlike, rowsOn, verdictsIn } from '../compiled/verdicts';
import { branchesInClasses } from './classes';
import { deciding, judge } from './judge';
import type { Actor, Facts, Gap, Operation, Person } from '../model';
import { notCheckedOfSurvey, suppliedIn } from './not-checked';
import { allActors } from '../people/actor';
import { everybody, isRefused } from '../people/everybody';
import { contradictionOf } from '../people/readings';
import { finish } from '../portions/steps';

/** A verdict and the opinion that settled it. */
export interface Settled {
  verdict: Verdict;
  through: Opinion | undefined;
}

/** What stands beside every survey. */
export interface Beside extends Pick<Decision, 'projectRules'> {
  notChecked: NotChecked[];
  /** RFC 3339. Absent where a saved world does not say when it was saved. */
  readAt?: string;
}

/** Everybody on one branch. `gaps` is what would have to be known for more, or surer, rows. */
export interface Roster extends Beside {
  operation: Operation;
  branch: string;
  /** Absent where the branch exists, and where nobody knows. */
  branchNote?: BranchNote;
  actors: ({ actor: Actor } & Settled)[];
  gaps: Gap[];
}

/** Every branch, for one actor. */
export interface Reach extends Beside {
  operation: Operation;
  actor: Actor;
  branches: ({ branch: string } & Settled)[];
  gaps: Gap[];
}

/** Branches that meet the same restrictions, actors that stand in the same lists, and a verdict for each pair. */
export interface Matrix extends Beside {
  operation: Operation;
  branches: string[];
  actors: readonly Actor[];
  /** For each branch, in order, the number of its class. */
  branchClass: number[];
  /** For each actor, in order, the number of its class. */
  actorClass: number[];
  verdicts: VerdictRows;
  gaps: Gap[];
}

/** By class of branches, then by class of actors. A row is made when it is read: there may be millions of verdicts. */
export interface VerdictRows {
  length: number;
  at: (branchClass: number) => Verdict[] | undefined;
  entries: () => Iterable<[branchClass: number, Verdict[]]>;
  map: <T>(make: (row: Verdict[]) => T) => T[];
}

/**
 * What keeps us from being sure that a survey covers everybody: permissions that were not all read, nor the members of
 * the workspace in their place, and people who are on none of its lists although another reply gives them something.
 * `listed`: whom it covers, where that is at hand.
 */
export function gapsOfEverybody({ facts, people }: Gathered, listed: readonly Person[] = everybody(facts)): Gap[] {
  // Most are on the list of everybody, and need not be looked for elsewhere.
  const apart = [
    ...facts.workspaceMembers.items.flatMap(({ person, owner }) => (owner ? person : [])),
    ...Object.values(facts.members).flatMap(({ items }) => items),
  ].filter(({ id }) => !people.levelOf.has(id));
  const covered = new Set(apart.length > 0 ? listed.map(({ id }) => id) : []);
  const leftOut = apart.filter(({ id }) => !covered.has(id));
  return [
    ...facts.permissions.gaps,
    ...(isRefused(facts) ? facts.workspaceMembers.gaps : []),
    ...leftOut.flatMap((person) => contradictionOf(person, people)?.gap ?? []),
  ];
}

/** Everybody on one branch. */
export function who(facts: Facts, operation: Operation, branch: string): Roster {
  const gathered = gather(facts);
  const gaps = new Set(gapsOfEverybody(gathered));
  const actors = whoAmong(gathered, allActors(facts), operation, branch, gaps);
  return {
    operation,
    branch,
    actors,
    gaps: distinctGaps([...gaps]),
    ...beside(facts, operation, [viewBranch(branch, gathered)]),
  };
}

function beside(facts: Facts, operation: Operation, branches: BranchView[], actor?: Actor): Beside {
  const { readAt } = facts;
  return {
    notChecked: notCheckedOfSurvey(facts, operation, branches, actor),
    ...suppliedIn(facts),
    ...(readAt !== undefined && { readAt }),
  };
}

/**
 * As `who`, for some actors, so that a page can ask for a few at a time. Adds to `gaps` what keeps verdicts unknown.
 */
export function whoAmong(
  gathered: Gathered,
  actors: Actor[],
  operation: Operation,
  branch: string,
  gaps = new Set<Gap>(),
): ({ actor: Actor } & Settled)[] {
  const view = viewBranch(branch, gathered);
  return actors.map((actor) => ({ actor, ...settle(gathered, operation, view, viewActor(actor, gathered), gaps) }));
}

/** Every branch, for one actor. Branches that meet the same restrictions are judged once. */
export function where(facts: Facts, operation: Operation, actor: Actor): Reach {
  const gathered = gather(facts);
  const view = viewActor(actor, gathered);
  const gaps = new Set(branchGaps(facts));
  const { of, classes } = finish(branchesInClasses(facts.branches.items, gathered));
  const settled = classes.map((branch) => settle(gathered, operation, branch, view, gaps));
  const branches = facts.branches.items.map((branch, at) => ({ branch, ...pick(settled, of[at]) }));
  return { operation, actor, branches, gaps: distinctGaps([...gaps]), ...beside(facts, operation, classes, actor) };
}

/** Everybody on every branch: a verdict for each pair of classes, so the cost is that of what differs. */
export function matrix(facts: Facts, operation: Operation): Matrix {
  const gathered = gather(facts);
  const compiled = compile(gathered);
  const { actors, actorClasses, actorClassAt, branchAt, branchClasses, branchClassAt } = compiled;
  const gaps = new Set([...gapsOfEverybody(gathered), ...branchGaps(facts)]);
  const rows = branchClasses.flatMap((branch): Row[] => {
    const made = rowsOn(branch, compiled, [operation]);
    for (const { unknown } of made)
      for (const at of oneOfEachAlike(unknown, branch.mark, compiled)) {
        const actor = actorClasses[at];
        if (actor) settle(gathered, operation, branch.view, actor.view, gaps);
      }
    return made;
  });
  return {
    operation,
    branches: facts.branches.items,
    actors,
    branchClass: facts.branches.items.map((name) => branchClassAt[branchAt.get(name) ?? 0] ?? 0),
    actorClass: [...actorClassAt],
    verdicts: verdictRows(rows, actorClasses.length),
    gaps: distinctGaps([...gaps]),
    ...beside(
      facts,
      operation,
      branchClasses.map(({ view }) => view),
    ),
  };
}

function verdictRows(rows: readonly Row[], size: number): VerdictRows {
  return {
    length: rows.length,
    at: (number) => rows[number] && verdictsIn(rows[number], size),
    *entries() {
      for (const [at, row] of rows.entries()) yield [at, verdictsIn(row, size)];
    },
    map: (make) => rows.map((row) => make(verdictsIn(row, size))),
  };
}

/** What a list of branches lacks. One without the main branch, which nobody can delete, left it out and maybe more. */
export function branchGaps({ repository: { mainBranch }, branches: { items, gaps } }: Facts): Gap[] {
  const main = mainBranch.known ? mainBranch.value : null;
  return gaps.length > 0 || main === null || items.includes(main)
    ? gaps
    : [{ of: { what: 'branches' }, because: 'truncated' }];
}

/** The verdict on one cell. Adds to `gaps` what keeps it unknown. */
export function settle(
  { facts }: Gathered,
  operation: Operation,
  branch: BranchView,
  actor: ActorView,
  gaps: Set<Gap>,
): Settled {
  const judgement = judge({ facts, operation, branch, actor });
  for (const opinion of judgement.opinions)
    if (opinion.verdict === 'unknown') opinion.gaps.forEach((gap) => gaps.add(gap));
  return { verdict: judgement.verdict, through: deciding(judgement) };
}

function pick<T>(list: readonly T[], at: number | undefined): T {
  const found = at === undefined ? undefined : list[at];
  if (found === undefined) throw new Error('Every member has a class.');
  return found;
}
