import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askExplain, askWho } from '../../src/cli/ask';
import { worldGet, type World } from '../../src/bitbucket/worlds/world';
import type { SpokenDecision } from '../../src/core/say/decision';
import type { SpokenRoster } from '../../src/core/say/survey';
import { fileOf, savedWorld } from '../bitbucket/saved-worlds';
import { closedAfterEach, serving, worldOver, type Server } from './server';
import { answered, emptyFolder, failedWith, timeless, typed } from './terminal';

const branches = '/2.0/repositories/acme/web/refs/branches';
const world = ['--world', fileOf('ordinary-team')];
const servers = closedAfterEach<Server>();

/** Runs a command line against the ordinary team over HTTP, with some replies in place of its own. */
async function live(args: string[], replies: World['replies'] = {}, cwd?: string) {
  const saved = savedWorld('ordinary-team');
  const server = await serving(worldOver({ ...saved, replies: { ...saved.replies, ...replies } }, 'Bearer secret'));
  servers.push(server);
  const env = { BITBUCKET_API_URL: server.url, BITBUCKET_ACCESS_TOKEN: 'secret' };
  const ended = await typed(args, { env, ...(cwd !== undefined && { cwd }) });
  return { ended, ofBranches: server.asked.filter(({ path }) => path.startsWith(branches)).length };
}

const noteIn = (json: unknown) => (json as SpokenDecision | SpokenRoster).branchNote;

test('explain says it right after the answer, and the verdict stays', async () => {
  const { status, out } = await typed(['explain', 'acme/web', 'mian', ...world]);
  expect([status, out.split('\n').slice(0, 3)]).toEqual([
    0,
    [
      'Allowed. Ana Lovell can push to `mian` in acme/web.',
      '`mian` does not exist in acme/web: a push would create it. Did you mean `main`?',
      '',
    ],
  ]);
});

test('who says it once, below the title', async () => {
  const { out } = await typed(['who', 'acme/web', 'Main', '--to', 'delete', ...world]);
  expect(out.split('\n').slice(0, 3)).toEqual([
    'Who can delete the branch `Main` in acme/web',
    '`Main` does not exist in acme/web: there is nothing to delete. Did you mean `main`? ' +
      'Git tells branches apart by letter case.',
    '',
  ]);
});

test('--to all says of each operation what follows', async () => {
  const all = answered(await typed(['explain', 'acme/web', 'origin/main', '--to', 'all', '--json', ...world]));
  expect((all as SpokenDecision[]).map((one) => noteIn(one)?.says.split(/ in acme\/web|\. Did/)[1])).toEqual([
    ': a push would create it',
    ' yet',
    ': there is nothing to overwrite, and a push would create it',
    ': there is nothing to delete',
    ': there is nothing to merge into',
  ]);
  expect(noteIn((all as SpokenDecision[])[0])).toMatchObject({ exists: false, near: ['main'], remote: 'origin' });
});

