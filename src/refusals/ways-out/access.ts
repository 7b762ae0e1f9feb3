import { writingCredential } from '../../core/ways-out/access';
import { code } from '../../core/words/names';
import { bitbucketDocs, docs } from '../../core/words/pages';
import { someServer } from '../text/server';
import { asking, storedUser } from './commands';
import { dataCenter } from './data-center';
import { sshTest } from './push';
import type { WaysOfText } from './way-of-text';

const grants = `${bitbucketDocs}/grant-repository-access-to-users-and-groups/`;

/** Permissions of the account that pushes. */
export const access = {
  'grant-write': {
    who: 'repository-admin',
    page: grants,
    do: ({ administrator, push }) =>
      `${administrator} can give your account, or a group that you are in, ` +
      `${push.tried === 'push' ? 'write' : 'read'} access.`,
    onDataCenter: {
      page: 'https://confluence.atlassian.com/bitbucketserver/using-repository-permissions-776639771.html',
    },
  },
  'use-writing-credential': {
    who: 'you',
    only: 'push',
    page: docs.personalSshKeys,
    do: ({ you }) =>
      writingCredential(you, ': an access key is read-only in every repository, and none can be made to write'),
    onDataCenter: {
      who: 'repository-admin',
      page: 'https://confluence.atlassian.com/bitbucketserver/ssh-access-keys-for-system-use-776639781.html',
      do: () =>
        'An administrator of the repository on that server can give the access key “Read / Write”, or you can push ' +
        'with a key of your own account.',
    },
  },
  'check-access': {
    who: 'you',
    page: grants,
    do: ({ push: { place } }) =>
      `You can open https://bitbucket.org/${place} in the browser with the account that Git uses: if that shows ` +
      '“not found” too, the name is wrong or this account has no access.',
    onDataCenter: dataCenter['dc-check-address'],
  },
  'find-out-who': {
    who: 'you',
    page: `${bitbucketDocs}/troubleshoot-ssh-issues/`,
    do: ({ push, shell }) =>
      `You can find out who you are to Bitbucket: over SSH ${sshTest(push, shell)} says whether ` +
      `it is a user’s key or an access key; over HTTPS ${code(storedUser[shell]('bitbucket.org'))} shows the user ` +
      `name that Git gives, where ${code('x-token-auth')} is an access token; and ${code(asking[shell])} names the ` +
      'account of an API token. In a build, run them there. The e-mail address in commits plays no part.',
    onDataCenter: {
      page: 'https://confluence.atlassian.com/bitbucketserver/',
      do: ({ push, shell }) =>
        `You can find out who you are to that server: ${code(storedUser[shell]((push.server ?? someServer).host))} ` +
        'shows the user name that Git gives over HTTPS, and with the same password or token ' +
        `${code(`${(push.server ?? someServer).web}/plugins/servlet/applinks/whoami`)} answers with the ` +
        'account. The e-mail address in commits plays no part in this.',
    },
  },
  'enable-two-step': {
    who: 'you',
    page: docs.twoStep,
    do: () =>
      'You can switch two-step verification on for the account that Git uses, at ' +
      'https://id.atlassian.com/manage-profile/security: no code is asked for at the push, but the account must ' +
      'have it; that holds for an account made for a build too.',
    onDataCenter: 'not-offered',
  },
  'use-access-token': {
    who: 'repository-admin',
    page: `${bitbucketDocs}/access-tokens/`,
    only: 'push',
    do: () =>
      'For a build that pushes to unrestricted branches, an administrator can make an access token, which needs no ' +
      'two-step verification; no branch restriction can list it.',
    onDataCenter: 'not-offered',
  },
  'be-allowlisted': {
    who: 'workspace-admin',
    page: docs.accessControls,
    do: () =>
      'You can come through the VPN or network that the workspace allows; or an administrator of the workspace can ' +
      'put your address on its IP allowlist.',
    onDataCenter: 'not-offered',
  },
  'ask-that-host': {
    who: 'you',
    page: 'https://git-scm.com/docs/git-remote',
    do: () =>
      `You can see which remote this push went to, ${code('git remote -v')}; its own documentation explains the ` +
      'refusal, as Bitbucket had no part in it.',
  },
} satisfies WaysOfText;
