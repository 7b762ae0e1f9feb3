import * as v from 'valibot';
import { sameId } from '../../core/people/actor';
import { isRefused } from '../../core/people/everybody';
import { withProjectRules } from '../../core/people/project-rules';
import type {
  Fact,
  Facts,
  Gap,
  GroupGrant,
  Level,
  Listing,
  Person,
  ProjectRules,
  Repository,
  Restriction,
  Unknown,
  UserGrant,
} from '../../core/model';
import {
  onRepository,
  readOwnLevel,
  readRepository,
  withoutFilter,
  repositoryPathOf,
  type Place,
  type Unreadable,
} from './access';
import { branchQuery } from './branches';
import { gapFrom } from '../port/gaps';
import {
  accountOf,
  groupGrantOnProjectOf,
  groupGrantOnRepositoryOf,
  permissionOf,
  userGrantOnProjectOf,
  userGrantOnRepositoryOf,
} from './people';
import { readList, readObject, type Api, type ReadEntry } from '../port/paging';
import { noAnswer, bitbucketApi, type Get, type Reply } from '../port/port';
import { noting } from '../port/seen-credential';
import { branchingModelOf, branchNameOf } from './repository';
import { restrictionOf } from './restrictions';
import { readWorkspaceMembers } from './workspace-members';

/** What to read, beyond what every question needs. */
export interface ReadOptions extends Place {
  /** The API's address, off which no link is followed. */
  api?: string;
  /** Read the branches too: only a survey of all of them needs them. */
  branches: boolean;
  /** Whether the 1.0 endpoint may be asked who is in a group. Never in Forge. */
  askGroups: boolean;
  /** Read every member of the workspace, not only its owners: somebody asked about by name may have no permission. */
  everyMember?: boolean;
  /** At most this many pages of one list are read, where there is no time for all of them. */
  mostPages?: number;
  /**
   * Whether the facts say what Bitbucket tells of the credential that reads. Never in Forge, where that is the app's
   * and nobody pushes with it.
   */
  noteCredential?: boolean;
  /** Groups whose members are asked for beside those of restrictions and grants. */
  alsoGroups?: readonly string[];
  /** Members by group slug, as an administrator supplied them. */
  suppliedMembers?: Record<string, string[]>;
  /** Restrictions set on the project, as somebody supplied them. */
  projectRules?: ProjectRules;
  /** The uuid of the credential's owner, where it is known beforehand. */
  viewer?: string;
  /** When the reading began, RFC 3339. */
  readAt?: string;
}

/**
 * A repository's facts, or why the repository could not be read at all.
 */
export type ReadFacts = { facts: Facts } | { unreadable: Unreadable };

/**
 * Reads a repository's facts: everything independent in one round, the project's grants and group members in a second
 * as soon as their names are known, and workspace members who are not owners only where needed. Nothing is requested
 * twice, and how much is at the same time is for the port to say. What cannot be read is a gap; only without the
 * repository itself are there no facts.
 */
export async function readFacts(bare: Get, options: ReadOptions): Promise<ReadFacts> {
  const noted = noting(bare);
  let thrown: Promise<Reply> | undefined;
  const result = await readWith(async (path) => {
    if (thrown) return noAnswer;
    const reply = noted.get(path);
    return reply.catch(() => {
      thrown ??= reply;
      return noAnswer;
    });
  }, options);
  // Thrown once here: each request under way would otherwise leave a rejection that nobody awaits, and Node would end.
  if (thrown) await thrown;
  const credential = options.noteCredential === true ? noted.credential() : undefined;
  if (!('facts' in result) || !credential) return result;
  return { facts: { ...result.facts, credential } };
}

