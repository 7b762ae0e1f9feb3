import { expect, test } from '@jest/globals';
import { hostile } from '../../bench/hostile';
import { diagnose, mostRead } from '../../src/refusals/diagnose';

/** Of these nothing is read: they hold more secrets than could surely be taken out. */
const secretive = [
  'addresses with passwords',
  'arguments of curl',
  'many refusals',
  'tokens of one kind that is long',
  'headers over lines',
  'ends behind base64',
  'members of web keys',
  'words of wallets',
  'user and password in base64',
  'pairs in brackets',
  'scripts that answer',
  'what was found, again',
  'commands of http',
];

test.each(Object.entries(hostile))('a mebibyte of hostile text is read to the end: %s', (sort, text) => {
  const { causes, unread, scrubbed } = diagnose(`${text.slice(0, mostRead - closing.length)}${closing}`);
  expect({ unread, many: scrubbed >= 5_000 }).toEqual({ unread: 0, many: secretive.includes(sort) });
  const named = causes.map(({ cause }) => cause);
  if (secretive.includes(sort)) expect(named).toEqual([]);
  else expect(named).toContain('two-step-verification');
});

test.each([
  ['secrets alone on their lines', 'password=hunter2Xy9\n'],
  ['secrets behind times', '2026-11-21T08:00:01Z DB_PASSWORD=kunzer2wolf\n2026-11-21T08:00:01Z HOME=/root\n'],
])('a thousand lines, of which each may go on in the next: %s', (_, line) => {
  const { causes, scrubbed } = diagnose(`${line.repeat(1_000)}${closing}`);
  expect(scrubbed).toBe(1_000);
  expect(causes.map(({ cause }) => cause)).toContain('two-step-verification');
});

const closing =
  '\nremote: To access this repository, enable two-step authentication.\nfatal: unable to access: The requested URL returned error: 403\n';
