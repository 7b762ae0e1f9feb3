import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { worldGet, type SavedReply, type World } from '../../../src/bitbucket/worlds/world';
import { checksPath, failed, ofApp, passed, queueIn, reported, standard } from '../../bitbucket/reported';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { beside, personIn, shownTo, type Beside } from '../../forge/panels/beside';
import { contextOf } from '../../forge/host';
import { changed } from '../../forge/webhook/builds';
import { fits, lookAt, open, startSandbox, violations, type Look, type Opened, type Sandbox } from '../sandbox';

/* The app answers here in the test's own process, over worlds that differ in what Bitbucket itself says. */

const saved = savedWorld('pull-requests');
const web = '/2.0/repositories/acme/web';
const restrictions = `${web}/branch-restrictions`;
const invoked = '**/__bridge/invoke';
const harvey = personIn(saved, 'Harvey Jones');

type Viewer = 'administrator' | 'who may merge';

let sandbox: Sandbox;
let seat: Opened;
/** What answers the page that is open. */
let app: Beside | undefined;
beforeAll(async () => {
  sandbox = await startSandbox();
  seat = await open(sandbox, '/worlds/');
  await answerFrom(seat.page);
});
afterAll(() => sandbox.close());

async function answerFrom(page: Page) {
  await page.route(invoked, async (route: Route) => {
    const { functionKey, payload } = route.request().postDataJSON() as { functionKey: string; payload: unknown };
    const [, number] = /\/pull-requests\/(\d+)\//.exec(page.url()) ?? [];
    if (!app) return route.continue();
    const answer =
      number === undefined
        ? await app.invoke(functionKey, payload, contextOf(saved))
        : await app.look(Number(number), payload);
    return route.fulfill({ json: { result: answer } });
  });
}

/** The same rules with these changed: what each has instead, by its id; null takes one away. */
function withRules(world: World, changes: Record<number, object | null>): World {
  const { body } = [world.replies[restrictions] ?? []].flat()[0] as { body: { values: { id: number }[] } };
  const values = body.values.flatMap((one) => {
    const change = changes[one.id];
    return change === null ? [] : [{ ...one, ...change }];
  });
  return changed(world, { [restrictions]: { status: 200, body: { ...body, values } } });
}

/** What Bitbucket tells this viewer: the same as everybody, but for `replies`. */
function appFor(world: World, viewer: Viewer, replies: World['replies'] = {}): Beside {
  return viewer === 'administrator'
    ? beside(changed(world, replies), saved)
    : beside(changed(shownTo(world, harvey, 'write'), replies), saved, { app: worldGet(world) });
}

/** The panel of a pull request where Bitbucket gives this reply. */
async function panel(number: number, reply: SavedReply, viewer: Viewer, world = saved): Promise<Page> {
  app = appFor(world, viewer, { [checksPath(number)]: reply });
  await seat.page.goto(
    `${sandbox.address}/worlds/pull-requests/administrator/pull-requests/${String(number)}/who-can-push-pull-request/`,
  );
  await seat.page.locator('#answer').waitFor();
  return seat.page;
}

/** Opens everything that is folded. */
function unfold(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true;
  });
}

/** What the panel shows of Bitbucket's own word. */
async function shown(page: Page) {
  const section = page.locator('.beside-bitbucket');
  const rows = (list: string) => section.locator(list).locator('> li').allTextContents();
  const there = (await section.count()) > 0;
  return {
    answer: await page.locator('#answer > span:last-child').textContent(),
    readings: await section.locator('.reading').allTextContents(),
    open: await rows('.part > .checks'),
    settled: there ? await section.locator('.part summary').allTextContents() : [],
    project: await section.locator('.of-project').allTextContents(),
    quiet: await page.locator('p.quiet').allTextContents(),
  };
}

const looks: Look[] = [
  { width: 1280 },
  { width: 320 },
  { colorScheme: 'dark', width: 400 },
  { colorScheme: 'dark', width: 320 },
];
let turn = 0;

