import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { stopTime } from '../clock';
import { calm, dyingPlanners, dyingReaders, expected, failingStorage, morning, size, twiceInAnyOrder } from './chaos';
import { hour } from './memory';

beforeEach(() => {
  stopTime(morning);
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a calm run', () => {
  test('names each change in the hour before which it was made, and no other', async () => {
    const { history, rows, facts } = await calm();
    const found = Object.entries(history).map(([slug, changes]) => [
      slug,
      changes.map(({ to }) => (Date.parse(to ?? '') - morning) / hour),
    ]);
    expect(Object.fromEntries(found.filter(([, hours]) => hours?.length))).toEqual(expected);
    expect(Object.keys(rows)).toHaveLength(size);
    // One of them the app may not see at all.
    expect(Object.keys(facts)).toHaveLength(size - 1);
  });

  test('says of which repositories the app was refused, and of which it knows nothing', async () => {
    const { rows } = await calm();
    expect(rows['repo-5']?.digest).toMatchObject({
      gaps: expect.arrayContaining([expect.objectContaining({ because: 'forbidden', reader: 'app', status: 403 })]),
    });
    expect(rows['repo-6']?.digest).toMatchObject({
      gap: { of: { what: 'repository' }, because: 'not-found', reader: 'app' },
    });
    expect(rows['repo-7']?.digest).toMatchObject({
      gaps: expect.arrayContaining([expect.objectContaining({ because: 'unreachable', reader: 'app' })]),
    });
  });
});

const seeds = [1, 2, 3];

test.each(seeds)('every message twice and in any order (%i) leaves what a calm run leaves', twiceInAnyOrder);

test.each(seeds)('whoever reads dies at any point (%i), and what was left is done', dyingReaders);

test.each(seeds)('the storage fails now and then (%i), and nothing is lost or doubled', failingStorage);

test.each(seeds)('whoever plans dies at any point (%i), and the next hour goes on', dyingPlanners);
