import type { Cell } from '../../cell/cell';
import type { MayI } from '../../cell/may-i';
import { presence } from '../../cell/lists';
import type { Restriction } from '../../model';
import type { NonEmpty } from '../../non-empty';
import type { ForEverybody } from '../../reason';
import type { Remedy } from '../../remedy';
import type { KnownKind } from '../../words/kinds';
import { kindBefore, restrictionNames } from '../../words/names';
import { docs } from '../../words/pages';
import { namesBranch, notCoveredWords } from './covering';
import type { About, Explaining } from '../rule';
import { elsewhere } from './elsewhere';
import { followedBy } from '../../non-empty';
import type { Explained } from '../rule';

/** How such a rule is explained; `ways` are those out, best first, where these restrictions cover the branch. */
function forEverybodyExplained(
  kind: KnownKind,
  ways: (restrictions: NonEmpty<Restriction>, cell: Cell, mayI: MayI) => NonEmpty<Remedy>,
): Explaining<ForEverybody> {
  const doing = kindBefore(kind);
  const forbids = ({ restrictions }: { restrictions: Restriction[] }, { branch }: About) => {
    const own = namesBranch(restrictions, branch);
    return `${restrictionNames(restrictions)} is not allowed for anybody${own ? '' : `, and that covers ${branch}`}`;
  };
  return {
    page: docs.restrictions,
    remedies(cell, mayI) {
      const present = presence(kind, cell);
      if (present.is !== 'yes') throw new Error('Ways out are asked only of a denial.');
      return ways(present.restrictions, cell, mayI);
    },
    words: {
      ...notCoveredWords(`forbids ${doing}`),
      'covering-not-known': (_, { branch }) => `whether a restriction forbids ${doing} ${branch} could not be settled`,
      'rewriting-forbidden': forbids,
      'deletion-forbidden': forbids,
    },
  };
}

/** How it is explained that rewriting history is forbidden. */
export const forceRestrictionExplained: Explained<'force-restriction'> = forEverybodyExplained(
  'force',
  (restrictions, cell, mayI) => {
    const instead: Remedy[] = mayI('push', cell.branch.name) ? [{ way: 'add-commits-instead' }] : elsewhere(cell, mayI);
    return followedBy(instead, { way: 'allow-rewriting', restrictions });
  },
);

/** How it is explained that deletion is forbidden. */
export const deleteRestrictionExplained: Explained<'delete-restriction'> = forEverybodyExplained(
  'delete',
  (restrictions) => [{ way: 'allow-deletion', restrictions }],
);
