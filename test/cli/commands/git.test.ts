import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { lastLine } from '../../../src/cli/hook/script';
import { quoted } from '../../../src/core/words/shell';
import { savedWorld } from '../../bitbucket/saved-worlds';
import {
  git,
  newMachine,
  newScene,
  program,
  writeHook,
  type Machine,
  type Scene,
} from '../../refusals/clients/machine';
import { always, served, serving, worldOver } from '../server';

// Processes are started here, and the machine may be busy.

const server = served();
let machine: Machine;
let ours = '';
let scene: Scene;
/** A folder for what is kept while git runs. */
let temporary = '';

/** What Bitbucket Cloud prints above Git's own lines. */
const declines = 'echo "Permission denied to update branch main." >&2; exit 1';

beforeAll(() => {
  machine = newMachine();
  ours = path.join(machine.folder, "who's who", 'who-can-push.js');
  buildSync({
    entryPoints: [path.join(__dirname, '..', '..', '..', 'src', 'cli', 'main.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    outfile: ours,
  });
});

beforeEach(() => {
  scene = newScene(machine, declines);
  temporary = path.join(path.dirname(scene.served), 'temporary');
  mkdirSync(temporary);
});

afterAll(() => {
  machine.remove();
});

interface Ran {
  status: number | null;
  out: string;
  err: string;
}

interface Running {
  cwd?: string;
  env?: Record<string, string | undefined>;
  input?: string;
  /** The person's shell, in a terminal. */
  shell?: string;
  /** Called once a file `begun` stands in the clone. */
  meanwhile?: (child: ReturnType<typeof spawn>) => void;
}

/** Runs a program, while the servers in this process keep running. */
async function ran(file: string, args: string[], { cwd, env, input, meanwhile }: Running = {}): Promise<Ran> {
  const child = spawn(file, args, {
    cwd: cwd ?? scene.clone,
    env: { ...machine.env, TMPDIR: temporary, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: 30_000,
  });
  if (!meanwhile) child.stdin.end(input);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const waiting = setInterval(() => {
    if (!meanwhile || !existsSync(path.join(scene.clone, 'begun'))) return;
    clearInterval(waiting);
    meanwhile(child);
  }, 20);
  const status = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(waiting);
  return { status, out, err };
}

const plain = (args: string[], running?: Running) => ran(program('git'), args, running);
const wrapped = (args: string[], running?: Running) => ran(process.execPath, [ours, 'git', ...args], running);

/** The same in a terminal; `out` is what it shows. */
function inTerminal(args: string[], running?: Running): Promise<Ran> {
  const env = ['env', `SHELL=${running?.shell ?? '/bin/sh'}`, 'TERM=xterm'];
  const command = [...env, process.execPath, ours, 'git', ...args].map((one) => quoted(one));
  const transcript = path.join(machine.folder, 'shown');
  return ran(program('script'), ['-q', '-e', '-c', command.join(' '), transcript], running);
}

const explained =
  /^\nThe likely cause: A branch restriction\. .*\n {4}remote: Permission denied to update branch main\.\n/;

describe('through pipes', () => {
  test('a refusal: what git prints is untouched, its status kept, and the explanation below', async () => {
    const [alone, with_] = [await plain(['push', 'origin', 'main']), await wrapped(['push', 'origin', 'main'])];
    expect(alone.status).toBe(1);
    expect({ status: with_.status, out: with_.out }).toEqual({ status: 1, out: alone.out });
    expect(with_.err.startsWith(alone.err)).toBe(true);
    expect(with_.err.slice(alone.err.length)).toMatch(explained);
    expect(with_.err).toContain('git push origin HEAD:refs/heads/work/main-update');
    expect(with_.err).not.toContain('Not compared');
    expect(with_.err.trimEnd()).toMatch(/More: who-can-push refusals push-restriction$/);
  });

  test('a success adds nothing', async () => {
    const twin = newScene(machine);
    scene = newScene(machine);
    const alone = await plain(['push', 'origin', 'main'], { cwd: twin.clone });
    const with_ = await wrapped(['push', 'origin', 'main']);
    expect({ ...with_, err: with_.err.replaceAll(scene.served, '') }).toEqual({
      ...alone,
      err: alone.err.replaceAll(twin.served, ''),
    });
    expect(with_.status).toBe(0);
  });

  test.each<[string, string[]]>([
    ['what is no matter of a remote', ['grep', '--no-index', 'Permission denied', '.']],
    ['a difference', ['diff', '--no-index', '--exit-code', '.git/HEAD', '.git/config']],
    ['a command that git does not know', ['no-such-command']],
    ['wrong usage', ['push', '--no-such-option']],
    ["git's own help of a command", ['push', '-h']],
    ['an alias of a local command', ['-c', 'alias.gone=rev-parse --verify', 'gone', 'no-such-name']],
  ])('%s that fails is as git leaves it', async (_, args) => {
    const alone = await plain(args);
    expect(alone.status).not.toBe(0);
    expect(await wrapped(args)).toEqual(alone);
  });

  test('a failure of no known cause is left to git', async () => {
    writeHook(path.join(scene.bare, 'hooks', 'pre-receive'), 'exit 0');
    const args = ['-c', 'alias.odd=!echo "something odd happened" >&2; exit 3', 'odd'];
    expect(await wrapped(args)).toEqual({ status: 3, out: '', err: 'something odd happened\n' });
  });

  test('an option of git leads elsewhere, and the clone there is asked about the push', async () => {
    const { err, status } = await wrapped(['-C', path.join(scene.clone, '..', 'clone'), 'push', 'origin', 'main'], {
      cwd: machine.folder,
    });
    expect(status).toBe(1);
    expect(err).toContain('git branch -f main origin/main');
  });

  test('an alias is explained once, also where it runs us again', async () => {
    const bin = path.join(machine.folder, 'bin');
    mkdirSync(bin, { recursive: true });
    const own = path.join(bin, 'who-can-push');
    writeFileSync(own, `#!/bin/sh\nexec '${process.execPath}' "${ours}" "$@"\n`);
    chmodSync(own, 0o755);
    const env = { PATH: `${bin}:${machine.env['PATH'] ?? ''}` };
    git(machine, scene.clone, 'config', 'alias.pushed', '!who-can-push git push');
    const byGit = await plain(['pushed', 'origin', 'main'], { env });
    expect({ status: byGit.status, times: byGit.err.split('The likely cause').length - 1 }).toEqual({
      status: 1,
      times: 1,
    });
    const byUs = await wrapped(['pushed', 'origin', 'main'], { env });
    expect({ status: byUs.status, times: byUs.err.split('The likely cause').length - 1 }).toEqual({
      status: 1,
      times: 1,
    });
  });

  test('what our own hook has explained is not explained again', async () => {
    writeHook(
      path.join(scene.clone, '.git', 'hooks', 'pre-push'),
      `{ echo 'Denied. …'; echo '${lastLine}'; } >&2; exit 1`,
    );
    const [alone, with_] = [await plain(['push', 'origin', 'main']), await wrapped(['push', 'origin', 'main'])];
    expect(alone.status).toBe(1);
    expect(with_).toEqual(alone);
  });

  test('a hook of the clone that stops a push without a word is found out', async () => {
    writeHook(path.join(scene.clone, '.git', 'hooks', 'pre-push'), 'exit 1');
    const { status, err } = await wrapped(['push', 'origin', 'main']);
    expect(status).toBe(1);
    expect(err).toMatch(/\nThe likely cause: .*hook/);
    expect(err).not.toContain('branch restriction');
  });

  test('git reads our standard input', async () => {
    const { out } = await wrapped(['hash-object', '--stdin'], { input: 'a\n' });
    expect(out).toBe('78981922613b2afb6025042ff6bd878ac1994e85\n');
  });

  test('bytes that are no text pass as they are', async () => {
    const bytes = String.raw`\377\000\033[31m\r\200`;
    const args = ['-c', `alias.bytes=!printf '${bytes}' >&2; exit 1; :`, 'bytes'];
    const [alone, with_] = [await plain(args), await wrapped(args)];
    expect(alone.err).toContain('\u001B[31m');
    expect(with_).toEqual(alone);
  });

  test('what git leaves running in the background is not waited for', async () => {
    writeHook(path.join(scene.clone, '.git', 'hooks', 'pre-push'), 'sleep 20 & exit 0');
    const begun = Date.now();
    const child = spawn(process.execPath, [ours, 'git', 'push', 'origin', 'main'], {
      cwd: scene.clone,
      env: { ...machine.env, TMPDIR: temporary },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.resume();
    expect(await new Promise((done) => child.once('exit', done))).toBe(1);
    expect(Date.now() - begun).toBeLessThan(15_000);
    child.stderr.destroy();
  });

  test('a signal ends git, and the status says which', async () => {
    writeHook(path.join(scene.clone, '.git', 'hooks', 'pre-push'), 'echo >begun; exec sleep 20 >/dev/null 2>&1');
    const { status, err } = await wrapped(['push', 'origin', 'main'], {
      meanwhile: (child) => {
        child.kill('SIGTERM');
        child.stdin?.end();
      },
    });
    expect({ status, err }).toEqual({ status: 143, err: '' });
  });

  test('a terminal that is gone ends git and us alike, without a crash', async () => {
    writeHook(path.join(scene.clone, '.git', 'hooks', 'pre-push'), 'echo >begun; exec sleep 20 >/dev/null 2>&1');
    let child: ReturnType<typeof spawn> | undefined;
    await wrapped(['push', 'origin', 'main'], {
      meanwhile: (one) => {
        child = one;
        one.kill('SIGHUP');
        one.stdin?.end();
      },
    });
    expect(child?.signalCode).toBe('SIGHUP');
  });

  test('no git: one sentence, and 69', async () => {
    const bin = path.join(machine.folder, 'no-git');
    mkdirSync(bin);
    symlinkSync(process.execPath, path.join(bin, 'node'));
    expect(await wrapped(['push'], { env: { PATH: bin } })).toEqual({
      status: 69,
      out: '',
      err: 'There is no git in the folders that `PATH` names.\n',
    });
  });

  test('bytes that Node loses are not pushed in another form', async () => {
    const { status, err } = await ran('/bin/sh', [
      '-c',
      `"$0" "$1" git push origin "$(printf 'b\\344r')"`,
      process.execPath,
      ours,
    ]);
    expect({ status, err }).toEqual({
      status: 64,
      err: 'An argument holds bytes that are not UTF-8 and would be lost here: use git itself for it.\n',
    });
  });
});

describe('beside the live configuration', () => {
  const token = 'ATCTT3x-not-a-real-one';

  /** The remote is Bitbucket's by its address; what a server would run, runs here. */
  function atBitbucket(): Record<string, string> {
    const ssh = path.join(machine.folder, 'stand-in-ssh');
    writeFileSync(ssh, `#!/bin/sh\nfor last; do :; done\ncd '${scene.served}' && exec sh -c "$last"\n`);
    chmodSync(ssh, 0o755);
    git(machine, scene.clone, 'remote', 'set-url', 'origin', 'git@bitbucket.org:acme/web.git');
    return { GIT_SSH_COMMAND: `'${ssh}'`, GIT_SSH_VARIANT: 'ssh' };
  }

  test('it says what the rules say of the same push', async () => {
    const one = await server(worldOver(savedWorld('ordinary-team'), `Bearer ${token}`));
    const { status, err } = await wrapped(['push', 'origin', 'main'], {
      env: { ...atBitbucket(), BITBUCKET_API_URL: one.url, BITBUCKET_ACCESS_TOKEN: token },
    });
    expect(status).toBe(1);
    expect(err).toContain('The live configuration: Ana Lovell cannot push to `main` in acme/web.');
  });

  test('nobody is asked about a push that went through, nor about what no rule causes', async () => {
    writeHook(path.join(scene.bare, 'hooks', 'pre-receive'), 'exit 0');
    const one = await server(always(200, {}));
    const env = { ...atBitbucket(), BITBUCKET_API_URL: one.url, BITBUCKET_ACCESS_TOKEN: token };
    expect((await wrapped(['push', 'origin', 'main'], { env })).status).toBe(0);
    const failed = await wrapped(['push', 'origin', 'main'], {
      env: { ...env, GIT_SSH_COMMAND: 'echo "git@bitbucket.org: Permission denied (publickey)." >&2; false' },
    });
    expect(failed.err).toContain('cause: ');
    expect(one.asked).toEqual([]);
  });

  test('a Bitbucket that does not answer holds up nobody who presses Ctrl-C, and the text is explained', async () => {
    const one = await serving(() => {
      writeFileSync(path.join(scene.clone, 'begun'), '');
    });
    try {
      const { status, err } = await wrapped(['push', 'origin', 'main'], {
        env: { ...atBitbucket(), BITBUCKET_API_URL: one.url, BITBUCKET_ACCESS_TOKEN: token },
        meanwhile: (child) => {
          child.kill('SIGINT');
          child.stdin?.end();
        },
      });
      expect(status).toBe(1);
      expect(err).toMatch(/\nThe likely cause: A branch restriction\./);
    } finally {
      await one.close();
    }
  });
});

describe('in a terminal', () => {
  const shows = 'if test -t 0; then echo in; fi; test -t 1 && test -t 2 && echo "out: $(stty size <&2)" >&2';

  test('git has one: its colours and progress, a hook that sees it, and the explanation in colour below', async () => {
    writeHook(path.join(scene.clone, '.git', 'hooks', 'pre-push'), shows);
    const { status, out } = await inTerminal(['push', 'origin', 'main']);
    expect(status).toBe(1);
    expect(out).toMatch(/out: \d+ \d+\r\n/);
    expect(out).toContain('Writing objects: 100% ');
    expect(out).toContain('\u001B[31m! [remote rejected]');
    expect(out).toContain('\u001B[1mThe likely cause: A branch restriction.\u001B[22m');
    expect(out.indexOf('The likely cause')).toBeGreaterThan(out.indexOf('failed to push'));
    expect(out).not.toContain('Script ');
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('a success shows nothing of ours, and leaves nothing behind', async () => {
    scene = newScene(machine);
    const { status, out } = await inTerminal(['push', 'origin', 'main'], { env: { TMPDIR: temporary } });
    expect({ status, last: out.trimEnd().split('\r\n').at(-1)?.trim() }).toEqual({
      status: 0,
      last: expect.stringMatching(/^[\da-f]{7}\.\.[\da-f]{7} {2}main -> main$/),
    });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("the person's own shell is left as it was, also where it is none of POSIX", async () => {
    writeHook(path.join(scene.clone, '.git', 'hooks', 'pre-push'), 'echo "shell <${SHELL-none}> <${LC_ALL-none}>" >&2');
    const { out } = await inTerminal(['push', 'origin', 'main'], {
      shell: "/opt/it's fish",
      env: { LC_ALL: undefined },
    });
    expect(out).toContain("shell </opt/it's fish> <none>\r\n");
  });

  test('arguments arrive as they were typed', async () => {
    const odd = ['with space', "it's", '"quoted"', '$HOME `x`', 'two\nlines', '', '--', '*'];
    const { out, status } = await inTerminal(['-c', 'alias.said=!printf "<%s>" "$@"; exit 4; :', 'said', ...odd]);
    expect(status).toBe(4);
    expect(out.replaceAll('\r\n', '\n')).toContain(odd.map((one) => `<${one}>`).join(''));
  });

  test('Ctrl-C ends git, nothing is explained, and nothing is left behind', async () => {
    writeHook(path.join(scene.clone, '.git', 'hooks', 'pre-push'), 'echo >begun; exec sleep 20');
    const { status, out } = await inTerminal(['push', 'origin', 'main'], {
      meanwhile: (child) => child.stdin?.write('\u0003'),
    });
    expect({ status, explained: out.includes('cause') }).toEqual({ status: 130, explained: false });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('where nothing can be kept, standard error is passed on', async () => {
    writeHook(path.join(scene.clone, '.git', 'hooks', 'pre-push'), 'test -t 2 || echo "a pipe" >&2');
    const { status, out } = await inTerminal(['push', 'origin', 'main'], { env: { TMPDIR: '/dev/null' } });
    expect(status).toBe(1);
    expect(out).toContain('a pipe\r\n');
    expect(out).toContain('The likely cause: A branch restriction.');
  });
});

test('without a command of git it is us who are asked', async () => {
  expect(await wrapped([])).toEqual({
    status: 64,
    out: '',
    err: 'Say what git should do, as in `who-can-push git push`.\n',
  });
  expect((await wrapped(['--help'])).out).toMatch(/^Usage: who-can-push git COMMAND …\n/);
  expect((await wrapped(['--version'])).out).toMatch(/^git version /);
});
