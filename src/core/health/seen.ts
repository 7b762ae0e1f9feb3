import { nameForms, type NameForms } from '../branches/near-matches';
import type { Covering } from '../branches/coverage';
import { gather, viewBranch, type ActorView, type BranchView, type Gathered } from '../cell/cell';
import type { Facts, Gap, Operation, Person, Restriction } from '../model';
import { branchesInClasses, branchKey, membersOf } from '../questions/classes';
import { listsOfPermissions } from '../people/gathered';
import { judge, type Judgement } from '../questions/judge';
import { branchGaps, gapsOfEverybody } from '../questions/survey';
import { kinds } from '../rules/kinds';
import type { Steps } from '../portions/steps';
import { generalNames } from './general-name';
import { standings, type Standings } from './standings';

/** Branches that meet the same restrictions, and one that stands for them all. */
export interface BranchClass {
  view: BranchView;
  names: string[];
}

/** A restriction whose branches are named by a pattern. */
export interface Glob {
  at: number;
  restriction: Restriction;
  pattern: string;
  covers: string[];
}

/** Who surely may do something on a branch, and whether anybody else might. */
export interface Who {
  people: Person[];
  /** Whether there are people of whom nobody can tell, or who are on no list that was read. */
  unsure: boolean;
}

/** All that the units look at, gathered once. */
export interface Seen {
  facts: Facts;
  gathered: Gathered;
  restrictions: readonly Restriction[];
  /** Whether there can be no more restrictions than these. */
  allRestrictions: boolean;
  classes: BranchClass[];
  /** The names of the branches, made ready for many patterns. */
  names: NameForms[];
  /** Whether there can be no more branches than these. */
  allBranches: boolean;
  /** Whether there can be nobody with a permission but these. */
  allPeople: boolean;
  standings: Standings;
  /** Every restriction by pattern, with its place and the existing branches that it surely covers. */
  globs: Glob[];
  /** The classes that the restriction at this place covers, or might. */
  coveredBy: (at: number) => BranchClass[];
  /** The class of an existing branch. */
  classOf: (name: string) => BranchClass | undefined;
  /** The branch as the restrictions see it, whether there is one or not. */
  view: (name: string) => BranchView;
  /** A name that stands for all that the restriction covers: see `generalNames`. */
  generalName: (restriction: Restriction) => string | undefined;
  /** Who may do this there. */
  who: (operation: Operation, branch: BranchView) => Who;
}

/** Gathers what the units look at. */
export function* looking(facts: Facts): Steps<Seen> {
  const gathered = gather(facts);
  yield;
  const { items, gaps } = gathered.facts.restrictions;
  const classes = yield* branchClasses(gathered);
  const covered = new Map<number, BranchClass[]>();
  for (const one of classes) for (const { at } of one.view.covering) covered.set(at, [...(covered.get(at) ?? []), one]);
  yield;
  const ofName = new Map(classes.flatMap((one) => one.names.map((name) => [name, one])));
  const stand = yield* standings(gathered);

  const allPeople = gapsOfEverybody(gathered).length === 0;
  const known = new Map<string, Who>();
  const names = nameForms(gathered.facts.branches.items);
  yield;
  const generalName = generalNames(gathered.facts);
  yield;
  return {
    facts: gathered.facts,
    gathered,
    restrictions: items,
    allRestrictions: gaps.length === 0,
    classes,
    names,
    allBranches: branchGaps(facts).length === 0,
    allPeople,
    standings: stand,
    globs: items.flatMap((restriction, at) => {
      const { match } = restriction;
      const covers = (covered.get(at) ?? []).flatMap(({ names }) => names);
      return match.by === 'glob' ? [{ at, restriction, pattern: match.pattern, covers }] : [];
    }),
    classOf: (name) => ofName.get(name),
    coveredBy: (at) => covered.get(at) ?? [],
    view: (name) => viewBranch(name, gathered),
    generalName,
    who(operation, branch) {
      const key = `${operation} ${branchKey(branch)}`;
      const found = known.get(key) ?? whoMay(operation, branch);
      known.set(key, found);
      return found;
    },
  };

  function whoMay(operation: Operation, branch: BranchView): Who {
    const people: Person[] = [];
    let unsure = !allPeople;
    for (const { actor, members } of stand.under(branch.covering, operation)) {
      if (actor.actor.type !== 'user') continue;
      const { verdict } = judged(gathered, operation, branch, actor);
      if (verdict === 'unknown') unsure = true;
      if (verdict === 'allowed') for (const { actor: one } of members) if (one.type === 'user') people.push(one.person);
    }
    return { people, unsure };
  }
}

function* branchClasses(gathered: Gathered): Steps<BranchClass[]> {
  const { branches, repository } = gathered.facts;
  const main = repository.mainBranch.known ? repository.mainBranch.value : null;
  // The main branch is there, whether or not the list of branches was read.
  const items = main === null || branches.items.includes(main) ? branches.items : [...branches.items, main];
  const { of, classes } = yield* branchesInClasses(items, gathered);
  yield;
  const names = membersOf(items, of);
  return classes.map((view, at) => ({ view, names: names[at] ?? [] }));
}

/** What the rules say of one cell. */
export function judged(
  { facts }: Pick<Gathered, 'facts'>,
  operation: Operation,
  branch: BranchView,
  actor: ActorView,
): Judgement {
  return judge({ facts, operation, branch, actor });
}

/** Restrictions of these kinds that surely cover the branch. */
export function surely(branch: BranchView, ...kinds: string[]): Restriction[] {
  return of(branch, kinds).flatMap(({ covers, restriction }) => (covers.is === 'yes' ? [restriction] : []));
}

/** Whether surely no restriction of these kinds covers the branch. */
export function surelyNone({ allRestrictions }: Seen, branch: BranchView, ...kinds: string[]): boolean {
  return allRestrictions && of(branch, kinds).length === 0;
}

function of({ covering }: BranchView, kinds: string[]): Covering[] {
  return covering.filter(({ restriction }) => kinds.includes(restriction.kind));
}

/** The main branch as the restrictions see it; undefined where there is none, or nobody knows which. */
export function mainOf({ facts, view }: Seen): BranchView | undefined {
  const { mainBranch } = facts.repository;
  return mainBranch.known && mainBranch.value !== null ? view(mainBranch.value) : undefined;
}

/** What was not seen, and would have to be for more, or surer, problems. */
export function unseen({ facts, gathered, classes, standings: stand }: Seen): Gap[] {
  const { mainBranch, project } = facts.repository;
  return [
    ...[mainBranch, project, facts.model].flatMap((one) => (one.known ? [] : [one.gap])),
    ...[facts.restrictions, ...listsOfPermissions(facts)].flatMap(({ gaps }) => gaps),
    ...branchGaps(facts),
    ...gapsOfEverybody(gathered),
    ...classes.flatMap(({ view }) =>
      view.covering.flatMap(({ covers }) => (covers.is === 'unknown' ? covers.gaps : [])),
    ),
    ...facts.restrictions.items.filter(({ kind }) => !kinds.has(kind)).map(gapOf),
    ...stand.doubts(),
  ];
}

function gapOf(restriction: Restriction): Gap {
  return { of: { what: 'restriction-kind', restriction }, because: 'not-understood' };
}