/** One width and theme after another; each is looked at several times. */
async function expectFine(page: Page) {
  await lookAt(page, looks[turn++ % looks.length] ?? {});
  expect(await violations(page)).toEqual([]);
  expect(await fits(page)).toBe(true);
  expect(seat.complaints).toEqual([]);
}

const can = 'You can merge this.';
const cannot = expect.stringMatching(/^You cannot merge this: /);
const notKnown = 'Whether you can merge this is not known.';
const listsAna = { 20: { users: [personIn(saved, 'Ana Lovell')] }, 17: { users: [personIn(saved, 'Ana Lovell')] } };

interface Row {
  is: string;
  number?: number;
  reply: SavedReply;
  world?: World;
  viewer?: Viewer;
  answer: unknown;
  /** By the rules, by Bitbucket, and where they differ. */
  readings: [RegExp, RegExp, RegExp];
  open?: RegExp[];
  settled?: string;
  project?: RegExp;
}

const lets = /let the merge through/;
const refuses = /refuse the merge/;
const opens = /leave it open/;
const says = /says that it can be merged/;
const saysNot = /cannot be merged: one check stands in the way|says that you may not merge it/;
const saysNothing = /is not known|does not say/;
const agree = /Nowhere: the two agree\./;
const noRule = /Nowhere: what stands in the way is no rule\./;