describe('over HTTP', () => {
  test.each([
    ['explain', ['--to', 'all']],
    ['who', []],
  ])('%s asks for one page of the branches', async (command, more) => {
    const { ofBranches } = await live([command, 'acme/web', 'mian', '--json', ...more]);
    expect(ofBranches).toBe(1);
  });

  test.each<[string, string[], number]>([
    ['a tag', ['explain', 'acme/web', 'refs/tags/v1'], 0],
    ['one person on every branch, as these are listed anyway', ['where', 'acme/web'], 1],
    ['everybody on every branch', ['matrix', 'acme/web'], 1],
  ])('%s', async (_, args, requests) => {
    expect((await live([...args, '--json'])).ofBranches).toBe(requests);
  });

  test.each([400, 403, 404])('a %i for it leaves the answer as it was, without a note', async (status) => {
    const { ended, ofBranches } = await live(['explain', 'acme/web', 'mian', '--json'], { [branches]: { status } });
    expect([noteIn(answered(ended)), ofBranches]).toEqual([undefined, 1]);
    const noted = answered(await typed(['explain', 'acme/web', 'mian', '--json', ...world])) as SpokenDecision;
    const { branchNote, ...rest } = noted;
    expect(branchNote?.near).toEqual(['main']);
    expect(answered(ended)).toEqual({ ...rest, readAt: expect.any(String) });
  });

  test.each([
    ['never arrives', () => undefined],
    ['asks to wait', (response) => response.writeHead(429, { 'retry-after': '30' }).end()],
  ] satisfies [string, (response: ServerResponse) => unknown][])(
    'no answer waits for a page that %s, nor is progress shown of it',
    async (_, reply) => {
      const over = worldOver(savedWorld('ordinary-team'), 'Bearer secret');
      const server = await serving((request, response, url) =>
        request.url?.startsWith(branches) ? void reply(response) : over(request, response, url),
      );
      servers.push(server);
      const began = performance.now();
      const { out, err } = await typed(['explain', 'acme/web', 'mian'], {
        env: { BITBUCKET_API_URL: server.url, BITBUCKET_ACCESS_TOKEN: 'secret' },
        errIsTerminal: true,
        wait: () => new Promise(() => undefined),
      });
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(out).toMatch(/^Allowed\. [^\n]*\n\n/);
      expect(err.endsWith('\r\u001B[K')).toBe(true);
    },
  );

  test('nothing is said of a name on a later page', async () => {
    const values = Array.from({ length: 101 }, (_, at) => ({ type: 'branch', name: `b${String(at)}` }));
    const reply = { [branches]: { status: 200, body: { values: [{ type: 'branch', name: 'main' }, ...values] } } };
    for (const name of ['b0', 'b100', 'mian'])
      expect(noteIn(answered((await live(['explain', 'acme/web', name, '--json'], reply)).ended))).toBeUndefined();
  });

  test('a remote of the clone may stand before the branch', async () => {
    const clone = emptyFolder();
    const git = (...args: string[]) => execFileSync('git', args, { cwd: clone, stdio: 'ignore' });
    git('init');
    git('remote', 'add', 'mine', 'git@bitbucket.org:ana/web.git');
    const asked = ['explain', 'acme/web', '--branch', 'mine/main', '--json'];
    expect(noteIn(answered((await live(asked, {}, clone)).ended))).toMatchObject({ near: ['main'], remote: 'mine' });
    const saved = answered(await typed([...asked, ...world], { cwd: clone }));
    expect(noteIn(saved)?.remote).toBeUndefined();
    rmSync(clone, { recursive: true });
  });
});

describe('a single word that begins with the name of a remote of the clone', () => {
  const clone = emptyFolder();
  const git = (...args: string[]) => execFileSync('git', args, { cwd: clone, stdio: 'ignore' });
  beforeAll(() => {
    git('init', '-b', 'main');
    git('remote', 'add', 'origin', 'git@bitbucket.org:acme/web.git');
    git('remote', 'add', 'acme', 'git@bitbucket.org:acme/web.git');
  });
  afterAll(() => {
    rmSync(clone, { recursive: true });
  });

  test.each([
    ['explain', []],
    ['explain', ['--to', 'all']],
    ['explain', ['--fix']],
    ['who', []],
  ])('%s %j: no repository has that name, so it is a branch of that of the clone', async (command, more) => {
    const { ended } = await live([command, 'origin/main', '--json', ...more], {}, clone);
    const { ended: named } = await live([command, '--branch', 'origin/main', '--json', ...more], {}, clone);
    expect({ ...ended, out: timeless(ended.out) }).toEqual({ ...named, out: timeless(named.out) });
    expect(noteIn([answered(ended)].flat()[0])).toMatchObject({ near: ['main'], remote: 'origin' });
  });

  test('one that Bitbucket shows is a repository all the same', async () => {
    const { ended } = await live(['explain', 'acme/web'], {}, clone);
    expect(ended.out).toContain('cannot push to `main` in acme/web.');
    expect(ended.out).not.toContain('remote');
  });

  test.each<[sentence: string, args: string[], cwd: string, status: number, says: string]>([
    ['no remote of that name', ['upstream/main'], clone, 66, 'There is no repository upstream/main'],
    ['no clone', ['--branch', 'main', 'origin/main'], emptyFolder(), 66, 'There is no repository origin/main'],
    ['a branch beside it', ['origin/main', 'main'], clone, 66, 'There is no repository origin/main'],
    [
      'somebody who is not there',
      ['origin/main', '--as', 'zoe'],
      clone,
      66,
      'Nobody called `zoe` can be seen in acme/web',
    ],
    ['a saved world', ['origin/main', ...world], clone, 66, 'The saved world holds no repository origin/main'],
  ])('but not beside %s', async (_, args, cwd, status, says) => {
    expect(failedWith(status, (await live(['explain', ...args], {}, cwd)).ended)).toContain(says);
  });

  test('that git keeps the credential is said once', async () => {
    const saved = savedWorld('ordinary-team');
    const server = await serving(worldOver(saved, 'Bearer kept'));
    servers.push(server);
    const home = emptyFolder();
    const helper = '!f() { echo username=x-token-auth; echo password=kept; }; f';
    execFileSync('git', ['config', '--file', path.join(home, '.gitconfig'), 'credential.helper', helper]);
    const env = { BITBUCKET_API_URL: server.url, HOME: home, GIT_CONFIG_GLOBAL: path.join(home, '.gitconfig') };
    const { err } = await typed(['explain', 'origin/main', '--as', 'harvey'], { env, cwd: clone, errIsTerminal: true });
    expect(err.split('with the credential that git keeps')).toHaveLength(2);
  });
});

