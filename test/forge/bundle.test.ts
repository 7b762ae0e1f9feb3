import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { resolver } from '../../src/index';
import { savedWorld } from '../bitbucket/saved-worlds';
import { contextOf, host } from './host';
import { handlers, root } from './manifest';

const folder = mkdtempSync(path.join(tmpdir(), 'who-can-push-bundle-'));
let bundle = '';

/**
 * What `forge deploy` does, except for the runtime's own wrapper, which it fetches. Forge's bundler needs
 * `require.main`, and TypeScript 5.9 checks the types once more.
 */
const script = `
  const { getNodeBundler } = require(process.argv[2]);
  const log = { info() {}, debug() {}, trace() {}, warn: console.error, error: console.error };
  const script = async () => ({ script: '', source: '', version: '' });
  const entryPoints = JSON.parse(process.argv[3]);
  getNodeBundler(log, { getNodeRuntimeWrapper: script, getNodeRuntimeLoader: script }, { readConfig: async () => ({ app: {} }) })
    .bundle({ appDirectory: process.cwd(), entryPoints })
    .then(({ outputDir }) => console.log(outputDir));
`;

beforeAll(() => {
  const file = path.join(folder, 'bundle.cjs');
  writeFileSync(file, script);
  const modules = [...new Set(handlers.map(({ file: name }) => name))];
  const entryPoints = modules.map((name) => ({ name, path: path.join(root, 'src', `${name}.ts`) }));
  const bundler = createRequire(__filename).resolve('@forge/bundler');
  bundle = execFileSync(process.execPath, [file, bundler, JSON.stringify(entryPoints)], {
    cwd: root,
    env: { ...process.env, TMPDIR: folder, TMP: folder, TEMP: folder },
    encoding: 'utf8',
  }).trim();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A module of the bundle, by its name in the manifest. */
function bundled(name: string): Record<string, typeof resolver> {
  return createRequire(__filename)(path.join(bundle, `${name}.cjs`)) as Record<string, typeof resolver>;
}

test("Forge's bundler makes what the manifest names", () => {
  for (const { file, name } of handlers) expect(bundled(file)[name]).toBeInstanceOf(Function);
});

test('the bundle answers as the source does', async () => {
  const world = savedWorld('ordinary-team');
  const [fromSource, fromBundle] = [host(world, contextOf(world)), bundled('index')['resolver']];
  const expected = (await fromSource.invoke('facts')) as { facts: object };
  const { facts } = (await host(world, contextOf(world), fromBundle).invoke('facts')) as { facts: { readAt: string } };
  expect(facts).toEqual({ ...expected.facts, readAt: facts.readAt });
});

test('it stays small enough to start at once', () => {
  expect(statSync(path.join(bundle, 'index.cjs')).size).toBeLessThan(1_060_000);
});
