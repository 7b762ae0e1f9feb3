import { describe, expect, test } from '@jest/globals';
import { partsFor } from '../../../src/core/merge-checks/merge-checks';
import { rules } from '../../../src/core/rules/index';
import { mergeExplained } from '../../../src/core/rules/pull-request/explained/index';
import { mergeRuleOf, mergeRules } from '../../../src/core/rules/pull-request/index';
import { hasList, kinds, owned } from '../../../src/core/rules/kinds';
import { restriction } from '../facts';

/** As Bitbucket's OpenAPI lists them (`branchrestriction.kind`), each with what answers for it. */
const documented = {
  push: 'push-restriction',
  restrict_merges: 'merge-restriction',
  force: 'force-restriction',
  delete: 'delete-restriction',
  require_approvals_to_merge: 'merge-check',
  require_review_group_approvals_to_merge: 'merge-check',
  require_default_reviewer_approvals_to_merge: 'merge-check',
  require_no_changes_requested: 'merge-check',
  require_tasks_to_be_completed: 'merge-check',
  require_all_comments_resolved: 'merge-check',
  require_passing_builds_to_merge: 'merge-check',
  require_commits_behind: 'merge-check',
  require_all_dependencies_merged: 'merge-check',
  enforce_merge_checks: 'merge-checks',
  reset_pullrequest_approvals_on_change: 'approvals',
  smart_reset_pullrequest_approvals: 'approvals',
  reset_pullrequest_changes_requested_on_change: 'approvals',
  allow_auto_merge_when_builds_pass: 'convenience',
};

describe('the kinds of branch restriction', () => {
  test('that Bitbucket documents have one owner each, and no others have any', () => {
    const owners = owned.map(({ kind, owner }) => [
      kind,
      owner.is === 'rule' ? owner.rule : owner.is === 'setting' ? owner.of : owner.is,
    ]);
    expect(owners.toSorted()).toEqual(Object.entries(documented).toSorted());
  });

  test('are found by name', () => {
    expect([...kinds.keys()].toSorted()).toEqual(Object.keys(documented).toSorted());
    expect(kinds.get('constructor')).toBeUndefined();
  });

  test.each(Object.keys(documented).map((kind) => [kind, ['push', 'restrict_merges'].includes(kind)]))(
    'of kind %s exempt those whom they list: %s',
    (kind, exempts) => {
      expect(hasList({ kind: String(kind) })).toBe(exempts);
    },
  );

  test('that are new to us are taken to list nobody', () => {
    expect(hasList({ kind: 'require_blessing' })).toBe(false);
  });
});

describe('the rules', () => {
  test('are those that others rely on, in the order in which Bitbucket asks', () => {
    expect(mergeRules.map(({ id }) => id)).toEqual([
      'credential',
      'repository-access',
      'pull-request',
      'push-restriction',
      'force-restriction',
      'main-branch',
      'delete-restriction',
      'merge-restriction',
      'merge-checks',
      'mergeability',
      'unlistable-actor',
      'unknown-restriction',
    ]);
  });

  test('are found by their ids', () => {
    expect(Object.entries(mergeRuleOf).map(([id, rule]) => [id, rule.id])).toEqual(
      mergeRules.map(({ id }) => [id, id]),
    );
  });

  test('about a branch are the same without those about a pull request', () => {
    const merges = ['pull-request', 'merge-checks', 'mergeability'];
    expect(rules).toEqual(mergeRules.filter(({ id }) => !merges.includes(id)));
  });

  test.each(Object.entries(mergeExplained).map(([id, { page }]) => [id, page]))(
    '%s has a page of Atlassian',
    (_, page) => {
      expect(page).toMatch(/^https:\/\/(support|developer)\.atlassian\.com\/\S+\/$/);
    },
  );
});

test.each([
  ['require_tasks_to_be_completed', 'openTasks'],
  ['require_all_comments_resolved', 'openComments'],
  ['require_passing_builds_to_merge', 'builds'],
  ['require_default_reviewer_approvals_to_merge', 'defaultReviewers'],
  ['require_commits_behind', 'behind'],
])('a merge check of kind %s needs the %s of a pull request read', (kind, part) => {
  expect(partsFor([restriction(kind, 'main'), restriction('push', 'main')])).toEqual([
    'sourceBranch',
    'mergeability',
    part,
  ]);
});
