import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SavedReply, World } from '../../../src/bitbucket/worlds/world';
import { emptyFolder } from '../terminal';

/** When the workspace was read: on three mornings. */
export const [first, second, third] = ['2026-11-02', '2026-11-16', '2026-11-27'].map((day) => `${day}T08:00:00Z`) as [
  string,
  string,
  string,
];

/** Who works there, by first name. Oskar has left. */
export type Name = 'Ana' | 'Harvey' | 'Mei' | 'Tomás' | 'Priya' | 'Jonas' | 'Oskar';
const names: Record<Name, string> = {
  Ana: 'Ana Lovell',
  Harvey: 'Harvey Jones',
  Mei: 'Mei Tanaka',
  Tomás: 'Tomás Vidal',
  Priya: 'Priya Raman',
  Jonas: 'Jonas Weber',
  Oskar: 'Oskar Lind',
};

/** Somebody as Bitbucket writes them. */
export function person(name: Name) {
  const at = Object.keys(names).indexOf(name);
  const id = `{${String(at + 1).repeat(8)}-0000-4000-8000-000000000000}`;
  return { type: 'user', uuid: id, display_name: names[name], nickname: name.toLowerCase() };
}

/** A branch restriction: its kind, its pattern, and whom it lists. */
export interface Rule {
  id: number;
  kind: string;
  pattern: string;
  users?: Name[];
  groups?: string[];
  value?: number;
  pipelines?: string[];
}

/** What one reading of a repository shows. */
export interface Shown {
  slug: string;
  /** Tells it from others, whatever it is called. */
  number: number;
  main?: string;
  rules: Rule[];
  users: Partial<Record<Name, 'admin' | 'write' | 'read'>>;
  groups?: Record<string, 'admin' | 'write' | 'read'>;
  /** With these branches; left out, nobody asked for them. */
  branches?: string[];
}

const members: Record<string, Name[]> = {
  'release-managers': ['Mei', 'Priya'],
  developers: ['Tomás', 'Mei'],
  contractors: ['Jonas'],
};
const present: readonly Name[] = ['Ana', 'Harvey', 'Mei', 'Tomás', 'Priya', 'Jonas'];
const rank = { none: 0, read: 1, write: 2, admin: 3 };

/** The saved world of a repository. */
export function worldOf(shown: Shown, savedAt: string, unchangedSince = savedAt): World {
  const { slug, number, main = 'main', rules, users, groups = {}, branches } = shown;
  const at = `/2.0/repositories/acme/${slug}`;
  const repository = { type: 'repository', slug, name: slug, full_name: `acme/${slug}`, uuid: uuidOf(number) };
  const ok = (body: unknown): SavedReply => ({ status: 200, body });
  const list = (values: unknown[]) => ok({ values });
  const granted = Object.keys(users) as Name[];
  const levels = present.concat(granted.filter((name) => !present.includes(name))).flatMap((name) => {
    const through = Object.entries(groups).flatMap(([slug_, level]) => (members[slug_]?.includes(name) ? [level] : []));
    const all = [...through, ...(users[name] ? [users[name]] : []), ...(name === 'Ana' ? ['admin' as const] : [])];
    const [level] = all.toSorted((a, b) => rank[b] - rank[a]);
    return level ? [{ type: 'repository_permission', permission: level, user: person(name), repository }] : [];
  });
  const slugs = new Set([...Object.keys(groups), ...rules.flatMap((rule) => rule.groups ?? [])]);
  return {
    about: `acme/${slug}`,
    repository: { fullName: `acme/${slug}`, id: uuidOf(number) },
    savedAt,
    unchangedSince,
    viewer: person('Ana').uuid,
    replies: {
      [at]: ok({
        ...repository,
        is_private: true,
        mainbranch: { type: 'branch', name: main },
        project: { type: 'project', key: 'CORE', name: 'Core' },
        workspace: { type: 'workspace', slug: 'acme', uuid: uuidOf(999) },
      }),
      [`${at}/branch-restrictions`]: list(rules.map(restrictionOf)),
      [`${at}/effective-branching-model`]: ok({
        development: { name: main, branch: { name: main }, use_mainbranch: true },
        branch_types: [
          { kind: 'feature', prefix: 'feature/' },
          { kind: 'release', prefix: 'release/' },
        ],
      }),
      [`${at}/permissions-config/users`]: list(
        granted.map((name) => ({ type: 'repository_user_permission', permission: users[name], user: person(name) })),
      ),
      [`${at}/permissions-config/groups`]: list(
        Object.entries(groups).map(([group, permission]) => ({
          type: 'repository_group_permission',
          permission,
          group: groupOf(group),
        })),
      ),
      ...(branches && {
        [`${at}/refs/branches`]: list(branches.map((name) => ({ type: 'branch', name, target: { hash: 'abc' } }))),
      }),
      [`/2.0/workspaces/acme/permissions/repositories/${slug}`]: list(levels),
      '/2.0/workspaces/acme/permissions': list(
        present.map((name) => ({
          type: 'workspace_membership',
          permission: name === 'Ana' ? 'owner' : 'member',
          user: person(name),
        })),
      ),
      '/2.0/workspaces/acme/projects/CORE/permissions-config/users': list([]),
      '/2.0/workspaces/acme/projects/CORE/permissions-config/groups': list([]),
      ...Object.fromEntries(
        [...slugs].map((group) => [`/1.0/groups/acme/${group}/members`, ok((members[group] ?? []).map(person))]),
      ),
      '/2.0/user': ok(person('Ana')),
      '/2.0/user/workspaces/acme/permissions/repositories': list([
        { type: 'repository_permission', permission: 'admin', user: person('Ana'), repository },
      ]),
    },
  };
}

