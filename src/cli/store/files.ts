import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { parseWorld, repositoriesOf, type World } from '../../bitbucket/worlds/world';
import { repositoryOf } from '../../bitbucket/repository/repository';
import { plain } from '../../core/words/names';
import { exit, fail, isFailure } from '../terminal/io';
import { textOfFile } from './disk';
import { earlierFolder } from './names';
import { headIn, type Head, type Times } from './text';

/** A repository in a file: what is known without reading what was saved of it. */
export interface Held extends Omit<Head, 'about' | 'savedAt'> {
  file: string;
  savedAt?: string | undefined;
}

/** Bytes that are read of a file to tell what it holds; more only where its first lines do not. */
const beginning = 4_096;

/** The repositories in a file, each by name and uuid. Fails where the file is no saved world. */
export function heldIn(file: string): Held[] {
  const head = headIn(beginningOf(file));
  if (head && !timesIn(head).some(isNoTime)) return [{ ...head, file }];
  const world = worldIn(file);
  const { savedAt, listsReadAt, unchangedSince, goneAt, viewer } = world;
  const names = world.repository ? [world.repository] : repositoriesOf(world).map((name) => repositoryIn(world, name));
  return names.map((repository) => ({ file, repository, savedAt, listsReadAt, unchangedSince, goneAt, viewer }));
}

/** The same; undefined where the file is no saved world. */
export function heldIfAny(file: string): Held[] | undefined {
  return ifAny(() => heldIn(file));
}

/** Whether a file is JSON and no saved world at all, as somebody keeps beside these: `package.json`. */
export function isOfOthers(file: string): boolean {
  try {
    const value: unknown = JSON.parse(textOfFile(file) ?? '');
    return typeof value !== 'object' || value === null || !('replies' in value);
  } catch {
    return false;
  }
}

/** The saved world in a file; undefined where it holds none. */
export function worldIfAny(file: string): World | undefined {
  return ifAny(() => worldIn(file));
}

function ifAny<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isFailure(error)) return undefined;
    throw error;
  }
}

/** The repository that a key of a world names, as its own reply calls it. */
function repositoryIn({ replies }: World, name: string): Held['repository'] {
  const [workspace = '', slug = ''] = name.split('/');
  const reply = [replies[`/2.0/repositories/${name}`] ?? []].flat().at(-1);
  const own = reply?.status === 200 ? repositoryOf(reply.body, { workspace, slug }) : undefined;
  return own ? { fullName: own.fullName, ...(own.id !== undefined && { id: own.id }) } : { fullName: name };
}

/** The saved world in a file. Fails, with the file's name, where it holds none. */
export function worldIn(file: string): World {
  let text: string | undefined;
  try {
    text = textOfFile(file);
  } catch {
    // Reported below.
  }
  if (text === undefined) return noWorld(file, 'could not be read');
  const parsed = parseWorld(text);
  if ('wrong' in parsed) return noWorld(file, `is not a saved world: ${parsed.wrong}`);
  if (timesIn(parsed.world).some(isNoTime))
    return noWorld(file, 'is not a saved world: when it was saved is not written as a time');
  return parsed.world;
}

function noWorld(file: string, wrong: string): never {
  const isEarlier = path.basename(path.dirname(path.dirname(file))) === earlierFolder;
  const help = isEarlier
    ? 'it is of an earlier reading, and can be brought back from where the folder is kept'
    : '`who-can-push read WS --into DIR` reads the repository again and writes the file anew';
  return fail(exit.badInput, `${plain(file)} ${wrong}; ${help}.`);
}

function timesIn({ savedAt, listsReadAt, unchangedSince, goneAt }: Pick<World, Times>): string[] {
  return [savedAt, listsReadAt, unchangedSince, goneAt].filter((time) => time !== undefined);
}

function isNoTime(time: string): boolean {
  return Number.isNaN(Date.parse(time));
}

function beginningOf(file: string): string {
  const bytes = Buffer.alloc(beginning);
  try {
    const from = openSync(file, 'r');
    try {
      return bytes.toString('utf8', 0, readSync(from, bytes));
    } finally {
      closeSync(from);
    }
  } catch {
    return noWorld(file, 'could not be read');
  }
}

/** The file of a repository in a folder of saved worlds. */
export function fileIn(dir: string, name: string): string {
  return path.join(dir, `${name}.json`);
}
