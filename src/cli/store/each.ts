import { gapFrom } from '../../bitbucket/port/gaps';
import { isTransient, timeAt } from '../../bitbucket/port/port';
import { repositoryPathOf } from '../../bitbucket/repository/access';
import type { Hourly } from '../../bitbucket/workspace/hourly';
import {
  failuresIn,
  isComplete,
  readOne,
  readUnlisted,
  sharedIn,
  sharedNow,
} from '../../bitbucket/workspace/repository';
import type { SharedReading } from '../../bitbucket/workspace/shared';
import type { World } from '../../bitbucket/worlds/world';
import { exit, fail } from '../terminal/io';
import type { Journal } from './journal';
import type { Keeper } from './keep';
import { keyIn, type Seen } from './places';
import { interruption, nothing, type RunOptions, type RunResult } from './reading';
import { contentOf, peopleIn } from './text';

/** What a run has at hand once the lists of the whole workspace were read. */
export interface Reading {
  shared: SharedReading;
  places: readonly Seen[];
  keeper: Keeper;
  journal: Journal;
  port: Hourly;
  isEnding: () => boolean;
}

/** Reads each repository, or carries on what was read of it before; what failed is tried once more at the end. */
export async function readEach(options: RunOptions, reading: Reading): Promise<RunResult> {
  const { shared, places, journal, port } = reading;
  const result: RunResult = {
    ...nothing(shared.workspace, journal),
    repositories: places.length,
    gaps: shared.repositories.gaps,
  };
  try {
    await readAll(result, options, reading);
  } catch (error) {
    if (error !== interruption) throw error;
    result.interrupted = true;
  }
  return { ...result, calls: port.calls() };
}

async function readAll(result: RunResult, options: RunOptions, reading: Reading): Promise<void> {
  const { shared, places, keeper, journal, port } = reading;
  for (const { place, listed } of places)
    if (listed && place.id !== undefined) keeper.follow({ fullName: place.fullName, id: place.id });
  const later: Seen[] = [];
  for (const [at, seen] of places.entries()) {
    if (reading.isEnding()) throw interruption;
    const key = keyIn(seen.place);
    if (journal.isDone(key)) {
      result.read++;
      result.readBefore++;
    } else if (await isAsBefore(options, reading, seen)) result.carried++;
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
    if (reading.isEnding()) throw interruption;
    if (await readInto(result, options, reading, seen, true)) journal.done(keyIn(seen.place));
  }
}

/** Whether the last reading of a repository still stands, as far as Bitbucket shows of all repositories at once. */
async function isAsBefore(
  { again, maxAge, branches, base }: RunOptions,
  { shared, keeper, journal }: Reading,
  { place, listed }: Seen,
): Promise<boolean> {
  const { fullName } = place;
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
  { shared, keeper, journal }: Reading,
  { place, listed, isNamed }: Seen,
  isLast: boolean,
): Promise<boolean> {
  const repository = { fullName: place.fullName, ...(place.id !== undefined && { id: place.id }) };
  const readAt = timeAt(new Date(now()));
  const failedWith = (status: number, lastRead?: string): false => {
    const gap = gapFrom({ what: 'repository' }, { status, headers: {}, body: undefined });
    result.failed.push({ repository: repository.fullName, gap, ...(lastRead !== undefined && { lastRead }) });
    return false;
  };
  const own = listed ?? (await readUnlisted(shared, place));
  if ('status' in own) {
    const { status } = own;
    if (isTransient(own)) return isLast && failedWith(status, keeper.last(repository)?.world.savedAt);
    if (status === 401) fail(exit.refused, refusedCredential);
    if ((status === 404 || status === 410) && !isNamed) {
      keeper.gone(repository, readAt);
      result.gone.push(repository.fullName);
      result.repositories--;
      return true;
    }
    const about = `${repository.fullName}, which Bitbucket did not show.`;
    const path = repositoryPathOf(place).replaceAll('%7B', '{').replaceAll('%7D', '}');
    keptIn(result, keeper, { about, repository, savedAt: readAt, replies: { [path]: { status, body: own.body } } });
    result.unreadable.push({ repository: repository.fullName, gap: gapFrom({ what: 'repository' }, own) });
    return true;
  }
  const { world, read, failed, refused } = await readOne(shared, own, {
    ...{ base, branches, readAt },
    listsReadAt: journal.startedAt,
  });
  if (refused) fail(exit.refused, refusedCredential);
  if (failed !== undefined) {
    if (!isLast) return false;
    const last = keeper.last(repository)?.world;
    if (last && !tellsMore(world, last)) return failedWith(failed, last.savedAt);
    keptIn(result, keeper, world);
    return failedWith(failed);
  }
  keptIn(result, keeper, world);
  if ('unreadable' in read) result.unreadable.push({ repository: repository.fullName, gap: read.unreadable.gap });
  return true;
}

/** Whether what failed in part tells something that was not known, and leaves out nothing that was. */
function tellsMore(world: World, last: World): boolean {
  const before = new Set(failuresIn(last));
  return failuresIn(world).every((path) => before.has(path)) && contentOf(world) !== contentOf(last);
}

const refusedCredential = 'Bitbucket refused the credential: it is wrong, revoked or expired.';

function keptIn(result: RunResult, keeper: Keeper, world: World): void {
  const { fullName = '' } = world.repository ?? {};
  const kept = keeper.keep(world);
  result.read++;
  if (kept === 'changed') result.changed.push(fullName);
  if (kept === 'new') result.appeared.push(fullName);
  if (kept === 'mended') result.mended.push(fullName);
}