function restrictionOf({ id, kind, pattern, users = [], groups = [], value, pipelines }: Rule) {
  return {
    type: 'branchrestriction',
    id,
    kind,
    branch_match_kind: 'glob',
    pattern,
    users: users.map(person),
    groups: groups.map(groupOf),
    value: value ?? null,
    ...(pipelines && { pipelines_source_branches: pipelines }),
  };
}

function groupOf(slug: string) {
  return { type: 'group', slug, name: slug, full_slug: `acme:${slug}` };
}

function uuidOf(number: number): string {
  return `{${String(number).padStart(8, '0')}-0000-4000-8000-00000000feed}`;
}

const team = { Harvey: 'write', Tomás: 'write', Jonas: 'read' } as const;
const managed = { 'release-managers': 'write' } as const;
/** The rules of a repository with which nothing is wrong. */
const sound: Rule[] = [
  { id: 1, kind: 'push', pattern: 'main', users: ['Harvey', 'Tomás'] },
  { id: 2, kind: 'force', pattern: 'main' },
  { id: 3, kind: 'delete', pattern: 'main' },
];
const web: Shown = { slug: 'web', number: 1, rules: sound, users: team, groups: managed };
const webOfNovember: Shown = {
  ...web,
  rules: [
    { id: 1, kind: 'push', pattern: 'main', users: ['Harvey', 'Tomás'], groups: ['release-managers'] },
    ...sound.slice(1),
  ],
};
const withoutTomás = { Harvey: 'write', Jonas: 'read' } as const;

/** What a repository was over the readings: what each saw first, and until which it was the same. */
interface Told {
  file: string;
  versions: { shown: Shown; from: string; to: string }[];
  goneAt?: string;
}

const always = (shown: Shown): Told => ({ file: shown.slug, versions: [{ shown, from: first, to: third }] });

/** Twelve repositories of which eleven tell something, over three readings, and one that nobody may read. */
export const told: Told[] = [
  {
    file: 'web',
    versions: [
      { shown: web, from: first, to: first },
      { shown: webOfNovember, from: second, to: second },
      { shown: { ...webOfNovember, users: withoutTomás }, from: third, to: third },
    ],
  },
  always({ slug: 'api', number: 2, rules: [], users: team }),
  always({
    slug: 'billing',
    number: 3,
    rules: [{ id: 31, kind: 'push', pattern: 'main' }, ...sound.slice(1)],
    users: team,
  }),
  always({
    slug: 'legacy',
    number: 4,
    rules: [{ id: 41, kind: 'push', pattern: 'main', users: ['Harvey'] }, ...sound.slice(1)],
    users: team,
  }),
  always({
    slug: 'deploy',
    number: 5,
    rules: [{ id: 51, kind: 'push', pattern: 'main', pipelines: ['main'] }, ...sound.slice(1)],
    users: team,
  }),
  always({
    slug: 'shop',
    number: 6,
    rules: [{ id: 61, kind: 'push', pattern: 'main', users: ['Harvey', 'Oskar'] }, ...sound.slice(1)],
    users: { ...team, Oskar: 'admin' },
  }),
  always({
    slug: 'docs',
    number: 7,
    rules: [
      { id: 71, kind: 'push', pattern: 'main', users: ['Harvey', 'Tomás'], groups: ['contractors'] },
      ...sound.slice(1),
    ],
    users: team,
  }),
  always({
    slug: 'mobile',
    number: 8,
    rules: [...sound, { id: 84, kind: 'require_approvals_to_merge', pattern: 'main', value: 2 }],
    users: team,
  }),
  {
    file: 'infra',
    versions: [{ shown: { slug: 'infra', number: 9, rules: sound, users: team }, from: second, to: third }],
  },
  {
    file: 'old',
    versions: [{ shown: { slug: 'old', number: 10, rules: sound, users: team }, from: first, to: second }],
    goneAt: third,
  },
  {
    file: 'search',
    versions: [
      { shown: { slug: 'find', number: 11, rules: sound, users: team }, from: first, to: second },
      { shown: { slug: 'search', number: 11, rules: sound, users: team }, from: third, to: third },
    ],
  },
];

/** A folder as `read` fills it over the three readings. */
export function seededFolder(): string {
  const dir = path.join(emptyFolder(), 'readings');
  mkdirSync(dir);
  for (const { file, versions, goneAt } of told) {
    for (const [at, { shown, from, to }] of versions.entries()) {
      const isLast = at === versions.length - 1;
      const world = { ...worldOf(shown, to, from), ...(isLast && goneAt !== undefined && { goneAt }) };
      save(isLast && goneAt === undefined ? path.join(dir, `${file}.json`) : earlier(dir, file, from), world);
    }
  }
  save(path.join(dir, 'secret.json'), refused(12, 'secret'));
  return dir;
}

/** The world of a repository that nobody may read. */
export function refused(number: number, slug: string): World {
  const at = `/2.0/repositories/acme/${slug}`;
  return {
    about: `acme/${slug}`,
    repository: { fullName: `acme/${slug}`, id: uuidOf(number) },
    savedAt: third,
    unchangedSince: first,
    replies: { [at]: { status: 403, body: { type: 'error', error: { message: 'Access denied' } } } },
  };
}

function earlier(dir: string, file: string, from: string): string {
  return path.join(dir, 'earlier', file, `${from.replaceAll(':', '-')}.json`);
}

/** Writes a world where a folder has it. */
export function save(file: string, world: World): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(world, null, 2));
}
