import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fits, open, startSandbox, violations, type Look, type Opened, type Sandbox } from './sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** The settings page of a world, for its administrator, at one of its tabs. */
async function tab(
  title: string,
  { world = 'ordinary-team', ...look }: Look & { world?: string } = {},
): Promise<Opened> {
  const opened = await open(sandbox, `/worlds/${world}/administrator/who-can-push-settings/`, look);
  await opened.page.getByRole('tab', { name: title }).click();
  return opened;
}

const pasted = (page: Page) => page.getByRole('textbox', { name: 'Paste what git, ssh or Bitbucket printed' });

async function read(page: Page, text: string) {
  await pasted(page).fill(text);
  await page.getByRole('button', { name: 'Read it' }).click();
}

const panel = (page: Page) => page.getByRole('tabpanel');

const secret = 'ATCTT3xFfGF0secretsecret';
function refused(repository: string): string {
  return `remote: Permission denied to update branch main.
To https://x-token-auth:${secret}@bitbucket.org/${repository}.git
 ! [remote rejected] main -> main (pre-receive hook declined)
error: failed to push some refs to 'https://x-token-auth:${secret}@bitbucket.org/${repository}.git'`;
}

describe('a refusal, pasted', () => {
  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
    ['dark', 400],
  ] as const)(
    'in %s at %i pixels: causes, lines, ways out and the decision beside them; nothing sent, nothing kept',
    async (colorScheme, width) => {
      const opened = await tab('Read a refusal', { colorScheme, width });
      const { page, complaints, close } = opened;
      const asked: string[] = [];
      // What reads refusals is loaded as it is needed, from where the page is.
      page.on('request', (request) => {
        if (!request.url().includes('/assets/')) asked.push(request.url());
      });
      await read(page, refused('acme/web'));

      const cause = page.getByRole('region', { name: 'A branch restriction' });
      await cause.getByText('The live configuration bears this out.').waitFor();
      for (const lines of [pasted(page), cause.getByLabel('The lines that say so')]) {
        expect(
          await lines.evaluate(
            (element) =>
              Number.parseFloat(getComputedStyle(element).lineHeight) /
              Number.parseFloat(getComputedStyle(element).fontSize),
          ),
        ).toBeGreaterThan(1.3);
      }
      expect(await cause.getByLabel('The lines that say so').textContent()).toContain(
        'Permission denied to update branch main.',
      );
      expect(await cause.getByRole('heading', { name: 'Ways out' }).count()).toBe(1);
      expect(await cause.getByRole('link').first().getAttribute('href')).toMatch(/^https:/);
      await page.getByRole('region', { name: 'A repository access token cannot push to main' }).waitFor();
      expect(await panel(page).textContent()).toContain('2 secrets were taken out of the text before it was read.');

      await page.getByText('About this message').first().click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(await violations(page)).toEqual([]);

      expect(await pasted(page).inputValue()).toBe(refused('acme/web'));
      const elsewhere = await page.evaluate(() => {
        const copy = document.documentElement.cloneNode(true) as HTMLElement;
        for (const field of copy.querySelectorAll('textarea')) field.remove();
        return (
          copy.outerHTML +
          JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state, location.href]) +
          document.cookie
        );
      });
      expect(elsewhere).toContain('Permission denied to update branch main.');
      expect(elsewhere).not.toContain(secret);
      expect({ asked, complaints }).toEqual({ asked: [], complaints: [] });
      await close();
    },
  );

  test('of another repository is read, and not compared with the rules of this one', async () => {
    const { page, close } = await tab('Read a refusal');
    await read(page, refused('acme/other'));
    await page.getByText('The text is about acme/other, and this page knows the rules of acme/web.').waitFor();
    expect(await page.getByRole('region', { name: 'A branch restriction' }).count()).toBe(1);
    expect(await panel(page).getByRole('heading', { name: 'The live configuration' }).count()).toBe(0);
    await close();
  });

  test('of this repository is compared however its address is written', async () => {
    const { page, close } = await tab('Read a refusal');
    await read(page, refused('Acme/Web'));
    await page.getByRole('heading', { name: 'The live configuration on the same push' }).waitFor();
    await close();
  });

  test('that the rules do not bear out is set against what it can mean', async () => {
    const { page, close } = await tab('Read a refusal');
    await read(page, refused('acme/web').replaceAll('main', 'feature/free'));
    await page.getByRole('heading', { name: 'Text and configuration disagree' }).waitFor();
    await page.getByText('The live configuration speaks against it.').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await close();
  });

  test('that is none, and no text at all, are said to be so', async () => {
    const { page, close } = await tab('Read a refusal');
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText('There is nothing to read yet').waitFor();
    await read(page, 'The weather is fine today.');
    await page.getByRole('heading', { name: 'Nothing was recognised in this text' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await close();
  });
});

test('tabs are reached by the arrow keys, and what was typed in one stays', async () => {
  const { page, close } = await tab('Read a refusal');
  await pasted(page).fill('kept');
  await page.getByRole('tab', { name: 'Read a refusal' }).focus();
  const open = page.getByRole('tab', { selected: true });
  await page.keyboard.press('Home');
  expect(await open.textContent()).toBe('Overview');
  while ((await open.textContent()) !== 'Read a refusal') {
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(await open.textContent());
  }
  expect(await pasted(page).inputValue()).toBe('kept');
  await close();
});

describe('without the rules of the repository', () => {
  const place = '/worlds/ordinary-team/developer/who-can-push-settings/';

  test.each([
    ['light', 1280],
    ['dark', 320],
  ] as const)('in %s at %i pixels it is read alone, and says so', async (colorScheme, width) => {
    const { page, complaints, close } = await open(sandbox, place, { colorScheme, width });
    await page.getByText('Only administrators of acme/web see').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Read a refusal' }).click();
    await read(page, refused('acme/web'));
    await page.getByRole('region', { name: 'A branch restriction' }).waitFor();
    await page.getByText('This page could not read the rules of the repository.').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await fits(page)).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  test('by a link, also where the app does not answer', async () => {
    const { page, close } = await open(sandbox, '/worlds/');
    await page.route('**/__bridge/invoke', (route) => route.abort());
    await page.goto(`${sandbox.address}${place}#/refusal`);
    await page.getByText('The browser did not reach Bitbucket. Check the connection and ask again').waitFor();
    await read(page, refused('acme/web'));
    await page.getByRole('region', { name: 'A branch restriction' }).waitFor();
    await close();
  });
});

test('each command of a way out has a button that copies it', async () => {
  const { page, close } = await tab('Read a refusal');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await read(page, refused('acme/web'));
  const copy = page.getByRole('button', { name: /^Copy git push origin HEAD:/ }).first();
  await copy.click();
  await page.getByText('Copied.').first().waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    (await copy.getAttribute('aria-label'))?.replace('Copy ', ''),
  );
  await close();
});
