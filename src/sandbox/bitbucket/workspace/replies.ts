import type { SavedReply } from '../../../bitbucket/worlds/world';
import { decoded } from '../../../bitbucket/worlds/world';
import { acme, repositoryBySlug, type Effective, type Project, type Repository, type Workspace } from './model';
import { appAccount, type Reader, type Sight } from './readers';
import {
  groupOf,
  modelOf,
  personOf,
  projectOf,
  repositoryOf,
  ruleOf,
  shortly,
  type Json,
  type Moment,
} from './written';

/** Who asks, and what they are shown of the workspace as it is. */
export interface Asked extends Moment {
  reader: Reader;
  sight: Sight;
}

type Answer = (asked: Asked, ...names: string[]) => SavedReply;

const refused = failure(403, 'Access denied. You must have admin access.');
const invisible = failure(404, 'You may not have access to this repository or it no longer exists in this workspace.');
const notFound = failure(404, 'Resource not found');

/** What Bitbucket answers, by path: a star stands for one segment that is handed on. */
const answers: Readonly<Record<string, Answer>> = {
  '2.0/user': (asked) => ({ status: 200, body: accountOf(asked) }),
  '2.0/user/workspaces': (asked) =>
    listed([{ type: 'workspace_access', administrator: isMemberOwner(asked), workspace: acme }]),
  '2.0/user/workspaces/*/permission': (asked) => ({
    status: 200,
    body: {
      type: 'workspace_membership',
      permission: isMemberOwner(asked) ? 'owner' : 'member',
      user: accountOf(asked),
      workspace: acme,
    },
  }),
  '2.0/user/workspaces/*/permissions/repositories': (asked) =>
    listed(repositoriesOf(asked).flatMap((one) => ownOn(asked, one))),
  '2.0/workspaces/*': () => ({ status: 200, body: acme }),
  '2.0/workspaces/*/permissions': ({ workspace, ...asked }) =>
    listed(
      [...workspace.members].map(([id, role]) => ({
        type: 'workspace_membership',
        permission: role,
        user: personOf({ workspace, ...asked }, id),
        workspace: acme,
      })),
    ),
  '2.0/workspaces/*/permissions/repositories': (asked) =>
    asked.sight.isOwner ? listed(repositoriesOf(asked).flatMap((one) => everybodyOn(asked, one))) : refused,
  '2.0/workspaces/*/permissions/repositories/*': ofRepository('admin', (asked, one) => listed(everybodyOn(asked, one))),
  '2.0/workspaces/*/projects': ({ workspace }) => listed([...workspace.projects.values()].map(projectOf)),
  '2.0/workspaces/*/projects/*': ofProject(false, (_, project) => ({ status: 200, body: projectOf(project) })),
  '2.0/workspaces/*/projects/*/permissions-config/users': ofProject(true, (asked, { users }) =>
    listed(userGrants(asked, users, 'project_user_permission')),
  ),
  '2.0/workspaces/*/projects/*/permissions-config/groups': ofProject(true, (asked, { groups }) =>
    listed(groupGrants(asked, groups, 'project_group_permission')),
  ),
  '2.0/repositories/*': (asked) => listed(repositoriesOf(asked).map((one) => repositoryOf(asked, one))),
  '2.0/repositories/*/*': ofRepository('read', (asked, one) => ({ status: 200, body: repositoryOf(asked, one) })),
  '2.0/repositories/*/*/refs/branches': ofRepository('read', (_, { branches }) =>
    listed(branches.map((name) => ({ type: 'branch', name }))),
  ),
  '2.0/repositories/*/*/pullrequests': ofRepository('read', () => listed([])),
  '2.0/repositories/*/*/effective-branching-model': ofRepository('read', (_, one) => ({
    status: 200,
    body: modelOf(one),
  })),
  '2.0/repositories/*/*/branch-restrictions': ofRepository('admin', (asked, one) =>
    one.fault === 'failing'
      ? failure(500, 'Something went wrong.')
      : listed(one.rules.map((rule) => ruleOf(asked, one, rule))),
  ),
  '2.0/repositories/*/*/permissions-config/users': ofRepository('admin', (asked, { users }) =>
    listed(userGrants(asked, users, 'repository_user_permission')),
  ),
  '2.0/repositories/*/*/permissions-config/groups': ofRepository('admin', (asked, { groups }) =>
    listed(groupGrants(asked, groups, 'repository_group_permission')),
  ),
  '1.0/groups/*/*/members': ({ workspace, sight }, slug = '') => {
    const group = workspace.groups.get(slug);
    if (!sight.isOwner) return refused;
    if (!group) return notFound;
    const members = [...group.members].flatMap((id) => workspace.people.get(id) ?? []);
    return {
      status: 200,
      body: members.map(({ uuid, display_name, nickname, account_id }) => ({
        ...{ uuid, display_name, nickname, account_id },
        is_active: true,
        is_team: false,
      })),
    };
  },
};

