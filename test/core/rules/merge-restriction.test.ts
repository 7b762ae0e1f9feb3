import { describe, test } from '@jest/globals';
import { ana, ben, cem, devs, leads, merges, ofType, push } from '../facts';
import { heldAgainst, type Row } from './table';

const listed = 'allows listed';
const notListed = 'denies not-listed';
const notKnown = 'unknown listing-not-known';

describe('who may merge by pull request', () => {
  test.each<Row>([
    [
      'no merge restriction covers',
      { restrictions: [merges('main')] },
      'merge topic',
      { says: 'allows none-covers', shows: ['none-covers restrict_merges of 1'] },
    ],
    [
      'a push restriction alone does not stop a merge',
      { restrictions: [push('main')] },
      'merge main',
      { says: 'allows none-covers', shows: ['none-covers restrict_merges of 1'] },
    ],
    [
      'she is listed',
      { restrictions: [merges('main', { users: [ana] })] },
      'merge main',
      { says: listed, shows: ['lists-person 1'] },
    ],
    [
      'listed for pushing is listed for merging',
      { restrictions: [merges('main'), push('m*', { users: [ana] })] },
      'merge main',
      { says: listed, shows: ['lists-person 2'] },
    ],
    [
      'what was not read cannot take that away',
      { restrictions: [merges('main'), push('main', { users: [ana] })], unread: { restrictions: 'truncated' } },
      'merge main',
      { says: listed, shows: ['lists-person 2'] },
    ],
    [
      'a tag is covered by nothing',
      { restrictions: [merges('*')] },
      'merge refs/tags/v1',
      { says: 'allows tag', shows: ['tags-not-covered'] },
    ],
  ])('allowed: %s', heldAgainst('merge-restriction'));

  test.each<Row>([
    [
      'she is not listed',
      { restrictions: [merges('main', { users: [ben] })] },
      'merge main',
      { says: notListed, shows: ['restriction 1'], ways: ['ask-listed Ben to merge', 'add-person 1'] },
    ],
    [
      'an empty list lets nobody merge',
      { restrictions: [merges('main')] },
      'merge main as dea',
      { says: notListed, shows: ['restriction 1'], ways: ['add-person 1'] },
    ],
    [
      'those listed for pushing can be asked too',
      { restrictions: [merges('main', { groups: [leads] }), push('main', { users: [ben] })], supplied: { leads: [] } },
      'merge main',
      {
        says: notListed,
        shows: ['restriction 1', 'not-member leads by supplied', 'restriction 2'],
        ways: ['ask-listed Ben+leads to merge', 'add-person 1', 'add-to-group leads'],
      },
    ],
    [
      'somebody listed who lost write access is not to be asked',
      { restrictions: [merges('main', { users: [cem] })] },
      'merge main',
      { says: notListed, shows: ['restriction 1'], ways: ['add-person 1'] },
    ],
    [
      'the narrowest is the one to be added to',
      { restrictions: [merges('*'), push('main'), merges('main')] },
      'merge main',
      { says: notListed, shows: ['restriction 1', 'restriction 3', 'restriction 2'], ways: ['add-person 3'] },
    ],
    [
      'a token is on no list',
      { restrictions: [merges('main', { users: [ana] })] },
      'merge main as repository-access-token',
      { says: notListed, shows: ['restriction 1'], ways: ['account-for-automation 1'] },
    ],
  ])('denied: %s', heldAgainst('merge-restriction'));

  test.each<Row>([
    [
      'who is in the group is not known',
      { restrictions: [merges('main', { groups: [devs] })] },
      'merge main',
      { says: notKnown, shows: ['restriction 1'], gaps: ['members devs not-offered'] },
    ],
    [
      'who may push is not known',
      { restrictions: [merges('main'), push('main', { groups: [devs] })] },
      'merge main',
      { says: notKnown, shows: ['restriction 2'], gaps: ['members devs not-offered'] },
    ],
    [
      'a push restriction that may cover would let her',
      { restrictions: [merges('main'), push(ofType('epic'), { users: [ana] })] },
      'merge main',
      { says: notKnown, shows: ['restriction 2'], gaps: ['restriction-match 2 not-understood'] },
    ],
    [
      'the restrictions were not read',
      { unread: { restrictions: 'forbidden' } },
      'merge main',
      { says: notKnown, gaps: ['restrictions forbidden'] },
    ],
    [
      'Pipelines may have an exception for pushing',
      { restrictions: [merges('main'), push('main', { pipelinesSourceBranches: ['x'] })] },
      'merge main as pipelines',
      { says: notKnown, shows: ['restriction 2'], gaps: ['pipelines-exception 2 not-documented'] },
    ],
  ])('unknown: %s', heldAgainst('merge-restriction'));

  test.each<Row>([
    ['a push is no merge', { restrictions: [merges('main')] }, 'push main', 'silent'],
    ['an access key is refused before', { restrictions: [merges('main')] }, 'merge main as access-key', 'silent'],
  ])('silent: %s', heldAgainst('merge-restriction'));
});
