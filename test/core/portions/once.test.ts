import { expect, test } from '@jest/globals';
import { oncePer } from '../../../src/core/portions/once';

test('of each object it is made once, whatever it is; of its equal anew', () => {
  const asked: object[] = [];
  const made = [0, '', null, false, { a: 1 }];
  const of = oncePer((one: { at: number }) => {
    asked.push(one);
    return made[one.at];
  });
  const objects = made.map((_, at) => ({ at }));
  for (const one of [...objects, ...objects]) expect(of(one)).toBe(made[one.at]);
  expect(asked).toEqual(objects);
  expect(of({ at: 4 })).toBe(made[4]);
  expect(asked).toHaveLength(made.length + 1);
});
