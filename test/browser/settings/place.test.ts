import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { views } from '../../../static/src/place/place';
import { choose, open, startSandbox, type Opened, type Sandbox } from '../sandbox';

const settings = '/worlds/ordinary-team/administrator/who-can-push-settings/';
const priya = '{340c7148-77ae-4345-a2b4-f96d565cae78}';
const asked = new URLSearchParams({ who: priya, operation: 'delete', branch: 'release/1.0', with: 'ssh' }).toString();

let sandbox: Sandbox;
let seat: Opened;
beforeAll(async () => {
  sandbox = await startSandbox();
  seat = await open(sandbox, settings);
});
afterAll(() => sandbox.close());

/** Opens the page anew at a place, as a link does. */
async function follow(page: Page, place: string) {
  await page.goto(`${sandbox.address}${settings}#${place}`);
  await page.reload();
  await page.getByRole('tab', { selected: true }).waitFor();
}

const placeOf = (page: Page) => new URL(page.url()).hash.slice(1);
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const opened = (page: Page, name: string) => page.getByRole('tab', { name, exact: true, selected: true }).waitFor();
const answered = (page: Page, text: string) => page.locator('#answer').filter({ hasText: text }).waitFor();
const value = (page: Page, label: string) => page.getByRole('combobox', { name: label, exact: true }).inputValue();

describe('a link', () => {
  test('opens every view, and the title says which', async () => {
    const { page } = seat;
    await page.locator('#answer').waitFor();
    const titles = await page.getByRole('tab').allTextContents();
    expect(titles).toHaveLength(views.length);
    for (const [at, view] of views.entries()) {
      await follow(page, `/${view}`);
      await opened(page, titles[at] ?? '');
      await page.locator('[role=tabpanel]:not([hidden])').getByText(/\S/).first().waitFor();
      expect(await page.title()).toBe(`${String(titles[at])} · Who can push · acme/web`);
    }
  });

  test('opens a question, which every view keeps', async () => {
    const { page } = seat;
    await follow(page, `/overview?${asked}`);
    await answered(page, 'Whether Priya Raman can delete the branch release/1.0');
    expect([await value(page, 'Who'), await value(page, 'on branch')]).toEqual(['Priya Raman', 'release/1.0']);
    expect([await value(page, 'wants to'), await value(page, 'signed in with')]).toEqual(['delete', 'ssh']);
    await tab(page, 'People').click();
    await tab(page, 'Builds').click();
    expect(placeOf(page)).toBe(`/builds?${asked}`);
    await page.reload();
    await opened(page, 'Builds');
    await tab(page, 'Overview').click();
    await answered(page, 'Priya Raman can delete the branch release/1.0');
  });

  test('is copied, and leads somebody else to the same; where copying is forbidden it is shown', async () => {
    const { page } = seat;
    await follow(page, `/overview?${asked}`);
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden'));
    });
    await page.getByRole('button', { name: 'Copy a link to this' }).click();
    const shown = page.getByRole('status').filter({ hasText: `#/overview?${asked}` });
    await shown.waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await tab(page, 'Branches').click();
    expect(await shown.count()).toBe(0);
    await page.reload();
    await page.getByRole('button', { name: 'Copy a link to this' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${sandbox.address}${settings}#/branches?${asked}`);
    const other = await page.context().newPage();
    await other.goto(link);
    await opened(other, 'Branches');
    await tab(other, 'Overview').click();
    await answered(other, 'Priya Raman can delete the branch release/1.0');
    await other.close();
  });
});

test('Back and Forward lead through views and questions, and typing leaves no steps behind', async () => {
  const { page } = seat;
  await follow(page, '/overview');
  await page.getByRole('combobox', { name: 'on branch' }).pressSequentially('/9');
  await choose(page, 'on branch', 'release/9.9');
  await answered(page, 'push to release/9.9');
  await tab(page, 'People').click();
  await tab(page, 'Agreement').click();
  await page.goBack();
  await opened(page, 'People');
  await page.goBack();
  await opened(page, 'Overview');
  await answered(page, 'push to release/9.9');
  await page.goForward();
  await opened(page, 'People');
  expect(await page.title()).toBe('People · Who can push · acme/web');
  await page.goBack();
  await page.goBack();
  await answered(page, 'push to main');
});

