import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import type { Io } from '../terminal/io';
import { gitArguments, triedBy } from './arguments';
import { endOf, type Status } from './child';
import { keeping } from './kept';
import { inTerminal } from './recorded';

/** How git ended. */
export interface Ended {
  status: Status;
  /** What was tried, and what git, ssh and the server printed; only where a remote may have refused it. */
  refused?: { tried: string; printed: string };
}

/** Set for everything that we start, to our process: whoever runs inside leaves the explanation to the outermost. */
const outermost = 'WHO_CAN_PUSH_GIT';

/**
 * Runs git with exactly these arguments. Where a remote is asked, keeps what is printed: in a terminal of its own by
 * the program `script` where we are in one, else standard error alone, which is passed on byte for byte.
 */
export async function runGit(args: readonly string[], io: Io): Promise<Ended | 'no-git'> {
  if (programIn('git', io) === undefined) return 'no-git';
  const terminal = { gone: false };
  const gone = () => (terminal.gone = true);
  process.on('SIGHUP', gone);
  try {
    const tried = isInside(io) ? undefined : triedBy(args, (name) => aliasOf(name, args, io));
    return await watching(args, tried, { ...io, env: { ...io.env, [outermost]: String(process.pid) } });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'no-git';
    throw error;
  } finally {
    process.off('SIGHUP', gone);
    // Node (20) aborts on an ordinary end without the terminal that it began in.
    if (terminal.gone) process.kill(process.pid, 'SIGHUP');
  }
}

async function watching(args: readonly string[], tried: string | undefined, io: Io): Promise<Ended> {
  if (tried === undefined) return { status: await endOf(started(args, io, 'inherit'), atTerminal(io)) };
  const script = atTerminal(io) ? programIn('script', io) : undefined;
  const ended = (script === undefined ? undefined : await inTerminal(args, script, io)) ?? (await passingOn(args, io));
  return isRefusal(ended.status)
    ? { status: ended.status, refused: { tried, printed: ended.printed() } }
    : { status: ended.status };
}

/** An end by a signal, such as Ctrl-C, is no refusal, nor is wrong usage, which git says with 129. */
function isRefusal(status: Status): boolean {
  return status > 0 && status <= 128;
}

function atTerminal({ inIsTerminal, outIsTerminal, errIsTerminal }: Io): boolean {
  return Boolean(inIsTerminal && outIsTerminal && errIsTerminal);
}

/** Whether we were started by a git that we run ourselves, as by an alias or a hook. */
function isInside({ env }: Io): boolean {
  const pid = Number(env[outermost]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function started(args: readonly string[], { cwd, env }: Io, standardError: 'inherit' | 'pipe'): ChildProcess {
  return spawn('git', args, { cwd, env, stdio: ['inherit', 'inherit', standardError] });
}

/** Milliseconds that we go on listening after git ended, while something that it left running says nothing. */
const patience = 200;

/**
 * Runs git with our standard input and output, and passes on its standard error as it comes. Through a pipe git shows
 * no progress and no colours; nothing is added to its arguments to change that. What git leaves running in the
 * background may hold standard error open: we do not wait for it.
 */
async function passingOn(args: readonly string[], io: Io): Promise<{ status: Status; printed: () => string }> {
  const kept = keeping();
  const child = started(args, io, 'pipe');
  const { stderr } = child;
  let quietSince = Infinity;
  const read = (async () => {
    try {
      for await (const bytes of stderr ?? []) {
        quietSince = Infinity;
        kept.add(bytes as Buffer);
        await io.passOn?.(bytes as Buffer);
        quietSince = Date.now();
      }
    } catch {
      // Nobody reads on, or we stopped listening: git is told by a broken pipe, as it would be without us.
      stderr?.destroy();
    }
  })();
  const status = await endOf(child, Boolean(io.inIsTerminal) || io.outIsTerminal || io.errIsTerminal);
  quietSince = Math.min(quietSince, Date.now());
  while (await Promise.race([read.then(() => false), soon()])) if (Date.now() - quietSince >= patience) break;
  stderr?.destroy();
  return { status, printed: kept.text };
}

function soon(): Promise<true> {
  return new Promise((done) => setTimeout(done, patience / 4, true));
}

/** What an alias stands for, as git would find it with the same options; undefined where there is none. */
function aliasOf(name: string, args: readonly string[], { cwd, env }: Io): string | undefined {
  try {
    return execFileSync('git', [...gitArguments(args).own, 'config', '--get', `alias.${name}`], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5_000,
    }).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The file of a program, by `PATH`. */
function programIn(name: string, { env, cwd, platform }: Io): string | undefined {
  // Windows has its own order of folders and endings.
  if (platform === 'win32') return name;
  const folders = (env['PATH'] ?? '/usr/bin:/bin').split(':');
  return folders.map((folder) => path.resolve(cwd, folder, name)).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
