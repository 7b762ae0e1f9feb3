// Run by itself for one size of repository and one question, so that its memory is nobody else's: prints what it took.
import { GCProfiler } from 'node:v8';
import { branchNames, repository, type Size } from '../data';
import { onAnyName, ready, survey } from '../ours';
import type { Question, Took } from './sizes';

const [question, size = '{}'] = process.argv.slice(2);
const facts = repository(JSON.parse(size) as Partial<Size>);
const questions: { [Q in Question]: () => Took[Q] } = { decision, everybody };
console.log(JSON.stringify(questions[question as Question]()));

/** One warm decision on any name. */
function decision(): Took['decision'] {
  const compiled = ready(facts);
  const names = branchNames(20, 9);
  const actors = Array.from({ length: 20 }, (_, at) => at * 7);
  const all = () => {
    for (const actor of actors) for (const name of names) onAnyName(compiled, actor, 'push', name);
  };
  const during = (most: number) => {
    let runs = 0;
    const start = performance.now();
    for (; performance.now() - start < most; runs += 1) all();
    return (performance.now() - start) / runs;
  };
  during(300);
  return { ns: (during(300) * 1e6) / (actors.length * names.length) };
}

/** Everybody's verdict on a push to every branch. */
function everybody(): Took['everybody'] {
  const profiler = new GCProfiler();
  profiler.start();
  const start = performance.now();
  const matrices = survey(facts, ['push']);
  const ms = performance.now() - start;
  const { heapUsed, external } = process.memoryUsage();
  const peaks = profiler
    .stop()
    .statistics.map(({ beforeGC: { heapStatistics } }) => heapStatistics.usedHeapSize + heapStatistics.externalMemory);
  if (matrices.length === 0) throw new Error('There is no matrix.');
  return {
    ms,
    heap: Math.max(heapUsed + external, ...peaks) / 2 ** 20,
    process: process.resourceUsage().maxRSS / 2 ** 10,
  };
}
