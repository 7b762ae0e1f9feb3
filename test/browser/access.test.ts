import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fits, lookAt, open, startSandbox, violations, type Sandbox } from './sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
}, 60_000);
afterAll(() => sandbox.close());

const rowsOf = (page: Page) =>
  page.getByRole('region', { name: 'People and their permissions' }).locator('li[aria-posinset]');

async function report(world: string) {
  const opened = await open(sandbox, `/worlds/${world}/administrator/who-can-push-settings/`);
  const requests: string[] = [];
  await opened.page.locator('#answer').waitFor();
  // The page's own files may still come; a call of the app is a request of another kind.
  opened.page.on('request', (request) => {
    if (!request.url().includes('/assets/')) requests.push(request.url());
  });
  await opened.page.getByRole('tab', { name: 'Access' }).click();
  await rowsOf(opened.page).first().waitFor();
  return { ...opened, requests };
}

describe('the access report', () => {
  test('has everybody with every source, the page where it stands, and which decides; nothing is asked for it', async () => {
    const { page, requests, complaints, close } = await report('nested-project-grants');
    const priya = rowsOf(page).filter({ hasText: 'Priya Raman' });
    const sources = priya.locator('.sources li');
    expect(await sources.allTextContents()).toEqual([
      'read through the group platform on the repository (membership deduced) Permissions',
      'write through the group platform on the project Platform (membership deduced) Project permissions decides',
    ]);
    expect(await sources.nth(1).getByRole('link').getAttribute('href')).toBe(
      'https://bitbucket.org/acme/workspace/projects/PLAT/settings/permissions',
    );
    for (const look of [{}, { colorScheme: 'dark', width: 400 }] as const) {
      await lookAt(page, look);
      expect([await fits(page), await violations(page)]).toEqual([true, []]);
    }
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
    await close();
  }, 30_000);

  test('is narrowed down by permission and by name', async () => {
    const { page, close } = await report('ordinary-team');
    await page.getByRole('button', { name: 'Write 4' }).click();
    expect(await rowsOf(page).count()).toBe(4);
    await page.getByLabel('Find a person').fill('mei');
    expect(await rowsOf(page).allTextContents()).toEqual([expect.stringContaining('Mei Tanaka')]);
    await page.getByRole('button', { name: 'Admin 1' }).click();
    await page.getByText('Nobody here.').waitFor();
    await close();
  }, 30_000);

  test('where the list of everybody is refused, says of whom it is not known, and who could see', async () => {
    const { page, close } = await report('effective-list-refused');
    await page.getByRole('button', { name: 'Not known 2' }).click();
    expect(await rowsOf(page).allTextContents()).toEqual([
      expect.stringContaining('Mei Tanaka'),
      expect.stringContaining('Priya Raman'),
    ]);
    expect(await page.getByText('An administrator of acme/portal or of the workspace acme can read').count()).toBe(1);
    await close();
  }, 30_000);

  test('an answer shows the path too, whatever else refuses', async () => {
    const { page, close } = await open(sandbox, '/worlds/ordinary-team/administrator/who-can-push-settings/');
    await page.locator('#answer').filter({ hasText: 'Denied' }).waitFor();
    const finding = page.getByRole('listitem').filter({ hasText: 'is an administrator of acme/web, which includes' });
    expect(await finding.textContent()).toContain('with admin permission on acme/web, given on the repository itself.');
    expect(await finding.textContent()).toContain('is an administrator of the workspace acme');
    await close();
  }, 30_000);
});
