import { again, type QueuedEvent } from './queue';

/** What waits in the queues of one installation, and what its consumers are working off. */
export interface Deliveries {
  take: (queued: QueuedEvent) => void;
  /** Begins what is due. Called after the clock was moved. */
  look: () => void;
  /** Forgets what waits. */
  clear: () => void;
  state: () => { waiting: number; running: number; next?: number };
  /** Ends when nothing is worked off and nothing is due. */
  idle: () => Promise<void>;
}

/** What deliveries are made by. */
export interface DeliveriesOptions {
  /** The clock by which events are due, in milliseconds. */
  now: () => number;
  /** Calls the consumer; what it gives back decides whether the event comes again. */
  deliver: (queued: QueuedEvent) => Promise<unknown>;
  /** Whether every event is to come twice, and in any order: Forge promises neither once nor an order. */
  isUnruly: () => boolean;
  random: () => number;
  say: (sentence: string) => void;
}

/** So many milliseconds an unruly event may be late. */
const late = 3_000;
/** Timers take no longer ones. */
const longestTimer = 2 ** 31 - 1;

/** The queues of one installation, empty. */
export function deliveries({ now, deliver, isUnruly, random, say }: DeliveriesOptions): Deliveries {
  let waiting: (QueuedEvent & { due: number })[] = [];
  const running = new Map<Promise<unknown>, QueuedEvent>();
  let timer: NodeJS.Timeout | undefined;

  function wait(queued: QueuedEvent): void {
    const delays = isUnruly() ? [random() * late, random() * late] : [0];
    for (const more of delays) waiting.push({ ...queued, due: now() + queued.delay + more });
  }

  function look(): void {
    clearTimeout(timer);
    const isDue = (one: QueuedEvent & { due: number }) => one.due <= now() && hasRoom(one);
    for (let ready = waiting.filter(isDue); ready.length > 0; ready = waiting.filter(isDue)) {
      const next = ready[isUnruly() ? Math.floor(random() * ready.length) : 0];
      if (!next) break;
      waiting = waiting.filter((one) => one !== next);
      begin(next);
    }
    const later = waiting.filter(({ due }) => due > now()).map(({ due }) => due - now());
    if (later.length > 0) timer = setTimeout(look, Math.min(longestTimer, Math.ceil(Math.min(...later)))).unref();
  }

  function hasRoom({ concurrency }: QueuedEvent): boolean {
    if (!concurrency) return true;
    const sameKey = [...running.values()].filter((one) => one.concurrency?.key === concurrency.key);
    return sameKey.length < concurrency.limit;
  }

  function begin(queued: QueuedEvent): void {
    const { queue } = queued.consumer;
    const done = deliver(queued)
      .then((result) => {
        const next = again(queued, result);
        if (next === 'given up') say(`The consumer of the queue ${queue} asked too often to be called again.`);
        else if (next) waiting.push({ ...next, due: now() + next.delay });
      })
      .catch((error: unknown) => {
        say(`The consumer of the queue ${queue} failed: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => {
        running.delete(done);
        look();
      });
    running.set(done, queued);
  }

  return {
    take: (queued) => {
      wait(queued);
      // After the caller has gone on: nothing is delivered while it is being pushed.
      setImmediate(look);
    },
    look,
    clear: () => {
      clearTimeout(timer);
      waiting = [];
    },
    state: () => {
      const next = Math.min(...waiting.map(({ due }) => due));
      return { waiting: waiting.length, running: running.size, ...(waiting.length > 0 && { next }) };
    },
    idle: async () => {
      await new Promise(setImmediate);
      while (running.size > 0) await Promise.all(running.keys());
    },
  };
}
