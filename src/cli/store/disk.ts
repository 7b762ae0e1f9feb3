import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Dirent,
} from 'node:fs';
import path from 'node:path';
import { textIn } from '../terminal/text';

/**
 * What changes files. Each either happens whole or not at all, whenever the process is ended: a file is written beside
 * its place and then moved there.
 */
export interface Disk {
  write: (file: string, text: string) => void;
  move: (from: string, to: string) => void;
  remove: (file: string) => void;
  /** Adds text at the end of a file; of what was added last, part may be missing afterwards. */
  append: (file: string, text: string) => void;
}

/**
 * The disk itself. What is written names people and their permissions, so it is for its owner alone. Everything throws
 * what Node throws.
 */
export const disk: Disk = {
  write: (file, text) => {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeWhole(file, text);
  },
  move: (from, to) => {
    mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
    renameSync(from, to);
  },
  remove: (file) => {
    rmSync(file, { force: true, recursive: true });
  },
  append: (file, text) => {
    appendFileSync(file, text);
  },
};

/** On a full disk the system may write a part and call that no failure; what is moved to its place here is whole. */
function writeWhole(file: string, text: string): void {
  const beside = `${file}.${String(process.pid)}`;
  try {
    writeFileSync(beside, text, { mode: 0o600, flush: true });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** The names of files in a folder that end like this, without that end, sorted. None where there is no such folder. */
export function filesIn(folder: string, end = '.json'): string[] {
  return entriesIn(folder)
    .filter(
      (entry) =>
        (entry.isFile() || isLinkedFile(folder, entry)) && entry.name.endsWith(end) && !entry.name.startsWith('.'),
    )
    .map(({ name }) => name.slice(0, -end.length))
    .sort();
}

/** One that leads nowhere is a file too, so that it is said that it cannot be read, and nothing written through it. */
function isLinkedFile(folder: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return false;
  try {
    return statSync(path.join(folder, entry.name)).isFile();
  } catch {
    return true;
  }
}

/** The names of folders in a folder, sorted. None where there is no such folder. */
export function foldersIn(folder: string): string[] {
  return entriesIn(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function entriesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Whether there is a folder of this name. */
export function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Whether there is anything of this name. */
export function isThere(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false }) !== undefined;
}

/** The text of a file; undefined where there is none. Throws where it cannot be read. */
export function textOfFile(file: string): string | undefined {
  try {
    return textIn(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether an error is what Node throws where the system refused something. */
export function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
