import { jest } from '@jest/globals';

/** Stops the timers; everything else in the runtime goes on. `jest.useRealTimers()` ends it. */
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

/** Stops only the clock; nothing else in the runtime stands still. `jest.useRealTimers()` ends it. */
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

/** Stops the clock and the timers: what waits for a time waits for ever. `jest.useRealTimers()` ends it. */
export function stopTime(now: number): void {
  jest.useFakeTimers({
    now,
    doNotFake: [
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
