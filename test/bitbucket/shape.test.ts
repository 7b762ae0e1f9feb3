import { allActors } from '../../src/core/people/actor';
import { describe, expect, test } from '@jest/globals';
import type { Get } from '../../src/bitbucket/port/port';
import { everyPart, readPullRequest } from '../../src/bitbucket/pull-request/pull-request';
import { worldGet, type World } from '../../src/bitbucket/worlds/world';
import { gather } from '../../src/core/cell/cell';
import { explainAmong } from '../../src/core/questions/explain';
import { explainMerge } from '../../src/core/questions/pull-request/explain-merge';
import { operations, type Facts, type Gap } from '../../src/core/model';
import type { PullRequestFacts } from '../../src/core/pull-request';
import { factsOf, read, savedWorld } from './saved-worlds';

/* Every endpoint gives, with 200, something that is no answer to the request. */

const saved = savedWorld('pull-requests');
const ofProject = '/2.0/workspaces/acme/projects/CORE/permissions-config';
const someone = { type: 'user', uuid: '{1f1d2c4e-0000-4000-8000-000000000007}', display_name: 'Someone' };
/** Nobody can tell what an empty list is a list of. */
const world = {
  ...saved,
  replies: {
    ...saved.replies,
    [`${ofProject}/users`]: {
      status: 200,
      body: { values: [{ type: 'project_user_permission', permission: 'read', user: someone }] },
    },
    [`${ofProject}/groups`]: {
      status: 200,
      body: {
        values: [
          { type: 'project_group_permission', permission: 'read', group: { type: 'group', slug: 'developers' } },
        ],
      },
    },
  },
};
/** Only Bitbucket says whose credential it is. */
const unowned: World = { about: world.about, savedAt: '2026-11-21T08:00:00Z', replies: world.replies };
const place = { workspace: 'acme', slug: 'web' };
const web = '/2.0/repositories/acme/web';
const bare = worldGet(world);
/**
 * Beside fixed answers, each endpoint gives the answers of all others: a repository in place of a branching model,
 * branches in place of grants.
 */
const endpoints: Record<string, (facts: Facts) => Gap[]> = {
  [`${web}/effective-branching-model`]: ({ model }) => (model.known ? model.value.gaps : [model.gap]),
  [`${web}/branch-restrictions`]: ({ restrictions }) => restrictions.gaps,
  [`${web}/permissions-config/users`]: ({ userGrants }) => userGrants.gaps,
  [`${web}/permissions-config/groups`]: ({ groupGrants }) => groupGrants.gaps,
  [`${web}/refs/branches`]: ({ branches }) => branches.gaps,
  '/2.0/workspaces/acme/permissions/repositories/web': ({ permissions }) => permissions.gaps,
  '/2.0/workspaces/acme/permissions': ({ workspaceMembers }) => workspaceMembers.gaps,
  [`${ofProject}/users`]: ({ projectUserGrants }) => projectUserGrants.gaps,
  [`${ofProject}/groups`]: ({ projectGroupGrants }) => projectGroupGrants.gaps,
  '/1.0/groups/acme/developers/members': ({ members }) => members['developers']?.gaps ?? [],
  '/2.0/user/workspaces/acme/permissions/repositories': ({ viewerLevel }) =>
    viewerLevel.known ? [] : [viewerLevel.gap],
  '/2.0/user': ({ viewer }) => (viewer.known ? [] : [viewer.gap]),
};

const below: Record<string, (pullRequest: PullRequestFacts) => Gap[]> = {
  statuses: ({ builds }) => builds.gaps,
  tasks: ({ openTasks }) => (openTasks.known ? [] : [openTasks.gap]),
  comments: ({ openComments }) => (openComments.known ? [] : [openComments.gap]),
  commits: ({ behind }) => (behind.known ? [] : [behind.gap]),
  [`${web}/effective-default-reviewers`]: ({ defaultReviewers }) => defaultReviewers.gaps,
  [`${web}/commits`]: ({ behind }) => (behind.known ? [] : [behind.gap]),
};

