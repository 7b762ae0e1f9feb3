import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Comparison } from '../../core/questions/ledger';
import {
  countedWith,
  countsOf,
  ledgerOf,
  noCounts,
  type Ledger,
  type OutcomeCounts,
} from '../../core/questions/ledger-report';
import { plain } from '../../core/words/names';
import { comparisonShape, countsShape, digestOf, timeShape } from '../../ledger-shape';
import { exit, fail, type Io } from '../terminal/io';

/*
 * The ledger of the command line: a file of JSON lines. A comparison is added by one short write at its end, so that
 * several processes do not mix theirs. Where the file grows too long, the older half becomes counts; a line that
 * another process adds in the very moment of that is lost.
 */

/** Windows has no such flag. */
const notWaiting = 'O_NONBLOCK' in constants ? constants.O_NONBLOCK : 0;

/** A comparison, with the text that is the same where the same was compared. */
export interface Kept {
  comparison: Comparison;
  state: string;
}

/** What the file holds. */
export interface LedgerRead {
  /** By the name of the repository. */
  ledgers: Ledger[];
  /** Lines that are not ours, or were cut. */
  broken: number;
}

const format = 1;
/** Bytes: of one line, which is less than is ever split; of the file; what stays of it; what is read of it. */
const longestLine = 4_000;
const longest = 1024 * 1024;
const staying = longest / 2;
const mostRead = 2 * longest;
/** Repositories that are only counted any more. */
const mostCounted = 1_000;

const repository = v.pipe(v.string(), v.maxLength(400));
const line = v.union([
  v.strictObject({ format: v.literal(format), state: v.string(), kept: comparisonShape }),
  v.strictObject({ format: v.literal(format), repository, since: timeShape, counts: countsShape }),
]);
type Line = v.InferOutput<typeof line>;

/**
 * Where the ledger lies: `$XDG_STATE_HOME/who-can-push/ledger.jsonl`, by default below `~/.local/state`, on Windows
 * below `%LOCALAPPDATA%`. A relative folder counts as not set (XDG base directory specification). Undefined without a
 * home.
 */
export function ledgerFile({ env, platform }: Pick<Io, 'env' | 'platform'>): string | undefined {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const absolute = (folder: string | undefined) => (folder && paths.isAbsolute(folder) ? folder : undefined);
  const home = absolute(env['HOME']);
  const usual = platform === 'win32' ? absolute(env['LOCALAPPDATA']) : home && paths.join(home, '.local', 'state');
  const folder = absolute(env['XDG_STATE_HOME']) ?? usual;
  return folder && paths.join(folder, 'who-can-push', 'ledger.jsonl');
}

/** Adds what is not there yet. The answer never fails by it: on a terminal one sentence says that nothing was kept. */
export function keepComparisons(all: readonly Kept[], io: Io): void {
  const file = ledgerFile(io);
  if (file === undefined || all.length === 0) return;
  try {
    makeFolder(path.dirname(file));
    const size = append(file, all);
    if (size > longest) shorten(realpathSync(file));
  } catch {
    if (io.errIsTerminal) io.err(`What was compared could not be kept in ${plain(file)}.\n`);
  }
}

/**
 * Makes a folder with its parents, for its owner alone, and throws where that cannot be. One by one, as Node makes them
 * for ever where the system says of a parent that is there that it is missing, as below `/proc`.
 */
