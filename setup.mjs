// What `npm start` and `npm test` run first, with nothing but Node's own modules: installs what is missing, then
// builds. `node setup.mjs start` installs what serving needs; `bench`, `mutate`, `weather`, `properties`, `coverage`
// and `golden` also what only they and tests need, and `bench` its rivals; `test` also the programs that tests run: a
// browser, and the clients and servers of Git and SSH. What it prints goes to standard error, so that the command
// after it owns standard output.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const what = process.argv[2];
const root = import.meta.dirname ?? '.';
// npm is a script on Windows, which only a shell finds.
const ways = { cwd: root, shell: process.platform === 'win32' };
const { engines } = read('package.json');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Who Can Push needs Node ${engines.node}; this is ${process.versions.node}.`);
}
if (!isInstalled('.')) {
  console.error('Installing the packages of the lock file, which takes a minute.');
  installIn('.');
}
if (what === 'bench' && !isInstalled('bench')) installIn('bench');
run(process.execPath, ['build.mjs', ...(['bench', 'mutate', 'weather'].includes(what) ? [what] : [])]);
if (what === 'test') install(missingPackages());

/** The Debian packages of programs that tests run and this machine lacks. */
function missingPackages() {
  const packages = {
    git: 'git',
    'git-lfs': 'git-lfs',
    'git-filter-repo': 'git-filter-repo',
    ssh: 'openssh-client',
    sshd: 'openssh-server',
    curl: 'curl',
    openssl: 'openssl',
    script: 'bsdutils',
  };
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin'];
  const missing = Object.keys(packages).filter(
    (program) => !folders.some((folder) => existsSync(join(folder, program))),
  );
  return [...missing.map((program) => packages[program]), ...(hasBrowser() ? [] : ['chromium'])];
}

/** Whether a Chromium for the browser tests stands where test/browser/sandbox.ts looks for one. */
function hasBrowser() {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return places.some((place) => place !== undefined && existsSync(place));
}

function install(packages) {
  if (packages.length === 0) return;
  if (!existsSync('/usr/bin/apt-get'))
    stop(`The tests need ${packages.join(', ')}: install them (CHROMIUM names a browser elsewhere).`);
  asRoot('apt-get', ['update', '-qq']);
  asRoot('apt-get', ['install', '-qq', '--yes', '--no-install-recommends', ...packages]);
  // Debian starts an SSH server for everybody with its package; the tests start their own, for this machine alone.
  const isStarted = packages.includes('openssh-server') && existsSync('/run/systemd/system');
  if (isStarted) asRoot('systemctl', ['disable', '--quiet', '--now', 'ssh.service', 'ssh.socket']);
}

function asRoot(command, args) {
  if (process.getuid?.() === 0) run(command, args);
  else run('sudo', [command, ...args]);
}

/** Installs what the lock file of this folder says. */
function installIn(folder) {
  const kinds = what === 'start' ? '--omit=dev' : '--include=dev';
  runQuietly('npm', ['ci', '--prefix', folder, kinds, '--no-audit', '--no-fund']);
}

/** Whether the node_modules of this folder holds what its lock file says, as far as it is wanted here. */
function isInstalled(folder) {
  const hidden = `${folder}/node_modules/.package-lock.json`;
  const installed = existsSync(`${root}/${hidden}`) ? read(hidden).packages : {};
  return Object.entries(read(`${folder}/package-lock.json`).packages).every(([path, wanted]) => {
    const leftOut = path === '' || wanted.optional || wanted.devOptional || (wanted.dev && what === 'start');
    return leftOut || installed[path]?.version === wanted.version;
  });
}

function read(file) {
  return JSON.parse(readFileSync(`${root}/${file}`, 'utf8'));
}

/** Runs a program, whose output goes to standard error. */
function run(command, args) {
  ended(command, args, spawnSync(command, args, { ...ways, stdio: ['inherit', 2, 2] }));
}

/** The same, but what it prints is shown only where it fails: npm warns of much that is as it should be. */
function runQuietly(command, args) {
  const result = spawnSync(command, args, { ...ways, encoding: 'utf8', maxBuffer: Infinity });
  if (result.status !== 0) console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`.trimEnd());
  ended(command, args, result);
}

function ended(command, args, { status, signal, error }) {
  if (status === 0) return;
  const why = error?.message ?? (signal ? `it was ended by ${signal}` : undefined);
  stop(`${command} ${args.join(' ')} failed${why === undefined ? '' : `: ${why}`}.`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
