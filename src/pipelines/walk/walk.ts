import type { ParsedScript } from 'unbash';
import type { Destination } from '../git/address';
import type { Site } from '../git/places';
import type { Target } from '../git/push';
import type { Beside } from '../programs/project';
import type { Condition } from '../shell/conditions';
import type { Source } from '../shell/tree';
import type { State, Value } from '../shell/values';

/** A push that a script makes. */
export interface Found {
  /** Of the pipelines file, from 1. */
  line: number;
  /** As written; secrets are not masked yet. */
  command: string;
  /** Where the command stands in another file: which. */
  inFile?: string;
  tool: string;
  page?: string;
  target: Target;
  destination: Destination;
  /** Where settings elsewhere decide whether it pushes: which, as a clause. */
  only?: string;
  /** Where the identity rests on settings elsewhere: they, as a clause. `settled` says that they decide alone. */
  identity?: { clause: string; settled: boolean };
}

/** A command that may push, as it runs what cannot be looked into. */
export interface Hidden {
  what: string;
  line: number;
  /** Where the command stands in another file: which. */
  inFile?: string;
  /** Whether its name or its words speak of a push. */
  likely: boolean;
  why:
    | 'file'
    | 'package-script'
    | 'package-hooks'
    | 'make'
    | 'target'
    | 'computed'
    | 'program'
    | 'another-machine'
    | 'container'
    | 'language'
    | 'not-understood';
}

/** What a script's commands find around them. */
export interface Surroundings extends Site {
  /** Files beside the pipelines file; nothing for those that are not there or may not be read. */
  beside: Beside;
  /**
   * What may still be read, over all steps: commands so far, those of files that are followed, and characters of
   * scripts inside of scripts.
   */
  budget: { commands: number; followed: number; characters: number };
}

/** Thrown where a file holds more commands than can be rehearsed. */
export const tooManyCommands = 'too many commands';

/** Thrown where the files that it calls do: they are then named as not followed. */
export const tooManyFollowed = 'too many commands of other files';

/** A walk through one script. */
export interface Walk {
  state: State;
  found: Found[];
  hidden: Hidden[];
  /** Lines of the file on which something could not be read, and is named. */
  unread: Set<number>;
  around: Surroundings;
  source: Source;
  /** Where the script stands in another file: which. */
  inFile?: string;
  /** How many scripts this one stands in, as a text or a file. */
  depth: number;
  /** Files, package scripts and targets in which it stands: none is gone into again from inside of it. */
  within: readonly string[];
  /** Where the text of the pipeline begins in which the command at hand is fed by others. */
  pipeFrom?: number;
  /** How many commands it stands in whose output is asked for. */
  outputDepth: number;
  /** What the last command tested. */
  tested?: Condition;
  /** What the command at hand reads from standard input, where the script says it. */
  input?: string;
  /** The file that it reads from standard input. */
  inputFile?: Value;
  /** What the last command printed, where the script says it. */
  printed?: string;
  /** Whether `return` leaves a function. */
  inFunction: boolean;
  /** Walks the tree of a script. */
  run: (script: ParsedScript, walk: Walk) => void;
}

/** What a subshell keeps to itself; what it does to clones stays. */
export function isOfShell(key: string): boolean {
  return key.startsWith('$') || key === 'cwd';
}

/** A command as a place in the file: its text on one line. */
export function place(line: number, text: string, { inFile }: Walk) {
  return {
    line,
    command: text.replaceAll(/\s*\\?\n\s*/g, ' '),
    ...(inFile !== undefined && { inFile }),
  };
}
