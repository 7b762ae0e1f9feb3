import type { KeptToAList } from '../cell/lists';
import { byList } from './by-list';
import type { RefusingRule } from './rule';

/**
 * *Merge via pull request*. Write access includes it: somebody whom a covering push restriction lists may merge too
 * (use-branch-permissions: "Alana and Harvey also get merge via pull request permissions").
 */
const mergeViaPullRequest: KeptToAList = { kind: 'restrict_merges', companion: 'push' };

/** Merging by pull request is kept to those listed. */
export const mergeRestriction: RefusingRule<'merge-restriction'> = {
  id: 'merge-restriction',
  ...byList({ list: mergeViaPullRequest, operations: ['merge'], does: 'limits who can merge into', lets: 'merge' }),
};
