import { levels, type Level } from '../model';

/** `-1`, `0` or `1` as the first level is below, at or above the second. */
export function compareLevels(a: Level, b: Level): number {
  return Math.sign(levels.indexOf(a) - levels.indexOf(b));
}

/** Whether the level includes writing. */
export function writes(level: Level): boolean {
  return compareLevels(level, 'write') >= 0;
}
