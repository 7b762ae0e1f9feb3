import { globOf, matches } from '../src/core/branches/glob';
import { gather } from '../src/core/cell/cell';
import { compile } from '../src/core/compiled/compile';
import type { Compiled, Row } from '../src/core/compiled/compiled';
import { verdictIn } from '../src/core/compiled/verdicts';
import type { Decision, Verdict } from '../src/core/decision';
import { operations, type Actor, type Facts, type Operation } from '../src/core/model';
import type { Change } from '../src/core/questions/change/change';
import { difference } from '../src/core/questions/change/difference';
import { actorsOf, branchesOf, effectOf, type Share } from '../src/core/questions/change/effect';
import { explainAmong } from '../src/core/questions/explain';
import { matrix, type Matrix } from '../src/core/questions/survey';

/** All that the benchmark asks of the judgement, in one place. A repository made ready for many questions. */
export type Ready = Compiled;

/** Makes a repository ready. */
export function ready(facts: Facts): Ready {
  return compile(gather(facts));
}

/** The place of everybody, by uuid. */
export function placeOf({ userAt }: Ready, id: string): number {
  const at = userAt.get(id);
  if (at === undefined) throw new Error(`Nobody has the id ${id}.`);
  return at;
}

/** The verdict on a branch that the repository lists. */
export function onListed(ready: Ready, actor: number, operation: Operation, branch: string): Verdict {
  const branchClass = ready.branchClassAt[ready.branchAt.get(branch) ?? -1];
  if (branchClass === undefined) throw new Error(`There is no such branch as ${branch}.`);
  return verdictAt(ready.rowsAt(branchClass), ready, actor, operation);
}

/** The verdict on any name. */
export function onAnyName(ready: Ready, actor: number, operation: Operation, branch: string): Verdict {
  return verdictAt(ready.rowsOnName(branch), ready, actor, operation);
}

function verdictAt(rows: readonly Row[], { actorClassAt }: Ready, actor: number, operation: Operation): Verdict {
  const row = rows[operations.indexOf(operation)];
  if (!row) throw new Error('Every operation has a row.');
  return verdictIn(row, actorClassAt[actor] ?? -1);
}

/** The whole answer on any name: evidence and ways out. */
export function inFull({ gathered, actors }: Ready, actor: number, operation: Operation, branch: string): Decision {
  return explainAmong(gathered, { actor: actors[actor] ?? { type: 'pipelines' }, operation, branch });
}

/**
 * Everybody on every branch, from nothing but the facts: a row of verdicts for each class of branches. Nothing that was
 * worked out of these facts before is used.
 */
export function survey(facts: Facts): Ready {
  const everybody = ready({ ...facts });
  for (const number of everybody.branchClasses.keys()) everybody.rowsAt(number);
  return everybody;
}

/** What the command line prints of one operation: every verdict of a pair of classes, and what keeps some unknown. */
export function printed(facts: Facts, operation: Operation): Matrix {
  return matrix({ ...facts }, operation);
}

/** The verdict of everybody of one class on every branch of another. */
export function verdictOf({ rowsAt }: Ready, operation: Operation, branchClass = -1, actorClass = -1): Verdict {
  const row = rowsAt(branchClass)[operations.indexOf(operation)];
  if (!row) throw new Error('Every operation has a row.');
  return verdictIn(row, actorClass);
}

/** Says of any name whether it matches. */
export function glob(pattern: string): (name: string) => boolean {
  const cut = globOf(pattern);
  return (name) => matches(cut, name);
}

/** Whose verdicts a change flips, by name. */
export function tryChange(ready: Ready, change: Change) {
  const { gain, lose, unsure } = effectOf(difference(ready, change));
  const named = (shares: readonly Share[]): { operation: Operation; actors: Actor[]; branches: string[] }[] =>
    shares.map((share) => ({
      operation: share.operation,
      actors: actorsOf(share, ready),
      branches: branchesOf(share, ready),
    }));
  return { gain: named(gain), lose: named(lose), unsure: named(unsure) };
}
