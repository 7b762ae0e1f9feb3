import { code } from '../../core/words/names';
import { whatWasTried, type Push } from '../text/push';
import type { Family } from '../signatures/signature';

function account({ pusher, tried = 'push' }: Push): string {
  if (pusher?.is === 'named') return `The account ${code(pusher.name)}`;
  return tried === 'push' ? 'The account that pushed' : 'The account or token that asked';
}

const forbidden = 'https://confluence.atlassian.com/bbkb/';
const fatal403 = "fatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 403";
const failed = "fatal: Authentication failed for 'https://bitbucket.org/acme/web.git/'";

/** Who gets in at all: repositories that are not shown or not writable, and the workspace’s access controls. */
export const access: Family = {
  title: 'Access',
  causes: [
    {
      id: 'repository-access',
      title: 'No write access',
      means: (push) => `${account(push)} has no write access to the repository, or its credential carries none.`,
      ways: ['grant-write', 'find-out-who', 'add-scopes', 'clear-credentials'],
      outdated: [
        { claim: 'An access key can be given write access.', today: 'Access keys are read-only in every repository.' },
        {
          claim: 'Permissions are taken from global to project to repository to branch.',
          today:
            'Bitbucket Cloud has no global level: the highest permission counts, and branch restrictions then take from it.',
        },
      ],
    },
    {
      id: 'repository-not-found',
      title: 'Not found, or hidden',
      means: (push) =>
        `${account(push)} sees no repository at that address. Bitbucket answers alike where the name is wrong, the repository was moved, or the account or token has no access.`,
      ways: ['check-access', 'fix-remote', 'find-out-who', 'clear-credentials', 'grant-write'],
    },
    {
      id: 'two-step-verification',
      title: 'Two-step verification',
      means: (push) =>
        `The workspace requires two-step verification, and ${account(push).replace('The', 'the')} has it off; or it is on, and the password of the account was sent, which does not suffice then.`,
      ways: ['enable-two-step', 'use-access-token'],
      outdated: [
        {
          claim: 'Two-step verification only affects signing in.',
          today:
            'Where a workspace requires it, cloning, pulling and pushing want an account that has it on, though no code is asked for.',
        },
      ],
    },
    {
      id: 'ip-allowlist',
      title: 'The IP allowlist',
      means: (push) =>
        'The workspace lets in only addresses of its IP allowlist, and ' +
        `${whatWasTried(push).replace('The', 'the')} came from another one.`,
      ways: ['be-allowlisted'],
    },
  ],
  signatures: [
    {
      says: ['You may not have access to this repository or it no longer exists', 'no longer exists in this workspace'],
      speaker: 'cloud',
      names: [{ cause: 'repository-not-found', certainty: 'certain' }],
      samples: [
        `remote: You may not have access to this repository or it no longer exists in this workspace. If you think this repository exists and you have access, make sure you are authenticated.\n${failed}`,
        `2026-09-03T10:11:12Z remote: You may not have access to this repository or it no longer exists\r\nremote: in this workspace.\r\n${failed}`,
      ],
      source: 'public issues',
    },
    {
      says: [
        'requested repository either does not exist or you do not have access',
        'If you believe this repository exists and you have access',
      ],
      speaker: 'cloud',
      names: [{ cause: 'repository-not-found', certainty: 'certain' }],
      samples: [
        `remote: The requested repository either does not exist or you do not have access. If you believe this repository exists and you have access, make sure you're authenticated.\n${fatal403}`,
        'The requested repository either does not exist or you do not have access.\r\nfatal: Could not read from remote repository.\r\n',
      ],
      source: forbidden,
    },
    {
      says: [
        'If you think this repository exists and you have access',
        "make sure you're authenticated",
        'make sure you are authenticated',
      ],
      speaker: 'cloud',
      names: [{ cause: 'repository-not-found', certainty: 'likely' }],
      trailer: true,
      samples: [
        'remote: If you think this repository exists and you have access, make sure you are authenticated.',
        'remote: make sure you’re authenticated.\r\n',
      ],
      source: forbidden,
    },
    {
      says: 'Repository not found',
      speaker: 'cloud',
      names: [{ cause: 'repository-not-found', certainty: 'likely' }],
      yieldsTo: ['dc-access'],
      samples: [
        'remote: Repository not found\nfatal: Could not read from remote repository.',
        `remote: Repository not found\r\nfatal: repository 'https://bitbucket.org/acme/web.git/' not found\r\n`,
      ],
      source: 'a public file',
    },
    {
      says: ['repository {url} not found', "fatal: repository '…' not found", 'returned error: 404'],
      speaker: 'git',
      names: [{ cause: 'repository-not-found', certainty: 'likely' }],
      samples: [
        "remote: Not Found\nfatal: repository 'https://bitbucket.org/acme/web.git/' not found",
        "10:11:12 fatal: repository 'https://bitbucket.org/acme/web.git/' not found\r\n",
        "fatal: repository 'https://bitbucket.org/acme/web.git main/' not found",
        "fatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 404",
      ],
      source: 'git',
    },
    {
      says: ['conq: repository does not exist', 'repository does not exist'],
      speaker: 'cloud',
      names: [{ cause: 'repository-not-found', certainty: 'likely' }],
      yieldsTo: ['dc-access'],
      samples: [
        'conq: repository does not exist.\nfatal: Could not read from remote repository.',
        'repository does not exist.\r\nfatal: The remote end hung up unexpectedly\r\n',
      ],
      source: 'public issues',
    },
    {
      says: ['push not permitted', 'git-receive-pack not permitted'],
      speaker: 'git',
      names: [
        { cause: 'repository-access', certainty: 'likely' },
        { cause: 'access-key-read-only', certainty: 'possible' },
      ],
      samples: [
        'git@bitbucket.org:acme/web.git: push not permitted.',
        'https://bitbucket.org/acme/web.git: git-receive-pack not permitted\r\n',
      ],
      source: 'JGit',
    },
    {
      says: 'git-upload-pack not permitted',
      speaker: 'git',
      names: [
        { cause: 'repository-access', certainty: 'likely' },
        { cause: 'invalid-credentials', certainty: 'possible' },
      ],
      samples: [
        'org.eclipse.jgit.errors.TransportException: https://bitbucket.org/acme/web.git: git-upload-pack not permitted',
        'git-upload-pack not permitted\r\n',
      ],
      source: 'JGit',
    },
    {
      says: '[remote rejected] {any} -> {branch} (permission denied)',
      speaker: 'git',
      names: [
        { cause: 'repository-access', certainty: 'likely' },
        { cause: 'push-restriction', certainty: 'possible' },
      ],
      samples: [
        ' ! [remote rejected] main -> main (permission denied)',
        ' ! [remote rejected] fix -> fix (permission denied)\r\n',
      ],
      source: 'git',
    },
    {
      // The key is known; what it may do is not enough.
      says: [
        'Forbidden fatal: Could not read from remote repository',
        'Unauthorized fatal: Could not read from remote repository',
        'Access denied. fatal: Could not read from remote repository',
        'unknown error: Unauthorized',
        'unknown error: Forbidden',
      ],
      speaker: 'cloud',
      names: [
        { cause: 'repository-access', certainty: 'likely' },
        { cause: 'access-key-read-only', certainty: 'possible' },
        { cause: 'repository-not-found', certainty: 'possible' },
      ],
      samples: [
        'Unauthorized\nfatal: Could not read from remote repository.',
        'Forbidden\nfatal: Could not read from remote repository.',
        '10:11:12 Forbidden\r\n10:11:12 fatal: Could not read from remote repository.\r\n',
        'Access denied.\nfatal: Could not read from remote repository.',
        'Error: Unable to push updated files: unknown error: Unauthorized',
        'unknown error: Forbidden',
      ],
      source: 'public issues',
    },
    {
      says: 'repository access denied',
      speaker: 'cloud',
      names: [{ cause: 'repository-access', certainty: 'likely' }],
      yieldsTo: ['access-key-read-only'],
      samples: [
        'repository access denied.\nfatal: Could not read from remote repository.',
        'conq: repository access denied.\r\nfatal: The remote end hung up unexpectedly\r\n',
      ],
      source: 'public issues',
    },
    {
      says: [
        'You must have write or admin access',
        'Access denied. You must have {any} access',
        'does not have write access',
        'have permission to access this resource',
        'insufficient permissions to access',
      ],
      speaker: 'cloud',
      names: [{ cause: 'repository-access', certainty: 'likely' }],
      samples: [
        'reading https://api.bitbucket.org/2.0/repositories/acme/web?fields=scm: 403 Forbidden\nserver response: Access denied. You must have write or admin access.',
        '{"type":"error","error":{"message":"Access denied. You must have write or admin access."}}',
        '{"type":"error","error":{"message":"Access denied. You must have admin access."}}',
        '{"type":"error","error":{"message":"You do not have permission to access this resource","detail":"User does not have write access to this repository"}}',
        'remote: PERMISSION_DENIED: User ana has insufficient permissions to access acme/web',
      ],
      source: 'public files',
    },
    {
      says: ['must whitelist your IP', 'To access this repository, an admin must'],
      speaker: 'cloud',
      names: [{ cause: 'ip-allowlist', certainty: 'certain' }],
      samples: [
        `remote: To access this repository, an admin must whitelist your IP.\n${fatal403}`,
        '[10:11:12] To access this repository, an admin must whitelist your IP.\r\nfatal: Could not read from remote repository.\r\n',
      ],
      source: forbidden,
    },
    {
      says: ['Two-step verification is enabled. Please use SSH', 'Two-step verification is enabled'],
      speaker: 'cloud',
      names: [{ cause: 'two-step-verification', certainty: 'likely' }],
      samples: [
        `remote: Two-step verification is enabled. Please use SSH instead.\n${fatal403}`,
        'remote: Two-step verification is enabled.\r\n',
      ],
      source: 'public issues',
    },
    {
      says: ['enable two-step authentication', 'To access this repository, enable two-step'],
      speaker: 'cloud',
      names: [{ cause: 'two-step-verification', certainty: 'certain' }],
      samples: [
        `remote: To access this repository, enable two-step authentication.\n${fatal403}`,
        '2026-09-03 10:11:12 To access this repository, enable two-step authentication.\r\nfatal: Could not read from remote repository.\r\n',
      ],
      source: 'https://community.atlassian.com/forums/x/x/qaq-p/2249496',
    },
    {
      says: ['EGITNOPERMISSION', 'cannot push the version tag to the branch {branch}'],
      speaker: 'git',
      names: [
        { cause: 'repository-access', certainty: 'likely' },
        { cause: 'invalid-credentials', certainty: 'possible' },
        { cause: 'push-restriction', certainty: 'possible' },
      ],
      trailer: true,
      samples: [
        '[5:45:12 PM] [semantic-release] › ✖  EGITNOPERMISSION Cannot push to the Git repository.',
        "details: '**semantic-release** cannot push the version tag to the branch `main` on the remote Git repository with URL `https://bitbucket.org/acme/web.git`'",
      ],
      source: 'https://github.com/semantic-release/semantic-release',
    },
    {
      says: [
        'git-upload-pack not found',
        'git-receive-pack not found',
        'did you run git update-server-info',
        'Remote repository not found',
        'No workspace with identifier',
        'There is no API hosted at this URL',
        'Could not find the Bitbucket repository',
        'Resource not found',
        'NoRemoteRepositoryException',
      ],
      speaker: 'git',
      names: [{ cause: 'repository-not-found', certainty: 'likely' }],
      samples: [
        'fatal: https://bitbucket.org/acme/web.git/info/refs not found: did you run git update-server-info on the server?',
        "No workspace with identifier 'acme'.",
        '{"type":"error","error":{"message":"There is no API hosted at this URL."}}',
        'org.eclipse.jgit.errors.NoRemoteRepositoryException: https://bitbucket.org/acme/web.git/info/refs?service=git-receive-pack not found: 404',
        'https://bitbucket.org/acme/web.git: git-upload-pack not found\r\n',
        'Remote repository not found',
        'RuntimeError: Could not find the Bitbucket repository: https://api.bitbucket.org/2.0/repositories/acme/web',
        '{"type":"error","error":{"message":"Resource not found"}}',
      ],
      source: 'https://github.com/eclipse-jgit/jgit',
    },
    {
      // Jenkins and go-git say no more than that it failed; whose server it was may settle it.
      says: [
        'Failed to fetch from {url}',
        'Error fetching remote repo',
        'Error cloning remote repo',
        'unexpected client error',
        'git fetch failed',
        'git push failed',
        'git clone failed',
        'git push error: {any}',
        'aborted session',
        "Can't connect to any repository",
        "Can't connect to any URI",
      ],
      speaker: 'git',
      trailer: true,
      names: [
        { cause: 'repository-not-found', certainty: 'possible' },
        { cause: 'invalid-credentials', certainty: 'possible' },
        { cause: 'network', certainty: 'possible' },
      ],
      samples: [
        'Unable to pull git repository: git fetch failed',
        'Error: git push failed',
        'error: git clone failed',
        '✗ git push error: unknown',
        "fatal: remote helper 'https' aborted session",
        "Can't connect to any repository: https://bitbucket.org/acme/web.git",
        "Can't connect to any URI: git@bitbucket.org:acme/web.git",
        'hudson.plugins.git.GitException: Failed to fetch from https://bitbucket.org/acme/web.git',
        "ERROR: Error fetching remote repo 'origin'\r\n",
        "ERROR: Error cloning remote repo 'origin'",
        'unexpected client error: unexpected requesting "https://bitbucket.org/acme/web.git/git-upload-pack" status code: 400',
      ],
      source: 'Jenkins and go-git',
    },
    {
      says: [
        'returned error: 400',
        'returned error 400',
        'HTTP 400',
        'service=git-upload-pack{any} Bad Request',
        'service=git-receive-pack{any} Bad Request',
      ],
      speaker: 'git',
      names: [
        { cause: 'repository-access', certainty: 'possible' },
        { cause: 'invalid-credentials', certainty: 'possible' },
        { cause: 'network', certainty: 'possible' },
      ],
      trailer: true,
      samples: [
        "fatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 400",
        'error: RPC failed; HTTP 400 curl 22 The requested URL returned error: 400\r\n',
        'The requested URL returned error 400 while accessing https://bitbucket.org/acme/web.git',
        'Get "https://bitbucket.org/acme/web.git/info/refs?service=git-upload-pack": Bad Request',
        'Get "https://bitbucket.org/acme/web.git/info/refs?service=git-receive-pack": Bad Request',
      ],
      source: 'git',
    },
    {
      says: [
        'returned error: 403',
        'returned error 403',
        'HTTP 403',
        'HTTP code = 403',
        'unexpected http status code: 403',
      ],
      speaker: 'git',
      names: [
        { cause: 'repository-access', certainty: 'likely' },
        { cause: 'repository-not-found', certainty: 'possible' },
        { cause: 'token-scopes', certainty: 'possible' },
      ],
      trailer: true,
      samples: [
        fatal403,
        'fatal: The requested URL returned error 403',
        'error: RPC failed; HTTP 403 curl 22 The requested URL returned error: 403\r\nsend-pack: unexpected disconnect while reading sideband packet\r\nfatal: the remote end hung up unexpectedly\r\n',
      ],
      source: 'git',
    },
    {
      says: 'git-receive-pack not permitted',
      speaker: 'git',
      names: [
        { cause: 'repository-access', certainty: 'likely' },
        { cause: 'token-scopes', certainty: 'possible' },
        { cause: 'two-step-verification', certainty: 'possible' },
      ],
      trailer: true,
      samples: [
        "https://bitbucket.org/acme/web.git: git-receive-pack not permitted on 'https://bitbucket.org/acme/web.git/'",
        'org.eclipse.jgit.api.errors.TransportException: git-receive-pack not permitted\r\n',
      ],
      source: 'https://github.com/maks/MGit/issues/569',
    },
  ],
};
