import { describe, expect, test } from '@jest/globals';
import { dataCenterGlob } from '../../../../src/core/branches/dialects/data-center';
import { readInDialects } from '../../../../src/core/branches/dialects/dialects';

describe('branch permission patterns of Data Center', () => {
  // The examples of the page, and what follows from its rules.
  test.each<[pattern: string, branch: string, matches: boolean | undefined]>([
    ['*', 'main', true],
    ['*', 'release/1', true],
    ['PROJECT-*', 'PROJECT-1234', true],
    ['PROJECT-*', 'stable/PROJECT-new', true],
    ['PROJECT-*', 'MYPROJECT-1', false],
    ['PROJECT-*', 'PROJECT-1/x', false],
    ['?.?', '1.1', true],
    ['?.?', 'stable/2.X', true],
    ['?.?', '11.1', false],
    ['tags/', 'stable/tags/some_branch', true],
    ['tags/**', 'stable/tags/some_branch', true],
    ['tags/', 'stable/other', false],
    ['foo/', 'foo', true],
    ['heads/**/master', 'master', true],
    ['heads/**/master', 'stable/master', true],
    ['refs/heads/release/*', 'release/1', true],
    ['refs/heads/release/*', 'old/refs/heads/release/1', true],
    ['heads/*', 'release/1', false],
    ['release/*', 'release/1', true],
    ['release/*', 'release/1/a', false],
    ['release/**', 'release/1/a', true],
    ['{a,b}', 'a', false],
    ['Main', 'main', false],
    ['a*b?c', 'axxbyc', true],
    ['a*b?c', 'axxbc', false],
    ['release**', 'release/1', undefined],
    ['/main', 'main', undefined],
    ['a//b', 'a/b', undefined],
    ['', 'main', undefined],
  ])('%s on %s: %j', (pattern, branch, matches) => {
    expect(dataCenterGlob(pattern)?.(branch)).toBe(matches);
  });
});

test('one text in three dialects', () => {
  const names = ['release/1', 'release/1/a', 'team/release/1', 'main'];
  expect(readInDialects('release/*', names)).toEqual({
    restrictions: { matches: ['release/1', 'release/1/a'] },
    pipelines: { matches: ['release/1'] },
    'data-center': { matches: ['release/1', 'team/release/1'] },
  });
  expect(readInDialects('release**', names)['data-center']).toBeUndefined();
});
