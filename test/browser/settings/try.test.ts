import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Locator, Page } from 'playwright-core';
import { choose, fits, lookAt, open, startSandbox, violations, type Look, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const priya = '{340c7148-77ae-4345-a2b4-f96d565cae78}';
const priyaLeaves = { groups: { 'release-managers': { remove: [priya] } } };

function tryIn(world: string, params: Record<string, string> = {}, look: Look = {}): Promise<Opened> {
  const search = new URLSearchParams(params).toString();
  return open(sandbox, `/worlds/${world}/administrator/who-can-push-settings/#/try?${search}`, look);
}

/** No request went to another host, and neither policy nor script complained. */
function expectQuiet({ hosts, complaints }: Opened) {
  expect({ hosts: [...hosts], complaints }).toEqual({ hosts: [new URL(sandbox.address).host], complaints: [] });
}

const outcome = (page: Page): Locator => page.getByRole('region', { name: 'What it would do' });
const ways = (page: Page): Locator => page.locator('.least > li');

async function effect(page: Page, heading: string): Promise<string[]> {
  const part = outcome(page).locator('.effect', { has: page.getByRole('heading', { name: heading, exact: true }) });
  await part.waitFor();
  return part.getByRole('listitem').allInnerTexts();
}

describe('what is the least that would let Ana push to main', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await tryIn('ordinary-team');
  });
  afterAll(() => opened.close());

  test('is said with all that it would open', async () => {
    const { page } = opened;
    await page.getByRole('heading', { name: 'What is the least that would let you push to main?' }).waitFor();
    await ways(page).first().waitFor();
    const said = await ways(page).first().innerText();
    expect(said).toContain('You can add yourself to Write access on main.');
    expect(said).toContain('You can then surely merge into main, which was not known.');
    expect(said).toContain('Beyond that it opens nothing to anybody.');
    expect(await violations(page)).toEqual([]);
  });

  test('and can be tried, made and linked to', async () => {
    const { page } = opened;
    await ways(page).first().getByRole('button', { name: 'Try it' }).click();
    expect(await effect(page, 'Gained')).toEqual(['Ana Lovell can then push to main.']);
    await page.waitForFunction(() => document.activeElement?.id === 'outcome');
    await page.getByText('How to make this change').click();
    const how = outcome(page).locator('.fold', { hasText: 'How to make this change' });
    await how.getByLabel('As a file').waitFor();
    expect(await how.innerText()).toContain('under Write access add Ana Lovell, then save.');
    expect(await how.getByLabel(/^PUT/).inputValue()).toContain('curl --fail-with-body --request PUT');
    expect(await how.getByLabel('As Terraform').inputValue()).toContain('bitbucket_branch_restriction');
    const file = JSON.parse(await how.getByLabel('As a file').inputValue()) as { restrictions: object };
    expect(file.restrictions).toMatchObject({ replace: [{ id: 17, pattern: 'main' }] });
    expect(await violations(page)).toEqual([]);
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    expect(await effect(page, 'Gained')).toEqual(['Ana Lovell can then push to main.']);
  });

  test('what it flips is saved as a table', async () => {
    const { page } = opened;
    await page.getByText('By name and branch').click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('acme-web-tried-change.csv');
    const rows: string[][] = parse(readFileSync(await file.path(), 'utf8'), { bom: true });
    expect(rows.slice(1).map(([who, , ...rest]) => [who, ...rest])).toEqual([
      ['Ana Lovell', 'push create', 'denied', 'allowed', '1', 'main'],
      ['Ana Lovell', 'merge', 'unknown', 'allowed', '1', 'main'],
    ]);
    await page.getByText('Saved as acme-web-tried-change.csv.').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('taken out, nothing is left of it, and Back brings it again', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: /^Take out/ }).click();
    await outcome(page).waitFor({ state: 'hidden' });
    await page.goBack();
    expect(await effect(page, 'Gained')).toHaveLength(1);
    expectQuiet(opened);
  });
});

