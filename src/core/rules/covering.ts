import type { Cell } from '../cell/cell';
import type { Evidence } from '../evidence';
import type { RestrictionName } from '../model';
import type { NotCovered } from '../reason';
import { code } from '../words/names';
import { allows, type Says, type Words } from './rule';

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

/**
 * The same in words. `does` is what a restriction of these kinds does, before the name of a branch: `forbids deleting`.
 */
export function notCoveredWords(does: string): Words<NotCovered> {
  return {
    tag: () => 'branch restrictions do not cover tags',
    'none-covers': (_, { branch }) => `no restriction ${does} ${branch}`,
  };
}

/**
 * Whether the pattern of one of these is the name of the branch, as sentences have it: naming the restriction then says
 * what it covers.
 */
export function namesBranch(restrictions: RestrictionName[], branch: string): boolean {
  return restrictions.some(({ match }) => match.by === 'glob' && code(match.pattern) === branch);
}
