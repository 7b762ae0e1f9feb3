import { describe, expect, test } from '@jest/globals';
import { gainedAndLost } from '../../../src/core/workspace/balance';
import { changesBetween } from '../../../src/core/workspace/between/between';
import { historyOf, type AskedOfHistory, type Reading } from '../../../src/core/workspace/history';
import { sayBalances } from '../../../src/core/workspace/words/balance';
import { sayChanges } from '../../../src/core/workspace/words/changes';
import { sayEntry } from '../../../src/core/workspace/words/history';
import { ana, ben, devs, facts, leads, merges, push, restriction } from '../facts';
import type { Told } from '../facts';

const rules = [push('main', { users: [ana], groups: [devs] })];
const withDevs: Told = {
  restrictions: rules,
  permissions: { ana: 'write', ben: 'write', dea: 'admin' },
  groupGrants: { devs: 'write' },
  members: { devs: ['ben'] },
};

function told(before: Told, after: Told) {
  return sayChanges(changesBetween(facts(before), facts(after))).shifts.map(({ says, because }) => [says, ...because]);
}

describe('what changed is said with its cause', () => {
  test.each<[what: string, before: Told, after: Told, says: string[][]]>([
    [
      'somebody leaves a group',
      withDevs,
      { ...withDevs, permissions: { ana: 'write', dea: 'admin' }, members: { devs: [] } },
      [
        [
          'Ben can no longer push to, rewrite the history of, delete or merge into any branch.',
          'Ben left the group `devs`.',
        ],
      ],
    ],
    [
      'a restriction comes',
      {},
      { restrictions: [push('release/*', { users: [ana] })] },
      [
        [
          'Ben, Dea and automation that no list can name can no longer push to or rewrite the history of branches that `release/*` covers.',
          'Write access on `release/*` was added, for Ana.',
        ],
        [
          'Whether Ben, Dea and automation that no list can name can delete branches that `release/*` covers is no longer known.',
          'Write access on `release/*` was added, for Ana.',
        ],
      ],
    ],
    [
      'a group is listed',
      withDevs,
      {
        ...withDevs,
        restrictions: [push('main', { users: [ana], groups: [devs, leads] })],
        members: { devs: ['ben'], leads: ['dea'] },
      },
      [
        [
          'Dea can now push to and rewrite the history of `main`.',
          'The group `leads` was added to Write access on `main`.',
        ],
      ],
    ],
    [
      'a list comes out of sight',
      { restrictions: [push('main')] },
      { restrictions: [push('main')], unread: { permissions: 'forbidden' }, permissions: {} },
      [
        [
          'Whether Ana, Ben, Dea and Cem can push to or rewrite the history of branches that no restriction on this covers is no longer known.',
          'The list of people with access to acme/web could be read whole in the earlier reading alone.',
        ],
        [
          'Whether Ana, Ben, Dea and Cem can delete or merge into any branch is no longer known.',
          'The list of people with access to acme/web could be read whole in the earlier reading alone.',
        ],
      ],
    ],
    [
      'two things that it took together',
      { restrictions: [merges('main', { users: [ana] }), merges('*', { users: [ana] })] },
      { restrictions: [] },
      [
        [
          'Ben, Dea and automation that no list can name can now merge into `main`.',
          'Merge via pull request on `main` was removed, for Ana.',
          'Merge via pull request on `*` was removed, for Ana.',
        ],
        [
          'Ben, Dea and automation that no list can name can now merge into branches that `*` covers.',
          'Merge via pull request on `*` was removed, for Ana.',
        ],
      ],
    ],
  ])('%s', (_what, before, after, says) => {
    expect(told(before, after)).toEqual(says);
  });
});

/** Readings of one repository, a day apart. */
function readings(...all: (Told | 'unreadable' | 'gone')[]): Reading[] {
  const found: Reading[] = [];
  for (const [at, one] of all.entries()) {
    const day = `2026-11-0${String(at + 1)}T08:00:00Z`;
    const last = found.at(-1);
    if (one === 'gone') {
      if (last) last.goneAt = day;
    } else if (one === 'unreadable')
      found.push({ gap: { of: { what: 'repository' }, because: 'forbidden', status: 403 }, from: day, to: day });
    else found.push({ facts: facts(one), from: day, to: day });
  }
  return found;
}

function history(all: Reading[], asked: AskedOfHistory = {}): string[] {
  return [...historyOf(all, asked)].flatMap((one) => {
    const { from, to, says, changes } = sayEntry(one, { fullName: 'acme/web', asked });
    const because = changes?.shifts.flatMap((shift) => shift.because) ?? [];
    const others = changes?.shifts.length === 0 ? changes.changes : [];
    const all = [...says, ...new Set(because), ...others];
    return `${from?.slice(8, 10) ?? ''}-${to?.slice(8, 10) ?? ''} ${all.join(' ')}`;
  });
}

