import { describe, expect, test } from '@jest/globals';
import { diagnose } from '../../src/refusals/diagnose';
import { sayDiagnosis } from '../../src/refusals/say';

/** What a tool prints where Git does not speak itself, and the causes that may come first. */
type Row = [text: string, first: string | string[]];

const https = 'https://bitbucket.org/acme/web.git';
const ssh = 'git@ssh.bitbucket.org:acme/web.git';
const closed = ['invalid-credentials', 'credential-missing'];
const hidden = ['repository-not-found', 'repository-access'];

const tools: Record<string, Row[]> = {
  'libgit2, as Cargo, Julia, Xcode and Zed print it': [
    [
      'failed to authenticate when downloading repository\n\n' +
        '  * attempted ssh-agent authentication, but no usernames succeeded: `git`',
      'ssh-key',
    ],
    [
      'failed to authenticate when downloading repository\n\n' +
        "  * attempted to find username/password via git's `credential.helper` support, but failed",
      closed,
    ],
    ['failed to acquire username/password from local configuration', 'credential-missing'],
    [`no authentication methods succeeded for ${ssh}`, 'ssh-key'],
    [
      `ERROR: failed to clone from ${ssh}, error: GitError(Code:EAUTH, Class:Callback, Aborting, maximum number ` +
        `of prompts reached.)`,
      'ssh-key',
    ],
    [
      `ERROR: failed to fetch from ${https}, error: GitError(Code:EAUTH, Class:Callback, Aborting, maximum ` +
        `number of prompts reached.)`,
      closed,
    ],
    ['GitError(Code:ERROR, Class:SSH, error authenticating: no auth sock variable)', 'ssh-key'],
    ['GitError(Code:EUSER, Class:Callback, Aborting, user cancelled credential request.)', 'credential-missing'],
    ['GitError(Code:ECERTIFICATE, Class:SSL, the server certificate is not trusted)', 'network'],
    ['GitError(Code:ENONFASTFORWARD, Class:Reference, the branch cannot be moved)', 'remote-ahead'],
    ['GitError(Code:ERROR, Class:Net, the host did not answer)', 'network'],
    ['error authenticating: failed connecting with agent; class=Ssh (23)', 'ssh-key'],
    ['failed to retrieve list of SSH authentication methods: Failed getting response; class=Ssh (23)', 'ssh-key'],
    ['no callback was given for this; class=Ssh (23); code=Auth (-16)', 'ssh-key'],
    ['remote did not want this; class=Http (34); code=Auth (-16)', closed],
    ['the user rejected the certificate; class=Ssl (16); code=Certificate (-17)', 'network'],
    ['the key of the host is another one; class=Ssh (23); code=Certificate (-17)', 'host-key'],
    ['no such thing; class=Net (12)', 'network'],
    ['user rejected certificate for bitbucket.org', ['network', 'host-key']],
    ['failed to start SSH session: Unable to exchange encryption keys; class=Ssh (23)', ['network', 'host-key']],
    ['SSH could not read data: Error waiting on socket; class=Ssh (23)', 'network'],
    ['failed to connect to ssh.bitbucket.org: Connection timed out; class=Os (2)', 'network'],
    ['unexpected http status code: 404; class=Http (34)', hidden],
    ['request failed with status code: 403', [...hidden, 'token-scopes']],
    ['unexpected HTTP response: 500', 'network'],
    ['SecureTransport error: connection closed via error', 'network'],
    ['SSL error: unknown error; class=Ssl (16)', 'network'],
    ['unsupported URL protocol; class=Net (12)', 'wrong-remote'],
    ["remote 'upstream' does not exist; class=Config (7); code=NotFound (-3)", 'wrong-remote'],
    [
      'error: unknown SSH host key\nThe SSH host key for `ssh.bitbucket.org` is not known and cannot be validated.',
      'host-key',
    ],
    ['error: SSH host key has changed for `ssh.bitbucket.org`', 'host-key'],
    ['proxy authentication required but no callback set', 'network'],
    ['warning: spurious network error (2 tries remaining): stream was lost', 'network'],
    ["revspec 'v9.9' not found; class=Reference (4); code=NotFound (-3)", 'ref-conflict'],
    ['failed to find branch `design`\n\nCaused by:\n  cannot locate remote-tracking branch', 'ref-conflict'],
    ['Update was rejected: cannot push non-fastforwardable reference', 'remote-ahead'],
  ],
  'go-git, as Argo CD, Flux and Terraform print it': [
    [`unable to list remote for '${https}': authentication required`, closed],
    [`failed to clone: authentication required: Repository not found`, [...closed, ...hidden]],
    ['git pull: authorization failed', [...closed, ...hidden]],
    [`unable to clone '${https}': repository not found`, hidden],
    ['ssh: handshake failed: knownhosts: key is unknown', 'host-key'],
    ['ssh: handshake failed: knownhosts: key mismatch', 'host-key'],
    [
      'ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey], no supported ' +
        'methods remain',
      'ssh-key',
    ],
    ['ssh: handshake failed: read tcp 10.0.0.1:1->104.192.141.1:22: read: connection reset by peer', 'network'],
    ['ssh: handshake failed: ssh: no common algorithm for key exchange', ['host-key', 'network']],
    ['ssh: handshake failed: host key mismatch', 'host-key'],
    ['unable to find any valid known_hosts file, set SSH_KNOWN_HOSTS env variable', 'host-key'],
    ['error creating SSH agent: "SSH agent requested but SSH_AUTH_SOCK not-specified"', 'ssh-key'],
    ['ssh: no key found', 'ssh-key'],
    ['ssh: this private key is passphrase protected', 'ssh-key'],
    ['error setting up git auth: invalid auth method', closed],
    ['push failed: non-fast-forward update: refs/heads/main', 'remote-ahead'],
    ['failed to push: some refs were not updated', ['remote-ahead', 'ref-conflict']],
    [
      'failed to push to remote: command error on refs/heads/main: pre-receive hook declined',
      ['push-restriction', 'server-hook'],
    ],
    ['command error on refs/heads/main: reference already exists', 'ref-conflict'],
    ['failed to checkout: couldn\'t find remote ref "refs/heads/design"', 'ref-conflict'],
    ["rpc error: code = Unknown desc = Unable to resolve 'design' to a commit SHA", 'ref-conflict'],
    [`clone of ${https}: reference not found`, 'ref-conflict'],
    ['unable to clone: remote repository is empty', 'nothing-to-push'],
    [
      'Get "https://bitbucket.org/acme/web.git/info/refs": x509: certificate is valid for proxy.acme.com, not ' +
        'bitbucket.org',
      'network',
    ],
    ['Get "https://bitbucket.org/acme/web.git/info/refs": tls: failed to verify certificate', 'network'],
    [
      'Get "https://bitbucket.org/acme/web.git/info/refs": dial tcp: lookup bitbucket.org: server misbehaving',
      'network',
    ],
    [
      'Get "https://bitbucket.org/acme/web.git/info/refs": dial tcp 104.192.141.1:443: connect: connection refused',
      'network',
    ],
    ['unexpected requesting "https://bitbucket.org/acme/web.git/info/refs" status code: 503', 'network'],
    ['unexpected requesting "https://bitbucket.org/acme/web.git/info/refs" status code: 401', closed],
    ['go: bitbucket.org/acme/web@v9.9: invalid version: unknown revision v9.9', 'ref-conflict'],
  ],
  'JGit, as EGit, Jenkins, Maven and TeamCity print it': [
    [`org.eclipse.jgit.api.errors.TransportException: ${https}: not authorized`, closed],
    [`${https}: Authentication is required but no CredentialsProvider has been registered`, 'credential-missing'],
    [`${https}: authentication not supported`, closed],
    [`${ssh}: Auth fail`, 'ssh-key'],
    [`${ssh}: Auth cancel`, 'ssh-key'],
    [`${ssh}: reject HostKey: ssh.bitbucket.org`, 'host-key'],
    [`${ssh}: UnknownHostKey: ssh.bitbucket.org. RSA key fingerprint is 1a:2b`, 'host-key'],
    [`${ssh}: HostKey has been changed: ssh.bitbucket.org`, 'host-key'],
    [`${ssh}: Server key did not validate`, 'host-key'],
    [`${ssh}: No more authentication methods available`, 'ssh-key'],
    [`${ssh}: invalid privatekey: [B@1a2b3c`, 'ssh-key'],
    [`${ssh}: Session.connect: java.net.SocketTimeoutException`, 'network'],
    [`${ssh}: Session.connect: java.io.IOException: End of IO Stream Read`, 'network'],
    [
      `${ssh}: DefaultAuthFuture[ssh-connection]: Failed to get operation result within specified timeout: 60000`,
      'network',
    ],
    [`${https}: connection failed`, 'network'],
    [`${https}: Secure connection to ${https} could not be stablished because of SSL problems`, 'network'],
    [
      `${https}: expected Content-Type application/x-git-upload-pack-advertisement; received Content-Type text/html`,
      ['network', 'wrong-remote', ...closed],
    ],
    [`${https}: Short read of block.`, 'network'],
    [`${https}: 503 Service Unavailable`, 'network'],
    [`${https}: git-upload-pack not permitted on '${https}'`, [...hidden, ...closed]],
    [`${https}: error occurred during unpacking on the remote end: index-pack abnormal exit`, 'network'],
    ['Remote does not have refs/heads/design available for fetch.', 'ref-conflict'],
    ["Remote branch 'design' not found in upstream origin", 'ref-conflict'],
    ['Cannot get remote repository refs.\nReason: Invalid remote: origin', 'wrong-remote'],
    ['TransportException: Nothing to push.', 'nothing-to-push'],
    ['main: main [rejected - non-fast-forward]', 'remote-ahead'],
    ['RemoteRefUpdate[remoteName=refs/heads/main, REJECTED_NONFASTFORWARD, (null)...1a2b3c]', 'remote-ahead'],
    ['RemoteRefUpdate[remoteName=refs/heads/main, REJECTED_REMOTE_CHANGED, (null)...1a2b3c]', 'remote-ahead'],
    ['RemoteRefUpdate[remoteName=refs/heads/x, REJECTED_NODELETE, (null)...1a2b3c]', 'delete-restriction'],
    [
      'RemoteRefUpdate[remoteName=refs/heads/main, REJECTED_OTHER_REASON, (null)...1a2b3c, fastForward, ' +
        'srcRef=refs/heads/main, message="pre-receive hook declined"]',
      ['push-restriction', 'server-hook'],
    ],
    [
      'RemoteRefUpdate[remoteName=refs/heads/main, REJECTED_OTHER_REASON, message="frozen until Monday"]',
      ['push-restriction', 'server-hook'],
    ],
    ['RemoteRefUpdate[remoteName=refs/heads/main, REJECTED_OTHER_REASON, message="failed to lock"]', 'ref-conflict'],
    ['main: main [remote rejected: pre-receive hook declined]', ['push-restriction', 'server-hook']],
    ['Rejected: REJECTED_MISSING_OBJECT', ['ref-conflict', 'shallow-clone', 'network']],
  ],
  'dulwich and isomorphic-git': [
    ['dulwich.errors.HangupException: The remote server unexpectedly closed the connection.', ['network', 'ssh-key']],
    [
      'dulwich.errors.GitProtocolError: unexpected http resp 404 for https://bitbucket.org/acme/web.git/info/refs',
      hidden,
    ],
    [
      'dulwich.errors.GitProtocolError: unexpected http resp 503 for https://bitbucket.org/acme/web.git/info/refs',
      'network',
    ],
    ['dulwich.client.HTTPProxyUnauthorized: No proxy credentials provided', 'network'],
    ['dulwich.porcelain.DivergedBranches: (1a2b3c, 4d5e6f)', 'remote-ahead'],
    ['dulwich.errors.NotGitRepository', [...hidden, 'wrong-remote']],
    ['dulwich.errors.SendPackError: unpack index-pack abnormal exit', 'network'],
    ['Push rejected because it was not a simple fast-forward. Use "force: true" to override.', 'remote-ahead'],
    ['FastForwardError: A simple fast-forward merge was not possible.', 'remote-ahead'],
    ['HttpError: HTTP Error: 404 Not Found', hidden],
    [
      'SmartHttpError: Remote did not reply using the "smart" HTTP protocol. Expected "001e# ' +
        'service=git-upload-pack" but received: <!DOCTYPE html>',
      ['wrong-remote', 'network'],
    ],
    [
      'UnknownTransportError: Git remote "ssh://git@ssh.bitbucket.org/acme/web" uses an unrecognized transport ' +
        'protocol: "ssh"',
      'wrong-remote',
    ],
    ['UrlParseError: Cannot parse remote URL: "bitbucket"', 'wrong-remote'],
    [
      'GitPushError: One or more branches were not updated: - refs/heads/main: pre-receive hook declined',
      ['push-restriction', 'server-hook'],
    ],
    ['NotFoundError: Could not find refs/heads/design.', ['ref-conflict', 'nothing-to-push']],
    ['UserCanceledError: The operation was canceled.\nfetching from bitbucket.org', 'credential-missing'],
    ['EmptyServerResponseError: Empty response from git server.', 'network'],
  ],
  'Git Credential Manager and helpers': [
    ['fatal: User cancelled dialog.', 'credential-missing'],
    ['fatal: User canceled the authentication prompt.', 'credential-missing'],
    ["fatal: Unable to persist credentials with the 'wincredman' credential store.", closed],
    ['fatal: No credential store has been selected.', closed],
    ['fatal: Cannot show basic credential prompt because terminal prompts have been disabled.', 'credential-missing'],
    ['fatal: Failed to authenticate user', closed],
    ['fatal: Failed to obtain credentials', closed],
    ["git: 'credential-manager-core' is not a git command. See 'git --help'.", 'credential-missing'],
    ["git: 'credential-osxkeychain' is not a git command. See 'git --help'.", 'credential-missing'],
    ['fatal: unable to get credential storage lock in 1000 ms: File exists', closed],
    ['fatal: Failed to encrypt file with gpg. exit=2, error=no key', closed],
    ['fatal: An error occurred while sending the request.', 'network'],
    ['fatal: A task was canceled.', 'network'],
    ['fatal: HttpRequestException encountered.', 'network'],
  ],
  'Git LFS': [
    [
      'batch response: Repository or object not found: https://bitbucket.org/acme/web.git/info/lfs/objects/batch',
      'lfs',
    ],
    [
      'batch response: Rate limit exceeded: https://bitbucket.org/acme/web.git/info/lfs/objects/batch',
      ['lfs', 'rate-limit'],
    ],
    ['Fatal error: Server error: https://bitbucket.org/acme/web.git/info/lfs/objects/batch', 'lfs'],
    ['LFS: Client error: https://api.media.atlassian.com/upload from HTTP 413', 'lfs'],
    ['error transferring "1a2b3c": [0] remote missing object 1a2b3c', 'lfs'],
    ['Uploading LFS objects:   0% (0/1), 0 B | 0 B/s, done.\nbatch request: missing protocol: ""', 'lfs'],
    ['LFS: dial tcp: lookup bitbucket.org: no such host', ['lfs', 'network']],
  ],
  'package managers': [
    [
      `npm ERR! code 128\nnpm ERR! An unknown git error occurred\n` +
        `npm ERR! command git --no-replace-objects ls-remote ssh://${ssh.replace(':', '/')}`,
      ['ssh-key', ...hidden],
    ],
    [
      'error Couldn\'t find match for "v9.9" in "refs/heads/main" for "https://bitbucket.org/acme/web.git".',
      'ref-conflict',
    ],
    [
      'ERR_PNPM_GIT_RESOLUTION  Could not resolve v9.9 to a commit of https://bitbucket.org/acme/web.git.',
      'ref-conflict',
    ],
    [
      `Failed to clone ${https}, check your git configuration and permissions for this repository.`,
      [...hidden, ...closed],
    ],
    [
      `Failed to clone the ${https} repository, try running in interactive mode so that you can enter your ` +
        `bitbucket.org credentials`,
      closed,
    ],
    ['Bad username or password for https://ana@bitbucket.org/acme/web.git/', closed],
    ['Authentication is required for bitbucket.org.\nPlease supply credentials for this source.', closed],
    [
      'Revision v9.9 does not exist in the repository https://bitbucket.org/acme/web.git. Maybe you misspelled it?',
      'ref-conflict',
    ],
    [
      'warning: Could not find remote branch 9.9 to clone.\nfatal: Remote branch 9.9 not found in upstream origin',
      'ref-conflict',
    ],
    [
      '[!] Unable to add a source with url `https://bitbucket.org/acme/specs.git` named `acme`.',
      [...hidden, ...closed],
    ],
    [
      "Failed to download module: error downloading 'https://bitbucket.org/acme/web.git?ref=v9': error: " +
        "pathspec 'v9' did not match any file(s) known to git",
      ['ref-conflict', 'nothing-to-push'],
    ],
    [
      'xcodebuild: error: Could not resolve package dependencies: Authentication failed because no credentials ' +
        'were provided',
      closed,
    ],
    ['xcodebuild: error: The server SSH fingerprint failed to verify.', 'host-key'],
    ['  × Git operation failed\n  ╰─▶ failed to fetch branch, tag, or commit `v9.9`', 'ref-conflict'],
  ],
  'build servers': [
    [
      "ERROR: Couldn't find any revision to build. Verify the repository and branch configuration for this job.",
      'ref-conflict',
    ],
    ['Warning: CredentialId "bitbucket" could not be found.\nERROR: Error fetching remote repo \'origin\'', closed],
    ["A branch or tag with the name 'design' could not be found", 'ref-conflict'],
    [
      "com.atlassian.bamboo.repository.RepositoryException: Cannot fetch branch 'refs/heads/design' from " +
        "'ssh://git@bitbucket.acme.com:7999/acme/web.git'",
      ['ref-conflict', 'repository-not-found', 'ssh-key'],
    ],
    ["Cannot find the default branch 'refs/heads/main' in the repository", 'ref-conflict'],
    ['ERROR: Repository bitbucket.org/acme/web: Authentication failure', closed],
    [
      'ERROR: Timeout after 10 minutes\n' +
        'hudson.plugins.git.GitException: Command "git fetch" returned status code 143:',
      'network',
    ],
    [
      `Failed to connect to repository : Command "git ls-remote -h -- ${ssh} HEAD" returned status code 128:`,
      [...hidden, 'ssh-key', 'network'],
    ],
  ],
  'desktop programs': [
    ['Git: Authentication failed. Git remote might require authentication.', closed],
    ['Missing or invalid credentials.\nError: connect ECONNREFUSED /run/user/1000/vscode-git-1a2b3c.sock', closed],
    ['Your repository has no remotes configured to push to.', 'wrong-remote'],
    ["Can't update: no tracked branch", 'wrong-remote'],
    [
      "Push of the current branch 'main' was rejected. Remote changes need to be merged before pushing.",
      'remote-ahead',
    ],
    [
      'The remote repository rejected commits. Make sure all changes have been pulled from the remote repository',
      'remote-ahead',
    ],
    ['Authentication failed because the name or password was incorrect.', closed],
    ['The remote repository could not be accessed. Make sure the repository URL is correct', hidden],
    [
      "We couldn't connect to Bitbucket with your (ana) credentials. Check your username and try the password again.",
      closed,
    ],
    ['This is not a valid source path / URL', [...hidden, 'wrong-remote']],
    [
      "The server's host key is not cached. You have no guarantee that the server is the computer you think it is.",
      'host-key',
    ],
    ['FATAL ERROR: Disconnected: No supported authentication methods available (server sent: publickey)', 'ssh-key'],
    ['FATAL ERROR: Network error: Connection timed out', 'network'],
    ['FATAL ERROR: Host key not in manually configured list', 'host-key'],
    ['The SSH fingerprint for ssh.bitbucket.org could not be verified', 'host-key'],
  ],
  'servers whose own Git fails': [
    [
      `remote: fatal: Out of memory, malloc failed (tried to allocate 1048576 bytes)\n` +
        `error: unpack failed: index-pack abnormal exit\nTo ${https}\n` +
        ` ! [remote rejected] main -> main (unpacker error)`,
      'network',
    ],
    [
      `remote: fatal: unable to open objects/incoming-1a/pack/tmp_pack_1a: Input/output error\nTo ${https}\n` +
        ` ! [remote rejected] main -> main (unpacker error)`,
      'network',
    ],
    [
      `remote: error: unable to write file objects/1a/2b: Permission denied\n` +
        `remote: fatal: failed to write object\nTo ${https}\n ! [remote rejected] main -> main (unpacker error)`,
      'network',
    ],
    [
      `remote: fatal: this disk is on strike\nTo ${https}\n ! [remote rejected] main -> main (n/a (unpacker error))`,
      'network',
    ],
    [
      `remote: error: object 1a2b3c: badTimezone: invalid author/committer line - bad time zone\n` +
        `remote: fatal: fsck error in packed object\nTo ${https}\n ! [remote rejected] main -> main (unpacker error)`,
      'server-hook',
    ],
    [
      `remote: fatal: no ticket in 1a2b3c\nTo ${https}\n` +
        ` ! [remote rejected] main -> main (pre-receive hook declined)`,
      'server-hook',
    ],
    [
      'remote: fatal: bad object 1a2b3c\n' +
        'remote: aborting due to possible repository corruption on the remote side.\nfatal: early EOF',
      'network',
    ],
    ['remote: fatal: unable to create thread: Resource temporarily unavailable\nfatal: early EOF', 'network'],
    [
      "remote: fatal: detected dubious ownership in repository at '/srv/web.git'\n" +
        'fatal: Could not read from remote repository.',
      ['network', 'server-hook'],
    ],
    ['abort: git remote error: unpack index-pack abnormal exit', 'network'],
    ['fatal: remote error: Bitbucket is currently under heavy load', 'network'],
    ['fatal: remote error: Bitbucket is down for maintenance', 'network'],
  ],
  'what older Git and Bitbucket printed': [
    [
      `To ${https}\n ! [rejected] main -> main (non-fast forward)\nerror: failed to push some refs to '${https}'`,
      'remote-ahead',
    ],
    [' ! [rejected] main -> main (non fast forward)', 'remote-ahead'],
    [
      "error: remote 'refs/heads/main' is not a strict subset of local ref 'refs/heads/main'. maybe you are not " +
        'up-to-date and need to pull first?',
      'remote-ahead',
    ],
    [
      "conq: the account owner 'acme' has exceeded their user limit - write access is disabled to the " +
        "repository 'web'.\nfatal: Could not read from remote repository.",
      'plan-limit',
    ],
    [
      "conq: the account owner 'acme' has used up the number of users of the plan.\n" +
        'fatal: Could not read from remote repository.',
      ['plan-limit', 'server-hook'],
    ],
    [
      'conq: repository access denied. deployment key is not associated with the requested repository.\n' +
        'fatal: The remote end hung up unexpectedly',
      [...hidden, 'access-key-read-only'],
    ],
    ["fatal: Couldn't find remote ref refs/pull-requests/12/merge", 'ref-conflict'],
    ["fatal: couldn't find remote ref refs/heads/design", 'ref-conflict'],
    ["fatal: repository 'git@ssh.bitbucket.org/acme/web.git' does not exist", 'wrong-remote'],
    ["fatal: repository '../web.git' does not exist", 'wrong-remote'],
    [
      'error: SSL certificate problem, verify that the CA cert is OK. Details:\n' +
        'error:14090086:SSL routines:SSL3_GET_SERVER_CERTIFICATE:certificate verify failed while accessing ' +
        'https://bitbucket.org/acme/web.git/info/refs\nfatal: HTTP request failed',
      'network',
    ],
    [
      'error: Unknown SSL protocol error in connection to bitbucket.org:443  while accessing ' +
        'https://bitbucket.org/acme/web.git/info/refs',
      'network',
    ],
    [
      "error: SSL: certificate subject name '*.acme.com' does not match target host name 'bitbucket.org' while " +
        'accessing https://bitbucket.org/acme/web.git/info/refs',
      'network',
    ],
    ['error: SSL connect error while accessing https://bitbucket.org/acme/web.git/info/refs', 'network'],
    [
      'error: Problem with the SSL CA cert (path? access rights?) while accessing ' +
        'https://bitbucket.org/acme/web.git/info/refs',
      'network',
    ],
    [
      "error: Couldn't resolve host 'bitbucket.org' while accessing https://bitbucket.org/acme/web.git/info/refs",
      'network',
    ],
    [
      'error: Failed connect to bitbucket.org:443; Operation now in progress while accessing ' +
        'https://bitbucket.org/acme/web.git/info/refs',
      'network',
    ],
    [
      'error: The requested URL returned error: 403 while accessing ' +
        'https://bitbucket.org/acme/web.git/info/refs\nfatal: HTTP request failed',
      [...hidden, ...closed],
    ],
    [
      'error: The requested URL returned error: 401 Unauthorized while accessing ' +
        'https://bitbucket.org/acme/web.git/info/refs\nfatal: HTTP request failed',
      closed,
    ],
  ],
  'others, and Git where it is seldom heard': [
    ['fatal: protocol error: bad pack header\nfatal: the remote end hung up unexpectedly', 'network'],
    ['error: RPC failed; curl 7 Failed to connect to bitbucket.org port 443', 'network'],
    ['error: RPC failed; curl 35 schannel: failed to receive handshake', 'network'],
    ['error: RPC failed; HTTP 404 curl 22 The requested URL returned error: 404', 'repository-not-found'],
    ['fatal: remote did not send all necessary objects', 'network'],
    ['fatal: pack has bad object at offset 1234: inflate returned -5\nfatal: index-pack failed', 'network'],
    ['fatal: git upload-pack: aborting due to possible repository corruption on the remote side.', 'network'],
    [
      'remote: error: inflate: data stream error (incorrect header check)\n' +
        'remote: fatal: loose object 1a2b is corrupt\nfatal: early EOF',
      'network',
    ],
    [
      'remote: fatal: packfile ./objects/pack/pack-1a.pack cannot be accessed\n' +
        'fatal: protocol error: bad pack header',
      'network',
    ],
    ['ssh: Could not resolve hostname ssh.bitbucket.org: -65563', 'network'],
    ["Bad port 'acme'\nfatal: Could not read from remote repository.", 'wrong-remote'],
    [
      'command-line: line 0: Bad configuration option: identityfil\nfatal: Could not read from remote repository.',
      'ssh-key',
    ],
    [
      'Received disconnect from 104.192.143.1 port 22:2: Too many authentication failures\n' +
        'Disconnected from 104.192.143.1 port 22',
      'ssh-key',
    ],
    [
      'No ED25519 host key is known for ssh.bitbucket.org and you have requested strict checking.\n' +
        'Host key verification failed.',
      'host-key',
    ],
    ['No ECDSA host key is known for ssh.bitbucket.org and you have requested strict checking.', 'host-key'],
    [
      'ssh_askpass: exec(/usr/lib/ssh/ssh-askpass): No such file or directory\nHost key verification failed.',
      'host-key',
    ],
    [
      'Unable to negotiate with 10.0.0.5 port 7999: no matching host key type found. Their offer: ssh-rsa',
      ['host-key', 'network', 'ssh-key'],
    ],
    ['kex_exchange_identification: banner line contains invalid characters', 'network'],
    ['Disconnected from UNKNOWN port 65535\nfatal: Could not read from remote repository.', 'network'],
    ['Corrupted MAC on input.\nfatal: Could not read from remote repository.', 'network'],
    ['ssh_packet_write_wait: Connection to 104.192.143.1 port 22: Broken pipe', 'network'],
    [
      "fatal: unable to access 'https://bitbucket.org/acme/web.git/': Received HTTP code 503 from proxy after " +
        'CONNECT',
      'network',
    ],
    [
      "fatal: unable to access 'https://bitbucket.org/acme/web.git/': Unsupported proxy syntax in 'http//proxy'",
      'network',
    ],
    [
      "fatal: transport 'file' not allowed\n" +
        "fatal: clone of '/srv/lib.git' into submodule path '/home/ana/web/lib' failed",
      ['wrong-remote', 'submodule'],
    ],
    ["fatal: No url found for submodule path 'lib' in .gitmodules", ['wrong-remote', 'submodule']],
    [
      "fatal: Fetched in submodule path 'lib', but it did not contain 1a2b3c. Direct fetching of that commit failed.",
      ['ref-conflict', 'submodule'],
    ],
    ['object not found - no match for id (1a2b3c4d5e)', ['ref-conflict', 'shallow-clone']],
    ['git fetch bitbucket.org/acme/web: object not found', ['ref-conflict', 'shallow-clone']],
    ['failed to solve: failed to read dockerfile: repository does not contain ref design, output: ""', 'ref-conflict'],
    ["Error: hit 27s timeout running '/usr/bin/git fetch --depth=1 https://bitbucket.org/acme/web main'", 'network'],
    [
      "Failed during stage 'preparing repo': Unable to access repository. The repository may no longer exist or " +
        'Netlify may no longer have permission to access it.',
      ['repository-not-found', 'repository-access'],
    ],
    [
      'The repository does not seem to exist anymore. You may not have access, or it may have been deleted or ' +
        'renamed.',
      ['repository-not-found', 'repository-access'],
    ],
    ['The remote disconnected. Check your Internet connection and try again.', 'network'],
    ['callback returned unsupported credentials type', ['ssh-key', 'invalid-credentials', 'credential-missing']],
    ['LibGit2Sharp.NonFastForwardException: Cannot push non-fastforwardable reference', 'remote-ahead'],
    [
      'LibGit2Sharp.LibGit2SharpException: failed to send request: The server name or address could not be resolved',
      'network',
    ],
    [
      'LibGit2Sharp.LibGit2SharpException: request failed with status code: 401',
      ['invalid-credentials', 'credential-missing'],
    ],
    [
      'LibGit2Sharp.LibGit2SharpException: this remote has never connected',
      ['network', 'wrong-remote', 'invalid-credentials'],
    ],
    ['failed to receive response: The connection with the server was terminated abnormally', 'network'],
    [
      "git.exc.GitCommandError: Cmd('git') failed due to: exit code(128)\n" +
        '  cmdline: git clone -v git@ssh.bitbucket.org:acme/web.git web',
      ['repository-not-found', 'ssh-key'],
    ],
    [
      'fatal: [web1]: FAILED! => {"msg": "Failed to download remote objects and refs: fatal: Could not read ' +
        'from remote repository."}',
      ['ssh-key', 'repository-not-found', 'network'],
    ],
    [
      "unable to prepare context: unable to 'git clone' to temporary context directory: error fetching: exit " +
        'status 128',
      ['repository-not-found', 'ssh-key', 'credential-missing'],
    ],
    [
      "Error: accumulating resources: git cmd = '/usr/bin/git fetch --depth=1 https://bitbucket.org/acme/web " +
        "main': exit status 128",
      ['repository-not-found', 'credential-missing', 'invalid-credentials'],
    ],
    [
      'remote: Repository ACME/web is archived and read-only\n' +
        "fatal: unable to access 'https://bitbucket.acme.com/scm/acme/web.git/': The requested URL returned " +
        'error: 403',
      ['repository-access', 'dc-access', 'server-hook'],
    ],
    [
      'fatal: remote error: Repository is archived\nThe repository ACME/web is archived and cannot be pushed to.',
      ['server-hook', 'dc-access', 'repository-access'],
    ],
    ['fatal: remote error: SSH access is disabled', ['server-hook', 'dc-access']],
    [
      'fatal: remote error: Project not found\n' +
        'The requested project does not exist, or you do not have permission to access it.',
      ['repository-not-found', 'dc-access'],
    ],
    ['error: unable to push to unqualified destination: design', 'wrong-remote'],
    [
      'fatal: The upstream branch of your current branch does not match the name of your current branch.',
      'wrong-remote',
    ],
    [
      'fatal: unable to look up current user in the passwd file: no such user\n' +
        'fatal: Could not read from remote repository.',
      ['ssh-key', 'no-ssh-client'],
    ],
    ['No user exists for uid 1000\nfatal: Could not read from remote repository.', ['ssh-key', 'no-ssh-client']],
    ["Could not create directory '/var/www/.ssh'.\nHost key verification failed.", 'host-key'],
    [
      "error: cannot lock ref 'refs/remotes/origin/a/b': 'refs/remotes/origin/a' exists; cannot create " +
        "'refs/remotes/origin/a/b'",
      'ref-conflict',
    ],
    ['error: refs/remotes/origin/x does not point to a valid object!', 'ref-conflict'],
    [' ! [remote rejected] main -> main (Internal Server Error)', 'network'],
    [' ! [remote rejected] main -> main (Could not lock ref)', 'ref-conflict'],
    [' ! [remote rejected] main -> main (failed to update ref)', 'ref-conflict'],
    [' ! [remote rejected] main -> main (remote failed to report status)', 'network'],
    [' ! [remote failure]    main -> main (remote failed to report status)', 'network'],
    [' ! [remote rejected] main -> main (funny refname)', ['ref-conflict', 'server-hook']],
    [
      'error: remote unpack failed: unable to create temporary object directory\n' +
        'To https://bitbucket.org/acme/web.git\n ! [remote rejected] main -> main (unpacker error)',
      'network',
    ],
    ['error: unpack failed: unpacker exited abnormally', 'network'],
    ['error: unpack failed: error Missing tree 1a2b3c', ['network', 'shallow-clone']],
    [
      'remote: error: denying non-fast-forward refs/heads/main (you should pull first)\n' +
        ' ! [remote rejected] main -> main (non-fast-forward)',
      'force-restriction',
    ],
    [
      'remote: error: denying ref deletion for refs/heads/x\n ! [remote rejected] x (deletion prohibited)',
      'delete-restriction',
    ],
    ['remote: error: refusing to delete the current branch: refs/heads/main', ['main-branch', 'delete-restriction']],
    [
      'remote: error: File a.bin is 150.00 MB; this exceeds the file size limit of 100.00 MB\n' +
        ' ! [remote rejected] main -> main (pre-receive hook declined)',
      ['file-size', 'server-hook'],
    ],
    [
      'go: bitbucket.org/acme/web@v1.0.0: reading ' +
        'https://api.bitbucket.org/2.0/repositories/acme/web?fields=scm: 404 Not Found',
      'repository-not-found',
    ],
    [
      'composer: The process "git clone --mirror \'git@ssh.bitbucket.org:acme/web.git\'" exceeded the timeout ' +
        'of 300 seconds.',
      'network',
    ],
    ['error: timed out waiting for https://bitbucket.org/acme/web.git', 'network'],
    [
      'git-credential-manager: command not found\n' +
        "fatal: could not read Username for 'https://bitbucket.org': No such device or address",
      'credential-missing',
    ],
    ["fatal: could not read Password for 'https://ana@bitbucket.org': The handle is invalid.", 'credential-missing'],
    [
      'bash: /dev/tty: No such device or address\nerror: failed to execute prompt script (exit code 1)',
      'credential-missing',
    ],
  ],
  'whole reports': [
    [
      'Fetching from https://bitbucket.org/acme/web.git\n' +
        "fatal: unable to access 'https://bitbucket.org/acme/web.git/': OpenSSL SSL_connect: Connection was reset " +
        'in connection to bitbucket.org:443',
      'network',
    ],
    [
      'hg: command not found\n$ git push\nremote: Invalid credentials\n' +
        "fatal: Authentication failed for 'https://bitbucket.org/acme/web.git/'",
      'invalid-credentials',
    ],
    [
      '$ hg push\nabort: authorization failed\n$ git push\nfatal: Could not read from remote repository.',
      ['ssh-key', 'network', 'repository-not-found'],
    ],
    [
      'searching for changes\nabort: HTTP Error 401: Unauthorized\n' +
        'error: The requested URL returned error: 401 while accessing ' +
        'https://bitbucket.org/acme/web.git/info/refs\nfatal: HTTP request failed',
      'invalid-credentials',
    ],
    [
      '$ git clone hg::https://bitbucket.org/acme/web\nabort: HTTP Error 404: Not Found\n' +
        'fatal: Could not read from remote repository.',
      ['mercurial', 'repository-not-found'],
    ],
    ['abort: HTTP Error 404: Not Found', 'mercurial'],
    [
      'pushing to git+ssh://git@bitbucket.org:acme/web.git\n' +
        'abort: git remote error: The remote server unexpectedly closed the connection.',
      ['network', 'ssh-key', 'repository-not-found', 'mercurial'],
    ],
    [
      'pushing to git@bitbucket.org:acme/web.git\nabort: pushing refs/heads/main overwrites 1a2b3c',
      ['remote-ahead', 'force-restriction', 'mercurial'],
    ],
    [
      "remote: fatal: Unable to create temporary file '/data/x/./objects/pack/tmp_pack_XXXXXX': No space left " +
        'on device\nfatal: The remote end hung up unexpectedly',
      'network',
    ],
    [
      'remote: error: hook declined to update refs/heads/main\nTo https://bitbucket.acme.com/scm/acme/web.git\n' +
        ' ! [remote rejected] main -> main (hook declined)',
      ['dc-access', 'server-hook', 'push-restriction'],
    ],
    [
      'remote: fatal: Not a valid object name 0000\nTo https://bitbucket.acme.com/scm/acme/web.git\n' +
        ' ! [remote rejected] main -> main (pre-receive hook declined)',
      'server-hook',
    ],
    [
      'fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF\n' +
        'fatal: fetch-pack: invalid index-pack output',
      'network',
    ],
    [
      "remote: warning: unable to access '/home/ana/.config/git/attributes': Permission denied\n" +
        'remote: Permission denied to update branch main.\nTo https://bitbucket.org/acme/web.git\n' +
        ' ! [remote rejected] main -> main (pre-receive hook declined)',
      'push-restriction',
    ],
    [
      '2024-01-01T10:00:00.000Z info: reconcile failed error="failed to checkout and determine revision: unable ' +
        "to clone 'ssh://git@ssh.bitbucket.org/acme/web': ssh: handshake failed: ssh: unable to authenticate, " +
        'attempted methods [none publickey], no supported methods remain"',
      'ssh-key',
    ],
    [
      'time="2024-01-01T10:00:00Z" level=error msg="finished unary call" error="rpc error: code = Unknown desc ' +
        '= error testing repository connectivity: authentication required" grpc.code=Unknown',
      ['credential-missing', 'invalid-credentials'],
    ],
    [
      'ComparisonError: rpc error: code = Internal desc = Failed to fetch default: `git fetch origin --tags ' +
        "--force` failed exit status 128: fatal: could not read Username for 'https://bitbucket.org': terminal " +
        'prompts disabled',
      'credential-missing',
    ],
    [
      'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown ' +
        'desc = repository not found',
      ['repository-not-found', 'repository-access'],
    ],
    [
      'Unable to create application: application spec for web is invalid: InvalidSpecError: Unable to generate ' +
        'manifests: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      'network',
    ],
    [
      "error pushing to git repository: failed to push to remote 'https://bitbucket.org/acme/fleet.git': " +
        'authorization failed',
      ['repository-access', 'invalid-credentials', 'credential-missing'],
    ],
    [
      '\u2502 Error: Failed to download module\n\u2502\n' +
        '\u2502 Could not download module "vpc" (main.tf:1) source code from ' +
        '"git::https://bitbucket.org/acme/vpc.git": error downloading \'https://bitbucket.org/acme/vpc.git\': ' +
        "/usr/bin/git exited with 128: Cloning into '.terraform/modules/vpc'...\n" +
        "\u2502 fatal: could not read Username for 'https://bitbucket.org': No such device or address",
      'credential-missing',
    ],
    [
      'npm error code 128\nnpm error An unknown git error occurred\n' +
        'npm error command git --no-replace-objects ls-remote ssh://git@ssh.bitbucket.org/acme/web.git\n' +
        'npm error git@ssh.bitbucket.org: Permission denied (publickey).\n' +
        'npm error fatal: Could not read from remote repository.',
      'ssh-key',
    ],
    [
      'error Command failed.\nExit code: 128\nCommand: git\n' +
        'Arguments: ls-remote --tags --heads ssh://git@ssh.bitbucket.org/acme/web.git\nDirectory: /app\nOutput:\n' +
        'Host key verification failed.\nfatal: Could not read from remote repository.',
      'host-key',
    ],
    [
      'ERR_PNPM_FETCH_401  GET https://bitbucket.org/acme/web/get/1a2b.tar.gz: Unauthorized - 401',
      ['invalid-credentials', 'credential-missing', 'token-expired'],
    ],
    [
      '  \u00d7 git clone --filter=blob:none --quiet https://bitbucket.org/acme/web.git /tmp/x did not run ' +
        'successfully.\n  \u2502 exit code: 128\n  \u2570\u2500> See above for output.',
      ['repository-not-found', 'repository-access', 'credential-missing', 'invalid-credentials'],
    ],
    [
      'Git operation failed\n  Caused by: failed to clone into: /home/ana/.cache/uv/git-v0/db/1a\n' +
        "  Caused by: process didn't exit successfully: `/usr/bin/git fetch --force` (exit status: 128)\n" +
        "--- stderr\nfatal: could not read Username for 'https://bitbucket.org': terminal prompts disabled",
      'credential-missing',
    ],
    [
      'Git error: command `git clone \'https://bitbucket.org/acme/gem.git\' "/x" --bare` in directory /app has ' +
        'failed.\nIf this error persists you could try removing the cache directory',
      ['repository-not-found', 'repository-access', 'credential-missing', 'invalid-credentials'],
    ],
    [
      'Fetching https://bitbucket.org/acme/gem.git\nfatal: Needed a single revision\n' +
        "Git error: command `git rev-parse --verify 'v9'` in directory /x has failed.\n" +
        'Revision v9 does not exist in the repository https://bitbucket.org/acme/gem.git. Maybe you misspelled it?',
      'ref-conflict',
    ],
    [
      '[!] Error installing Pods\n' +
        '[!] /usr/bin/git clone https://bitbucket.org/acme/pod.git /x --template= --single-branch --depth 1 ' +
        "--branch 1.0\nfatal: unable to access 'https://bitbucket.org/acme/pod.git/': The requested URL returned " +
        'error: 403',
      ['repository-access', 'repository-not-found'],
    ],
    [
      "Could not resolve all files for configuration ':app'.\n" +
        '> Could not clone https://bitbucket.org/acme/lib.git\n' +
        '   > org.eclipse.jgit.api.errors.TransportException: https://bitbucket.org/acme/lib.git: not authorized',
      ['invalid-credentials', 'credential-missing'],
    ],
    [
      'Failed to collect changes, error: List remote refs failed: com.jcraft.jsch.JSchException: Auth fail, VCS ' +
        'root: "web"',
      'ssh-key',
    ],
    [
      "Failed to collect changes, error: 'git ls-remote origin' command failed.\nexit code: 128\n" +
        'stderr: Host key verification failed.',
      'host-key',
    ],
    [
      'com.atlassian.bamboo.plugins.git.GitCommandException: command [/usr/bin/git, fetch, ' +
        'ssh://x@127.0.0.1:4444/acme/web.git] failed with code 128. Working directory was [/x], output was: ' +
        'fatal: Could not read from remote repository.',
      ['ssh-key', 'network', 'repository-not-found'],
    ],
    [
      'remote: Support for repository access by this key has been suspended by an administrator.\n' +
        'fatal: Could not read from remote repository.',
      ['server-hook', 'repository-access'],
    ],
    [
      'WARN: git.getBranchCommit error (repository=acme/web)\n' +
        '"err": {"task": {"commands": ["fetch"]}, "message": "fatal: couldn\'t find remote ref renovate/all\\n"}',
      'ref-conflict',
    ],
    [
      'Git push error (repository=acme/web, branch=renovate/x)\n' +
        '"err": {"message": "! refs/heads/renovate/x:refs/heads/renovate/x [remote rejected] (pre-receive hook ' +
        'declined)"}',
      ['push-restriction', 'server-hook'],
    ],
    [
      'Pushing to git@ssh.bitbucket.org:acme/web.git\nremote: Rejected: commit 1a2b3c has no issue key',
      ['server-hook', 'dc-committer'],
    ],
    ['TortoiseGitPlink Fatal Error\nNo supported authentication methods available (server sent: publickey)', 'ssh-key'],
    ['PuTTY Fatal Error: Remote side unexpectedly closed network connection', 'network'],
    [
      'Xcode: The operation couldn\u2019t be completed. too many redirects or authentication replays (-1)',
      'invalid-credentials',
    ],
    ['An unknown error occurred.\nfailed to connect to bitbucket.org: Operation timed out (-1)', 'network'],
    [
      'Push failed\n\tremote: Your push was rejected because the branch is locked by release\n' +
        "\tfailed to push some refs to 'https://bitbucket.acme.com/scm/acme/web.git'",
      ['server-hook', 'dc-access'],
    ],
    ["Push rejected\nPush of current branch 'main' was rejected\nDetails", ['remote-ahead', 'push-restriction']],
    ['Push master->origin/master was rejected by remote', ['push-restriction', 'remote-ahead']],
    [
      'Invocation failed Server returned invalid Response.\njava.lang.RuntimeException: Invocation failed',
      ['credential-missing', 'invalid-credentials'],
    ],
    [
      "unable to persist credentials with the 'secretservice' credential store.",
      ['invalid-credentials', 'credential-missing'],
    ],
    [
      "fatal: unable to access 'https://bitbucket.org/acme/web.git/': Peer's Certificate issuer is not recognized.",
      'network',
    ],
    [
      "fatal: unable to access 'https://bitbucket.org/acme/web.git/': error:0A00010B:SSL routines::wrong " +
        'version number',
      'network',
    ],
    [
      "fatal: unable to access 'https://bitbucket.org/acme/web.git/': Couldn't resolve proxy 'proxy.acme.com'",
      'network',
    ],
    [
      "fatal: unable to access 'https://bitbucket.org/acme/web.git/': Failed to connect to 127.0.0.1 port 7890: " +
        'Connection refused',
      'network',
    ],
    [
      'fatal: credential-cache unavailable; no unix socket support\nremote: Invalid credentials\n' +
        "fatal: Authentication failed for 'https://bitbucket.org/acme/web.git/'",
      'invalid-credentials',
    ],
    [
      "git: 'credential-manager' is not a git command. See 'git --help'.\n" +
        'To https://bitbucket.org/acme/web.git\n ! [rejected] main -> main (fetch first)\n' +
        "error: failed to push some refs to 'https://bitbucket.org/acme/web.git'",
      'remote-ahead',
    ],
    [
      "git: 'credential-manager' is not a git command. See 'git --help'.\n" +
        'remote: Permission denied to update branch main.\nTo https://bitbucket.org/acme/web.git\n' +
        ' ! [remote rejected] main -> main (pre-receive hook declined)\n' +
        "error: failed to push some refs to 'https://bitbucket.org/acme/web.git'",
      'push-restriction',
    ],
    [
      'fatal: User cancelled dialog.\n' +
        "fatal: could not read Username for 'https://bitbucket.org': terminal prompts disabled",
      'credential-missing',
    ],
    [
      'Logon failed, use ctrl+c to cancel basic credential prompt.\nbash: /dev/tty: No such device or address\n' +
        'error: failed to execute prompt script (exit code 1)\n' +
        "fatal: could not read Username for 'https://bitbucket.org': No error",
      ['credential-missing', 'invalid-credentials'],
    ],
    [
      'warning: Could not find remote branch design to clone.\n' +
        'fatal: Remote branch design not found in upstream origin\nremote: Permission denied',
      'ref-conflict',
    ],
    [
      "Cloning into 'web'...\nremote: Not Found\nfatal: repository 'https://bitbucket.org/acme/web.git/' not found",
      'repository-not-found',
    ],
    ["Cloning into 'web'...\nfatal: repository 'bitbucket.org/acme/web.git' does not exist", 'wrong-remote'],
    [
      "fatal: '/srv/git/web.git' does not appear to be a git repository\n" +
        'fatal: Could not read from remote repository.',
      ['wrong-remote', 'repository-not-found'],
    ],
    [
      'From bitbucket.org:acme/web\n * branch main -> FETCH_HEAD\nfatal: Not possible to fast-forward, aborting.',
      'remote-ahead',
    ],
    [
      "hint: Diverging branches can't be fast-forwarded, you need to either:\n" +
        'fatal: Not possible to fast-forward, aborting.',
      'remote-ahead',
    ],
    ['Updates were rejected because the tip of your current branch is behind', 'remote-ahead'],
    ['[remote rejected] main -> main (shallow update not allowed)', 'shallow-clone'],
    [
      'error: Could not read 1a2b3c\nfatal: revision walk setup failed\n' +
        'fatal: The remote end hung up unexpectedly\n' +
        "error: failed to push some refs to 'https://bitbucket.org/acme/web.git'",
      ['network', 'push-restriction', 'shallow-clone', 'local-hook'],
    ],
    [
      "error: pack-objects died of signal 9\nerror: failed to push some refs to 'https://bitbucket.org/acme/web.git'",
      ['network', 'push-size'],
    ],
    [
      'fatal: Out of memory, malloc failed (tried to allocate 524288001 bytes)\n' +
        "error: failed to push some refs to 'https://bitbucket.org/acme/web.git'",
      ['network', 'push-size', 'push-restriction', 'local-hook'],
    ],
    ['remote: fatal: Out of memory, malloc failed\nfatal: protocol error: bad pack header', 'network'],
    [
      'remote: fatal: refs/heads/main is locked by the release team\n' +
        'To https://bitbucket.acme.com/scm/acme/web.git\n' +
        ' ! [remote rejected] main -> main (pre-receive hook declined)',
      'server-hook',
    ],
    ['remote: Unauthorized\nfatal: Could not read from remote repository.', 'repository-access'],
    ['remote: Bitbucket: your access is suspended.\nfatal: Could not read from remote repository.', 'server-hook'],
    [
      '$ git pull\nremote: Enumerating objects: 5, done.\nremote: Counting objects: 100% (5/5), done.\n' +
        'remote: Total 5 (delta 0), reused 0 (delta 0), pack-reused 0\nfatal: Could not read from remote repository.',
      ['ssh-key', 'network', 'repository-not-found'],
    ],
    ['GitError(Code:ERROR, Class:HTTP, request failed with status code: 404)', 'repository-not-found'],
    [
      'GitError(Code:EEOF, Class:SSH, ERROR: Repository not found.\nfatal: Could not read from remote repository)',
      ['repository-not-found', 'other-host'],
    ],
    ['Error: failed to fetch into: /x\nCaused by: unexpected http status code: 503; class=Http (34)', 'network'],
    ['Caused by: failed to connect to bitbucket.org: Network is unreachable; class=Os (2)', 'network'],
    [
      'Caused by: unexpected http status code: 403; class=Http (34); code=Auth (-16)',
      ['repository-access', 'invalid-credentials', 'repository-not-found', 'token-scopes'],
    ],
    ['Caused by: too many redirects or authentication replays; class=Http (34)', 'invalid-credentials'],
    ['Caused by: object not found - no match for id (1a2b); class=Odb (9); code=NotFound (-3)', 'ref-conflict'],
    [
      "Caused by: reference 'refs/remotes/origin/main' not found; class=Reference (4); code=NotFound (-3)",
      'ref-conflict',
    ],
    ['Caused by: [28] Timeout was reached (Operation timed out after 30000 milliseconds)', 'network'],
    ["Caused by: [6] Couldn't resolve host name (Could not resolve host: bitbucket.org)", 'network'],
    ['Caused by: [60] SSL certificate problem: unable to get local issuer certificate', 'network'],
    ["unable to clone 'ssh://git@ssh.bitbucket.org/acme/web': dial tcp 104.192.141.1:22: i/o timeout", 'network'],
    ["auth options are invalid: invalid 'ssh' auth option: 'known_hosts' is required", ['host-key', 'ssh-key']],
    ['Push failed: object not found', 'ref-conflict'],
    [
      'gitlab-runner: fatal: git fetch-pack: expected shallow list\nfatal: The remote end hung up unexpectedly',
      ['network', 'shallow-clone'],
    ],
  ],
  'last lines, as people paste them': [
    [
      "Reconciler error unable to fetch-connect to remote 'ssh://git@bitbucket.org/acme/web.git': ssh: " +
        'handshake failed: EOF',
      'network',
    ],
    ['auth error: EOF', ['network', 'ssh-key']],
    ['#1. Error: cmd-execute-timeout: git push --porcelain "origin"', ['network', 'credential-missing']],
    [
      "ERROR: Error fetching remote repo 'origin'\nhudson.plugins.git.GitException: Failed to fetch from ********",
      ['repository-not-found', 'network', 'invalid-credentials'],
    ],
    [
      'error: The requested URL returned error: 402 while accessing ' +
        'https://stash.acme.com/scm/acme/web.git/info/refs\nfatal: HTTP request failed',
      ['dc-access', 'plan-limit'],
    ],
    ['\u2717 client rate limiter Wait returned an error: context deadline exceeded', ['network', 'rate-limit']],
    [
      "stderr: fatal: unable to access 'https://stash.acme.com/scm/acme/web.git/': Could not resolve host: " +
        'stash.acme.com',
      'network',
    ],
    ['unable to clone: SSH could not read data: Error waiting on socket', 'network'],
    ['"error": "unable to clone: early EOF"', 'network'],
    [
      'failed to checkout and determine revision: unable to fetch-connect to remote ' +
        "'https://bitbucket.org/acme/web': EOF",
      'network',
    ],
    ['failed to checkout and determine revision: git repository is empty', ['nothing-to-push', 'ref-conflict']],
    [
      "failed to checkout and determine revision: unable to resolve reference: couldn't find remote ref",
      'ref-conflict',
    ],
    [
      'error: ENOENT git not found\n' +
        "fatal: unable to access 'https://bitbucket.org/acme/web/': transfer closed with 100 bytes remaining to read",
      'network',
    ],
    [
      "warning: unable to find remote helper for 'https'\nfatal: Unable to find remote helper for 'https'",
      'wrong-remote',
    ],
    ['fatal: Bitbucket DC OAuth Client ID must be defined', 'credential-missing'],
    ['fatal: remote error: Rate limit exceeded', ['rate-limit', 'server-hook']],
    [
      'remote: Too many requests\n' +
        "fatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 429",
      'rate-limit',
    ],
    ["fatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 521", 'network'],
    ["fatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 530", 'network'],
    [
      'remote: Your SSH key has expired.\nfatal: Could not read from remote repository.',
      ['ssh-key', 'server-hook', 'token-expired'],
    ],
    ['fatal: remote error: Your HTTP access token has expired', ['token-expired', 'server-hook']],
    ["git@ssh.bitbucket.org's password:\nPermission denied, please try again.", 'ssh-key'],
    ["ana@bitbucket.org's password: \nConnection closed by 104.192.143.1 port 22", ['ssh-key', 'network']],
    [
      "Password for 'https://ana@bitbucket.org': \nremote: Invalid username or password\n" +
        "fatal: Authentication failed for 'https://ana@bitbucket.org/acme/web.git/'",
      'invalid-credentials',
    ],
    ["Enter passphrase for key '/home/ana/.ssh/id_rsa': \nfatal: Could not read from remote repository.", 'ssh-key'],
    [
      'debug1: Authentications that can continue: publickey\ndebug1: No more authentication methods to try.\n' +
        'git@ssh.bitbucket.org: Permission denied (publickey).',
      'ssh-key',
    ],
    [
      'sign_and_send_pubkey: signing failed for ED25519 "/home/ana/.ssh/id" from agent: agent refused operation',
      'ssh-key',
    ],
    ['Load key "/tmp/key": error in libcrypto\ngit@ssh.bitbucket.org: Permission denied (publickey).', 'ssh-key'],
    ['Load key "/tmp/key": invalid format', 'ssh-key'],
    ["WARNING: UNPROTECTED PRIVATE KEY FILE!\nPermissions 0644 for '/x/id' are too open.", 'ssh-key'],
    ['@@@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @@@', 'host-key'],
    [
      'error: src refspec master does not match any\n' +
        "error: failed to push some refs to 'https://bitbucket.org/acme/web.git'",
      'nothing-to-push',
    ],
    ["fatal: tag 'v1' already exists", 'ref-conflict'],
    [' ! [rejected]        v1         -> v1  (would clobber existing tag)', 'ref-conflict'],
    [' ! [rejected] v1 -> v1 (already exists)\nerror: failed to push some refs', 'ref-conflict'],
    ['fatal: the remote end hung up upon initial contact', ['network', 'ssh-key', 'repository-not-found']],
    ["error: remote 'origin' already exists.", 'wrong-remote'],
    ["error: No such remote 'upstream'", 'wrong-remote'],
    ["fatal: No such remote: 'upstream'", 'wrong-remote'],
    ["fatal: 'upstream' does not appear to be a git repository", 'wrong-remote'],
    [
      'Error: Failed to push to https://bitbucket.org/acme/web.git: 403 Forbidden',
      ['repository-access', 'token-scopes', 'repository-not-found'],
    ],
    ['Error: getaddrinfo ENOTFOUND bitbucket.org', 'network'],
    ['Error: connect ETIMEDOUT 104.192.141.1:443', 'network'],
    ['Error: unable to verify the first certificate\n  at TLSSocket bitbucket.org', 'network'],
    [
      "urllib3.exceptions.MaxRetryError: HTTPSConnectionPool(host='bitbucket.org', port=443): Max retries " +
        "exceeded with url: /acme/web.git (Caused by NewConnectionError('Failed to establish a new connection: " +
        "[Errno 111] Connection refused'))",
      'network',
    ],
    [
      'javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path ' +
        'to requested target',
      'network',
    ],
    ['java.net.UnknownHostException: bitbucket.org', 'network'],
    ['java.net.ConnectException: Connection timed out (Connection timed out)', 'network'],
    [
      'org.apache.sshd.common.SshException: DefaultConnectFuture[git@ssh.bitbucket.org/<unresolved>:22]: Failed ' +
        '(UnresolvedAddressException) to execute',
      'network',
    ],
    ['org.apache.sshd.common.SshException: Server key did not validate', 'host-key'],
    ['com.jcraft.jsch.JSchException: Algorithm negotiation fail', ['host-key', 'network', 'ssh-key']],
    ['com.jcraft.jsch.JSchException: connection is closed by foreign host', 'network'],
    ['com.jcraft.jsch.JSchException: SSH_MSG_DISCONNECT: 2 Too many authentication failures', 'ssh-key'],
    [
      'org.eclipse.jgit.errors.RemoteRepositoryException: https://bitbucket.org/acme/web.git: pre-receive hook ' +
        'declined',
      ['push-restriction', 'server-hook'],
    ],
    [
      'org.eclipse.jgit.errors.TransportException: https://bitbucket.org/acme/web.git: 407 Proxy Authentication ' +
        'Required',
      'network',
    ],
    [
      'org.eclipse.jgit.errors.TransportException: git@ssh.bitbucket.org:acme/web.git: remote hung up unexpectedly',
      ['network', 'ssh-key'],
    ],
    [
      'org.eclipse.jgit.errors.PackProtocolException: invalid advertisement of conq: repository does not exist.',
      'repository-not-found',
    ],
    ['org.eclipse.jgit.errors.NotSupportedException: URI not supported: bitbucket', 'wrong-remote'],
    [
      'org.eclipse.jgit.api.errors.RefNotAdvertisedException: Remote origin did not advertise Ref for branch main.',
      ['ref-conflict', 'nothing-to-push'],
    ],
    ['org.eclipse.jgit.api.errors.InvalidRemoteException: Invalid remote: origin', 'wrong-remote'],
    [
      'The plugin org.apache.maven:scm failed: The git-push command failed. Command output: fatal: could not ' +
        "read Username for 'https://bitbucket.org': No such device or address",
      'credential-missing',
    ],
    ['The git-push command failed.\nCommand output:\nERROR: Permission denied (publickey).', 'ssh-key'],
    [
      'lerna ERR! Error: Command failed with exit code 1: git push --follow-tags origin main\n' +
        'lerna ERR! remote: Permission denied to update branch main.',
      'push-restriction',
    ],
    ['Error: Command failed: git push\nEverything up-to-date', 'nothing-to-push'],
    [
      'ERROR: Repository not found.\nfatal: Could not read from remote repository.',
      ['repository-not-found', 'other-host'],
    ],
    [
      'npm ERR! code E404\nnpm ERR! 404 Not Found - GET https://bitbucket.org/acme/web/get/v1.tar.gz',
      ['repository-not-found', 'repository-access'],
    ],
    ['fatal: read error: Connection reset by peer', 'network'],
    [
      'fatal: unable to connect to bitbucket.org:\nbitbucket.org[0: 104.192.143.1]: errno=Connection refused',
      'network',
    ],
    ['fatal: protocol error: bad line length character: Welc', ['network', 'wrong-remote']],
    ["fatal: ssh variant 'simple' does not support setting port", ['ssh-key', 'no-ssh-client', 'wrong-remote']],
    ['error: cannot spawn /usr/bin/ssh-wrapper: Permission denied\nfatal: unable to fork', 'no-ssh-client'],
    ['error: cannot run ssh: No such file or directory\nfatal: unable to fork', 'no-ssh-client'],
    ['error: cannot run C:\\tools\\plink.exe: No such file or directory\nfatal: unable to fork', 'no-ssh-client'],
    [
      "'C:\\Program' is not recognized as an internal or external command\n" +
        'fatal: Could not read from remote repository.',
      ['no-ssh-client', 'ssh-key'],
    ],
    [
      'remote: error: cannot run hooks/pre-receive: No such file or directory\n' +
        'To https://bitbucket.acme.com/scm/acme/web.git\n' +
        ' ! [remote rejected] main -> main (pre-receive hook declined)',
      ['server-hook', 'network', 'dc-access'],
    ],
  ],
  'a tool that names the command, and keeps back what Git said': [
    [`Command /usr/bin/git clone -q ${ssh} /tmp/build failed with error code 128 in None`, 'ssh-key'],
    [`Failed to execute "git ls-remote --tags --heads ${https}", exit code of #128`, 'credential-missing'],
    [
      'npm error code 128\nnpm error command git --no-replace-objects ls-remote ssh://git@ssh.bitbucket.org/acme/web.git',
      'ssh-key',
    ],
    [
      `error Command failed.\nExit code: 128\nCommand: git\nArguments: ls-remote --tags --heads ${https}`,
      'credential-missing',
    ],
    [`** (Mix) Command "git clone --quiet --no-checkout ${ssh} /app/deps/web" failed`, 'ssh-key'],
    [`===> Command failed: git clone ${ssh} web --single-branch`, 'ssh-key'],
    [
      `[RuntimeException]\n  Failed to execute git clone --mirror -- '${https}' '/home/ana/cache'`,
      'credential-missing',
    ],
    [`Execution of '/usr/bin/git clone ${ssh} /srv/web' returned 128:`, 'ssh-key'],
    [`Ran git ls-remote "${ssh}" "HEAD" returned 128`, 'ssh-key'],
    [`fatal: [web1]: FAILED! => {"cmd": ["/usr/bin/git", "ls-remote", "${ssh}", "-h"], "rc": 128}`, 'ssh-key'],
    [
      `subprocess.CalledProcessError: Command '['git', 'clone', '${https}']' returned non-zero exit status 128.`,
      'credential-missing',
    ],
    [
      "GitCommandException: command ['/usr/bin/git' 'ls-remote' 'ssh://git@bitbucket.acme.com:7999/acme/web.git'] " +
        'failed with code 128. Working directory was [.].',
      'ssh-key',
    ],
    [`Received ExitFailure 128 when running\nRaw command: /usr/bin/git clone ${ssh} /tmp/web`, 'ssh-key'],
    [`The command "cd /srv && (git clone -q --recursive ${ssh} /srv/web 2>&1)" failed.\nExit Code: 128`, 'ssh-key'],
    [`[!] Error installing web\n[!] /usr/bin/git clone ${ssh} /tmp/web --template= --depth 1`, 'ssh-key'],
    [`FATAL ERROR: command exited with status 128: git fetch -f --tags -- ${ssh} +main`, 'ssh-key'],
    [`Cloning repository failed: ${ssh}`, 'ssh-key'],
    [`Error cloning repo ${https}`, 'credential-missing'],
    [`rpc error: code = Unknown desc = \`git fetch origin --tags --force\` failed exit status 128`, hidden],
    ['##[error]Git fetch failed with exit code: 128', hidden],
    ["Error: The process '/usr/bin/git' failed with exit code 128", hidden],
    [`error downloading '${https}': /usr/bin/git exited with 128:`, hidden],
    // It succeeded, or it is another command that failed.
    [`+ git clone ${https} /code/web\nReceiving objects: 100% (3/3), done.\n+ npm test\nTests failed`, 'none'],
    [`git clone https://bitbucket.org/acme/error-pages.git`, 'none'],
    [`- git clone ${ssh} || echo "clone failed"`, 'none'],
    [
      `> git fetch -- ${ssh} main\n> git rev-parse 1a2b\nERROR: Checkout failed\nCommand "git rev-parse 1a2b" returned status code 128:`,
      'none',
    ],
    [`git push -q ${ssh} HEAD\nError: Tests failed with exit code 1`, 'none'],
  ],
  'a submodule': [
    [
      "fatal: remote error: upload-pack: not our ref 1a2b3c4d\nfatal: Fetched in submodule path 'lib', but it did not " +
        "contain 1a2b3c4d. Direct fetching of that commit failed.\nfatal: Failed to recurse into submodule path 'lib'",
      'submodule',
    ],
    ['fatal: remote error: upload-pack: not our ref 1a2b3c4d\nErrors during submodule fetch:\n\tlib', 'submodule'],
    ["fatal: Needed a single revision\nUnable to find current revision in submodule path 'lib'", 'submodule'],
    ['Command "git submodule update --init --recursive lib" returned status code 1:', 'submodule'],
    ["fatal: No submodule mapping found in .gitmodules for path 'lib'", 'submodule'],
    ["git@ssh.bitbucket.org: Permission denied (publickey).\nFailed to recurse into submodule path 'lib'", 'ssh-key'],
    [
      'failed to update submodule `lib`\n\nCaused by:\n  failed to authenticate when downloading repository\n' +
        '  attempted ssh-agent authentication, but none of the usernames `git` succeeded',
      'ssh-key',
    ],
  ],
  'an address that is taken for something else': [
    [
      'failed to download "git@ssh.bitbucket.org/acme/web.git": relative paths require a module with a pwd',
      'wrong-remote',
    ],
    [`source path error: stat /srv/${ssh}: no such file or directory`, 'wrong-remote'],
    [`parse "${ssh}": first path segment in URL cannot contain colon`, 'wrong-remote'],
    [`invalid url \`${ssh}\`: relative URL without a base`, 'wrong-remote'],
    [`parse "ssh://${ssh}": invalid port ":acme" after host`, 'wrong-remote'],
    ['ssh: Could not resolve hostname ssh.bitbucket.org:acme: Name or service not known', 'wrong-remote'],
    ['Error: Invalid repository URL: git@ssh.bitbucket.org/acme/web.git', 'wrong-remote'],
    ['error: unable to push to unqualified destination: HEAD', 'nothing-to-push'],
    ['fatal: ref HEAD is not a symbolic ref', 'nothing-to-push'],
  ],
  'credentials and agents of tools': [
    ['UNAUTHENTICATED: Invalid Git provider credentials.', closed],
    ["Failed to access the Git Repository. Operation 'clone' is not authorized.", closed],
    ['Missing Git provider credentials', 'credential-missing'],
    ['error creating SSH agent: "SSH agent requested but Pageant not running"', 'ssh-key'],
    ['error fetching identities: communication with agent failed', 'ssh-key'],
    [
      'remote: Because you enabled two-step verification, you need to authenticate with an app password.',
      ['two-step-verification'],
    ],
    ['ssh git@ssh.bitbucket.org git-lfs-authenticate acme/web.git download: exit status 255', 'lfs'],
    ['abort: http authorization required for https://bitbucket.org/acme/web', 'mercurial'],
  ],
  'a connection that others share': [
    ['channel 2: open failed: administratively prohibited: cannot open additional channels', 'network'],
    ['mux_client_request_session: session request failed: Session open refused by peer', 'network'],
    [
      'mux_client_request_session: read from master failed: Broken pipe\n' +
        'git@ssh.bitbucket.org: Permission denied (publickey).',
      'ssh-key',
    ],
  ],
  'a hook that speaks for itself': [
    [
      'remote: Looking at your messages\nremote: [RULE] The message is not formatted as agreed\nremote: error: hook',
      'server-hook',
    ],
    ['At least one commit is not ok\nJQL: issuekey = ABC-7 AND status = "Open"', 'server-hook'],
    ['ERROR c.i.stash.plugin.YaccServiceImpl Error communicating with Jira', 'server-hook'],
    [
      "The remote 'v1' tag was not created, status: REJECTED_OTHER_REASON, message: pre-receive hook declined",
      'server-hook',
    ],
  ],
  'a server that is none of Bitbucket': [
    [
      "Unknown command: git-receive-pack '/git/acme/web.git'\nfatal: Could not read from remote repository.",
      'other-host',
    ],
    ['bash: git-upload-pack: command not found\nfatal: Could not read from remote repository.', 'other-host'],
    [
      'To ssh://git@our-gitlab.acme.com/acme/web.git\n ! [remote rejected] main -> main (pre-receive hook declined)',
      'other-host',
    ],
    [
      'To ssh://files/data/gitea-repositories/acme/web\n ! [remote rejected] main -> main (pre-receive hook declined)',
      'other-host',
    ],
  ],
};

