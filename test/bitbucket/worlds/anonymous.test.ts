import { bitbucketApi } from '../../../src/bitbucket/port/port';
import { describe, expect, test } from '@jest/globals';
import { anonymous } from '../../../src/bitbucket/worlds/anonymous';
import { readPullRequest } from '../../../src/bitbucket/pull-request/pull-request';
import { pullRequestList, recording } from '../../../src/bitbucket/worlds/recording';
import { readOpenPullRequests } from '../../../src/bitbucket/pull-request/pull-requests';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { gather } from '../../../src/core/cell/cell';
import { explainMerge } from '../../../src/core/questions/pull-request/explain-merge';
import { operations, type Facts } from '../../../src/core/model';
import { matrix } from '../../../src/core/questions/survey';
import { factsOf, names, patient, repositoryIn, savedWorld } from '../saved-worlds';

const namingFields = ['name', 'display_name', 'nickname', 'account_id', 'slug', 'full_slug', 'full_name', 'key'];
/** Words of names that are also words of anybody's branches, or Bitbucket's own. */
const anybodys = new Set([
  'main',
  'master',
  'develop',
  'release',
  'feature',
  'hotfix',
  'bugfix',
  'admin',
  'write',
  'read',
]);

/** A world as `save` makes it, with these pull requests. */
async function saved(name: string, pullRequests: number[] = []): Promise<World> {
  const world = savedWorld(name);
  const heard = recording(patient(world));
  await factsOf(world, heard.get);
  for (const id of pullRequests) await readPullRequest({ get: heard.get, base: bitbucketApi }, repositoryIn(world), id);
  return {
    ...world,
    replies: { ...heard.replies(), ...(pullRequests.length > 0 && pullRequestList(repositoryIn(world), pullRequests)) },
  };
}

/** Every name of somebody or something, and the words of it; branches aside. */
function calledIn(world: World): string[] {
  const called = new Set(Object.values(repositoryIn(world)));
  const visit = (value: unknown, of = '') => {
    if (typeof value !== 'object' || value === null) return;
    const isBranch =
      of === 'branch' ||
      (!Array.isArray(value) &&
        'name' in value &&
        ('target' in value || Reflect.get(value, 'type') === 'branch' || 'use_mainbranch' in value));
    for (const [field, inside] of Object.entries(value) as [string, unknown][]) {
      if (typeof inside !== 'string') visit(inside, field);
      else if (field === 'uuid') called.add(inside);
      else if (!isBranch && namingFields.includes(field))
        for (const word of [inside, ...wordsOf(inside)]) called.add(word);
    }
  };
  visit(world.replies);
  return [...called].map((word) => word.toLowerCase()).filter((word) => word.length > 2 && !anybodys.has(word));
}

