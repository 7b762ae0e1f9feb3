import { denies, type RefusingRule } from './rule';

/** Credentials that Bitbucket Cloud no longer takes: account passwords since 2022-03-01, app passwords since 2026-07-28. */
export const credential: RefusingRule = {
  id: 'credential',
  page: 'https://support.atlassian.com/bitbucket-cloud/docs/using-api-tokens/',
  stops: ['push', 'create', 'force-push', 'delete', 'merge'],
  kinds: [],
  judge({ credential }) {
    if (credential !== 'app-password' && credential !== 'password') return undefined;
    return denies('credential', { why: 'credential-removed', credential }, { shows: 'credential-removed', credential });
  },
  remedies({ credential }) {
    const instead = credential === 'password' ? 'password' : 'app-password';
    return [
      { way: 'make-api-token', instead },
      { way: 'make-ssh-key', instead },
    ];
  },
};
