import type { Facts } from '../../core/model';
import type { RepositoryAmongMany } from '../../core/workspace/digest';
import { filterOf, repositoryPathOf, type Unreadable } from '../repository/access';
import { readFacts } from '../repository/read';
import { bitbucketApi, isTransient, type Reply } from '../port/port';
import { readList } from '../port/paging';
import { recording } from '../worlds/recording';
import type { World } from '../worlds/world';
import { namedIn, type Listed } from './repositories';
import type { SharedReading } from './shared';

/** How a repository is read. */
export interface ReadingOptions {
  /** The API's address, off which no link is followed. */
  base?: string;
  /** Read the branches too. */
  branches: boolean;
  /** Now, RFC 3339. */
  readAt: string;
  /** When the shared lists were read, RFC 3339; left out, now. */
  listsReadAt?: string;
}

/** A repository as it was read, and as a saved world. */
export interface RepositoryReading {
  world: World;
  read: { facts: Facts } | { unreadable: Unreadable };
  /** The status of a failure that may pass, where one left something unread: 0 where no answer came. */
  failed?: number;
  /** Whether Bitbucket took the credential for none. */
  refused: boolean;
}

/**
 * What Bitbucket says of a repository that the list of all leaves out, as the list would; else the reply in its place.
 * It is asked for by its uuid where that is known, as its name may have become another's.
 */
export async function readUnlisted(shared: SharedReading, place: RepositoryAmongMany): Promise<Listed | Reply> {
  const path = repositoryPathOf({ ...place, ...(place.id !== undefined && { slug: place.id }) });
  const reply = await shared.portOf(place)(path);
  if (reply.status !== 200) return reply;
  const found = namedIn(reply.body, place.workspace);
  const isSame = found && (place.id === undefined || found.repository.id?.toLowerCase() === place.id.toLowerCase());
  return isSame ? found : { ...reply, status: 404 };
}

/** Reads one repository of a workspace whose shared lists were read, in four requests where its own lists are short. */
export async function readOne(
  shared: SharedReading,
  listed: Listed,
  { base = bitbucketApi, branches, readAt, listsReadAt }: ReadingOptions,
): Promise<RepositoryReading> {
  let failed: number | undefined;
  let refused = false;
  const { repository: place } = listed;
  const port = shared.portOf(place, listed);
  const record = recording(async (path) => {
    const reply = await port(path);
    if (isTransient(reply)) failed = reply.status;
    // Whoever may read the repository may read its branching model: only a credential that is none may not.
    if (reply.status === 401 && path.endsWith('/effective-branching-model')) refused = true;
    return reply;
  });
  const read = await readFacts(record.get, {
    workspace: place.workspace,
    slug: place.slug,
    api: base,
    branches,
    askGroups: true,
    everyMember: true,
    noteCredential: true,
    readAt: listsReadAt ?? readAt,
  });
  const facts = 'facts' in read ? read.facts : undefined;
  const viewer = facts?.viewer.known === true ? facts.viewer.value : undefined;
  const { fullName } = place;
  const world: World = {
    about: `${fullName}, as ${viewer?.name ?? 'a credential of unknown owner'} may read it.`,
    repository: { fullName, ...(place.id !== undefined && { id: place.id }) },
    savedAt: readAt,
    ...(listsReadAt !== undefined && listsReadAt !== readAt && { listsReadAt }),
    ...(viewer && { viewer: viewer.id }),
    replies: record.replies(),
  };
  return { world, read, refused, ...(failed !== undefined && { failed }) };
}

/** The replies of a saved world that are answered for all repositories at once. */
export function sharedIn({ isShared }: SharedReading, { replies }: World): World['replies'] {
  return Object.fromEntries(Object.entries(replies).filter(([path]) => isShared(path)));
}

/** The same replies as they are now. What Bitbucket shows for all repositories at once is not asked again. */
export async function sharedNow(
  shared: SharedReading,
  place: RepositoryAmongMany,
  listed: Listed | undefined,
  world: World,
  base = bitbucketApi,
): Promise<World['replies']> {
  const { get, replies } = recording(shared.portOf(place, listed));
  const entry = (value: unknown) => value;
  for (const [path, reply] of Object.entries(sharedIn(shared, world))) {
    const asked = path.replaceAll('{', '%7B').replaceAll('}', '%7D');
    const last = [reply].flat().at(-1);
    const isList =
      asked.startsWith('/2.0/') && /\/(?:permissions(?:\/repositories(?:\/[^/]+)?)?|users|groups)$/.test(asked);
    // Where the list of all is not shown, one repository of it is asked for, as its reading does.
    const query = asked.startsWith('/2.0/user/') ? filterOf(place) : '';
    if (isList && last) await readList({ get, base }, asked, { what: 'permissions' }, entry, { query });
    else await get(asked);
  }
  return replies();
}

/** Whether everything in a saved world is what Bitbucket answered, and nothing a failure that may have passed. */
export function isComplete(world: World): boolean {
  return failuresIn(world).length === 0;
}

/** The paths of a saved world to which a failure that may have passed is the answer, or is in it. */
export function failuresIn({ replies }: World): string[] {
  return Object.entries(replies).flatMap(([path, reply]) =>
    [reply].flat().some(({ status, body }) => isTransient({ status }) || isCut(body)) ? [path] : [],
  );
}

function isCut(body: unknown): boolean {
  const values: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'values') : undefined;
  return (
    Array.isArray(values) &&
    values.some((entry) => typeof entry === 'object' && entry !== null && Reflect.get(entry, 'type') === 'error')
  );
}