test.each([
  ['explain', (get, source) => askExplain(get, source, { operations: ['push'], branch: 'mian' })],
  ['who', (get, source) => askWho(get, source, 'push', { branch: 'mian' })],
] satisfies [string, (...given: [Parameters<typeof askWho>[0], Parameters<typeof askWho>[1]]) => unknown][])(
  '%s: the branches are asked for in the first round',
  async (_, ask) => {
    const bare = worldGet(savedWorld('ordinary-team'));
    const asked: string[] = [];
    let release: () => void = () => undefined;
    const released = new Promise<void>((done) => {
      release = done;
    });
    const answer = ask(
      async (path) => {
        asked.push(path);
        await released;
        return bare(path);
      },
      { workspace: 'acme', slug: 'web', askGroups: true },
    );
    await setImmediate();
    expect(asked.filter((path) => path.startsWith(branches))).toHaveLength(1);
    release();
    expect(await answer).toMatchObject({ facts: { repository: { slug: 'web' } } });
  },
);

describe('surveys say what was not checked, and when the facts were read, as a decision does', () => {
  const common = (json: unknown) => {
    const { notChecked, readAt } = json as Pick<SpokenDecision, 'notChecked' | 'readAt'>;
    return { notChecked, readAt };
  };

  test.each([
    ['push', 'main'],
    ['merge', 'main'],
    ['delete', 'Main'],
  ])('who --to %s on %s', async (to, branch) => {
    const asked = ['acme/web', branch, '--to', to, '--json', ...world];
    expect(common(answered(await typed(['who', ...asked])))).toEqual(
      common(answered(await typed(['explain', ...asked]))),
    );
  });

  test.each(['where', 'matrix'])('%s, of a merge with the merge checks of every branch', async (command) => {
    const { notChecked, readAt } = common(answered(await typed([command, '--to', 'merge', '--json', ...world])));
    expect(notChecked.map(({ what }) => what)).toEqual([
      'the merge checks of the pull request (Minimum number of approvals on `main`)',
      'restrictions set on the project Core (Bitbucket has no API for them)',
      'two-step verification',
      'the IP allowlist',
      'plan and size limits',
      'the scopes of the credential',
    ]);
    expect(readAt).toBe(savedWorld('ordinary-team').savedAt);
  });

  test.each([['who', 'main'], ['where'], ['matrix'], ['prs']])('%s as text ends with both', async (...args) => {
    const { out } = await typed([...args, '--world', fileOf('pull-requests')]);
    expect(out.replaceAll('\n', ' ')).toMatch(
      / {2}Not checked: .*the scopes of the credential\. Read at 2026-\S+Z\. $/,
    );
    expect(out).toMatch(/[^\n]\n$/);
  });

  test('who --access says when the facts were read', async () => {
    const asked = ['who', 'acme/web', '--access', ...world];
    const readAt = savedWorld('ordinary-team').savedAt;
    expect(answered(await typed([...asked, '--json']))).toMatchObject({ readAt });
    expect((await typed(asked)).out).toMatch(new RegExp(`[^\n]\n\nRead at ${String(readAt)}\\.\n$`));
  });

  test('prs: what was not checked of pull requests, a fork among them', async () => {
    const { notChecked } = common(answered(await typed(['prs', '--json', '--world', fileOf('pull-requests')])));
    expect(notChecked.slice(0, 3).map(({ what }) => what)).toEqual([
      'conflicts between the branches',
      'custom merge checks of apps',
      'whether the source branch is still in the fork',
    ]);
  });
});
