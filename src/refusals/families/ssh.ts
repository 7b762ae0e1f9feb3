import { code } from '../../core/say/names';
import type { Family } from '../signature';

const rights = '\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.';

/** Refusals before or at the door of SSH, and greetings that prove a key. */
export const ssh: Family = {
  title: 'SSH',
  causes: [
    {
      id: 'ssh-key',
      title: 'An SSH key',
      means: (push) => `The server accepted no SSH key${push.address ? ` for ${code(push.address.host)}` : ''}, or SSH on this machine could not use one, so the server does not know who pushes; no rule of the repository was asked.`,
      ways: ['see-offered-keys', 'make-ssh-key', 'name-one-key', 'protect-key-file', 'mend-ssh-config'],
    },
    {
      id: 'access-key-read-only',
      title: 'An access key is read-only',
      means: () => 'The SSH key that was offered is an access key of the repository or project. Access keys can only read, whatever the branch.',
      ways: ['writing-credential', 'name-one-key', 'find-out-who', 'account-for-automation'],
      outdated: [{ claim: 'An access key can be added with write access.', today: 'Every access key is read-only; none can be made to write.' }],
    },
    {
      id: 'host-key',
      title: 'The host key is unknown or changed',
      means: (push) => `SSH stopped on this machine because the host key${push.address ? ` of ${code(push.address.host)}` : ''} is not the one noted in ${code('known_hosts')}, or none is noted. Nothing was sent.`,
      ways: ['refresh-host-keys', 'use-ssh-host', 'check-network'],
    },
    {
      id: 'ssh-host-moved',
      title: 'SSH moved to ssh.bitbucket.org',
      means: () => `Since November 12, 2026 Bitbucket serves SSH at ${code('ssh.bitbucket.org')}; the remote still names ${code('bitbucket.org')}.`,
      ways: ['use-ssh-host', 'refresh-host-keys', 'use-port-443'],
      outdated: [{ claim: 'SSH remotes begin with git@bitbucket.org.', today: 'They begin with git@ssh.bitbucket.org; the former host ended on November 12, 2026.' }],
    },
    {
      id: 'no-ssh-client',
      title: 'No SSH client',
      means: () => 'Git found no program for SSH on this machine, or not the one that its settings name, so it never reached the server.',
      ways: ['install-ssh', 'fix-remote'],
    },
    {
      id: 'ssh-works',
      title: 'The SSH key works',
      means: () => 'The server accepted the SSH key. This is a greeting and no refusal; it proves who you are and says nothing about write access or branch restrictions.',
      ways: ['find-out-who', 'check-access', 'name-one-key'],
      outdated: [{ claim: 'The answer names your user name.', today: 'It says “authenticated via ssh key.” and no name.' }],
    },
    {
      id: 'mercurial',
      title: 'Mercurial',
      means: () => 'This was a push with Mercurial. Bitbucket removed Mercurial repositories in 2020 and serves Git only.',
      ways: ['leave-mercurial', 'fix-remote'],
      outdated: [{ claim: 'Bitbucket serves Mercurial.', today: 'Mercurial was removed in 2020.' }],
    },
  ],
  signatures: [
    {
      says: 'Permission denied (publickey',
      speaker: 'ssh', names: [{ cause: 'ssh-key', certainty: 'likely' }], yieldsTo: ['mercurial'],
      samples: [`git@ssh.bitbucket.org: Permission denied (publickey).${rights}`, '2026-10-02T09:14:22Z Permission denied (publickey).\r\nfatal: Could not read from remote repository.', 'git@bitbucket.acme.com: Permission denied (publickey,keyboard-interactive).'],
      source: 'OpenSSH',
    },
    {
      says: '@bitbucket.org: Permission denied (publickey',
      speaker: 'ssh', names: [{ cause: 'ssh-key', certainty: 'likely' }, { cause: 'ssh-host-moved', certainty: 'possible' }], yieldsTo: ['mercurial'],
      samples: [`git@bitbucket.org: Permission denied (publickey).${rights}`, '[2026-11-13 10:00:00] git@bitbucket.org: Permission denied (publickey).\r\n'],
      source: 'https://community.atlassian.com/forums/x/x/ba-p/3234032',
    },
    {
      says: ['connect to host bitbucket.org port 22', 'Connection closed by bitbucket.org', 'Connection reset by bitbucket.org'],
      speaker: 'ssh', names: [{ cause: 'network', certainty: 'likely' }, { cause: 'ssh-host-moved', certainty: 'likely' }],
      samples: [`ssh: connect to host bitbucket.org port 22: Connection refused${rights}`, 'ssh: connect to host bitbucket.org port 22: Operation timed out\r\nfatal: Could not read from remote repository.', 'Connection closed by bitbucket.org port 22', 'Connection reset by bitbucket.org port 22'],
      source: 'https://community.atlassian.com/forums/x/x/ba-p/3234032',
    },
    {
      says: 'Too many authentication failures',
      speaker: 'ssh', names: [{ cause: 'ssh-key', certainty: 'certain' }],
      samples: [`Received disconnect from 104.192.141.1 port 22:2: Too many authentication failures\nDisconnected from 104.192.141.1 port 22${rights}`, 'Received disconnect from UNKNOWN port 65535:2: Too many authentication failures\r\n'],
      source: 'OpenSSH',
    },
    {
      says: ['UNPROTECTED PRIVATE KEY FILE', 'It is required that your private key files are NOT accessible', 'This private key will be ignored', 'bad permissions: ignore key'],
      speaker: 'ssh', names: [{ cause: 'ssh-key', certainty: 'certain' }],
      samples: [
        `@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\nPermissions 0644 for '/home/ana/.ssh/id_ed25519' are too open.\nIt is required that your private key files are NOT accessible by others.\nThis private key will be ignored.\ngit@ssh.bitbucket.org: Permission denied (publickey).${rights}`,
        'bad permissions: ignore key: /home/ana/.ssh/id_rsa',
      ],
      source: 'OpenSSH',
    },
    {
      says: ['Bad owner or permissions on {any}', 'Bad configuration option: {any}', 'terminating, {any} bad configuration options', 'Unsupported option {any}', 'keyword {any} extra arguments at end of line', "Can't open user config file"],
      speaker: 'ssh', names: [{ cause: 'ssh-key', certainty: 'likely' }],
      samples: [
        'Bad owner or permissions on C:\\Users\\ana/.ssh/config\r\nfatal: Could not read from remote repository.', `/home/ana/.ssh/config: line 2: Bad configuration option: identityfil\n/home/ana/.ssh/config: terminating, 1 bad configuration options${rights}`, '/home/ana/.ssh/config line 3: Unsupported option "rsaauthentication"', '/home/ana/.ssh/config line 4: keyword identityfile extra arguments at end of line', "Can't open user config file /nope: No such file or directory",
      ],
      source: 'OpenSSH',
    },
    {
      says: ['error in libcrypto', 'invalid format', 'incorrect passphrase supplied to decrypt private key', 'bad passphrase', 'key_load_public: No such file'],
      speaker: 'ssh', names: [{ cause: 'ssh-key', certainty: 'possible' }],
      samples: ['Load key "/home/ana/.ssh/id_rsa": error in libcrypto\ngit@ssh.bitbucket.org: Permission denied (publickey).', 'Load key "/home/ana/.ssh/id_ed25519": invalid format', 'Load key "id_rsa": incorrect passphrase supplied to decrypt private key', 'debug2: bad passphrase given, try again...', 'key_load_public: No such file or directory'],
      source: 'OpenSSH',
    },
    {
      says: ['Load key {path}:', 'sign_and_send_pubkey:', 'agent refused operation', 'Enter passphrase for key', 'no mutual signature algorithm', 'no mutual signature supported', 'No more authentication methods to try'],
      speaker: 'ssh', names: [{ cause: 'ssh-key', certainty: 'likely' }],
      samples: ['Load key "/home/ana/.ssh/id_rsa": Permission denied\ngit@ssh.bitbucket.org: Permission denied (publickey).', 'sign_and_send_pubkey: signing failed for ED25519 "/home/ana/.ssh/id_ed25519" from agent: agent refused operation', "Enter passphrase for key '/home/ana/.ssh/id_ed25519': ", 'debug1: send_pubkey_test: no mutual signature algorithm\r\n', 'sign_and_send_pubkey: no mutual signature supported', 'debug1: No more authentication methods to try.\ngit@ssh.bitbucket.org: Permission denied (publickey).'],
      source: 'OpenSSH',
    },
    {
      says: ['The agent has no identities', 'Could not open a connection to your authentication agent', 'Error connecting to agent', 'failed connecting agent', 'no such identity', 'Identity file {path} not accessible'],
      speaker: 'ssh', names: [{ cause: 'ssh-key', certainty: 'possible' }],
      samples: ['$ ssh-add -l\nThe agent has no identities.', 'Could not open a connection to your authentication agent.\r\n', 'Error connecting to agent: No such file or directory', 'error authenticating: failed connecting agent', 'no such identity: /home/ana/.ssh/bitbucket: No such file or directory\ngit@ssh.bitbucket.org: Permission denied (publickey).', 'Warning: Identity file /home/ana/.ssh/key not accessible: No such file or directory.'],
      source: 'OpenSSH',
    },
    {
      says: ['No supported authentication methods available', 'Server refused our key', 'Disconnected: No supported authentication', 'Unable to use key file'],
      speaker: 'ssh', names: [{ cause: 'ssh-key', certainty: 'certain' }],
      samples: ['FATAL ERROR: No supported authentication methods available (server sent: publickey)\nfatal: Could not read from remote repository.', 'Server refused our key\r\nFATAL ERROR: Disconnected: No supported authentication methods available', 'Unable to use key file "C:\\keys\\id.ppk" (OpenSSH SSH-2 private key)'],
      source: 'https://www.chiark.greenend.org.uk/~sgtatham/putty/',
    },
    {
      says: ['combination invalid', 'Permission denied, please try again', "{any}'s password: Permission denied", 'Unable to extract public key from', 'Unable to open public key file', 'invalid privatekey', 'USERAUTH fail', 'remote rejected authentication', 'JSchException: Auth fail', 'Cannot log in at {any}', 'authentication required but no callback set', 'Failed to authenticate SSH session', 'attempted methods [none publickey], no supported methods remain', 'attempted methods [none], no supported methods remain', 'SSH agent requested but SSH_AUTH_SOCK not'],
      speaker: 'ssh', names: [{ cause: 'ssh-key', certainty: 'likely' }],
      samples: [
        'org.eclipse.jgit.api.errors.TransportException: git@ssh.bitbucket.org:acme/web.git: com.jcraft.jsch.JSchException: Auth fail', 'git@ssh.bitbucket.org:acme/web.git: Cannot log in at ssh.bitbucket.org:22', 'authentication required but no callback set', 'error authenticating: Username/PublicKey combination invalid', 'Permission denied, please try again.\ngit@ssh.bitbucket.org: Permission denied (publickey,password).', 'Unable to extract public key from private key file', 'com.jcraft.jsch.JSchException: invalid privatekey', 'com.jcraft.jsch.JSchException: USERAUTH fail', 'remote rejected authentication: Failed getting response',
        'Failed to authenticate SSH session: Unable to open public key file', 'ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey], no supported methods remain', 'ssh: unable to authenticate, attempted methods [none], no supported methods remain', 'error creating SSH agent: "SSH agent requested but SSH_AUTH_SOCK not-specified"',
      ],
      source: 'https://github.com/eclipse-jgit/jgit',
    },
    {
      says: ['access via a deployment key is read-only', 'access via deployment key is read-only'],
      speaker: 'cloud', names: [{ cause: 'access-key-read-only', certainty: 'certain' }], pusher: { is: 'actor', actor: 'access-key' },
      samples: [`conq: repository access denied. access via a deployment key is read-only.${rights}`, `repository access denied. access via a deployment key is read-only.${rights}`, 'remote: repository access denied. access via a deployment key is read-only.\r\n'],
      source: 'https://community.atlassian.com/forums/x/x/qaq-p/708507',
    },
    {
      says: ['error in libcrypto', 'Error loading key'],
      speaker: 'ssh', names: [{ cause: 'ssh-key', certainty: 'likely' }],
      samples: ['Load key "/home/ana/.ssh/id_rsa": error in libcrypto\ngit@ssh.bitbucket.org: Permission denied (publickey).', 'Error loading key "/tmp/key": error in libcrypto\r\n'],
      source: 'OpenSSH',
    },
    {
      says: ['authenticated via ssh key', 'authenticated via an ssh key'],
      speaker: 'cloud', names: [{ cause: 'ssh-works', certainty: 'certain' }], pusher: { is: 'ssh-key' },
      samples: ['authenticated via ssh key.\n\nYou can use git to connect to Bitbucket. Shell access is disabled', 'authenticated via an ssh key.\r\n'],
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/troubleshoot-ssh-issues/',
    },
    {
      says: ['You can use git to connect to Bitbucket', 'You can use git or hg to connect to Bitbucket'],
      speaker: 'cloud', names: [{ cause: 'ssh-works', certainty: 'certain' }],
      samples: ['You can use git to connect to Bitbucket. Shell access is disabled', 'You can use git or hg to connect to Bitbucket. Shell access is disabled.\r\n'],
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/troubleshoot-ssh-issues/',
    },
    {
      says: ['conq: logged in as {user}.', 'logged in as {user}. You can use git'],
      speaker: 'cloud', names: [{ cause: 'ssh-works', certainty: 'certain' }],
      samples: ['conq: logged in as ana.', 'logged in as ana.\n\nYou can use git or hg to connect to Bitbucket. Shell access is disabled.'],
      source: 'https://community.atlassian.com/forums/x/x/qaq-p/708507',
    },
    {
      says: ['authenticated via a deploy key', 'authenticated via deploy key', 'This deploy key has read access to'],
      speaker: 'cloud', names: [{ cause: 'ssh-works', certainty: 'certain' }, { cause: 'access-key-read-only', certainty: 'likely' }], pusher: { is: 'actor', actor: 'access-key' },
      samples: [
        'authenticated via a deploy key.\n\nYou can use git to connect to Bitbucket. Shell access is disabled.\n\nThis deploy key has read access to the following repositories:\n\nacme/web: build -- build@acme',
        'authenticated via deploy key.\r\n', 'This deploy key has read access to the following repositories:\nacme/web: ci -- root@ci',
      ],
      source: 'https://community.atlassian.com/forums/x/x/qaq-p/708507',
    },
    {
      says: 'conq: repository does not exist',
      speaker: 'cloud', names: [{ cause: 'repository-not-found', certainty: 'certain' }],
      samples: [`conq: repository does not exist.${rights}`, 'remote: conq: repository does not exist.\r\n'],
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/troubleshoot-ssh-issues/',
    },
    {
      says: ['invalid command syntax. fatal:', 'conq: invalid command syntax', 'conq: invalid repository syntax', 'conq: unknown command'],
      speaker: 'cloud', names: [{ cause: 'wrong-remote', certainty: 'likely' }],
      samples: [`conq: invalid command syntax.${rights}`, `invalid command syntax.${rights}`, 'conq: invalid repository syntax.\r\n', 'conq: unknown command'],
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/troubleshoot-ssh-issues/',
    },
    {
      says: ['REMOTE HOST IDENTIFICATION HAS CHANGED', 'Host key verification failed', 'has changed and you have requested strict checking', 'host key is known for {any} and you have requested strict checking', 'POSSIBLE DNS SPOOFING DETECTED'],
      speaker: 'ssh', names: [{ cause: 'host-key', certainty: 'certain' }],
      samples: [
        `@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nIT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!\nRSA host key for bitbucket.org has changed and you have requested strict checking.\nHost key verification failed.${rights}`,
        `No ED25519 host key is known for ssh.bitbucket.org and you have requested strict checking.\nHost key verification failed.${rights}`, '[2026-11-13T08:00:00Z] Host key verification failed.\r\nfatal: Could not read from remote repository.', '@       WARNING: POSSIBLE DNS SPOOFING DETECTED!          @',
      ],
      source: 'OpenSSH',
    },
    {
      says: ['POTENTIAL SECURITY BREACH', 'host key does not match the one', 'invalid or unknown remote ssh hostkey', "server's host key is not cached", 'host key is not cached', 'differs from the key for the IP address', 'UnknownHostKey', 'reject HostKey', 'knownhosts: key is unknown', 'knownhosts: key mismatch', 'Offending {any} key in'],
      speaker: 'ssh', names: [{ cause: 'host-key', certainty: 'likely' }],
      samples: [
        'WARNING - POTENTIAL SECURITY BREACH!\r\nThe host key does not match the one Plink has cached for\r\nthis server:', 'invalid or unknown remote ssh hostkey',
        "The server's host key is not cached in the registry.\r\nConnection abandoned.", 'The host key is not cached for this server:',
        "Warning: the ECDSA host key for 'bitbucket.org' differs from the key for the IP address '104.192.141.1'\nOffending key for IP in /home/ana/.ssh/known_hosts:3", 'com.jcraft.jsch.JSchException: UnknownHostKey: ssh.bitbucket.org. RSA key fingerprint is 97:8c', 'JSchException: reject HostKey: bitbucket.org', 'ssh: handshake failed: knownhosts: key is unknown', 'ssh: handshake failed: knownhosts: key mismatch', 'Offending RSA key in /home/ana/.ssh/known_hosts:7',
      ],
      source: 'OpenSSH',
    },
    {
      says: ['no matching host key type found', 'no matching key exchange method found', 'no matching cipher found', 'no matching MAC found', 'Algorithm negotiation fail'],
      speaker: 'ssh', names: [{ cause: 'host-key', certainty: 'possible' }, { cause: 'network', certainty: 'possible' }, { cause: 'ssh-key', certainty: 'possible' }],
      samples: [`Unable to negotiate with 10.0.0.4 port 7999: no matching host key type found. Their offer: ssh-rsa${rights}`, 'Unable to negotiate with 10.0.0.4 port 22: no matching key exchange method found.\r\n', 'no matching cipher found. Their offer: aes128-cbc', 'no matching MAC found. Their offer: hmac-md5', 'com.jcraft.jsch.JSchException: Algorithm negotiation fail'],
      source: 'OpenSSH',
    },
    {
      says: ['cannot run ssh: No such file', 'cannot run {any}/ssh: No such file', 'cannot run {any}ssh.exe: No such file', 'cannot spawn ssh', 'cannot spawn {any}ssh.exe', 'ssh: command not found', 'ssh: not found', "'ssh' is not recognized", 'exec: "ssh": executable file not found', 'spawn ssh ENOENT', 'plink: command not found', 'plink.exe: command not found'],
      speaker: 'git', names: [{ cause: 'no-ssh-client', certainty: 'certain' }],
      samples: [
        'error: cannot run ssh: No such file or directory\nfatal: unable to fork', 'fatal: cannot run /nowhere/ssh: No such file or directory\r\nfatal: unable to fork', 'error: cannot run C:/Windows/ssh.exe: No such file or directory', 'error: cannot spawn ssh: No such file or directory\nfatal: unable to fork', 'error: cannot spawn C:/OpenSSH/ssh.exe: No such file or directory', 'bash: ssh: command not found', '/bin/sh: 1: ssh: not found',
        "'ssh' is not recognized as an internal or external command,\noperable program or batch file.", 'exec: "ssh": executable file not found in $PATH', 'Error: spawn ssh ENOENT', 'bash: plink: command not found', 'plink.exe: command not found',
      ],
      source: 'git',
    },
    {
      says: [': not found fatal: Could not read from remote repository', ': command not found fatal: Could not read from remote repository', ': No such file or directory fatal: Could not read from remote repository', 'unable to fork'],
      speaker: 'git', names: [{ cause: 'no-ssh-client', certainty: 'possible' }], yieldsTo: ['ssh-key', 'host-key'],
      samples: [`plink-not-there -batch: 1: plink-not-there: not found${rights}`, `ssh-wrapper: line 1: tunnel: command not found${rights}`, `/opt/tools/my-ssh: line 2: /opt/tools/real: No such file or directory${rights}`, 'fatal: unable to fork\r\n'],
      source: 'git',
    },
    {
      says: ['no suitable response from remote hg', 'hg@bitbucket.org', 'hg@ssh.bitbucket.org', 'abort: HTTP Error', 'abort: authorization failed', 'abort: push creates new remote head', 'abort: no repository found in', 'abort: repository {any} not found', 'abort: error: Connection'],
      speaker: 'git', names: [{ cause: 'mercurial', certainty: 'certain' }],
      samples: ['remote: Permission denied (publickey).\nabort: no suitable response from remote hg!', 'hg@bitbucket.org: Permission denied (publickey).', 'pushing to ssh://hg@ssh.bitbucket.org/acme/web', 'pushing to https://bitbucket.org/acme/web\r\nabort: HTTP Error 410: Gone', 'abort: authorization failed', 'abort: push creates new remote head 4f1d2a (use --force)', "abort: no repository found in '/home/ana' (.hg not found)!", 'abort: repository default-push not found!', 'abort: error: Connection refused'],
      source: 'https://bitbucket.org/blog/sunsetting-mercurial-support-in-bitbucket',
    },
    {
      says: ['hg clone {any}', 'transaction abort!', 'abort: stream ended unexpectedly', 'abort: {any} certificate error', 'adding changesets'],
      speaker: 'git', names: [{ cause: 'mercurial', certainty: 'likely' }],
      samples: ['+ hg clone --noupdate https://bitbucket.org/acme/web .\ntransaction abort!\nrollback completed\nabort: stream ended unexpectedly (got 15920 bytes, expected 32768)', '$ hg clone https://bitbucket.org/acme/web\r\n', 'abort: bitbucket.org certificate error: no certificate received', 'searching for changes\nremote: adding changesets\nabort: push failed'],
      source: 'Mercurial',
    },
    {
      says: ['Could not read from remote repository', 'Please make sure you have the correct access rights'],
      speaker: 'git', trailer: true, names: [{ cause: 'ssh-key', certainty: 'possible' }, { cause: 'network', certainty: 'possible' }, { cause: 'repository-not-found', certainty: 'possible' }],
      samples: ['fatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.', '2026-10-02T09:14:22Z fatal: Could not read from remote repository.\r\n'],
      source: 'git',
    },
  ],
};
