import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { behindOf, type Commit } from '../../../src/bitbucket/pull-request/commits';
import type { Get } from '../../../src/bitbucket/port/port';
import { everyPart, readPullRequest } from '../../../src/bitbucket/pull-request/pull-request';
import { readOpenPullRequests } from '../../../src/bitbucket/pull-request/pull-requests';
import { worldGet, type SavedReply, type World } from '../../../src/bitbucket/worlds/world';
import type { Part, PullRequestFacts } from '../../../src/core/pull-request';
import { reply, savedWorld } from '../saved-worlds';

const web = '/2.0/repositories/acme/web';
const place = { workspace: 'acme', slug: 'web' };
const base = 'https://api.bitbucket.org';
const own = { uuid: '{web}', full_name: 'acme/web' };
const ben = { uuid: '{ben}', display_name: 'Ben' };
const cem = { uuid: '{cem}', display_name: 'Cem' };
const [head, tip] = ['a'.repeat(40), 'b'.repeat(40)];

const object = {
  id: 7,
  title: 'A change',
  state: 'OPEN',
  draft: false,
  author: { uuid: '{tom}', display_name: 'Tom' },
  source: { branch: { name: 'topic' }, commit: { hash: head.slice(0, 12) }, repository: own },
  destination: { branch: { name: 'main' }, repository: own },
  participants: [],
  task_count: 0,
};

const list = (...values: unknown[]): SavedReply => ({ status: 200, body: { values } });
const ordinary: World['replies'] = {
  [`${web}/pullrequests/7`]: { status: 200, body: object },
  [`${web}/pullrequests/7/comments`]: list(),
  [`${web}/pullrequests/7/statuses`]: list(),
  [`${web}/pullrequests/7/tasks`]: list(),
  [`${web}/pullrequests/7/commits`]: list({ hash: head, parents: [{ hash: tip }] }),
  [`${web}/pullrequests/7/mergeability/checks`]: list({
    type: 'pullrequest_state_check',
    status: 'PASSED',
    required: true,
    blocking: false,
    state: 'OPEN',
  }),
  [`${web}/effective-default-reviewers`]: list(),
  [`${web}/refs/branches`]: list({ name: 'main', target: { hash: tip } }, { name: 'topic', target: { hash: head } }),
  [`${web}/commits`]: list({ hash: tip, parents: [] }),
};

/** The pull request, with some replies replaced. */
function read(replies: World['replies'] = {}, parts: readonly Part[] = everyPart) {
  return readPullRequest({ get: worldGet({ about: '', replies: { ...ordinary, ...replies } }), base }, place, 7, parts);
}

async function known(replies?: World['replies'], parts?: readonly Part[]): Promise<PullRequestFacts> {
  const result = await read(replies, parts);
  if ('gap' in result) throw new Error(JSON.stringify(result));
  return result.pullRequest;
}

/** The object itself, changed. */
function changed(change: object): World['replies'] {
  return { [`${web}/pullrequests/7`]: { status: 200, body: { ...object, ...change } } };
}

test('an ordinary one is read whole', async () => {
  expect(await known()).toEqual({
    id: 7,
    title: 'A change',
    state: 'OPEN',
    draft: { known: true, value: false },
    author: { id: '{tom}', name: 'Tom' },
    source: { branch: 'topic', commit: head.slice(0, 12) },
    destination: { branch: 'main' },
    participants: { items: [], gaps: [] },
    sourceBranch: { known: true, value: true },
    openTasks: { known: true, value: 0 },
    defaultReviewers: { items: [], gaps: [] },
    builds: { items: [], gaps: [] },
    openComments: { known: true, value: 0 },
    behind: { known: true, value: 0 },
    mergeability: {
      items: [{ type: 'pullrequest_state_check', status: 'PASSED', required: true, blocking: false, state: 'OPEN' }],
      gaps: [],
    },
  });
});

