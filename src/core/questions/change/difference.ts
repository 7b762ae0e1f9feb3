import { allBits, halves, inBoth, isEmpty, placesIn, type Bits } from '../../compiled/bits';
import { listedToo } from '../../compiled/compile';
import type { ActorClass, BranchClass, Compiled, Row } from '../../compiled/compiled';
import { actorMark, branchMark, sightOf } from '../../compiled/sight';
import { classesWith, rowsOn } from '../../compiled/verdicts';
import { covers } from '../../branches/glob';
import { coverageOf, type Covering } from '../../branches/coverage';
import { viewActor, type BranchView, type Gathered } from '../../cell/cell';
import type { Verdict } from '../../decision';
import { operations, type Operation, type Restriction } from '../../model';
import { isNonEmpty } from '../../non-empty';
import { oncePer } from '../../portions/once';
import { hasList } from '../../rules/kinds';
import { classify } from '../classes';
import type { Change } from './change';
import { touchedBy, type Touched } from './touched';
import { tried } from './tried';

/** Cells whose verdict a change flips in the same way: each of these actors on each of these branches. */
export interface Flip {
  operation: Operation;
  before: Verdict;
  after: Verdict;
  /** Places in `actors` of what was compiled. */
  actors: readonly number[];
  /** Places in `branches` of what was compiled. */
  branches: readonly number[];
}

/** Actors or branches that stand alike before and after. */
interface Group<Class> {
  members: readonly number[];
  before: Class;
  after: Class;
}

/** Branches, and whether what covers them differs for everybody, or only for those whom a list names anew. */
type BranchGroup = Group<BranchClass> & { differs: 'for all' | 'for some' | 'not' };
/** Actors, and whether the change moves them. */
type ActorGroup = Group<ActorClass> & { moved: boolean };

/** What was worked out for other changes of the same restrictions, to be used again. */
export type Remembered = Map<string, Flip[] | undefined>;

/**
 * Every cell whose verdict the change flips. Only what it touches is judged: branches that a restriction of the change
 * covers, before or after, and people whom it names.
 */
export function difference(compiled: Compiled, change: Change, asked: readonly Operation[] = operations): Flip[] {
  return differenceUnless(compiled, change, () => false, { asked }) ?? [];
}

/**
 * As `difference`; undefined where a flip is unwanted, and then not all of them are sought. The actor at the place
 * `alone` shares no list with others.
 */
export function differenceUnless(
  compiled: Compiled,
  change: Change,
  isUnwanted: (flip: Flip) => boolean,
  {
    asked = operations,
    remembered = new Map(),
    alone,
  }: { asked?: readonly Operation[]; remembered?: Remembered; alone?: number | undefined } = {},
): Flip[] | undefined {
  const after = tried(compiled.gathered, change);
  const touched = touchedBy(change, compiled.gathered, after);
  const branches = branchGroups(compiled, touched, after);
  const named = namedActors(compiled, touched, after);
  const flips: Flip[] = [];
  for (const branch of branches)
    for (const actor of named)
      for (const flip of flipsOf(branch, actor, compiled, after, asked)) {
        if (isUnwanted(flip)) return undefined;
        flips.push(flip);
      }
  const forAll = branches.filter(({ differs }) => differs === 'for all');
  if (forAll.length === 0) return flips;
  // Whoever is not named sees only what happens to the restrictions.
  const key = JSON.stringify([change.restrictions, [...touched.people].sort(), asked]);
  if (!remembered.has(key)) {
    const found = flipsOfOthers(forAll, compiled, touched, after, { asked, alone });
    remembered.set(key, found.some(isUnwanted) ? undefined : found);
  }
  const others = remembered.get(key);
  return others && [...flips, ...others];
}

/** What flips for these actors on these branches. */
function flipsOf(
  branch: BranchGroup,
  actor: ActorGroup,
  { gathered, verdictOf }: Compiled,
  after: Gathered,
  asked: readonly Operation[],
): Flip[] {
  if (branch.differs === 'not' && !actor.moved) return [];
  const was = sightOf(branch.before.mark, actor.before.mark);
  const is = sightOf(branch.after.mark, actor.after.mark);
  if (was === is) return [];
  const now = { gathered, branch: branch.before.view, actor: actor.before.view };
  const then = { gathered: after, branch: branch.after.view, actor: actor.after.view };
  return operations.flatMap((operation, at): Flip[] => {
    if (!asked.includes(operation)) return [];
    const verdicts = { before: verdictOf(at, was, now), after: verdictOf(at, is, then) };
    if (verdicts.before === verdicts.after) return [];
    return [{ operation, ...verdicts, actors: actor.members, branches: branch.members }];
  });
}

