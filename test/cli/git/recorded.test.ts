import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keeping, keptOf, mostKept } from '../../../src/cli/git/kept';
import { inTerminal, shellLines, withoutFrame } from '../../../src/cli/git/recorded';
import type { Io } from '../../../src/cli/terminal/io';
import { emptyFolder } from '../terminal';

const folder = emptyFolder();
const bin = path.join(folder, "it's a bin");
const given = path.join(folder, 'given');

beforeAll(() => {
  mkdirSync(bin);
  program('git', `for one; do printf '%s\\0' "$one"; done >'${given}'; echo "as $SHELL"; exit 7`);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Makes a program of ours in the folder that stands first in PATH. Returns its file. */
function program(name: string, script: string): string {
  const file = path.join(bin, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, SHELL: "/opt/my 'fish'" };

/** Something to run git from, which is no terminal. */
function io(platform: string): Io {
  const nothing = () => undefined;
  return { env, cwd: folder, out: nothing, err: nothing, outIsTerminal: false, errIsTerminal: false, platform };
}

/** The arguments that git was given last. */
function arrived(): string[] {
  return readFileSync(given, 'utf8').split('\0').slice(0, -1);
}

test('whatever an argument holds, git is given it', () => {
  const lines = path.join(folder, 'lines');
  const [begun, ended] = [path.join(folder, 'begun'), path.join(folder, 'ended')];
  const argument = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom("'", '"', '\\', '$', '`', '\n', '\r', ' ', '!', '*', '~', '\u0001', '\u0088') }),
  );
  fc.assert(
    fc.property(fc.array(argument, { maxLength: 5 }), fc.constantFrom('util-linux', 'bsd'), (args, kind) => {
      const passed = args.map((one) => one.replaceAll('\0', ''));
      writeFileSync(lines, shellLines(passed, kind, begun, ended, env));
      expect(() => execFileSync('/bin/sh', [lines], { env, stdio: 'pipe' })).toThrow(
        expect.objectContaining({ status: 7 }),
      );
      expect(arrived()).toEqual(passed);
    }),
    { numRuns: 60 },
  );
  expect(readFileSync(ended, 'utf8')).toBe('7\n');
});

test('the `script` of a BSD is given its arguments in its own order, and the status comes by a file', async () => {
  const script = program(
    'bsd-script',
    '[ "$1" = -q ] || { echo "usage: script [-q] [file [command ...]]" >&2; exit 1; }\n' +
      'shift; file=$1; shift; SCRIPT=$file "$@" >"$file" 2>&1; exit 3',
  );
  const ended = await inTerminal(['push', "it's\nmain"], script, io('darwin'));
  expect({ status: ended?.status, printed: ended?.printed(), arrived: arrived() }).toEqual({
    status: 7,
    printed: `as ${env.SHELL}\n`,
    arrived: ['push', "it's\nmain"],
  });
});

test.each<[string, string, string]>([
  ['of a kind that we do not know', 'linux', 'echo "BusyBox v1.36"; exit 1'],
  ['that finds no terminal', 'linux', '[ "$1" = --version ] && { echo "script from util-linux 2.38"; exit; }; exit 1'],
  ['that cannot be run', 'darwin', 'exit 127'],
])('with a `script` %s git was not started, and can be in another way', async (_, platform, lines) => {
  rmSync(given, { force: true });
  expect(await inTerminal(['push'], program('odd-script', lines), io(platform))).toBeUndefined();
  expect(existsSync(given)).toBe(false);
});

test.each<[string, string]>([
  [
    'Script started on 2026-11-28 22:34:04+00:00 [COMMAND="x" TTY="/dev/pts/0"]\na\r\nb\r\n\nScript done on 2026 [X="1"]\n',
    'a\nb\n',
  ],
  ['a\r\nScript started on x\r\n', 'a\nScript started on x\n'],
  ['10%\r20%\r\r\n', '10%\r20%\n'],
  ['', ''],
])('the transcript %j is read as %j', (transcript, text) => {
  expect(withoutFrame(transcript)).toBe(text);
});

test('of a long output the beginning and the end are kept, from a file as from a pipe', () => {
  const file = path.join(folder, 'long');
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 900_000 }), { maxLength: 9 }), (lengths) => {
      const kept = keeping();
      const pieces = lengths.map((length, at) => Buffer.alloc(length, 97 + at));
      for (const piece of pieces) kept.add(piece);
      const whole = Buffer.concat(pieces);
      writeFileSync(file, whole);
      const text = whole.toString('latin1');
      const expected = text.length <= 2 * mostKept ? text : `${text.slice(0, mostKept)}${text.slice(-mostKept)}`;
      expect(kept.text() === expected).toBe(true);
      expect(keptOf(file) === expected).toBe(true);
    }),
    { numRuns: 40 },
  );
});
