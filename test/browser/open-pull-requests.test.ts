import type { PullRequestPortion } from '../../src/panel-calls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import type { PullRequestFacts } from '../../src/core/pull-request';
import { fits, lookAt, open, startSandbox, violations, type Opened, type Sandbox } from './sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
}, 60_000);
afterAll(() => sandbox.close());

const invoked = '**/__bridge/invoke';

interface Call {
  functionKey: string;
  payload: { page: number; parts: string[] };
}

/** The tab on a world's settings page, and a hold on the calls for its portions. */
async function tab(world = 'pull-requests', portions?: (route: Route, call: Call) => Promise<void>): Promise<Opened> {
  const opened = await open(sandbox, `/worlds/${world}/administrator/who-can-push-settings/`);
  if (portions) {
    await opened.page.route(invoked, async (route) => {
      const call = route.request().postDataJSON() as Call;
      await (call.functionKey === 'pullRequests' ? portions(route, call) : route.continue());
    });
  }
  await opened.page.getByRole('tab', { name: 'Pull requests' }).click();
  return opened;
}

const entries = (page: Page) => page.getByRole('list', { name: 'Open pull requests' }).locator('> li');
const merging = (page: Page) => page.getByRole('list', { name: 'Who could merge what now' }).getByRole('listitem');

