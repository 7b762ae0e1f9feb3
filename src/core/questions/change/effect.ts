import { operations, type Actor, type Operation } from '../../model';
import type { Compiled } from './classes';
import type { Flip } from './difference';

/** The same operation on the same branches, for everybody among `actors`. */
export interface Share {
  operation: Operation;
  actors: Actor[];
  branches: string[];
}

/** Whose verdicts a change flips: allowed after and not before, before and not after, unknown after and known before. */
export interface Effect {
  gain: Share[];
  lose: Share[];
  unsure: Share[];
}

/** One cell by its places in what was compiled. */
export interface Place {
  operation: Operation;
  actor: number;
  branch: number;
}

/** What these flips give, take and leave unsure; `except` is a cell that is left out of all three. */
export function effectOf(compiled: Compiled, flips: readonly Flip[], except?: Place): Effect {
  const others = except ? flips.flatMap((flip) => without(flip, except)) : flips;
  return {
    gain: shares(
      compiled,
      others.filter(({ after }) => after === 'allowed'),
    ),
    lose: shares(
      compiled,
      others.filter(({ before }) => before === 'allowed'),
    ),
    unsure: shares(
      compiled,
      others.filter(({ after }) => after === 'unknown'),
    ),
  };
}

/** The flip without one cell, as at most two. */
function without(flip: Flip, { operation, actor, branch }: Place): Flip[] {
  if (flip.operation !== operation || !flip.actors.includes(actor) || !flip.branches.includes(branch)) return [flip];
  const actors = flip.actors.filter((at) => at !== actor);
  const branches = flip.branches.filter((at) => at !== branch);
  return [
    ...(branches.length > 0 ? [{ ...flip, actors: [actor], branches }] : []),
    ...(actors.length > 0 ? [{ ...flip, actors }] : []),
  ];
}

/** Flips of the same actors are one share: the groups of a difference never overlap. */
function shares({ actors, branches }: Compiled, flips: readonly Flip[]): Share[] {
  const merged = new Map<string, { flip: Flip; branches: number[] }>();
  for (const flip of flips) {
    const key = `${flip.operation} ${String(flip.actors[0])} ${String(flip.actors.length)}`;
    const before = merged.get(key);
    if (before) before.branches.push(...flip.branches);
    else merged.set(key, { flip, branches: [...flip.branches] });
  }
  return [...merged.values()]
    .sort(
      (a, b) =>
        operations.indexOf(a.flip.operation) - operations.indexOf(b.flip.operation) ||
        (a.flip.actors[0] ?? 0) - (b.flip.actors[0] ?? 0),
    )
    .map(({ flip, branches: at }) => ({
      operation: flip.operation,
      actors: flip.actors.flatMap((one) => actors[one] ?? []),
      branches: at.sort((a, b) => a - b).flatMap((one) => branches[one] ?? []),
    }));
}