describe('where the changes come from', () => {
  const source = (change: object) => changed({ source: { ...object.source, ...change } });
  const fork = { uuid: '{fork}', full_name: 'tom/web' };
  const nowhere = 'unknown not-offered';
  test.each<[sentence: string, World['replies'], PullRequestFacts['source'], there: string]>([
    ['the same repository', {}, { branch: 'topic' }, 'there'],
    [
      'the same repository, renamed since',
      source({ repository: { uuid: '{web}', full_name: 'acme/old' } }),
      { branch: 'topic' },
      'there',
    ],
    [
      'the same by name alone, whatever its case',
      source({ repository: { full_name: 'Acme/Web' } }),
      { branch: 'topic' },
      'there',
    ],
    [
      'a fork, whose branches are not looked for here',
      source({ repository: fork }),
      { branch: 'topic', fork: 'tom/web' },
      nowhere,
    ],
    ['a fork without a name', source({ repository: { uuid: '{fork}' } }), { branch: 'topic', fork: '{fork}' }, nowhere],
    ['a fork that is gone', source({ repository: null }), { branch: 'topic', fork: null }, nowhere],
    [
      'a fork that is gone, with its branch',
      source({ repository: null, branch: null }),
      { branch: null, fork: null },
      nowhere,
    ],
    ['a branch without a name', source({ branch: null }), { branch: null }, nowhere],
    [
      'a branch that is gone',
      { [`${web}/refs/branches`]: list({ name: 'main' }, { name: 'topic2' }) },
      { branch: 'topic' },
      'gone',
    ],
    [
      'branches that cannot be read',
      { [`${web}/refs/branches`]: { status: 500 } },
      { branch: 'topic' },
      'unknown unreachable',
    ],
    [
      'branches of which one cannot be made out',
      { [`${web}/refs/branches`]: list({ name: 'main' }, 7) },
      { branch: 'topic' },
      'unknown not-understood',
    ],
  ])('%s', async (_, replies, expected, there) => {
    const { source: found, sourceBranch } = await known(replies);
    expect(found).toEqual({ ...expected, commit: head.slice(0, 12) });
    expect(sourceBranch.known ? (sourceBranch.value ? 'there' : 'gone') : `unknown ${sourceBranch.gap.because}`).toBe(
      there,
    );
  });

  test('its branch is asked for by name, whatever the name holds', async () => {
    const name = 'a"b\\c&d';
    const asked: string[] = [];
    const bare = worldGet({ about: '', replies: { ...ordinary, ...source({ branch: { name } }) } });
    await readPullRequest({ get: (path) => (asked.push(path), bare(path)), base }, place, 7);
    const [query] = asked
      .filter((path) => path.includes('/refs/branches'))
      .map((path) => new URL(path, base).searchParams.get('q'));
    expect(query).toBe('name="a\\"b\\\\c&d" OR name="main"');
  });
});

