import type { Compiled } from '../../compiled/compiled';
import { operations, type Actor, type Operation } from '../../model';
import { oncePer } from '../../portions/once';
import type { Flip } from './difference';

/**
 * One operation for the same actors on the same branches, by their places in what was compiled. Branches stand in
 * groups, as they flipped: together they may be tens of millions of cells, which are written out only where they are
 * told.
 */
export interface Share {
  operation: Operation;
  actors: readonly number[];
  branches: readonly (readonly number[])[];
}

/** Whose verdicts a change flips: denied before and allowed after, allowed only before, and known only before. */
export interface Effect {
  gain: Share[];
  /** Not known before, and allowed after: those may have been allowed already. */
  granted: Share[];
  lose: Share[];
  unsure: Share[];
  /** Not known before, and denied after: those may have been allowed. */
  refused: Share[];
}

/** One cell by its places in what was compiled; without an actor, those of everybody. */
export interface Place {
  operation: Operation;
  actor?: number;
  branch: number;
}

/** The other operation that a push to this branch is, where that is one: creating it, and the reverse. */
export function twinOf(operation: Operation): Operation | undefined {
  return operation === 'push' ? 'create' : operation === 'create' ? 'push' : undefined;
}

/** What these flips give, take and leave unsure. */
export function effectOf(flips: readonly Flip[]): Effect {
  return {
    gain: shares(flips.filter(({ before, after }) => before === 'denied' && after === 'allowed')),
    granted: shares(flips.filter(({ before, after }) => before === 'unknown' && after === 'allowed')),
    lose: shares(flips.filter(({ before }) => before === 'allowed')),
    unsure: shares(flips.filter(({ after }) => after === 'unknown')),
    refused: shares(flips.filter(({ before, after }) => before === 'unknown' && after === 'denied')),
  };
}

/** The flips without this cell, or these. */
export function withoutCell(flips: readonly Flip[], { operation, actor, branch }: Place): Flip[] {
  // Flips share their lists of branches, and there may be many flips.
  const isOn = oncePer((branches: readonly number[]) => branches.includes(branch));
  return flips.flatMap((flip): Flip[] => {
    if (flip.operation !== operation || !isOn(flip.branches)) return [flip];
    if (actor !== undefined && !flip.actors.includes(actor)) return [flip];
    const actors = actor === undefined ? [] : flip.actors.filter((at) => at !== actor);
    const branches = flip.branches.filter((at) => at !== branch);
    return [
      ...(branches.length > 0 ? [{ ...flip, actors: actor === undefined ? flip.actors : [actor], branches }] : []),
      ...(actors.length > 0 ? [{ ...flip, actors }] : []),
    ];
  });
}

/** Flips of the same actors are one share: the groups of a difference never overlap. */
export function shares(flips: readonly Flip[]): Share[] {
  const merged = new Map<
    string,
    { operation: Operation; actors: readonly number[]; branches: (readonly number[])[] }
  >();
  for (const { operation, actors, branches } of flips) {
    const key = `${operation} ${String(actors[0])} ${String(actors.length)}`;
    const before = merged.get(key);
    if (before) before.branches.push(branches);
    else merged.set(key, { operation, actors, branches: [branches] });
  }
  return [...merged.values()].sort(
    (a, b) =>
      operations.indexOf(a.operation) - operations.indexOf(b.operation) || (a.actors[0] ?? 0) - (b.actors[0] ?? 0),
  );
}

/** The shares without the cells of the others, which flip in groups of their own. */
export function minus(shares: readonly Share[], others: readonly Share[]): Share[] {
  return shares.flatMap((share) => {
    const same = others.filter(({ operation, actors }) => operation === share.operation && actors === share.actors);
    const gone = new Set(same.flatMap(({ branches }) => branches));
    const branches = share.branches.filter((group) => !gone.has(group));
    return branches.length === 0 ? [] : [{ ...share, branches }];
  });
}

/** How many cells stand in these shares. */
export function cells(some: readonly Share[]): number {
  return some.reduce((sum, share) => sum + share.actors.length * branchCount(share), 0);
}

/** On how many branches. */
export function branchCount({ branches }: Pick<Share, 'branches'>): number {
  return branches.reduce((sum, group) => sum + group.length, 0);
}

/** Their branches by name, in the order in which Bitbucket lists them. */
export function branchesOf({ branches }: Pick<Share, 'branches'>, compiled: Pick<Compiled, 'branches'>): string[] {
  return branches
    .flat()
    .sort((a, b) => a - b)
    .flatMap((at) => compiled.branches[at] ?? []);
}

/** The actors of a share. */
export function actorsOf({ actors }: Pick<Share, 'actors'>, compiled: Pick<Compiled, 'actors'>): Actor[] {
  return actors.flatMap((at) => compiled.actors[at] ?? []);
}
