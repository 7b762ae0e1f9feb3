import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { credentialFrom } from '../../src/cli/source/git-credential';
import type { Io } from '../../src/cli/terminal/io';
import { savedWorld } from '../bitbucket/saved-worlds';
import { always, served, worldOver } from './server';
import { failedWith, typed, type Ended } from './terminal';

const secret = 'ATATT3xFfGF0-of-git';
const email = 'ana@acme.example';
const said = 'Bitbucket is asked with the credential that git keeps for bitbucket.org, for reading only.\n';
const server = served();

/** A git whose helper is this script, in a home of its own; `asked` is what the helper was asked, so far. */
function gitWith(script: string): { env: Record<string, string>; asked: () => string } {
  const home = mkdtempSync(path.join(tmpdir(), 'who-can-push-git-'));
  const [helper, log, config] = ['helper', 'asked', 'config'].map((name) => path.join(home, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(helper, `#!/bin/sh\necho "$1" >> '${log}'\ncat >> '${log}'\n${script}\n`);
  chmodSync(helper, 0o755);
  writeFileSync(config, `[credential]\n\thelper = ${helper}\n\tuseHttpPath = true\n`);
  return {
    env: { GIT_CONFIG_GLOBAL: config, HOME: home },
    asked: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
  };
}

/** A command on a terminal, without a credential in the environment. Whatever happens, no secret is in its output. */
async function onTerminal(args: string[], env: Io['env'], io: Partial<Io> = {}): Promise<Ended> {
  const ended = await typed(args, { errIsTerminal: true, ...io, env });
  const printed = ended.out + ended.err;
  for (const hidden of [secret, email, Buffer.from(`${email}:${secret}`).toString('base64')])
    expect(printed).not.toContain(hidden);
  // Progress, which a terminal overwrites, is none of this.
  // eslint-disable-next-line no-control-regex -- it clears its line
  return { ...ended, err: ended.err.replaceAll(/\r[^\n]*?(?:replies|\u001B\[K)/g, '') };
}

const keeps = (username: string, more = '') => `printf 'username=%s\\npassword=%s\\n${more}' '${username}' '${secret}'`;
const basic = (user: string) => `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
const team = savedWorld('ordinary-team');

describe('where the environment holds no credential, git is asked', () => {
  test.each<[sentence: string, username: string, env: Io['env'], header: string]>([
    ['an access token', 'x-token-auth', {}, `Bearer ${secret}`],
    ['an API token under an e-mail address', email, {}, basic(email)],
    ['an API token under a name', 'x-bitbucket-api-token-auth', {}, basic('x-bitbucket-api-token-auth')],
    ['the same, beside an e-mail address', 'x-bitbucket-api-token-auth', { BITBUCKET_EMAIL: email }, basic(email)],
    ['an access token, beside an e-mail address', 'x-token-auth', { BITBUCKET_EMAIL: email }, `Bearer ${secret}`],
  ])('%s', async (_, username, env, header) => {
    const git = gitWith(keeps(username));
    const { url, asked } = await server(worldOver(team, header));
    const ended = await onTerminal(['explain', 'acme/web', 'main', '--json'], {
      BITBUCKET_API_URL: url,
      ...git.env,
      ...env,
    });
    expect({ status: ended.status, err: ended.err }).toEqual({ status: 1, err: said });
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set([header]));
    expect(git.asked()).toBe('get\nprotocol=https\nhost=bitbucket.org\npath=acme/web.git\n');
  });

  test('and only then', async () => {
    const git = gitWith(keeps('x-token-auth'));
    const { url } = await server(worldOver(team, 'Bearer other'));
    for (const env of [{ BITBUCKET_ACCESS_TOKEN: 'other' }, { BITBUCKET_API_TOKEN: 'without-email' }])
      await onTerminal(['credential'], { BITBUCKET_API_URL: url, ...git.env, ...env });
    expect(git.asked()).toBe('');
  });

  test('by a person at a terminal, for Bitbucket alone, and not beside a saved world', async () => {
    const git = gitWith(keeps('x-token-auth'));
    const { url, asked } = await server(worldOver(team, `Bearer ${secret}`));
    const here = { BITBUCKET_API_URL: url, ...git.env };
    const rows: [Io['env'], Partial<Io>][] = [
      [here, { errIsTerminal: false, outIsTerminal: true }],
      [{ ...here, CI: 'true' }, {}],
      [{ ...here, BITBUCKET_BUILD_NUMBER: '7' }, {}],
      [{ ...here, BITBUCKET_API_URL: 'https://bitbucket.example' }, {}],
      [{ ...here, BITBUCKET_API_URL: 'https://api.bitbucket.org.example' }, {}],
      [{ ...here, BITBUCKET_API_URL: 'http://bitbucket.example' }, {}],
      [{ ...here, BITBUCKET_API_URL: 'nowhere' }, {}],
    ];
    for (const [env, io] of rows) failedWith(64, await onTerminal(['credential', 'acme/web'], env, io));
    await onTerminal(
      ['credential', '--world', path.join(__dirname, '../../src/sandbox/worlds/ordinary-team.json')],
      here,
    );
    await onTerminal(
      ['hook', 'judge', '--until', String(Date.now() + 5000), 'origin', 'https://bitbucket.org/acme/web'],
      here,
      {
        input: () => Promise.resolve(`refs/heads/main ${'1'.repeat(40)} refs/heads/main ${'2'.repeat(40)}\n`),
      },
    );
    expect({ helper: git.asked(), bitbucket: asked }).toEqual({ helper: '', bitbucket: [] });
  });

  test('the settings of a clone name no helper', async () => {
    const git = gitWith('exit 1');
    const clone = mkdtempSync(path.join(tmpdir(), 'who-can-push-clone-'));
    const marker = path.join(clone, 'ran');
    mkdirSync(path.join(clone, '.git', 'objects'), { recursive: true });
    mkdirSync(path.join(clone, '.git', 'refs'));
    writeFileSync(path.join(clone, '.git', 'HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(
      path.join(clone, '.git', 'config'),
      `[core]\n\trepositoryformatversion = 0\n[credential]\n\thelper = "!touch '${marker}'; echo username=x-token-auth; echo password=${secret}; :"\n`,
    );
    const { url, asked } = await server(always(200, {}));
    const env = { BITBUCKET_API_URL: url, ...git.env };
    failedWith(64, await onTerminal(['credential', 'acme/web'], env, { cwd: clone }));
    failedWith(
      64,
      await onTerminal(['credential', 'acme/web'], { ...env, GIT_DIR: path.join(clone, '.git') }, { cwd: clone }),
    );
    expect({ ran: existsSync(marker), asked }).toEqual({ ran: false, asked: [] });
    expect(git.asked()).toContain('get\n');
  });
});

describe('a helper that gives nothing usable leaves no credential', () => {
  test.each<[sentence: string, script: string]>([
    ['it fails', 'exit 1'],
    ['it says nothing', ':'],
    ['it knows no password', "printf 'username=ana\\n'"],
    ['it wants nobody else to be asked', "printf 'quit=1\\n'"],
    ['an empty password', "printf 'username=ana\\npassword=\\n'"],
    ['a password with control characters', "printf 'username=ana\\npassword=a\\033[2Jb\\n'"],
    ['a password with a carriage return', "printf 'username=ana\\npassword=a\\rb\\n'"],
    ['a user name with a colon', "printf 'username=a:b\\npassword=c\\n'"],
    ['it would ask on the terminal', 'read answer < /dev/tty && printf \'username=ana\\npassword=%s\\n\' "$answer"'],
    ['no end of output', 'yes password=x | head -c 3000000'],
  ])('%s', async (_, script) => {
    const git = gitWith(script);
    const { url, asked } = await server(always(200, {}));
    const sentence = failedWith(
      64,
      await onTerminal(['credential', 'acme/web'], { BITBUCKET_API_URL: url, ...git.env }),
    );
    expect(sentence).toMatch(/^There is no credential: /);
    expect({ asked, helper: git.asked().startsWith('get\n') }).toEqual({ asked: [], helper: true });
  });

  test('it does not answer: it is stopped after five seconds, with all that it started', async () => {
    const git = gitWith('sleep 6; touch "$HOME/outlived"');
    const { url, asked } = await server(always(200, {}));
    const begun = Date.now();
    failedWith(64, await onTerminal(['credential', 'acme/web'], { BITBUCKET_API_URL: url, ...git.env }));
    expect(Date.now() - begun).toBeLessThan(9_000);
    expect(asked).toEqual([]);
    await new Promise((done) => setTimeout(done, 2_000));
    expect(existsSync(path.join(git.env['HOME'] ?? '', 'outlived'))).toBe(false);
  }, 15_000);

  test('it may be asked of no program that asks people', async () => {
    const git = gitWith(':');
    const marker = path.join(git.env['HOME'] ?? '', 'asked-for');
    const program = path.join(git.env['HOME'] ?? '', 'askpass');
    writeFileSync(program, `#!/bin/sh\ntouch '${marker}'\necho x\n`);
    chmodSync(program, 0o755);
    writeFileSync(git.env['GIT_CONFIG_GLOBAL'] ?? '', `[core]\n\taskPass = ${program}\n`);
    const { url } = await server(always(200, {}));
    const env = {
      BITBUCKET_API_URL: url,
      ...git.env,
      GIT_ASKPASS: program,
      SSH_ASKPASS: program,
      GIT_TERMINAL_PROMPT: '1',
    };
    failedWith(64, await onTerminal(['credential', 'acme/web'], env));
    expect(existsSync(marker)).toBe(false);
  });
});

