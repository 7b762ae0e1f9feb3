import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { emptyFolder, typed } from '../cli/terminal';
import { reportOf } from '../cli/workspace/report-of';
import { seededFolder } from '../cli/workspace/seeded';
import { fits, startBrowser, violations } from './sandbox';

let browser: Browser;
const folder = emptyFolder();
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** Opens a page from its file. `complaints` are those of its policy, and what it asks of the network. */
async function opened(
  html: string,
  look: { width: number; colorScheme: 'light' | 'dark' },
): Promise<{ page: Page; complaints: string[]; close: () => Promise<void> }> {
  const file = path.join(folder, 'report.html');
  writeFileSync(file, html);
  const context = await browser.newContext({
    colorScheme: look.colorScheme,
    viewport: { width: look.width, height: 900 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  return { page, complaints, close: () => context.close() };
}

async function seeded(): Promise<string> {
  return (await typed(['report', '--world', seededFolder(), '--format', 'html'])).out;
}

describe('a report as a page', () => {
  test.each([
    [320, 'light'],
    [320, 'dark'],
    [1280, 'light'],
    [2560, 'dark'],
  ] as const)('at %i px, %s: it fits, can be read by everybody, and asks for nothing', async (width, colorScheme) => {
    const { page, complaints, close } = await opened(await seeded(), { width, colorScheme });
    expect(await fits(page)).toBe(true);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground === 'rgb(255, 255, 255)').toBe(colorScheme === 'light');
    await close();
  });

  test('each line of the contents leads to its section', async () => {
    const { page, close } = await opened(await seeded(), { width: 1280, colorScheme: 'light' });
    await page
      .getByRole('navigation', { name: 'Contents' })
      .getByRole('link', { name: 'Who administers how many' })
      .click();
    const heading = page.getByRole('heading', { name: 'Who administers how many' });
    const box = await heading.boundingBox();
    expect(box?.y).toBeLessThan(900);
    const table = page.getByRole('table', { name: 'Administrators of 10 repositories' });
    expect(await table.getByRole('rowheader').allTextContents()).toEqual(['Ana Lovell', 'Oskar Lind']);
    await close();
  });

  test('2,000 repositories: all are there, and it fits', async () => {
    const { page, close } = await opened(reportOf(2_000), { width: 320, colorScheme: 'light' });
    expect(await fits(page)).toBe(true);
    expect(await page.getByRole('rowheader').count()).toBeGreaterThan(2_000);
    await close();
  });
});
