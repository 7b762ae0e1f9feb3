import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { operations, type Facts, type Restriction } from '../../../../src/core/model';
import { withRules } from '../../../../src/core/people/project-rules';
import { explain } from '../../../../src/core/questions/explain';
import { matrix } from '../../../../src/core/questions/survey';
import { sameRules, type SameRules } from '../../../../src/core/questions/universal/same-rules';
import {
  ana,
  ben,
  devs,
  facts,
  leads,
  merges,
  noDelete,
  noForce,
  ofType,
  push,
  restriction,
  type Told,
} from '../../facts';
import { gapText } from '../../rules/table';
import { patterns, smallNames, smallRepositories } from './small';

function said(answer: SameRules): string {
  if (answer.answer === 'yes') return 'the same';
  if (answer.answer === 'unknown') return `unknown: ${answer.gaps.map(gapText).join(', ')}`;
  const { actor, operation, branch } = answer.example;
  const who = actor.type === 'user' ? actor.person.name : actor.type;
  return `${who} ${operation} ${branch}${'checks' in answer ? ' (checks)' : ''}`;
}

const approvals = (pattern: string, value: number) => restriction('require_approvals_to_merge', pattern, { value });

describe('do two sets of rules mean the same?', () => {
  const told: Told = { permissions: { ana: 'write', ben: 'write', cem: 'read' }, branches: ['main', 'release/1'] };
  test.each<[string, Restriction[], Restriction[], string, Told?]>([
    ['none and none', [], [], 'the same'],
    [
      'two lists and their union',
      [push('main', { users: [ana] }), push('main', { users: [ben] })],
      [push('main', { users: [ana, ben] })],
      'the same',
    ],
    [
      'another number and order',
      [push('a', { id: 7 }), noForce('b')],
      [noForce('b'), push('a', { id: 9 })],
      'the same',
    ],
    ['a star more', [push('release/**')], [push('release/*')], 'the same'],
    ['a pattern within another', [push('release/*'), push('release/1*')], [push('release/*')], 'the same'],
    ['a pattern that no branch has', [push('a b*'), push('v?')], [], 'the same'],
    ['a branch type and its prefix', [push(ofType('release'))], [push('release/*')], 'the same'],
    [
      'who may only read',
      [push('main', { users: [ana] })],
      [push('main', { users: [ana], groups: [] }), push('main', { groups: [] })],
      'the same',
    ],
    [
      'a group in doubt on both sides',
      [push('main', { groups: [devs] })],
      [push('main', { groups: [devs] }), push('main')],
      'the same',
    ],
    [
      'a kind that nobody knows on both',
      [restriction('require_blessing', 'm*')],
      [restriction('require_blessing', 'm*')],
      'the same',
    ],
    ['a pattern that leaves out a name', [push('release/*')], [push('release*')], 'Ana push release'],
    ['another letter case', [push('main', { users: [ana] })], [push('Main', { users: [ana] })], 'Ben push main'],
    ['somebody more', [push('main', { users: [ana, ben] })], [push('main', { users: [ana] })], 'Ben push main'],
    ['merging alone', [merges('main', { users: [ana] })], [], 'Ben merge main'],
    ['force-pushing alone', [noForce('x*')], [], 'Ana force-push x'],
    ['deleting alone', [noDelete('release/1')], [], 'Ana delete release/1'],
    [
      'groups that nobody can tell apart',
      [push('main', { groups: [devs] })],
      [push('main', { groups: [leads] })],
      'unknown: members devs not-offered, members leads not-offered',
    ],
    [
      'a kind that nobody knows on one',
      [restriction('require_blessing', 'm*')],
      [],
      'unknown: restriction-kind 1 not-understood',
    ],
    ['a merge check more', [approvals('main', 2)], [], 'Ana merge main (checks)'],
    ['a merge check of another number', [approvals('m*', 2)], [approvals('m*', 1)], 'Ana merge main (checks)'],
    ['the same merge checks', [approvals('m*', 2)], [approvals('m*', 2), approvals('mai*', 2)], 'the same'],
    [
      'merge checks where nobody may merge',
      [approvals('main', 2), push('main'), merges('main')],
      [push('main'), merges('main')],
      'the same',
    ],
    [
      'of two numbers it is not known which counts',
      [approvals('main', 2), approvals('main', 1)],
      [approvals('main', 2)],
      'unknown: check-value 1 not-documented',
    ],
    [
      'permissions in doubt, and rules alike',
      [push('main')],
      [push('main')],
      'the same',
      { ...told, unread: { permissions: 'truncated' } },
    ],
    [
      'a model in doubt, and rules alike',
      [push(ofType('release'))],
      [push(ofType('release'))],
      'the same',
      { unread: { 'branching-model': 'forbidden' } },
    ],
    [
      'a model in doubt',
      [push(ofType('release'))],
      [push('release/*')],
      'unknown: branching-model forbidden, push-restriction-on-deletion not-documented',
      { ...told, unread: { 'branching-model': 'forbidden' } },
    ],
  ])('%s', (_, one, other, expected, about = told) => {
    const read = facts({ ...about, restrictions: one });
    const numbered = other.map((rule, at) => ({ id: at + 1, ...rule }));
    expect(said(sameRules(read, withRules(read, numbered, true)))).toBe(expected);
  });

  test('rules that were not all read leave it open, unless a case shows', () => {
    const read = facts({ ...told, restrictions: [push('main')] });
    const part = (rules: Restriction[]) => withRules(read, rules, false);
    expect(said(sameRules(read, part([push('main')])))).toBe('unknown: restrictions truncated');
    expect(said(sameRules(facts(told), part([restriction('force', 'main')])))).toBe('Ana force-push main');
  });

  test('of two repositories each has its own people', () => {
    const one = facts({ ...told, permissions: { ana: 'write' } });
    expect(said(sameRules(one, facts({ ...told, permissions: { ana: 'write' } })))).toBe('the same');
    expect(said(sameRules(one, facts({ ...told, permissions: { ana: 'read' } })))).toBe('Ana push main');
    expect(said(sameRules(one, facts({ ...told, permissions: { ana: 'write', ben: 'write' } })))).toBe('Ben push main');
    const unsure: Told = { ...told, permissions: { ana: 'write' }, unread: { permissions: 'truncated' } };
    expect(said(sameRules(facts(unsure), one))).toBe('unknown: permissions truncated');
    expect(said(sameRules(one, facts({ ...told, permissions: { ana: 'write' }, main: 'release/1' })))).toBe(
      'Ana delete main',
    );
  });
});

