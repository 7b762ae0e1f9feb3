import path from 'node:path';
import { readFacts } from '../../bitbucket/repository/read';
import type { World } from '../../bitbucket/worlds/world';
import type { Facts, Gap } from '../../core/model';
import { settled } from '../../core/questions/asked';
import { counted } from '../../core/words/counts';
import { code, plain } from '../../core/words/names';
import type { RepositoryAmongMany } from '../../core/workspace/digest';
import { isThere } from '../store/disk';
import { worldIfAny } from '../store/files';
import { isUnfinished } from '../store/journal';
import { readAtOf, versionAt, type Store, type StoredRepository, type Version } from '../store/store';
import { exit, fail, type Io } from '../terminal/io';
import { atOf, folderOf, mayBeThere, placeIn, storedAsked, storedNamed } from './folder';
import { commonOf, savedSource, split, type Common, type Source, type SourceOptions } from './source';

/** Repositories of which something is asked one after another: none is kept once the next is read. */
export interface Many {
  /** What they are of, as it stands in a sentence: `the workspace acme`. */
  of: string;
  /** What answered, as it is named: a folder by its name, else a host. */
  readFrom: string;
  /** How many there are, where that is known. */
  size?: number;
  /** Why there may be more: their list could not be read whole, or a reading of the folder is not finished. */
  mayBeMore?: 'list cut' | 'not finished';
  /** By name. Each time anew. */
  each: () => AsyncIterable<OneOfMany> | Iterable<OneOfMany>;
}

/** One repository among many. */
export interface OneOfMany {
  names: RepositoryAmongMany;
  /** What is said of where an answer about it is from. */
  from: { world?: string; source: { options: { api?: string } } };
  /** Its facts, with everything that any question needs; or why it could not be read. */
  read: () => Promise<ReadOfMany>;
}

/** What was read of a repository among many. `branchesRead` is false where nobody asked for its branches. */
export type ReadOfMany = { facts: Facts; branchesRead: boolean } | { gap: Gap };

/** A repository among many as it was at two moments; it may have been there at one of them alone. */
export interface PairOfMany {
  /** As it was called last. */
  fullName: string;
  before?: OneOfMany & { version: Version };
  after?: OneOfMany & { version: Version };
  /** Whether both are of one content, so that no answer can differ. */
  isSame: boolean;
}

/** The repositories of a folder at two moments. */
export interface Pairs {
  of: string;
  readFrom: string;
  /** The two moments, RFC 3339; of the later one when the folder was last read, where it is now. */
  from: string;
  to: string;
  each: () => Iterable<PairOfMany>;
}

/** The folder that is asked about. Fails where `--world` names none. */
export function folderAsked({ world }: SourceOptions, io: Io): Store {
  if (world === undefined)
    fail(exit.usage, 'Name the folder of readings with `--world DIR`: `read WS --into DIR` makes one.');
  if (!isThere(path.resolve(io.cwd, world))) fail(exit.badInput, `There is no folder ${plain(world)}.`);
  return (
    folderOf(world, io) ??
    fail(exit.usage, `${plain(world)} is no folder: name one that \`read WS --into DIR\` made, with \`--world DIR\`.`)
  );
}

/** The repositories of a folder as they were last read, or at a moment; of one workspace alone, where it is named. */
export function manyOfFolder(store: Store, workspace: string | undefined, options: SourceOptions, io: Io): Many {
  const at = atOf(options.at, io);
  const common = commonOf(options, io);
  const all = storedIn(store, workspace, undefined, at);
  const there = all.flatMap((repository) => oneAt(repository, at, common));
  if (there.length === 0) noneAt(store, all);
  return {
    ...placeOf(store, workspace),
    size: there.length,
    each: () => there,
    ...(at === undefined && isUnfinished(store.dir) && { mayBeMore: 'not finished' }),
  };
}

