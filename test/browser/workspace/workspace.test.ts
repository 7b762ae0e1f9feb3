import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fits, lookAt, open, startSandbox, violations, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const world = '/worlds/workspace';

function pageOf(viewer: string, at = ''): Promise<Opened> {
  return open(sandbox, `${world}/${viewer}/who-can-push-workspace/${at}`);
}

const list = (page: Page) => page.getByRole('region', { name: 'List of repositories' });
const rows = (page: Page) => list(page).locator('li[aria-posinset]');

/** Presses a button of the bar around the page. */
async function press(what: 'time' | 'scheduled', fields: Record<string, string> = {}) {
  const { status } = await fetch(`${sandbox.address}${world}/${what}`, {
    method: 'POST',
    headers: { origin: sandbox.address },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  if (status !== 303) throw new Error(`The button answered ${String(status)}.`);
}

/** Has the schedule called, and opens the page anew, until it says so. */
async function untilItSays(page: Page, text: RegExp) {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    if (attempt % 5 === 0) await press('scheduled');
    await page.reload();
    await page.locator('.workspace-short').waitFor();
    if (text.test(await page.locator('main').innerText())) return;
    await page.waitForTimeout(1_000);
  }
  throw new Error(`The page does not say ${String(text)}, but: ${await page.locator('main').innerText()}`);
}

test('whoever administers nothing is shown nothing', async () => {
  const { page, complaints, close } = await pageOf('developer');
  await page.getByText('You administer no repository of this workspace').waitFor();
  expect([await page.locator('main li').count(), await violations(page), complaints]).toEqual([0, [], []]);
  await close();
});

test('an administrator of three repositories reads these as themself, and a row leads to its settings', async () => {
  const { page, complaints, close } = await pageOf('repository-administrator');
  await page.getByText('3 repositories that you administer; the rules of 3 of them were not read.').waitFor();
  await page.getByRole('button', { name: 'Read 3 repositories' }).click();
  await page.getByText('Done: 3 repositories were read.').waitFor();
  await page.getByText('3 repositories that you administer, and the rules of all of them were read.').waitFor();
  expect(await rows(page).count()).toBe(3);
  expect(await rows(page).first().textContent()).toContain('by an administrator');
  const name = (await rows(page).first().getByRole('link').textContent()) ?? '';
  const [settings] = await Promise.all([page.waitForEvent('popup'), rows(page).first().getByRole('link').click()]);
  await settings.getByRole('tab', { name: 'Overview' }).waitFor();
  expect(await settings.locator('.page-header').textContent()).toContain(`acme/${name}`);
  await settings.getByRole('tab', { name: 'History' }).click();
  await settings.getByText('Nothing changed between the readings that are kept.').waitFor();
  expect(complaints).toEqual([]);
  await close();
}, 180_000);

test('the app reads the workspace by itself; what changed in a week stands in its list, and in the history', async () => {
  const { page, complaints, close } = await pageOf('administrator');
  await page.getByText('200 repositories; ').waitFor();
  await untilItSays(page, /200 repositories(; the rules of 1?\d of them were|, and the rules of all)/);
  for (const look of [{ width: 320, colorScheme: 'dark' }, { width: 1280 }] as const) {
    await lookAt(page, look);
    expect([look, await fits(page), await violations(page)]).toEqual([look, true, []]);
  }
  await press('time', { by: 'week' });
  await untilItSays(page, /Changed in 7 days \d/);
  await page.getByRole('button', { name: /^Changed in 7 days/ }).click();
  await rows(page).first().getByRole('button').click();
  await page.getByText('Something changed between').waitFor();
  const [settings] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'What it was, in its history' }).click(),
  ]);
  const entries = settings.getByRole('list', { name: 'Changes, the latest first' }).locator('> li');
  await entries.first().waitFor();
  expect(await entries.first().textContent()).toMatch(/^Between .+ and .+\./);
  expect(await violations(settings)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
}, 300_000);
