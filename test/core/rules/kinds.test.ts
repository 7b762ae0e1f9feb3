import { describe, expect, test } from '@jest/globals';
import { kinds } from '../../../src/core/rules/kinds';
import { partsFor } from '../../../src/core/merge-checks/merge-checks';
import { rules } from '../../../src/core/rules/index';
import { restriction } from '../facts';

/** As Bitbucket's OpenAPI lists them (`branchrestriction.kind`), by the headings of its settings pages. */
const documented = {
  decides: ['push', 'restrict_merges', 'force', 'delete'],
  'merge-check': [
    'require_approvals_to_merge',
    'require_review_group_approvals_to_merge',
    'require_default_reviewer_approvals_to_merge',
    'require_no_changes_requested',
    'require_tasks_to_be_completed',
    'require_all_comments_resolved',
    'require_passing_builds_to_merge',
    'require_commits_behind',
    'require_all_dependencies_merged',
  ],
  'enforces-checks': ['enforce_merge_checks'],
  approvals: [
    'reset_pullrequest_approvals_on_change',
    'smart_reset_pullrequest_approvals',
    'reset_pullrequest_changes_requested_on_change',
  ],
  convenience: ['allow_auto_merge_when_builds_pass'],
};

test('the kinds are those that Bitbucket documents, each for what its heading says', () => {
  const expected = Object.entries(documented).flatMap(([purpose, names]) => names.map((name) => [name, purpose]));
  expect([...kinds].sort()).toEqual(expected.sort());
});

describe('the rules', () => {
  test('are those that others rely on, in the order in which Bitbucket asks', () => {
    expect(rules.map(({ id }) => id)).toEqual([
      'credential',
      'repository-access',
      'pull-request',
      'push-restriction',
      'force-restriction',
      'main-branch',
      'delete-restriction',
      'merge-restriction',
      'merge-checks',
      'unlistable-actor',
      'unknown-restriction',
    ]);
  });

  test('answer for every kind that decides or enforces, and for no other', () => {
    const answered = new Set(rules.flatMap(({ kinds: own }) => own));
    expect([...answered].sort()).toEqual([...documented.decides, ...documented['enforces-checks']].sort());
  });

  test.each([
    ['push-restriction', 'push'],
    ['merge-restriction', 'push'],
    ['merge-restriction', 'restrict_merges'],
    ['force-restriction', 'force'],
    ['delete-restriction', 'delete'],
  ])('%s looks at restrictions of kind %s', (rule, kind) => {
    expect(rules.find(({ id }) => id === rule)?.kinds).toContain(kind);
  });

  test.each(rules.map(({ id, page }) => [id, page]))('%s has a page of Atlassian', (_, page) => {
    expect(page).toMatch(/^https:\/\/(support|developer)\.atlassian\.com\/\S+\/$/);
  });
});

test.each([
  ['require_tasks_to_be_completed', 'openTasks'],
  ['require_all_comments_resolved', 'openComments'],
  ['require_passing_builds_to_merge', 'builds'],
  ['require_default_reviewer_approvals_to_merge', 'defaultReviewers'],
  ['require_commits_behind', 'behind'],
])('a merge check of kind %s needs the %s of a pull request read', (kind, part) => {
  expect(partsFor([restriction(kind, 'main'), restriction('push', 'main')])).toEqual(['sourceBranch', part]);
});
