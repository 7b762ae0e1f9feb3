import type { Verdict } from '../../decision';
import type { Operation } from '../../model';
import type { Flip } from './difference';

/** What the same actors can or cannot do after a change, and where: places in what was compiled. */
export interface Turn {
  actors: readonly number[];
  before: Verdict;
  after: Verdict;
  operations: Operation[];
  branches: readonly (readonly number[])[];
}

const order: readonly Verdict[] = ['allowed', 'denied', 'unknown'];

/**
 * Flips put together for those who read them: by who it is, and by what changes for them. Those who gain come first,
 * then those who lose. Groups of one difference never overlap, and each is one list.
 */
export function turnsOf(flips: readonly Flip[]): Turn[] {
  const numbers = new Map<readonly number[], number>();
  const numberOf = (list: readonly number[]) => {
    const known = numbers.get(list) ?? numbers.size;
    numbers.set(list, known);
    return known;
  };
  const byDeed = new Map<string, Flip & { groups: (readonly number[])[] }>();
  for (const flip of flips) {
    const key = [numberOf(flip.actors), flip.before, flip.after, flip.operation].join(' ');
    const known = byDeed.get(key);
    if (known) known.groups.push(flip.branches);
    else byDeed.set(key, { ...flip, groups: [flip.branches] });
  }
  const turns = new Map<string, Turn>();
  for (const { actors, before, after, operation, groups } of byDeed.values()) {
    const key = [numberOf(actors), before, after, ...groups.map(numberOf)].join(' ');
    const known = turns.get(key);
    if (known) known.operations.push(operation);
    else turns.set(key, { actors, before, after, operations: [operation], branches: groups });
  }
  return [...turns.values()].sort(
    (a, b) => order.indexOf(a.after) - order.indexOf(b.after) || (a.actors[0] ?? 0) - (b.actors[0] ?? 0),
  );
}
