import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';
import { git, program, publicKey } from '../machine';
import { thePush, type Situation } from './situation';
import { checking, commitFile, output, there, unlike, type HandName, type Stand } from './stands';

/** For what does not depend on the push. */
const of: HandName[] = ['of which nothing is known'];
const known: HandName[] = ['of a branch with a slash', 'to another name at another remote'];

const inHome = ({ machine }: Stand, ...names: string[]) => path.join(machine.folder, ...names);

/** The server stands behind Bitbucket’s own address, and the clone pushes there. */
function atBitbucket(stand: Stand) {
  const { machine, clone, served, hand } = stand;
  const link = inHome(stand, 'at-bitbucket');
  rmSync(link, { force: true });
  rmSync(inHome(stand, 'asked'), { force: true });
  symlinkSync(served, link);
  git(machine, served, '-C', 'acme/web.git', 'config', 'http.receivepack', 'true');
  git(machine, clone, 'config', '--remove-section', `url.${served}/`);
  git(machine, clone, 'remote', 'set-url', hand.remote, 'https://ana:wrong@bitbucket.org/acme/web.git');
}

function nowhere({ machine, clone, hand: { remote } }: Stand) {
  git(machine, clone, 'remote', 'set-url', remote, '/nowhere/acme/web.git');
}

/** The remote has this address, and the push goes through. */
function leadsTo(address: RegExp): Situation {
  return {
    when: 'the address no longer leads to Bitbucket',
    of: unlike,
    given: [nowhere],
    refused: thePush,
    again: true,
    holds: (stand) => {
      expect(output(stand, stand.clone, 'config', `remote.${stand.hand.remote}.url`)).toMatch(address);
      expect(there(stand)).toEqual(['Go on', 'Begin']);
    },
  };
}

/** Two commits are not pushed, and whoever edits their messages puts an issue before them. */
function withoutIssues(stand: Stand) {
  const { machine, clone } = stand;
  git(machine, clone, 'reset', '--quiet', '--hard', 'HEAD~1');
  commitFile(stand, 'menu.html', 'Menu');
  commitFile(stand, 'prices.html', 'Prices');
  const edits = path.join(clone, '.git', 'edits');
  const todo = 'case $1 in *todo) exec sed -i "s/^pick/reword/" "$1";; esac';
  writeFileSync(edits, `#!/bin/sh\n${todo}\nsed -i "1s/^/WEB-1: /" "$1"\n`, { mode: 0o755 });
}

/** Tells the agent for SSH something. */
function agent({ machine }: Stand, ...args: string[]) {
  execFileSync(program('ssh-add'), ['-q', ...args], { env: machine.env, stdio: 'ignore' });
}

/** A key is loaded. */
function withKey(stand: Stand) {
  agent(stand, stand.machine.key);
}

/** A key is to be made: there is none yet. */
function withoutKey(stand: Stand) {
  agent(stand, '-D');
  for (const name of ['id_ed25519', 'id_ed25519.pub']) rmSync(inHome(stand, '.ssh', name), { force: true });
}

function readableForAll(name: string) {
  return (stand: Stand) => {
    const file = inHome(stand, '.ssh', name);
    if (!existsSync(file)) copyFileSync(stand.machine.key, file);
    chmodSync(file, 0o644);
  };
}

function isForOwnerAlone(name: string) {
  return (stand: Stand) => {
    expect(statSync(inHome(stand, '.ssh', name)).mode & 0o777).toBe(0o600);
  };
}

const authenticated = expect.stringContaining('authenticated via ssh key.');

