import { isRemoved, operations } from '../model';
import { docs } from '../words/pages';
import { denies, type RefusingRule } from './rule';

/**
 * Credentials that Bitbucket Cloud no longer takes: account passwords since 2022-03-01, app passwords since 2026-07-28.
 */
export const credential: RefusingRule<'credential'> = {
  id: 'credential',
  page: docs.apiTokens,
  stops: operations,
  kinds: [],
  judge({ credential: used }) {
    if (!isRemoved(used)) return undefined;
    return denies({ why: 'credential-removed', credential: used }, { shows: 'credential-removed', credential: used });
  },
  remedies({ credential: used }) {
    const instead = used === 'password' ? 'password' : 'app-password';
    return [
      { way: 'make-api-token', instead },
      { way: 'make-ssh-key', instead },
    ];
  },
  words: {
    'credential-removed': (reason) =>
      reason.credential === 'password'
        ? 'Bitbucket Cloud no longer takes account passwords for Git'
        : 'Bitbucket Cloud no longer takes app passwords: they were removed on July 28, 2026',
  },
};
