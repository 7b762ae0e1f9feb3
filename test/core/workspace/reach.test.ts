import { describe, expect, test } from '@jest/globals';
import type { Facts } from '../../../src/core/model';
import { explain } from '../../../src/core/questions/explain';
import { where } from '../../../src/core/questions/survey';
import { allActors } from '../../../src/core/people/actor';
import { lacksBranches, whereAnywhere, withExamples } from '../../../src/core/workspace/reach';
import { factsOf, names, savedWorld } from '../../bitbucket/saved-worlds';

/** The same facts as somebody who asked for no branches has them. */
function withoutBranches(facts: Facts): Facts {
  return { ...facts, branches: { items: [], gaps: [{ of: { what: 'branches' }, because: 'not-offered' }] } };
}

describe.each(names.filter((name) => !/large|fails/.test(name)))('%s', (name) => {
  test('where the branches are known, they are what is told', async () => {
    const facts = await factsOf(savedWorld(name));
    if (facts.branches.items.length === 0 || facts.branches.gaps.length > 0) return;
    const [actor] = allActors(facts);
    if (!actor) throw new Error('There is nobody.');
    expect(whereAnywhere(facts, 'push', actor)).toEqual({ reach: where(facts, 'push', actor) });
  });

  test('where they are not, a branch of each class is judged as that branch is, and existing ones are of some class', async () => {
    const known = await factsOf(savedWorld(name));
    const facts = withoutBranches(known);
    expect(lacksBranches(facts)).toBe(true);
    for (const actor of allActors(facts).slice(0, 3)) {
      const { reach, classes = [] } = whereAnywhere(facts, 'push', actor);
      expect(classes.map(({ branch }) => branch)).toEqual(reach.branches.map(({ branch }) => branch));
      for (const { branch, verdict } of reach.branches)
        expect([branch, verdict]).toEqual([branch, explain(facts, { actor, operation: 'push', branch }).verdict]);
      const verdicts = new Set(reach.branches.map(({ verdict }) => verdict));
      for (const { verdict } of where(known, 'push', actor).branches) expect(verdicts).toContain(verdict);
    }
  });
});

test('two readings are given the same branches, the main ones first', async () => {
  const facts = withoutBranches(await factsOf(savedWorld('ordinary-team')));
  const other: Facts = { ...facts, repository: { ...facts.repository, mainBranch: { known: true, value: 'trunk' } } };
  const [one, two] = withExamples([facts, other]);
  expect(one?.branches.items.slice(0, 2)).toEqual(['main', 'trunk']);
  expect(two?.branches).toEqual(one?.branches);
});