const rows: Row[] = [
  {
    is: 'both let it through',
    reply: reported(passed('standard_merge_check', standard('minimum_approvals', 2, 2))),
    answer: can,
    readings: [lets, says, agree],
    settled: '4 checks of Bitbucket passed',
  },
  {
    is: 'both let an administrator through',
    reply: reported(),
    world: withRules(saved, listsAna),
    viewer: 'administrator',
    answer: can,
    readings: [lets, says, agree],
    settled: '3 checks of Bitbucket passed',
  },
  {
    is: 'both refuse, for want of approvals',
    number: 2,
    reply: reported(failed('standard_merge_check', standard('minimum_approvals', 2, 1))),
    answer: cannot,
    readings: [refuses, saysNot, agree],
    open: [/^✗In the wayMinimum number of approvals on main: failed \(1 of 2\)\.$/],
  },
  {
    is: 'both refuse, as the viewer is not listed',
    reply: reported(failed('current_user_permission_check')),
    viewer: 'administrator',
    answer: cannot,
    readings: [refuses, saysNot, agree],
    open: [/^✗In the wayYou may not merge into main, by/],
  },
  {
    is: 'the rules leave it open, and Bitbucket settles it',
    number: 13,
    reply: reported(passed('standard_merge_check', standard('minimum_approvals', 2, 2))),
    answer: can,
    readings: [opens, says, /Bitbucket settles what the rules leave open/],
  },
  {
    is: 'the rules refuse what Bitbucket would let through',
    reply: reported(),
    viewer: 'administrator',
    answer: notKnown,
    readings: [refuses, says, /^Where they differ≠The rules of the repository refuse you a merge .* you may\.$/],
  },
  {
    is: 'approvals counted otherwise',
    number: 2,
    reply: reported(passed('standard_merge_check', standard('minimum_approvals', 2, 2))),
    answer: notKnown,
    readings: [refuses, says, /is not done by what was read, and Bitbucket reports it as PASSED\./],
  },
  {
    is: 'a rule of the project is likely',
    reply: reported(failed('standard_merge_check', standard('minimum_approvals', 3, 2))),
    answer: cannot,
    readings: [lets, saysNot, /No rule of the repository asks for .*, and Bitbucket reports it as FAILED\.$/],
    open: [/^✗In the way.*failed \(2 of 3\)\.$/],
    project: /^A rule set on the project is the likely reason for .*own page\.$/,
  },
  {
    is: 'a list of the project likely leaves the viewer out',
    reply: reported(failed('current_user_permission_check')),
    answer: cannot,
    readings: [lets, saysNot, /rules of the repository let you merge .*, and Bitbucket says that you may not\.$/],
    open: [/^✗In the wayYou may not merge into main\.$/],
    project: /likely reason for whom Bitbucket lets merge\./,
  },
  {
    is: 'what is missing stops the merge by the project alone',
    number: 11,
    reply: reported(failed('standard_merge_check', standard('minimum_approvals', 1, 0))),
    world: withRules(saved, { 28: null, 34: null }),
    viewer: 'administrator',
    answer: cannot,
    readings: [/By the rules/, saysNot, /only warns on develop, and Bitbucket reports that it stops the merge\.$/],
    project: /likely reason for that what is missing stops the merge\./,
  },
  {
    is: 'Git conflicts',
    reply: reported(failed('git_mergeability_check', { reason: 'conflicts' })),
    answer: cannot,
    readings: [lets, saysNot, noRule],
    open: [/^✗In the wayThe source conflicts with main\./],
    settled: '2 checks of Bitbucket passed',
  },
  {
    is: 'a merge that Git cannot make',
    reply: reported(failed('git_mergeability_check', { reason: 'merge_impossible' })),
    answer: cannot,
    readings: [lets, saysNot, noRule],
    open: [/Git cannot merge the source into main\./],
  },
  {
    is: 'a draft',
    number: 6,
    reply: reported(failed('pullrequest_state_check', { state: 'DRAFT' })),
    answer: cannot,
    readings: [refuses, saysNot, agree],
    open: [/in the state DRAFT/],
  },
  {
    is: 'checks of apps: one failed, one pending, one skipped, one that only warns',
    reply: reported(
      failed('custom_pre_merge_check', ofApp('Licence guard', 'LICENSE\nis missing')),
      failed('custom_on_merge_check', { ...ofApp('Change window'), status: 'PENDING', blocking: false }),
      passed('custom_pre_merge_check', { ...ofApp('Spelling'), status: 'SKIPPED' }),
      failed('custom_pre_merge_check', { ...ofApp('Size'), required: false, blocking: false }),
    ),
    answer: cannot,
    readings: [lets, saysNot, noRule],
    open: [
      /^✗In the wayThe check Licence guard of an app failed \(it says: LICENSE is missing\)\./,
      /^\?OpenThe check Change window of an app, which runs at the merge, has not finished\./,
      /^!Only warnsThe check Size of an app failed; it only warns\./,
    ],
    settled: '3 checks of Bitbucket passed, 1 skipped',
  },
  {
    is: 'a merge check in a status that we have not met',
    reply: reported({ ...passed('standard_merge_check', standard('resolved_tasks', 0, 0)), status: 'MAYBE' }),
    answer: can,
    readings: [lets, saysNothing, /Nowhere, as far as Bitbucket says\./],
    open: [/^\?Open.*MAYBE/],
  },
  {
    is: 'a required check of a type that we have not met',
    reply: reported({ ...passed('moon_phase_check'), status: 'UNKNOWN' }),
    answer: notKnown,
    readings: [lets, saysNothing, /Nowhere, as far as Bitbucket says\./],
    open: [/^\?OpenThe check moon_phase_check is in the status UNKNOWN\. We have not met this check\./],
  },
  ...(['DRAINING', 'SUSPENDED'] as const).map(
    (state): Row => ({
      is: `a merge queue that is ${state}`,
      reply: reported(failed('merge_queue_check', queueIn(state))),
      answer: cannot,
      readings: [lets, saysNot, noRule],
      open: [new RegExp(`The merge queue main queue of main is ${state.toLowerCase()} and takes in nothing\\.`)],
    }),
  ),
  {
    is: 'a merge queue that is ACTIVE',
    reply: reported(passed('merge_queue_check', queueIn('ACTIVE'))),
    answer: can,
    readings: [lets, says, agree],
    open: [/^✓PassedThe merge queue main queue of main is active: merging puts it into the queue\./],
    settled: '3 checks of Bitbucket passed',
  },
  {
    is: 'a merge queue that is INACTIVE',
    reply: reported(passed('merge_queue_check', queueIn('INACTIVE'))),
    answer: can,
    readings: [lets, says, agree],
    open: [],
    settled: '4 checks of Bitbucket passed',
  },
  {
    is: 'a merge queue in a state that we have not met',
    reply: reported(passed('merge_queue_check', queueIn('ASLEEP'))),
    answer: can,
    readings: [lets, says, agree],
    open: [/^✓PassedThe check of the merge queue main queue of main passed\./],
    settled: '3 checks of Bitbucket passed',
  },
  {
    is: 'a merge queue in such a state, whose check has not finished',
    reply: reported({ ...passed('merge_queue_check', queueIn('ASLEEP')), status: 'PENDING' }),
    answer: can,
    readings: [lets, saysNothing, /Nowhere, as far as Bitbucket says\./],
    open: [/^\?OpenThe check of the merge queue main queue of main has not finished, and does not stop the merge\./],
  },
  ...(['PENDING', 'UNKNOWN'] as const).flatMap((status) =>
    [
      { type: 'pullrequest_state_check', more: { state: 'OPEN' }, what: 'the pull request is open' },
      { type: 'current_user_permission_check', more: {}, what: 'you may merge into main' },
      { type: 'git_mergeability_check', more: {}, what: 'the source and main merge without conflicts' },
    ].map(({ type, more, what }): Row => {
      const doing = status === 'PENDING' ? 'has not finished' : 'is in the status UNKNOWN';
      return {
        is: `${type} is ${status}`,
        reply: reported({ ...passed(type, more), status }),
        answer: can,
        readings: [lets, saysNothing, /Nowhere, as far as Bitbucket says\./],
        open: [new RegExp(`^\\?OpenThe check whether ${what} ${doing}\\. Documentation$`)],
        settled: '2 checks of Bitbucket passed',
      };
    }),
  ),
  {
    is: 'a list that nobody can see into, where Bitbucket says that the viewer may merge, and an app has not finished',
    reply: reported({ ...passed('custom_on_merge_check', ofApp('Change window')), status: 'PENDING' }),
    world: withRules(saved, {
      20: { users: [], groups: [{ slug: 'mystery', name: 'Mystery' }] },
      17: { users: [], groups: [{ slug: 'mystery', name: 'Mystery' }] },
    }),
    answer: can,
    readings: [opens, saysNothing, /Nowhere, as far as Bitbucket says\./],
    open: [/^\?OpenThe check Change window of an app, which runs at the merge, has not finished\./],
  },
  {
    is: 'one that is in the queue already',
    reply: reported(
      { ...passed('pullrequest_state_check', { state: 'OPEN' }), blocking: true },
      failed('merge_queue_check', queueIn('ACTIVE', 'main queue', true)),
    ),
    answer: cannot,
    readings: [lets, /2 checks stand in the way/, noRule],
    open: [
      /^✗In the way/,
      /The pull request is in the merge queue main queue already, and merges when its turn comes\./,
    ],
  },
];