/** The names in a text, single words as whole words, ignoring case. */
function leaks(called: string[], text: string): string[] {
  const lower = text.toLowerCase();
  const words = new Set(wordsOf(lower));
  return called.filter((name) => (/^[\p{L}\p{N}]+$/u.test(name) ? words.has(name) : lower.includes(name)));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Everybody, in the order of the replies, which does not change; surveys sort by name. */
function idsOf(facts: Facts): string[] {
  const { permissions, userGrants, projectUserGrants, restrictions, workspaceMembers, viewer } = facts;
  const people = [
    ...[...permissions.items, ...userGrants.items, ...projectUserGrants.items].map(({ person }) => person),
    ...restrictions.items.flatMap(({ users }) => users),
    ...workspaceMembers.items.map(({ person }) => person),
    ...(viewer.known ? [viewer.value] : []),
  ];
  return [...new Set(people.map(({ id }) => id))];
}

/**
 * The verdict of every cell, for every operation: by branch, then people by their order and those that no list names.
 */
function verdicts(facts: Facts): string[][][] {
  const ids = idsOf(facts);
  return operations.map((operation) => {
    const { actors, branchClass, actorClass, verdicts: of } = matrix(facts, operation);
    const order = actors.map((actor, at) => ({
      at,
      place: actor.type === 'user' ? ids.indexOf(actor.person.id) : ids.length,
    }));
    order.sort((a, b) => a.place - b.place || a.at - b.at);
    return branchClass.map((row) => order.map(({ at }) => of.at(row)?.[actorClass[at] ?? -1] ?? '-'));
  });
}

describe.each(names)('%s', (name) => {
  test('holds no name, slug, uuid, account id or key that it held', async () => {
    const world = await saved(name);
    const { world: unnamed, branchesKept } = anonymous(world);
    expect(leaks(calledIn(world), JSON.stringify(unnamed))).toEqual([]);
    expect(branchesKept).toBe(false);
  });

  test('every verdict of every cell is the same', async () => {
    const world = await saved(name);
    const before = await factsOf(world);
    const after = await factsOf(anonymous(world).world);
    expect(verdicts(after)).toEqual(verdicts(before));
  });
});

describe('with pull requests', () => {
  const all = Array.from({ length: 13 }, (_, at) => at + 1);

  test('no name is left, of nobody and nothing', async () => {
    const world = await saved('pull-requests', all);
    const text = JSON.stringify(anonymous(world).world);
    const called = calledIn(world);
    expect(called).toEqual(expect.arrayContaining(['web: end to end', 'jenkins-e2e', 'jonas-weber/web']));
    expect(
      leaks(
        [
          ...called.filter((word) => !['test', 'end', 'e2e'].includes(word)),
          'jenkins',
          'jonas-weber',
          'gebühr',
          'basket',
          'why here',
        ],
        text,
      ),
    ).toEqual([]);
    expect(text).not.toMatch(/example\.com|bitbucket\.org|title|content/);
    expect(text).toContain('"key":"build-1","name":"Build 1","state":"SUCCESSFUL"');
  });

  const ofMergeability = Array.from({ length: 22 }, (_, at) => at + 1);

  test("of Bitbucket's own word the names are replaced, and what it says stays", async () => {
    const world = await saved('mergeability', ofMergeability);
    const { world: unnamed } = anonymous(world);
    const text = JSON.stringify(unnamed);
    const called = calledIn(world);
    expect(called).toEqual(expect.arrayContaining(['licence check', 'change calendar', 'main line']));
    const anybodyElses = new Set(['test', 'end', 'lint', 'check', 'line', 'change']);
    expect(leaks([...called.filter((word) => !anybodyElses.has(word)), 'licence header', 'extension/'], text)).toEqual(
      [],
    );
    expect(text).toContain('"requirement":{"minimum_approvals":2},"observed":{"approval_count":1}');
    expect(text).toContain('"check":{"name":"App 1","id":"app-1"}');
    expect(text).toContain('"merge_queue":{"uuid":"{00000000-');
    expect(text).not.toContain('message');
  });

  test.each([
    ['pull-requests', all],
    ['mergeability', ofMergeability],
  ])('everything that the merges of %s are judged by is the same, saved and anonymous', async (name, numbers) => {
    const of = async (world: World) => {
      const facts = await factsOf(world);
      const people = idsOf(facts).map((id) => ({ id, name: '' }));
      const decisions = [];
      for (const id of numbers) {
        const read = await readPullRequest({ get: worldGet(world), base: bitbucketApi }, repositoryIn(world), id);
        if ('gap' in read) throw new Error(String(id));
        for (const person of people) {
          const {
            verdict,
            findings,
            checks = [],
            bitbucket,
          } = explainMerge(gather(facts), read.pullRequest, { actor: { type: 'user', person } });
          decisions.push([
            id,
            verdict,
            findings.map((one) => [one.rule, one.verdict, 'gaps' in one ? one.gaps.map(({ because }) => because) : []]),
            checks.map(({ is, found }) => [is, found]),
            bitbucket && [
              bitbucket.says,
              bitbucket.ours,
              bitbucket.because?.retryAfter,
              bitbucket.disagreements.length,
            ],
            bitbucket?.checks.map(({ check: { type, status }, origin }) => [type, status, origin.from]),
          ]);
        }
      }
      return decisions;
    };
    const before = await of(savedWorld(name));
    const world = await saved(name, numbers);
    expect(await of(world)).toEqual(before);
    expect(await of(anonymous(world).world)).toEqual(before);
  });

  test('only those that were saved are in it, and it says so', async () => {
    const { pullRequests } = await readOpenPullRequests(
      { get: worldGet(await saved('pull-requests', [2, 7, 9])), base: bitbucketApi },
      repositoryIn(savedWorld('pull-requests')),
      1,
      [],
    );
    expect(pullRequests.items.map(({ id, state }) => [id, state])).toEqual([
      [2, 'OPEN'],
      [7, 'MERGED'],
      [9, 'OPEN'],
    ]);
    expect(pullRequests.gaps).toEqual([{ of: { what: 'pull-requests' }, because: 'truncated' }]);
  });
});

test('the names are looked for where they stand', async () => {
  const world = await saved('ordinary-team');
  const called = calledIn(world);
  expect(called).toEqual(
    expect.arrayContaining([
      'acme',
      'web',
      'ana lovell',
      'lovell',
      'tomás vidal',
      '62f48175b263cf8c6ade7273',
      'release-managers',
      'core',
    ]),
  );
  expect(leaks(called, JSON.stringify(world))).toEqual(called);
});

const web = '/2.0/repositories/acme/web';
const ana = { uuid: '{a}', display_name: 'Ana Lovell', nickname: 'ana', account_id: 'secret' };

/** The anonymous form of one reply, as text; Ana and her workspace are in the world too. */
function unnamed(path: string, body: unknown, status = 200): string {
  const replies = {
    [web]: { status: 200, body: { full_name: 'acme/web' } },
    '/2.0/user': { status: 200, body: ana },
    [path]: { status, body },
  };
  return JSON.stringify(anonymous({ about: 'The repository of Ana', viewer: '{a}', replies }).world);
}

describe('whatever the shape, no name gets through', () => {
  const restrictions = `${web}/branch-restrictions`;
  const listed = (entry: unknown) => ({ values: [entry] });

  test.each<[string, string, unknown, status?: number]>([
    [
      'fields that are not judged by',
      web,
      { full_name: 'acme/web', description: 'Lovell', links: { self: { href: 'https://x/Lovell' } }, owner: ana },
    ],
    [
      "an error's words",
      restrictions,
      { type: 'error', error: { message: 'Lovell may not', detail: 'Lovell', data: { who: 'Lovell' } } },
      403,
    ],
    ['plain text', restrictions, '<html>Lovell</html>'],
    ['a list of texts', restrictions, ['Lovell']],
    [
      'a check of an app, and a queue',
      `${web}/pullrequests/1/mergeability/checks`,
      listed({
        type: 'custom_pre_merge_check',
        status: 'by Lovell',
        reason: 'Lovell said so',
        blocking: 'Lovell',
        queued: { by: 'Lovell' },
        check: { name: 'Lovell', id: 'lovell/check' },
        message: 'Ask Lovell',
        requirement: { lovell: 'Lovell', Lovell: 2, of: { lovell: 1 } },
        observed: ['Lovell'],
        merge_queue: { name: 'Lovell', state: 'ACTIVE' },
      }),
    ],
    [
      'a name that is an object',
      restrictions,
      listed({ kind: 'push', users: [{ uuid: '{b}', display_name: { first: 'Lovell' } }] }),
    ],
    [
      'a name that is a list',
      restrictions,
      listed({ kind: 'push', users: [{ uuid: '{b}', nickname: ['Lovell', { of: 'Lovell' }] }] }),
    ],
    ['a pattern that is an object', restrictions, listed({ kind: 'push', pattern: { of: 'Lovell' } })],
    [
      'source branches that are objects',
      restrictions,
      listed({ kind: 'push', pattern: 'main', pipelines_source_branches: [{ name: 'Lovell' }] }),
    ],
    ['a match kind that is an object', restrictions, listed({ kind: 'push', branch_match_kind: { by: 'Lovell' } })],
    ['a value that is an object', restrictions, listed({ kind: 'push', pattern: 'main', value: { by: ['Lovell'] } })],
    ['a person that is a text', restrictions, listed({ kind: 'push', pattern: 'main', users: ['Lovell'] })],
    [
      'a branch named after a person',
      `${web}/refs/branches`,
      listed({ name: 'lovell/fix', target: { author: { raw: 'Ana Lovell <ana@acme.example>' } } }),
    ],
    ['a pattern named after a person', restrictions, listed({ kind: 'push', pattern: 'feature/LOVELL-*' })],
    ['the path of a group', '/1.0/groups/acme/lovell/members', [{ ...ana, mention_id: 'Lovell' }]],
    [
      'a name that is a number',
      restrictions,
      listed({ kind: 'push', users: [{ uuid: '{b}', display_name: 7, nickname: 'Lovell' }] }),
    ],
    ['a list that is a list of lists', restrictions, listed({ kind: 'push', pattern: [['Lovell']] })],
    ['a full name without a slash', web, { full_name: 'Lovell' }],
    ['an address that is an object', `${web}/commits`, listed({ links: { html: { href: { of: 'Lovell' } } } })],
    [
      'an address of somebody',
      `${web}/commits`,
      listed({ links: { html: { href: 'https://bitbucket.org/acme/lovell' } } }),
    ],
    ['a path that is encoded badly', '/1.0/groups/acme/100%25%/members', []],
  ])('%s', (_, path, body, ...[status]) => {
    expect(leaks(['lovell', 'ana', 'acme', 'secret'], unnamed(path, body, status))).toEqual([]);
  });

  test('a match kind or pattern that cannot be read stays one', () => {
    const entry = { kind: 'push', branch_match_kind: { by: 1 }, pattern: { of: 1 }, value: null };
    expect(unnamed(restrictions, listed(entry))).toContain(
      JSON.stringify({ values: [{ kind: 'push', branch_match_kind: {}, pattern: {}, value: null }] }),
    );
  });
});

test('branches stay whole, and it says so, where new names would match otherwise', () => {
  const replies = {
    [web]: { status: 200, body: { full_name: 'acme/web' } },
    '/2.0/user': { status: 200, body: ana },
    [`${web}/refs/branches`]: { status: 200, body: { values: [{ name: 'ana/x' }, { name: 'banana/x' }] } },
    [`${web}/branch-restrictions`]: { status: 200, body: { values: [{ kind: 'push', pattern: '*ana/x' }] } },
  };
  const { world, branchesKept } = anonymous({ about: '', replies });
  expect(branchesKept).toBe(true);
  expect(world.replies['/2.0/repositories/workspace-1/repository-1/refs/branches']).toEqual({
    status: 200,
    body: { values: [{ name: 'ana/x' }, { name: 'banana/x' }] },
  });
});

test('replies that come in turn stay, each with its status and `Retry-After`, and with no other header', () => {
  const replies = {
    [web]: [
      { status: 429, headers: { 'retry-after': '7', 'x-request-by': 'Lovell' } },
      { status: 429, headers: { 'Retry-After': '8' } },
      { status: 200, body: { full_name: 'acme/web', name: 7 } },
    ],
  };
  expect(anonymous({ about: '', replies }).world.replies).toEqual({
    '/2.0/repositories/workspace-1/repository-1': [
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 429, headers: { 'retry-after': '8' } },
      { status: 200, body: { full_name: 'workspace-1/repository-1', name: 0 } },
    ],
  });
});

test('a path by uuids and one by names keep their forms', () => {
  const paths = [
    '/2.0/repositories/%7Bw%7D/%7Br%7D/refs/branches',
    '/2.0/repositories/acme/web/refs/branches',
    '/2.0/workspaces',
    '/2.0/user/workspaces',
    '/2.0/addon',
  ];
  const { world } = anonymous({ about: '', replies: Object.fromEntries(paths.map((path) => [path, { status: 404 }])) });
  expect(Object.keys(world.replies)).toEqual([
    '/2.0/repositories/{00000000-0000-4000-8000-000000000001}/{00000000-0000-4000-8000-000000000002}/refs/branches',
    '/2.0/repositories/workspace-1/repository-1/refs/branches',
    '/2.0/workspaces',
    '/2.0/user/workspaces',
    '/2.0/addon',
  ]);
});
