import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { repositoryOfRemote } from '../../src/cli/source/git';
import { fileOf } from '../bitbucket/saved-worlds';
import { always, serving, type Server } from './server';
import { answered, emptyFolder, failedWith, typed } from './terminal';

const folder = emptyFolder();
const clone = path.join(folder, 'clone');
const world = ['--world', fileOf('ordinary-team')];
const identity = ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example'];
let nobody: Server;

function git(...args: string[]) {
  const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  execFileSync('git', ['-C', clone, ...args], { env, stdio: 'ignore' });
}

beforeAll(async () => {
  nobody = await serving(always(404));
  const upstream = path.join(folder, 'upstream');
  execFileSync('git', ['init', '--quiet', '-b', 'feature/login', upstream]);
  execFileSync('git', ['-C', upstream, ...identity, 'commit', '--quiet', '--allow-empty', '-m', 'Begin']);
  execFileSync('git', ['clone', '--quiet', upstream, clone]);
});

afterAll(async () => {
  await nobody.close();
  rmSync(folder, { recursive: true });
});

/** Which branch, or repository, a command line asks about. */
async function branchOf(args: string[], cwd?: string): Promise<string> {
  return (
    answered(await typed(['explain', '--json', ...world, ...args], cwd === undefined ? {} : { cwd })) as {
      question: { branch: string };
    }
  ).question.branch;
}
async function repositoryOf(args: string[]): Promise<string> {
  const env = { BITBUCKET_ACCESS_TOKEN: 'secret', BITBUCKET_API_URL: nobody.url };
  return / repository (\S+),/.exec(failedWith(66, await typed(args, { cwd: clone, env })))?.[1] ?? '';
}

describe('which word is the branch', () => {
  test.each<[string[], string]>([
    [['acme/web', 'main'], 'main'],
    [['acme/web', 'feature/login'], 'feature/login'],
    [['main'], 'main'],
    [['a/b/c'], 'a/b/c'],
    [['refs/heads/main'], 'main'],
    [['refs/heads/feature/login'], 'feature/login'],
    [['acme/web', 'refs/heads/main'], 'main'],
    [['acme/web', 'refs/tags/v1'], 'refs/tags/v1'],
    [['refs/tags/v1'], 'refs/tags/v1'],
    [['--branch', 'feature/login'], 'feature/login'],
    [['--branch', 'main', 'acme/web'], 'main'],
    [['--branch', 'refs/heads/a/b'], 'a/b'],
    [['--', 'main'], 'main'],
  ])('%j: %s', async (args, branch) => {
    expect(await branchOf(args)).toBe(branch);
  });

  test('one word with one slash is WS/REPO, and the answer says how it would be a branch', async () => {
    const sentence = failedWith(66, await typed(['explain', 'feature/login', ...world], { cwd: clone }));
    expect(sentence).toContain('If `feature/login` is a branch, name it with `--branch`.');
    expect(failedWith(66, await typed(['explain', 'feature/login', 'main', ...world]))).not.toContain('--branch');
  });

  test.each([[['acme/web', 'main', '--branch', 'main']], [['main', '--branch', 'main']]])(
    '%j names it twice: 64',
    async (args) => {
      expect(failedWith(64, await typed(['explain', ...args, ...world]))).toContain('twice');
    },
  );

  test('a tag is not covered', async () => {
    const { verdict, summary } = answered(
      await typed(['explain', 'refs/tags/v1', '--as', 'priya', '--json', ...world]),
    ) as { verdict: string; summary: string };
    expect({ verdict, tag: summary.includes('tag') }).toEqual({ verdict: 'allowed', tag: true });
  });
});

