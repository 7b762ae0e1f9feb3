import { describe, expect, test } from '@jest/globals';
import { gather } from '../../../../src/core/cell/cell';
import type { MergeDecision } from '../../../../src/core/merge-decision';
import { likelyProjectRules } from '../../../../src/core/mergeability/project-rule';
import type { Gap, Person } from '../../../../src/core/model';
import { explainMerge } from '../../../../src/core/questions/pull-request/explain-merge';
import type { BitbucketsWord, ProjectRuleDraft, ReportedCheck } from '../../../../src/core/reported-check';
import { sayBeside, wordInOneLine, type SpokenBeside } from '../../../../src/core/say/pull-request/beside';
import { unheardClause } from '../../../../src/core/say/pull-request/bitbucket';
import { ana, ben, facts, restriction, type Told } from '../../facts';
import { pullRequest, type Opened } from '../../pull-requests';

/* The rest, as people see it, is held by the browser tests of the panel. */

const everyday: ReportedCheck[] = [
  { type: 'pullrequest_state_check', state: 'OPEN', status: 'PASSED', required: true, blocking: false },
  { type: 'current_user_permission_check', status: 'PASSED', required: true, blocking: false },
  { type: 'git_mergeability_check', result: 'clean', status: 'PASSED', required: true, blocking: false },
];
const refused = { status: 'FAILED', required: true, blocking: true } as const;
const enforced = restriction('enforce_merge_checks', 'main');
const standard = (kind: string, asks?: number): ReportedCheck => ({
  type: 'standard_merge_check',
  kind,
  ...(asks !== undefined && { asks }),
  ...refused,
});

function merged(told: Told, opened: Opened, actor: Person = ana): MergeDecision & { bitbucket: BitbucketsWord } {
  const decision = explainMerge(gather(facts(told)), pullRequest(opened), { actor: { type: 'user', person: actor } });
  const { bitbucket } = decision;
  if (!bitbucket) throw new Error('Bitbucket says something of every merge.');
  return { ...decision, bitbucket };
}

function besideOf(told: Told, reported: ReportedCheck[], actor: Person = ana): SpokenBeside | { line: string } {
  const decision = merged(told, { reported }, actor);
  return sayBeside(decision.bitbucket, decision);
}

/** The rules that are likely set on the project, by what Bitbucket says of a merge into `main`. */
function likelyOf(told: Told, ...reported: ReportedCheck[]): ProjectRuleDraft[] {
  return likelyProjectRules(merged(told, { reported: [...everyday, ...reported] }).bitbucket, 'main');
}

function wholeOf(told: Told, ...reported: ReportedCheck[]): SpokenBeside {
  const rest = everyday.filter(({ type }) => !reported.some((one) => one.type === type));
  const spoken = besideOf(told, [...rest, ...reported]);
  if ('line' in spoken) throw new Error(spoken.line);
  return spoken;
}

test('to somebody else than whoever asked, one line and no check', () => {
  expect(besideOf({}, [...everyday, standard('minimum_approvals', 2)], ben)).toEqual({
    line: 'What Bitbucket itself says of a merge, it tells each person of themselves alone.',
  });
});

describe('the rule of the project that is likely behind', () => {
  test.each<[what: string, told: Told, check: ReportedCheck, draft: object | undefined]>([
    [
      'a merge check',
      { restrictions: [enforced] },
      standard('minimum_approvals', 2),
      { kind: 'require_approvals_to_merge', pattern: 'main', value: 2 },
    ],
    [
      'one without a number',
      { restrictions: [enforced] },
      standard('no_changes_requested'),
      { kind: 'require_no_changes_requested', pattern: 'main' },
    ],
    [
      'a stricter one than the repository has',
      { restrictions: [restriction('require_approvals_to_merge', 'main', { value: 1 }), enforced] },
      standard('minimum_approvals', 2),
      { kind: 'require_approvals_to_merge', pattern: 'main', value: 2 },
    ],
    [
      'a refused permission',
      {},
      { type: 'current_user_permission_check', ...refused },
      { kind: 'restrict_merges', pattern: 'main' },
    ],
    [
      'none where the repository asks for as much',
      { restrictions: [restriction('require_approvals_to_merge', 'main', { value: 2 }), enforced] },
      standard('minimum_approvals', 2),
      undefined,
    ],
    ['none where the check is not met', { restrictions: [enforced] }, standard('moon_phase', 2), undefined],
    ['none for conflicts', {}, { type: 'git_mergeability_check', result: 'conflicts', ...refused }, undefined],
  ])('%s', (_, told, check, draft) => {
    expect(likelyOf(told, check)).toEqual(draft ? [draft] : []);
    expect(wholeOf(told, check).project === undefined).toBe(draft === undefined);
  });

  test('that enforces merge checks', () => {
    const told = { restrictions: [restriction('require_approvals_to_merge', 'main', { value: 2 })] };
    expect(likelyOf(told, standard('minimum_approvals', 2))).toEqual([
      { kind: 'enforce_merge_checks', pattern: 'main' },
    ]);
  });

  test('two checks that stand for one rule show one', () => {
    expect(likelyOf({ restrictions: [enforced] }, standard('failed_builds'), standard('in_progress_builds'))).toEqual([
      { kind: 'require_passing_builds_to_merge', pattern: 'main' },
    ]);
  });

  test('of several checks it is said once, with the page of the project', () => {
    const { project, open, differences } = wholeOf(
      { project: { key: 'CORE', name: 'Core' } },
      standard('minimum_approvals', 2),
      standard('resolved_tasks', 0),
      { type: 'current_user_permission_check', ...refused },
    );
    expect(project?.page).toBe('https://bitbucket.org/acme/workspace/projects/CORE/settings/branch-restrictions');
    const rest = [...open, ...differences].map(({ sentence }) => sentence).join(' ');
    expect(rest).not.toContain('likely');
    expect(open.filter(({ page }) => page !== undefined)).toEqual([]);
  });
});

