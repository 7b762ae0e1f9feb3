import { describe, expect, test } from '@jest/globals';
import {
  knownCredentialHeaders,
  noting,
  onlyCredentialHeaders,
  seenIn,
} from '../../../src/bitbucket/port/seen-credential';
import type { SeenCredential } from '../../../src/core/model';

const reply = (scopes?: string, type?: string, status = 200) => ({
  status,
  headers: {
    ...(scopes !== undefined && { 'x-oauth-scopes': scopes }),
    ...(type !== undefined && { 'x-credential-type': type }),
  },
});

describe('what replies say of the credential', () => {
  test.each<[sentence: string, ReturnType<typeof reply>[], SeenCredential | undefined]>([
    ['nothing, without headers', [reply(), reply()], undefined],
    ['nothing, where they are empty', [reply('', ''), reply(' , ', ' ')], undefined],
    [
      'an API token',
      [reply('read:repository:bitbucket, read:user:bitbucket', 'api_token')],
      { type: 'api-token', scopes: ['read:repository:bitbucket', 'read:user:bitbucket'], whole: true },
    ],
    [
      'an access token, from a refusal',
      [reply('repository, pullrequest', 'repo_access_token', 403)],
      { type: 'repository-access-token', scopes: ['pullrequest', 'repository'], whole: true },
    ],
    [
      'in other letters, another order, with commas or spaces, twice',
      [reply('Repository,account', 'Project_Access_Token'), reply('account  repository, account')],
      { type: 'project-access-token', scopes: ['account', 'repository'], whole: true },
    ],
    [
      'a kind that we have not met',
      [reply('account', 'OAuth2_access_token')],
      { otherType: 'oauth2_access_token', scopes: ['account'], whole: true },
    ],
    [
      'such a kind alone',
      [reply(undefined, 'oauth2_access_token')],
      { otherType: 'oauth2_access_token', whole: false },
    ],
    ['a kind that is no word', [reply('account', `x${'y'.repeat(60)}`)], { scopes: ['account'], whole: true }],
    [
      'two words where one kind should be',
      [reply('account', 'api_token, oauth')],
      { scopes: ['account'], whole: true },
    ],
    ['a kind alone', [reply(undefined, 'workspace_access_token')], { type: 'workspace-access-token', whole: false }],
    ['scopes that we have not met', [reply('account, repository:push')], { scopes: ['account'], whole: false }],
    ['no scope that we have met', [reply('openid profile')], undefined],
    [
      'hostile words',
      [reply('account \u001B[2J <script> __proto__ "x" '.padEnd(5000, 'x'), 'api_token\u0007')],
      { scopes: ['account'], whole: false },
    ],
    [
      'more than anybody has',
      [reply(Array.from({ length: 3000 }, (_, at) => `read:a${'b'.repeat(at)}:bitbucket`).join(' '))],
      expect.objectContaining({ whole: false }) as unknown as SeenCredential,
    ],
    [
      'two lists that differ: neither',
      [reply('account', 'api_token'), reply('repository')],
      { type: 'api-token', whole: false },
    ],
    [
      'two kinds that differ: neither',
      [reply('account', 'api_token'), reply('account', 'repo_access_token')],
      { scopes: ['account'], whole: true },
    ],
    ['not from a reply that refused the credential', [reply('account', 'api_token', 401)], undefined],
    ['not from a failure', [reply('account', 'api_token', 502), reply('account', 'api_token', 0)], undefined],
    [
      'from a reply without a repository',
      [reply('account', undefined, 404), reply()],
      { scopes: ['account'], whole: true },
    ],
  ])('%s', (_, replies, seen) => {
    expect(seenIn(replies)).toEqual(seen);
  });

  test('a port notes the replies that pass', async () => {
    const { get, credential } = noting((path) => Promise.resolve({ ...reply('account'), body: path }));
    expect(credential()).toBeUndefined();
    expect(await get('/2.0/user')).toEqual({ ...reply('account'), body: '/2.0/user' });
    expect(credential()).toEqual({ scopes: ['account'], whole: true });
  });
});

describe('the headers that are kept', () => {
  const three = {
    'x-oauth-scopes': 'account, acme-secret',
    'x-accepted-oauth-scopes': 'repository',
    'x-credential-type': 'api_token',
  };
  const headers = { ...three, 'set-cookie': 'session=1', 'x-request-id': '7' };
  test('are these three', () => {
    expect(onlyCredentialHeaders(headers)).toEqual(three);
    expect(onlyCredentialHeaders({})).toEqual({});
  });
  test('hold only words of Bitbucket where names must go', () => {
    expect(knownCredentialHeaders(headers)).toEqual({ ...three, 'x-oauth-scopes': 'account' });
    expect(knownCredentialHeaders({ 'x-credential-type': 'ana', 'x-oauth-scopes': 'acme' })).toEqual({});
  });
});
