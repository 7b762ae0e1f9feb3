import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPattern, pipelinesGlobMatches } from '../../../../src/core/branches/dialects/pipelines';
import { processorTime } from '../../../processor-time';

describe('patterns of pipelines', () => {
  test.each<[pattern: string, name: string, matches: boolean]>([
    ['main', 'main', true],
    ['main', 'Main', false],
    ['feature/*', 'feature/login', true],
    ['feature/*', 'feature/a/b', false],
    ['feature/**', 'feature/a/b', true],
    ['*', 'main', true],
    ['*', 'feature/login', false],
    ['**', 'feature/a/b', true],
    ['*/login', 'feature/login', true],
    ['release-*', 'release-1.0', true],
    ['release-*', 'release-', true],
    ['{main,develop}', 'develop', true],
    ['{main,develop}', 'next', false],
    ['{bugfix,feature}/*', 'bugfix/1', true],
    ['{a,b}-{c,d}', 'b-d', true],
    ['v?', 'v1', true],
    ['v?', 'v/', false],
    ['{unclosed', '{unclosed', true],
    ['a.c', 'abc', false],
    ['', '', true],
    ['release-**', 'release-a/b', true],
    ['**/login', 'login', false],
    ['!main', 'next', false],
    ['{1..3}', '2', false],
    ['./main', 'main', false],
    ['feature/*', 'feature/.x', true],
  ])('%s on %s: %s', (pattern, name, matches) => {
    expect(pipelinesGlobMatches(pattern, name)).toBe(matches);
  });

  test('a pattern with many stars does not take long', () => {
    const seconds = processorTime();
    for (const pattern of ['*a'.repeat(400), '**a'.repeat(300), '{a,b}'.repeat(200), '*'.repeat(1_000)])
      pipelinesGlobMatches(`${pattern}b`, 'a'.repeat(900));
    expect(seconds()).toBeLessThan(10);
  });

  test('a name without special characters is matched by itself alone', () => {
    const plain = fc.string({ maxLength: 20 }).filter((text) => !/[*?{]/.test(text));
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        expect(isPattern(a)).toBe(false);
        expect(pipelinesGlobMatches(a, b)).toBe(a === b);
      }),
    );
  });
});
