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

/** Writes a file for `--world` or `--members`, and returns its path. */
function file(name: string, content: unknown): string {
  const full = path.join(folder, name);
  writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content));
  return full;
}

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Command line, status, and what the sentence must contain. */
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
  test.each([
    '',
    ' ',
    'a b',
    'a..b',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    '[a',
    'a\\b',
    'a@{1}',
    '/a',
    'a/',
    'a//b',
    '.a',
    'a/.b',
    'a.lock',
    'a.',
    '-a',
    'HEAD',
    'a\nb',
    'refs/heads/',
    'refs/tags/',
  ])('Git allows no branch %j: 64', async (branch) => {
    await refuses([['explain', `--branch=${branch}`, ...team], 64, 'Git does not allow']);
    await refuses([['who', `--branch=${branch}`, ...team], 64, 'Git does not allow']);
  });

  test.each([
    'fix/100%-cpu',
    'fix/%2Fslash',
    'feature/検索-ui',
    'wip/🚀',
    'issue#42',
    'c++',
    'a&b;c|d$e`f',
    "it's",
    '"quoted"',
    '<b>',
    'constructor',
    '__proto__',
    'a@b',
    '{a}',
    'e\u0301',
    'a/b/c/d',
    'refs/x',
  ])('Git allows %j, which is judged whatever it holds', async (branch) => {
    const { question } = answered(await typed(['explain', '--branch', branch, '--json', ...lab])) as {
      question: { branch: string };
    };
    expect(question.branch).toBe(branch);
    expect((await typed(['who', '--branch', branch, '--json', ...lab])).status).toBe(0);
  });

  test('two people of one name: 64, with the uuids of both', async () => {
    for (const command of [['explain', 'main'], ['where']]) {
      const sentence = failedWith(64, await typed([...command, '--as', 'sam LEE', ...lab]));
      expect(sentence).toContain('{70ee2f31-e848-4b7e-922b-a02d92584029}');
      expect(sentence).toContain('{0cace926-ede3-46fe-a400-f1e320ccf35a}');
    }
  });

  test.each([
    '{70ee2f31-e848-4b7e-922b-a02d92584029}',
    '70EE2F31-E848-4B7E-922B-A02D92584029',
    '62f434f276006f2e45f7d764',
    'SAM',
  ])('%s is one of them', async (who) => {
    const { question } = answered(await typed(['explain', 'main', '--as', who, '--json', ...lab])) as {
      question: object;
    };
    expect(question).toMatchObject({
      actor: { type: 'user', id: '{70ee2f31-e848-4b7e-922b-a02d92584029}', name: 'Sam Lee' },
    });
  });

  test.each(['nobody', '{00000000-0000-0000-0000-000000000000}', 'a\nb', 'constructor'])(
    'nobody is called %j: 66',
    async (who) => {
      await refuses([['explain', 'main', '--as', who, ...team], 66, 'Nobody']);
      await refuses([['where', '--as', who, ...team], 66, 'Nobody']);
    },
  );

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
    for (const command of commands)
      await refuses([
        [command, ...(['explain', 'who'].includes(command) ? ['main'] : []), '--world', file(name, content)],
        65,
        says,
      ]);
  });

  test('a world that is missing, or a folder without one: 65', async () => {
    await refuses([['matrix', '--world', path.join(folder, 'missing.json')], 65, 'There is no file or folder ']);
    await refuses([['matrix', '--world', emptyFolder()], 65, 'holds no saved world']);
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

  test.each<[string, unknown]>([
    ['text', 'x'],
    ['list', []],
    ['lists', [['{1}']]],
    ['a number', { devs: [1] }],
    ['deep', `{"devs": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['a name', { devs: '{1}' }],
    ['null', null],
  ])('members that are wrong (%s): 65', async (name, content) => {
    for (const command of commands) {
      await refuses([
        [
          command,
          ...(['explain', 'who'].includes(command) ? ['main'] : []),
          ...team,
          '--members',
          file(`members-${name}`, content),
        ],
        65,
        '{"devs": ["{uuid}"]}',
      ]);
    }
  });

  test.each([
    ['a name', 'Tomás Vidal'],
    ['a nickname', 'tomas'],
    ['an account id', '557058:0f1e'],
    ['a uuid cut short', '{60cad0b1-b371-4182-bd29}'],
    ['nothing', ''],
  ])('a member that is %s: 65, as whoever is missing from a list counts as not in the group', async (_, member) => {
    const odd = file('members-odd', { developers: ['{60cad0b1-b371-4182-bd29-1d74687032bb}', member] });
    await refuses([['explain', 'main', ...team, '--members', odd], 65, 'in `developers`, which is not a uuid']);
  });

  test.each<[string, unknown, string]>([
    ['text', 'main', 'neither a list of restrictions nor a page of one'],
    ['an object', { rules: [] }, 'neither a list of restrictions nor a page of one'],
    ['null', null, 'neither a list of restrictions nor a page of one'],
    ['deep', `[${'['.repeat(10_000)}${']'.repeat(10_000)}]`, 'neither a list of restrictions nor a page of one'],
    ['no kind', [{ kind: 'force', pattern: '*' }, { pattern: 'main' }], 'entry 2 is not a branch restriction'],
    ['no lists', [{ kind: 'push', pattern: 'main' }], 'entry 1, of kind `push`, has no lists'],
    ['a name', [{ kind: 'push', pattern: 'main', users: [{ uuid: 'ana' }], groups: [] }], '`ana`, which is not a uuid'],
  ])('rules of the project that are wrong (%s): 65', async (name, content, says) => {
    for (const command of commands) {
      const asked = ['explain', 'who'].includes(command) ? ['main'] : [];
      const rules = file(`rules-${name}`, content);
      await refuses([[command, ...asked, ...team, '--project-rules', rules], 65, says]);
    }
  });

  test('a uuid with spaces around it, without braces or in capitals is one', async () => {
    const uuid = '60cad0b1-b371-4182-bd29-1d74687032bb';
    const answers = [`{${uuid}}`, ` {${uuid}} `, uuid, `{${uuid.toUpperCase()}}`].map((member) =>
      typed([
        'matrix',
        '--json',
        ...team,
        '--members',
        file(`members-${String(member.length)}${member.slice(0, 2)}`, { developers: [member] }),
      ]),
    );
    const [first, ...others] = await Promise.all(answers);
    expect(first?.status).toBe(0);
    for (const other of others) expect(other).toEqual(first);
  });

  test('a world as Windows PowerShell writes it, in UTF-16 or with a byte order mark, is read', async () => {
    const text = JSON.stringify(world);
    const calm = await typed(['matrix', '--json', ...team]);
    for (const [name, bytes] of [
      ['utf16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
      ['bom', Buffer.from(`\uFEFF${text}`, 'utf8')],
    ] as const) {
      const written = path.join(folder, `${name}.json`);
      writeFileSync(written, bytes);
      expect(await typed(['matrix', '--json', '--world', written])).toEqual(calm);
    }
  });

  test.each([['--world'], ['--members'], ['--project-rules']])(
    'a device without end after %s: 65, at once',
    async (option) => {
      await refuses([
        ['matrix', 'acme/web', ...(option === '--world' ? [] : team), option, '/dev/zero'],
        65,
        'could not be read',
      ]);
    },
  );

  test.each([['--world'], ['--members'], ['--project-rules']])('%s without a name: 64', async (option) => {
    const ended = await typed(['explain', 'main', option, '', ...(option === '--world' ? [] : team)]);
    expect(ended).toEqual({ status: 64, out: '', err: 'The name of a file is empty.\n' });
  });

  test('members that are missing: 65', async () => {
    await refuses([['matrix', ...team, '--members', path.join(folder, 'missing.json')], 65, 'There is no file ']);
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

  test('no --as where the owner of the credential is not known: 64', async () => {
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

  test.each([
    'http://api.bitbucket.org',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://128.0.0.1',
    'http://[::2]',
    'ftp://localhost',
    'file:///etc',
    'api.bitbucket.org',
    'localhost:80',
    'https://',
    'not a URL',
  ])('BITBUCKET_API_URL=%s: 64', async (url) => {
    await refuses([['matrix', 'acme/web'], 64, '`BITBUCKET_API_URL`'], {
      BITBUCKET_ACCESS_TOKEN: 'secret',
      BITBUCKET_API_URL: url,
    });
  });
});

test('help and version are answers', async () => {
  for (const args of [
    ['--help'],
    ['help'],
    ['help', 'explain'],
    ['--version'],
    ...commands.map((command) => [command, '--help']),
  ]) {
    const { out, ...ended } = await typed(args);
    expect({ ...ended, out: out.trim() !== '' }).toEqual({ status: 0, err: '', out: true });
  }
});

test('asked to wait for long, it says for how long', async () => {
  const busy = savedWorld('ordinary-team');
  const late = { status: 429, headers: { 'Retry-After': '1800' }, body: '' };
  const without = file('busy', { ...busy, replies: { ...busy.replies, '/2.0/repositories/acme/web': late } });
  await refuses([['matrix', 'acme/web', '--world', without], 69, 'it answered 429 and asks to wait 30 minutes.']);
  const { out } = await typed([
    'explain',
    'main',
    '--world',
    file('busy-rules', {
      ...busy,
      replies: { ...busy.replies, '/2.0/repositories/acme/web/branch-restrictions': late },
    }),
  ]);
  expect(out).toContain('Bitbucket asks to wait 30 minutes before asking for the branch restrictions of acme/web.');
  expect(out).toContain('You can ask again in 30 minutes for the branch restrictions of acme/web.');
});

describe('commands are for the shell at hand', () => {
  const update = ['explain', '--pr', '5', '--as', 'harvey', '--world', fileOf('pull-requests')];
  const lines = [
    'git fetch origin',
    'git switch feature/behind',
    'git merge origin/feature/behind',
    'git merge origin/main',
    'git push origin feature/behind',
  ];
  const inOne = `\`${lines.join(' && ')}\``;
  const oneByOne = lines.map((line) => `\`${line}\``).join(', then ');

  test.each<[string, string | undefined, Record<string, string>, string]>([
    ['Linux', 'linux', {}, inOne],
    ['not given', undefined, {}, inOne],
    ['PowerShell', 'win32', { PSModulePath: 'C:' }, oneByOne],
    ['Git Bash', 'win32', { MSYSTEM: 'MINGW64', PSModulePath: 'C:' }, inOne],
    ['Cygwin', 'win32', { SHELL: '/bin/bash' }, inOne],
  ])('%s', async (_, platform, env, words) => {
    expect((await typed(update, { env, ...(platform !== undefined && { platform }) })).out).toContain(words);
    expect(
      (
        await typed(['prs', '--world', fileOf('pull-requests')], { env, ...(platform !== undefined && { platform }) })
      ).out.replaceAll(/\s+/g, ' '),
    ).toContain(words);
  });
});
