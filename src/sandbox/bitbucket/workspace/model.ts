/** A permission as Bitbucket's grants write it; `create-repo` is given on projects alone, and writes. */
export type Level = 'read' | 'write' | 'create-repo' | 'admin';

/** A person as Bitbucket writes one. */
export interface Person {
  type: 'user';
  uuid: string;
  display_name: string;
  nickname: string;
  account_id: string;
}

/** Who has which permission directly: people by uuid, groups by slug. */
export interface Grants {
  users: Map<string, Level>;
  groups: Map<string, Level>;
}

/** A branch restriction: as Bitbucket writes it, but people stand in it by uuid and groups by slug. */
export interface Rule {
  id: number;
  kind: string;
  branch_match_kind: 'glob' | 'branching_model';
  pattern: string;
  branch_type?: string;
  users: string[];
  groups: string[];
  value: number | null;
  pipelines_source_branches?: string[];
}

/** A branching model: the branches of two types, where these are set, and the prefixes of the others by kind. */
export interface Model {
  development: string;
  production?: string;
  types: Record<string, string>;
}

/** A project, with the grants on it. */
export interface Project extends Grants {
  key: string;
  name: string;
  uuid: string;
}

/** A repository with its settings. Times are milliseconds from the beginning of the workspace. */
export interface Repository extends Grants {
  uuid: string;
  slug: string;
  project: string;
  isPrivate: boolean;
  mainBranch: string | null;
  branches: string[];
  rules: Rule[];
  model: Model;
  createdAt: number;
  updatedAt: number;
  /** What is in the way of reading it: Bitbucket refuses the app, or answers nobody who asks for its restrictions. */
  fault?: 'app-refused' | 'failing';
}

/** A group and who is in it, by uuid. */
export interface Group {
  slug: string;
  name: string;
  members: Set<string>;
}

/** A workspace at one moment. People stay known after they left, as rules and grants may still name them. */
export interface Workspace {
  people: Map<string, Person>;
  /** Who is in it, by uuid. */
  members: Map<string, 'owner' | 'member'>;
  groups: Map<string, Group>;
  projects: Map<string, Project>;
  /** By uuid, in the order in which they were made. */
  repositories: Map<string, Repository>;
}

/** The names of the workspace, which never change. */
export const acme = {
  type: 'workspace',
  uuid: '{d94461d5-cacd-4425-bc75-237e25049ac0}',
  slug: 'acme',
  name: 'Acme',
} as const;

const rank: Record<Level, number> = { read: 1, write: 2, 'create-repo': 2, admin: 3 };
const byRank = ['none', 'read', 'write', 'admin'] as const;

/** A permission as it takes effect. */
export type Effective = 'read' | 'write' | 'admin';

/**
 * The highest of what everybody has on a repository directly, through a group, on the project or as an owner; whoever
 * has nothing is left out, as Bitbucket does.
 */
export function effectiveOn(workspace: Workspace, repository: Repository): Map<string, Effective> {
  const highest = new Map<string, number>();
  const raise = (person: string, level: Level) => highest.set(person, Math.max(highest.get(person) ?? 0, rank[level]));
  for (const [person, role] of workspace.members) if (role === 'owner') raise(person, 'admin');
  const project = workspace.projects.get(repository.project);
  for (const { users, groups } of [repository, ...(project ? [project] : [])]) {
    for (const [person, level] of users) raise(person, level);
    for (const [group, level] of groups)
      for (const person of workspace.groups.get(group)?.members ?? []) raise(person, level);
  }
  return new Map(
    [...highest].flatMap(([person, height]) => {
      const level = byRank[height];
      return level === undefined || level === 'none' ? [] : [[person, level] as const];
    }),
  );
}

/** The repository with this slug, if there is one. */
export function repositoryBySlug({ repositories }: Workspace, slug: string): Repository | undefined {
  return [...repositories.values()].find((one) => one.slug === slug);
}
