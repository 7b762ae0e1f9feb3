import type { PanelFacts, PullRequestPortion } from '../../../src/panel-calls';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Get } from '../../../src/bitbucket/port/port';
import { repositoriesOf, worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { everyPart } from '../../../src/bitbucket/pull-request/pull-request';
import { panelResolver } from '../../../src/forge/panels/resolver';
import { largeWorld } from '../../../src/sandbox/bitbucket/large-world';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { checksPath, reported } from '../../bitbucket/reported';
import { beside, panelOf, personIn, shownTo, visited } from './beside';
import { changed, refusing } from '../webhook/builds';
import { contextOf, host } from '../host';
import { inRounds } from '../rounds';

/* Forge documents 100 requests for an invocation, and does not exempt those to Bitbucket by name. */

const most = 90;
const impatient = panelResolver(() => Promise.resolve());
const web = '/2.0/repositories/acme/web';
const list = (values: unknown[]) => ({ status: 200, body: { values } });
const crowd = (count: number) =>
  list(
    Array.from({ length: count }, (_, at) => ({
      type: 'repository_permission',
      permission: 'write',
      user: { type: 'user', uuid: `{crowd-${String(at)}}` },
    })),
  );
const because = ({ gaps }: { gaps: { because: string }[] }) => [...new Set(gaps.map((gap) => gap.because))];

async function factsOf(world: World, get = worldGet(world)) {
  const one = host(get, contextOf(world), impatient);
  const answer = (await one.invoke('facts')) as PanelFacts;
  if ('cannotRead' in answer) throw new Error(JSON.stringify(answer));
  return { asked: one.asked.length, facts: answer.facts };
}

describe('the facts', () => {
  test('5,000 people are read completely', async () => {
    const world = largeWorld();
    const { asked, facts } = await factsOf(world, applyingTheFilter(world));
    expect(asked).toBeLessThan(70);
    const { permissions, restrictions, workspaceMembers, userGrants, groupGrants, projectUserGrants } = facts;
    for (const listing of [permissions, restrictions, workspaceMembers, userGrants, groupGrants, projectUserGrants])
      expect(listing.gaps).toEqual([]);
  });

  test('5,000 people, where the filter for owners is ignored: other members may be cut off', async () => {
    const { asked, facts } = await factsOf(largeWorld());
    expect(asked).toBeLessThanOrEqual(most);
    const { permissions, restrictions, workspaceMembers } = facts;
    expect([permissions.gaps, restrictions.gaps, because(workspaceMembers)]).toEqual([[], [], ['truncated']]);
  });

  test('more people than can be read: their list is cut short, the rest is complete', async () => {
    const world = savedWorld('ordinary-team');
    const { asked, facts } = await factsOf({
      ...world,
      replies: { ...world.replies, '/2.0/workspaces/acme/permissions/repositories/web': crowd(30_000) },
    });
    expect(asked).toBeLessThanOrEqual(most);
    expect(because(facts.permissions)).toEqual(['truncated']);
    expect(facts.permissions.items.length).toBeGreaterThanOrEqual(5_000);
    expect([facts.restrictions, facts.userGrants, facts.projectGroupGrants].map(({ gaps }) => gaps)).toEqual([
      [],
      [],
      [],
    ]);
  });

  test('whoever administers it is found among 2,000 repositories, however much is read beside that', async () => {
    const large = largeWorld();
    const own = '/2.0/user/workspaces/acme/permissions/repositories';
    const [saved] = [large.replies[own] ?? []].flat();
    const [entry = { repository: {} }] = (saved?.body as { values: { repository: object }[] }).values;
    const others = Array.from({ length: 1_950 }, (_, at) => ({
      ...entry,
      repository: { type: 'repository', uuid: `{other-${String(at)}}`, full_name: `acme/other-${String(at)}` },
    }));
    const everybody = '/2.0/workspaces/acme/permissions/repositories/monolith';
    const [effective] = [large.replies[everybody] ?? []].flat();
    const { values } = effective?.body as { values: { permission: string }[] };
    const world = changed(large, {
      [own]: list([...others, entry]),
      // Neither shows on its first page what only administrators are shown.
      ['/2.0/repositories/acme/monolith/branch-restrictions']: list([]),
      [everybody]: list(values.sort((a, b) => (a.permission > b.permission ? -1 : 1))),
    });
    const get = worldGet(world);
    const withoutThatFilter: Get = (path) =>
      path.includes(encodeURIComponent('repository.uuid='))
        ? Promise.resolve({ status: 400, headers: {}, body: undefined })
        : get(path);
    const { asked, facts } = await factsOf(world, inRounds().through('user', withoutThatFilter));
    expect(asked).toBeLessThanOrEqual(most);
    expect(facts.restrictions).toEqual({ items: [], gaps: [] });
  });

  test('where every list is too long', async () => {
    const world = savedWorld('ordinary-team');
    const lists = Object.entries(world.replies).flatMap(([path]) =>
      path.endsWith('/users') || path.endsWith('/repositories/web') ? [[path, crowd(30_000)] as const] : [],
    );
    const { asked } = await factsOf({
      ...world,
      replies: { ...world.replies, ...Object.fromEntries(lists), [web]: world.replies[web] ?? { status: 404 } },
    });
    expect(asked).toBeLessThanOrEqual(most);
  });

  test('where Bitbucket fails at every page but the first of each list, attempts are counted too', async () => {
    const world = largeWorld();
    const bare = worldGet(world);
    const { asked, facts } = await factsOf(world, (path) =>
      /[?&]page=(?!1$)/.test(path) ? Promise.resolve({ status: 503, headers: {}, body: '' }) : bare(path),
    );
    expect(asked).toBe(most);
    expect(because(facts.permissions)).toContain('truncated');
  });
});

/**
 * Bitbucket filters members by their role where it is asked to (OpenAPI, `/workspaces/{workspace}/permissions`); a
 * saved world does not.
 */
function applyingTheFilter(world: World): Get {
  const path = '/2.0/workspaces/acme/permissions';
  const { body } = [world.replies[path] ?? []].flat()[0] ?? {};
  const owners = (body as { values: { permission: string }[] }).values.filter(
    ({ permission }) => permission === 'owner',
  );
  const [whole, filtered] = [worldGet(world), worldGet(changed(world, { [path]: list(owners) }))];
  return (one) => (one.includes('permission%3D%22owner%22') ? filtered : whole)(one);
}

/** A pull request, or many, with more parts below it than anybody reads. */
function crowded(world: World, ids: number[]): World {
  const comments = list(
    Array.from({ length: 3_000 }, (_, id) => ({ type: 'pullrequest_comment', id, inline: { path: 'a' } })),
  );
  const builds = list(
    Array.from({ length: 3_000 }, (_, at) => ({ type: 'build', key: `k${String(at)}`, state: 'SUCCESSFUL' })),
  );
  const [first] = [world.replies[`${web}/pullrequests/3`] ?? []].flat();
  const each = ids.flatMap((id): [string, World['replies'][string]][] => [
    [
      `${web}/pullrequests/${String(id)}`,
      { status: 200, body: { ...(first?.body as object), id, task_count: undefined } },
    ],
    [`${web}/pullrequests/${String(id)}/comments`, comments],
    [`${web}/pullrequests/${String(id)}/statuses`, builds],
    [`${web}/pullrequests/${String(id)}/tasks`, list([])],
  ]);
  const all = list(ids.map((id) => ({ type: 'pullrequest', id, state: 'OPEN' })));
  return changed(world, {
    ...Object.fromEntries(each),
    [`${web}/pullrequests`]: all,
    '/2.0/workspaces/acme/permissions/repositories/web': crowd(9_000),
  });
}

describe('below pull requests', () => {
  const saved = savedWorld('pull-requests');
  const ids = Array.from({ length: 10 }, (_, at) => at + 101);
  const world = crowded(saved, ids);
  const contradicted = (seen: World) => changed(seen, { [checksPath(101)]: reported() });
  const tomas = personIn(saved, 'Tomás Vidal');
  let kept = new Map<string, string>();
  beforeAll(async () => {
    kept = await visited(saved);
  });

  test.each<[string, () => ReturnType<typeof beside>]>([
    ['an administrator', () => beside(world, saved)],
    [
      'an administrator to whom the rules are not shown',
      () =>
        beside(changed(world, { [`${web}/branch-restrictions`]: { status: 500 } }), saved, { app: worldGet(world) }),
    ],
    [
      'a developer, where the app may read',
      () => beside(shownTo(world, personIn(saved, 'Tomás Vidal'), 'write'), saved, { app: worldGet(world) }),
    ],
    [
      'a developer, where it may not',
      () => beside(shownTo(world, personIn(saved, 'Tomás Vidal'), 'write'), saved, { app: refusing(world) }),
    ],
    [
      'somebody whose permission is not shown',
      () => beside(shownTo(world, personIn(saved, 'Tomás Vidal'), 'hidden'), saved, { app: worldGet(world) }),
    ],
  ])('the panel of one, for %s', async (_, open) => {
    const one = open();
    expect(panelOf(await one.look(101, { again: true })).outlook.about.id).toBe(101);
    expect(one.asked.length).toBeLessThanOrEqual(most);
  });

  test.each<[string, () => ReturnType<typeof beside>]>([
    ['an administrator', () => beside(contradicted(world), saved)],
    [
      'a developer, where the app may read',
      () => beside(contradicted(shownTo(world, tomas, 'write')), saved, { app: worldGet(world) }),
    ],
    [
      'a developer, where it may not, by rules that were kept',
      () => beside(contradicted(shownTo(world, tomas, 'write')), saved, { app: refusing(world), kept }),
    ],
  ])('the panel of one that Bitbucket says can be merged and the rules refuse, for %s', async (_, open) => {
    const one = open();
    const { merge } = panelOf(await one.look(101)).outlook;
    expect(merge).toMatchObject({ verdict: 'unknown', bitbucket: { says: 'mergeable', ours: 'denied' } });
    expect(one.asked.length).toBeLessThanOrEqual(most);
  });

  test('a portion of ten', async () => {
    const one = host(world, contextOf(saved), impatient);
    const parts = ['sourceBranch', 'openTasks', 'defaultReviewers', 'builds', 'openComments', 'behind', 'mergeability'];
    const { pullRequests } = (await one.invoke('pullRequests', { page: 1, parts })) as Exclude<
      PullRequestPortion,
      { cannotRead: unknown }
    >;
    expect(one.asked.length).toBeLessThanOrEqual(most);
    expect(pullRequests.items.map(({ id }) => id)).toEqual(ids);
    expect(new Set(pullRequests.items.flatMap(({ builds }) => because(builds)))).toEqual(new Set(['truncated']));
  });
});

describe("Bitbucket's own word on ten pull requests, with every other part of each", () => {
  const world = savedWorld('mergeability');
  const ten = Array.from({ length: 10 }, (_, at) => 22 - at);
  const base = `${web}/pullrequests`;
  const withoutCounts = changed(
    world,
    Object.fromEntries(
      ten.map((id) => {
        const [saved] = [world.replies[`${base}/${String(id)}`] ?? []].flat();
        return [`${base}/${String(id)}`, { status: 200, body: { ...(saved?.body as object), task_count: undefined } }];
      }),
    ),
  );

  test.each<[how: string, reply: { status: number; body?: unknown } | undefined]>([
    ['as they are', undefined],
    ['where each fails', { status: 500 }],
    ['where none is there', { status: 404 }],
  ])('%s', async (_, reply) => {
    const failing = Object.fromEntries(ten.map((id) => [`${base}/${String(id)}/mergeability/checks`, reply]));
    const one = host(
      reply ? changed(withoutCounts, failing as World['replies']) : withoutCounts,
      contextOf(world),
      impatient,
    );
    const answer = await one.invoke('pullRequests', { page: 1, parts: everyPart });
    const { pullRequests } = answer as Exclude<PullRequestPortion, { cannotRead: unknown }>;
    expect(one.asked.length).toBeLessThanOrEqual(most);
    expect(one.asked.filter((path) => path.includes('/mergeability/'))).toHaveLength(10);
    const gaps = pullRequests.items.flatMap(({ mergeability: { gaps: of } }) => of.map((gap) => gap.because));
    expect(gaps.filter((because) => because === 'truncated')).toEqual([]);
    // Whatever becomes of it, nothing else is left out for its sake.
    for (const { mergeability: left, ...others } of pullRequests.items) {
      expect(left).toBeDefined();
      expect(JSON.stringify(others)).not.toContain('"because"');
    }
    expect(pullRequests.items.map(({ id }) => id)).toEqual(ten);
  });
});

test('a portion of branches', async () => {
  const world = largeWorld({ people: 10, groups: 2, restrictions: 5 });
  const one = host(world, contextOf(world), impatient);
  expect(await one.invoke('branches', { page: 1 })).toMatchObject({ branches: { gaps: [] }, next: 11, last: 100 });
  expect(one.asked.length).toBeLessThanOrEqual(13);
  one.asked.length = 0;
  expect(await one.invoke('branches', { page: 11, pages: 45 })).toMatchObject({ branches: { gaps: [] }, next: 56 });
  expect(one.asked.length).toBeLessThanOrEqual(48);
  expect(repositoriesOf(world)).toHaveLength(1);
});
