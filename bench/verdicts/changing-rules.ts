import { health } from '../../src/core/health/health';
import { operations, type Facts } from '../../src/core/model';
import { nothing, type Change } from '../../src/core/questions/change/change';
import { difference } from '../../src/core/questions/change/difference';
import { tried } from '../../src/core/questions/change/tried';
import { smallestChanges } from '../../src/core/questions/reach/smallest';
import { printed, ready, survey, type Ready } from '../ours';
import type { Workload } from '../workload';
import { flipsRightly } from './flips';

/** What was asked of one place, and what else a change does: on a large repository, everything compiled before. */
export function changingRules(facts: Facts): Workload[] {
  const compiled = ready(facts);
  return [everyRemoval(facts, compiled), smallestChange(facts, compiled), wrongWithTheRules(facts)];
}

/** Each restriction removed by itself, a spread of them. */
function everyRemoval(facts: Facts, compiled: Ready): Workload {
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
        run: () => survey(after),
        units: 1,
        agrees: flipsRightly(compiled, facts, first),
      },
    ],
    target: 'at most a twentieth of a survey of the five operations, with the one before at hand',
    met: (ratio) => ratio('a survey of the changed repository') <= 1 / 20,
  };
}

/** A spread of people, each on a branch of a spread. */
function smallestChange(facts: Facts, compiled: Ready): Workload {
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
    rivals: [{ name: 'one survey of one operation', run: () => printed(facts, 'push'), units: 1, agrees: true }],
    target: 'at most a fifth of one survey of one operation',
    met: (ratio) => ratio('one survey of one operation') <= 1 / 5,
  };
}

function wrongWithTheRules(facts: Facts): Workload {
  return {
    id: 'health',
    what: 'what is wrong with the rules of the same repository',
    unit: 'ms',
    units: 1,
    run: () => health(facts),
    rivals: [{ name: 'one survey of one operation', run: () => printed(facts, 'push'), agrees: true }],
    target: 'at most five times one survey of one operation',
    met: (ratio) => ratio('one survey of one operation') <= 5,
  };
}
