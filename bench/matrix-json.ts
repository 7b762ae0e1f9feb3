import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { worldGet } from '../src/bitbucket/worlds/world';
import { askMatrix } from '../src/cli/ask';
import { printAs } from '../src/cli/commands/options';
import { colorsFor } from '../src/cli/print/colors';
import { matrixAs } from '../src/cli/print/formats/printable';
import { fenced } from '../src/cli/terminal/fence';
import type { Facts } from '../src/core/model';
import { matrix, type Matrix } from '../src/core/questions/survey';
import { rowsByClass } from '../src/core/say/survey';
import { largeWorld } from '../src/sandbox/bitbucket/large-world';
import type { Measured, Workload } from './workload';

const repository = { workspace: 'acme', slug: 'monolith', askGroups: true };
const stringify = '`JSON.stringify` of the same rows';
/** As often as that may our own take. */
const most = 4;

/**
 * `matrix --json` of the large repository, from the matrix in hand to the last byte: the shape of the contract and the
 * compact one, beside `JSON.stringify` of nothing but the rows in hand, and beside the survey that comes before. Then
 * how large both are, and what the whole command, which reads the world first, takes in a process of its own.
 */
export async function matrixJson(root = process.cwd()): Promise<(Workload | Measured)[]> {
  const world = largeWorld();
  const outcome = await askMatrix(worldGet(world), repository, 'push');
  if ('problem' in outcome) throw new Error('The large repository cannot be read.');
  const { facts, answer } = outcome;
  const byClass = rowsByClass(answer);
  const rows = answer.branchClass.map((number) => byClass[number] ?? '');
  const sizes = [await printed(answer, facts, false), await printed(answer, facts, true)];
  const [whole, compact] = sizes.map((bytes) => bytes / 1e6);
  const commands = { json: command(root, world, []), compact: command(root, world, ['--compact']) };
  const beside = (id: string, what: string, isCompact: boolean): Workload => ({
    ...{ id, what, unit: 'ms', units: 1 },
    run: () => printed(answer, facts, isCompact),
    rivals: [
      { name: stringify, run: () => JSON.stringify(rows), agrees: true },
      { name: 'the survey before it', run: () => matrix(facts, 'push'), agrees: true },
    ],
    target: `at most ${String(most)} times \`JSON.stringify\``,
    met: (ratio) => ratio(stringify) <= most,
  });
  const figure = (value: number | undefined, unit: string) => ({ value: value ?? NaN, unit });
  const compactly = (value: number | undefined, unit: string) => [
    { name: 'with `--compact`', ...figure(value, unit), agrees: true },
  ];
  return [
    beside('W9', '`matrix --json`, from the matrix in hand to the last byte', false),
    beside('W9-compact', 'the same by classes of branches and of actors, `--compact`', true),
    {
      id: 'W9-size',
      what: 'how large `matrix --json --compact` is',
      ours: figure(compact, 'MB'),
      rivals: [{ name: 'the shape of the contract', ...figure(whole, 'MB'), agrees: true }],
      target: 'at most 12 MB',
      met: compact !== undefined && compact <= 12,
    },
    {
      id: 'W9-memory',
      what: 'the peak of the whole command, which reads the saved world first',
      ours: figure(commands.json.peak, 'MB'),
      rivals: compactly(commands.compact.peak, 'MB'),
      target: 'a quarter more than `--compact` at most: no answer is held whole',
      met: commands.json.peak <= 1.25 * commands.compact.peak,
    },
    {
      id: 'W9-command',
      what: 'the whole command, from the start of its process to its end',
      ours: figure(commands.json.time, 'ms'),
      rivals: compactly(commands.compact.time, 'ms'),
      target: 'none: it is printed',
      met: true,
    },
  ];
}

/** Prints the matrix of these facts as the command does, and gives how many bytes that were. */
async function printed(answer: Matrix, facts: Facts, compact: boolean): Promise<number> {
  let bytes = 0;
  const io = fenced({
    env: {},
    cwd: '/',
    out: (text) => (bytes += Buffer.from(text).length),
    outShown: (pieces) => (bytes += Buffer.concat(pieces).length),
    err: () => undefined,
    outIsTerminal: false,
    errIsTerminal: false,
  });
  const from = { world: 'large.json', source: { options: {} }, compact };
  await printAs({ format: 'json' }, matrixAs(answer, facts, from, colorsFor(io)), io);
  return bytes;
}

/** Milliseconds, and megabytes at the peak, of the command line over this world, its answer thrown away. */
function command(root: string, world: object, args: string[]): { time: number; peak: number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'who-can-push-bench-'));
  try {
    const file = path.join(folder, 'world.json');
    writeFileSync(file, JSON.stringify(world));
    const program = JSON.stringify(path.join(root, 'dist', 'who-can-push.js'));
    const told = `process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)));
      require(${program})`;
    // The program begins its own arguments behind two others.
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
