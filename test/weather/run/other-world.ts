import type { World } from '../../../src/bitbucket/worlds/world';
import { pathsIn } from '../../../src/sandbox/bitbucket/replies';
import { listAt } from './bad-replies';
import { isWorldFault, type Fault, type WorldFault } from '../plan';

/** The world that the replies with these faults describe. What is refused stays refused. */
export function otherWorld(world: World, faults: Fault[]): World {
  const replies = { ...world.replies };
  for (const fault of faults.filter(isWorldFault)) {
    const isList = fault.at.startsWith('/1.0/') ? Array.isArray(bodyOf(world, fault.at)) : listAt(world, fault.at);
    if (isList) replies[fault.at] = { status: 200, body: bodyAfter(world, fault) };
  }
  return { ...world, replies };
}

function bodyAfter(world: World, fault: WorldFault): unknown {
  if (fault.at.startsWith('/1.0/')) {
    const body = [world.replies[fault.at] ?? []].flat().at(-1)?.body;
    const members = Array.isArray(body) ? (body as unknown[]) : [];
    return fault.fault === 'left-out' ? without(members, fault.entries) : [];
  }
  if (fault.fault === 'list-of') return { values: listAt(world, fault.other) ?? [] };
  return { values: fault.fault === 'left-out' ? without(listAt(world, fault.at) ?? [], fault.entries) : [] };
}

function without(list: unknown[], entries: number[]): unknown[] {
  const gone = new Set(entries.map((entry) => entry % Math.max(1, list.length)));
  return list.filter((_, at) => !gone.has(at));
}

/** Replies that cannot all be true. */
export type Contradiction = string[];

type Raw = Record<string, unknown>;
const ranks: Record<string, number> = { none: 0, read: 1, write: 2, 'create-repo': 2, admin: 3 };

/**
 * What in these replies cannot all be true, worked out from the replies alone, by what Bitbucket documents of them: the
 * effective permission is the highest of all sources, an owner of the workspace administers, the main branch and those
 * of an open pull request exist; and an entry is of the type that its list holds. An entry that is an error, or a list
 * that is refused, contradicts nothing.
 */
export function contradictions(world: World): Contradiction[] {
  const paths = pathsIn(world);
  if (!paths) return [];
  const { repository, userGrants, groupGrants, effective, members, own } = paths;
  const found: Contradiction[] = [];
  const project = ((bodyOf(world, repository) as Raw | undefined)?.['project'] as Raw | null | undefined)?.['key'];
  const projectGrants = typeof project === 'string' ? `${paths.projects}${project}/permissions-config` : undefined;
  const levels = new Map(
    entries(world, effective).flatMap((entry) =>
      userOf(entry) === undefined ? [] : [[userOf(entry) ?? '', rankOf(entry)] as const],
    ),
  );
  const readEffective = listAt(world, effective) !== undefined && !isBroken(world, effective);

  const below = Object.keys(world.replies).flatMap((path) => {
    const [, part = ''] = /\/pullrequests\/\d+\/(\w+)$/.exec(path) ?? [];
    return part in belowPullRequest ? [[path, belowPullRequest[part] ?? []] as const] : [];
  });
  for (const [path, type] of [...Object.entries(types(paths, projectGrants)), ...below]) {
    if (entries(world, path).some((entry) => typeof entry['type'] === 'string' && !type.includes(entry['type'])))
      found.push([path, path]);
  }
  if (readEffective) {
    for (const path of [userGrants, ...(projectGrants === undefined ? [] : [`${projectGrants}/users`])]) {
      const higher = entries(world, path).filter((entry) => rankOf(entry) > (levels.get(userOf(entry) ?? '') ?? 0));
      if (higher.length > 0) found.push([path, effective]);
    }
    const owners = entries(world, members)
      .filter((entry) => entry['permission'] === 'owner')
      .map(userOf);
    if (owners.some((owner) => (levels.get(owner ?? '') ?? 0) < 3)) found.push([members, effective]);
    const groups = [groupGrants, ...(projectGrants === undefined ? [] : [`${projectGrants}/groups`])];
    for (const path of groups) {
      for (const grant of entries(world, path)) {
        const slug = String((grant['group'] as Raw | undefined)?.['slug']);
        const at = Object.keys(world.replies).find(
          (one) => one.startsWith('/1.0/') && one.endsWith(`/${slug}/members`),
        );
        const listed = at === undefined ? [] : (bodyOf(world, at) as Raw[] | undefined);
        const lower =
          Array.isArray(listed) && listed.some(({ uuid }) => (levels.get(String(uuid)) ?? 0) < rankOf(grant));
        if (at !== undefined && lower) found.push([path, at, effective]);
      }
    }
    found.push(...withoutSource());
    const mine = entries(world, own).find(
      (entry) =>
        (entry['repository'] as Raw | undefined)?.['full_name'] ===
        (bodyOf(world, repository) as Raw | undefined)?.['full_name'],
    );
    if (mine && world.viewer !== undefined && rankOf(mine) !== (levels.get(world.viewer) ?? 0))
      found.push([own, effective]);
  }
  const main = ((bodyOf(world, repository) as Raw | undefined)?.['mainbranch'] as Raw | null | undefined)?.['name'];
  const branches = `${repository}/refs/branches`;
  if (
    typeof main === 'string' &&
    listAt(world, branches) &&
    !entries(world, branches).some(({ name }) => name === main)
  )
    found.push([repository, branches]);
  found.push(...belowPullRequests());
  return found;

  /** People whose permission comes from nowhere. */
  function withoutSource(): Contradiction[] {
    const lists = [
      userGrants,
      groupGrants,
      members,
      ...(projectGrants === undefined ? [] : [`${projectGrants}/users`, `${projectGrants}/groups`]),
    ];
    if (lists.some((path) => listAt(world, path) === undefined || isBroken(world, path))) return [];
    const ofGroups = lists.flatMap((path) =>
      entries(world, path)
        .filter((entry) => 'group' in entry)
        .map(rankOf),
    );
    const direct = new Map<string, number>();
    for (const entry of lists.flatMap((path) => entries(world, path))) {
      const user = userOf(entry);
      if (user !== undefined)
        direct.set(user, Math.max(direct.get(user) ?? 0, entry['permission'] === 'owner' ? 3 : rankOf(entry)));
    }
    const orphans = [...levels].filter(([user, level]) => level > (direct.get(user) ?? 0) && !ofGroups.includes(level));
    return orphans.length > 0 ? [[...lists, effective]] : [];
  }

  function belowPullRequests(): Contradiction[] {
    return Object.keys(world.replies).flatMap((path): Contradiction[] => {
      if (!/\/pullrequests\/\d+$/.test(path)) return [];
      const body = bodyOf(world, path) as Raw | undefined;
      const destination = ((body?.['destination'] as Raw | undefined)?.['branch'] as Raw | undefined)?.['name'];
      const gone =
        body?.['state'] === 'OPEN' &&
        listAt(world, branches) !== undefined &&
        !entries(world, branches).some(({ name }) => name === destination);
      const hash = String(((body?.['source'] as Raw | undefined)?.['commit'] as Raw | undefined)?.['hash']);
      const commits = listAt(world, `${path}/commits`);
      const headless =
        commits !== undefined &&
        commits.length > 0 &&
        !entries(world, `${path}/commits`).some((one) => String(one['hash']).startsWith(hash));
      return [...(gone ? [[path, branches]] : []), ...(headless ? [[path, `${path}/commits`]] : [])];
    });
  }
}

