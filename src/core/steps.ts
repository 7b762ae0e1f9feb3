/** Work in small steps, so that a page can draw between them. */
export type Steps<T> = Generator<undefined, T>;

/** All of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** So many at a step. */
const portion = 50;

/** What `work` gives for each of them. */
export function* mapping<T, R>(all: readonly T[], work: (one: T) => R): Steps<R[]> {
  const done: R[] = [];
  for (const one of all) {
    done.push(work(one));
    if (done.length % portion === 0) yield;
  }
  return done;
}
