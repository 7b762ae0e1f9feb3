import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { branchName } from '../../../src/core/branches/branch-name';

describe('a branch as people write it', () => {
  test.each<[written: string, name: string | undefined, why: string]>([
    ['main', 'main', 'a name'],
    ['feature/x/y', 'feature/x/y', 'slashes are part of it'],
    ['refs/heads/main', 'main', 'the prefix is dropped'],
    ['heads/main', 'heads/main', 'only the whole prefix is'],
    ['refs/tags/v1', 'refs/tags/v1', 'a tag stays one'],
    ['@', '@', 'Git allows it as a branch'],
    ['a@b', 'a@b', 'alone it is a letter'],
    ['größe-日本', 'größe-日本', 'whatever the letters'],
    ['100%', '100%', 'a percent sign'],
    ['$(x)', '$(x)', 'what a shell would read'],
    ["it's", "it's", 'a quote'],
    ['a`b', 'a`b', 'a backtick'],
    ['head', 'head', 'case counts'],
    ['a/HEAD', 'a/HEAD', 'only the whole name is taken'],
    ['a./b', 'a./b', 'a dot at the end of a part'],
    ['a/-x', 'a/-x', 'a dash inside'],
    ['HEAD', undefined, 'no branch is called that'],
    ['refs/heads/HEAD', undefined, 'nor with its prefix'],
    ['-x', undefined, 'it would be an option'],
    ['refs/heads/-x', undefined, 'nor with its prefix'],
    ['', undefined, 'nothing'],
    ['refs/heads/', undefined, 'nothing after the prefix'],
    ['refs/heads/refs/tags/x', undefined, 'it could not be told from a tag'],
    ['refs/tags/', undefined, 'nothing after the prefix'],
    ['refs/tags/a b', undefined, 'a tag is held to the same'],
    ['a@{b', undefined, 'the sign of a reflog'],
    ['a..b', undefined, 'the sign of a range'],
    ['a b', undefined, 'a space'],
    ['a\u007fb', undefined, 'a control character'],
    ['a\nb', undefined, 'a line break'],
    ['a~1', undefined, 'the sign of an ancestor'],
    ['a^', undefined, 'the sign of a parent'],
    ['a:b', undefined, 'the sign of a refspec'],
    ['a?', undefined, 'the sign of a pattern'],
    ['release/*', undefined, 'a pattern is no branch'],
    ['a[b', undefined, 'the sign of a pattern'],
    ['a\\b', undefined, 'a backslash'],
    ['/a', undefined, 'an empty first part'],
    ['a/', undefined, 'an empty last part'],
    ['a//b', undefined, 'an empty part'],
    ['.a', undefined, 'a hidden part'],
    ['a/.b', undefined, 'a hidden part'],
    ['a.', undefined, 'a dot at the end'],
    ['a.lock', undefined, 'the name of a lock'],
    ['a.lock/b', undefined, 'the name of a lock'],
  ])('%j is %j: %s', (written, name) => {
    expect(branchName(written)).toBe(name);
  });

  test('is allowed where Git allows it', () => {
    const part = fc.constantFrom(
      'a',
      'B',
      '.',
      '..',
      '/',
      '-',
      '@',
      '@{',
      '{',
      '}',
      'HEAD',
      '.lock',
      'lock',
      'é',
      '日',
      '\u{1F600}',
      '\u00a0',
      '\u202E',
      '%',
      ' ',
      '~',
      '^',
      ':',
      '?',
      '*',
      '[',
      ']',
      '\\',
      '\t',
      '\u007f',
      '!',
      '#',
      '"',
      "'",
      '$',
      '`',
      '|',
      '&',
      ';',
      '<',
      'refs/heads/',
      'refs/tags/',
    );
    // Git reads `@{-1}` and the like as something else; none of these names can be that.
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const name = parts.join('');
        fc.pre(!name.startsWith('refs/tags/'));
        expect({ name, allowed: branchName(`refs/heads/${name}`) !== undefined }).toEqual({
          name,
          allowed: gitAllows(name),
        });
      }),
      { numRuns: 60 },
    );
  });
});

function gitAllows(name: string): boolean {
  const { error, status } = spawnSync('git', ['check-ref-format', '--branch', name]);
  if (error) throw error;
  return status === 0;
}
