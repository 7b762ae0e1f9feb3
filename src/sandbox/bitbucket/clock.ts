/**
 * A clock that can be moved on. `began` is when what it measures began, in milliseconds since 1970, and `ahead` how
 * many milliseconds it goes before the machine's.
 */
export interface Clock {
  began: number;
  ahead: number;
}

/** A clock that begins now. */
export function newClock(): Clock {
  return { began: Date.now(), ahead: 0 };
}

/** What the clock shows, in milliseconds since 1970. */
export function timeOn({ ahead }: Clock): number {
  return Date.now() + ahead;
}
