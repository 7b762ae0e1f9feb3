import type { ActorView, BranchView, Gathered } from '../cell/cell';
import type { Verdict } from '../decision';
import { operations, type Restriction } from '../model';
import { kindOf } from '../questions/classes';
import { judge } from '../questions/judge';
import { hasList, isCheckOrSetting, kinds } from '../rules/kinds';

/** The verdict of a cell with this sight, in the order of `operations`; facts may differ by what a change touches. */
export type VerdictOf = (operation: number, sight: number, cell: Views) => Verdict;

/** One cell as it stands. */
export interface Views {
  gathered: Gathered;
  branch: BranchView;
  actor: ActorView;
}

/** What the rules see of a branch, whoever acts: bits for what covers it, and the lists that may exempt. */
export interface BranchMark {
  bits: number;
  lists: { restriction: Restriction; atoms: Atoms }[];
}

/** What the rules see of an actor, whichever the branch; `listed` says what each list says of them. */
export interface ActorMark {
  bits: number;
  listed: (restriction: Restriction) => Answered;
}

/** What a list says of somebody. */
export type Answered = 'yes' | 'no' | 'unknown';
/** A bit for each answer that a list gives. */
export type Atoms = Record<Answered, number>;

/**
 * Rules ask of restrictions only whether there is one of a kind that covers the branch and lists the actor, so two
 * cells in which the same answers occur have the same verdict: it is judged once for all of them. A test compares it
 * with an explanation of every cell.
 */
export function verdictsBySight(): VerdictOf {
  const known = operations.map(() => new Map<number, Verdict>());
  return (at, sight, cell) => {
    const before = known[at]?.get(sight);
    if (before) return before;
    const { branch, actor } = cell;
    const { facts } = cell.gathered;
    const operation = operations[at] ?? 'push';
    const { verdict } = judge({ facts, operation, branch, actor });
    known[at]?.set(sight, verdict);
    return verdict;
  };
}

/** All that the rules see of a cell, as one number. */
export function sightOf(branch: BranchMark, actor: ActorMark): number {
  let sight = branch.bits | actor.bits;
  for (const { restriction, atoms } of branch.lists) sight |= atoms[actor.listed(restriction)];
  return sight;
}

/** A bit for each thing that the rules may see of a cell; more than these do not fit a number. */
const bits = new Map<string, number>();

function bit(atom: string): number {
  const before = bits.get(atom);
  if (before !== undefined) return before;
  if (bits.size >= 31) throw new Error('There are more kinds of restriction that decide than bits to mark them.');
  const next = 1 << bits.size;
  bits.set(atom, next);
  return next;
}

/** The marks of a branch. Merge checks and settings decide nothing without a pull request at hand. */
export function branchMark({ covering, main, tag }: BranchView): BranchMark {
  const deciding = covering.flatMap(({ restriction, covers }) => {
    if (isCheckOrSetting(restriction)) return [];
    const { kind } = restriction;
    return [{ restriction, about: `${kinds.has(kind) ? kind : 'a kind that is new'} ${covers.is}` }];
  });
  const plain = deciding.filter(({ restriction }) => !hasList(restriction));
  const lists = deciding.filter(({ restriction }) => hasList(restriction));
  return {
    bits: [`main ${main.is}`, ...(tag ? ['tag'] : []), ...plain.map(({ about }) => about)].reduce(
      (all, atom) => all | bit(atom),
      0,
    ),
    lists: lists.map(({ restriction, about }) => ({
      restriction,
      atoms: { yes: bit(`${about} yes`), no: bit(`${about} no`), unknown: bit(`${about} unknown`) },
    })),
  };
}

/** The bits of an actor, whatever lists say. */
export function actorBits(view: ActorView): number {
  return bit(`as ${kindOf(view)}`) | bit(`write ${view.write.is}`);
}

/** The marks of an actor who stands apart from what was compiled: each list is asked once, when somebody asks. */
export function actorMark(view: ActorView): ActorMark {
  const known = new Map<Restriction, Answered>();
  return {
    bits: actorBits(view),
    listed(restriction) {
      const answer = known.get(restriction) ?? view.lists(restriction).is;
      known.set(restriction, answer);
      return answer;
    },
  };
}
