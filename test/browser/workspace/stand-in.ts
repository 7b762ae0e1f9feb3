import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import type { WorkspaceCalls } from '../../../src/panel-calls';
import type { Look } from '../sandbox';

const own = 'http://localhost/workspace/';

type Payload<K extends keyof WorkspaceCalls> = Parameters<WorkspaceCalls[K]>[0];
type Answer<K extends keyof WorkspaceCalls> = ReturnType<WorkspaceCalls[K]>;

/** What the app answers, by function key. What is left out does not answer, and neither does what throws. */
export type Answers = {
  [K in keyof WorkspaceCalls]?: (payload: Payload<K>) => Answer<K> | Promise<Answer<K>>;
};

/** The page of a workspace over answers that a test gives, and what it asked for. */
export interface Shown {
  page: Page;
  asked: { key: string; payload: unknown }[];
  complaints: string[];
  close: () => Promise<void>;
}

/** How a page is opened. */
export interface Opening extends Look {
  /** A place on the page: `/repositories?find=web`. */
  at?: string;
  forcedColors?: 'active' | 'none';
  /** The folder of the project, where this file is part of a bundle. */
  root?: string;
  /** Run in the browser before the page's own scripts. */
  before?: () => void;
}

/** Opens the page as it was built, in a browser, with the sandbox's own bridge and no server behind it. */
export async function openPage(
  browser: Browser,
  answers: Answers,
  {
    colorScheme = 'light',
    width = 1280,
    at = '',
    forcedColors = 'none',
    root = path.join(__dirname, '..', '..', '..'),
    before,
  }: Opening = {},
): Promise<Shown> {
  const context = await browser.newContext({ colorScheme, forcedColors, viewport: { width, height: 900 } });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const asked: Shown['asked'] = [];
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.route(`${own}**`, async (route) => {
    const name = new URL(route.request().url()).pathname.replace('/workspace/', '');
    if (!name.startsWith('__bridge/')) {
      await route.fulfill(fileAt(name, root));
      return;
    }
    const result = await answered(name.replace('__bridge/', ''), route.request().postDataJSON());
    await route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify(result) });
  });

  async function answered(command: string, body: unknown): Promise<object> {
    if (command === 'getContext') return { result: viewContext };
    const { functionKey, payload, metadata } = body as { functionKey: string; payload?: unknown; metadata?: unknown };
    asked.push({ key: functionKey, payload });
    const answer = (answers as Record<string, ((payload: unknown) => unknown) | undefined>)[functionKey];
    try {
      if (!answer) throw new Error('no answer');
      const result = await answer(payload);
      return { result: metadata === undefined ? result : { body: result, metadata: {} } };
    } catch (error) {
      return { error: `There was an error invoking the function - ${(error as Error).message}` };
    }
  }

  if (before) await page.addInitScript(before);
  await page.goto(`${own}${at === '' ? '' : `#${at}`}`);
  return { page, asked, complaints, close: () => context.close() };
}

const environment = '5a9d0b0e-0000-4000-8000-000000000001';
const app = '00000000-0000-4000-8000-000000000000';
const viewContext = {
  moduleKey: 'who-can-push-workspace',
  extension: {
    type: 'bitbucket:workspaceGlobalPage',
    workspace: { uuid: '{20000000-0000-4000-8000-000000000000}' },
    location: `https://bitbucket.org/acme/workspace/forge/${app}/${environment}/who-can-push-workspace`,
  },
};

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

function fileAt(name: string, root: string): { status: number; contentType?: string; body?: string } {
  if (name === 'bridge.js')
    return {
      status: 200,
      contentType: 'text/javascript',
      body: readFileSync(path.join(root, 'dist', 'bridge.js'), 'utf8'),
    };
  const file = path.join(root, 'static', 'dist', name === '' ? 'index.html' : name);
  const body = readFileSync(file, 'utf8');
  const html = name === '' ? body.replace(/<head[^>]*>/i, (head) => `${head}<script src="bridge.js"></script>`) : body;
  return {
    status: 200,
    contentType: types[path.extname(file)] ?? (name === '' ? 'text/html' : 'text/plain'),
    body: html,
  };
}
