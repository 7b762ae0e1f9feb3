import { describe, expect, test } from '@jest/globals';
import { bitbucketApi, type Get, type Reply } from '../../../src/bitbucket/port/port';
import { readAdministered, readIsOwner } from '../../../src/bitbucket/workspace/viewer';

const workspace = '{00000000-0000-4000-8000-0000000000aa}';
const another = '{00000000-0000-4000-8000-0000000000bb}';

function always(reply: Partial<Reply>): Get {
  return () => Promise.resolve({ status: 200, headers: {}, body: undefined, ...reply });
}

describe('whether somebody administers a workspace', () => {
  test.each<[string, Partial<Reply>, boolean]>([
    ['an owner', { body: { permission: 'owner', workspace: { uuid: workspace } } }, true],
    ['an owner, without the workspace', { body: { type: 'workspace_membership', permission: 'owner' } }, true],
    ['an owner of another workspace', { body: { permission: 'owner', workspace: { uuid: another } } }, false],
    ['a member', { body: { permission: 'member', workspace: { uuid: workspace } } }, false],
    ['who may create projects', { body: { permission: 'create-project' } }, false],
    ['a word of another day', { body: { permission: 'OWNER' } }, false],
    ['no word', { body: {} }, false],
    ['an error that passes for an answer', { body: { type: 'error', permission: 'owner' } }, false],
    ['who is no member', { status: 403 }, false],
    ['who asks for what there is not', { status: 404 }, false],
    ['an endpoint that was removed', { status: 410 }, false],
  ])('%s', async (_, reply, is) => {
    expect(await readIsOwner(always(reply), workspace)).toEqual({ known: true, value: is });
  });

  test.each([0, 429, 500, 503])('is not known after status %i', async (status) => {
    expect(await readIsOwner(always({ status }), workspace)).toMatchObject({
      known: false,
      gap: { of: { what: 'viewer-permission' }, because: 'unreachable' },
    });
  });
});

interface Own {
  permission?: string;
  user?: { uuid: string };
  repository?: { uuid?: string; full_name?: string };
}

function own(at: number, permission = 'admin', more: Own = {}): Own {
  return {
    permission,
    user: { uuid: '{1}' },
    repository: { uuid: `{${String(at)}}`, full_name: `acme/repo-${String(at)}` },
    ...more,
  };
}

/** A list in pages; `filters`: what it does where it is asked for those of administrators alone. */
function listing(all: Own[], filters: 'honoured' | 'ignored' | 400 | 403): { get: Get; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    get: (path) => {
      asked.push(path);
      const { searchParams } = new URL(path, bitbucketApi);
      const isFiltered = searchParams.has('q');
      if (isFiltered && typeof filters === 'number') return always({ status: filters })(path);
      const wanted = isFiltered && filters === 'honoured' ? all.filter((one) => one.permission === 'admin') : all;
      const page = Number(searchParams.get('page') ?? 1);
      const next = page * 100 < wanted.length ? { next: `${bitbucketApi}/2.0/x?page=${String(page + 1)}` } : {};
      return always({
        body: { size: wanted.length, pagelen: 100, values: wanted.slice(page * 100 - 100, page * 100), ...next },
      })(path);
    },
  };
}

describe('the repositories that somebody administers', () => {
  const all = Array.from({ length: 250 }, (_, at) => own(at, at % 50 === 0 ? 'admin' : 'write'));
  const administered = [0, 50, 100, 150, 200].map((at) => `acme/repo-${String(at)}`);

  test.each(['honoured', 'ignored', 400, 403] as const)('are these, where a filter is %s', async (filters) => {
    const { get, asked } = listing(all, filters);
    const { items, gaps } = await readAdministered({ get, base: bitbucketApi }, workspace);
    expect(items.map(({ fullName }) => fullName)).toEqual(administered);
    expect(gaps).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(filters === 'honoured' ? 1 : 5);
  });

  test('are told by uuid and by name', async () => {
    const { get } = listing([own(1)], 'honoured');
    expect(await readAdministered({ get, base: bitbucketApi }, workspace)).toEqual({
      items: [{ fullName: 'acme/repo-1', workspace: 'acme', slug: 'repo-1', id: '{1}' }],
      gaps: [],
    });
  });

  test.each<[string, Own[], number, string[]]>([
    [
      'one without a uuid, which could be any',
      [own(1), own(2, 'admin', { repository: { full_name: 'acme/x' } })],
      1,
      ['not-understood'],
    ],
    ['one without a name', [own(2, 'admin', { repository: { uuid: '{2}' } })], 1, []],
    ['a permission that nobody knows', [own(1), own(2, 'emperor')], 1, ['not-understood']],
    ['entries of more than one person', [own(1), own(2, 'admin', { user: { uuid: '{9}' } })], 0, ['not-understood']],
    ['none', [], 0, []],
  ])('with %s', async (_, entries, count, because) => {
    const { get } = listing(entries, 'ignored');
    const { items, gaps } = await readAdministered({ get, base: bitbucketApi }, workspace);
    expect(items).toHaveLength(count);
    expect(gaps.map((gap) => gap.because)).toEqual(because);
  });

  test.each([0, 500, 404])('are not known after status %i', async (status) => {
    const { items, gaps } = await readAdministered({ get: always({ status }), base: bitbucketApi }, workspace);
    expect([items, gaps.length]).toEqual([[], 1]);
  });
});
