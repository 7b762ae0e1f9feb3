import { docs } from '../../words/pages';
import { removal } from '../mending';
import { unit } from '../problem';
import { isDisabled } from './disabled-branch-type';
import { isPossible } from './possible';

/** That a restriction covers none of the branches that exist. It may cover a later one: no more than info. */
export const coversNoBranch = unit<object>({
  id: 'covers-no-branch',
  title: 'A restriction covers no branch',
  why: 'It stops nothing today. A name may have been mistyped, or the branch is gone.',
  docs: docs.restrictions,
  find({ facts, restrictions, allBranches, coveredBy }) {
    if (!allBranches || facts.branches.items.length === 0) return [];
    return restrictions.flatMap((restriction, at) => {
      const { match } = restriction;
      // Those that can never cover one are problems of their own.
      const saidElsewhere = match.by === 'glob' ? !isPossible(match.pattern) : isDisabled(match, facts);
      if (saidElsewhere || coveredBy(at).length > 0) return [];
      const change = removal(restriction);
      return [{ level: 'info', restriction, ...(change && { change }), found: {} }];
    });
  },
  say: (_, { it, administrator, repository }) => ({
    reason: `${it} covers no branch of ${repository.fullName}`,
    effect: 'it stops nothing today, and will hold for a branch of such a name that is made later',
    remedy: `${administrator} can remove it, unless such a branch is still to come`,
  }),
});
