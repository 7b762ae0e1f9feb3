import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text as bodyOf } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { parse } from 'yaml';
import { worldPlace } from '../../src/sandbox/bitbucket/places';
import { savedWorld } from '../bitbucket/saved-worlds';
import { blocksOf, root, textOf } from '../docs/pages';
import { serveWebhook } from '../sandbox/webhook';
import { closedAfterEach, serving, type Server } from './server';
import { standInWebhook, type StandIn } from './stand-in-webhook';
import { emptyFolder, typed } from './terminal';

const folder = realpathSync(emptyFolder());
const program = path.join(folder, 'package', 'who-can-push.js');
const blocks = blocksOf(textOf('docs/builds.md'));
const mayPush = blockWith('#!/bin/sh');

const servers = closedAfterEach<Server>();
let work = '';

/** The only block of the page on builds that contains this. */
function blockWith(text: string): string {
  const found = blocks.filter(({ code }) => code.includes(text));
  expect(found).toHaveLength(1);
  return found[0]?.code ?? '';
}

// Processes are started here, and the machine may be busy.

beforeAll(() => {
  buildSync({
    entryPoints: [path.join(root, 'src', 'cli', 'main.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    outfile: program,
  });
  chmodSync(program, 0o755);
});

beforeEach(() => {
  work = mkdtempSync(path.join(folder, 'build-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', work, '-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', ...args], {
      stdio: 'ignore',
    });
  git('init', '--quiet', '-b', 'topic');
  git('commit', '--quiet', '--allow-empty', '-m', 'Begin');
  git('init', '--quiet', '--bare', 'upstream.git');
  git('remote', 'add', 'origin', 'upstream.git');
  writeFileSync(path.join(work, 'may-push.sh'), mayPush);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function webhook(...more: [first?: Parameters<typeof standInWebhook>[1]]): Promise<StandIn> {
  const one = await standInWebhook(savedWorld('ordinary-team'), ...more);
  servers.push(one);
  return one;
}

interface Ran {
  status: number | null;
  said: string;
}

/** Runs a command in the build's folder while the webhook answers. The secret is not in its output. */
function running(
  hook: Pick<StandIn, 'url' | 'key'>,
  command: string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  return new Promise((done) => {
    const [file = '', ...args] = command;
    const child = spawn(file, args, {
      cwd: work,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: folder,
        WHO_CAN_PUSH_URL: hook.url,
        WHO_CAN_PUSH_KEY: hook.key,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('close', (status) => {
      const [, secret = ''] = hook.key.split(':');
      if (secret) expect(said).not.toContain(secret);
      done({ status, said });
    });
  });
}

/** Whether the build's push arrived. */
function pushed(): boolean {
  return execFileSync('git', ['-C', path.join(work, 'upstream.git'), 'for-each-ref', 'refs/heads/main']).length > 0;
}

const shells = ['sh', 'bash', 'dash', 'busybox'].filter((shell) => {
  try {
    execFileSync(shell, shell === 'busybox' ? ['true'] : ['-c', ':'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

describe.each(shells)('may-push.sh, run by %s', (shell) => {
  const command = shell === 'busybox' ? ['busybox', 'sh'] : [shell];
  const asking = (hook: Pick<StandIn, 'url' | 'key'>, args: string[], env = {}) =>
    running(hook, [...command, 'may-push.sh', ...args], env);

  test('makes a valid call with openssl and curl alone, and says what is answered', async () => {
    const hook = await webhook();
    const allowed = await asking(hook, ['acme/web', 'develop', 'Ana Lovell']);
    expect(allowed).toEqual({
      status: 0,
      said: expect.stringMatching(/^Ana Lovell can push to `develop` in acme\/web\.\n/),
    });
    const { status, said } = await asking(hook, ['acme/web', 'main', 'pipelines']);
    expect(status).toBe(1);
    expect(said.split('\n')[0]).toBe('Pipelines cannot push to `main` in acme/web.');
    expect(said).toMatch(/^You can /m);
    const lines = said.trim().split('\n');
    expect(new Set(lines).size).toBe(lines.length);
    expect(hook.questions).toMatchObject([
      { branch: 'develop', actor: 'Ana Lovell', operation: 'push' },
      { branch: 'main', actor: 'pipelines' },
    ]);
  });

  test.each([['fix/100%-cpu'], ['feature/検索-ui'], ["it's"], ['"quoted"'], ['a&b;c|d$e`f'], ['"verdict":"denied"']])(
    'asks about %j, whatever the name holds',
    async (branch) => {
      const hook = await webhook();
      expect((await asking(hook, ['acme/web', branch, 'priya', 'create'])).status).toBe(0);
      expect(hook.questions).toMatchObject([{ branch, operation: 'create' }]);
    },
  );

  test('with every byte in the secret', async () => {
    for (const first of [0, 64, 128, 192]) {
      const secret = Buffer.from(Array.from({ length: 64 }, (_, at) => first + at));
      const hook = await webhookWith(secret);
      expect((await asking(hook, ['acme/web', 'main', 'ana'])).said).toBe('Signed.\n');
    }
  });

  /** Answers only whether the signature is right. */
  async function webhookWith(secret: Buffer): Promise<Pick<StandIn, 'url' | 'key'>> {
    const one = await serving(async (request, response) => {
      const { 'x-webtrigger-timestamp': at, 'x-webtrigger-signature': signature } = request.headers;
      const right = `sha256=${createHmac('sha256', secret)
        .update(`${String(at)}.${await bodyOf(request)}`)
        .digest('hex')}`;
      response.end(JSON.stringify({ verdict: 'allowed', summary: right === signature ? 'Signed.' : 'Not signed.' }));
    });
    servers.push(one);
    return { url: one.url, key: `k1:${secret.toString('base64')}` };
  }

  test('ends with 2 for unknown, and with neither 0, 1 nor 2 for what is no answer', async () => {
    const answer = {
      verdict: 'unknown',
      summary: 'Not "known" here.',
      findings: [{ rule: 'x', verdict: 'unknown', reason: 'Because.' }],
      notChecked: [],
      source: 'bitbucket',
    };
    const spaced = JSON.stringify(answer, null, 2);
    const hook = await webhook([
      { status: 200, body: answer },
      { status: 200, body: spaced },
      { status: 400, body: { error: '`actor` is nobody.' } },
    ]);
    for (const time of [1, 2])
      expect({ time, ...(await asking(hook, ['acme/web', 'main', 'ana'])) }).toEqual({
        time,
        status: 2,
        said: 'Not "known" here.\nBecause.\n',
      });
    expect(await asking(hook, ['acme/web', 'main', 'ana'])).toEqual({
      status: 69,
      said: expect.stringContaining('is nobody'),
    });
    expect((await asking({ ...hook, key: 'k1:d3Jvbmc=' }, ['acme/web', 'main', 'ana'])).status).toBe(69);
    expect((await asking(hook, ['acme/api', 'main', 'ana'])).status).toBe(69);
    expect((await asking({ ...hook, url: 'http://127.0.0.1:1/' }, ['acme/web', 'main', 'ana'])).status).toBe(69);
    expect((await asking(hook, ['acme/web', 'main'])).status).toBe(64);
    expect((await asking({ ...hook, key: '' }, ['acme/web', 'main', 'ana'])).status).toBe(64);
  });
});

test('no program is started with the secret among its arguments', async () => {
  const bin = path.join(work, 'bin');
  mkdirSync(bin);
  for (const name of ['openssl', 'curl', 'od', 'sed', 'cut', 'grep', 'tr', 'date']) {
    const real = execFileSync('sh', ['-c', `command -v ${name}`])
      .toString('utf8')
      .trim();
    writeFileSync(
      path.join(bin, name),
      `#!/bin/sh\nprintf '%s\\n' "${name} $*" >>"${work}/arguments"\nexec ${real} "$@"\n`,
    );
    chmodSync(path.join(bin, name), 0o755);
  }
  const hook = await webhook();
  expect(
    (
      await running(hook, ['sh', 'may-push.sh', 'acme/web', 'main', 'pipelines'], {
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      })
    ).status,
  ).toBe(1);
  const seen = readFileSync(path.join(work, 'arguments'), 'utf8');
  const secret = Buffer.from(hook.key.split(':')[1] ?? '', 'base64');
  expect(seen).toMatch(/^openssl dgst[^]*^curl /m);
  expect(seen.toLowerCase()).not.toContain(secret.toString('hex').slice(0, 16));
  expect(seen).not.toContain(secret.toString('base64').slice(0, 16));
});

const busy = { status: 503, body: { error: 'Later.' } };
const refused = { pushes: false, status: 1, says: /^Pipelines cannot push to `main`/m };

describe('the step for bitbucket-pipelines.yml', () => {
  const { pipelines } = parse(blockWith('pipelines:')) as {
    pipelines: { branches: { main: { step: { script: string[] } }[] } };
  };
  const { script } = pipelines.branches.main[0]?.step ?? { script: [] };
  const build = (hook: StandIn) =>
    running(hook, ['bash', '-e', '-c', script.join('\n')], {
      BITBUCKET_REPO_FULL_NAME: 'acme/web',
      BITBUCKET_BUILD_NUMBER: '7',
    });

  test('ends the build where the push would be refused', async () => {
    const { status, said } = await build(await webhook());
    expect({ status, pushes: pushed(), says: refused.says.test(said) }).toEqual({ ...refused, says: true });
  });

  test('goes on where nobody knows, or nobody answers', async () => {
    const unknown = {
      status: 200,
      body: { verdict: 'unknown', summary: 'Not known.', findings: [], notChecked: [], source: 'bitbucket' },
    };
    expect(await build(await webhook([unknown]))).toMatchObject({
      status: 0,
      said: expect.stringContaining('Not known.'),
    });
    expect(pushed()).toBe(true);
    const { status, said } = await build(
      await webhook([
        { ...busy, status: 500 },
        { ...busy, status: 418 },
      ]),
    );
    expect({ status, says: said.includes('did not answer the question') }).toEqual({ status: 0, says: true });
  });
});

describe('the stage for Jenkins', () => {
  const stage = blockWith('withCredentials');
  const steps = [...stage.matchAll(/\bsh '([^\n]*)'\n/g)].map(([, step = '']) => step);

  test('keeps the key to the step that asks', () => {
    expect(/withCredentials\(\[string\(.*variable: 'WHO_CAN_PUSH_KEY'\)\]\) \{([^}]*)\}/.exec(stage)?.[1]).toContain(
      steps[0],
    );
    expect(steps).toHaveLength(2);
  });

  test('ends where the push would be refused, and its trace shows no secret', async () => {
    const hook = await webhook();
    const { status, said } = await running(hook, ['sh', '-xe', '-c', steps[0] ?? '']);
    expect({ status, says: /^A repository access token cannot push to `main`/m.test(said) }).toEqual({
      status: 1,
      says: true,
    });
    const hex = Buffer.from(hook.key.split(':')[1] ?? '', 'base64').toString('hex');
    expect(said.replaceAll(/\s/g, '')).not.toContain(hex.slice(0, 8));
  });

  test('goes on to the push where nobody knows', async () => {
    const unknown = {
      status: 200,
      body: { verdict: 'unknown', summary: 'Not known.', findings: [], notChecked: [], source: 'bitbucket' },
    };
    const hook = await webhook([unknown]);
    for (const step of steps) expect((await running(hook, ['sh', '-xe', '-c', step])).status).toBe(0);
    expect(pushed()).toBe(true);
  });
});

test.each(['sh', 'bash'])('the lines for anywhere else, run by %s -e', async (shell) => {
  const lines = blockWith("'Ana Lovell'");
  const { status, said } = await running(await webhook(), [shell, '-e', '-c', lines]);
  expect({ status, pushes: pushed(), says: /^Ana Lovell cannot push to `main`/m.test(said) }).toEqual({
    ...refused,
    says: true,
  });
});

test('the lines with the command line, from the one file that `npm pack` makes', async () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const lines = blockWith('who-can-push preflight');
  expect(lines).toContain(`./who-can-push-${version}.tgz\n`);
  writeFileSync(
    path.join(folder, 'package', 'package.json'),
    JSON.stringify({ name: 'who-can-push', version, bin: 'who-can-push.js' }),
  );
  execFileSync('tar', ['-czf', path.join(work, `who-can-push-${version}.tgz`), '-C', folder, 'package']);
  const prefix = path.join(work, 'global');
  const env = {
    PATH: `${path.join(prefix, 'bin')}:${process.env['PATH'] ?? ''}`,
    npm_config_prefix: prefix,
    npm_config_offline: 'true',
    npm_config_cache: path.join(work, 'cache'),
    npm_config_audit: 'false',
    BITBUCKET_BUILD_NUMBER: '7',
    BITBUCKET_REPO_FULL_NAME: 'acme/web',
  };
  const { status, said } = await running(await webhook(), ['bash', '-e', '-c', `${lines}\necho went on`], env);
  expect({
    status,
    denied: said.includes('Denied. Pipelines cannot push to `main` in acme/web.'),
    wentOn: said.includes('went on'),
  }).toEqual({ status: 1, denied: true, wentOn: false });
});

test('the app itself answers both, in the sandbox', async () => {
  const app = await serveWebhook([worldPlace('ordinary-team', savedWorld('ordinary-team'))]);
  try {
    const { id, secret, url } = await app.key('ordinary-team');
    const hook = { url, key: `${id}:${secret}` };
    const shell = await running(hook, ['sh', 'may-push.sh', 'acme/web', 'main', 'pipelines']);
    expect({ status: shell.status, says: refused.says.test(shell.said) }).toEqual({ status: 1, says: true });
    const env = { WHO_CAN_PUSH_URL: url, WHO_CAN_PUSH_KEY: hook.key };
    const asked = (...args: string[]) => typed(['preflight', ...args], { env });
    expect(await asked('acme/web', 'main', '--as', 'pipelines')).toMatchObject({
      status: 1,
      out: expect.stringMatching(/^Denied\.[^]*\nRead from Bitbucket at /),
      err: '',
    });
    expect((await asked('acme/web', 'develop', '--as', 'Ana Lovell')).status).toBe(0);
    expect(await asked('acme/web', 'main', '--as', 'nobody at all')).toMatchObject({
      status: 64,
      out: '',
      err: expect.stringMatching(/^[^\n]*\.\n$/),
    });
    expect((await asked('acme/web', 'main', '--as', 'pipelines', '--with', 'ssh')).status).toBe(64);
    expect((await asked('acme/api', 'main', '--as', 'pipelines')).status).toBe(77);
    expect(
      (
        await typed(['preflight', 'acme/web', 'main', '--as', 'pipelines'], {
          env: { ...env, WHO_CAN_PUSH_KEY: `${id}:${Buffer.alloc(32).toString('base64')}` },
        })
      ).status,
    ).toBe(77);
  } finally {
    await app.close();
  }
});