const approvals = restriction('require_approvals_to_merge', 'main', { value: 2 });
const anaPushes = { branch: 'main', actor: { type: 'user', person: ana }, operation: 'push' } as const;

describe('a history', () => {
  test.each<[what: string, all: Reading[], asked: AskedOfHistory, says: string[]]>([
    [
      'of one person on a branch',
      readings({}, { restrictions: [push('main')] }, { restrictions: [push('main', { users: [ana] })] }),
      anaPushes,
      [
        '-01 acme/web was read for the first time. Ana could push to `main`.',
        '01-02 Ana can no longer push to `main`. Write access on `main` was added, for nobody.',
        '02-03 Ana can now push to `main`. Ana was added to Write access on `main`.',
      ],
    ],
    [
      'that readings could not follow',
      readings({}, { unread: { restrictions: 'forbidden' } }, { restrictions: [push('main')] }),
      anaPushes,
      [
        '-01 acme/web was read for the first time. Ana could push to `main`.',
        '01-02 Whether Ana can push to `main` is no longer known. The branch restrictions of acme/web could be read whole in the earlier reading alone.',
        '02-03 Ana cannot push to `main`; before, that was not known. The branch restrictions of acme/web could be read whole in the later reading alone.',
        '01-03 Ana can no longer push to `main`. Readings in between could not tell. Write access on `main` was added, for nobody.',
      ],
    ],
    [
      'of a repository that could not be read for a while',
      readings({}, 'unreadable', 'unreadable', {}),
      anaPushes,
      [
        '-01 acme/web was read for the first time. Ana could push to `main`.',
        '01-02 This credential may not read the repository acme/web.',
        '03-04 acme/web could be read again.',
      ],
    ],
    [
      'of a repository that was gone for a while',
      readings({}, 'gone', { restrictions: [push('main')] }),
      anaPushes,
      [
        '-01 acme/web was read for the first time. Ana could push to `main`.',
        '01-02 acme/web was no longer there.',
        '02-03 acme/web was there again.',
        '01-03 Ana can no longer push to `main`. Write access on `main` was added, for nobody.',
      ],
    ],
    [
      'in which something changed that flipped no verdict',
      readings({}, { restrictions: [approvals] }),
      {},
      [
        '-01 acme/web was read for the first time.',
        '01-02 Minimum number of approvals on `main` was added, with the number 2.',
      ],
    ],
    [
      'of a branch, where nothing concerns it',
      readings({}, { restrictions: [approvals] }),
      anaPushes,
      ['-01 acme/web was read for the first time. Ana could push to `main`.'],
    ],
  ])('%s', (_what, all, asked, says) => {
    expect(history(all, asked)).toEqual(says);
  });

  test('tells a rename', () => {
    const [first, second] = [facts({}), facts({})];
    const renamed = { ...second, repository: { ...second.repository, slug: 'site', fullName: 'acme/site' } };
    const all = [
      { facts: first, to: '2026-11-01T08:00:00Z' },
      { facts: renamed, from: '2026-11-02T08:00:00Z' },
    ];
    expect(history(all)).toEqual([
      '- acme/web was read for the first time.',
      '01-02 acme/web is called acme/site now.',
    ]);
  });
});

test('who gained and who lost across repositories, and why', () => {
  const one = (slug: string, told_: Told) => {
    const read = facts(told_);
    return { ...read, repository: { ...read.repository, slug, fullName: `acme/${slug}` } };
  };
  const all = [
    changesBetween(
      one('web', { restrictions: [push('main')] }),
      one('web', { restrictions: [push('main', { users: [ben] })] }),
    ),
    changesBetween(one('shop', {}), one('shop', { permissions: { ana: 'read', ben: 'write', dea: 'admin' } })),
  ];
  const ofAna = {
    repository: 'acme/shop',
    deeds: ['push to, rewrite the history of, delete or merge into any branch'],
    because: ['Ana has read permission on acme/shop now, in place of write.'],
  };
  const ofBen = {
    repository: 'acme/web',
    deeds: ['push to and rewrite the history of `main`'],
    because: ['Ben was added to Write access on `main`.'],
  };
  expect(sayBalances(gainedAndLost(all))).toEqual([
    { who: 'Ana', gained: [], lost: [ofAna], unclear: [] },
    { who: 'Ben', gained: [ofBen], lost: [], unclear: [] },
  ]);
});
