import type { Gathered } from '../../../../src/core/cell/cell';
import { merging, sorting, type Compiled } from '../../../../src/core/questions/change/classes';
import type { Steps } from '../../../../src/core/portions/steps';
import { useRemembered } from './use-remembered';

/** Each is made once for a reading, whichever views ask. */
const sorted = new WeakMap<Gathered, Compiled>();
const compiled = new WeakMap<Gathered, Compiled>();

/** Everybody and every branch in classes, made in short tasks; undefined until all branches were read. */
export function useCompiled(everything: Gathered | undefined): Compiled | undefined {
  const made = useRemembered(everything, compiledOf);
  return everything && made;
}

/** The same, sooner: people are in as many classes as the facts tell apart. Not for what a change flips. */
export function useSorted(everything: Gathered | undefined): Compiled | undefined {
  const made = useRemembered(everything, sortedOf);
  return everything && made;
}

/** What `useCompiled` gives, for work that goes on with it. */
export function* compiledOf(gathered: Gathered): Steps<Compiled> {
  const made = compiled.get(gathered) ?? (yield* merging(yield* sortedOf(gathered)));
  compiled.set(gathered, made);
  return made;
}

function* sortedOf(gathered: Gathered): Steps<Compiled> {
  const made = sorted.get(gathered) ?? (yield* sorting(gathered));
  sorted.set(gathered, made);
  return made;
}