describe('inside a clone', () => {
  test('a branch left out is the current one', async () => {
    expect(await branchOf([], clone)).toBe('feature/login');
    expect(await branchOf(['acme/web'], clone)).toBe('feature/login');
    expect(await branchOf(['main'], clone)).toBe('main');
  });

  test('a tag of the same name does not get in the way', async () => {
    git('tag', 'feature/login');
    expect(await branchOf([], clone)).toBe('feature/login');
    git('tag', '--delete', 'feature/login');
  });

  test('a branch without commits is one too', async () => {
    git('checkout', '--quiet', '--orphan', 'fix/100%-ü');
    expect(await branchOf([], clone)).toBe('fix/100%-ü');
    git('checkout', '--quiet', '--force', 'feature/login');
  });

  test('a detached HEAD, or no clone: 64', async () => {
    git('checkout', '--quiet', '--detach');
    for (const cwd of [clone, folder, path.join(folder, 'missing')]) {
      for (const command of ['explain', 'who'])
        expect(failedWith(64, await typed([command, ...world], { cwd }))).toContain('Name a branch');
    }
    git('checkout', '--quiet', 'feature/login');
  });

  test.each([
    'git@bitbucket.org:acme/web.git',
    'git@bitbucket.org:acme/web',
    'bitbucket.org:acme/web.git',
    'git@ssh.bitbucket.org:acme/web.git',
    'ssh://git@bitbucket.org/acme/web.git',
    'ssh://git@bitbucket.org:22/acme/web.git',
    'ssh://git@ssh.bitbucket.org/acme/web.git',
    'ssh://git@altssh.bitbucket.org:443/acme/web.git',
    'https://bitbucket.org/acme/web.git',
    'https://bitbucket.org/acme/web',
    'https://bitbucket.org/acme/web/',
    'https://ana@bitbucket.org/acme/web.git',
    'https://x-token-auth:secret@bitbucket.org/acme/web.git',
    'https://x-bitbucket-api-token-auth:a%40b@bitbucket.org/acme/web.git',
    'HTTPS://BitBucket.org/acme/web.git',
  ])('%s is acme/web', async (origin) => {
    git('remote', 'set-url', 'origin', origin);
    expect(await repositoryOf(['where'])).toBe('acme/web');
  });

  test.each<[string, string]>([
    ['git@bitbucket.org:acme/web.site.git', 'acme/web.site'],
    ['git@bitbucket.org:a-b_c/git.git', 'a-b_c/git'],
    ['git@bitbucket.org:12345/678.git', '12345/678'],
  ])('%s is %s', (origin, repository) => {
    const { workspace, slug } = repositoryOfRemote(origin) ?? {};
    expect(`${String(workspace)}/${String(slug)}`).toBe(repository);
  });

  test("git's own short forms of an address count", async () => {
    git('config', 'url.git@bitbucket.org:.insteadOf', 'bb:');
    git('remote', 'set-url', 'origin', 'bb:acme/web');
    expect(await repositoryOf(['matrix'])).toBe('acme/web');
  });

  test('an explicit name wins', async () => {
    git('remote', 'set-url', 'origin', 'git@bitbucket.org:acme/web.git');
    expect(await repositoryOf(['explain', 'acme/api', 'main'])).toBe('acme/api');
    expect(await repositoryOf(['explain', 'main'])).toBe('acme/web');
    expect(await repositoryOf(['explain'])).toBe('acme/web');
  });

  test.each([
    'git@github.com:acme/web.git',
    'https://x-token-auth:secret@gitlab.com/acme/web.git',
    'https://bitbucket.org.evil.example/acme/web.git',
    'https://evil.example/bitbucket.org/acme/web.git',
    'git@evil.example:bitbucket.org/acme/web.git',
    'https://notbitbucket.org/acme/web.git',
    'https://bitbucket.acme.example/scm/core/web.git',
    'ssh://git@bitbucket.acme.example:7999/core/web.git',
    '/srv/git/web.git',
    'https://bitbucket.org/acme',
    'https://bitbucket.org/acme/web/src/main',
  ])('%s is elsewhere: 64', async (origin) => {
    git('remote', 'set-url', 'origin', origin);
    const sentence = failedWith(
      64,
      await typed(['matrix'], { cwd: clone, env: { BITBUCKET_ACCESS_TOKEN: 'secret', BITBUCKET_API_URL: nobody.url } }),
    );
    expect(sentence).toContain('not on Bitbucket Cloud');
    expect(sentence).not.toContain('secret');
  });

  test('no origin, or no clone: 64', async () => {
    git('remote', 'rename', 'origin', 'upstream');
    for (const cwd of [clone, folder])
      expect(failedWith(64, await typed(['matrix'], { cwd }))).toContain('no remote `origin`');
  });
});
