import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { coverageOf } from '../../../src/core/branches/coverage';
import { covers, globMatches } from '../../../src/core/branches/glob';
import { facts, ofType, push } from '../facts';

const letters = ['a', 'b', 'c', '-', '/', 'é', '\u{1F600}'];
const text = (of: string[], maxLength: number) =>
  fc.array(fc.constantFrom(...of), { maxLength }).map((parts) => parts.join(''));
/** Stars at the beginning, at the end, in the middle, and beside each other; names of which several have a part. */
const patterns = fc.array(text(['*', '*', ...letters, 'a-b', 'cab'], 6), { maxLength: 40 });
const names = fc.array(text([...letters, 'a-b', 'cab', 'refs/tags/'], 9), { minLength: 1, maxLength: 12 });

test('of many patterns at once the same ones cover a name as of each alone', () => {
  fc.assert(
    fc.property(patterns, names, (written, some) => {
      const own = facts({ restrictions: [...written.map((one) => push(one)), push(ofType('release'))] });
      const { items } = own.restrictions;
      for (const name of some) {
        const alone = items.flatMap((one, at) => (covers(one, name, own).is === 'yes' ? [at] : []));
        expect(
          coverageOf(own)
            .of(name)
            .map(({ at }) => at),
        ).toEqual(alone);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('and those that would if letter case did not count', () => {
  const lower = (one: string) => one.toLowerCase();
  const mixed = text(['*', 'a', 'A', 'b', 'B', '/'], 6);
  fc.assert(
    fc.property(fc.array(mixed, { maxLength: 20 }), mixed, (written, name) => {
      const own = facts({ restrictions: [...written.map((one) => push(one)), push(ofType('release'))] });
      const alone = written.filter((one) => !globMatches(one, name) && globMatches(lower(one), lower(name)));
      expect(
        coverageOf(own)
          .besideCase(name)
          .map(({ match }) => match),
      ).toEqual(alone.map((pattern) => ({ by: 'glob', pattern })));
    }),
    { numRuns: 1_000 },
  );
});

test('of a name of thousands of letters, by patterns with many stars', () => {
  const name = 'a-'.repeat(5_000);
  const own = facts({ restrictions: ['*a-a*-a*-a*b', '*a-a*-a*-a*-', '*-a', 'a*'].map((one) => push(one)) });
  expect(coverageOf(own).placesOn(name).toSorted()).toEqual([1, 3]);
});
