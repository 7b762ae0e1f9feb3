import { globMatches } from '../src/core/branches/glob';
import { gather, viewBranch } from '../src/core/cell/cell';
import type { Decision, Verdict } from '../src/core/decision';
import type { Actor, Facts, Operation } from '../src/core/model';
import type { Change } from '../src/core/questions/change/change';
import { compile, verdictOfClasses, type Compiled } from '../src/core/questions/change/classes';
import { difference } from '../src/core/questions/change/difference';
import { actorsOf, branchesOf, effectOf, type Share } from '../src/core/questions/change/effect';
import { explainAmong } from '../src/core/questions/explain';
import { judge } from '../src/core/questions/judge';
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
  const branchClass = ready.branchClasses[ready.branchClassAt[ready.branchAt.get(branch) ?? -1] ?? -1];
  const actorClass = ready.actorClasses[ready.actorClassAt[actor] ?? -1];
  if (!branchClass || !actorClass) throw new Error(`There is no such branch as ${branch}.`);
  return verdictOfClasses(ready, operation, branchClass, actorClass);
}

/** The verdict on any name. */
export function onAnyName({ gathered, viewAt }: Ready, actor: number, operation: Operation, branch: string): Verdict {
  const { facts } = gathered;
  return judge({ facts, operation, branch: viewBranch(branch, gathered), actor: viewAt(actor) }).verdict;
}

/** The whole answer on any name: evidence and ways out. */
export function inFull({ gathered, actors }: Ready, actor: number, operation: Operation, branch: string): Decision {
  return explainAmong(gathered, { actor: actors[actor] ?? { type: 'pipelines' }, operation, branch });
}

/** Everybody on every branch, from nothing but the facts. */
export function survey(facts: Facts, asked: readonly Operation[]): Matrix[] {
  return asked.map((operation) => matrix(facts, operation));
}

/** The verdict of everybody of one class on every branch of another. */
export function verdictOf({ verdicts }: Matrix, branchClass = -1, actorClass = -1): Verdict | undefined {
  return verdicts[branchClass]?.[actorClass];
}

/** Says of any name whether it matches. */
export function glob(pattern: string): (name: string) => boolean {
  return (name) => globMatches(pattern, name);
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
