import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { causeIndex, causePage } from '../../src/refusals/cause-page';
import { families } from '../../src/refusals/families/index';

const folder = path.join(__dirname, '../../docs/refusals');
const written: [string, string][] = [
  ['README.md', causeIndex()],
  ...families.flatMap(({ causes }) => causes.map((cause): [string, string] => [`${cause.id}.md`, causePage(cause)])),
];
const pages: Record<string, string> = Object.fromEntries(written);

// `UPDATE_GOLDEN=1 npx jest test/refusals/cause-page` writes the pages anew.
if (process.env['UPDATE_GOLDEN']) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(pages)) writeFileSync(path.join(folder, name), text);
}

test('there is a page for each cause, and none besides', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(pages).sort());
});

test.each(Object.keys(pages))('the page %s says what the signatures say', (name) => {
  expect(readFileSync(path.join(folder, name), 'utf8')).toBe(pages[name]);
});
