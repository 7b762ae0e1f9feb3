import { gatherPeople } from '../../../src/core/people/gathered';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather, viewActor, viewBranch } from '../../../src/core/cell/cell';
import { explain } from '../../../src/core/questions/explain';
import { explainMerge } from '../../../src/core/questions/pull-request/explain-merge';
import { covers, globMatches } from '../../../src/core/branches/glob';
import { judge } from '../../../src/core/questions/judge';
import type { MergeNotChecked } from '../../../src/core/merge-decision';
import { mergeChecks } from '../../../src/core/merge-checks/merge-checks';
import type { Facts } from '../../../src/core/model';
import { outlook } from '../../../src/core/questions/pull-request/outlook';
import { standingOf } from '../../../src/core/people/people';
import { queue } from '../../../src/core/questions/pull-request/queue';
import { ana, ben, by, core, devs, facts, merges, ofType, push, question, restriction, type Told } from '../facts';
import { author, pullRequest, type Opened } from '../pull-requests';
import { checks, pullRequests, questions, repositories } from '../random';

const ana1 = { type: 'user', person: ana } as const;

test('no opinion at all is unknown, never allowed', () => {
  const gathered = gather(facts());
  const cell = {
    facts: gathered.facts,
    operation: 'push',
    branch: viewBranch('main', gathered),
    actor: viewActor(ana1, gathered),
  } as const;
  expect(judge(cell, [])).toEqual({ verdict: 'unknown', opinions: [] });
});

describe('answers are plain JSON, and have no key without a value', () => {
  const plain = (value: unknown) => {
    expect(keysWithoutValue(value, '')).toEqual([]);
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
  };

  test('decisions', () => {
    fc.assert(
      fc.property(repositories, questions, (told, asked) => {
        plain(explain(facts(told), asked));
      }),
      { numRuns: 150 },
    );
  });

  test('what may be done about pull requests', () => {
    fc.assert(
      fc.property(repositories, fc.array(checks, { maxLength: 4 }), pullRequests, (drawn, more, opened) => {
        const gathered = gather(facts({ ...drawn, restrictions: [...(drawn.restrictions ?? []), ...more] }));
        const one = pullRequest(opened);
        plain(outlook(gathered, one, { actor: ana1 }));
        plain(queue(gathered.facts, { items: [one], gaps: [] }));
      }),
      { numRuns: 100 },
    );
  });

  test('restrictions without number too', () => {
    const told = facts();
    const list = [restriction('require_tasks_to_be_completed', 'main'), push('main')];
    const gathered = gather({ ...told, restrictions: { items: list, gaps: [] } });
    plain(outlook(gathered, pullRequest({ openTasks: 1 }), { actor: ana1 }));
    plain(mergeChecks({ facts: gathered.facts, branch: viewBranch('main', gathered) }, pullRequest({ openTasks: 1 })));
  });
});

function keysWithoutValue(value: unknown, path: string): string[] {
  if (value === undefined) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => keysWithoutValue(one, `${path}/${key}`));
}

describe('beside the answer', () => {
  test('the project, where the repository is in one', () => {
    for (const [told, named] of [
      [{ project: core }, { project: core }],
      [{}, {}],
      [{ unread: { project: 'forbidden' } }, {}],
    ] as const) {
      const { repository, notChecked } = explain(facts(told), question('push main'));
      expect(repository).toStrictEqual({ workspace: 'acme', slug: 'web', fullName: 'acme/web', ...named });
      expect(notChecked[0]).toStrictEqual({ what: 'project-restrictions', ...named });
    }
  });

  test('when it was read, where that is known', () => {
    expect(explain({ ...facts(), readAt: '2026-11-21T08:00:00Z' }, question('push main')).readAt).toBe(
      '2026-11-21T08:00:00Z',
    );
    expect(explain(facts(), question('push main'))).not.toHaveProperty('readAt');
  });

  test('an exemption by OAuth is in doubt for a group, not for a person', () => {
    const told: Told = { restrictions: [push('main', { users: [ana] })] };
    expect(explain(facts(told), question('push main with oauth')).notChecked.map(({ what }) => what)).not.toContain(
      'group-exemption-by-oauth',
    );
  });

  test.each<[sentence: string, opened: Opened, isSaid: boolean]>([
    ['of a fork, whose branches are not looked for', { fork: 'tom/web' }, true],
    ['not of one that names no branch any more', { fork: 'tom/web', from: null }, false],
    ['not of one that is gone', { fork: null }, false],
    ['not of the same repository', {}, false],
  ])('that the source branch was not looked for: %s', (_, opened, isSaid) => {
    const { notChecked } = explainMerge(gather(facts()), pullRequest(opened), { actor: ana1 });
    expect(notChecked.some(({ what }: MergeNotChecked) => what === 'fork-branch')).toBe(isSaid);
  });
});

