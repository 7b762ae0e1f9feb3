import type { PullRequestPortion } from '../../../src/panel-calls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page, Route } from 'playwright-core';
import type { PullRequestFacts } from '../../../src/core/pull-request';
import { fits, lookAt, open, startSandbox, violations, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
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
const summary = (page: Page) => page.getByText('11 pull requests open: 3 ready · 5 wait · 3 unknown.');
const titles = async (page: Page) =>
  (await entries(page).locator('h3').allTextContents()).map((text) => text.replace(/(#\d+) .*/, ' $1'));

/** Opens one that stands in a line, and gives it. */
async function opened(page: Page, title: string) {
  const one = entries(page).filter({ hasText: title });
  await one.getByRole('button', { name: title }).click();
  await one.locator('.entry-more').waitFor();
  return one;
}

test('those that are shown are saved, as a table and as data', async () => {
  const { page, close } = await tab();
  await summary(page).waitFor();
  await page.getByRole('button', { name: 'Ready 3' }).click();
  const saved = async (as: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `Save as ${as}` }).click();
    const file = await download;
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  };
  const { name, text } = await saved('CSV');
  expect(name).toBe('acme-web-open-pull-requests.csv');
  const [head, ...rows]: string[][] = parse(text, { bom: true });
  expect(head).toEqual([
    ...['Number', 'Title', 'Author', 'From', 'Into', 'Stands', 'In short', 'Can merge it', 'Not known of'],
  ]);
  expect(rows.map(([number, , , , into, stands]) => [number, into, stands])).toEqual([
    ['11', 'develop', 'Ready'],
    ['9', 'main', 'Ready'],
    ['1', 'main', 'Ready'],
  ]);
  const data = JSON.parse((await saved('JSON')).text) as { id: number; verdict: string; mergers: unknown[] }[];
  expect(data.map(({ id, verdict }) => [id, verdict])).toEqual([
    [11, 'allowed'],
    [9, 'allowed'],
    [1, 'allowed'],
  ]);
  await close();
});

test('summed up and a line each; opened: what it waits for, who could help, who could merge it, and where it is', async () => {
  const { page, hosts, complaints, close } = await tab();
  await summary(page).waitFor();
  expect(await titles(page)).toEqual([
    'Unknown #13',
    'Unknown #12',
    'Ready #11',
    'Unknown #10',
    'Ready #9',
    'Waits #6',
    'Waits #5',
    'Waits #4',
    'Waits #3',
    'Waits #2',
    'Ready #1',
  ]);
  for (const [number, brief] of [
    [13, '1 merge check could not be seen.'],
    [11, 'You, Harvey Jones, Mei Tanaka, Priya Raman and Tomás Vidal can merge it now.'],
    [10, 'Its source branch is gone.'],
    [6, 'It is a draft, and 2 merge checks are not done.'],
    [3, '4 merge checks are not done.'],
    [1, 'Harvey Jones and Mei Tanaka can merge it now.'],
  ] as const)
    expect(
      await entries(page)
        .filter({ hasText: new RegExp(`#${String(number)} `) })
        .locator('.entry-brief')
        .textContent(),
    ).toBe(brief);
  // Eleven lines and what narrows them down stand on one screen.
  const heights = await entries(page).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(Math.max(...heights)).toBeLessThan(60);

  const third = await opened(page, 'Round totals as the till does');
  for (const words of [
    'By Tomás Vidal, from feature/changes into main.',
    'No unresolved pull request tasks',
    'Mei Tanaka or Priya Raman',
    'Harvey Jones and Mei Tanaka can merge it once nothing stands in the way.',
  ]) {
    expect(await third.textContent()).toContain(words);
  }
  expect(await third.getByRole('link', { name: '#3 on Bitbucket' }).getAttribute('href')).toBe(
    'https://bitbucket.org/acme/web/pull-requests/3',
  );
  expect(await (await opened(page, 'Colours of the autumn')).textContent()).toMatch(
    /Bitbucket only warns.*You, Harvey Jones, Mei Tanaka, Priya Raman and Tomás Vidal can merge it now\./,
  );
  expect(await page.locator('.entry-more').count()).toBe(1);
  await page.goBack();
  await third.locator('.entry-more').waitFor();

  expect(await merging(page).first().isVisible()).toBe(false);
  await page.getByText('Who could merge what now: 5 people').click();
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
    { width: 320 },
  ] as const) {
    await lookAt(page, look);
    expect(await violations(page)).toEqual([]);
    expect(await fits(page)).toBe(true);
  }
  expect({ hosts: [...hosts], complaints }).toEqual({ hosts: [new URL(sandbox.address).host], complaints: [] });
  await close();
});

