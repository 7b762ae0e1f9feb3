import type { Answer } from '../../answer';
import {
  coveringOf,
  unseenRestrictions,
  type ActorView,
  type BranchView,
  type Cell,
  type Gathered,
} from '../../cell/cell';
import type { Operation, Restriction } from '../../model';
import { oncePer } from '../../portions/once';
import { kinds } from '../../rules/kinds';
import { kindsDeciding } from './branches';

/**
 * Whether all that the verdict turns on is the same, whatever is not known of it: of each kind, whether one covers the
 * branch, and whether the actor is on a list of those, or which people and groups these lists hold.
 */
export function isAlike([one, other]: [Cell, Cell]): boolean {
  if (unseenRestrictions(one).length + unseenRestrictions(other).length > 0) return false;
  const strange = (cell: Cell) =>
    meaningOf(cell.branch.covering.map(({ restriction }) => restriction).filter(({ kind }) => !kinds.has(kind)));
  if (strange(one) !== strange(other)) return false;
  return [...kindsDeciding(one.operation)].every((kind) => isAlikeIn(kind, one, other));
}

/** The same for everybody, so that nobody has to be looked at. */
export function isAlikeForAll(
  operation: Operation,
  [one, other]: readonly [Gathered, Gathered],
  [first, second]: readonly [BranchView, BranchView],
): boolean {
  if (one.facts.restrictions.gaps.length + other.facts.restrictions.gaps.length > 0) return false;
  const deciding = kindsDeciding(operation);
  const meaning = ({ covering }: BranchView) =>
    meaningOf(
      covering.map(({ restriction }) => restriction).filter(({ kind }) => deciding.has(kind) || !kinds.has(kind)),
    );
  return meaning(first) === meaning(second);
}

function isAlikeIn(kind: string, one: Cell, other: Cell): boolean {
  const [first, second] = [coveringOf(kind, one), coveringOf(kind, other)];
  const inDoubt = [...first, ...second].some(({ covers }) => covers.is === 'unknown');
  const [restrictions, others] = [first, second].map((covering) => covering.map(({ restriction }) => restriction));
  if (!restrictions || !others) return false;
  if (meaningOf(restrictions) === meaningOf(others)) return true;
  if (inDoubt || (first.length === 0) !== (second.length === 0)) return false;
  if ([...restrictions, ...others].every(({ gaps }) => gaps.length === 0) && listOf(restrictions) === listOf(others))
    return true;
  const [listed, otherwise] = [listedIn(restrictions, one.actor), listedIn(others, other.actor)];
  return listed.is !== 'unknown' && listed.is === otherwise.is;
}

/** Whether one of these lists the actor. */
function listedIn(restrictions: Restriction[], { lists }: ActorView): { is: Answer['is'] } {
  const answers = restrictions.map((restriction) => lists(restriction).is);
  return { is: answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no' };
}

/** Everybody whom these exempt together. */
export function listOf(restrictions: readonly Restriction[]): string {
  return JSON.stringify([
    sorted(restrictions.flatMap(({ users }) => users.map(({ id }) => id))),
    sorted(restrictions.flatMap(({ groups }) => groups.map(({ slug }) => slug))),
    sorted(restrictions.flatMap(({ pipelinesSourceBranches }) => pipelinesSourceBranches)),
  ]);
}

/** The restrictions without their numbers and names; those that say the same stand once. */
export function meaningOf(restrictions: readonly Restriction[]): string {
  return JSON.stringify(sorted(restrictions.map(ownMeaning)));
}

const ownMeaning = oncePer((one: Restriction) =>
  JSON.stringify([one.kind, one.match, one.value ?? null, listOf([one]), one.gaps.length > 0]),
);

/** Each once, in order. */
export function sorted(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