test('when it ends is said where git says so', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'who-can-push-path-'));
  const git = path.join(home, 'git');
  // Git tells of an end since version 2.41.
  writeFileSync(
    git,
    `#!/bin/sh\ncat > '${home}/asked'\nprintf 'username=x-token-auth\\npassword=%s\\npassword_expiry_utc=4102444800\\n' '${secret}'\n`,
  );
  chmodSync(git, 0o755);
  const { url } = await server(worldOver(team, `Bearer ${secret}`));
  const env = { BITBUCKET_API_URL: url, PATH: `${home}:${process.env['PATH'] ?? ''}` };
  const { out } = await onTerminal(['credential', 'acme/web', '--json'], env);
  expect(JSON.parse(out)).toMatchObject({ by: 'git', expires: '2100-01-01T00:00:00Z' });
  expect((await onTerminal(['credential', 'acme/web'], env)).out).toContain(' It ends at 2100-01-01T00:00:00Z.\n');
  expect(readFileSync(path.join(home, 'asked'), 'utf8')).toBe(
    'protocol=https\nhost=bitbucket.org\npath=acme/web.git\n\n',
  );
});

describe('a refusal says what may be wrong with what git keeps', () => {
  test.each([
    ['x-bitbucket-api-token-auth', 'set as `BITBUCKET_EMAIL`'],
    ['ana', 'set as `BITBUCKET_EMAIL`'],
    [email, 'wrong, revoked or expired'],
    ['x-token-auth', 'wrong, revoked or expired'],
  ])('%s', async (username, words) => {
    const git = gitWith(keeps(username));
    const { url } = await server(always(401, { type: 'error' }));
    for (const command of ['credential', 'matrix', 'who']) {
      const { status, out, err } = await onTerminal([command, 'acme/web', ...(command === 'who' ? ['main'] : [])], {
        BITBUCKET_API_URL: url,
        ...git.env,
      });
      expect({ status, out }).toEqual({ status: 77, out: '' });
      expect(err).toContain(said);
      expect(err).toContain('that git keeps for bitbucket.org: ');
      expect(err).toContain(words);
    }
  });
});

