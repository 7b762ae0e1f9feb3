import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { packagesIn } from '../../ships.mjs';
import { root, wholeManifest } from '../forge/manifest';

/** What leaves this folder: what it is, the notice beside it, and the files themselves. */
const bundles = [
  { title: 'The app, which runs in Forge', notice: 'dist/app.licences.txt', files: ['dist/app.js'] },
  {
    title: 'Its panels, which run in the browser',
    notice: 'static/dist/licences.txt',
    files: scriptsIn('static/dist/assets'),
  },
  { title: 'The command line', notice: 'dist/who-can-push.licences.txt', files: ['dist/who-can-push.js'] },
];

function scriptsIn(folder: string): string[] {
  return readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith('.js'))
    .map((file) => `${folder}/${file}`);
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

function codeOf({ files }: { files: string[] }): string {
  return files.map(read).join('\n');
}

/** The modules of Node that a script asks for. */
function builtinsIn(code: string): string[] {
  const asked = [...code.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name = '']) => name.replace(/^node:/, ''));
  return [...new Set(asked.filter((name) => builtinModules.includes(name)))].sort();
}

/** What docs/what-ships.md says, from what was built. */
function page(): string {
  const parts = bundles.map((bundle) => {
    const packages = [...new Map(packagesIn(read(bundle.notice)).map((one) => [one.name, one])).values()];
    const rows = packages.map(
      ({ name, license }) => `| \`${name}\` | ${license.replace(/^SEE LICENSE.*/, 'Atlassian Developer Terms')} |`,
    );
    const builtins = builtinsIn(codeOf(bundle)).map((name) => `\`${name}\``);
    const asks = bundle.notice.startsWith('static') ? '' : `\nIt loads of Node: ${builtins.join(', ')}.\n`;
    return [`## ${bundle.title}`, '', '| package | licence |', '|---|---|', ...rows, asks].join('\n');
  });
  return `# What ships

Besides our own code, by package. A test holds this page to what is built; the licences' words stand beside each bundle where a package brings them.
Nothing here sends anything to anybody but Bitbucket: the app's manifest names no address outside, the panels' content
security policy lets them ask only Forge, and the command line asks Bitbucket, or the webhook that \`preflight\` names.
Nothing counts or reports what is done with it.

${parts.join('\n')}`;
}

test('docs/what-ships.md lists the packages of every bundle', () => {
  const file = path.join(root, 'docs', 'what-ships.md');
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, page());
  expect(readFileSync(file, 'utf8')).toBe(page());
});

const free = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

test.each(bundles)('$title: every licence lets it ship', ({ notice }) => {
  const packages = packagesIn(read(notice));
  expect(packages.length).toBeGreaterThan(5);
  const others = packages.filter(({ license }) => !free.includes(license));
  // Atlassian's own, under its Developer Terms, by which Forge apps are made.
  expect(others.filter(({ name }) => !name.startsWith('@forge/'))).toEqual([]);
});

test('the app can open no connection of its own', () => {
  expect(builtinsIn(codeOf(bundles[0] ?? { files: [] }))).toEqual(['async_hooks', 'crypto', 'fs', 'path', 'zlib']);
  // `@forge/api` hands every request to `__forge_fetch__`.
  expect(codeOf(bundles[0] ?? { files: [] })).not.toMatch(
    /(?<![\w.$])fetch\(|\b(?:XMLHttpRequest|WebSocket|EventSource)\b/,
  );
});

test('the manifest lets nothing out', () => {
  expect(Object.keys(wholeManifest)).toEqual(['modules', 'resources', 'permissions', 'app']);
  expect(wholeManifest['permissions']).toEqual({ scopes: expect.anything(), content: { styles: ['unsafe-inline'] } });
  expect(Object.keys(wholeManifest['modules'] ?? {}).sort()).toEqual([
    'bitbucket:repoPullRequestOverviewPanel',
    'bitbucket:repoSettingsMenuPage',
    'bitbucket:workspaceGlobalPage',
    'consumer',
    'function',
    'scheduledTrigger',
    'webtrigger',
  ]);
});

test.each(bundles)('$title: nothing counts or reports what is done with it', ({ notice, files }) => {
  const telemetry =
    /statsig|@sentry|sentry\.io|segment\.(?:com|io)|amplitude|mixpanel|datadog|posthog|newrelic|google-?analytics|sendBeacon/i;
  expect(packagesIn(read(notice)).filter(({ name }) => telemetry.test(name))).toEqual([]);
  expect(telemetry.exec(codeOf({ files }))?.[0]).toBeUndefined();
});

const folder = mkdtempSync(path.join(tmpdir(), 'who-can-push-ships-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const spy = path.join(folder, 'spy.cjs');
writeFileSync(
  spy,
  `const asked = () => { process.exit(99); };
  require('node:net').Socket.prototype.connect = asked; require('node:dns').lookup = asked; globalThis.fetch = asked;`,
);

/** How Node ended, with every way to the network watched. */
function endOf(...args: string[]): number | null {
  return spawnSync(process.execPath, ['--require', spy, ...args], { cwd: folder, stdio: 'ignore' }).status;
}

test.each([
  [1, ['explain', 'acme/web', 'main', '--as', 'ana']],
  [0, ['matrix', 'acme/web', '--json']],
  [0, ['prs', 'acme/web']],
  [0, ['save', 'acme/web']],
])('from a saved world, the command line asks nobody (%i: %j)', (status, args) => {
  const world = path.join(root, 'src/sandbox/worlds/ordinary-team.json');
  expect(endOf(path.join(root, 'dist/who-can-push.js'), ...args, '--world', world)).toBe(status);
});

test('whoever asked would be found', () => {
  expect(endOf('-e', "fetch('http://localhost:1')")).toBe(99);
});
