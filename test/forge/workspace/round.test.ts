import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { stopTheClock } from '../clock';
import { house } from './house';
import { town } from './town';

beforeEach(() => {
  stopTheClock(Date.parse('2026-11-20T08:00:00Z'));
});
afterEach(() => {
  jest.useRealTimers();
});

test('smoke', async () => {
  const acme = town(40);
  const app = house(acme);
  await app.schedule();
  console.log(app.queued.length, app.asked);
  await app.work();
  console.log(app.asked.length, await app.ask('owner', 'workspace'));
  console.log(JSON.stringify((await app.rows('owner'))['repo-3'], undefined, 1), app.stored.length);
  expect(Object.keys(await app.rows('owner'))).toHaveLength(40);
  expect(Object.keys(await app.rows('keeper'))).toEqual(['repo-0']);
  console.log(await app.ask('dev', 'workspace'));
});
