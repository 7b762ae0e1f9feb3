import { describe, test } from '@jest/globals';
import { ana, by, devs, merges, push } from '../facts';
import { heldAgainst, type Row } from './table';

const keyReads = {
  says: 'denies access-key-reads-only',
  shows: ['actor-documentation access-key'],
  ways: ['use-writing-credential'],
} as const;
const accessKey = { ...keyReads, shows: [...keyReads.shows], ways: [...keyReads.ways] };
const nobodyCan = 'denies nobody-can-list-it';

describe('actors that no list can name', () => {
  test.each<Row>([
    ['a push', {}, 'push topic as access-key', accessKey],
    ['a creation', {}, 'create topic as access-key', accessKey],
    ['a rewrite', {}, 'force-push topic as access-key', accessKey],
    ['a deletion', {}, 'delete topic as access-key', accessKey],
    ['a merge', {}, 'merge topic as access-key', accessKey],
    ['a tag', {}, 'push refs/tags/v1 as access-key', accessKey],
    [
      'whatever could be read',
      { unread: { restrictions: 'forbidden', permissions: 'forbidden' } },
      'push topic as access-key',
      accessKey,
    ],
  ])('an access key is read-only: %s', heldAgainst('unlistable-actor'));

  test.each<Row>([
    [
      'a repository access token',
      { restrictions: [push('main', { users: [ana] })] },
      'push main as repository-access-token',
      {
        says: nobodyCan,
        shows: ['actor-documentation repository-access-token'],
        ways: ['push-as-listed-user 1', 'account-for-automation 1'],
      },
    ],
    [
      'a project access token, creating',
      { restrictions: [push('*', { groups: [devs] })] },
      'create x as project-access-token',
      {
        says: nobodyCan,
        shows: ['actor-documentation project-access-token'],
        ways: ['push-as-listed-user 1', 'account-for-automation 1'],
      },
    ],
    [
      'a workspace access token, rewriting',
      { restrictions: [push('main')] },
      'force-push main as workspace-access-token',
      { says: nobodyCan, shows: ['actor-documentation workspace-access-token'], ways: ['account-for-automation 1'] },
    ],
    [
      'a workspace SSH key; only those that list somebody help',
      { restrictions: [push('*'), push('main', { users: [ana] })] },
      'push main as workspace-ssh-key',
      {
        says: nobodyCan,
        shows: ['actor-documentation workspace-ssh-key'],
        ways: ['push-as-listed-user 2', 'account-for-automation 2'],
      },
    ],
    [
      'an OAuth client, merging',
      { restrictions: [merges('main', { users: [ana] })] },
      'merge main as oauth-client',
      {
        says: nobodyCan,
        shows: ['actor-documentation oauth-client'],
        ways: ['push-as-listed-user 1', 'account-for-automation 1'],
      },
    ],
    [
      'Pipelines without source branches',
      { restrictions: [push('main', { users: [ana] })] },
      'push main as pipelines',
      {
        says: nobodyCan,
        shows: ['actor-documentation pipelines'],
        ways: ['push-as-listed-user 1', 'account-for-automation 1'],
      },
    ],
    [
      'a Forge app, as source branches are for Pipelines alone',
      { restrictions: [push('main', { pipelinesSourceBranches: ['x'] })] },
      'push main as forge-app',
      { says: nobodyCan, shows: ['actor-documentation forge-app'], ways: ['account-for-automation 1'] },
    ],
    [
      'a Forge app, whatever was not read',
      { restrictions: [push('main')], unread: { restrictions: 'truncated' } },
      'create main as forge-app',
      { says: nobodyCan, shows: ['actor-documentation forge-app'], ways: ['account-for-automation 1'] },
    ],
    [
      'though not all restrictions were read',
      { restrictions: [push('main')], unread: { restrictions: 'truncated' } },
      'push main as oauth-client',
      { says: nobodyCan, shows: ['actor-documentation oauth-client'], ways: ['account-for-automation 1'] },
    ],
  ])('a list that covers the branch refuses %s', heldAgainst('unlistable-actor'));

  test.each<Row>([
    ['no list covers the branch', { restrictions: [push('main')] }, 'push topic as oauth-client', 'silent'],
    ['a list may cover it', { restrictions: [push(by('regex'))] }, 'push topic as oauth-client', 'silent'],
    [
      'Pipelines may have an exception',
      { restrictions: [push('main', { pipelinesSourceBranches: ['x'] })] },
      'push main as pipelines',
      'silent',
    ],
    [
      'a restriction that was not read may have one for Pipelines',
      { restrictions: [push('main')], unread: { restrictions: 'truncated' } },
      'push main as pipelines',
      'silent',
    ],
    [
      'deletion is kept to no list that is documented',
      { restrictions: [push('topic')] },
      'delete topic as oauth-client',
      'silent',
    ],
    ['a person can be listed', { restrictions: [push('main')] }, 'push main', 'silent'],
  ])('silent: %s', heldAgainst('unlistable-actor'));
});
