import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { typed } from '../cli/terminal';
import { manifest } from '../forge/manifest';
import { fileOf } from '../bitbucket/saved-worlds';
import { blocksOf, codeOf, pages, root, textOf } from './pages';

/** The names in the first column of the table below a line that begins with this. */
function firstColumn(page: string, heading: string): string[] {
  const [, after = ''] = textOf(page).split(heading);
  const [, table = ''] = /\n((?:\|.*\n)+)/.exec(after) ?? [];
  return [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
}

test('the pages explain every scope that the manifest asks for, and no other', () => {
  const { scopes } = manifest.permissions;
  expect(firstColumn('docs/installing.md', '## What each scope is for').sort()).toEqual([...scopes].sort());
});

test('our own pipelines push nothing, by our own word', async () => {
  const file = path.join(root, 'bitbucket-pipelines.yml');
  const { status, out } = await typed(['rehearse', file, '--world', fileOf('ordinary-team'), '--json'], { cwd: root });
  expect({ status, ...(JSON.parse(out) as object) }).toMatchObject({ status: 0, pushes: [] });
  for (const [, script = ''] of readFileSync(file, 'utf8').matchAll(/^\s+- (\.[\w/]+)$/gm))
    expect(existsSync(path.join(root, script))).toBe(true);
});

/** Pages about the code, where paths are meant as they stand here or below `src`. */
const aboutCode = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'];

test.each(aboutCode)('every path and every script that %s names is there', (page) => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object };
  const written = [...codeOf(textOf(page)), ...blocksOf(textOf(page)).flatMap(({ code }) => code.split('\n'))];
  const isThere = (name: string) => ['', 'src'].some((folder) => existsSync(path.join(root, folder, name)));
  const paths = written.filter((text) => isPath(text) && !/(?:^|\/)dist(?:\/|$)/.test(text));
  expect(paths.filter((name) => !isThere(name))).toEqual([]);
  const named = written.flatMap((text) => [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name = '']) => name));
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

const folders = /^(?:src|static|test|docs|bench|mutation|core|bitbucket|refusals|pipelines|forge|cli|sandbox)\//;

/** Whether this names a file or folder of ours: not an address, and not a name to be filled in. */
function isPath(text: string): boolean {
  return folders.test(text) && /^[\w./-]+$/.test(text);
}

test('pages keep to 130 columns, but for tables, code and what a machine writes', () => {
  const written = pages.filter((page) => !/^docs\/(?:refusals\/|what-ships)/.test(page));
  const long = written.flatMap((page) => {
    const prose = textOf(page)
      .replaceAll(/^```[^]*?^```$/gm, '')
      .replaceAll(/^<!-- who[^]*?<!-- end -->$/gm, '');
    return prose
      .split('\n')
      .filter((line) => line.length > 130 && !line.startsWith('|'))
      .map((line) => `${page}: ${line}`);
  });
  expect(long).toEqual([]);
});
