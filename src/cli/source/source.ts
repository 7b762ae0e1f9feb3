import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { byName } from '../../bitbucket/port/by-name';
import { isSegment } from '../../bitbucket/port/path';
import { retrying, timeOfReading, type Get } from '../../bitbucket/port/port';
import { rulesInFile, suppliedRulesIn } from '../../bitbucket/repository/project-rules';
import type { ReadOptions } from '../../bitbucket/repository/read';
import { decoded, parseWorld, repositoriesOf, worldGet, type World } from '../../bitbucket/worlds/world';
import { branchName } from '../../core/branches/branch-name';
import type { ProjectRules } from '../../core/model';
import { isDeeper } from '../../core/nesting';
import { code, plain } from '../../core/words/names';
import { jsonText } from '../../core/words/visible';
import { currentBranch, originUrl, remotesOf, repositoryOfRemote } from './git';
import { bitbucketFor, usualPatience } from './bitbucket';
import type { GitCredential } from './git-credential';
import { atOf, folderOf, versionAsked } from './folder';
import { exit, fail, isFailure, type Io } from '../terminal/io';
import { textIn } from '../terminal/text';
import { isUuid } from '../../core/people/uuid';

/** Where the facts come from. */
export interface Source {
  get: Get;
  options: Omit<ReadOptions, 'branches'>;
  /** The saved world that answers, if one does. */
  world?: World;
  /** The folder that holds it, where it is one of many; absolute. */
  folder?: string;
  /** Set where Bitbucket is asked with the credential that git keeps. */
  ofGit?: GitCredential;
}

/** The options with which every command finds its facts. */
export interface SourceOptions {
  /** The file of a saved world, or a folder of them. */
  world?: string;
  /** Of a folder: the moment as of which it answers. */
  at?: string;
  members?: string;
  projectRules?: string;
}

/** The repository and branch given on the command line; both may be left out. */
export interface Named {
  repository?: string;
  branch?: string;
  /** Set where a single word was taken for the repository, but may have been meant as the branch. */
  alone?: boolean;
}

/**
 * Assigns the arguments: two are WS/REPO and BRANCH; one alone is WS/REPO where it has exactly one slash, else the
 * branch; `--branch` is the branch in every case. Fails where the branch is given twice.
 */
export function named(words: string[], branchOption: string | undefined): Named {
  const [first, second] = words;
  const single = first !== undefined && second === undefined;
  const aloneIsRepository = single && first.split('/').length === 2;
  const repository = single && !aloneIsRepository ? undefined : first;
  const branch = single && !aloneIsRepository ? first : second;
  if (branchOption !== undefined && branch !== undefined) {
    fail(exit.usage, `The branch is named twice: ${code(branch)} and ${code(`--branch ${branchOption}`)}.`);
  }
  const named = branchOption ?? branch;
  return {
    ...(repository !== undefined && { repository }),
    ...(named !== undefined && { branch: named }),
    ...(aloneIsRepository && branchOption === undefined && { alone: true }),
  };
}

/**
 * Asks about the repository that a single word names; where there is none of that name, and the word begins with a
 * remote of the clone, as git writes `origin/main`, about that branch of the clone's own repository. A saved world is
 * of another place.
 */
export async function inEitherMeaning(
  named: Named,
  { world }: SourceOptions,
  io: Io,
  ask: (named: Named, io: Io) => Promise<void>,
): Promise<void> {
  const { alone, repository = '' } = named;
  const mayBeBranch = alone && world === undefined && repositoryOfRemote(originUrl(io) ?? '') !== undefined;
  if (!mayBeBranch || !remotesOf(io).some(({ name }) => repository.startsWith(`${name}/`))) {
    await ask(named, io);
    return;
  }
  const once = sayingOnce(io);
  try {
    await ask(named, once);
  } catch (error) {
    if (!isFailure(error) || !error.noRepository) throw error;
    await ask({ branch: repository }, once);
  }
}

/** The same, where no line is written to standard error twice. */
function sayingOnce(io: Io): Io {
  const said = new Set<string>();
  const err = (text: string) => {
    if (!said.has(text)) io.err(text);
    if (text.endsWith('\n')) said.add(text);
  };
  return { ...io, err };
}

/**
 * The branch asked about, by its short name: the given one, else the one checked out. Fails where there is none, or Git
 * does not allow the name.
 */
export function branchAsked({ branch }: Named, io: Io): string {
  const written = branch ?? currentBranch(io);
  if (written === undefined) fail(exit.usage, 'Name a branch: no branch is checked out here.');
  if (written.startsWith('refs/heads/refs/tags/')) {
    fail(exit.usage, `${jsonText(written)} cannot be told from a tag here, so it is not judged.`);
  }
  return branchName(written) ?? fail(exit.usage, `Git does not allow a branch to be called ${jsonText(written)}.`);
}

/**
 * Where the facts come from: a saved world, or Bitbucket with the credential of the environment or of git. `patience`
 * is in milliseconds. Fails without a credential or repository.
 */
