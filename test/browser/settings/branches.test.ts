import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  fits,
  focused,
  type Look,
  lookAt,
  open,
  type Opened,
  type Sandbox,
  startSandbox,
  violations,
} from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

async function branches(world: string, params = '', look: Look = {}): Promise<Opened> {
  const opened = await open(sandbox, `/worlds/${world}/administrator/who-can-push-settings/#/branches?${params}`, look);
  await opened.page.locator('.who-can').waitFor();
  await opened.page.getByRole('region', { name: 'Branches by the rules they meet' }).waitFor();
  return opened;
}

const one = (page: Page) => page.getByRole('region', { name: 'main', exact: true });
const rows = (page: Page) => page.getByRole('region', { name: /^People on/ }).locator('li[aria-posinset]');
const answer = (page: Page) => page.locator('.cell-answer');
const place = (page: Page) => page.evaluate(() => window.location.hash);

/** Nothing for axe, and nothing to the right of the window: in every look, with what is open. */
async function holds(page: Page, looks: Look[] = [{}, { colorScheme: 'dark', width: 320 }]) {
  for (const look of looks) {
    await lookAt(page, look);
    expect([look, await fits(page), await violations(page)]).toEqual([look, true, []]);
  }
}

/** The beginning of what stands in each row. */
async function who(page: Page): Promise<string[]> {
  const texts = await rows(page).locator('.name').allTextContents();
  return texts.map((text) => text.trim());
}

