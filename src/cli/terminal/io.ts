import type { Wait } from '../../bitbucket/port/port';
import { scrub } from '../../refusals/scrub';
import type { Shown } from './shown';

/** Everything outside the program that a command may use, so that it runs in a test as in a terminal. */
export interface Io {
  env: Record<string, string | undefined>;
  cwd: string;
  /** Writes to standard output; colours only where it is a terminal. */
  out: (text: string) => void;
  /** The same of what was made before; left out, `out` gets its text. */
  outShown?: (pieces: readonly Shown[]) => void;
  /** Waits until what was written to standard output has left; left out, at once. */
  outLeft?: () => Promise<void>;
  /** Writes to standard error. */
  err: (text: string) => void;
  /** Writes what another program printed to standard error, byte for byte; left out, nobody sees it. */
  passOn?: (bytes: Uint8Array) => Promise<void>;
  /** How wide the terminal is that standard output leads to, in columns; left out, it is not known. */
  columns?: number;
  /** Whether standard input is a terminal, so that a person would have to type. */
  inIsTerminal?: boolean;
  outIsTerminal: boolean;
  errIsTerminal: boolean;
  /** Sleeps between attempts; left out, in real time. */
  wait?: Wait;
  /** The clock, in milliseconds since 1970; left out, the system's. */
  now?: () => number;
  /** From now on an interruption by Ctrl-C, once, is left to the caller, who is told of it; left out, there is none. */
  interruption?: () => Promise<void>;
  /** Standard input, whole; left out, nothing. */
  input?: () => Promise<string>;
  /** As `process.platform` names it; left out, one with a POSIX shell. */
  platform?: string;
  /** How this program is started again: Node and its file, both absolute. */
  program?: readonly [node: string, file: string];
  /** When the process began, in milliseconds of the clock; left out, now. */
  begun?: number;
}

/** The exit statuses (docs: the command line); numbers above 63 are those of BSD's sysexits. */
export const exit = {
  allowed: 0,
  denied: 1,
  unknown: 2,
  answered: 0,
  usage: 64,
  badInput: 65,
  notFound: 66,
  unreachable: 69,
  noProgram: 69,
  ownFault: 70,
  refused: 77,
  /** As a shell says it of what was ended by Ctrl-C. */
  interrupted: 130,
} as const;

/** An error with a sentence for the person and an exit status for the shell. */
export interface Failure extends Error {
  exitStatus: number;
  /** Set where the repository that was named is not there, or not for this credential. */
  noRepository?: true;
}

/** Ends the command: the sentence goes to standard error, with secrets cut from what it quotes. Throws a `Failure`. */
export function fail(exitStatus: number, sentence: string, more: Pick<Failure, 'noRepository'> = {}): never {
  throw Object.assign(new Error(scrub(sentence).text), { exitStatus, ...more } satisfies Partial<Failure>);
}

/** Whether an error was thrown by `fail`. */
export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && 'exitStatus' in error && typeof error.exitStatus === 'number';
}
