import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Io } from '../terminal/io';
import { endOf, type Status } from './child';
import { keptOf } from './kept';

/** The two kinds of the program `script`, which take their arguments differently. */
export type Kind = 'util-linux' | 'bsd';

/**
 * Runs git in a terminal of its own by `script`, which copies between it and ours and keeps what is printed: git, its
 * hooks and ssh have a terminal to show progress and colours on and to ask at. Ctrl-C reaches git as ever, and the size
 * of the window too; Ctrl-Z does not stop it. Undefined where git was not started: `script` is of a kind that we do not
 * know, there is no folder to write to, or no terminal to be had.
 */
export async function inTerminal(
  args: readonly string[],
  script: string,
  io: Io,
): Promise<{ status: Status; printed: () => string } | undefined> {
  const folder = privateFolder();
  if (folder === undefined) return undefined;
  try {
    const begun = path.join(folder, 'begun');
    const transcript = path.join(folder, 'transcript');
    const status = await recorded(args, script, { folder, begun, transcript }, io);
    // From here on git has run, and must not be run again.
    if (!existsSync(begun)) return undefined;
    const printed = readable(transcript);
    return { status: numberIn(path.join(folder, 'ended')) ?? status ?? 1, printed: () => printed };
  } finally {
    removed(folder);
  }
}

/** The status of `script`; undefined where it could not be started. */
async function recorded(
  args: readonly string[],
  script: string,
  { folder, begun, transcript }: { folder: string; begun: string; transcript: string },
  io: Io,
): Promise<Status | undefined> {
  try {
    const kind = kindOf(script, folder, io);
    if (kind === undefined) return undefined;
    const lines = path.join(folder, 'run');
    writeFileSync(lines, shellLines(args, kind, begun, path.join(folder, 'ended'), io.env), { mode: 0o600 });
    const env = { ...io.env, ...keepingCredentials(io.env), SHELL: '/bin/sh', LC_ALL: 'C' };
    return await endOf(
      spawn(script, scriptArguments(kind, lines, transcript), { cwd: io.cwd, env, stdio: 'inherit' }),
      true,
      // A signal that ends `script` leaves nothing of git's status, and some do not end it.
      () => numberIn(begun),
    );
  } catch {
    return undefined;
  }
}

/** A folder that only we can read: the transcript holds whatever was printed or typed visibly. */
function privateFolder(): string | undefined {
  try {
    const folder = mkdtempSync(path.resolve(tmpdir(), 'who-can-push-'));
    if (!/[\p{Cc}]/u.test(folder)) return folder;
    removed(folder);
  } catch {
    // There is none to write to.
  }
  return undefined;
}

function removed(folder: string) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It stays, for us alone.
  }
}

/** Which `script` this is: that of util-linux says so, and macOS and FreeBSD have theirs. Others are not known. */
function kindOf(script: string, cwd: string, { env, platform }: Io): Kind | undefined {
  const { stdout } = spawnSync(script, ['--version'], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
    timeout: 2_000,
  });
  if (stdout.includes('util-linux')) return 'util-linux';
  return platform === 'darwin' || platform === 'freebsd' ? 'bsd' : undefined;
}

/**
 * The arguments with which `script` runs a file of shell lines. `-e`, which hands on the status, BSD's takes for the
 * sake of scripts written for the other (script(1) of macOS and FreeBSD), but older ones do not know it.
 */
export function scriptArguments(kind: Kind, lines: string, transcript: string): string[] {
  return kind === 'util-linux'
    ? ['-q', '-e', '-c', `exec /bin/sh ${inQuotes(lines)}`, transcript]
    : ['-q', transcript, '/bin/sh', lines];
}

/**
 * What runs in the new terminal: git, with the person's own environment where `script` was given another. First a file
 * says that it came to that, and by which process. The `script` of util-linux gives the status as a shell does; BSD's
 * gives the bare number of a signal, so there a file keeps it.
 */
export function shellLines(args: readonly string[], kind: Kind, begun: string, ended: string, env: Io['env']): string {
  const git = `git ${args.map(inQuotes).join(' ')}`;
  return [
    `echo $$ >${inQuotes(begun)} || exit 1`,
    // `script` runs `SHELL`, says its own lines in the language of `LC_ALL`, and sets `SCRIPT` (BSD's).
    ...['SHELL', 'LC_ALL', 'SCRIPT'].map((name) => {
      const value = env[name];
      return value === undefined ? `unset ${name}` : `${name}=${inQuotes(value)}; export ${name}`;
    }),
    // GnuPG asks for a passphrase there, and we keep the outer terminal busy.
    'if [ -n "${GPG_TTY-}" ]; then GPG_TTY=$(tty); export GPG_TTY; fi',
    ...(kind === 'util-linux'
      ? [`exec ${git}`]
      : ['trap : INT QUIT', git, `ended=$?; echo "$ended" >${inQuotes(ended)}; exit "$ended"`]),
    '',
  ].join('\n');
}

/** Any text as one word of sh, in which nothing counts. */
function inQuotes(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * Git's own cache of credentials ends with the terminal that it was started in, which here ends with git, unless this
 * is set (gitcredentials(7), `credentialCache.ignoreSIGHUP`). Environment, so that git's arguments stay as they are.
 */
function keepingCredentials(env: Io['env']): Io['env'] {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0);
  if (!Number.isInteger(count) || count < 0) return {};
  return {
    GIT_CONFIG_COUNT: String(count + 1),
    [`GIT_CONFIG_KEY_${String(count)}`]: 'credentialCache.ignoreSIGHUP',
    [`GIT_CONFIG_VALUE_${String(count)}`]: 'true',
  };
}

function numberIn(file: string): number | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return /^[1-9]\d{0,9}$|^0$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

function readable(transcript: string): string {
  try {
    return withoutFrame(keptOf(transcript));
  } catch {
    return '';
  }
}

/**
 * A transcript without the lines that `script` puts around it, and with line ends as programs write them: a terminal
 * makes `\r\n` of each. Colours and other sequences stay for the reading of refusals, which takes them out.
 */
export function withoutFrame(transcript: string): string {
  return transcript
    .replace(/^Script started on [^\n]*\n/, '')
    .replace(/\r?\n?Script done on [^\n]*\n?$/, '')
    .replaceAll(/\r+\n/g, '\n');
}