/** The repositories of a folder at a moment, in milliseconds since 1970, and as they are now or at `--at`. */
export function pairsOfFolder(
  store: Store,
  scope: { workspace?: string | undefined; repository?: string | undefined },
  since: number,
  options: SourceOptions,
  io: Io,
): Pairs {
  const at = atOf(options.at, io);
  if (at !== undefined && at < since)
    fail(exit.usage, 'The moment of `--at` is before the one that it is compared with.');
  const common = commonOf(options, io);
  const all = storedIn(store, scope.workspace, scope.repository, at);
  const from = new Date(since).toISOString();
  if (at === undefined) notAfterAll(store, all, since);
  if (all.every((repository) => firstOf(repository) > since)) noneAt(store, all);
  return {
    ...placeOf(store, scope.workspace),
    from: withoutMilliseconds(from),
    to: untilOf(all, at),
    each: function* () {
      for (const repository of all) {
        const [before] = oneAt(repository, since, common).map(readOnce);
        const [after] = oneAt(repository, at, common).map(readOnce);
        if (!before && !after) continue;
        const isSame = before !== undefined && before.version === after?.version;
        yield { fullName: repository.fullName, ...(before && { before }), ...(after && { after }), isSame };
      }
    },
  };
}

function readOnce<One extends OneOfMany>(one: One): One {
  let reading: Promise<ReadOfMany> | undefined;
  return { ...one, read: () => (reading ??= one.read()) };
}

/** A repository in a folder; the folder is named beside it. */
type Stored = StoredRepository & { dir: string };

/** A reading of a repository, and between which times it held, RFC 3339. */
export interface OneReading {
  when: { from?: string; to?: string; goneAt?: string };
  one: OneOfMany;
}

/** Every reading of a repository, or those until `--at`, oldest first. Fails where there is no such repository. */
export function readingsOf(
  store: Store,
  repository: string | undefined,
  options: SourceOptions,
  io: Io,
): { names: RepositoryAmongMany; readings: OneReading[] } {
  const at = atOf(options.at, io);
  const common = commonOf(options, io);
  const found = storedAsked(store, repository, at);
  const { fullName, id, versions } = found;
  const stored: Stored = { ...withoutVersions(found), versions, dir: store.dir };
  const until = versions.filter(({ from }) => at === undefined || (from !== undefined && Date.parse(from) <= at));
  if (until.length === 0) noneAt(store, [stored]);
  const [workspace = '', slug = ''] = fullName.split('/');
  return {
    names: { fullName, workspace, slug, ...(id !== undefined && { id }) },
    readings: until.map((version) => {
      const { from, to, goneAt } = version;
      const isGone = goneAt !== undefined && (at === undefined || Date.parse(goneAt) <= at);
      return {
        when: {
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
          ...(isGone && { goneAt }),
        },
        one: oneOf(stored, version, to, common),
      };
    }),
  };
}

function storedIn(store: Store, workspace?: string, repository?: string, at?: number): Stored[] {
  const all = store.repositories(workspace ?? repository?.split('/')[0]);
  if (all.length === 0)
    fail(exit.badInput, `The folder ${plain(store.dir)} holds no saved world: \`read WS --into DIR\` fills one.`);
  const named = repository === undefined ? undefined : storedNamed(store, all, repository, at);
  const own = named ?? all.filter(({ fullName }) => workspace === undefined || isOf(workspace, fullName));
  if (own.length === 0)
    fail(
      exit.notFound,
      `The folder ${plain(store.dir)} holds no repository of the workspace ${plain(workspace ?? '')}.` +
        mayBeThere(store.dir, workspace, at),
    );
  // Read once: each time anew would make other versions of the same content.
  return own.map((repository) => {
    let versions: Version[] | undefined;
    return {
      ...withoutVersions(repository),
      dir: store.dir,
      get versions() {
        return (versions ??= repository.versions);
      },
    };
  });
}

function withoutVersions({ fullName, id, file, savedAt, goneAt }: StoredRepository) {
  return { fullName, id, file, savedAt, goneAt };
}

function isOf(workspace: string, fullName: string): boolean {
  return fullName.toLowerCase().startsWith(`${workspace.toLowerCase()}/`);
}

function oneAt(repository: Stored, at: number | undefined, common: Common): (OneOfMany & { version: Version })[] {
  const version = versionAt(repository, at);
  return version ? [oneOf(repository, version, readAtOf(version, at), common)] : [];
}

/** A repository as one reading of it has it. `readAt` is as of when it holds, RFC 3339. */
export function oneOf(
  { fullName, id, dir }: Stored,
  version: Version,
  readAt: string | undefined,
  common: Common,
): OneOfMany & { version: Version } {
  const [workspace = '', slug = ''] = fullName.split('/');
  return {
    names: { fullName, workspace, slug, ...(id !== undefined && { id }) },
    version,
    from: { world: dir, source: { options: {} } },
    read: () => {
      const world = worldIfAny(version.file);
      if (!world) return Promise.resolve({ gap: brokenGap(dir, version.file, workspace) });
      return readSaved(world, savedSource(world, split(placeIn(world, fullName)), readAt, common));
    },
  };
}

