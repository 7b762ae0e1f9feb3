import type { Restriction } from '../../model';
import { agreeing, restrictionNames } from '../../words/names';
import { docs } from '../../words/pages';
import { some, unit } from '../problem';
import { isClosed, pushedBranches, toBeListedOn, type Listing } from './few';
import { mergeWords, placeOf } from './nobody-can-push';

/** That no person may push, and Pipelines might, by a field whose meaning Atlassian does not document. */
export const onlyAutomationCanPush = unit<{ restrictions: Restriction[]; mergers?: number } & Listing>({
  id: 'only-automation-can-push',
  title: 'Only automation can push to a branch',
  why: 'When the build breaks nobody can mend the branch by hand, and whoever writes the build decides what is pushed.',
  docs: docs.restrictionsApi,
  find: (seen) =>
    pushedBranches(seen).flatMap((one) => {
      const { restrictions, names, merge, pipelines, narrowest, reach, subject } = one;
      if (pipelines !== 'yes' || !isClosed(one, seen)) return [];
      const mergers = merge.unsure && merge.people.length === 0 ? undefined : merge.people.length;
      const found = {
        restrictions,
        branches: some(names),
        narrowest,
        reach,
        ...(mergers !== undefined && { mergers }),
      };
      const level = mergers === 0 ? 'warning' : 'info';
      return [{ level, restriction: narrowest, subject, found }];
    }),
  say: ({ restrictions, mergers, ...where }, { administrator }) => ({
    reason:
      `${restrictionNames(restrictions)} ${agreeing(restrictions, 'lets', 'let')} no person push, ` +
      `and ${agreeing(restrictions, 'names', 'name')} branches from which Pipelines may`,
    effect:
      `no person can push ${placeOf(where.branches)}${mergeWords(mergers)}; ` +
      'what Pipelines can do there Bitbucket does not document',
    remedy: `${administrator} can add somebody to ${toBeListedOn(where)} who is to help when the build cannot`,
  }),
});
