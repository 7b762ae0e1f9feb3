import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fits, lookAt, open, startSandbox, violations, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

function rulesOf(world: string, params = ''): Promise<Opened> {
  return open(sandbox, `/worlds/${world}/administrator/who-can-push-settings/#/rules${params}`);
}

/** No request went to another host, and neither policy nor script complained. */
function expectQuiet({ hosts, complaints }: Opened) {
  expect({ hosts: [...hosts], complaints }).toEqual({ hosts: [new URL(sandbox.address).host], complaints: [] });
}

const view = (page: Page) => page.getByRole('region', { name: 'The rules in words' });
const names = (page: Page) => view(page).getByRole('heading', { level: 3 });

/** A rule, by its name: each part with what it says. */
async function said(page: Page, name: string): Promise<Record<string, string>> {
  const rule = view(page)
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });
  await rule.getByText('Without it', { exact: true }).waitFor();
  const parts = await rule.locator('dl > div').all();
  const each = parts.map(
    async (part): Promise<[string, string]> => [
      (await part.locator('dt').textContent()) ?? '',
      (await part.locator('dd').textContent()) ?? '',
    ],
  );
  return Object.fromEntries(await Promise.all(each));
}

const worlds: Record<string, [name: string, says: Record<string, string>]> = {
  'odd-names': [
    'Write access on main',
    {
      'Covers today': '1 of 13 branches: main.',
      'Lets through': 'Sam Lee (sam).',
      'Without it':
        'You, Harvey Jones, Sam Lee (sam-lee) and automation that no list can name could push to and rewrite the history of main.',
      'Nearly covers':
        'Main. The letter case differs, which counts for Git; whether it does for Bitbucket is not documented.',
    },
  ],
  'unknown-kind': [
    'Minimum number of successful builds on branches by regex: 1',
    {
      'Covers today':
        'Not known: we cannot make out which branches are meant by Minimum number of successful builds on branches by regex.',
      'Lets through': 'It has no list: it asks the same of every merge.',
      'Without it': 'Whether merges wait for it now is not known.',
    },
  ],
  'nobody-may-push': [
    'Write access on main',
    {
      'Covers today': '1 of 2 branches: main.',
      'Lets through': 'Nobody, administrators included.',
      'Without it':
        'You, Harvey Jones, Tomás Vidal and automation that no list can name could push to and rewrite the history of main.',
    },
  ],
  'effective-list-refused': [
    'Write access on release/*',
    {
      'Covers today': '1 of 3 branches: release/6.0.',
      'Lets through': 'The group platform. Which of 6 people can pass is not known.',
      'Without it':
        'Automation that no list can name could push to and rewrite the history of release/6.0.' +
        'You, Sofia Rossi and Tomás Vidal could surely push to, rewrite the history of and delete release/6.0, which is not known now.' +
        'Automation that no list can name could surely delete release/6.0, which is not known now.',
    },
  ],
  'empty-repository': [
    'Write access on branches of type development',
    {
      'Covers today': 'Nothing yet: there are no branches.',
      'Lets through': 'Nobody, administrators included.',
      'Without it': 'Nothing would be otherwise until such a branch is made.',
    },
  ],
  'overlapping-rules': [
    'Write access on main',
    {
      'Covers today': '1 of 5 branches: main.',
      'Lets through': 'Harvey Jones.',
      'Without it': 'Harvey Jones could no longer push to and rewrite the history of main.',
    },
  ],
};

test.each(Object.entries(worlds))(
  'each rule in words, at any width and in both themes: %s',
  async (world, [name, says]) => {
    const opened = await rulesOf(world);
    const { page, close } = opened;
    expect(await said(page, name)).toEqual(says);
    expect(await violations(page)).toEqual([]);
    await lookAt(page, { colorScheme: 'dark', width: 320 });
    expect(await fits(page)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await lookAt(page, { width: 2560 });
    expect(await fits(page)).toBe(true);
    expectQuiet(opened);
    await close();
  },
);

test('merge checks and settings beside the others; narrowed down by sort and by a branch, sorted, and linked', async () => {
  const opened = await rulesOf('pull-requests');
  const { page, close } = opened;
  expect((await said(page, 'Minimum number of approvals on main: 2'))['Without it']).toBe(
    'Merges would not wait for it.',
  );
  const all = await names(page).count();
  await view(page)
    .getByRole('button', { name: /^Who can push or merge \d/ })
    .click();
  expect(await names(page).allTextContents()).toEqual(['Write access on main', 'Merge via pull request on main']);
  await view(page)
    .getByRole('button', { name: `All ${String(all)}` })
    .click();
  const status = view(page).getByRole('status').first();
  await view(page).getByRole('textbox', { name: 'Covering the branch' }).fill('no..branch');
  expect(await status.textContent()).toContain('Git does not allow a branch to be called that.');
  await view(page).getByRole('textbox', { name: 'Covering the branch' }).fill('develop');
  expect(await status.textContent()).toMatch(new RegExp(`^\\d+ of ${String(all)} rules cover develop, or may\\.`));
  for (const name of await names(page).allTextContents()) expect(name).toContain('development');
  await view(page).getByRole('textbox', { name: 'Covering the branch' }).fill('main');
  await view(page)
    .getByRole('combobox', { name: 'Sorted' })
    .selectOption('by how much would be otherwise without them');
  const sorted = await names(page).allTextContents();
  expect(sorted[0]).toBe('Write access on main');
  expect(await violations(page)).toEqual([]);
  expectQuiet(opened);
  await close();
  // Everything that the view shows stands in its place.
  const again = await rulesOf('pull-requests', '?covers=main&order=effect');
  await said(again.page, 'Write access on main');
  expect(await names(again.page).allTextContents()).toEqual(sorted);
  await again.close();
});

test('a large repository: rules scroll in a region of their own, and what each does follows', async () => {
  const opened = await rulesOf('large');
  const { page, close } = opened;
  await view(page).getByText('Without it').first().waitFor({ timeout: 120_000 });
  expect(await view(page).getByRole('status').first().textContent()).toContain('200 rules.');
  const region = page.getByRole('region', { name: 'Rules', exact: true });
  expect(await region.getByRole('article').count()).toBeLessThan(40);
  await region.focus();
  await page.keyboard.press('End');
  await region.getByRole('listitem').last().filter({ hasText: 'Without it' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await lookAt(page, { colorScheme: 'dark', width: 320 });
  expect(await fits(page)).toBe(true);
  expectQuiet(opened);
  await close();
}, 240_000);

test('a repository without rules says what that means, and where to begin', async () => {
  const opened = await rulesOf('open-repository');
  const { page, close } = opened;
  await view(page).getByText('No rule is set').waitFor();
  expect(await view(page).getByRole('link', { name: 'Branch restrictions' }).count()).toBe(2);
  expect(await violations(page)).toEqual([]);
  expectQuiet(opened);
  await close();
});
