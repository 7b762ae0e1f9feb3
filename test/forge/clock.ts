import { jest } from '@jest/globals';

/** No time passes for what waits by a timer; all else of the runtime goes on. `jest.useRealTimers()` ends it. */
export function stopTimers(): void {
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'clearImmediate',
      'nextTick',
      'queueMicrotask',
      'performance',
      'hrtime',
    ],
  });
}

/** Only the clock: nothing else of the runtime stands still. `jest.useRealTimers()` ends it. */
export function stopTheClock(now = Date.now()): void {
  jest.useFakeTimers({
    now,
    doNotFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'clearImmediate',
      'nextTick',
      'queueMicrotask',
      'performance',
      'hrtime',
    ],
  });
}
