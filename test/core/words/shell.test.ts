import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { branchName, plainPart } from '../../../src/core/branches/branch-name';
import { command, commands, quoted } from '../../../src/core/words/shell';

/** Names that Git allows, of all that shells read in ways of their own. */
const special = [
  '!',
  '"',
  '#',
  '$',
  '%',
  '&',
  "'",
  '(',
  ')',
  '+',
  ',',
  ';',
  '<',
  '=',
  '>',
  '@',
  ']',
  '{',
  '}',
  '|',
  '`',
  '-',
  '_',
  '.',
  '\u2018',
  '\u2019',
  '\u201A',
  '\u201B',
  '\u201C',
  '\u201D',
  '\u201E',
  '\u00A0',
  '\u202E',
  '\u200D',
  '\u{E0041}',
  '\u0085',
  '\u3164',
  'é',
  '検',
  '🚀',
  '$(x)',
  '%PATH%',
  '${HOME}',
  '--%',
  '$x',
  "''",
  'a',
  '1',
  '/',
];
const names = fc
  .array(fc.constantFrom(...special), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''))
  .filter((name) => branchName(name) === name);

/** What each of these words is to a real `sh`. */
function readBySh(words: string[]): string[] {
  const { stdout, status } = spawnSync('sh', ['-c', `printf '%s\\0' ${words.join(' ')}`], {
    encoding: 'utf8',
    env: { ...process.env, HOME: '/somewhere', x: 'y' },
  });
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

const [single, double] = ["'\u2018\u2019\u201A\u201B", '"\u201C\u201D\u201E'];

/**
 * One argument of a command, as PowerShell's language specification reads it (2.3.5.2: strings of both kinds of quotes,
 * doubled quotes, the backtick, `$( )`); fails on all that would make it anything but one argument.
 */
function readByPowerShell(word: string): string {
  let at = 1;
  let read = '';
  const first = word.charAt(0);
  if (single.includes(first)) {
    for (; at < word.length; at++) {
      if (single.includes(word.charAt(at))) {
        if (at === word.length - 1) return read;
        if (!single.includes(word.charAt(at + 1))) throw new Error('The string ends too early.');
        at++;
      }
      read += word.charAt(at);
    }
    throw new Error('The string does not end.');
  }
  if (double.includes(first)) {
    for (; at < word.length; at++) {
      const one = word.charAt(at);
      if (double.includes(one)) {
        if (at === word.length - 1) return read;
        if (!double.includes(word.charAt(at + 1))) throw new Error('The string ends too early.');
        read += word.charAt(++at);
      } else if (one === '`') {
        if (!/[`$"\u201C-\u201E]/.test(word.charAt(at + 1))) throw new Error('An escape that means something else.');
        read += word.charAt(++at);
      } else if (one === '$') {
        const [whole, unit, point] =
          /^\$\((?:\[char\]0x([0-9A-F]{1,4})|\[char\]::ConvertFromUtf32\(0x([0-9A-F]+)\))\)/.exec(word.slice(at)) ?? [];
        if (whole === undefined) throw new Error('A variable.');
        read += String.fromCodePoint(Number.parseInt(unit ?? point ?? '', 16));
        at += whole.length - 1;
      } else read += one;
    }
    throw new Error('The string does not end.');
  }
  // Bare: nothing that ends a token, begins a variable, an array, a splatting, a parameter or a number.
  if (!/^[A-Za-z_][A-Za-z0-9_./:@-]*$/.test(word)) throw new Error('Not bare.');
  return word;
}

/**
 * The same by `cmd`: in double quotes all but `%` and, where switched on, `!` is literal. Nothing where it would read
 * anything else.
 */
function readByCmd(word: string): string | undefined {
  if (/^"[^"%!^]*"$/.test(word)) return word.slice(1, -1);
  return /^[A-Za-z_][A-Za-z0-9_./:@-]*$/.test(word) ? word : undefined;
}

describe('a word is one word, and the same', () => {
  test('to sh, whatever Git allows in a name', () => {
    fc.assert(
      fc.property(fc.array(names, { minLength: 40, maxLength: 40 }), (some) => {
        expect(readBySh(some.map((name) => quoted(name)))).toEqual(some);
      }),
      { numRuns: 25 },
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0')),
          { minLength: 40, maxLength: 40 },
        ),
        (some) => {
          expect(readBySh(some.map((name) => quoted(name)))).toEqual(some);
        },
      ),
      { numRuns: 10 },
    );
  });

  test('as part of an option too', () => {
    const options = names.map((name) => `--force-with-lease=${name}:FETCH_HEAD`);
    fc.assert(
      fc.property(fc.array(options, { minLength: 40, maxLength: 40 }), (some) => {
        expect(readBySh(some.map((option) => quoted(option)))).toEqual(some);
        expect(some.map((option) => readByPowerShell(quoted(option, 'powershell')))).toEqual(some);
      }),
      { numRuns: 10 },
    );
  });

  test('to PowerShell', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(readByPowerShell(quoted(name, 'powershell'))).toBe(name);
      }),
      { numRuns: 5000 },
    );
  });

  test('to cmd too, where that can be', () => {
    fc.assert(
      fc.property(
        names.filter(
          (name) => !/[`$"\u201C-\u201E%!]/.test(name) && !/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(name),
        ),
        (name) => {
          expect(readByCmd(quoted(name, 'powershell'))).toBe(name);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('a name that we suggest needs no quoting anywhere', () => {
    fc.assert(
      fc.property(names, (name) => {
        const ours = `HEAD:refs/heads/ana/${plainPart(name)}-update`;
        expect(branchName(`ana/${plainPart(name)}-update`)).toBe(`ana/${plainPart(name)}-update`);
        expect([quoted(ours), quoted(ours, 'powershell'), readByCmd(ours)]).toEqual([ours, ours, ours]);
      }),
      { numRuns: 2000 },
    );
  });
});

test.each<[text: string, posix: string, powershell: string]>([
  ['main', 'main', 'main'],
  ['release/1.0', 'release/1.0', 'release/1.0'],
  ['git@ssh.bitbucket.org:acme/web.git', 'git@ssh.bitbucket.org:acme/web.git', 'git@ssh.bitbucket.org:acme/web.git'],
  ['a&b', "'a&b'", '"a&b"'],
  ["it's", String.raw`'it'\''s'`, '"it\'s"'],
  ['it’s $5', "'it’s $5'", "'it’’s $5'"],
  ['100%-cpu', '100%-cpu', "'100%-cpu'"],
  ['@x', '@x', '"@x"'],
  ['1.0', '1.0', '"1.0"'],
  ['=ls', "'=ls'", '"=ls"'],
  ['', "''", '""'],
  ['a\u202Eb%', String.raw`"$(printf 'a\342\200\256b%%')"`, '"a$([char]0x202E)b%"'],
  ['\u{E0041}$', String.raw`"$(printf '\363\240\201\201$')"`, '"$([char]::ConvertFromUtf32(0xE0041))`$"'],
])('%j', (text, posix, powershell) => {
  expect([quoted(text), quoted(text, 'powershell')]).toEqual([posix, powershell]);
});

describe('a command', () => {
  const push = (branch: string) => (word: (text: string) => string) => `git push origin ${word(branch)}`;

  test('that PowerShell would not pass on goes by Git Bash, and says so', () => {
    expect(command('powershell', push('"a"'))).toBe(
      '`git push origin \'"a"\'` (in Git Bash, as PowerShell does not pass such a name on)',
    );
    expect(command('posix', push('"a"'))).toBe('`git push origin \'"a"\'`');
  });

  test('after another: `&&` where there is such a thing', () => {
    expect(commands('posix', [() => 'git fetch', push('a')])).toBe('`git fetch && git push origin a`');
    expect(commands('powershell', [() => 'git fetch', push('a')])).toBe('`git fetch`, then `git push origin a`');
  });
});
