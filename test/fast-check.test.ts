import { expect, test } from '@jest/globals';
import fc from 'fast-check';

/** The cases that a property is asked about. */
function casesOf(parameters: fc.Parameters<unknown>): number[] {
  const cases: number[] = [];
  fc.assert(
    fc.property(fc.nat(), (one) => {
      cases.push(one);
    }),
    parameters as fc.Parameters<[number]>,
  );
  return cases;
}

test('a property is asked about the same cases each time, which replay by seed and path', () => {
  expect(casesOf({ numRuns: 50 })).toEqual(casesOf({ numRuns: 50 }));
  expect(casesOf({ seed: 1, path: '3' })[0]).toBe(casesOf({ seed: 1 })[3]);
  expect(() => {
    fc.assert(fc.property(fc.nat(), (one) => one < 5));
  }).toThrow(/seed: 20261129, path: "/);
});
