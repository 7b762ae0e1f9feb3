import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { views } from '../../static/src/place/place';
import { fits, lookAt, open, startSandbox, violations, type Opened, type Sandbox } from './sandbox';

let sandbox: Sandbox;
let seat: Opened;
beforeAll(async () => {
  sandbox = await startSandbox();
  seat = await open(sandbox, '/worlds/');
});
afterAll(() => sandbox.close());

/** Every sentence that is in sight more than once; each row, entry and article is of somebody or something else. */
function saidTwice(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const blocks = [...document.querySelectorAll<HTMLElement>('main :is(p, li)')].filter(
      (block) =>
        block.checkVisibility() && !block.querySelector('p, li') && !block.closest('.rows, .entry, article, .hidden'),
    );
    const sentences = blocks
      .flatMap((block) => block.innerText.match(/[^.]+\S\.(?=\s|$)/g) ?? [])
      .map((one) => one.trim());
    return sentences.filter((one, at) => sentences.indexOf(one) !== at);
  });
}

const refusal =
  'remote: Permission denied to update branch main.\n ! [remote rejected] main -> main (pre-receive hook declined)';

describe('no view says the same sentence twice', () => {
  test.each([
    ['mergeability', 'administrator', 2],
    ['mergeability', 'administrator', 6],
    ['mergeability', 'administrator', 7],
    ['mergeability', 'administrator', 15],
    ['mergeability', 'administrator', 16],
    ['mergeability', 'administrator', 17],
    ['mergeability-without-admin', 'developer', 2],
    ['mergeability-without-admin', 'developer', 5],
  ])('beside a pull request: %s, %s, %i', async (world, viewer, number) => {
    const { page } = seat;
    const place = `/worlds/${world}/${viewer}/pull-requests/${String(number)}/who-can-push-pull-request/`;
    await page.goto(`${sandbox.address}${place}`);
    await page.locator('#answer').waitFor();
    expect(await saidTwice(page)).toEqual([]);
  });

  test.each(['mergeability', 'ordinary-team', 'effective-list-refused'])('settings: %s', async (world) => {
    const { page } = seat;
    await page.goto(`${sandbox.address}/worlds/${world}/administrator/who-can-push-settings/`);
    await page.locator('#answer').waitFor();
    for (const name of await page.getByRole('tab').allTextContents()) {
      await page.getByRole('tab', { name, exact: true }).click();
      if (name === 'Read a refusal') {
        await page.getByRole('textbox', { name: 'Paste what git' }).fill(refusal);
        await page.getByRole('button', { name: 'Read it' }).click();
        await page.getByRole('heading', { name: 'The live configuration on the same push' }).waitFor();
      }
      await page.locator('[role=tabpanel]:not([hidden])').getByText(/\S/).first().waitFor();
      await page
        .getByText(/Reading what was compared|Reading: |^Looking…$/)
        .first()
        .waitFor({ state: 'hidden' });
      expect({ name, twice: await saidTwice(page) }).toEqual({ name, twice: [] });
    }
  });
});

test('every tab is in sight in every width, and opens by the keyboard', async () => {
  const { page } = seat;
  await page.goto(`${sandbox.address}/worlds/ordinary-team/administrator/who-can-push-settings/`);
  await page.locator('#answer').waitFor();
  const tabs = page.getByRole('tab');
  await tabs.first().focus();
  const titles = await tabs.allTextContents();
  expect(titles).toHaveLength(views.length);
  for (const look of [{ width: 320 }, { width: 400, colorScheme: 'dark' }, { width: 1280 }] as const) {
    await lookAt(page, look);
    for (const title of [...titles.slice(1), titles[0]]) {
      await page.keyboard.press('ArrowRight');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(title);
      expect(await page.getByRole('tab', { selected: true }).textContent()).toBe(title);
      for (const tab of await tabs.all()) {
        const { x, width } = (await tab.boundingBox()) ?? { x: -1, width: 0 };
        expect(x >= 0 && x + width <= look.width).toBe(true);
      }
      expect(await fits(page)).toBe(true);
    }
    expect(await violations(page)).toEqual([]);
  }
});
