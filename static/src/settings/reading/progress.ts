import { grouped } from '../../../../src/core/words/numbers';
import type { Branches } from './use-facts';

/** How far reading the branches has come, while it is under way. */
export function progressOf({ items, size }: Branches): string {
  return size === undefined ? 'Reading branches…' : `Reading branches: ${grouped(items.length)} of ${grouped(size)}`;
}
