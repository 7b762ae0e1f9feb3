// Bundles what runs outside Bitbucket: the command line and the sandbox, each one file without dependencies; and for
// the sandbox the app itself, the bridge of its pages, and the panels. With `bench` also the benchmark, which takes its
// rivals from node_modules; with `mutate` what tries whether the tests notice changes to the judgement; with `weather`
// the fault plans.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { noticeOf, packagesOf } from './ships.mjs';

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

await bundle({
  entryPoints: { 'who-can-push': 'src/cli/main.ts' },
  banner: { js: '#!/usr/bin/env node' },
  minify: true,
});
await bundle({ entryPoints: { sandbox: 'src/sandbox/main.ts' } });
await bundle({
  entryPoints: [
    { in: 'src/sandbox/bridge/main.ts', out: 'bridge' },
    { in: 'src/sandbox/frame/main.ts', out: 'frame' },
    { in: 'src/sandbox/frame/frame.css', out: 'frame' },
  ],
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
});
await bundle({ entryPoints: { app: 'src/index.ts' } });
if (
  !isUpToDate('static/dist/index.html', [
    'static',
    'src/core',
    'src/refusals',
    'src/panel-calls.ts',
    'package-lock.json',
    'ships.mjs',
  ])
) {
  const vite = await import('vite');
  await vite.build({ configFile: at('static/vite.config.mts'), root: at('static'), logLevel: 'warn' });
}
if (process.argv[2] === 'bench') {
  await bundle({
    entryPoints: { main: 'bench/main.ts', 'one-size': 'bench/verdicts/one-size.ts' },
    packages: 'external',
    outdir: 'bench/dist',
  });
  await bundle({
    entryPoints: { 'bench-page': 'bench/page/page.tsx' },
    outdir: 'bench/dist',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  });
}
if (process.argv[2] === 'mutate') {
  const entryPoints = { mutate: 'mutation/main.ts', 'mutate-worker': 'mutation/worker.ts' };
  await build({
    ...shared,
    entryPoints,
    outdir: 'dist',
    packages: 'external',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
  });
}
if (process.argv[2] === 'weather') {
  await build({
    ...shared,
    entryPoints: { 'weather/main': 'test/weather/main.ts' },
    outdir: 'dist',
    packages: 'external',
  });
}
chmodSync(new URL('dist/who-can-push.js', import.meta.url), 0o755);

// npm links the commands of packages, but not of the one it stands in; with this, `npx who-can-push` finds it here.
if (process.platform !== 'win32') {
  const link = new URL('node_modules/.bin/who-can-push', import.meta.url);
  mkdirSync(new URL('.', link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync('../../dist/who-can-push.js', link);
}

/** Bundles in dist or elsewhere, and beside each the licences of what it holds. */
async function bundle(options) {
  const { metafile } = await build({ ...shared, outdir: 'dist', ...options, metafile: true });
  for (const [file, { inputs }] of Object.entries(metafile.outputs)) {
    if (file.endsWith('.js'))
      writeFileSync(at(file.replace(/\.js$/, '.licences.txt')), noticeOf(packagesOf(Object.keys(inputs).map(at))));
  }
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
