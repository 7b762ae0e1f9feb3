import { describe, test } from '@jest/globals';
import { ana, ben, by, cem, dea, devs, leads, ofType, push } from '../facts';
import { heldAgainst, type Row } from './table';

const notListed = 'denies not-listed';
const notKnown = 'unknown listing-not-known';
const noneCovers = 'allows none-covers';
const pullRequest = 'open-pull-request from ana/main-update';

describe('who may push', () => {
  test.each<Row>([
    [
      'no restriction covers the branch',
      { restrictions: [push('main')] },
      'push topic',
      { says: noneCovers, shows: ['none-covers push of 1'] },
    ],
    ['there are none at all', {}, 'push main', { says: noneCovers, shows: ['none-covers push of 0'] }],
    [
      'she is listed',
      { restrictions: [push('main', { users: [ana] })] },
      'push main',
      { says: 'allows listed', shows: ['lists-person 1'] },
    ],
    [
      'her group is listed',
      { restrictions: [push('main', { groups: [devs] })], members: { devs: ['ana'] } },
      'push main',
      { says: 'allows listed', shows: ['lists-group 1 devs', 'member devs by bitbucket'] },
    ],
    [
      'one of several that cover lists her: exemptions unite',
      { restrictions: [push('*'), push('main', { users: [ana] })] },
      'push main',
      { says: 'allows listed', shows: ['lists-person 2'] },
    ],
    [
      'a list for another branch does not help',
      { restrictions: [push('main', { users: [ben] }), push('topic', { users: [ana] })] },
      'push main',
      { says: notListed, shows: ['restriction 1'], ways: [pullRequest, 'ask-listed Ben to push', 'add-person 1'] },
    ],
    [
      'whoever is on the list and has left the workspace is not to be asked',
      { restrictions: [push('main', { users: [ben, dea] })], owners: ['dea'], others: ['ana', 'cem'] },
      'push main',
      { says: notListed, shows: ['restriction 1'], ways: [pullRequest, 'ask-listed Dea to push', 'add-person 1'] },
    ],
    [
      'a tag is covered by nothing',
      { restrictions: [push('*')], unread: { restrictions: 'truncated' } },
      'push refs/tags/v1',
      { says: 'allows tag', shows: ['tags-not-covered'] },
    ],
    [
      'listed is enough for creating',
      { restrictions: [push('feature/*', { users: [ana] })] },
      'create feature/x',
      { says: 'allows listed', shows: ['lists-person 1'] },
    ],
    [
      'listed by all that may cover is enough',
      { restrictions: [push(ofType('release'), { users: [ana] })], unread: { 'branching-model': 'forbidden' } },
      'push x',
      { says: noneCovers, shows: ['none-covers push of 1'] },
    ],
  ])('allowed: %s', heldAgainst('push-restriction'));

  test.each<Row>([
    [
      'she is not listed',
      { restrictions: [push('main', { users: [ben] })] },
      'push main',
      { says: notListed, shows: ['restriction 1'], ways: [pullRequest, 'ask-listed Ben to push', 'add-person 1'] },
    ],
    [
      'an administrator is not exempt',
      { restrictions: [push('main')] },
      'push main as dea',
      { says: notListed, shows: ['restriction 1'], ways: ['open-pull-request from dea/main-update', 'add-person 1'] },
    ],
    [
      'her group is not the one',
      { restrictions: [push('main', { groups: [devs] })], members: { devs: ['ben'] } },
      'push main',
      {
        says: notListed,
        shows: ['restriction 1', 'not-member devs by bitbucket'],
        ways: [pullRequest, 'ask-listed devs to push', 'add-person 1', 'add-to-group devs'],
      },
    ],
    [
      '`*` lists nobody: there is no other branch to push to',
      { restrictions: [push('*')] },
      'push main',
      { says: notListed, shows: ['restriction 1'], ways: ['restrict-alone', 'add-person 1'] },
    ],
    [
      'the branching model opens a road',
      { restrictions: [push('a*'), push('main')] },
      'push main',
      {
        says: notListed,
        shows: ['restriction 2'],
        ways: ['open-pull-request from feature/main-update', 'add-person 2'],
      },
    ],
    [
      'a branch that may be closed is no road',
      { restrictions: [push('main'), push(by('regex'))] },
      'push main',
      { says: notListed, shows: ['restriction 1', 'restriction 2'], ways: ['add-person 1'] },
    ],
    [
      'somebody listed who lost write access is not to be asked',
      { restrictions: [push('main', { users: [cem, ben] })] },
      'push main',
      { says: notListed, shows: ['restriction 1'], ways: [pullRequest, 'ask-listed Ben to push', 'add-person 1'] },
    ],
    [
      'nobody listed can still push',
      { restrictions: [push('main', { users: [cem] })] },
      'push main',
      { says: notListed, shows: ['restriction 1'], ways: [pullRequest, 'add-person 1'] },
    ],
    [
      'the narrowest is the one to be added to',
      { restrictions: [push('*', { users: [ben] }), push('ma*'), push('main')] },
      'push main',
      {
        says: notListed,
        shows: ['restriction 1', 'restriction 2', 'restriction 3'],
        ways: ['ask-listed Ben to push', 'add-person 3'],
      },
    ],
    [
      'a branch type of one name is narrower than a pattern',
      { restrictions: [push('mai*'), push(ofType('production'))] },
      'push main',
      {
        says: notListed,
        shows: ['restriction 1', 'restriction 2'],
        ways: [pullRequest, 'restrict-alone', 'add-person 2'],
      },
    ],
    [
      'creating is a push to a name',
      { restrictions: [push('release/*', { users: [ben] })] },
      'create release/2',
      {
        says: notListed,
        shows: ['restriction 1'],
        ways: ['push-elsewhere from ana/2-update', 'restrict-alone', 'add-person 1'],
      },
    ],
    [
      'rewriting needs a push',
      { restrictions: [push('main')] },
      'force-push main',
      { says: notListed, shows: ['restriction 1'], ways: [pullRequest, 'add-person 1'] },
    ],
    [
      'unread restrictions could still list a person, but not a token',
      { restrictions: [push('main')], unread: { restrictions: 'truncated' } },
      'push main as oauth-client',
      { says: notListed, shows: ['restriction 1'], ways: ['account-for-automation 1'] },
    ],
    [
      'a token is on no list',
      { restrictions: [push('main', { users: [ana] })] },
      'push main as project-access-token',
      {
        says: notListed,
        shows: ['restriction 1'],
        ways: ['open-pull-request from build/main-update', 'account-for-automation 1'],
      },
    ],
  ])('denied: %s', heldAgainst('push-restriction'));

  test.each<Row>([
    [
      'who is in the group is not known',
      { restrictions: [push('main', { groups: [devs] })] },
      'push main',
      { says: notKnown, shows: ['restriction 1'], gaps: ['members devs not-offered'] },
    ],
    [
      'the group would not tell',
      { restrictions: [push('main', { groups: [devs] })], membersUnread: ['devs'] },
      'push main',
      { says: notKnown, shows: ['restriction 1'], gaps: ['members devs forbidden'] },
    ],
    [
      'the branching model was not read',
      { restrictions: [push(ofType('release'))], unread: { 'branching-model': 'forbidden' } },
      'push x',
      { says: notKnown, shows: ['restriction 1'], gaps: ['branching-model forbidden'] },
    ],
    [
      'a branch type that we do not know',
      { restrictions: [push(ofType('epic'))] },
      'push x',
      { says: notKnown, shows: ['restriction 1'], gaps: ['restriction-match 1 not-understood'] },
    ],
    [
      'the list has an entry that does not parse',
      {
        restrictions: [
          push('main', {
            gaps: [{ of: { what: 'exemptions', restriction: push('main', { id: 1 }) }, because: 'not-understood' }],
          }),
        ],
      },
      'push main',
      { says: notKnown, shows: ['restriction 1'], gaps: ['exemptions 1 not-understood'] },
    ],
    [
      'the restrictions were not read',
      { unread: { restrictions: 'forbidden' } },
      'push main',
      { says: notKnown, gaps: ['restrictions forbidden'] },
    ],
    [
      'cut short, and what was read refuses',
      { restrictions: [push('main')], unread: { restrictions: 'truncated' } },
      'push main',
      { says: notKnown, gaps: ['restrictions truncated'] },
    ],
    [
      'only what can change it is shown',
      {
        restrictions: [push('main', { groups: [devs] }), push(ofType('epic')), push('main', { groups: [leads] })],
        supplied: { leads: [] },
      },
      'push main',
      { says: notKnown, shows: ['restriction 1'], gaps: ['members devs not-offered'] },
    ],
    [
      'Pipelines may have an exception that nobody documents',
      { restrictions: [push('main', { pipelinesSourceBranches: ['main'] })] },
      'push main as pipelines',
      { says: notKnown, shows: ['restriction 1'], gaps: ['pipelines-exception 1 not-documented'] },
    ],
  ])('unknown: %s', heldAgainst('push-restriction'));

  test.each<Row>([
    [
      'that nobody documents: unknown',
      { restrictions: [push('topic')] },
      'delete topic',
      {
        says: 'unknown push-restriction-on-deletion',
        shows: ['restriction 1'],
        gaps: ['push-restriction-on-deletion not-documented'],
      },
    ],
    ['who is listed may, either way', { restrictions: [push('topic', { users: [ana] })] }, 'delete topic', 'silent'],
    [
      'where the list is not known, knowing it may settle it',
      { restrictions: [push('topic', { groups: [devs] })] },
      'delete topic',
      {
        says: 'unknown push-restriction-on-deletion',
        shows: ['restriction 1'],
        gaps: ['push-restriction-on-deletion not-documented', 'members devs not-offered'],
      },
    ],
    [
      'where the restrictions were not read',
      { unread: { restrictions: 'forbidden' } },
      'delete topic',
      { says: 'unknown push-restriction-on-deletion', gaps: ['restrictions forbidden'] },
    ],
    ['none covers', { restrictions: [push('main')] }, 'delete topic', 'silent'],
  ])('does it stop a deletion? %s', heldAgainst('push-restriction'));

  test.each<Row>([
    ['a merge has a restriction of its own', { restrictions: [push('main')] }, 'merge main', 'silent'],
    ['an access key is refused before', { restrictions: [push('main')] }, 'push main as access-key', 'silent'],
  ])('silent: %s', heldAgainst('push-restriction'));
});
