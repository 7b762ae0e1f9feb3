import { describe, expect, test } from '@jest/globals';
import type { Match, RestrictionName } from '../../../src/core/model';
import { explain } from '../../../src/core/questions/explain';
import { owned } from '../../../src/core/rules/kinds';
import { sayDecision } from '../../../src/core/say/decision';
import { agreeing, restrictionName, restrictionNames } from '../../../src/core/words/names';
import { ben, by, dea, facts, ofType, push, question, restriction } from '../facts';

/** By kind, on `main`: as the screens *Branch restrictions* and *Merge checks* of Bitbucket call it. */
const onMain = {
  push: 'Write access on `main`',
  restrict_merges: 'Merge via pull request on `main`',
  force: 'rewriting branch history of `main`',
  delete: 'deleting `main`',
  enforce_merge_checks: 'Prevent a merge with unresolved merge checks on `main`',
  require_approvals_to_merge: 'Minimum number of approvals on `main`',
  require_default_reviewer_approvals_to_merge: 'Minimum number of approvals from default reviewers on `main`',
  require_review_group_approvals_to_merge: 'Minimum number of approvals from review groups on `main`',
  require_no_changes_requested: 'No changes are requested on `main`',
  require_tasks_to_be_completed: 'No unresolved pull request tasks on `main`',
  require_all_comments_resolved: 'All comments resolved on `main`',
  require_passing_builds_to_merge: 'Minimum number of successful builds on `main`',
  require_commits_behind: 'Maximum number of commits behind on `main`',
  require_all_dependencies_merged: 'All dependencies merged on `main`',
  reset_pullrequest_approvals_on_change: 'Reset approvals when the source branch is modified on `main`',
  smart_reset_pullrequest_approvals: 'Keep approvals if there are no changes to the diff on `main`',
  reset_pullrequest_changes_requested_on_change: 'Reset requested changes when the source branch is modified on `main`',
  allow_auto_merge_when_builds_pass: 'Allow automatic merge when builds pass on `main`',
};

function named(kind: string, match: string | Match, id = 17): RestrictionName {
  return restriction(kind, match, { id });
}

describe('a restriction is named as the screen names it', () => {
  test.each(Object.entries(onMain))('%s: %s', (kind, name) => {
    expect(restrictionName(named(kind, 'main'))).toBe(name);
  });

  test('every kind that something answers for, and no other', () => {
    expect(owned.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(onMain).toSorted());
  });

  test.each<[RestrictionName, string]>([
    [named('push', ofType('release')), 'Write access on branches of type `release`'],
    [named('force', ofType('release')), 'rewriting branch history of branches of type `release`'],
    [named('delete', by('regex')), 'deleting branches by `regex`'],
    [named('require_blessing', 'main'), '`require_blessing` on `main`'],
    [named('constructor', 'main'), '`constructor` on `main`'],
    [named('a`b\u001B', '`'), '`` a`b\\u{1B} `` on `` ` ``'],
  ])('whatever it is for: %j', (one, name) => {
    expect(restrictionName(one)).toBe(name);
  });
});

describe('several restrictions in one phrase', () => {
  test.each<[names: string, restrictions: RestrictionName[]]>([
    ['', []],
    ['Write access on `main`', [named('push', 'main')]],
    ['Write access on `main`', [named('push', 'main'), named('push', 'main')]],
    ['Write access on `main` and `release/*`', [named('push', 'main', 1), named('push', 'release/*', 2)]],
    ['deleting `main`, `a` and `b`', ['main', 'a', 'b'].map((pattern, at) => named('delete', pattern, at))],
    [
      'Write access on `main` and branches of type `release`',
      [named('push', ofType('release'), 1), named('push', 'main', 2)],
    ],
    [
      'Merge via pull request and Write access on `main`',
      [named('restrict_merges', 'main', 1), named('push', 'main', 2)],
    ],
    [
      'Merge via pull request on `main` and Write access on `*`',
      [named('restrict_merges', 'main', 1), named('push', '*', 2)],
    ],
    [
      'Merge via pull request on `main`, and Write access on `main` and `*`',
      [named('restrict_merges', 'main', 1), named('push', 'main', 2), named('push', '*', 3)],
    ],
    [
      'Merge via pull request on `main`, Write access on `main` and `*`, and deleting `a`',
      [named('restrict_merges', 'main', 1), named('push', 'main', 2), named('push', '*', 3), named('delete', 'a', 4)],
    ],
    ['Write access on `main` and deleting `main`', [named('push', 'main', 1), named('delete', 'main', 2)]],
    [
      'Write access on `main` (restriction 3) and `main` (restriction 17)',
      [named('push', 'main', 3), named('push', 'main', 17)],
    ],
    [
      'Write access on `a`, `b`, `c`, `d`, `e` and 3 others',
      Array.from('abcdefgh').map((pattern, at) => named('push', pattern, at)),
    ],
  ])('%s', (names, restrictions) => {
    expect(restrictionNames(restrictions)).toBe(names);
  });
});

test('one kind is one subject, on however many branches; two are two', () => {
  const [main, all] = [named('push', 'main', 1), named('push', '*', 2)];
  expect(agreeing([main], 'is', 'are')).toBe('is');
  expect(agreeing([main, all], 'is', 'are')).toBe('is');
  expect(agreeing([main, named('restrict_merges', 'main', 3)], 'is', 'are')).toBe('are');
});

test('many are named in one pass: what takes the square of their number does not end in time', () => {
  const many = Array.from({ length: 8000 }, (_, at) => named(`kind-${String(at)}`, `branch-${String(at)}`, at));
  expect(restrictionNames(many)).toMatch(/ and 7,995 others$/);
});

describe('the number of a restriction', () => {
  const said = (...restrictions: ReturnType<typeof push>[]) => {
    const { findings } = sayDecision(explain(facts({ restrictions }), question('push main')));
    return findings.flatMap(({ reason, evidence = [], remedies = [] }) => [
      reason,
      ...evidence.map(({ shows }) => shows),
      ...remedies.map((one) => one.do),
    ]);
  };

  test('stands in every sentence of an answer where two look alike', () => {
    const sentences = said(push('main', { id: 3, users: [ben] }), push('main', { id: 17, users: [dea] }));
    expect(sentences).toContain(
      '`main` is covered by Write access on `main` (restriction 3) (for Ben) and Write access on `main` (restriction 17) (for Dea), ' +
        'and Ana is not on any of these lists.',
    );
    expect(sentences).toContain('Write access on `main` (restriction 3) is for Ben.');
    expect(sentences).toContain(
      'An administrator of acme/web can add Ana to Write access on `main` (restriction 3): ' +
        'it opens that branch to Ana for pushes and merges, and nothing to anybody else.',
    );
  });

  test.each<[what: string, others: ReturnType<typeof push>[]]>([
    ['there is no other', []],
    ['another has another pattern', [push('m*', { id: 17, users: [dea] })]],
  ])('stands in none where %s', (_, others) => {
    expect(said(push('main', { id: 3, users: [ben] }), ...others).join(' ')).not.toMatch(/restriction \d/);
  });

  test('stays in the data', () => {
    const { findings } = sayDecision(
      explain(facts({ restrictions: [push('main', { id: 17, users: [ben] })] }), question('push main')),
    );
    expect(findings.flatMap(({ evidence = [] }) => evidence.flatMap((one) => one.restriction ?? []))).toEqual([17]);
  });
});
