import { describe, expect, test } from '@jest/globals';
import { bitbucketApi, type Get, type Reply } from '../../../src/bitbucket/port/port';
import { readRepositories, readRepositoryPage } from '../../../src/bitbucket/workspace/repositories';

const workspace = '{00000000-0000-4000-8000-0000000000aa}';

function always(reply: Partial<Reply>): Get {
  return () => Promise.resolve({ status: 200, headers: {}, body: undefined, ...reply });
}

const entry = { type: 'repository', uuid: '{7}', full_name: 'acme/web', mainbranch: null, project: null };

describe('a page of the repositories of a workspace', () => {
  test('holds each that has a uuid with its entry, and where to go on', async () => {
    const body = { size: 2, page: 3, values: [entry, { ...entry, uuid: undefined }, 'nothing'], next: 'x' };
    const asked: string[] = [];
    const read = await readRepositoryPage((path) => (asked.push(path), always({ body })(path)), workspace, 3);
    expect(read).toMatchObject({
      repositories: [{ repository: { fullName: 'acme/web', id: '{7}' }, body: entry }],
      size: 2,
      next: 4,
    });
    expect(asked).toEqual([`/2.0/repositories/${encodeURIComponent(workspace)}?pagelen=100&sort=created_on&page=3`]);
  });

  test.each([
    ['the last', { values: [entry] }],
    ['an empty one that leads on', { values: [], next: 'x' }],
  ])('%s leads nowhere', async (_, body) => {
    expect(await readRepositoryPage(always({ body }), workspace, 1)).not.toHaveProperty('next');
  });

  test.each([403, 404, 500, 0])('is not there after status %i', async (status) => {
    expect(await readRepositoryPage(always({ status }), workspace, 1)).toMatchObject({
      unread: { status, gap: { of: { what: 'repository' } } },
    });
  });
});

describe('the whole list of repositories', () => {
  const named = (full_name?: unknown) => ({ ...entry, full_name });

  test.each<[string, object, boolean]>([
    ['one by name', entry, true],
    ['one without a uuid', { ...entry, uuid: undefined }, true],
    ['one in other letters', named('ACME/web'), true],
    ['one without a name', named(), false],
    ['one of another workspace', named('other/web'), false],
    ['a name without a slug', named('acme'), false],
    ['a name that goes on', named('acme/web/more'), false],
    ['a name that leads elsewhere', named('acme/..'), false],
  ])('of a workspace by name: %s', async (_, one, isListed) => {
    const { items, gaps } = await readRepositories(
      { get: always({ body: { values: [one] } }), base: bitbucketApi },
      'acme',
    );
    expect([items.length, gaps.length]).toEqual(isListed ? [1, 0] : [0, 1]);
  });
});