test('one that passed is no cause of anything, and still shows the rule', () => {
  const passed: ReportedCheck = { ...standard('minimum_approvals', 2), status: 'PASSED', blocking: false };
  const { project, settled } = wholeOf({ restrictions: [enforced] }, passed);
  expect(project).toBeUndefined();
  expect(settled.find(({ sentence }) => sentence.includes('approvals'))).toEqual({
    stands: 'passed',
    sentence: expect.stringMatching(/passed\. .*a rule set on its project is the likely cause/) as unknown,
    page: expect.stringMatching(/branch-restrictions/) as unknown,
  });
  expect(likelyOf({ restrictions: [enforced] }, passed)).toEqual([
    { kind: 'require_approvals_to_merge', pattern: 'main', value: 2 },
  ]);
});

test('two checks that stand for one rule are one difference', () => {
  const { differences } = wholeOf(
    { restrictions: [enforced] },
    standard('failed_builds'),
    standard('in_progress_builds'),
  );
  expect(differences).toHaveLength(1);
});

test('what stands in the way comes before what is only open', () => {
  const { open } = wholeOf(
    {},
    { type: 'custom_on_merge_check', app: 'Window', status: 'PENDING', required: true, blocking: false },
    { type: 'custom_pre_merge_check', app: 'Size', status: 'FAILED', required: false, blocking: false },
    { type: 'custom_pre_merge_check', app: 'Licence', ...refused },
  );
  expect(open.map(({ stands }) => stands)).toEqual(['in-the-way', 'open', 'warns']);
});

describe('in one line', () => {
  const conflict: ReportedCheck = { type: 'git_mergeability_check', result: 'conflicts', ...refused };

  test('what is said already is not said again', () => {
    const decision = merged({}, { reported: [...everyday.slice(0, 2), conflict, standard('minimum_approvals', 2)] });
    const line = (isSaid: (type: string) => boolean) =>
      wordInOneLine(decision.bitbucket, decision, ({ check }) => isSaid(check.type));
    expect(line(() => false)).toMatch(/^Bitbucket says that you could not merge it now: the source conflicts .* and /);
    expect(line((type) => type === 'standard_merge_check')).toBe(
      'Bitbucket says that you could not merge it now: the source conflicts with `main`.',
    );
    expect(line(() => true)).toBe('Bitbucket says the same: you could not merge it now.');
  });

  test('a check that leaves it open is not given as a reply that failed', () => {
    const strange: ReportedCheck = { type: 'unknown', word: 'moon_check', status: 'FAILED', required: true };
    const decision = merged({}, { reported: [...everyday, strange] });
    expect(wordInOneLine(decision.bitbucket, decision)).toBe(
      'Bitbucket does not say whether it can be merged: one check leaves it open.',
    );
  });
});

describe('why nobody heard it', () => {
  const { repository } = merged({}, {});
  const gap = (because: Gap['because'], more: Partial<Gap> = {}): Gap => ({
    of: { what: 'mergeability' },
    because,
    ...more,
  });

  test.each<[Gap, RegExp]>([
    [gap('not-found', { status: 404 }), /^this Bitbucket does not tell it yet$/],
    [gap('unreachable', { status: 429 }), /^Bitbucket was asked too often$/],
    [gap('unreachable', { status: 429, retryAfter: 300 }), /, and asks to wait 5 minutes$/],
    [gap('unreachable', { status: 500 }), /^Bitbucket failed when asked \(status 500\), as it does where/],
    [gap('unreachable', { status: 503, retryAfter: 40 }), /^Bitbucket asks to wait 40 seconds before/],
    [gap('unreachable', { status: 0 }), /^Bitbucket did not answer when asked for what it would check/],
    [gap('forbidden', { status: 403, required: ['read:pullrequest:bitbucket'] }), /lacks the scope/],
    [gap('not-understood'), /^we cannot make out part of what it would check/],
  ])('%j', (one, words) => {
    expect(unheardClause(one, repository)).toMatch(words);
  });
});
