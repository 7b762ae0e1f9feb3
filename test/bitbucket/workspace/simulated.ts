import type { Get, Reply } from '../../../src/bitbucket/port/port';

/** The clock of a test, in milliseconds since 1970. Waiting moves it. */
export interface SimulatedClock {
  now: () => number;
  wait: (milliseconds: number) => Promise<void>;
  /** Moves it on without anybody waiting. */
  pass: (milliseconds: number) => void;
}

/** A clock that begins at some moment. */
export function clockAt(time = '2026-11-20T08:00:00Z'): SimulatedClock {
  let now = Date.parse(time);
  return {
    now: () => now,
    wait: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** A repository as the simulated Bitbucket keeps it; tests change it in place. */
export interface SimulatedRepository {
  slug: string;
  id: string;
  project: string;
  mainBranch: string;
  restrictions: unknown[];
  users: [person: number, permission: string][];
  groups: [slug: string, permission: string][];
  /** Who has which effective permission. */
  effective: [person: number, permission: string][];
  prefix: string;
  branches: string[];
  updatedOn: string;
}

/** A workspace in memory. */
export interface Simulated {
  get: Get;
  repositories: SimulatedRepository[];
  people: { uuid: string; display_name: string; nickname: string; account_id: string; type: 'user' }[];
  projects: Map<string, { users: [number, string][]; groups: [string, string][] }>;
  groups: Map<string, number[]>;
  /** The paths that were asked for, in order, and when. */
  asked: { path: string; at: number }[];
  /** Given in place of the answer to a path, where this gives one. */
  instead: (path: string) => Reply | undefined;
  /** What is waited for before each reply. */
  delay: () => Promise<void>;
  /** Headers of each reply. */
  headers: () => Record<string, string>;
}

/** A list as far as pages are made of it. */
interface Entries {
  length: number;
  slice: (from: number, to: number) => unknown[];
}

function isEntries(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && 'slice' in value && 'length' in value;
}

/** How large a simulated workspace is. */
export interface SizeOptions {
  repositories: number;
  people?: number;
  /** People with a permission on each repository. */
  each?: number;
  projects?: number;
  groups?: number;
  clock?: SimulatedClock;
  workspace?: string;
  /** Whether `fields` is taken; else it is answered with 400. */
  fields?: boolean;
}

/** The uuid of something by its number. */
export function uuid(kind: string, number: number): string {
  return `{${kind.padEnd(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}}`;
}

/** Makes a workspace of some size, each part from its number alone, so that two of one size are alike. */
export function simulatedBitbucket({
  repositories: count,
  people: persons = 60,
  each = 10,
  projects: projectCount = 10,
  groups: groupCount = 12,
  clock = clockAt(),
  workspace = 'acme',
  fields = true,
}: SizeOptions): Simulated {
  const people = Array.from({ length: persons }, (_, at) => ({
    type: 'user' as const,
    uuid: uuid('a', at),
    display_name: `Person ${String(at)}`,
    nickname: `person-${String(at)}`,
    account_id: `557058:${String(at)}`,
  }));
  const groups = new Map(
    Array.from({ length: groupCount }, (_, at) => [
      `group-${String(at)}`,
      Array.from({ length: 5 }, (__, member) => (at * 5 + member) % persons),
    ]),
  );
  const projects = new Map(
    Array.from(
      { length: projectCount },
      (_, at): [string, { users: [number, string][]; groups: [string, string][] }] => [
        `P${String(at)}`,
        { users: [[at % persons, 'admin']], groups: [[`group-${String(at % groupCount)}`, 'write']] },
      ],
    ),
  );
  const repositories = Array.from({ length: count }, (_, at): SimulatedRepository => {
    const listed = [at % persons, (at + 7) % persons];
    return {
      slug: `repo-${String(at).padStart(5, '0')}`,
      id: uuid('b', at),
      project: `P${String(at % projectCount)}`,
      mainBranch: 'main',
      restrictions: [
        {
          type: 'branchrestriction',
          id: at * 10 + 1,
          kind: 'push',
          pattern: 'main',
          users: listed.map((one) => people[one]),
          groups: [groupOf(at % groupCount)],
        },
        { type: 'branchrestriction', id: at * 10 + 2, kind: 'force', pattern: '*', users: [], groups: [] },
      ],
      users: listed.map((one) => [one, 'write']),
      groups: [[`group-${String((at + 1) % groupCount)}`, 'write']],
      effective: Array.from({ length: Math.min(each, persons) }, (__, more) => [
        (at + more) % persons,
        more === 0 ? 'admin' : 'write',
      ]),
      prefix: 'feature/',
      branches: ['main', 'develop'],
      updatedOn: '2026-11-01T00:00:00Z',
    };
  });

  function groupOf(at: number) {
    return {
      type: 'group',
      slug: `group-${String(at)}`,
      full_slug: `${workspace}:group-${String(at)}`,
      name: `Group ${String(at)}`,
    };
  }
  const links = (of: string) => ({
    self: { href: `https://api.bitbucket.org/2.0/${of}` },
    avatar: { href: 'https://bitbucket.org/avatar' },
  });
  const person = (at: number) => ({ ...people[at], links: links(`users/${String(at)}`) });
  const group = (slug: string) => ({ ...groupOf(Number(slug.replace('group-', ''))), links: links(`groups/${slug}`) });

  function entryOf(one: SimulatedRepository) {
    return {
      type: 'repository',
      uuid: one.id,
      full_name: `${workspace}/${one.slug}`,
      name: one.slug,
      slug: one.slug,
      description: 'Anything at all.',
      size: Date.parse(one.updatedOn) % 1_000_003,
      is_private: true,
      updated_on: one.updatedOn,
      mainbranch: { type: 'branch', name: one.mainBranch },
      project: {
        type: 'project',
        key: one.project,
        name: `Project ${one.project}`,
        uuid: uuid('c', Number(one.project.slice(1))),
        links: links('p'),
      },
      workspace: { type: 'workspace', uuid: uuid('d', 0), slug: workspace, links: links('w') },
      owner: person(0),
      links: links(`repositories/${one.slug}`),
    };
  }

  function permissionsOn(one: SimulatedRepository): unknown[] {
    return one.effective.map(([who, permission]) => ({
      type: 'repository_permission',
      permission,
      user: person(who),
      repository: {
        type: 'repository',
        name: one.slug,
        full_name: `${workspace}/${one.slug}`,
        uuid: one.id,
        links: links('r'),
      },
    }));
  }

  /** The entries of everybody on every repository, of which only a page is made at a time. */
  function allPermissions(): Entries {
    return {
      length: repositories.reduce((sum, { effective }) => sum + effective.length, 0),
      slice: (from, to) => {
        const values: unknown[] = [];
        let before = 0;
        for (const one of repositories) {
          const after = before + one.effective.length;
          if (after > from && before < to)
            values.push(...permissionsOn(one).slice(Math.max(0, from - before), Math.max(0, to - before)));
          before = after;
        }
        return values;
      },
    };
  }

  /** The whole list or the object at a path; undefined where there is none. */
  function at(path: string, query: URLSearchParams): unknown {
    const parts = decodeURIComponent(path).split('/').slice(1);
    const [version, kind, ws, ...rest] = parts;
    if (version === '1.0') return (groups.get(rest[0] ?? '') ?? undefined)?.map(person);
    if (kind === 'user' && ws === undefined) return { ...person(0), type: 'user' };
    const q = query.get('q') ?? '';
    const own = (one: SimulatedRepository) =>
      permissionsOn(one).filter((entry) => (entry as { user: { uuid: string } }).user.uuid === people[0]?.uuid);
    if (kind === 'user') {
      const all = repositories.filter(({ id }) => q === '' || q === `repository.uuid="${id}"`);
      return all.flatMap((one) => {
        const [mine] = own(one);
        return [mine ?? { ...(permissionsOn(one)[0] as object), user: person(0), permission: 'admin' }];
      });
    }
    if (kind === 'workspaces' && ws === workspace) {
      if (rest.join('/') === 'permissions')
        return people
          .map((_, which) => ({
            type: 'workspace_membership',
            permission: which === 0 ? 'owner' : 'member',
            user: person(which),
          }))
          .filter(({ permission }) => q === '' || permission === 'owner');
      if (rest[0] === 'permissions' && rest[1] === 'repositories') {
        if (rest[2] === undefined) return allPermissions();
        const one = repositories.find(({ slug }) => slug === rest[2]);
        return one && permissionsOn(one);
      }
      const project = projects.get(rest[1] ?? '');
      if (rest[0] === 'projects' && rest[2] === 'permissions-config' && project)
        return rest[3] === 'users'
          ? project.users.map(([who, permission]) => ({
              type: 'project_user_permission',
              permission,
              user: person(who),
            }))
          : project.groups.map(([slug, permission]) => ({
              type: 'project_group_permission',
              permission,
              group: group(slug),
            }));
      return undefined;
    }
    if (kind !== 'repositories' || ws !== workspace) return undefined;
    if (rest.length === 0) return repositories.map(entryOf);
    const one = repositories.find(({ slug, id }) => slug === rest[0] || id === rest[0]);
    if (!one) return undefined;
    switch (rest.slice(1).join('/')) {
      case '':
        return entryOf(one);
      case 'branch-restrictions':
        return one.restrictions;
      case 'effective-branching-model':
        return {
          type: 'effective_repo_branching_model',
          development: { name: one.mainBranch, use_mainbranch: true },
          branch_types: [{ kind: 'feature', prefix: one.prefix }],
        };
      case 'permissions-config/users':
        return one.users.map(([who, permission]) => ({
          type: 'repository_user_permission',
          permission,
          user: person(who),
          links: links('u'),
        }));
      case 'permissions-config/groups':
        return one.groups.map(([slug, permission]) => ({
          type: 'repository_group_permission',
          permission,
          group: group(slug),
          links: links('g'),
        }));
      case 'refs/branches':
        return one.branches.map((name) => ({ type: 'branch', name, target: { hash: 'abc' } }));
      default:
        return undefined;
    }
  }

  const simulated: Simulated = {
    repositories,
    people,
    projects,
    groups,
    asked: [],
    instead: () => undefined,
    delay: () => Promise.resolve(),
    headers: () => ({ 'x-credential-type': 'api_token', 'x-ratelimit-limit': '1000' }),
    get: async (path) => {
      simulated.asked.push({ path, at: clock.now() });
      await simulated.delay();
      const headers = simulated.headers();
      const other = simulated.instead(path);
      if (other) return { ...other, headers: { ...headers, ...other.headers } };
      const url = new URL(path, 'https://api.bitbucket.org');
      if (url.searchParams.has('fields') && !fields)
        return { status: 400, headers, body: { type: 'error', error: { message: 'Invalid fields' } } };
      const value = at(url.pathname, url.searchParams);
      if (value === undefined)
        return { status: 404, headers, body: { type: 'error', error: { message: 'Not found' } } };
      if (!isEntries(value) || url.pathname.startsWith('/1.0/')) return { status: 200, headers, body: value };
      const pagelen = Math.min(100, Number(url.searchParams.get('pagelen') ?? 10));
      const page = Number(url.searchParams.get('page') ?? 1);
      const next = new URL(url);
      next.searchParams.set('page', String(page + 1));
      const values = value.slice((page - 1) * pagelen, page * pagelen);
      const body = {
        size: value.length,
        page,
        pagelen,
        values: partOf(values, url.searchParams.get('fields')),
        ...(page * pagelen < value.length && { next: next.href }),
      };
      return { status: 200, headers, body };
    },
  };
  return simulated;
}

/** Entries with nothing but the fields that were asked for. */
function partOf(values: unknown[], fields: string | null): unknown[] {
  if (fields === null) return values;
  const wanted = fields.split(',').flatMap((field) => (field.startsWith('values.') ? [field.slice(7).split('.')] : []));
  const pick = (value: unknown, paths: string[][]): unknown => {
    if (typeof value !== 'object' || value === null || paths.some(({ length }) => length === 0)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inside]): [string, unknown][] => {
        const below = paths.filter(([first]) => first === name).map((path) => path.slice(1));
        return below.length > 0 ? [[name, pick(inside, below)]] : [];
      }),
    );
  };
  return values.map((value) => pick(value, wanted));
}

/** The most requests in any hour, both ends included. */
export function mostInAnHour(asked: readonly { at: number }[]): number {
  const times = asked.map(({ at: time }) => time).sort((one, other) => one - other);
  let first = 0;
  let most = 0;
  for (const [place, time] of times.entries()) {
    while ((times[first] ?? 0) < time - 3_600_000) first++;
    most = Math.max(most, place - first + 1);
  }
  return most;
}
