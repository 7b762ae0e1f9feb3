import type { World } from '../../bitbucket/worlds/world';
import { hasList } from '../../core/rules/kinds';
import { at, firstNames, hex, lastNames, mulberry32, pick, some, uuid, words, type Random } from './seeded';

export { mulberry32 } from './seeded';

type Level = 'read' | 'write' | 'create-repo' | 'admin';
interface Person {
  type: 'user';
  uuid: string;
  display_name: string;
  nickname: string;
  account_id: string;
}
interface Group {
  type: 'group';
  slug: string;
  name: string;
  full_slug: string;
}
interface Grant<T> {
  to: T;
  level: Level;
}

const teams = [
  ...words('billing cart catalog checkout data gateway identity inventory mobile orders payments platform'),
  ...words('pricing reporting search security shipping storefront support web'),
];
const roles = words('developers leads release-managers testers operations');
const verbs = words('add cache drop fix move rename retry split test trace');
const things = words(
  'basket-total csv-export health-check image-upload login-page price-rounding session-cookie sitemap stock-level tax-rate',
);
const branchTypes = words('feature bugfix release hotfix');
const kinds = [
  ...words('push push push restrict_merges restrict_merges force delete require_approvals_to_merge'),
  ...words('require_passing_builds_to_merge require_tasks_to_be_completed'),
];
const rank: Record<Level, number> = { read: 1, write: 2, 'create-repo': 2, admin: 3 };
const repository = {
  type: 'repository',
  name: 'monolith',
  full_name: 'acme/monolith',
  uuid: '{7d1f6c0a-52b8-4e39-9c47-3a1be05d9f62}',
};
const refused = {
  status: 403,
  body: { type: 'error', error: { message: 'Access denied. You must have admin access.' } },
};
const workspace = { type: 'workspace', uuid: '{d94461d5-cacd-4425-bc75-237e25049ac0}', slug: 'acme', name: 'Acme' };
const project = { type: 'project', key: 'BIG', name: 'Monolith', uuid: '{2c9b7a44-8e15-4d03-a6f8-61c0d2e7b935}' };

/**
 * A large repository, acme/monolith, as a saved world: the same options give the same world. The effective permissions
 * follow from the grants, the groups and the ownership. One group in fifteen does not say who is in it. Throws a
 * RangeError for less than one of anything.
 */
export function largeWorld(
  options: { seed?: number; branches?: number; people?: number; groups?: number; restrictions?: number } = {},
): World {
  const { seed = 1, branches = 10_000, people = 5_000, groups = 60, restrictions = 200 } = options;
  for (const count of [branches, people, groups, restrictions])
    if (!(count >= 1)) throw new RangeError(`a large world needs at least one of everything, not ${String(count)}`);
  // A stream for each part, so that more branches do not bring other people.
  const everybody = makePeople(mulberry32(seed), people);
  const teamsOfAll = makeGroups(groups);
  const members = makeMembers(mulberry32(seed + 1), everybody, teamsOfAll);
  const grants = makeGrants(mulberry32(seed + 2), everybody, teamsOfAll);
  const effective = effectivePermissions(everybody, members, grants);
  const names = branchNames(mulberry32(seed + 3), branches);
  const viewer = at(everybody, 0);
  const listable = [...grants.repositoryGroups, ...grants.projectGroups]
    .filter(({ level }) => level !== 'read')
    .map(({ to }) => to);
  const writers = everybody.filter((person) => ['write', 'admin'].includes(effective.get(person) ?? 'none'));
  const path = '/2.0/repositories/acme/monolith';
  const ofWorkspace = '/2.0/workspaces/acme';
  const ofProject = `${ofWorkspace}/projects/${project.key}/permissions-config`;
  return {
    about: `A repository with ${String(branches)} branches, ${String(people)} people in ${String(groups)} groups and ${String(restrictions)} restrictions, made from the seed ${String(seed)}.`,
    savedAt: '2026-11-28T09:00:00Z',
    viewer: viewer.uuid,
    replies: {
      [path]: {
        status: 200,
        body: {
          ...repository,
          slug: 'monolith',
          scm: 'git',
          is_private: true,
          mainbranch: { type: 'branch', name: 'main' },
          project,
          workspace,
        },
      },
      [`${path}/refs/branches`]: listed(names.map((name) => ({ type: 'branch', name }))),
      [`${path}/branch-restrictions`]: listed(
        makeRestrictions(mulberry32(seed + 4), restrictions, writers, [...new Set(listable)]),
      ),
      [`${path}/effective-branching-model`]: { status: 200, body: branchingModel(names) },
      [`${path}/permissions-config/users`]: listed(
        grants.repositoryUsers.map(({ to, level }) => ({
          type: 'repository_user_permission',
          permission: level,
          user: to,
        })),
      ),
      [`${path}/permissions-config/groups`]: listed(
        grants.repositoryGroups.map(({ to, level }) => ({
          type: 'repository_group_permission',
          permission: level,
          group: to,
        })),
      ),
      [`${ofWorkspace}/permissions/repositories/monolith`]: listed(
        [...effective].map(([user, permission]) => ({ type: 'repository_permission', permission, user })),
      ),
      [`${ofWorkspace}/permissions`]: listed(
        everybody.map((user) => ({
          type: 'workspace_membership',
          permission: grants.owners.has(user) ? 'owner' : 'member',
          user,
        })),
      ),
      [`${ofProject}/users`]: listed(
        grants.projectUsers.map(({ to, level }) => ({ type: 'project_user_permission', permission: level, user: to })),
      ),
      [`${ofProject}/groups`]: listed(
        grants.projectGroups.map(({ to, level }) => ({
          type: 'project_group_permission',
          permission: level,
          group: to,
        })),
      ),
      '/2.0/user': { status: 200, body: viewer },
      '/2.0/user/workspaces/acme/permissions/repositories': listed([
        { type: 'repository_permission', permission: 'admin', user: viewer, repository },
      ]),
      ...Object.fromEntries(
        teamsOfAll.map((group, index) => [
          `/1.0/groups/acme/${group.slug}/members`,
          index % 15 === 4 ? refused : { status: 200, body: (members.get(group) ?? []).map(asMember) },
        ]),
      ),
    },
  };
}

