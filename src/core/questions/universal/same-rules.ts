import { actorId } from '../../people/actor';
import { distinctGaps } from '../../answer';
import { gather, viewActor, type ActorView, type BranchView, type Cell, type Gathered } from '../../cell/cell';
import type { Opinion, Verdict } from '../../decision';
import { operations, type Facts, type Gap, type Operation, type Restriction } from '../../model';
import { deciding, judge, type Judgement } from '../judge';
import { covers } from '../../branches/glob';
import { shapeOfPattern, type Shape } from '../../branches/names/shape';
import { kinds } from '../../rules/kinds';
import { gapsOfEverybody, type Beside } from '../survey';
import { actorClasses, type ActorClasses } from './actor-classes';
import { isAlike, isAlikeForAll, meaningOf } from './alike';
import { branchExamples, judgingBudget, kindsDeciding, shapeOf, type BranchExample } from './branches';
import { comparedChecks } from './checks';
import { besideOf, type Example } from './may-anybody';
import { everyActor, isUnseen, unseenPerson } from './subjects';

/** A verdict of each set of rules, and the opinion that settled it. */
export interface Pair {
  verdict: Verdict;
  through: Opinion | undefined;
}

/** Whether two sets of rules mean the same: *yes*; *no* with a case; or unknown, with what would have to be known. */
export type SameRules = Beside &
  (
    | { answer: 'yes'; branches: number; actors: number }
    | { answer: 'no'; example: Example; verdicts: [Pair, Pair] }
    /** The verdicts are the same, but not what a merge is checked for, or what happens beside it. */
    | { answer: 'no'; example: Example; checks: [Restriction[], Restriction[]] }
    | { answer: 'unknown'; gaps: Gap[] }
  );

type Sides = readonly [Gathered, Gathered];

/**
 * Whether the rules of both mean the same for every actor of either, each operation, and every name that a branch may
 * have. Each is judged with its own people and permissions. Where both leave a verdict open, it is the same one only
 * where everything that it turns on is the same.
 */
