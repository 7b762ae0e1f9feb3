import type { Gathered } from '../../../../src/core/cell/cell';
import { compiling } from '../../../../src/core/compiled/compile';
import type { Compiled } from '../../../../src/core/compiled/compiled';
import type { Steps } from '../../../../src/core/portions/steps';
import { useRemembered } from './use-remembered';

/** Each is made once for a reading, whichever views ask. */
const compiled = new WeakMap<Gathered, Compiled>();

/** Everybody and every branch in classes, made in short tasks; undefined until all branches were read. */
export function useCompiled(everything: Gathered | undefined): Compiled | undefined {
  const made = useRemembered(everything, compiledOf);
  return everything && made;
}

/** What `useCompiled` gives, for work that goes on with it. */
export function* compiledOf(gathered: Gathered): Steps<Compiled> {
  const made = compiled.get(gathered) ?? (yield* compiling(gathered));
  compiled.set(gathered, made);
  return made;
}