test('whoever goes to another view by keyboard finds the focus there, on its tab', async () => {
  const { page } = seat;
  for (const [button, name] of [
    ['See the rules', 'Rules'],
    ['See everybody', 'Branches'],
    ['Try this change', 'Try a change'],
  ] as const) {
    await follow(page, '/overview');
    await page.getByRole('button', { name: button }).first().focus();
    await page.keyboard.press('Enter');
    await opened(page, name);
    await tab(page, name).and(page.locator(':focus')).waitFor();
  }
});

test('a typed text whose option is highlighted is chosen by Tab; a click elsewhere leaves what was there', async () => {
  const { page } = seat;
  await follow(page, '/overview');
  const field = page.getByRole('combobox', { name: 'on branch', exact: true });
  await field.fill('hotfix/new');
  await page.locator('li[role=option]').first().waitFor();
  await page.getByRole('heading', { name: 'Who can push' }).click();
  expect(await field.inputValue()).toBe('main');
  await field.fill('hotfix/new');
  await page.locator('li[role=option]').first().waitFor();
  await field.press('Tab');
  await answered(page, 'push to hotfix/new');
  expect(await field.inputValue()).toBe('hotfix/new');
  // What was only looked at is not chosen.
  await field.focus();
  await field.press('ArrowDown');
  await page.locator('li[role=option]').first().waitFor();
  await field.press('ArrowDown');
  await field.press('Tab');
  expect(await field.inputValue()).toBe('hotfix/new');
});

test('where a link asks about somebody or a name that there is not, the page says about what it answers', async () => {
  const { page } = seat;
  const said = page.locator('.notice').filter({ hasText: 'This link asks about something that is not here' });
  await follow(page, '/people?who={nobody}&branch=a..b');
  expect(await said.locator('p').allTextContents()).toEqual([
    'No list of this repository holds the person it names. What stands here is about you.',
    'Git does not allow a branch to be called as it says. What stands here is about main.',
  ]);
  await tab(page, 'Overview').click();
  await choose(page, 'Who', 'Priya Raman');
  await choose(page, 'on branch', 'release/1.0');
  await answered(page, 'Whether Priya Raman can push to release/1.0');
  expect(await said.count()).toBe(0);
});

test.each([
  ['people', 'Find a person'],
  ['branches', 'Find a branch'],
  ['matrix', 'Find a branch'],
  ['rules', 'Covering the branch'],
])('what is pasted to be found is no longer than a link holds: %s, %s', async (view, label) => {
  const { page } = seat;
  await follow(page, `/${view}`);
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.insertText('x'.repeat(1_048_576));
  await page
    .getByText(/^0 of|^Shown: 0 of|^Shown: .* 0 of|does not allow/)
    .filter({ visible: true })
    .first()
    .waitFor();
  expect(placeOf(page).length).toBeLessThan(1_100);
  const shown = await page.getByLabel(label, { exact: true }).inputValue();
  await follow(page, placeOf(page));
  expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe(shown);
});

test('what Back and Forward take away does not take the keyboard’s place with it', async () => {
  const { page } = seat;
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await follow(page, '/matrix');
  await page.getByRole('gridcell').first().click();
  const answer = page.locator('.cell-answer');
  await answer.waitFor();
  await page.goBack();
  await answer.waitFor({ state: 'hidden' });
  expect(await focused()).toContain('Denied');
  await follow(page, '/branches');
  await page.getByRole('button', { name: 'Priya Raman' }).click();
  await answer.waitFor();
  await page.goBack();
  await answer.waitFor({ state: 'hidden' });
  await page.waitForFunction(() => document.activeElement !== document.body);
  expect(await focused()).toBe('Branches');
});

test.each([
  ['paths that are none', ['//', '//evil.example/people', '/\\/', '?', '#', '/people/../builds', '/%E0%A4%A']],
  ['names of what objects have', ['/constructor', '/__proto__', '/overview?__proto__=x&who=constructor&with=toString']],
  ['scripts', ['javascript:alert(1)', '/overview?who=<img src=x onerror=alert(1)>&branch=<script>alert(1)</script>']],
  [
    'nobody, nothing and nowhere',
    ['/overview?who={nobody}&operation=explode&with=magic&branch=', '/overview?branch=a..b'],
  ],
  ['too much', [`/overview?branch=${'b'.repeat(5_000)}`, `/overview?${'a=1&'.repeat(2_000)}who=pipelines`]],
])('an address may hold anything, and the page opens: %s', async (_, places) => {
  const { page, complaints } = seat;
  for (const place of places) {
    await follow(page, place);
    await opened(page, 'Overview');
    await page.locator('#answer').waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    // What the address cannot name is as on the first visit.
    await answered(page, 'push to');
  }
  expect(complaints).toEqual([]);
});
