import { isNonEmpty } from '../non-empty';
import { kinds } from './kinds';
import type { Gap, Restriction } from '../model';
import { cannotTell, type DoubtingRule } from './rule';

/** A kind of restriction that we have not met: it may refuse anything on the branches that it covers. */
export const unknownRestriction: DoubtingRule = {
  id: 'unknown-restriction',
  page: 'https://developer.atlassian.com/cloud/bitbucket/rest/api-group-branch-restrictions/',
  stops: ['push', 'create', 'force-push', 'delete', 'merge'],
  kinds: [],
  judge({ branch }) {
    const strange = branch.covering.map((one) => one.restriction).filter(({ kind }) => !kinds.has(kind));
    if (!isNonEmpty(strange)) return undefined;
    const [first, ...rest] = strange;
    return cannotTell(
      'unknown-restriction',
      { why: 'kind-not-understood', restrictions: strange },
      [gapOf(first), ...rest.map(gapOf)],
      strange.map((restriction) => ({ shows: 'restriction', restriction })),
    );
  },
};

function gapOf(restriction: Restriction): Gap {
  return { of: { what: 'restriction-kind', restriction }, because: 'not-understood' };
}
