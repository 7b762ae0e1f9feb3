import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, test } from '@jest/globals';
import { expectDiagnosis, unsure, type Expected } from '../diagnosed';
import { closedPort, listening, newHostKey, sshServer, sshUser, withServer } from './loopback';
import {
  newKey,
  newMachine,
  newScene,
  printed,
  program,
  publicKey,
  writeHook,
  type Machine,
  type Scene,
} from './machine';

const atBitbucket = 'git@ssh.bitbucket.org:acme/web.git';
const atFormerHost = 'git@bitbucket.org:acme/web.git';
const atAddress = 'git@127.0.0.1:acme/web.git';

const several = ['id_a', 'id_b', 'id_c'];

// Programs are slow to start on a busy machine.

let machine: Machine;
let scene: Scene;
beforeAll(() => {
  machine = newMachine();
  newHostKey(machine);
  scene = newScene(machine);
  writeHook(path.join(scene.bare, 'hooks', 'pre-receive'), 'echo "Permission denied to update branch main."; exit 1');
  for (const name of several) newKey(path.join(machine.folder, name));
  copyFileSync(machine.key, path.join(machine.folder, 'id_readable'));
  chmodSync(path.join(machine.folder, 'id_readable'), 0o644);
  mkdirSync(path.join(machine.folder, 'bin'));
  symlinkSync(program('git'), path.join(machine.folder, 'bin', 'git'));
});
afterAll(() => {
  machine.remove();
});

/** How a client connects to a server. By default it has the right key and knows the server. */
interface Way {
  url?: string;
  /** Files of keys, in the machine's folder. */
  keys?: string[];
  /** The lines of known_hosts. */
  known?: (hostKey: string) => string[];
  /** Settings of the client, and of the server. */
  client?: string[];
  server?: string[];
  /** What the server runs in place of a shell; without it, it does not know the user. */
  runs?: string;
}

/** An ssh command line that finds Bitbucket's hosts on a port of this machine. */
function sshTo(port: number, { keys = ['id_ed25519'], client = [], runs }: Way = {}, known: string[] = []): string[] {
  const [config, knownHosts] = [path.join(machine.folder, 'ssh_config'), path.join(machine.folder, 'known_hosts')];
  const connect = `const s=require("net").connect(${String(port)},"127.0.0.1");process.stdin.pipe(s).pipe(process.stdout)`;
  const toBitbucket = ['Host *bitbucket.org', `ProxyCommand '${process.execPath}' -e '${connect}'`];
  const own = [
    'BatchMode yes',
    'IdentitiesOnly yes',
    'IdentityAgent none',
    'StrictHostKeyChecking yes',
    'GlobalKnownHostsFile /dev/null',
  ];
  const files = [
    `UserKnownHostsFile ${knownHosts}`,
    ...keys.map((key) => `IdentityFile ${path.join(machine.folder, key)}`),
  ];
  writeFileSync(knownHosts, known.map((line) => `${line}\n`).join(''));
  writeFileSync(
    config,
    [...toBitbucket, 'Host 127.0.0.1', `Port ${String(port)}`, 'Host *', ...own, ...files, ...client, ''].join('\n'),
  );
  return ['ssh', '-F', config, ...(runs === undefined ? [] : ['-l', sshUser()])];
}

function push(ssh: string[], url: string) {
  return printed(machine, scene.clone, ['git', 'push', url, 'main'], { GIT_SSH_COMMAND: ssh.join(' ') });
}

function pushBy(way: Way) {
  const { url = atBitbucket, known = (hostKey: string) => [`* ${hostKey}`], server, runs = 'true' } = way;
  return withServer(sshServer(machine, runs, server), ({ port, hostKey }) =>
    push(sshTo(port, way, known(hostKey)), url),
  );
}

/** The server says this on standard error, as Bitbucket does, and ends. */
function saying(words: string): Way {
  return { runs: `echo '${words}' >&2; exit 1` };
}

const gitFrom = (folder: string) => `cd '${folder}' && exec git-shell -c "$SSH_ORIGINAL_COMMAND"`;

