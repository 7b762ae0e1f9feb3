import type { Facts, Match } from '../../model';
import { code } from '../../words/names';
import { settingsPages, bitbucketDocs } from '../../words/pages';
import { prefixed } from '../general-name';
import { unit } from '../problem';

/** Whether the match is by a branch type that the branching model surely does not have. */
export function isDisabled(match: Match, { model }: Pick<Facts, 'model'>): boolean {
  if (match.by !== 'branch-type' || !model.known) return false;
  const { type } = match;
  if (type === 'development' || type === 'production') return model.value[type] === undefined;
  return prefixed.includes(type) && model.value.prefixes[type] === undefined && model.value.gaps.length === 0;
}

/** That a restriction is for a branch type that is switched off, so that it covers no branch, whatever its name. */
export const disabledBranchType = unit<{ type: string }>({
  id: 'disabled-branch-type',
  title: 'A restriction is for a branch type that is switched off',
  why: 'Such a restriction covers no branch until the type is switched on in the branching model.',
  docs: `${bitbucketDocs}/configure-a-projects-branching-model/`,
  page: settingsPages.branchingModel,
  find: ({ facts, restrictions }) =>
    restrictions.flatMap((restriction) => {
      const { match } = restriction;
      return match.by === 'branch-type' && isDisabled(match, facts)
        ? [{ level: 'warning', restriction, found: { type: match.type } }]
        : [];
    }),
  say: ({ type }, { it, administrator }) => ({
    reason: `the branching model has no branches of type ${code(type)}: the type is switched off`,
    effect: `${it} covers no branch, whatever its name`,
    remedy: `${administrator} can switch the type on, or set the restriction on a pattern instead`,
  }),
});
