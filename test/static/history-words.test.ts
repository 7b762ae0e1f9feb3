import { describe, expect, test } from '@jest/globals';
import type { Actor, Person } from '../../src/core/model';
import type { Changed } from '../../src/core/questions/since/since';
import type { BranchClass, RepositoryChanges, Shift } from '../../src/core/workspace/changes';
import { consequencesOf } from '../../static/src/history/words';

const person = (name: string): Person => ({ id: `{${name}}`, name });
const user = (name: string): Actor => ({ type: 'user', person: person(name) });
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
  return consequencesOf(changes, you === undefined ? undefined : { id: `{${you}}`, administers: true });
}

describe('what followed', () => {
  test('whoever reads is you, and first', () => {
    const [one] = said([removed], [{ ...shift, actors: [user('Mei'), user('Ana')] }], 'Ana');
    expect(one?.shifts).toEqual(['You and Mei can now push to `main`.']);
  });

  test('changes that did it together stand together, and what changed nobody’s verdict stands last', () => {
    expect(said([removed, granted], [{ ...shift, causes: [1] }])).toEqual([
      {
        causes: ['The permission given to Mei on acme/web went from read to write.'],
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

  test('what followed from the same stands together', () => {
    const lost: Shift = { ...shift, actors: [user('Ana')], before: 'allowed', after: 'denied' };
    expect(said([removed], [shift, lost])).toEqual([
      {
        causes: ['Write access on `main` was removed, for nobody.'],
        shifts: ['Mei can now push to `main`.', 'Ana can no longer push to `main`.'],
      },
    ]);
  });

  test('nothing changed: nothing is said', () => {
    expect(said([], [])).toEqual([]);
  });
});
