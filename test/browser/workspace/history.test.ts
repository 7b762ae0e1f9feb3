import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { HistoryPortion } from '../../../src/panel-calls';
import type { Facts, Restriction } from '../../../src/core/model';
import { changesBetween } from '../../../src/core/workspace/between/between';
import { factsOf, savedWorld } from '../../bitbucket/saved-worlds';
import { fits, lookAt, open, startSandbox, violations, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
let seat: Opened;
let facts: Facts;
beforeAll(async () => {
  sandbox = await startSandbox();
  seat = await open(sandbox, '/');
  facts = await factsOf(savedWorld('ordinary-team'));
});
afterAll(() => sandbox.close());
beforeEach(() => seat.page.unrouteAll());

/** The view as it opens from a link, over this history; over the app's own where it is left out. */
async function enter(answer?: (next: string | undefined) => HistoryPortion | string): Promise<Page> {
  const { page } = seat;
  if (answer)
    await page.route('**/__bridge/invoke', (route) => {
      const { functionKey, payload } = route.request().postDataJSON() as {
        functionKey: string;
        payload?: { next?: string };
      };
      if (functionKey !== 'history') return route.continue();
      const given = answer(payload?.next);
      return route.fulfill(
        typeof given === 'string'
          ? { status: 500, json: { error: `There was an error invoking the function - ${given}` } }
          : { json: { result: given } },
      );
    });
  await page.goto('about:blank');
  await page.goto(`${sandbox.address}/worlds/ordinary-team/administrator/who-can-push-settings/#/history`);
  await page.getByRole('heading', { name: 'History', exact: true }).waitFor();
  return page;
}

const entries = (page: Page) => page.getByRole('list', { name: 'Changes, the latest first' }).locator('> li');

/** The same repository on an earlier day. */
function earlier(readAt: string, change: Partial<Facts> = {}): Facts {
  return { ...facts, ...change, readAt };
}

function without(kind: string): Facts['restrictions'] {
  return { ...facts.restrictions, items: facts.restrictions.items.filter((one: Restriction) => one.kind !== kind) };
}

test('where the app has read nothing yet, it says when it does, and who can have it read', async () => {
  const page = await enter();
  await page.getByText('The app has not read this repository yet').waitFor();
  expect(await violations(page)).toEqual([]);
});

test('where nothing changed, it says since when readings are kept', async () => {
  const page = await enter(() => ({ changes: [], first: '2026-11-01T09:00:00Z', last: '2026-11-28T09:00:00Z' }));
  const said = page.getByRole('tabpanel').getByRole('status');
  await said.filter({ hasText: 'Nothing changed between the readings that are kept.' }).waitFor();
  expect(await said.locator('time').first().getAttribute('datetime')).toBe('2026-11-01T09:00:00Z');
});

test('what changed stands there with whom it gave or took something, latest first, and earlier changes on demand', async () => {
  const [first, second, third] = ['2026-11-10T09:00:00Z', '2026-11-20T09:00:00Z', '2026-11-28T09:00:00Z'];
  const removed = changesBetween(earlier(second), earlier(third, { restrictions: without('push') }));
  const added = changesBetween(earlier(first, { restrictions: without('delete') }), earlier(second));
  const page = await enter((next) => ({
    changes: [next === undefined ? removed : added],
    first,
    last: third,
    ...(next === undefined && { next: 'earlier' }),
  }));
  await entries(page).first().waitFor();
  const [latest] = await entries(page).allTextContents();
  expect(latest).toMatch(/^Between .* and Nov 28, 2026/);
  expect(latest).toContain('Write access on main was removed');
  expect(latest).toContain('You, ');
  expect(latest).toContain('can now push to');
  await page.getByRole('button', { name: 'Show earlier changes' }).click();
  await entries(page).nth(1).waitFor();
  expect(await entries(page).nth(1).textContent()).toContain('deleting main was added');
  expect(await page.getByRole('button', { name: 'Show earlier changes' }).count()).toBe(0);
  for (const look of [{ width: 320 }, { width: 768, colorScheme: 'dark' }, { width: 1280 }, { width: 2560 }] as const) {
    await lookAt(page, look);
    expect([look, await fits(page), await violations(page)]).toEqual([look, true, []]);
  }
});

test('that somebody can read now says that nothing changed about pushes and merges, and not that nobody gained', async () => {
  const page = await enter(() => ({
    changes: [
      {
        repository: { fullName: 'acme/web', workspace: 'acme', slug: 'web' },
        from: '2026-11-20T09:00:00Z',
        to: '2026-11-28T09:00:00Z',
        changed: [{ changed: 'permission', who: [{ id: '{new}', name: 'Lena Ito' }], from: 'none', to: 'read' }],
        shifts: [],
      },
    ],
    first: '2026-11-20T09:00:00Z',
  }));
  await entries(page)
    .getByText(/^Lena Ito (now )?has read permission/)
    .waitFor();
  await entries(page)
    .getByText('As far as is known, it changed nothing about who can push, merge or delete.')
    .waitFor();
});

test('what stood there stays where earlier changes cannot be fetched', async () => {
  let attempts = 0;
  const one = changesBetween(
    earlier('2026-11-20T09:00:00Z'),
    earlier('2026-11-28T09:00:00Z', { restrictions: without('push') }),
  );
  const page = await enter((next) => {
    if (next !== undefined && attempts++ === 0) return 'The app’s own storage did not answer.';
    return { changes: [one], first: '2026-11-01T09:00:00Z', ...(next === undefined && { next: 'earlier' }) };
  });
  await page.getByRole('button', { name: 'Show earlier changes' }).click();
  await page.getByText('Earlier changes could not be fetched').waitFor();
  expect(await entries(page).count()).toBe(1);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await entries(page).nth(1).waitFor();
});

test('where the app does not answer, it says so, and asks again', async () => {
  let attempts = 0;
  const page = await enter(() => (attempts++ === 0 ? 'The app’s own storage did not answer.' : { changes: [] }));
  await page.getByText('The app’s own storage did not answer.').waitFor();
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByText('The app has not read this repository yet').waitFor();
});
