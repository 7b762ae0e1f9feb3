import { open, where, type Condition } from './conditions';
import type { Destination } from './address';
import type { Site } from './git-places';
import type { Target } from './git-push';
import type { Beside } from './project';
import type { Word } from './shell-words';
import { joined, type State } from './values';

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

/** A command that may push, by its name, and cannot be looked into. */
export interface Hidden {
  what: string;
  line: number;
  why: 'file' | 'package-script' | 'make' | 'computed' | 'program' | 'another-machine';
}

export interface Surroundings extends Site {
  /** Files beside the pipelines file; nothing for those that are not there or may not be read. */
  beside: Beside;
  /** Commands that may still be read, over all steps. */
  budget: { commands: number };
}

/** Thrown where a file holds more commands than can be rehearsed. */
export const tooManyCommands = 'too many commands';

export interface Frame {
  kind: 'if' | 'loop' | 'case' | 'subshell' | 'function' | 'braces' | 'chain';
  entry?: State;
  ends: State[];
  condition?: Condition;
  hasElse?: true;
  /** In `case`: words up to the next `)` are patterns; these so far, of this subject. */
  inPattern?: boolean;
  patterns?: Word[];
  subject?: Word;
}

export interface Walk {
  state: State;
  frames: Frame[];
  found: Found[];
  hidden: Hidden[];
  around: Surroundings;
  lines: number[];
  inFile?: string;
  depth: number;
  /** What the last command tested. */
  tested?: Condition;
  /** The operator before the command at hand. */
  before: string;
  /** Walks a script that stands in this one. */
  run: (script: string, walk: Walk) => void;
  /** What the command at hand reads from standard input, where the script says it: a here-document, or what `echo` prints. */
  input?: string;
  /** What the last command printed, where that was `echo`. */
  echoed?: string;
  /** A name and `()` were read: a body in braces follows. */
  names?: true;
}

export function endChains(walk: Walk) {
  while (walk.frames.at(-1)?.kind === 'chain') endFrame(walk);
}

/** Brings together the ways that a construct leaves. */
export function endFrame(walk: Walk) {
  const frame = walk.frames.pop();
  if (!frame) return;
  const { kind, entry, ends } = frame;
  if (kind === 'subshell' && entry) {
    const kept = [...walk.state.values].filter(([key]) => !isOfShell(key));
    const own = [...entry.values].filter(([key]) => isOfShell(key));
    walk.state = { values: new Map([...kept, ...own]), over: entry.over };
  } else if (kind === 'chain') walk.state = joined([walk.state, ...ends]);
  else if (kind === 'loop' || kind === 'function') walk.state = entry ? joined([entry, walk.state]) : walk.state;
  else if (kind === 'if' && entry)
    walk.state = joined([
      ...ends,
      walk.state,
      ...(frame.hasElse ? [] : [where(frame.condition ?? open, false, entry)]),
    ]);
  else if (kind === 'case' && entry) walk.state = joined([...ends, entry]);
}

/** What a subshell keeps to itself; what it does to clones stays. */
export function isOfShell(key: string): boolean {
  return key.startsWith('$') || key === 'cwd';
}
