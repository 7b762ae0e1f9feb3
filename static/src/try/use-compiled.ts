import { useCallback, useSyncExternalStore } from 'react';
import type { Gathered } from '../../../src/core/cell/cell';
import { compiling, type Compiled } from '../../../src/core/questions/change/classes';
import { namingIn } from '../../../src/core/say/rules/changes';

/** How far a repository is made ready for changes to be tried on it. */
export type Readied = { is: 'ready'; compiled: Compiled } | { is: 'making'; ready: number; of: number | undefined };

interface Making {
  steps: Generator<{ ready: number; of: number }, Compiled>;
  readied: Readied;
  listeners: Set<() => void>;
  runs: boolean;
}

/** Milliseconds: longer tasks make a page stutter. */
const slice = 12;
/** Milliseconds from one word of how far it has come to the next. */
const pace = 250;

const waiting: Readied = { is: 'making', ready: 0, of: undefined };
/** Once for everything on the page that asks about the same facts. */
const makings = new WeakMap<Gathered, Making>();

/** Everybody and every branch made ready for changes, a few at a time while somebody waits for it. */
export function useCompiled(gathered: Gathered | undefined): Readied {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!gathered) return () => undefined;
      const making = makingOf(gathered);
      making.listeners.add(listener);
      run(making);
      return () => {
        making.listeners.delete(listener);
      };
    },
    [gathered],
  );
  return useSyncExternalStore(subscribe, () => (gathered ? makingOf(gathered).readied : waiting));
}

function makingOf(gathered: Gathered): Making {
  const known = makings.get(gathered) ?? {
    steps: compiling(gathered),
    readied: waiting,
    listeners: new Set(),
    runs: false,
  };
  makings.set(gathered, known);
  return known;
}

function run(making: Making) {
  if (making.runs || making.readied.is === 'ready') return;
  making.runs = true;
  let toldAt = performance.now();
  const tell = (readied: Readied) => {
    making.readied = readied;
    toldAt = performance.now();
    for (const listener of making.listeners) listener();
  };
  const next = () => {
    const end = performance.now() + slice;
    let step = making.steps.next();
    while (!step.done && performance.now() < end) step = making.steps.next();
    if (step.done) {
      const compiled = step.value;
      setTimeout(() => {
        // Telling apart thousands of people takes a while too, and every answer needs it.
        namingIn(compiled);
        tell({ is: 'ready', compiled });
      });
      return;
    }
    if (performance.now() - toldAt >= pace) tell({ is: 'making', ...step.value });
    making.runs = making.listeners.size > 0;
    if (making.runs) setTimeout(next);
  };
  setTimeout(next);
}
