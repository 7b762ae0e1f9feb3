import { describe, expect, test } from '@jest/globals';
import type { Actor, Person, Repository } from '../../src/core/model';
import type { Changed } from '../../src/core/questions/since/since';
import type { BranchClass, RepositoryChanges, Shift } from '../../src/core/workspace/changes';
import { consequencesOf } from '../../static/src/history/words';

const person = (name: string): Person => ({ id: `{${name}}`, name });
const user = (name: string): Actor => ({ type: 'user', person: person(name) });
const repository: Repository = {
  workspace: 'acme',
  slug: 'web',
  fullName: 'acme/web',
  project: { known: true, value: null },
  mainBranch: { known: true, value: 'main' },
};
const removed: Changed = {
  changed: 'restriction-removed',
  restriction: {
    id: 1,
    kind: 'push',
    match: { by: 'glob', pattern: 'main' },
    users: [],
    groups: [],
    gaps: [],
    pipelinesSourceBranches: [],
  },
};
const granted: Changed = { changed: 'grant', on: 'repository', who: [person('Mei')], from: 'read', to: 'write' };
const has: Changed = { changed: 'permission', who: [person('Mei')], from: 'read', to: 'write' };
const main: BranchClass[] = [{ branch: 'main' }];
const shift: Shift = {
  operation: 'push',
  branches: main,
  actors: [user('Mei')],
  before: 'denied',
  after: 'allowed',
  causes: [0],
};

function said(changed: Changed[], shifts: Shift[], you?: string) {
  const changes: RepositoryChanges = {
    repository: { fullName: 'acme/web', workspace: 'acme', slug: 'web' },
    changed,
    shifts,
  };
  return consequencesOf(changes, repository, you === undefined ? undefined : { id: `{${you}}`, administers: true });
}

describe('what followed', () => {
  test.each<[string, Partial<Shift>[], string[]]>([
    ['gained', [{}], ['Mei can now push to `main`.']],
    ['lost', [{ before: 'allowed', after: 'denied' }], ['Mei can no longer push to `main`.']],
    ['not known before', [{ before: 'unknown' }], ['Mei can push to `main`; before, that was not known.']],
    [
      'not known now',
      [{ before: 'allowed', after: 'unknown' }],
      ['Whether Mei can push to `main` is no longer known.'],
    ],
    ['on every branch', [{ everywhere: true }], ['Mei can now push to every branch.']],
    [
      'on branches by what covers them',
      [
        {
          branches: [
            { branch: 'main', patterns: ['main'] },
            { branch: 'r/1', patterns: ['r/*', '*'] },
            { branch: 'x', patterns: [] },
          ],
        },
      ],
      [
        'Mei can now push to `main`, branches that `r/*` and `*` cover, such as `r/1` and branches that no rule covers, such as `x`.',
      ],
    ],
    [
      'the same people on the same branches, whatever the operation, at once; who may push may create',
      [
        {},
        { operation: 'create' },
        { operation: 'force-push' },
        { operation: 'delete', after: 'unknown', before: 'allowed' },
      ],
      ['Mei can now push to and rewrite the history of `main`.', 'Whether Mei can delete `main` is no longer known.'],
    ],
  ])('%s', (_, shifts, sentences) => {
    expect(
      said(
        [removed],
        shifts.map((one) => ({ ...shift, ...one })),
      ),
    ).toEqual([{ causes: ['Write access on `main` was removed, for nobody.'], shifts: sentences }]);
  });

  test('whoever reads is you, and first', () => {
    const [one] = said([removed], [{ ...shift, actors: [user('Mei'), user('Ana')] }], 'Ana');
    expect(one?.shifts).toEqual(['You and Mei can now push to `main`.']);
  });

  test('changes that did it together stand together, and what changed nobody’s verdict stands last', () => {
    expect(said([removed, granted], [{ ...shift, causes: [1] }])).toEqual([
      {
        causes: ['The permission given to Mei on acme/web was read, and is write now.'],
        shifts: ['Mei can now push to `main`.'],
      },
      { causes: ['Write access on `main` was removed, for nobody.'], shifts: [] },
    ]);
    expect(said([removed, granted], [{ ...shift, causes: [0, 1] }])[0]?.causes).toHaveLength(2);
  });

  test('what a grant says already is not said a second time', () => {
    const all = said([granted, has], [shift]);
    expect(all).toHaveLength(1);
  });

  test('nothing changed: nothing is said', () => {
    expect(said([], [])).toEqual([]);
  });
});
