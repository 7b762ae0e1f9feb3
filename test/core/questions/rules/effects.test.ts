import { allActors } from '../../../../src/core/people/actor';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather } from '../../../../src/core/cell/cell';
import { operations, type Actor, type Facts, type Operation, type Restriction } from '../../../../src/core/model';
import { actorId } from '../../../../src/core/people/actor';
import { nearMisses, ruleEffects, type RuleEffects } from '../../../../src/core/questions/rules/effects';
import { whoAmong } from '../../../../src/core/questions/survey';
import { finish } from '../../../../src/core/portions/steps';
import { ana, ben, by, cem, devs, facts, merges, push, restriction, type Told } from '../../facts';
import { repositories } from '../../random';

const branches = ['main', 'develop', 'topic', 'release/1', 'feature/x', 'Main', 'x/y'];

function effectsOf(read: Facts): RuleEffects {
  return finish(ruleEffects(gather(read)));
}

function cellOf(operation: Operation, branch: string, actor: Actor): string {
  return JSON.stringify([operation, branch, actorId(actor)]);
}

/** Every verdict of these actors. */
function cells(read: Facts, actors: Actor[]): Map<string, string> {
  const gathered = gather(read);
  return new Map(
    operations.flatMap((operation) =>
      read.branches.items.flatMap((branch) =>
        whoAmong(gathered, actors, operation, branch).map(({ actor, verdict }): [string, string] => [
          cellOf(operation, branch, actor),
          verdict,
        ]),
      ),
    ),
  );
}

test('what a rule changes is what a survey without it has otherwise, whoever set it and whatever its number', () => {
  let flipped = 0;
  fc.assert(
    fc.property(repositories, fc.nat(2), (told, which) => {
      const read = facts({ ...told, branches });
      const items = read.restrictions.items.map((one, at): Restriction => {
        // Ids may be missing or come twice, and rules of the project have none.
        if (at % 3 !== which) return one;
        const other: Restriction = { ...one, ...(which === 1 ? { id: 1 } : {}) };
        if (which !== 1) delete other.id;
        return which === 0 ? { ...other, supplied: { setOn: 'project' } } : other;
      });
      const all: Facts = { ...read, restrictions: { ...read.restrictions, items } };
      const { rules, compiled } = effectsOf(all);
      const before = cells(all, allActors(all));
      for (const [at, { restriction: own, flips }] of rules.entries()) {
        expect(own).toBe(items[at]);
        const without = { ...all, restrictions: { ...all.restrictions, items: items.filter((_, one) => one !== at) } };
        const changed = [...cells(without, allActors(all))].flatMap(([cell, after]) => {
          const was = before.get(cell);
          return was === after ? [] : [`${cell} ${String(was)} ${after}`];
        });
        const said = flips.flatMap((flip) =>
          flip.actors.flatMap((actor) =>
            flip.branches.map((branch) => {
              const cell = cellOf(
                flip.operation,
                compiled.branches[branch] ?? '',
                compiled.actors[actor] ?? { type: 'pipelines' },
              );
              return `${cell} ${flip.before} ${flip.after}`;
            }),
          ),
        );
        flipped += said.length;
        expect(said.sort()).toEqual(changed.sort());
      }
    }),
    { numRuns: 150 },
  );
  expect(flipped).toBeGreaterThan(100);
});

type Row = readonly [about: string, told: Told, covers: string[], perhaps: string[]];

test.each<Row>([
  ['a name', { restrictions: [push('main')] }, ['main'], []],
  ['a star', { restrictions: [push('*e*')] }, ['develop', 'release/1', 'feature/x'], []],
  ['none that exists', { restrictions: [push('rc/*')] }, [], []],
  ['a match that is new to us', { restrictions: [push(by('regex'))] }, [], branches],
])('which branches a rule covers: %s', (_, told, covers, perhaps) => {
  const { rules, compiled } = effectsOf(facts({ ...told, branches }));
  const names = (places: number[] = []) => places.map((at) => compiled.branches[at]);
  expect(names(rules[0]?.covers)).toEqual(covers);
  expect(names(rules[0]?.perhaps)).toEqual(perhaps);
});

type ListRow = readonly [about: string, told: Told, people: string[], without: string[], unsure: number];

test.each<ListRow>([
  ['people', { restrictions: [push('main', { users: [ana, ben] })] }, ['Ana', 'Ben'], [], 0],
  ['somebody who only reads', { restrictions: [push('main', { users: [ana, cem] })] }, ['Ana'], ['Cem'], 0],
  ['nobody', { restrictions: [push('main')] }, [], [], 0],
  [
    'a group whose members are known',
    { restrictions: [merges('main', { groups: [devs] })], members: { devs: ['ben', 'cem'] } },
    ['Ben'],
    ['Cem'],
    0,
  ],
  ['a group whose members are not', { restrictions: [push('main', { users: [ana], groups: [devs] })] }, ['Ana'], [], 2],
])('whom a list lets through: %s', (_, told, people, without, unsure) => {
  const [rule] = effectsOf(facts(told)).rules;
  const names = (some: { name: string }[] = []) => some.map(({ name }) => name);
  expect([names(rule?.lets?.people), names(rule?.lets?.without), rule?.lets?.unsure]).toEqual([
    people,
    without,
    unsure,
  ]);
});

const approval = restriction('require_approvals_to_merge', '*', { value: 1 });

test.each<readonly [about: string, told: Told, waits: object | undefined]>([
  ['nothing prevents it', { restrictions: [approval] }, { surely: 0, not: 2 }],
  ['on one of two', { restrictions: [approval, restriction('enforce_merge_checks', 'main')] }, { surely: 1, not: 1 }],
  ['on both', { restrictions: [approval, restriction('enforce_merge_checks', '*')] }, { surely: 2, not: 0 }],
  ['perhaps', { restrictions: [approval, restriction('enforce_merge_checks', by('regex'))] }, { surely: 0, not: 0 }],
  ['not all was read', { restrictions: [approval], unread: { restrictions: 'truncated' } }, { surely: 0, not: 0 }],
  ['no merge check', { restrictions: [push('main')] }, undefined],
])('whether merges wait for a merge check: %s', (_, told, waits) => {
  expect(effectsOf(facts({ ...told, branches: ['main', 'topic'] })).rules[0]?.waits).toEqual(waits);
});

test.each<readonly [about: string, told: Told, missed: string[]]>([
  ['another number', { restrictions: [push('release-1')] }, ['release-2']],
  ['one that another of its kind covers', { restrictions: [push('release-1'), push('release-2')] }, []],
  ['one that another kind covers', { restrictions: [push('release-1'), merges('release-2')] }, ['release-2']],
  ['a setting', { restrictions: [restriction('reset_pullrequest_approvals_on_change', 'release-1')] }, []],
])('which branches a rule nearly covers: %s', (_, told, missed) => {
  const all = effectsOf(facts({ ...told, branches: ['main', 'release-1', 'release-2'] }));
  const [rule] = all.rules;
  expect(rule && nearMisses(rule, all).map(({ branch }) => branch)).toEqual(missed);
});
