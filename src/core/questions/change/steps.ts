/** Work in steps: a page that must stay responsive rests between them. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** All of it at once. */
export function finished<T>(work: Steps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
