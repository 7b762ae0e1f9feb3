import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diagnose, mostRead } from '../../../src/refusals/diagnose';
import { families } from '../../../src/refusals/families/index';
import { sayDiagnosis } from '../../../src/refusals/say';
import { scrub } from '../../../src/refusals/scrub';
import { colorsFor } from '../../../src/cli/print/colors';
import { diagnosisText } from '../../../src/cli/print/diagnosis';
import corpus from '../corpus.json';
import { harmless } from './harmless-lines';
import { forms } from './secret-forms';

const token = 'ATATT3xFfGF0T4JQo7-RkS_example=1A2B3C4D';
const basic = Buffer.from(`ana:${token}`).toString('base64');

test.each<[string, string, string, number]>([
  [
    'a password in a URL',
    "fatal: unable to access 'https://ana:hunter2secret@bitbucket.org/acme/web.git/'",
    'hunter2secret',
    1,
  ],
  ['a password with slashes and at signs in a URL', 'To https://ana:a/b@c/d@bitbucket.org/acme/web.git', 'a/b@c/d', 1],
  ['a token as the user of a URL', `To https://${token}@bitbucket.org/acme/web.git`, token, 1],
  ['an encoded URL', `url=https%3A%2F%2Fana%3A${token}%40bitbucket.org`, token, 1],
  ['a header of basic authentication', `=> Send header: Authorization: Basic ${basic}`, basic, 1],
  ['a header of a token', `> authorization: Bearer ${token}`, token, 1],
  ['a header in an argument', `git -c http.extraHeader="Authorization: Bearer ${token}" push`, token, 1],
  [
    'a cookie',
    '<= Recv header: Set-Cookie: cloud.session.token=eyJraWQiOiJzZXNzaW9u; Path=/',
    'eyJraWQiOiJzZXNzaW9u',
    1,
  ],
  ['a bare API token', `using ${token} now`, token, 1],
  ['an access token', 'x-token-auth ATCTT3xFfGN0abcdefghijklmnop=ABCD', 'ATCTT3xFfGN0abcdefghijklmnop', 1],
  ['an app password', 'ATBBx7Kd83jdkfj3kdkdfjkd73kd', 'ATBBx7Kd83jdkfj3kdkdfjkd73kd', 1],
  ['a variable', 'BITBUCKET_API_TOKEN=s3cr3tvalue git push', 's3cr3tvalue', 1],
  ['the key of the webhook', 'export WHO_CAN_PUSH_KEY=k1:c2VjcmV0c2VjcmV0', 'c2VjcmV0c2VjcmV0', 1],
  ['user and password of curl', `curl -u ana@example.com:${token}x https://api.bitbucket.org/2.0/user`, token, 1],
  [
    'what a credential helper printed',
    'protocol=https\nhost=bitbucket.org\nusername=ana\npassword=hunter2secret',
    'hunter2secret',
    1,
  ],
  ['a line of .netrc', 'machine bitbucket.org login ana password hunter2secret', 'hunter2secret', 1],
  ['a token that colours part', `ATATT3xFfGF0\u001B[31mT4JQo7RkSexample1A2B`, 'T4JQo7RkSexample1A2B', 1],
  [
    'a private key',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ\n-----END OPENSSH PRIVATE KEY-----',
    'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ',
    1,
  ],
  [
    'a private key without an end',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx0example\nabcdefghijklmno',
    'MIIEowIBAAKCAQEAx0example',
    1,
  ],
])('%s is taken out', (_, text, secret, count) => {
  const { text: left, scrubbed } = scrub(text);
  expect(left).not.toContain(secret);
  expect(scrubbed).toBe(count);
});

/** Four characters in a row of a secret are too many. */
function quartersOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 3) }, (_, at) => text.slice(at, at + 4));
}

/** The parts of the secrets in an answer that are not also around them in the question. */
function leftOf(secrets: string[], question: string, answer: string): string[] {
  const around = secrets.reduce((rest, secret) => rest.split(secret).join('\n'), question);
  return secrets.flatMap(quartersOf).filter((part) => answer.includes(part) && !around.includes(part));
}

const refusal = 'remote: Permission denied to update branch main.';
const asString = (text: string) => JSON.stringify(text).slice(1, -1);
const asIs = (text: string) => text;
/**
 * How a text may come: as it is, in JSON, in JSON that JSON holds; between lines of a refusal, and in the line of one.
 */