function branchGroups(compiled: Compiled, touched: Touched, after: Gathered): BranchGroup[] {
  const { branches, branchClasses } = compiled;
  const isWide = ({ match }: Restriction) => match.by !== 'glob' || match.pattern.includes('*');
  const wide = touched.come.filter(isWide);
  const coverage = coverageOf({ restrictions: { items: wide, gaps: [] }, model: after.facts.model });
  // Git allows no star in a name: a pattern without one covers that branch alone.
  const alone = touched.come.flatMap((one) => (isWide(one) || one.match.by !== 'glob' ? [] : [one.match.pattern]));
  const named = new Set(alone.flatMap((name) => compiled.branchAt.get(name) ?? []));
  return branchClasses.flatMap((own) => {
    const apart = named.size === 0 ? [] : own.members.filter((at) => named.has(at));
    if (apart.length === 0 && wide.length === 0) return [groupOf(own, own.members, false)];
    if (wide.length === 0) {
      const rest = own.members.filter((at) => !named.has(at));
      return [...apart.map((at) => groupOf(own, [at], true)), ...(rest.length > 0 ? [groupOf(own, rest, false)] : [])];
    }
    const { of, classes: first } = classify(own.members, (at) => {
      const name = branches[at] ?? '';
      return `${named.has(at) ? name : ''} ${coverage.placesOn(name).join()}`;
    });
    return first.map((sample, number) => {
      const members = first.length === 1 ? own.members : own.members.filter((_, at) => of[at] === number);
      return groupOf(own, members, named.has(sample) || coverage.of(branches[sample] ?? '').length > 0);
    });
  });

  function groupOf(own: BranchClass, members: readonly number[], isCovered: boolean): BranchGroup {
    const differs = howFar(own.view, touched, isCovered);
    if (differs === 'not') return { members, differs, before: own, after: own };
    const name = branches[members[0] ?? -1] ?? '';
    const view = coveredAfter({ ...own.view, name }, touched, after);
    const before = own.members[0] === members[0] ? own : { ...own, view: { ...own.view, name } };
    return { members, differs, before, after: { members, view, mark: branchMark(view) } };
  }
}

/** The branch with the change made. What does not change covers it as before. */
function coveredAfter(before: BranchView, { gone, relisted, come }: Touched, { facts }: Gathered): BranchView {
  const kept = before.covering.flatMap((one): Covering[] => {
    const next = relisted.get(one.restriction);
    if (next) return [{ ...one, restriction: next }];
    return gone.has(one.restriction) ? [] : [one];
  });
  const first = facts.restrictions.items.length - come.length;
  const added = come.flatMap((restriction, at): Covering[] => {
    const answer = covers(restriction, before.name, facts);
    return answer.is === 'no' ? [] : [{ restriction, at: first + at, covers: answer }];
  });
  return { ...before, covering: [...kept, ...added] };
}

function howFar({ covering }: BranchView, { gone, relisted }: Touched, isCovered: boolean): BranchGroup['differs'] {
  if (isCovered || covering.some(({ restriction }) => gone.has(restriction))) return 'for all';
  return covering.some(({ restriction }) => relisted.has(restriction)) ? 'for some' : 'not';
}

/** Each of those whom the change names stands apart from everybody else. */
function namedActors({ viewAt, userAt }: Compiled, { people, moved }: Touched, after: Gathered): ActorGroup[] {
  return [...people].flatMap((id): ActorGroup[] => {
    const at = userAt.get(id);
    if (at === undefined) return [];
    const view = viewAt(at);
    const before = { members: [at], view, mark: actorMark(view) };
    if (!moved.has(id)) return [{ members: [at], moved: false, before, after: before }];
    const then = viewActor(view.actor, after);
    return [{ members: [at], moved: true, before, after: { ...before, view: then, mark: actorMark(then) } }];
  });
}

/**
 * What flips for all who are not named, on branches that differ for all: the rows of each before and after. Those for
 * whom the same flips are one list of actors, but for one who is to stand `alone`.
 */
function flipsOfOthers(
  branches: readonly BranchGroup[],
  compiled: Compiled,
  { people: named, come, relisted }: Touched,
  after: Gathered,
  { asked, alone }: { asked: readonly Operation[]; alone: number | undefined },
): Flip[] {
  const { userAt, verdictOf } = compiled;
  const apart = [...named].flatMap((id) => userAt.get(id) ?? []);
  const people = listedToo(compiled, [...come, ...relisted.values()].filter(hasList), apart);
  const size = people.actorClasses.length;
  const then = { ...people, gathered: after, verdictOf };
  const turns = branches.flatMap((branch) => {
    const was = rowsOn(branch.before, { ...people, verdictOf }, asked);
    const is = rowsOn(branch.after, then, asked);
    return asked.flatMap((operation, at) => {
      const [old, now] = [was[at], is[at]];
      if (!old || !now) throw new Error('Every operation has a row.');
      return flippedIn(old, now, size).map((turn) => ({ operation, ...turn, branches: branch.members }));
    });
  });
  let alike: Bits[] = [allBits(size)];
  for (const { classes } of turns) alike = alike.flatMap((some) => halves(some, classes));
  const isNamed = new Set(apart);
  /** Those of these classes who are not named, in lists; made when they are first asked for. */
  const listsOf = oncePer((classes: Bits) => {
    const members = placesIn(classes).flatMap((number) => people.actorClasses[number]?.members ?? []);
    const others = members.filter((at) => !isNamed.has(at)).sort((one, other) => one - other);
    return [others.filter((at) => at !== alone), others.filter((at) => at === alone)].filter(isNonEmpty);
  });
  return turns.flatMap(({ classes, ...turn }) =>
    alike.flatMap((some) =>
      isEmpty(inBoth(some, classes)) ? [] : listsOf(some).map((actors): Flip => ({ ...turn, actors })),
    ),
  );
}

/** Of which classes a verdict is another than it was, by what it was and is. */
function flippedIn(was: Row, is: Row, size: number): { before: Verdict; after: Verdict; classes: Bits }[] {
  return verdicts.flatMap((before) =>
    verdicts.flatMap((after) => {
      if (before === after) return [];
      const classes = inBoth(classesWith(before, was, size), classesWith(after, is, size));
      return isEmpty(classes) ? [] : [{ before, after, classes }];
    }),
  );
}

const verdicts = ['allowed', 'denied', 'unknown'] as const;
