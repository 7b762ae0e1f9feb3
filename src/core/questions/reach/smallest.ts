import type { Question } from '../../model';
import type { Change } from '../change/change';
import { keyOf, type Compiled } from '../change/classes';
import { difference } from '../change/difference';
import { effectOf, type Effect, type Place, type Share } from '../change/effect';
import { setsThatAllow } from './minimal';
import { repairsOf } from './repairs';
import { together, type Single } from './single';

/** So many are told; how many more there are is told too. */
export const mostTold = 20;
/** So many have their account worked out, from which the best are chosen. */
const mostWeighed = 200;

/** A smallest set of single changes, and all that it does beside what was asked for. */
export interface SmallestChange {
  singles: Single[];
  change: Change;
  /** What it lets happen beside. The cell that was asked about is left out. */
  opens: Share[];
  /** What it takes beside. */
  closes: Share[];
  /** What is not known any more. */
  unsure: Share[];
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
  const sets = setsThatAllow(compiled.gathered, question, repairsOf);
  return weighed(compiled, question, sets, ({ closes }) => closes.length === 0);
}

/** The account of each of these sets, for those that are to be offered; the best first. */
export function weighed(
  compiled: Compiled,
  question: Pick<Question, 'actor' | 'operation' | 'branch'>,
  sets: readonly Single[][],
  isOffered: (change: SmallestChange) => boolean,
): Smallest {
  const place = placeOf(compiled, question);
  const guarded = guardedBranches(compiled);
  const changes = sets
    .slice(0, mostWeighed)
    .map((singles) => accountOf(singles, compiled, question, place, guarded))
    .filter(isOffered)
    .map((change) => ({ change, weight: weightOf(change, question, guarded) }))
    .sort((a, b) => compareWeights(a.weight, b.weight))
    .map(({ change }) => change);
  const left = Math.max(0, sets.length - mostWeighed);
  return { changes: changes.slice(0, mostTold), more: Math.max(0, changes.length - mostTold) + left };
}

function accountOf(
  singles: Single[],
  compiled: Compiled,
  { actor }: Pick<Question, 'actor'>,
  place: Place,
  guarded: ReadonlySet<string>,
): SmallestChange {
  const change = together(singles);
  const { gain, lose, unsure } = effectOf(compiled, difference(compiled, change), place);
  const harmless =
    gain.every(({ actors, branches }) => {
      const isOwn = actors.every((one) => keyOf(one) === keyOf(actor));
      return isOwn && branches.every((branch) => branch === compiled.branches[place.branch] || !guarded.has(branch));
    }) && !singles.some(({ does }) => does === 'remove-restriction');
  return { singles, change, opens: gain, closes: lose, unsure, safe: harmless && lose.length === 0 };
}

/** Where the question stands in what was compiled. Throws where it does not. */
export function placeOf(
  { actors, branches }: Compiled,
  { actor, operation, branch }: Pick<Question, 'actor' | 'operation' | 'branch'>,
): Place {
  const key = keyOf(actor);
  const place = { operation, actor: actors.findIndex((one) => keyOf(one) === key), branch: branches.indexOf(branch) };
  if (place.actor < 0 || place.branch < 0) throw new Error('The question is about somebody or a branch not compiled.');
  return place;
}

/** The branches that a restriction covers, or might. */
export function guardedBranches({ branches, branchClasses }: Compiled): Set<string> {
  return new Set(
    branchClasses.flatMap(({ members, view }) =>
      view.covering.length > 0 ? members.flatMap((at) => branches[at] ?? []) : [],
    ),
  );
}

/** Unsafe ones last; then by what else they open to others, then to the same person, then by how much is to be done. */
function weightOf(
  { singles, opens, closes, unsure, safe }: SmallestChange,
  { actor, branch }: Pick<Question, 'actor' | 'branch'>,
  guarded: ReadonlySet<string>,
): number[] {
  const own = keyOf(actor);
  const isOwn = (share: Share) => share.actors.every((one) => keyOf(one) === own);
  const others = opens.filter((share) => !isOwn(share));
  const further = new Set(opens.filter(isOwn).flatMap(({ branches }) => branches.filter((one) => one !== branch)));
  const guardedToo = [...further].filter((branch) => guarded.has(branch)).length;
  return [
    safe ? 0 : 1,
    cells(closes),
    singles.filter(({ does }) => does === 'remove-restriction').length,
    cells(others),
    guardedToo,
    further.size,
    cells(unsure),
    singles.length,
    singles.reduce((sum, { does, ...rest }) => sum + ranks[does] + ('on' in rest && rest.on === 'project' ? 9 : 0), 0),
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

/** How many cells stand in these shares. */
export function cells(shares: Effect['gain']): number {
  return shares.reduce((sum, { actors, branches }) => sum + actors.length * branches.length, 0);
}

function compareWeights(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((weight, index) => weight !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
