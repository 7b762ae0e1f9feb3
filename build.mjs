// Bundles what runs outside Bitbucket: the command line and the sandbox, each one file without dependencies; with
// `bench` also the benchmark, which takes its rivals from node_modules.
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
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
if (process.argv[2] === 'bench') {
  await build({ ...shared, entryPoints: { bench: 'bench/main.ts' }, outdir: 'dist', packages: 'external' });
}
chmodSync(new URL('dist/who-can-push.js', import.meta.url), 0o755);

// npm links the commands of packages, but not of the one it stands in; with this, `npx who-can-push` finds it here.
if (process.platform !== 'win32') {
  const link = new URL('node_modules/.bin/who-can-push', import.meta.url);
  mkdirSync(new URL('.', link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync('../../dist/who-can-push.js', link);
}
