// Bundles what runs outside Bitbucket: the command line and the sandbox, each one file without dependencies; and for the
// sandbox the app itself, the bridge of its pages, and the panels. With `bench` also the benchmark, which takes its rivals
// from node_modules, and with `weather` the fault plans.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const shared = {
  absWorkingDir: import.meta.dirname,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  define: { VERSION: JSON.stringify(version) },
  legalComments: 'external',
  logLevel: 'warning',
};

await build({
  ...shared,
  entryPoints: { 'who-can-push': 'src/cli/main.ts' },
  banner: { js: '#!/usr/bin/env node' },
  outdir: 'dist',
  minify: true,
});
await build({ ...shared, entryPoints: { sandbox: 'src/sandbox/main.ts' }, outdir: 'dist' });
await build({
  ...shared,
  entryPoints: { bridge: 'src/sandbox/bridge/main.ts' },
  outdir: 'dist',
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
});
await build({ ...shared, entryPoints: { app: 'src/index.ts' }, outdir: 'dist' });
if (!isUpToDate('static/dist/index.html', ['static', 'src/core', 'src/refusals', 'src/ask.ts', 'package-lock.json'])) {
  const vite = await import('vite');
  await vite.build({ configFile: at('static/vite.config.mts'), root: at('static'), logLevel: 'warn' });
}
if (process.argv[2] === 'bench') {
  await build({ ...shared, entryPoints: { bench: 'bench/main.ts' }, outdir: 'dist', packages: 'external' });
}
if (process.argv[2] === 'weather') {
  await build({ ...shared, entryPoints: { 'weather/main': 'test/weather/main.ts' }, outdir: 'dist', packages: 'external' });
}
chmodSync(new URL('dist/who-can-push.js', import.meta.url), 0o755);

// npm links the commands of packages, but not of the one it stands in; with this, `npx who-can-push` finds it here.
if (process.platform !== 'win32') {
  const link = new URL('node_modules/.bin/who-can-push', import.meta.url);
  mkdirSync(new URL('.', link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync('../../dist/who-can-push.js', link);
}

function at(file) {
  return path.join(import.meta.dirname, file);
}

/** Whether nothing among the sources is newer than what was made of them. */
function isUpToDate(made, sources) {
  return existsSync(at(made)) && Math.max(...sources.map((source) => newest(at(source)))) < statSync(at(made)).mtimeMs;
}

/** When the newest file or folder below was changed; a folder changes with what is added to it or taken away. */
function newest(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  const inside = readdirSync(file).filter((name) => name !== 'dist' && name !== 'node_modules');
  return Math.max(stat.mtimeMs, ...inside.map((name) => newest(path.join(file, name))));
}
