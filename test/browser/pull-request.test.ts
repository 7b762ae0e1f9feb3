import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { savedWorld } from '../bitbucket/saved-worlds';
import { fits, lookAt, open, startSandbox, violations, type Look, type Opened, type Sandbox } from './sandbox';

type Viewer = 'administrator' | 'developer';

let sandbox: Sandbox;
/** One page for each viewer, as a page that was opened before loads faster. */
const seats = {} as Record<Viewer, Opened>;
beforeAll(async () => {
  sandbox = await startSandbox();
  for (const viewer of ['administrator', 'developer'] as const) seats[viewer] = await open(sandbox, '/worlds/');
}, 60_000);
afterAll(() => sandbox.close());

/** Bitbucket shows the app itself nothing that is for administrators. */
function place(viewer: Viewer, number: number): string {
  return `/worlds/pull-requests-app-refused/${viewer}/pull-requests/${String(number)}/who-can-push-pull-request/`;
}

/** The panel beside a pull request, to look at. */
async function seen(viewer: Viewer, number: number): Promise<Opened> {
  const seat = seats[viewer];
  await seat.page.goto(`${sandbox.address}${place(viewer, number)}`);
  await seat.page.locator('#answer').waitFor();
  return seat;
}

/** The same on a page of its own. */
async function panel(viewer: Viewer, number: number, look: Look = {}): Promise<Opened> {
  const opened = await open(sandbox, place(viewer, number), look);
  await opened.page.locator('#answer').waitFor();
  return opened;
}

