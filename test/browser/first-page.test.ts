import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { savedWorld } from '../bitbucket/saved-worlds';
import { fits, open, startSandbox, violations, type Look, type Opened, type Sandbox } from './sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** Nothing was asked of another host, and neither policy nor script complained. */
function expectQuiet({ hosts, complaints }: Opened) {
  expect({ hosts: [...hosts], complaints }).toEqual({ hosts: [new URL(sandbox.address).host], complaints: [] });
}

const panel = (page: Page) => page.frameLocator('iframe');

/** Waits until the panel in the frame says so. */
function panelSays(page: Page, text: string): Promise<void> {
  return panel(page).locator('body').filter({ hasText: text }).waitFor();
}

/** World, viewer and surface of the address. */
function chosen(page: Page): string {
  return [...new URL(page.url()).searchParams.values()].join(' ');
}

/** What the bar shows as chosen. */
function shown(page: Page): Promise<string[]> {
  return page.locator('form select').evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value));
}

async function pick(page: Page, field: string, value: string) {
  await Promise.all([page.waitForEvent('load'), page.getByLabel(field, { exact: true }).selectOption(value)]);
}

function frameOf(page: Page): Frame {
  const [, frame] = page.frames();
  if (!frame) throw new Error('no frame');
  return frame;
}

const settings: [at: string, page: string, panel: string[]] = [
  '/',
  savedWorld('ordinary-team').about,
  [
    'You cannot push to main in acme/web.',
    'Write access on main is for Harvey Jones and Mei Tanaka',
    'You can ask Harvey Jones or Mei Tanaka to push it.',
  ],
];
const pullRequest: typeof settings = [
  '/?world=pull-requests&viewer=administrator&surface=who-can-push-pull-request-3',
  'Round totals as the till does #3',
  ['You cannot merge this: you are not listed, and 4 merge checks are not done.'],
];
const firstVisit: typeof settings = [
  '/?world=first-visit&viewer=developer&surface=who-can-push-settings',
  'what every person meets first',
  ['Who Can Push needs your permission before it can act in your name.'],
];

test.each<[string, string, ...typeof settings, Look]>([
  ['a refusal, its rule and its way out', 'light, wide', ...settings, { colorScheme: 'light', width: 1280 }],
  ['a refusal, its rule and its way out', 'light, narrow', ...settings, { colorScheme: 'light', width: 400 }],
  ['a refusal, its rule and its way out', 'dark, wide', ...settings, { colorScheme: 'dark', width: 1280 }],
  ['a refusal, its rule and its way out', 'dark, narrow', ...settings, { colorScheme: 'dark', width: 400 }],
  ['a pull request', 'light, narrow', ...pullRequest, { colorScheme: 'light', width: 400 }],
  ['a pull request', 'dark, wide', ...pullRequest, { colorScheme: 'dark', width: 1280 }],
  ['the first visit', 'light, wide', ...firstVisit, { colorScheme: 'light', width: 1280 }],
  ['the first visit', 'dark, narrow', ...firstVisit, { colorScheme: 'dark', width: 400 }],
])('%s, %s: seen at once, and nothing for axe', async (_, __, at, ofPage, ofPanel, look) => {
  const opened = await open(sandbox, at, look);
  const { page, close } = opened;
  for (const text of ofPanel) await panelSays(page, text);
  await page.locator('body').filter({ hasText: ofPage }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await fits(page)).toBe(true);
  expect(await frameOf(page).evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expectQuiet(opened);
  await close();
});

test('world, viewer and surface are chosen one after the other, kept where they can be, and undone by Back', async () => {
  const opened = await open(sandbox, '/');
  const { page, close } = opened;
  await panelSays(page, 'You cannot push to main in acme/web.');
  await pick(page, 'World', 'pull-requests');
  await pick(page, 'Surface', 'who-can-push-pull-request-8');
  await panelSays(page, 'declined');
  await pick(page, 'Viewer', 'developer');
  expect(chosen(page)).toBe('pull-requests developer who-can-push-pull-request-8');
  await pick(page, 'World', 'ordinary-team');
  expect(chosen(page)).toBe('ordinary-team developer who-can-push-pull-request-7');
  await pick(page, 'World', 'viewer-without-admin');
  expect(chosen(page)).toBe('viewer-without-admin developer who-can-push-settings');
  await panelSays(page, 'Only administrators of');
  await page.goBack();
  expect(chosen(page)).toBe('ordinary-team developer who-can-push-pull-request-7');
  await page.goBack();
  await panelSays(page, 'declined');
  expect(await shown(page)).toEqual(['pull-requests', 'developer', 'who-can-push-pull-request-8']);
  await page.reload();
  await panelSays(page, 'declined');
  expect(await shown(page)).toEqual(['pull-requests', 'developer', 'who-can-push-pull-request-8']);
  await page.getByRole('link', { name: 'Repository settings' }).click();
  await panelSays(page, 'Only administrators of acme/web see its branch restrictions');
  await page.getByRole('link', { name: 'First visit' }).click();
  await panelSays(page, 'Who Can Push needs your permission');
  await panel(page).getByRole('button', { name: 'Allow access' }).click();
  await panel(page).getByRole('button', { name: 'Accept' }).click();
  await panelSays(page, 'Only administrators of acme/web see its branch restrictions');
  await page.getByRole('link', { name: 'All worlds' }).click();
  await page.getByRole('heading', { name: 'nobody-may-push' }).waitFor();
  expectQuiet(opened);
  await close();
});

test('by the keyboard, nothing is chosen before it is asked for', async () => {
  const { page, close } = await open(sandbox, '/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await shown(page)).toEqual(['branching-model-disabled-type', 'administrator', 'who-can-push-settings']);
  expect(new URL(page.url()).search).toBe('');
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Tab');
  const focused = page.locator(':focus');
  expect(await focused.textContent()).toBe('Show');
  expect(await focused.evaluate((one) => getComputedStyle(one).outlineStyle)).toBe('solid');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  expect(chosen(page)).toBe('branching-model-disabled-type administrator who-can-push-settings');
  await close();
});

test('a panel in the frame reaches the page around it, as one in Bitbucket does', async () => {
  const opened = await open(sandbox, '/');
  const { page, close } = opened;
  await panelSays(page, 'You cannot push to main in acme/web.');
  // The panel becomes as tall as what it shows, a frame after it shows it: it is the page that scrolls.
  await frameOf(page).waitForFunction(() => document.documentElement.scrollHeight === window.innerHeight);
  const bridge = (name: string, payload: unknown) =>
    frameOf(page).evaluate(
      ([command, given]) => {
        const { __bridge } = globalThis as unknown as {
          __bridge: { callBridge: (name: string, payload: unknown) => Promise<unknown> };
        };
        return __bridge.callBridge(command, given);
      },
      [name, payload] as const,
    );
  await bridge('showFlag', { id: 'one', title: 'Saved' });
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  expect(await page.getByRole('status').count()).toBe(0);
  await bridge('changeWindowTitle', 'Another title');
  expect(await page.title()).toBe('Another title');
  await Promise.all([
    page.waitForEvent('load'),
    bridge('navigate', { target: 'module', moduleKey: 'who-can-push-pull-request' }).catch(() => undefined),
  ]);
  expect(chosen(page)).toBe('ordinary-team administrator who-can-push-pull-request-7');
  await panelSays(page, 'merge this');
  expectQuiet(opened);
  await close();
});
