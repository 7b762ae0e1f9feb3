import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { SavedReply, World } from '../../../src/bitbucket/worlds/world';
import type { Io } from '../../../src/cli/terminal/io';
import type { SpokenCredential } from '../../../src/core/say/credential';
import type { SpokenDecision } from '../../../src/core/say/decision';
import { savedWorld } from '../../bitbucket/saved-worlds';
import type { serving } from '../server';
import { always, served, worldOver } from '../server';
import { answered, failedWith, typed, type Ended } from '../terminal';

const token = 'ATCTT3xFfGN0-secret';
const web = '/2.0/repositories/acme/web';
const reading = 'read:repository:bitbucket, admin:repository:bitbucket, read:project:bitbucket, read:user:bitbucket';
const server = served();

/** Runs a command against a server. Whatever happens, the secret is not in its output. */
async function live(url: string, args: string[], io: Partial<Io> = {}): Promise<Ended> {
  const ended = await typed(args, { ...io, env: { BITBUCKET_API_URL: url, BITBUCKET_ACCESS_TOKEN: token, ...io.env } });
  expect(ended.out + ended.err).not.toContain(token);
  return ended;
}

const headersOf = (scopes?: string, type?: string) => ({
  ...(scopes !== undefined && { 'X-OAuth-Scopes': scopes }),
  ...(type !== undefined && { 'X-Credential-Type': type }),
});

/** The ordinary team, each of whose replies describes a credential so; `replies` stand in place of its own. */
function team(headers: Record<string, string>, replies: World['replies'] = {}): World {
  const world = savedWorld('ordinary-team');
  const all = Object.entries({ ...world.replies, ...replies }).map(([where, reply]) => {
    const described = [reply].flat().map((one): SavedReply => ({ ...one, headers: { ...headers, ...one.headers } }));
    return [where, described] as const;
  });
  return { ...world, replies: Object.fromEntries(all) };
}

function fileOf(world: World): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'who-can-push-world-')), 'world.json');
  writeFileSync(file, JSON.stringify(world));
  return file;
}

const noUser = { '/2.0/user': { status: 403, body: { type: 'error', error: { message: 'Access denied.' } } } };

/** `yes`, `no` or `unknown` for each of what a question needs, in the order of the table. */
const lettersOf = ({ answers }: SpokenCredential) => answers.map(({ answer }) => answer.charAt(0)).join('');

