import { code } from '../../core/words/names';
import type { CauseId } from '../signatures/cause';
import { whatWasTried, type Push } from '../text/push';
import type { Family } from '../signatures/signature';
import { httpStatuses } from './http-status';
import { plainWords } from './plain-words';

function named({ pusher }: Push): string {
  return pusher?.is === 'named' ? `, for the user name ${code(pusher.name)}` : '';
}

const changes = 'https://developer.atlassian.com/cloud/bitbucket/changelog';
const passwords = 'https://community.atlassian.com/forums/x/x/ba-p/1948231';
const failed = "fatal: Authentication failed for 'https://bitbucket.org/acme/web.git/'";

/** Lines that say more than that a credential was not taken. */
const exact: readonly CauseId[] = [
  'app-password-removed',
  'account-password-removed',
  'credential-missing',
  'token-scopes',
  'token-expired',
  'repository-not-found',
  'two-step-verification',
  'ip-allowlist',
  'lfs',
];

/** Credentials over HTTPS, the REST API and Git LFS. */
export const https: Family = {
  title: 'HTTPS and credentials',
  causes: [
    {
      id: 'app-password-removed',
      title: 'App passwords were removed',
      means: (push) =>
        `${whatWasTried(push)} used an app password${named(push)}. Bitbucket removed app passwords on July 28, 2026; API tokens with scopes replace them.`,
      ways: ['make-api-token', 'clear-credentials'],
      outdated: [
        {
          claim: 'An app password is what to use over HTTPS.',
          today: 'App passwords were removed on July 28, 2026; an API token with scopes takes their place.',
        },
      ],
    },
    {
      id: 'account-password-removed',
      title: 'Account passwords are not taken',
      means: (push) =>
        `${whatWasTried(push)} used the password of the account${named(push)}, which Bitbucket has not taken since March 1, 2022.`,
      ways: ['make-api-token', 'clear-credentials'],
      outdated: [
        {
          claim: 'App passwords are recommended in place of the account password.',
          today:
            'App passwords were removed on July 28, 2026, though the message still advises them; an API token with scopes takes their place.',
        },
      ],
    },
    {
      id: 'invalid-credentials',
      title: 'The credential was not accepted',
      means: (push) =>
        `Bitbucket does not know this user name and token together${named(push)}. The stored one may be old, or the user name may not go with the token.`,
      ways: ['use-token-user', 'clear-credentials', 'make-api-token', 'renew-token'],
      outdated: [
        {
          claim: 'Use an app password over HTTPS.',
          today: 'App passwords were removed on July 28, 2026; an API token with scopes takes their place.',
        },
      ],
    },
    {
      id: 'credential-missing',
      title: 'No credential was given',
      means: () => 'Bitbucket asked for a credential, Git had none, and nobody was there to type one.',
      ways: ['give-credential', 'make-api-token'],
    },
    {
      id: 'token-scopes',
      title: 'The token lacks a scope',
      means: () => 'The token is known, but lacks a scope that this needs. No scope lifts a branch restriction.',
      ways: ['add-scopes', 'make-api-token'],
    },
    {
      id: 'token-expired',
      title: 'The token is not valid any more',
      means: () => 'The token has expired, was revoked, or is of a kind that this address does not take.',
      ways: ['renew-token', 'clear-credentials'],
    },
    {
      id: 'rate-limit',
      title: 'Too many requests',
      means: () => 'Bitbucket was asked more often than its limit for an hour allows.',
      ways: ['wait-for-limit'],
    },
    {
      id: 'endpoint-removed',
      title: 'The address was removed',
      means: () => 'A script or tool asked an address of the REST API that Bitbucket has removed.',
      ways: ['new-endpoint'],
    },
    {
      id: 'lfs',
      title: 'Git LFS',
      means: ({ tried = 'push' }) =>
        tried === 'push'
          ? 'Git LFS stopped the push before Git itself: it asks Bitbucket for locks and sends large files with a ' +
            'request, and often a credential, of its own.'
          : 'Git LFS stopped: it asks Bitbucket for large files with a request, and often a credential, of its own.',
      ways: ['lfs-credential', 'clear-credentials', 'grant-write'],
    },
  ],
  signatures: [
    {
      says: ['CHANGE-3222', 'App passwords are deprecated and must be replaced'],
      speaker: 'cloud',
      names: [{ cause: 'app-password-removed', certainty: 'certain' }],
      samples: [
        "remote: CHANGE-3222 - Functionality has been deprecated\nremote: App passwords are deprecated and must be replaced with API tokens.\nremote: https://developer.atlassian.com/cloud/bitbucket/changelog#CHANGE-3222\nfatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 410",
        '2026-09-03T10:11:12Z remote: App passwords are deprecated and must be replaced with API tokens.        \r\n',
      ],
      source: `${changes}#CHANGE-3222`,
    },
    {
      says: ['returned error: 410', 'HTTP 410', 'HTTP error [410]'],
      speaker: 'git',
      names: [
        { cause: 'app-password-removed', certainty: 'likely' },
        { cause: 'endpoint-removed', certainty: 'possible' },
      ],
      trailer: true,
      samples: [
        "fatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 410",
        'error: RPC failed; HTTP 410 curl 22 The requested URL returned error: 410\r\n',
      ],
      source: `${changes}#CHANGE-3222`,
    },
    {
      says: ['CHANGE-2770', 'Functionality has been deprecated', 'deprecation-notice-v1-apis'],
      speaker: 'cloud',
      names: [{ cause: 'endpoint-removed', certainty: 'likely' }],
      yieldsTo: ['app-password-removed'],
      samples: [
        'CHANGE-2770 - Functionality has been deprecated',
        '{"type":"error","error":{"message":"CHANGE-2770 - Functionality has been deprecated"}}\r\n',
        '{"type": "error", "error": {"message": "Resource removed", "detail": "This API is no longer supported.\\n\\nhttps://developer.atlassian.com/cloud/bitbucket/deprecation-notice-v1-apis/"}}',
      ],
      source: 'https://community.atlassian.com/forums/x/x/qaq-p/3218050',
    },
    {
      says: ['stopped supporting account passwords', 'community/t5/x/x/ba-p/1948231'],
      speaker: 'cloud',
      names: [{ cause: 'account-password-removed', certainty: 'certain' }],
      samples: [
        `remote: Bitbucket Cloud recently stopped supporting account passwords for Git authentication.\nremote: See our community post for more details: https://atlassian.community/t5/x/x/ba-p/1948231\nremote: App passwords are recommended for most use cases and can be created in your Personal settings:\nremote: https://bitbucket.org/account/settings/app-passwords/\n${failed}`,
        'Bitbucket Cloud recently stopped supporting account passwords for API authentication.\r\nSee our community post for more details: https://atlassian.community/t5/x/x/ba-p/1948231\r\n',
      ],
      source: passwords,
    },
    {
      says: 'App passwords are recommended for most use cases',
      speaker: 'cloud',
      names: [{ cause: 'account-password-removed', certainty: 'likely' }],
      samples: [
        'remote: App passwords are recommended for most use cases and can be created in your Personal settings:',
        `10:11:12 remote: App passwords are recommended for most use cases\r\n${failed}`,
      ],
      source: passwords,
    },
    {
      says: ['need to authenticate with an app password', 'Because you enabled two-step verification'],
      speaker: 'cloud',
      names: [{ cause: 'account-password-removed', certainty: 'likely' }],
      samples: [
        "remote: Because you enabled two-step verification for your Atlassian account, you'll need to authenticate with an app password. Create an app password at https://bitbucket.org/account/admin/app-passwords",
        `remote: Because you enabled two-step verification for your Atlassian account,\r\nremote: you’ll need to authenticate with an app password.\r\n${failed}`,
      ],
      source: 'https://github.com/maks/MGit/issues/569',
    },
    {
      says: ['Invalid username or password', 'ensure you have an account password set'],
      speaker: 'cloud',
      names: [{ cause: 'invalid-credentials', certainty: 'likely' }],
      samples: [
        `remote: Invalid username or password. If you log in via a third party service you must ensure you have an account password set in your account profile.\n${failed}`,
        `remote: Invalid username or password\r\n${failed}`,
      ],
      source: 'public files',
    },
    {
      says: [
        'Invalid credentials',
        'credentials are invalid',
        'Invalid Bitbucket credentials',
        'incorrect login credentials',
        'Failure authenticating with BASIC',
        'unauthorized_client',
        'invalid_client',
        'invalid_grant',
        'account/signin/?next',
        'Could not authenticate against bitbucket.org',
        'Invalid OAuth consumer provided',
        'Invalid OAuth client credentials',
        'Too many invalid password attempts',
        'Invalid username or password',
        'IncorrectPasswordAuthenticationException',
      ],
      speaker: 'cloud',
      names: [{ cause: 'invalid-credentials', certainty: 'likely' }],
      samples: [
        "INFO: Failure authenticating with BASIC 'Atlassian Bitbucket'@bitbucket.acme.com:443",
        '{"error_description": "Requests must be authenticated", "error": "unauthorized_client"}',
        '{"error": "invalid_client"}',
        '{"error_description": "Invalid refresh_token", "error": "invalid_grant"}',
        'Get "/account/signin/?next=%2Frest%2Fapi%2F1.0": stopped after 10 redirects',
        'Could not authenticate against bitbucket.org',
        'Invalid OAuth consumer provided.',
        '{"error_description": "Invalid OAuth client credentials", "error": "unauthorized_client"}',
        `remote: Invalid credentials\n${failed}`,
        `2026-09-03T10:11:12.123Z remote: Invalid credentials        \r\n${failed}`,
        'Invalid BitBucket credentials!',
        '{"errors":[{"message":"Authentication failed. Please check your credentials and try again.","exceptionName":"com.atlassian.bitbucket.auth.IncorrectPasswordAuthenticationException"}]}',
      ],
      source: 'https://github.com/desktop/desktop/issues/15688',
    },
    {
      says: [
        'Authentication failed for {url}',
        'returned error: 401',
        'HTTP 401',
        'unexpected http status code: 401',
        'HTTP Error: 401',
        'HTTP Status: 401',
        'HTTPUnauthorized',
        'No valid credentials provided',
        'Bad credentials',
        'http resp 401',
        'authorization failed',
      ],
      speaker: 'git',
      names: [{ cause: 'invalid-credentials', certainty: 'likely' }],
      trailer: true,
      yieldsTo: exact,
      samples: [
        failed,
        "fatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 401\r\n",
        'HttpError: HTTP Error: 401 Unauthorized',
        'HTTP Status: 401',
        'dulwich.client.HTTPUnauthorized: No valid credentials provided',
        'unexpected http resp 401 for https://bitbucket.org/acme/web.git/info/refs',
        'authorization failed',
      ],
      source: 'git, libgit2, go-git, isomorphic-git and dulwich',
    },
    {
      says: [
        'too many redirects or authentication replays',
        '{url}: not authorized',
        'Logon failed, use ctrl+c to cancel',
      ],
      speaker: 'git',
      names: [{ cause: 'invalid-credentials', certainty: 'likely' }],
      trailer: true,
      yieldsTo: exact,
      samples: [
        'too many redirects or authentication replays',
        `Logon failed, use ctrl+c to cancel basic credential prompt.\r\n${failed}`,
        'org.eclipse.jgit.api.errors.TransportException: https://bitbucket.org/acme/web.git: not authorized\r\n',
      ],
      source: 'libgit2, JGit and Git Credential Manager for Windows',
    },
    {
      says: ['could not read Username for {url}', 'could not read Password for {url}'],
      speaker: 'git',
      names: [{ cause: 'credential-missing', certainty: 'likely' }],
      samples: [
        "fatal: could not read Username for 'https://bitbucket.org': terminal prompts disabled",
        "fatal: could not read Password for 'https://ana@bitbucket.org': No such device or address\r\n",
        "10:11:12 fatal: could not read Username for 'https://bitbucket.org': Device not configured",
      ],
      source: 'git',
    },
    {
      says: [
        'Empty password',
        'failed to execute prompt script',
        'URL required authentication',
        'must be using the interactive console to authenticate',
        'Invocation failed Server returned invalid Response',
        'credentials were missing',
        'UnsupportedCredentialItem',
        'failed to authenticate when downloading repository',
        'Git credentials for {url} not found',
        'Askpass.exe: No such file',
        'terminal prompts disabled',
        'terminal prompts have been disabled',
        'user interactivity has been disabled',
        'unable to read askpass response',
      ],
      speaker: 'git',
      names: [{ cause: 'credential-missing', certainty: 'likely' }],
      samples: [
        'The "https://bitbucket.org/acme/web/get/1a2b.zip" URL required authentication.',
        'You must be using the interactive console to authenticate',
        'java.lang.RuntimeException: Invocation failed Server returned invalid Response.',
        'Authentication failed because the credentials were missing.',
        'Failed (UnsupportedCredentialItem) to execute: git push',
        'failed to authenticate when downloading repository: https://bitbucket.org/acme/web',
        'Git credentials for https://bitbucket.org/acme/web.git not found.',
        'fatal: Cannot prompt because user interactivity has been disabled.',
        "error: unable to read askpass response from '/usr/bin/ksshaskpass'\r\n",
        'fatal: Cannot prompt because terminal prompts have been disabled.',
        `remote: Empty password\n${failed}`,
        'error: cannot spawn C:\\SourceTree\\tools\\Askpass.exe: No such file or directory\nerror: failed to execute prompt script (exit code 1)',
      ],
      source: 'git and Git Credential Manager',
    },
    {
      says: 'authentication required',
      unless: ['proxy', 'callback set', 'credentialsprovider', 'info/lfs', 'verify locks'],
      speaker: 'git',
      trailer: true,
      names: [
        { cause: 'credential-missing', certainty: 'likely' },
        { cause: 'invalid-credentials', certainty: 'possible' },
      ],
      samples: [
        'FATAL authentication required',
        'rpc error: code = Unknown desc = authentication required',
        'error: authentication required\r\n',
        'failed to push: authentication required: Unauthorized',
      ],
      source: 'https://github.com/go-git/go-git',
    },
    {
      says: ['no CredentialsProvider has been registered', 'authentication required but no callback set'],
      speaker: 'git',
      names: [{ cause: 'credential-missing', certainty: 'likely' }],
      samples: [
        'https://bitbucket.org/acme/web.git: Authentication is required but no CredentialsProvider has been registered',
        'remote authentication required but no callback set\r\n',
      ],
      source: 'JGit and libgit2',
    },
    {
      says: ['API Token provided has no Bitbucket scopes', 'has no Bitbucket scopes'],
      speaker: 'cloud',
      names: [{ cause: 'token-scopes', certainty: 'certain' }],
      samples: [
        "remote: API Token provided has no Bitbucket scopes.\nfatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 403",
        '2026-09-03 10:11:12 remote: API Token provided has no Bitbucket scopes.        \r\n',
      ],
      source: 'public issues',
    },
    {
      says: 'credentials lack one or more required privilege scopes',
      speaker: 'cloud',
      names: [{ cause: 'token-scopes', certainty: 'certain' }],
      samples: [
        '{"type":"error","error":{"message":"Your credentials lack one or more required privilege scopes.","detail":{"granted":["repository"],"required":["repository:write"]}}}',
        'remote: Your credentials lack one or more required privilege scopes.\r\n',
      ],
      source: 'public issues',
    },
    {
      says: [
        '401 Unauthorized',
        'status code 401',
        'status code: 401',
        'Response code 401',
        'status: 401',
        '(401)',
        'returned error: 412',
      ],
      speaker: 'git',
      trailer: true,
      names: [
        { cause: 'invalid-credentials', certainty: 'possible' },
        { cause: 'token-expired', certainty: 'possible' },
      ],
      samples: [
        'GET https://api.bitbucket.org/2.0/user: 401 Unauthorized',
        'request failed with status code 401\r\n',
        'Unexpected HTTP status code: 401',
        'Response code 401 (Unauthorized)',
        'HTTP status: 401',
        'error: The requested URL returned error: 412 while accessing https://ana@bitbucket.org/acme/web.git/info/refs',
      ],
      source: 'https://developer.atlassian.com/cloud/bitbucket/rest/intro/',
    },
    {
      says: [
        '403 Forbidden',
        'status code 403',
        'status code: 403',
        'Response code 403',
        'status: 403',
        '(403)',
        '(HTTP 403)',
        'HTTP Error: 403',
        'http resp 403',
      ],
      speaker: 'git',
      trailer: true,
      names: [
        { cause: 'token-scopes', certainty: 'possible' },
        { cause: 'repository-access', certainty: 'possible' },
      ],
      samples: [
        'Error: 403 Forbidden: {"type": "error", "error": {"message": "Forbidden"}}',
        'request failed with status code 403\r\n',
        'Response code 403 (Forbidden)',
        'Error: Access denied for repository.\nHTTP Status: 403',
        'HttpError: HTTP Error: 403 Forbidden',
        'unexpected http resp 403 for https://bitbucket.org/acme/web.git/info/refs',
      ],
      source: 'https://developer.atlassian.com/cloud/bitbucket/rest/intro/',
    },
    {
      says: ['Authentication failed.', 'Authentication failed for user'],
      speaker: 'git',
      trailer: true,
      names: [{ cause: 'invalid-credentials', certainty: 'possible' }],
      samples: ['Request failed with message: Authentication failed.', 'error: Authentication failed for user ana\r\n'],
      source: 'public issues',
    },
    {
      says: [
        'only accessible with the following authentication types',
        'does not support token-based authentication',
        'not accessible by this authentication mechanism',
      ],
      speaker: 'cloud',
      names: [
        { cause: 'token-expired', certainty: 'possible' },
        { cause: 'token-scopes', certainty: 'possible' },
      ],
      samples: [
        '{"type": "error", "error": {"message": "This API is only accessible with the following authentication types: apppassword, session, api_token"}}',
        'This API is only accessible with the following authentication types: jwt\r\n',
        'This API is not accessible by this authentication mechanism',
        'HTTP Status: 403\nRaw API Response:\nThis endpoint does not support token-based authentication',
      ],
      source: 'public files',
    },
    {
      says: 'Token is invalid, expired, or not supported for this endpoint',
      speaker: 'cloud',
      names: [{ cause: 'token-expired', certainty: 'likely' }],
      samples: [
        'Token is invalid, expired, or not supported for this endpoint.',
        `remote: Token is invalid, expired, or not supported for this endpoint.\r\n${failed}`,
      ],
      source: 'public issues',
    },
    {
      // Tokens of other services expire as well.
      says: ['token has expired', 'Access token expired'],
      speaker: 'git',
      names: [{ cause: 'token-expired', certainty: 'likely' }],
      samples: ['remote: Your token has expired.', 'error: Access token expired\r\n'],
      source: 'public files',
    },
    {
      says: ['Access token expired. Use your refresh token', 'access token expired. Use your refresh'],
      speaker: 'cloud',
      names: [{ cause: 'token-expired', certainty: 'certain' }],
      samples: [
        '{"type":"error","error":{"message":"Access token expired. Use your refresh token to obtain a new access token."}}',
        'OAuth2 access token expired. Use your refresh token to obtain a new access token.\r\n',
      ],
      source: 'public files',
    },
    {
      says: 'Rate limit for this resource has been exceeded',
      speaker: 'cloud',
      names: [{ cause: 'rate-limit', certainty: 'likely' }],
      samples: [
        "remote: Rate limit for this resource has been exceeded\nfatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 429",
        '{"type":"error","error":{"message":"Rate limit for this resource has been exceeded"}}\r\n',
      ],
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/api-request-limits/',
    },
    {
      // Registries limit as well.
      says: [
        'returned error: 429',
        'RPC failed; HTTP 429',
        'HTTP 429',
        '429 Too Many Requests',
        'status code 429',
        'Response code 429',
      ],
      speaker: 'git',
      names: [{ cause: 'rate-limit', certainty: 'likely' }],
      samples: [
        "fatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 429",
        'error: RPC failed; HTTP 429 curl 22 The requested URL returned error: 429\r\n',
      ],
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/api-request-limits/',
    },
    {
      says: ['Authorization error: {any}/info/lfs/', 'batch response:', 'info/lfs/object', 'info/lfs/objects'],
      speaker: 'git',
      names: [{ cause: 'lfs', certainty: 'likely' }],
      samples: [
        'Authentication required: Authorization error: https://bitbucket.org/acme/web.git/info/lfs/object/verify\nCheck that you have proper access to the repository',
        'batch response: Authorization error: https://bitbucket.org/acme/web.git/info/lfs/objects/batch\r\nCheck that you have proper access to the repository\r\n',
      ],
      source: 'https://jira.atlassian.com/browse/BCLOUD-13942',
    },
    {
      says: [
        'must have push access to verify locks',
        'info/lfs/locks',
        'Check that you have proper access to the repository',
      ],
      speaker: 'git',
      names: [{ cause: 'lfs', certainty: 'likely' }],
      samples: [
        'ERROR: Authentication error: Authentication required: You must have push access to verify locks',
        'Authorization error: https://bitbucket.org/acme/web.git/info/lfs/locks/verify\r\nCheck that you have proper access to the repository\r\n',
      ],
      source: 'https://github.com/git-lfs/git-lfs/issues/2291',
    },
    {
      says: ['does not support the LFS locking API', 'does not support the Git LFS locking API'],
      speaker: 'git',
      names: [{ cause: 'lfs', certainty: 'possible' }],
      trailer: true,
      samples: [
        'Remote "origin" does not support the LFS locking API. Consider disabling it with:',
        'Remote "origin" does not support the Git LFS locking API. Consider disabling it with:\r\n',
      ],
      source: 'https://github.com/git-lfs/git-lfs/issues/2104',
    },
    {
      says: [
        'Smudge error:',
        'smudge filter lfs failed',
        'Error downloading object:',
        'is an LFS pointer to',
        'git lfs fsck',
        'LFS upload failed',
        'git lfs logs last',
        'Unable to push locked files',
        'should have been pointers, but',
        'git-lfs smudge',
        'git-lfs: HTTP: 4{any}',
        'git-lfs: HTTP: 5{any}',
        'git-lfs filter-process',
        "'lfs' is not a git command",
        'git-lfs: command not found',
        'git-lfs: not found',
        'Git LFS: … exit status {any}',
        'Lock failed:',
        'Locking {any} failed',
        'LFS: Put {any}',
        'Fatal error: Server error',
        'Object does not exist on the server',
        'Unable to find source for object',
        'failed to fetch some objects from',
        'Repository or object not found',
        'Cannot update locked files',
        'would have halted this push',
        'rejected due to missing or corrupt local objects',
        'configured for Git LFS but',
        'LFS: Client error',
        'LFS: Authorization error',
      ],
      speaker: 'git',
      names: [{ cause: 'lfs', certainty: 'likely' }],
      samples: [
        '15:25:28.256179 trace git-lfs: HTTP: 403',
        '15:25:28.256179 trace git-lfs: HTTP: 500',
        'Error downloading object: a.bin (e9ea38b): Smudge error: Error downloading a.bin\nerror: external filter git-lfs smudge -- %f failed 2\nfatal: a.bin: smudge filter lfs failed',
        "a.png is an LFS pointer to f71da2c579ee, which does not exist in .git/lfs/objects.\n\nRun 'git lfs fsck' to verify Git LFS objects.",
        'LFS upload failed:\n  (missing) a.pdf (f1a6d9d9bfb0)',
        'Use `git lfs logs last` to view the log.',
        'Unable to push locked files:',
        'Encountered 2 files that should have been pointers, but were not:',
        "error: external filter 'git-lfs filter-process' failed",
        "git: 'lfs' is not a git command. See 'git --help'.",
        'git-lfs: command not found',
        'Git LFS: (0 of 2 files) 0 B / 17.11 MB\r\nexit status 1',
        'Lock failed: missing protocol',
        'Locking a.psd failed: conflict',
        'LFS: Put "https://bitbucket.org/acme/web.git/info/lfs/storage": EOF',
        'Fatal error: Server error: https://bitbucket.org/acme/web.git',
        'ERROR: Cannot update locked files.',
        'hint: Your push was rejected due to missing or corrupt local objects.\r\n',
        "This repository is configured for Git LFS but 'git-lfs' was not found on your path.",
      ],
      source: 'git-lfs',
    },
    ...httpStatuses,
    ...plainWords,
  ],
};
