import { beforeAll, describe, expect, test } from '@jest/globals';
import path from 'node:path';
import { failedWith, typed } from '../terminal';
import { seededFolder } from './seeded';

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
