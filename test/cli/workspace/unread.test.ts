import { beforeAll, describe, expect, test } from '@jest/globals';
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