async function readWith(get: Get, options: ReadOptions): Promise<ReadFacts> {
  const api: Api = { get, base: options.api ?? bitbucketApi };
  const workspacePath = encodeURIComponent(options.workspace);
  const repositoryPath = repositoryPathOf(options);

  function list<T>(path: string, of: Unknown, read: ReadEntry<T>, query?: string): Promise<Listing<T>> {
    const { mostPages } = options;
    return readList(api, path, of, read, {
      ...(query !== undefined && { query }),
      ...(mostPages !== undefined && { mostPages }),
    });
  }

  const repositoryRead = readRepository(get, options);
  const restrictions = list(`${repositoryPath}/branch-restrictions`, { what: 'restrictions' }, restrictionOf);
  const modelReply = get(`${repositoryPath}/effective-branching-model`);
  const userGrants = list(
    `${repositoryPath}/permissions-config/users`,
    { what: 'user-grants' },
    userGrantOnRepositoryOf,
  );
  const groupGrants = list(
    `${repositoryPath}/permissions-config/groups`,
    { what: 'group-grants' },
    groupGrantOnRepositoryOf,
  );
  const permissionsRead = list(
    `/2.0/workspaces/${workspacePath}/permissions/repositories/${encodeURIComponent(options.slug)}`,
    { what: 'permissions' },
    permissionOf,
  );
  const permissions = Promise.all([permissionsRead, repositoryRead]).then(
    ([listing, read]): Listing<UserGrant> => ('repository' in read ? onRepository(listing, read.repository) : listing),
  );
  const viewer = readViewer(get, options.viewer);
  const refused = Promise.all([permissions, viewer]).then(([list, who]) =>
    isRefused({ permissions: list, viewer: who }),
  );
  const workspaceMembers = readWorkspaceMembers(api, options.workspace, options.everyMember === true || refused);
  const branches = options.branches
    ? list(`${repositoryPath}/refs/branches`, { what: 'branches' }, branchNameOf, branchQuery)
    : Promise.resolve({ items: [], gaps: [] });

  const projectGrants = repositoryRead.then(async (read): Promise<ProjectGrants> => {
    const project: Repository['project'] =
      'repository' in read ? read.repository.project : { known: false, gap: read.unreadable.gap };
    if (!project.known) {
      return { users: unread('project-user-grants', project.gap), groups: unread('project-group-grants', project.gap) };
    }
    if (project.value === null) return { users: { items: [], gaps: [] }, groups: { items: [], gaps: [] } };
    const key = encodeURIComponent(project.value.key);
    const path = `/2.0/workspaces/${workspacePath}/projects/${key}/permissions-config`;
    const users = list(`${path}/users`, { what: 'project-user-grants' }, userGrantOnProjectOf);
    const groups = list(`${path}/groups`, { what: 'project-group-grants' }, groupGrantOnProjectOf);
    return { users: await users, groups: await groups };
  });
  const viewerLevel = repositoryRead.then(async (read): Promise<Fact<Level>> => {
    if (!('repository' in read))
      return { known: false, gap: { of: { what: 'viewer-permission' }, because: 'not-offered' } };
    const own = await readOwnLevel(api, options.workspace, read.repository);
    // Where everybody's permissions were read whole, the viewer's own only shows whether both agree.
    return (await permissions).gaps.length > 0 ? withoutFilter(api, options.workspace, read.repository, own) : own;
  });

  const asked = new Map<string, Promise<Listing<Person>>>();
  function askMembers(slugs: string[]) {
    if (!options.askGroups) return;
    for (const slug of slugs) if (!asked.has(slug)) asked.set(slug, readMembers(get, workspacePath, slug));
  }
  const groupsListed = (rules: readonly Restriction[]) => rules.flatMap(({ groups }) => groups.map(({ slug }) => slug));
  askMembers([...groupsListed(options.projectRules?.rules ?? []), ...(options.alsoGroups ?? [])]);
  const groupsAsked = Promise.all([
    restrictions.then(({ items }) => {
      askMembers(groupsListed(items));
    }),
    groupGrants.then(({ items }) => {
      askMembers(items.map(({ group }) => group.slug));
    }),
    projectGrants.then(({ groups }) => {
      askMembers(groups.items.map(({ group }) => group.slug));
    }),
  ]);

  const read = await repositoryRead;
  if ('unreadable' in read) return read;
  const { repository } = read;
  await groupsAsked;
  const members = await Promise.all([...asked].map(async ([slug, listing]) => [slug, await listing] as const));
  const { users: projectUserGrants, groups: projectGroupGrants } = await projectGrants;
  const facts: Facts = {
    repository,
    viewer: await viewer,
    viewerLevel: await viewerLevel,
    restrictions: await restrictions,
    model: modelFact(await modelReply, repository),
    permissions: await permissions,
    userGrants: await userGrants,
    groupGrants: await groupGrants,
    projectUserGrants,
    projectGroupGrants,
    workspaceMembers: await workspaceMembers,
    members: Object.fromEntries(members),
    suppliedMembers: options.suppliedMembers ?? {},
    branches: await branches,
    ...(options.readAt !== undefined && { readAt: options.readAt }),
  };
  return { facts: options.projectRules ? withProjectRules(facts, options.projectRules) : facts };
}

interface ProjectGrants {
  users: Listing<UserGrant>;
  groups: Listing<GroupGrant>;
}

function unread(what: 'project-user-grants' | 'project-group-grants', gap: Gap): Listing<never> {
  return { items: [], gaps: [{ ...gap, of: { what } }] };
}

function modelFact(reply: Reply, { mainBranch }: Repository): Facts['model'] {
  const model = reply.status === 200 ? branchingModelOf(reply.body, mainBranch) : undefined;
  return model ? { known: true, value: model } : { known: false, gap: gapFrom({ what: 'branching-model' }, reply) };
}

/** The owner of the credential: who Bitbucket says, unless `id` is given and says otherwise. */
export async function readViewer(get: Get, id?: string): Promise<Fact<Person>> {
  const reply = await readObject(get, '/2.0/user', { what: 'viewer' }, accountOf);
  if (id !== undefined && !(reply.known && sameId(reply.value.id, id))) return { known: true, value: { id, name: id } };
  return reply.known ? { known: true, value: reply.value } : { known: false, gap: reply.gap };
}

const people = v.array(v.unknown());

/**
 * The 1.0 endpoint answers with a plain list. An empty one is a gap: it is also what it says when it does not know. A
 * gap keeps even the status 200, as that somebody was asked decides who can lift it.
 */
async function readMembers(get: Get, workspacePath: string, slug: string): Promise<Listing<Person>> {
  const of = { what: 'members', group: slug } as const;
  const reply = await get(`/1.0/groups/${workspacePath}/${encodeURIComponent(slug)}/members`);
  const parsed = reply.status === 200 ? v.safeParse(people, reply.body) : undefined;
  const answered = reply.status > 0 ? { status: reply.status } : {};
  if (!parsed?.success) return { items: [], gaps: [{ ...gapFrom(of, reply), ...answered }] };
  const items = parsed.output.map(accountOf).filter((item) => item !== undefined);
  if (parsed.output.length === 0) return { items, gaps: [{ of, because: 'not-offered', ...answered }] };
  return { items, gaps: items.length < parsed.output.length ? [{ of, because: 'not-understood', ...answered }] : [] };
}
