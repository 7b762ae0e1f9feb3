import type { Person, Project } from '../model';
import { code, plain, theProject } from '../words/names';
import { bitbucketDocs, docs, settingsPages } from '../words/pages';
import type { Shell } from '../words/shell';
import { curl } from './commands';
import { ofDecision, type WaysOut } from './way-out';

const grants = `${bitbucketDocs}/grant-repository-access-to-users-and-groups/`;

function writingCredential(you: string, why = ''): string {
  return `${you} can push with a personal SSH key or an API token of a user account with write access${why}.`;
}

const eMail: Record<Shell, string> = { posix: '$BITBUCKET_EMAIL', powershell: '$env:BITBUCKET_EMAIL' };

/** Permissions of the account that pushes. */
export const access = {
  'grant-write': {
    ofDecision: ofDecision<{ person: Person }>({
      who: 'repository-admin',
      page: settingsPages.permissions,
      do: ({ person }, { administrator, repository }) =>
        `${administrator} can give ${plain(person.name)} write access to ${repository.fullName}.`,
    }),
    ofText: {
      who: 'repository-admin',
      page: grants,
      do: ({ administrator }) => `${administrator} can give your account, or a group that you are in, write access.`,
    },
  },
  'grant-write-on-project': {
    ofDecision: ofDecision<{ person: Person; project: Project }>({
      who: 'project-admin',
      page: (where) => settingsPages.project(where, 'permissions'),
      do: ({ person, project }) =>
        `an administrator of ${theProject(project)} can give ${plain(person.name)} write access to all ` +
        'of its repositories.',
    }),
  },
  'use-writing-credential': {
    ofDecision: ofDecision({ who: 'you', page: docs.personalSshKeys, do: (_, { you }) => writingCredential(you) }),
    ofText: {
      who: 'you',
      page: docs.personalSshKeys,
      do: ({ you }) =>
        writingCredential(you, ': an access key is read-only in every repository, and none can be made to write'),
    },
  },
  'check-access': {
    ofText: {
      who: 'you',
      page: grants,
      do: ({ push: { place } }) =>
        `You can open https://bitbucket.org/${place} in the browser with the account that pushes: if that shows ` +
        '“not found” too, the name is wrong or this account has no access.',
    },
  },
  'find-out-who': {
    ofText: {
      who: 'you',
      page: `${bitbucketDocs}/troubleshoot-ssh-issues/`,
      do: ({ shell }) => {
        const user = code(`${curl[shell]} --user "${eMail[shell]}" https://api.bitbucket.org/2.0/user`);
        return (
          `You can find out who you are to Bitbucket: over SSH ${code('ssh -T git@ssh.bitbucket.org')} says whether ` +
          `it is a user’s key or an access key; with an API token ${user} names the account. The e-mail address in ` +
          'commits plays no part.'
        );
      },
    },
  },
  'enable-two-step': {
    ofText: {
      who: 'you',
      page: docs.twoStep,
      do: () =>
        'You can switch two-step verification on for the account that pushes, at ' +
        'https://id.atlassian.com/manage-profile/security: no code is asked for at the push, but the account must ' +
        'have it; that holds for an account made for a build too.',
    },
  },
  'use-access-token': {
    ofText: {
      who: 'repository-admin',
      page: `${bitbucketDocs}/access-tokens/`,
      do: () =>
        'For a build that pushes to unrestricted branches, an administrator can make an access token, which needs no ' +
        'two-step verification; no branch restriction can list it.',
    },
  },
  'be-allowlisted': {
    ofText: {
      who: 'workspace-admin',
      page: docs.accessControls,
      do: () =>
        'You can come through the VPN or network that the workspace allows; or an administrator of the workspace can ' +
        'put your address on its IP allowlist.',
    },
  },
  'ask-that-host': {
    ofText: {
      who: 'you',
      page: 'https://git-scm.com/docs/git-remote',
      do: () =>
        `You can see which remote this push went to, ${code('git remote -v')}; its own documentation explains the ` +
        'refusal, as Bitbucket had no part in it.',
    },
  },
} satisfies WaysOut;