describe('what git prints', () => {
  const future = Math.floor(Date.now() / 1000) + 86_400;
  const ofToken = { credential: { accessToken: 't' }, lacksEmail: false };
  test.each<[sentence: string, output: string, ReturnType<typeof credentialFrom>]>([
    ['a token', 'protocol=https\nhost=bitbucket.org\nusername=x-token-auth\npassword=t\n', ofToken],
    ['only what matters', 'username=x-token-auth\npassword=t', ofToken],
    [
      'with lists of newer versions',
      'capability[]=authtype\nwwwauth[]=a\nwwwauth[]=b\nusername=x-token-auth\npassword=t\n',
      ofToken,
    ],
    [
      'an equals sign in the password',
      'username=x-token-auth\npassword=t=\n',
      { ...ofToken, credential: { accessToken: 't=' } },
    ],
    [
      'an end',
      `username=x-token-auth\npassword=t\npassword_expiry_utc=${String(future)}\n`,
      { ...ofToken, expires: new Date(future * 1000).toISOString().replace('.000', '') },
    ],
    ['an end that has come', 'username=x-token-auth\npassword=t\npassword_expiry_utc=1000000000\n', undefined],
    ['an end that is none', 'username=x-token-auth\npassword=t\npassword_expiry_utc=soon\n', ofToken],
    [
      'an end after all calendars',
      'username=x-token-auth\npassword=t\npassword_expiry_utc=99999999999999999999\n',
      ofToken,
    ],
    [
      'the largest end',
      'username=x-token-auth\npassword=t\npassword_expiry_utc=99999999999\n',
      { ...ofToken, expires: '5138-11-16T09:46:39Z' },
    ],
    ['a user name', 'username=ana\npassword=t\n', { credential: { email: 'ana', apiToken: 't' }, lacksEmail: true }],
    ['another host', 'host=evil.example\nusername=x-token-auth\npassword=t\n', undefined],
    ['another protocol', 'protocol=http\nusername=x-token-auth\npassword=t\n', undefined],
    ['two passwords', 'username=x-token-auth\npassword=t\npassword=u\n', undefined],
    ['no line at all of that form', 'fatal: no\n', undefined],
    ['a null byte', 'username=x-token-auth\npassword=t\0\n', undefined],
    ['letters beyond ASCII', 'username=x-token-auth\npassword=tö\n', undefined],
    ['quit', 'username=x-token-auth\npassword=t\nquit=true\n', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, output, expected) => {
    expect(credentialFrom(output)).toEqual(expected);
  });
});
