import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Measured } from './workload';

/** What `node sizes.mjs --json` says of each thing that it weighs, in thousands of bytes. */
interface Weighed {
  what: string;
  most: number;
  value: number;
  loadsToo: string[];
}

const rounds = 15;
/** An empty `node` may be started so often in the time that the command line takes. */
const mostStarts = 3;

/** Sizes, as `npm run check` holds them, and the start of the command line beside that of an empty `node`. */
export function sizes(root = process.cwd()): Measured[] {
  const printed = execFileSync(process.execPath, [path.join(root, 'sizes.mjs'), '--json'], { encoding: 'utf8' });
  const weighed = (JSON.parse(printed) as Weighed[]).map(({ what, most, value, loadsToo }, at): Measured => {
    const target = `at most ${String(most)} KB after gzip`;
    const met = value <= most && loadsToo.length === 0;
    return { id: `W7-size-${String(at + 1)}`, what, ours: { value, unit: 'KB' }, rivals: [], target, met };
  });
  const start = startOf(path.join(root, 'dist', 'who-can-push.js'));
  const all = [...weighed, start];
  const unmet = all.filter(({ met }) => !met).length;
  return [
    {
      id: 'W7',
      what: 'sizes and start: how many of them are above their limit',
      ours: { value: unmet, unit: 'above' },
      rivals: [],
      target: 'none',
      met: unmet === 0,
    },
    ...all,
  ];
}

/** Turn by turn, so that a busy machine slows both alike. */
function startOf(commandLine: string): Measured {
  const [ours, empty]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const times = [timeOf([commandLine, '--version']), timeOf(['--eval', ''])];
    if (round === 0) continue;
    ours.push(times[0] ?? NaN);
    empty.push(times[1] ?? NaN);
  }
  const [value, rival] = [middle(ours), middle(empty)];
  return {
    id: 'W7-start',
    what: 'the command line from its start to its end, asked for its version',
    ours: { value, unit: 'ms' },
    rivals: [{ name: 'an empty node', value: rival, unit: 'ms', agrees: true }],
    target: `at most ${String(mostStarts)} times an empty node`,
    met: value <= mostStarts * rival,
  };
}

function timeOf(args: string[]): number {
  const start = performance.now();
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - start;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
