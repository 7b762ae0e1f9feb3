import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isDeeper } from '../../src/core/nesting';

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}

test('it is as deep as what the text says', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const depth = depthOf(value);
      expect([isDeeper(text, depth), depth > 0 && isDeeper(text, depth - 1)]).toEqual([false, depth > 0]);
    }),
    { numRuns: 500 },
  );
});

test.each<[string, boolean]>([
  ['"[[[[[[[["', false],
  ['"\\"[[[[[[[["', false],
  ['"\\\\",[[[[', true],
  ['["]]]]]]","[",[[[[', true],
  ['[],[],[],[],[]', false],
  ['{"a":[{"b":[1]}]}', true],
  ['{"a":[{"b":1}]}', false],
  ['', false],
  ['"', false],
  ['"\\', false],
])('%s is deeper than three: %s', (text, is) => {
  expect(isDeeper(text, 3)).toBe(is);
});

test('the stack does not grow with the depth, nor the time with more than the length', () => {
  const long = 100_000;
  expect(isDeeper('['.repeat(long), long)).toBe(false);
  expect(isDeeper('['.repeat(long), long - 1)).toBe(true);
  for (const text of ['"', '\\', '"\\', '[]']) expect(isDeeper(text.repeat(long), 1)).toBe(false);
});
