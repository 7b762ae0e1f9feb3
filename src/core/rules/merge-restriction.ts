import { byList } from './by-list';
import type { KeptByList, RefusingRule } from './rule';

/**
 * *Merge via pull request*. Write access includes it: somebody whom a covering push restriction lists may merge too
 * (use-branch-permissions: "Alana and Harvey also get merge via pull request permissions").
 */
export const mergeViaPullRequest: KeptByList = {
  list: { kind: 'restrict_merges', companion: 'push' },
  operations: ['merge'],
};

/** Merging by pull request is kept to those listed. */
export const mergeRestriction: RefusingRule<'merge-restriction'> & { keeps: KeptByList } = {
  id: 'merge-restriction',
  ...byList(mergeViaPullRequest),
};
