import { compile } from '../src/core/compiled/compile';
import type { Compiled } from '../src/core/compiled/compiled';
import { gather } from '../src/core/cell/cell';
import { health } from '../src/core/health/health';
import { operations, type Facts } from '../src/core/model';
import { nothing, type Change } from '../src/core/questions/change/change';
import { difference } from '../src/core/questions/change/difference';
import { tried } from '../src/core/questions/change/tried';
import { smallestChanges } from '../src/core/questions/reach/smallest';
import { matrix } from '../src/core/questions/survey';
import type { Workload } from './workload';

/** What was asked of one place, and what else a change does: on a large repository, everything compiled before. */
export function changingRules(facts: Facts): Workload[] {
  const compiled = compile(gather(facts));
  return [triedChange(facts, compiled), smallestChange(facts, compiled), wrongWithTheRules(facts)];
}

/** Each restriction removed by itself, a spread of them. */
function triedChange(facts: Facts, compiled: Compiled): Workload {
  const ids = facts.restrictions.items.flatMap(({ id }) => id ?? []).filter((_, at) => at % 10 === 0);
  const changes = ids.map((id): Change => ({ ...nothing, restrictions: { ...nothing.restrictions, remove: [id] } }));
  const [first = nothing] = changes;
  const after = tried(compiled.gathered, first).facts;
  return {
    id: 'tried-change',
    what: 'whose verdicts the removal of a restriction flips, five operations, on 10,000 branches and 4,400 people',
    unit: 'ms',
    units: changes.length,
    run: () => changes.map((change) => difference(compiled, change)),
    rivals: [
      {
        name: 'a survey of the changed repository',
        // Once for one change; ours counts one change of many.
        run: () => operations.map((operation) => matrix(after, operation)),
        units: 1,
        agrees: flipsOf(compiled, first) === flipsBySurvey(facts, after),
      },
    ],
    target: 'at most a twentieth of a survey of the five operations, with the one before at hand',
    met: (ratios) => (ratios.get('a survey of the changed repository') ?? Infinity) <= 1 / 20,
    runs: 3,
  };
}

function flipsOf(compiled: Compiled, change: Change): number {
  return difference(compiled, change).reduce((sum, { actors, branches }) => sum + actors.length * branches.length, 0);
}

/** How many cells two full surveys differ in. Nobody leaves a survey by the change that is looked at. */
function flipsBySurvey(before: Facts, after: Facts): number {
  return operations.reduce((sum, operation) => {
    const was = matrix(before, operation);
    const is = matrix(after, operation);
    const cells = was.branches.flatMap((_, branch) =>
      was.actors.filter((__, actor) => {
        const of = (one: typeof was) => one.verdicts[one.branchClass[branch] ?? -1]?.[one.actorClass[actor] ?? -1];
        return of(was) !== of(is);
      }),
    );
    return sum + cells.length;
  }, 0);
}

/** A spread of people, each on a branch of a spread. */
function smallestChange(facts: Facts, compiled: Compiled): Workload {
  const questions = Array.from({ length: 20 }, (_, at) => ({
    actor: compiled.actors[at * 211] ?? { type: 'pipelines' as const },
    operation: operations[at % 5] ?? 'push',
    branch: facts.branches.items[at * 487] ?? 'main',
  }));
  return {
    id: 'smallest-change',
    what: 'the smallest changes that would allow one cell, with everything that each opens, on the same repository',
    unit: 'ms',
    units: questions.length,
    run: () => questions.map((question) => smallestChanges(compiled, question)),
    rivals: [{ name: 'one survey of one operation', run: () => matrix(facts, 'push'), units: 1, agrees: true }],
    target: 'at most a fifth of one survey of one operation',
    met: (ratios) => (ratios.get('one survey of one operation') ?? Infinity) <= 1 / 5,
    runs: 3,
  };
}

function wrongWithTheRules(facts: Facts): Workload {
  return {
    id: 'health',
    what: 'what is wrong with the rules of the same repository',
    unit: 'ms',
    units: 1,
    run: () => health(facts),
    rivals: [{ name: 'one survey of one operation', run: () => matrix(facts, 'push'), agrees: true }],
    target: 'at most twice one survey of one operation',
    met: (ratios) => (ratios.get('one survey of one operation') ?? Infinity) <= 2,
    runs: 3,
  };
}
