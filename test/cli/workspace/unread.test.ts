import { beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { failedWith, typed } from '../terminal';
import { first, save, second, seededFolder, third, worldOf } from './seeded';

let dir: string;
beforeAll(() => {
  dir = seededFolder();
});

describe('a repository that a folder holds as one that could not be read', () => {
  const why =
    'this credential may not read the repository acme/secret. ' +
    'An administrator of acme/secret can read the repository acme/secret.';

  test.each([
    ['explain', 'acme/secret', 'main', '--as', 'mei'],
    ['explain', 'acme/secret', 'main', '--as', 'mei', '--fix'],
    ['explain', 'acme/secret', '--pr', '5'],
    ['who', 'acme/secret', 'main'],
    ['who', 'acme/secret', '--access'],
    ['where', 'acme/secret'],
    ['matrix', 'acme/secret'],
    ['lint', 'acme/secret'],
    ['prs', 'acme/secret'],
    ['save', 'acme/secret'],
    ['export', 'acme/secret', '--format', 'json'],
    ['pattern', 'main', '--repository', 'acme/secret'],
    ['compare', 'acme/secret', 'acme/web'],
    ['compare', 'mei', 'harvey', '--repository', 'acme/secret'],
    ['compare', '--model', 'acme/secret'],
  ])('%#: why, and who can, and 66 as without a folder', async (...args) => {
    const said = failedWith(66, await typed([...args, '--world', dir]));
    expect(said).toBe(`Of acme/secret the folder ${dir} holds only that it could not be read: ${why}`);
  });

  test('the same of its file; and of one that is not in there, that it is not', async () => {
    const file = path.join(dir, 'secret.json');
    expect(failedWith(66, await typed(['explain', 'acme/secret', 'main', '--world', file]))).toBe(
      `Of acme/secret the saved world holds only that it could not be read: ${why}`,
    );
    expect(failedWith(66, await typed(['explain', 'acme/web', 'main', '--world', file]))).toBe(
      'The saved world holds no repository acme/web.',
    );
  });
});

describe('a repository that was renamed', () => {
  test.each([
    ['explain', 'acme/find', 'main', '--as', 'harvey'],
    ['who', 'acme/find', 'main'],
    ['lint', 'acme/find'],
    ['history', 'acme/find'],
    ['changes', 'acme/find', '--since', '2026-11-05'],
  ])('%#: answers by the name it had, as of when it had that', async (...args) => {
    const { status, err, out } = await typed([...args, '--world', dir, '--at', '2026-11-20']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).not.toBe('');
  });

  test.each([[[]], [['--at', '2026-11-28']]])('%j: at another time says what it is called', async (at) => {
    for (const asked of [
      ['explain', 'acme/find', 'main'],
      ['history', 'ACME/find'],
    ])
      expect(failedWith(66, await typed([...asked, '--world', dir, ...at]))).toContain(
        `/find: it is called acme/search since ${third}.`,
      );
    expect(
      failedWith(66, await typed(['changes', 'acme/find', '--since', '2026-11-05', '--world', dir, ...at])),
    ).toContain(`it is called acme/search since ${third}.`);
  });

  test('is not taken for the one that has its name now', async () => {
    const folder = seededFolder();
    const other = { slug: 'find', number: 77, rules: [], users: { Mei: 'admin' } } as const;
    save(path.join(folder, 'find.json'), worldOf({ ...other, rules: [] }, third, second));
    const whoMayRead = async (at: string) =>
      (await typed(['who', 'acme/find', '--access', '--world', folder, '--at', at, '--json'])).out;
    expect(await whoMayRead(first)).toContain('Jonas');
    expect(await whoMayRead(third)).not.toContain('Jonas');
  });
});

describe('a folder that was not read to its end', () => {
  let unfinished: string;
  beforeAll(() => {
    unfinished = seededFolder();
    mkdirSync(path.join(unfinished, '.who-can-push'), { recursive: true });
    writeFileSync(path.join(unfinished, '.who-can-push', 'run.jsonl'), '');
  });

  test.each([
    [['explain', 'acme/none', 'main'], 'acme'],
    [['history', 'acme/none'], 'acme'],
    [['changes', 'acme/none', '--since', '2026-11-05'], 'acme'],
    [['lint', 'other'], 'other'],
  ])('%j: what is not there may be there all the same, and how to go on', async (args, workspace) => {
    expect(failedWith(66, await typed([...args, '--world', unfinished]))).toMatch(
      `. The folder was not read to its end, so there may be one all the same: ` +
        `\`who-can-push read ${workspace} --into ${unfinished}\` goes on.`,
    );
    expect(failedWith(66, await typed([...args, '--world', dir]))).not.toContain('to its end');
  });

  test('is no whole baseline', async () => {
    const { out } = await typed(['baseline', 'n', '--world', unfinished]);
    expect(out).toBe(
      'The baseline `n` is 2026-11-27T08:00:00Z, with 11 repositories. ' +
        'There may be more repositories: the folder was not read to its end.\n',
    );
    const { out: json } = await typed(['baseline', 'n', '--world', unfinished, '--json']);
    expect(JSON.parse(json)).toMatchObject({ repositories: 11, mayBeMore: true });
  });

  test.each([['report'], ['lint'], ['where', '--as', 'mei'], ['who', '--access']])(
    '%s says so in its title',
    async (...args) => {
      for (const format of ['text', 'markdown']) {
        const { out } = await typed([...args, '--world', unfinished, '--format', format]);
        expect(out.split('\n')[0]).toContain('repositories of the folder `readings`, which was not read to its end');
      }
    },
  );
});