describe('what the object itself says', () => {
  test.each<[sentence: string, change: object, expected: Partial<PullRequestFacts>]>([
    ['a draft', { draft: true }, { draft: { known: true, value: true } }],
    ['an old reply knows no drafts', { draft: undefined }, { draft: { known: true, value: false } }],
    [
      'a draft by a word',
      { draft: 'yes' },
      { draft: { known: false, gap: { of: { what: 'draft' }, because: 'not-understood' } } },
    ],
    ['a state that is new to us stays', { state: 'QUEUED' }, { state: 'QUEUED' }],
    ['an author that is gone', { author: null }, { author: null }],
    ['an author without uuid', { author: { display_name: 'Former user' } }, { author: null }],
    ['no title', { title: null }, { title: '' }],
    ['no number', { id: undefined }, { id: 7 }],
    ['open tasks', { task_count: 3 }, { openTasks: { known: true, value: 3 } }],
    [
      'no participants are listed',
      { participants: undefined },
      { participants: { items: [], gaps: [{ of: { what: 'participants' }, because: 'not-understood' }] } },
    ],
  ])('%s', async (_, change, expected) => {
    expect(await known(changed(change))).toMatchObject(expected);
  });

  test('who takes part, and what they say', async () => {
    const { participants } = await known(
      changed({
        participants: [
          { user: ben, role: 'REVIEWER', approved: true, state: 'approved' },
          { user: cem, role: 'PARTICIPANT', approved: true },
          { user: { uuid: '{dea}' }, role: 'REVIEWER', approved: false, state: 'changes_requested' },
          { user: { uuid: '{eve}' }, role: 'REVIEWER', approved: false, state: null },
          { role: 'REVIEWER', approved: true },
        ],
      }),
    );
    expect(participants).toEqual({
      items: [
        { person: { id: '{ben}', name: 'Ben' }, reviewer: true, says: 'approved' },
        { person: { id: '{cem}', name: 'Cem' }, reviewer: false, says: 'approved' },
        { person: { id: '{dea}', name: '{dea}' }, reviewer: true, says: 'changes-requested' },
        { person: { id: '{eve}', name: '{eve}' }, reviewer: true },
      ],
      gaps: [{ of: { what: 'participants' }, because: 'not-understood' }],
    });
  });

  test.each<[sentence: string, participant: unknown, whole: boolean]>([
    ['says nothing', { user: null, role: 'PARTICIPANT', approved: false, state: null }, true],
    ['says nothing, and nothing is known of it', { role: 'REVIEWER' }, true],
    ['approved', { user: null, role: 'REVIEWER', approved: true, state: 'approved' }, false],
    ['asks for changes', { user: null, role: 'REVIEWER', approved: false, state: 'changes_requested' }, false],
    ['says what is new to us', { user: null, role: 'REVIEWER', approved: false, state: 'blessed' }, false],
  ])('an account that is gone %s', async (_, participant, whole) => {
    const { participants } = await known(changed({ participants: [{ user: ben, approved: true }, participant] }));
    expect(participants.items).toEqual([{ person: { id: '{ben}', name: 'Ben' }, reviewer: false, says: 'approved' }]);
    expect(participants.gaps).toEqual(whole ? [] : [{ of: { what: 'participants' }, because: 'not-understood' }]);
  });

  test('a participant in an unfamiliar state may want changes', async () => {
    const { participants } = await known(
      changed({ participants: [{ user: ben, role: 'REVIEWER', approved: true, state: 'blessed' }] }),
    );
    expect(participants).toEqual({
      items: [{ person: { id: '{ben}', name: 'Ben' }, reviewer: true, says: 'approved' }],
      gaps: [{ of: { what: 'participants' }, because: 'not-understood' }],
    });
  });

  test.each<[sentence: string, status: number, body: unknown, because: string]>([
    ['it does not exist', 404, {}, 'not-found'],
    ['it may not be read', 403, {}, 'forbidden'],
    ['the credential is refused', 401, {}, 'forbidden'],
    ['Bitbucket fails', 500, {}, 'unreachable'],
    ['HTML', 200, '<html>', 'not-understood'],
    ['a list', 200, [object], 'not-understood'],
    ['nothing', 200, undefined, 'not-understood'],
    ['another one', 200, { ...object, id: 8 }, 'not-understood'],
    ['no state', 200, { ...object, state: undefined }, 'not-understood'],
    ['no source', 200, { ...object, source: undefined }, 'not-understood'],
    ['a destination without branch', 200, { ...object, destination: { repository: own } }, 'not-understood'],
    [
      'a source without a repository',
      200,
      { ...object, source: { ...object.source, repository: undefined } },
      'not-understood',
    ],
    [
      'a source that cannot be compared with the destination',
      200,
      {
        ...object,
        source: { ...object.source, repository: { uuid: '{web}' } },
        destination: { ...object.destination, repository: { full_name: 'acme/web' } },
      },
      'not-understood',
    ],
    [
      'a source repository by another shape',
      200,
      { ...object, source: { ...object.source, repository: 'acme/web' } },
      'not-understood',
    ],
  ])('there is none: %s', async (_, status, body, because) => {
    expect(await read({ [`${web}/pullrequests/7`]: { status, body } })).toMatchObject({
      gap: { of: { what: 'pull-request' }, because },
    });
  });
});

