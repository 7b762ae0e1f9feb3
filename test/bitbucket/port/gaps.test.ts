import { describe, expect, test } from '@jest/globals';
import { gapFrom } from '../../../src/bitbucket/port/gaps';
import type { Because, Resource, Unknown } from '../../../src/core/model';
import { reply } from '../saved-worlds';

const resources: Resource[] = [
  'repository',
  'project',
  'main-branch',
  'restrictions',
  'branching-model',
  'permissions',
  'user-grants',
  'group-grants',
  'project-user-grants',
  'project-group-grants',
  'workspace-members',
  'viewer',
  'viewer-permission',
  'branches',
];

/**
 * Status, why a resource is not known, and why the members of a group (the 1.0 endpoint) are not, where that differs.
 */
const statuses: [status: number, because: Because, members?: Because][] = [
  [0, 'unreachable'],
  [200, 'not-understood'],
  [204, 'not-understood'],
  [302, 'not-understood'],
  [400, 'not-understood', 'not-offered'],
  [401, 'forbidden'],
  [403, 'forbidden'],
  [404, 'not-found', 'not-offered'],
  [405, 'not-understood'],
  [410, 'not-offered'],
  [418, 'not-understood'],
  [429, 'unreachable'],
  [500, 'unreachable'],
  [502, 'unreachable'],
  [503, 'unreachable'],
  [599, 'unreachable'],
];

describe.each(resources)('%s', (what) => {
  test.each(statuses)('%i: %s', (status, because) => {
    expect(gapFrom({ what }, reply(status))).toMatchObject({ of: { what }, because });
  });
});

describe('the members of a group', () => {
  test.each(statuses)('%i: %s, or %s', (status, because, members = because) => {
    const of: Unknown = { what: 'members', group: 'devs' };
    expect(gapFrom(of, reply(status))).toMatchObject({ of, because: members });
  });
});

test.each([
  [0, undefined],
  [200, undefined],
  [403, 403],
  [503, 503],
])('the status %i is reported as %s', (status, reported) => {
  expect(gapFrom({ what: 'restrictions' }, reply(status)).status).toBe(reported);
});

describe('a 403 over scopes says which were required and which were granted', () => {
  const detail = (of: unknown) => ({
    type: 'error',
    error: { message: 'Your credentials lack one or more required privilege scopes.', detail: of },
  });

  test.each<[string, unknown, { required?: string[]; granted?: string[] }]>([
    [
      'lists',
      detail({ required: ['repository:admin'], granted: ['repository', 'account'] }),
      { required: ['repository:admin'], granted: ['repository', 'account'] },
    ],
    [
      'texts',
      detail({ required: 'admin:repository:bitbucket', granted: 'read:repository:bitbucket' }),
      { required: ['admin:repository:bitbucket'], granted: ['read:repository:bitbucket'] },
    ],
    ['only the required ones', detail({ required: ['project'] }), { required: ['project'] }],
    ['none granted', detail({ required: ['project'], granted: [] }), { required: ['project'], granted: [] }],
    ['a detail that is a text', detail('You must be an administrator.'), {}],
    ['scopes that are numbers', detail({ required: 7 }), {}],
    [
      'words that are no scopes',
      detail({ required: ['Bearer ATCTT3xFfGN0', 'project'], granted: ['x y'] }),
      { required: ['project'], granted: [] },
    ],
    ['only words that are no scopes', detail({ required: ['Bearer ATCTT3xFfGN0'] }), {}],
    ['no detail', { type: 'error', error: { message: 'Access denied. You must have admin access.' } }, {}],
    ['plain text', 'Forbidden', {}],
    ['nothing', undefined, {}],
  ])('%s', (_, body, scopes) => {
    expect(gapFrom({ what: 'user-grants' }, reply(403, body))).toEqual({
      of: { what: 'user-grants' },
      because: 'forbidden',
      status: 403,
      ...scopes,
    });
  });
});

describe('where the body of a 403 does not say it, its headers tell the scope that was wanted', () => {
  test.each<[sentence: string, accepted: string, scopes: string, required: string | undefined, more?: object]>([
    ['one, which is lacking', 'repository:admin', 'account, repository', 'repository:admin'],
    [
      'one in each vocabulary',
      'repository:admin, admin:repository:bitbucket',
      'read:repository:bitbucket',
      'admin:repository:bitbucket',
    ],
    ['it has it: the refusal is about something else', 'repository', 'account, repository', undefined],
    ['it has one that grants it', 'repository', 'repository:write', undefined],
    ['it takes several, any of them or all', 'account, project', 'account', undefined],
    ['which it has was not told', 'repository:admin', '', undefined],
    ['nor in full', 'repository:admin', 'account, repository:push', undefined],
    ['what it takes is no scope that we know', 'repository:own', 'account', undefined],
    ['nothing', '', 'account', undefined],
    ['hostile words', '\u001B[2J', 'account', undefined],
    [
      'the body says it: that holds',
      'repository:admin',
      'account',
      'project',
      { type: 'error', error: { detail: { required: ['project'] } } },
    ],
  ])('%s', (...row) => {
    const [, accepted, scopes, required, body] = row;
    const headers = { 'x-accepted-oauth-scopes': accepted, 'x-oauth-scopes': scopes };
    const gap = gapFrom({ what: 'restrictions' }, reply(403, body, headers));
    expect(gap.required).toEqual(required === undefined ? undefined : [required]);
    expect(gapFrom({ what: 'restrictions' }, reply(404, undefined, headers)).required).toBeUndefined();
  });
});

describe('how long Bitbucket asks to wait', () => {
  const after = (status: number, retryAfter: string) =>
    gapFrom({ what: 'restrictions' }, { ...reply(status), headers: { 'retry-after': retryAfter } }).retryAfter;
  const inAMinute = () => new Date(Date.now() + 60_000).toUTCString();

  test.each<[status: number, header: string, seconds: number | undefined]>([
    [429, '3600', 3600],
    [503, '7', 7],
    [429, '0.2', 1],
    [429, '0', undefined],
    [429, '-5', undefined],
    [429, '', undefined],
    [429, 'soon', undefined],
    [429, '1e400', undefined],
    [429, 'Wed, 21 Oct 2015 07:28:00 GMT', undefined],
    [403, '60', undefined],
    [200, '60', undefined],
  ])('%i with %j: %s', (status, header, seconds) => {
    expect(after(status, header)).toBe(seconds);
  });

  test('until a moment', () => {
    expect(after(429, inAMinute())).toBeGreaterThanOrEqual(58);
    expect(after(429, inAMinute())).toBeLessThanOrEqual(60);
  });
});
