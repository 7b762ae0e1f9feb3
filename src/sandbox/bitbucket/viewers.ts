import * as v from 'valibot';
import type { SavedReply, World } from '../../bitbucket/worlds/world';
import { bodyAt, grantsAt, pathsIn, rawRepository, rawUser, type RawUser } from './replies';

/** Through whose eyes a world is seen, with what Bitbucket tells them. */
export type Viewers = Partial<Record<'administrator' | 'developer', World>>;

const refused: SavedReply = {
  status: 403,
  body: { type: 'error', error: { message: 'Access denied. You must have admin access.' } },
};

/**
 * The world as it was saved, for whoever saved it, and what a developer among its people would have saved. Where the
 * saver is no administrator there is only that one viewer.
 */
export function viewersOf(world: World): Viewers {
  const level = viewerLevel(world);
  const whole = withOwnPermission(world, level);
  if (level !== undefined && level !== 'admin') return { developer: whole };
  const developer = developerAmong(world);
  return { administrator: whole, ...(developer && { developer: seenBy(world, developer) }) };
}

/** The effective permission of whoever saved the world, from their own list, else from the lists of all. */
function viewerLevel(world: World): string | undefined {
  const paths = pathsIn(world);
  if (!paths || world.viewer === undefined) return undefined;
  const permissionIn = (path: string) =>
    grantsAt(world, path).find(({ user }) => user.uuid === world.viewer)?.permission;
  const owns = permissionIn(paths.members) === 'owner' ? 'admin' : undefined;
  return permissionIn(paths.own) ?? permissionIn(paths.effective) ?? owns ?? permissionIn(paths.userGrants);
}

/** Somebody who may write but not administer, else somebody who may read. */
function developerAmong(world: World): { user: RawUser; permission: string } | undefined {
  const paths = pathsIn(world);
  if (!paths) return undefined;
  const effective = grantsAt(world, paths.effective);
  const people = (effective.length > 0 ? effective : grantsAt(world, paths.userGrants)).filter(
    ({ user }) => user.uuid !== world.viewer,
  );
  return (
    people.find(({ permission }) => permission === 'write') ?? people.find(({ permission }) => permission === 'read')
  );
}

/** Bitbucket shows restrictions, grants and the permissions of others to administrators only. */
function seenBy(world: World, { user, permission }: { user: RawUser; permission: string }): World {
  const paths = pathsIn(world);
  if (!paths) return world;
  const { replies } = withoutAdministration(world);
  return withOwnPermission(
    {
      ...world,
      viewer: user.uuid,
      replies: { ...replies, '/2.0/user': { status: 200, body: user }, [paths.own]: { status: 404 } },
    },
    permission,
  );
}

/**
 * The world for somebody, or an app, to whom Bitbucket shows nothing that is for administrators. What it told whoever
 * saved the world of their own permission to merge, nobody knows of others.
 */
export function withoutAdministration(world: World): World {
  const paths = pathsIn(world);
  if (!paths) return world;
  const { repository, restrictions, userGrants, groupGrants, effective, projects } = paths;
  const closed = Object.keys(world.replies).filter(
    (path) =>
      path.startsWith('/1.0/') ||
      path.startsWith(`${restrictions}/`) ||
      path.startsWith(`${repository}/permissions-config/`) ||
      (path.startsWith(projects) && path.includes('/permissions-config/')) ||
      /\/(override-settings|pipelines_config|branching-model\/settings)$/.test(path),
  );
  const answers = [...closed, restrictions, userGrants, groupGrants, effective].map((path) => [path, refused] as const);
  const told = Object.entries(world.replies)
    .filter(([path]) => path.endsWith('/mergeability/checks'))
    .map(([path, reply]) => [path, Array.isArray(reply) ? reply.map(ofOthers) : ofOthers(reply)] as const);
  return { ...world, replies: { ...world.replies, ...Object.fromEntries([...answers, ...told]) } };
}

const permissionToMerge = v.looseObject({ type: v.literal('current_user_permission_check') });

function ofOthers(reply: SavedReply): SavedReply {
  const body = v.safeParse(v.looseObject({ values: v.array(v.unknown()) }), reply.body);
  if (!body.success) return reply;
  const values = body.output.values.map((check) =>
    v.is(permissionToMerge, check) ? { ...check, status: 'UNKNOWN', blocking: false } : check,
  );
  return { ...reply, body: { ...body.output, values } };
}

/** The viewer's own list of repositories with this one in it, where the world does not hold it. */
function withOwnPermission(world: World, permission: string | undefined): World {
  const paths = pathsIn(world);
  const repository = paths && rawRepository(bodyAt(world, paths.repository));
  if (!paths || !repository || permission === undefined || bodyAt(world, paths.own) !== undefined) return world;
  const { name, full_name, uuid } = repository;
  const user = rawUser(bodyAt(world, '/2.0/user')) ?? { type: 'user', uuid: world.viewer };
  const entry = {
    type: 'repository_permission',
    permission,
    user,
    repository: { type: 'repository', name, full_name, uuid },
  };
  return { ...world, replies: { ...world.replies, [paths.own]: { status: 200, body: { values: [entry] } } } };
}
