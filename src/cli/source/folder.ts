import path from 'node:path';
import { timeAt } from '../../bitbucket/port/port';
import { repositoriesOf, type World } from '../../bitbucket/worlds/world';
import { code, enumeration, plain } from '../../core/words/names';
import { quoted } from '../../core/words/shell';
import { baselineAt } from '../store/baselines';
import { isFolder } from '../store/disk';
import { isUnfinished } from '../store/journal';
import {
  openStore,
  readAtOf,
  renamedFrom,
  repositoriesNamed,
  versionAt,
  type Store,
  type StoredRepository,
} from '../store/store';
import { exit, fail, type Io } from '../terminal/io';

/** The folder of saved worlds that `--world` names; undefined where it names something else. */
export function folderOf(name: string, { cwd }: Pick<Io, 'cwd'>): Store | undefined {
  if (name === '') return undefined;
  const dir = path.resolve(cwd, name);
  return isFolder(dir) ? openStore(dir) : undefined;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const time = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/**
 * The moment that `--at` names, in milliseconds since 1970: a time as RFC 3339 writes it, or a day, which stands for
 * its end in UTC. Fails where it is neither, or is yet to come.
 */
export function atOf(at: string | undefined, io: Pick<Io, 'now'>): number | undefined {
  if (at === undefined) return undefined;
  const moment = timeIn(at) ?? fail(exit.usage, `${code(at)} is no day and no time: ${asTimesAreWritten}.`);
  notYet(at, io);
  return moment;
}

/** Of a moment that is yet to come nothing can be said. A day counts once it has begun. */
function notYet(written: string, { now = Date.now }: Pick<Io, 'now'>): void {
  if ((beginningOf(written) ?? 0) > now())
    fail(exit.usage, `${code(written)} is yet to come: by the clock of this machine it is ${timeAt(new Date(now()))}.`);
}

function beginningOf(written: string): number | undefined {
  return timeIn(day.test(written) ? `${written}T00:00:00Z` : written);
}

const asTimesAreWritten = 'write 2026-11-20, or 2026-11-20T08:00:00Z';

/** Whether it is written as a day or a time is, even one that no calendar has. */
export function isWrittenAsMoment(text: string): boolean {
  return day.test(text) || time.test(text);
}

function timeIn(at: string): number | undefined {
  const moment = day.test(at) ? Date.parse(`${at}T23:59:59.999Z`) : time.test(at) ? Date.parse(at) : Number.NaN;
  // Some days that no calendar has are taken for the next month's.
  const isOfCalendar = new Date(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) || 0)
    .toISOString()
    .startsWith(at.slice(0, 10));
  return Number.isNaN(moment) || !isOfCalendar ? undefined : moment;
}

/**
 * As `atOf`, where a day stands for its beginning: what changed since a day may have changed on it. What is neither a
 * day nor a time is the name of a baseline of the folder. Fails where it is none of them, or is yet to come.
 */
export function sinceOf(since: string, dir: string, io: Pick<Io, 'now'>): number {
  notYet(since, io);
  const moment = beginningOf(since);
  if (moment !== undefined) return moment;
  const baseline = baselineAt(dir, since);
  if (baseline !== undefined) return Date.parse(baseline);
  return fail(
    exit.usage,
    `${code(since)} is no day, no time and no baseline of ${plain(dir)}: ${asTimesAreWritten}, or a name that ` +
      '`who-can-push baseline` gave.',
  );
}

/** What a folder answers from: a saved world, its repository as `workspace/slug`, and as of when it holds, RFC 3339. */
export interface VersionAsked {
  world: World;
  place: string;
  readAt: string | undefined;
}

/**
 * What was read of a repository, last or before a moment in milliseconds since 1970. A folder's only repository need
 * not be named. Fails where there is none of that name, or nothing was read of it yet.
 */
export function versionAsked(store: Store, repository: string | undefined, at: number | undefined): VersionAsked {
  const found = storedAsked(store, repository, at);
  const version = versionAt(found, at) ?? noVersion(found, at);
  const world = version.world();
  return { world, place: placeIn(world, found.fullName), readAt: readAtOf(version, at) };
}

/**
 * The repository of this name, or a folder's only one; of several of one name, one that was there at this moment. Fails
 * where there is none, or not only one.
 */
export function storedAsked(store: Store, repository: string | undefined, at: number | undefined): StoredRepository {
  const all = store.repositories(repository?.split('/')[0]);
  if (repository === undefined) return onlyOne(all, store.dir);
  const named = storedNamed(store, all, repository, at);
  return named.find((one) => versionAt(one, at)) ?? named[0];
}

/** The repositories of this name, as `repositoriesNamed` has them. Fails, with the present name, where none has it. */
export function storedNamed(
  { dir }: Store,
  all: readonly StoredRepository[],
  name: string,
  at: number | undefined,
): [StoredRepository, ...StoredRepository[]] {
  const [first, ...others] = repositoriesNamed(all, name, at);
  if (first) return [first, ...others];
  const none = `The folder ${plain(dir)} holds no repository ${plain(name)}`;
  const now = renamedFrom(all, name);
  if (!now) return fail(exit.notFound, `${none}.${mayBeThere(dir, name.split('/')[0], at)}`, gone);
  const since = now.since === undefined ? '' : ` since ${plain(now.since)}`;
  return fail(exit.notFound, `${none}: it is called ${plain(now.fullName)}${since}.`, gone);
}

/** That what a folder does not hold may be there all the same, and how to go on, where its reading is not finished. */
export function mayBeThere(dir: string, workspace = 'WS', at?: number): string {
  if (at !== undefined || !isUnfinished(dir)) return '';
  const command = `who-can-push read ${quoted(workspace)} --into ${quoted(dir)}`;
  return ` The folder was not read to its end, so there may be one all the same: ${code(command)} goes on.`;
}

/** What a repository is called in a world: it may have had another name then. */
export function placeIn(world: World, fullName: string): string {
  const [only = fullName, ...others] = repositoriesOf(world);
  return others.length === 0 ? only : (world.repository?.fullName ?? fullName);
}

const gone = { noRepository: true } as const;

function onlyOne(all: readonly StoredRepository[], dir: string): StoredRepository {
  const [only, ...others] = all.filter(({ goneAt }) => goneAt === undefined);
  if (only === undefined) fail(exit.badInput, `The folder ${plain(dir)} holds no saved world.`);
  if (others.length > 0)
    fail(
      exit.usage,
      `Name a repository as WS/REPO: the folder holds ${enumeration([only, ...others].map(({ fullName }) => plain(fullName)))}.`,
    );
  return only;
}

function noVersion({ fullName, versions, goneAt }: StoredRepository, at: number | undefined): never {
  const name = plain(fullName);
  const from = versions.map((version) => version.from).find((one) => one !== undefined);
  if (from === undefined)
    fail(exit.notFound, `When ${name} was saved is not known, so nobody can say what was so at a moment.`);
  if (at !== undefined && at < Date.parse(from))
    fail(exit.notFound, `Of ${name} nothing was read before ${from}, which is after the moment asked for.`);
  const since = versions.findLast((one) => one.goneAt !== undefined)?.goneAt ?? goneAt;
  const missed = since === undefined ? '' : `: it was missed first on ${since}`;
  return fail(exit.notFound, `There is no repository ${name} any more, or not for whoever read it${missed}.`, gone);
}