test('every open pull request: what it waits for, who could help, who could merge it, and where it is', async () => {
  const opened = await tab();
  const { page, hosts, complaints, close } = opened;
  await page.getByText('11 pull requests are open.').waitFor();
  const answers = await entries(page).locator('h3').allTextContents();
  expect(answers.map((text) => text.replace(/(#\d+) .*/, '$1'))).toEqual([
    'Not known #13',
    'Not known #12',
    'Ready #11',
    'Not known #10',
    'Ready #9',
    'Waits #6',
    'Waits #5',
    'Waits #4',
    'Waits #3',
    'Waits #2',
    'Ready #1',
  ]);
  const third = entries(page).filter({ hasText: 'Round totals as the till does' });
  for (const words of [
    'By Tomás Vidal, from feature/changes into main.',
    'No unresolved pull request tasks',
    'Mei Tanaka or Priya Raman',
    'Harvey Jones and Mei Tanaka can merge it once nothing stands in the way.',
  ]) {
    expect(await third.textContent()).toContain(words);
  }
  expect(await third.getByRole('link', { name: '#3 Round totals' }).getAttribute('href')).toBe(
    'https://bitbucket.org/acme/web/pull-requests/3',
  );
  expect(await entries(page).filter({ hasText: 'Colours of the autumn' }).textContent()).toMatch(
    /Bitbucket only warns.*Ana Lovell, Harvey Jones, Mei Tanaka, Priya Raman and Tomás Vidal can merge it now\./,
  );
  expect(await entries(page).filter({ hasText: 'Try the new till' }).textContent()).toContain('is a draft');

  expect(await merging(page).allTextContents()).toEqual([
    'Ana Lovell anacan merge #11; not known of #12',
    'Harvey Jones harveycan merge #11, #9, #1; not known of #13, #12, #10',
    'Mei Tanaka meican merge #11, #9, #1; not known of #13, #12, #10',
    'Priya Raman priyacan merge #11; not known of #12',
    'Tomás Vidal tomascan merge #11; not known of #12',
  ]);
  expect(await merging(page).first().getByRole('link', { name: '#11' }).getAttribute('href')).toBe(
    'https://bitbucket.org/acme/web/pull-requests/11',
  );
  for (const look of [
    { width: 1280 },
    { colorScheme: 'dark', width: 400 },
    { colorScheme: 'dark', width: 1280 },
    { width: 400 },
  ] as const) {
    await lookAt(page, look);
    expect(await violations(page)).toEqual([]);
    expect(await fits(page)).toBe(true);
  }
  expect({ hosts: [...hosts], complaints }).toEqual({ hosts: [new URL(sandbox.address).host], complaints: [] });
  await close();
});

describe('in portions', () => {
  test('what was read is shown while the rest is read, and only what decides is requested', async () => {
    const asked: Call[] = [];
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((done) => {
      goOn = done;
    });
    const { page, close } = await tab('pull-requests', async (route, call) => {
      asked.push(call);
      if (call.payload.page > 1) await held;
      await route.continue();
    });
    // The world has thirteen, and two of the first ten are closed.
    await page.getByText('Reading: 8 of 13 pull requests').waitFor();
    expect(await entries(page).count()).toBe(8);
    expect(await merging(page).first().textContent()).toContain('can merge #11');
    goOn();
    await page.getByText('11 pull requests are open.').waitFor();
    expect(asked.map(({ payload }) => payload.page)).toEqual([1, 2]);
    expect(asked[0]?.payload.parts.sort()).toEqual([
      'behind',
      'builds',
      'defaultReviewers',
      'mergeability',
      'openComments',
      'openTasks',
      'sourceBranch',
    ]);
    await close();
  });

  test('one that fails leaves what was read, and is asked for again', async () => {
    let broken = true;
    const { page, close } = await tab('pull-requests', (route, { payload }) =>
      broken && payload.page > 1 ? route.fulfill({ json: { error: 'out of order' } }) : route.continue(),
    );
    await page.getByText('out of order What was read before stands below.').waitFor();
    expect(await entries(page).count()).toBe(8);
    expect(await violations(page)).toEqual([]);
    broken = false;
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.getByText('11 pull requests are open.').waitFor();
    expect(await entries(page).count()).toBe(11);
    await close();
  });

  test('to somebody who is no administrator any more, nothing of them is shown', async () => {
    const cannotRead = { because: 'not-administrator', repository: 'acme/web', level: 'write' };
    const { page, close } = await tab('pull-requests', (route) => route.fulfill({ json: { result: { cannotRead } } }));
    await page.getByRole('heading', { name: 'Only administrators of acme/web' }).waitFor();
    expect(await entries(page).count()).toBe(0);
    await close();
  });
});

test('what could not be seen is reported', async () => {
  const portion: PullRequestPortion = {
    pullRequests: { items: [], gaps: [{ of: { what: 'pull-requests' }, because: 'forbidden' }] },
  };
  const { page, close } = await tab('pull-requests', (route) => route.fulfill({ json: { result: portion } }));
  await page.getByRole('heading', { name: 'Not everything could be seen' }).waitFor();
  expect(await page.getByText('may not read the pull requests of acme/web').count()).toBe(1);
  expect(await page.getByText('No pull request is open.').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await close();
});

test('a repository without open pull requests says so', async () => {
  const { page, close } = await tab('pull-requests', (route) =>
    route.fulfill({ json: { result: { pullRequests: { items: [], gaps: [] }, size: 0 } } }),
  );
  await page.getByText('No pull request is open.').waitFor();
  await close();
});

test('the first of many pull requests and people are shown, and anybody can be found', async () => {
  const one = (id: number): PullRequestFacts => ({
    id,
    title: `Change ${String(id)}`,
    state: 'OPEN',
    draft: { known: true, value: false },
    author: null,
    source: { branch: `feature/${String(id)}` },
    destination: { branch: 'nobody-restricts-this' },
    participants: { items: [], gaps: [] },
    sourceBranch: { known: true, value: true },
    openTasks: { known: true, value: 0 },
    defaultReviewers: { items: [], gaps: [] },
    builds: { items: [], gaps: [] },
    openComments: { known: true, value: 0 },
    behind: { known: true, value: 0 },
    mergeability: { items: [], gaps: [] },
  });
  const items = Array.from({ length: 60 }, (_, at) => one(at + 1));
  const { page, close } = await tab('large', (route) =>
    route.fulfill({ json: { result: { pullRequests: { items, gaps: [] } } } }),
  );
  await page.getByText('60 pull requests are open.').waitFor();
  expect(await entries(page).count()).toBe(50);
  await page.getByRole('button', { name: 'Show 10 more of 60' }).click();
  expect(await entries(page).count()).toBe(60);
  expect(await merging(page).count()).toBe(50);
  const names = page.getByLabel('Find a person');
  await names.fill('nobody of this name');
  await page.getByText('Nobody by that name could merge any of them now.').waitFor();
  await names.fill('');
  const wanted = (await merging(page).nth(30).locator('span').first().textContent()) ?? '';
  await names.fill(wanted);
  await merging(page).nth(49).waitFor({ state: 'detached' });
  for (const found of await merging(page).allTextContents()) expect(found).toContain(wanted);
  await close();
}, 60_000);
