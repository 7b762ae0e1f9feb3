import type { Level, Model, Person, Repository, Rule, Workspace } from '../model';

/**
 * What somebody did to the workspace. Repositories and people are named by uuid, groups by slug, projects by key; a
 * permission of null takes it away.
 */
export type Edit =
  | { edit: 'rule-added'; repository: string; rule: Rule }
  | { edit: 'rule-changed'; repository: string; rule: Rule }
  | { edit: 'rule-removed'; repository: string; rule: number }
  | { edit: 'user-grant'; repository: string; person: string; level: Level | null }
  | { edit: 'group-grant'; repository: string; group: string; level: Level | null }
  | { edit: 'project-group-grant'; project: string; group: string; level: Level | null }
  | { edit: 'joined-group'; group: string; person: string }
  | { edit: 'left-group'; group: string; person: string }
  | { edit: 'joined'; person: Person; group: string }
  | { edit: 'left'; person: string }
  | { edit: 'main-branch'; repository: string; branch: string }
  | { edit: 'model'; repository: string; model: Model }
  | { edit: 'created'; repository: Repository }
  | { edit: 'renamed'; repository: string; slug: string }
  | { edit: 'deleted'; repository: string };

/** An edit, so many milliseconds after the beginning of the workspace. */
export type TimedEdit = Edit & { at: number };

type Doing = { [K in Edit['edit']]: (workspace: Workspace, edit: Extract<Edit, { edit: K }>) => void };

const doings: Doing = {
  'rule-added': (workspace, { repository, rule }) => {
    changeRules(workspace, repository, (rules) => [...rules, rule]);
  },
  'rule-changed': (workspace, { repository, rule }) => {
    changeRules(workspace, repository, (rules) => rules.map((one) => (one.id === rule.id ? rule : one)));
  },
  'rule-removed': (workspace, { repository, rule }) => {
    changeRules(workspace, repository, (rules) => rules.filter(({ id }) => id !== rule));
  },
  'user-grant': ({ repositories }, { repository, person, level }) => {
    grant(repositories.get(repository)?.users, person, level);
  },
  'group-grant': ({ repositories }, { repository, group, level }) => {
    grant(repositories.get(repository)?.groups, group, level);
  },
  'project-group-grant': ({ projects }, { project, group, level }) => {
    grant(projects.get(project)?.groups, group, level);
  },
  'joined-group': ({ groups }, { group, person }) => {
    groups.get(group)?.members.add(person);
  },
  'left-group': ({ groups }, { group, person }) => {
    groups.get(group)?.members.delete(person);
  },
  joined: ({ people, members, groups }, { person, group }) => {
    people.set(person.uuid, person);
    members.set(person.uuid, 'member');
    groups.get(group)?.members.add(person.uuid);
  },
  // What was given directly outlives the membership.
  left: ({ members, groups }, { person }) => {
    members.delete(person);
    for (const group of groups.values()) group.members.delete(person);
  },
  'main-branch': ({ repositories }, { repository, branch }) => {
    const found = repositories.get(repository);
    if (found) found.mainBranch = branch;
  },
  model: ({ repositories }, { repository, model }) => {
    const found = repositories.get(repository);
    if (found) found.model = model;
  },
  // A copy: what happens to it later is not part of this edit.
  created: ({ repositories }, { repository }) => {
    const { users, groups } = repository;
    repositories.set(repository.uuid, { ...repository, users: new Map(users), groups: new Map(groups) });
  },
  renamed: ({ repositories }, { repository, slug }) => {
    const found = repositories.get(repository);
    if (found) found.slug = slug;
  },
  deleted: ({ repositories }, { repository }) => {
    repositories.delete(repository);
  },
};

/** Makes the workspace as it is after the edit. */
export function apply(workspace: Workspace, { at, ...edit }: TimedEdit): void {
  // Each doing takes the edits of its own name.
  (doings[edit.edit] as (workspace: Workspace, edit: Edit) => void)(workspace, edit);
  const touched = 'repository' in edit && typeof edit.repository === 'string' ? edit.repository : undefined;
  const found = touched === undefined ? undefined : workspace.repositories.get(touched);
  if (found && (edit.edit === 'renamed' || edit.edit === 'main-branch')) found.updatedAt = at;
}

function changeRules({ repositories }: Workspace, id: string, change: (rules: Rule[]) => Rule[]): void {
  const found = repositories.get(id);
  if (found) found.rules = change(found.rules);
}

function grant(grants: Map<string, Level> | undefined, to: string, level: Level | null): void {
  if (level === null) grants?.delete(to);
  else grants?.set(to, level);
}
