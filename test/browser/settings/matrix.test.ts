import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { fits, lookAt, open, startSandbox, violations, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

async function matrix(world: string, params = '', width = 1280) {
  const place = `/worlds/${world}/administrator/who-can-push-settings/#/matrix${params === '' ? '' : `?${params}`}`;
  const opened = await open(sandbox, place, { width });
  await opened.page.getByRole('grid').waitFor();
  return opened;
}

const headings = (page: Page) => page.getByRole('columnheader').allTextContents();
const people = (page: Page) => page.getByRole('rowheader').allTextContents();
/** The verdicts of whoever is called so. */
const verdicts = (page: Page, name: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) })
    .getByRole('gridcell')
    .allTextContents();
const cell = (page: Page, row: number, column: number): Locator =>
  page.locator(`[data-row="${String(row)}"][data-column="${String(column)}"]`);
const focused = (page: Page) =>
  page.evaluate(() => {
    const { row, column } = (document.activeElement as HTMLElement | null)?.dataset ?? {};
    return `${row ?? ''} ${column ?? ''}`;
  });

/** Every width and colour that people have: nothing overflows, and axe finds nothing. */
async function looksWell(page: Page): Promise<void> {
  for (const look of [{ width: 320 }, { width: 400, colorScheme: 'dark' }, { width: 2560 }, {}] as const) {
    await lookAt(page, look);
    expect({ look, fits: await fits(page), wrong: await violations(page) }).toEqual({ look, fits: true, wrong: [] });
  }
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
}

