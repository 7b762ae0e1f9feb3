import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Io } from '../../../src/cli/terminal/io';
import { fileOf, savedWorld } from '../../bitbucket/saved-worlds';
import { always, closedAfterEach, serving, type Server } from '../server';
import { standInWebhook, type StandIn } from '../stand-in-webhook';
import { answered, emptyFolder, failedWith, typed, type Ended } from '../terminal';

const folder = emptyFolder();
const clone = path.join(folder, 'clone');
const servers = closedAfterEach<Server>();

beforeAll(() => {
  execFileSync('git', ['init', '--quiet', '-b', 'develop', clone]);
  execFileSync('git', [
    '-C',
    clone,
    '-c',
    'user.name=Ana',
    '-c',
    'user.email=ana@acme.example',
    'commit',
    '--quiet',
    '--allow-empty',
    '-m',
    'Begin',
  ]);
  execFileSync('git', ['-C', clone, 'remote', 'add', 'origin', 'git@bitbucket.org:acme/web.git']);
  for (const ref of ['main', 'release/1.0', 'HEAD'])
    execFileSync('git', ['-C', clone, 'update-ref', `refs/remotes/origin/${ref}`, 'HEAD']);
});

afterEach(() => {
  jest.useRealTimers();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The webhook of a saved world, until the test ends. */
async function webhook(
  name = 'ordinary-team',
  ...more: [first?: Parameters<typeof standInWebhook>[1], source?: string]
): Promise<StandIn> {
  const one = await standInWebhook(savedWorld(name), ...more);
  servers.push(one);
  return one;
}

async function other(...reply: Parameters<typeof always>): Promise<Server> {
  const one = await serving(always(...reply));
  servers.push(one);
  return one;
}

const someKey = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

/** Runs `preflight`. Whatever happens, the secret is not in its output. */
async function preflight(
  url: string,
  args: string[],
  { key = someKey, env = {}, ...io }: Partial<Io> & { key?: string } = {},
): Promise<Ended> {
  const ended = await typed(['preflight', '--url', url, ...args], { ...io, env: { WHO_CAN_PUSH_KEY: key, ...env } });
  const secret = key.split(':')[1];
  if (secret) expect(ended.out + ended.err).not.toContain(secret);
  return ended;
}

/** The waits that a command asked for; only they move the clock. */
function clockThatOnlyWaits(): { waits: number[]; wait: NonNullable<Io['wait']> } {
  jest.useFakeTimers({
    now: Date.parse('2026-11-21T08:00:00Z'),
    doNotFake: [
      'nextTick',
      'setImmediate',
      'clearImmediate',
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'queueMicrotask',
    ],
  });
  const waits: number[] = [];
  return {
    waits,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      jest.advanceTimersByTime(milliseconds);
      return Promise.resolve();
    },
  };
}

describe('the verdict', () => {
  test.each<[world: string, args: string[], status: number]>([
    ['ordinary-team', ['acme/web', 'develop', '--as', 'Ana Lovell'], 0],
    ['ordinary-team', ['acme/web', 'main', '--as', 'Ana Lovell'], 1],
    ['ordinary-team', ['acme/web', 'main', '--as', 'repository-access-token'], 1],
    ['ordinary-team', ['acme/web', 'feature/x', '--to', 'create', '--as', 'pipelines'], 0],
    ['ordinary-team', ['acme/web', 'main', '--as', 'Harvey Jones', '--with', 'app-password'], 1],
    ['pipelines-exception', [], 2],
  ])('in %s, %j ends with %i and prints what `explain` prints', async (name, args, status) => {
    const { url, key } = await webhook(name);
    const asked = args.length > 0 ? args : [...(await questionOfPipelines(name)), '--as', 'pipelines'];
    const { out, ...ended } = await preflight(url, asked, { key });
    expect(ended).toEqual({ status, err: '' });
    const explained = await typed(['explain', ...asked, '--world', fileOf(name)]);
    expect(out).toBe(explained.out.replace(/^Read at/m, 'Read from Bitbucket at'));
  });

  /** A branch of that world on which Pipelines are unknown. */
  async function questionOfPipelines(name: string): Promise<string[]> {
    const { branches } = answered(await typed(['where', '--as', 'pipelines', '--json', '--world', fileOf(name)])) as {
      branches: { branch: string; verdict: string }[];
    };
    const open = branches.find(({ verdict }) => verdict === 'unknown');
    const [, place = ''] = Object.keys(savedWorld(name).replies).flatMap(
      (key) => /^\/2\.0\/repositories\/([^/]+\/[^/]+)$/.exec(key) ?? [],
    );
    return [place, open?.branch ?? ''];
  }

  test('`--json` prints the answer, with the keys that are known', async () => {
    const { url, key } = await webhook();
    const ended = await preflight(url, ['acme/web', 'main', '--as', 'Ana Lovell', '--json'], { key });
    const explained = answered(
      await typed(['explain', 'acme/web', 'main', '--as', 'Ana Lovell', '--json', '--world', fileOf('ordinary-team')]),
    ) as Record<string, unknown>;
    delete explained['question'];
    expect(answered(ended)).toEqual({
      ...explained,
      source: 'bitbucket',
      expiresAt: '2026-11-21T08:10:00Z',
      digest: 'd1',
    });
  });

  test('of a snapshot says so', async () => {
    const { url, key } = await webhook('ordinary-team', [], 'snapshot');
    const { out } = await preflight(url, ['acme/web', 'main', '--as', 'Ana Lovell'], { key });
    expect(out).toContain(
      '\nFrom the snapshot that was taken at 2026-11-21T08:00:00Z; Bitbucket did not let the app read.\n',
    );
  });

  test('moves no cursor and clears no terminal', async () => {
    const body = {
      verdict: 'allowed',
      summary: 'Yes\u001B[2J\r.',
      findings: [{ rule: 'new', verdict: 'allows', reason: 'So\u202E.' }],
      notChecked: [],
      source: 'bitbucket',
    };
    const { url, key } = await webhook('ordinary-team', [{ status: 200, body }]);
    const { status, out } = await preflight(url, ['acme/web', 'main', '--as', 'ana'], { key });
    expect(status).toBe(0);
    for (const character of ['\u001B', '\r', '\u202E']) expect(out).not.toContain(character);
  });

  test.each(['fix/100%-cpu', 'feature/検索-ui', 'wip/🚀', 'a&b;c|d$e`f', "it's", '"quoted"', 'refs/tags/v1'])(
    'of %j is asked whatever the name holds',
    async (branch) => {
      const { url, key, questions } = await webhook();
      expect((await preflight(url, ['acme/web', '--branch', branch, '--as', 'priya'], { key })).status).toBe(0);
      expect(questions).toMatchObject([{ repository: 'acme/web', branch, operation: 'push', actor: 'priya' }]);
    },
  );
});

describe('what is left out', () => {
  const pipeline = { BITBUCKET_BUILD_NUMBER: '7', BITBUCKET_REPO_FULL_NAME: 'acme/web', BITBUCKET_BRANCH: 'main' };

  test.each<[string, string[], Partial<Io>, object]>([
    [
      'in a clone: its repository and branch',
      ['--as', 'ana'],
      { cwd: clone },
      { repository: 'acme/web', branch: 'develop', actor: 'ana' },
    ],
    [
      'in a clone of a pipeline: who pushes',
      [],
      { cwd: clone, env: pipeline },
      { repository: 'acme/web', branch: 'develop', actor: 'pipelines' },
    ],
    [
      'in a pipeline without clone: all',
      [],
      { env: pipeline },
      { repository: 'acme/web', branch: 'main', actor: 'pipelines' },
    ],
    [
      'in a pipeline, what is named wins',
      ['acme/web', 'x', '--as', 'ana'],
      { env: pipeline },
      { branch: 'x', actor: 'ana' },
    ],
    [
      'in a pipeline, one word is the branch',
      ['release'],
      { env: pipeline },
      { repository: 'acme/web', branch: 'release' },
    ],
  ])('%s', async (_, args, io, asked) => {
    const { url, key, questions } = await webhook();
    await preflight(url, args, { key, ...io });
    expect(questions).toMatchObject([asked]);
  });

  test('in a pipeline on no branch: that of the pipeline', async () => {
    execFileSync('git', ['-C', clone, 'checkout', '--quiet', '--detach']);
    const { url, key, questions } = await webhook();
    await preflight(url, [], { key, cwd: clone, env: pipeline });
    execFileSync('git', ['-C', clone, 'checkout', '--quiet', 'develop']);
    expect(questions).toMatchObject([{ branch: 'main' }]);
  });

  test('one word that begins with a remote of the clone is its branch, where the key is for no such repository', async () => {
    const { url, key, questions } = await webhook();
    const { status, out } = await preflight(url, ['origin/main', '--as', 'ana'], { key, cwd: clone });
    expect([status, questions.at(-1)]).toMatchObject([0, { repository: 'acme/web', branch: 'origin/main' }]);
    expect(out.split('\n')[1]).toBe(
      'This clone knows no branch `origin/main`. Did you mean `main`? `origin` is a remote’s name.',
    );
  });

  test.each<[branch: string, note: object | undefined]>([
    ['mian', { near: ['main'], says: 'This clone knows no branch `mian`. Did you mean `main`?' }],
    ['main', undefined],
    ['develop', undefined],
    ['release/2.0', undefined],
  ])('of %s the clone tells which branch may have been meant', async (branch, note) => {
    const { url, key } = await webhook();
    const answer = async (cwd: string) => {
      const ended = await preflight(url, ['acme/web', branch, '--as', 'ana', '--json'], { key, cwd });
      return answered(ended) as { branchNote?: object };
    };
    expect((await answer(clone)).branchNote).toEqual(note);
    expect((await answer(folder)).branchNote).toBeUndefined();
  });

  test('a clone of another repository knows nothing of it', async () => {
    const { url, key } = await webhook();
    execFileSync('git', ['-C', clone, 'remote', 'set-url', 'origin', 'git@bitbucket.org:acme/other.git']);
    const { out } = await preflight(url, ['acme/web', 'mian', '--as', 'ana'], { key, cwd: clone });
    execFileSync('git', ['-C', clone, 'remote', 'set-url', 'origin', 'git@bitbucket.org:acme/web.git']);
    expect(out).not.toContain('This clone');
  });

  test('the address may stand in the environment', async () => {
    const { url, key, questions } = await webhook();
    const env = { WHO_CAN_PUSH_URL: url, WHO_CAN_PUSH_KEY: key };
    expect((await typed(['preflight', 'acme/web', 'main', '--as', 'ana'], { env })).status).toBe(1);
    expect(questions).toHaveLength(1);
  });
});

describe('wrong usage: 64, and nothing is sent', () => {
  const place = ['acme/web', 'main', '--as', 'ana'];
  test.each<[string[], Partial<Io> & { key?: string }, says: string]>([
    [['acme/web', 'main'], {}, '`--as`'],
    [['acme/web', 'main', '--as', ' '], {}, '`--as`'],
    [['acme/web', 'main', '--to', 'all', '--as', 'ana'], {}, 'Allowed choices'],
    [['acme/web', 'a..b', '--as', 'ana'], {}, 'Git does not allow'],
    [['acme', 'main', '--as', 'ana'], {}, 'not a repository'],
    [['main', '--as', 'ana'], {}, 'Name a repository'],
    [['acme/web', '--as', 'ana'], {}, 'Name a branch'],
    [['acme/web', 'main', '--as', 'ana'], { env: { BITBUCKET_BUILD_NUMBER: '' }, key: '' }, '`WHO_CAN_PUSH_KEY`'],
    [place, { key: 'k1' }, '`id:secret`'],
    [place, { key: 'k1:' }, '`id:secret`'],
    [place, { key: ':c2VjcmV0' }, '`id:secret`'],
    [place, { key: 'k1:not base64' }, '`id:secret`'],
    [place, { key: 'k1:c2Vjcm' }, '`id:secret`'],
    [place, { key: 'k\u00FC:c2VjcmV0' }, '`id:secret`'],
  ])('%j %j', async (args, io, says) => {
    const { url, asked } = await other(200);
    expect(failedWith(64, await preflight(url, args, io))).toContain(says);
    expect(asked).toEqual([]);
  });

  test.each([
    '',
    'nothing',
    'ftp://127.0.0.1',
    'http://hook.example/x',
    'http://127.0.0.1.example',
    'https://ana:pw@hook.example',
  ])('the address %j', async (url) => {
    expect(failedWith(64, await preflight(url, place))).not.toContain('hook.example');
  });
});

describe('what goes wrong', () => {
  test.each<[string, Parameters<typeof always>, status: number, says: string]>([
    ['the key is refused', [401, { error: 'Not signed.' }], 77, 'refused the key'],
    ['the key of another repository', [403, { error: 'Not for this one.' }], 77, 'acme/web'],
    ['somebody else refuses', [401, '<!doctype html><title>Log in</title>'], 77, 'not by the webhook'],
    ['a proxy refuses', [403, 'Forbidden'], 77, 'not by the webhook'],
    [
      'a field at fault',
      [400, { error: '`actor` is nobody who can be seen there', field: 'actor' }],
      64,
      '`actor` is nobody',
    ],
    ['a field at fault, unsaid', [400, ''], 64, 'did not understand'],
    ['too long', [413], 69, 'too long'],
    ['too often', [429, undefined, { 'retry-after': '3600' }], 69, 'in 3600 seconds'],
    ['out of order', [503, undefined, { 'retry-after': '3600' }], 69, '503'],
    ['an app that was taken away', [424, 'gone'], 69, '424'],
    ['HTML', [200, '<!doctype html><title>Log in</title>'], 69, 'not the webhook'],
    [
      'a verdict that does not exist',
      [200, { verdict: 'maybe', summary: '', findings: [], notChecked: [], source: 'bitbucket' }],
      69,
      'not the webhook',
    ],
    [
      'more than anybody can read',
      [200, { verdict: 'allowed', summary: 'x'.repeat(2_000_000), findings: [], notChecked: [], source: 'bitbucket' }],
      69,
      'not the webhook',
    ],
  ])('%s', async (_, reply, status, says) => {
    const { url } = await other(...reply);
    expect(failedWith(status, await preflight(url, ['acme/web', 'main', '--as', 'ana']))).toContain(says);
  });

  test('a wrong key, and the key of another repository, by the webhook itself', async () => {
    const { url, key, questions } = await webhook();
    failedWith(77, await preflight(url, ['acme/web', 'main', '--as', 'ana']));
    expect(questions).toEqual([]);
    failedWith(77, await preflight(url, ['acme/api', 'main', '--as', 'ana'], { key }));
    failedWith(64, await preflight(url, ['acme/web', 'main', '--as', 'nobody at all'], { key }));
  });

  test('a redirect is not followed with what was signed', async () => {
    const elsewhere = await other(200);
    for (const status of [301, 302, 307, 308]) {
      const { url } = await other(status, '', { location: elsewhere.url });
      expect(failedWith(69, await preflight(url, ['acme/web', 'main', '--as', 'ana']))).toContain(String(status));
    }
    expect(elsewhere.asked).toEqual([]);
  });

  test('no answer is asked for again, and not for ever', async () => {
    const closed = await serving(always(200));
    await closed.close();
    const { waits, wait } = clockThatOnlyWaits();
    failedWith(69, await preflight(closed.url, ['acme/web', 'main', '--as', 'ana'], { wait }));
    expect(waits).toEqual([500, 1_000, 2_000]);
  });

  test('each attempt is signed anew, after the wait that the webhook asks for', async () => {
    const { waits, wait } = clockThatOnlyWaits();
    const { url, key, questions } = await webhook('ordinary-team', [
      { status: 429, headers: { 'Retry-After': '7' } },
      { status: 503, headers: { 'Retry-After': '11' } },
    ]);
    expect((await preflight(url, ['acme/web', 'main', '--as', 'Ana Lovell'], { key, wait })).status).toBe(1);
    expect(waits).toEqual([7_000, 11_000]);
    expect(questions.map(({ signedAt }) => signedAt)).toEqual([
      '2026-11-21T08:00:00Z',
      '2026-11-21T08:00:07Z',
      '2026-11-21T08:00:18Z',
    ]);
  });

  test('all waits together keep within half a minute', async () => {
    const { waits, wait } = clockThatOnlyWaits();
    const busy = { status: 503, headers: { 'Retry-After': '12' } };
    const { url, key } = await webhook('ordinary-team', [busy, busy, busy, busy]);
    failedWith(69, await preflight(url, ['acme/web', 'main', '--as', 'ana'], { key, wait }));
    expect(waits).toEqual([12_000, 12_000]);
  });
});
