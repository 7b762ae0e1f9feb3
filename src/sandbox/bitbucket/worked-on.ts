import * as v from 'valibot';
import type { World } from '../../bitbucket/worlds/world';
import { bodyAt, pathsIn, rawUser } from './replies';

const list = v.object({ values: v.array(v.looseObject({})) });

/** An entry of a list, as Bitbucket writes it. */
type Entry = v.InferOutput<typeof list>['values'][number];

/**
 * The world with other lists from the second time on that each is asked for: as if somebody worked on the settings of
 * the repository after they were first read. A list that the world does not hold stays as it is.
 */
export function workedOn(world: World): World {
  const paths = pathsIn(world);
  const viewer = rawUser(bodyAt(world, '/2.0/user'));
  if (!paths || !viewer) return world;
  const changes: readonly (readonly [path: string, change: (entries: Entry[]) => Entry[]])[] = [
    [paths.restrictions, (rules) => [...rules.map((rule) => changedRule(rule, viewer)), noDeletion]],
    [paths.userGrants, (grants) => grants.map(raised)],
    [paths.effective, (grants) => grants.map(raised)],
    [`${paths.repository}/refs/branches`, (branches) => [...branches.filter(({ name }) => name !== gone), come]],
  ];
  const later = changes.flatMap(([path, change]) => {
    const first = [world.replies[path] ?? []].flat()[0];
    const body = v.safeParse(list, first?.body);
    return first && body.success ? [[path, [first, { ...first, body: { values: change(body.output.values) } }]]] : [];
  });
  return { ...world, replies: { ...world.replies, ...(Object.fromEntries(later) as World['replies']) } };
}

const noDeletion: Entry = {
  type: 'branchrestriction',
  id: 23,
  kind: 'delete',
  branch_match_kind: 'glob',
  pattern: 'release/*',
  users: [],
  groups: [],
  value: null,
};
const gone = 'feature/search';
const come: Entry = { type: 'branch', name: 'feature/export' };

/** Whoever looks takes the place of the last on the list of the main branch; one approval fewer is asked for. */
function changedRule(rule: Entry, viewer: object): Entry {
  const { kind, pattern, users, value } = rule;
  if (kind === 'push' && pattern === 'main' && Array.isArray(users))
    return { ...rule, users: [...(users as unknown[]).slice(0, -1), viewer] };
  return kind === 'require_approvals_to_merge' && typeof value === 'number' ? { ...rule, value: value - 1 } : rule;
}

/** Who could read may write now. */
function raised(grant: Entry): Entry {
  return grant['permission'] === 'read' ? { ...grant, permission: 'write' } : grant;
}
