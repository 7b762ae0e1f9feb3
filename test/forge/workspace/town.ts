import type { Get, Reply } from '../../../src/bitbucket/port/port';

/*
 * A workspace as Bitbucket would show it to each of its people and to the app: what is true of it can be changed at any
 * time, and what it does not answer too.
 */

export type Level = 'admin' | 'write' | 'read';

/** A branch restriction as REST writes it, people by name. */
export interface Rule {
  id: number;
  kind: string;
  pattern: string;
  users: string[];
}

/** What is true of a repository. */
export interface Home {
  slug: string;
  uuid: string;
  project: string;
  main: string;
  rules: Rule[];
  /** By the name of the person. */
  levels: Record<string, Level>;
}

export interface Town {
  homes: Home[];
  people: string[];
  owners: string[];
  /** Bitbucket as somebody sees it. */
  as: (who: string) => Get;
  /** Bitbucket as the app sees it. */
  app: Get;
  /** What is answered in place of the truth. */
  instead: (path: string, who: string) => Reply | undefined;
  /** Calls in an hour, as Bitbucket reports them; where it does, on every reply. */
  limit: number | undefined;
  /** Whether lists honour `q=permission="admin"`. */
  filters: boolean;
}

export const workspace = '{00000000-0000-4000-8000-0000000000aa}';

/** The uuid of a person, or of a repository, by its number. */
export function uuidOf(kind: 'person' | 'repository', at: number): string {
  return `{${kind === 'person' ? '1' : '2'}0000000-0000-4000-8000-${at.toString(16).padStart(12, '0')}}`;
}

/** A town of so many repositories. `owner` owns the workspace, `keeper` administers the first, `dev` may write. */
export function town(size: number, people = ['owner', 'keeper', 'dev', 'guest']): Town {
  const homes = Array.from(
    { length: size },
    (_, at): Home => ({
      slug: `repo-${String(at)}`,
      uuid: uuidOf('repository', at),
      project: `P${String(at % 3)}`,
      main: 'main',
      rules: [{ id: at * 10 + 1, kind: 'push', pattern: 'main', users: ['keeper'] }],
      levels: { owner: 'admin', dev: 'write', ...(at === 0 && { keeper: 'admin' }) },
    }),
  );
  const it: Town = {
    homes,
    people,
    owners: ['owner'],
    filters: true,
    limit: undefined,
    instead: () => undefined,
    as: (who) => (path) => Promise.resolve(limited(it, it.instead(path, who) ?? answer(it, path, who))),
    app: (path) => it.as('app')(path),
  };
  return it;
}

function limited({ limit }: Town, reply: Reply): Reply {
  if (limit === undefined) return reply;
  return { ...reply, headers: { 'x-ratelimit-limit': String(limit), ...reply.headers } };
}

/** A person as REST writes one. */
export function accountOf(it: Town, name: string) {
  return {
    type: 'user',
    uuid: uuidOf('person', it.people.indexOf(name)),
    display_name: nameOf(name),
    nickname: name,
    account_id: `account-${name}`,
  };
}

/** A name that nothing else holds. */
export function nameOf(name: string): string {
  return `Zz${name}zZ`;
}

const refused: Reply = { status: 403, headers: {}, body: { type: 'error', error: { message: 'no' } } };
const missing: Reply = { status: 404, headers: {}, body: { type: 'error', error: { message: 'no' } } };

function answer(it: Town, path: string, who: string): Reply {
  const url = new URL(path, 'https://api.bitbucket.org');
  const parts = url.pathname.split('/').slice(2).map(decodeURIComponent);
  const [area, first, ...rest] = parts;
  const list = (values: unknown[]) => pageOf(values, url);
  const levelOn = (home: Home): Level | undefined =>
    who === 'app' || it.owners.includes(who) ? 'admin' : home.levels[who];
  if (area === 'user' && first === undefined) return who === 'app' ? missing : ok(accountOf(it, who));
  if (area === 'user' && first === 'workspaces') {
    if (rest[0] !== workspace || !it.people.includes(who)) return refused;
    if (rest[1] === 'permission')
      return ok({
        type: 'workspace_membership',
        permission: it.owners.includes(who) ? 'owner' : 'member',
        workspace: { type: 'workspace', uuid: workspace },
      });
    const own = it.homes.flatMap((home) => {
      const level = levelOn(home);
      return level ? [{ ...entry(it, home, who, level), repository: { ...named(home) } }] : [];
    });
    const query = url.searchParams.get('q') ?? '';
    const uuid = /repository\.uuid="([^"]+)"/.exec(query)?.[1];
    const wanted = own
      .filter((one) => !it.filters || !query.includes('permission="admin"') || one.permission === 'admin')
      .filter((one) => !it.filters || uuid === undefined || one.repository.uuid === uuid);
    return list(wanted);
  }
  if (area === 'repositories') {
    if (first !== workspace) return missing;
    const [slug, ...below] = rest;
    if (slug === undefined) return list(it.homes.filter((home) => levelOn(home)).map(repository));
    const home = it.homes.find((one) => one.uuid === slug);
    const level = home && levelOn(home);
    if (!home || !level) return missing;
    const [what] = below;
    if (what === undefined) return ok(repository(home));
    if (what === 'effective-branching-model') return ok({ type: 'effective_repo_branching_model', branch_types: [] });
    if (level !== 'admin') return refused;
    if (what === 'branch-restrictions') return list(home.rules.map((rule) => restriction(it, rule)));
    return what === 'permissions-config' ? list([]) : missing;
  }
  if (area !== 'workspaces' || first !== workspace) return missing;
  const [what, kind, slug] = rest;
  if (what === 'projects') return list([]);
  if (kind === undefined)
    return list(
      it.people.map((name) => ({
        type: 'workspace_membership',
        permission: it.owners.includes(name) ? 'owner' : 'member',
        user: accountOf(it, name),
      })),
    );
  const home = it.homes.find((one) => one.uuid === slug);
  if (!home || levelOn(home) !== 'admin') return refused;
  return list(Object.entries(home.levels).map(([name, level]) => entry(it, home, name, level)));
}

function entry(it: Town, home: Home, name: string, permission: Level) {
  return { type: 'repository_permission', permission, user: accountOf(it, name), repository: named(home) };
}

function named({ slug, uuid }: Home) {
  return { type: 'repository', name: slug, full_name: `acme/${slug}`, uuid };
}

function repository(home: Home) {
  return {
    ...named(home),
    workspace: { type: 'workspace', slug: 'acme', uuid: workspace },
    project: {
      type: 'project',
      key: home.project,
      name: `Project ${home.project}`,
      uuid: `{p-${home.project}}`,
      links: {},
    },
    mainbranch: { type: 'branch', name: home.main },
    links: { self: { href: 'https://api.bitbucket.org/2.0/anything' } },
  };
}

function restriction(it: Town, { id, kind, pattern, users }: Rule) {
  return {
    type: 'branchrestriction',
    id,
    kind,
    branch_match_kind: 'glob',
    pattern,
    users: users.map((name) => accountOf(it, name)),
    groups: [],
  };
}

function ok(body: unknown): Reply {
  return { status: 200, headers: {}, body };
}

function pageOf(values: unknown[], url: URL): Reply {
  const pagelen = Math.min(100, Number(url.searchParams.get('pagelen') ?? 10));
  const page = Number(url.searchParams.get('page') ?? 1);
  const end = page * pagelen;
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  return ok({
    pagelen,
    page,
    size: values.length,
    values: values.slice(end - pagelen, end),
    ...(end < values.length && { next: next.href }),
  });
}
