/**
 * Work that is done a little at a time. Wherever it yields, whoever waits for it may do something else meanwhile, as a
 * page that draws; what it returns is the same however long the rests are.
 */
export type Steps<T> = Generator<undefined, T>;

/** All of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Maps a list, with a rest after so many of it. */
export function* mapped<T, U>(list: readonly T[], most: number, work: (one: T, at: number) => U): Steps<U[]> {
  const made: U[] = [];
  for (const [at, one] of list.entries()) {
    made.push(work(one, at));
    if (at % most === most - 1) yield;
  }
  return made;
}
