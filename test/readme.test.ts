import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { run } from '../src/cli/run';

const root = path.join(__dirname, '..');

test('the answer that the README prints is the answer that is printed', async () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const [, command = '', printed] = /```console\n\$ who-can-push (.*)\n([^]*?)```/.exec(readme) ?? [];
  let out = '';
  const args = command.split(' ').map((word) => (word.startsWith('src/') ? path.join(root, word) : word));
  await run(args, { env: {}, cwd: root, out: (text) => (out += text), err: () => undefined, outIsTerminal: false, errIsTerminal: false });
  expect(out).toBe(printed);
});

test('the README names every command', () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  for (const command of ['explain', 'who', 'where', 'matrix', 'save', 'preflight', 'hook']) expect(readme).toContain(`| \`${command} `);
});
