import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { fits, focused, type Look, lookAt, open, type Sandbox, startSandbox, violations } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 400 },
  { colorScheme: 'light', width: 320 },
] as const satisfies Look[];

/** How axe and the width of the window find the page: in both themes and three widths, or in some of these. */
async function expectClean(page: Page, some: readonly Look[] = looks) {
  for (const look of some) {
    await lookAt(page, look);
    expect({ look, fits: await fits(page), violations: await violations(page) }).toEqual({
      look,
      fits: true,
      violations: [],
    });
  }
  await lookAt(page, {});
}

const settings = '/administrator/who-can-push-settings/';
const entry = (page: Page, group: string): Locator =>
  page
    .getByRole('list', { name: 'Groups' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: group }) });
const form = (page: Page): Locator => page.getByRole('form', { name: 'Who is in' });
const text = async (part: Locator) => (await part.innerText()).replaceAll(/\s+/g, ' ');

describe('who is in a group', () => {
  test('said, seen, changed, taken back and undone; each time what would flip stands there first', async () => {
    const { page, complaints, close } = await open(sandbox, `/worlds/exempt-group-unreadable${settings}#/supplied`);
    const managers = entry(page, 'release-managers');
    await managers.getByText('Nothing is kept of who is in it.').waitFor();
    expect(await text(managers)).toContain('Write access on main lists it. It was given write on the repository.');

    // Nothing typed is no list: nobody is said only when it is asked for twice.
    const opener = managers.getByRole('button', { name: 'Say who is in it (release-managers)' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await form(page).getByRole('textbox', { name: 'Who is in it' }).and(page.locator(':focus')).waitFor();
    await form(page).getByRole('button', { name: 'Save the list' }).focus();
    await page.keyboard.press('Enter');
    const question = page.getByRole('group', { name: 'Is nobody in the group?' });
    await question.getByText('A push to main becomes denied for 3 people.').waitFor();
    expect(await text(question)).toContain(
      'Unknown → becomes Denied You, Sofia Rossi and Tomás Vidal cannot push to and rewrite the history of main; ' +
        'that was not known before.',
    );
    expect(await focused(page)).toBe('Go back');
    await expectClean(page, looks.slice(1));
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Save the list');
    expect(await managers.getByText('Nothing is kept').count()).toBe(1);

    // What is not understood stays in the box, with why; the rest counts.
    const box = form(page).getByRole('textbox', { name: 'Who is in it' });
    await box.fill('User name,email\n"Jones, Harvey",hj@example.org\nZoe Quist,tomas.vidal@example.org\nNobody Here,');
    await form(page).getByText('Understood: Harvey Jones.').waitFor();
    const left = form(page).getByRole('list', { name: 'Not understood' });
    expect(await text(left)).toMatch(
      /^Zoe Quist,.* may be: It is Tomás Vidal \(tomas\) Nobody Here, Nobody of acme\/payments/,
    );
    await form(page).getByText('A push to main becomes denied for 3 people.').waitFor();
    await expectClean(page);
    await left.getByRole('button', { name: 'It is Tomás Vidal' }).click();
    await form(page).getByText('A push to main becomes allowed for 1 person and denied for 2 people.').waitFor();
    expect(await form(page).getByRole('list', { name: 'In the list' }).getByRole('listitem').count()).toBe(2);
    await form(page).getByRole('button', { name: 'Save the list' }).click();
    await managers.getByText('Saved: 2 people are in release-managers.').waitFor();
    expect(await form(page).getByRole('textbox').inputValue()).toBe('User name,email\nNobody Here,');
    expect(await text(managers)).toMatch(
      /Kept: Harvey Jones and Tomás Vidal\. 2 people, supplied by you, since \w{3} \d/,
    );

    // It survives reloading, the form with it: its address says which is open.
    await page.reload();
    await form(page).getByText('The list is as it is kept.').waitFor();
    expect(await text(managers)).toMatch(
      /Kept: Harvey Jones and Tomás Vidal\. 2 people, supplied by you, since \w{3} \d/,
    );
    await form(page).getByRole('button', { name: 'Take out Tomás Vidal' }).click();
    await form(page).getByText('A push to main becomes denied for 1 person.').waitFor();
    expect(await text(form(page))).toContain(
      'Tomás Vidal cannot push to and rewrite the history of main; that was allowed',
    );
    await form(page).getByRole('button', { name: 'Save the list' }).click();
    await managers.getByText('Saved: 1 person is in release-managers.').waitFor();
    await form(page).waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('See or change the list (release-managers)');

    await managers.getByRole('button', { name: 'Undo' }).click();
    await managers.getByText('Undone: 2 people are in release-managers.').waitFor();
    await managers.getByRole('button', { name: 'Take it back (release-managers)' }).click();
    const leaving = page.getByRole('group', { name: 'Take back who is in release-managers' });
    await leaving.getByText('A push to main becomes not known for 3 people.').waitFor();
    expect(await focused(page)).toBe('Take the list back');
    await expectClean(page, looks.slice(1, 2));
    await page.keyboard.press('Escape');
    expect(await managers.getByText('Kept: Harvey Jones and Tomás Vidal.').count()).toBe(1);
    await managers.getByRole('button', { name: 'Take it back (release-managers)' }).click();
    await leaving.getByRole('button', { name: 'Take the list back' }).click();
    await managers.getByText('Taken back:').waitFor();
    await managers.getByText('Nothing is kept of who is in it.').waitFor();
    await managers.getByRole('button', { name: 'Undo' }).click();
    await managers.getByText('Kept: Harvey Jones and Tomás Vidal.').waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 180_000);

  test('beside the answer that it would settle, and undone there', async () => {
    const { page, complaints, close } = await open(sandbox, `/worlds/deduction-settles${settings}`);
    const card = page.locator('.card').first();
    const summary = card.getByText(/^Say who is in/).first();
    await summary.click();
    await form(page).getByRole('textbox').fill('Mei Tanaka');
    await form(page)
      .getByText(/would change/)
      .waitFor();
    await expectClean(page, looks.slice(1, 2));
    await form(page).getByRole('button', { name: 'Save the list' }).click();
    await card.getByText(/^Saved: 1 person is in/).waitFor();
    await card.getByRole('button', { name: 'Undo' }).click();
    await card.getByText(/^Undone:/).waitFor();
    await card.getByText('Unknown').first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('what two people do at once is not lost unseen', async () => {
    const [mine, theirs] = await Promise.all(
      [1, 2].map(() => open(sandbox, `/worlds/overlapping-rules${settings}#/supplied`)),
    );
    if (!mine || !theirs) throw new Error('Two pages are needed.');
    for (const { page } of [mine, theirs])
      await page
        .getByRole('button', { name: /^Say who is in it/ })
        .first()
        .click();
    for (const [{ page }, who] of [
      [theirs, 'harvey'],
      [mine, 'ana'],
    ] as const) {
      await form(page).getByRole('textbox').fill(who);
      await form(page)
        .getByText(/^Understood/)
        .waitFor();
      await form(page).getByRole('button', { name: 'Save the list' }).click();
      await page.getByText(/^Saved: 1 person/).waitFor();
    }
    await mine.page
      .getByText('You had saved another list since this page was read; this one took its place.')
      .waitFor();
    await mine.page.getByRole('button', { name: 'Undo' }).click();
    await mine.page.getByText('Kept: Harvey Jones.').waitFor();
    await Promise.all([mine.close(), theirs.close()]);
  });

  test('a failure says so, and takes nothing away that was typed', async () => {
    const { page, close } = await open(sandbox, `/worlds/odd-names${settings}#/supplied`);
    await page
      .getByRole('button', { name: /^Say who is in it/ })
      .first()
      .click();
    await form(page).getByRole('textbox').fill('ana\nZoe');
    await form(page)
      .getByText(/^Understood/)
      .waitFor();
    await page.route('**/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await form(page).getByRole('button', { name: 'Save the list' }).click();
    await form(page).getByText('The list may not have been saved. You can try again.').waitFor();
    expect(await form(page).getByRole('textbox').inputValue()).toBe('ana\nZoe');
    expect(await violations(page)).toEqual([]);
    await page.unroute('**/*');
    await form(page).getByRole('button', { name: 'Save the list' }).click();
    await page.getByText(/^Saved: 1 person/).waitFor();
    await close();
  });
});
