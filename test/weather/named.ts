import { repositoriesOf, type World } from '../../src/bitbucket/worlds/world';
import { restrictionOf } from '../../src/bitbucket/repository/restrictions';
import { repositoryOf } from '../../src/bitbucket/repository/repository';
import type { PullRequestUnknown, Resource, Unknown } from '../../src/core/model';
import { namesOf } from '../../src/core/repository';
import { unknownOf } from '../../src/core/words/gaps';
import { pathsIn } from '../../src/sandbox/bitbucket/replies';
import { placeOf } from '../forge/host';
import { listAt } from './run/bad-replies';
import type { Face } from './plan';

type What = Resource | PullRequestUnknown;

const ofLists: What[] = [
  'permissions',
  'user-grants',
  'group-grants',
  'project-user-grants',
  'project-group-grants',
  'workspace-members',
  'restrictions',
  'branching-model',
];
const ofPullRequest: What[] = [
  'pull-request',
  'pull-requests',
  'draft',
  'state',
  'participants',
  'tasks',
  'source-branch',
  'behind',
  'builds',
  'default-reviewers',
];
/** Whom a restriction names, which branches it covers, and what it stops. */
const inRestrictions = [
  'restriction-kind',
  'restriction-match',
  'exemptions',
  'pipelines-exception',
  'check-value',
] as const;

/**
 * Whether a gap, in words, names what a path failed to give. A few replies affect others: without the repository
 * nothing is read; without permissions and grants nobody can deduce who is in a group; and somebody who is not known to
 * administer is not shown what is for administrators.
 */
export function namesWhatFailed(world: World, path: string, face: Face): (gap: string) => boolean {
  const paths = pathsIn(world);
  const wheres = wheresOf(world);
  const phrases = new Set<string>();
  const add = (of: Unknown) => {
    for (const where of wheres)
      for (const because of ['truncated', 'forbidden'] as const) phrases.add(unknownOf({ of, because }, where));
  };
  for (const what of whatsOf(path, paths, face)) add({ what });
  const slug = /^\/1\.0\/groups\/[^/]+\/(.+)\/members$/.exec(path)?.[1];
  if (slug !== undefined) add({ what: 'members', group: decodeURIComponent(slug) });
  if (path === paths?.restrictions) {
    for (const entry of listAt(world, path) ?? []) {
      const restriction = restrictionOf(entry);
      if (restriction) for (const what of inRestrictions) add({ what, restriction });
    }
  }
  const carriesMembers =
    path === paths?.repository ||
    path === paths?.effective ||
    path === paths?.members ||
    /\/permissions-config\/(users|groups)$/.test(path);
  const [ofReadings = ''] = unknownOf(
    { of: { what: 'contradiction', readings: [{ says: 'not-listed' }, { says: 'owner' }] }, because: 'not-understood' },
    { fullName: '', workspace: '' },
  ).split(':');
  // Of two contradictory readings nobody can say which one failed.
  const isContradicted = carriesMembers || slug !== undefined || path === paths?.own || path === '/2.0/user';
  return (gap) =>
    phrases.has(gap) ||
    (carriesMembers && gap.startsWith('the members of `')) ||
    (isContradicted && gap.startsWith(`${ofReadings}:`));
}

function whatsOf(path: string, paths: ReturnType<typeof pathsIn>, face: Face): What[] {
  const project = /\/projects\/[^/]+\/permissions-config\/(users|groups)$/.exec(path)?.[1];
  if (project !== undefined) return [project === 'users' ? 'project-user-grants' : 'project-group-grants'];
  switch (path) {
    case paths?.repository:
      return ['repository', 'project', 'main-branch', 'viewer-permission', ...ofLists];
    case paths?.restrictions:
      return ['restrictions'];
    case paths?.userGrants:
      return ['user-grants'];
    case paths?.groupGrants:
      return ['group-grants'];
    case paths?.effective:
      return ['permissions', 'viewer-permission'];
    case paths?.members:
      return ['workspace-members'];
    case paths?.own:
      return face === 'pullRequest' ? ['viewer-permission', ...ofLists] : ['viewer-permission'];
    case '/2.0/user':
      return ['viewer', 'viewer-permission'];
    default:
  }
  const below = path.slice(paths?.repository.length ?? 0);
  if (below === '/effective-branching-model') return ['branching-model'];
  if (below === '/refs/branches') return ['branches', 'source-branch', 'behind'];
  if (below === '/commits') return ['behind'];
  if (below.endsWith('default-reviewers')) return ['default-reviewers'];
  if (below === '/pullrequests') return ['pull-requests'];
  if (/^\/pullrequests\/\d+$/.test(below)) return ofPullRequest;
  if (/^\/pullrequests\/\d+\/mergeability\/checks$/.test(below))
    return ['mergeability', 'reported-check', 'merge-queue'];
  const part = /^\/pullrequests\/\d+\/(\w+)$/.exec(below)?.[1];
  const parts: Record<string, What[]> = {
    comments: ['comments', 'general-comments'],
    statuses: ['builds', 'other-builds'],
    tasks: ['tasks'],
    commits: ['behind'],
  };
  return part === undefined ? [] : (parts[part] ?? []);
}

/** A repository may be called by its names or its uuids, and its project only where that was read. */
function wheresOf(world: World): { fullName: string; workspace: string; project?: { key: string; name: string } }[] {
  const [workspace = '', slug = ''] = repositoriesOf(world)[0]?.split('/') ?? [];
  const body = [world.replies[`/2.0/repositories/${workspace}/${slug}`] ?? []].flat().at(-1)?.body;
  const repository = repositoryOf(body, { workspace, slug });
  const uuids = placeOf(world);
  return [
    ...(repository ? [namesOf(repository)] : []),
    { fullName: `${workspace}/${slug}`, workspace },
    { fullName: `${uuids.workspace}/${uuids.slug}`, workspace: uuids.workspace },
  ];
}