const belowPullRequest: Record<string, string[]> = {
  commits: ['commit'],
  statuses: ['build'],
  comments: ['pullrequest_comment'],
  tasks: ['pullrequest_task'],
};

/** The types of entries that a list may hold. */
function types(
  paths: NonNullable<ReturnType<typeof pathsIn>>,
  projectGrants: string | undefined,
): Record<string, string[]> {
  return {
    [paths.restrictions]: ['branchrestriction', 'error'],
    [paths.userGrants]: ['repository_user_permission', 'error'],
    [paths.groupGrants]: ['repository_group_permission', 'error'],
    [paths.effective]: ['repository_permission', 'error'],
    [paths.members]: ['workspace_membership', 'workspace_permission', 'error'],
    [paths.own]: ['repository_permission', 'error'],
    [`${paths.repository}/refs/branches`]: ['branch', 'error'],
    ...(projectGrants !== undefined && {
      [`${projectGrants}/users`]: ['project_user_permission', 'error'],
      [`${projectGrants}/groups`]: ['project_group_permission', 'error'],
    }),
    [`${paths.repository}/pullrequests`]: ['pullrequest', 'error'],
    [`${paths.repository}/commits`]: ['commit', 'error'],
    [`${paths.repository}/effective-default-reviewers`]: ['default_reviewer', 'error'],
  };
}

function bodyOf({ replies }: World, path: string): unknown {
  const last = [replies[path] ?? []].flat().at(-1);
  return last?.status === 200 ? last.body : undefined;
}

function entries(world: World, path: string): Raw[] {
  return (listAt(world, path) ?? []).filter(
    (entry): entry is Raw => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
  );
}

function isBroken(world: World, path: string): boolean {
  return (listAt(world, path) ?? []).some(
    (entry) => typeof entry !== 'object' || entry === null || (entry as Raw)['type'] === 'error',
  );
}

function rankOf(entry: Raw): number {
  return ranks[String(entry['permission'])] ?? 0;
}

function userOf(entry: Raw): string | undefined {
  const uuid = (entry['user'] as Raw | undefined)?.['uuid'];
  return typeof uuid === 'string' ? uuid : undefined;
}
