import * as v from 'valibot';
import type { Gap, Listing } from '../../core/model';
import { amongMany, type RepositoryAmongMany } from '../../core/workspace/digest';
import { gapFrom } from '../port/gaps';
import { longest, pageOf, type Api } from '../port/paging';
import { isSegment } from '../port/path';
import type { Get, Reply } from '../port/port';
import { repositoryOf } from '../repository/repository';
import { readSome, trimmed } from './fields';

/** A repository of a workspace, and its entry in the list of all: what a reply for it alone would say. */
export interface Listed {
  repository: RepositoryAmongMany;
  body: unknown;
}

const ofRepository = [
  ...['type', 'uuid', 'full_name', 'name', 'slug', 'is_private', 'updated_on', 'mainbranch.type', 'mainbranch.name'],
  ...['project.type', 'project.key', 'project.name', 'project.uuid'],
  ...['workspace.type', 'workspace.uuid', 'workspace.slug'],
];

/**
 * Every repository of a workspace that the credential may see. An entry whose name cannot stand in a path, or that is
 * of another workspace, leaves a gap.
 */
export async function readRepositories(api: Api, workspace: string): Promise<Listing<Listed>> {
  let own = workspace;
  const trim = trimmed(ofRepository);
  return readSome(api, listPathOf(workspace), 'repository', ofRepository, (entry) => {
    const listed = namedIn(entry, own, trim);
    // Of a workspace that is asked for by uuid the first entry tells the name.
    own = listed?.repository.workspace ?? own;
    return listed;
  });
}

/** Why a workspace could not be read at all. */
export interface UnreadWorkspace {
  gap: Gap;
  status: number;
}

/** A page of a workspace's repositories, each with its uuid, and the next one. */
export interface RepositoryPage {
  repositories: Listed[];
  size?: number;
  next?: number;
}

/**
 * Some of the repositories of a workspace that Bitbucket shows the caller, the oldest first, so that new ones move none
 * to another page. Entries that cannot be understood are left out.
 */
export async function readRepositoryPage(
  get: Get,
  workspace: string,
  page: number,
): Promise<RepositoryPage | { unread: UnreadWorkspace }> {
  const query = `pagelen=${String(longest)}&sort=created_on&page=${String(page)}`;
  const reply = await get(`${listPathOf(workspace)}?${query}`);
  const read = pageOf(reply);
  if (!read) return { unread: unreadBy(reply) };
  const repositories = read.values.flatMap((entry) => listedIn(entry, workspace) ?? []);
  return {
    repositories: repositories.filter(({ repository }) => repository.id !== undefined),
    ...(typeof read.size === 'number' && { size: read.size }),
    ...(typeof read.next === 'string' && read.values.length > 0 && { next: page + 1 }),
  };
}

/** Why a list of repositories is not there, of which a page had this reply. */
export function unreadBy(reply: Reply): UnreadWorkspace {
  return { gap: gapFrom({ what: 'repository' }, reply), status: reply.status };
}

function listPathOf(workspace: string): string {
  return `/2.0/repositories/${encodeURIComponent(workspace)}`;
}

/** A repository as an entry of the list, or a reply for it alone, says it. It need not tell its name, or its uuid. */
function listedIn(body: unknown, workspace: string): Listed | undefined {
  const repository = repositoryOf(body, { workspace, slug: '' });
  return repository && { repository: amongMany({ repository }), body };
}

const named = v.object({ full_name: v.string() });

/**
 * The same where it can be asked for by its name, and no more of it than a list is asked for, as a hundred thousand may
 * be kept at once; else undefined.
 */
export function namedIn(body: unknown, workspace: string, trim = trimmed(ofRepository)): Listed | undefined {
  const listed = listedIn(body, workspace);
  if (!listed) return undefined;
  const { workspace: owner, slug, id } = listed.repository;
  const fullName = v.is(named, body) ? body.full_name : undefined;
  const isOwn = workspace.startsWith('{') || owner.toLowerCase() === workspace.toLowerCase();
  if (!isOwn || fullName !== listed.repository.fullName || ![owner, slug].every(isPlace)) return undefined;
  return { repository: { fullName, workspace: owner, slug, ...(id !== undefined && { id }) }, body: trim(body) };
}

/** Whether a text, once encoded, can stand in a path as a workspace or repository. */
export function isPlace(name: string): boolean {
  return name !== '' && isSegment(name);
}

/** What a repository is told from others by. */
export function keyOf({
  id,
  fullName,
}: {
  id?: string | undefined;
  fullName?: string | undefined;
}): string | undefined {
  return (id ?? fullName)?.toLowerCase();
}