describe('tasks, where the object does not count them', () => {
  const uncounted = changed({ task_count: undefined });
  test.each<[sentence: string, reply: SavedReply, tasks: number | string]>([
    ['none', list(), 0],
    ['open and resolved', list({ state: 'UNRESOLVED' }, { state: 'RESOLVED' }, { state: 'UNRESOLVED' }), 2],
    ['pending ones are seen by their author alone', list({ state: 'UNRESOLVED', pending: true }), 0],
    ['one that cannot be made out', list({ state: 'RESOLVED' }, {}), 'not-understood'],
    ['one that cannot be made out beside an open one', list({ state: 'UNRESOLVED' }, {}), 1],
    ['they may not be read', { status: 403 }, 'forbidden'],
  ])('%s', async (_, tasks, expected) => {
    const { openTasks } = await known({ ...uncounted, [`${web}/pullrequests/7/tasks`]: tasks });
    expect(openTasks.known ? openTasks.value : openTasks.gap.because).toBe(expected);
  });

  test('where it does, they are not asked for', async () => {
    expect((await known({ [`${web}/pullrequests/7/tasks`]: { status: 500 } })).openTasks).toEqual({
      known: true,
      value: 0,
    });
  });
});

describe('open comments', () => {
  const inline = { path: 'src/till.ts' };
  test.each<[sentence: string, reply: SavedReply, comments: number | string]>([
    ['none', list(), 0],
    ['one', list({ id: 1, inline }), 1],
    ['on the pull request as a whole, which nobody can resolve', list({ id: 1 }), 'not-documented'],
    ['so too where that is said', list({ id: 1, inline: null }), 'not-documented'],
    ['beside one on the diff', list({ id: 1 }, { id: 2, inline }), 1],
    ['resolved after all', list({ id: 1, resolution: { type: 'comment_resolution' } }), 0],
    ['resolved', list({ id: 1, inline, resolution: { type: 'comment_resolution' } }), 0],
    ['deleted', list({ id: 1, inline, deleted: true }), 0],
    ['pending', list({ id: 1, inline, pending: true }), 0],
    ['an answer is no thread', list({ id: 1, inline }, { id: 2, inline, parent: { id: 1 } }), 1],
    ['nothing is said of a resolution', list({ id: 1, inline, resolution: null, parent: null }), 1],
    ['an entry that is none', list('x'), 'not-understood'],
    ['they may not be read', { status: 403 }, 'forbidden'],
    ['there are none by that path', { status: 404 }, 'not-found'],
  ])('%s', async (_, comments, expected) => {
    const { openComments } = await known({ [`${web}/pullrequests/7/comments`]: comments });
    expect(openComments.known ? openComments.value : openComments.gap.because).toBe(expected);
  });
});

describe('builds', () => {
  const at = (minute: number) => ({ updated_on: `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z` });
  const onCommit = (hash: string) => ({ links: { commit: { href: `${base}${web}/commit/${hash}` } } });
  test.each<[sentence: string, reply: SavedReply, builds: string[]]>([
    ['by name and state', list({ key: 'a', name: 'Tests', state: 'SUCCESSFUL' }), ['Tests SUCCESSFUL']],
    ['a state that is new to us stays', list({ key: 'a', name: 'Tests', state: 'QUEUED' }), ['Tests QUEUED']],
    ['without a name, by key', list({ key: 'a', state: 'FAILED' }), ['a FAILED']],
    [
      'a build that ran again counts once, by its newest word',
      list({ key: 'a', name: 'T', state: 'FAILED', ...at(1) }, { key: 'a', name: 'T', state: 'SUCCESSFUL', ...at(2) }),
      ['T SUCCESSFUL'],
    ],
    [
      'in whatever order they come',
      list({ key: 'a', name: 'T', state: 'SUCCESSFUL', ...at(2) }, { key: 'a', name: 'T', state: 'FAILED', ...at(1) }),
      ['T SUCCESSFUL'],
    ],
    [
      'without a time the last holds',
      list({ key: 'a', name: 'T', state: 'FAILED' }, { key: 'a', name: 'T', state: 'SUCCESSFUL' }),
      ['T SUCCESSFUL'],
    ],
    [
      'without a key each is its own',
      list({ name: 'T', state: 'FAILED' }, { name: 'T', state: 'SUCCESSFUL' }),
      ['T FAILED', 'T SUCCESSFUL'],
    ],
    ['of the newest commit', list({ key: 'a', name: 'T', state: 'FAILED', ...onCommit(head) }), ['T FAILED']],
    ['not of another commit', list({ key: 'a', name: 'T', state: 'SUCCESSFUL', ...onCommit(tip) }), []],
    [
      'not of another commit, named beside',
      list({ key: 'a', name: 'T', state: 'SUCCESSFUL', commit: { hash: tip } }),
      [],
    ],
    [
      'an older one of another commit does not hide it',
      list(
        { key: 'a', name: 'T', state: 'FAILED', ...onCommit(head), ...at(1) },
        { key: 'a', name: 'T', state: 'SUCCESSFUL', ...onCommit(tip), ...at(9) },
      ),
      ['T FAILED'],
    ],
    ['one without a state', list({ key: 'a', name: 'T' }), ['? not-understood']],
    ['they may not be read', { status: 403 }, ['? forbidden']],
    ['Bitbucket fails', { status: 500 }, ['? unreachable']],
  ])('%s', async (_, statuses, expected) => {
    const { builds } = await known({ [`${web}/pullrequests/7/statuses`]: statuses });
    expect([
      ...builds.items.map(({ name, state }) => `${name} ${state}`),
      ...builds.gaps.map(({ because }) => `? ${because}`),
    ]).toEqual(expected);
  });
});

