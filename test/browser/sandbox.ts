import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';

const root = path.join(__dirname, '..', '..');
const browsers = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Milliseconds that a busy machine may take for one step of a page. */
const patience = 90_000;

/** The sandbox as `npm start` serves it, and a browser. */
export interface Sandbox {
  address: string;
  browser: Browser;
  /** The folder of what the apps keep, a file for each repository. */
  storage: string;
  /** Restarts over the same storage. */
  restart: () => Promise<void>;
  close: () => Promise<void>;
}

/** A browser without the sandbox. */
export function startBrowser(): Promise<Browser> {
  const executablePath = browsers.find((one) => one !== undefined && existsSync(one));
  if (executablePath === undefined)
    throw new Error('There is no Chromium: `npm test` installs one, or name it in CHROMIUM.');
  return chromium.launch({ executablePath, args: quiet });
}

/** Starts both, on a free port and with storage of its own. */
export async function startSandbox(): Promise<Sandbox> {
  const port = await freePort();
  const address = `http://localhost:${String(port)}`;
  const storage = mkdtempSync(path.join(os.tmpdir(), 'who-can-push-'));
  let server = await serve(port, storage, address);
  const browser = await startBrowser();
  return {
    address,
    browser,
    storage,
    restart: async () => {
      await end(server);
      server = await serve(port, storage, address);
    },
    close: async () => {
      await browser.close();
      await end(server);
      rmSync(storage, { recursive: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}

async function serve(port: number, storage: string, address: string): Promise<ChildProcess> {
  const server = spawn(process.execPath, [path.join(root, 'dist', 'sandbox.js')], {
    env: { ...process.env, PORT: String(port), SANDBOX_STORAGE: storage },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let attempt = 0; attempt < 200; attempt++) {
    const answered = await fetch(address).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return server;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The sandbox did not start.');
}

async function end(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await ended;
}

/** A page of the sandbox, with its requests and the complaints of its policy or scripts. */
export interface Opened {
  page: Page;
  hosts: Set<string>;
  complaints: string[];
  close: () => Promise<void>;
}

/** The window and theme that a person uses. */
export interface Look {
  colorScheme?: 'light' | 'dark';
  width?: number;
}

/** Opens a place of the sandbox. */
export async function open(
  { browser, address }: Sandbox,
  place: string,
  { colorScheme = 'light', width = 1280 }: Look = {},
): Promise<Opened> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const hosts = new Set<string>();
  const complaints: string[] = [];
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${address}${place}`);
  return { page, hosts, complaints, close: () => context.close() };
}

/** Types into a field that searches, and takes what it then offers first. */
export async function choose(page: Page, label: string, typed: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label, exact: true });
  await field.fill(typed);
  await page.locator('li[role=option]').first().waitFor();
  await field.press('Enter');
}

/** Changes the window or theme of an open page. */
export async function lookAt(page: Page, { colorScheme = 'light', width = 1280 }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  const before = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const shown = await page.locator('html').getAttribute('data-color-mode');
  if (shown === colorScheme) return;
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction((was) => getComputedStyle(document.body).backgroundColor !== was, before);
}

/** Whether nothing overflows the page to the right. */
export function fits(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
}

/** What axe finds wrong on the page, by rule and place. */
export async function violations(page: Page): Promise<string[]> {
  // Colours that still fade from one theme to the other have a contrast that nobody chose.
  await page.evaluate(() => {
    for (const one of document.getAnimations()) {
      if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish();
    }
  });
  // There are no frames here and passes are not read, which makes it four times as fast.
  const { violations: found } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** The text of what has the focus. What had it may be gone for a moment before something else is given it. */
export async function focused(page: Page): Promise<string> {
  await page
    .waitForFunction(() => document.activeElement !== document.body, undefined, { timeout: 2_000 })
    .catch(() => undefined);
  return page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
}
