import { branchName } from '../../branches/branch-name';

/**
 * Whether Git allows any name that the pattern matches (git-check-ref-format). What it forbids stands in the pattern
 * itself, or nowhere: a star can always be a letter.
 */
export function isPossible(pattern: string): boolean {
  return branchName(pattern.replaceAll('*', 'x')) !== undefined;
}
