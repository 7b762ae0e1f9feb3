import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Table from 'cli-table3';
import { Bench } from 'tinybench';
import { askFacts } from '../src/cli/ask';
import { parseWorld, worldGet, type World } from '../src/bitbucket/worlds/world';
import type { Facts } from '../src/core/model';
import { largeWorld } from '../src/sandbox/bitbucket/large-world';
import { changingRules } from './changing-rules';
import { oneDecision } from './one-decision';
import { readingARefusal } from './reading-a-refusal';
import { inThePage } from './in-the-page';
import { matrixJson } from './matrix-json';
import { sizes } from './sizes';
import type { Measured, Workload } from './workload';

const perMillisecond: Record<Workload['unit'], number> = { ns: 1e6, ms: 1 };

/** Ours and every rival in one run, turn by turn, so that a busy machine slows them alike. */
async function measure({ id, what, unit, units, run, rivals, target, met, runs }: Workload): Promise<Measured> {
  const few = runs === undefined ? {} : { iterations: runs, warmupIterations: 1 };
  const bench = new Bench({ time: 500, warmupTime: 200, retainSamples: true, ...few });
  bench.add('ours', run);
  for (const rival of rivals) bench.add(rival.name, rival.run);
  await bench.run();
  const valueOf = (name: string, held = units) => {
    const result = bench.getTask(name)?.result;
    if (result?.state !== 'completed') throw new Error(`${name} did not finish ${id}.`);
    return (result.latency.p50 * perMillisecond[unit]) / held;
  };
  const ours = valueOf('ours');
  const others = rivals.map((rival) => ({
    name: rival.name,
    value: valueOf(rival.name, rival.units),
    unit,
    agrees: rival.agrees,
  }));
  const ratios = new Map(others.map(({ name, value }) => [name, ours / value]));
  return {
    id,
    what,
    ours: { value: ours, unit },
    rivals: others,
    target,
    met: met(ratios) && others.every(({ agrees }) => agrees),
  };
}

async function factsOf(name: string): Promise<Facts> {
  const parsed = parseWorld(
    readFileSync(path.join(__dirname, '..', 'src', 'sandbox', 'worlds', `${name}.json`), 'utf8'),
  );
  if ('wrong' in parsed) throw new Error(parsed.wrong);
  return factsIn(parsed.world, 'web');
}

async function factsIn(world: World, slug: string, askGroups = true): Promise<Facts> {
  const outcome = await askFacts(worldGet(world), { workspace: 'acme', slug, askGroups });
  if ('problem' in outcome) throw new Error(`The repository ${slug} cannot be read.`);
  return outcome.facts;
}

async function main() {
  const workloads: Measured[] = [];
  const large = await factsIn(largeWorld(), 'monolith');
  for (const workload of [oneDecision(await factsOf('ordinary-team')), readingARefusal(), ...changingRules(large)])
    workloads.push(await measure(workload));
  const inChromium = await inThePage(large);
  if (!inChromium) console.error('There is no Chromium (CHROMIUM names one): what the page does was left out.');
  workloads.push(...(inChromium ?? []));
  workloads.push(...(await (await import('./round-trips')).roundTrips()));
  workloads.push(...sizes(), ...(await matrixJson()));
  const [cpu] = os.cpus();
  const machine = { node: process.version, cpu: cpu?.model ?? 'unknown', cores: os.cpus().length };
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ machine, workloads }, null, 2));
    return;
  }
  const table = new Table({
    head: ['workload', 'who', 'time', 'ratio', 'agrees', 'target met'],
    style: { head: [], border: [] },
  });
  for (const { what, ours, rivals, target, met } of workloads) {
    table.push([what, 'Who Can Push', timeOf(ours), '1', '', `${met ? 'yes' : 'no'}: ${target}`]);
    for (const rival of rivals)
      table.push([
        '',
        rival.name,
        timeOf(rival),
        (rival.value / ours.value).toFixed(2),
        rival.agrees ? 'yes' : 'no',
        '',
      ]);
  }
  console.log(`${machine.node} on ${machine.cpu}, ${String(machine.cores)} cores\n${table.toString()}`);
}

function timeOf({ value, unit }: { value: number; unit: string }): string {
  return `${value.toFixed(0)} ${unit}`;
}

void main();