const fixed: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['an empty object', {}],
  ['an empty list', []],
  ['a number', 7],
  ['HTML', '<html><body>Down for maintenance</body></html>'],
  ['an error', { type: 'error', error: { message: 'Something went wrong' } }],
  ['an error that holds a list', { type: 'error', values: [], error: { message: 'Something went wrong' } }],
  ['an object that holds no list', { values: {} }],
  ['a list of empty objects', { values: [{}, {}] }],
  ['a plain list of errors', [{ type: 'error' }]],
  ['a branch', { type: 'branch', name: 'main', target: { type: 'commit', hash: 'a'.repeat(40), parents: [] } }],
  ['a project', { type: 'project', key: 'CORE', name: 'Core', uuid: '{5d4a5b4e-0000-4000-8000-000000000001}' }],
  [
    'a list of projects',
    { values: [{ type: 'project', key: 'CORE', name: 'Core', uuid: '{5d4a5b4e-0000-4000-8000-000000000001}' }] },
  ],
  ['a workspace', { type: 'workspace', slug: 'acme', uuid: '{d94461d5-cacd-4425-bc75-237e25049ac0}' }],
];

/** The port, with one endpoint that answers with something else. */
function instead(endpoint: string, answer: (query: string) => ReturnType<Get>): Get {
  return (path) => {
    const [before = '', query = ''] = path.split('?');
    return before === endpoint ? answer(query) : bare(path);
  };
}

/** Every wrong answer: the fixed ones, and those of the other endpoints. */
function wrongAnswers(endpoint: string): [string, (query: string) => ReturnType<Get>][] {
  const others = [web, `${web}/pullrequests`, `${web}/pullrequests/3`, ...Object.keys(endpoints)].filter(
    (one) => one !== endpoint,
  );
  return [
    ...fixed
      .filter(([, body]) => !(Array.isArray(body) && body.length === 0 && endpoint.startsWith('/1.0/')))
      .map(([what, body]): [string, (query: string) => ReturnType<Get>] => [
        what,
        () => Promise.resolve({ status: 200, headers: {}, body }),
      ]),
    // One person's own permissions look like everybody's of a repository that only they can see.
    ...others
      .filter((one) => !(endpoint.endsWith('/permissions/repositories/web') && one.startsWith('/2.0/user/workspaces/')))
      .filter((one) => !(endpoint === '/2.0/user' && one.startsWith('/1.0/')))
      .map((one): [string, (query: string) => ReturnType<Get>] => [
        `the answer of ${one}`,
        (query) => bare(`${one}?${query}`),
      ]),
  ];
}

function verdictsOf(facts: Facts, actors: ReturnType<typeof allActors>): string[] {
  const gathered = gather(facts);
  return actors.flatMap((actor) =>
    ['main', 'feature/behind', 'release/9'].flatMap((branch) =>
      operations.map((operation) => explainAmong(gathered, { actor, operation, branch }).verdict),
    ),
  );
}

function expectHeld(verdicts: string[], calm: string[]) {
  expect(verdicts.map((verdict, at) => (verdict === 'unknown' ? calm[at] : verdict))).toEqual(calm);
}

test.each(wrongAnswers(web))('the repository: %s is no repository', async (_, answer) => {
  const result = await read(world, instead(web, answer));
  expect(result).toMatchObject({
    unreadable: { because: 'not-understood', gap: { of: { what: 'repository' }, because: 'not-understood' } },
  });
});

test('a repository by another uuid than was asked for is not the one', async () => {
  const { repository } = await factsOf(world);
  const other = { type: 'repository', uuid: '{0e08f94b-6681-43c1-82e6-c86606d89be5}', full_name: 'acme/web' };
  const get: Get = (path) =>
    /repositories\/[^/]+\/[^/?]+$/.test(path) ? Promise.resolve({ status: 200, headers: {}, body: other }) : bare(path);
  const result = await read(world, get, { workspace: 'acme', slug: repository.id ?? '' });
  expect(result).toMatchObject({ unreadable: { because: 'not-understood' } });
});

