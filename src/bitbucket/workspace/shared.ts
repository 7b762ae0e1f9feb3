import type { Listing } from '../../core/model';
import type { RepositoryAmongMany } from '../../core/workspace/digest';
import { repositoryPathOf } from '../repository/access';
import { pageOf as readPage, type Api } from '../port/paging';
import { isTransient, type Get, type Reply } from '../port/port';
import { keeping } from './kept';
import { permissionsTrimmed, readAllPermissions, readOwnPermissions, type ByRepository } from './permissions';
import { isPlace, keyOf, readRepositories, unreadBy, type Listed, type UnreadWorkspace } from './repositories';

/*
 * Most of what is read of a repository is the same for all of a workspace, or comes in lists of all of it. It is read
 * once, and the reading of one repository is then given a port that answers with what Bitbucket said: its entry of the
 * list of repositories is the reply for it alone, and its entries of the list of permissions are the reply for its own.
 */

/** What was asked before, and is not to be asked again although the program was ended in between. */
export interface Memory {
  /** A reply that was kept, once: it is forgotten then. */
  recall: (path: string) => Reply | undefined;
  keep: (path: string, reply: Reply) => void;
}

/** A workspace whose shared lists were read. */
export interface SharedReading {
  /** As the credential asks for it: the slug, where Bitbucket told it. */
  workspace: string;
  /** Every repository that Bitbucket lists. */
  repositories: Listing<Listed>;
  /** Those that only the list of permissions names. */
  unlisted: RepositoryAmongMany[];
  /** The port for the reading of one repository; `listed` is its entry, where there is one. */
  portOf: (place: RepositoryAmongMany, listed?: Listed) => Get;
  /**
   * Whether a path of one repository's reading is answered from what was read for all; or would be, if Bitbucket showed
   * it for all: then it takes one request for each repository.
   */
  isShared: (path: string) => boolean;
  /** Asks again for what passed by as a failure. */
  forgetFailures: () => void;
}

/**
 * Reads what holds for all repositories of a workspace: the list of them, everybody's permissions, and those of the
 * credential's owner. Members of the workspace, grants of projects and members of groups are read when they are first
 * needed, each once.
 */
export async function readShared(
  { get: bare, base }: Api,
  asked: string,
  memory?: Memory,
): Promise<SharedReading | { unread: UnreadWorkspace }> {
  const kept = keeping();
  const strip: Get = async (path) => kept(await bare(path));
  const lists: Get = remembering(strip, kept, memory);
  const replies: Reply[] = [];
  const noting: Get = async (path) => {
    const reply = await lists(path);
    if (replies.length === 0 || replies.at(-1)?.status !== 200) replies.push(reply);
    return reply;
  };
  const repositories = await readRepositories({ get: noting, base }, asked);
  // Where the first page is refused in every way it is asked for, or is none, nothing was read.
  const last = replies.at(-1);
  if (last && !readPage(last)) return { unread: unreadBy(last) };
  const workspace = repositories.items[0]?.repository.workspace ?? asked;
  const [everybody, own] = await Promise.all([
    readAllPermissions({ get: lists, base }, workspace),
    readOwnPermissions({ get: lists, base }, workspace),
  ]);

  const known = new Set(repositories.items.flatMap(({ repository }) => keysOf(repository)));
  const unlisted = [...everybody.of.values(), ...own.of.values()].flatMap((one): RepositoryAmongMany[] => {
    const { fullName = '', id } = one;
    const [owner = '', slug = '', ...more] = fullName.split('/');
    const isOther = owner.toLowerCase() !== workspace.toLowerCase() || !isPlace(slug) || more.length > 0;
    const place = { fullName, workspace: owner, slug, ...(id !== undefined && { id }) };
    if (isOther || keysOf(place).some((key) => known.has(key))) return [];
    for (const key of keysOf(place)) known.add(key);
    return [place];
  });

  const once = onceEach(remembering(strip, kept, memory));
  const w = encodeURIComponent(workspace);
  const whole = new RegExp(
    `^(?:/2\\.0/user|/2\\.0/workspaces/${escaped(w)}/permissions|/2\\.0/workspaces/${escaped(w)}/projects/[^/]+/` +
      `permissions-config/(?:users|groups)|/1\\.0/groups/${escaped(w)}/[^/]+/members)$`,
  );
  const trim = permissionsTrimmed();
  const ownPath = `/2.0/user/workspaces/${w}/permissions/repositories`;
  const everybodyPath = new RegExp(`^/2\\.0/workspaces/${escaped(w)}/permissions/repositories/[^/]+$`);

  return {
    workspace,
    repositories,
    unlisted,
    portOf: (place, listed) => {
      const path = repositoryPathOf(place);
      const effective = everybody.isWhole ? entriesOf(everybody, place) : [];
      const ofViewer = entriesOf(own, place);
      return async (asking) => {
        const [bareAsked = ''] = asking.split('?');
        if (listed && bareAsked === path) return answer(listed.body);
        if (everybodyPath.test(bareAsked) && effective.length > 0) return answer(pageOf(effective));
        if (bareAsked === ownPath && own.isWhole) return answer(pageOf(ofViewer));
        if (whole.test(bareAsked)) return once.get(asking);
        const reply = await strip(asking);
        const isPermissions = everybodyPath.test(bareAsked) || bareAsked === ownPath;
        return isPermissions ? { ...reply, body: trim(reply.body) } : reply;
      };
    },
    isShared: (path) => {
      const plain = encodedBraces(path);
      const isOfRepository = /^\/2\.0\/repositories\/[^/]+\/[^/]+$/.test(plain);
      return isOfRepository || whole.test(plain) || plain === ownPath || everybodyPath.test(plain);
    },
    forgetFailures: once.forgetFailures,
  };
}

function entriesOf({ of }: ByRepository, place: RepositoryAmongMany): unknown[] {
  return keysOf(place).flatMap((key) => of.get(key)?.entries ?? []);
}

function keysOf({ fullName, id }: RepositoryAmongMany): string[] {
  return [keyOf({ id }), keyOf({ fullName })].filter((key) => key !== undefined);
}

function pageOf(values: unknown[]) {
  return { values, size: values.length };
}

function answer(body: unknown): Reply {
  return { status: 200, headers: {}, body };
}

/**
 * A port that first gives what is remembered. Failures that may pass are not kept, nor that a credential is none: the
 * next may be one.
 */
function remembering(get: Get, kept: (reply: Reply) => Reply, memory: Memory | undefined): Get {
  if (!memory) return get;
  return async (path) => {
    const before = memory.recall(path);
    if (before) return kept(before);
    const reply = await get(path);
    if (!isTransient(reply) && reply.status !== 401) memory.keep(path, reply);
    return reply;
  };
}

/** Asks each path once, until its failure is to be forgotten. */
function onceEach(get: Get): { get: Get; forgetFailures: () => void } {
  const asked = new Map<string, Promise<Reply>>();
  const failed = new Set<string>();
  return {
    get: (path) => {
      const before = asked.get(path);
      if (before) return before;
      const reply = get(path).then((one) => {
        if (isTransient(one)) failed.add(path);
        return one;
      });
      asked.set(path, reply);
      return reply;
    },
    forgetFailures: () => {
      for (const path of failed) asked.delete(path);
      failed.clear();
    },
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** Saved worlds write braces of uuids plainly. */
function encodedBraces(path: string): string {
  return path.replaceAll('{', '%7B').replaceAll('}', '%7D');
}