export function sameRules(one: Facts, other: Facts, budget?: number): SameRules {
  const sides: Sides = [gather(one), gather(other)];
  const besideRules = isSameBesideRules(one, other);
  const within = besideRules ? shapesOfDifference(one, other) : everyName;
  const examples = branchExamples(within, sides, budget === undefined ? {} : { budget });
  // Where nothing differs nobody has to be looked at.
  const actors = lazily(() => actorsOf(sides));
  const cut: Gap = { of: { what: 'branch-names' }, because: 'truncated' };
  const gaps = new Set<Gap>();
  const looked: BranchExample[] = [];
  const mayJudge = judgingBudget();
  const judged = new Set<string>();
  for (const example of examples.branches) {
    looked.push(example);
    const branch = viewsOf(example);
    for (const operation of operations) {
      const key = coveringKey(operation, branch);
      if (judged.has(key) || (besideRules && isAlikeForAll(operation, sides, branch))) continue;
      judged.add(key);
      for (const views of actors().on(branch)) {
        if (!mayJudge(...branch)) {
          gaps.add(cut);
          break;
        }
        const found = comparedCell(sides, { branch, operation, views }, besideRules);
        if (found.is === 'differs') {
          return {
            answer: 'no',
            example: exampleOf(example, operation, views[0]),
            verdicts: found.verdicts,
            ...besideOf(one, operation, [example.name]),
          };
        }
        if (found.is === 'unknown') for (const gap of found.gaps) gaps.add(gap);
      }
    }
  }
  if (examples.truncated()) gaps.add(cut);
  for (const example of looked) {
    const compared = comparedChecks(...viewsOf(example));
    if (compared.are === 'same') continue;
    const merging = somebodyMerging(sides[0], example, actors());
    if (!merging) continue;
    if (merging.verdict === 'allowed' && compared.are === 'different') {
      return {
        answer: 'no',
        example: exampleOf(example, 'merge', merging.view),
        checks: compared.checks,
        ...besideOf(one, 'merge', [example.name]),
      };
    }
    const doubts = compared.are === 'unknown' ? compared.gaps : merging.gaps;
    for (const gap of doubts) gaps.add(gap);
  }
  const beside = besideOf(one, 'push', []);
  return gaps.size > 0
    ? { answer: 'unknown', gaps: distinctGaps([...gaps]), ...beside }
    : { answer: 'yes', branches: looked.length, actors: looked.length === 0 ? 0 : actors().all.length, ...beside };
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const everyName: readonly Shape[] = [shapeOfPattern('*')];
/** Of more differing patterns than this all names are looked at. */
const mostApart = 20;

/**
 * The names on which rules may differ that are read of the same people: those that a restriction covers which only one
 * side has. Elsewhere both are covered alike.
 */
function shapesOfDifference(one: Facts, other: Facts): readonly Shape[] {
  const [own, others] = [one, other].map(
    ({ restrictions }) => new Map(restrictions.items.map((restriction) => [meaningOf([restriction]), restriction])),
  );
  const differing = [
    ...[...(own ?? [])].filter(([meaning]) => !others?.has(meaning)),
    ...[...(others ?? [])].filter(([meaning]) => !own?.has(meaning)),
  ].map(([, restriction]) => restriction);
  const unseen = one.restrictions.gaps.length + other.restrictions.gaps.length > 0;
  // What is not known of a match is so for every name.
  const anywhere = unseen || differing.some((restriction) => covers(restriction, 'x', one).is === 'unknown');
  if (anywhere) return everyName;
  const shapes = differing.flatMap((restriction) => shapeOf(restriction, one));
  const distinct = [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
  return distinct.length > mostApart ? everyName : distinct;
}

/** What a verdict about this operation turns on of the branch. */
function coveringKey(operation: Operation, branch: readonly BranchView[]): string {
  const deciding = kindsDeciding(operation);
  const each = branch.map(({ covering, main }) => [
    operation === 'delete' ? main.is : '',
    ...covering
      .filter(({ restriction: { kind } }) => deciding.has(kind) || !kinds.has(kind))
      .map(({ at, covers: { is } }) => `${String(at)}${is}`),
  ]);
  return JSON.stringify([operation, each]);
}

function exampleOf({ name, exists }: BranchExample, operation: Operation, { actor }: ActorView): Example {
  return { actor, operation, branch: name, ...(exists !== undefined && { exists }) };
}

/** Somebody who may merge into the branch, or else of whom that is not known: then a difference in checks matters. */
function somebodyMerging({ facts }: Gathered, example: BranchExample, actors: ActorClasses<Views>) {
  const branches = viewsOf(example);
  const [branch] = branches;
  let unsure: { view: ActorView; verdict: Verdict; gaps: Gap[] } | undefined;
  for (const [view] of actors.on(branches)) {
    const judgement = judge({ facts, operation: 'merge', branch, actor: view });
    if (judgement.verdict === 'allowed' && !isUnseen(view)) return { view, verdict: judgement.verdict, gaps: [] };
    if (judgement.verdict === 'unknown') unsure ??= { view, verdict: 'unknown', gaps: gapsOf(judgement) };
  }
  return unsure;
}

function viewsOf({ views: [first, second] }: BranchExample): [BranchView, BranchView] {
  if (!first || !second) throw new Error('Each example is seen by both.');
  return [first, second];
}

type Views = readonly [ActorView, ActorView];

/** One of each class of actors of both, as each side sees it. */
function actorsOf([one, other]: Sides): ActorClasses<Views> {
  const actors = new Map(
    [...everyActor(other.facts), ...everyActor(one.facts)].map((actor) => [actorId(actor), actor]),
  );
  const views = [...actors.values()].map((actor): Views => [viewActor(actor, one), viewActor(actor, other)]);
  const unseen = [unseenPerson(one), unseenPerson(other)] as const;
  const somebody = unseen[0] ?? unseen[1];
  // Whoever is on no list of one reading is seen by the other as that one sees people on no list of its own.
  const both: Views[] = somebody
    ? [[unseen[0] ?? viewActor(somebody.actor, one), unseen[1] ?? viewActor(somebody.actor, other)]]
    : [];
  return actorClasses([...views, ...both], [one.facts, other.facts], ([first]) => String(isUnseen(first)));
}

type Compared = { is: 'same' } | { is: 'differs'; verdicts: [Pair, Pair] } | { is: 'unknown'; gaps: Gap[] };

function comparedCell(
  sides: Sides,
  {
    branch: [first, second],
    operation,
    views,
  }: { branch: [BranchView, BranchView]; operation: Operation; views: Views },
  besideRules: boolean,
): Compared {
  const cells: [Cell, Cell] = [
    { facts: sides[0].facts, operation, branch: first, actor: views[0] },
    { facts: sides[1].facts, operation, branch: second, actor: views[1] },
  ];
  const judged = [judge(cells[0]), judge(cells[1])] as const;
  const [one, other] = judged;
  if (one.verdict === other.verdict && one.verdict !== 'unknown') return { is: 'same' };
  if (one.verdict !== 'unknown' && other.verdict !== 'unknown' && !isUnseen(views[0]))
    return { is: 'differs', verdicts: [pairOf(one), pairOf(other)] };
  if (besideRules && isAlike(cells)) return { is: 'same' };
  const gaps = judged.flatMap(gapsOf);
  return { is: 'unknown', gaps: gaps.length > 0 ? gaps : sides.flatMap((one) => gapsOfEverybody(one)) };
}

function pairOf(judgement: Judgement): Pair {
  return { verdict: judgement.verdict, through: deciding(judgement) };
}

function gapsOf({ opinions }: Judgement): Gap[] {
  return opinions.flatMap((opinion) => (opinion.verdict === 'unknown' ? opinion.gaps : []));
}

/** Whether both were read of the same people, permissions and branching model: then they differ in rules alone. */
function isSameBesideRules(one: Facts, other: Facts): boolean {
  const beside = ({ repository, viewer, viewerLevel, model, members, suppliedMembers, ...facts }: Facts) => [
    [repository.fullName, repository.mainBranch, viewer, viewerLevel, model, suppliedMembers],
    [facts.permissions, facts.userGrants, facts.groupGrants, facts.projectUserGrants, facts.projectGroupGrants],
    facts.workspaceMembers,
    // A group that only one of them lists was read for that one alone.
    Object.entries(members).filter(([slug]) => slug in one.members && slug in other.members),
  ];
  return JSON.stringify(beside(one)) === JSON.stringify(beside(other));
}
