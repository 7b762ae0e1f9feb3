import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diagnose, mostRead } from '../../src/refusals/diagnose';
import { scrub } from '../../src/refusals/scrub';

const token = 'ATATT3xFfGF0T4JQo7-RkS_example=1A2B3C4D';
const basic = Buffer.from(`ana:${token}`).toString('base64');

test.each<[string, string, string, number]>([
  ['a password in a URL', "fatal: unable to access 'https://ana:hunter2secret@bitbucket.org/acme/web.git/'", 'hunter2secret', 1],
  ['a password with slashes and at signs in a URL', 'To https://ana:a/b@c/d@bitbucket.org/acme/web.git', 'a/b@c/d', 1],
  ['a token as the user of a URL', `To https://${token}@bitbucket.org/acme/web.git`, token, 1],
  ['an encoded URL', `url=https%3A%2F%2Fana%3A${token}%40bitbucket.org`, token, 1],
  ['a header of basic authentication', `=> Send header: Authorization: Basic ${basic}`, basic, 1],
  ['a header of a token', `> authorization: Bearer ${token}`, token, 1],
  ['a header in an argument', `git -c http.extraHeader="Authorization: Bearer ${token}" push`, token, 1],
  ['a cookie', '<= Recv header: Set-Cookie: cloud.session.token=eyJraWQiOiJzZXNzaW9u; Path=/', 'eyJraWQiOiJzZXNzaW9u', 1],
  ['a bare API token', `using ${token} now`, token, 1],
  ['an access token', 'x-token-auth ATCTT3xFfGN0abcdefghijklmnop=ABCD', 'ATCTT3xFfGN0abcdefghijklmnop', 1],
  ['an app password', 'ATBBx7Kd83jdkfj3kdkdfjkd73kd', 'ATBBx7Kd83jdkfj3kdkdfjkd73kd', 1],
  ['a variable', 'BITBUCKET_API_TOKEN=s3cr3tvalue git push', 's3cr3tvalue', 1],
  ['the key of the webhook', 'export WHO_CAN_PUSH_KEY=k1:c2VjcmV0c2VjcmV0', 'c2VjcmV0c2VjcmV0', 1],
  ['user and password of curl', `curl -u ana@example.com:${token}x https://api.bitbucket.org/2.0/user`, token, 1],
  ['what a credential helper printed', 'protocol=https\nhost=bitbucket.org\nusername=ana\npassword=hunter2secret', 'hunter2secret', 1],
  ['a line of .netrc', 'machine bitbucket.org login ana password hunter2secret', 'hunter2secret', 1],
  ['a token that colours part', `ATATT3xFfGF0\u001B[31mT4JQo7RkSexample1A2B`, 'T4JQo7RkSexample1A2B', 1],
  ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ\n-----END OPENSSH PRIVATE KEY-----', 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ', 1],
  ['a private key without an end', '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx0example\nabcdefghijklmno', 'MIIEowIBAAKCAQEAx0example', 1],
])('%s is taken out', (_, text, secret, count) => {
  const { text: left, scrubbed } = scrub(text);
  expect(left).not.toContain(secret);
  expect(scrubbed).toBe(count);
});

test.each([
  'remote: Permission denied to update branch main.',
  'remote: App passwords are deprecated and must be replaced with API tokens.',
  'remote: Invalid credentials',
  "fatal: Authentication failed for 'https://bitbucket.org/acme/web.git/'",
  'To https://x-token-auth@bitbucket.org/acme/web.git',
  'git push -u origin HEAD',
  "Password for 'https://ana@bitbucket.org': ",
  'git@bitbucket.org: Permission denied (publickey).',
  'https://registry.example.com:8443/@scope/pkg',
  '256 SHA256:0aZbYcXdWeVfUgThSiRjQkPlOmNn0123456789abcde ana@laptop (ED25519)',
])('%s is left as it is', (text) => {
  expect(scrub(text)).toEqual({ text, scrubbed: 0 });
});

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.split('');
const secret = fc.string({ unit: fc.constantFrom(...letters, '_', '-'), minLength: 24, maxLength: 60 }).map((text) => `Z9${text}q7`);
const around = fc.constantFrom('', ' ', '\n', 'remote: ', '2026-11-21T08:00:00Z ', '> ', '"', "fatal: unable to access '");
const placed: ((secret: string) => string)[] = [
  (one) => `https://x-token-auth:${one}@bitbucket.org/acme/web.git`,
  (one) => `https://ana%40example.com:${one}@bitbucket.org/acme/web.git`,
  (one) => `https://${one}@bitbucket.org/acme/web.git`,
  (one) => `Authorization: Bearer ${one}`,
  (one) => `Authorization: Basic ${Buffer.from(`ana:${one}`).toString('base64')}`,
  (one) => `proxy-authorization: ${one}`,
  (one) => `ATATT3${one}`,
  (one) => `ATCTT3${one}`,
  (one) => `ATBB${one}`,
  (one) => `TOKEN=${one}`,
  (one) => `password: ${one}`,
  (one) => `--password ${one}`,
  (one) => `curl -u ana:${one} https://bitbucket.org`,
  (one) => `-----BEGIN RSA PRIVATE KEY-----\n${one}\n${one}\n-----END RSA PRIVATE KEY-----`,
  (one) => `?access_token=${one}&x=1`,
];

test('no secret survives, wherever it stands', () => {
  fc.assert(
    fc.property(secret, fc.constantFrom(...placed), around, around, (one, place, before, after) => {
      const text = place(one);
      const { text: left, scrubbed } = scrub(`${before}${text}${after}`);
      return !left.includes(one) && !left.includes(Buffer.from(`ana:${one}`).toString('base64')) && scrubbed >= 1;
    }),
    { numRuns: 2_000 },
  );
});

test('no secret reaches an answer, and nothing crashes it', () => {
  fc.assert(
    fc.property(secret, fc.constantFrom(...placed), fc.array(fc.oneof(fc.string(), fc.constantFrom('remote: Permission denied to update branch main.', ' ! [remote rejected] main -> main (pre-receive hook declined)', '\u001B[31m', '\r', "fatal: Authentication failed for 'https://bitbucket.org/a/b'"))), (one, place, lines) => {
      const answer = diagnose([...lines, place(one)].join('\n'));
      return !JSON.stringify(answer).includes(one);
    }),
    { numRuns: 500 },
  );
});

test('of more than 1 MiB the beginning and the end are read, and the rest is told', () => {
  const refusal = 'remote: Permission denied to update branch main.\n';
  const noise = 'compiling module\n'.repeat(90_000);
  for (const text of [refusal + noise, noise + refusal]) {
    expect(diagnose(text).causes[0]?.cause).toBe('push-restriction');
    expect(diagnose(text).unread).toBe(text.length - mostRead);
  }
});
