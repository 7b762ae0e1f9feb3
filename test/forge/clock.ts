import { jest } from '@jest/globals';

/** Only the clock: nothing else of the runtime stands still. `jest.useRealTimers()` ends it. */
export function stopTheClock(now = Date.now()): void {
  jest.useFakeTimers({ now, doNotFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask', 'performance', 'hrtime'] });
}
