import { useEffect, useState } from 'react';
import type { Steps } from '../../../src/core/steps';

/** A task that is no longer than this many milliseconds leaves the page free to draw and to answer. */
const longest = 12;

/** What was worked out, by how, and of what: whoever comes back to a view finds it. */
const known = new WeakMap<object, WeakMap<object, { value: unknown }>>();

/**
 * What takes long to work out, a little at a time after the page was drawn: undefined until it is done, and where there
 * is nothing to work it out of, or no way yet. What was worked out before stays meanwhile.
 */
export function useSteps<Given extends object, T>(
  given: Given | undefined,
  work: ((given: Given) => Steps<T>) | undefined,
): T | undefined {
  const [done, setDone] = useState(() => (given && work ? before(given, work) : undefined));
  useEffect(() => {
    if (!given || !work) return;
    const found = before(given, work);
    if (found) {
      setDone(found);
      return;
    }
    const steps = work(given);
    let timer = setTimeout(function next() {
      const end = performance.now() + longest;
      while (performance.now() < end) {
        const { done: isDone, value } = steps.next();
        if (!isDone) continue;
        const made = { value };
        memoryOf(work).set(given, made);
        setDone(made);
        return;
      }
      timer = setTimeout(next);
    });
    return () => {
      clearTimeout(timer);
    };
  }, [given, work]);
  return done?.value;
}

function before<Given extends object, T>(given: Given, work: (given: Given) => Steps<T>): { value: T } | undefined {
  return memoryOf(work).get(given) as { value: T } | undefined;
}

function memoryOf(work: object): WeakMap<object, { value: unknown }> {
  const memory = known.get(work) ?? new WeakMap<object, { value: unknown }>();
  known.set(work, memory);
  return memory;
}