test('narrowed down and sorted; a link reproduces it, and Back leads to what was open', async () => {
  const { page, close } = await tab();
  await summary(page).waitFor();
  const ids = async () => (await titles(page)).map((text) => text.replace(/.*#/, '')).join(' ');
  await page.getByRole('button', { name: 'Wait 5' }).click();
  expect(await ids()).toBe('6 5 4 3 2');
  await page.getByLabel('Order').selectOption('Oldest first');
  expect(await ids()).toBe('2 3 4 5 6');
  await page.getByRole('button', { name: 'All 11' }).click();
  await page.getByLabel('Into').selectOption('develop');
  expect(await ids()).toBe('11');
  await page.getByLabel('Into').selectOption('Any branch');
  await page.getByLabel('By').selectOption('Jonas Weber');
  expect(await ids()).toBe('9');
  await page.getByRole('button', { name: 'Ready 1' }).waitFor();
  await page.getByLabel('By').selectOption('You');
  await page.getByText('None of the open pull requests is like that.').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show all of them' }).click();
  expect(await ids()).toBe('1 2 3 4 5 6 9 10 11 12 13');

  await page.getByLabel('Order').selectOption('Waiting first');
  const first = await opened(page, 'Try the new till');
  await page.reload();
  await first.locator('.entry-more').waitFor();
  expect(await page.getByLabel('Order').inputValue()).toBe('waiting');
  expect(await ids()).toBe('6 5 4 3 2 13 12 10 11 9 1');
  await first.getByRole('link').first().focus();
  await page.keyboard.press('Escape');
  await first.locator('.entry-more').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('#6 Try the new till');
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
    await page.getByText('Reading: 8 of 13 pull requests.').waitFor();
    expect(await entries(page).count()).toBe(8);
    await page.getByText('Who could merge what now:').click();
    expect(await merging(page).first().textContent()).toContain('can merge #11');
    goOn();
    await summary(page).waitFor();
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
    await summary(page).waitFor();
    expect(await entries(page).count()).toBe(11);
    await close();
  });

  test('reading again keeps what stands there until all of it was read, and where that fails too', async () => {
    let goOn: () => void = () => undefined;
    let held = Promise.resolve();
    let broken = false;
    const { page, close } = await tab('pull-requests', async (route, { payload }) => {
      await held;
      await (broken && payload.page > 1 ? route.fulfill({ json: { error: 'out of order' } }) : route.continue());
    });
    await summary(page).waitFor();
    await opened(page, 'Try the new till');
    const again = page.getByRole('region', { name: 'Open pull requests' }).getByRole('button', { name: 'Read again' });
    for (const fails of [false, true]) {
      broken = fails;
      held = new Promise((done) => {
        goOn = done;
      });
      await again.click();
      await page.getByText('Reading again…').waitFor();
      expect([await entries(page).count(), await page.locator('.entry-more').count()]).toEqual([11, 1]);
      goOn();
      await page.getByText('Reading again…').waitFor({ state: 'detached' });
      if (fails) await page.getByText('out of order What was read before stands below.').waitFor();
      expect([await entries(page).count(), await page.locator('.entry-more').count()]).toEqual([11, 1]);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Read again');
    }
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
  // What would be here, for whoever has none yet.
  await page.getByText('Each open pull request would stand here in a line').waitFor();
  expect(await violations(page)).toEqual([]);
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
  await page.getByText('60 pull requests open: 60 ready.').waitFor();
  expect(await entries(page).count()).toBe(50);
  await page.getByRole('button', { name: 'Show 10 more of 60' }).click();
  expect(await entries(page).count()).toBe(60);
  await page.getByText('Who could merge what now:').click();
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
});
