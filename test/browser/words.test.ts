import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { open, startSandbox, type Sandbox } from './sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const settings = (world: string) => `/worlds/${world}/administrator/who-can-push-settings/`;

test('a link that the person declines to follow is no fault of the page', async () => {
  const { page, complaints, close } = await open(sandbox, settings('ordinary-team'));
  await page.locator('#answer').waitFor();
  await page.evaluate(() => {
    window.open = () => {
      throw new Error('The person declined.');
    };
  });
  await page.getByRole('link').first().click();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  expect(complaints).toEqual([]);
  await close();
});

test('two people of one name can be distinguished, in the list and in the sentences', async () => {
  const { page, close } = await open(sandbox, `${settings('odd-names')}#/branches?branch=main`);
  const rows = page.getByRole('region', { name: 'People on' });
  await rows.getByRole('button', { name: 'Sam Lee sam-lee' }).waitFor();
  await rows.getByText('is for Sam Lee (sam), and Sam Lee (sam-lee) is not on that list').waitFor();
  await close();
});

test('the page opens without the theme, and says so where nothing can be opened', async () => {
  const { page, close } = await open(sandbox, settings('ordinary-team'));
  await page.locator('#answer').waitFor();
  const without = (command: string) =>
    page.context().addInitScript((name) => {
      let bridge: { callBridge: (command: string, payload: unknown) => Promise<unknown> } | undefined;
      Object.defineProperty(globalThis, '__bridge', {
        get: () => bridge,
        set: (given: NonNullable<typeof bridge>) => {
          bridge = {
            callBridge: (one, payload) =>
              one === name ? Promise.reject(new Error('out of order')) : given.callBridge(one, payload),
          };
        },
      });
    }, command);
  await without('enableTheming');
  await page.reload();
  await page.locator('#answer').waitFor();
  await close();
  const other = await open(sandbox, settings('ordinary-team'));
  await other.page.context().addInitScript(() => {
    Object.defineProperty(globalThis, '__bridge', {
      value: { callBridge: () => Promise.reject(new Error('out of order')) },
    });
  });
  await other.page.reload();
  await other.page.getByText('The page could not be opened').waitFor();
  await other.page.getByRole('button', { name: 'Ask again' }).waitFor();
  await other.close();
});

test.each([
  [
    'Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36',
    // One below the other.
    'git fetch origin git switch feature/behind git merge origin/feature/behind',
  ],
  [
    'Linux',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36',
    'git fetch origin && git switch feature/behind && git merge origin/feature/behind',
  ],
])('commands are for the shell of %s', async (_, userAgent, words) => {
  const context = await sandbox.browser.newContext({ userAgent });
  const page: Page = await context.newPage();
  await page.goto(`${sandbox.address}/worlds/pull-requests/administrator/who-can-push-settings/`);
  await page.getByRole('tab', { name: 'Pull requests' }).click();
  await page.getByRole('button', { name: 'Log in with a passkey' }).click();
  const commands = page.getByRole('listitem').filter({ hasText: 'git merge origin/feature/behind' });
  const way = commands.filter({ hasText: 'git fetch origin' }).last();
  // The buttons that copy stand between the commands.
  const text = (await way.innerText()).replaceAll(/\s*Copy\s*/g, ' ').replaceAll(/\s+/g, ' ');
  expect(text).toContain(words);
  await context.close();
});
