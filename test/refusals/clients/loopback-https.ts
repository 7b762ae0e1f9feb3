import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import path from 'node:path';
import { TLSSocket } from 'node:tls';
import { opened, type Loopback } from './loopback';
import { program, type Machine } from './machine';

/** How a server answers a request of a Git client. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Makes the certificate of the HTTPS servers of a machine, `tls.crt` in its folder. */
export function newCertificate({ folder }: Machine) {
  const files = ['-keyout', path.join(folder, 'tls.key'), '-out', path.join(folder, 'tls.crt')];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const name = ['-subj', '/CN=bitbucket.org', '-addext', 'subjectAltName=DNS:bitbucket.org'];
  execFileSync(program('openssl'), ['req', ...kind, ...files, ...name], { stdio: 'ignore' });
}

/** A proxy that answers for every HTTPS host with `answer`. Its certificate is the machine's `tls.crt`. */
export async function httpsServer({ folder }: Machine, answer: Answer): Promise<Loopback> {
  const [key, cert] = ['tls.key', 'tls.crt'].map((file) => readFileSync(path.join(folder, file)));
  const sockets = new Set<Socket>();
  const server = createServer(answer);
  server.on('connect', (_, socket: Socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const secured = new TLSSocket(socket, { isServer: true, key, cert });
    secured.on('error', () => undefined);
    server.emit('connection', secured);
  });
  return opened(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

/** Always the same, as Bitbucket says it: plain text, which git shows behind `remote:`. */
export function says(status: number, body = '', headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="Atlassian Bitbucket"' } : undefined;
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...challenge, ...headers });
    response.end(body);
  };
}

/** Git's smart HTTP protocol over the repositories below a folder. */
export function serves(machine: Machine, folder: string): Answer {
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'https://bitbucket.org');
    const [, repository = '', what = ''] = /^\/(.+?)\/(info\/refs|git-[a-z-]+)$/.exec(pathname) ?? [];
    const service = what === 'info/refs' ? (searchParams.get('service') ?? '') : what;
    const advertises = what === 'info/refs' ? ['--advertise-refs'] : [];
    response.writeHead(200, {
      'content-type': `application/x-${service}-${advertises.length > 0 ? 'advertisement' : 'result'}`,
    });
    if (advertises.length > 0)
      response.write(`${(service.length + 15).toString(16).padStart(4, '0')}# service=${service}\n0000`);
    const args = [service.replace(/^git-/, ''), '--stateless-rpc', ...advertises, path.join(folder, repository)];
    const child = spawn(program('git'), args, { env: machine.env, stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdin.on('error', () => undefined);
    request.pipe(child.stdin);
    child.stdout.pipe(response);
  };
}
