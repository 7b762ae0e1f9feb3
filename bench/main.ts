import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Argument, Command } from 'commander';
import { askFacts } from '../src/cli/ask';
import { worldGet } from '../src/bitbucket/worlds/world';
import type { Facts } from '../src/core/model';
import { largeWorld } from '../src/sandbox/bitbucket/large-world';
import { globTests } from './globs';
import { inThePage } from './in-the-page/in-the-page';
import { matrixJson } from './matrix-json';
import { logsOfBuilds, readingARefusal } from './reading-a-refusal';
import { roundTrips } from './round-trips';
import { measure, rounds } from './rounds';
import { sizes } from './sizes';
import { tableOf } from './table';
import { changingRules } from './verdicts/changing-rules';
import { everybodyOnEveryBranch } from './verdicts/everybody';
import { growth } from './verdicts/growth';
import { oneDecision } from './verdicts/one-decision';
import { triedChange } from './verdicts/tried-change';
import type { Measured, Workload } from './workload';
import { wholeWorkspace } from './workspace';

type Prepared = readonly (Workload | Measured)[];

/** Each prepares its workloads when its turn comes, so that what one holds does not weigh on the next. */
const workloads: Record<string, () => Prepared | Promise<Prepared>> = {
  W1: oneDecision,
  W2: everybodyOnEveryBranch,
  W3: globTests,
  W4: triedChange,
  W5: logsOfBuilds,
  W6: roundTrips,
  W7: sizes,
  W8: growth,
  W9: matrixJson,
  'reading-a-refusal': readingARefusal,
  'changing-rules': async () => changingRules(await large()),
  workspace: wholeWorkspace,
  'in-the-page': async () => {
    const measured = await inThePage(await large());
    if (!measured) console.error('There is no Chromium (CHROMIUM names one): what the page does was left out.');
    return measured ?? [];
  },
};

async function large(): Promise<Facts> {
  const outcome = await askFacts(worldGet(largeWorld()), { workspace: 'acme', slug: 'monolith', askGroups: true });
  if ('problem' in outcome) throw new Error('The large repository cannot be read.');
  return outcome.facts;
}

async function main(names: string[], { json = false }: { json?: boolean }) {
  const all: Measured[] = [];
  for (const [name, prepare] of Object.entries(workloads)) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (process.stderr.isTTY) console.error(`${name} …`);
    for (const one of await prepare()) all.push('run' in one ? await measure(one) : one);
  }
  if (json) {
    console.log(JSON.stringify({ machine: machine(), workloads: all.map(withoutSpread) }, null, 2));
    return;
  }
  const { rivals, ...its } = machine();
  const versions = Object.entries(rivals).map(([name, version]) => `${name} ${version}`);
  console.log(tableOf(all));
  console.log(`Of ${String(rounds)} rounds, where no other number stands. ${Object.values(its).join(', ')}.`);
  console.log(`Rivals: ${versions.join(', ')}.`);
}

function machine() {
  const [cpu] = os.cpus();
  const { devDependencies } = JSON.parse(readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return {
    node: process.version,
    cpu: cpu?.model ?? 'unknown',
    cores: os.cpus().length,
    memory: `${(os.totalmem() / 2 ** 30).toFixed(0)} GiB`,
    system: `${os.type()} ${os.release()}`,
    date: new Date().toISOString().slice(0, 10),
    rivals: Object.fromEntries(Object.entries(devDependencies).filter(([name]) => !name.startsWith('@types/'))),
  };
}

/** As the contract has it. */
function withoutSpread({ id, what, ours, rivals, target, met }: Measured): Measured {
  return {
    ...{ id, what },
    ours: { value: ours.value, unit: ours.unit },
    rivals: rivals.map(({ name, value, unit, agrees }) => ({ name, value, unit, agrees })),
    ...{ target, met },
  };
}

void new Command('bench')
  .description('Every workload beside its rivals; figures are medians of interleaved rounds.')
  .addArgument(new Argument('[workload...]', 'left out, all of them').choices(Object.keys(workloads)))
  .option('--json', 'as JSON')
  .action(main)
  .parseAsync();
