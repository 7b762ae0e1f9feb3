import path from 'node:path';
import { timeAt } from '../../bitbucket/port/port';
import { decoded, type World } from '../../bitbucket/worlds/world';
import { sameId } from '../../core/people/actor';
import { plain } from '../../core/words/names';
import { exit, fail } from '../terminal/io';
import { filesIn, foldersIn, isFolder, isOfSystem, isThere } from './disk';
import { fileIn, heldIfAny, heldIn, isOfOthers, worldIfAny, worldIn, type Held } from './files';
import { earlierFolder, timeInName } from './names';
import { contentOf } from './text';

/*
 * A folder of saved worlds: DIR/NAME.json as last read, DIR/earlier/NAME/TIME.json what was before, called by when it
 * was first read. Somebody may have filled it by hand, with files of any name and any number of repositories in each.
 * Nothing here changes a file.
 */

/** A folder of saved worlds. */
export interface Store {
  /** The folder, absolute. */
  dir: string;
  /**
   * Every repository, by name, also those that are gone, and those whose file cannot be made out. These are called by
   * what is left of them, or by the file, as of the workspace of the others; where there are none, of the one that is
   * asked about. Fails where that does not do. JSON that is something else is left out.
   */
  repositories: (workspace?: string) => StoredRepository[];
}

/** A repository in a folder, and all that was read of it. */
export interface StoredRepository {
  /** `workspace/slug`, as it was last called. */
  fullName: string;
  /** Its uuid, which outlives the name. */
  id?: string | undefined;
  /** The file of what was last read; of what is gone, of what was read last. */
  file: string;
  /** When it was last read, RFC 3339. */
  savedAt?: string | undefined;
  /** Oldest first; at least one. Files are read where something is asked of one. */
  readonly versions: Version[];
  /** Since when it is known to be there no more, or not for the credential that read, RFC 3339. */
  goneAt?: string | undefined;
  /** Set where nothing but the name of a file that cannot be made out says that there is such a repository. */
  isGuessed?: true;
}

/**
 * One content of a repository. What changed from it to the next did so after its `to` and before the next one's `from`.
 */
export interface Version {
  readonly file: string;
  /** What the repository was called, `workspace/slug`. */
  readonly fullName: string | undefined;
  /** When it was first read whole with this content, RFC 3339. */
  readonly from: string | undefined;
  /**
   * When it was last read with this content, RFC 3339: when that reading began, as lists of the whole workspace are
   * read hours before some of its repositories. So it may be before `from` where there was one reading.
   */
  readonly to: string | undefined;
  readonly goneAt: string | undefined;
  /** Whether the file is no saved world, as far as its beginning shows. */
  readonly isBroken: boolean;
  /** What was read. Fails, with the file's name, where it is no saved world. */
  world: () => World;
}

/** Opens a folder of saved worlds. Fails where there is none. */
export function openStore(dir: string): Store {
  if (!isThere(dir)) fail(exit.badInput, `There is no folder ${plain(dir)}.`);
  if (!isFolder(dir)) fail(exit.badInput, `${plain(dir)} is not a folder of saved worlds.`);
  const folder = path.resolve(dir);
  return { dir: folder, repositories: (workspace) => readable(folder, () => repositoriesIn(folder, workspace)) };
}

function readable<T>(folder: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (isOfSystem(error)) fail(exit.badInput, `The folder ${plain(folder)} could not be read.`);
    throw error;
  }
}

/** Files that are about one repository. */
interface Group {
  held: Held[];
  /** Names of folders with what was earlier. */
  earlier: Set<string>;
  /** What is last, where that is no saved world. */
  broken?: Held;
  isGuessed?: true;
}

