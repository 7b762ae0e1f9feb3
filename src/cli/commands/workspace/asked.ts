import path from 'node:path';
import { Option } from 'commander';
import { code, plain } from '../../../core/words/names';
import { quoted } from '../../../core/words/shell';
import type { Gathering } from '../../print/workspace/about';
import { folderOf } from '../../source/folder';
import { manyOfFolder, type Many, type OneOfMany, type ReadOfMany } from '../../source/many';
import { noFolder, type SourceOptions } from '../../source/source';
import { manyOfWorkspace } from '../../source/workspace';
import { isThere } from '../../store/disk';
import { exit, fail, type Io } from '../../terminal/io';
import { shellHere } from '../../terminal/shell-here';
import { readingProgress } from '../progress';
import { noWorkspace } from './read';

/** The option `--against NAME`. */
export const againstOption = () =>
  new Option(
    '--against <NAME>',
    'beside a folder of readings: only what differs from this baseline, and end with 1 where anything does',
  );

/** What the word of the command line and `--world` name together. */
export interface Asked<Options extends SourceOptions> {
  /** With the folder as its world, where the word named that. */
  options: Options;
  /** WS/REPO, where the word is that. */
  repository?: string;
  workspace?: string;
  /** The repositories that are asked about, where they are many. */
  many?: Many;
}

/**
 * What is asked about: WS/REPO is one repository; a word without a slash is a workspace, all of it, or what a folder
 * holds of it; a path to a folder is that folder, as behind `--world`. Fails where the folder is named twice.
 */
export async function asked<Options extends SourceOptions>(
  word: string | undefined,
  options: Options,
  io: Io,
): Promise<Asked<Options>> {
  const place = placed(word, options, io);
  const { workspace, repository } = place;
  const { world } = place.options;
  if (repository !== undefined) return place;
  const folder = world === undefined ? undefined : folderOf(world, io);
  if (folder) return { ...place, many: manyOfFolder(folder, workspace, place.options, io) };
  if (workspace === undefined) return place;
  if (world !== undefined)
    fail(exit.usage, `${plain(world)} is one saved world: of a workspace, name a folder with \`--world DIR\`.`);
  if (place.options.at !== undefined) fail(exit.usage, noFolder);
  const { onWait, clear } = readingProgress(workspace, io);
  const many = await manyOfWorkspace(workspace, place.options, io, onWait).finally(clear);
  if ('unread' in many) return noWorkspace(many.unread, workspace, many.ofGit, atHand(workspace, io));
  return { ...place, many };
}

/** That a folder or a file here has the name that was taken for a workspace. */
function atHand(word: string, io: Io): string {
  if (!isThere(path.resolve(io.cwd, word))) return '';
  const what = folderOf(word, io) ? 'folder' : 'file';
  return `; the ${what} ${plain(word)} is named with ${code(`--world ${quoted(word, shellHere(io))}`)}`;
}

/** The same, where nothing is read yet: `many` is left out. Fails where a path leads to no folder. */
export function placed<Options extends SourceOptions>(
  word: string | undefined,
  options: Options,
  io: Io,
): Asked<Options> {
  if (word === undefined) return { options };
  if (word.trim() === '') fail(exit.usage, 'The name of the workspace is empty.');
  if (isPath(word)) {
    if (!isThere(path.resolve(io.cwd, word))) fail(exit.badInput, `There is no folder ${plain(word)}.`);
    if (!folderOf(word, io)) fail(exit.usage, `${plain(word)} is no folder: a saved world is named with \`--world\`.`);
    if (options.world !== undefined)
      fail(exit.usage, `The folder is named twice: ${plain(word)} and ${plain(options.world)}.`);
    return { options: { ...options, world: word } };
  }
  return word.includes('/') ? { options, repository: word } : { options, workspace: word };
}

function isPath(word: string): boolean {
  return path.isAbsolute(word) || /^\.\.?(?:[/\\]|$)/.test(word) || /[/\\]$/.test(word);
}

/** A repository that was read, or could not be. */
export type Read = Pick<OneOfMany, 'names' | 'from'> & ReadOfMany;

/**
 * Each repository as it was read, but those that are not wanted; whatever could not be read is noted as left out. None
 * is kept once the next is read.
 */
export async function* readEach(
  many: Many,
  gathered: Gathering,
  io: Io,
  isWanted: (names: OneOfMany['names']) => boolean = () => true,
): AsyncGenerator<Read> {
  for await (const { names, from, read } of watchedEach(many, io)) {
    if (!isWanted(names)) continue;
    const was = await read();
    if ('gap' in was) gathered.leave(names, was.gap);
    yield { names, from, ...was };
  }
}

/** Each repository, which shows on standard error how many there were so far; only on a terminal. */
export async function* watchedEach({ each, of, size }: Many, io: Io): AsyncGenerator<OneOfMany> {
  let read = 0;
  try {
    for await (const one of each()) {
      yield one;
      read++;
      const all = size === undefined ? '' : ` of ${String(size)}`;
      if (io.errIsTerminal) io.err(`\rReading ${of}: ${String(read)}${all} repositories`);
    }
  } finally {
    if (io.errIsTerminal && read > 0) io.err('\r\u001B[K');
  }
}