/** That a file of a folder is no saved world. */
function brokenGap(dir: string, file: string, workspace: string): Gap {
  const isEarlier = path.dirname(file) !== dir;
  const lift = isEarlier
    ? 'It is of an earlier reading: you can bring it back from where the folder is kept.'
    : `You can run ${code(`who-can-push read ${workspace} --into DIR`)} again, which writes it anew.`;
  const named = path.relative(dir, file).replaceAll(path.sep, '/');
  return { of: { what: 'saved-file', file: named, lift }, because: 'not-understood' };
}

async function readSaved(world: World, { get, options }: Source): Promise<ReadOfMany> {
  const result = await readFacts(get, { ...options, branches: true, everyMember: true });
  if ('unreadable' in result) return { gap: result.unreadable.gap };
  return { facts: settled(result.facts), branchesRead: holdsBranches(world) };
}

/** Whether somebody asked for the branches of a saved world, whatever was answered. */
export function holdsBranches({ replies }: World): boolean {
  return Object.keys(replies).some((path) => path.endsWith('/refs/branches'));
}

function placeOf(store: Store, workspace: string | undefined): Pick<Many, 'of' | 'readFrom'> {
  const name = plain(path.basename(store.dir));
  return {
    of: workspace === undefined ? `the folder ${code(path.basename(store.dir))}` : `the workspace ${plain(workspace)}`,
    readFrom: name,
  };
}

function firstOf({ versions }: StoredRepository): number {
  return Math.min(...versions.map(({ from }) => (from === undefined ? Number.POSITIVE_INFINITY : Date.parse(from))));
}

function lastOf(all: readonly StoredRepository[]): string {
  const times = all.flatMap(({ savedAt, goneAt }) => [savedAt, goneAt].filter((time) => time !== undefined));
  const last = times.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  return (
    last ??
    fail(exit.badInput, 'When these repositories were saved is not known, so nobody can say what was so at a moment.')
  );
}

/** Until when something is known that is asked as of `at`, RFC 3339: of what is after the last reading nothing is. */
function untilOf(all: readonly StoredRepository[], at: number | undefined): string {
  const last = lastOf(all);
  return at === undefined || at > Date.parse(last) ? last : withoutMilliseconds(new Date(at).toISOString());
}

/** Of a moment after the last reading nobody knows what was so. A day that is not over yet ends after it. */
function notAfterAll(store: Store, all: readonly Stored[], moment: number): void {
  const last = lastOf(all);
  if (moment - Date.parse(last) > aDay)
    fail(exit.notFound, `In the folder ${plain(store.dir)} nothing was read then: the last reading is of ${last}.`);
}

const aDay = 86_400_000;

/**
 * A moment of a folder, RFC 3339, and how many repositories there were; the last reading, where none is named.
 * `mayBeMore`: there may be more, as that was not finished.
 */
export function momentOf(
  store: Store,
  given: string | undefined,
  io: Pick<Io, 'now'>,
): { at: string; repositories: number; mayBeMore: boolean } {
  const all = storedIn(store);
  const at = atOf(given, io);
  if (at !== undefined) notAfterAll(store, all, at);
  // What is read later on a day that is not over yet was not known when the moment was named.
  const moment = untilOf(all, at);
  const there = all.filter((repository) => versionAt(repository, Date.parse(moment)));
  if (there.length === 0) noneAt(store, all);
  return {
    at: moment,
    repositories: there.length,
    mayBeMore: at === undefined && isUnfinished(store.dir),
  };
}

function withoutMilliseconds(time: string): string {
  return time.replace(/\.\d+Z$/, 'Z');
}

/** Nothing was there at the moment that was asked for. */
function noneAt(store: Store, all: readonly StoredRepository[]): never {
  const first = Math.min(...all.map(firstOf));
  const folder = `the folder ${plain(store.dir)}`;
  if (!Number.isFinite(first))
    fail(
      exit.notFound,
      `When the repositories of ${folder} were saved is not known, so nobody can say what was so at a moment.`,
    );
  return fail(
    exit.notFound,
    `Of the ${counted(all.length, 'repository', 'repositories')} in ${folder} none was there then: ` +
      `the first was read on ${withoutMilliseconds(new Date(first).toISOString())}.`,
  );
}
