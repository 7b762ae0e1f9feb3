import { thousands } from '../../../../src/core/words/counts';
import type { Branches } from './use-facts';

/** How far reading the branches has come, while it is under way. */
export function progressOf({ items, size }: Branches): string {
  return size === undefined
    ? 'Reading branches…'
    : `Reading branches: ${thousands(items.length)} of ${thousands(size)}`;
}
