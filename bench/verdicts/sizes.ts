import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Size } from '../data';
import { figureOf, rounds } from '../rounds';
import type { Figure } from '../workload';

/** What a question takes of a process of its own. */
export interface Took {
  /** Nanoseconds of one warm decision on any name. */
  decision: { ns: number };
  /**
   * Everybody's verdict on a push to every branch, nothing warm: milliseconds, and megabytes at the peak, of the heap
   * with garbage that was not yet collected and what stands beside the heap, and of the whole process, Node included.
   */
  everybody: { ms: number; heap: number; process: number };
}
/** What one asks of a repository of some size. */
export type Question = keyof Took;

/** Milliseconds after which one process is given up. */
export const longest = 90_000;

/** A figure of each of these sizes, in rounds; undefined of one that was given up. No round begins after `most` ms. */
export function inProcesses<Q extends Question>(
  question: Q,
  sizes: Record<string, Partial<Size>>,
  most: number,
): (size: string, of: keyof Took[Q], unit: string) => Figure | undefined {
  const took = new Map(Object.keys(sizes).map((name): [string, Took[Q][] | undefined] => [name, []]));
  const start = performance.now();
  for (let round = 0; round < rounds && performance.now() - start < most; round++) {
    for (const [name, size] of Object.entries(sizes)) {
      const before = took.get(name);
      if (!before) continue;
      const one = tookOf(question, size);
      took.set(name, one && [...before, one]);
    }
  }
  return (name, of, unit) => {
    const known = took.get(name);
    return known && { ...figureOf(known.map((one) => Number(one[of]))), unit };
  };
}

function tookOf<Q extends Question>(question: Q, size: Partial<Size>): Took[Q] | undefined {
  const { status, stdout, stderr, signal } = spawnSync(
    process.execPath,
    [path.join(__dirname, 'one-size.js'), question, JSON.stringify(size)],
    { encoding: 'utf8', timeout: longest },
  );
  if (signal) return undefined;
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Took[Q];
}
