import { useEffect, useState } from 'react';
import type { Steps } from '../../../../src/core/portions/steps';
import { inPortions } from './use-steps';

/** What was worked out, by how, and of what. */
const known = new WeakMap<object, WeakMap<object, { value: unknown }>>();

/**
 * What takes long to work out, in short tasks after the page was drawn; whoever comes back to a view finds it.
 * Undefined until it is done, and where there is nothing to work it out of, or no way yet. What was worked out before
 * stays meanwhile. `work` is to be the same function each time.
 */
export function useRemembered<Given extends object, T>(
  given: Given | undefined,
  work: ((given: Given) => Steps<T>) | undefined,
): T | undefined {
  const [done, setDone] = useState<{ value: T }>();
  useEffect(() => {
    if (!given || !work || recalled(given, work)) return;
    return inPortions(work(given), (value) => {
      const now = { value };
      memoryOf(work).set(given, now);
      setDone(now);
    });
  }, [given, work]);
  const found = given && work && recalled(given, work);
  // What another view worked out stays here too while the next is worked out: a form may stand below it.
  if (found && found !== done) setDone(found);
  return (found ?? done)?.value;
}

/** What was worked out of this very thing; undefined until it is done. */
export function recalled<Given extends object, T>(
  given: Given,
  work: (given: Given) => Steps<T>,
): { value: T } | undefined {
  return memoryOf(work).get(given) as { value: T } | undefined;
}

function memoryOf(work: object): WeakMap<object, { value: unknown }> {
  const memory = known.get(work) ?? new WeakMap<object, { value: unknown }>();
  known.set(work, memory);
  return memory;
}
