import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { fits, lookAt, open, startSandbox, violations, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
let seat: Opened;
beforeAll(async () => {
  sandbox = await startSandbox();
  seat = await open(sandbox, settings('ordinary-team'));
});
afterAll(() => sandbox.close());
beforeEach(() => seat.page.unrouteAll());

function settings(world: string): string {
  return `/worlds/${world}/administrator/who-can-push-settings/`;
}

async function enter(world: string, place = '/overview'): Promise<Page> {
  const { page } = seat;
  // From elsewhere, as another place of the same page would not load it anew; once, as the world counts readings.
  await page.goto('about:blank');
  await page.goto(`${sandbox.address}${settings(world)}#${place}`);
  await page.getByRole('tab', { selected: true }).waitFor();
  await page.getByText('Reading branches').first().waitFor({ state: 'hidden' });
  return page;
}

const button = (page: Page) => page.getByRole('button', { name: 'Read again' }).first();
const said = (page: Page) => page.locator('.read-again');
const answered = (page: Page, text: string) => page.locator('#answer').filter({ hasText: text }).waitFor();
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

/** Answers one function of the app in its place. */
async function instead(page: Page, key: string, answer: (route: Route) => Promise<void>) {
  await page.route('**/__bridge/invoke', (route) => {
    const body = route.request().postData() ?? '';
    return body.includes(`"functionKey":"${key}"`) ? answer(route) : route.continue();
  });
}

describe('reading again', () => {
  test('says whose verdicts changed and what was changed, and then that nothing did', async () => {
    const page = await enter('read-again');
    await answered(page, 'You cannot push to main');
    await button(page).click();
    await said(page).getByText('What changed since the last reading').waitFor();
    await said(page).getByText('1 branch was created').waitFor({ state: 'attached' });
    expect(await said(page).locator('.verdicts li').allTextContents()).toEqual([
      'You can now push to main.',
      'Mei Tanaka can no longer push to main.',
    ]);
    expect(await said(page).locator('.changes li').allTextContents()).toEqual([
      'The restriction against deleting release/* was added.',
      'Mei Tanaka was taken off Write access on main.',
      'You were added to Write access on main.',
      'The number set for Minimum number of approvals on main is 1 now; it was 2.',
      'The permission given to Jonas Weber on acme/web went from read to write.',
      '1 branch was created: feature/export.',
      '1 branch was deleted: feature/search.',
    ]);
    await answered(page, 'You can push to main');
    for (const look of [{ width: 320 }, { width: 2560, colorScheme: 'dark' }, { width: 1280 }] as const) {
      await lookAt(page, look);
      expect([await fits(page), await violations(page)]).toEqual([true, []]);
    }
    await said(page).getByRole('button', { name: 'Dismiss' }).focus();
    await page.keyboard.press('Escape');
    expect(await said(page).textContent()).toBe('');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Read again');
    await page.keyboard.press('Enter');
    await said(page).getByText('Nothing changed since the last reading').waitFor();
  });

  test('of what is asked, too', async () => {
    const page = await enter('read-again', '/overview?operation=delete&branch=release%2F1.0');
    await button(page).click();
    await said(page).getByText('You cannot delete the branch release/1.0; before, that was not known.').waitFor();
  });

  test('keeps the view, the question, what was typed, and a new key', async () => {
    const page = await enter('read-again', '/overview?who=pipelines&branch=release%2F9.9');
    await tab(page, 'Read a refusal').click();
    const box = page.getByRole('textbox', { name: 'Paste what git' });
    await box.fill('remote: something of mine');
    await tab(page, 'Builds').click();
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByRole('heading', { name: 'The new key' }).waitFor();
    const panel = page.locator('[role=tabpanel]:not([hidden])');
    const key = (
      await panel.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
    ).join();
    await button(page).click();
    await said(page).getByText('What changed since the last reading').waitFor();
    await tab(page, 'Builds').and(page.locator('[aria-selected=true]')).waitFor();
    expect(
      (await panel.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).join(),
    ).toBe(key);
    await tab(page, 'Read a refusal').click();
    expect(await box.inputValue()).toBe('remote: something of mine');
    await tab(page, 'Overview').click();
    await answered(page, 'Pipelines cannot push to release/9.9');
  });
});

test('what is saved while it is read stays, though the reading began before', async () => {
  const page = await enter('ordinary-team', '/supplied?group=developers');
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    goOn = done;
  });
  await instead(page, 'facts', async (route) => {
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  });
  const entry = page.locator('.group-entry').filter({ hasText: 'developers' });
  const isRead = page.waitForRequest((request) => (request.postData() ?? '').includes('"facts"'));
  await button(page).click();
  await isRead;
  await entry.getByRole('textbox').fill('Priya Raman');
  await entry.getByRole('button', { name: 'Save the list' }).click();
  await entry.getByText('Kept: Priya Raman').waitFor();
  goOn();
  await said(page).getByText('since the last reading').waitFor();
  expect(await entry.textContent()).toContain('Kept: Priya Raman');
});

describe('where it cannot be read again, everything stays, and the page says why', () => {
  test('the app does not answer', async () => {
    const page = await enter('read-again');
    await instead(page, 'facts', (route) => route.abort());
    await button(page).click();
    await said(page).getByText('It could not be read again').waitFor();
    await said(page).getByText('What stands below was read at').waitFor();
    await answered(page, 'You cannot push to main');
    expect(await violations(page)).toEqual([]);
    await page.unrouteAll();
    await said(page).getByRole('button', { name: 'Read again' }).click();
    await said(page).getByText('What changed since the last reading').waitFor();
    await answered(page, 'You can push to main');
  });

  test('Bitbucket shows less than before', async () => {
    const page = await enter('ordinary-team');
    await instead(page, 'facts', async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      const gap = '[{"of":{"what":"restrictions"},"because":"unreachable"}]';
      await route.fulfill({
        response,
        body: text.replace(
          /"restrictions":\{"items":\[.*?\],"gaps":\[\]\},"model"/s,
          `"restrictions":{"items":[],"gaps":${gap}},"model"`,
        ),
      });
    });
    await button(page).click();
    await said(page)
      .getByText('Bitbucket did not answer when asked for the branch restrictions of acme/web.')
      .waitFor();
    await answered(page, 'You cannot push to main');
  });

  test('the branches alone', async () => {
    const page = await enter('read-again');
    await instead(page, 'branches', (route) => route.abort());
    await button(page).click();
    await said(page).getByText('The branches could not be read again: those that were read before stay.').waitFor();
    await said(page).getByText('You can now push to main.').waitFor();
    const field = page.getByRole('combobox', { name: 'on branch' });
    await field.fill('feature/sea');
    await page.getByRole('option', { name: 'feature/search' }).waitFor();
  });
});
