import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fileOf, savedWorld } from '../bitbucket/saved-worlds';
import { answered, emptyFolder, failedWith, typed } from './terminal';

const folder = emptyFolder();
const team = ['--world', fileOf('ordinary-team')];
const lab = ['--world', fileOf('odd-names')];
const checkout = ['--world', fileOf('viewer-without-admin')];
const commands = ['explain', 'who', 'where', 'matrix', 'save'];

/** Writes a file for `--world` or `--members`, and gives its path. */
function file(name: string, content: unknown): string {
  const full = path.join(folder, name);
  writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content));
  return full;
}

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Command line, status, and what the sentence must say. */
type Row = [args: string[], status: number, says: string];

async function refuses([args, status, says]: Row, env = {}) {
  expect(failedWith(status, await typed(args, { env }))).toContain(says);
}

describe('words that the command line does not know: 64', () => {
  test.each<Row>([
    [['bogus'], 64, "Unknown command 'bogus'"],
    [['explian'], 64, 'Did you mean explain?'],
    [['help', 'bogus'], 64, '`who-can-push --help`'],
    [['--bogus'], 64, "Unknown option '--bogus'"],
    [['explain', '--bogus'], 64, "Unknown option '--bogus'"],
    [['explain', '--too', 'push'], 64, 'Did you mean --to?'],
    [['explain', 'acme/web', 'main', 'more', ...team], 64, 'Too many arguments'],
    [['matrix', 'acme/web', 'main', ...team], 64, 'Too many arguments'],
    [['explain', 'main', '--to', 'pull', ...team], 64, "'pull' is invalid"],
    [['explain', 'main', '--to', 'x\ny\u001B[2J', ...team], 64, 'is invalid'],
    [['who', 'main', '--to', 'all', ...team], 64, "'all' is invalid"],
    [['explain', 'main', '--with', 'carrier-pigeon', ...team], 64, 'api-token'],
    [['explain', 'main', '--as'], 64, 'argument missing'],
    [['explain', 'main', '--as', 'pipelines', '--with', 'ssh', ...team], 64, 'Pipelines is a credential itself'],
    [['explain', 'main', '--as', 'access-key', '--with', 'ssh', ...team], 64, '`--with`'],
  ])('%j: %i, %s', async (...row) => {
    await refuses(row);
  });
});

describe('names', () => {
  test.each(['', ' ', 'a b', 'a..b', 'a~1', 'a^', 'a:b', 'a?', 'a*', '[a', 'a\\b', 'a@{1}', '/a', 'a/', 'a//b', '.a', 'a/.b', 'a.lock', 'a.', '-a', 'HEAD', 'a\nb', 'refs/heads/', 'refs/tags/'])(
    'Git allows no branch %j: 64',
    async (branch) => {
      await refuses([['explain', `--branch=${branch}`, ...team], 64, 'Git does not allow']);
      await refuses([['who', `--branch=${branch}`, ...team], 64, 'Git does not allow']);
    },
  );

  test.each(['fix/100%-cpu', 'fix/%2Fslash', 'feature/検索-ui', 'wip/🚀', 'issue#42', 'c++', 'a&b;c|d$e`f', "it's", '"quoted"', '<b>', 'constructor', '__proto__', 'a@b', '{a}', 'e\u0301', 'a/b/c/d', 'refs/x'])(
    'Git allows %j, which is judged whatever it holds',
    async (branch) => {
      const { question } = answered(await typed(['explain', '--branch', branch, '--json', ...lab])) as { question: { branch: string } };
      expect(question.branch).toBe(branch);
      expect((await typed(['who', '--branch', branch, '--json', ...lab])).status).toBe(0);
    },
  );

  test('two people of one name: 64, with the uuids of both', async () => {
    for (const command of [['explain', 'main'], ['where']]) {
      const sentence = failedWith(64, await typed([...command, '--as', 'sam LEE', ...lab]));
      expect(sentence).toContain('{70ee2f31-e848-4b7e-922b-a02d92584029}');
      expect(sentence).toContain('{0cace926-ede3-46fe-a400-f1e320ccf35a}');
    }
  });

  test.each(['{70ee2f31-e848-4b7e-922b-a02d92584029}', '70EE2F31-E848-4B7E-922B-A02D92584029', '62f434f276006f2e45f7d764', 'SAM'])('%s is one of them', async (who) => {
    const { question } = answered(await typed(['explain', 'main', '--as', who, '--json', ...lab])) as { question: object };
    expect(question).toMatchObject({ actor: { type: 'user', id: '{70ee2f31-e848-4b7e-922b-a02d92584029}', name: 'Sam Lee' } });
  });

  test.each(['nobody', '{00000000-0000-0000-0000-000000000000}', 'a\nb', 'constructor'])('nobody is called %j: 66', async (who) => {
    await refuses([['explain', 'main', '--as', who, ...team], 66, 'Nobody']);
    await refuses([['where', '--as', who, ...team], 66, 'Nobody']);
  });

  test('an empty name is nobody to ask after: 64', async () => {
    await refuses([['explain', 'main', '--as', '', ...team], 64, '--as']);
  });

  test.each(['acme/nothing', 'nobody/web', 'a%/b%', 'acme/web?x'])('no repository %s: 66', async (repository) => {
    await refuses([['explain', repository, 'main', ...team], 66, repository]);
    for (const command of ['where', 'matrix', 'save']) await refuses([[command, repository, ...team], 66, repository]);
  });

  test.each(['acme', 'acme/', '/web', '/', '', 'acme/web/main'])('%j is no WS/REPO: 64', async (repository) => {
    await refuses([['matrix', repository, ...team], 64, 'not a repository']);
    await refuses([['explain', repository, 'main', ...team], 64, 'not a repository']);
  });
});

