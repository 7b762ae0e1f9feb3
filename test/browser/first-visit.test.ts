import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fits, open, startSandbox, violations, type Sandbox } from './sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
}, 60_000);
afterAll(() => sandbox.close());

test('on the first visit Forge asks for consent, and after it the page is as for anybody', async () => {
  const { page, complaints } = await open(sandbox, '/worlds/first-visit/administrator/who-can-push-settings/');
  const asked = page.getByRole('dialog', { name: 'Allow access' });
  await asked.waitFor();
  expect(await asked.getByRole('listitem').allTextContents()).toContain('admin:repository:bitbucket');
  expect(await violations(page)).toEqual([]);
  expect(await fits(page)).toBe(true);
  await asked.getByRole('button', { name: 'Allow access' }).click();
  await page.locator('#answer').waitFor();
  expect(await asked.count()).toBe(0);
  expect(complaints).toEqual([]);
}, 60_000);
