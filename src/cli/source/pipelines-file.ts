import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { code, sentence } from '../../core/words/names';
import { readPipelines, type PipelinesFile } from '../../pipelines/file/file';
import type { Beside } from '../../pipelines/programs/project';
import { exit, fail, type Io } from '../terminal/io';

/** As Bitbucket calls it. */
export const usualName = 'bitbucket-pipelines.yml';

/** A pipelines file, and the files beside it. */
export interface PipelinesAtHand {
  /** As a sentence names it. */
  name: string;
  file: PipelinesFile;
  beside: Beside;
  /** Whether the top of the repository is known. */
  atHand: boolean;
}

/**
 * The pipelines file that was named, or the usual one here or at the top of the clone. Fails where there is none, or it
 * cannot be read.
 */
export async function pipelinesFile(
  given: string | undefined,
  root: string | undefined,
  io: Io,
): Promise<PipelinesAtHand> {
  const top = root === undefined ? undefined : path.resolve(io.cwd, root);
  if (top !== undefined && !isFolder(top)) fail(exit.badInput, `${code(root ?? '')} is no folder that can be read.`);
  if (given === '-') {
    if (io.inIsTerminal) io.err('Paste the pipelines file, then press Ctrl-D on a line of its own.\n');
    return {
      name: 'standard input',
      file: parsed('standard input', (await io.input?.()) ?? ''),
      beside: top === undefined ? () => undefined : besideOf(top),
      atHand: top !== undefined,
    };
  }
  const file = given === undefined ? usualFile(io) : path.resolve(io.cwd, given);
  if (file === undefined)
    fail(
      exit.badInput,
      `There is no ${code(usualName)} here or at the top of the clone; you can name a file, or \`-\` for standard input.`,
    );
  const text = readable(file, mostRead);
  if (text === undefined) fail(exit.badInput, `${code(given ?? usualName)} could not be read.`);
  return {
    name: code(given ?? usualName),
    file: parsed(code(given ?? usualName), text),
    beside: besideOf(top ?? path.dirname(file)),
    atHand: top !== undefined || existsSync(path.join(path.dirname(file), '.git')),
  };
}

function parsed(name: string, text: string): PipelinesFile {
  const file = readPipelines(text);
  return 'wrong' in file ? fail(exit.badInput, wrongSentence(name, file)) : file;
}

/** What is wrong with the file, in one sentence. */
export function wrongSentence(name: string, { wrong, line }: { wrong: string; line?: number }): string {
  return `${sentence(name)} ${wrong}${line === undefined ? '' : ` (line ${String(line)})`}.`;
}

/** A byte more than is taken, so that what is larger is said to be. */
const mostRead = 8 * 1_048_576;

function usualFile({ cwd }: Io): string | undefined {
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    const file = path.join(folder, usualName);
    if ((folder === path.resolve(cwd) || existsSync(path.join(folder, '.git'))) && existsSync(file)) return file;
    if (existsSync(path.join(folder, '.git')) || folder === path.dirname(folder)) return undefined;
  }
}

function readable(file: string, most: number): string | undefined {
  try {
    const { size } = statSync(file);
    return size > most ? ' '.repeat(most) : readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** Files of the repository that a script calls; links do not lead out of it. */
function besideOf(folder: string): Beside {
  return (name) => {
    try {
      const top = realpathSync(folder);
      const file = realpathSync(path.join(top, name));
      const below = top.endsWith(path.sep) ? top : `${top}${path.sep}`;
      const found = file.startsWith(below) ? statSync(file) : undefined;
      // A pipe or a device would be waited for.
      if (found?.isFile() !== true || found.size > 262_144) return undefined;
      return readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  };
}
