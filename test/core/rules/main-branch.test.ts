import { describe, test } from '@jest/globals';
import { heldAgainst, type Row } from './table';

describe('the main branch is never deleted', () => {
  test.each<Row>([
    [
      'allowed: it is another branch',
      {},
      'delete topic',
      { says: 'allows is-not-main-branch', shows: ['not-main-branch but main'] },
    ],
    [
      'allowed: case counts, as in Git',
      {},
      'delete Main',
      { says: 'allows is-not-main-branch', shows: ['not-main-branch but main'] },
    ],
    [
      'allowed: the repository has none yet',
      { main: null },
      'delete main',
      { says: 'allows is-not-main-branch', shows: ['not-main-branch but null'] },
    ],
    [
      'allowed: a tag of that name is not it',
      {},
      'delete refs/tags/main',
      { says: 'allows is-not-main-branch', shows: ['tags-not-covered'] },
    ],
    [
      'allowed: a tag is not it, whatever it is',
      { unread: { 'main-branch': 'not-understood' } },
      'delete refs/tags/main',
      { says: 'allows is-not-main-branch', shows: ['tags-not-covered'] },
    ],
    [
      'denied: it is the main branch',
      {},
      'delete main',
      { says: 'denies is-main-branch', shows: ['main-branch'], ways: ['change-main-branch'] },
    ],
    [
      'denied: whatever it is called',
      { main: 'trunk' },
      'delete trunk as dea',
      { says: 'denies is-main-branch', shows: ['main-branch'], ways: ['change-main-branch'] },
    ],
    [
      'denied: to a token too',
      {},
      'delete main as oauth-client',
      { says: 'denies is-main-branch', shows: ['main-branch'], ways: ['change-main-branch'] },
    ],
    [
      'unknown: which it is was not said',
      { unread: { 'main-branch': 'not-understood' } },
      'delete topic',
      { says: 'unknown main-branch-not-known', gaps: ['main-branch not-understood'] },
    ],
    ['silent: it may be pushed to', {}, 'push main', 'silent'],
    ['silent: and rewritten', {}, 'force-push main', 'silent'],
    ['silent: an access key is refused before', {}, 'delete main as access-key', 'silent'],
  ])('%s', heldAgainst('main-branch'));
});
