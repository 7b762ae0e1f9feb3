import * as v from 'valibot';
import { repositoriesOf, type SavedReply, type World } from '../../bitbucket/worlds/world';

const text = v.exactOptional(v.string());
const repository = v.looseObject({
  uuid: text,
  full_name: text,
  name: text,
  project: v.nullish(v.looseObject({ uuid: text, key: text })),
  workspace: v.nullish(v.looseObject({ uuid: text, slug: text })),
});
const user = v.looseObject({ uuid: v.string(), account_id: text, display_name: text, nickname: text });
const grant = v.looseObject({ permission: v.string(), user });

/** A repository and a person as Bitbucket writes them; what is beside the named fields stays. */
export type RawRepository = v.InferOutput<typeof repository>;
export type RawUser = v.InferOutput<typeof user>;

/** A repository's reply, where it is one. */
export function rawRepository(body: unknown): RawRepository | undefined {
  const parsed = v.safeParse(repository, body);
  return parsed.success ? parsed.output : undefined;
}

/** A person's reply, where it is one. */
export function rawUser(body: unknown): RawUser | undefined {
  const parsed = v.safeParse(user, body);
  return parsed.success ? parsed.output : undefined;
}

/** Where a world's first repository and what belongs to it stand. Nothing where the world holds no repository. */
export function pathsIn(world: World) {
  const [workspace, slug] = repositoriesOf(world)[0]?.split('/') ?? [];
  if (workspace === undefined || slug === undefined) return undefined;
  const repository = `/2.0/repositories/${workspace}/${slug}`;
  return {
    repository,
    restrictions: `${repository}/branch-restrictions`,
    userGrants: `${repository}/permissions-config/users`,
    groupGrants: `${repository}/permissions-config/groups`,
    effective: `/2.0/workspaces/${workspace}/permissions/repositories/${slug}`,
    members: `/2.0/workspaces/${workspace}/permissions`,
    projects: `/2.0/workspaces/${workspace}/projects/`,
    own: `/2.0/user/workspaces/${workspace}/permissions/repositories`,
  };
}

/** What a path answers in the end: where replies are given in turn, the last one. */
export function bodyAt({ replies }: World, path: string): unknown {
  const last: SavedReply | undefined = [replies[path] ?? []].flat().at(-1);
  return last?.status === 200 ? last.body : undefined;
}

/** The people that a list of permissions or grants names; entries that do not fit are left out. */
export function grantsAt(world: World, path: string): { permission: string; user: RawUser }[] {
  const body = v.safeParse(v.object({ values: v.array(v.unknown()) }), bodyAt(world, path));
  return (body.success ? body.output.values : []).flatMap((entry) => {
    const parsed = v.safeParse(grant, entry);
    return parsed.success ? [parsed.output] : [];
  });
}

/** The numbers of the pull requests that the world holds, lowest first. */
export function pullRequestsIn(world: World): number[] {
  const paths = pathsIn(world);
  const numbers = Object.keys(world.replies).flatMap((path) => {
    const [, start, number] = /^(.*)\/pullrequests\/(\d+)$/.exec(path) ?? [];
    return start === paths?.repository && number !== undefined ? [Number(number)] : [];
  });
  return numbers.sort((a, b) => a - b);
}
