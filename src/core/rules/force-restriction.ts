import { followedBy } from '../non-empty';
import type { Remedy } from '../remedy';
import { elsewhere } from './elsewhere';
import { forEverybody } from './for-everybody';
import type { RefusingRule } from './rule';

/** Rewriting history is forbidden to everybody where one of these covers the branch; it has no list. */
export const forceRestriction: RefusingRule<'force-restriction'> = {
  id: 'force-restriction',
  ...forEverybody({
    kind: 'force',
    why: 'rewriting-forbidden',
    stops: ['force-push'],
    ways(restrictions, cell, mayI) {
      const instead: Remedy[] = mayI('push', cell.branch.name)
        ? [{ way: 'add-commits-instead' }]
        : elsewhere(cell, mayI);
      return followedBy(instead, { way: 'allow-rewriting', restrictions });
    },
  }),
};