test('where the commit of the builds is not known, none counts', async () => {
  const statuses = list({ key: 'a', name: 'T', state: 'SUCCESSFUL' });
  const { builds } = await known({
    ...changed({ source: { ...object.source, commit: null } }),
    [`${web}/pullrequests/7/statuses`]: statuses,
  });
  expect(builds).toEqual({ items: [], gaps: [{ of: { what: 'builds' }, because: 'not-understood' }] });
});

describe('default reviewers', () => {
  test.each<[sentence: string, reply: SavedReply, names: string[], gaps: string[]]>([
    ['with where they come from', list({ type: 'default_reviewer', reviewer_type: 'project', user: ben }), ['Ben'], []],
    ['as people alone', list(ben, cem), ['Ben', 'Cem'], []],
    ['one that cannot be made out', list({ user: ben }, { user: {} }), ['Ben'], ['not-understood']],
    ['they may not be read', { status: 403 }, [], ['forbidden']],
    ['a server that has no such list', { status: 404 }, [], ['not-found']],
  ])('%s', async (_, reviewers, names, gaps) => {
    const { defaultReviewers } = await known({ [`${web}/effective-default-reviewers`]: reviewers });
    expect([
      defaultReviewers.items.map(({ name }) => name),
      defaultReviewers.gaps.map(({ because }) => because),
    ]).toEqual([names, gaps]);
  });
});

describe('only what is asked for is read', () => {
  test.each<[parts: Part[], asked: string[]]>([
    [[], ['pullrequests/7']],
    [['sourceBranch'], ['pullrequests/7', 'refs/branches']],
    [['builds'], ['pullrequests/7', 'pullrequests/7/statuses']],
    [['behind'], ['commits', 'pullrequests/7', 'pullrequests/7/commits', 'refs/branches']],
    [
      [...everyPart],
      [
        'commits',
        'effective-default-reviewers',
        'pullrequests/7',
        'pullrequests/7/comments',
        'pullrequests/7/commits',
        'pullrequests/7/mergeability/checks',
        'pullrequests/7/statuses',
        'refs/branches',
      ],
    ],
  ])('%j', async (parts, expected) => {
    const asked: string[] = [];
    const bare = worldGet({ about: '', replies: ordinary });
    await readPullRequest({ get: (path) => (asked.push(path), bare(path)), base }, place, 7, parts);
    expect(asked.map((path) => path.replace(/\?.*/, '').slice(web.length + 1)).sort()).toEqual(expected);
  });

  test('a part that was not requested is a gap, never empty', async () => {
    const { sourceBranch, builds, openComments, defaultReviewers, behind, mergeability } = await known({}, []);
    for (const fact of [sourceBranch, openComments, behind]) expect(fact.known).toBe(false);
    for (const { gaps } of [builds, defaultReviewers, mergeability]) expect(gaps).toHaveLength(1);
  });
});