describe('the matrix', () => {
  test('has everybody by the branches that meet the same rules, main first; and its filters narrow it down', async () => {
    const { page, complaints, close } = await matrix('overlapping-rules');
    expect(await headings(page)).toEqual(['People', 'main', 'develop and 1 more', 'release/1.9', 'release/2.0']);
    expect(await verdicts(page, 'Harvey Jones')).toEqual(['✓ Allowed', '✗ Denied', '? Unknown', '? Unknown']);
    const status = page.getByRole('status').filter({ hasText: 'Shown:' });
    expect(await status.textContent()).toBe('Shown: 13 of 13 people and other actors, 5 of 5 branches in 4 columns');
    await looksWell(page);

    await page.getByText('More filters').click();
    await page.getByLabel('Every branch by itself').check();
    await page.getByRole('columnheader').nth(5).waitFor();
    expect(await headings(page)).toHaveLength(6);
    await page.getByLabel('Every branch by itself').uncheck();
    await page.getByLabel('Only what differs').check();
    await page.getByRole('rowheader', { name: 'Repository access token and 7 more' }).waitFor();
    expect(await people(page)).toEqual([
      expect.stringContaining('Ana Lovell'),
      expect.stringContaining('Harvey Jones'),
      expect.stringContaining('Mei Tanaka'),
      'Repository access token and 7 more',
    ]);
    expect(await headings(page)).toEqual(['People', 'main', 'release/1.9', 'release/2.0']);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Only what differs').uncheck();
    await page.getByLabel('Verdict').selectOption('allowed');
    await page.waitForFunction(() => document.querySelectorAll('[role="rowheader"]').length === 2);
    expect(await people(page)).toEqual([expect.stringContaining('Harvey'), expect.stringContaining('Mei')]);
    expect(await headings(page)).toEqual(['People', 'main', 'release/2.0']);
    await page.getByLabel('Find a branch').fill('no-such');
    await page.getByText('No branch is called').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByRole('columnheader', { name: 'develop' }).waitFor();
    await page.getByLabel('Find a person').fill('mei');
    await page.waitForFunction(() => document.querySelectorAll('[role="rowheader"]').length === 1);
    expect(complaints).toEqual([]);
    await close();
  });

  test('is gone through by cell with the keyboard; Enter explains beside it, Escape returns', async () => {
    const { page, complaints, close } = await matrix('overlapping-rules', 'branch=main');
    // The asked cell is where the keyboard begins: you, on main.
    await page.getByRole('grid').locator('[tabindex="0"]').focus();
    const start = await focused(page);
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
    expect([start, await focused(page)]).toEqual([expect.stringMatching(/^\d+ 0$/), '0 0']);
    for (const [key, at] of [
      ['ArrowDown', '1 0'],
      ['ArrowRight', '1 1'],
      ['ArrowUp', '0 1'],
      ['ArrowUp', '-1 1'],
      ['ArrowUp', '-1 1'],
      ['ArrowDown', '0 1'],
      ['End', '0 3'],
      ['Home', '0 -1'],
      ['Control+End', '12 3'],
      ['Control+Home', '0 -1'],
      ['PageDown', '([1-9]|1[0-2]) -1'],
      ['PageUp', '0 -1'],
      ['ArrowRight', '0 0'],
      ['ArrowDown', '1 0'],
      ['ArrowDown', '2 0'],
    ] as const) {
      await page.keyboard.press(key);
      await page.waitForFunction(
        (wanted) => {
          const { row, column } = (document.activeElement as HTMLElement | null)?.dataset ?? {};
          return new RegExp(`^${wanted}$`).test(`${row ?? ''} ${column ?? ''}`);
        },
        at,
        { timeout: 10_000 },
      );
      expect([key, await focused(page)]).toEqual([key, expect.stringMatching(`^${at}$`)]);
    }
    await page.keyboard.press('Enter');
    const answer = page.getByRole('group', { name: /Mei Tanaka cannot push to main/ });
    await answer.waitFor();
    expect(await answer.evaluate((box) => box.contains(document.activeElement))).toBe(true);
    expect(await cell(page, 2, 0).getAttribute('aria-selected')).toBe('true');
    await looksWell(page);
    await page.keyboard.press('Escape');
    await answer.waitFor({ state: 'detached' });
    await page.waitForFunction(() => (document.activeElement as HTMLElement).dataset['row'] === '2');
    expect(await focused(page)).toBe('2 0');

    // A heading tells of the branches of its column, and a name of the person.
    await cell(page, -1, 1).click();
    const branches = page.getByRole('group', { name: /Push to develop/ });
    expect(await branches.textContent()).toContain('1 other branch too');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await cell(page, 1, -1).click();
    const person = page.getByRole('group', { name: /Harvey Jones/ });
    expect(await person.textContent()).toContain('1 branch: main');
    expect(await violations(page)).toEqual([]);
    await person.getByRole('button', { name: 'Compare with somebody' }).click();
    await page.getByRole('heading', { name: /What differs between Harvey Jones and/ }).waitFor();
    expect(await people(page)).toHaveLength(2);
    expect([await fits(page), await violations(page)]).toEqual([true, []]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a link opens the same cell of the same table', async () => {
    const { page, close } = await matrix('overlapping-rules', 'branch=release%2F2.0&differs=yes&open=cell');
    await page.getByRole('group', { name: /can push to release\/2\.0/ }).waitFor();
    expect(await headings(page)).toEqual(['People', 'main', 'release/1.9', 'release/2.0']);
    await close();
  });

  test.each(['odd-names', 'empty-repository', 'broken-entries', 'effective-list-refused'])(
    'of the world %s fits and can be read',
    async (world) => {
      const place = `/worlds/${world}/administrator/who-can-push-settings/#/matrix`;
      const { page, complaints, close } = await open(sandbox, place, { width: 320 });
      await page.getByRole('grid').or(page.getByText('There are no branches yet')).waitFor();
      expect([await fits(page), await violations(page)]).toEqual([true, []]);
      await lookAt(page, { colorScheme: 'dark' });
      expect([await fits(page), await violations(page)]).toEqual([true, []]);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test('of the large world draws what is in sight alone, and keeps the focus while it scrolls', async () => {
    const { page, complaints, close } = await matrix('large');
    const grid = page.getByRole('grid');
    expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(4_000);
    expect(await page.getByRole('gridcell').count()).toBeLessThan(700);
    await grid.locator('[tabindex="0"]').focus();
    await page.keyboard.press('Control+End');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-colindex') === '228');
    const last = await focused(page);
    await grid.evaluate((table) => {
      table.scrollTo(0, 0);
    });
    await cell(page, 0, -1).waitFor();
    expect(await focused(page)).toBe(last);
    expect([await fits(page), await violations(page)]).toEqual([true, []]);
    await page.getByText('More filters').click();
    await page.getByLabel('Only what differs').check();
    await page.waitForFunction(
      () => Number(document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')) < 100,
    );
    await page.getByLabel('Every branch by itself').check();
    await page.getByLabel('Only what differs').uncheck();
    await page.waitForFunction(
      () => document.querySelector('[role="grid"]')?.getAttribute('aria-colcount') === '10001',
    );
    expect(await page.getByRole('gridcell').count()).toBeLessThan(700);
    expect(complaints).toEqual([]);
    await close();
  }, 180_000);
});