export function sourceOf(
  named: Named,
  { world: worldFile, at, ...supplied }: SourceOptions,
  io: Io,
  patience = usualPatience,
): Source {
  const common = commonOf(supplied, io);
  const moment = atOf(at, io);
  if (worldFile !== undefined) {
    const folder = folderOf(worldFile, io);
    if (folder) {
      const { world, place, readAt } = versionAsked(folder, named.repository, moment);
      return { ...savedSource(world, split(place), readAt, common), folder: folder.dir };
    }
    if (moment !== undefined) fail(exit.usage, noFolder);
    const world = readWorld(worldFile, io);
    return savedSource(world, repositoryInWorld(named, world, worldFile), world.savedAt, common);
  }
  if (moment !== undefined) fail(exit.usage, noFolder);
  const place = repositoryAsked(named, io);
  const { get, api, ofGit } = bitbucketFor(io, place, patience);
  return { get, options: { ...common, ...place, api, readAt: timeOfReading() }, ...(ofGit && { ofGit }) };
}

/** How every repository is read: with what was supplied, whichever it is. */
export function commonOf(
  { members: membersFile, projectRules: rulesFile }: Pick<SourceOptions, 'members' | 'projectRules'>,
  io: Io,
): Common {
  const suppliedMembers = membersFile === undefined ? {} : readMembers(membersFile, io);
  const projectRules = rulesFile === undefined ? undefined : readProjectRules(rulesFile, io);
  return { askGroups: true, noteCredential: true, suppliedMembers, ...(projectRules && { projectRules }) };
}

/** What does not depend on the repository that is read. */
export type Common = Omit<Source['options'], 'workspace' | 'slug' | 'viewer' | 'readAt'>;

/** What is said of `--at` beside anything but a folder. */
export const noFolder = '`--at` asks what was so at a moment: name a folder of readings with `--world DIR`.';

/** A saved world as the source of facts. `readAt` is as of when it answers, RFC 3339. */
export function savedSource(
  world: World,
  place: { workspace: string; slug: string },
  readAt: string | undefined,
  common: Common,
): Source {
  const { viewer } = world;
  return {
    get: getOf(world),
    options: { ...common, ...place, ...(viewer !== undefined && { viewer }), ...(readAt !== undefined && { readAt }) },
    world,
  };
}

/** A saved world, which has nothing to wait for, however long Bitbucket asked for. */
function getOf(world: World): Get {
  return retrying(
    worldGet(world),
    () => Promise.resolve(),
    undefined,
    () => true,
  );
}

/** What a question about the credential itself is asked of; a repository is not needed. */
export interface Reader extends Pick<Source, 'get' | 'world' | 'folder' | 'ofGit'> {
  /** The repository at hand, where there is one. */
  place?: { workspace: string; slug: string };
}

/** The credential's own replies, and the repository named or at hand. Fails without a credential. */
export function readerOf(repository: string | undefined, worldFile: string | undefined, io: Io): Reader {
  const folder = worldFile === undefined ? undefined : folderOf(worldFile, io);
  if (folder) {
    const { world, place } = versionAsked(folder, repository, undefined);
    return { get: getOf(world), world, folder: folder.dir, place: split(place) };
  }
  if (worldFile !== undefined) {
    const world = readWorld(worldFile, io);
    const [only, ...others] = repository === undefined ? repositoriesOf(world) : [repository];
    return { get: getOf(world), world, ...(only !== undefined && others.length === 0 && { place: split(only) }) };
  }
  const place = repository === undefined ? repositoryOfRemote(originUrl(io) ?? '') : split(repository);
  const { get, ofGit } = bitbucketFor(io, place);
  return { get, ...(ofGit && { ofGit }), ...(place && { place }) };
}

/**
 * The repository asked about: the given one, else that of `origin`. Fails where neither names one on Bitbucket Cloud.
 */
export function repositoryAsked(
  { repository }: Named,
  io: Pick<Io, 'cwd' | 'env'>,
): { workspace: string; slug: string } {
  if (repository !== undefined) return split(repository);
  const origin = originUrl(io);
  if (origin === undefined)
    fail(exit.usage, 'Name a repository as WS/REPO: there is no remote `origin` here to read it from.');
  return (
    repositoryOfRemote(origin) ??
    fail(exit.usage, 'Name a repository as WS/REPO: the remote `origin` is not on Bitbucket Cloud.')
  );
}

function repositoryInWorld({ repository }: Named, world: World, file: string): { workspace: string; slug: string } {
  if (repository !== undefined) return split(repository);
  const [only, ...others] = repositoriesOf(world);
  if (only === undefined) fail(exit.badInput, `The saved world ${plain(file)} holds no repository.`);
  if (others.length > 0)
    fail(exit.usage, `Name a repository as WS/REPO: the saved world holds ${[only, ...others].map(plain).join(', ')}.`);
  return split(only);
}