describe('files', () => {
  const world = savedWorld('ordinary-team');
  const [repository, user] = ['/2.0/repositories/acme/web', '/2.0/user'];

  test.each<[string, unknown, string]>([
    ['text', 'no JSON', 'not JSON'],
    ['deep', `{"replies": ${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`, 'it is nested too deeply'],
    ['empty', '', 'not JSON'],
    ['half', '{"replies": {', 'not JSON'],
    ['list', [], 'is not a saved world'],
    ['shape', { replies: { [user]: 7 } }, '`replies./2.0/user`'],
    ['replies', { replies: [] }, '`replies`'],
    ['nothing', { replies: {} }, 'holds no repository'],
  ])('a world that is wrong (%s): 65', async (name, content, says) => {
    for (const command of commands) await refuses([[command, ...(['explain', 'who'].includes(command) ? ['main'] : []), '--world', file(name, content)], 65, says]);
  });

  test('a world that is missing, or a folder: 65', async () => {
    for (const missing of [path.join(folder, 'missing.json'), folder]) await refuses([['matrix', '--world', missing], 65, 'could not be read']);
  });

  test('two repositories, none named: 64', async () => {
    const two = file('two', { ...world, replies: { ...world.replies, '/2.0/repositories/acme/api': { status: 200 } } });
    await refuses([['matrix', '--world', two], 64, 'acme/web, acme/api']);
    expect((await typed(['matrix', 'acme/web', '--world', two])).status).toBe(0);
  });

  test('a repository whose key is encoded badly', async () => {
    const odd = file('odd', { replies: { '/2.0/repositories/acme/100%': world.replies[repository] } });
    expect((await typed(['matrix', '--json', '--world', odd])).status).toBe(0);
  });

  test.each<[string, unknown]>([['text', 'x'], ['list', []], ['lists', [['{1}']]], ['a number', { devs: [1] }], ['deep', `{"devs": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`], ['a name', { devs: '{1}' }], ['null', null]])(
    'members that are wrong (%s): 65',
    async (name, content) => {
      for (const command of commands) {
        await refuses([[command, ...(['explain', 'who'].includes(command) ? ['main'] : []), ...team, '--members', file(`members-${name}`, content)], 65, '{"devs": ["{uuid}"]}']);
      }
    },
  );

  test('members that are missing: 65', async () => {
    await refuses([['matrix', ...team, '--members', path.join(folder, 'missing.json')], 65, 'could not be read']);
  });

  test('a relative file is looked for where the command runs', async () => {
    file('here.json', world);
    file('none.json', {});
    expect((await typed(['matrix', '--world', 'here.json', '--members', 'none.json'], { cwd: folder })).status).toBe(0);
  });
});

describe('who asks', () => {
  const lost = { ...savedWorld('viewer-without-admin'), viewer: undefined };
  lost.replies['/2.0/user'] = { status: 403 };

  test('no --as where the owner of the credential cannot be told: 64', async () => {
    const world = ['--world', file('lost', lost)];
    await refuses([['explain', 'main', ...world], 64, '`--as`']);
    await refuses([['where', ...world], 64, '`--as`']);
    expect((await typed(['explain', 'main', '--as', 'pipelines', ...world])).err).toBe('');
    expect((await typed(['matrix', ...world])).status).toBe(0);
  });

  test('left out, it is the viewer of the world', async () => {
    const { question } = answered(await typed(['explain', 'main', '--json', ...checkout])) as { question: object };
    expect(question).toMatchObject({ actor: { id: '{256f4382-7f47-42ce-b6a2-b5015a24c58d}' } });
  });

  test.each<[string, Record<string, string>, string]>([
    ['no credential', {}, '`BITBUCKET_EMAIL` and `BITBUCKET_API_TOKEN`'],
    ['an e-mail alone', { BITBUCKET_EMAIL: 'ana@acme.example' }, 'both'],
    ['an API token alone', { BITBUCKET_API_TOKEN: 'secret' }, 'both'],
    ['an empty access token', { BITBUCKET_ACCESS_TOKEN: '' }, 'no credential'],
  ])('%s: 64', async (_, env, says) => {
    for (const command of ['explain', 'who']) await refuses([[command, 'acme/web', 'main'], 64, says], env);
    for (const command of ['where', 'matrix', 'save']) await refuses([[command, 'acme/web'], 64, says], env);
  });

  test.each(['http://api.bitbucket.org', 'http://127.0.0.1.evil.example', 'http://localhost.evil.example', 'http://128.0.0.1', 'http://[::2]', 'ftp://localhost', 'file:///etc', 'api.bitbucket.org', 'localhost:80', 'https://', 'not a URL'])(
    'BITBUCKET_API_URL=%s: 64',
    async (url) => {
      await refuses([['matrix', 'acme/web'], 64, '`BITBUCKET_API_URL`'], { BITBUCKET_ACCESS_TOKEN: 'secret', BITBUCKET_API_URL: url });
    },
  );
});

test('help and version are answers', async () => {
  for (const args of [['--help'], ['help'], ['help', 'explain'], ['--version'], ...commands.map((command) => [command, '--help'])]) {
    const { out, ...ended } = await typed(args);
    expect({ ...ended, out: out.trim() !== '' }).toEqual({ status: 0, err: '', out: true });
  }
});