function makeFolder(folder: string): void {
  const parent = path.dirname(folder);
  if (existsSync(folder) || parent === folder) return;
  makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Appends, and returns how many bytes the file has then. Throws where it cannot be written. */
function append(file: string, all: readonly Kept[]): number {
  const before = textOf(file) ?? '';
  const there = new Set([...before.matchAll(/"state":"([\da-f]{16})"/g)].map(([, digest]) => digest));
  const lines = all.flatMap(({ comparison, state }) => {
    const digest = digestOf(state);
    if (there.has(digest)) return [];
    const bytes = lineOf({ format, state: digest, kept: comparison });
    return bytes.length > longestLine ? [] : [bytes];
  });
  if (lines.length === 0) return before.length;
  const { O_APPEND, O_CREAT, O_WRONLY } = constants;
  // A pipe that nobody reads would otherwise be waited for.
  const to = openSync(file, O_APPEND | O_CREAT | O_WRONLY | notWaiting, 0o600);
  try {
    if (!fstatSync(to).isFile()) throw new Error('It is no file.');
    // A line that was cut, as the disk was full, ends here.
    if (before !== '' && !before.endsWith('\n')) writeSync(to, '\n');
    for (const bytes of lines) if (writeSync(to, bytes) < bytes.length) throw new Error('The disk is full.');
    return fstatSync(to).size;
  } finally {
    closeSync(to);
  }
}

function lineOf(one: Line): Buffer {
  return Buffer.from(`${JSON.stringify(one)}\n`);
}

/** Everything in the ledger, by repository. Nothing where there is none yet. Fails where it cannot be read. */
export function readLedger(io: Io): LedgerRead {
  const file = ledgerFile(io);
  const { lines, broken } = parsed(file === undefined ? '' : (readable(file) ?? ''));
  const byRepository = new Map<string, { counts: OutcomeCounts; since?: string; comparisons: Comparison[] }>();
  const of = (name: string) => {
    const found = byRepository.get(name) ?? { counts: noCounts(), comparisons: [] };
    byRepository.set(name, found);
    return found;
  };
  for (const one of lines) {
    if ('kept' in one) of(one.kept.repository).comparisons.push(one.kept);
    else {
      const found = of(one.repository);
      found.counts = countedWith(found.counts, one.counts);
      found.since = earlier(found.since, one.since);
    }
  }
  const ledgers = [...byRepository].map(([name, { counts, since, comparisons }]) =>
    ledgerOf(
      name,
      { counts: countedWith(counts, countsOf(comparisons)), ...(since !== undefined && { since }) },
      comparisons,
    ),
  );
  return { ledgers: ledgers.sort((one, other) => (one.repository < other.repository ? -1 : 1)), broken };
}

function readable(file: string): string | undefined {
  try {
    return textOf(file);
  } catch {
    return fail(exit.badInput, `The ledger ${plain(file)} could not be read.`);
  }
}

/** The newest part of the file; undefined where there is none. Throws where it cannot be read, or is no file. */
function textOf(file: string): string | undefined {
  const { O_RDONLY } = constants;
  let from: number;
  try {
    from = openSync(file, O_RDONLY | notWaiting);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const about = fstatSync(from);
    if (!about.isFile()) throw new Error('It is no file.');
    const start = Math.max(0, about.size - mostRead);
    const bytes = Buffer.alloc(about.size - start);
    const text = bytes.toString('utf8', 0, readSync(from, bytes, 0, bytes.length, start));
    return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    closeSync(from);
  }
}

/** Each line by itself. What two processes added at the same time counts once. */
function parsed(text: string): { lines: Line[]; broken: number } {
  const written = text.split('\n').filter((one) => one.trim() !== '');
  const lines = written.flatMap((one) => lineIn(one) ?? []);
  const states = new Set<string>();
  const distinct = lines.filter((one) => {
    const isNew = !('state' in one) || !states.has(one.state);
    if ('state' in one) states.add(one.state);
    return isNew;
  });
  return { lines: distinct, broken: written.length - lines.length };
}

function lineIn(text: string): Line | undefined {
  if (text.length > longestLine) return undefined;
  try {
    const result = v.safeParse(line, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/** Puts a shorter file in its place: the newest lines, and of all others their counts. */
function shorten(file: string): void {
  const { size } = statSync(file);
  const { lines } = parsed(textOf(file) ?? '');
  const newest: Buffer[] = [];
  const counted = new Map<string, { since: string; counts: OutcomeCounts }>();
  let bytes = 0;
  for (const one of lines.reverse()) {
    const written = lineOf(one);
    if ('kept' in one && bytes + written.length <= staying) {
      newest.unshift(written);
      bytes += written.length;
      continue;
    }
    const {
      repository: name,
      since,
      counts,
    } = 'kept' in one ? { ...one.kept, since: one.kept.at, counts: countsOf([one.kept]) } : one;
    const before = counted.get(name);
    counted.set(name, {
      since: earlier(before?.since, since),
      counts: countedWith(before?.counts ?? noCounts(), counts),
    });
  }
  const counts = [...counted].slice(0, mostCounted).map(([name, one]) => lineOf({ format, repository: name, ...one }));
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(beside, Buffer.concat([...counts, ...newest]), { flag: 'wx', mode: 0o600 });
    // What somebody added meanwhile would be lost: the next who writes shortens it.
    if (statSync(file).size === size) renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}

function earlier(one: string | undefined, other: string): string {
  return one !== undefined && one < other ? one : other;
}
