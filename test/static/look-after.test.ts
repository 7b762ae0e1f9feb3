import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { clock } from '../../static/src/workspace/reading/clock';
import { lookAfter } from '../../static/src/workspace/reading/look-after';

const hour = 3_600_000;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** How often it looked within an hour, at a reading that ends with the look of this number. */
async function looksWithinAnHour({ end = Infinity, isSeen = () => true }): Promise<number> {
  let looks = 0;
  const callOff = lookAfter(
    () => {
      looks += 1;
      return Promise.resolve(looks >= end);
    },
    isSeen,
    clock,
  );
  await jest.advanceTimersByTimeAsync(hour);
  callOff();
  const before = looks;
  await jest.advanceTimersByTimeAsync(hour);
  expect(looks).toBe(before);
  return looks;
}

test('a reading that goes on all day costs a page that stays open few of the calls of an hour', async () => {
  const looks = await looksWithinAnHour({});
  expect(looks).toBeGreaterThan(20);
  expect(looks).toBeLessThan(40);
});

test('one that has ended is looked at no more', async () => {
  expect(await looksWithinAnHour({ end: 3 })).toBe(3);
});

test('nothing is looked at while nobody sees the page, and soon again once somebody does', async () => {
  expect(await looksWithinAnHour({ isSeen: () => false })).toBe(0);
  const began = Date.now();
  const late = await looksWithinAnHour({ isSeen: () => Date.now() > began + hour - 25_000 });
  expect(late).toBeGreaterThan(0);
});
