import { listedOpinion, waysPastAList } from './listing';
import { refusal } from '../cell/refusal';
import type { RefusingRule } from './rule';

/**
 * Merging by pull request is kept to those listed. Write access includes it: somebody whom a covering push restriction
 * lists may merge too (use-branch-permissions: "Alana and Harvey also get merge via pull request permissions").
 */
export const mergeRestriction: RefusingRule = {
  id: 'merge-restriction',
  page: 'https://support.atlassian.com/bitbucket-cloud/docs/use-branch-permissions/',
  stops: ['merge'],
  kinds: ['restrict_merges', 'push'],
  judge(cell) {
    if (cell.actor.actor.type === 'access-key') return undefined;
    return listedOpinion('merge-restriction', refusal('restrict_merges', cell, 'push'), cell, ['restrict_merges']);
  },
  remedies: (cell, mayI) => waysPastAList('restrict_merges', cell, mayI),
};
