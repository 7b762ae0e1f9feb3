import { diagnose } from '../src/refusals/diagnose';
import { hostile } from './hostile';
import type { Workload } from './workload';

const parts = 4;

/**
 * A mebibyte of hostile text, of the sort that costs most, beside the same text in four parts: where reading is linear,
 * the parts cost as much as the whole; were it quadratic, a quarter.
 */
export function readingARefusal(): Workload {
  const timed = Object.entries(hostile).map((sort) => ({ sort, time: timeOf(sort[1]) }));
  const worst = timed.toSorted((a, b) => b.time - a.time)[0]?.sort;
  if (!worst) throw new Error('There is hostile text.');
  const [sort, text] = worst;
  const length = Math.ceil(text.length / parts);
  const quarters = Array.from({ length: parts }, (_, at) => text.slice(at * length, (at + 1) * length));
  const inParts = `the same in ${String(parts)} parts`;
  return {
    id: 'reading-a-refusal',
    what: `reading 1 MiB of hostile text (of ${String(Object.keys(hostile).length)} sorts the slowest: ${sort})`,
    unit: 'ms',
    units: 1,
    run: () => diagnose(text),
    rivals: [{ name: inParts, run: () => quarters.map(diagnose), agrees: true }],
    target: 'at most twice the time of its parts',
    met: (ratios) => (ratios.get(inParts) ?? Infinity) <= 2,
  };
}

/** Milliseconds of the quicker of two readings. */
function timeOf(text: string): number {
  const times = [0, 1].map(() => {
    const before = performance.now();
    diagnose(text);
    return performance.now() - before;
  });
  return Math.min(...times);
}