/** Situations of ways out of credentials, keys and networks. */
export const connections: Record<string, Situation[]> = {
  'find-out-who': [
    {
      when: 'another identity may have pushed',
      of,
      holds: (_, printed) => {
        expect(printed).toEqual([
          authenticated,
          expect.stringContaining('username='),
          expect.stringContaining('{"username":"ana@acme.example"}'),
        ]);
      },
    },
  ],
  'ask-that-host': [
    {
      when: 'another host refused',
      of: unlike,
      holds: ({ hand: { remote } }, [remotes]) => {
        expect(remotes).toContain(`${remote}\t`);
      },
    },
  ],
  'make-api-token': [
    {
      when: 'the password is not taken',
      of: [...known, 'in a build, where no branch is checked out'],
      given: [atBitbucket],
      refused: thePush,
      holds: (stand) => {
        expect(readFileSync(inHome(stand, 'asked'), 'utf8')).toContain(
          "Password for 'https://x-bitbucket-api-token-auth@bitbucket.org'",
        );
        expect(there(stand)).toEqual(['Go on', 'Begin']);
      },
    },
  ],
  'use-token-user': [
    {
      when: 'the user name does not go with the token',
      of: known,
      given: [atBitbucket],
      refused: thePush,
      again: true,
    },
  ],
  'clear-credentials': [
    {
      when: 'a wrong password is stored',
      of: known,
      given: [
        atBitbucket,
        (stand) => {
          const { machine, clone, hand } = stand;
          const store = inHome(stand, 'stored');
          writeFileSync(store, 'https://ana:wrong@bitbucket.org\nhttps://ana:other@git.example.com\n');
          git(machine, clone, 'config', 'credential.helper', `store --file=${store}`);
          git(machine, clone, 'remote', 'set-url', hand.remote, 'https://ana@bitbucket.org/acme/web.git');
        },
      ],
      holds: (stand, [, inUse]) => {
        expect(inUse).toContain('store --file');
        expect(readFileSync(inHome(stand, 'stored'), 'utf8')).toBe('https://ana:other@git.example.com\n');
      },
    },
  ],
  'give-credential': [leadsTo(/^git@/)],
  'use-ssh-host': [leadsTo(/^git@ssh\.bitbucket\.org:/)],
  'use-port-443': [leadsTo(/^ssh:\/\/git@altssh\.bitbucket\.org:443\//)],
  'lfs-credential': [
    {
      when: 'the question for locks fails',
      of: known,
      given: [
        atBitbucket,
        ({ machine, clone, hand: { remote } }) => {
          git(machine, clone, 'remote', 'set-url', remote, 'https://bitbucket.org/acme/web.git');
          git(machine, clone, 'config', 'lfs.locksverify', 'true');
          git(machine, clone, 'lfs', 'install', '--local');
        },
      ],
      refused: thePush,
      again: true,
      holds: (stand, [settings]) => {
        expect(settings).toContain('https://bitbucket.org/acme/web.git/info/lfs');
        expect(there(stand)).toEqual(['Go on', 'Begin']);
      },
    },
  ],
  'dc-reword-message': [
    {
      when: 'the message of the newest commit lacks an issue',
      of: unlike,
      given: [withoutIssues, checking('git log -1 --format=%s "$new" | grep -q "^WEB-1: " || exit 1')],
      refused: thePush,
      runs: [0],
      again: true,
      holds: (stand) => {
        expect(there(stand)).toEqual(['WEB-1: Prices', 'Menu', 'Begin']);
      },
    },
    {
      when: 'the messages of several commits lack an issue',
      of: unlike,
      given: [withoutIssues, checking('[ "$(git log --format=%s "$old..$new" | grep -c "^WEB-1: ")" = 2 ] || exit 1')],
      refused: thePush,
      runs: [1],
      again: true,
      holds: (stand) => {
        expect(there(stand)).toEqual(['WEB-1: Prices', 'WEB-1: Menu', 'Begin']);
      },
    },
  ],
  'dc-check-address': [
    {
      when: 'the address may be wrong',
      of,
      holds: ({ hand: { remote } }, [remotes]) => {
        expect(remotes).toContain(remote);
      },
    },
  ],
  'mend-proxy': [
    {
      when: 'Git takes a proxy that does not answer',
      of,
      given: [
        ({ machine, clone }) => {
          git(machine, clone, 'config', '--global', 'http.proxy', 'http://nowhere.example:1');
        },
      ],
      holds: (stand, [proxy]) => {
        expect(proxy).toContain('http://nowhere.example:1');
        expect(() => output(stand, stand.clone, 'config', '--global', 'http.proxy')).toThrow(/./);
      },
    },
  ],
  'dc-own-commits': [
    {
      when: 'the newest commit is somebody else’s',
      of: unlike,
      given: [
        (stand) => {
          commitFile(stand, 'menu.html', 'Menu', '--author=Cem <cem@acme.example>');
        },
        checking('[ "$(git log -1 --format=%ae "$new")" = ana@acme.example ] || exit 1'),
      ],
      refused: thePush,
      filled: [['you@example.com', 'ana@acme.example']],
      again: true,
      holds: (stand) => {
        expect(output(stand, stand.clone, 'config', 'user.email')).toBe('ana@acme.example');
      },
    },
  ],
  'dc-leave-reserved': [
    {
      when: 'a mirror holds references that the server keeps for itself',
      of: unlike,
      given: [
        ({ machine, clone }) => {
          git(machine, clone, 'update-ref', 'refs/pull-requests/1/from', 'HEAD');
          git(machine, clone, 'tag', 'v1');
        },
        checking('case $ref in refs/pull-requests/*) exit 1;; esac'),
      ],
      refused: ({ hand: { remote } }) => `git push --mirror ${remote}`,
      holds: (stand) => {
        expect(output(stand, stand.bare, 'tag')).toBe('v1');
        expect(there(stand, stand.hand.local)).toEqual(['Go on', 'Begin']);
      },
    },
  ],
  'check-network': [
    {
      when: 'a connection failed',
      of,
      holds: (_, printed) => {
        expect(printed).toEqual([expect.stringContaining('server: loopback'), authenticated]);
      },
    },
  ],
  'trust-certificate': [
    {
      when: 'a proxy has a certificate of its own',
      of,
      filled: [['proxy.pem', '"$HOME/tls.crt"']],
      holds: (stand) => {
        expect(output(stand, stand.clone, 'config', '--global', 'http.sslCAInfo')).toBe(inHome(stand, 'tls.crt'));
      },
    },
  ],
  'make-ssh-key': [
    {
      when: 'there is no key',
      of,
      given: [withoutKey],
      refused: () => 'cat "$HOME/.ssh/id_ed25519.pub"',
      again: true,
      holds: (stand) => {
        expect(publicKey(inHome(stand, '.ssh', 'id_ed25519'))).toMatch(/^ssh-ed25519 /);
      },
    },
  ],
  'see-offered-keys': [
    {
      when: 'a key was not accepted',
      of,
      given: [withKey],
      holds: (_, [loaded, connecting]) => {
        expect(loaded).toContain('ED25519');
        expect(connecting).toMatch(/Offering public key: .*ED25519/);
      },
    },
  ],
  'protect-key-file': [
    {
      when: 'everybody can read the key',
      of,
      given: [readableForAll('id_ed25519')],
      holds: isForOwnerAlone('id_ed25519'),
    },
  ],
  'mend-ssh-config': [
    {
      when: 'everybody can read the settings',
      of,
      given: [readableForAll('config')],
      holds: (stand, [settings]) => {
        expect(settings).toContain('hostname ssh.bitbucket.org');
        isForOwnerAlone('config')(stand);
      },
    },
  ],
  'refresh-host-keys': [
    {
      when: 'the host has another key than is known',
      of,
      given: [
        (stand) => {
          writeFileSync(inHome(stand, '.ssh', 'known_hosts'), `ssh.bitbucket.org ${publicKey(stand.machine.key)}\n`);
        },
      ],
      refused: () => 'ssh -T git@ssh.bitbucket.org',
      again: true,
      holds: (_, printed) => {
        expect(printed[1]).toEqual(authenticated);
      },
    },
  ],
};
