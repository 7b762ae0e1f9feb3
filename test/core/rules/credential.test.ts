import { describe, test } from '@jest/globals';
import { push } from '../facts';
import { heldAgainst, type Row } from './table';

const gone = { says: 'denies credential-removed', ways: ['make-api-token', 'make-ssh-key'] } as const;
const appPassword = { ...gone, shows: ['credential-removed app-password'], ways: [...gone.ways] };
const password = { ...gone, shows: ['credential-removed password'], ways: [...gone.ways] };

describe('a credential that Bitbucket no longer takes', () => {
  test.each<Row>([
    ['an app password cannot push', {}, 'push topic with app-password', appPassword],
    ['nor create', {}, 'create topic with app-password', appPassword],
    ['nor force-push', {}, 'force-push topic with app-password', appPassword],
    ['nor delete', {}, 'delete topic with app-password', appPassword],
    ['nor merge', {}, 'merge topic with app-password', appPassword],
    ['an account password neither', {}, 'push topic with password', password],
    ['not even to a tag', {}, 'push refs/tags/v1 with password', password],
    [
      'whoever is listed',
      { restrictions: [push('*')], unread: { permissions: 'forbidden' } },
      'push topic with password',
      password,
    ],
    ['a personal SSH key says nothing', {}, 'push topic with ssh', 'silent'],
    ['an API token says nothing: its scopes are not checked', {}, 'push topic with api-token', 'silent'],
    ['an OAuth grant says nothing', {}, 'push topic with oauth', 'silent'],
    ['the web session says nothing', {}, 'merge topic with web', 'silent'],
    ['left out, it is not considered', {}, 'push topic', 'silent'],
  ])('%s', heldAgainst('credential'));
});
