import { describe, expect, test } from '@jest/globals';
import { apply } from '../../../../../src/sandbox/bitbucket/workspace/year/edit';
import { historyOf } from '../../../../../src/sandbox/bitbucket/workspace/year/history';
import { seededWorkspace } from '../../../../../src/sandbox/bitbucket/workspace/seed';
import { yearOf } from '../../../../../src/sandbox/bitbucket/workspace/year/year';

const hour = 3_600_000;
const day = 24 * hour;

/** Everything of a workspace, as text; the order of lists counts, that of keys does not. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one instanceof Map ? [...one].sort(([a], [b]) => (a < b ? -1 : 1)) : one instanceof Set ? [...one].sort() : one,
  );
}

describe('the year of the seeded workspace', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(textOf(yearOf(3))).toBe(textOf(yearOf(3)));
    expect(textOf(yearOf(3))).not.toBe(textOf(yearOf(4)));
    expect(textOf(seededWorkspace(3))).toBe(textOf(seededWorkspace(3)));
  });

  test.each([1, 2, 3])(
    'of the seed %i goes on all through in the order of time, and every edit changes something',
    (seed) => {
      const workspace = seededWorkspace(seed);
      const year = yearOf(seed);
      const quarters = [0, 1, 2, 3].map((quarter) => year.filter(({ at }) => Math.floor(at / day / 92) === quarter));
      for (const quarter of quarters) expect(quarter.length).toBeGreaterThan(100);
      const wrong: object[] = [];
      let last = 0;
      for (const edit of year) {
        const { repositories } = workspace;
        const touched = () =>
          'repository' in edit && typeof edit.repository === 'string'
            ? textOf(repositories.get(edit.repository))
            : textOf({ ...workspace, repositories: [...repositories.keys()] });
        const before = touched();
        apply(workspace, edit);
        if (touched() === before || edit.at < last) wrong.push(edit);
        last = edit.at;
      }
      expect(wrong).toEqual([]);
    },
  );

  test.each<[string, number, number]>([
    ['an hour', 0, hour],
    ['the first day', hour, day],
    ['the first week', day, 7 * day],
    ['a later day or two', 100 * day, 102 * day],
    ['the last weeks', 350 * day, 365 * day],
  ])('something happens within %s', (_, from, to) => {
    expect(yearOf(1).some(({ at }) => at > from && at <= to)).toBe(true);
  });

  test('ends: nothing happens later', () => {
    const history = historyOf(1);
    expect(history.at(366 * day)).toBe(history.at(3_000 * day));
  });
});

describe('its history', () => {
  test('gives the same at a moment, whether one went there in steps, at once, or back', () => {
    const steps = historyOf(1);
    for (let at = 0; at <= 40 * day; at += 7 * hour) steps.at(at);
    const later = textOf(steps.at(40 * day));
    expect(later).toBe(textOf(historyOf(1).at(40 * day)));
    expect(textOf(steps.at(0))).toBe(textOf(seededWorkspace(1)));
    expect(textOf(steps.at(40 * day))).toBe(later);
    expect(textOf(steps.at(-day))).toBe(textOf(seededWorkspace(1)));
  });

  test('is another object after an edit, and the same while nothing happens', () => {
    const history = historyOf(1);
    const first = history.at(0);
    expect(history.at(1)).toBe(first);
    expect(history.at(hour)).not.toBe(first);
  });
});
