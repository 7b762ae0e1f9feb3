import type { RestrictionName } from '../../model';
import type { NotCovered } from '../../reason';
import { code } from '../../words/names';
import type { Words } from '../rule';

/**
 * That none of these kinds covers the branch, in words. `does` is what a restriction of these kinds does, before the
 * name of a branch: `forbids deleting`.
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
