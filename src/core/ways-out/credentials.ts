import type { RemovedCredential } from '../model';
import { code } from '../words/names';
import { bitbucketDocs, docs } from '../words/pages';
import { command } from '../words/shell';
import { forgetting } from './commands';
import { setAddress } from './push';
import { ofDecision, type WaysOut } from './way-out';

const tokensPage = 'https://id.atlassian.com/manage-profile/security/api-tokens';
const readScope = code('read:repository:bitbucket');
const writeScope = code('write:repository:bitbucket');

/** Credentials for HTTPS. */
export const credentials = {
  'make-api-token': {
    ofDecision: ofDecision<{ instead: RemovedCredential }>({
      who: 'you',
      page: docs.apiTokens,
      do: (_, { you }) =>
        `${you} can push over HTTPS with an API token with scopes, made for Bitbucket with ${writeScope}, in place ` +
        'of the password.',
    }),
    ofText: {
      who: 'you',
      page: docs.apiTokens,
      do: ({ push: { place, branch = 'main' }, shell }) => {
        const push = command(shell, (word) => {
          const address = word(`https://x-bitbucket-api-token-auth@bitbucket.org/${place}.git`);
          return `git push ${address} ${word(`HEAD:refs/heads/${branch}`)}`;
        });
        return (
          `You can make an API token with scopes at ${tokensPage}, for Bitbucket, with ${readScope} and ` +
          `${writeScope}, and push with it in place of the password: ${push} asks for it.`
        );
      },
    },
  },
  'use-token-user': {
    ofText: {
      who: 'you',
      page: docs.apiTokens,
      do: ({ push, shell }) =>
        'You can check the user name that goes with the token: your Bitbucket user name or ' +
        `${code('x-bitbucket-api-token-auth')} with an API token, ${code('x-token-auth')} with an access token; your ` +
        'e-mail address only for the REST API: ' +
        `${setAddress(`https://x-bitbucket-api-token-auth@bitbucket.org/${push.place}.git`, shell, push)}.`,
    },
  },
  'add-scopes': {
    ofText: {
      who: 'you',
      page: docs.apiTokens,
      do: () =>
        'You can make a new token with the scopes that are missing, as scopes cannot be added to a token: pushing ' +
        `needs ${readScope} and ${writeScope}, for an access token ${code('repository:write')}.`,
    },
  },
  'renew-token': {
    ofText: {
      who: 'you',
      page: tokensPage,
      do: () =>
        `You can make a new token at ${tokensPage}: API tokens expire after a year at most, and a revoked one ` +
        'answers alike.',
    },
  },
  'clear-credentials': {
    ofText: {
      who: 'you',
      page: 'https://git-scm.com/docs/gitcredentials',
      do: ({ push: { userName }, shell }) => {
        const inUse = code('git config --show-origin --get-all credential.helper');
        return (
          `You can make Git forget the stored credential: ${code(forgetting[shell])}. By hand: on Windows in ` +
          `“Credential Manager › Windows Credentials” (${code('git:https://bitbucket.org')}), on macOS in ` +
          `“Keychain Access” (search ${code('bitbucket.org')}), on Linux in ${code('~/.git-credentials')} or the ` +
          `keyring; ${inUse} names the one in use` +
          `${userName === undefined ? '' : `, and it was asked for ${code(userName)}`}.`
        );
      },
    },
  },
  'give-credential': {
    ofText: {
      who: 'you',
      page: docs.apiTokens,
      do: ({ push, shell }) =>
        'You can give the build a credential, as nobody can answer a prompt there: a secured variable that Git reads ' +
        'through a credential helper, or an SSH key ' +
        `(${setAddress(`git@ssh.bitbucket.org:${push.place}.git`, shell, push)}).`,
    },
  },
  'lfs-credential': {
    ofText: {
      who: 'you',
      page: `${bitbucketDocs}/use-git-lfs-with-bitbucket/`,
      do: ({ push: { place }, shell }) => {
        const skip = command(
          shell,
          (word) => `git config ${word(`lfs.https://bitbucket.org/${place}.git/info/lfs.locksverify`)} false`,
        );
        return (
          `You can give LFS the same credential as Git, with write access: ${code('git lfs env')} shows which ` +
          `address it asks; ${skip} skips the question for locks where that is what fails.`
        );
      },
    },
  },
} satisfies WaysOut;
