import { operations, type Facts } from '../../src/core/model';
import type { Change } from '../../src/core/questions/change/change';
import { difference } from '../../src/core/questions/change/difference';
import { survey, verdictOf, type Ready } from '../ours';

/** How many cells a change flips. */
export function flipsOf(compiled: Ready, change: Change): number {
  return difference(compiled, change).reduce((sum, { actors, branches }) => sum + actors.length * branches.length, 0);
}

/** How many cells two full surveys differ in. Nobody leaves a survey by the changes that are looked at. */
export function flipsBySurvey(before: Facts, after: Facts): number {
  const was = survey(before, operations);
  const is = survey(after, operations);
  return was.reduce((sum, one, at) => {
    const other = is[at];
    if (!other) throw new Error('Both surveys are of the same operations.');
    const actors = pairs(one.actorClass, other.actorClass);
    return pairs(one.branchClass, other.branchClass).reduce(
      (cells, branch) =>
        actors.reduce((count, actor) => {
          const differs = verdictOf(one, branch.before, actor.before) !== verdictOf(other, branch.after, actor.after);
          return differs ? count + branch.count * actor.count : count;
        }, cells),
      sum,
    );
  }, 0);
}

/** How many stand in one class before and another after. */
function pairs(before: readonly number[], after: readonly number[]) {
  const counted = new Map<string, { before: number; after: number; count: number }>();
  for (const [at, one] of before.entries()) {
    const key = `${String(one)} ${String(after[at])}`;
    const known = counted.get(key) ?? { before: one, after: after[at] ?? -1, count: 0 };
    counted.set(key, { ...known, count: known.count + 1 });
  }
  return [...counted.values()];
}
