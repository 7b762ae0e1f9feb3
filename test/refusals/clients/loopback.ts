import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { newKey, program, publicKey, type Machine } from './machine';

/** A server on loopback. */
export interface Loopback {
  port: number;
  close: () => Promise<void>;
}

/** A server of lines: what it does with a connection. */
export async function listening(answer: (socket: Socket) => void, options = {}): Promise<Loopback> {
  const sockets = new Set<Socket>();
  return opened(
    createServer(options, (socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
      answer(socket);
    }),
    () => {
      for (const socket of sockets) socket.destroy();
    },
  );
}

/** A port of loopback on which nobody listens. */
export async function closedPort(): Promise<number> {
  const { port, close } = await listening(() => undefined);
  await close();
  return port;
}

/**
 * OpenSSH's server, one process for each connection. It accepts the machine's key, whatever the user; whoever comes in
 * gets `forced` in place of a shell. `settings` go before it, as sshd_config writes them.
 */
export async function sshServer(
  machine: Machine,
  forced: string,
  settings: string[] = [],
): Promise<Loopback & { hostKey: string }> {
  const hostKey = path.join(machine.folder, 'host_key');
  const accepted = path.join(machine.folder, 'authorized_keys');
  writeFileSync(accepted, publicKey(machine.key));
  // Debian's sshd wants this folder, which its service would make.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const fixed = [
    `HostKey=${hostKey}`,
    `AuthorizedKeysFile=${accepted}`,
    'StrictModes=no',
    'UsePAM=no',
    'PermitRootLogin=yes',
  ];
  // The newest exchange of keys takes most of the time.
  const quick = 'KexAlgorithms=curve25519-sha256';
  const answers = [
    ...fixed,
    quick,
    'PasswordAuthentication=no',
    'KbdInteractiveAuthentication=no',
    ...settings,
    `ForceCommand=${forced}`,
  ];
  const server = await listening(
    (socket) => {
      spawn(program('sshd'), ['-i', '-f', '/dev/null', ...answers.flatMap((one) => ['-o', one])], {
        stdio: [socket, socket, 'ignore'],
      });
      socket.destroy();
    },
    { pauseOnConnect: true },
  );
  return { ...server, hostKey: publicKey(hostKey) };
}

/** Makes the key by which clients know the SSH servers of a machine. */
export function newHostKey({ folder }: Machine) {
  newKey(path.join(folder, 'host_key'));
}

/** The user as whom sshd lets people in: only one may, where it does not run as root. */
export function sshUser(): string {
  return userInfo().username;
}

/** Visits a server while it is open. */
export async function withServer<S extends Loopback>(
  opening: Promise<S>,
  visit: (server: S) => Promise<string>,
): Promise<string> {
  const server = await opening;
  try {
    return await visit(server);
  } finally {
    await server.close();
  }
}

/** Listens on a port that the system chooses. Whoever closes it also ends the connections. */
export async function opened(server: Server, end: () => void): Promise<Loopback> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        end();
      }),
  };
}
