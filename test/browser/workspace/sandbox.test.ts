import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import { fits, open, startSandbox, violations, type Look, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const first = '/?world=workspace';
const panelOf = (page: Page): FrameLocator => page.frameLocator('iframe');

function panelSays(page: Page, text: string | RegExp): Promise<void> {
  return panelOf(page).locator('body').filter({ hasText: text }).waitFor();
}

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

/** Presses a button of the bar, with the mouse or by the keyboard, and waits for the page that it leads to. */
async function press(page: Page, name: string, by: 'mouse' | 'keys' = 'mouse'): Promise<void> {
  const loaded = page.waitForEvent('load');
  if (by === 'mouse') await button(page, name).click();
  else {
    await button(page, name).focus();
    await page.keyboard.press('Enter');
  }
  await loaded;
}

/** Waits until nothing runs, and nothing is due at once. */
async function rests(page: Page): Promise<void> {
  await page
    .locator('#background')
    .filter({ hasText: /^(Nothing runs|\d+ messages? waits?, the next one for)/ })
    .waitFor();
}

/** Reads all repositories: the limit of an hour lets through most of them at once, and the rest in the next. */
async function readAll(page: Page, by: 'mouse' | 'keys' = 'mouse'): Promise<void> {
  await press(page, 'Run the scheduled reading now', by);
  await rests(page);
  await press(page, '1 hour', by);
  await press(page, 'Run the scheduled reading now', by);
  await rests(page);
}

function quiet({ hosts, complaints }: Opened) {
  expect({ hosts: [...hosts], complaints }).toEqual({ hosts: [new URL(sandbox.address).host], complaints: [] });
}

test.each<[string, Look]>([
  ['light, wide', { colorScheme: 'light', width: 2560 }],
  ['dark, narrow', { colorScheme: 'dark', width: 320 }],
])('the bar is seen at once, fits, and is nothing for axe: %s', async (_, look) => {
  const opened = await open(sandbox, first, look);
  const { page, close } = opened;
  await panelSays(page, 'Nothing was read yet');
  expect(await page.title()).toBe('Who can push · acme');
  expect(await violations(page)).toEqual([]);
  expect(await fits(page)).toBe(true);
  quiet(opened);
  await close();
});

test('the buttons read, move time and show what changed, by keyboard and by mouse, from the list to a repository', async () => {
  const opened = await open(sandbox, first);
  const { page, close } = opened;
  await readAll(page, 'keys');
  await panelSays(page, '200 repositories');
  await page.reload();
  await panelSays(page, 'Something needs attention');

  const time = await page.locator('#now').textContent();
  await press(page, '1 week');
  expect(await page.locator('#now').textContent()).not.toBe(time);
  await readAll(page);
  await panelSays(page, 'Something needs attention');

  await panelOf(page).getByLabel('Find a repository').fill('playground');
  const link = panelOf(page).getByRole('link', { name: 'playground', exact: true });
  await link.waitFor();
  const [settings] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await settings.waitForURL(/surface=who-can-push-settings&repository=playground/);
  await panelSays(settings, 'acme/playground');
  await panelOf(settings).getByRole('tab', { name: 'History' }).click();
  await panelOf(settings).getByRole('list', { name: 'Changes, the latest first' }).waitFor();
  await panelSays(settings, /Tomás Vidal/);
  await Promise.all([settings.waitForEvent('load'), settings.getByRole('link', { name: 'Acme' }).click()]);
  await panelSays(settings, 'Something needs attention');
  quiet(opened);
  await close();
}, 400_000);

test('who administers three repositories sees these, and who administers none is told so', async () => {
  const opened = await open(sandbox, `${first}&viewer=repository-administrator&surface=who-can-push-workspace`);
  const { page, close } = opened;
  for (const own of ['checkout', 'playground', 'web']) await panelSays(page, own);
  const text = await panelOf(page).locator('body').innerText();
  expect(text).not.toMatch(/payments|vault|service-/);
  await close();
  const developer = await open(sandbox, `${first}&viewer=developer&surface=who-can-push-workspace`);
  await panelSays(developer.page, /administer/);
  expect(await panelOf(developer.page).locator('body').innerText()).not.toMatch(/payments|vault|service-|catalog/);
  await developer.close();
});

test('two tabs show the same clock, a restart keeps it, and everything can begin anew', async () => {
  const [one, other] = [await open(sandbox, first), await open(sandbox, first)];
  await press(one.page, '1 day');
  const moved = await one.page.locator('#now').textContent();
  const day = (moved ?? '').slice(0, 11);
  await other.page.locator('#now').filter({ hasText: day }).waitFor();
  const kept = () => readFileSync(path.join(sandbox.storage, 'workspace.json'), 'utf8');
  expect(kept()).toContain('"ahead"');
  await sandbox.restart();
  await one.page.reload();
  await one.page.locator('#now').filter({ hasText: day }).waitFor();
  const late = await panelOf(one.page)
    .locator('body')
    .evaluate(() => Date.now());
  expect(late - Date.now()).toBeGreaterThan(23 * 3_600_000);
  await press(one.page, 'Begin anew');
  await panelSays(one.page, 'Nothing was read yet');
  expect(
    await panelOf(one.page)
      .locator('body')
      .evaluate(() => Date.now()),
  ).toBeLessThan(Date.now() + 60_000);
  await one.close();
  await other.close();
});
