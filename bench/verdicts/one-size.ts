// Run by itself for one size of repository and one question, so that its memory is nobody else's: prints what it took.
import { GCProfiler } from 'node:v8';
import { branchNames, repository, type Size } from '../data';
import { onAnyName, printed, ready } from '../ours';
import { workOf } from '../work';
import type { Question, Took } from './sizes';

const [question, size = '{}'] = process.argv.slice(2);
const facts = repository(JSON.parse(size) as Partial<Size>);
const questions: { [Q in Question]: () => Promise<Took[Q]> } = { decision, everybody };
void questions[question as Question]().then((took) => {
  console.log(JSON.stringify(took));
});

/** One warm decision on any name. */
async function decision(): Promise<Took['decision']> {
  const compiled = ready(facts);
  const names = branchNames(20, 9);
  const actors = Array.from({ length: 20 }, (_, at) => at * 7);
  const all = () => {
    for (const actor of actors) for (const name of names) onAnyName(compiled, actor, 'push', name);
  };
  await workOf(all, 300);
  return { ns: ((await workOf(all, 300)) * 1e6) / (actors.length * names.length) };
}

/** Everybody's verdict on a push to every branch. */
async function everybody(): Promise<Took['everybody']> {
  const profiler = new GCProfiler();
  profiler.start();
  const ms = await workOf(() => printed(facts, 'push'));
  const { heapUsed, external } = process.memoryUsage();
  const peaks = profiler
    .stop()
    .statistics.map(({ beforeGC: { heapStatistics } }) => heapStatistics.usedHeapSize + heapStatistics.externalMemory);
  return {
    ms,
    heap: Math.max(heapUsed + external, ...peaks) / 2 ** 20,
    process: process.resourceUsage().maxRSS / 2 ** 10,
  };
}
