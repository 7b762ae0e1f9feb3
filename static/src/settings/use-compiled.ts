import type { Gathered } from '../../../src/core/cell/cell';
import { compiling, type Compiled } from '../../../src/core/questions/change/classes';
import type { Steps } from '../../../src/core/steps';
import { useSteps } from './use-steps';

/** Made ready once for each reading, whichever views ask. */
const ready = new WeakMap<Gathered, Compiled>();

/** Everybody and every branch in classes, made in short tasks; undefined until all branches were read. */
export function useCompiled(everything: Gathered | undefined): Compiled | undefined {
  const compiled = useSteps(everything, compiledInSteps);
  return everything && (ready.get(everything) ?? compiled);
}

function* compiledInSteps(everything: Gathered | undefined): Steps<Compiled | undefined> {
  if (!everything) return undefined;
  const compiled = ready.get(everything) ?? (yield* compiling(everything));
  ready.set(everything, compiled);
  return compiled;
}