test.each<[string, () => Way, Expected]>([
  ['it knows no key that is offered', () => ({ keys: ['id_unknown'] }), { first: 'ssh-key', product: 'cloud' }],
  [
    'it knows no key, under the former host',
    () => ({ keys: ['id_unknown'], url: atFormerHost }),
    { first: 'ssh-key', product: 'cloud' },
  ],
  [
    'it knows no key, under an address',
    () => ({ keys: ['id_unknown'], url: atAddress }),
    { first: 'ssh-key', product: 'unknown' },
  ],
  ['no key is there', () => ({ keys: ['none'], runs: 'true' }), { first: 'ssh-key', product: 'cloud' }],
  ['too many keys are offered', () => ({ keys: several, server: ['MaxAuthTries=1'] }), { first: 'ssh-key' }],
  [
    'too many keys are offered, under an address',
    () => ({ keys: several, server: ['MaxAuthTries=1'], url: atAddress }),
    { first: 'ssh-key' },
  ],
  [
    'everybody could read the key',
    () => ({ keys: ['id_readable'], runs: 'true' }),
    { first: 'ssh-key', product: 'cloud' },
  ],
  [
    'the kind of key is not accepted',
    () => ({ server: ['PubkeyAcceptedAlgorithms=rsa-sha2-512'], runs: 'true' }),
    { first: 'ssh-key' },
  ],

  [
    'it has another key than the known one',
    () => ({ known: () => [`ssh.bitbucket.org ${publicKey(machine.otherKey)}`] }),
    { first: 'host-key' },
  ],
  ['it is not known', () => ({ known: () => [] }), { first: 'host-key', product: 'cloud' }],
  [
    'it is not known, under an address',
    () => ({ known: () => [], url: atAddress }),
    { first: 'host-key', product: 'unknown' },
  ],
  [
    'it has no kind of host key that is asked for',
    () => ({ client: ['HostKeyAlgorithms rsa-sha2-512'] }),
    { first: ['host-key', 'network'], certainty: unsure },
  ],

  [
    'an access key pushes',
    () => saying('repository access denied. access via a deployment key is read-only.'),
    { first: 'access-key-read-only', certainty: 'certain' },
  ],
  [
    'an access key pushes, as it was said formerly',
    () => saying('conq: repository access denied. access via a deployment key is read-only.'),
    { first: 'access-key-read-only', certainty: 'certain' },
  ],
  ['there is no such repository', () => saying('conq: repository does not exist.'), { first: 'repository-not-found' }],
  [
    'there is no such repository, in the words of git',
    () => ({ runs: gitFrom(machine.folder) }),
    { first: ['repository-not-found', 'wrong-remote'] },
  ],
  [
    'a restriction covers the branch',
    () => ({ runs: gitFrom(scene.served) }),
    { first: 'push-restriction', ref: 'main', product: 'cloud' },
  ],
  [
    'it ends without a word',
    () => ({ runs: 'exit 1' }),
    { first: ['none', 'repository-not-found', 'ssh-key'], certainty: unsure },
  ],
])('a server of SSH: %s', async (_, way, expected) => {
  expectDiagnosis(await pushBy(way()), expected);
});

test.each<[string, string[], string]>([
  [
    'a person',
    ['authenticated via ssh key.', '', 'You can use git to connect to Bitbucket. Shell access is disabled'],
    'ssh-works',
  ],
  [
    'a person, as it did formerly',
    ['logged in as ana.', '', 'You can use git or hg to connect to Bitbucket. Shell access is disabled.'],
    'ssh-works',
  ],
  [
    'an access key',
    ['authenticated via a deploy key.', '', 'You can use git to connect to Bitbucket. Shell access is disabled.'],
    'access-key-read-only',
  ],
])('it greets %s', async (_, lines, first) => {
  const way = { runs: `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')}; exit 1` };
  const greeting = withServer(sshServer(machine, way.runs), ({ port, hostKey }) =>
    printed(machine, machine.folder, [...sshTo(port, way, [`* ${hostKey}`]), '-T', 'git@ssh.bitbucket.org']),
  );
  expectDiagnosis(await greeting, { first });
});

test.each<[string, (socket: Socket) => void, string]>([
  ['closes before its banner', (socket) => socket.end(), atBitbucket],
  ['closes before its banner, under an address', (socket) => socket.end(), atAddress],
  ['resets before its banner', (socket) => socket.once('data', () => socket.resetAndDestroy()), atAddress],
  ['speaks TLS', (socket) => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 0x50, 0x0a])), atAddress],
  ['speaks HTTP', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), atAddress],
])('a server that %s', async (_, answer, url) => {
  expectDiagnosis(await withServer(listening(answer), ({ port }) => push(sshTo(port), url)), { first: 'network' });
});

test('nobody listens, and a host that has no address', async () => {
  const ssh = sshTo(await closedPort());
  expectDiagnosis(await push(ssh, atAddress), { first: 'network', product: 'unknown' });
  // A host name has no empty part, so no resolver is asked.
  expectDiagnosis(await push(ssh, 'git@nowhere..example:acme/web.git'), { first: 'network' });
});

test.each<[string, () => Record<string, string>]>([
  ['the program of GIT_SSH is not there', () => ({ GIT_SSH: '/nowhere/ssh' })],
  [
    'the program of GIT_SSH_COMMAND is not there',
    () => ({ PATH: path.join(machine.folder, 'bin'), GIT_SSH_COMMAND: 'ssh -4' }),
  ],
  ['no ssh is on the path', () => ({ PATH: path.join(machine.folder, 'bin') })],
])('%s', async (_, env) => {
  expectDiagnosis(await printed(machine, scene.clone, ['git', 'push', atBitbucket, 'main'], env()), {
    first: 'no-ssh-client',
  });
});
