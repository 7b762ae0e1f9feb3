import { agreeing, restrictionNames } from '../../words/names';
import { docs } from '../../words/pages';
import { unit } from '../problem';
import { closedOn, isClosed, pushedBranches, toBeListedOn, type Closed } from './few';
import { mergeWords, placeOf } from './nobody-can-push';

/** That no person may push, and Pipelines might, by a field whose meaning Atlassian does not document. */
export const onlyAutomationCanPush = unit<Closed>({
  id: 'only-automation-can-push',
  title: 'Only automation can push to a branch',
  why: 'When the build breaks nobody can mend the branch by hand, and whoever writes the build decides what is pushed.',
  docs: docs.restrictionsApi,
  *find(seen) {
    for (const one of yield* pushedBranches(seen)) {
      const { pipelines, narrowest, subject } = one;
      if (pipelines !== 'yes' || !isClosed(one, seen)) continue;
      const found = closedOn(one);
      const level = found.mergers === 0 ? 'warning' : 'info';
      yield { level, restriction: narrowest, subject, found };
    }
  },
  say: ({ restrictions, mergers, unsure, ...where }, { administrator }) => ({
    reason:
      `${restrictionNames(restrictions)} ${agreeing(restrictions, 'lets', 'let')} no person push, ` +
      `and ${agreeing(restrictions, 'names', 'name')} branches from which Pipelines may`,
    effect:
      `no person can push ${placeOf(where.branches)}${mergeWords(mergers, unsure)}; ` +
      'what Pipelines can do there Bitbucket does not document',
    remedy: `${administrator} can add somebody to ${toBeListedOn(where)} who is to help when the build cannot`,
  }),
});
