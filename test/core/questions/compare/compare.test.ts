import { allActors } from '../../../../src/core/people/actor';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { operations, unlistableActors, type Actor, type Facts, type Operation } from '../../../../src/core/model';
import type { Sides } from '../../../../src/core/questions/compare/axes';
import { compare, type Comparison } from '../../../../src/core/questions/compare/compare';
import { explain } from '../../../../src/core/questions/explain';
import { where, who } from '../../../../src/core/questions/survey';
import { differs, sayComparison } from '../../../../src/core/say/rules/compare';
import { ana, ben, by, cem, dea, devs, facts, push, type Told } from '../../facts';
import { repositories } from '../../random';

const user = (person: typeof ana): Actor => ({ type: 'user', person });
const keyOf = (actor: Actor) => (actor.type === 'user' ? actor.person.id : actor.type);
const operation = fc.constantFrom<Operation[]>(...operations);
const actor = fc.constantFrom<Actor[]>(
  ...[ana, ben, cem, dea].map(user),
  ...unlistableActors.map((type): Actor => ({ type })),
);
const branch = fc.constantFrom('main', 'topic', 'release/1.0', 'feature/x', 'MAIN', 'refs/tags/v1');

/** Every cell that differs, as text, in order. */
function cellsOf(comparison: Comparison): string[] {
  return [...differs(comparison)]
    .map(({ branch: name = '', actor: who, left, right }) => [name, who?.id ?? who?.type ?? '', left, right].join(' '))
    .sort();
}

/** The same from two lists of verdicts by cell; cells unknown on both sides are counted. */
function differenceOf(left: Map<string, string>, right: Map<string, string>) {
  const cells = [...left].map(([cell, verdict]) => [cell, verdict, right.get(cell) ?? '']);
  return {
    cells: cells
      .flatMap(([cell = '', one, other]) => (one === other ? [] : [`${cell} ${one ?? ''} ${other ?? ''}`]))
      .sort(),
    unknownOnBoth: cells.filter(([, one, other]) => one === 'unknown' && other === 'unknown').length,
  };
}

const resultOf = (sides: Sides, asked: Operation) => {
  const comparison = compare(sides, asked);
  return { cells: cellsOf(comparison), unknownOnBoth: comparison.unknownOnBoth };
};

describe('the cells that differ', () => {
  test('between two people are the difference of two `where`', () => {
    fc.assert(
      fc.property(repositories, operation, actor, actor, (told, asked, left, right) => {
        const known = facts(told);
        const of = (one: Actor) =>
          new Map(where(known, asked, one).branches.map(({ branch: name, verdict }) => [`${name} `, verdict]));
        expect(resultOf({ of: 'people', facts: known, left, right }, asked)).toEqual(differenceOf(of(left), of(right)));
      }),
      { numRuns: 500 },
    );
  });

  test('between two branches are the difference of two `who`', () => {
    fc.assert(
      fc.property(repositories, operation, branch, branch, (told, asked, left, right) => {
        const known = facts(told);
        const of = (name: string) =>
          new Map(who(known, asked, name).actors.map((one) => [` ${keyOf(one.actor)}`, one.verdict]));
        expect(resultOf({ of: 'branches', facts: known, left, right }, asked)).toEqual(
          differenceOf(of(left), of(right)),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('between two repositories are those of all actors and branches of both, asked one by one', () => {
    fc.assert(
      fc.property(repositories, repositories, operation, (one, other, asked) => {
        const [left, right] = [facts(one), facts(other)];
        const names = [...new Set([...left.branches.items, ...right.branches.items])];
        const actors = new Map([...allActors(left), ...allActors(right)].map((each) => [keyOf(each), each]));
        const of = (known: Facts) =>
          new Map(
            names.flatMap((name) =>
              [...actors].map(([id, each]) => [
                `${name} ${id}`,
                explain(known, { actor: each, operation: asked, branch: name }).verdict,
              ]),
            ),
          );
        expect(resultOf({ of: 'repositories', left, right }, asked)).toEqual(differenceOf(of(left), of(right)));
      }),
      { numRuns: 200 },
    );
  });

  test('of anything and itself are none', () => {
    fc.assert(
      fc.property(repositories, operation, (told, asked) => {
        const known = facts(told);
        expect(cellsOf(compare({ of: 'repositories', left: known, right: facts(told) }, asked))).toEqual([]);
      }),
    );
  });
});

const told: Told = {
  permissions: { ana: 'write', ben: 'write', cem: 'read' },
  branches: ['main', 'a', 'b'],
  restrictions: [push('main', { users: [ben] })],
};

describe('what differs is said once', () => {
  const groupsOf = (sides: Sides) =>
    sayComparison(compare(sides, 'push')).groups.map(({ branches, actors, left, right }) => [
      (branches ?? []).join(),
      (actors ?? []).map(({ name }) => name).join(),
      left,
      right,
    ]);

  test('for all branches that meet the same restrictions', () => {
    expect(groupsOf({ of: 'people', facts: facts(told), left: user(ben), right: user(cem) })).toEqual([
      ['main', '', 'allowed', 'denied'],
      ['a,b', '', 'allowed', 'denied'],
    ]);
  });

  test('for all actors that stand in the same lists', () => {
    expect(groupsOf({ of: 'branches', facts: facts(told), left: 'main', right: 'a' })).toEqual([
      ['', 'Ana', 'denied', 'allowed'],
      ['', expect.stringMatching(/^Repository access token,.*Pipelines/), 'denied', 'allowed'],
    ]);
  });

  test('for all branches and actors of two readings', () => {
    const after = facts({ ...told, restrictions: [push('main', { users: [ben, ana] })] });
    expect(groupsOf({ of: 'repositories', left: facts(told), right: after })).toEqual([
      ['main', 'Ana', 'denied', 'allowed'],
    ]);
  });

  test('with what decided on either side', () => {
    const [group] = sayComparison(
      compare({ of: 'people', facts: facts(told), left: user(ben), right: user(ana) }, 'push'),
    ).groups;
    expect(group?.why).toEqual({
      left: 'Write access on `main` lists Ben.',
      right: 'Write access on `main` is for Ben, and Ana is not on that list.',
    });
  });
});

describe('unknown', () => {
  const group: Told = { restrictions: [push('main', { groups: [devs] })], permissions: { ana: 'write', ben: 'write' } };

  test('beside a known verdict differs', () => {
    const known = facts({ ...group, restrictions: [push('main', { groups: [devs], users: [ben] })] });
    expect(cellsOf(compare({ of: 'people', facts: known, left: user(ana), right: user(ben) }, 'push'))).toEqual([
      'main  unknown allowed',
    ]);
  });

  test('beside unknown does not, whatever the causes, and is counted', () => {
    const left = facts({ ...group, branches: ['main'] });
    const right = facts({ ...group, branches: ['main'], restrictions: [push(by('regex'))] });
    const { differences, unknownOnBoth, gaps } = compare({ of: 'repositories', left, right }, 'push');
    expect(differences.flatMap(({ actors }) => actors.map(keyOf))).not.toContain(ana.id);
    expect(unknownOnBoth).toBeGreaterThanOrEqual(2);
    expect([gaps.left.length, gaps.right.length]).toEqual([1, 1]);
  });
});

test('two people who look alike are told apart', () => {
  const twin = { ...ana, id: '{other}', nickname: 'ana2' };
  const { groups } = sayComparison(
    compare({ of: 'people', facts: facts(told), left: user(ben), right: user({ ...twin, name: 'Ben' }) }, 'push'),
  );
  expect(groups[0]?.why.right).toMatch(/Ben \((ana2|\{other\})\)/);
});
