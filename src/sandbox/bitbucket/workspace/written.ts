import { bitbucketApi } from '../../../bitbucket/port/port';
import { acme, type Group, type Person, type Project, type Repository, type Rule, type Workspace } from './model';

/** An object of JSON. */
export type Json = Record<string, unknown>;

/** The workspace at a moment, and when it began, in milliseconds since 1970: so its times are dates. */
export interface Moment {
  workspace: Workspace;
  began: number;
}

function self(path: string): Json {
  return { links: { self: { href: `${bitbucketApi}/2.0/${path}` } } };
}

function time({ began }: Moment, at: number): string {
  return new Date(began + at).toISOString().replace('Z', '000+00:00');
}

/** A group as rules and grants write it; one that is gone keeps its slug as name. */
export function groupOf({ workspace }: Moment, slug: string): Json {
  const { name }: Pick<Group, 'name'> = workspace.groups.get(slug) ?? { name: slug };
  return { type: 'group', slug, name, full_slug: `${acme.slug}:${slug}` };
}

/** A person as Bitbucket writes one. */
export function personOf({ workspace }: Moment, id: string): Person | undefined {
  return workspace.people.get(id);
}

/** A project as repositories name it. */
export function projectOf({ key, name, uuid }: Project): Json {
  return { type: 'project', key, name, uuid, ...self(`workspaces/${acme.slug}/projects/${key}`) };
}

/** What grants and lists say of a repository. */
export function shortly({ slug, uuid }: Repository): Json {
  return { type: 'repository', name: slug, full_name: `${acme.slug}/${slug}`, uuid };
}

/** A repository, as its own address and the list of the workspace give it. */
export function repositoryOf(moment: Moment, repository: Repository): Json {
  const { slug, isPrivate, mainBranch, project: key, createdAt, updatedAt } = repository;
  const project = moment.workspace.projects.get(key);
  return {
    ...shortly(repository),
    ...self(`repositories/${acme.slug}/${slug}`),
    slug,
    scm: 'git',
    is_private: isPrivate,
    description: '',
    created_on: time(moment, createdAt),
    updated_on: time(moment, updatedAt),
    mainbranch: mainBranch === null ? null : { type: 'branch', name: mainBranch },
    ...(project && { project: projectOf(project) }),
    workspace: acme,
    owner: { type: 'team', uuid: acme.uuid, username: acme.slug, display_name: acme.name },
  };
}

/** A restriction, with people and groups as objects. */
export function ruleOf(moment: Moment, { slug }: Repository, { users, groups, ...rule }: Rule): Json {
  return {
    type: 'branchrestriction',
    ...rule,
    ...self(`repositories/${acme.slug}/${slug}/branch-restrictions/${String(rule.id)}`),
    users: users.flatMap((id) => personOf(moment, id) ?? []),
    groups: groups.map((group) => groupOf(moment, group)),
  };
}

/** The branching model with the branches that it names, as far as these exist. */
export function modelOf({ model, branches, mainBranch }: Repository): Json {
  const branch = (name: string): Json => ({
    name: mainBranch === null ? null : name,
    ...(branches.includes(name) && { branch: { type: 'branch', name } }),
    use_mainbranch: name === 'main',
  });
  const { development, production, types } = model;
  return {
    type: 'effective_repo_branching_model',
    development: branch(development),
    ...(production !== undefined && { production: branch(production) }),
    branch_types: Object.entries(types).map(([kind, prefix]) => ({ kind, prefix })),
  };
}