describe('beside a pull request', () => {
  test.each(rows)('$is', async (row) => {
    const { number = 1, reply, world, viewer = 'who may merge', answer, readings, open: rest = [] } = row;
    const page = await panel(number, reply, viewer, world);
    const found = await shown(page);
    expect(found).toMatchObject({ answer, readings: readings.map((one) => expect.stringMatching(one)), quiet: [] });
    if (row.open) expect(found.open).toEqual(rest.map((one) => expect.stringMatching(one) as unknown));
    if (row.settled !== undefined) expect(found.settled).toEqual([row.settled]);
    expect(found.project).toEqual(row.project ? [expect.stringMatching(row.project)] : []);
    // The answer comes first, then Bitbucket's word, then the merge checks.
    expect(await page.locator('main h2').first().getAttribute('id')).toBe('answer');
    expect(await page.locator('main h2').nth(1).getAttribute('id')).toBe('bitbucket');
    // Where they differ it is open; else one line says what Bitbucket says.
    const differs = found.readings[2]?.includes('≠') === true;
    expect(await page.locator('.reading').first().isVisible()).toBe(differs);
    if (!differs) await page.locator('.beside-bitbucket > summary').click();
    expect(await page.locator('.reading').first().isVisible()).toBe(true);
    if (row.settled !== undefined) {
      expect(await page.locator('.part details li').first().isVisible()).toBe(false);
      await page.locator('.part summary').click();
      expect(await page.locator('.part details li').first().isVisible()).toBe(true);
    }
    await expectFine(page);
  });

  test('the readings stand side by side where there is room, and one below the other where not', async () => {
    const page = await panel(1, reported(), 'who may merge');
    await unfold(page);
    const places = async (width: number) => {
      await lookAt(page, { width });
      const boxes = await page.locator('.reading').all();
      return Promise.all(boxes.map(async (one) => (await one.boundingBox()) ?? { x: 0, y: 0 }));
    };
    const distinct = (numbers: number[]) => new Set(numbers).size;
    const wide = await places(1280);
    expect([distinct(wide.map(({ x }) => x)), distinct(wide.map(({ y }) => y))]).toEqual([3, 1]);
    const narrow = await places(320);
    expect([distinct(narrow.map(({ x }) => x)), distinct(narrow.map(({ y }) => y))]).toEqual([1, 3]);
  });

  test.each<[Viewer, links: string[]]>([
    ['administrator', ['https://bitbucket.org/acme/workspace/projects/CORE/settings/branch-restrictions']],
    ['who may merge', []],
  ])(
    'to %s: to administrators a link to the branch restrictions of the project, and where it is kept',
    async (viewer, links) => {
      const reply = reported(failed('standard_merge_check', standard('minimum_approvals', 3, 2)));
      const page = await panel(1, reply, viewer, withRules(saved, listsAna));
      const shownLinks = page.locator('.of-project a');
      expect(await shownLinks.evaluateAll((all) => all.map((one) => one.getAttribute('href')))).toEqual(links);
      const keeps = page.getByText('You can keep it under “Repository settings › Who can push”');
      expect(await keeps.count()).toBe(links.length);
      expect(await page.getByRole('button', { name: 'Keep it' }).count()).toBe(0);
      await expectFine(page);
    },
  );

  test.each<[what: string, reply: SavedReply, line: string]>([
    ['an older Bitbucket', { status: 404 }, 'this Bitbucket does not tell it yet.'],
    ['asked too often', { status: 429 }, 'Bitbucket was asked too often.'],
    [
      'asked too often, and for how long to wait',
      { status: 429, headers: { 'Retry-After': '40' } },
      'Bitbucket was asked too often, and asks to wait 40 seconds.',
    ],
    [
      'a check of an app that Bitbucket cannot read',
      { status: 500 },
      'Bitbucket failed when asked (status 500), as it does where it cannot read a check of an app or the merge queue.',
    ],
    [
      'a reply that is none',
      { status: 200, body: { values: [] } },
      'we cannot make out part of what it would check before the merge.',
    ],
  ])('%s: one quiet line, and the answer by the rules', async (_, reply, line) => {
    const page = await panel(1, reply, 'who may merge');
    const { quiet, ...rest } = await shown(page);
    expect(quiet).toEqual([`What Bitbucket itself says of it is not known: ${line}`]);
    expect(rest).toMatchObject({ answer: can, readings: [] });
    await expectFine(page);
  });

  test('to somebody whom nobody names, what Bitbucket says to them', async () => {
    const world = changed(shownTo(saved, harvey, 'write'), {
      '/2.0/user': { status: 403 },
      [checksPath(1)]: reported(failed('git_mergeability_check', { reason: 'conflicts' })),
    });
    app = beside(world, saved, { app: worldGet(saved) });
    await seat.page.reload();
    await seat.page.locator('#answer').waitFor();
    expect(await shown(seat.page)).toMatchObject({
      answer: cannot,
      readings: [expect.stringMatching(opens), expect.stringMatching(saysNot), expect.any(String)],
    });
  });

  const waiting = ['2 people with write access can merge into main, once nothing stands in the way.'];
  test.each<[is: string, number: number, reply: SavedReply, viewer: Viewer, says: string[]]>([
    ['nothing stands in the way: nothing', 1, reported(), 'who may merge', []],
    [
      'only who looks is refused: whom to ask',
      1,
      reported(failed('current_user_permission_check')),
      'administrator',
      [],
    ],
    ['it conflicts', 1, reported(failed('git_mergeability_check', { reason: 'conflicts' })), 'who may merge', waiting],
    ['it is a draft', 6, { status: 404 }, 'who may merge', waiting],
    ['a merge check is missing', 2, { status: 404 }, 'who may merge', waiting],
  ])('who can merge, where %s', async (_, number, reply, viewer, says) => {
    const page = await panel(number, reply, viewer);
    expect(await page.locator('#mergers').allTextContents()).toEqual(says);
    const asking = await page.getByText('You can ask Harvey Jones or Mei Tanaka to merge it.').count();
    expect(asking).toBe(viewer === 'administrator' ? 1 : 0);
  });

  test('a closed one has nothing beside it', async () => {
    const page = await panel(7, reported(failed('pullrequest_state_check', { state: 'MERGED' })), 'who may merge');
    expect(await page.locator('.beside-bitbucket, p.quiet').count()).toBe(0);
  });

  test('words from outside neither hide nor widen the page', async () => {
    const long = 'W'.repeat(400);
    const reply = reported(
      failed('custom_pre_merge_check', ofApp(`${long}\u202Egnp`, `<img src=x onerror=alert(1)> ${long}`)),
      failed('merge_queue_check', queueIn('SUSPENDED', `\`${long}`)),
      failed(`${long}_check`),
    );
    const page = await panel(1, reply, 'who may merge');
    for (const width of [320, 400, 1280]) {
      await lookAt(page, { width });
      expect(await fits(page)).toBe(true);
    }
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.locator('.beside-bitbucket').textContent()).not.toContain('\u202E');
    expect(seat.complaints).toEqual([]);
  });
});

