import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { WorkspaceReading, WorkspaceRow } from '../../../src/panel-calls';
import { fits, focused, lookAt, startBrowser, violations } from '../sandbox';
import { readAt, repository, row, some } from './many';
import { openPage, type Answers, type Shown } from './stand-in';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const steering = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const keptRows = (page: Page) =>
  page.getByRole('region', { name: 'List of repositories' }).locator('li[aria-posinset]');

type Answer = ReturnType<NonNullable<Answers['readRepository']>>;

/** A workspace of ten repositories that nobody has read, each read when a test says so. */
function unread(others: Answers = {}) {
  const kept: WorkspaceRow[] = [];
  const waiting: { at: number; give: (answer: Awaited<Answer>) => void; fail: (error: Error) => void }[] = [];
  const answers: Answers = {
    workspace: () => ({ for: 'workspace-administrator', rows: [...kept], reading: null, days: 90 }),
    workspaceRepositories: () => ({ repositories: some(10, repository), size: 10 }),
    readRepository: ({ repository: id }) =>
      new Promise((resolve, reject) => {
        waiting.push({ at: Number(id.slice(-13, -1)), give: resolve, fail: reject });
      }),
    ...others,
  };
  async function underWay() {
    for (let attempt = 0; attempt < 300 && waiting.length === 0; attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const [first] = waiting.splice(0, 1);
    if (!first) throw new Error('Nothing is being read.');
    return first;
  }
  return {
    answers,
    isIdle: () => waiting.length === 0,
    async give(answer?: Awaited<Answer>) {
      const { at, give } = await underWay();
      const read = row(at === 9 ? 8 : at, 'viewer', new Date().toISOString());
      const own = { ...read, digest: { ...read.digest, repository: repository(at) } };
      if (!answer) kept.push(own);
      give(answer ?? { row: own });
    },
    async fail(message: string) {
      (await underWay()).fail(new Error(message));
    },
  };
}

async function opened(answers: Answers): Promise<Shown> {
  const shown = await openPage(browser, answers);
  await shown.page.getByText('10 repositories; ').waitFor();
  return shown;
}

describe('reading as you', () => {
  test('goes from one repository to the next with its progress, and each row says at once what was found', async () => {
    const { answers, give } = unread();
    const { page, complaints, close } = await opened(answers);
    await steering(page, 'Read 10 repositories').click();
    await page.getByText('Reading. Keep this page open; you can use it meanwhile.').waitFor();
    await give();
    await give();
    await page.getByText('2 of 10 repositories. Now acme/search-2.').waitFor();
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('2');
    await page.getByText('10 repositories; the rules of 8 of them were not read.').waitFor();
    for (const width of [320, 1280]) {
      await lookAt(page, { width });
      expect([width, await fits(page), await violations(page)]).toEqual([width, true, []]);
    }
    for (let times = 0; times < 8; times += 1) await give();
    await page.getByText('Done: 10 repositories were read.').waitFor();
    await page.getByText('10 repositories, and the rules of all of them were read.').waitFor();
    // What it was begun with now begins another: nobody looks for the focus.
    expect(await focused(page)).toBe('Nothing to read');
    expect(complaints).toEqual([]);
    await close();
  });

  test('pauses after the one under way; twice is as once, and going on takes up where it was', async () => {
    const { answers, give, isIdle } = unread();
    const { page, asked, close } = await opened(answers);
    await steering(page, 'Read 10 repositories').click();
    await steering(page, 'Pause').dblclick();
    await page.getByText('It pauses after the repository that is being read.').waitFor();
    await give();
    await page.getByText('Paused. What was read is kept.').waitFor();
    expect(isIdle()).toBe(true);
    expect(await focused(page)).toBe('Go on');
    await page.keyboard.press('Enter');
    await page.getByText('Now acme/web-1').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await give();
    await page.getByText('Now acme/search-2').waitFor();
    const names = asked.flatMap(({ key, payload }) => (key === 'readRepository' ? [payload] : []));
    expect(names).toEqual([0, 1, 2].map((at) => ({ repository: repository(at).id })));
    await close();
  });

  test('left and come back to, offers those that are still to be read', async () => {
    const { answers, give } = unread();
    const { page, close } = await opened(answers);
    await steering(page, 'Read 10 repositories').click();
    for (let times = 0; times < 3; times += 1) await give();
    await page.getByText('3 of 10 repositories').waitFor();
    await page.goto('about:blank');
    await page.goBack();
    await page.getByText('10 repositories; the rules of 7 of them were not read.').waitFor();
    await page.getByText('How up to date it is').click();
    await steering(page, 'Read 7 repositories').waitFor();
    await close();
  });

  test('the list is filtered meanwhile; no row jumps, and what was searched stays', async () => {
    const { answers, give } = unread();
    const { page, close } = await opened(answers);
    await steering(page, 'Read 10 repositories').click();
    await page.getByText('Now acme/billing-0').waitFor();
    const before = await keptRows(page).getByRole('link').allTextContents();
    await page.getByLabel('Find a repository').fill('1');
    for (let times = 0; times < 5; times += 1) await give();
    await page.getByText('10 repositories; the rules of 5 of them were not read.').waitFor();
    expect(await page.getByLabel('Find a repository').inputValue()).toBe('1');
    expect(await keptRows(page).getByRole('link').allTextContents()).toEqual(['web-1']);
    await page.getByLabel('Find a repository').fill('');
    await page.getByText('10 repositories', { exact: true }).waitFor();
    expect(await keptRows(page).getByRole('link').allTextContents()).toEqual(before);
    await close();
  });

  test('a row that the filter no longer finds leaves the focus at the heading of the list', async () => {
    const { answers, give } = unread();
    const { page, close } = await opened(answers);
    await steering(page, 'Read 10 repositories').click();
    await steering(page, 'Rules not read 10').click();
    await page.getByRole('button', { name: 'More about billing-0' }).focus();
    await give();
    await page.getByText('9 of 10 repositories').first().waitFor();
    expect(await focused(page)).toBe('Repositories');
    await close();
  });

  test('waits where Bitbucket asks to, pauses itself where nothing answers, and names what it could not read', async () => {
    const { answers, give, fail } = unread();
    const { page, close } = await opened(answers);
    const gap = { of: { what: 'repository' }, because: 'unreachable', status: 429, retryAfter: 1 } as const;
    const later = {
      cannotRead: { because: 'unreadable', unreadable: { because: 'unreachable', status: 429, gap } },
    } as const;
    await steering(page, 'Read 10 repositories').click();
    await give(later);
    await page.getByText('Bitbucket asks to wait. It goes on by itself at').waitFor();
    await give({ row: row(0, 'viewer', new Date().toISOString()), rest: 2 });
    await page.getByText('so that enough of what Bitbucket allows you in an hour is left for its own pages').waitFor();
    await give({ cannotRead: { because: 'not-administrator', repository: 'acme/web-1', level: 'write' } });
    for (let times = 0; times < 3; times += 1) await fail('Failed to fetch');
    await page.getByText('Paused, as three in a row did not answer. The browser did not reach Bitbucket.').waitFor();
    await steering(page, 'Go on').click();
    for (let times = 0; times < 8; times += 1) await give();
    await page.getByText('Done: 9 of 10 repositories were read.').waitFor();
    await page.getByText('1 repository could not be read').click();
    await page.getByText('acme/web-1: You do not administer acme/web-1.').waitFor();
    await close();
  });
});

describe('reading as the app', () => {
  test('is begun by an administrator of the workspace, who sees how far it has come', async () => {
    const begun: WorkspaceReading = { startedAt: '2026-11-28T08:00:00Z', repositories: 10, read: 3, notRead: 1 };
    const { answers } = unread({ startReading: () => ({ reading: begun }) });
    const { page, close } = await opened(answers);
    await steering(page, 'Have the app read now').click();
    await page.getByText('3 of 10 repositories so far. 1 could not be read.', { exact: false }).waitFor();
    expect(await focused(page)).toBe('The app is reading');
    expect(await violations(page)).toEqual([]);
    await close();
  });

  test('says where it is ahead of the list, which is fetched anew by whoever looks alone', async () => {
    const begun: WorkspaceReading = { startedAt: '2026-11-28T08:00:00Z', repositories: 10, read: 0, notRead: 0 };
    let looks = 0;
    const { answers } = unread({
      startReading: () => ({ reading: begun }),
      workspace: () => {
        looks += 1;
        const read = { ...begun, read: 9, notRead: 1 };
        return {
          for: 'workspace-administrator',
          rows: looks === 1 ? [] : some(10, (at) => row(at)),
          reading: looks === 1 ? null : read,
          days: 90,
        };
      },
    });
    const { page, asked, close } = await opened(answers);
    await page.getByText('Nothing was read yet').waitFor();
    await steering(page, 'Have the app read now').click();
    await page.getByText(/: 9 of 10 repositories so far\. 1 could not be read\.$/).waitFor();
    await page.getByText('What stands below is as of').waitFor();
    expect(await page.getByText('Nothing was read yet').count()).toBe(0);
    expect(asked.filter(({ key }) => key === 'workspaceRepositories')).toHaveLength(1);
    for (const look of [{ width: 320, colorScheme: 'dark' }, { width: 1280 }] as const) {
      await lookAt(page, look);
      expect([look, await fits(page), await violations(page)]).toEqual([look, true, []]);
    }
    await steering(page, 'Show what it has read').click();
    await page.getByText('10 repositories; the rules of 1 of them were not read.').waitFor();
    await page.getByText(/1 could not be read; the list below says why\.$/).waitFor();
    expect(await page.getByText('What stands below is as of').count()).toBe(0);
    expect(await focused(page)).toBe('Refresh');
    await close();
  });

  test('is looked after while the page is open; once it has ended, what it read is fetched', async () => {
    const begun: WorkspaceReading = { startedAt: '2026-11-28T08:00:00Z', repositories: 10, read: 3, notRead: 0 };
    let looks = 0;
    const { answers } = unread({
      startReading: () => ({ reading: begun }),
      workspace: () => {
        looks += 1;
        const reading =
          looks === 1 ? null : looks === 2 ? { ...begun, read: 7 } : { ...begun, read: 10, finishedAt: readAt };
        return {
          for: 'workspace-administrator',
          rows: looks < 3 ? [] : some(10, (at) => row(at)),
          reading,
          days: 90,
        };
      },
    });
    const { page, close } = await opened(answers);
    await steering(page, 'Have the app read now').click();
    await page.getByText('3 of 10 repositories so far.').waitFor();
    await page.getByText('7 of 10 repositories so far.').waitFor();
    await page.getByText('The app read 10 of 10 repositories, last at').waitFor();
    await page.getByText('10 repositories; the rules of 1 of them were not read.').waitFor();
    await steering(page, 'Have the app read now').waitFor();
    await close();
  });

  test('says where it did not begin', async () => {
    const { page, close } = await opened(
      unread({ startReading: () => ({ cannotRead: { because: 'not-administrator' } }) }).answers,
    );
    await steering(page, 'Have the app read now').click();
    await page.getByText('Only an administrator of the workspace can have the app read it.').waitFor();
    await close();
  });
});

test('for how many days readings are kept is asked for as a number, and said once it is kept', async () => {
  const { page, asked, close } = await opened(unread({ keepDays: ({ days }) => ({ days }) }).answers);
  const days = page.getByLabel('Days');
  for (const wrong of ['0', '367', 'x']) {
    await days.fill(wrong);
    await days.press('Enter');
    await page.getByText('Choose a number of days from 1 to 366.').waitFor();
  }
  expect(await violations(page)).toEqual([]);
  await days.fill('30');
  await days.press('Enter');
  await page.getByText('What changed is kept for 30 days from now on.').waitFor();
  expect(asked.filter(({ key }) => key === 'keepDays')).toEqual([{ key: 'keepDays', payload: { days: 30 } }]);
  await close();
});
