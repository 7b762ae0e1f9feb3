import { describe, test } from '@jest/globals';
import { by, noDelete, noForce, ofType, push } from '../facts';
import { heldAgainst, type Row } from './table';

const forbidden = 'denies rewriting-forbidden';
const notKnown = 'unknown covering-not-known';

describe('who may rewrite history', () => {
  test.each<Row>([
    [
      'allowed: no force restriction covers',
      { restrictions: [noForce('main')] },
      'force-push topic',
      { says: 'allows none-covers', shows: ['none-covers force of 1'] },
    ],
    [
      'allowed: those of other kinds do not stop it',
      { restrictions: [noDelete('*')] },
      'force-push topic',
      { says: 'allows none-covers', shows: ['none-covers force of 1'] },
    ],
    [
      'allowed: a tag is covered by nothing',
      { restrictions: [noForce('*')], unread: { restrictions: 'truncated' } },
      'force-push refs/tags/v1',
      { says: 'allows tag', shows: ['tags-not-covered'] },
    ],
    [
      'denied: to everybody, administrators included',
      { restrictions: [noForce('main')] },
      'force-push main as dea',
      { says: forbidden, shows: ['restriction 1'], ways: ['add-commits-instead', 'allow-rewriting 1'] },
    ],
    [
      'denied: all that cover have to be changed',
      { restrictions: [noForce('main'), noForce('*'), noForce('x')] },
      'force-push main',
      { says: forbidden, shows: ['restriction 1'], ways: ['add-commits-instead', 'allow-rewriting 1+2'] },
    ],
    [
      'denied: who may not push either is sent elsewhere',
      { restrictions: [noForce('main'), push('main')] },
      'force-push main',
      {
        says: forbidden,
        shows: ['restriction 1'],
        ways: ['open-pull-request from ana/main-update', 'allow-rewriting 1'],
      },
    ],
    [
      'denied: with nowhere else to go',
      { restrictions: [noForce('main'), push('*')] },
      'force-push main',
      { says: forbidden, shows: ['restriction 1'], ways: ['allow-rewriting 1'] },
    ],
    [
      'denied: who cannot write is sent nowhere',
      { restrictions: [noForce('main')] },
      'force-push main as cem',
      { says: forbidden, shows: ['restriction 1'], ways: ['allow-rewriting 1'] },
    ],
    [
      'denied: a token too',
      { restrictions: [noForce('main')] },
      'force-push main as workspace-ssh-key',
      { says: forbidden, shows: ['restriction 1'], ways: ['add-commits-instead', 'allow-rewriting 1'] },
    ],
    [
      'denied: one that surely covers is enough',
      { restrictions: [noForce(by('regex')), noForce('main')], unread: { restrictions: 'truncated' } },
      'force-push main',
      { says: forbidden, shows: ['restriction 2'], ways: ['allow-rewriting 2'] },
    ],
    [
      'unknown: one may cover',
      { restrictions: [noForce(ofType('epic'))] },
      'force-push x',
      { says: notKnown, gaps: ['restriction-match 1 not-understood'] },
    ],
    [
      'unknown: the restrictions were not read',
      { unread: { restrictions: 'forbidden' } },
      'force-push x',
      { says: notKnown, gaps: ['restrictions forbidden'] },
    ],
    ['silent: an ordinary push', { restrictions: [noForce('main')] }, 'push main', 'silent'],
    ['silent: a creation', { restrictions: [noForce('main')] }, 'create main', 'silent'],
    [
      'silent: an access key is refused before',
      { restrictions: [noForce('main')] },
      'force-push main as access-key',
      'silent',
    ],
  ])('%s', heldAgainst('force-restriction'));
});
