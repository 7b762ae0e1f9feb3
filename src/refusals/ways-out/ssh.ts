import { code } from '../../core/words/names';
import { bitbucketDocs, docs } from '../../core/words/pages';
import { command, type Shell } from '../../core/words/shell';
import { forYouAlone } from './commands';
import { setAddress, sshTest, type PushAtHand } from './push';
import type { WaysOfText } from './way-of-text';

const troubleshooting = `${bitbucketDocs}/troubleshoot-ssh-issues/`;

/** The command that forgets the noted key of the host. `known_hosts` names the port where it is none of SSH's own. */
function forgetHost({ sshHost, sshPort }: PushAtHand, shell: Shell): string {
  const name = sshPort === 22 ? sshHost : `[${sshHost}]:${String(sshPort)}`;
  return command(shell, (word) => `ssh-keygen -R ${word(name)}`);
}

/** Keys, hosts and settings of SSH. */
export const ssh = {
  'make-ssh-key': {
    who: 'you',
    page: docs.personalSshKeys,
    do: () =>
      `You can make a key, ${code('ssh-keygen -t ed25519')}, which SSH then offers by itself, and add its public half ` +
      'to your own account under “Personal Bitbucket settings › SSH keys”.',
    onDataCenter: {
      page: 'https://confluence.atlassian.com/bitbucketserver/ssh-user-keys-for-personal-use-776639793.html',
      do: () =>
        `You can make a key, ${code('ssh-keygen -t ed25519')}, which SSH then offers by itself, and add its public ` +
        'half to your own account on that server under “Manage account › SSH keys”.',
    },
  },
  'see-offered-keys': {
    who: 'you',
    page: troubleshooting,
    do: ({ push, shell }) =>
      `You can see which keys are there and which are offered: ${code('ssh-add -l')} and ` +
      `${sshTest(push, shell, '-v ')}.`,
    onDataCenter: { page: 'https://man.openbsd.org/ssh' },
  },
  'name-one-key': {
    who: 'you',
    page: `${bitbucketDocs}/managing-multiple-bitbucket-user-ssh-keys-on-one-device/`,
    do: () =>
      `With several keys or accounts, you can name the one for Bitbucket in ${code('~/.ssh/config')}: ` +
      `${code('Host ssh.bitbucket.org')}, ${code('IdentityFile ~/.ssh/id_ed25519')}, ` +
      `${code('IdentitiesOnly yes')}; else SSH offers others first, and Bitbucket takes you for whoever owns the ` +
      'first one that it knows.',
    onDataCenter: {
      page: 'https://man.openbsd.org/ssh_config',
      do: ({ push }) =>
        `With several keys or accounts, you can name the one for this server in ${code('~/.ssh/config')}: ` +
        `${code(`Host ${push.sshHost}`)}, ${code('IdentityFile ~/.ssh/id_ed25519')}, ` +
        `${code('IdentitiesOnly yes')}; else SSH offers others first, and the server takes you for whoever owns the ` +
        'first one that it knows.',
    },
  },
  'protect-key-file': {
    who: 'you',
    page: 'https://man.openbsd.org/ssh',
    do: ({ shell }) =>
      'You can make the key readable for you alone, as SSH ignores it otherwise: ' +
      `${code(forYouAlone[shell]('id_ed25519'))}.`,
  },
  'mend-ssh-config': {
    who: 'you',
    page: 'https://man.openbsd.org/ssh_config',
    do: ({ push, shell }) =>
      `You can see which settings SSH takes, ${command(shell, (word) => `ssh -G ${word(push.sshHost)}`)}, and mend the line that it ` +
      `complains of; the file must be writable for you alone: ${code(forYouAlone[shell]('config'))}.`,
  },
  'use-ssh-host': {
    who: 'you',
    page: 'https://community.atlassian.com/forums/x/x/ba-p/3234032',
    do: ({ push, shell }) =>
      'You can move the remote to the host that serves SSH since November 2026: ' +
      `${setAddress(`git@ssh.bitbucket.org:${push.place}.git`, shell, push)}; entries for ` +
      `${code('bitbucket.org')} in ${code('~/.ssh/config')} need the new name too.`,
    onDataCenter: 'not-offered',
  },
  'use-port-443': {
    who: 'you',
    page: troubleshooting,
    do: ({ push, shell }) =>
      'Where a firewall stops port 22, you can use SSH on port 443: ' +
      `${setAddress(`ssh://git@altssh.bitbucket.org:443/${push.place}.git`, shell, push)}; or HTTPS.`,
    onDataCenter: 'not-offered',
  },
  'refresh-host-keys': {
    who: 'you',
    page: `${bitbucketDocs}/configure-ssh-and-two-step-verification/`,
    do: ({ push, shell }) =>
      'You can forget the old key and take the new one, after comparing its fingerprint with those on ' +
      `Atlassian’s page: ${forgetHost(push, shell)}, then ${sshTest(push, shell)}. Bitbucket changed its host keys on ` +
      'June 20, 2023; if the fingerprint is on neither list, somebody stands in between.',
    onDataCenter: {
      page: 'https://man.openbsd.org/ssh-keygen',
      do: ({ push, shell }) =>
        'You can forget the old key and take the new one, after comparing its fingerprint with what an administrator ' +
        `of that server tells you: ${forgetHost(push, shell)}, then ${sshTest(push, shell)}; if it is another one, ` +
        'somebody stands in between.',
    },
  },
  'install-ssh': {
    who: 'you',
    page: 'https://www.openssh.com/',
    do: () =>
      `You can install an SSH client (in a Debian container ${code('apt-get install openssh-client')}), or use the ` +
      'HTTPS address.',
  },
} satisfies WaysOfText;
