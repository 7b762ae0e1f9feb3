import path from 'node:path';
import { timeAt } from '../../bitbucket/port/port';
import type { World } from '../../bitbucket/worlds/world';
import { plain } from '../../core/words/names';
import { exit, fail } from '../terminal/io';
import { filesIn, foldersIn, isThere, type Disk } from './disk';
import { fileIn, worldIfAny } from './files';
import { earlierFolder, fileNameAt, fileNameFor } from './names';
import type { StoredRepository } from './store';
import { contentOf, worldText } from './text';

/** What a repository is told from others by. */
type Named = NonNullable<World['repository']>;

/** What became of a repository's file. */
export type Kept = 'new' | 'changed' | 'same' | 'mended';

/** Changes a folder of saved worlds. Whenever it is ended, what was read before is still there. */
export interface Keeper {
  /** What was last read of a repository, where that is in a file of its own, and a saved world. */
  last: (of: Named) => { name: string; world: World } | undefined;
  /** Calls the file of a repository as the repository is called now, where no other file is called so. */
  follow: (of: { fullName: string; id: string }) => void;
  /**
   * Keeps what was read, and what was read before if that is something else; what is no saved world under another name.
   * `savedAt` of it says when.
   */
  keep: (world: World) => Kept;
  /** Keeps that a repository is there no more. */
  gone: (of: Named, at: string) => void;
}

/**
 * Opens a folder to change it, with what it holds. Fails where a file of it holds several repositories: such a file is
 * somebody's own.
 */
export function keeperOf(dir: string, held: readonly StoredRepository[], disk: Disk): Keeper {
  const names = new Set<string>();
  const byId = new Map<string, string>();
  const byName = new Map<string, { name: string; hasId: boolean }>();
  function call({ fullName, id }: Named, name: string): void {
    names.add(name);
    if (id !== undefined) byId.set(id.toLowerCase(), name);
    byName.set(fullName.toLowerCase(), { name, hasId: id !== undefined });
  }
  for (const one of held) {
    const inEarlier = path.dirname(one.file) !== dir;
    const name = inEarlier ? path.basename(path.dirname(one.file)) : path.basename(one.file, '.json');
    if (names.has(name) && !inEarlier)
      fail(
        exit.usage,
        `${plain(one.file)} holds several repositories: read into another folder, as each gets a file of its own.`,
      );
    call(one, name);
  }
  /** Files and folders of the names that are taken, whoever they are of. */
  const taken = new Set([...filesIn(dir), ...foldersIn(path.join(dir, earlierFolder))]);
  const current = new Set(filesIn(dir));

  /** Where both have a uuid, it decides: another repository may have been given the name. */
  function nameOf({ fullName, id }: Named): string | undefined {
    const sameId = id === undefined ? undefined : byId.get(id.toLowerCase());
    if (sameId !== undefined) return sameId;
    const sameName = byName.get(fullName.toLowerCase());
    return sameName && (id === undefined || !sameName.hasId) ? sameName.name : undefined;
  }

  function freeName({ fullName }: Named): string {
    const wanted = fileNameFor(fullName.split('/')[1] ?? '');
    for (let more = 1; ; more++) {
      const name = more === 1 ? wanted : `${wanted}~${String(more)}`;
      if (!taken.has(name)) return name;
    }
  }

  function keepEarlier(name: string, before: World): void {
    const from = before.unchangedSince ?? before.savedAt ?? '1970-01-01T00:00:00Z';
    const text = worldText({ ...before, unchangedSince: from, savedAt: before.savedAt ?? from });
    for (let more = 1; ; more++) {
      const called = `${fileNameAt(timeAt(new Date(from)))}${more === 1 ? '' : `~${String(more)}`}`;
      const file = fileIn(path.join(dir, earlierFolder, name), called);
      // Of a run that was ended after this the same contents may be there already.
      const there = worldIfAny(file);
      if (isThere(file) && !(there && contentOf(there) === contentOf(before))) continue;
      disk.write(file, text);
      return;
    }
  }

  /** It may be somebody's own, as may what was set aside before. */
  function setAside(file: string): void {
    let called = `${file}.broken`;
    for (let more = 2; isThere(called); more++) called = `${file}.broken~${String(more)}`;
    disk.move(file, called);
  }

  return {
    last: (of) => {
      const name = nameOf(of);
      const world = name !== undefined && current.has(name) ? worldIfAny(fileIn(dir, name)) : undefined;
      return name !== undefined && world ? { name, world } : undefined;
    },
    follow: (of) => {
      const name = nameOf(of);
      const wanted = fileNameFor(of.fullName.split('/')[1] ?? '');
      if (name === undefined || name === wanted || taken.has(wanted) || !current.has(name)) return;
      const before = path.join(dir, earlierFolder, name);
      if (isThere(before)) disk.move(before, path.join(dir, earlierFolder, wanted));
      disk.move(fileIn(dir, name), fileIn(dir, wanted));
      names.delete(name);
      call(of, wanted);
      for (const set of [taken, current]) {
        set.delete(name);
        set.add(wanted);
      }
    },
    keep: (world) => {
      const of = world.repository ?? { fullName: '' };
      const { savedAt } = world;
      const name = nameOf(of) ?? freeName(of);
      const file = fileIn(dir, name);
      const before = current.has(name) ? worldIfAny(file) : undefined;
      const isBroken = current.has(name) && !before;
      const isSameAsBefore = before !== undefined && contentOf(before) === contentOf(world);
      if (before && !isSameAsBefore) keepEarlier(name, before);
      const unchangedSince = isSameAsBefore ? (before.unchangedSince ?? before.savedAt) : savedAt;
      if (isBroken) setAside(file);
      disk.write(file, worldText({ ...world, unchangedSince }));
      taken.add(name);
      current.add(name);
      call(of, name);
      return before ? (isSameAsBefore ? 'same' : 'changed') : isBroken ? 'mended' : 'new';
    },
    gone: (of, at) => {
      const name = nameOf(of);
      if (name === undefined || !current.has(name)) return;
      const file = fileIn(dir, name);
      const before = worldIfAny(file);
      // Of what cannot be made out, and was there before, it is kept that it is gone.
      const none = { about: `${of.fullName}, of which nothing is left.`, repository: of, savedAt: at, replies: {} };
      const hasEarlier = isThere(path.join(dir, earlierFolder, name));
      if (before || hasEarlier) keepEarlier(name, { ...(before ?? none), goneAt: at });
      if (before) disk.remove(file);
      else setAside(file);
      current.delete(name);
    },
  };
}
