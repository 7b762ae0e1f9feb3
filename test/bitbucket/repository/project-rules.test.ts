import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { suppliedRulesIn } from '../../../src/bitbucket/repository/project-rules';

const uuid = '60cad0b1-b371-4182-bd29-1d74687032bb';
const force = { kind: 'force', branch_match_kind: 'glob', pattern: '*' };
const push = {
  kind: 'push',
  pattern: 'main',
  users: [{ uuid: `{${uuid}}`, display_name: 'Ana' }],
  groups: [{ slug: 'devs' }],
};
const ruleOf = (kind: string, pattern: string) => ({
  kind,
  match: { by: 'glob', pattern },
  users: [],
  groups: [],
  gaps: [],
  pipelinesSourceBranches: [],
});
const listing = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ uuid: `${String(at).padStart(8, '0')}-b371-4182-bd29-1d74687032bb` }));

describe('what is a list of the rules of a project', () => {
  test.each<[string, unknown, object]>([
    ['an empty list', [], { rules: [], whole: true }],
    ['a list', [force], { rules: [ruleOf('force', '*')], whole: true }],
    [
      'a list with ids, which stay for whoever marks the rules',
      [{ id: 7, ...force }],
      { rules: [{ id: 7, ...ruleOf('force', '*') }], whole: true },
    ],
    ['a page of all', { values: [force], size: 1 }, { rules: [ruleOf('force', '*')], whole: true }],
    ['a page without size', { values: [force] }, { rules: [ruleOf('force', '*')], whole: true }],
    ['a page of some', { values: [force], size: 2 }, { rules: [ruleOf('force', '*')], whole: false }],
    [
      'a page with another behind it',
      { values: [force], next: 'https://x' },
      { rules: [ruleOf('force', '*')], whole: false },
    ],
    [
      'a kind that is new',
      [{ kind: 'require_blessing', pattern: 'x' }],
      { rules: [ruleOf('require_blessing', 'x')], whole: true },
    ],
  ])('%s', (_, value, read) => {
    expect(suppliedRulesIn(value)).toEqual(read);
  });

  test.each([`{${uuid}}`, uuid, uuid.toUpperCase(), `{${uuid.toUpperCase()}}`])(
    'people are the same however their uuid is written: %s',
    (written) => {
      expect(suppliedRulesIn([{ ...push, users: [{ uuid: written }] }])).toMatchObject({
        rules: [{ users: [{ id: `{${uuid}}` }], groups: [{ slug: 'devs' }] }],
      });
    },
  );

  test('a branch type, a value and a match that is new', () => {
    expect(
      suppliedRulesIn([
        { kind: 'require_approvals_to_merge', branch_match_kind: 'branching_model', branch_type: 'release', value: 2 },
        { kind: 'force', branch_match_kind: 'regex', pattern: 'x' },
      ]),
    ).toMatchObject({
      rules: [{ match: { by: 'branch-type', type: 'release' }, value: 2 }, { match: { by: 'unknown', word: 'regex' } }],
    });
  });
});

describe('what is not: the whole list is refused, and no entry is dropped', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'it is neither a list of restrictions nor a page of one'],
    ['null', null, 'it is neither'],
    ['a text', '[]', 'it is neither'],
    ['one rule', force, 'it is neither'],
    ['a list in a list', [[force]], 'entry 1 is not a branch restriction with a kind'],
    ['an entry of another type', [force, { type: 'branch', kind: 'force', pattern: 'x' }], 'entry 2 is not'],
    ['no kind', [{ pattern: '*' }], 'entry 1 is not'],
    ['an empty kind', [{ ...force, kind: '' }], 'entry 1 is not'],
    ['a kind that is a number', [{ ...force, kind: 7 }], 'entry 1 is not'],
    ['no pattern', [{ kind: 'force' }], 'entry 1, of kind `force`, has no pattern'],
    ['a pattern that is a number', [{ kind: 'force', pattern: 7 }], 'entry 1 is not'],
    ['no branch type', [{ kind: 'force', branch_match_kind: 'branching_model' }], 'has no branch type'],
    [
      'a match that is deep',
      [{ ...force, branch_match_kind: JSON.parse('['.repeat(9_000) + ']'.repeat(9_000)) as unknown }],
      'entry 1 is not',
    ],
    ['no lists', [{ kind: 'push', pattern: 'main' }], 'has no lists `users` and `groups`'],
    ['no groups', [{ ...push, groups: undefined }], 'has no lists'],
    ['a user without uuid', [{ ...push, users: [{ display_name: 'Ana' }] }], 'has no lists'],
    ['a user by name', [{ ...push, users: [{ uuid: 'ana' }] }], 'lists `ana`, which is not a uuid'],
    ['a group without slug', [{ ...push, groups: [{ name: 'Devs' }] }], 'has no lists'],
    ['too many rules', Array.from({ length: 501 }, () => force), 'it holds more than 500 restrictions'],
    ['too many people', [{ ...push, users: listing(5_001) }], 'lists more than 5000 people and groups'],
    ['a long pattern', [{ ...force, pattern: 'x'.repeat(1_001) }], 'entry 1 holds a text of more than 1000 characters'],
    ['a long name', [{ ...push, users: [{ uuid, display_name: 'x'.repeat(1_001) }] }], 'entry 1 holds a text'],
    ['a kind that turns the line', [{ kind: '\u202Eforce' }], 'of kind `\\u{202E}force`, has no pattern'],
  ])('%s', (_, value, wrong) => {
    const read = suppliedRulesIn(value);
    expect('wrong' in read && read.wrong).toContain(wrong);
    expect(JSON.stringify(read).length).toBeLessThan(250);
  });

  test('of any list either every entry is read, or none', () => {
    const odd = fc.oneof(
      fc.constant(force),
      fc.constant(push),
      fc.json().map((text): unknown => JSON.parse(text)),
    );
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 6 }), (entries) => {
        const read = suppliedRulesIn(entries);
        expect('wrong' in read ? entries.length : read.rules.length).toBe(entries.length);
      }),
    );
  });
});
