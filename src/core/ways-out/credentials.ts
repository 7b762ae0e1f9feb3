import type { RemovedCredential } from '../model';
import { code } from '../words/names';
import { docs } from '../words/pages';
import { ofDecision, type WaysOut } from './way-out';

/** Credentials in place of those that Bitbucket no longer takes. */
export const credentials = {
  'make-api-token': ofDecision<{ instead: RemovedCredential }>({
    who: 'you',
    page: docs.apiTokens,
    do: (_, { you }) =>
      `${you} can push over HTTPS with an API token with scopes, made for Bitbucket with ${code('write:repository:bitbucket')}, in place ` +
      'of the password.',
  }),
  'make-ssh-key': ofDecision<{ instead: RemovedCredential }>({
    who: 'you',
    page: docs.personalSshKeys,
    do: (_, { you }) => `${you} can push over SSH with a personal SSH key.`,
  }),
} satisfies WaysOut;
