import { afterEach, beforeEach, jest, test } from '@jest/globals';
import { stopTime } from '../clock';
import { dyingPlanners, dyingReaders, failingStorage, morning, twiceInAnyOrder } from './chaos';

beforeEach(() => {
  stopTime(morning);
});
afterEach(() => {
  jest.useRealTimers();
});

const seeds = Array.from({ length: 47 }, (_, at) => at + 4);

test.each(seeds)('every message twice and in any order (%i) leaves what a calm run leaves', twiceInAnyOrder);

test.each(seeds)('whoever reads dies at any point (%i), and what was left is done', dyingReaders);

test.each(seeds)('the storage fails now and then (%i), and nothing is lost or doubled', failingStorage);

test.each(seeds)('whoever plans dies at any point (%i), and the next hour goes on', dyingPlanners);
