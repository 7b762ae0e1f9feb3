// What `npm start` and `npm test` run first, with nothing but Node's own modules: installs what is missing, then builds.
// `node setup.mjs start` installs what serving needs, `bench` also what only tests and benchmark need, `test` a browser too.
// What it prints goes to standard error, so that the command after it owns standard output.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const what = process.argv[2];
const root = import.meta.dirname ?? '.';
const { engines } = read('package.json');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Who Can Push needs Node ${engines.node}; this is ${process.versions.node}.`);
}
if (!isInstalled()) run('npm', ['ci', ...(what === 'start' ? ['--omit=dev'] : ['--include=dev']), '--no-audit', '--no-fund']);
run(process.execPath, ['build.mjs', ...(what === 'bench' ? ['bench'] : [])]);
if (what === 'test' && !hasBrowser()) installBrowser();

/** Whether a Chromium for the browser tests stands where test/browser/sandbox.ts looks for one. */
function hasBrowser() {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return places.some((place) => place !== undefined && existsSync(place));
}

function installBrowser() {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo'];
  if (!existsSync('/usr/bin/apt-get')) stop('The browser tests need Chromium: install it and name it in CHROMIUM.');
  for (const args of [['update', '-qq'], ['install', '-qq', '--yes', '--no-install-recommends', 'chromium']]) {
    const [command, ...rest] = [...asRoot, 'apt-get', ...args];
    run(command, rest);
  }
}

/** Whether node_modules holds what the lock file says, as far as it is wanted here. */
function isInstalled() {
  const installed = existsSync(`${root}/node_modules/.package-lock.json`)
    ? read('node_modules/.package-lock.json').packages
    : {};
  return Object.entries(read('package-lock.json').packages).every(([path, wanted]) => {
    const leftOut = path === '' || wanted.optional || wanted.devOptional || (wanted.dev && what === 'start');
    return leftOut || installed[path]?.version === wanted.version;
  });
}

function read(file) {
  return JSON.parse(readFileSync(`${root}/${file}`, 'utf8'));
}

function run(command, args) {
  // npm is a script on Windows, which only a shell finds.
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) stop(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}.`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
