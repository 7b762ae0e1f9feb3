import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globMatches } from '../../../src/core/branches/glob';
import { nameForms, nearMatches as among, type Miss } from '../../../src/core/branches/near-matches';
import { processorTime } from '../../processor-time';

function nearMatches(pattern: string, branches: string[], only?: Miss['by'][]) {
  return among(pattern, nameForms(branches), only);
}

describe('what a pattern misses a branch by', () => {
  test.each<[pattern: string, branch: string, misses: Miss | undefined]>([
    ['release/*', 'release/1', undefined],
    ['release/* ', 'release/1', { by: 'white-space' }],
    [' main', 'main', { by: 'white-space' }],
    ['Release/*', 'release/1', { by: 'letter-case' }],
    ['main', 'Main', { by: 'letter-case' }],
    ['refs/heads/main', 'main', { by: 'extra-prefix', prefix: 'refs/heads/' }],
    ['origin/release/*', 'release/1', { by: 'extra-prefix', prefix: 'origin/' }],
    ['/main', 'main', { by: 'extra-prefix', prefix: '/' }],
    ['release-?', 'release-1', { by: 'dialect', dialects: ['pipelines', 'data-center'] }],
    ['{main,develop}', 'develop', { by: 'dialect', dialects: ['pipelines'] }],
    ['v?', 'team/v1', { by: 'dialect', dialects: ['data-center'] }],
    ['v?', 'v1/x', undefined],
    ['main|develop', 'develop', { by: 'list', between: '|' }],
    ['main, release/*', 'release/1', { by: 'list', between: ',' }],
    ['^release/.*$', 'release/1', { by: 'regular-expression' }],
    ['v\\d+\\.\\d+', 'v1.2', { by: 'regular-expression' }],
    ['release-*', 'release/1', { by: 'separator', written: '-', meant: '/' }],
    ['feature_*', 'feature/login', { by: 'separator', written: '_', meant: '/' }],
    ['*-rc', '1.0/rc', { by: 'separator' }],
    ['release', 'release/1', { by: 'no-star' }],
    ['release/', 'release/1', { by: 'no-star' }],
    ['release', 'release-2', { by: 'no-star' }],
    ['release', 'releases', { by: 'letters', written: 'release', meant: 'releases' }],
    ['hotfix-*', 'team/hotfix-1', { by: 'missing-prefix', prefix: 'team/' }],
    ['main', 'team/ops/main', { by: 'missing-prefix', prefix: 'team/ops/' }],
    ['v*', 'feature/vim', undefined],
    ['relase/*', 'release/1', { by: 'letters', written: 'relase/', meant: 'release/' }],
    ['relase/*', 'releases', undefined],
    ['relase/*', 'relase2/1', undefined],
    ['feat/*/x', 'feet/a/x', { by: 'letters', written: 'feat/', meant: 'feet/' }],
    ['feat/*/x', 'feet/a/y', undefined],
    ['dev/*', 'deploy/x', undefined],
    ['fix*', 'final', undefined],
    ['qa*', 'main', undefined],
    ['develp', 'development', undefined],
    ['*-realese', 'v1-release', { by: 'letters', written: '-realese', meant: '-release' }],
    ['mian', 'main', { by: 'letters', written: 'mian', meant: 'main' }],
    ['release/1*', 'release/2', { by: 'number' }],
    ['release-1.0', 'release-2.0', { by: 'number' }],
    ['release-1.0', 'release-2', undefined],
    ['release-10', 'release-1', { by: 'number' }],
    ['v1*', 'w2', undefined],
    ['MAI*', 'main', { by: 'letter-case' }],
    ['*-wip', 'a-WIP', { by: 'letter-case' }],
    ['main', 'dev', undefined],
    ['*', 'main', undefined],
    ['', 'main', undefined],
    ['a'.repeat(2_000), 'a'.repeat(2_001), undefined],
  ])('%j on %j: %j', (pattern, branch, misses) => {
    expect(nearMatches(pattern, [branch])).toEqual(misses ? [{ branch, misses }] : []);
  });

  test('is never said of a branch that it covers, and always of one it was made to miss', () => {
    const name = fc.string({ unit: fc.constantFrom(...'abc/-.'.split('')), minLength: 1, maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom(...'abcAB/-.*? {,}|'.split('')), maxLength: 8 });
    fc.assert(
      fc.property(pattern, fc.array(name, { maxLength: 5 }), (written, names) => {
        for (const { branch } of nearMatches(written, names)) {
          expect(names).toContain(branch);
          expect(globMatches(written, branch)).toBe(false);
        }
      }),
    );
    fc.assert(
      fc.property(name, (branch) => {
        for (const written of [` ${branch}`, `refs/heads/${branch}`])
          expect(nearMatches(written, [branch]).map((one) => one.branch)).toEqual([branch]);
      }),
    );
  });

  test('by some reasons alone, whatever else would explain it', () => {
    expect(nearMatches('Release', ['release', 'release/1', 'Release/2'], ['no-star'])).toEqual([
      { branch: 'Release/2', misses: { by: 'no-star' } },
    ]);
  });

  test('takes no longer than a few passes over each name, whatever the pattern', () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `feature/${'a'.repeat(40)}-${String(at)}`);
    const hostile = ['{a,*b,?c}'.repeat(40), '*a'.repeat(450), '?'.repeat(900), '.*'.repeat(400), 'a|'.repeat(400)];
    const seconds = processorTime();
    for (const pattern of hostile) nearMatches(pattern, names);
    expect(seconds()).toBeLessThan(20);
  });
});
