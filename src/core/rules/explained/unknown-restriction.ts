import { agreeing, restrictionNames } from '../../words/names';
import { docs } from '../../words/pages';
import { namesBranch } from './covering';
import type { ExplainedDoubt } from '../rule';

/** How it is explained. */
export const unknownRestrictionExplained: ExplainedDoubt<'unknown-restriction'> = {
  page: docs.restrictionsApi,
  words: {
    'kind-not-understood': ({ restrictions }, { branch }) =>
      `${restrictionNames(restrictions)} ${agreeing(restrictions, 'is of a kind that is', 'are of kinds that are')} ` +
      `new to us and may stop this${namesBranch(restrictions, branch) ? '' : ` on ${branch}`}`,
  },
};
