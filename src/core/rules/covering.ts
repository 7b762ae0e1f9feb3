import type { Cell } from '../cell/cell';
import type { Evidence } from '../evidence';
import type { NotCovered } from '../reason';
import { allows, type Says } from './rule';

/** None of these kinds covers the branch, or it is a tag: the rule lets through. */
export function notCovered(cell: Cell, kinds: string[]): Says<NotCovered> {
  return cell.branch.tag
    ? allows({ why: 'tag' }, { shows: 'tags-not-covered' })
    : allows({ why: 'none-covers' }, noneCovers(cell, kinds));
}

/** That of all the restrictions that were read or supplied, none of these kinds covers the branch. */
export function noneCovers({ facts: { restrictions, projectRules } }: Cell, kinds: string[]): Evidence {
  const all = restrictions.items.length;
  const supplied = projectRules && restrictions.items.filter((one) => one.supplied).length;
  return { shows: 'none-covers', kinds, read: all - (supplied ?? 0), ...(supplied !== undefined && { supplied }) };
}
