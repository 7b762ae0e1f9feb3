import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { signed } from '../../forge/webhook/signed';
import { fits, open, startSandbox, violations, type Look, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** The view of the keys over a world that no other test uses: keys are kept for each. */
async function builds(world: string, look: Look = {}): Promise<Opened> {
  return open(sandbox, `/worlds/${world}/administrator/who-can-push-settings/#/builds`, look);
}

const keysOn = (page: Page) => page.getByRole('list', { name: 'Keys' }).getByRole('listitem');
const make = (page: Page) => page.getByRole('button', { name: 'Make a key' });
const secret = (page: Page) => page.getByLabel('WHO_CAN_PUSH_KEY');

function hasFocus(element: Locator): Promise<boolean> {
  return element.evaluate((one) => one === document.activeElement);
}

test.each([
  ['light', 1280, 'ordinary-team', 'acme/web'],
  ['dark', 320, 'jenkins-token', 'acme/deploy'],
] as const)(
  'keys, in %s at %i pixels: made with a name, shown once, at most two, revoked after a second question',
  async (colorScheme, width, world, repository) => {
    let opened = await builds(world, { colorScheme, width });
    let { page } = opened;
    await page.getByText('This repository has no key').waitFor();
    const url = await page.getByLabel('Address that builds ask').inputValue();
    await page.getByLabel('What it is for').fill('Release in Pipelines');
    await make(page).click();
    const title = page.getByRole('heading', { name: 'The new key: Release in Pipelines' });
    await title.waitFor();
    expect(await hasFocus(title)).toBe(true);
    const value = await secret(page).inputValue();
    expect(value).toMatch(/^[\da-f]{16}:[\w+/]{43}=$/);
    const [id = '', sharedSecret = ''] = value.split(':');
    expect(await keysOn(page).first().textContent()).toMatch(
      new RegExp(`Release in Pipelines ${id}Made .*by you.*No use noted yet`),
    );
    expect(await fits(page)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    expect(await secret(page).count()).toBe(0);
    expect(await hasFocus(page.getByRole('heading', { name: 'Builds' }))).toBe(true);

    await page.getByRole('checkbox', { name: 'Answer without names' }).check();
    await make(page).click();
    await page
      .getByText('Two keys are valid at a time, so that one can replace the other: revoke one first.')
      .waitFor();
    expect(await keysOn(page).count()).toBe(2);
    expect(await keysOn(page).filter({ hasText: 'answers without names' }).textContent()).toContain('Without a name');
    expect(await make(page).getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await opened.close();

    const question = { repository, branch: 'main', actor: 'pipelines' };
    const { body, headers } = signed({ id, secret: sharedSecret, url }, { at: Date.now(), body: question });
    expect((await fetch(url, { method: 'POST', headers: Object.fromEntries(headers), body })).status).toBe(200);

    opened = await builds(world, { colorScheme, width });
    page = opened.page;
    const ours = keysOn(page).filter({ hasText: id });
    await ours.getByText('Last used').waitFor();
    expect(await page.content()).not.toContain(sharedSecret);
    const revoke = page.getByRole('button', { name: `Revoke ${id}` });
    await revoke.click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await revoke.waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent.startsWith('Revoke'));
    await revoke.click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    expect(await keysOn(page).count()).toBe(2);
    await revoke.click();
    // An action that cannot be undone looks like one.
    const surface = await page
      .getByRole('button', { name: 'Revoke this key' })
      .evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(surface).not.toMatch(/^rgba\(.*, 0\)$/);
    await page.getByRole('button', { name: 'Revoke this key' }).click();
    await ours.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Revoke [\da-f]{16}$/ }).click();
    await page.getByRole('button', { name: 'Revoke this key' }).click();
    await page.getByText('This repository has no key').waitFor();
    expect(opened.complaints).toEqual([]);
    await opened.close();
  },
);

test('a new key stays on the page, through other views and readings that fail, until it is stored; leaving asks', async () => {
  const { page, close } = await builds('open-repository');
  await make(page).click();
  const value = await secret(page).inputValue();

  await page.getByRole('tab', { name: 'Overview' }).click();
  const reminder = page.locator('section', { has: page.getByRole('heading', { name: 'A new key is not stored yet' }) });
  await reminder.first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByText('Reading again').waitFor({ state: 'detached' });
  await page.route('**/__bridge/invoke', (route) => route.abort());
  await page.getByRole('button', { name: 'Read again' }).first().click();
  await page.getByText('The browser did not reach Bitbucket.').first().waitFor();
  await page.getByRole('button', { name: 'Go to the key' }).click();
  expect(await secret(page).inputValue()).toBe(value);
  await page.unroute('**/__bridge/invoke');

  const asked = new Promise<string>((resolve) => {
    page.once('dialog', (dialog) => {
      resolve(dialog.type());
      void dialog.dismiss();
    });
  });
  await page.close({ runBeforeUnload: true });
  expect(await asked).toBe('beforeunload');
  await page.getByRole('button', { name: 'I have stored it' }).click();
  const closed = new Promise((resolve) => page.once('close', resolve));
  await page.close({ runBeforeUnload: true });
  await closed;
  await close();
});

test('a key that could not be made or revoked takes nothing away, and it is said what to do', async () => {
  const { page, close } = await builds('unknown-kind');
  await make(page).click();
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await page.route('**/__bridge/invoke', (route) => route.abort());
  await page.getByRole('button', { name: /^Revoke [\da-f]{16}$/ }).click();
  await page.getByRole('button', { name: 'Revoke this key' }).click();
  const alert = page.getByRole('alert');
  await alert.getByText('The browser did not reach Bitbucket. Check the connection and ask again').waitFor();
  expect(await keysOn(page).count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Revoke this key' }).count()).toBe(1);
  expect(await violations(page)).toEqual([]);
  await page.unroute('**/__bridge/invoke');
  await page.getByRole('button', { name: 'Revoke this key' }).click();
  await page.getByText('This repository has no key').waitFor();
  expect(await alert.count()).toBe(0);
  await close();
});