test.each<[string, (path: string) => boolean]>([
  ['at everything', () => true],
  ['at the pull request', (path) => path.endsWith('/pullrequests/7')],
  ['at the comments', (path) => path.includes('/comments')],
  ['at the branches', (path) => path.includes('/refs/branches')],
  ["at Bitbucket's own word", (path) => path.includes('/mergeability/')],
  ['at the commits', (path) => path.includes('/commits')],
])('what the port throws %s is thrown once, and leaves no rejection behind', async (_, throws) => {
  const error = new Error('Authentication Required');
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const bare = worldGet({ about: '', replies: ordinary });
  const get: Get = async (path) => {
    if (throws(path)) throw error;
    await new Promise(setImmediate);
    return bare(path);
  };
  await expect(readPullRequest({ get, base }, place, 7)).rejects.toBe(error);
  await new Promise((done) => setTimeout(done, 20));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

/** Histories by their commits, oldest first: each has the numbers of its parents. The last two are the heads. */
type History = number[][];

function hashOf(number: number): string {
  return (number + 1).toString(16).padStart(4, '0').padEnd(40, '0');
}

/** All ancestors of a commit, itself included: the oracle. */
function reach(history: History, from: number): Set<number> {
  const reached = new Set<number>();
  const queue = [from];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    queue.push(...(history[next] ?? []));
  }
  return reached;
}

function listed(history: History, numbers: Iterable<number>): { items: Commit[]; gaps: [] } {
  return {
    items: [...numbers].map((one) => ({ hash: hashOf(one), parents: (history[one] ?? []).map(hashOf) })),
    gaps: [],
  };
}

const histories: fc.Arbitrary<History> = fc
  .array(fc.tuple(fc.nat(3), fc.nat(5), fc.nat(3)), { minLength: 2, maxLength: 24 })
  .map((drawn) =>
    drawn.map(([back, further, kind], at) =>
      at === 0 || kind === 3
        ? []
        : [...new Set([at - 1 - (back % at), ...(kind === 0 ? [at - 1 - (further % at)] : [])])],
    ),
  );

describe('how many commits of the destination the source lacks', () => {
  const minus = (a: Set<number>, b: Set<number>) => [...a].filter((one) => !b.has(one));

  test('counts the commits that the source cannot reach, for any history and however little of the filter is applied', () => {
    let [merges, lacking] = [0, 0];
    fc.assert(
      fc.property(
        histories,
        fc.nat(),
        fc.nat(),
        fc.subarray([...Array(24).keys()]),
        fc.boolean(),
        (history, a, b, others, short) => {
          const [source, destination] = [a % history.length, b % history.length];
          const [inSource, inDestination] = [reach(history, source), reach(history, destination)];
          const missed = minus(inDestination, inSource);
          const ahead = listed(history, minus(inSource, inDestination));
          const head = short ? hashOf(source).slice(0, 12) : hashOf(source);
          const says = (given: Iterable<number>, tip?: string) => behindOf(listed(history, given), ahead, head, tip);
          const expected = { known: true, value: missed.length };
          if (history.some((parents) => parents.length > 1)) merges++;
          if (missed.length > 0) lacking++;
          expect(says(missed)).toEqual(expected);
          expect(says(missed, hashOf(destination))).toEqual(expected);
          expect(says(inDestination)).toEqual(expected);
          expect(says(inDestination, hashOf(destination))).toEqual(expected);
          // A saved world also gives what was saved for other pull requests into the same branch.
          const another = others
            .filter((one) => one < history.length)
            .map((one) => minus(inDestination, reach(history, one)));
          expect(says(new Set([...missed, ...another.flat()]), hashOf(destination))).toEqual(expected);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(Math.min(merges, lacking)).toBeGreaterThan(200);
  });

  const line = listed([[], [0], [1], [2]], [0, 1, 2, 3]);
  test.each<[sentence: string, ...Parameters<typeof behindOf>, expected: number | string]>([
    [
      'a list cut short',
      { ...line, gaps: [{ of: { what: 'behind' }, because: 'truncated' }] },
      { items: [], gaps: [] },
      hashOf(1),
      hashOf(3),
      'truncated',
    ],
    [
      'its own commits cannot be read',
      line,
      { items: [], gaps: [{ of: { what: 'behind' }, because: 'forbidden' }] },
      hashOf(1),
      hashOf(3),
      'forbidden',
    ],
    ['the branch has moved since', line, { items: [], gaps: [] }, hashOf(1), 'f'.repeat(40), 'not-understood'],
    [
      'nothing is missed, but neither is the newest commit there',
      { items: [], gaps: [] },
      { items: [], gaps: [] },
      hashOf(1),
      hashOf(3),
      'not-understood',
    ],
    [
      'the source stands where the destination does, by 12 letters',
      { items: [], gaps: [] },
      { items: [], gaps: [] },
      tip.slice(0, 12),
      tip,
      0,
    ],
  ])('%s', (_, missed, ahead, source, destination, expected) => {
    const counted = behindOf(missed, ahead, source, destination);
    expect(counted.known ? counted.value : counted.gap.because).toBe(expected);
  });

  test('beyond two pages it is not counted', async () => {
    const many = Array.from({ length: 201 }, (_, at) => ({
      hash: hashOf(at + 10),
      parents: [{ hash: hashOf(at + 11) }],
    }));
    const replies = {
      [`${web}/commits`]: list(...many),
      [`${web}/refs/branches`]: list({ name: 'main', target: { hash: hashOf(10) } }, { name: 'topic' }),
    };
    expect((await known(replies)).behind).toMatchObject({ known: false, gap: { because: 'truncated' } });
  });

  test('without its newest commit it is not counted', async () => {
    const { behind } = await known(changed({ source: { ...object.source, commit: null } }));
    expect(behind).toMatchObject({ known: false });
  });
});

describe('the open ones, in portions', () => {
  const api = (replies: World['replies']) => ({
    get: worldGet({ about: '', replies: { ...ordinary, ...replies } }),
    base,
  });
  const pullRequests = `${web}/pullrequests`;

  test('those that are not open are left out, whatever the server filters', async () => {
    const { pullRequests: read, next } = await readOpenPullRequests(
      api({ [pullRequests]: list({ id: 6, state: 'MERGED' }, { id: 7, state: 'OPEN' }) }),
      place,
      1,
      [],
    );
    expect([read.items.map(({ id }) => id), read.gaps, next]).toEqual([[7], [], undefined]);
  });

  test('ten at a time', async () => {
    const many = list(...Array.from({ length: 25 }, (_, at) => ({ id: at + 1, state: 'MERGED' })));
    const portions = await Promise.all(
      [1, 2, 3].map((page) => readOpenPullRequests(api({ [pullRequests]: many }), place, page, [])),
    );
    expect(portions.map(({ size, next }) => [size, next])).toEqual([
      [25, 2],
      [25, 3],
      [25, undefined],
    ]);
  });

  test('one that cannot be read costs only itself, and leaves a gap', async () => {
    const { pullRequests: read } = await readOpenPullRequests(
      api({ [pullRequests]: list({ id: 7 }, { id: 8 }, { id: 'x' }) }),
      place,
      1,
      [],
    );
    expect(read.items.map(({ id }) => id)).toEqual([7]);
    expect(read.gaps).toMatchObject([
      { of: { what: 'pull-requests' }, because: 'not-understood' },
      { of: { what: 'pull-requests' }, because: 'not-found' },
    ]);
  });

  test.each([
    [403, 'forbidden'],
    [404, 'not-found'],
    [500, 'unreachable'],
  ])('a list with status %i: %s', async (status, because) => {
    expect((await readOpenPullRequests(api({ [pullRequests]: { status } }), place, 1, [])).pullRequests).toMatchObject({
      items: [],
      gaps: [{ because }],
    });
  });
});

test('each of a saved world is read whole', async () => {
  const get = worldGet(savedWorld('pull-requests'));
  for (let id = 1; id <= 13; id++) {
    const read = await readPullRequest({ get, base }, place, id);
    const gaps = JSON.stringify(read).match(/"because"/g) ?? [];
    // A fork's branch is not requested, and this world was saved before Bitbucket told of merges itself.
    expect([id, gaps.length]).toEqual([id, id === 9 ? 2 : 1]);
  }
  expect(await readPullRequest({ get: () => Promise.resolve(reply(0)), base }, place, 1)).toMatchObject({
    gap: { because: 'unreachable' },
  });
});