const places: Record<string, [around: (text: string) => string, written: (text: string) => string]> = {
  'as it is': [asIs, asIs],
  'in JSON': [(text) => JSON.stringify({ message: text, level: 'info' }), asString],
  'in JSON in JSON': [
    (text) => JSON.stringify({ log: JSON.stringify({ message: text }) }),
    (text) => asString(asString(text)),
  ],
  'between lines that are quoted': [
    (text) => `${refusal}\n${text}\nfatal: Authentication failed for 'https://bitbucket.org/acme/web.git/'`,
    asIs,
  ],
  'before a line that is quoted': [
    (text) => `running tests\n${text}\nerror: failed to push some refs to 'https://bitbucket.org/acme/web.git'`,
    asIs,
  ],
  'in a line that is quoted': [(text) => `remote: Permission denied (publickey). ${text}`, asIs],
};
const everyForm = Object.entries(forms).flatMap(([family, list]) =>
  list.map(([what, text, ...secrets]) => ({ family, what, text, secrets })),
);

test('there are twice as many forms as once were tried, and as many again', () => {
  expect(everyForm.length).toBeGreaterThanOrEqual(262);
});

describe.each(Object.entries(places))('%s', (_, [around, written]) => {
  test.each(everyForm)('$family, $what: no four characters of it are shown', ({ text, secrets }) => {
    const question = around(text);
    const diagnosis = diagnose(question);
    const spoken = sayDiagnosis(diagnosis);
    const answers = [
      scrub(question).text,
      JSON.stringify(diagnosis),
      JSON.stringify(spoken),
      diagnosisText(spoken, colorsFor({ outIsTerminal: false, env: {} })),
    ];
    expect(
      answers.flatMap((answer) =>
        leftOf(secrets.map(written), question, answer).concat(leftOf(secrets, question, answer)),
      ),
    ).toEqual([]);
    expect(diagnosis.scrubbed).toBeGreaterThanOrEqual(1);
  });
});

test.each(harmless)('%s is left as it is', (_, text) => {
  for (const one of [text, `2026-11-21T08:00:01Z ${text}`, `first\n${text}\nlast`, JSON.stringify({ message: text })])
    expect(scrub(one)).toEqual({ text: one, scrubbed: 0 });
});

test('of every published message no more is cut than its secrets', () => {
  const cut = [
    ...corpus.map(({ text }) => text),
    ...families.flatMap(({ signatures }) => signatures.flatMap(({ samples }) => samples)),
  ].flatMap((text) => {
    const { text: left } = scrub(text);
    return left === text
      ? []
      : left
          .split('\n')
          .flatMap((line, at) => (line.includes('[scrubbed]') ? [`${text.split('\n')[at] ?? ''} -> ${line}`] : []));
  });
  // Each is a password in an address, or what another tool put in place of one.
  expect(cut.filter((line) => !/:\/\/[^/\s]*\[scrubbed\]@|curl -u/.test(line))).toEqual([]);
});

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.split('');
const secret = fc
  .string({ unit: fc.constantFrom(...letters, '_', '-'), minLength: 24, maxLength: 60 })
  .map((text) => `Z9${text}q7`);
const around = fc.constantFrom(
  '',
  ' ',
  '\n',
  'remote: ',
  '2026-11-21T08:00:00Z ',
  '> ',
  '"',
  "fatal: unable to access '",
);
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
    fc.property(
      secret,
      fc.constantFrom(...placed),
      fc.array(
        fc.oneof(
          fc.string(),
          fc.constantFrom(
            'remote: Permission denied to update branch main.',
            ' ! [remote rejected] main -> main (pre-receive hook declined)',
            '\u001B[31m',
            '\r',
            "fatal: Authentication failed for 'https://bitbucket.org/a/b'",
          ),
        ),
      ),
      (one, place, lines) => {
        const answer = diagnose([...lines, place(one)].join('\n'));
        return !JSON.stringify(answer).includes(one);
      },
    ),
    { numRuns: 500 },
  );
});

test('of more than 1 MiB the beginning and the end are read, and the rest is reported', () => {
  const refusal = 'remote: Permission denied to update branch main.\n';
  const noise = 'compiling module\n'.repeat(90_000);
  for (const text of [refusal + noise, noise + refusal]) {
    expect(diagnose(text).causes[0]?.cause).toBe('push-restriction');
    expect(diagnose(text).unread).toBe(text.length - mostRead);
  }
});
