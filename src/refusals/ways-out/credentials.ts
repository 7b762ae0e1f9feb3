import { code } from '../../core/words/names';
import { bitbucketDocs, docs } from '../../core/words/pages';
import { command, type Shell } from '../../core/words/shell';
import { asking, forgetting } from './commands';
import { dataCenter } from './data-center';
import { setAddress, type PushAtHand } from './push';
import { repositoryAddresses, someServer } from '../text/server';
import type { WaysOfText } from './way-of-text';

const tokensPage = 'https://id.atlassian.com/manage-profile/security/api-tokens';
const readScope = code('read:repository:bitbucket');
const writeScope = code('write:repository:bitbucket');

/** How to use a new token for what was tried. */
function useToken({ tried, place, branch = 'main' }: PushAtHand, shell: Shell): string {
  if (tried === 'api')
    return `give it with the e-mail address of your Atlassian account: ${code(asking[shell])} shows whether it is taken`;
  const line = command(shell, (word) => {
    const address = word(`https://x-bitbucket-api-token-auth@bitbucket.org/${place}.git`);
    return tried === 'read' ? `git ls-remote ${address}` : `git push ${address} ${word(`HEAD:refs/heads/${branch}`)}`;
  });
  return tried === 'read'
    ? `give it in place of the password, with the user name ${code('x-bitbucket-api-token-auth')}: ${line} asks for it`
    : `push with it in place of the password: ${line} asks for it`;
}

/** What an HTTP access token of Data Center is used for. */
const inPlaceOfPassword = dataCenter['dc-use-token'];

/** Credentials for HTTPS. */
export const credentials = {
  'make-api-token': {
    who: 'you',
    page: docs.apiTokens,
    do: ({ push, shell }) => {
      const scopes = push.tried === 'push' ? `${readScope} and ${writeScope}` : readScope;
      return (
        `You can make an API token with scopes at ${tokensPage}, for Bitbucket, with ${scopes}, and ` +
        `${useToken(push, shell)}.`
      );
    },
    onDataCenter: inPlaceOfPassword,
  },
  'use-token-user': {
    who: 'you',
    page: docs.apiTokens,
    do: ({ push, shell }) =>
      'You can check the user name that goes with the token: your Bitbucket user name or ' +
      `${code('x-bitbucket-api-token-auth')} with an API token, ${code('x-token-auth')} with an access token; your ` +
      'e-mail address only for the REST API: ' +
      `${setAddress(`https://x-bitbucket-api-token-auth@bitbucket.org/${push.place}.git`, shell, push)}.`,
    onDataCenter: {
      page: inPlaceOfPassword.page,
      do: ({ push, shell }) =>
        'You can check the user name that goes with the password or HTTP access token: it is the one that you sign in ' +
        `with on that server, ${setAddress(repositoryAddresses(push.server ?? someServer).https, shell, push)} asks for it anew.`,
    },
  },
  'add-scopes': {
    who: 'you',
    page: docs.apiTokens,
    do: ({ push }) =>
      push.tried === 'push'
        ? 'You can make a new token with the scopes that are missing, as scopes cannot be added to a token: pushing ' +
          `needs ${readScope} and ${writeScope}, for an access token ${code('repository:write')}.`
        : 'You can make a new token with the scopes that are missing, as scopes cannot be added to a token: reading a ' +
          `repository needs ${readScope}, for an access token ${code('repository')}.`,
    onDataCenter: inPlaceOfPassword,
  },
  'renew-token': {
    who: 'you',
    page: tokensPage,
    do: () =>
      `You can make a new token at ${tokensPage}: API tokens expire after a year at most, and a revoked one ` +
      'answers alike.',
    onDataCenter: inPlaceOfPassword,
  },
  'clear-credentials': {
    who: 'you',
    page: 'https://git-scm.com/docs/gitcredentials',
    do: ({ push: { userName, server }, shell }) => {
      const host = server?.host ?? 'bitbucket.org';
      const inUse = code('git config --show-origin --get-all credential.helper');
      return (
        `You can make Git forget the stored credential: ${code(forgetting[shell](host))}. By hand: on Windows in ` +
        `“Credential Manager › Windows Credentials” (${code(`git:https://${host}`)}), on macOS in ` +
        `“Keychain Access” (search ${code(host)}), on Linux in ${code('~/.git-credentials')} or the ` +
        `keyring; ${inUse} names the one in use` +
        `${userName === undefined ? '' : `, and it was asked for ${code(userName)}`}.`
      );
    },
  },
  'give-credential': {
    who: 'you',
    page: docs.apiTokens,
    do: ({ push, shell }) =>
      'You can give the build a credential, as nobody can answer a prompt there: a secured variable that Git reads ' +
      'through a credential helper, or an SSH key ' +
      `(${setAddress(`git@ssh.bitbucket.org:${push.place}.git`, shell, push)}).`,
    onDataCenter: {
      page: inPlaceOfPassword.page,
      do: ({ push, shell }) =>
        'You can give the build a credential, as nobody can answer a prompt there: a secret variable with an HTTP access ' +
        'token that Git reads through a credential helper, or an SSH key ' +
        `(${setAddress(repositoryAddresses(push.server ?? someServer).ssh, shell, push)}).`,
    },
  },
  'lfs-credential': {
    who: 'you',
    page: `${bitbucketDocs}/use-git-lfs-with-bitbucket/`,
    do: ({ push, shell }) => {
      const address = push.server
        ? repositoryAddresses(push.server ?? someServer).https
        : `https://bitbucket.org/${push.place}.git`;
      const skip = command(shell, (word) => `git config ${word(`lfs.${address}/info/lfs.locksverify`)} false`);
      return (
        `You can give LFS the same credential as Git, with write access: ${code('git lfs env')} shows which ` +
        `address it asks; ${skip} skips the question for locks where that is what fails.`
      );
    },
    onDataCenter: { page: 'https://git-lfs.com' },
  },
} satisfies WaysOfText;
