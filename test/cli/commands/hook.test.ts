import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import type { World } from '../../../src/bitbucket/worlds/world';
import type { Io } from '../../../src/cli/terminal/io';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { always, served, serving, worldOver, type Server } from '../server';
import { emptyFolder, failedWith, typed, type Ended } from '../terminal';

const folder = realpathSync(emptyFolder());
const program = path.join(folder, 'bin', "who's who", 'who-can-push.js');
const ssh = path.join(folder, 'bin', 'ssh');
const home = path.join(folder, 'home');
const server = served();
let place = '';
let clone = '';
let upstream = '';
let count = 0;

const base = {
  // `npm` and `npx` put our own command there.
  PATH: (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((one) => !one.includes('node_modules'))
    .join(path.delimiter),
  HOME: home,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_SSH_COMMAND: `'${ssh}'`,
  GIT_SSH_VARIANT: 'ssh',
  GIT_AUTHOR_NAME: 'Ana',
  GIT_AUTHOR_EMAIL: 'ana@acme.example',
  GIT_COMMITTER_NAME: 'Ana',
  GIT_COMMITTER_EMAIL: 'ana@acme.example',
};
const token = 'ATATT3xFfGN0-secret';
const apiToken = { BITBUCKET_EMAIL: 'ana@acme.example', BITBUCKET_API_TOKEN: token };
const basic = `Basic ${Buffer.from(`ana@acme.example:${token}`).toString('base64')}`;

// Processes are started here, and the machine may be busy.

beforeAll(() => {
  buildSync({
    entryPoints: [path.join(__dirname, '..', '..', '..', 'src', 'cli', 'main.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    outfile: program,
  });
  mkdirSync(home);
  // Stands in for `ssh git@bitbucket.org git-receive-pack 'acme/web.git'`: what a server would run, runs here.
  writeFileSync(ssh, `#!/bin/sh\nfor last; do :; done\ncd "$UPSTREAM" && echo "$last" >>asked && exec sh -c "$last"\n`);
  chmodSync(ssh, 0o755);
});

beforeEach(() => {
  place = path.join(folder, String(count++));
  upstream = path.join(place, 'upstream');
  clone = path.join(place, 'clone');
  git(folder, 'init', '--quiet', '--bare', '-b', 'main', path.join(upstream, 'acme', 'web.git'));
  git(folder, 'init', '--quiet', '-b', 'main', clone);
  git(clone, 'remote', 'add', 'origin', 'git@bitbucket.org:acme/web.git');
  commit('Begin');
});

afterEach(() => {
  rmSync(path.join(home, '.gitconfig'), { force: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, env: { ...base, UPSTREAM: upstream }, stdio: ['ignore', 'pipe', 'ignore'] })
    .toString('utf8')
    .trim();
}

function commit(message: string): string {
  git(clone, 'commit', '--quiet', '--allow-empty', '-m', message);
  return git(clone, 'rev-parse', 'HEAD');
}

/** The commit of the branch at the push's target; undefined where there is none. */
function atUpstream(branch: string): string {
  return git(path.join(upstream, 'acme', 'web.git'), 'for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`);
}

/** Bitbucket over the ordinary team's world, with some replies in place of its own. */
async function bitbucket(replies: World['replies'] = {}, authorization = basic): Promise<Server> {
  const world = savedWorld('ordinary-team');
  return server(worldOver({ ...world, replies: { ...world.replies, ...replies } }, authorization));
}

/** The ordinary team's restrictions, and one more. */
function withRestriction(restriction: object): World['replies'] {
  const key = '/2.0/repositories/acme/web/branch-restrictions';
  const [saved] = [savedWorld('ordinary-team').replies[key]].flat();
  return {
    [key]: { status: 200, body: { values: [...(saved as { body: { values: object[] } }).body.values, restriction] } },
  };
}

/** The environment with a credential, and with enough time, however busy this machine is. */
function asks({ url }: Server, credential: Record<string, string> = apiToken): Record<string, string> {
  return { BITBUCKET_API_URL: url, WHO_CAN_PUSH_WAIT: '60000', ...credential };
}

/** `hook …`, as typed in a folder of the clone. */
function hook(args: string[], cwd = clone, io: Partial<Io> = {}): Promise<Ended> {
  return typed(['hook', ...args], {
    cwd,
    program: [process.execPath, program],
    ...io,
    env: { ...base, GIT_CONFIG_GLOBAL: undefined, ...io.env },
  });
}

/** Installs the hook, and returns its path. */
async function installed(...args: Parameters<typeof hook>): Promise<string> {
  const { status, out } = await hook(...args);
  expect({ status, out }).toEqual({ status: 0, out: expect.stringContaining('{') });
  return (JSON.parse(out) as { hook: string }).hook;
}

/** Runs git as a person would, while the servers in this process keep running. */
function gitAs(
  env: Record<string, string>,
  args: string[],
  cwd = clone,
): Promise<{ status: number | null; err: string }> {
  return new Promise((done) => {
    const child = spawn('git', args, {
      cwd,
      env: { ...base, UPSTREAM: upstream, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('close', (status) => {
      done({ status, err });
    });
  });
}

/** A push that prints nothing but git's own words. */
const silent = { status: 0, err: '' };

describe('a push that would be refused', () => {
  test('is stopped before it begins, with the reason and the ways out', async () => {
    await installed(['install', '--json']);
    const { status, err } = await gitAs(asks(await bitbucket()), ['push', '--quiet', 'origin', 'main']);
    expect(status).toBe(1);
    expect(err).toMatch(/^Denied\. Ana Lovell cannot create the branch `main` in acme\/web\.\n/);
    expect(err).toContain('✗ Write access on `main` is for Harvey Jones and Mei Tanaka');
    expect(err).toContain('\n→ You can ');
    expect(err).toContain(
      '\nJudged as Ana Lovell, who owns the API token in the environment; over SSH, Bitbucket goes by the owner of the key.\n',
    );
    expect(err).toContain('\nNothing was pushed. `git push --no-verify` pushes without this check.\n');
    expect(err).not.toContain(token);
    expect(atUpstream('main')).toBe('');
  });

  test('goes through with --no-verify', async () => {
    await installed(['install', '--json']);
    expect(await gitAs(asks(await bitbucket()), ['push', '--quiet', '--no-verify', 'origin', 'main'])).toEqual(silent);
    expect(atUpstream('main')).toBe(git(clone, 'rev-parse', 'main'));
  });

  test('lists each branch, and many by name only', async () => {
    await installed(['install', '--json']);
    const refs = ['main', ...[1, 2, 3, 4].map((number) => `release/${String(number)}`), 'feature/x'].map(
      (name) => `HEAD:refs/heads/${name}`,
    );
    const { status, err } = await gitAs(asks(await bitbucket()), ['push', '--quiet', 'origin', ...refs]);
    expect(status).toBe(1);
    expect(err.match(/^Denied\. /gm)).toHaveLength(3);
    expect(err).toContain('Refused as well: `release/3` and `release/4`.');
    expect(err).not.toContain('feature/x');
  });

  test('over HTTP with an access token is judged as one', async () => {
    await installed(['install', '--json']);
    // Git asks the address for its refs through the proxy, which is this process.
    const refs = `001f# service=git-receive-pack\n0000${pkt(`${'0'.repeat(40)} capabilities^{}\0report-status delete-refs\n`)}0000`;
    const proxy = await server((_, response) => {
      response.writeHead(200, { 'content-type': 'application/x-git-receive-pack-advertisement' }).end(refs);
    });
    const env = { ...asks(await bitbucket()), http_proxy: proxy.url };
    const { status, err } = await gitAs(env, [
      'push',
      '--quiet',
      'http://x-token-auth:hidden@bitbucket.org/acme/web.git',
      'main',
    ]);
    expect(status).toBe(1);
    expect(err).toMatch(/^Denied\. A repository access token cannot create/);
    expect(err).toContain(
      '\nJudged as a repository access token, as the address of the remote names `x-token-auth`.\n',
    );
    expect(err).not.toContain('hidden');
    expect(proxy.asked.every(({ path: asked }) => asked.includes('info/refs'))).toBe(true);
  });

  function pkt(text: string): string {
    return (text.length + 4).toString(16).padStart(4, '0') + text;
  }

  test('is known by a name that ssh has for the host', async () => {
    mkdirSync(path.join(home, '.ssh'), { recursive: true });
    const alias = path.join(place, 'ssh');
    writeFileSync(alias, '#!/bin/sh\n[ "$1" = -G ] && [ "$2" = work ] && echo "hostname bitbucket.org"\n');
    chmodSync(alias, 0o755);
    await installed(['install', '--json']);
    const env = { ...asks(await bitbucket()), PATH: `${place}:${base.PATH}` };
    expect((await gitAs(env, ['push', '--quiet', 'git@work:acme/web.git', 'main'])).err).toMatch(/^Denied\. /);
    expect(await gitAs(env, ['push', '--quiet', 'git@elsewhere:acme/web.git', 'main'])).toEqual(silent);
  });
});

describe('what git is about to do', () => {
  const force = { id: 40, kind: 'force', branch_match_kind: 'glob', pattern: 'develop', users: [], groups: [] };
  const remove = { id: 41, kind: 'delete', branch_match_kind: 'glob', pattern: 'develop', users: [], groups: [] };

  test('an update, a rewrite and a deletion are distinguished', async () => {
    await installed(['install', '--json']);
    const env = asks(await bitbucket({ ...withRestriction(force) }));
    expect(await gitAs(env, ['push', '--quiet', 'origin', 'HEAD:refs/heads/develop'])).toEqual(silent);
    commit('More');
    expect(await gitAs(env, ['push', '--quiet', 'origin', 'HEAD:develop'])).toEqual(silent);
    git(clone, 'reset', '--quiet', '--hard', 'HEAD~1');
    const kept = commit('Other');
    expect((await gitAs(env, ['push', '--quiet', '--force', 'origin', 'HEAD:develop'])).err).toMatch(
      /^Denied\. Ana Lovell cannot force-push to `develop`/,
    );
    expect(await gitAs(env, ['push', '--quiet', 'origin', ':develop'])).toEqual(silent);
    expect({ gone: atUpstream('develop'), kept: kept === '' }).toEqual({ gone: '', kept: false });
  });

  test('a deletion is predicted too', async () => {
    await installed(['install', '--json']);
    git(clone, 'push', '--quiet', '--no-verify', 'origin', 'HEAD:refs/heads/develop');
    const env = asks(await bitbucket(withRestriction(remove)));
    expect((await gitAs(env, ['push', '--quiet', 'origin', '--delete', 'develop'])).err).toMatch(
      /^Denied\. Ana Lovell cannot delete the branch `develop`/,
    );
    expect(atUpstream('develop')).not.toBe('');
  });

  test('history that was cut short, or commits that only the remote has, are no rewriting', async () => {
    const [first, second] = [git(clone, 'rev-parse', 'HEAD'), commit('Second')];
    await installed(['install', '--json']);
    const env = asks(await bitbucket(withRestriction(force)));
    const judged = (from: string) =>
      hook(['judge', '--until', String(Date.now() + 60_000), 'origin', 'git@bitbucket.org:acme/web.git'], clone, {
        env,
        input: () => Promise.resolve(`HEAD~2 ${second} refs/heads/develop ${from}\n`),
      });
    expect(await judged(first)).toEqual({ status: 0, out: '', err: '' });
    expect(await judged('1'.repeat(40))).toEqual({ status: 0, out: '', err: '' });
    git(clone, 'checkout', '--quiet', '--orphan', 'apart');
    const apart = commit('Apart');
    expect((await judged(apart)).out).toMatch(/^Denied\. .* force-push/);
    writeFileSync(path.join(clone, '.git', 'shallow'), `${second}\n`);
    expect(await judged(apart)).toEqual({ status: 0, out: '', err: '' });
  });

  test('tags are passed over without asking anybody', async () => {
    await installed(['install', '--json']);
    const one = await bitbucket();
    git(clone, 'tag', 'v1');
    expect(await gitAs(asks(one), ['push', '--quiet', 'origin', 'v1'])).toEqual(silent);
    expect(one.asked).toEqual([]);
  });

  test('branches are not read', async () => {
    await installed(['install', '--json']);
    const one = await bitbucket();
    await gitAs(asks(one), ['push', '--quiet', 'origin', 'HEAD:refs/heads/develop']);
    expect(one.asked.length > 0 && !one.asked.some(({ path: asked }) => asked.includes('refs/branches'))).toBe(true);
  });
});

describe('a push goes through without a word', () => {
  beforeEach(async () => {
    await installed(['install', '--json']);
  });
  afterEach(() => {
    expect(atUpstream('main')).toBe(git(clone, 'rev-parse', 'main'));
  });
  const push = (env: Record<string, string>, ...more: string[]) =>
    gitAs(env, ['push', '--quiet', 'origin', 'main', ...more]);

  test('that is allowed', async () => {
    const one = await bitbucket({
      '/2.0/repositories/acme/web/branch-restrictions': { status: 200, body: { values: [] } },
    });
    expect(await push(asks(one))).toEqual(silent);
    expect(one.asked).not.toEqual([]);
  });

  test('of which nobody can be sure', async () => {
    expect(
      await push(asks(await bitbucket({ '/2.0/repositories/acme/web/branch-restrictions': { status: 403 } }))),
    ).toEqual(silent);
  });

  test.each<[string, Parameters<typeof always>]>([
    ['refused credential', [401]],
    ['repository that cannot be seen', [404]],
    ['outage', [503]],
    ['page of HTML', [200, '<!doctype html>']],
    ['redirect', [302, '', { location: 'http://127.0.0.1:1/' }]],
  ])('after a %s', async (_, reply) => {
    expect(await push(asks(await server(always(...reply))))).toEqual(silent);
  });

  test('without network', async () => {
    const closed = await serving(always(200));
    await closed.close();
    expect(await push(asks(closed))).toEqual(silent);
  });

  test('while Bitbucket does not answer at all', async () => {
    expect(await push({ ...asks(await server(() => undefined)), WHO_CAN_PUSH_WAIT: '' })).toEqual(silent);
  });

  test('while a name is being looked up without end, which Node would wait for', async () => {
    const fifo = path.join(place, 'fifo');
    const preload = path.join(place, 'preload.cjs');
    execFileSync('mkfifo', [fifo]);
    writeFileSync(
      preload,
      `if (process.argv.includes('judge')) require('node:fs').open(${JSON.stringify(fifo)}, 'r', () => undefined);`,
    );
    const env = { ...asks(await server(() => undefined)), WHO_CAN_PUSH_WAIT: '', NODE_OPTIONS: `--require=${preload}` };
    expect(await push(env)).toEqual(silent);
  });

  test('while Bitbucket never comes to an end', async () => {
    const one = await server((_, response) => {
      response.writeHead(200).write('{"uuid": ');
    });
    expect(await push({ ...asks(one), WHO_CAN_PUSH_WAIT: '' })).toEqual(silent);
  });

  test('without a credential, or with half of one, and nobody is asked', async () => {
    const one = await bitbucket();
    expect(await push({ BITBUCKET_API_URL: one.url })).toEqual(silent);
    git(path.join(upstream, 'acme', 'web.git'), 'update-ref', '-d', 'refs/heads/main');
    expect(await push(asks(one, { BITBUCKET_EMAIL: 'ana@acme.example' }))).toEqual(silent);
    expect(one.asked).toEqual([]);
  });

  test('to another host, even where the remote was once on Bitbucket', async () => {
    const one = await bitbucket();
    git(clone, 'config', `url.${path.join(upstream, 'acme')}/.insteadOf`, 'git@bitbucket.org:acme/');
    expect(await push(asks(one))).toEqual(silent);
    expect(one.asked).toEqual([]);
  });

  test('of whoever has an access token at hand that no list of permissions shows', async () => {
    const bot = {
      status: 200,
      body: { type: 'user', uuid: '{b0700000-0000-4000-8000-000000000000}', display_name: 'web-token' },
    };
    expect(
      await push(asks(await bitbucket({ '/2.0/user': bot }, 'Bearer t'), { BITBUCKET_ACCESS_TOKEN: 't' })),
    ).toEqual(silent);
  });

  test('when the program is gone', async () => {
    const script = path.join(clone, '.git', 'hooks', 'pre-push');
    writeFileSync(script, readFileSync(script, 'utf8').replaceAll('who-can-push.js', 'gone.js'));
    expect(await push(asks(await bitbucket()))).toEqual(silent);
  });

  test('when the program is another, or broken', async () => {
    const bin = path.join(place, 'bin');
    mkdirSync(bin);
    const script = path.join(clone, '.git', 'hooks', 'pre-push');
    writeFileSync(script, readFileSync(script, 'utf8').replaceAll('who-can-push.js', 'gone.js'));
    writeFileSync(path.join(bin, 'who-can-push'), '#!/bin/sh\nexit 1\n');
    chmodSync(path.join(bin, 'who-can-push'), 0o755);
    expect(await push({ ...asks(await bitbucket()), PATH: `${bin}:${base.PATH}` })).toEqual(silent);
  });
});

test('a person with their own access token sees a refusal beforehand', async () => {
  await installed(['install', '--json']);
  const { err } = await gitAs(asks(await bitbucket({}, 'Bearer t'), { BITBUCKET_ACCESS_TOKEN: 't' }), [
    'push',
    '--quiet',
    'origin',
    'main',
  ]);
  expect(err).toContain('\nJudged as Ana Lovell, who owns the access token in the environment; over SSH');
});

describe('where the hook stands', () => {
  test('in the clone, for everybody to run', async () => {
    const file = await installed(['install', '--json']);
    expect(file).toBe(path.join(clone, '.git', 'hooks', 'pre-push'));
    expect(statSync(file).mode & 0o111).toBe(0o111);
    expect((await hook(['install'])).out).toBe(`Before each push, ${file} now says what Bitbucket would refuse.\n`);
  });

  test('a subfolder and a folder of hooks that is missing', async () => {
    const sub = path.join(clone, 'a', 'b');
    mkdirSync(sub, { recursive: true });
    rmSync(path.join(clone, '.git', 'hooks'), { recursive: true, force: true });
    expect(await installed(['install', '--json'], sub)).toBe(path.join(clone, '.git', 'hooks', 'pre-push'));
  });

  test('a worktree shares it, and a push from there is predicted', async () => {
    const tree = path.join(place, 'tree');
    git(clone, 'worktree', 'add', '--quiet', tree, '-b', 'other');
    expect(await installed(['install', '--json'], tree)).toBe(path.join(clone, '.git', 'hooks', 'pre-push'));
    expect((await gitAs(asks(await bitbucket()), ['push', '--quiet', 'origin', 'HEAD:main'], tree)).err).toMatch(
      /^Denied\. /,
    );
  });

  test('a bare repository has hooks too', async () => {
    const bare = path.join(upstream, 'acme', 'web.git');
    expect(await installed(['install', '--json'], bare)).toBe(path.join(bare, 'hooks', 'pre-push'));
  });

  test('outside a clone: 64', async () => {
    for (const command of ['install', 'remove'])
      expect(failedWith(64, await hook([command], folder))).toContain('no clone');
  });

  test('core.hooksPath in the work tree: refused, unless forced', async () => {
    git(clone, 'config', 'core.hooksPath', '.husky/_');
    for (const cwd of [clone, path.join(clone, 'sub')]) {
      mkdirSync(cwd, { recursive: true });
      expect(failedWith(64, await hook(['install'], cwd))).toMatch(/`\.husky\/_`.*work tree.*`--force`/);
    }
    expect(existsSync(path.join(clone, '.husky'))).toBe(false);
    const file = await installed(['install', '--force', '--json'], path.join(clone, 'sub'));
    expect(file).toBe(path.join(clone, '.husky', '_', 'pre-push'));
    expect((await gitAs(asks(await bitbucket()), ['push', '--quiet', 'origin', 'main'])).err).toMatch(/^Denied\. /);
    expect((await hook(['install'])).status).toBe(0);
    expect((await hook(['remove'])).status).toBe(0);
    expect(existsSync(file)).toBe(false);
  });

  test('core.hooksPath for every repository: refused, unless forced', async () => {
    const shared = path.join(home, 'hooks');
    git(clone, 'config', '--global', 'core.hooksPath', '~/hooks');
    expect(failedWith(64, await hook(['install']))).toMatch(/`~\/hooks` for more than this repository.*`--force`/);
    expect(await installed(['install', '--force', '--json'])).toBe(path.join(shared, 'pre-push'));
    expect((await gitAs(asks(await bitbucket()), ['push', '--quiet', 'origin', 'main'])).err).toMatch(/^Denied\. /);
    rmSync(shared, { recursive: true });
  });

  test('core.hooksPath to a folder elsewhere: refused, unless forced', async () => {
    const shared = path.join(place, 'shared');
    git(clone, 'config', 'core.hooksPath', shared);
    expect(failedWith(64, await hook(['install']))).toContain('other repositories may share');
    expect(await installed(['install', '--force', '--json'])).toBe(path.join(shared, 'pre-push'));
  });

  test('a folder of hooks that is a link out of the clone: refused, unless forced', async () => {
    const shared = path.join(place, 'linked');
    mkdirSync(shared);
    rmSync(path.join(clone, '.git', 'hooks'), { recursive: true, force: true });
    symlinkSync(shared, path.join(clone, '.git', 'hooks'));
    expect(failedWith(64, await hook(['install']))).toContain('is a link to');
    expect(existsSync(path.join(shared, 'pre-push'))).toBe(false);
    await installed(['install', '--force', '--json']);
    expect(existsSync(path.join(shared, 'pre-push'))).toBe(true);
  });

  test("core.hooksPath to git's own folder is nobody else's", async () => {
    git(clone, 'config', 'core.hooksPath', path.join(clone, '.git', 'hooks'));
    expect(await installed(['install', '--json'])).toBe(path.join(clone, '.git', 'hooks', 'pre-push'));
  });

  test('a folder that cannot be written to: one sentence', async () => {
    git(clone, 'config', 'core.hooksPath', '/dev/null');
    const { status, err } = await hook(['install', '--force']);
    expect({ status, lines: err.split('\n').length, says: err.includes('cannot be written') }).toEqual({
      status: 70,
      lines: 2,
      says: true,
    });
  });
});

describe("somebody else's hook", () => {
  const script = () => path.join(clone, '.git', 'hooks', 'pre-push');
  /** A hook that keeps its arguments and input, and ends with a status. */
  function others(status: number, mode = 0o755) {
    mkdirSync(path.dirname(script()), { recursive: true });
    writeFileSync(
      script(),
      `#!/bin/sh\nmkdir -p given; echo "$@" >given/args; cat >given/input\nexit ${String(status)}\n`,
    );
    chmodSync(script(), mode);
  }

  test('stays, and the sentence says what can be done', async () => {
    others(0);
    const before = readFileSync(script(), 'utf8');
    const sentence = failedWith(64, await hook(['install']));
    expect(sentence).toContain('`--force`');
    expect(sentence).toContain('`who-can-push hook check "$@"`');
    expect(readFileSync(script(), 'utf8')).toBe(before);
  });

  test('forced, it is kept and runs first, with all the input of git', async () => {
    others(0);
    await installed(['install', '--force', '--json']);
    const { status, err } = await gitAs(asks(await bitbucket()), ['push', '--quiet', 'origin', 'main']);
    expect({ status, denied: err.startsWith('Denied.') }).toEqual({ status: 1, denied: true });
    expect(readFileSync(path.join(clone, 'given', 'args'), 'utf8')).toBe('origin git@bitbucket.org:acme/web.git\n');
    expect(readFileSync(path.join(clone, 'given', 'input'), 'utf8')).toBe(
      `refs/heads/main ${git(clone, 'rev-parse', 'main')} refs/heads/main ${'0'.repeat(40)}\n`,
    );
  });

  test('a push that it refuses is not judged', async () => {
    others(7);
    await installed(['install', '--force', '--json']);
    const one = await bitbucket();
    expect((await gitAs(asks(one), ['push', '--quiet', 'origin', 'main'])).status).toBe(1);
    expect(one.asked).toEqual([]);
  });

  test('one that git would not have run is not run', async () => {
    others(7, 0o644);
    await installed(['install', '--force', '--json']);
    expect(await gitAs({}, ['push', '--quiet', 'origin', 'HEAD:refs/heads/develop'])).toEqual(silent);
  });

  test('it may call ours', async () => {
    mkdirSync(path.dirname(script()), { recursive: true });
    writeFileSync(script(), `#!/bin/sh\n'${process.execPath}' "${program}" hook check "$@"\n`);
    chmodSync(script(), 0o755);
    const env = asks(await bitbucket());
    expect((await gitAs(env, ['push', '--quiet', 'origin', 'main'])).err).toMatch(/^Denied\. /);
    expect(await gitAs(env, ['push', '--quiet', 'origin', 'HEAD:refs/heads/develop'])).toEqual(silent);
  });

  test('ours is replaced without a word about it, and what was kept stays', async () => {
    others(0);
    await installed(['install', '--force', '--json']);
    expect(JSON.parse((await hook(['install', '--json'])).out)).toEqual({ hook: script(), did: 'replaced' });
    await hook(['remove']);
    expect(readFileSync(script(), 'utf8')).toContain('given/args');
  });

  test('a second one: neither is lost', async () => {
    others(0);
    await installed(['install', '--force', '--json']);
    rmSync(script());
    others(1);
    expect(failedWith(64, await hook(['install', '--force']))).toContain('only one can be kept');
    expect(readFileSync(script(), 'utf8')).toContain('exit 1');
  });

  test('a link is moved, and what it leads to is not written to', async () => {
    const target = path.join(place, 'shared-hook');
    writeFileSync(target, '#!/bin/sh\nexit 0\n');
    chmodSync(target, 0o755);
    mkdirSync(path.dirname(script()), { recursive: true });
    symlinkSync(target, script());
    await installed(['install', '--force', '--json']);
    expect(readFileSync(target, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
    await hook(['remove']);
    expect(realpathSync(script())).toBe(target);
  });
});

describe('hook remove', () => {
  const script = () => path.join(clone, '.git', 'hooks', 'pre-push');

  test('takes ours away', async () => {
    await installed(['install', '--json']);
    expect(await hook(['remove'])).toEqual({ status: 0, out: `The hook was removed from ${script()}.\n`, err: '' });
    expect(existsSync(script())).toBe(false);
    expect(await hook(['remove'])).toEqual({ status: 0, out: 'There is no `pre-push` hook here.\n', err: '' });
  });

  test("leaves somebody else's", async () => {
    mkdirSync(path.dirname(script()), { recursive: true });
    writeFileSync(script(), '#!/bin/sh\n# calls who-can-push: hook check\n');
    expect((await hook(['remove'])).out).toContain('is not ours, and stays');
    expect(existsSync(script())).toBe(true);
  });
});

test.each([
  [['hook']],
  [['hook', 'bogus']],
  [['hook', 'install', 'more']],
  [['hook', 'check']],
  [['hook', 'judge', 'origin', 'url']],
])('%j: 64', async (args) => {
  failedWith(64, await typed(args));
});