function repositoriesIn(dir: string, workspace: string | undefined): StoredRepository[] {
  const groups: Group[] = [];
  const byId = new Map<string, Group>();
  const byName = new Map<string, Group>();
  const groupOf = ({ repository: { id, fullName } }: Held): Group => {
    const name = fullName.toLowerCase();
    // A refusal names nothing, so an id may be missing; where both have one, it decides.
    const named = byName.get(name);
    const found = id === undefined ? named : (byId.get(id.toLowerCase()) ?? (hasId(named) ? undefined : named));
    const group = found ?? { held: [], earlier: new Set<string>() };
    if (!found) groups.push(group);
    if (id !== undefined) byId.set(id.toLowerCase(), group);
    if (!named) byName.set(name, group);
    return group;
  };
  const current = new Set(filesIn(dir));
  const broken = new Map<string, string>();
  for (const name of current) {
    const all = heldIfAny(fileIn(dir, name));
    if (!all) {
      broken.set(name, fileIn(dir, name));
      continue;
    }
    for (const held of all) {
      const group = groupOf(held);
      group.held.push(held);
      if (all.length === 1) group.earlier.add(name);
    }
  }
  // What has no file any more is gone; or it was moved, and whoever moved it was ended in between.
  for (const name of foldersIn(path.join(dir, earlierFolder))) {
    if (current.has(name)) continue;
    const held = lastIn(dir, name);
    const [file] = earlierFiles(dir, name);
    if (!held && file !== undefined) broken.set(name, file);
    if (!held) continue;
    const group = groupOf(held);
    group.earlier.add(name);
    if (group.held.length === 0) group.held.push(held);
  }
  const [owner = workspace] = ownersIn(groups);
  for (const [name, file] of broken) {
    const known = lastIn(dir, name)?.repository;
    if (!known && isOfOthers(file)) continue;
    const called = owner === undefined ? undefined : { fullName: `${owner}/${decoded(name)}` };
    const repository = known ?? called ?? heldIn(file)[0]?.repository;
    if (!repository) continue;
    const group = groupOf({ file, repository });
    group.earlier.add(name);
    group.broken ??= { file, repository };
    if (!known && group.held.length === 0) group.isGuessed = true;
  }
  return groups
    .map((group) => stored(dir, group))
    .sort((one, other) => (one.fullName < other.fullName ? -1 : one.fullName > other.fullName ? 1 : 0));
}

function ownersIn(groups: readonly Group[]): string[] {
  return groups.flatMap(({ held }) => held.flatMap(({ repository }) => repository.fullName.split('/')[0] ?? []));
}

/** The files of what was earlier, by the name of its folder, the latest first. */
function earlierFiles(dir: string, name: string): string[] {
  const folder = path.join(dir, earlierFolder, name);
  return filesIn(folder)
    .reverse()
    .map((file) => fileIn(folder, file));
}

/** The latest of what was earlier that can be made out. */
function lastIn(dir: string, name: string): Held | undefined {
  for (const file of earlierFiles(dir, name)) {
    const [held] = heldIfAny(file) ?? [];
    if (held) return held;
  }
  return undefined;
}

function hasId(group: Group | undefined): boolean {
  return group?.held.some(({ repository }) => repository.id !== undefined) === true;
}

function stored(dir: string, { held, earlier, broken, isGuessed }: Group): StoredRepository {
  const byTime = [...held].sort(bySavedAt);
  const last = broken ?? byTime.at(-1);
  if (!last) throw new Error('A repository without a file.');
  const [one, other] = byTime.filter(({ savedAt }) => savedAt === undefined);
  if (one && byTime.length > 1)
    fail(
      exit.badInput,
      `${plain(one.file)} and ${plain((other ?? last).file)} both hold ${plain(last.repository.fullName)}, ` +
        'and not both say when they were saved.',
    );
  const { fullName } = last.repository;
  const id = [...byTime, last].map(({ repository }) => repository.id).findLast((each) => each !== undefined);
  return {
    fullName,
    ...(id !== undefined && { id }),
    file: last.file,
    savedAt: last.savedAt,
    get versions() {
      return readable(dir, () => versionsOf(dir, byTime, earlier, broken));
    },
    ...(last.goneAt !== undefined && { goneAt: last.goneAt }),
    ...(isGuessed && { isGuessed }),
  };
}

function versionsOf(
  dir: string,
  held: readonly Held[],
  earlier: ReadonlySet<string>,
  broken: Held | undefined,
): Version[] {
  const before = [...earlier].flatMap((name) => {
    const folder = path.join(dir, earlierFolder, name);
    return filesIn(folder).map((file) => versionIn(fileIn(folder, file), timeInName(file)));
  });
  const now = held.filter(({ file }) => path.dirname(file) === dir).map((one) => versionIn(one.file, fromOf(one), one));
  const all = [...before, ...now].sort(byFrom);
  if (broken && path.dirname(broken.file) === dir) all.push(versionIn(broken.file, undefined));
  // Whoever wrote was ended before the earlier content was replaced: both files hold it.
  return all.filter((version, at) => {
    const next = all[at + 1];
    return next?.from !== version.from || !isSameContent(next, version);
  });
}

