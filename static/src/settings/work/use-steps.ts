import { useEffect, useState } from 'react';
import type { Steps } from '../../../../src/core/portions/steps';

/** Milliseconds of work before the page may draw and answer again. */
const budget = 16;

/**
 * What takes many steps to work out: done in short tasks, so that the page answers meanwhile. Undefined until then;
 * what was worked out before stays. `begin` is to be the same function each time.
 */
export function useSteps<Given, T>(given: Given, begin: (given: Given) => Steps<T>): T | undefined {
  const [done, setDone] = useState<{ value: T }>();
  useEffect(
    () =>
      inPortions(begin(given), (value) => {
        setDone({ value });
      }),
    [given, begin],
  );
  return done?.value;
}

/** Does the steps in tasks of their own, and then says what came of them. Gives what stops it. */
export function inPortions<T>(steps: Steps<T>, onDone: (value: T) => void): () => void {
  // Timers wait longer each time they are nested; messages do not.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const end = performance.now() + budget;
    while (performance.now() < end) {
      const { done, value } = steps.next();
      if (!done) continue;
      stop();
      onDone(value);
      return;
    }
    port2.postMessage(undefined);
  };
  function stop() {
    port1.close();
  }
  port2.postMessage(undefined);
  return stop;
}