const patterns = Object.entries(answers).map(([path, answer]) => ({ parts: path.split('/'), answer }));

/** What Bitbucket answers at this path, without its query; a list whole. The workspace answers to slug and uuid. */
export function replyAt(asked: Asked, path: string): SavedReply {
  const segments = path.split('/').slice(1).map(decoded);
  const found = patterns.find(
    ({ parts }) => parts.length === segments.length && parts.every((part, at) => part === '*' || part === segments[at]),
  );
  if (!found) return notFound;
  const [workspace, ...names] = segments.filter((_, at) => found.parts[at] === '*');
  if (workspace !== undefined && workspace.toLowerCase() !== acme.slug && workspace !== acme.uuid)
    return failure(404, `No workspace with identifier '${workspace}'.`);
  return found.answer(asked, ...names);
}

/** Every path that a reader of one repository asks for, with the members of every group named. */
export function pathsOf({ projects }: Workspace, { slug, project, rules, groups }: Repository): string[] {
  const repository = `/2.0/repositories/${acme.slug}/${slug}`;
  const workspace = `/2.0/workspaces/${acme.slug}`;
  const granted = [...groups.keys(), ...(projects.get(project)?.groups.keys() ?? [])];
  const named = new Set([...rules.flatMap((rule) => rule.groups), ...granted]);
  return [
    repository,
    ...['refs/branches', 'branch-restrictions', 'effective-branching-model'].map((part) => `${repository}/${part}`),
    ...['users', 'groups'].map((part) => `${repository}/permissions-config/${part}`),
    `${workspace}/permissions/repositories/${slug}`,
    `${workspace}/permissions`,
    ...['users', 'groups'].map((part) => `${workspace}/projects/${project}/permissions-config/${part}`),
    '/2.0/user',
    `/2.0/user/workspaces/${acme.slug}/permissions/repositories`,
    ...[...named].map((group) => `/1.0/groups/${acme.slug}/${group}/members`),
  ];
}

function repositoriesOf({ workspace, sight }: Asked): Repository[] {
  return [...workspace.repositories.values()].filter((one) => sight.level(one) !== undefined);
}

/** Nothing of a repository is shown to whoever may not read it, and what is for administrators to them alone. */
function ofRepository(least: 'read' | 'admin', answer: (asked: Asked, repository: Repository) => SavedReply): Answer {
  return (asked, name = '') => {
    const { workspace, sight } = asked;
    const repository = workspace.repositories.get(name) ?? repositoryBySlug(workspace, name.toLowerCase());
    const level = repository && sight.level(repository);
    if (!repository || level === undefined) return invisible;
    return least === 'admin' && level !== 'admin' ? refused : answer(asked, repository);
  };
}

function ofProject(forAdministrators: boolean, answer: (asked: Asked, project: Project) => SavedReply): Answer {
  return (asked, key = '') => {
    const project = [...asked.workspace.projects.values()].find((one) => one.key === key || one.uuid === key);
    if (!project) return notFound;
    return forAdministrators && !asked.sight.isOwner && !administers(asked, project) ? refused : answer(asked, project);
  };
}

function administers({ workspace, reader }: Asked, { users, groups }: Project): boolean {
  if ('app' in reader) return true;
  const through = [...groups].some(
    ([slug, level]) => level === 'admin' && workspace.groups.get(slug)?.members.has(reader.person),
  );
  return through || users.get(reader.person) === 'admin';
}

function isMemberOwner({ reader, sight }: Asked): boolean {
  return 'person' in reader && sight.isOwner;
}

/** What the list of the reader's own permissions says of a repository: nothing of a public one that gives them none. */
export function ownOn(asked: Asked, repository: Repository): Json[] {
  const { reader, sight } = asked;
  const level = 'app' in reader ? sight.level(repository) : sight.effective(repository).get(reader.person);
  return level === undefined ? [] : [permission(level, accountOf(asked), repository)];
}

function accountOf(asked: Asked): unknown {
  return 'app' in asked.reader ? appAccount : personOf(asked, asked.reader.person);
}

function everybodyOn(asked: Asked, repository: Repository): Json[] {
  return [...asked.sight.effective(repository)].map(([id, level]) =>
    permission(level, personOf(asked, id), repository),
  );
}

function permission(level: Effective, user: unknown, repository: Repository): Json {
  return { type: 'repository_permission', permission: level, user, repository: shortly(repository) };
}

function userGrants(asked: Asked, grants: ReadonlyMap<string, string>, type: string): Json[] {
  return [...grants].map(([id, level]) => ({ type, permission: level, user: personOf(asked, id) }));
}

function groupGrants(asked: Asked, grants: ReadonlyMap<string, string>, type: string): Json[] {
  return [...grants].map(([slug, level]) => ({ type, permission: level, group: groupOf(asked, slug) }));
}

function listed(values: readonly unknown[]): SavedReply {
  return { status: 200, body: { values } };
}

function failure(status: number, message: string): SavedReply {
  return { status, body: { type: 'error', error: { message } } };
}
