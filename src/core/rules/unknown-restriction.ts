import { operations, type Gap, type Restriction } from '../model';
import { isNonEmpty } from '../non-empty';
import { kinds } from './kinds';
import { cannotTell, type DoubtingRule } from './rule';

/**
 * A kind of restriction that we have not met, and so is none of these: it may refuse anything on the branches that it
 * covers.
 */
export const unknownRestriction: DoubtingRule<'unknown-restriction'> = {
  id: 'unknown-restriction',
  stops: operations,
  judge({ branch }) {
    const strange = branch.covering.map((one) => one.restriction).filter(({ kind }) => !kinds.has(kind));
    if (!isNonEmpty(strange)) return undefined;
    const [first, ...rest] = strange;
    return cannotTell(
      { why: 'kind-not-understood', restrictions: strange },
      [gapOf(first), ...rest.map(gapOf)],
      strange.map((restriction) => ({ shows: 'restriction', restriction })),
    );
  },
};

function gapOf(restriction: Restriction): Gap {
  return { of: { what: 'restriction-kind', restriction }, because: 'not-understood' };
}