/** The two parts of WS/REPO. Fails where it is none. */
export function split(repository: string): { workspace: string; slug: string } {
  const [workspace, slug, ...more] = repository.split('/').map(decoded);
  if (!workspace || !slug || more.length > 0 || ![workspace, slug].every(isSegment)) {
    fail(exit.usage, `${jsonText(repository)} is not a repository: write WORKSPACE/REPOSITORY.`);
  }
  return { workspace, slug };
}

function readWorld(file: string, io: Io): World {
  const parsed = parseWorld(readText(file, io, 'file or folder'));
  if ('wrong' in parsed) fail(exit.badInput, `${plain(file)} is not a saved world: ${parsed.wrong}.`);
  return parsed.world;
}

/** Whether there is a file of this name, and it is a saved world. */
export function isWorldFile(file: string, { cwd }: Pick<Io, 'cwd'>): boolean {
  try {
    const from = path.resolve(cwd, file);
    return file !== '' && statSync(from).isFile() && 'world' in parseWorld(textIn(readFileSync(from)));
  } catch {
    return false;
  }
}

/** Whether it is known which repository is meant where none is named: that of the world, or of `origin`. */
export function isRepositoryAtHand(world: string | undefined, io: Io): boolean {
  const folder = world === undefined ? undefined : folderOf(world, io);
  if (folder) return folder.repositories().length === 1;
  if (world !== undefined) return repositoriesOf(readWorld(world, io)).length === 1;
  return repositoryOfRemote(originUrl(io) ?? '') !== undefined;
}

/** Whether it has the look of WS/REPO. */
export function looksLikeRepository(word: string): boolean {
  const parts = word.split('/').map(decoded);
  return parts.length === 2 && parts.every((part) => part !== '' && isSegment(part));
}

function readProjectRules(file: string, io: Io): ProjectRules {
  const supplied = suppliedRulesIn(jsonIn(readText(file, io)));
  if ('wrong' in supplied)
    fail(exit.badInput, `${plain(file)} is not a list of restrictions set on a project: ${supplied.wrong}.`);
  return { ...supplied, supplied: { setOn: 'project' } };
}

/** Another set of rules: all facts of a saved world, or restrictions alone. */
export type OtherRules = { source: Source } | Pick<ProjectRules, 'rules' | 'whole'>;

/** Reads a saved world or a file of restrictions. A world of several repositories is asked about the one of `like`. */
export function otherRules(file: string, like: Source, options: SourceOptions, io: Io): OtherRules {
  const value = jsonIn(readText(file, io));
  if (typeof value === 'object' && value !== null && 'replies' in value) {
    const { workspace, slug } = like.options;
    const repository = `${workspace}/${slug}`;
    const held = repositoriesOf(readWorld(file, io)).includes(repository);
    return { source: sourceOf(held ? { repository } : {}, { ...options, world: file }, io) };
  }
  const found = rulesInFile(value);
  if ('wrong' in found)
    fail(exit.badInput, `${plain(file)} is neither a saved world nor a list of branch restrictions: ${found.wrong}.`);
  return found;
}

/** The value of a JSON text; undefined, which no shape fits, where it is none or nested deeper than any list. */
export function jsonIn(text: string): unknown {
  try {
    return isDeeper(text, mostLevels) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const mostLevels = 100;

const membersSchema = byName(v.array(v.string()));

function readMembers(file: string, io: Io): Record<string, string[]> {
  const parsed = v.safeParse(membersSchema, jsonIn(readText(file, io)));
  if (parsed.success) return membersIn(parsed.output, file);
  return fail(exit.badInput, `${plain(file)} is not a list of members: it should look like {"devs": ["{uuid}"]}.`);
}

/** Somebody missing from a list counts as not in the group, so every entry must be a well-formed uuid. */
function membersIn(groups: Record<string, string[]>, file: string): Record<string, string[]> {
  const trimmed = Object.entries(groups).map(
    ([slug, members]) => [slug, members.map((member) => member.trim())] as const,
  );
  const [slug = '', odd] =
    trimmed.flatMap(([group, members]) => {
      const found = members.find((member) => !isUuid(member));
      return found === undefined ? [] : [[group, found] as const];
    })[0] ?? [];
  if (odd !== undefined)
    fail(exit.badInput, `${plain(file)} lists ${code(odd)} in ${code(slug)}, which is not a uuid.`);
  return Object.fromEntries(trimmed);
}

/** The text of a file; `what` else might stand there. Fails where it cannot be read. */
export function readText(file: string, { cwd }: Io, what = 'file'): string {
  if (file === '') fail(exit.usage, 'The name of a file is empty.');
  try {
    const from = path.resolve(cwd, file);
    // A device such as /dev/zero has no end.
    if (!statSync(from).isCharacterDevice()) return textIn(readFileSync(from));
  } catch (error) {
    const { code: why = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR'].includes(why)) fail(exit.badInput, `There is no ${what} ${plain(file)}.`);
  }
  return fail(exit.badInput, `${plain(file)} could not be read.`);
}
