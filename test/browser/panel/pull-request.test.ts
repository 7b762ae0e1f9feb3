import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { fits, lookAt, open, startSandbox, violations, type Look, type Opened, type Sandbox } from '../sandbox';

type Viewer = 'administrator' | 'developer';

let sandbox: Sandbox;
/** One page for each viewer, as a page that was opened before loads faster. */
const seats = {} as Record<Viewer, Opened>;
beforeAll(async () => {
  sandbox = await startSandbox();
  for (const viewer of ['administrator', 'developer'] as const) seats[viewer] = await open(sandbox, '/worlds/');
});
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

/** The one thing to do for whoever cannot change the rules. */
function copiesWords(page: Page) {
  return page.locator('.card').getByRole('button', { name: 'Copy words to ask with' });
}

/** The answer, what stands in the way by its beginning, what is folded, and everything that is there. */
async function shown({ page }: Opened) {
  const items = (is: string) => page.locator(`.open-items > .${is} > div > p`).allTextContents();
  const titles = async (is: string) =>
    (await items(is)).map((text) => (unlisted.test(text) ? notListed : text.replace(/ \(.*|[:;].*/s, '')));
  return {
    answer: await page.locator('#answer > span:last-child').textContent(),
    missing: await titles('denies'),
    unseen: await titles('unknown'),
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

const notListed = 'who is not on the lists of main';
const unlisted =
  /^(?:Merge via pull request and Write access on main are for|main is covered by Merge via pull request on main) /;
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
    answer: 'You cannot merge this: you are not listed.',
    missing: [notListed],
    says: [/7 merge checks are done/],
  },
  {
    number: 2,
    is: 'approvals missing',
    answer: 'You cannot merge this: you are not listed, and 2 merge checks are not done.',
    missing: [notListed, approvals, byDefaultReviewers],
    says: [
      /1 of 2/,
      /1 more approval/,
      /5 merge checks are doneWhat is missing stops the merge. The branch restrictions say: Prevent a merge with unresolved merge checks on main\./,
    ],
  },
  {
    number: 3,
    is: 'changes asked for, tasks open',
    answer: 'You cannot merge this: you are not listed, and 4 merge checks are not done.',
    missing: [
      notListed,
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
    answer: 'You cannot merge this: you are not listed, and 1 merge check is not done.',
    missing: [notListed, 'Minimum number of successful builds on main'],
    says: [/1 failed/],
  },
  {
    number: 5,
    is: 'behind, a comment open',
    answer: 'You cannot merge this: you are not listed, and 2 merge checks are not done.',
    missing: [notListed, 'All comments resolved on main', 'Maximum number of commits behind on main'],
    says: [/8 commits behind/, /git merge origin\/main/],
  },
  {
    number: 6,
    is: 'a draft',
    answer: 'You cannot merge this: it is a draft, you are not listed, and 2 merge checks are not done.',
    missing: ['Pull request 6 is a draft, which nobody can merge.', notListed, approvals, byDefaultReviewers],
    says: [/mark the pull request as ready/],
    unread: 'You cannot merge this: it is a draft.',
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
    missing: ['Bitbucket opens no closed pull request again.'],
    says: [/You can open another pull request into main/],
    unread: 'This pull request is declined, so nobody can merge it any more.',
  },
  {
    number: 9,
    is: 'from a fork',
    answer: 'You cannot merge this: you are not listed.',
    missing: [notListed],
    says: [/Its source is in .*fork.*, which has rules of its own/],
  },
  {
    number: 10,
    is: 'without its source branch',
    answer: 'You cannot merge this: you are not listed.',
    missing: [notListed],
    says: [
      /Its source branch feature\/banner is gone/,
      /You can create the branch feature\/banner; you cannot push to main/,
    ],
  },
  {
    number: 11,
    is: 'into the development branch, whose checks only warn',
    answer: 'You can merge this: 1 merge check is not done, but Bitbucket only warns of that.',
    says: [
      /Merge checks: 1 not done, 1 not seen/,
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
    answer: 'You cannot merge this: you are not listed.',
    missing: [notListed],
    says: [/Merge checks: 1 not seen, 6 done/, /own approval counts/],
  },
];

// First, as an administrator's visit leaves a snapshot of the rules.
describe('for a developer, before an administrator was here', () => {
  test.each(states)('$number, $is', async ({ number, unread = notKnown }) => {
    const opened = await seen('developer', number);
    const { answer, missing, text } = await shown(opened);
    expect({ answer, missing: missing.length }).toEqual({
      answer: unread,
      missing: number === 6 || number === 8 ? 1 : 0,
    });
    expect(text).toContain('Nobody could read the rules of acme/web');
    const closed = number === 7 || number === 8;
    if (!closed)
      expect(text).toContain('An administrator of acme/web can open “Who can push” in the repository settings');
    expect(await copiesWords(opened.page).count()).toBe(closed ? 0 : 1);
    if (number < 5) await expectFine(opened, 'developer', number);
  });
});

describe('for an administrator', () => {
  test.each(states)('$number, $is', async ({ number, answer, missing = [], unseen = [], says }) => {
    const opened = await seen('administrator', number);
    const { text, ...states } = await shown(opened);
    expect(states).toEqual({ answer, missing, unseen });
    for (const words of says) expect(text).toMatch(words);
    // Whoever may read the rules gets them as they are now.
    expect(text).toMatch(/The rules of acme\/web were read as you on \w/);
    expect(text).not.toContain('Ana Lovell');
    await expectFine(opened, 'administrator', number);
  });

  test('names stand where they help', async () => {
    const opened = await panel('administrator', 2);
    const { text } = await shown(opened);
    expect(text).toContain('You can ask Harvey Jones or Mei Tanaka to merge it.');
    expect(text).toContain('You can add yourself to Merge via pull request on main');
    expect(await copiesWords(opened.page).count()).toBe(0);
    expect(await opened.page.getByRole('button', { name: 'Open “Branch restrictions”' }).count()).toBe(1);
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
    await copiesWords(page).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Copied.').waitFor();
    const words = await page.evaluate(() => navigator.clipboard.readText());
    // They are for others, who have not seen the panel: who asks, where it is, and what each of them can do.
    for (const line of [
      /^I would like to merge pull request 1 into `main` in acme\/web, and Bitbucket does not let me\.$/m,
      /^https:\/\/bitbucket\.org\/acme\/web\/pull-requests\/1$/m,
      /Tomás Vidal is not on any of these lists\.$/m,
      /^- Somebody on that list can merge it\.$/m,
      /^- An administrator of acme\/web can add Tomás Vidal .* https:\/\/bitbucket\.org\/acme\/web\/admin\/branch-restrictions$/m,
    ])
      expect(words).toMatch(line);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Copy words to ask with');
    const field = page.getByLabel('Words to ask for help to merge into');
    expect(await field.isVisible()).toBe(false);
    await page.locator('.card').getByText('See the words').click();
    expect(await field.inputValue()).toBe(words);
    await opened.close();
  });

  test('where the browser does not let the page copy, the words are shown and selected', async () => {
    const opened = await panel('developer', 1, { width: 320 });
    const { page } = opened;
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
    });
    await copiesWords(page).click();
    await page.getByText('The text is selected: press Ctrl+C').waitFor();
    const selected = await page
      .getByLabel('Words to ask for help to merge into')
      .evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
    expect(selected).toMatch(/^I would like to merge .*\S$/s);
    expect(await violations(page)).toEqual([]);
    expect(await fits(page)).toBe(true);
    await opened.close();
  });

  test('no link leads a developer to a page that only administrators can open', async () => {
    const links = async (viewer: Viewer) => {
      const opened = await panel(viewer, 2);
      await opened.page.evaluate(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
      });
      const all = await opened.page
        .getByRole('link')
        .evaluateAll((ones) => ones.map((one) => one.getAttribute('href')));
      if (viewer === 'developer') await expectFine(opened, viewer, 2);
      await opened.close();
      return all.filter((href) => /\/admin(?:\/|$)|\/settings\//.test(href ?? ''));
    };
    expect(await links('developer')).toEqual([]);
    expect((await links('administrator')).length).toBeGreaterThan(0);
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
    expect(await page.locator('#answer').textContent()).toContain('You cannot merge this');
    goOn();
    await page.getByText('The rules of acme/web were read as you').waitFor();
    expect(asked).toMatchObject([{ functionKey: 'pullRequest', payload: { again: true } }]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Read again');
    await opened.close();
  });

  test('where it cannot be read again, the answer stays, and the panel says why', async () => {
    const opened = await panel('administrator', 3);
    const { page } = opened;
    await page.route('**/__bridge/invoke', (route) => route.abort());
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByText('It could not be read again. The browser did not reach Bitbucket.').waitFor();
    expect(await page.locator('#answer').textContent()).toContain('You cannot merge this');
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByText('It could not be read again.').waitFor({ state: 'hidden' });
    expect(await page.locator('#answer').textContent()).toContain('You cannot merge this');
    await opened.close();
  });

  test('pushing to its branches is shown on demand, by the keyboard too', async () => {
    const opened = await panel('developer', 2, { width: 400 });
    const { page } = opened;
    const pushes = page.locator('details.pushes');
    const finding = pushes.getByRole('listitem').filter({ hasText: 'you are not on that list' });
    expect(await finding.first().isVisible()).toBe(false);
    await pushes.locator('summary').first().focus();
    expect(await pushes.locator('summary').first().textContent()).toBe(
      'You can push to feature/approvals; you cannot push to main.',
    );
    await page.keyboard.press('Enter');
    await finding.first().waitFor();
    await pushes.getByText('You have write access').first().waitFor();
    expect(await pushes.getByLabel('Words to ask for help with main').inputValue()).toMatch(
      /^I would like to push to `main`.*Tomás Vidal is not on that list\./s,
    );
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
    await page.getByRole('region', { name: 'You cannot push to main' }).waitFor();
    await expectFine(opened, 'developer', 3);

    await read(page, refused('feature/changes', 'Permission denied to update branch feature/changes.'));
    await page.getByRole('heading', { name: 'Text and configuration disagree' }).waitFor();
    await read(page, 'You can\u2019t merge until you resolve all merge checks.');
    await page.getByRole('region', { name: 'You cannot merge pull request 3 into main' }).waitFor();
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
      'Not known: your permission on acme/web. Bitbucket does not let the app ask for it.',
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