/** The answer, and the merge checks by state, each by its title. */
async function shown({ page }: Opened) {
  const checks = (state: string) =>
    page
      .locator('.check', { has: page.getByText(state, { exact: true }) })
      .locator('p')
      .allTextContents();
  const titles = async (state: string) => (await checks(state)).map((text) => text.replace(/ \(.*|[:;].*/s, ''));
  return {
    answer: await page.locator('#answer > span:last-child').textContent(),
    missing: await titles('Missing'),
    unseen: await titles('Could not see'),
    text: (await page.locator('main').textContent()) ?? '',
  };
}

const corners: Look[] = [
  { width: 1280 },
  { width: 400 },
  { colorScheme: 'dark', width: 400 },
  { colorScheme: 'dark', width: 1280 },
];

/**
 * Combinations of light and dark, wide and narrow: each viewer has all four, and each pull request two opposite ones.
 */
async function expectFine({ page, hosts, complaints }: Opened, viewer: Viewer, number: number) {
  await lookAt(page, corners[(number + (viewer === 'developer' ? 2 : 0)) % 4] ?? {});
  expect(await violations(page)).toEqual([]);
  expect(await fits(page)).toBe(true);
  expect({ hosts: [...hosts], complaints }).toEqual({ hosts: [new URL(sandbox.address).host], complaints: [] });
}

const cannot = 'You cannot merge this.';
const notKnown = 'Whether you can merge this is not known.';

interface State {
  number: number;
  is: string;
  answer: string;
  missing?: string[];
  unseen?: string[];
  /** What both viewers read. */
  says: RegExp[];
  /** What a developer sees where nobody could read the rules. */
  unread?: string;
}

const approvals = 'Minimum number of approvals on main';
const byDefaultReviewers = 'Minimum number of approvals from default reviewers on main';

const states: State[] = [
  {
    number: 1,
    is: 'all checks done',
    answer: cannot,
    says: [/Merge via pull request (on main \(for 2 people\) )?and Write access on main/],
  },
  {
    number: 2,
    is: 'approvals missing',
    answer: cannot,
    missing: [approvals, byDefaultReviewers],
    says: [
      /1 of 2/,
      /1 more approval/,
      /What is missing stops the merge. The branch restrictions say: Prevent a merge with unresolved merge checks on main\./,
    ],
  },
  {
    number: 3,
    is: 'changes asked for, tasks open',
    answer: cannot,
    missing: [
      approvals,
      byDefaultReviewers,
      'No changes are requested on main',
      'No unresolved pull request tasks on main',
    ],
    says: [/2 open tasks/],
  },
  {
    number: 4,
    is: 'a build failed',
    answer: cannot,
    missing: ['Minimum number of successful builds on main'],
    says: [/1 failed/],
  },
  {
    number: 5,
    is: 'behind, a comment open',
    answer: cannot,
    missing: ['All comments resolved on main', 'Maximum number of commits behind on main'],
    says: [/8 commits behind/, /git merge origin\/main/],
  },
  {
    number: 6,
    is: 'a draft',
    answer: cannot,
    missing: [approvals, byDefaultReviewers],
    says: [/is a draft, which nobody can merge/, /mark the pull request as ready/],
    unread: cannot,
  },
  {
    number: 7,
    is: 'merged',
    answer: 'This pull request is merged.',
    says: [/^[^.]*Merged This/],
    unread: 'This pull request is merged.',
  },
  {
    number: 8,
    is: 'declined',
    answer: 'This pull request is declined, so nobody can merge it any more.',
    says: [/open another pull request into main/],
    unread: 'This pull request is declined, so nobody can merge it any more.',
  },
  { number: 9, is: 'from a fork', answer: cannot, says: [/Its source is in .*fork.*, which has rules of its own/] },
  {
    number: 10,
    is: 'without its source branch',
    answer: cannot,
    says: [/Its source branch feature\/banner is gone/, /Its source: you can create the branch feature\/banner/],
  },
  {
    number: 11,
    is: 'into the development branch, whose checks only warn',
    answer: 'You can merge this.',
    missing: ['Minimum number of approvals on branches of type development'],
    unseen: ['Minimum number of approvals from review groups on branches of type development'],
    says: [
      /What is missing only warns: no restriction prevents a merge with unresolved merge checks into develop/,
      /develop is the development branch/,
    ],
  },
  {
    number: 12,
    is: 'with a check that cannot be seen',
    answer: notKnown,
    unseen: ['All dependencies merged on release/*'],
    says: [/Bitbucket does not tell the dependencies/],
  },
  {
    number: 13,
    is: "counting on its author's own approval",
    answer: cannot,
    unseen: [approvals],
    says: [/own approval counts/],
  },
];

// First, as an administrator's visit leaves a snapshot of the rules.
describe('for a developer, before an administrator was here', () => {
  test.each(states)('$number, $is', async ({ number, unread = notKnown }) => {
    const opened = await seen('developer', number);
    const { answer, missing, text } = await shown(opened);
    expect({ answer, missing }).toEqual({ answer: unread, missing: [] });
    expect(text).toContain('Nobody could read the rules of acme/web');
    const closed = number === 7 || number === 8;
    if (!closed)
      expect(text).toContain('An administrator of acme/web can open “Who can push” in the repository settings');
    expect(await opened.page.getByLabel('Words to ask for help to merge into').count()).toBe(closed ? 0 : 1);
    if (number < 5) await expectFine(opened, 'developer', number);
  });
});

describe('for an administrator', () => {
  test.each(states)('$number, $is', async ({ number, answer, missing = [], unseen = [], says }) => {
    const opened = await seen('administrator', number);
    const { text, ...states } = await shown(opened);
    expect(states).toEqual({ answer, missing, unseen });
    for (const words of says) expect(text).toMatch(words);
    // Later viewers get what was just read.
    expect(text).toMatch(/The rules of acme\/web (were read as you|are as they were read) on \w/);
    await expectFine(opened, 'administrator', number);
  });

  test('names stand where they help', async () => {
    const opened = await panel('administrator', 2);
    const { text } = await shown(opened);
    expect(text).toContain('Harvey Jones and Mei Tanaka can merge into main.');
    expect(text).toContain('You can ask Harvey Jones or Mei Tanaka to merge it.');
    expect(await opened.page.getByLabel('Words to ask').count()).toBe(0);
    await opened.close();
  });
});

describe('for a developer, by what an administrator could read', () => {
  beforeAll(async () => {
    await seen('administrator', 1);
  });

  test.each(states)('$number, $is', async ({ number, answer, missing = [], unseen = [], says }) => {
    const opened = await seen('developer', number);
    const { text, ...states } = await shown(opened);
    expect(states).toEqual({ answer, missing, unseen });
    for (const words of says) expect(text).toMatch(words);
    expect(text).toMatch(/The rules of acme\/web are as they were read on \w.*; they may have changed since\./);
    await expectFine(opened, 'developer', number);
  });

  test('nothing that the page receives names anybody else', async () => {
    const world = savedWorld('pull-requests');
    const own = { display_name: 'Tomás Vidal' };
    const others = new Set<string>();
    JSON.stringify(world.replies, (_, value: unknown) => {
      if (
        typeof value === 'object' &&
        value !== null &&
        'display_name' in value &&
        'uuid' in value &&
        value.display_name !== own.display_name
      ) {
        const { display_name: name, uuid, account_id: account } = value as Record<string, unknown>;
        for (const one of [name, String(uuid).replaceAll(/[{}]/g, ''), account])
          if (typeof one === 'string') others.add(one);
      }
      return value;
    });
    expect(others.size).toBeGreaterThan(12);

    const context = await sandbox.browser.newContext();
    const page = await context.newPage();
    const bodies: Promise<string>[] = [];
    page.on('response', (response) =>
      bodies.push(
        response
          .body()
          .then((body) => `${response.url()} ${JSON.stringify(response.headers())} ${body.toString('utf8')}`),
      ),
    );
    for (const { number } of states) {
      await page.goto(
        `${sandbox.address}/worlds/pull-requests-app-refused/developer/pull-requests/${String(number)}/who-can-push-pull-request/`,
      );
      await page.locator('#answer').waitFor();
      await page.getByRole('button', { name: 'Read again' }).click();
      await page.getByText('The rules of acme/web').waitFor();
    }
    await page.getByText('Read a refusal').click();
    await page.getByRole('button', { name: 'Read it' }).waitFor();
    await page.goto(`${sandbox.address}/worlds/pull-requests-app-refused/developer/who-can-push-settings/`);
    await page.getByRole('heading', { name: 'Only administrators' }).waitFor();
    // The build is the same for everybody; its samples of refusals have names of their own.
    const received = (await Promise.all(bodies)).filter((text) => !/^\S+\/assets\//.test(text));
    expect(received.filter((text) => text.includes('/__bridge/invoke') && text.includes('"outlook"'))).toHaveLength(
      2 * states.length,
    );
    for (const other of others)
      expect(received.filter((text) => text.includes(other)).map((text) => [other, text.slice(0, 120)])).toEqual([]);
    await context.close();
  });
});

describe('the way on', () => {
  test('words to ask with are copied, and not the keyboard’s place lost', async () => {
    const opened = await panel('developer', 1);
    const { page } = opened;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const field = page.getByLabel('Words to ask for help to merge into');
    const words = await field.inputValue();
    expect(words).toMatch(/^I would like to merge pull request 1 into `main` in acme\/web/);
    await field.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(words);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Copy');
    await opened.close();
  });

  test('where the browser does not let the page copy, the words are selected', async () => {
    const opened = await panel('developer', 1);
    const { page } = opened;
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
    });
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByText('The text is selected: press Ctrl+C').waitFor();
    const selected = await page
      .getByLabel('Words to ask for help to merge into')
      .evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
    expect(selected).toMatch(/^I would like to merge .*\S$/s);
    await opened.close();
  });

  test('reading again asks for the rules anew, and keeps what stands there meanwhile', async () => {
    const opened = await panel('administrator', 3);
    const { page } = opened;
    const asked: unknown[] = [];
    page.on('request', (request) => asked.push(request.postDataJSON()));
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((done) => {
      goOn = done;
    });
    await page.route('**/__bridge/invoke', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Read again' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Reading again…').waitFor();
    expect(await page.locator('#answer').textContent()).toContain(cannot);
    goOn();
    await page.getByText('The rules of acme/web were read as you').waitFor();
    expect(asked).toMatchObject([{ functionKey: 'pullRequest', payload: { again: true } }]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Read again');
    await opened.close();
  });

  test('pushing to its branches is shown on demand, by the keyboard too', async () => {
    const opened = await panel('developer', 2, { width: 400 });
    const { page } = opened;
    const destination = page.locator('details', { hasText: 'Its destination: you cannot push to main.' });
    const source = page.locator('details', { hasText: 'Its source: you can push to feature/approvals.' });
    const finding = destination.getByRole('listitem').filter({ hasText: 'is not on that list' });
    expect(await finding.isVisible()).toBe(false);
    await destination.locator('summary').focus();
    await page.keyboard.press('Enter');
    await finding.waitFor();
    expect(await destination.getByLabel('Words to ask for help with main').inputValue()).toMatch(
      /^I would like to push to `main`/,
    );
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await source.getByText('Tomás Vidal has write access').first().waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await fits(page)).toBe(true);
    await opened.close();
  });
});

