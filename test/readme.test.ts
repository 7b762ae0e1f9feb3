import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { run } from '../src/cli/run';

const root = path.join(__dirname, '..');

const printedAnswers = [
  ...readFileSync(path.join(root, 'README.md'), 'utf8').matchAll(/```console\n\$ who-can-push (.*)\n([^]*?)```/g),
];

test.each(printedAnswers.map(([, command = '', printed = '']) => [command, printed] as const))(
  'the answer that the README prints is the answer that is printed: %s',
  async (command, printed) => {
    let out = '';
    const args = command.split(' ').map((word) => (word.startsWith('src/') ? path.join(root, word) : word));
    await run(args, {
      env: {},
      cwd: root,
      out: (text) => (out += text),
      err: () => undefined,
      outIsTerminal: false,
      errIsTerminal: false,
    });
    expect(out).toBe(printed);
  },
);

test('the README names every command', () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  for (const command of ['explain', 'prs', 'who', 'where', 'matrix', 'save', 'preflight', 'hook'])
    expect(readme).toContain(`| \`${command} `);
});

test('it prints an answer about a push and one about a pull request', () => {
  expect(printedAnswers.map(([, command = '']) => command.includes('--pr'))).toEqual([false, true]);
});
