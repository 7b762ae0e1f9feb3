import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fits, open, startSandbox, violations, type Sandbox } from './sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const prompt = (page: Page) => page.getByRole('dialog', { name: 'Allow access' });
const scopes = (page: Page) => page.getByRole('dialog', { name: 'Who Can Push asks for access' });
const beside = '/pull-requests/7/who-can-push-pull-request/';

async function holds(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await fits(page)).toBe(true);
}

test.each([
  ['light', 1280],
  ['dark', 320],
] as const)(
  'beside a pull request, in %s at %i pixels, nobody is asked whom the rules answer; who wants more is',
  async (colorScheme, width) => {
    const look = { colorScheme, width };
    const { page, complaints, close } = await open(sandbox, `/worlds/first-visit/developer${beside}`, look);
    await page.getByRole('heading', { name: 'You can merge this' }).waitFor();
    await page.getByText('were read by the app').waitFor();
    expect(await prompt(page).count()).toBe(0);
    await holds(page);
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByText('Reading again…').waitFor({ state: 'detached' });
    expect(await prompt(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Ask Bitbucket too' }).click();
    await prompt(page).waitFor();
    await holds(page);
    // Who declines is back where they were.
    await page.reload();
    await page.getByRole('heading', { name: 'You can merge this' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  },
);

test('an administrator is answered there too, without names', async () => {
  const { page, close } = await open(sandbox, `/worlds/first-visit/administrator${beside}`);
  await page.getByRole('button', { name: 'Ask Bitbucket too' }).waitFor();
  expect(await page.content()).not.toMatch(/Harvey|Mei Tanaka/);
  await close();
});

test.each([
  ['light', 1280],
  ['dark', 320],
] as const)(
  'the settings page asks, in %s at %i pixels; declined it reads nothing, allowed it is as for anybody',
  async (colorScheme, width) => {
    // Each its own person: what one allows is not asked again.
    const viewer = width === 320 ? 'developer' : 'administrator';
    const place = `/worlds/first-visit/${viewer}/who-can-push-settings/`;
    const { page, complaints, close } = await open(sandbox, place, { colorScheme, width });
    await prompt(page).waitFor();
    await holds(page);
    await prompt(page).getByRole('button', { name: 'Allow access' }).click();
    expect(await scopes(page).getByRole('listitem').allTextContents()).toContain('admin:repository:bitbucket');
    await holds(page);
    await scopes(page).getByRole('button', { name: 'Cancel' }).click();
    await prompt(page).getByText('You have not allowed it. Nothing was read.').waitFor();
    await holds(page);
    await prompt(page).getByRole('button', { name: 'Allow access' }).click();
    await scopes(page).getByRole('button', { name: 'Accept' }).click();
    const after = viewer === 'administrator' ? page.locator('#answer') : page.getByText('Only administrators of');
    await after.waitFor();
    expect((await prompt(page).count()) + (await scopes(page).count())).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  },
);
