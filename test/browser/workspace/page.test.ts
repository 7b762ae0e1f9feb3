import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { fits, lookAt, startBrowser, violations, type Look } from '../sandbox';
import { reading, repository, row, some, workspaceOf } from './many';
import { openPage, type Answers, type Opening, type Shown } from './stand-in';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const list = (page: Page) => page.getByRole('region', { name: 'List of repositories' });
const rows = (page: Page) => list(page).locator('li[aria-posinset]');
const chip = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
async function opened(answers: Answers, opening: Opening = {}): Promise<Shown> {
  const shown = await openPage(browser, answers, opening);
  await shown.page.getByRole('heading', { level: 1 }).waitFor();
  return shown;
}

async function holds(page: Page, looks: Look[]) {
  for (const look of looks) {
    await lookAt(page, look);
    expect([look, await fits(page), await violations(page)]).toEqual([look, true, []]);
  }
}

const everyWidth: Look[] = [
  { width: 320 },
  { width: 768, colorScheme: 'dark' },
  { width: 1280 },
  { width: 2560, colorScheme: 'dark' },
];

describe('every repository', () => {
  test('stands there once, worst first, and leads to its own page; nothing for axe at any width', async () => {
    const { page, complaints, close } = await opened(workspaceOf(40));
    await page.getByText('40 repositories; the rules of 7 of them were not read.').waitFor();
    await page.getByText('Something needs attention in 23 repositories.').waitFor();
    await page.getByText('Not everything could be looked at in 8 repositories, so more may be wrong there.').waitFor();
    const link = rows(page).first().getByRole('link');
    expect(await link.textContent()).toBe('billing-0');
    expect(await link.getAttribute('href')).toMatch(
      /^https:\/\/bitbucket\.org\/acme\/billing-0\/admin\/forge\/[\d-]+\/[\w-]+\/who-can-push-settings$/,
    );
    await holds(page, everyWidth);
    await page.getByRole('button', { name: 'More about billing-0' }).click();
    await page.getByText('How up to date it is').click();
    await holds(page, everyWidth);
    expect(complaints).toEqual([]);
    await close();
  });

  test('is legible in colours of the reader’s own', async () => {
    const { page, close } = await opened(workspaceOf(40), { forcedColors: 'active' });
    const problem = page.getByRole('button', { name: /^Error Nobody can push to a branch/ });
    await problem.click();
    const shown = await problem.evaluate((one) => getComputedStyle(one).backgroundColor);
    const other = await page
      .getByRole('button', { name: /^Warning The main branch is not protected/ })
      .evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(shown).not.toBe(other);
    expect(await violations(page)).toEqual([]);
    await close();
  });

  test('is narrowed down by a problem, by project, by how it stands and by name; a link and a reload lead there', async () => {
    const { page, close } = await opened(workspaceOf(40));
    await page.getByRole('button', { name: /^Error Nobody can push to a branch 11/ }).click();
    await page.getByText('11 of 40 repositories').waitFor();
    expect(await rows(page).count()).toBe(11);
    await page.getByLabel('Project').selectOption('Data');
    await page.getByText('3 of 40 repositories').waitFor();
    await page.reload();
    await page.getByText('3 of 40 repositories').waitFor();
    await page.getByRole('button', { name: 'Show all of them' }).click();
    await chip(page, 'Not all looked at 8').click();
    await page.getByText('8 of 40 repositories').waitFor();
    await page.getByRole('button', { name: 'Show all of them' }).click();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Repositories');
    await page.getByLabel('Find a repository').fill('mail-1');
    await page.getByText('1 of 40 repositories').waitFor();
    expect(await rows(page).getByRole('link').allTextContents()).toEqual(['mail-13']);
    await close();
  });

  test('has numbers that agree: each says of as many as it leads to, with all else as chosen', async () => {
    const { page, close } = await opened(workspaceOf(40));
    await page.getByRole('button', { name: /^Error Nobody can push to a branch 11/ }).click();
    await page.getByText('11 of 40 repositories').waitFor();
    await chip(page, 'All 11').waitFor();
    expect(await page.getByRole('button', { name: /^Rules not read/ }).count()).toBe(0);
    await chip(page, 'Not all looked at 3').click();
    await page.getByText('3 of 40 repositories').waitFor();
    await page.getByRole('button', { name: /^Error Nobody can push to a branch 3/, pressed: true }).click();
    await page.getByText('8 of 40 repositories').waitFor();
    await chip(page, 'Rules not read 7').click();
    await page.getByText('7 of 40 repositories').waitFor();
    expect(await page.getByRole('button', { name: /^Error Nobody can push/ }).count()).toBe(0);
    await close();
  });

  test('a chosen problem that none of them has stays there, to be let go', async () => {
    const { page, close } = await opened(workspaceOf(40));
    await page.getByRole('button', { name: /^Warning Only automation can push .*3$/ }).click();
    await page.getByText('3 of 40 repositories').waitFor();
    await page.getByLabel('Project').selectOption('Platform');
    await page.getByText('None of the repositories is in the project Platform and has the problem').waitFor();
    const none = page.getByRole('button', { name: /^Warning Only automation can push .* 0$/, pressed: true });
    await holds(page, [{}]);
    await none.click();
    await page.getByText('8 of 40 repositories').waitFor();
    expect(await none.count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Repositories');
    await close();
  });

  test('Back takes back one choice after the other; what is typed is no step', async () => {
    const { page, close } = await opened(workspaceOf(40));
    const says = (words: string) => page.getByText(words, { exact: true }).waitFor();
    await chip(page, 'All 40').click();
    await chip(page, 'Need attention 23').click();
    await says('23 of 40 repositories');
    await page.getByRole('button', { name: /^Error Nobody can push to a branch 11/ }).click();
    await says('11 of 40 repositories');
    await page.getByLabel('Project').selectOption('Data');
    await says('3 of 40 repositories');
    await page.getByLabel('Order').selectOption('By name');
    await page.getByLabel('Find a repository').pressSequentially('nowhere');
    await says('0 of 40 repositories');
    await page.getByRole('button', { name: 'Show all of them' }).click();
    await says('40 repositories');
    await page.goBack();
    await says('0 of 40 repositories');
    await page.goBack();
    await says('3 of 40 repositories');
    expect(await page.getByLabel('Order').inputValue()).toBe('worst');
    await page.goBack();
    await says('11 of 40 repositories');
    await page.goBack();
    await says('23 of 40 repositories');
    await page.goBack();
    await says('40 repositories');
    await close();
  });

  test('opened, says who administers it, what is wrong with it, and what was not looked at', async () => {
    const { page, close } = await opened(workspaceOf(40), {
      at: `/repositories?open=${encodeURIComponent(repository(15).id ?? '')}&find=auth-15`,
    });
    const more = page.locator('.repository-rest');
    await more.waitFor();
    expect(await more.locator('dt').allTextContents()).toEqual(['Administrator', 'What is wrong', 'Not looked at']);
    expect(await more.textContent()).toContain(
      'You can say who is in devs under “Supplied”, in “Who can push” in the repository settings',
    );
    await page.getByLabel('Find a repository').fill('gateway-16');
    await page
      .getByText(/^Changed between Nov 20, 2026, .+ and Nov 28, 2026, .+: 1 person gained something by it\.$/)
      .waitFor();
    await page.getByLabel('Find a repository').fill('infra-9');
    await page.getByRole('button', { name: 'More about infra-9' }).click();
    await page.getByText('The app may not read the branch restrictions of acme/infra-9.').waitFor();
    await more.getByText('You can open “Who can push” in the repository settings').waitFor();
    await close();
  });

  test('is saved as CSV as the list shows it', async () => {
    const { page, close } = await opened(workspaceOf(40), { at: '/repositories?problem=error:nobody-can-push' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('acme-some-repositories.csv');
    const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
    expect(lines).toHaveLength(13);
    expect(lines[0]).toMatch(/^\uFEFFRepository,Project,Main branch,/);
    expect(lines[1]).toMatch(/^acme\/billing-0,Core,main,0,0,,,Ana Lovell,/);
    await page.getByText('Saved as acme-some-repositories.csv.').waitFor();
    await close();
  });

  test('is reached by the keyboard alone', async () => {
    const { page, close } = await opened(workspaceOf(40));
    await rows(page).first().waitFor();
    await page.getByLabel('Find a repository').focus();
    await page.keyboard.type('billing-0');
    for (let tabs = 0; tabs < 10; tabs += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.textContent === 'More')) break;
    }
    await page.keyboard.press('Enter');
    await page.locator('.repository-rest').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Less');
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('billing-0');
    await close();
  });
});

test('of 2,000 repositories those in sight are drawn, wherever one is', async () => {
  const { page, close } = await opened(workspaceOf(2_000));
  await page.getByText('2,000 repositories; the rules of 203 of them were not read.').waitFor();
  await rows(page).first().waitFor();
  for (const place of [1, 2_000, 1]) {
    await list(page).evaluate((box, isFirst) => {
      box.scrollTo(0, isFirst ? 0 : box.scrollHeight);
    }, place === 1);
    await list(page)
      .locator(`li[aria-posinset="${String(place)}"]`)
      .waitFor();
    expect(await rows(page).count()).toBeLessThan(60);
  }
  await close();
});

test.each([
  [1, 'The oldest reading is of'],
  [3, 'Old The oldest reading is of'],
])(
  'whose oldest reading is of %s days ago says so, and where that is long ago, so that it is noticed',
  async (days, words) => {
    const ago = new Date(Date.now() - days * 86_400_000 - 60_000).toISOString();
    const rows = [row(1, 'app', ago), row(2, 'app', new Date().toISOString())];
    const { page, close } = await opened(
      workspaceOf(2, { workspace: () => ({ for: 'workspace-administrator', rows, reading, days: 90 }) }),
    );
    const said = page.getByRole('listitem').filter({ hasText: 'The oldest reading' });
    expect(await said.innerText()).toContain(words);
    expect(await said.innerText()).toMatch(
      days < 2 ? /[AP]M\.$/ : /[AP]M, 3 days ago: what was changed there since does not/,
    );
    await holds(page, [{}, { width: 320, colorScheme: 'dark' }]);
    await close();
  },
);

describe('where there is little to show, the page says why, and what can be done', () => {
  const gap = { of: { what: 'viewer-permission' }, because: 'unreachable', status: 429, retryAfter: 3_340 } as const;
  test.each<[string, Answers, string[]]>([
    [
      'nothing was read yet',
      workspaceOf(4, { workspace: () => ({ for: 'workspace-administrator', rows: [], reading: null, days: 90 }) }),
      [
        '4 repositories; the rules of 4 of them were not read.',
        'The app reads by itself, a few repositories at a time.',
        'The app has not read this workspace yet.',
      ],
    ],
    [
      'one was deleted',
      workspaceOf(4, {
        workspace: () => ({ for: 'workspace-administrator', rows: some(5, (at) => row(at)), reading: null, days: 90 }),
      }),
      [
        '4 repositories, and the rules of all of them were read.',
        '1 more was read earlier, and Bitbucket lists it no longer.',
      ],
    ],
    [
      'the app may not read',
      workspaceOf(4, {
        workspace: () => ({
          for: 'workspace-administrator',
          rows: some(4, () => row(9)),
          reading: { ...reading, repositories: 4, read: 0, notRead: 4 },
          days: 90,
        }),
      }),
      ['The app could read none of them', 'Bitbucket did not show the app what administrators see'],
    ],
    [
      'the app is not shown the list',
      workspaceOf(4, {
        workspace: () => ({
          for: 'workspace-administrator',
          rows: [],
          reading: {
            ...reading,
            repositories: 0,
            read: 0,
            notRead: 0,
            gap: { of: { what: 'repository' }, because: 'forbidden', status: 403, reader: 'app' },
          },
          days: 90,
        }),
      }),
      ['Bitbucket did not show it which repositories there are. You can read as yourself what you administer.'],
    ],
    [
      'nobody’s administrator',
      {
        workspace: () => ({ cannotRead: { because: 'not-administrator' } }),
        workspaceRepositories: () => ({ cannotRead: { because: 'not-administrator' } }),
      },
      ['You administer no repository of this workspace', 'an administrator of a repository theirs'],
    ],
    [
      'Bitbucket does not say what they administer',
      { workspace: () => ({ cannotRead: { because: 'permission-not-known', gap } }) },
      [
        'What you administer could not be read',
        'Not known: your permission on the workspace. Bitbucket asks to wait 56 minutes before it is asked again.',
        'What was read is kept. It is shown again once Bitbucket says what you administer',
        'Ask again',
      ],
    ],
    ['the storage did not answer', {}, ['The app did not answer', 'no answer', 'Ask again']],
    [
      'the storage stopped in between',
      workspaceOf(40, {
        workspace: (payload) => {
          if (payload?.next !== undefined) throw new Error('The app’s own storage did not answer.');
          return { for: 'workspace-administrator', rows: some(6, (at) => row(at)), next: '6', reading, days: 90 };
        },
      }),
      [
        '40 repositories; the rules of 34 of them were not read.',
        'The app’s storage did not give all that was read. The app’s own storage did not answer.',
      ],
    ],
    [
      'Bitbucket stopped listing',
      workspaceOf(40, {
        workspaceRepositories: ({ page }) => {
          if (page > 1) throw new Error('Bitbucket did not answer.');
          return { repositories: some(10, repository), next: 2 };
        },
      }),
      ['Bitbucket did not list all repositories, so some may be missing below. Bitbucket did not answer.'],
    ],
    [
      'Bitbucket was asked too often to list them',
      workspaceOf(8, {
        workspaceRepositories: () => ({
          cannotRead: {
            because: 'permission-not-known',
            gap: { of: { what: 'repository' }, because: 'unreachable', status: 429, retryAfter: 300 },
          },
        }),
      }),
      [
        '4 repositories, and the rules of all of them were read.',
        'Bitbucket asks to wait 5 minutes before it is asked again.',
      ],
    ],
    [
      'there is no repository',
      workspaceOf(0, { workspace: () => ({ for: 'workspace-administrator', rows: [], reading, days: 90 }) }),
      ['This workspace has no repository that Bitbucket shows you or the app.'],
    ],
  ])('%s', async (_, answers, words) => {
    const { page, close } = await opened(answers);
    for (const text of words) await page.getByText(text).first().waitFor();
    await holds(page, [{}, { width: 320, colorScheme: 'dark' }]);
    await close();
  });

  test('while Bitbucket is slow, what has come is there to be used', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const all = workspaceOf(40);
    const { page, close } = await opened({
      ...all,
      workspaceRepositories: async (payload) => {
        await held;
        return all.workspaceRepositories?.(payload) ?? { repositories: [] };
      },
    });
    await page.getByText('Bitbucket is listing the repositories: 0 so far.').waitFor();
    await page.getByLabel('Find a repository').fill('mail');
    await page.getByText('4 of 36 repositories').waitFor();
    release();
    await page.getByText('4 of 40 repositories').waitFor();
    expect(await page.getByLabel('Find a repository').inputValue()).toBe('mail');
    await close();
  });
});

describe('an administrator of some repositories', () => {
  test('sees theirs, and nothing of what the app does for the whole workspace', async () => {
    const { page, close } = await opened(
      workspaceOf(3, {
        workspace: () => ({ for: 'repository-administrator', rows: some(3, (at) => row(at)), days: 90 }),
      }),
    );
    await page.getByText('3 repositories that you administer, and the rules of all of them were read.').waitFor();
    await page.getByText('How up to date it is').click();
    await page.getByRole('heading', { name: 'Read as you' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Read by the app' }).count()).toBe(0);
    expect(await page.getByLabel('Days').count()).toBe(0);
    await close();
  });
});
