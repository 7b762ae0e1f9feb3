import type { Store } from '../storage/store';
import type { Deliveries } from './deliveries';

/** What an installation has of its own: another one has none of it, and one that begins anew loses it. */
export interface Installation {
  store: Store;
  queues: Deliveries;
  /** What is scheduled and runs now. */
  scheduled: Set<Promise<unknown>>;
  isUnruly: boolean;
  /** What failed last. */
  failed?: string;
}

/** What goes on in the background of an installation. Times are milliseconds since 1970 on the clock of the place. */
export interface Background {
  now: number;
  /** Events and scheduled functions that are worked off now. */
  running: number;
  /** Events that wait, and when the next one is due. */
  waiting: number;
  next?: number;
  isUnruly: boolean;
  /** What failed last. */
  failed?: string;
}

/** What goes on in this installation at this time. */
export function backgroundOf({ queues, scheduled, isUnruly, failed }: Installation, now: number): Background {
  const { running, ...waiting } = queues.state();
  return {
    now,
    running: running + scheduled.size,
    ...waiting,
    isUnruly,
    ...(failed !== undefined && { failed }),
  };
}