describe('what it says of a credential', () => {
  test.each<
    [
      sentence: string,
      headers: Record<string, string>,
      World['replies'],
      says: object,
      letters: string,
      missing: string[],
    ]
  >([
    [
      'an API token that reads',
      headersOf(`${reading}, read:workspace:bitbucket, read:pullrequest:bitbucket`, 'api_token'),
      {},
      {
        type: 'api-token',
        push: 'no',
        scopesWhole: true,
        owner: expect.objectContaining({ name: 'Ana Lovell' }) as unknown,
      },
      'yyyyyyyu',
      [],
    ],
    [
      'an API token that lacks some',
      headersOf(`${reading}, write:repository:bitbucket`, 'api_token'),
      {},
      { type: 'api-token', push: 'yes', repository: { name: 'acme/web', read: 'yes' } },
      'yyyyynnu',
      ['read:workspace:bitbucket', 'read:pullrequest:bitbucket'],
    ],
    [
      'a repository access token, which has no account',
      headersOf('repository:write', 'repo_access_token'),
      noUser,
      { type: 'repository-access-token', push: 'yes', scopes: ['repository:write'] },
      'nynnnnnu',
      ['repository:admin', 'pullrequest'],
    ],
    [
      'OAuth, whose kind we have not met',
      headersOf('account, repository:admin', 'oauth'),
      {},
      { type: 'unknown', otherType: 'oauth', push: 'no' },
      'yyynnynu',
      ['repository', 'project:admin', 'repository', 'pullrequest'],
    ],
    [
      'one with words that we have not met: nothing is surely lacking',
      headersOf('repository, repository:push', 'workspace_access_token'),
      noUser,
      { type: 'workspace-access-token', push: 'unknown', scopes: ['repository'], scopesWhole: false },
      'nyunnnuu',
      [],
    ],
    ['one of which Bitbucket says nothing', {}, {}, { type: 'unknown', push: 'unknown', scopes: [] }, 'yyuuuuuu', []],
    [
      'a repository that may not be read',
      headersOf('read:user:bitbucket', 'api_token'),
      { [web]: { status: 403 } },
      { repository: { name: 'acme/web', read: 'no' } },
      'ynnnnnnu',
      expect.arrayContaining(['read:repository:bitbucket']) as unknown as string[],
    ],
    [
      'a repository that is not given',
      headersOf('read:user:bitbucket', 'api_token'),
      { [web]: { status: 503 } },
      { repository: { name: 'acme/web', read: 'unknown' } },
      'ynnnnnnu',
      expect.arrayContaining(['read:repository:bitbucket']) as unknown as string[],
    ],
  ])('%s', async (_, headers, replies, says, letters, missing) => {
    const { url, asked } = await server(worldOver(team(headers, replies), `Bearer ${token}`));
    const spoken = answered(await live(url, ['credential', 'acme/web', '--json'])) as SpokenCredential;
    expect(spoken).toMatchObject({ by: 'environment', ...says });
    expect(lettersOf(spoken)).toBe(letters);
    expect(spoken.missing.map(({ scope }) => scope)).toEqual(missing);
    expect('owner' in spoken).toBe(!('/2.0/user' in replies));
    expect('expires' in spoken).toBe(false);
    expect(new Set(asked.map(({ path: where }) => where))).toEqual(new Set(['/2.0/user', web]));

    const file = fileOf(team(headers, { ...replies, [`${web}/unasked`]: { status: 200 } }));
    const saved = answered(await typed(['credential', 'acme/web', '--json', '--world', file]));
    if ('/2.0/user' in replies)
      expect(saved).toMatchObject({ by: 'world', owner: { name: expect.anything() as unknown } });
    else expect(saved).toEqual({ ...spoken, by: 'world' });
  });

  test('without a repository only the owner is asked for', async () => {
    const { url, asked } = await server(worldOver(team(headersOf(reading, 'api_token')), `Bearer ${token}`));
    const spoken = answered(await live(url, ['credential', '--json'])) as SpokenCredential;
    expect({ asked: asked.map(({ path: where }) => where), repository: 'repository' in spoken }).toEqual({
      asked: ['/2.0/user'],
      repository: false,
    });
  });

  test('in sentences', async () => {
    const { url } = await server(worldOver(team(headersOf(reading, 'api_token')), `Bearer ${token}`));
    expect((await live(url, ['credential', 'acme/web'])).out).toBe(
      [
        'The credential in the environment is an API token. It acts as Ana Lovell. It can read acme/web.',
        'Its scopes: `admin:repository:bitbucket`, `read:project:bitbucket`, `read:repository:bitbucket`, `read:user:bitbucket`.',
        '',
        'What it can read',
        '✓ who you are',
        '✓ the repository, its branches and branching model',
        '✓ branch restrictions',
        '✓ who has which permission',
        '✓ permissions given on the project',
        '✗ the owners of the workspace (for every question about people): it lacks `read:workspace:bitbucket`',
        '✗ pull requests with their builds, tasks, comments and commits, and the default reviewers (for `prs` ' +
          'and `explain --pr`): it lacks `read:pullrequest:bitbucket`',
        '? who is in a group (for questions about people, where a restriction lists a group): an API token ' +
          'needs `read:permission:bitbucket`',
        '',
        'Whether it could push',
        '✗ It cannot push over HTTPS, as it lacks `write:repository:bitbucket`. A push by SSH or with another credential is not affected.',
        '',
        '→ You can make a new API token that has `read:workspace:bitbucket` and `read:pullrequest:bitbucket` ' +
          'as well, as scopes cannot be added to a token.',
        '→ You can push over HTTPS with a token that has `read:repository:bitbucket` and ' +
          '`write:repository:bitbucket`, or over SSH, where there are no scopes.',
        '',
      ].join('\n'),
    );
  });

  test('in sentences, of an access token', async () => {
    const { url } = await server(
      worldOver(team(headersOf('repository, x', 'project_access_token'), noUser), `Bearer ${token}`),
    );
    expect((await live(url, ['credential', 'acme/web'])).out).toBe(
      [
        'The credential in the environment is a project access token. It acts for no person. It can read ' +
          'acme/web. Bitbucket shows an access token no permissions, whatever its scopes.',
        'Its scopes: `repository`, and others that we do not know.',
        '',
        'What it can read',
        '✗ who you are (for `explain` and `where` without `--as`)',
        '✓ the repository, its branches and branching model',
        '? branch restrictions (for every question): an API token needs `admin:repository:bitbucket`, any other token `repository:admin`',
        '✗ who has which permission (for every question about people)',
        '✗ permissions given on the project (for every question about people)',
        '✗ the owners of the workspace (for every question about people)',
        '? pull requests with their builds, tasks, comments and commits, and the default reviewers (for `prs` ' +
          'and `explain --pr`): an API token needs `read:repository:bitbucket` and `read:pullrequest:bitbucket`, ' +
          'any other token `repository` and `pullrequest`',
        '? who is in a group (for questions about people, where a restriction lists a group): an API token ' +
          'needs `read:permission:bitbucket`',
        '',
        'Whether it could push',
        '? Whether it could push over HTTPS is not known: an API token needs `read:repository:bitbucket` and ' +
          '`write:repository:bitbucket`, any other token `repository:write`.',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['oauth2_access_token', 'of a kind that we do not know: Bitbucket names it `oauth2_access_token`.'],
    [undefined, 'of a kind that is not known.'],
    ['two words', 'of a kind that is not known.'],
  ])('the kind %s', async (type, says) => {
    const { url } = await server(worldOver(team(headersOf('account', type)), `Bearer ${token}`));
    expect((await live(url, ['credential', 'acme/web'])).out).toContain(`The credential in the environment is ${says}`);
  });

  test('names and headers cannot act on a terminal', async () => {
    const hostile = '\u001B[2J\u202Eevil';
    const user = { status: 200, body: { type: 'user', uuid: '{a}', display_name: hostile } };
    const { url } = await server((request, response) => {
      // Node lets no control character into a header of its own, but letters beyond ASCII.
      response.writeHead(200, {
        'X-OAuth-Scopes': 'account, \u009B2J, \u0085',
        'X-Credential-Type': 'api_token\u009B',
      });
      response.end(
        JSON.stringify(request.url === '/2.0/user' ? user.body : { type: 'repository', full_name: `acme/${hostile}` }),
      );
    });
    for (const args of [[], ['--json']]) {
      const { status, out } = await live(url, ['credential', 'acme/web', ...args]);
      expect(status).toBe(0);
      // eslint-disable-next-line no-control-regex -- what is looked for
      expect(out).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
      expect(out).toContain('evil');
    }
  });
});

describe('it ends with', () => {
  test.each<[status: number, sentence: string, answer: Parameters<typeof serving>[0], says: string]>([
    [77, 'a refused credential', always(401, {}), 'refused the credential'],
    [69, 'no answer', (_, response) => void response.destroy(), 'no answer came'],
    [69, 'a failure', always(502), 'it answered 502'],
    [69, 'too many requests', always(429, {}, { 'retry-after': '3600' }), 'it answered 429'],
    [69, 'something else than the API', always(200, '<html>'), 'not Bitbucket'],
    [69, 'a redirect that leads elsewhere', always(302, '', { location: 'https://other.example/' }), 'not Bitbucket'],
  ])('%s: %s', async (status, _, answer, says) => {
    const { url } = await server(answer);
    expect(failedWith(status, await live(url, ['credential', 'acme/web']))).toContain(says);
  });

  test('66: a repository that is not there, after the answer', async () => {
    const world = team(headersOf(reading, 'api_token'), { [web]: { status: 404 } });
    const { url } = await server(worldOver(world, `Bearer ${token}`));
    const { status, out, err } = await live(url, ['credential', 'acme/web']);
    expect({ status, err }).toEqual({
      status: 66,
      err: 'There is no repository acme/web, or this credential may not see it.\n',
    });
    expect(out).toContain('It acts as Ana Lovell. Bitbucket does not show it acme/web.');
  });

  test('64: no repository where one is written', async () => {
    const { url, asked } = await server(always(200, {}));
    for (const name of ['web', 'a/b/c', '/', 'acme/%0a']) failedWith(64, await live(url, ['credential', name]));
    expect(asked).toEqual([]);
  });
});

describe('the scopes of the credential, in an answer', () => {
  const writing = headersOf(`${reading}, write:repository:bitbucket`, 'api_token');
  const open = ['explain', 'acme/web', 'topic', '--json'];
  const scopes = 'the scopes of the credential';
  test.each<[sentence: string, headers: Record<string, string>, args: string[], notChecked: boolean]>([
    ['were seen, and suffice', writing, [], false],
    ['suffice for a push with an API token', writing, ['--with', 'api-token'], false],
    ['are none by SSH', writing, ['--with', 'ssh'], true],
    ['are others for a merge', writing, ['--to', 'merge'], true],
    ['are those of somebody else', writing, ['--as', 'harvey'], true],
    ['do not suffice, which decides nothing', headersOf(reading, 'api_token'), [], true],
    [
      'do not suffice, which decides nothing with an API token',
      headersOf(reading, 'api_token'),
      ['--with', 'api-token'],
      true,
    ],
    ['were not named', {}, [], true],
  ])('%s', async (_, headers, args, stays) => {
    const answers = await Promise.all(
      [headers, {}].map(async (described) => {
        const { status, out } = await typed([...open, ...args, '--world', fileOf(team(described))]);
        return { status, ...(JSON.parse(out) as SpokenDecision) };
      }),
    );
    const [seen, unseen] = answers.map(({ notChecked, ...rest }) => ({
      ...rest,
      what: notChecked.map(({ what }) => what),
    }));
    expect(seen?.what.includes(scopes)).toBe(stays);
    expect({ ...seen, what: [] }).toEqual({ ...unseen, what: [] });
    expect(unseen?.what.filter((what) => what !== scopes)).toEqual(seen?.what.filter((what) => what !== scopes));
  });

  test.each<[sentence: string, args: string[], notChecked: boolean]>([
    ['suffice for every branch that one person asks about for themselves', ['where'], false],
    ['are others for a merge into any', ['where', '--to', 'merge'], true],
    ['are those of somebody else on every branch', ['where', '--as', 'harvey'], true],
    ['are those of everybody on a branch', ['who', '--branch', 'main'], true],
    ['are those of everybody on every branch', ['matrix'], true],
    ['are those of whoever merges an open pull request', ['prs'], true],
  ])('%s', async (_, args, stays) => {
    const whats = await Promise.all(
      [writing, {}].map(async (described) => {
        const spoken = answered(await typed([...args, '--json', '--world', fileOf(team(described))]));
        return (spoken as SpokenDecision).notChecked.map(({ what }) => what);
      }),
    );
    const [seen, unseen] = whats;
    expect(seen).toEqual(stays ? unseen : unseen?.filter((what) => what !== scopes));
    expect(unseen).toContain(scopes);
  });

  test('cost no request', async () => {
    const count = async (headers: Record<string, string>) => {
      const { url, asked } = await server(worldOver(team(headers), `Bearer ${token}`));
      await live(url, open);
      return asked.map(({ path: where }) => where).sort();
    };
    expect(await count(writing)).toEqual(await count({}));
  });
});

test('a refusal whose headers alone tell the scope that was wanted names it', async () => {
  const headers = { 'X-Accepted-OAuth-Scopes': 'admin:repository:bitbucket' };
  const world = team(headersOf('read:repository:bitbucket, read:user:bitbucket', 'api_token'), {
    [`${web}/branch-restrictions`]: { status: 403, headers },
  });
  const { url } = await server(worldOver(world, `Bearer ${token}`));
  const { out } = await live(url, ['explain', 'acme/web', 'main']);
  expect(out).toContain('this credential lacks the scope `admin:repository:bitbucket` to read the branch restrictions');
});

describe('a saved world', () => {
  const noisy = {
    ...headersOf(`${reading}, acme-secret`, 'api_token'),
    'X-Accepted-OAuth-Scopes': 'repository',
    'Set-Cookie': 'sid=1',
  };
  test('keeps what replies say of the credential, and no other header', async () => {
    const { url } = await server(worldOver(team(noisy), `Bearer ${token}`));
    const world = answered(await live(url, ['save', 'acme/web'])) as World;
    const headers = Object.values(world.replies).flatMap((reply) =>
      [reply].flat().flatMap((one) => (one.headers ? [one.headers] : [])),
    );
    expect(headers.length).toBeGreaterThan(5);
    expect(new Set(headers.flatMap((one) => Object.keys(one)))).toEqual(
      new Set(['x-oauth-scopes', 'x-accepted-oauth-scopes', 'x-credential-type']),
    );
    const [own, replayed] = [
      answered(await live(url, ['credential', 'acme/web', '--json'])) as object,
      answered(await typed(['credential', '--json', '--world', fileOf(world)])) as object,
    ];
    expect(replayed).toEqual({ ...own, by: 'world' });
  });

  test('made anonymous keeps only words that are Bitbucket’s', async () => {
    const { out } = await typed(['save', 'acme/web', '--anonymous', '--world', fileOf(team(noisy))]);
    expect(out).toContain('admin:repository:bitbucket');
    expect(out).not.toMatch(/acme-secret|cookie/i);
  });
});