describe.each(Object.entries(endpoints))('%s', (endpoint, gapsOf) => {
  test.each(wrongAnswers(endpoint))('%s: a gap, and no verdict turns', async (_, answer) => {
    const calm = await factsOf(unowned);
    const facts = await factsOf(unowned, instead(endpoint, answer));
    expect(gapsOf(facts).map(({ because }) => because)).toContain('not-understood');
    const actors = allActors(calm);
    expectHeld(verdictsOf(facts, actors), verdictsOf(calm, actors));
  });
});

describe.each(Object.entries(below))('below a pull request, %s', (name, gapsOf) => {
  const endpoint = name.startsWith('/') ? name : `${web}/pullrequests/3/${name}`;

  test.each(wrongAnswers(endpoint))('%s: a gap, and no verdict turns', async (_, answer) => {
    const facts = await factsOf(world);
    const [calm, read] = await Promise.all(
      [bare, instead(endpoint, answer)].map((get) =>
        readPullRequest({ get: noTaskCount(get), base: 'https://api.bitbucket.org' }, place, 3, everyPart),
      ),
    );
    if (!calm || !read || 'gap' in calm || 'gap' in read) throw new Error('The pull request itself is readable.');
    expect(gapsOf(read.pullRequest).map(({ because }) => because)).toContain('not-understood');
    const gathered = gather(facts);
    const verdicts = ({ pullRequest }: typeof calm) =>
      allActors(facts).map((actor) => explainMerge(gathered, pullRequest, { actor }).verdict);
    expectHeld(verdicts(read), verdicts(calm));
  });
});

/** Without the count in the pull request itself, its tasks are read. */
function noTaskCount(get: Get): Get {
  return async (path) => {
    const reply = await get(path);
    return /pullrequests\/3(?:\?|$)/.test(path)
      ? { ...reply, body: { ...(reply.body as object), task_count: undefined } }
      : reply;
  };
}

describe('a pull request', () => {
  const pullRequest = `${web}/pullrequests/3`;
  test.each(wrongAnswers(pullRequest).filter(([what]) => !what.endsWith('/pullrequests/3')))(
    '%s is none',
    async (_, answer) => {
      const read = await readPullRequest(
        { get: instead(pullRequest, answer), base: 'https://api.bitbucket.org' },
        place,
        3,
      );
      expect(read).toMatchObject({ gap: { because: 'not-understood' } });
    },
  );

  test('into another repository than was asked for is none', async () => {
    const api = { get: bare, base: 'https://api.bitbucket.org' };
    const { repository } = await factsOf(world);
    expect(await readPullRequest(api, { workspace: 'acme', slug: repository.id ?? '' }, 3)).toHaveProperty(
      'pullRequest',
    );
    const elsewhere: Get = (path) => bare(path.replace(/%7B0e08f94b[^/]*/i, 'web'));
    const other = { workspace: 'acme', slug: '{0e08f94b-6681-43c1-82e6-c86606d89be5}' };
    expect(await readPullRequest({ ...api, get: elsewhere }, other, 3)).toMatchObject({
      gap: { because: 'not-understood' },
    });
  });
});

describe('what may be left out', () => {
  test.each<[string, unknown]>([
    ['its type', { development: { name: 'develop' }, branch_types: [] }],
    ['everything but its type', { type: 'effective_repo_branching_model' }],
    ['everything but the production branch', { production: { name: 'main' } }],
    ['everything but its types, of which none is enabled', { branch_types: [] }],
  ])('a branching model without %s is one', async (_, body) => {
    const endpoint = `${web}/effective-branching-model`;
    const { model } = await factsOf(
      world,
      instead(endpoint, () => Promise.resolve({ status: 200, headers: {}, body })),
    );
    expect(model).toMatchObject({ known: true, value: { gaps: [] } });
  });

  test('no entry needs its type', async () => {
    const without: Get = async (path) => {
      const reply = await bare(path);
      return {
        ...reply,
        body: JSON.parse(
          JSON.stringify(reply.body, (key, value: unknown) => (key === 'type' ? undefined : value)),
        ) as unknown,
      };
    };
    expect(await factsOf(world, without)).toEqual(await factsOf(world, bare));
  });
});
