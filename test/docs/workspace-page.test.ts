import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { typed } from '../cli/terminal';
import { seededFolder } from '../cli/workspace/seeded';
import { blocksOf, root, textOf } from './pages';

const page = 'docs/workspace.md';

test('what docs/workspace.md prints is what is printed', async () => {
  const cwd = path.dirname(seededFolder());
  let text = textOf(page);
  for (const { language, code } of blocksOf(text)) {
    if (language !== 'console readings') continue;
    const [, command = '', printed = ''] = /^\$ who-can-push (.*)\n([^]*)$/.exec(code) ?? [];
    const { out } = await typed(command.split(' '), { cwd });
    // What goes on is shown by its beginning.
    const isBeginning = printed.endsWith('\n…\n');
    const shown = isBeginning ? `${out.slice(0, printed.length - '…\n'.length)}…\n` : out;
    text = text.replace(code, `$ who-can-push ${command}\n${shown}`);
  }
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path.join(root, page), text);
  expect(readFileSync(path.join(root, page), 'utf8')).toBe(text);
});
