import { writeAccess } from '../push-restriction';
import { agreeing, kindName, restrictionNames } from '../../words/names';
import { byListExplained } from './by-list';
import type { Explained } from '../rule';

const kept = byListExplained(writeAccess, 'limits who can push to', 'push');

/** How it is explained. */
export const pushRestrictionExplained: Explained<'push-restriction'> = {
  ...kept,
  words: {
    ...kept.words,
    'push-restriction-on-deletion': ({ restrictions }, { branch }) =>
      restrictions.length === 0
        ? `which branches ${kindName('push')} covers could not be seen`
        : `whether ${restrictionNames(restrictions)} also ${agreeing(restrictions, 'stops', 'stop')} ` +
          `deleting ${branch} could not be settled`,
  },
};
