import { describe, expect, test } from '@jest/globals';
import { scrub } from '../../../src/refusals/scrub';

// Made up, and put together here so that nothing looks real to a scanner of secrets.
const KEY = ['K', 'EY'].join('');
const endOfKey = `-----END RSA PRIVATE ${KEY}-----`;
const payload = ['MIIEowIBAAKCAQEA', 'x7Zr2Kp9WvT4nYb8'].join('');
const api = ['ATAT', 'T3xFfGF0'].join('');

describe('where a secret begins and ends, to the letter', () => {
  test.each<[what: string, text: string, left: string, count: number]>([
    [
      'a URL whose next @ is far away holds none, and a later one is still found',
      `https://bitbucket.org/ ${'x'.repeat(5_000)} https://ana:hunter2wolf@bitbucket.org/`,
      `https://bitbucket.org/ ${'x'.repeat(5_000)} https://ana:[scrubbed]@bitbucket.org/`,
      1,
    ],
    [
      'letters alone are a token where no user name is as long',
      `To https://${'abcdefgh'.repeat(4)}@bitbucket.org/acme/web`,
      'To https://[scrubbed]@bitbucket.org/acme/web',
      1,
    ],
    [
      'a user name of letters is none',
      'To https://anastasialovelaceofacmeweb@bitbucket.org/acme/web',
      'To https://anastasialovelaceofacmeweb@bitbucket.org/acme/web',
      0,
    ],
    [
      'a header whose value a mail put into the next line',
      'Authorization: Bearer \n  hunter2Wolf99\nfatal: no',
      'Authorization: Bearer \n  [scrubbed]\nfatal: no',
      1,
    ],
    ['the end of a key, with the words before it', `it was ${payload}\n${endOfKey}`, `it was [scrubbed]${endOfKey}`, 1],
    [
      'the end of a key, below an empty line',
      `fatal: bad key\n\n${payload}\n${endOfKey}`,
      `fatal: bad key\n\n[scrubbed]${endOfKey}`,
      1,
    ],
    [
      'a word alone below the name of a password',
      'password:\n  swordfish\nfatal: no',
      'password:\n  [scrubbed]\nfatal: no',
      1,
    ],
    [
      'a token in a URL that a character nobody sees parts',
      `url=${api}%00abcdefgh1234%1Bijkl5678`,
      'url=[scrubbed]',
      1,
    ],
    [
      'a token in a string of JSON that broke it',
      `{"key": "${api}T4JQo7Rk\nSexample1A2B"}`,
      '{"key": "[scrubbed]\n[scrubbed]"}',
      1,
    ],
    ['a secret that was scrubbed in part', 'password=[scrubbed]hunter2', 'password=[scrubbed]hunter2', 0],
  ])('%s', (_, text, left, count) => {
    expect(scrub(text)).toEqual({ text: left, scrubbed: count });
  });
});

describe('what only looks as if a secret followed stays to the letter', () => {
  test.each<[what: string, text: string]>([
    ['a label before the address of a remote', 'from:ana@bitbucket.org:acme/web'],
    ['a user that was not typed', 'curl -u \nhttps://api.bitbucket.org/2.0/user'],
    ['a token that was not typed', 'git-askpass --token \nfatal: no'],
    ['a password that a variable holds', 'sshpass -p $SSH_PASSWORD ssh git@bitbucket.org'],
    ['a port', 'plink -P 2222 git@bitbucket.org'],
    ['an empty header', '{"Authorization": "", "Accept": "*/*"}'],
    ['a scheme at the end', 'the server wants bearer \n'],
    ['a command in Markdown beside a token', 'token: `git config --list`'],
    ['a command in Markdown beside a password', 'password: `git credential fill`'],
    ['an empty element', '<settings><password></password></settings>'],
    ['a sentence that breaks off', 'the password is \nnot here'],
    ['a variable in a pipe', 'echo "$TOKEN" | docker login --password-stdin'],
  ])('%s', (_, text) => {
    expect(scrub(text)).toEqual({ text, scrubbed: 0 });
  });
});

describe('a text with more secrets than any log is not read at all', () => {
  const lines = (line: (at: number) => string, count: number) =>
    Array.from({ length: count }, (_, at) => line(at)).join('\n');
  test.each<[kind: string, line: (at: number) => string]>([
    ['addresses', () => 'To https://ana:hunter2wolf@bitbucket.org/acme/web'],
    ['tokens', (at) => `using ${api}abcdefgh1234${String(at)} now`],
    ['passwords', (at) => `the_password=hunter${String(at)}`],
    ['headers', (at) => `Cookie: session=hunter2wolf${String(at)}`],
    ['made words in lines that name a secret', (at) => `password hint xA1bC2dE3fG4${String(at)}`],
  ])('%s', (_, line) => {
    expect(scrub(lines(line, 5_100))).toMatchObject({ text: '' });
    expect(scrub(lines(line, 5_100)).scrubbed).toBeGreaterThan(5_000);
    expect(scrub(lines(line, 20))).toMatchObject({ scrubbed: 20 });
  });

  test('also where each kind alone would be read', () => {
    const both =
      `${lines(() => 'To https://ana:hunter2wolf@bitbucket.org/acme/web', 2_600)}\n` +
      lines((at) => `using ${api}abcdefgh1234${String(at)} now`, 2_600);
    expect(scrub(both)).toEqual({ text: '', scrubbed: 5_200 });
  });
});
