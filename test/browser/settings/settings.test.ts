import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { askExplain } from '../../../src/cli/ask';
import { retrying } from '../../../src/bitbucket/port/port';
import { parseWorld, repositoriesOf, worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { sayDecision } from '../../../src/core/say/decision';
import { questions } from '../../worlds/questions';
import { choose, fits, open, startSandbox, violations, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

function settings(world: string, viewer: 'administrator' | 'developer', look = {}): Promise<Opened> {
  return open(sandbox, `/worlds/${world}/${viewer}/who-can-push-settings/`, look);
}

/** No request went to another host, and neither policy nor script complained. */
function expectQuiet({ hosts, complaints }: Opened) {
  expect({ hosts: [...hosts], complaints }).toEqual({ hosts: [new URL(sandbox.address).host], complaints: [] });
}

const answer = (page: Page) => page.locator('#answer');

/** Waits until the answer says so. */
function answered(page: Page, text: string): Promise<void> {
  return answer(page).filter({ hasText: text }).waitFor();
}

const worlds = path.join(__dirname, '..', '..', '..', 'src', 'sandbox', 'worlds');

function worldOf(name: string): World {
  const parsed = parseWorld(readFileSync(path.join(worlds, `${name}.json`), 'utf8'));
  if ('wrong' in parsed) throw new Error(parsed.wrong);
  return parsed.world;
}

// Before anything is saved: what an administrator supplies is not in the saved worlds.
const administered = Object.keys(questions).filter((name) => !name.endsWith('without-admin'));
test.each(administered)('the answer in the page equals that of `explain --json`: %s', async (name) => {
  const world = worldOf(name);
  const [workspace = '', slug = ''] = repositoriesOf(world)[0]?.split('/') ?? [];
  // Like Forge, without the 1.0 endpoint.
  const get = retrying(worldGet(world), () => Promise.resolve());
  const outcome = await askExplain(
    get,
    { workspace, slug, askGroups: false, ...(world.viewer !== undefined && { viewer: world.viewer }) },
    { operations: ['push'], branch: 'main' },
  );
  if ('problem' in outcome) throw new Error('This world answers nothing.');
  const { page, close } = await settings(name, 'administrator');
  await answer(page).waitFor();
  // Whether the branch exists is said once all were read.
  await page.getByText('Reading branches').first().waitFor({ state: 'hidden' });
  const { readAt, ...shown } = JSON.parse((await page.locator('.json').textContent()) ?? '') as { readAt: string };
  expect(readAt).toMatch(/^\d{4}-/);
  const [decision] = outcome.answer.decisions;
  expect(shown).toEqual(decision && { ...sayDecision(decision) });
  await close();
});

describe('Ana, push, main on an ordinary team', () => {
  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
    ['dark', 400],
  ] as const)(
    'in %s at %i pixels: the restriction, its page, the ways out, and nothing for axe',
    async (colorScheme, width) => {
      const opened = await settings('ordinary-team', 'administrator', { colorScheme, width });
      const { page, close } = opened;
      await expect(answer(page).textContent()).resolves.toBe('Denied You cannot push to main in acme/web.');
      const card = page.getByRole('region', { name: 'You cannot push' });
      expect(await card.textContent()).toContain('Write access on main is for Harvey Jones and Mei Tanaka');
      const link = card.getByRole('link', { name: 'Branch restrictions' }).first();
      expect(await link.getAttribute('href')).toBe('https://bitbucket.org/acme/web/admin/branch-restrictions');
      const about = card.getByRole('link', { name: 'Documentation' }).first();
      expect(await about.getAttribute('href')).toBe(
        'https://support.atlassian.com/bitbucket-cloud/docs/use-branch-permissions/',
      );
      expect(await card.getByRole('listitem').filter({ hasText: 'open a pull request into main' }).count()).toBe(1);
      expect(await page.locator('html').getAttribute('data-color-mode')).toBe(colorScheme);
      expect(await fits(page)).toBe(true);
      expect(await violations(page)).toEqual([]);
      expectQuiet(opened);
      await close();
    },
  );

  test('another branch, operation, actor and credential', async () => {
    const { page, close } = await settings('ordinary-team', 'administrator');
    await answer(page).waitFor();
    await choose(page, 'on branch', 'release/9.9');
    await answered(page, 'You can push to release/9.9');
    await page.getByRole('combobox', { name: 'wants to' }).selectOption('create');
    await answered(page, 'You can create the branch release/9.9');
    await page.getByRole('combobox', { name: 'signed in with' }).selectOption('password');
    await answered(page, 'You cannot create the branch release/9.9');
    await choose(page, 'Who', 'repository access');
    await answered(page, 'A repository access token cannot create the branch');
    expect(await page.getByRole('combobox', { name: 'signed in with' }).isDisabled()).toBe(true);
    await page.getByRole('combobox', { name: 'on branch' }).fill('no..branch');
    await page.getByText('Git does not allow a branch to be called that').first().waitFor();
    await close();
  });
});