describe('the tab of open pull requests', () => {
  async function tab(world: World): Promise<Page> {
    app = appFor(world, 'administrator');
    await seat.page.goto(`${sandbox.address}/worlds/pull-requests/administrator/who-can-push-settings/`);
    await seat.page.getByRole('tab', { name: 'Pull requests' }).click();
    await seat.page.getByText('11 pull requests open:').waitFor();
    return seat.page;
  }
  const entry = (page: Page, number: number) =>
    page.locator('.entry').filter({ has: page.getByRole('button', { name: new RegExp(` #${String(number)} `) }) });
  /** The same, opened. */
  async function opened(page: Page, number: number) {
    const one = entry(page, number);
    if ((await one.locator('[aria-expanded="true"]').count()) === 0) await one.getByRole('button').click();
    await one.locator('.entry-more').waitFor();
    return one;
  }
  const word = (page: Page, number: number) => entry(page, number).locator('.bitbucket-line');

  const replies = {
    [checksPath(1)]: reported(),
    [checksPath(2)]: reported(failed('standard_merge_check', standard('minimum_approvals', 2, 1))),
    [checksPath(4)]: { status: 429 },
    [checksPath(5)]: reported(
      failed('current_user_permission_check'),
      failed('git_mergeability_check', { reason: 'conflicts' }),
    ),
    [checksPath(9)]: reported(failed('standard_merge_check', standard('minimum_approvals', 3, 2))),
    [checksPath(10)]: reported(failed('merge_queue_check', queueIn('SUSPENDED'))),
  };

  test('each says in one line what Bitbucket says, and below it where the rules say otherwise', async () => {
    const page = await tab(changed(withRules(saved, listsAna), replies));
    const line = async (number: number) => (await opened(page, number)).locator('.bitbucket-line').textContent();
    expect(await line(1)).toBe('✓Bitbucket says that you could merge it now.');
    expect(await line(2)).toBe('✗Bitbucket says the same: you could not merge it now.');
    expect(await line(3)).toBe(
      '?What Bitbucket itself says of a merge is not known: this Bitbucket does not tell it yet.',
    );
    expect(await line(4)).toContain('Bitbucket was asked too often.');
    expect(await line(5)).toMatch(
      /could not merge it now: you may not merge into main\.≠The rules of the repository let you merge/,
    );
    expect(await line(9)).toMatch(/≠No rule of the repository asks for .*FAILED\.$/);
    expect(await line(10)).toBe('✗Bitbucket says the same: you could not merge it now.');
    expect(await (await opened(page, 10)).textContent()).toContain('is suspended and takes in nothing');
    expect(await entry(page, 1).locator('h3').textContent()).toMatch(/^Ready/);
    expect(await entry(page, 9).locator('h3').textContent()).toMatch(/^Waits/);
    for (const look of looks) {
      await lookAt(page, look);
      expect(await violations(page)).toEqual([]);
      expect(await fits(page)).toBe(true);
    }
  });

  test('a rule that is likely set on the project stands once, and is kept from there', async () => {
    const lacking = reported(
      failed('standard_merge_check', standard('minimum_approvals', 3, 2)),
      passed('standard_merge_check', standard('maximum_commits_behind', 2, 1)),
    );
    const page = await tab(changed(withRules(saved, listsAna), { [checksPath(9)]: lacking, [checksPath(1)]: lacking }));
    const likely = page.getByRole('list', { name: 'Rules that are likely set on the project' }).getByRole('listitem');
    expect(await likely.allTextContents()).toEqual([
      expect.stringMatching(/^Minimum number of approvals on main, 3 by #9, #1Keep it/),
      expect.stringMatching(/^Maximum number of commits behind on main, 2 by #9, #1Keep it/),
    ]);
    expect(await page.getByText('is the likely reason').count()).toBe(0);
    await likely.first().getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Supplied');
    await page.waitForFunction(() => document.activeElement?.textContent === 'Add a rule');
    expect(await page.getByLabel('Name or pattern').inputValue()).toBe('main');
    expect(await page.getByLabel('Approvals, at least').inputValue()).toBe('3');
    await expectFine(page);
    await page.getByRole('button', { name: 'Save this rule' }).click();
    await page.getByText('Saved for').waitFor();
    expect(await page.getByText('Filled in as far as').count()).toBe(0);
    expect(await page.getByLabel('Name or pattern').inputValue()).toBe('');
    expect(await page.getByRole('list', { name: 'Restrictions supplied' }).getByRole('listitem').count()).toBe(1);

    await page.getByRole('tab', { name: 'Pull requests' }).click();
    await likely.nth(1).waitFor({ state: 'detached' });
    expect(await likely.allTextContents()).toEqual([expect.stringMatching(/^Maximum number of commits behind/)]);
    expect(await (await opened(page, 9)).textContent()).toContain('set on the project, supplied');
    await likely.first().getByRole('button').click();
    expect(await page.getByLabel('Commits behind, at most').inputValue()).toBe('2');
  });

  test('where Bitbucket says nothing of any, it is said once', async () => {
    const page = await tab(saved);
    await page.getByText('What Bitbucket itself says of a merge is not known: this Bitbucket').waitFor();
    expect(await page.getByText('this Bitbucket does not tell it yet').count()).toBe(1);
    expect(await page.locator('.bitbucket-line').count()).toBe(0);
  });

  const contradicted = changed(saved, { [checksPath(1)]: reported() });
  const asked = () => (app?.asked ?? []).filter((path) => path.includes('/branch-restrictions')).length;

  test('a contradiction that stays: the rules are read anew once, and then neither is said', async () => {
    let held: () => void = () => undefined;
    const hold = new Promise<void>((done) => {
      held = done;
    });
    let facts = 0;
    await seat.page.route(invoked, async (route) => {
      const { functionKey } = route.request().postDataJSON() as { functionKey: string };
      if (functionKey === 'facts' && ++facts > 1) await hold;
      await route.fallback();
    });
    const page = await tab(contradicted);
    await (await opened(page, 1)).getByText('so these are being read again').waitFor();
    expect(await entry(page, 1).locator('h3').textContent()).toMatch(/^Reading again/);
    expect(await entry(page, 1).locator('.bitbucket-line').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    held();
    await word(page, 1).waitFor();
    expect(await entry(page, 1).locator('.bitbucket-line').textContent()).toMatch(
      /could merge it now\.≠The rules of the repository refuse you a merge into main, and Bitbucket says that you may\./,
    );
    await page.waitForTimeout(300);
    expect(facts).toBe(2);
    const before = asked();
    await page.getByRole('region', { name: 'Open pull requests' }).getByRole('button', { name: 'Read again' }).click();
    await word(page, 1).waitFor();
    await page.waitForTimeout(300);
    expect({ facts, more: asked() > before }).toEqual({ facts: 3, more: true });
    await page.unroute(invoked);
    await answerFrom(page);
  });

  test('a contradiction that is gone with the rules of now', async () => {
    const { body } = [withRules(saved, listsAna).replies[restrictions] ?? []].flat()[0] as { body: object };
    const [stale] = [saved.replies[restrictions] ?? []].flat();
    if (!stale) throw new Error('The world holds its restrictions.');
    const page = await tab(contradicted);
    await opened(page, 1);
    await word(page, 1).waitFor();
    let calls = 0;
    const now = changed(contradicted, { [restrictions]: { status: 200, body } });
    const old = changed(contradicted, { [restrictions]: stale });
    await page.route(invoked, async (route) => {
      const { functionKey } = route.request().postDataJSON() as { functionKey: string };
      if (functionKey === 'facts') app = appFor(++calls > 1 ? now : old, 'administrator');
      await route.fallback();
    });
    await page.reload();
    await page.getByRole('tab', { name: 'Pull requests' }).click();
    await page.getByText('11 pull requests open:').waitFor();
    await opened(page, 1);
    await word(page, 1).waitFor();
    expect(await word(page, 1).textContent()).toBe('✓Bitbucket says that you could merge it now.');
    expect(await entry(page, 1).locator('h3').textContent()).toMatch(/^Ready/);
    expect(calls).toBe(2);
    await page.unroute(invoked);
    await answerFrom(page);
  });

  test('rules that cannot be read anew leave both readings, and the page as it is', async () => {
    let facts = 0;
    await seat.page.route(invoked, async (route) => {
      const { functionKey } = route.request().postDataJSON() as { functionKey: string };
      if (functionKey === 'facts' && ++facts > 1) return route.fulfill({ json: { error: 'out of order' } });
      return route.fallback();
    });
    const page = await tab(contradicted);
    await opened(page, 1);
    await word(page, 1).waitFor();
    expect(await word(page, 1).textContent()).toContain('≠The rules of the repository refuse');
    expect(await page.getByRole('heading', { name: 'The app did not answer' }).count()).toBe(0);
    await page.unroute(invoked);
    await answerFrom(page);
  });
});