test('what was not understood of a list stays in the form, whatever was looked at before', async () => {
  const opened = await open(sandbox, '/worlds/ordinary-team/administrator/who-can-push-settings/');
  const { page } = opened;
  await page.getByText(/^What is the least that would let/).click();
  await ways(page).first().waitFor();
  await page.getByRole('tab', { name: 'Try a change' }).click();
  await choose(page, 'Who', 'Priya');
  await choose(page, 'Group', 'release-man');
  await page.getByRole('button', { name: 'See what it would do' }).click();
  await page.getByText('Say who is in release-managers').first().click();
  const form = outcome(page).getByRole('form', { name: 'Who is in release-managers' });
  await outcome(page).getByText('counts in every answer of the app, for everybody').waitFor();
  await form.getByRole('textbox').fill('Priya Raman\nMei Tanaka\nNobody Here');
  await form.getByRole('button', { name: 'Save the list' }).click();
  await outcome(page).getByText('Saved: 2 people are in release-managers.').waitFor();
  expect(await form.getByRole('textbox').inputValue()).toBe('Nobody Here');
  await form.getByRole('textbox').and(page.locator(':focus')).waitFor();
  await outcome(page).getByRole('button', { name: 'Undo' }).click();
  await outcome(page).getByText('Undone:').waitFor();
  expectQuiet(opened);
  await opened.close();
});

test('what would happen if Priya left release-managers, by keyboard, and once it is said who is in it', async () => {
  const opened = await tryIn('ordinary-team');
  const { page } = opened;
  await page.getByRole('button', { name: 'See what it would do' }).click();
  expect(await page.getByRole('combobox', { name: 'Who', exact: true }).getAttribute('aria-invalid')).toBe('true');
  await page.getByText('Say who, and which group.').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('What if').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Priya');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Group', exact: true }).focus();
  await page.keyboard.type('release-man');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'See what it would do' }).focus();
  await page.keyboard.press('Enter');
  // Bitbucket tells apps nobody's groups: it is said what follows, and what that rests on.
  expect(await effect(page, 'Was not known, is then denied')).toEqual([
    'After the change Priya Raman certainly cannot push to and rewrite the history of release/1.0 and release/1.1.',
  ]);
  expect(await outcome(page).innerText()).toContain('so whether Priya Raman is in it now is not known');
  expect(await outcome(page).innerText()).toContain('Why: release-managers is let through by ');
  expect(await violations(page)).toEqual([]);
  await page.getByText('Say who is in release-managers').first().click();
  await outcome(page).getByRole('textbox').first().fill('Priya Raman\nMei Tanaka');
  await outcome(page).getByRole('button', { name: 'Save the list' }).first().click();
  expect(await effect(page, 'Lost')).toEqual([
    'Priya Raman can then no longer push to and rewrite the history of release/1.0 and release/1.1.',
  ]);
  expect(await outcome(page).innerText()).not.toContain('is in it now is not known');
  // It is still there for who comes back from another view, and after everything was read again.
  await page.getByRole('tab', { name: 'People' }).click();
  await page.getByRole('tab', { name: 'Try a change' }).click();
  expect(await effect(page, 'Lost')).toHaveLength(1);
  await page.getByRole('button', { name: 'Read again' }).click();
  expect(await effect(page, 'Lost')).toHaveLength(1);
  expectQuiet(opened);
  await opened.close();
});

test('a change that took the place of another does not lose it', async () => {
  const { page, complaints, close } = await tryIn('ordinary-team', { change: JSON.stringify(priyaLeaves) });
  const parts = page.getByRole('list', { name: 'The change' });
  await parts.getByText('Priya Raman leaves').first().waitFor();
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('button', { name: 'Try this change' }).first().click();
  const back = page.getByRole('button', { name: 'Bring back the change before' });
  await back.waitFor();
  const other = await parts.innerText();
  expect(other).not.toContain('Priya Raman leaves');
  await back.click();
  await parts.getByText('Priya Raman leaves').first().waitFor();
  await back.click();
  expect(await parts.innerText()).toBe(other);
  await page.getByRole('button', { name: 'Start over' }).click();
  await parts.waitFor({ state: 'detached' });
  await back.click();
  expect(await parts.innerText()).toBe(other);
  await back.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await close();
});

