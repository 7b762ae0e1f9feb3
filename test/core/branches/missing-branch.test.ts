import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { missingBranch } from '../../../src/core/branches/missing-branch';
import type { Operation } from '../../../src/core/model';
import { sayBranchNote } from '../../../src/core/say/branch-note';

describe('which existing branch may have been meant', () => {
  const usual = ['main', 'develop', 'release/2.0', 'feature/login'];
  test.each<[asked: string, existing: string[], near: string[], why: string]>([
    ['mian', usual, ['main'], 'two letters in the wrong order'],
    ['Main', usual, ['main'], 'letter case'],
    ['FEATURE/Login', usual, ['feature/login'], 'letter case'],
    ['man', usual, ['main'], 'a letter is missing'],
    ['maiin', usual, ['main'], 'a letter too many'],
    ['devlop', usual, ['develop'], 'a letter is missing'],
    ['ddeveloop', usual, ['develop'], 'two letters too many'],
    ['dvlp', usual, [], 'three letters are missing'],
    ['origin/mian', usual, ['main'], 'a letter, behind a remote’s name'],
    ['bugfix/login', usual, ['feature/login'], 'the same last segment'],
    ['login', usual, ['feature/login'], 'the same last segment, without those before it'],
    ['refs/main', usual, ['main'], 'the same last segment'],
    ['topic', usual, [], 'near nothing'],
    ['release/2.1', usual, [], 'another number is another branch'],
    ['PROJ-124', ['PROJ-123', 'PROJ-12'], [], 'another number is another branch'],
    ['v', ['w', 'x'], [], 'half of a name is not the name'],
    ['qa', ['qb', 'dev'], ['qb'], 'one letter of two'],
    ['m\u0430in', usual, ['main'], 'a Cyrillic letter that looks the same'],
    ['caf\u0065\u0301', ['caf\u00e9'], ['caf\u00e9'], 'an accent written in another way'],
    ['main', [], [], 'there is no branch at all'],
    ['mai', ['maix', 'maiy', 'main', 'mair'], ['maix', 'maiy', 'main'], 'three at most'],
    ['mian', ['mein', 'Mian', 'x/mian', 'mians'], ['Mian', 'mians', 'mein'], 'the nearest first'],
    ['"mian"', ['"main"'], ['"main"'], 'quotes'],
    [`${'x'.repeat(254)}y`, [`${'x'.repeat(254)}z`], [`${'x'.repeat(254)}z`], 'a long name'],
  ])('%s among %j: %j (%s)', (asked, existing, near) => {
    expect(missingBranch(asked, existing)).toEqual({ exists: false, near });
  });

  test.each<[asked: string, existing: string[], remotes: string[], near: string[], remote: string | undefined]>([
    ['origin/main', ['x', 'main'], [], ['main'], 'origin'],
    ['upstream/release/2.0', ['main', 'release/2.0'], [], ['release/2.0'], 'upstream'],
    ['fork/main', ['main'], ['fork'], ['main'], 'fork'],
    ['acme/fork/topic', ['topic', 'fork/topic'], ['acme', 'acme/fork'], ['fork/topic', 'topic'], 'acme'],
    ['fork/main', ['main'], [], ['main'], undefined],
    ['origin/main', ['maim'], [], ['maim'], undefined],
    ['origin', ['main'], ['origin'], [], undefined],
    ['origin/', ['main'], [], [], undefined],
  ])('%s among %j, with remotes %j: %j, remote %s', (asked, existing, remotes, near, remote) => {
    expect(missingBranch(asked, existing, remotes)).toEqual({
      exists: false,
      near,
      ...(remote !== undefined && { remote }),
    });
  });

  test.each(['main', 'origin/main', 'release/2.0'])('nothing is said of a branch that exists: %s', (name) => {
    expect(missingBranch(name, ['origin/main', 'main', 'release/2.0'], ['origin'])).toBeUndefined();
  });

  test('nothing is said of a tag', () => {
    expect(missingBranch('refs/tags/v1', [])).toBeUndefined();
  });

  const names = fc.array(fc.oneof(fc.stringMatching(/^[mainMA/]{1,6}$/), fc.string({ unit: 'grapheme' })), {
    maxLength: 12,
  });
  test('an existing name is never said to be missing, and what is said to be near exists', () => {
    fc.assert(
      fc.property(names, fc.stringMatching(/^[mainMA/]{1,6}$/), names, (existing, asked, remotes) => {
        for (const name of existing) expect(missingBranch(name, existing, remotes)).toBeUndefined();
        const note = missingBranch(asked, [...new Set(existing)], remotes);
        expect(note === undefined).toBe(existing.includes(asked));
        if (!note) return;
        expect(existing).toEqual(expect.arrayContaining(note.near));
        expect(new Set(note.near).size).toBe(note.near.length);
        expect(note.near.length).toBeLessThanOrEqual(3);
        if (note.remote !== undefined) expect(asked).toBe(`${note.remote}/${note.near[0] ?? ''}`);
      }),
    );
  });
});

describe('in words', () => {
  const says = (operation: Operation, branch: string, existing: string[]) => {
    const note = missingBranch(branch, existing);
    return sayBranchNote(note, { operation, branch }, { fullName: 'acme/web' }).branchNote?.says;
  };

  test.each<[Operation, string, string[], string | undefined]>([
    ['push', 'mian', ['main'], '`mian` does not exist in acme/web: a push would create it. Did you mean `main`?'],
    ['push', 'topic', ['main'], '`topic` does not exist in acme/web: a push would create it.'],
    [
      'push',
      'origin/main',
      ['main'],
      '`origin/main` does not exist in acme/web: a push would create it. Did you mean `main`? ' +
        '`origin` is a remote’s name.',
    ],
    [
      'push',
      'Main',
      ['main', 'maine'],
      '`Main` does not exist in acme/web: a push would create it. Did you mean `main` or `maine`? ' +
        'Git tells branches apart by letter case.',
    ],
    ['create', 'topic', ['main'], undefined],
    ['create', 'mian', ['main'], '`mian` does not exist in acme/web yet. Did you mean `main`?'],
    [
      'force-push',
      'topic',
      [],
      '`topic` does not exist in acme/web: there is nothing to overwrite, and a push would create it.',
    ],
    ['delete', 'topic', [], '`topic` does not exist in acme/web: there is nothing to delete.'],
    ['merge', 'topic', [], '`topic` does not exist in acme/web: there is nothing to merge into.'],
    [
      'merge',
      'ma`in',
      ['ma`in\u202E'],
      '`` ma`in `` does not exist in acme/web: there is nothing to merge into. Did you mean `` ma`in\\u{202E} ``?',
    ],
    ['push', 'main', ['main'], undefined],
  ])('%s %s among %j', (operation, branch, existing, expected) => {
    expect(says(operation, branch, existing)).toBe(expected);
  });
});