describe('a refusal, pasted beside the pull request', () => {
  function refused(branch: string, said: string): string {
    return (
      `remote: ${said}\nTo git@bitbucket.org:acme/web.git\n` +
      ` ! [remote rejected] ${branch} -> ${branch} (pre-receive hook declined)\n` +
      "error: failed to push some refs to 'git@bitbucket.org:acme/web.git'"
    );
  }

  async function read(page: Page, text: string) {
    if (!(await page.getByRole('button', { name: 'Read it' }).isVisible()))
      await page.getByText('Read a refusal').click();
    await page.getByRole('textbox', { name: 'Paste what git, ssh or Bitbucket printed' }).fill(text);
    await page.getByRole('button', { name: 'Read it' }).click();
  }

  test('is put beside what the panel says of that branch, and goes nowhere', async () => {
    const opened = await panel('developer', 3);
    const { page } = opened;
    await page.getByText('Read a refusal').click();
    await page.getByRole('button', { name: 'Read it' }).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));

    await read(page, refused('main', 'Permission denied to update branch main.'));
    await page.getByText('The live configuration bears this out.').waitFor();
    await page.getByRole('region', { name: 'Tomás Vidal cannot push to main' }).waitFor();
    await expectFine(opened, 'developer', 3);

    await read(page, refused('feature/changes', 'Permission denied to update branch feature/changes.'));
    await page.getByRole('heading', { name: 'Text and configuration disagree' }).waitFor();
    await read(page, 'You can\u2019t merge until you resolve all merge checks.');
    await page.getByRole('region', { name: 'Tomás Vidal cannot merge pull request 3 into main' }).waitFor();
    await read(page, refused('release/1.0', 'Permission denied to update branch release/1.0.'));
    await page.getByText('The panel knows only what you can do on feature/changes and main').waitFor();
    await read(page, '');
    await page.getByText('There is nothing to read yet').waitFor();
    expect(asked.filter((url) => !url.includes('/assets/'))).toEqual([]);
    await opened.close();
  });
});

