import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Makes what lets Node look, now, which memory is still needed: left to itself it lets a process grow to several
 * hundred megabytes first, which a container of 256 does not have. It takes some milliseconds for each ten megabytes
 * that are needed. Does nothing where Node does not offer it.
 */
export function memoryKeeper(): () => void {
  try {
    // There is no other way to reach it but by this flag, which new contexts heed (V8, `--expose-gc`).
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    setFlagsFromString('--no-expose-gc');
    if (typeof collect === 'function') return collect as () => void;
  } catch {
    // Nothing depends on it.
  }
  return () => undefined;
}