function isSameContent(one: Version | undefined, other: Version): boolean {
  const [first, second] = [one && worldIfAny(one.file), worldIfAny(other.file)];
  return first !== undefined && second !== undefined && contentOf(first) === contentOf(second);
}

function versionIn(file: string, from: string | undefined, known?: Held): Version {
  let read = known && [known];
  let isRead = known !== undefined;
  const all = () => {
    if (!isRead) read = heldIfAny(file)?.slice(0, 1);
    isRead = true;
    return read;
  };
  const held = () => all()?.[0];
  return {
    file,
    get fullName() {
      return held()?.repository.fullName;
    },
    get from() {
      return from ?? fromOf(held());
    },
    get to() {
      return held()?.listsReadAt ?? held()?.savedAt;
    },
    get goneAt() {
      return held()?.goneAt;
    },
    get isBroken() {
      return all() === undefined;
    },
    world: () => worldIn(file),
  };
}

function fromOf(held: Held | undefined): string | undefined {
  return held?.unchangedSince ?? held?.savedAt;
}

function bySavedAt(one: Held, other: Held): number {
  return timeOf(one.savedAt) - timeOf(other.savedAt);
}

function byFrom(one: Version, other: Version): number {
  return timeOf(one.from) - timeOf(other.from);
}

function timeOf(time: string | undefined): number {
  return time === undefined ? Number.NEGATIVE_INFINITY : Date.parse(time);
}

/**
 * The version of a moment, in milliseconds since 1970: what was read last before it; without one, the latest. Undefined
 * where there was none yet, the repository was gone, or nobody knows when it was saved.
 */
export function versionAt({ versions }: StoredRepository, at?: number): Version | undefined {
  const last = versions.findLast(({ from, isBroken }, place) => {
    if (at === undefined) return true;
    if (from !== undefined) return Date.parse(from) <= at;
    // Since when one holds that is no saved world nobody knows: perhaps since just after the one before.
    return isBroken && !(at <= Date.parse(versions[place - 1]?.to ?? ''));
  });
  const goneAt = last?.goneAt;
  return goneAt === undefined || (at !== undefined && at < Date.parse(goneAt)) ? last : undefined;
}

/** As of when an answer from this version holds, RFC 3339: `at`, where it was read with the same content after that. */
export function readAtOf({ to }: Version, at?: number): string | undefined {
  if (at === undefined || to === undefined || Date.parse(to) <= at) return to;
  return timeAt(new Date(at));
}

/**
 * The repositories of this name, or of this uuid in braces, whatever the letter case, what is there first: where one is
 * gone, another may have been given its name. Of a moment, in milliseconds since 1970, first those that had the name
 * then.
 */
export function repositoriesNamed(all: readonly StoredRepository[], name: string, at?: number): StoredRepository[] {
  const [, slug = ''] = name.split('/');
  const named = all.filter(({ fullName }) => isCalled(name, fullName));
  const found =
    named.length > 0 ? named : all.filter(({ id }) => slug.startsWith('{') && id !== undefined && sameId(id, slug));
  const present = found.sort((one, other) => Number(one.goneAt !== undefined) - Number(other.goneAt !== undefined));
  if (at === undefined) return present;
  const hadName = (one: StoredRepository) => isCalled(name, versionAt(one, at)?.fullName);
  const then = present.filter(hadName);
  // Most have the name that they had: only where none of these does, all others are looked at.
  return [...new Set([...(then.length > 0 ? then : all.filter(hadName)), ...present])];
}

/** What the repository that once had this name is called now, and since when, RFC 3339. */
export function renamedFrom(
  all: readonly StoredRepository[],
  name: string,
): { fullName: string; since: string | undefined } | undefined {
  for (const { fullName, versions } of all) {
    if (!versions.some((version) => isCalled(name, version.fullName))) continue;
    const before = versions.findLastIndex((version) => !isCalled(fullName, version.fullName));
    return { fullName, since: versions[before + 1]?.from };
  }
  return undefined;
}

function isCalled(name: string, fullName: string | undefined): boolean {
  return fullName?.toLowerCase() === name.toLowerCase();
}