describe('where there is nothing to show', () => {
  const gap = (because: string) => ({
    cannotRead: { because: 'no-pull-request', gap: { of: { what: 'pull-request' }, because } },
  });

  test.each<[string, object, string]>([
    ['no such pull request', { result: gap('not-found') }, 'Bitbucket says that there is no such pull request'],
    ['no leave to read it', { result: gap('forbidden') }, 'Bitbucket does not let the app read pull requests here'],
    ['Bitbucket is silent', { result: gap('unreachable') }, 'Bitbucket did not answer.'],
    [
      'Bitbucket asks to wait',
      {
        result: {
          cannotRead: {
            because: 'no-pull-request',
            gap: { of: { what: 'pull-request' }, because: 'unreachable', status: 429, retryAfter: 900 },
          },
        },
      },
      'Bitbucket asks to wait 15 minutes before it is asked again.',
    ],
    [
      'an answer of another kind',
      { result: gap('not-understood') },
      'not with a pull request that this app understands',
    ],
    [
      'no repository',
      {
        result: {
          cannotRead: {
            because: 'unreadable',
            unreadable: {
              because: 'unreachable',
              status: 0,
              gap: { of: { what: 'repository' }, because: 'unreachable' },
            },
          },
        },
      },
      'Bitbucket did not answer',
    ],
    [
      'nobody known',
      {
        result: {
          cannotRead: {
            because: 'permission-not-known',
            repository: 'acme/web',
            gap: { of: { what: 'viewer' }, because: 'forbidden' },
          },
        },
      },
      'Not known: the owner of the credential',
    ],
    ['the app fails', { error: 'out of order' }, 'out of order'],
  ])('%s', async (_, answer, says) => {
    const { page } = seats.developer;
    await page.route('**/__bridge/invoke', (route) => route.fulfill({ json: answer }));
    await page.goto(`${sandbox.address}${place('developer', 1)}`);
    await page.getByText(says).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.unroute('**/__bridge/invoke');
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.locator('#answer').waitFor();
  });
});
