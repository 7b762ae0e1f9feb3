import { useEffect, useState } from 'react';
import type { Steps } from '../../../src/core/questions/change/steps';

/** Milliseconds of work before the page may draw and answer again. */
const slice = 12;

/**
 * What work in steps came to, once it is done: undefined until then, and where there is none. `start` begins it, and
 * another one takes its place.
 */
export function useSteps<T>(start: (() => Steps<T>) | undefined): T | undefined {
  const [done, setDone] = useState<{ start: () => Steps<T>; value: T }>();
  useEffect(() => {
    if (!start) return;
    const work = start();
    const go = () => {
      const until = performance.now() + slice;
      let step = work.next();
      while (!step.done && performance.now() < until) step = work.next();
      if (step.done) setDone({ start, value: step.value });
      else timer = setTimeout(go);
    };
    let timer = setTimeout(go);
    return () => {
      clearTimeout(timer);
    };
  }, [start]);
  return done && done.start === start ? done.value : undefined;
}