test('a branch that is not there: the answer says so, and which may have been meant, once all branches are read', async () => {
  const opened = await settings('ordinary-team', 'administrator');
  const { page, close } = opened;
  await choose(page, 'on branch', 'origin/mian');
  await answered(page, 'You can push to origin/mian');
  const card = page.getByRole('region', { name: 'You can push' });
  await card.getByText('origin/mian does not exist in acme/web: a push would create it. Did you mean main?').waitFor();
  expect(await violations(page)).toEqual([]);
  await choose(page, 'on branch', 'main');
  await answered(page, 'You cannot push to main');
  expect(await page.getByText('does not exist').count()).toBe(0);
  expectQuiet(opened);
  await close();
});

describe('somebody who is no administrator', () => {
  test.each(['ordinary-team', 'exempt-group-unreadable', 'jenkins-token', 'large'])(
    'is shown no facts of %s, and who could be',
    async (world) => {
      const opened = await settings(world, 'developer');
      const { page, close } = opened;
      await page
        .getByRole('heading', { name: /^Only administrators of acme\/.* see its branch restrictions$/ })
        .waitFor();
      expect(await page.getByText('You could ask:').count()).toBe(1);
      expect(await page.locator('#answer').count()).toBe(0);
      expect(await violations(page)).toEqual([]);
      expectQuiet(opened);
      await close();
    },
  );
});

test('what could not be read is reported beside the answers that do not need it', async () => {
  const opened = await settings('fails-and-recovers', 'administrator');
  await answered(opened.page, 'You cannot push to main in acme/inventory.');
  await opened.page.getByRole('heading', { name: 'Not everything could be read' }).waitFor();
  expect(
    await opened.page
      .getByText('Bitbucket did not answer when asked for the list of people with access to acme/inventory.')
      .count(),
  ).toBeGreaterThan(0);
  expect(await violations(opened.page)).toEqual([]);
  expectQuiet(opened);
  await opened.close();
});

test('a large repository answers first and reads its branches after', async () => {
  const opened = await settings('large', 'administrator');
  const { page, close } = opened;
  await answer(page).waitFor();
  await page.getByText('Reading branches').first().waitFor({ state: 'detached' });
  await choose(page, 'on branch', 'user/olu/');
  await answered(page, 'push to user/olu/');
  expect(await violations(page)).toEqual([]);
  expectQuiet(opened);
  await close();
});

test('the list names every world with what it teaches, and has nothing for axe', async () => {
  const opened = await open(sandbox, '/worlds/');
  const text = await opened.page.locator('main').textContent();
  for (const name of Object.keys(questions)) expect(text).toContain(worldOf(name).about);
  expect(await violations(opened.page)).toEqual([]);
  expectQuiet(opened);
  await opened.close();
});
