import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const sandbox = path.join(__dirname, '..', '..', 'dist', 'sandbox.js');

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

test('the terminal shows the address and how to end it, and nothing else', async () => {
  const port = await freePort();
  const storage = mkdtempSync(path.join(tmpdir(), 'who-can-push-'));
  const server = spawn(process.execPath, [sandbox], {
    env: { ...process.env, PORT: String(port), SANDBOX_STORAGE: storage },
  });
  const printed = { out: '', err: '' };
  server.stderr.on('data', (chunk: Buffer) => (printed.err += chunk.toString()));
  const ended = new Promise((resolve) => server.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    ended.then(() => {
      reject(new Error(`It ended: ${printed.err}`));
    }, reject);
    server.stdout.on('data', (chunk: Buffer) => {
      printed.out += chunk.toString();
      if (printed.out.includes('Ctrl-C')) resolve();
    });
  });
  const address = `http://localhost:${String(port)}`;
  expect((await fetch(`${address}/?world=jenkins-token`)).status).toBe(200);
  expect((await fetch(`${address}/worlds/`)).status).toBe(200);
  server.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(printed).toEqual({ out: `Who Can Push, over saved worlds: ${address}\nCtrl-C ends it.\n`, err: '' });
  rmSync(storage, { recursive: true, force: true });
});