test('an outlook says of which pull request it is, a draft or not', () => {
  for (const draft of [true, false]) {
    expect(outlook(gather(facts()), pullRequest({ draft }), { actor: ana1 }).about).toEqual({
      id: 7,
      state: 'OPEN',
      draft,
      source: 'topic',
      destination: 'main',
    });
  }
  expect(
    outlook(gather(facts()), pullRequest({ unread: { draft: 'not-understood' } }), { actor: ana1 }).about.draft,
  ).toBe(false);
});

test.each<[opened: Opened, notes: string[]]>([
  [{ fork: null, from: null }, ['fork-gone']],
  [{ fork: 'tom/web', from: null }, ['fork']],
  [{ from: null }, ['source-gone']],
  [{ sourceGone: true }, ['source-gone']],
  [{}, []],
])('what is particular about the pull request %j: %j', (opened, notes) => {
  expect(
    outlook(
      gather(facts({ main: 'trunk', model: { production: { known: true, value: null } } })),
      pullRequest(opened),
      { actor: ana1 },
    ).notes.map(({ note }) => note),
  ).toEqual(notes);
});

describe('where somebody stands', () => {
  const listsAna = (told: Told, ...groups: (typeof devs)[]) =>
    standingOf(ana1, gatherPeople(facts(told))).lists(push('main', { groups })).is;
  test.each<[sentence: string, told: Told]>([
    [
      'the higher of two grants counts, the one on the repository',
      { groupGrants: { devs: 'write' }, userGrants: { ana: 'write' }, projectUserGrants: { ana: 'read' } },
    ],
    [
      'or the one on the project',
      { groupGrants: { devs: 'write' }, userGrants: { ana: 'read' }, projectUserGrants: { ana: 'write' } },
    ],
  ])('nothing is deduced of a group where a grant to the person explains the level: %s', (_, told) => {
    expect(listsAna(told, devs)).toBe('unknown');
  });

  test('the highest grant of a group counts, whichever comes first', () => {
    expect(listsAna({ groupGrants: { devs: 'admin' }, projectGroupGrants: { devs: 'read' } }, devs)).toBe('no');
  });

  test('the only source is that group, and no other', () => {
    expect(listsAna({ groupGrants: { leads: 'write' } }, devs)).toBe('unknown');
  });

  test('who is absent from a list that was cut short has no known level', () => {
    const cut: Told = { permissions: {}, unread: { permissions: 'truncated' } };
    expect(standingOf(ana1, gatherPeople(facts(cut)))).not.toHaveProperty('level');
    expect(standingOf(ana1, gatherPeople(facts({ permissions: {} }))).level).toBe('none');
  });

  test('source branches of Pipelines are an exception to pushing alone', () => {
    const { lists } = standingOf({ type: 'pipelines' }, gatherPeople(facts()));
    expect(lists(merges('main', { pipelinesSourceBranches: ['main'] })).is).toBe('no');
    expect(lists(push('main', { pipelinesSourceBranches: ['main'] })).is).toBe('unknown');
  });
});

describe('merge checks', () => {
  function check(kind: string, value: number, opened: Opened, told: Told = {}) {
    const gathered = gather(facts({ restrictions: [restriction(kind, 'main', { value })], ...told }));
    return mergeChecks(
      { facts: gathered.facts, branch: viewBranch('main', gathered) },
      pullRequest(opened),
      () => false,
    )[0];
  }

  test.each(['require_approvals_to_merge', 'require_default_reviewer_approvals_to_merge'])(
    '%s where the author is gone',
    (kind) => {
      expect(check(kind, 1, { author: null, approvedBy: [ben] })).toMatchObject({ is: 'done' });
      expect(check(kind, 2, { author: null, approvedBy: [ben], reviewers: [ana] })).toMatchObject({
        is: 'missing',
        remedies: [{ need: 1 }],
      });
    },
  );

  const byDefault = 'require_default_reviewer_approvals_to_merge';
  test.each<[sentence: string, need: number, opened: Opened, is: string]>([
    [
      'an author who reviews by default and approved may tip the balance',
      1,
      { approvedBy: [author], defaultReviewers: [author, ben] },
      'unknown',
    ],
    ['not where still more are missing', 2, { approvedBy: [author], defaultReviewers: [author, ana, ben] }, 'missing'],
    [
      'not where the author does not review by default',
      1,
      { approvedBy: [author], defaultReviewers: [ben] },
      'missing',
    ],
    ['not where the author did not approve', 1, { defaultReviewers: [author, ben] }, 'missing'],
    [
      'not where nobody knows the author',
      1,
      { author: null, approvedBy: [author], defaultReviewers: [ben] },
      'missing',
    ],
  ])('approvals of default reviewers: %s', (_, need, opened, is) => {
    expect(check(byDefault, need, opened)?.is).toBe(is);
  });

  test('as many commits behind as the greater of two maxima allows: which one holds is documented nowhere', () => {
    const told: Told = {
      restrictions: [
        restriction('require_commits_behind', 'main', { value: 1 }),
        restriction('require_commits_behind', '*', { value: 3 }),
      ],
    };
    expect(check('', 0, { behind: 3 }, told)).toMatchObject({
      is: 'unknown',
      gaps: [{ of: { what: 'which-maximum' } }],
    });
    expect(check('', 0, { behind: 4 }, told)).toMatchObject({ is: 'missing' });
  });

  test('whoever acts may not push to the source; to that of a fork nobody here can tell', () => {
    expect(check('require_commits_behind', 0, { behind: 1 })).toMatchObject({
      remedies: [{ way: 'update-source', fork: false, mayPush: false }],
    });
    expect(check('require_commits_behind', 0, { behind: 1, fork: 'tom/web' })).toMatchObject({
      remedies: [{ way: 'update-source', fork: true, mayPush: true }],
    });
  });

  test('one that surely covers has no doubt about that', () => {
    expect(check('require_tasks_to_be_completed', 1, {})).not.toHaveProperty('mightNotCover');
  });
});

