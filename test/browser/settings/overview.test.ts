import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { fits, lookAt, open, startSandbox, violations, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

function overview(world: string, look = {}): Promise<Opened> {
  return open(sandbox, `/worlds/${world}/administrator/who-can-push-settings/`, look);
}

/** No request went to another host, and neither policy nor script complained. */
function expectQuiet({ hosts, complaints }: Opened) {
  expect({ hosts: [...hosts], complaints }).toEqual({ hosts: [new URL(sandbox.address).host], complaints: [] });
}

const inShort = (page: Page) => page.getByRole('list', { name: 'In short' }).getByRole('listitem');
const health = (page: Page) => page.getByRole('region', { name: 'What is wrong with the rules' });

/** The three sentences, once these were worked out. */
async function sentences(page: Page, said: readonly string[]): Promise<string[]> {
  for (const [at, text] of said.entries()) await inShort(page).nth(at).filter({ hasText: text }).waitFor();
  const all = await inShort(page).allTextContents();
  return all.map((text) => text.replace(/ (See the rules|See everybody|See below)$/, '').trim());
}

const worlds: Record<string, [string, string, string]> = {
  'ordinary-team': [
    '3 of 7 branches are protected: main, release/1.0 and release/1.1.',
    '2 people can push to main: Harvey Jones and Mei Tanaka.',
    '2 things need attention: a change can go in without review; a merge check does not block a merge.',
  ],
  'odd-names': [
    '5 of 13 branches are protected: those that main, release/*/*/rc*, fix/100%*, *検索*, 11.? and a/**/nothing cover.',
    '1 person can push to main: Sam Lee (sam).',
    '3 things need attention: a pattern matches no name that Git allows; ' +
      'the history of the main branch can be rewritten; a pattern differs from a branch only by letter case.',
  ],
  'unknown-kind': [
    '1 of 3 branches is protected: main. What require_signed_commits on main stops is not known.',
    'Who can push to main is not known: we cannot make out what require_signed_commits on main stops.',
    'Nothing that needs attention was found in what could be read.',
  ],
  'nobody-may-push': [
    '1 of 2 branches is protected: main.',
    'Nobody can push to main, administrators included; 3 people can merge a pull request into it.',
    'Nothing that needs attention was found.',
  ],
  'effective-list-refused': [
    '2 of 3 branches are protected: main and release/6.0.',
    'At least 1 person can push to main: Tomás Vidal. Whether 1 more person can is not known: ' +
      'this credential may not read the list of people with access to acme/portal.',
    '1 thing needs attention: the history of the main branch can be rewritten.',
  ],
  'empty-repository': [
    'acme/sketch has no branches yet; main, and branches of type development will be protected.',
    'acme/sketch has no main branch yet.',
    'Nothing that needs attention was found.',
  ],
};

test.each(Object.entries(worlds))(
  'what holds, in three sentences, and what is wrong below: %s',
  async (world, said) => {
    const opened = await overview(world);
    const { page, close } = opened;
    expect(await sentences(page, said)).toEqual(said);
    expect(await violations(page)).toEqual([]);
    await lookAt(page, { colorScheme: 'dark', width: 320 });
    expect(await fits(page)).toBe(true);
    for (const fold of await health(page).locator('summary').all()) await fold.click();
    expect(await fits(page)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await lookAt(page, { width: 2560 });
    expect(await fits(page)).toBe(true);
    expectQuiet(opened);
    await close();
  },
);

test('the question and its answer are in sight without scrolling; what is wrong is one step away', async () => {
  const opened = await overview('pull-requests');
  const { page, close } = opened;
  const attention =
    '6 things need attention: a change can go in without review (4 times); a merge check does not block a merge (2 times).';
  expect(await sentences(page, ['1 of 13 branches', '2 people', attention])).toContain(attention);
  for (const shown of ['#answer', 'form.question', '.findings .finding:nth-child(1)']) {
    const box = await page.locator(shown).first().boundingBox();
    expect((box?.y ?? 900) + (box?.height ?? 900)).toBeLessThan(900);
  }
  await page.getByRole('button', { name: 'See below' }).click();
  const heading = page.getByRole('heading', { name: 'What is wrong with the rules' });
  expect(await heading.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(await health(page).getByRole('status').first().textContent()).toBe('6 warnings, 1 note');
  const item = health(page).getByRole('listitem').filter({ hasText: 'only warns' }).first();
  expect(await item.getByRole('paragraph').allTextContents()).toEqual([
    'Minimum number of approvals on branches of type development only warns: nothing there prevents a merge with unresolved merge checks.',
    '5 people can merge into develop while that check is unresolved.',
  ]);
  // What mends both is said once, below them.
  const remedy = health(page).getByText('You can switch on “Prevent a merge with unresolved merge checks” there');
  expect(await remedy.count()).toBe(1);
  expect(await remedy.getByRole('link', { name: 'Branch restrictions' }).getAttribute('href')).toBe(
    'https://bitbucket.org/acme/web/admin/branch-restrictions',
  );
  await page.getByRole('button', { name: 'See everybody' }).click();
  expect(await page.getByRole('tab', { name: 'Branches' }).getAttribute('aria-selected')).toBe('true');
  await page.getByRole('tab', { name: 'Overview' }).click();
  // What was worked out is still there.
  expect(await inShort(page).nth(2).textContent()).toContain('6 things need attention');
  await page.getByRole('button', { name: 'See the rules' }).click();
  await page.getByRole('heading', { name: 'The rules in words' }).waitFor();
  expectQuiet(opened);
  await close();
});

test('a large repository: the answer first, then a few problems of each kind and more when asked', async () => {
  const opened = await overview('large');
  const { page, close } = opened;
  await page.locator('#answer').waitFor({ timeout: 120_000 });
  await health(page).getByText('113 warnings, 70 notes').waitFor({ timeout: 120_000 });
  // The code of it comes after the facts and the first branches, which the app is asked for side by side.
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => {
      const { name, startTime, responseEnd } = entry as PerformanceResourceTiming;
      return { name, startTime, responseEnd };
    }),
  );
  const [, second = Infinity] = loaded
    .flatMap(({ name, responseEnd }) => (name.endsWith('/__bridge/invoke') ? [responseEnd] : []))
    .sort((one, other) => one - other);
  expect(loaded.find(({ name }) => name.includes('/examined-'))?.startTime).toBeGreaterThan(second);
  expect(await inShort(page).allTextContents()).toEqual([
    expect.stringContaining('8,289 of 10,000 branches are protected'),
    expect.stringContaining('Whether 3,680 more people can is not known'),
    expect.stringContaining('113 things need attention'),
  ]);
  const checks = page.locator('.problems').filter({ hasText: 'A merge check does not block a merge (75 times)' });
  expect(await checks.getByRole('listitem').count()).toBe(3);
  await checks.getByRole('button', { name: 'Show 72 more' }).click();
  expect(await checks.getByRole('listitem').count()).toBe(75);
  // The focus is on the first that was not there before.
  const focused = await checks
    .getByRole('listitem')
    .nth(3)
    .evaluate((one) => one === document.activeElement);
  expect(focused).toBe(true);
  expect(await violations(page)).toEqual([]);
  expectQuiet(opened);
  await close();
}, 240_000);

test('what is wrong with the rules is saved, as a table and as data', async () => {
  const { page, close } = await overview('ordinary-team');
  const saved = async (as: string) => {
    const download = page.waitForEvent('download');
    await health(page)
      .getByRole('button', { name: `Save as ${as}` })
      .click();
    return readFileSync(await (await download).path(), 'utf8');
  };
  const [head, ...rows]: string[][] = parse(await saved('CSV'), { bom: true });
  expect(head).toEqual(['Level', 'What', 'Restriction', 'Why', 'What follows', 'What mends it', 'Where']);
  expect(rows.map(([level, what]) => [level, what])).toEqual([
    ['Warning', 'A change can go in without review'],
    ['Warning', 'A merge check does not block a merge'],
  ]);
  const data = JSON.parse(await saved('JSON')) as { level: string; reason: string }[];
  expect(data.map(({ reason }) => reason)).toEqual(rows.map(([, , , why]) => why));
  await close();
});
