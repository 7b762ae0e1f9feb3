import fc from 'fast-check';
import { levels, type Restriction } from '../../src/core/model';
import type { Change } from '../../src/core/questions/change/change';
import { people } from './facts';
import { someRestrictions } from './random';

const ids = Object.values(people).map(({ id }) => id);
const someIds = fc.subarray(ids, { maxLength: 2 });
const numbered = (one: Restriction, id: number) => ({ ...one, id });

/** Changes to the repositories of `random.ts`: they may speak of restrictions that are not there. */
export const changes: fc.Arbitrary<Change> = fc.record({
  restrictions: fc.record({
    add: fc.array(someRestrictions, { maxLength: 2 }),
    remove: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
    replace: fc.uniqueArray(
      fc.tuple(someRestrictions, fc.integer({ min: 1, max: 4 })).map(([one, id]) => numbered(one, id)),
      { maxLength: 1, selector: ({ id }) => id },
    ),
  }),
  groups: fc.dictionary(fc.constantFrom('devs', 'leads', 'others'), fc.record({ add: someIds, remove: someIds }), {
    maxKeys: 2,
  }),
  permissions: fc.dictionary(fc.constantFrom(...ids), fc.constantFrom(...levels), { maxKeys: 2 }),
});
