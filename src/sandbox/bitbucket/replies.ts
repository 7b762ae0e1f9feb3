import * as v from 'valibot';
import type { Get } from '../../bitbucket/port/port';
import { repositoryPathOf } from '../../bitbucket/repository/access';
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

const maybeText = v.fallback(v.optional(v.string()), undefined);
const named = v.fallback(v.optional(v.looseObject({ name: maybeText })), undefined);
const side = v.fallback(v.optional(v.looseObject({ branch: named })), undefined);
const pullRequest = v.looseObject({
  title: maybeText,
  state: maybeText,
  draft: v.fallback(v.optional(v.boolean()), undefined),
  author: v.fallback(v.optional(v.looseObject({ display_name: maybeText })), undefined),
  source: side,
  destination: side,
});

/** What a pull request's own page shows of it; what is not as Bitbucket writes it is left out. */
/** A pull request as Bitbucket writes it; what is beside the named fields stays. */
export type RawPullRequest = v.InferOutput<typeof pullRequest>;

/** A repository as Bitbucket writes it. */
export type RawRepository = v.InferOutput<typeof repository>;
/** A person as Bitbucket writes one. */
export type RawUser = v.InferOutput<typeof user>;

/** A repository's reply, where it is one. */
export function rawRepository(body: unknown): RawRepository | undefined {
  const parsed = v.safeParse(repository, body);
  return parsed.success ? parsed.output : undefined;
}

/** Whether a repository has this slug; any has none. */
export function isCalled({ full_name }: RawRepository, slug: string | undefined): boolean {
  return slug === undefined || full_name?.split('/')[1] === slug;
}

/** A person's reply, where it is one. */
export function rawUser(body: unknown): RawUser | undefined {
  const parsed = v.safeParse(user, body);
  return parsed.success ? parsed.output : undefined;
}

/** What Bitbucket shows one reader of these pull requests, by number; those that it does not show are left out. */
export async function pullRequestsShown(
  get: Get,
  { full_name }: RawRepository,
  numbers: number[],
): Promise<Map<number, RawPullRequest>> {
  const [workspace, slug] = full_name?.split('/') ?? [];
  if (workspace === undefined || slug === undefined) return new Map();
  const entries = numbers.map(async (number) => {
    const { status, body } = await get(`${repositoryPathOf({ workspace, slug })}/pullrequests/${String(number)}`);
    const parsed = v.safeParse(pullRequest, status === 200 ? body : undefined);
    return parsed.success ? [[number, parsed.output] as const] : [];
  });
  return new Map((await Promise.all(entries)).flat());
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
