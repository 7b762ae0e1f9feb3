import { sameId } from '../../core/people/actor';
import type { Fact, Gap, Level, Listing, Repository, UserGrant } from '../../core/model';
import type { About } from './people';
import { readList, readObject, type Api, type ListOptions } from '../port/paging';
import type { Get, Reply } from '../port/port';
import { ownPermissionOf, repositoryOf, type OwnPermission } from './repository';

/** The workspace and repository of a path: slugs, or uuids in braces. */
export interface Place {
  workspace: string;
  slug: string;
}

/** Why a repository could not be read at all. */
export interface Unreadable {
  because: 'no-credential-accepted' | 'not-visible' | 'unreachable' | 'not-understood';
  status: number;
  gap: Gap;
}

/** The API path of a repository. */
export function repositoryPathOf({ workspace, slug }: Place): string {
  return `/2.0/repositories/${encodeURIComponent(workspace)}/${encodeURIComponent(slug)}`;
}

/** Reads the repository itself; without it there is nothing to judge. */
export async function readRepository(
  get: Get,
  place: Place,
): Promise<{ repository: Repository } | { unreadable: Unreadable }> {
  const read = await readObject(get, repositoryPathOf(place), { what: 'repository' }, (body) =>
    repositoryOf(body, place),
  );
  return read.known ? { repository: read.value } : { unreadable: unreadableBy(read.reply, read.gap) };
}

function unreadableBy({ status }: Reply, gap: Gap): Unreadable {
  return {
    because: status === 401 ? 'no-credential-accepted' : (unreadableFor[gap.because] ?? 'not-visible'),
    status,
    gap,
  };
}

const unreadableFor: Partial<Record<Gap['because'], Unreadable['because']>> = {
  unreachable: 'unreachable',
  truncated: 'unreachable',
  'not-understood': 'not-understood',
};

type Named = Pick<Repository, 'id' | 'fullName'>;

/**
 * The permission of the credential's owner on one repository, from whatever source. The list holds every repository of
 * the workspace, so we filter by the one; a server may ignore the filter.
 */
export function readOwnLevel(api: Api, workspace: string, repository: Partial<Named>): Promise<Fact<Level>> {
  return ownLevelAmong(api, workspace, repository, filterOf(repository));
}

/**
 * The same without the filter, where that was refused or found nothing: a filter by uuid is not among the documented
 * examples, and at least one client is known to have to do without it.
 */
export async function withoutFilter(
  api: Api,
  workspace: string,
  repository: Partial<Named>,
  filtered: Fact<Level>,
): Promise<Fact<Level>> {
  if (filtered.known || filterOf(repository) === '') return filtered;
  const { status, because } = filtered.gap;
  const refused = status === 400 || status === 403 || (status === undefined && because === 'not-found');
  return refused ? ownLevelAmong(api, workspace, repository, '') : filtered;
}

/** Pages of a workspace's repositories that are searched. */
const mostPages = 20;

/** The filter of a list of permissions for one repository; empty where its uuid is not known. */
export function filterOf({ id }: { id?: string | undefined }): string {
  return id === undefined ? '' : `&q=${encodeURIComponent(`repository.uuid="${id}"`)}`;
}

async function ownLevelAmong(
  api: Api,
  workspace: string,
  repository: Partial<Named>,
  filter: string,
): Promise<Fact<Level>> {
  const { items, gaps } = await readOwnLevels(api, workspace, { query: filter, mostPages });
  const own = items.find((entry) => isOf(entry, repository));
  const [gap] = gaps;
  if (own) return { known: true, value: own.level };
  return {
    known: false,
    gap: gap ?? {
      of: ofViewer,
      because: items.some((entry) => mayBe(entry, repository)) ? 'not-understood' : 'not-found',
    },
  };
}

const ofViewer = { what: 'viewer-permission' } as const;

/** The permissions of the credential's owner on the repositories of a workspace, as Bitbucket lists them. */
export async function readOwnLevels(
  api: Api,
  workspace: string,
  options: ListOptions,
): Promise<Listing<OwnPermission>> {
  const path = `/2.0/user/workspaces/${encodeURIComponent(workspace)}/permissions/repositories`;
  const own = await readList(api, path, ofViewer, ownPermissionOf, options);
  // The list of everybody's permissions looks the same, but is about many people.
  const isOfMany = new Set(own.items.flatMap(({ user }) => user ?? [])).size > 1;
  return isOfMany ? { items: [], gaps: [{ of: ofViewer, because: 'not-understood' }] } : own;
}

/** Whether an entry may be about this repository because neither uuids nor names can be compared. */
function mayBe({ repository: { uuid, full_name } }: { repository: About }, { id, fullName }: Partial<Named>): boolean {
  return (uuid === undefined || id === undefined) && (full_name === undefined || fullName === undefined);
}

/** Whether an entry is about this repository. Where both have a uuid, it decides, whatever the names. */
function isOf({ repository: { uuid, full_name } }: { repository: About }, { id, fullName }: Partial<Named>): boolean {
  if (uuid !== undefined && id !== undefined) return sameId(uuid, id);
  return full_name !== undefined && full_name.toLowerCase() === fullName?.toLowerCase();
}

/**
 * The grants of a list that are on this repository, or do not say on which: the list of a whole workspace has the same
 * entries. A grant on another repository leaves a gap.
 */
export function onRepository(listing: Listing<UserGrant & { about: About }>, repository: Named): Listing<UserGrant> {
  const own = listing.items.filter(
    ({ about }) => mayBe({ repository: about }, repository) || isOf({ repository: about }, repository),
  );
  const others: Gap[] =
    own.length < listing.items.length ? [{ of: { what: 'permissions' }, because: 'not-understood' }] : [];
  return { items: own.map(({ person, level }) => ({ person, level })), gaps: [...listing.gaps, ...others] };
}