describe.each(Object.entries(tools))('%s', (_, rows) => {
  test.each(rows)('%s', (text, first) => {
    const [cause] = diagnose(text).causes;
    expect([first].flat()).toContain(cause?.cause ?? 'none');
  });
});

const keptBack = `Command failed with exit code 128: git ls-remote ${ssh}`;

test('what a tool keeps back is only possible, and the first way out is to see it', () => {
  const causes = sayDiagnosis(diagnose(keptBack)).causes;
  expect(causes.map(({ certainty }) => certainty)).toEqual(causes.map(() => 'possible'));
  expect(causes[0]?.remedies[0]?.do).toContain('by hand');
});

test('of a submodule that could not be read, nobody is told that it was not pushed', () => {
  const { reason } =
    sayDiagnosis(diagnose("fatal: Unable to find current revision in submodule path 'lib'")).causes[0] ?? {};
  expect(reason).toContain('its submodules was not');
});

test.each([
  ['https://our-gitlab.acme.com/acme/web.git', 'likely'],
  ['https://gitlab.com/acme/web.git', 'certain'],
])('the name of a host says what it serves, and a well-known host is certain: %s', (to, certainty) => {
  const [first] = diagnose(`To ${to}\n ! [remote rejected] main -> main (pre-receive hook declined)`).causes;
  expect(first).toMatchObject({ cause: 'other-host', certainty });
});
