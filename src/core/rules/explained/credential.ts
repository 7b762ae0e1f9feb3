import { docs } from '../../words/pages';
import type { Explained } from '../rule';

/** How it is explained. */
export const credentialExplained: Explained<'credential'> = {
  page: docs.apiTokens,
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
