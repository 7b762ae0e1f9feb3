import type { Clock } from './read-each';

/**
 * Milliseconds before the first look, and at most between two. Each look costs whoever looks one of the thousand calls
 * that Bitbucket allows them in an hour, and in a large workspace the app reads all day.
 */
const between = { first: 10_000, longest: 120_000 };
const growth = 1.5;

/**
 * Looks now and then, ever less often, until `look` says that it has seen the end. Nothing is looked at while `isSeen`
 * says that nobody would see it. Returns what calls it off.
 */
export function lookAfter(look: () => Promise<boolean>, isSeen: () => boolean, clock: Clock): () => void {
  let isOver = false;
  let callOff: () => void = () => undefined;
  function later(milliseconds: number) {
    callOff = clock.after(milliseconds, () => {
      void once(milliseconds);
    });
  }
  async function once(waited: number) {
    const isSeenNow = isSeen();
    const isEnd = isSeenNow && (await look());
    if (isOver || isEnd) return;
    later(isSeenNow ? Math.min(waited * growth, between.longest) : waited);
  }
  later(between.first);
  return () => {
    isOver = true;
    callOff();
  };
}
