import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { terraformOf } from '../../../src/core/apply/configuration';
import { resourceNames } from '../../../src/core/apply/resource-names';
import { unwritable } from '../../../src/core/apply/restriction-block';
import type { Restriction } from '../../../src/core/model';
import { namesOf } from '../../../src/core/repository';
import { ana, by, core, devs, facts, noForce, ofType, push, restriction } from '../facts';
import { hostileRules } from './hostile';
import { meaningOf } from './repository-model';
import { appliedToEmpty, parsed } from './terraform';

const where = namesOf(facts({ project: core }).repository);
const supplied = { supplied: { setOn: 'project' as const } };
const gap = { of: { what: 'exemptions' as const, restriction: push('main') }, because: 'not-understood' as const };

test('applied to an empty repository, the present rules come out again, or stand as a comment', async () => {
  await fc.assert(
    fc.asyncProperty(hostileRules, async (rules) => {
      const told = facts({ restrictions: rules });
      const hcl = terraformOf(told);
      const written = rules.filter((rule) => unwritable(rule, where) === undefined);
      // The provider knows nothing of `pipelines_source_branches`; a comment says so.
      const known = written.map((rule) => ({ ...rule, pipelinesSourceBranches: [] }));
      const again = await appliedToEmpty(hcl);
      expect(meaningOf(again)).toEqual(meaningOf(known));
      expect(again.map(({ id }) => id).toSorted()).toEqual(written.map(({ id }) => id).toSorted());
      expect(hcl.match(/^# Not written: /gm)?.length ?? 0).toBe(rules.length - written.length);
      expect(hcl.match(/pipelines_source_branches = /g)?.length ?? 0).toBe(
        written.filter(({ pipelinesSourceBranches }) => pipelinesSourceBranches.length > 0).length,
      );
    }),
    { numRuns: 200 },
  );
});

describe('what cannot be written says why', () => {
  test.each<[string, Restriction, RegExp | undefined]>([
    ['a pattern', push('main', { users: [ana], groups: [devs] }), undefined],
    ['a branch type', push(ofType('release')), undefined],
    ['a branch type that the provider does not know', push(ofType('epic')), /branch type `epic`/],
    ['a kind that the provider does not know', restriction('require_all_comments_resolved', '*'), /kind `require_all/],
    ['a kind that is new', restriction('require_blessing', '*'), /kind `require_blessing`/],
    ['a match that is new', push(by('regex')), /not understood/],
    ['an empty pattern', push(''), /empty pattern/],
    ['a list that was not read whole', push('main', { gaps: [gap] }), /not read whole/],
    ['people who may not be named', { ...push('main'), otherUsers: 2 }, /not read whole/],
    ['a number that is not whole', restriction('require_commits_behind', '*', { value: 1.5 }), /whole numbers/],
    ['a number that is too large', restriction('require_commits_behind', '*', { value: 2 ** 31 }), /whole numbers/],
    ['text in another form of Unicode', push('cafe\u0301'), /NFC/],
    ['the same on a group', push('main', { groups: [{ slug: 'e\u0301', name: 'x' }] }), /NFC/],
    ['one of the project', { ...push('main'), ...supplied }, /set on the project/],
  ])('%s', async (_, rule, why) => {
    const said = unwritable(rule, where);
    if (why) expect(said).toMatch(why);
    else expect(said).toBeUndefined();
    const hcl = terraformOf(facts({ restrictions: [rule], project: core }));
    expect((await appliedToEmpty(hcl)).length).toBe(why ? 0 : 1);
    expect(hcl.includes('# Not written: ')).toBe(why !== undefined);
  });
});

describe('names of resources', () => {
  test.each<[string, Restriction[], string[]]>([
    ['what and where', [push('main'), noForce('release/*')], ['push_main', 'force_release_any']],
    ['a branch type', [push(ofType('release'))], ['push_type_release']],
    ['the oldest keeps its name', [push('a/b', { id: 9 }), push('a-b', { id: 4 })], ['push_a_b_9', 'push_a_b']],
    [
      'a number that is another’s name',
      [push('a', { id: 1 }), push('a!', { id: 2 }), push('a_2', { id: 3 })],
      ['push_a', 'push_a_2', 'push_a_2_3'],
    ],
    ['no letters at all', [push('検索', { id: 1 }), push('!!', { id: 2 })], ['push_x', 'push_x_2']],
    ['accents', [push('Café')], ['push_Cafe']],
    ['no number', [push('a'), push('a!'), push('a?')], ['push_a', 'push_a_2', 'push_a_3']],
  ])('%s', (_, rules, names) => {
    expect(
      [...resourceNames(rules)].toSorted(([a], [b]) => rules.indexOf(a) - rules.indexOf(b)).map(([, n]) => n),
    ).toEqual(names);
  });

  test('are names to HCL, each once, in any order of the list, and a new restriction renames none', () => {
    fc.assert(
      fc.property(hostileRules, (rules) => {
        const names = resourceNames(rules);
        expect(new Set(names.values()).size).toBe(rules.length);
        for (const name of names.values()) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
        expect(resourceNames(rules.toReversed())).toEqual(names);
        const before = rules.filter(({ id }) => id < 500);
        for (const [rule, name] of resourceNames(before)) expect(names.get(rule)).toBe(name);
      }),
    );
  });
});

test('one without a number is created, and says so; a number that is none imports nothing', async () => {
  for (const id of [undefined, 1.5, -1, 1e21]) {
    const told = facts({ restrictions: [] });
    told.restrictions.items = [{ ...push('main'), ...(id !== undefined && { id }) }];
    const hcl = terraformOf(told);
    expect((await parsed(hcl)).import).toBeUndefined();
    expect(hcl).toContain('cannot be imported');
  }
});

test('an export that is not whole says so first', () => {
  const hcl = terraformOf(facts({ restrictions: [push('main')], unread: { restrictions: 'truncated' } }));
  expect(hcl).toMatch(/^# NOT WHOLE: the list was cut short/);
});
