import { forEverybody } from './for-everybody';
import type { RefusingRule } from './rule';

/** Deletion is forbidden to everybody where one of these covers the branch; it has no list. */
export const deleteRestriction: RefusingRule<'delete-restriction'> = {
  id: 'delete-restriction',
  ...forEverybody({
    kind: 'delete',
    why: 'deletion-forbidden',
    stops: ['delete'],
    ways: (restrictions) => [{ way: 'allow-deletion', restrictions }],
  }),
};
