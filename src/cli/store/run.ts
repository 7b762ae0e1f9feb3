import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Gap } from '../../core/model';
import { plain } from '../../core/words/names';
import { gapFrom } from '../../bitbucket/port/gaps';
import { isTransient, timeAt, type Get, type Wait } from '../../bitbucket/port/port';
import { repositoryPathOf } from '../../bitbucket/repository/access';
import { hourly, type Hourly, type HourlyOptions } from '../../bitbucket/workspace/hourly';
import { keyOf, type Listed } from '../../bitbucket/workspace/lists';
import { isComplete, readOne, sharedIn, sharedNow, type Place } from '../../bitbucket/workspace/repository';
import { readShared, type SharedReading, type UnreadWorkspace } from '../../bitbucket/workspace/shared';
import type { World } from '../../bitbucket/worlds/world';
import { exit, fail } from '../terminal/io';
import { disk as realDisk, type Disk } from './disk';
import { openJournal, openSpending, type Journal } from './journal';
import { keeperOf, type Keeper } from './keep';
import { lockFolder } from './lock';
import { openStore, type StoredRepository } from './store';
import { contentOf, peopleIn } from './text';

/** What is to be read, and how. */
export interface RunOptions {
  /** An existing folder, absolute. */
  dir: string;
  workspace: string;
  /** Bitbucket, without any retries. */
  get: Get;
  /** The API's address. */
  base: string;
  now: () => number;
  wait: Wait;
  /** The share of Bitbucket's limit that is left for others, in percent. */
  share: number;
  /** Milliseconds after which a repository is read again although nothing shows a change. */
  maxAge: number;
  /** Read all again. */
  again: boolean;
  branches: boolean;
  /** Resolves when the run is to end after the repository under way. */
  interrupted?: Promise<void>;
  onProgress?: (progress: Progress) => void;
  onWait?: HourlyOptions['onWait'];
  disk?: Disk;
}

/** How far a run is. */
export interface Progress {
  done: number;
  /** Undefined while the lists of the whole workspace are read. */
  total: number | undefined;
  calls: number;
  /** When it will probably be done, in milliseconds since 1970. */
  doneAt?: number;
}

/** A repository that could not be read, and why. */
export interface NotRead {
  repository: string;
  gap: Gap;
  /** When it was last read, RFC 3339, where that still stands in the folder. */
  lastRead?: string;
}

/** What a run came to. Names are `workspace/slug`. */
export interface RunResult {
  workspace: string;
  /** RFC 3339. */
  startedAt: string;
  /** Whether it went on with an earlier run that was ended. */
  wentOn: boolean;
  repositories: number;
  /** Repositories whose reading stands in the folder since this run, and those of them that had changed. */
  read: number;
  changed: string[];
  appeared: string[];
  /** Repositories that were not read again, as nothing that Bitbucket shows of all at once had changed. */
  carried: number;
  gone: string[];
  /** What Bitbucket refuses to this credential. */
  unreadable: NotRead[];
  /** What failed and may succeed later. */
  failed: NotRead[];
  /** Why not all repositories of the workspace may be known. */
  gaps: Gap[];
  calls: number;
  interrupted: boolean;
}

const interruption = new Error('The run was interrupted.');
/** Milliseconds that a run which is to end still waits for the repository under way. */
const lastPatience = 30_000;

/**
 * Reads a workspace into a folder, and goes on where an earlier run was ended. Fails with one sentence where another
 * run is under way, the folder cannot be used, or the workspace cannot be read.
 */
