import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { figureOf } from './rounds';
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
  const weighed = (JSON.parse(printed) as Weighed[]).map(
    ({ what, most, value, loadsToo }, at): Measured => ({
      id: `W7-size-${String(at + 1)}`,
      what,
      ours: { value, unit: 'KB' },
      rivals: [],
      target: `at most ${String(most)} KB after gzip`,
      met: value <= most && loadsToo.length === 0,
    }),
  );
  const start = startOf(path.join(root, 'dist', 'who-can-push.js'));
  const all = [...weighed, start];
  const unmet = all.filter(({ met }) => !met).length;
  const summary = { what: 'sizes and start: how many are above their limit', ours: { value: unmet, unit: '' } };
  return [{ id: 'W7', ...summary, rivals: [], target: 'none', met: unmet === 0 }, ...all];
}

/** Turn by turn, and of each the quickest: a busy machine makes a process wait, which says nothing of it. */
function startOf(commandLine: string): Measured {
  const [ours, empty]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(timeOf([commandLine, '--version']));
    empty.push(timeOf(['--eval', '']));
  }
  const quickest = (times: number[]) => ({ ...figureOf(times), value: Math.min(...times), unit: 'ms' });
  const [own, rival] = [quickest(ours), quickest(empty)];
  return {
    id: 'W7-start',
    what: 'the command line from its start to its end, asked for its version: the quickest',
    ours: own,
    rivals: [{ name: 'an empty node', ...rival, agrees: true }],
    target: `at most ${String(mostStarts)} times an empty node`,
    met: own.value <= mostStarts * rival.value,
  };
}

function timeOf(args: string[]): number {
  const start = performance.now();
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - start;
}
