import type { Facts } from '../src/core/model';

/** What the page measured, in milliseconds. */
export interface Measures {
  firstMatrix: number;
  /** The same classes by looking at everybody and every branch one by one, which is what the table takes the place of. */
  oneByOne: number;
  compile: number;
  /** Of a spread of changes: until it is said whose verdicts they flip. */
  changes: number[];
  /** A survey of one operation with the first of these changes made. */
  survey: number;
}

/** What scrolling through the table was like. */
export interface Scrolled {
  /** Frames drawn, and the longest task that any of them waited for. */
  frames: number;
  longest: number;
  /** Tasks above 50 ms. */
  long: number;
  /** How many different cells were drawn. */
  cells: number;
}

declare global {
  interface Window {
    bench: { measure: (facts: Facts) => Promise<Measures>; scroll: () => Promise<Scrolled> };
  }
}
