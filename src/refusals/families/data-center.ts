import { code } from '../../core/words/names';
import type { Push } from '../text/push';
import type { Family } from '../signatures/signature';

const there = 'This came from Bitbucket Data Center, whose rules are others than those of Bitbucket Cloud.';
const declined = '\n ! [remote rejected] main -> main (pre-receive hook declined)';
const docs = 'https://confluence.atlassian.com/bitbucketserver/using-branch-permissions-776639807.html';
const yacc = 'https://github.com/mohamicorp/yet-another-commit-checker';

function branchOf({ branch }: Push): string {
  return branch === undefined ? 'the branch' : code(branch);
}

/** Words of Bitbucket Data Center, formerly Stash and Bitbucket Server. */
export const dataCenter: Family = {
  title: 'Bitbucket Data Center',
  causes: [
    {
      id: 'dc-pull-request-only',
      title: 'Pull requests only, on Data Center',
      means: (push) => `${there} A branch permission there lets only pull requests change ${branchOf(push)}.`,
      ways: ['dc-open-pull-request', 'dc-see-permissions'],
    },
    {
      id: 'dc-committer',
      title: 'A check of commits on Data Center',
      means: () =>
        `${there} A hook there looks at every commit, its committer, signature or message, and one of these does not satisfy it.`,
      ways: ['dc-own-commits', 'ask-about-check'],
      outdated: [
        {
          claim: 'Bitbucket Cloud can require signed commits as a Premium feature.',
          today: 'Bitbucket Cloud has no such restriction; the hook belongs to Data Center.',
        },
      ],
    },
    {
      id: 'dc-captcha',
      title: 'A CAPTCHA on Data Center',
      means: () =>
        `${there} After several wrong passwords it wants a CAPTCHA answered on its web page before it lets Git in.`,
      ways: ['dc-captcha', 'clear-credentials'],
    },
    {
      id: 'dc-reserved-refs',
      title: 'References reserved by Data Center',
      means: () =>
        `${there} The push held ${code('refs/pull-requests')}, which that server keeps for itself; a push with ${code('--mirror')} brings them along.`,
      ways: ['dc-leave-reserved'],
    },
    {
      id: 'dc-access',
      title: 'Access on Data Center',
      means: ({ tried = 'push' }) =>
        tried === 'push'
          ? `${there} It does not let this account, key or licence write here, or a branch permission or a hook of that server stops it.`
          : `${there} It does not let this account, key or licence read here, or the repository is not at that address.`,
      ways: [
        'dc-check-address',
        'dc-use-token',
        'dc-see-permissions',
        'dc-open-pull-request',
        'dc-ask-admin',
        'ask-about-check',
      ],
    },
  ],
  signatures: [
    {
      says: [
        'Branch {branch} can only be modified through pull requests',
        'refs/heads/{branch} can only be modified through pull requests',
      ],
      speaker: 'data-center',
      names: [{ cause: 'dc-pull-request-only', certainty: 'certain' }],
      samples: [
        `remote: Branch refs/heads/develop can only be modified through pull requests.\nremote: Check your branch permissions configuration with the project administrator.${declined}`,
        '2026-10-02T09:14:22Z remote: Branch refs/heads/release/1.0 can only be modified through pull requests.\r\n',
      ],
      source: docs,
    },
    {
      says: ['Direct pushes not allowed on', 'This branch can only be modified through pull requests'],
      speaker: 'data-center',
      names: [{ cause: 'dc-pull-request-only', certainty: 'likely' }],
      samples: [
        'remote: Push rejected. Direct pushes not allowed on "main".',
        'remote: This branch can only be modified through pull requests.\r\n',
      ],
      source: docs,
    },
    {
      says: 'Check your branch permissions configuration with',
      speaker: 'data-center',
      names: [{ cause: 'dc-access', certainty: 'likely' }],
      yieldsTo: ['dc-pull-request-only'],
      samples: [
        `remote: Check your branch permissions configuration with the project administrator.${declined}`,
        'remote: Check your branch permissions configuration\r\nremote: with the project administrator.',
      ],
      source: docs,
    },
    {
      says: 'You can only push your own commits',
      speaker: 'data-center',
      names: [{ cause: 'dc-committer', certainty: 'certain' }],
      samples: [
        `remote: You can only push your own commits in this repository\nremote: Commit f745066d6e14d36f2f858a31137b03f9fb2cd7c4 was committed by GitHub <noreply@github.com>${declined}`,
        'remote: You can only push your own commits in this repository\r\n',
      ],
      source: 'https://confluence.atlassian.com/bitbucketserver/verify-committer-776639810.html',
    },
    {
      says: 'Commit {any} was committed by',
      speaker: 'data-center',
      names: [{ cause: 'dc-committer', certainty: 'likely' }],
      samples: [
        `remote: Commit 0a1b2c3d was committed by Ana <ana@acme.com>${declined}`,
        'remote: Commit 0a1b2c3d was committed by Ana <ana@acme.com>\r\n',
      ],
      source: 'https://confluence.atlassian.com/bitbucketserver/verify-committer-776639810.html',
    },
    {
      says: ['expected committer email', 'expected committer name', 'expected author email', 'expected author name'],
      speaker: 'data-center',
      names: [{ cause: 'dc-committer', certainty: 'certain' }],
      samples: [
        `remote: refs/heads/main: deadbeef: expected committer email 'ana@acme.com' but found 'ana@home.example'${declined}`,
        "remote: refs/heads/main: deadbeef: expected committer name 'Ana Lovell' but found 'ana'\r\n",
        "remote: expected author email 'ana@acme.com' but found 'a@b.example'",
        "remote: expected author name 'Ana' but found 'root'",
      ],
      source: yacc,
    },
    {
      says: [
        "commit message doesn't match regex",
        'No JIRA Issue found in commit message',
        'bad committer metadata',
        'Invalid branch name. {any} does not match regex',
        'does not exactly match a Bitbucket user',
        'commit messages that are missing valid issue keys',
        'commit messages is missing a valid issue key',
        'JIRA Issue does not exist',
        'Branch name does not comply with repository requirements',
      ],
      speaker: 'data-center',
      names: [{ cause: 'dc-committer', certainty: 'likely' }],
      ways: ['dc-reword-message', 'ask-about-check'],
      samples: [
        "remote: refs/heads/develop: Invalid branch name. 'develop' does not match regex 'master|feature/.*'",
        'remote: Commit 0a1b2c3d rejected: bad committer metadata.',
        'remote: Committer "Ana <ana@home.example>" does not exactly match\nremote: a Bitbucket user record.',
        `remote: refs/heads/main: 0a1b2c3: commit message doesn't match regex: [A-Z]+-[0-9]+: .*${declined}`,
        'remote: No JIRA Issue found in commit message.\r\n',
        'remote: The following commits have commit messages that are missing valid issue keys',
        'remote: One of your commit messages is missing a valid issue key',
        'remote: ABC-123: JIRA Issue does not exist',
        'remote: Branch name does not comply with repository requirements.',
      ],
      source: yacc,
    },
    {
      // Hooks that a server's administrator wrote say it in many ways; Bitbucket Cloud has none.
      says: [
        'push was rejected because the commit',
        'missing the JIRA',
        'commit message must',
        'commit message should',
        'commit message does not',
        'Invalid commit message',
        'gitconfig has the correct',
      ],
      speaker: 'git',
      names: [{ cause: 'dc-committer', certainty: 'possible' }],
      ways: ['dc-reword-message', 'dc-own-commits', 'ask-about-check'],
      samples: [
        `remote: ERROR: Your push was rejected because the commit\nremote: ERROR: 0a1b2c3d in main\nremote: ERROR: is missing the JIRA Issue${declined}`,
        'remote: commit message must start with an issue key\r\n',
        'remote: Your commit message should name an issue',
        'remote: Error: commit message does not follow the rules',
        'remote: Invalid commit message',
        `remote: Check your gitconfig has the correct author name, or contact an administrator${declined}`,
      ],
      source: 'https://github.com/github/platform-samples/issues/257',
    },
    {
      says: [
        'fatal: remote error: Not licensed',
        'do not have permission to access Bitbucket',
        "You don't have write permissions for this branch",
      ],
      speaker: 'data-center',
      names: [{ cause: 'dc-access', certainty: 'likely' }],
      samples: [
        'fatal: remote error: Not licensed\nYou do not have permission to access Bitbucket. Please contact your\nadministrator to resolve this issue.',
        'You do not have permission to access Bitbucket.\r\n',
        "You don't have write permissions for this branch",
      ],
      source: 'https://github.com/tomasbjerre/simple-bitbucket-commit-checker/issues/93',
    },
    {
      // Other servers of Atlassian ask for one too.
      says: [
        'CAPTCHA required',
        'CAPTCHA_CHALLENGE',
        'requiring a CAPTCHA to be solved',
        'clear your CAPTCHA',
        'must solve a CAPTCHA',
      ],
      speaker: 'data-center',
      names: [{ cause: 'dc-captcha', certainty: 'likely' }],
      samples: [
        'X-Authentication-Denied-Reason: CAPTCHA_CHALLENGE; login-url=https://bitbucket.acme.com/login\r\n',
        'CAPTCHA required',
        'Your account has been marked as requiring a CAPTCHA to be solved',
        'To clear your CAPTCHA, log in through the web page.',
        'To unlock your account and log in again you must solve a CAPTCHA.',
      ],
      source: 'https://confluence.atlassian.com/bitbucketserverkb/',
    },
    {
      says: ['remote error: CAPTCHA required', 'Bitbucket account has been marked as requiring a CAPTCHA'],
      speaker: 'data-center',
      names: [{ cause: 'dc-captcha', certainty: 'certain' }],
      samples: [
        'fatal: remote error: CAPTCHA required\nYour Bitbucket account has been marked as requiring a CAPTCHA to be solved before you may log in again. To clear your CAPTCHA, log in through the web page.',
        'Your Bitbucket account has been marked as requiring a CAPTCHA to be solved before you may log in again.\r\n',
      ],
      source: 'https://confluence.atlassian.com/bitbucketserverkb/',
    },
    {
      says: [
        'update refs that are reserved',
        'update credentials reserved for',
        'refs/pull-requests/{any} (pre-receive hook declined)',
        'refs/pull-requests/{any} (deny updating a hidden ref)',
      ],
      speaker: 'data-center',
      names: [{ cause: 'dc-reserved-refs', certainty: 'certain' }],
      samples: [
        "remote: You are attempting to update refs that are reserved for Bitbucket's pull request functionality. Bitbucket manages these refs automatically, and they may not be updated by users.\nremote: Rejected refs:\nremote: \trefs/pull-requests/166/from",
        "remote: You are trying to update credentials reserved for Bitbucket's pull request functionality.\r\n",
        ' ! [remote rejected] refs/pull-requests/1/from -> refs/pull-requests/1/from (pre-receive hook declined)',
        ' ! [remote rejected] refs/pull-requests/1/from -> refs/pull-requests/1/from (deny updating a hidden ref)',
      ],
      source:
        'https://confluence.atlassian.com/display/BitbucketServerKB/Bitbucket+Data+Center+does+not+accept+push+after+using+BFG+tool',
    },
    {
      says: ['NoSuchRepositoryException', 'NoSuchProjectException'],
      speaker: 'data-center',
      names: [
        { cause: 'repository-not-found', certainty: 'likely' },
        { cause: 'dc-access', certainty: 'possible' },
      ],
      ways: ['dc-check-address', 'dc-use-token', 'dc-ask-admin'],
      samples: [
        '{"errors":[{"message":"Repository ACME/web does not exist.","exceptionName":"com.atlassian.bitbucket.repository.NoSuchRepositoryException"}]}',
        'com.atlassian.bitbucket.project.NoSuchProjectException: Project ACME does not exist.\r\n',
      ],
      source: 'https://confluence.atlassian.com/bitbucketserverkb/',
    },
    {
      // A class of the server shows whose it is, and no more.
      says: ['com.atlassian.bitbucket', 'com.atlassian.stash'],
      speaker: 'data-center',
      trailer: true,
      names: [{ cause: 'dc-access', certainty: 'likely' }],
      samples: [
        'at com.atlassian.bitbucket.scm.DefaultCommandExitHandler.onError(DefaultCommandExitHandler.java:46)',
        'remote: com.atlassian.stash.exception.ServerException\r\n',
      ],
      source: 'https://github.com/mohamicorp/yet-another-commit-checker/issues/83',
    },
    {
      says: ['You are not permitted to access this resource', 'AuthorisationException'],
      speaker: 'data-center',
      names: [{ cause: 'dc-access', certainty: 'likely' }],
      samples: [
        '{"errors":[{"context":null,"message":"You are not permitted to access this resource","exceptionName":"com.atlassian.bitbucket.AuthorisationException"}]}',
        'remote: com.atlassian.stash.exception.AuthorisationException\r\n',
      ],
      source: 'https://github.com/mohamicorp/yet-another-commit-checker/issues/83',
    },
    {
      // The same words for a repository that is not there and for one that the account may not see.
      says: [
        'The requested repository does not exist, or you do not have permission',
        'requested repository does not exist, or you do not have permission to access it',
        'requested project does not exist, or you do not have permission',
      ],
      speaker: 'data-center',
      names: [
        { cause: 'repository-not-found', certainty: 'likely' },
        { cause: 'dc-access', certainty: 'likely' },
      ],
      ways: ['dc-check-address', 'dc-use-token', 'dc-ask-admin'],
      samples: [
        'fatal: remote error: Repository not found\nThe requested repository does not exist, or you do not have permission to\naccess it.',
        'remote: The requested repository does not exist, or you do not have permission to access it.\r\n',
        'fatal: remote error: Project not found\nThe requested project does not exist, or you do not have permission to access it.',
      ],
      source: 'https://github.com/chef-boneyard/delivery-cli/issues/30',
    },
    {
      says: [
        'Basic Authentication has been disabled on this instance',
        'AUTHENTICATED_FAILED',
        'AUTHENTICATION_DENIED',
        'Basic Authentication Failure',
      ],
      speaker: 'data-center',
      names: [{ cause: 'dc-access', certainty: 'likely' }],
      ways: ['dc-use-token', 'clear-credentials', 'dc-ask-admin'],
      samples: [
        'remote: Basic Authentication has been disabled on this instance.',
        'Basic Authentication Failure - Reason : AUTHENTICATED_FAILED',
        'X-Seraph-LoginReason: AUTHENTICATION_DENIED',
      ],
      source: 'https://confluence.atlassian.com/bitbucketserverkb/',
    },
  ],
};
