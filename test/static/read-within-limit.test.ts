import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { limited } from '../../src/sandbox/bitbucket/workspace/rate';
import { outcomeOf } from '../../static/src/workspace/reading/outcome';
import { readEach, type Progress } from '../../static/src/workspace/reading/read-each';
import { stopTheClock } from '../forge/clock';
import { house } from '../forge/workspace/house';
import { town } from '../forge/workspace/town';

const minute = 60_000;

beforeEach(() => {
  stopTheClock(Date.parse('2026-11-29T09:00:00Z'));
});
afterEach(() => {
  jest.useRealTimers();
});

test('whoever reads 200 repositories as themself is never refused by Bitbucket, and can open the page at any time', async () => {
  const it = town(200);
  const statuses: number[] = [];
  const times: number[] = [];
  const owner = limited(it.as('owner'), 1_000, () => Date.now());
  it.as = () => async (path) => {
    const reply = await owner(path);
    statuses.push(reply.status);
    times.push(Date.now());
    return reply;
  };
  const app = house(it);
  let due: { at: number; then: () => void } | undefined;
  const told: Progress[] = [];
  readEach(
    it.homes.map(({ uuid, slug }) => ({ id: uuid, name: slug })),
    async ({ id, name }) => {
      // Each takes some seconds.
      jest.setSystemTime(Date.now() + 5_000);
      return outcomeOf(await app.ask('owner', 'readRepository', { repository: id }), name);
    },
    (progress) => told.push(progress),
    {
      now: () => Date.now(),
      after: (milliseconds, then) => {
        due = { at: Date.now() + milliseconds, then };
        return () => undefined;
      },
    },
  );
  const standing = () => told.at(-1)?.standing;
  for (let turns = 0; turns < 100 && standing()?.is !== 'done'; turns += 1) {
    while (standing()?.is === 'reading') await new Promise((resolve) => setImmediate(resolve));
    if (!due) break;
    jest.setSystemTime(due.at - minute);
    // Somebody opens the page meanwhile.
    expect(await app.ask('owner', 'workspace')).toHaveProperty('rows');
    jest.setSystemTime(due.at);
    const { then } = due;
    due = undefined;
    then();
  }
  expect(told.at(-1)).toMatchObject({ standing: { is: 'done' }, read: 200, notRead: [] });
  expect(statuses).not.toContain(429);
  const inAnHour = times.map((from, at) => times.slice(at).filter((one) => one < from + 60 * minute).length);
  // Not much of the last fifth.
  expect(Math.max(...inAnHour)).toBeLessThanOrEqual(900);
  expect(Math.max(...inAnHour)).toBeGreaterThan(750);
});
