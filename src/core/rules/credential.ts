import { isRemoved, operations } from '../model';
import { denies, type RefusingRule } from './rule';

/**
 * Credentials that Bitbucket Cloud no longer takes: account passwords since 2022-03-01, app passwords since 2026-07-28.
 */
export const credential: RefusingRule<'credential'> = {
  id: 'credential',
  stops: operations,
  judge({ credential: used }) {
    if (!isRemoved(used)) return undefined;
    return denies({ why: 'credential-removed', credential: used }, { shows: 'credential-removed', credential: used });
  },
};