function makePeople(random: Random, count: number): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const [given, family] = [pick(random, firstNames), pick(random, lastNames)];
    const nickname = `${given}.${family}${String(index)}`.toLowerCase();
    return {
      type: 'user',
      uuid: uuid(random),
      display_name: `${given} ${family}`,
      nickname,
      account_id: `62${hex(random, 22)}`,
    };
  });
}

function makeGroups(count: number): Group[] {
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / (teams.length * roles.length));
    const slug = `${at(teams, index)}-${at(roles, Math.floor(index / teams.length))}${round === 0 ? '' : `-${String(round + 1)}`}`;
    return {
      type: 'group',
      slug,
      name: slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' '),
      full_slug: `acme:${slug}`,
    };
  });
}

function makeMembers(random: Random, people: readonly Person[], groups: readonly Group[]): Map<Group, Person[]> {
  const members = new Map<Group, Person[]>(groups.map((group) => [group, []]));
  for (const person of people) {
    const joined = new Set(Array.from({ length: 1 + Math.floor(random() * random() * 4) }, () => pick(random, groups)));
    for (const group of joined) members.get(group)?.push(person);
  }
  return members;
}

function makeGrants(random: Random, people: readonly Person[], groups: readonly Group[]) {
  const users = { repositoryUsers: [] as Grant<Person>[], projectUsers: [] as Grant<Person>[] };
  const grants = {
    owners: new Set(people.slice(0, 4)),
    ...users,
    repositoryGroups: [] as Grant<Group>[],
    projectGroups: [] as Grant<Group>[],
  };
  for (const to of people) {
    if (random() < 0.03) grants.repositoryUsers.push({ to, level: pick(random, ['read', 'write', 'write', 'admin']) });
    if (random() < 0.01)
      grants.projectUsers.push({ to, level: pick(random, ['read', 'write', 'create-repo', 'admin']) });
  }
  groups.forEach((to, index) => {
    if (random() < 0.75)
      grants.repositoryGroups.push({
        to,
        level: index % 20 === 7 ? 'admin' : pick(random, ['read', 'write', 'write', 'write']),
      });
    if (random() < 0.2)
      grants.projectGroups.push({ to, level: pick(random, ['read', 'read', 'write', 'create-repo']) });
  });
  return grants;
}

/**
 * The highest of what each person has directly, through a group or as an owner; whoever has nothing is left out, as
 * Bitbucket does.
 */
