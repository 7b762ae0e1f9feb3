import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fits, lookAt, open, startSandbox, violations, type Look, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 400 },
  { colorScheme: 'dark', width: 400 },
] as const satisfies Look[];

async function settings(world: string, tab: string): Promise<Opened> {
  const opened = await open(sandbox, `/worlds/${world}/administrator/who-can-push-settings/`);
  await opened.page.getByRole('tab', { name: tab }).click();
  return opened;
}

const rules = (page: Page) => page.getByRole('list', { name: 'Restrictions supplied' }).getByRole('listitem');

/** Chooses the first of what was found, by the keyboard alone. */
async function choose(page: Page, label: string, typed: string) {
  await page.getByRole('combobox', { name: label }).focus();
  await page.keyboard.type(typed);
  // Those of the browser's own lists are there too, out of sight.
  await page.locator('[role=listbox] [role=option]').first().waitFor();
  await page.keyboard.press('Enter');
}

/** How axe and the width of the window find the page, in each theme and width. */
async function expectClean(page: Page) {
  for (const look of looks) {
    await lookAt(page, look);
    expect({ look, fits: await fits(page), violations: await violations(page) }).toEqual({
      look,
      fits: true,
      violations: [],
    });
  }
  await lookAt(page, {});
}

describe('the rules of the project', () => {
  test('entered by the keyboard, kept with who and when, counted in the answers, and taken back', async () => {
    const opened = await settings('ordinary-team', 'Supplied');
    const { page, complaints, close } = opened;
    await page.getByRole('button', { name: 'Save this rule' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Say for which branches').waitFor();
    await page.getByLabel('Name or pattern').focus();
    await page.keyboard.type('feature/*');
    await choose(page, 'People', 'harv');
    await page.getByRole('button', { name: 'Save this rule' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Saved for all repositories of the project.').waitFor();
    expect(await rules(page).allTextContents()).toEqual([expect.stringContaining('feature/* lists Harvey Jones')]);
    expect(await page.getByText('Supplied by Ana Lovell').textContent()).toContain('for all repositories');
    const whole = page.getByLabel('These are all restrictions set on the project');
    await whole.focus();
    await page.keyboard.press('Space');
    await whole.and(page.locator(':checked')).waitFor();
    await page.getByText('Saved for all repositories of the project.').waitFor();
    expect(await whole.evaluate((box) => box === document.activeElement)).toBe(true);
    await expectClean(page);

    await page.getByRole('tab', { name: 'Overview' }).click();
    const branch = page.getByRole('combobox', { name: 'on branch' });
    await branch.fill('feature/login');
    await page.locator('[role=listbox] [role=option]').first().click();
    const card = page.getByRole('region', { name: 'You cannot push to feature/login' });
    await card.getByText('(set on the project, supplied) covers').first().waitFor();
    const text = (await card.textContent()) ?? '';
    expect(text).toContain('Supplied: all restrictions set on the project Core (1), by Ana Lovell on 2');
    expect(text).not.toContain('Bitbucket has no API for them');
    expect(text).toContain('An administrator of the project Core can add Ana Lovell to Write access on');
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByRole('tab', { name: 'Supplied' }).click();
    await rules(page).first().waitFor();
    expect(await rules(page).count()).toBe(1);
    await page.getByRole('button', { name: 'Remove Write access on feature/*' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('No restriction is set on the project').and(page.locator(':checked')).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Rules of the project');
    await page.getByLabel('No restriction is set on the project').focus();
    await page.keyboard.press('Space');
    await page.getByText('Supplied by Ana Lovell').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });

  test('every kind has the fields that it takes', async () => {
    const { page, close } = await settings('overlapping-rules', 'Supplied');
    await choose(page, 'Groups', 'new-team');
    await choose(page, 'People', '60CAD0B1-b371-4182-bd29-1d7468703000');
    await page
      .getByLabel('Restriction', { exact: true })
      .selectOption('Minimum number of approvals from default reviewers');
    expect(await page.getByRole('combobox', { name: 'People' }).count()).toBe(0);
    await page.getByLabel('Name or pattern').fill('main');
    await page.getByRole('button', { name: 'Save this rule' }).click();
    await page.getByText('Say how many: approvals, at least.').waitFor();
    await page.getByLabel('Approvals, at least').fill('2');
    await page.getByRole('button', { name: 'Save this rule' }).click();
    await page.getByText('Saved for').waitFor();
    await choose(page, 'Groups', 'new-team');
    await choose(page, 'People', '60CAD0B1-b371-4182-bd29-1d7468703000');
    await page
      .locator('select')
      .and(page.getByLabel('Branches', { exact: true }))
      .selectOption('of the type release');
    await page.getByRole('button', { name: 'Save this rule' }).click();
    await rules(page).nth(1).waitFor();
    expect(await rules(page).allTextContents()).toEqual([
      expect.stringMatching(/^Minimum number of approvals from default reviewers on main, 2/),
      expect.stringMatching(
        /^Write access on branches of type release lists \{60cad0b1-b371-4182-bd29-1d7468703000\} and the group new-team/,
      ),
    ]);
    await close();
  });

  test('a refusal that no rule of the repository explains offers one, pre-filled', async () => {
    const { page, complaints, close } = await settings('open-repository', 'Read a refusal');
    await page.getByRole('textbox', { name: 'Paste what git' }).waitFor();
    await page.waitForLoadState('networkidle');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page
      .getByRole('textbox', { name: 'Paste what git' })
      .fill(
        'remote: Permission denied to update branch topic.\n ! [remote rejected] topic -> topic (pre-receive hook declined)',
      );
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('heading', { name: 'A rule of the project is likely' }).waitFor();
    expect(asked).toEqual([]);
    await page.getByText('Keep it as a rule of the project').click();
    expect(await page.getByLabel('Name or pattern').inputValue()).toBe('topic');
    await expectClean(page);
    await page.getByRole('button', { name: 'Save this rule' }).click();
    await page.getByText('Saved for').waitFor();
    await page.getByText('The live configuration bears this out.').first().waitFor();
    expect(await page.getByRole('heading', { name: 'A rule of the project is likely' }).count()).toBe(0);
    await page.getByRole('tab', { name: 'Supplied' }).click();
    await rules(page).first().waitFor();
    expect(await rules(page).allTextContents()).toEqual([expect.stringContaining('topic lists nobody')]);
    expect(complaints).toEqual([]);
    await close();
  });
});
