import { setImmediate } from 'node:timers/promises';

/** Several users of one store, whose calls go through one at a time in a given order. */
export interface Turns {
  /** What a store waits for before each call. */
  gate: () => Promise<void>;
  /**
   * Runs them until none waits any more. `next` picks one of the waiting calls to go through, or one that waits for
   * ever (`~index`); `between` runs after each call, and its own calls do not wait.
   */
  run: (
    all: (() => Promise<void>)[],
    next: (waiting: number) => number,
    between?: () => Promise<void>,
  ) => Promise<void>;
}

/** Nothing waits until `run`. What runs may wait for nothing but the store. */
export function turns(): Turns {
  const waiting: (() => void)[] = [];
  let open = true;

  async function run(all: (() => Promise<void>)[], next: (waiting: number) => number, between?: () => Promise<void>) {
    const failures: unknown[] = [];
    open = false;
    for (const one of all) one().catch((error: unknown) => failures.push(error));
    await setImmediate();
    while (waiting.length > 0) {
      const turn = next(waiting.length);
      const [go] = waiting.splice(turn < 0 ? ~turn : turn, 1);
      if (turn >= 0) go?.();
      await setImmediate();
      if (failures.length > 0) throw failures[0];
      open = true;
      await between?.();
      open = false;
    }
    open = true;
  }

  return { gate: () => (open ? Promise.resolve() : new Promise((go) => waiting.push(go))), run };
}

/** Numbers from 0 up to but not 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
