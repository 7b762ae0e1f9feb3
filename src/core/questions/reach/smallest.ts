import type { Compiled } from '../../compiled/compiled';
import type { Actor, Question } from '../../model';
import type { Change } from '../change/change';
import { actorId } from '../../people/actor';
import { differenceUnless, type Flip, type Remembered } from '../change/difference';
import { effectOf, twinOf, withoutCell, type Place, type Share } from '../change/effect';
import { setsThatAllow } from './minimal';
import { together, type Single } from './single';

/** So many are listed; how many more there are is said too. */
const mostListed = 20;
/** So many have their account worked out, from which the best are chosen. */
const mostWeighed = 200;

/** A smallest set of single changes, and all that it does beside what was asked for. */
export interface SmallestChange {
  singles: Single[];
  change: Change;
  /** What it lets happen beside. The cell that was asked about is left out. */
  opens: Share[];
  /** What is allowed for sure, and was not known. */
  granted: Share[];
  /** What it takes beside. */
  closes: Share[];
  /** What is not known any more. */
  unsure: Share[];
  /** What is denied for sure, and was not known. */
  refused: Share[];
  /**
   * Whether it opens nothing to others and no further branch that a restriction covers, takes nothing, and removes no
   * restriction.
   */
  safe: boolean;
}

/** The smallest changes, the best first, and how many more there are. */
export interface Smallest {
  changes: SmallestChange[];
  more: number;
}

/**
 * The smallest changes after which the answer is yes, at most twenty, the best first. None takes anything from anybody.
 * Empty where it is allowed already, and where no change to rules, groups and permissions could allow it. What was
 * compiled has to know the branch and the actor.
 */
export function smallestChanges(compiled: Compiled, question: Question): Smallest {
  const sets = setsThatAllow(compiled.gathered, question);
  return weighed(compiled, question, sets, isGiven);
}

/** Somebody of whom it is not known may have been allowed: denied for sure, it would be taken from them. */
function isGiven({ before, after }: Flip): boolean {
  return before !== 'allowed' && after !== 'denied';
}

/** The account of each of these sets, for those that are to be offered; the best first. */
export function weighed(
  compiled: Compiled,
  question: AboutCells,
  sets: readonly Single[][],
  isOffered: (flip: Flip) => boolean,
): Smallest {
  const place = placeOf(compiled, question);
  const guarded = guardedBranches(compiled);
  const remembered: Remembered = new Map();
  const isUnwanted = (flip: Flip) => !isOffered(flip) && withoutCell([flip], place).length > 0;
  const best = sets
    .slice(0, mostWeighed)
    .flatMap((singles) => {
      const change = together(singles);
      const all = differenceUnless(compiled, change, isUnwanted, { remembered, alone: place.actor });
      if (!all) return [];
      const flips = withoutCell(all, place);
      return [{ singles, change, flips, weight: weightOf(singles, flips, place, guarded) }];
    })
    .sort((a, b) => compareWeights(a.weight, b.weight));
  const changes = best.slice(0, mostListed).map(({ singles, change, flips, weight: [unsafe] }): SmallestChange => {
    const { gain, lose, ...rest } = effectOf(flips);
    return { singles, change, opens: gain, closes: lose, ...rest, safe: unsafe === 0 };
  });
  const left = Math.max(0, sets.length - mostWeighed);
  return { changes, more: best.length - changes.length + left };
}

/** Where the question stands in what was compiled. Throws where it does not. */
function placeOf({ actors, branchAt }: Compiled, { actor, operation, branch }: AboutCells): Place {
  const at = branchAt.get(branch) ?? -1;
  const whose = actor && actors.findIndex((one) => actorId(one) === actorId(actor));
  if (at < 0 || whose === -1) throw new Error('The question is about somebody or a branch not compiled.');
  return { operation, branch: at, ...(whose !== undefined && { actor: whose }) };
}

/** One cell, or those of everybody on one branch. */
type AboutCells = Pick<Question, 'operation' | 'branch'> & { actor?: Actor };

/** The places of the branches that a restriction covers, or might; `surely`: those that one covers for sure. */
export function guardedBranches({ branchClasses }: Compiled, surely = false): Set<number> {
  return new Set(
    branchClasses.flatMap(({ members, view: { covering } }) =>
      covering.some(({ covers }) => !surely || covers.is === 'yes') ? members : [],
    ),
  );
}

/** Unsafe ones last; then by what else they open to others, then to the same person, then by how much is to be done. */
function weightOf(
  singles: readonly Single[],
  flips: readonly Flip[],
  { actor, operation, branch }: Place,
  guarded: ReadonlySet<number>,
): number[] {
  let closed = 0;
  let closedHere = 0;
  let toOthers = 0;
  let unsure = 0;
  let guardedOwn = 0;
  let own = 0;
  for (const flip of flips) {
    const isOwn = flip.actors.length === 1 && flip.actors[0] === actor;
    const isHere = flip.branches.length === 1 && flip.branches[0] === branch;
    // The same restrictions keep a push and the creation of the branch: one cannot go without the other.
    const isTwin = isHere && flip.operation === twinOf(operation);
    const size = flip.actors.length * flip.branches.length;
    const isTaken = flip.before === 'allowed' || (flip.before === 'unknown' && flip.after === 'denied');
    if (isTaken && !isTwin) {
      if (isOwn && isHere) closedHere += size;
      else closed += size;
    }
    if (flip.after === 'unknown') unsure += size;
    if (flip.after !== 'allowed') continue;
    if (!isOwn) toOthers += size;
    else if (!isHere) {
      own += size;
      // Of one group of branches either all are covered by something or none is.
      if (guarded.has(flip.branches[0] ?? -1)) guardedOwn += size;
    }
  }
  const removed = singles.filter(({ does }) => does === 'remove-restriction').length;
  return [
    closed + toOthers + guardedOwn + removed === 0 ? 0 : 1,
    closed,
    closedHere,
    removed,
    toOthers,
    guardedOwn,
    own,
    unsure,
    singles.length,
    singles.reduce((sum, single) => sum + rankOf(single), 0),
  ];
}

/** Of two that open the same, the one that leaves the rules as they are, or as few as they are, comes first. */
const ranks: Record<Single['does'], number> = {
  'list-person': 0,
  'unlist-person': 0,
  'unlist-group': 1,
  'add-restriction': 1,
  'set-permission': 1,
  'join-group': 2,
  'leave-group': 2,
  'remove-restriction': 3,
};

/** On a project it reaches every repository of that. */
function rankOf(single: Single): number {
  return ranks[single.does] + (single.does === 'set-permission' && single.on === 'project' ? 9 : 0);
}

function compareWeights(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((weight, index) => weight !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
