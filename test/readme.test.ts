import path from 'node:path';
import { expect, test } from '@jest/globals';
import { typed } from './cli/terminal';
import { blocksOf, pages, root, textOf } from './docs/pages';

const printedAnswers = pages.flatMap((page) =>
  blocksOf(textOf(page))
    .filter(({ language }) => language === 'console')
    .map(({ code }) => {
      const [, command = '', printed = ''] = /^\$ who-can-push (.*)\n([^]*)$/.exec(code) ?? [];
      return { page, command, printed };
    }),
);

test.each(printedAnswers)('the answer that $page prints is the answer that is printed: $command', async (answer) => {
  const args = answer.command.split(' ').map((word) => (word.startsWith('src/') ? path.join(root, word) : word));
  expect((await typed(args)).out).toBe(answer.printed);
});

test('README prints an answer about a push, and the pages one about a pull request', () => {
  expect(printedAnswers.map(({ page, command }) => [page, command.includes('--pr')])).toEqual([
    ['README.md', false],
    ['docs/pull-requests.md', true],
  ]);
});

/** What `--help` lists below a heading: commands, or options without what they take. */
async function listed(heading: string, ...command: string[]): Promise<string[]> {
  const { out: help } = await typed([...command, '--help']);
  const [, lines = ''] = new RegExp(`\n${heading}:\n((?: .*\n)*)`).exec(help) ?? [];
  return [...lines.matchAll(/^ {2}(?:-\w, )?((?:--)?[\w-]+)/gm)].map(([, name = '']) => name);
}

test('README and docs/command-line.md name every command, and the pages every option', async () => {
  const commands = (await listed('Commands')).filter((name) => name !== 'help');
  expect(commands).toEqual(expect.arrayContaining(['explain', 'hook', 'complete']));
  for (const page of ['README.md', 'docs/command-line.md'])
    expect(commands.filter((name) => !textOf(page).includes(`| \`${name} `))).toEqual([]);
  const pagesOfCommands = pages.filter((page) => /^(README|docs\/[\w-]+)\.md$/.test(page)).map(textOf);
  for (const command of [...commands.map((name) => [name]), ['hook', 'install']]) {
    const options = (await listed('Options', ...command)).filter((option) => option !== '--help');
    expect({
      command,
      unnamed: options.filter((option) => !pagesOfCommands.some((text) => text.includes(option))),
    }).toEqual({
      command,
      unnamed: [],
    });
  }
});

test('README stays one that is read: at most 120 lines', () => {
  expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});
