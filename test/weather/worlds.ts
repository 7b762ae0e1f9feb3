import { largeWorld } from '../../src/sandbox/bitbucket/large-world';
import { pathsIn, pullRequestsIn } from '../../src/sandbox/bitbucket/replies';
import { viewersOf, withoutAdministration } from '../../src/sandbox/bitbucket/viewers';
import type { World } from '../../src/bitbucket/worlds/world';
import { names, savedWorld } from '../bitbucket/saved-worlds';
import { peopleIn } from '../bitbucket/repository/people-in';
import { secretsOf, tellingWorld, type Secret } from '../forge/secrets';
import { listAt } from './run/bad-replies';
import type { AppSees, Viewer } from './plan';

/** Every world that there is weather over. The large one has several pages of everything. */
export const worldNames: string[] = [...names].sort().concat('large');

/** A world, and what is known about it beforehand. */
export interface Place {
  world: World;
  views: Partial<Record<Viewer, World>>;
  app: Record<AppSees, World>;
  people: string[];
  branches: string[];
  groups: Record<string, string[]>;
  pullRequests: number[];
  /** Paths of lists with something in them, and of everything. */
  lists: string[];
  paths: string[];
  secrets: Secret[];
}

const known = new Map<string, Place>();

/** A world by its name, made once. Every text in it that a person may write identifies people. */
export function placeNamed(name: string): Place {
  const before = known.get(name);
  if (before) return before;
  const place = placeOver(
    name === 'large'
      ? largeWorld({ people: 150, restrictions: 120, branches: 250, groups: 24 })
      : tellingWorld(savedWorld(name)),
  );
  known.set(name, place);
  return place;
}

function placeOver(world: World): Place {
  const paths = Object.keys(world.replies);
  const branches = `${pathsIn(world)?.repository ?? ''}/refs/branches`;
  const people = peopleIn(world);
  const large = people.length > 100;
  return {
    world,
    views: viewersOf(world),
    app: { all: world, 'what-everybody-may-see': withoutAdministration(world) },
    people: people.map(({ uuid }) => uuid),
    branches: (listAt(world, branches) ?? []).flatMap((one) =>
      (one as { name?: unknown } | null)?.name === undefined ? [] : [String((one as { name: unknown }).name)],
    ),
    groups: membersIn(world),
    pullRequests: pullRequestsIn(world),
    lists: paths.filter((path) => (listAt(world, path)?.length ?? 0) > 0),
    paths,
    // Of so many people some are called as branches and groups are.
    secrets: large
      ? people.flatMap(({ uuid, account_id = '' }) =>
          [uuid.replaceAll(/[{}]/g, ''), account_id].map((text) => ({ whose: uuid, text })),
        )
      : secretsOf(world),
  };
}

/** Who is in which group, where the world holds it. */
function membersIn({ replies }: World): Record<string, string[]> {
  const changed = Object.entries(replies).flatMap(([path, reply]) => {
    const slug = /^\/1\.0\/groups\/[^/]+\/([^/]+)\/members$/.exec(path)?.[1];
    const last = [reply].flat().at(-1);
    if (slug === undefined || last?.status !== 200 || !Array.isArray(last.body) || last.body.length === 0) return [];
    return [[decodeURIComponent(slug), (last.body as { uuid: string }[]).map(({ uuid }) => uuid)] as const];
  });
  return Object.fromEntries(changed);
}
