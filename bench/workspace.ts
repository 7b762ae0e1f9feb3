import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { worldGet } from '../src/bitbucket/worlds/world';
import { readFacts } from '../src/bitbucket/repository/read';
import { openStore } from '../src/cli/store/store';
import { digestOf } from '../src/core/workspace/digest';
import type { Facts } from '../src/core/model';
import { clockAt, simulatedBitbucket, type SimulatedClock } from '../test/bitbucket/workspace/simulated';
import { reading } from '../test/cli/store/runs';
import { house } from '../test/forge/workspace/house';
import { town } from '../test/forge/workspace/town';
import { inSimulatedTime } from '../test/weather/run/clock';
import type { Figure, Measured, Rival } from './workload';

const hour = 3_600_000;
/** Repositories of a workspace, each with ten people of sixty, in ten projects and twelve groups. */
const sizes = [100, 500, 2_000] as const;
/** Requests that 500 repositories may take, and the share of them that a second reading may. */
const mostFor500 = 2_100;
const shareAgain = 0.1;

/** What it takes to read a whole workspace, on a laptop and in Forge, by the piece: docs/scale.md multiplies these. */
export async function wholeWorkspace(): Promise<Measured[]> {
  const laptops = [];
  for (const size of sizes) laptops.push(await onALaptop(size));
  return [...ofLaptops(laptops), ...(await inForge())];
}

interface Laptop {
  size: number;
  calls: number;
  /** Hours by the clock of the reading, with seven tenths of a thousand requests an hour. */
  hours: number;
  again: number;
  /** Milliseconds of our own work, and bytes, for each repository. */
  work: number;
  bytes: number;
  /** Milliseconds to judge each from its file. */
  judged: number;
}

