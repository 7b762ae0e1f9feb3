import { describe, expect, test } from '@jest/globals';
import { gather } from '../../../../src/core/cell/cell';
import { outlook, type Outlook } from '../../../../src/core/questions/pull-request/outlook';
import { namesOf } from '../../../../src/core/repository';
import { queue } from '../../../../src/core/questions/pull-request/queue';
import { sayBriefly, sayQueueSum } from '../../../../src/core/say/pull-request/brief';
import { sayPushes } from '../../../../src/core/say/pull-request/pushes';
import { sayStand } from '../../../../src/core/say/pull-request/stand';
import { isForAdministrators, pullRequestPage, settingsPages, docs } from '../../../../src/core/words/pages';
import { toReader } from '../../../../src/core/words/reader';
import { ana, ben, devs, facts, merges, push, restriction, type Told } from '../../facts';
import { pullRequest, type Opened } from '../../pull-requests';

function seen(told: Told, opened: Opened = {}): Outlook {
  const whole = outlook(gather(facts(told)), pullRequest(opened), { actor: { type: 'user', person: ana } });
  return toReader(whole, { id: ana.id, administers: false });
}

const approvals = restriction('require_approvals_to_merge', 'main', { value: 1 });
const tasks = restriction('require_tasks_to_be_completed', 'main');
const enforced = restriction('enforce_merge_checks', 'main');
const listsBen = merges('main', { users: [ben] });

describe('how a pull request stands', () => {
  type Row = [
    what: string,
    told: Told,
    opened: Opened,
    is: string,
    sentence: string,
    open: string[],
    others: string | undefined,
  ];
  test.each<Row>([
    ['nothing stands in the way', {}, {}, 'allowed', 'You can merge this.', [], undefined],
    [
      'what is done is but counted',
      { restrictions: [tasks, enforced] },
      {},
      'allowed',
      'You can merge this.',
      [],
      '1 merge check is done',
    ],
    [
      'what only warns as well',
      { restrictions: [approvals, tasks] },
      {},
      'allowed',
      'You can merge this: 1 merge check is not done, but Bitbucket only warns of that.',
      [],
      'Merge checks: 1 not done, 1 done',
    ],
    [
      'on no list',
      { restrictions: [listsBen] },
      {},
      'denied',
      'You cannot merge this: you are not listed.',
      ['denies Merge via pull request on `main` is for Ben, and you are not on that list.'],
      undefined,
    ],
    [
      'without write access',
      { permissions: { ana: 'read' } },
      {},
      'denied',
      'You cannot merge this: you have no write access.',
      ['denies You can read acme/web but have no write access to it.'],
      undefined,
    ],
    [
      'each check that is missing, and the done ones folded',
      { restrictions: [approvals, tasks, enforced, listsBen] },
      { openTasks: 2, draft: true },
      'denied',
      'You cannot merge this: it is a draft, you are not listed, and 2 merge checks are not done.',
      [
        'denies Pull request 7 is a draft, which nobody can merge.',
        'denies Merge via pull request on `main` is for Ben, and you are not on that list.',
        'denies Minimum number of approvals on `main`: 0 of 1.',
        'denies No unresolved pull request tasks on `main`: 2 are open.',
      ],
      undefined,
    ],
    [
      'what could not be told, each cause once',
      { unread: { restrictions: 'forbidden' } },
      {},
      'unknown',
      'Whether you can merge this is not known.',
      [
        'unknown Which restrictions cover `main` could not be seen: this credential may not read the branch restrictions of acme/web.',
      ],
      undefined,
    ],
    ['merged', {}, { state: 'MERGED' }, 'closed', 'This pull request is merged.', [], undefined],
    [
      'declined: another way on',
      {},
      { state: 'DECLINED' },
      'closed',
      'This pull request is declined, so nobody can merge it any more.',
      ['denies Bitbucket opens no closed pull request again.'],
      undefined,
    ],
  ])('%s', (_, told, opened, is, sentence, open, others) => {
    const stand = sayStand(seen(told, opened));
    expect(stand).toMatchObject({ is, sentence });
    expect(stand.open.map((one) => `${one.is} ${one.says}`)).toEqual(open);
    expect(stand.othersSay).toBe(others);
    // Whatever refuses has a way on, and whatever is not known says what would settle it.
    for (const { is: how, ways, lifts } of stand.open)
      expect((how === 'denies' ? ways : lifts).length).toBeGreaterThan(0);
  });
});

test.each<[told: Told, opened: Opened, says: string]>([
  [{}, {}, 'You can push to `topic` and push to `main`.'],
  [{ restrictions: [push('main')] }, {}, 'You can push to `topic`; you cannot push to `main`.'],
  [{ permissions: { ana: 'read' } }, {}, 'You cannot push to `topic` or push to `main`.'],
  [
    { restrictions: [push('main', { groups: [devs] })] },
    { fork: 'x/y' },
    'Whether you can push to `main` is not known.',
  ],
])('pushes: %j %j', (told, opened, says) => {
  expect(sayPushes(seen(told, opened))).toBe(says);
});

test('open pull requests in a line each, and summed up', () => {
  const told = facts({ restrictions: [approvals, tasks, enforced, listsBen] });
  const opened: Opened[] = [
    { approvedBy: [ben] },
    { openTasks: 1 },
    { draft: true, approvedBy: [ben] },
    { approvedBy: [ben], unread: { tasks: 'forbidden' } },
    { approvedBy: [ben], sourceGone: true },
  ];
  const items = opened.map((one, at) => ({ ...pullRequest(one), id: at + 1 }));
  const { entries } = queue(told, { items, gaps: [] });
  expect(entries.map((entry) => sayBriefly(entry, namesOf(told.repository)))).toEqual([
    'Ben can merge it now.',
    '2 merge checks are not done.',
    'It is a draft.',
    '1 merge check could not be seen.',
    'Its source branch is gone.',
  ]);
  expect(sayQueueSum(entries)).toBe('1 ready · 2 wait · 2 unknown');
  expect(sayQueueSum(entries.slice(1, 2))).toBe('1 waits');
  expect(sayQueueSum([])).toBe('');
});

describe('pages that only administrators can open', () => {
  const where = { workspace: 'acme', slug: 'web', fullName: 'acme/web', project: { key: 'CORE', name: 'Core' } };
  test.each(Object.entries(settingsPages))('%s', (_, page) => {
    expect(isForAdministrators(page(where, 'branch-restrictions'))).toBe(true);
  });

  test.each([pullRequestPage(where, 7), pullRequestPage(where), ...Object.values(docs)])('but not %s', (page) => {
    expect(isForAdministrators(page)).toBe(false);
  });
});
