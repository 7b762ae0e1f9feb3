import type { Facts } from '../src/core/model';

/** What the benchmark asks of its page: each is measured from without, as the work of the page's thread. */
export interface PageWork {
  /** Takes the facts; how many changes there are to try. */
  take: (facts: Facts) => number;
  /** Draws the matrix; resolves once there are verdicts on the screen. */
  show: () => Promise<void>;
  compile: () => void;
  /** Says whose verdicts one of the changes flips. */
  change: (at: number) => void;
  /** A survey of one operation with the first of the changes made. */
  survey: () => void;
  /** Scrolls through the table, and gives how many frames that were. */
  scroll: () => Promise<number>;
}

declare global {
  interface Window {
    bench: PageWork;
  }
}