describe.each<[string, number]>([
  ['ordinary-team', 320],
  ['odd-names', 320],
  ['unknown-kind', 2560],
])('in %s, %i px wide', (world, width) => {
  test('everything opened is in order, light and dark and in the colours of the person', async () => {
    const params: Record<string, string> = world === 'ordinary-team' ? { change: JSON.stringify(priyaLeaves) } : {};
    const opened = await tryIn(world, params, { width });
    const { page } = opened;
    await page.getByRole('heading', { name: /^What is the least/ }).waitFor();
    if (world !== 'ordinary-team') {
      await page.getByLabel('What if').selectOption({ label: 'there is a new rule' });
      await page.getByLabel('Name or pattern').fill('*');
      await page.getByRole('button', { name: 'See what it would do' }).click();
    }
    await outcome(page).locator('.effect').first().waitFor();
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll<HTMLDetailsElement>('.try details')) fold.open = true;
    });
    await outcome(page).getByLabel('As a file').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await lookAt(page, { colorScheme, width });
      expect(await violations(page)).toEqual([]);
      expect(await fits(page)).toBe(true);
    }
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await violations(page)).toEqual([]);
    expectQuiet(opened);
    await opened.close();
  });
});

test('which open pull requests it breaks is read once somebody asks', async () => {
  const change = { restrictions: { remove: [] as number[], add: [push('main')] } };
  const opened = await tryIn('pull-requests', { change: JSON.stringify(change) });
  const { page } = opened;
  await page.getByRole('button', { name: /^Read them/ }).click();
  await page.getByText(/^Of \d+ open pull requests it breaks/).waitFor();
  expect(await violations(page)).toEqual([]);
  expectQuiet(opened);
  await opened.close();
});

function push(pattern: string): object {
  return { kind: 'push', branch_match_kind: 'glob', pattern, users: [], groups: [] };
}

test('on a large repository the page says how far it has come, and answers by name', async () => {
  const opened = await tryIn('large');
  const { page } = opened;
  await ways(page).first().waitFor({ timeout: 90_000 });
  await page.getByLabel('What if').selectOption({ label: 'a rule goes' });
  await choose(page, 'Rule', 'Write access on main');
  await page.getByRole('button', { name: 'See what it would do' }).click();
  await outcome(page).locator('.effect').first().waitFor();
  expect(await outcome(page).innerText()).toMatch(
    /Worked out for 4,\d{3} people and other actors on 10,000 branches\./,
  );
  expect(await violations(page)).toEqual([]);
  expectQuiet(opened);
  await opened.close();
});

test.each([
  ['no JSON', '{', 'it should look like'],
  ['of another shape', '{"restrictions":{"add":[{"kind":"push"}]}}', 'of add, entry 1 is not a branch restriction'],
  ['of a page that was loaded before', 'kept-0', 'it was too long to stand in a link'],
])('a link to a change that is none says so: %s', async (_, change, wrong) => {
  const { page, complaints, close } = await tryIn('ordinary-team', { change });
  await page.getByText('The change of this link cannot be tried').waitFor();
  expect(await page.locator('.notice').innerText()).toContain(wrong);
  expect(complaints).toEqual([]);
  await close();
});

test('a rule that is not there any more is named, and can be taken out', async () => {
  const change = JSON.stringify({ restrictions: { remove: [999] } });
  const { page, close } = await tryIn('ordinary-team', { change });
  await page.getByText('There is no restriction 999 to change').waitFor();
  await page.getByRole('button', { name: 'Take it out of the change' }).click();
  await page.getByRole('heading', { name: 'What would happen if …' }).waitFor();
  await close();
});