describe('of any two sets of rules', () => {
  const two = fc.tuple(smallRepositories, smallRepositories).map(([one, other]): [Facts, Facts] => {
    const read = facts(one);
    return [read, withRules(read, facts(other).restrictions.items, true)];
  });

  /** One restriction is left out, stands elsewhere, or is split into one for people and one for groups. */
  const hardly = fc
    .tuple(smallRepositories, fc.nat(), fc.constantFrom('out', 'elsewhere', 'split'), patterns)
    .map(([told, which, how, pattern]): [Facts, Facts] => {
      const read = facts(told);
      const { items } = read.restrictions;
      const changed = items.flatMap((one, at): Restriction[] => {
        if (at !== which % items.length) return [one];
        if (how === 'out') return [];
        if (how === 'elsewhere') return [{ ...one, match: { by: 'glob', pattern } }];
        return [
          { ...one, users: [] },
          { ...one, id: 90, groups: [] },
        ];
      });
      return [read, withRules(read, changed, true)];
    });

  /** Two repositories of the same rules, of which one lets somebody do more, or was read further. */
  const apart = fc
    .tuple(
      smallRepositories,
      fc.constantFrom<Told>(
        { userGrants: { ana: 'write' } },
        { permissions: { ben: 'write' } },
        { unread: {} },
        { main: 'xx' },
        {},
      ),
    )
    .map(([told, more]): [Facts, Facts] => [facts(told), facts({ ...told, ...more })]);

  /** Every operation, short name and actor: the verdicts of both. */
  function cells([one, other]: [Facts, Facts]) {
    return operations.flatMap((operation) => {
      const [first, second] = [one, other].map((read) =>
        matrix({ ...read, branches: { items: [...smallNames], gaps: [] } }, operation),
      );
      if (!first || !second) return [];
      const keyed = new Map(
        second.actors.map((actor, at) => [actor.type === 'user' ? actor.person.id : actor.type, second.actorClass[at]]),
      );
      return first.actors.flatMap((actor, at) => {
        const same = keyed.get(actor.type === 'user' ? actor.person.id : actor.type);
        if (same === undefined) return [];
        return smallNames.map((_, branch) => [
          first.verdicts.at(first.branchClass[branch] ?? 0)?.[first.actorClass[at] ?? 0],
          second.verdicts.at(second.branchClass[branch] ?? 0)?.[same],
        ]);
      });
    });
  }

  test.each<[string, fc.Arbitrary<[Facts, Facts]>, number]>([
    ['any rules', two, 120],
    ['rules that hardly differ', hardly, 60],
    ['two repositories', apart, 60],
  ])('%s: a case is one, and where there is none brute force finds none', (_, pairs, numRuns) => {
    const met = { yes: 0, no: 0, unknown: 0 };
    fc.assert(
      fc.property(pairs, (pair) => {
        const answer = sameRules(...pair);
        met[answer.answer] += 1;
        if (answer.answer === 'no') {
          const verdicts = pair.map((read) => explain(read, answer.example).verdict);
          if ('verdicts' in answer) {
            expect(answer.verdicts.map(({ verdict }) => verdict)).toEqual(verdicts);
            expect([...verdicts].sort()).toEqual(['allowed', 'denied']);
          } else expect(verdicts[0]).toBe('allowed');
          return;
        }
        const brute = cells(pair);
        expect(brute.filter(([one, other]) => one !== other && one !== 'unknown' && other !== 'unknown')).toEqual([]);
        if (answer.answer === 'yes') expect(brute.filter(([one, other]) => one !== other)).toEqual([]);
        else expect(answer.gaps).not.toEqual([]);
      }),
      { numRuns },
    );
    expect(Math.min(met.no, met.unknown)).toBeGreaterThan(0);
  });

  test('the same rules in another order, or twice, mean the same, whatever is not known', () => {
    fc.assert(
      fc.property(smallRepositories, fc.boolean(), (told, twice) => {
        const some = facts(told);
        // What was not read of the rules may be anything.
        const read = { ...some, restrictions: { ...some.restrictions, gaps: [] } };
        const { items } = read.restrictions;
        const again = items.toReversed().flatMap((one) => (twice ? [one, { ...one, id: 90 }] : [one]));
        expect(said(sameRules(read, withRules(read, again, true)))).toBe('the same');
      }),
    );
  });
});
