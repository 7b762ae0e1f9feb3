import { describe, test } from '@jest/globals';
import { noDelete, noForce, ofType } from '../facts';
import { heldAgainst, type Row } from './table';

const forbidden = 'denies deletion-forbidden';
const notKnown = 'unknown covering-not-known';

describe('who may delete', () => {
  test.each<Row>([
    [
      'allowed: no delete restriction covers',
      { restrictions: [noDelete('main')] },
      'delete topic',
      { says: 'allows none-covers', shows: ['none-covers delete of 1'] },
    ],
    [
      'allowed: those of other kinds do not stop it',
      { restrictions: [noForce('*')] },
      'delete topic',
      { says: 'allows none-covers', shows: ['none-covers delete of 1'] },
    ],
    [
      'allowed: the branch type is switched off',
      { restrictions: [noDelete(ofType('hotfix'))] },
      'delete hotfix/1',
      { says: 'allows none-covers', shows: ['none-covers delete of 1'] },
    ],
    [
      'allowed: a tag is covered by nothing',
      { restrictions: [noDelete('*')] },
      'delete refs/tags/v1',
      { says: 'allows tag', shows: ['tags-not-covered'] },
    ],
    [
      'denied: to everybody, administrators included',
      { restrictions: [noDelete('topic')] },
      'delete topic as dea',
      { says: forbidden, shows: ['restriction 1'], ways: ['allow-deletion 1'] },
    ],
    [
      'denied: by branch type',
      { restrictions: [noDelete(ofType('release'))] },
      'delete release/1',
      { says: forbidden, shows: ['restriction 1'], ways: ['allow-deletion 1'] },
    ],
    [
      'denied: all that cover have to be changed',
      { restrictions: [noDelete('x'), noDelete('t*'), noDelete('topic')] },
      'delete topic',
      { says: forbidden, shows: ['restriction 2'], ways: ['allow-deletion 2+3'] },
    ],
    [
      'denied: what was not read cannot lift it',
      { restrictions: [noDelete('topic')], unread: { restrictions: 'truncated' } },
      'delete topic',
      { says: forbidden, shows: ['restriction 1'], ways: ['allow-deletion 1'] },
    ],
    [
      'denied: to Pipelines too',
      { restrictions: [noDelete('topic', { pipelinesSourceBranches: ['main'] })] },
      'delete topic as pipelines',
      { says: forbidden, shows: ['restriction 1'], ways: ['allow-deletion 1'] },
    ],
    [
      'unknown: the branching model was not read',
      { restrictions: [noDelete(ofType('release'))], unread: { 'branching-model': 'unreachable' } },
      'delete x',
      { says: notKnown, gaps: ['branching-model unreachable'] },
    ],
    [
      'unknown: the restrictions were not read',
      { unread: { restrictions: 'forbidden' } },
      'delete topic',
      { says: notKnown, gaps: ['restrictions forbidden'] },
    ],
    ['silent: every other operation', { restrictions: [noDelete('topic')] }, 'force-push topic', 'silent'],
    [
      'silent: an access key is refused before',
      { restrictions: [noDelete('topic')] },
      'delete topic as access-key',
      'silent',
    ],
  ])('%s', heldAgainst('delete-restriction'));
});
