import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { worldGet } from '../src/bitbucket/worlds/world';
import { askMatrix } from '../src/cli/ask';
import { colorsFor } from '../src/cli/print/colors';
import { matrixAs } from '../src/cli/print/formats/printable';
import { printAs } from '../src/cli/commands/options';
import { fenced } from '../src/cli/terminal/fence';
import { matrix } from '../src/core/questions/survey';
import { rowsByClass } from '../src/core/say/survey';
import { largeWorld } from '../src/sandbox/bitbucket/large-world';
import type { Measured } from './workload';

const rounds = 7;
const repository = { workspace: 'acme', slug: 'monolith', askGroups: true };

/**
 * `matrix --json` of the large repository: the facts in hand to the last byte as a terminal gets it, beside
 * `JSON.stringify` of nothing but its rows; the same by classes; and the whole command, which reads the world first.
 */
export async function matrixJson(root = process.cwd()): Promise<Measured[]> {
  const world = largeWorld();
  const outcome = await askMatrix(worldGet(world), repository, 'push');
  if ('problem' in outcome) throw new Error('The large repository cannot be read.');
  const { facts } = outcome;

  const printed = async (compact: boolean) => {
    let bytes = 0;
    const io = fenced({
      env: {},
      cwd: root,
      out: (text) => (bytes += Buffer.from(text).length),
      outShown: (pieces) => (bytes += Buffer.concat(pieces).length),
      err: () => undefined,
      outIsTerminal: false,
      errIsTerminal: false,
    });
    const from = { world: 'large.json', source: { options: repository }, compact };
    await printAs({ format: 'json' }, matrixAs(matrix(facts, 'push'), facts, from, colorsFor(io)), io);
    return bytes;
  };
  const byClass = rowsByClass(outcome.answer);
  const rows = outcome.answer.branchClass.map((number) => byClass[number] ?? '');

  const [json, compact, stringify]: [number[], number[], number[]] = [[], [], []];
  const size = { json: 0, compact: 0 };
  for (let round = 0; round <= rounds; round++) {
    const times = [
      await timeOf(async () => (size.json = await printed(false))),
      await timeOf(async () => (size.compact = await printed(true))),
      await timeOf(() => JSON.stringify(rows).length),
    ];
    if (round === 0) continue;
    [json, compact, stringify].forEach((list, at) => list.push(times[at] ?? NaN));
  }
  const alone = { name: '`JSON.stringify` of the same rows', value: middle(stringify), unit: 'ms', agrees: true };
  const megabytes = (bytes: number) => bytes / 1e6;
  const whole = { json: command(root, world, []), compact: command(root, world, ['--compact']) };
  return [
    {
      id: 'W9',
      what: `\`matrix --json\`, facts in hand to the last of its ${megabytes(size.json).toFixed(1)} MB`,
      ours: { value: middle(json), unit: 'ms' },
      rivals: [alone],
      target: 'at most 4 times it',
      met: middle(json) <= 4 * alone.value,
    },
    {
      id: 'W9-compact',
      what: 'the same by classes of branches and of actors (`--compact`)',
      ours: { value: middle(compact), unit: 'ms' },
      rivals: [alone],
      target: 'at most 4 times it',
      met: middle(compact) <= 4 * alone.value,
    },
    {
      id: 'W9-size',
      what: 'how large the compact shape is',
      ours: { value: megabytes(size.compact), unit: 'MB' },
      rivals: [{ name: 'the shape of the contract', value: megabytes(size.json), unit: 'MB', agrees: true }],
      target: 'at most 12 MB',
      met: megabytes(size.compact) <= 12,
    },
    {
      id: 'W9-memory',
      what: 'the whole command at its peak, reading the saved world first',
      ours: { value: whole.json.peak, unit: 'MB' },
      rivals: [{ name: '`--compact`', value: whole.compact.peak, unit: 'MB', agrees: true }],
      target: 'at most a quarter more than `--compact`: no answer is held whole',
      met: whole.json.peak <= 1.25 * whole.compact.peak,
    },
    {
      id: 'W9-command',
      what: 'the whole command, from the start of its process',
      ours: { value: whole.json.time, unit: 'ms' },
      rivals: [{ name: '`--compact`', value: whole.compact.time, unit: 'ms', agrees: true }],
      target: 'printed only',
      met: true,
    },
  ];
}

/** Milliseconds, and megabytes at the peak, of the command line over this world, its answer thrown away. */
function command(root: string, world: object, args: string[]): { time: number; peak: number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'who-can-push-bench-'));
  try {
    const file = path.join(folder, 'world.json');
    writeFileSync(file, JSON.stringify(world));
    const program = path.join(root, 'dist', 'who-can-push.js');
    // The program begins its own arguments behind two others.
    const told = `process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)));
      require(${JSON.stringify(program)})`;
    const given = ['who-can-push', 'matrix', '--world', file, '--json', ...args];
    const start = performance.now();
    const ended = spawnSync(process.execPath, ['--eval', told, '--', ...given], {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    const time = performance.now() - start;
    if (ended.status !== 0) throw new Error(`The command line failed: ${ended.stderr}`);
    return { time, peak: Number(ended.stderr) / 1_000 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timeOf(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
