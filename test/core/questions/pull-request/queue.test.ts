import { bitbucketApi } from '../../../../src/bitbucket/port/port';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { worldGet } from '../../../../src/bitbucket/worlds/world';
import { readOpenPullRequests } from '../../../../src/bitbucket/pull-request/pull-requests';
import { everyPart } from '../../../../src/bitbucket/pull-request/pull-request';
import { gather } from '../../../../src/core/cell/cell';
import { explainMerge } from '../../../../src/core/questions/pull-request/explain-merge';
import type { Facts, Listing } from '../../../../src/core/model';
import { everybody } from '../../../../src/core/people/everybody';
import type { PullRequestFacts } from '../../../../src/core/pull-request';
import { queue, type Queue } from '../../../../src/core/questions/pull-request/queue';
import type { ReportedCheck } from '../../../../src/core/reported-check';
import { factsOf, repositoryIn, savedWorld } from '../../../bitbucket/saved-worlds';
import { ana, ben, devs, facts, merges, push, restriction } from '../../facts';
import { pullRequest } from '../../pull-requests';
import { checks, pullRequests, repositories } from '../../random';

/** What one person may do about one pull request, as the queue tells it. */
function verdictIn({ people }: Queue, id: number, person: string): string {
  const own = people.find((one) => one.person.id === person);
  return own?.canMerge.includes(id) ? 'allowed' : own?.unsure.includes(id) ? 'unknown' : 'denied';
}

/**
 * Every person on every pull request: the queue says what the question by itself says. Gives how many of each verdict.
 */
function expectAgreement(of: Facts, open: Listing<PullRequestFacts>): Record<string, number> {
  const all = queue(of, open);
  const gathered = gather(of);
  const seen: Record<string, number> = {};
  for (const one of open.items) {
    for (const person of everybody(of)) {
      const { verdict } = explainMerge(gathered, one, { actor: { type: 'user', person } });
      seen[verdict] = (seen[verdict] ?? 0) + 1;
      expect([one.id, person.name, verdictIn(all, one.id, person.id)]).toEqual([one.id, person.name, verdict]);
    }
  }
  return seen;
}

test('of a saved world it says of every person and pull request what the question by itself says', async () => {
  const world = savedWorld('pull-requests');
  const api = { get: worldGet(world), base: bitbucketApi };
  const pages = await Promise.all(
    [1, 2].map((page) => readOpenPullRequests(api, repositoryIn(world), page, everyPart)),
  );
  const open = { items: pages.flatMap((page) => page.pullRequests.items), gaps: [] };
  expect(open.items.map(({ id }) => id)).toEqual([13, 12, 11, 10, 9, 6, 5, 4, 3, 2, 1]);
  expect(Object.keys(expectAgreement(await factsOf(world), open)).sort()).toEqual(['allowed', 'denied', 'unknown']);
});

test('where anything may be so, too', () => {
  const seen: Record<string, number> = {};
  fc.assert(
    fc.property(
      repositories,
      fc.array(checks, { maxLength: 4 }),
      fc.array(pullRequests, { minLength: 1, maxLength: 4 }),
      (drawnTold, more, drawn) => {
        const told = { ...drawnTold, restrictions: [...(drawnTold.restrictions ?? []), ...more] };
        const items = drawn.map((one, at) => ({ ...pullRequest(one), id: at + 1 }));
        for (const [verdict, count] of Object.entries(expectAgreement(facts(told), { items, gaps: [] })))
          seen[verdict] = (seen[verdict] ?? 0) + count;
      },
    ),
    { numRuns: 500 },
  );
  for (const verdict of ['allowed', 'denied', 'unknown']) expect(seen[verdict]).toBeGreaterThan(50);
});

const tasks = [restriction('require_tasks_to_be_completed', 'main'), restriction('enforce_merge_checks', 'main')];

test('what stands between one and its merge, and who is listed in any case', () => {
  const [entry] = queue(facts({ restrictions: [merges('main', { users: [ana] }), ...tasks] }), {
    items: [pullRequest({ openTasks: 2 })],
    gaps: [],
  }).entries;
  expect(entry).toMatchObject({
    verdict: 'denied',
    findings: [
      { rule: 'pull-request', verdict: 'allows' },
      { rule: 'merge-checks', verdict: 'denies', remedies: [{ way: 'resolve-tasks', open: 2 }] },
    ],
    checks: [{ is: 'missing' }],
    listed: [ana],
    unsure: [],
  });
});

test('that Bitbucket would let the owner of the credential merge settles nothing for others', () => {
  const ok = { status: 'PASSED', required: true, blocking: false };
  const reported: ReportedCheck[] = [
    { type: 'pullrequest_state_check', ...ok, state: 'OPEN' },
    { type: 'current_user_permission_check', ...ok },
    { type: 'git_mergeability_check', ...ok, result: 'clean' },
  ];
  const { entries, people } = queue(facts({ restrictions: [merges('main', { users: [ana, ben] })] }), {
    items: [pullRequest({ sourceGone: true, reported })],
    gaps: [],
  });
  expect(entries.map(({ verdict, bitbucket }) => [verdict, bitbucket?.says])).toEqual([['unknown', 'mergeable']]);
  expect(people.map(({ person, ...rest }) => [person.name, rest])).toEqual([
    ['Ana', { canMerge: [7], unsure: [] }],
    ['Ben', { canMerge: [], unsure: [7] }],
  ]);
});

test('an unknown that cannot change the verdict is left out', () => {
  const [entry] = queue(facts({ restrictions: tasks }), {
    items: [pullRequest({ draft: true, unread: { tasks: 'forbidden' } })],
    gaps: [],
  }).entries;
  expect(entry?.verdict).toBe('denied');
  expect(entry?.findings.map(({ rule }) => rule)).toEqual(['pull-request']);
});

test('who can merge nothing is not named; nobody can merge a draft', () => {
  const { people } = queue(facts({ restrictions: [merges('main', { users: [ana, ben] })] }), {
    items: [
      { ...pullRequest(), id: 1 },
      { ...pullRequest({ draft: true }), id: 2 },
      { ...pullRequest({ sourceGone: true }), id: 3 },
      { ...pullRequest({ into: 'develop' }), id: 4 },
    ],
    gaps: [],
  });
  expect(people.map(({ person, ...rest }) => [person.name, rest])).toEqual([
    ['Ana', { canMerge: [1, 4], unsure: [3] }],
    ['Ben', { canMerge: [1, 4], unsure: [3] }],
    ['Dea', { canMerge: [4], unsure: [] }],
  ]);
});

test('what keeps it from knowing more stands beside it, once', () => {
  const told = { restrictions: [merges('main', { groups: [devs] }), push('topic')] };
  const items = [
    { ...pullRequest(), id: 1 },
    { ...pullRequest(), id: 2 },
  ];
  const { gaps, people } = queue(facts({ ...told, unread: { permissions: 'truncated' } }), {
    items,
    gaps: [{ of: { what: 'pull-requests' }, because: 'truncated' }],
  });
  expect(gaps.map(({ of, because }) => `${of.what} ${because}`)).toEqual([
    'pull-requests truncated',
    'permissions truncated',
    'members not-offered',
  ]);
  expect(people.find(({ person }) => person.id === ana.id)).toMatchObject({ canMerge: [], unsure: [1, 2] });
});

test('without pull requests there is nothing to say', () => {
  expect(queue(facts(), { items: [], gaps: [] })).toMatchObject({ entries: [], people: [], gaps: [] });
});
