import { describe, expect, test } from '@jest/globals';
import { gathering, identityOf } from '../../../src/bitbucket/port/entries';

const [ana, ben] = [
  { uuid: '{ana}', display_name: 'Ana' },
  { uuid: '{ben}', display_name: 'Ana' },
];
const [web, api] = [
  { uuid: '{web}', full_name: 'acme/web' },
  { uuid: '{api}', full_name: 'acme/api' },
];
const build = { key: 'ci', state: 'FAILED', refname: 'main', commit: { hash: 'aaaaaaa' }, created_on: '2026-11-01' };

/** Whether two entries that come on different pages are taken for one. */
function areOne(one: unknown, other: unknown): boolean {
  return identityOf(one).key === identityOf(other).key;
}

describe('one and the same', () => {
  test.each<[string, unknown, unknown]>([
    ['a restriction that was changed', { id: 7, kind: 'push', users: [] }, { id: 7, kind: 'push', users: [ana] }],
    ['a branch that was pushed to', { name: 'main', target: { hash: 'a' } }, { name: 'main', target: { hash: 'b' } }],
    ["a person's grant that was raised", { user: ana, permission: 'read' }, { user: ana, permission: 'admin' }],
    [
      'a person, renamed',
      { user: ana, permission: 'read' },
      { user: { uuid: '{ana}', display_name: 'Ann' }, permission: 'read' },
    ],
    [
      "a group's grant",
      { group: { slug: 'devs' }, permission: 'read' },
      { group: { slug: 'devs', name: 'Devs' }, permission: 'write' },
    ],
    ['a comment that was resolved', { id: 3, user: ana }, { id: 3, user: ana, resolution: {} }],
    ['a commit', { hash: 'abc', parents: [] }, { hash: 'abc' }],
    ['a default reviewer, as older replies have them', ana, { ...ana, nickname: 'a' }],
    ['a build that went on', build, { ...build, state: 'SUCCESSFUL' }],
    [
      'a restriction without an id, in the same words',
      { kind: 'push', pattern: 'main' },
      { kind: 'push', pattern: 'main' },
    ],
    ['a text', 'main', 'main'],
  ])('%s', (_, one, other) => {
    expect(areOne(one, other)).toBe(true);
  });
});

describe('not the same', () => {
  test.each<[string, unknown, unknown]>([
    ['two people of one name', { user: ana, permission: 'read' }, { user: ben, permission: 'read' }],
    ["one person's permissions on two repositories", { user: ana, repository: web }, { user: ana, repository: api }],
    ['a person and a repository with one id', { user: { uuid: '{1}' } }, { repository: { uuid: '{1}' } }],
    [
      'a default reviewer by repository and by project',
      { user: ana, reviewer_type: 'repository' },
      { user: ana, reviewer_type: 'project' },
    ],
    ['a build of another commit', build, { ...build, commit: { hash: 'bbbbbbb' } }],
    ['a build of another branch', build, { ...build, refname: 'next' }],
    ['two restrictions without an id', { kind: 'push', pattern: 'main' }, { kind: 'force', pattern: 'main' }],
    ['branches that differ in case', { name: 'main' }, { name: 'Main' }],
    ['a number and a text', { id: 1 }, { id: '1' }],
    [
      'two checks of one app',
      { type: 'custom_pre_merge_check', uuid: '{1}', blocking: true, check: { name: 'Licence' } },
      { type: 'custom_pre_merge_check', uuid: '{1}', blocking: false, check: { name: 'Size' } },
    ],
    [
      'grants to two people who are not named',
      { user: null, repository: web, permission: 'read' },
      { user: null, repository: web, permission: 'write' },
    ],
  ])('%s', (_, one, other) => {
    expect(areOne(one, other)).toBe(false);
  });
});

describe('pages', () => {
  const nameless = { kind: 'push', pattern: 'main' };

  test.each<[string, pages: { values: unknown[]; size?: number }[], entries: unknown[], isWhole: boolean]>([
    [
      'one after the other',
      [
        { values: [{ id: 1 }], size: 2 },
        { values: [{ id: 2 }], size: 2 },
      ],
      [{ id: 1 }, { id: 2 }],
      true,
    ],
    [
      'one that repeats',
      [
        { values: [{ id: 1 }], size: 2 },
        { values: [{ id: 1 }], size: 2 },
      ],
      [{ id: 1 }],
      false,
    ],
    [
      'one that repeats, where no size is given',
      [{ values: ['a', 'b'] }, { values: ['b', 'c'] }],
      ['a', 'b', 'c'],
      false,
    ],
    ['one that tells a thing twice', [{ values: [{ id: 1 }, { id: 1 }] }], [{ id: 1 }], false],
    [
      'what was changed in between is not known',
      [{ values: [{ id: 1, kind: 'push' }, { id: 2 }] }, { values: [{ id: 1, kind: 'force' }] }],
      [{ id: 2 }],
      false,
    ],
    ['fewer than there should be', [{ values: ['a'], size: 2 }], ['a'], false],
    ['more than there should be', [{ values: ['a', 'b'], size: 1 }], ['a', 'b'], false],
    [
      'the size changed while they were read',
      [
        { values: ['a'], size: 2 },
        { values: ['b'], size: 3 },
      ],
      ['a', 'b'],
      false,
    ],
    [
      'two without an id that say the same, on one page',
      [{ values: [nameless, nameless], size: 2 }],
      [nameless, nameless],
      true,
    ],
    [
      'the same on two pages',
      [
        { values: [nameless], size: 2 },
        { values: [nameless], size: 2 },
      ],
      [nameless],
      false,
    ],
    [
      'a build that ran twice, on one page',
      [{ values: [build, { ...build, state: 'SUCCESSFUL' }] }],
      [build, { ...build, state: 'SUCCESSFUL' }],
      true,
    ],
    [
      'the same on two pages, and it went on',
      [{ values: [build] }, { values: [{ ...build, state: 'SUCCESSFUL' }] }],
      [],
      false,
    ],
    ['none', [], [], true],
    ['empty', [{ values: [], size: 0 }], [], true],
  ])('%s', (_, pages, entries, isWhole) => {
    const gathered = gathering();
    for (const page of pages) gathered.take(page);
    expect({ entries: gathered.entries(), isWhole: gathered.isWhole() }).toEqual({ entries, isWhole });
  });
});
