import FakeTimers from '@sinonjs/fake-timers';

/** The result of a run, and how long it took by the simulated clock. */
export type Timed<T> = { milliseconds: number } & ({ value: T } | { error: unknown } | { hangs: true });

/** The clock of a run. */
export interface Clock {
  /** Sets it forward, or back, without any time passing. */
  skew: (milliseconds: number) => void;
}

const nextTurn = setImmediate;
/** After so many turns of Node's loop in which nothing was asked for, what is left waits for the clock. */
const quietTurns = 4;
/** Milliseconds after which a run counts as one that never ends. */
const longest = 3_600_000;

let calls = 0;

/** Marks something as running. */
export function stir(): void {
  calls += 1;
}

/**
 * Runs something in simulated time: timers and `Date` are those of a clock that jumps to the next timer as soon as
 * nothing else is left to do.
 */
export async function inSimulatedTime<T>(now: number, run: (clock: Clock) => Promise<T>): Promise<Timed<T>> {
  const clock = FakeTimers.install({
    now,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (milliseconds) => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }, milliseconds);
    return controller.signal;
  };
  let skewed = 0;
  const passed = () => clock.now - now - skewed;
  try {
    let ended: Timed<T> | undefined;
    run({
      skew: (milliseconds) => {
        skewed += milliseconds;
        clock.setSystemTime(clock.now + milliseconds);
      },
    }).then(
      (value) => (ended = { value, milliseconds: passed() }),
      (error: unknown) => (ended = { error, milliseconds: passed() }),
    );
    for (;;) {
      await quiet();
      if (ended) return ended;
      if (clock.countTimers() === 0 || passed() > longest) return { hangs: true, milliseconds: passed() };
      clock.next();
    }
  } finally {
    clock.uninstall();
    AbortSignal.timeout = timeout;
  }
}

async function quiet(): Promise<void> {
  for (let turns = 0; turns < quietTurns; turns += 1) {
    const before = calls;
    await new Promise<void>((done) => nextTurn(done));
    if (calls !== before) turns = -1;
  }
}

/** Sleeps by the clock. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
