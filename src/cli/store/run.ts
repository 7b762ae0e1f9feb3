import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { timeAt, type Get, type Wait } from '../../bitbucket/port/port';
import { hourly } from '../../bitbucket/workspace/hourly';
import type { UnreadWorkspace } from '../../bitbucket/workspace/repositories';
import { readShared } from '../../bitbucket/workspace/shared';
import { plain } from '../../core/words/names';
import { exit, fail, isFailure } from '../terminal/io';
import { disk as realDisk, isOfSystem, isThere } from './disk';
import { readEach } from './each';
import { openJournal, openSpending } from './journal';
import { keeperOf } from './keep';
import { lockFolder } from './lock';
import { ownFolder } from './names';
import { placesOf } from './places';
import { interruption, nothing, type Progress, type RunOptions, type RunResult } from './reading';
import { openStore } from './store';

/**
 * Reads a workspace into a folder, and goes on where an earlier run was ended. Fails with one sentence where another
 * run is under way, the folder cannot be used, or the workspace cannot be read.
 */
export async function runReading(options: RunOptions): Promise<RunResult | { unread: UnreadWorkspace }> {
  const { dir, now } = options;
  const own = path.join(dir, ownFolder);
  return writable(dir, async () => {
    const isNew = !isThere(own);
    const unlock = lockFolder(dir, timeAt(new Date(now())));
    let result: Awaited<ReturnType<typeof runReading>> | undefined;
    try {
      removeLeftovers(dir);
      keepOutOfGit(dir);
      result = await read(options);
      return result;
    } finally {
      unlock();
      // Where nothing was read, nothing is left.
      if (isNew && result && 'unread' in result) realDisk.remove(own);
    }
  });
}

async function writable<T>(dir: string, change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    const code = error.code === undefined ? '' : ` (${error.code})`;
    return fail(exit.badInput, `The folder ${plain(dir)} could not be written${code}.`);
  }
}

/** What a write that was ended left beside its place. */
function removeLeftovers(dir: string): void {
  for (const folder of ['', 'earlier', '.who-can-push'].map((name) => path.join(dir, name))) {
    let entries: string[] = [];
    try {
      entries = readdirSync(folder, { recursive: folder !== dir }).map(String);
    } catch {
      // There is no such folder yet.
    }
    for (const entry of entries) if (/\.jsonl?\.\d+$/.test(entry)) realDisk.remove(path.join(folder, entry));
  }
}

/** What a run needs for itself stays out of git where the folder is kept there, and baselines in it. */
function keepOutOfGit(dir: string): void {
  const file = path.join(dir, ownFolder, '.gitignore');
  try {
    writeFileSync(file, '*\n!.gitignore\n!baselines/\n!baselines/*.json\n', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    // Somebody may have written another.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

async function read(options: RunOptions): Promise<RunResult | { unread: UnreadWorkspace }> {
  const { dir, workspace, base, now, share, again, branches, disk = realDisk } = options;
  const held = openStore(dir).repositories(workspace);
  const ahead = held.find(({ savedAt }) => savedAt !== undefined && Date.parse(savedAt) > now() + 60_000);
  if (ahead)
    fail(
      exit.badInput,
      `${plain(ahead.file)} was saved at ${String(ahead.savedAt)}, after the present by the clock of this machine: set the clock.`,
    );
  const keeper = keeperOf(dir, held, disk);
  const spending = openSpending(dir, now(), disk);
  const { onWait } = options;
  const ending = new AbortController();
  void options.interrupted?.then(() => {
    ending.abort();
  });
  // A repository under way is read to its end where nothing has to be waited for; else it is read anew by the next run.
  const wait: Wait = async (milliseconds) => {
    if (!ending.signal.aborted) await options.wait(milliseconds, ending.signal);
    if (ending.signal.aborted) throw interruption;
  };
  const port = hourly(options.get, { now, wait, share, ...spending, ...(onWait && { onWait }) });
  const journal = openJournal(dir, { startedAt: timeAt(new Date(now())), workspace, branches, again }, disk);
  let far: Progress = { done: 0, total: undefined, calls: 0 };
  const onProgress = (progress: Progress) => {
    far = progress;
    options.onProgress?.(progress);
  };
  const reporting: Get = async (asked) => {
    const reply = await port.get(asked);
    onProgress({ ...far, calls: port.calls() });
    return reply;
  };
  try {
    const shared = await readShared({ get: reporting, base }, workspace, journal.memory);
    if ('unread' in shared) {
      journal.close();
      return shared;
    }
    const places = placesOf(shared, held, dir);
    const result = await readEach(
      { ...options, disk, onProgress },
      { shared, places, keeper, journal, port, isEnding: () => ending.signal.aborted },
    );
    if (!result.interrupted) journal.close();
    return result;
  } catch (error) {
    // A run that may not read into this folder is none to go on with.
    if (isFailure(error) && far.total === undefined && !journal.goesOn) journal.close();
    if (error !== interruption) throw error;
    return { ...nothing(workspace, journal), calls: port.calls(), interrupted: true };
  }
}
