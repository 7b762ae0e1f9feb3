import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { workOf } from './work';
import type { Measured, Workload } from './workload';

/** How many rounds are run, of those that fit. */
export const rounds = 7;
/** Milliseconds after which no further round of a workload begins. */
const most = 60_000;
/** So many turns each works before the first round counts: what the engine compiles meanwhile is no part of it. */
const warmUp = 30;

const perMillisecond: Record<Workload['unit'], number> = { ns: 1e6, ms: 1 };

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/**
 * Ours and every rival, turn by turn in rounds, so that a busy machine slows them alike; each begins a round in turn.
 * The first round warms up, with longer turns, and is not counted, unless it alone took all the time there is.
 * A turn takes `least` milliseconds: what is quicker is run again and again.
 */
export async function measure(workload: Workload, least = 50): Promise<Measured> {
  const { id, what, unit, units, run, rivals, target, met, rivalsMayErr = false } = workload;
  const tasks = [{ run, units }, ...rivals.map((rival) => ({ run: rival.run, units: rival.units ?? units }))];
  const times = tasks.map((): number[] => []);
  let start = performance.now();
  for (let round = 0; round <= rounds && performance.now() - start < most; round++) {
    if (round === 1) start = performance.now();
    for (let turn = 0; turn < tasks.length; turn++) {
      const at = (turn + round) % tasks.length;
      const task = tasks[at];
      if (!task) continue;
      collectGarbage();
      const worked = await workOf(() => task.run(round), round === 0 ? warmUp * least : least);
      times[at]?.push(worked * (perMillisecond[unit] / task.units));
    }
  }
  const [ours = { value: NaN, unit }, ...others] = times.map((some) => ({ ...figureOf(some.slice(1), some), unit }));
  const measured = rivals.map(({ name, agrees }, at) => ({ name, agrees, ...(others[at] ?? ours) }));
  const ratios = new Map(measured.map(({ name, value }) => [name, ours.value / value]));
  return {
    id,
    what,
    ours,
    rivals: measured,
    target,
    met: met((name) => ratios.get(name) ?? Infinity) && (rivalsMayErr || rivals.every(({ agrees }) => agrees)),
  };
}

/** The median of these figures, or of the others where there are none, and what they lie between. */
export function figureOf(figures: readonly number[], others: readonly number[] = []) {
  const sorted = (figures.length > 0 ? figures : others).toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? NaN, sorted[sorted.length >> 1] ?? NaN];
  return {
    value: (low + high) / 2,
    spread: { min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN, rounds: sorted.length },
  };
}