describe('one branch', () => {
  test('says first who can, then everybody, allowed first, and folds automation away', async () => {
    const { page, complaints, close } = await branches('ordinary-team', 'branch=main');
    expect(await page.locator('.who-can').textContent()).toBe('2 people can: Harvey Jones and Mei Tanaka.');
    expect(await rows(page).locator('.verdict').allTextContents()).toEqual([
      'Allowed',
      'Allowed',
      'Denied',
      'Denied',
      'Denied',
      'Denied',
    ]);
    const automation = page.getByText('Automation: none of 8 can');
    expect(await page.getByRole('button', { name: 'Pipelines' }).isVisible()).toBe(false);
    await automation.click();
    await page.getByRole('button', { name: 'Pipelines' }).waitFor();
    await holds(page, [{}, { colorScheme: 'dark', width: 320 }, { width: 2560 }]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('shows the rules that cover it, and of each operation who can; another shows everybody in place', async () => {
    const { page, close } = await branches('ordinary-team', 'branch=main');
    expect(
      await page.getByRole('list', { name: 'Rules that cover it' }).getByRole('listitem').allTextContents(),
    ).toEqual([
      'Write access on main',
      'Rewriting branch history of main is not allowed',
      'Deleting main is not allowed',
      'Merge via pull request on main',
      'Minimum number of approvals on main',
    ]);
    const deleting = page.getByRole('button', { name: 'Delete the branch' });
    expect(await one(page).getByText('Nobody can.').count()).toBe(2);
    await deleting.click();
    await page.getByText('is the main branch of acme/web').first().waitFor();
    expect(await deleting.getAttribute('aria-expanded')).toBe('true');
    await deleting.click();
    expect(await rows(page).count()).toBe(0);
    await page.goBack();
    await rows(page).first().waitFor();
    await close();
  });

  test('a row opens its whole answer in place, takes the focus there, and gives it back', async () => {
    const { page, close } = await branches('ordinary-team', 'branch=main');
    const jonas = rows(page).getByRole('button', { name: /^Jonas Weber/ });
    await jonas.click();
    await answer(page).getByText('Jonas Weber cannot push to main in acme/web.').waitFor();
    expect(await focused(page)).toContain('Jonas Weber cannot push');
    await holds(page);
    await page.keyboard.press('Escape');
    await answer(page).waitFor({ state: 'detached' });
    expect(await focused(page)).toContain('Jonas Weber');
    // By the keyboard too, and by the button.
    await page.keyboard.press('Enter');
    await answer(page).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Close');
    await page.keyboard.press('Enter');
    await answer(page).waitFor({ state: 'detached' });
    expect(await focused(page)).toContain('Jonas Weber');
    await close();
  });

  test('everybody is found by verdict and by name, the very name first, and Enter opens the first', async () => {
    const { page, close } = await branches('odd-names', 'branch=main');
    const find = page.getByLabel('Find a person');
    await find.fill('sam lee');
    expect(await who(page)).toEqual(['Sam Lee sam', 'Sam Lee sam-lee']);
    await find.fill('sam-lee');
    expect(await who(page)).toEqual(['Sam Lee sam-lee']);
    await page.keyboard.press('Enter');
    await answer(page).getByText('Sam Lee (sam-lee) cannot push to main in').waitFor();
    await page.keyboard.press('Escape');
    await find.fill('nobody at all');
    await page.getByText('Nobody here by that name').waitFor();
    await find.fill('');
    await page.getByRole('button', { name: 'Allowed 1' }).click();
    expect(await who(page)).toEqual(['Sam Lee sam']);
    await close();
  });

  test('`main` and Enter asks about `main`, never about `Main`; either is found by its own letters', async () => {
    const { page, close } = await branches('odd-names', 'branch=c%2B%2B');
    const field = page.getByRole('combobox', { name: 'Branch' });
    for (const [typed, sentence] of [
      ['main', 'Only Sam Lee (sam) can.'],
      ['Main', '4 people can: you, Harvey Jones, Sam Lee (sam-lee) and Sam Lee (sam).'],
      ['main', 'Only Sam Lee (sam) can.'],
    ] as const) {
      await field.fill(typed);
      await page.keyboard.press('Enter');
      await page.locator('.who-can').filter({ hasText: sentence }).waitFor();
      expect(await field.inputValue()).toBe(typed);
      expect(await page.getByRole('heading', { level: 3 }).first().textContent()).toBe(typed);
    }
    // Enter comes before the page could draw what is found: it is for what was typed, not for what stood there before.
    await field.evaluate(async (input: HTMLInputElement) => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'Main');
      input.dispatchEvent(new Event('input', { bubbles: true }));
      for (let turn = 0; turn < 3; turn++) await Promise.resolve();
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    });
    await page.locator('.who-can').filter({ hasText: '4 people can' }).waitFor();
    expect(await field.inputValue()).toBe('Main');
    // The same in the list of all branches.
    await page.getByLabel('Find a branch').fill('main');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('main');
    await close();
  });

  test('a name that no branch has is judged, and it says so', async () => {
    const { page, close } = await branches('ordinary-team', 'branch=release%2F9.9');
    await page.getByText('release/9.9 does not exist in acme/web: a push would create it.').waitFor();
    await page.getByText('Nobody can for certain. For 5 people it is not known.').first().waitFor();
    await page.getByRole('combobox', { name: 'Branch' }).fill('no..branch');
    await page.getByText('Git does not allow a branch to be called that').first().waitFor();
    await close();
  });
});

describe('what is not known', () => {
  test('which group’s members would settle most, and of how many', async () => {
    const { page, close } = await branches('exempt-group-unreadable', 'branch=main');
    const settling = page.locator('.settling');
    expect(await settling.textContent()).toMatch(/^The members of .+ would settle it for all \d+\./);
    await holds(page);
    await settling.getByRole('button').click();
    await page.getByRole('tab', { name: 'Supplied', selected: true }).waitFor();
    await close();
  });

  test('of Pipelines: its exception is not documented', async () => {
    const { page, close } = await branches('pipelines-exception', 'branch=main');
    await page.getByText(/Automation: .*for 1 it is not known/).click();
    await page.getByRole('button', { name: 'Pipelines' }).click();
    await answer(page)
      .getByText(/whether Pipelines can push to main/i)
      .first()
      .waitFor();
    await holds(page);
    await close();
  });

  test('of a token: it is folded under automation, and its answer opens there by a link', async () => {
    const { page, close } = await branches('jenkins-token', 'branch=main&open=repository-access-token');
    await answer(page).getByText('A repository access token cannot push to main').waitFor();
    await holds(page);
    await close();
  });
});

describe('every branch', () => {
  test('in classes by the rules they meet: how many, which, what covers them, who can', async () => {
    const { page, close } = await branches('ordinary-team');
    const list = page.getByRole('region', { name: 'Branches by the rules they meet' });
    const classes = list.locator('li[aria-posinset]');
    expect(await classes.locator('h4').allTextContents()).toEqual([
      'main',
      '4 branches: bugfix/cart-total, develop, feature/login and feature/search',
      '2 branches: release/1.0 and release/1.1',
    ]);
    await page.getByText('7 branches in 3 classes').waitFor();
    const releases = classes.getByRole('button', { name: '2 branches' });
    await releases.click();
    expect(await classes.last().locator('dt').allTextContents()).toHaveLength(5);
    await holds(page);
    // Escape closes it and stays there; a name asks about that branch, and the focus goes to its heading.
    await page.keyboard.press('Escape');
    expect(await releases.getAttribute('aria-expanded')).toBe('false');
    expect(await focused(page)).toContain('2 branches');
    await releases.click();
    await classes.getByRole('button', { name: 'release/1.1', exact: true }).click();
    expect(await focused(page)).toBe('release/1.1');
    expect(await page.getByRole('combobox', { name: 'Branch' }).inputValue()).toBe('release/1.1');
    await close();
  });

  test('where there is none yet, it says what to do', async () => {
    const opened = await open(sandbox, '/worlds/empty-repository/administrator/who-can-push-settings/#/branches');
    await opened.page.getByText('There is no branch yet. Any name can be typed above').waitFor();
    await holds(opened.page);
    await opened.close();
  });
});

describe('a large repository', () => {
  test('what would stand in thousands of rows stands once above them, and the row says where', async () => {
    const { page, close } = await branches('large', 'branch=main');
    const above = page.getByRole('list', { name: 'What holds for many of them' });
    await above.waitFor();
    const [unknown = '', denied = ''] = await above.getByRole('listitem').allTextContents();
    expect(unknown).toMatch(/^3,\d+ people: Whether Write access on .* stops the person could not be settled: /);
    expect(denied).toMatch(/^\d+ people: The person can read acme\/monolith but has no write access to it\.$/);
    await rows(page).filter({ hasText: 'See 1 above.' }).first().waitFor();
    await page.getByRole('button', { name: /^Denied/ }).click();
    await rows(page).filter({ hasText: 'As said above.' }).first().waitFor();
    expect(await above.getByRole('listitem').allTextContents()).toEqual([denied]);
    await page.getByRole('button', { name: 'Delete the branch' }).click();
    await above.getByText('which nobody can delete').waitFor();
    await holds(page);
    await close();
  });

  test('draws only what is in sight, and answers in place', async () => {
    const { page, complaints, close } = await branches('large', 'branch=main');
    await page.getByText('4,429 of 4,429 people').waitFor();
    expect(await rows(page).count()).toBeLessThan(60);
    expect(await page.locator('.settling').textContent()).toMatch(
      /^The members of .+ would settle it for (all )?3,\d+/,
    );
    await page.getByText(/^10,000 branches in \d+ classes/).waitFor();
    await page.getByLabel('Find a branch').fill('release/');
    await page.getByText(/of 10,000 branches$/).waitFor();
    await rows(page).first().getByRole('button').click();
    await answer(page).waitFor();
    await holds(page);
    expect(complaints).toEqual([]);
    await close();
  });
});

test('what is open and what narrows it down stand in the place', async () => {
  const { page, close } = await branches('ordinary-team', 'branch=main&verdict=denied&find=a');
  const shown = await who(page);
  await page.getByRole('button', { name: 'Denied 4', pressed: true }).waitFor();
  await rows(page)
    .getByRole('button', { name: /^Priya/ })
    .click();
  await answer(page).waitFor();
  await page.reload();
  await answer(page).getByText('Priya Raman cannot push to main in acme/web.', { exact: true }).waitFor();
  expect(await who(page)).toEqual(shown);
  await page.goBack();
  await answer(page).waitFor({ state: 'detached' });
  expect(await place(page)).not.toContain('open');
  await close();
});
