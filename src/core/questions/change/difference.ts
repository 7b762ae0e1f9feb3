import { actorMark, branchMark, sightOf } from '../../compiled/sight';
import type { ActorClass, BranchClass, Compiled } from '../../compiled/compiled';
import { covers } from '../../branches/glob';
import type { Covering } from '../../branches/coverage';
import { viewActor, type ActorView, type BranchView, type Gathered } from '../../cell/cell';
import type { Verdict } from '../../decision';
import { operations, type Operation, type Restriction } from '../../model';
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

/** As `difference`; undefined, as soon as one is found, where a flip is unwanted. */
export function differenceUnless(
  compiled: Compiled,
  change: Change,
  isUnwanted: (flip: Flip) => boolean,
  { asked = operations, remembered = new Map() }: { asked?: readonly Operation[]; remembered?: Remembered } = {},
): Flip[] | undefined {
  const after = tried(compiled.gathered, change);
  const touched = touchedBy(change, compiled.gathered, after);
  const branches = branchGroups(compiled, touched, after);
  const flips: Flip[] = [];
  const judge = (some: readonly BranchGroup[], actors: readonly ActorGroup[], found: Flip[]): boolean => {
    for (const branch of some) {
      for (const actor of actors) {
        for (const flip of flipsOf(branch, actor, compiled, after, asked)) {
          if (isUnwanted(flip)) return false;
          found.push(flip);
        }
      }
    }
    return true;
  };
  if (!judge(branches, namedActors(compiled, touched, after), flips)) return undefined;
  const forAll = branches.filter(({ differs }) => differs === 'for all');
  if (forAll.length === 0) return flips;
  // Whoever is not named sees only what happens to the restrictions.
  const key = JSON.stringify([change.restrictions, [...touched.people].sort(), asked]);
  if (!remembered.has(key)) {
    const found: Flip[] = [];
    remembered.set(key, judge(forAll, otherActors(compiled, touched), found) ? found : undefined);
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
      return `${named.has(at) ? name : ''} ${coverage(wide, name, after)}`;
    });
    return first.map((sample, number) => {
      const members = first.length === 1 ? own.members : own.members.filter((_, at) => of[at] === number);
      return groupOf(own, members, named.has(sample) || coverage(wide, branches[sample] ?? '', after) !== '');
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

/** Which of these restrictions cover it; the empty text where none does. */
function coverage(restrictions: readonly Restriction[], name: string, { facts }: Gathered): string {
  return restrictions
    .map((one, at) => ({ at, is: covers(one, name, facts).is }))
    .flatMap(({ at, is }) => (is === 'no' ? [] : [`${String(at)}${is}`]))
    .join(' ');
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

/** Of the others only the groups of a list, and what of it was not read, can tell one from another. */
function otherActors({ actorClasses, viewAt, userAt }: Compiled, { people, come }: Touched): ActorGroup[] {
  const lists = come.filter((one) => hasList(one) && !isOfPeopleOnly(one));
  const named = new Set([...people].flatMap((id) => userAt.get(id) ?? []));
  return actorClasses.flatMap((own) => {
    const rest = named.size === 0 ? own.members : own.members.filter((at) => !named.has(at));
    if (rest.length === 0) return [];
    const { of, classes: first } = classify(rest, (at) => (lists.length === 0 ? '' : codes(viewAt(at), lists)));
    return first.map((sample, number): ActorGroup => {
      const members = first.length === 1 ? rest : rest.filter((_, at) => of[at] === number);
      const view = viewAt(sample);
      const as = sample === own.members[0] ? own : { members, view, mark: actorMark(view) };
      return { members, moved: false, before: as, after: as };
    });
  });
}

/** What each of these lists says of the actor, a letter each. */
function codes(view: ActorView, lists: readonly Restriction[]): string {
  return lists.map((one) => view.lists(one).is.charAt(0)).join('');
}

function isOfPeopleOnly({ groups, gaps, pipelinesSourceBranches }: Restriction): boolean {
  return groups.length + gaps.length + pipelinesSourceBranches.length === 0;
}