function effectivePermissions(
  people: readonly Person[],
  members: ReadonlyMap<Group, readonly Person[]>,
  grants: ReturnType<typeof makeGrants>,
): Map<Person, string> {
  const highest = new Map<Person, number>();
  function raise(person: Person, level: Level): void {
    highest.set(person, Math.max(highest.get(person) ?? 0, rank[level]));
  }
  for (const owner of grants.owners) raise(owner, 'admin');
  for (const { to, level } of [...grants.repositoryUsers, ...grants.projectUsers]) raise(to, level);
  for (const { to, level } of [...grants.repositoryGroups, ...grants.projectGroups])
    for (const person of members.get(to) ?? []) raise(person, level);
  return new Map(
    people
      .filter((person) => highest.has(person))
      .map((person) => [person, at(['none', 'read', 'write', 'admin'], highest.get(person) ?? 0)]),
  );
}

function branchNames(random: Random, count: number): string[] {
  const names = new Set(['main', 'develop', 'production'].slice(0, count));
  for (let number = 1; names.size < count; number += 1) {
    const kind = random();
    const work = `${pick(random, verbs)}-${pick(random, things)}`;
    if (kind < 0.04) names.add(`release/${String(1 + (number % 9))}.${String(number)}`);
    else if (kind < 0.08) names.add(`hotfix/${String(1 + (number % 9))}.${String(number)}.1`);
    else if (kind < 0.2) names.add(`team/${pick(random, teams)}/${work}-${String(number)}`);
    else if (kind < 0.3) names.add(`user/${pick(random, firstNames).toLowerCase()}/${work}-${String(number)}`);
    else if (kind < 0.34) names.add(`${work}-${String(number)}-wip`);
    else names.add(`${kind < 0.75 ? 'feature' : 'bugfix'}/BIG-${String(number)}-${work}`);
  }
  return [...names].sort((a, b) => (a < b ? -1 : 1));
}

function makeRestrictions(
  random: Random,
  count: number,
  people: readonly Person[],
  groups: readonly Group[],
): object[] {
  const made = new Map<string, object>();
  for (let number = 0; made.size < count; number += 1) {
    const kind = number === 0 ? 'push' : pick(random, kinds);
    const match =
      number % 5 === 4
        ? {
            branch_match_kind: 'branching_model',
            branch_type: pick(random, [...branchTypes, 'development', 'production']),
            pattern: '',
          }
        : { branch_match_kind: 'glob', pattern: number === 0 ? 'main' : pattern(random, number) };
    const lists = hasList({ kind }) && random() < 0.95;
    const users = lists ? some(random, people, 4) : [];
    // Bitbucket keeps one restriction of a kind for a pattern or a branch type.
    const key = JSON.stringify([kind, match]);
    if (!made.has(key))
      made.set(key, {
        type: 'branchrestriction',
        id: 1000 + number,
        kind,
        ...match,
        users,
        groups: lists ? some(random, groups, 3) : [],
        value: /approvals|builds/.test(kind) ? 1 + (number % 3) : null,
      });
  }
  return [...made.values()];
}

function pattern(random: Random, number: number): string {
  const [team, thing, major] = [pick(random, teams), pick(random, things), String(1 + (number % 9))];
  const ofTeam = [
    `team/${team}/*`,
    `team/${team}/*-${thing}*`,
    `user/${pick(random, firstNames).toLowerCase()}/*`,
    `*-${thing}-*-wip`,
  ];
  const ofWork = [
    `release/${major}.*`,
    `hotfix/${major}.*`,
    `feature/*-${thing}`,
    `feature/BIG-${String(number)}*`,
    `bugfix/BIG-${String(number)}-*`,
  ];
  return pick(random, ['main', 'production', 'release/*', ...ofTeam, ...ofWork]);
}

function branchingModel(names: readonly string[]): object {
  const [development, production] = ['main', 'production'].map((name) => ({
    name,
    ...(names.includes(name) ? { branch: { type: 'branch', name } } : {}),
    use_mainbranch: name === 'main',
  }));
  return {
    type: 'effective_repo_branching_model',
    development,
    production,
    branch_types: branchTypes.slice(0, 3).map((kind) => ({ kind, prefix: `${kind}/` })),
  };
}

function listed(values: readonly object[]) {
  return { status: 200, body: { values } };
}

function asMember({ uuid, display_name, nickname, account_id }: Person): object {
  return { uuid, display_name, nickname, account_id, is_active: true, is_team: false };
}
