import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Comparison } from '../../../src/core/questions/ledger';
import { fits, open, startSandbox, violations, type Opened, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const glob = { by: 'glob', pattern: 'release/**' } as const;
const approvals = { id: 12, kind: 'require_approvals_to_merge', match: glob };
const weight = { status: 'PASSED', required: true, blocking: false };

const differed = (at: string, pullRequest: number): Comparison => ({
  at,
  repository: 'acme/web',
  outcome: 'differed',
  difference: {
    pullRequest,
    branch: 'release/2026-11-a-branch-with-a-very-long-name-that-does-not-break',
    ours: 'denied',
    bitbucket: 'mergeable',
    disagreements: [
      { of: 'require_approvals_to_merge', ours: 'missing', bitbucket: 'PASSED', restriction: approvals },
      { of: 'merge-restriction', ours: 'allowed', bitbucket: 'FAILED' },
    ],
    restsOn: {
      restrictions: [
        { ...approvals, value: 2, users: 0, groups: [] },
        { id: 17, kind: 'push', match: { by: 'branch-type', type: 'release' }, users: 3, groups: ['devs', 'leads'] },
      ],
      reported: [{ type: 'standard_merge_check', kind: 'minimum_approvals', ...weight, asks: 2, counted: 2 }],
      counted: [{ restriction: approvals, is: 'missing', figures: { have: 1, need: 2, byAuthor: true } }],
    },
  },
});

/** What the app keeps of two days, as if panels had been looked at. */
function seed(): void {
  const now = Date.now();
  const day = (at: string, counts: object, of: Comparison[]) => [
    `ledger:fc2e7aad-1306-4e8c-b171-b1d6b1d54968:${at.slice(0, 10)}`,
    {
      value: {
        format: 1,
        counts: {
          agreed: 0,
          differed: of.length,
          'beyond-the-rules': 0,
          'ours-unknown': 0,
          'bitbucket-unknown': 0,
          ...counts,
        },
        states: [],
        differed: of,
      },
      createdAt: now,
      updatedAt: now,
    },
  ];
  const values = [
    day('2026-11-26T08:30:00Z', { agreed: 40 }, [differed('2026-11-26T08:30:00Z', 7)]),
    day('2026-11-27T09:00:00Z', { agreed: 2, 'beyond-the-rules': 1 }, [
      differed('2026-11-27T09:00:00Z', 7),
      differed('2026-11-27T09:01:00Z', 8),
    ]),
  ];
  writeFileSync(path.join(sandbox.storage, 'pull-requests.json'), JSON.stringify({ values, secrets: [] }));
}

async function agreement(viewer: string, look = {}): Promise<Opened> {
  const opened = await open(sandbox, `/worlds/pull-requests/${viewer}/who-can-push-settings/`, look);
  await opened.page.getByRole('tab', { name: 'Agreement' }).click();
  return opened;
}

test('of a repository whose pull requests nobody looked at', async () => {
  const { page, complaints, close } = await agreement('administrator');
  await page.getByText('Nothing was compared yet.').waitFor();
  expect(await page.getByRole('tabpanel').getByRole('button', { name: 'Copy' }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test.each([
  ['light', 1280],
  ['dark', 400],
] as const)(
  'how often, each difference with its facts, and the text to attach: in %s at %i pixels',
  async (colorScheme, width) => {
    seed();
    await sandbox.restart();
    const { page, complaints, close } = await agreement('administrator', { colorScheme, width });
    const section = page.getByRole('region', { name: 'Agreement with Bitbucket' });
    await section.locator('p', { hasText: 'Compared 45 times: agreed 42 times, differed 3 times.' }).waitFor();
    const rows = section.getByRole('list', { name: 'Where they differed' }).locator(':scope > li');
    expect(await rows.count()).toBe(2);
    expect(
      await rows
        .first()
        .getByText(/Bitbucket (?:reports it|says that)/)
        .count(),
    ).toBe(2);
    expect(await rows.nth(1).textContent()).toContain('#7 into release/2026-11');
    expect(await rows.nth(1).textContent()).toMatch(
      /denied.*mergeable.*2 times, last at Nov 27, 2026.*first at Nov 26, 2026/,
    );
    await rows.first().getByText('Facts that it rests on').first().click();
    await rows.first().getByText('lists 3 people, the group devs and the group leads').waitFor();
    const text = await section.getByLabel('The same as text, to attach to a report').inputValue();
    expect(text).toContain('Pull request 7 into `release/2026-11-a-branch');
    expect(text).toContain('    Counted: Minimum number of approvals on');
    expect(await fits(page)).toBe(true);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  },
);
