import { spawn } from 'node:child_process';
import { expect } from '@jest/globals';
import { commandsIn } from './spoken';
import { newStand, type HandName, type Stand } from './stands';
import type { Machine } from '../machine';

/** A situation that a way out is offered in, what its reader runs there, and what is true afterwards. */
export interface Situation {
  when: string;
  /** The pushes that it is tried for: all, unless named. */
  of?: HandName[];
  given?: ((stand: Stand) => void)[];
  /** What is refused before: a command; without it, nothing is tried. */
  refused?: (stand: Stand) => string;
  /** Which of the commands the reader runs, by their places; all of them unless named. */
  runs?: number[];
  /** What the reader puts in place of what. */
  filled?: [from: string, to: string][];
  /** Which of the run ones stop without having done all, by their places. */
  stops?: number[];
  /** What the reader does after such a stop. */
  settles?: (stand: Stand) => void;
  /** The refused command works afterwards. */
  again?: true;
  holds?: (stand: Stand, printed: string[]) => void | Promise<void>;
}

/** The push itself is refused. */
export const thePush = ({ push }: Stand) => push;

/** What a command line printed, and how it ended. */
interface Run {
  status: number | null;
  text: string;
}

/** Runs a command line in a shell that has no terminal, so that whoever asks for something reads `input`. */
async function run(machine: Machine, cwd: string, line: string, input = ''): Promise<Run> {
  const child = spawn('/bin/sh', ['-c', line], { cwd, env: machine.env, detached: true, timeout: 20_000 });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  child.stdin.on('error', () => undefined).end(input);
  const status = await new Promise<number | null>((done, failed) => child.once('close', done).once('error', failed));
  return { status, text };
}

/** Tries the commands of a sentence in a situation. */
export async function tryOut(machine: Machine, of: HandName, sentence: string, situation: Situation) {
  const { given = [], refused, runs, filled = [], stops = [], settles, again, holds } = situation;
  const stand = newStand(machine, of);
  for (const prepare of given) prepare(stand);
  const shell = (line: string) => run(machine, stand.clone, line, 'secret\n');
  if (refused) expect(await shell(refused(stand))).not.toMatchObject({ status: 0 });
  const said = commandsIn(sentence);
  const typed = said.filter((_, at) => runs?.includes(at) ?? true);
  for (const [from] of filled) expect(typed.join('\n')).toContain(from);
  const lines = typed.map((line) => filled.reduce((text, [from, to]) => text.replace(from, to), line));
  const printed: string[] = [];
  for (const [at, line] of lines.entries()) {
    const { status, text } = await shell(line);
    printed.push(text);
    expect({ line, text, worked: status === 0 }).toEqual({ line, text, worked: !stops.includes(at) });
    if (stops.includes(at)) settles?.(stand);
  }
  if (again && refused) {
    const { status, text } = await shell(refused(stand));
    expect({ text, status }).toEqual({ text, status: 0 });
  }
  await holds?.(stand, printed);
}
