import type { PullRequestPortion } from '../../../src/panel-calls';
import { expect, test } from '@jest/globals';
import { mostAtOnce, type Get } from '../../../src/bitbucket/port/port';
import { worldGet } from '../../../src/bitbucket/worlds/world';
import { panelResolver } from '../../../src/forge/panels/resolver';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { contextOf, host } from '../host';

type Portion = Exclude<PullRequestPortion, { cannotRead: unknown }>;

const world = savedWorld('pull-requests');
const impatient = panelResolver(() => Promise.resolve());

function open(source: Get = worldGet(world)) {
  const { invoke, asked } = host(source, contextOf(world), impatient);
  return { asked, portion: async (payload: unknown) => (await invoke('pullRequests', payload)) as Portion };
}

test('the open pull requests come in portions; nothing is lost or repeated', async () => {
  const { portion } = open();
  const all: Portion[] = [];
  for (let page: number | undefined = 1; page !== undefined && all.length < 5; page = all.at(-1)?.next)
    all.push(await portion({ page, parts: [] }));
  expect(all.map(({ next }) => next)).toEqual([2, undefined]);
  expect(all.flatMap(({ pullRequests }) => pullRequests.items.map(({ id }) => id))).toEqual([
    13, 12, 11, 10, 9, 6, 5, 4, 3, 2, 1,
  ]);
  expect(all.flatMap(({ pullRequests }) => pullRequests.gaps)).toEqual([]);
});

test('only the parts that are asked for are read', async () => {
  const { asked, portion } = open();
  await portion({ page: 2, parts: ['builds', 'builds'] });
  const below = asked.flatMap((path) => /\/pullrequests\/\d+\/(\w+)/.exec(path)?.[1] ?? []);
  expect(below).toEqual(['statuses', 'statuses', 'statuses']);
  expect(asked.filter((path) => /refs|commits|default-reviewers/.test(path))).toEqual([]);
});

test('no more requests are under way than may be', async () => {
  const get = worldGet(world);
  const underWay = { now: 0, most: 0 };
  const { asked, portion } = open(async (path) => {
    underWay.most = Math.max(underWay.most, ++underWay.now);
    await new Promise((done) => setImmediate(done));
    underWay.now -= 1;
    return get(path);
  });
  await portion({
    page: 1,
    parts: ['sourceBranch', 'openTasks', 'defaultReviewers', 'builds', 'openComments', 'behind'],
  });
  expect(asked.length).toBeGreaterThan(40);
  expect(underWay.most).toBeGreaterThan(16);
  expect(underWay.most).toBeLessThanOrEqual(mostAtOnce);
});

test('one that cannot be read is a gap beside the others', async () => {
  const get = worldGet(world);
  const { portion } = open((path) =>
    path.endsWith('/pullrequests/12') ? Promise.resolve({ status: 403, headers: {}, body: undefined }) : get(path),
  );
  const { pullRequests } = await portion({ page: 1, parts: [] });
  expect(pullRequests.items.map(({ id }) => id)).not.toContain(12);
  expect(pullRequests.gaps).toEqual([{ of: { what: 'pull-requests' }, because: 'forbidden', status: 403 }]);
});

test('an empty page with a next one is the last, with a gap; a pull request that is listed twice is given once', async () => {
  const get = worldGet(world);
  const over = (values: unknown[]) => async (path: string) =>
    path.includes('/pullrequests?')
      ? { status: 200, headers: {}, body: { values, next: 'https://api.bitbucket.org/x' } }
      : get(path);
  const truncated = [{ of: { what: 'pull-requests' }, because: 'truncated' }];
  expect(await open(over([])).portion({ page: 7, parts: [] })).toEqual({
    pullRequests: { items: [], gaps: truncated },
    shown: 0,
  });
  const twice = await open(over([{ id: 9 }, { id: 9 }])).portion({ page: 7, parts: [] });
  expect(twice).toMatchObject({ pullRequests: { items: [{ id: 9 }], gaps: truncated }, next: 8 });
  expect(twice.pullRequests.items).toHaveLength(1);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['no page', { parts: [] }],
  ['page 0', { page: 0, parts: [] }],
  ['half a page', { page: 1.5, parts: [] }],
  ['no parts', { page: 1 }],
  ['a part by itself', { page: 1, parts: 'builds' }],
  ['a part that there is not', { page: 1, parts: ['builds', 'secrets'] }],
  ['a path', { page: 1, parts: ['../../other'] }],
])('%s is one clear error', async (_, payload) => {
  await expect(open().portion(payload)).rejects.toThrow(
    new TypeError(
      '`pullRequests` takes `page`, a whole number from 1, and `parts`, a list of sourceBranch, ' +
        'openTasks, defaultReviewers, builds, openComments, behind, mergeability, or of some of them.',
    ),
  );
});
