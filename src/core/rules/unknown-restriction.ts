import { operations, type Gap, type Restriction } from '../model';
import { isNonEmpty } from '../non-empty';
import { agreeing, restrictionNames } from '../words/names';
import { docs } from '../words/pages';
import { namesBranch } from './covering';
import { cannotTell, type DoubtingRule } from './rule';

/**
 * A kind of restriction that we have not met, and so is none of these: it may refuse anything on the branches that it
 * covers.
 */
export function unknownRestriction(known: ReadonlyMap<string, unknown>): DoubtingRule<'unknown-restriction'> {
  return {
    id: 'unknown-restriction',
    page: docs.restrictionsApi,
    stops: operations,
    kinds: [],
    judge({ branch }) {
      const strange = branch.covering.map((one) => one.restriction).filter(({ kind }) => !known.has(kind));
      if (!isNonEmpty(strange)) return undefined;
      const [first, ...rest] = strange;
      return cannotTell(
        { why: 'kind-not-understood', restrictions: strange },
        [gapOf(first), ...rest.map(gapOf)],
        strange.map((restriction) => ({ shows: 'restriction', restriction })),
      );
    },
    words: {
      'kind-not-understood': ({ restrictions }, { branch }) =>
        `${restrictionNames(restrictions)} ${agreeing(restrictions, 'is of a kind that is', 'are of kinds that are')} ` +
        `new to us and may stop this${namesBranch(restrictions, branch) ? '' : ` on ${branch}`}`,
    },
  };
}

function gapOf(restriction: Restriction): Gap {
  return { of: { what: 'restriction-kind', restriction }, because: 'not-understood' };
}