async function onALaptop(size: number): Promise<Laptop> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'who-can-push-bench-'));
  try {
    const clock = clockAt();
    const bitbucket = simulatedBitbucket({ repositories: size, clock });
    const [began, start] = [clock.now(), performance.now()];
    const first = await reading(dir, bitbucket, clock);
    const work = (performance.now() - start) / size;
    const hours = (clock.now() - began) / hour;
    const again = await readAgain(dir, bitbucket, clock);
    const files = readdirSync(dir).filter((name) => name.endsWith('.json'));
    const bytes = files.reduce((sum, name) => sum + statSync(path.join(dir, name)).size, 0) / size;
    return { size, calls: first.calls, hours, again, work, bytes, judged: await judging(dir) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Requests of a second reading, where ten repositories changed in a way that shows. */
async function readAgain(
  dir: string,
  bitbucket: ReturnType<typeof simulatedBitbucket>,
  clock: SimulatedClock,
): Promise<number> {
  clock.pass(hour);
  for (const one of bitbucket.repositories.slice(40, 50)) one.effective.push([59, 'admin']);
  return (await reading(dir, bitbucket, clock)).calls;
}

async function judging(dir: string): Promise<number> {
  const some = openStore(dir).repositories().slice(0, 100);
  const start = performance.now();
  for (const { versions, fullName } of some) {
    const world = versions.at(-1)?.world();
    const [workspace = '', slug = ''] = fullName.split('/');
    if (world) digestOf(await factsOf(world, workspace, slug));
  }
  return (performance.now() - start) / some.length;
}

async function factsOf(world: Parameters<typeof worldGet>[0], workspace: string, slug: string): Promise<Facts> {
  const read = await readFacts(worldGet(world), { workspace, slug, branches: false, askGroups: true });
  if (!('facts' in read)) throw new Error(`${slug} cannot be read.`);
  return read.facts;
}

function ofLaptops(laptops: readonly Laptop[]): Measured[] {
  const of = (size: number) => laptops.find((one) => one.size === size);
  const callsOf500 = of(500)?.calls ?? Infinity;
  const perRepository = laptops.map(({ calls, size }) => calls / size);
  const straight = Math.max(...perRepository) <= 1.1 * Math.min(...perRepository);
  const each = (id: string, what: string, unit: string, value: (one: Laptop) => number, digits = 0): Measured =>
    measured({ id, what, target: 'none', met: true }, of(500), laptops, (one) => rounded(value(one), digits), unit);
  return [
    measured(
      {
        id: 'workspace',
        what: 'requests to read 500 repositories, and other numbers of them',
        target: `at most ${String(mostFor500)}, and in a straight line`,
        met: callsOf500 <= mostFor500 && straight,
      },
      of(500),
      laptops,
      ({ calls }) => calls,
      'requests',
    ),
    measured(
      {
        id: 'workspace-again',
        what: 'requests of a second reading, where ten repositories show a change',
        target: 'at most a tenth of the first, of 500',
        met: (of(500)?.again ?? Infinity) <= shareAgain * callsOf500,
      },
      of(500),
      laptops,
      ({ again }) => again,
      'requests',
    ),
    each('workspace-hours', 'hours of a first reading, by its own clock', 'h', ({ hours }) => hours, 1),
    each('workspace-work', 'our own work for each repository that is read', 'ms', ({ work }) => work, 1),
    each('workspace-judged', 'judging a repository from its file', 'ms', ({ judged }) => judged, 1),
    each('workspace-bytes', 'the file of a repository', 'KB', ({ bytes }) => bytes / 1_000, 1),
  ];
}

function measured(
  about: Pick<Measured, 'id' | 'what' | 'target' | 'met'>,
  ours: Laptop | undefined,
  all: readonly Laptop[],
  value: (one: Laptop) => number,
  unit: string,
): Measured {
  const figure = (one: Laptop | undefined): Figure => ({ value: one ? value(one) : NaN, unit });
  const others = all.filter((one) => one !== ours);
  const rivals = others.map((one): RivalFigure => ({ name: named(one.size), ...figure(one), agrees: true }));
  return { ...about, ours: figure(ours), rivals };
}

type RivalFigure = Pick<Rival, 'name' | 'agrees'> & Figure;

function named(size: number): string {
  return `ours, ${String(size)} repositories`;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** A round of the app over so many repositories with twenty people, and the hours that it takes by its share. */
async function inForge(size = 200): Promise<Measured[]> {
  const people = ['owner', 'keeper', 'dev', ...Array.from({ length: 17 }, (_, at) => `p${String(at)}`)];
  const took = await inSimulatedTime(Date.parse('2026-11-20T08:00:00Z'), async ({ skew }) => {
    const app = house(town(size, people));
    let messages = 0;
    let hours = 0;
    for (; hours < 100; hours += 1) {
      await app.schedule();
      messages += await app.work();
      const first = await app.ask('owner', 'workspace');
      if ('rows' in first && first.reading?.finishedAt !== undefined) break;
      skew(hour);
    }
    const asked = app.asked.filter((one) => one.startsWith('app')).length;
    const bytes = [...app.kept].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
    return { messages, hours: hours + 1, asked, stored: app.stored.length, bytes };
  });
  if (!('value' in took)) throw new Error('error' in took ? String(took.error) : 'The round never ends.');
  const { messages, hours, asked, stored, bytes } = took.value;
  const of = `of a round of the app over ${String(size)} repositories`;
  const one = (id: string, what: string, value: number, unit: string, digits: number): Measured => ({
    id,
    what: `${what} ${of}`,
    ours: { value: rounded(value, digits), unit },
    rivals: [],
    target: 'none',
    met: true,
  });
  return [
    one('workspace-forge', 'requests for each repository,', asked / size, 'requests', 2),
    one('workspace-forge-messages', 'messages of the queue,', messages, '', 0),
    one('workspace-forge-stored', 'calls of the storage for each repository,', stored / size, 'calls', 1),
    one('workspace-forge-bytes', 'what is kept for each repository,', bytes / size / 1_000, 'KB', 1),
    one('workspace-forge-hours', 'hours at the ordinary limit,', hours, 'h', 0),
  ];
}
