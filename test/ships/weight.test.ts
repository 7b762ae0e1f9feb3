import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { root } from '../forge/manifest';

/* What a browser has to load and run before it can show the first answer. */

const folder = path.join(root, 'static/dist/assets');
const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
const [entry = ''] = /(?<=src="\.\/assets\/)[^"]+/.exec(read('../index.html')) ?? [];

function read(file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

/** The script of a module by its name, without the mark of its content. */
function named(name: string): string {
  const [found, ...others] = scripts.filter((file) => file.replace(/-[\w-]{8}\.js$/, '') === name);
  if (found === undefined || others.length > 0) throw new Error(`There is not one script ${name}.`);
  return found;
}

/** A script, and every other that it cannot run without. */
function withImports(first: string[]): string[] {
  const all = new Set<string>();
  const open = [...first];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (all.has(one)) continue;
    all.add(one);
    const imports = read(one).matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+\.js)["'`]/g);
    open.push(...[...imports].map(([, file = '']) => file));
  }
  return [...all];
}

/** The design system loads these as it starts; of its colour themes one, and here the longer. */
const themes = [
  'atlassian-motion',
  'atlassian-typography',
  'atlassian-spacing',
  'atlassian-shape',
  ...['atlassian-light', 'atlassian-dark'].sort((a, b) => weight([named(b)]) - weight([named(a)])).slice(0, 1),
];

function weight(files: string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);
}

describe.each([
  ['the settings page', 'settings-page', 200],
  ['the panel beside a pull request', 'pull-request-panel', 150],
])('%s', (_, page, most) => {
  const loaded = withImports([entry, named(page), ...themes.map(named)]);

  test(`needs at most ${String(most)} KB of script before its first answer`, () => {
    expect(loaded.length).toBeGreaterThan(8);
    expect(weight(loaded) / 1_000).toBeLessThanOrEqual(most);
  });

  test('reads no refusal before somebody pastes one', () => {
    const signature = 'access via a deployment key is read-only';
    expect(scripts.filter((file) => read(file).includes(signature)).length).toBeGreaterThan(0);
    expect(loaded.filter((file) => read(file).includes(signature))).toEqual([]);
  });
});
