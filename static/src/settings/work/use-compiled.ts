import type { Gathered } from '../../../../src/core/cell/cell';
import { merging, sorting, type Compiled } from '../../../../src/core/questions/change/classes';
import type { Steps } from '../../../../src/core/portions/steps';
import { useSteps } from './use-steps';

/** Each is made once for a reading, whichever views ask. */
const sorted = new WeakMap<Gathered, Compiled>();
const compiled = new WeakMap<Gathered, Compiled>();

/** Everybody and every branch in classes, made in short tasks; undefined until all branches were read. */
export function useCompiled(everything: Gathered | undefined): Compiled | undefined {
  return useReady(everything, compiled, compiledInSteps);
}

/** The same, sooner: people are in as many classes as the facts tell apart. Not for what a change flips. */
export function useSorted(everything: Gathered | undefined): Compiled | undefined {
  return useReady(everything, sorted, sortedInSteps);
}

function useReady(
  everything: Gathered | undefined,
  ready: WeakMap<Gathered, Compiled>,
  begin: (everything: Gathered | undefined) => Steps<Compiled | undefined>,
): Compiled | undefined {
  const made = useSteps(everything, begin);
  return everything && (ready.get(everything) ?? made);
}

function* sortedInSteps(everything: Gathered | undefined): Steps<Compiled | undefined> {
  if (!everything) return undefined;
  const made = sorted.get(everything) ?? (yield* sorting(everything));
  sorted.set(everything, made);
  return made;
}

function* compiledInSteps(everything: Gathered | undefined): Steps<Compiled | undefined> {
  const before = everything && compiled.get(everything);
  const first = yield* sortedInSteps(everything);
  if (!everything || !first || before) return before;
  const made = yield* merging(first);
  compiled.set(everything, made);
  return made;
}
