import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { fileOf } from '../bitbucket/saved-worlds';
import { typed } from '../cli/terminal';

const folder = path.join(__dirname, 'exports');
const worlds = [
  'ordinary-team',
  'broken-entries',
  'unknown-kind',
  'pipelines-exception',
  'branching-model-disabled-type',
  'odd-names',
];

/** Compares with the file, or writes it: `UPDATE_GOLDEN=1 npx jest test/worlds/exports`, and then read what changed. */
test.each(worlds.flatMap((world) => [`${world}.tf`, `${world}.json`]))('%s', async (file) => {
  const { name, ext } = path.parse(file);
  const format = ext === '.tf' ? 'terraform' : 'json';
  const { out } = await typed(['export', '--format', format, '--world', fileOf(name)]);
  const golden = path.join(folder, file);
  if (process.env['UPDATE_GOLDEN'] || !existsSync(golden)) {
    expect(process.env['CI']).toBeUndefined();
    mkdirSync(folder, { recursive: true });
    writeFileSync(golden, out);
  }
  expect(out).toBe(readFileSync(golden, 'utf8'));
});
