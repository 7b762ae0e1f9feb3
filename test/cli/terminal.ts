import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@jest/globals';
import type { Io } from '../../src/cli/terminal/io';
import { run } from '../../src/cli/run';

/** By the clock of tests: after every reading that they hold. */
const today = Date.parse('2026-12-01T08:00:00Z');

/** The result of a command line. */
export interface Ended {
  status: number;
  out: string;
  err: string;
}

/** A new folder that is no clone. */
export function emptyFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'who-can-push-cli-'));
}

/**
 * Runs a command line in this process, outside any clone and without a credential unless `io` says otherwise. It never
 * waits, and it is always the same day.
 */
export async function typed(args: string[], io: Partial<Io> = {}): Promise<Ended> {
  let out = '';
  let err = '';
  const status = await run(args, {
    cwd: tmpdir(),
    out: (text) => (out += text),
    err: (text) => (err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    wait: () => Promise.resolve(),
    now: () => today,
    passOn: (bytes) => {
      err += Buffer.from(bytes).toString('utf8');
      return Promise.resolve();
    },
    ...io,
    env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', ...io.env },
  });
  return { status, out, err };
}

/** An answer without the time of reading, which of a saved world is that of the file. */
export function timeless(text: string): string {
  return text.replaceAll(/\n *"readAt": "[^"]*"/g, '');
}

/** Expects this status and one sentence, and nothing else printed. Returns the sentence. */
export function failedWith(status: number, ended: Ended): string {
  expect({ ...ended, err: '' }).toEqual({ status, out: '', err: '' });
  expect(ended.err).toMatch(/^[\p{Lu}`"/][^\n\r]*\.\n$/u);
  expect(ended.err).not.toMatch(/\bat .*:\d+:\d+|Error:|fault|undefined|\[object/);
  return ended.err.trim();
}

/** Expects an answer and an empty standard error. Returns the JSON that was printed. */
export function answered({ status, out, err }: Ended): unknown {
  expect({ status: status >= 0 && status <= 2, err }).toEqual({ status: true, err: '' });
  return JSON.parse(out);
}