describe('evidence beside an unknown', () => {
  const merge = (told: Told, opened: Opened, rule: string) =>
    explainMerge(gather(facts(told)), pullRequest(opened), { actor: ana1 }).findings.find((one) => one.rule === rule);
  test.each<[sentence: string, opened: Opened, why: string]>([
    ['a state that we have not met', { state: 'QUEUED' }, 'state-not-known'],
    ['draft or not was not said', { unread: { draft: 'not-understood' } }, 'state-not-known'],
    ['the source was not read', { unread: { 'source-branch': 'unreachable' } }, 'source-not-known'],
    ['the source is gone', { sourceGone: true }, 'source-gone'],
  ])('the pull request itself: %s', (_, opened, why) => {
    expect(merge({}, opened, 'pull-request')).toMatchObject({
      verdict: 'unknown',
      reason: { why },
      evidence: [{ shows: 'pull-request', id: 7 }],
    });
  });

  const tasks = restriction('require_tasks_to_be_completed', 'main');
  test('the checks, and that they are enforced where that is sure', () => {
    const unread: Opened = { unread: { tasks: 'forbidden' } };
    const shown = (told: Told) => merge(told, unread, 'merge-checks')?.evidence.map(({ shows }) => shows);
    expect(shown({ restrictions: [tasks, restriction('enforce_merge_checks', 'main')] })).toEqual([
      'enforced',
      'check',
    ]);
    expect(shown({ restrictions: [tasks, restriction('enforce_merge_checks', by('regex'))] })).toEqual(['check']);
  });

  test('no check at all: none of no kind covers', () => {
    expect(merge({}, {}, 'merge-checks')?.evidence).toEqual([{ shows: 'none-covers', kinds: [], read: 0 }]);
  });

  test('a list that can exempt nobody and refuse nothing by itself is not in question', () => {
    const told: Told = { restrictions: [merges(by('regex'), { users: [ben] }), push('main', { users: [ben] })] };
    expect(merge(told, {}, 'merge-restriction')).toMatchObject({
      verdict: 'unknown',
      evidence: [{ shows: 'restriction', restriction: { id: 1 } }],
    });
    expect(merge(told, {}, 'merge-restriction')?.evidence).toHaveLength(1);
  });

  test('a list for pushing that names her is no reason where nothing stops a merge', () => {
    expect(merge({ restrictions: [push('main', { users: [ana] })] }, {}, 'merge-restriction')).toMatchObject({
      reason: { why: 'none-covers' },
    });
  });
});

describe('patterns and types', () => {
  test.each([
    ['*bb*bb', 'abbb', false],
    ['*bb*bb*', 'abbb', false],
    ['a*bc*c', 'abc', false],
    ['aa*', 'a', false],
  ])('%s on %s: %s', (pattern, name, matching) => {
    expect(globMatches(pattern, name)).toBe(matching);
  });

  test.each([
    ['feature', 'feature/x', 'yes'],
    ['bugfix', 'fix/x', 'yes'],
    ['feature', 'x', 'no'],
    ['bugfix', 'x', 'no'],
  ])('a branch type %s on %s: %s', (type, name, is) => {
    const told = facts({ model: { prefixes: { feature: 'feature/', bugfix: 'fix/' } } });
    expect(covers(push(ofType(type)), name, told).is).toBe(is);
  });

  test.each(['development', 'production'])('%s, which the model does not have, is no branch', (type) => {
    const model: Facts['model'] = { known: true, value: { prefixes: {}, gaps: [] } };
    expect(covers(push(ofType(type)), 'main', { model }).is).toBe('no');
  });
});
