import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fits, focused, type Look, lookAt, open, type Sandbox, startSandbox, violations } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const rows = (page: Page) =>
  page.getByRole('region', { name: 'People and their permissions' }).locator('li[aria-posinset]');
const answer = (page: Page) => page.locator('.cell-answer');

async function people(world: string, params = '') {
  const opened = await open(sandbox, `/worlds/${world}/administrator/who-can-push-settings/#/people?${params}`);
  const requests: string[] = [];
  await opened.page.getByRole('heading', { name: 'People', exact: true }).waitFor();
  // The page's own files and the branches may still come; what is opened from here on asks for nothing.
  await opened.page.waitForLoadState('networkidle');
  opened.page.on('request', (request) => {
    if (!request.url().includes('/assets/')) requests.push(request.url());
  });
  return { ...opened, requests };
}

async function holds(page: Page, looks: Look[] = [{}, { colorScheme: 'dark', width: 320 }]) {
  for (const look of looks) {
    await lookAt(page, look);
    expect([look, await fits(page), await violations(page)]).toEqual([look, true, []]);
  }
}

describe('everybody', () => {
  test('has every source with the page where it stands, and which decides; nothing is asked for it', async () => {
    const { page, requests, complaints, close } = await people('nested-project-grants');
    const sources = rows(page).filter({ hasText: 'Priya Raman' }).locator('.sources li');
    expect(await sources.allTextContents()).toEqual([
      'read through the group platform on the repository (membership deduced) Permissions',
      'write through the group platform on the project Platform (membership deduced) Project permissions decides',
    ]);
    expect(await sources.nth(1).getByRole('link').getAttribute('href')).toBe(
      'https://bitbucket.org/acme/workspace/projects/PLAT/settings/permissions',
    );
    await holds(page, [{}, { colorScheme: 'dark', width: 320 }, { width: 2560 }]);
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
    await close();
  });

  test('is narrowed down by permission and by name, the very name first, and Enter opens the first', async () => {
    const { page, close } = await people('ordinary-team');
    await page.getByRole('button', { name: 'Write 4' }).click();
    expect(await rows(page).count()).toBe(4);
    await page.getByLabel('Find a person').fill('mei');
    expect(await rows(page).allTextContents()).toEqual([expect.stringContaining('Mei Tanaka')]);
    await page.getByRole('button', { name: 'Admin 1' }).click();
    await page.getByText('Nobody here by that name').waitFor();
    await page.getByRole('button', { name: 'Everybody 6' }).click();
    await page.getByLabel('Find a person').press('Enter');
    await page.getByRole('heading', { name: 'Mei Tanaka' }).waitFor();
    await close();
  });

  test('where the list of everybody is refused, says of whom it is not known, and who could see', async () => {
    const { page, close } = await people('effective-list-refused');
    await page.getByRole('button', { name: 'Not known 2' }).click();
    expect(await rows(page).allTextContents()).toEqual([
      expect.stringContaining('Mei Tanaka'),
      expect.stringContaining('Priya Raman'),
    ]);
    expect(await page.getByText('An administrator of acme/portal or of the workspace acme can read').count()).toBe(1);
    await close();
  });

  test('of thousands, those in sight are drawn', async () => {
    const { page, complaints, close } = await people('large');
    await page.getByText('4,429 of 4,429 people').waitFor();
    expect(await rows(page).count()).toBeLessThan(60);
    await page.getByLabel('Find a person').fill('tanaka');
    await page.getByText(/^\d+ of 4,429 people$/).waitFor();
    await rows(page).first().getByRole('button').click();
    const table = page.getByRole('table');
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(31);
    await page.getByRole('button', { name: 'Show 30 more' }).click();
    expect(await table.getByRole('row').count()).toBe(61);
    await holds(page);
    expect(complaints).toEqual([]);
    await close();
  }, 180_000);
});

describe('one person', () => {
  test('has their permission with its sources, and every class of branches with the five operations', async () => {
    const { page, requests, close } = await people('ordinary-team');
    await rows(page).getByRole('button', { name: /^Mei/ }).click();
    expect(await focused(page)).toBe('Mei Tanaka mei');
    await page.getByText('write through a group whose members we cannot see').waitFor();
    const cells = page.getByRole('table').getByRole('row');
    expect(await cells.first().getByRole('columnheader').allTextContents()).toEqual([
      'Branches',
      'Push',
      'Create',
      'Force-push',
      'Delete',
      'Merge',
    ]);
    expect(await cells.getByRole('rowheader').allTextContents()).toEqual([
      'main',
      '4 branches: bugfix/cart-total, develop, feature/login and feature/search',
      '2 branches: release/1.0 and release/1.1',
    ]);
    expect(await cells.nth(1).getByRole('button').allTextContents()).toEqual([
      '✓Allowed: push, main',
      '✓Allowed: create, main',
      '✗Denied: force-push, main',
      '✗Denied: delete, main',
      '✓Allowed: merge, main',
    ]);
    await page.getByText('Push: on 5 of 7 branches, for 2 it is not known').waitFor();
    expect(requests).toEqual([]);
    await close();
  });

  test('a cell opens its answer below its row, by the keyboard too; Escape closes it, and then the person', async () => {
    const { page, close } = await people('ordinary-team', 'open={60cad0b1-b371-4182-bd29-1d74687032bb}');
    await page.getByRole('button', { name: 'Denied: push, main' }).focus();
    await page.keyboard.press('Enter');
    await answer(page).getByText('You cannot push to main in acme/web.', { exact: true }).waitFor();
    expect(await focused(page)).toContain('You cannot push');
    await holds(page, [{}, { colorScheme: 'dark', width: 320 }, { width: 2560 }]);
    await page.keyboard.press('Escape');
    await answer(page).waitFor({ state: 'detached' });
    expect(await focused(page)).toContain('push, main');
    await page.keyboard.press('Escape');
    await rows(page).first().waitFor();
    expect(await focused(page)).toBe('Ana Lovell ana');
    await close();
  });

  test('who is open, and which cell, stand in the place: a link and Back lead there', async () => {
    const { page, close } = await people('ordinary-team');
    await rows(page)
      .getByRole('button', { name: /^Priya/ })
      .click();
    await page.getByRole('button', { name: /delete, main/ }).click();
    await answer(page).waitFor();
    await page.reload();
    await answer(page).getByText('Priya Raman cannot delete the branch main in acme/web.', { exact: true }).waitFor();
    await page.goBack();
    await answer(page).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Priya Raman' }).waitFor();
    await page.goBack();
    await rows(page).first().waitFor();
    await close();
  });

  test('an actor that no list can name has a page too', async () => {
    const { page, close } = await people('pipelines-exception');
    await page.getByText('Automation: tokens, keys').click();
    await page.getByRole('button', { name: 'Pipelines' }).click();
    await page.getByText('no branch restriction can list it').waitFor();
    await page.getByRole('button', { name: /Unknown: push, main/ }).click();
    await answer(page).waitFor();
    await holds(page);
    await close();
  });
});

test('an answer shows the path too, whatever else refuses', async () => {
  const { page, close } = await open(sandbox, '/worlds/ordinary-team/administrator/who-can-push-settings/');
  await page.locator('#answer').filter({ hasText: 'Denied' }).waitFor();
  const finding = page
    .getByRole('listitem')
    .filter({ hasText: 'You are an administrator of acme/web, which includes' });
  expect(await finding.textContent()).toContain('with admin permission on acme/web, given on the repository itself.');
  expect(await finding.textContent()).toContain('You are an administrator of the workspace acme');
  await close();
});