export async function runReading(options: RunOptions): Promise<RunResult | { unread: UnreadWorkspace }> {
  const unlock = lockFolder(options.dir, timeAt(new Date(options.now())));
  try {
    removeLeftovers(options.dir);
    return await read(options);
  } finally {
    unlock();
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

async function read(options: RunOptions): Promise<RunResult | { unread: UnreadWorkspace }> {
  const { dir, workspace, base, now, share, again, branches, disk = realDisk } = options;
  const held = openStore(dir).repositories();
  const ahead = held.find(({ savedAt }) => savedAt !== undefined && Date.parse(savedAt) > now() + 60_000);
  if (ahead)
    fail(
      exit.badInput,
      `${plain(ahead.file)} was saved at ${String(ahead.savedAt)}, after the present by the clock of this machine: set the clock.`,
    );
  const keeper = keeperOf(dir, held, disk);
  const spending = openSpending(dir, now(), disk);
  const { onWait } = options;
  let isInterrupted = false;
  void options.interrupted?.then(() => (isInterrupted = true));
  const wait: Wait = async (milliseconds) => {
    await (options.interrupted
      ? Promise.race([options.wait(milliseconds), options.interrupted])
      : options.wait(milliseconds));
    if (isInterrupted && milliseconds > lastPatience) throw interruption;
  };
  const port = hourly(options.get, { now, wait, share, ...spending, ...(onWait && { onWait }) });
  const journal = openJournal(dir, { startedAt: timeAt(new Date(now())), workspace, branches, again }, disk);
  const reporting: Get = async (asked) => {
    const reply = await port.get(asked);
    options.onProgress?.({ done: 0, total: undefined, calls: port.calls() });
    return reply;
  };
  try {
    const shared = await readShared({ get: reporting, base }, workspace, journal.memory);
    if ('unread' in shared) return shared;
    const places = placesOf(shared, held, dir);
    const result = await readEach(
      { ...options, disk },
      { shared, places, keeper, journal, port, isEnding: () => isInterrupted },
    );
    if (!result.interrupted) journal.close();
    return result;
  } catch (error) {
    if (error !== interruption) throw error;
    return { ...nothing(workspace, journal), calls: port.calls(), interrupted: true };
  }
}

function nothing(workspace: string, { startedAt, goesOn }: Journal): RunResult {
  const none = { changed: [], appeared: [], gone: [], unreadable: [], failed: [], gaps: [] };
  return {
    workspace,
    startedAt,
    wentOn: goesOn,
    repositories: 0,
    read: 0,
    carried: 0,
    calls: 0,
    interrupted: false,
    ...none,
  };
}

/** A repository to look at: with its entry in the list of all, or known from elsewhere. */
interface Seen {
  place: Place;
  listed?: Listed;
  /** Whether a list of permissions names it, so that it is there although the list of all leaves it out. */
  isNamed: boolean;
}

/** Every repository that is known to be there, or was, by name. Fails where the folder is another workspace's. */
function placesOf(shared: SharedReading, held: readonly StoredRepository[], dir: string): Seen[] {
  const places: Seen[] = [
    ...shared.repositories.items.map(({ body, ...place }) => ({ place, listed: { ...place, body }, isNamed: true })),
    ...shared.unlisted.map((place) => ({ place, isNamed: true })),
  ];
  const known = new Set(places.flatMap(({ place }) => keysOf(place)));
  const missing = held.filter((one) => one.goneAt === undefined && !keysIn(one).some((key) => known.has(key)));
  const isOther = ({ fullName }: StoredRepository) =>
    fullName.split('/')[0]?.toLowerCase() !== shared.workspace.toLowerCase();
  const other = missing.find(isOther);
  // Of a workspace that was given another name the others are found by their uuids.
  const isRenamed = held.some((one) => isOther(one) && keysIn(one).some((key) => known.has(key)));
  if (other && !isRenamed)
    fail(
      exit.usage,
      `${plain(dir)} holds ${plain(other.fullName)}, which is not of ${plain(shared.workspace)}: read into another folder.`,
    );
  for (const { fullName, id } of missing) {
    const [workspace = '', slug = ''] = fullName.split('/');
    places.push({ place: { workspace, slug, ...(id !== undefined && { id }) }, isNamed: false });
  }
  return places.sort((one, two) => (nameOf(one.place) < nameOf(two.place) ? -1 : 1));
}

function nameOf({ workspace, slug }: Place): string {
  return `${workspace}/${slug}`;
}

function keysOf(place: Place): string[] {
  return keysIn({ fullName: nameOf(place), id: place.id });
}

/** A repository with a uuid is known by that alone: its name may have become another's. */
function keysIn({ fullName, id }: { fullName: string; id?: string | undefined }): string[] {
  return [keyOf({ id, fullName }) ?? ''];
}

interface Reading {
  shared: SharedReading;
  places: readonly Seen[];
  keeper: Keeper;
  journal: Journal;
  port: Hourly;
  isEnding: () => boolean;
}

async function readEach(options: RunOptions, reading: Reading): Promise<RunResult> {
  const { shared, places, keeper, journal, port } = reading;
  const result: RunResult = {
    ...nothing(shared.workspace, journal),
    repositories: places.length,
    gaps: shared.repositories.gaps,
  };
  for (const { place, listed } of places)
    if (listed && place.id !== undefined) keeper.follow({ fullName: nameOf(place), id: place.id });
  const later: Seen[] = [];
  for (const [at, seen] of places.entries()) {
    if (reading.isEnding()) return { ...result, calls: port.calls(), interrupted: true };
    const key = keysOf(seen.place)[0] ?? '';
    if (journal.isDone(key)) result.read++;
    else if (await isAsBefore(options, reading, seen)) result.carried++;
    else if (await readInto(result, options, reading, seen, false)) journal.done(key);
    else later.push(seen);
    // Four requests each, unless most were carried on so far.
    const left = ((places.length - at - 1 + later.length) * 4 * (at + 1 - result.carried)) / (at + 1);
    options.onProgress?.({
      done: at + 1 - later.length,
      total: places.length,
      calls: port.calls(),
      doneAt: port.doneAt(Math.ceil(left)),
    });
  }
  shared.forgetFailures();
  for (const seen of later) {
    if (reading.isEnding()) return { ...result, calls: port.calls(), interrupted: true };
    if (await readInto(result, options, reading, seen, true)) journal.done(keysOf(seen.place)[0] ?? '');
  }
  return { ...result, calls: port.calls() };
}

/** Whether the last reading of a repository still stands, as far as Bitbucket shows of all repositories at once. */
async function isAsBefore(
  { again, maxAge, branches, base }: RunOptions,
  { shared, keeper, journal }: Reading,
  { place, listed }: Seen,
): Promise<boolean> {
  const fullName = nameOf(place);
  const last = again || !listed ? undefined : keeper.last({ fullName, id: place.id })?.world;
  if (!last || last.repository?.fullName !== fullName || !isComplete(last)) return false;
  const age = Date.parse(journal.startedAt) - Date.parse(last.savedAt ?? '');
  if (!(age < maxAge)) return false;
  const path = repositoryPathOf(place);
  if (branches && !(`${path}/refs/branches` in last.replies && isSameTime(last.replies[path], listed?.body)))
    return false;
  const before = sharedIn(shared, last);
  const now = await sharedNow(shared, place, listed, last, base);
  const people = new Set([...(peopleIn(last.replies) ?? []), ...(peopleIn(now) ?? [])]);
  const contents = (replies: World['replies']) => contentOf({ about: '', replies }, people);
  return contents(before) === contents(now);
}

/** Whether the repository last changed when it did before: every push shows there. */
function isSameTime(saved: World['replies'][string] | undefined, body: unknown): boolean {
  const before = [saved ?? []].flat().at(-1)?.body;
  const timeIn = (of: unknown): unknown =>
    typeof of === 'object' && of !== null ? Reflect.get(of, 'updated_on') : undefined;
  return timeIn(before) !== undefined && timeIn(before) === timeIn(body);
}

/** Reads a repository and keeps it; false where a failure that may pass is to be tried once more. */
async function readInto(
  result: RunResult,
  { base, branches, now }: RunOptions,
  { shared, keeper, port }: Reading,
  { place, listed, isNamed }: Seen,
  isLast: boolean,
): Promise<boolean> {
  const repository = { fullName: nameOf(place), ...(place.id !== undefined && { id: place.id }) };
  const readAt = timeAt(new Date(now()));
  const own = listed ? undefined : await port.get(repositoryPathOf(place));
  const failedWith = (status: number): false => {
    if (!isLast) return false;
    const lastRead = keeper.last(repository)?.world.savedAt;
    const gap = gapFrom({ what: 'repository' }, { status, headers: {}, body: undefined });
    result.failed.push({ repository: repository.fullName, gap, ...(lastRead !== undefined && { lastRead }) });
    return false;
  };
  if (own && isTransient(own)) return failedWith(own.status);
  if (own?.status === 401) fail(exit.refused, refusedCredential);
  if (own && (own.status === 404 || own.status === 410) && !isNamed) {
    keeper.gone(repository, readAt);
    result.gone.push(repository.fullName);
    return true;
  }
  if (own && own.status !== 200) {
    const { status, body } = own;
    const about = `${repository.fullName}, which Bitbucket did not show.`;
    const replies = { [repositoryPathOf(place)]: { status, body } };
    keptIn(result, keeper, { about, repository, savedAt: readAt, replies });
    result.unreadable.push({ repository: repository.fullName, gap: gapFrom({ what: 'repository' }, own) });
    return true;
  }
  const { world, read, failed, refused } = await readOne(shared, place, listed, { base, branches, readAt });
  if (refused) fail(exit.refused, refusedCredential);
  if (failed !== undefined) {
    failedWith(failed);
    const last = isLast ? keeper.last(repository)?.world : undefined;
    // What was read whole before is better than what has gaps now.
    if (isLast && !(last && isComplete(last))) keptIn(result, keeper, world);
    return false;
  }
  keptIn(result, keeper, world);
  if ('unreadable' in read) result.unreadable.push({ repository: repository.fullName, gap: read.unreadable.gap });
  return true;
}

const refusedCredential = 'Bitbucket refused the credential: it is wrong, revoked or expired.';

function keptIn(result: RunResult, keeper: Keeper, world: World): void {
  const { fullName = '' } = world.repository ?? {};
  const kept = keeper.keep(world);
  result.read++;
  if (kept === 'changed') result.changed.push(fullName);
  if (kept === 'new') result.appeared.push(fullName);
}
