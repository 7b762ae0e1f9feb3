import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather } from '../../../../src/core/cell/cell';
import type { MergeDecision } from '../../../../src/core/merge-decision';
import type { Restriction } from '../../../../src/core/model';
import { everybody } from '../../../../src/core/people/everybody';
import { explainMerge } from '../../../../src/core/questions/pull-request/explain-merge';
import { outlook } from '../../../../src/core/questions/pull-request/outlook';
import type { ReportedCheck } from '../../../../src/core/reported-check';
import { ana, ben, by, cem, devs, facts, merges, restriction, type Told } from '../../facts';
import { author, pullRequest, type Opened } from '../../pull-requests';
import { checks, pullRequests, repositories } from '../../random';

const ok = { status: 'PASSED', required: true, blocking: false };
const failed = { status: 'FAILED', required: true, blocking: true };
const open: ReportedCheck = { type: 'pullrequest_state_check', ...ok, state: 'OPEN' };
const may: ReportedCheck = { type: 'current_user_permission_check', ...ok };
const clean: ReportedCheck = { type: 'git_mergeability_check', ...ok, result: 'clean' };
const mergeable: ReportedCheck[] = [open, may, clean];

function standard(
  kind: string,
  more: Partial<ReportedCheck> & { asks?: number; asksElse?: true; counted?: number } = {},
) {
  return { type: 'standard_merge_check', ...ok, kind, ...more } as ReportedCheck;
}

function merge(told: Told, opened: Opened, person = ana): MergeDecision {
  return explainMerge(gather(facts(told)), pullRequest(opened), { actor: { type: 'user', person } });
}

/** What is said to the asker, a line each: what Bitbucket says, what stands in the way, ways out, what differs. */
function told({ bitbucket, findings }: MergeDecision): string[] {
  if (!bitbucket) return [];
  const { says, because, checks: traced, disagreements } = bitbucket;
  return [
    because ? `${says}: ${because.of.what} ${because.because}` : says,
    ...traced
      .filter(
        ({ check }) => check.blocking === true || (check.type === 'standard_merge_check' && check.status !== 'PASSED'),
      )
      .map(({ check, origin }) => {
        const rule = origin.from === 'restriction' ? ` ${String(origin.restriction.id)}` : '';
        return `${check.type === 'standard_merge_check' ? check.kind : check.type} from ${origin.from}${rule}`;
      }),
    ...findings.flatMap((one) => (one.verdict === 'denies' ? one.remedies.map(({ way }) => `→ ${way}`) : [])),
    ...disagreements.map(({ of, ours, bitbucket: theirs }) => `≠ ${of} ${ours} ${theirs}`),
  ];
}

/** Ana asks; Ben may do what she may. */
type Row = [
  sentence: string,
  restrictions: Restriction[],
  opened: Opened,
  asker: MergeDecision['verdict'],
  other: MergeDecision['verdict'],
  ...told: string[],
];

const approvals = (value: number, match = 'main') => restriction('require_approvals_to_merge', match, { value });
const tasks = restriction('require_tasks_to_be_completed', 'main');
const enforced = restriction('enforce_merge_checks', 'main');
const builds = restriction('require_passing_builds_to_merge', 'main', { value: 1 });
const behind = (value: number, match = 'main') => restriction('require_commits_behind', match, { value });
const groups = restriction('require_review_group_approvals_to_merge', 'main', { value: 1 });
const strange = restriction('require_blessing', 'main');

function says(rows: Row[]) {
  test.each(rows)('%s', (_, restrictions, opened, asker, other, ...lines) => {
    const own = merge({ restrictions }, opened);
    expect([own.verdict, merge({ restrictions }, opened, ben).verdict, ...told(own)]).toEqual([asker, other, ...lines]);
  });
}

describe('in agreement', () => {
  says([
    ['nothing stands in the way', [], { reported: mergeable }, 'allowed', 'allowed', 'mergeable'],
    [
      'the checks are done by both',
      [approvals(1), enforced],
      { approvedBy: [cem], reported: [...mergeable, standard('minimum_approvals', { asks: 1, counted: 1 })] },
      'allowed',
      'allowed',
      'mergeable',
    ],
    [
      'one is missing by both',
      [approvals(2), enforced],
      {
        approvedBy: [cem],
        reported: [...mergeable, standard('minimum_approvals', { ...failed, asks: 2, counted: 1 })],
      },
      'denied',
      'denied',
      'not-mergeable',
      'minimum_approvals from restriction 1',
      '→ get-approvals',
    ],
    [
      'one is missing and only warns by both',
      [approvals(1)],
      {
        reported: [
          ...mergeable,
          standard('minimum_approvals', { status: 'FAILED', required: false, asks: 1, counted: 0 }),
        ],
      },
      'allowed',
      'allowed',
      'mergeable',
      'minimum_approvals from restriction 1',
    ],
    [
      'a draft',
      [],
      { draft: true, reported: [{ type: 'pullrequest_state_check', ...failed, state: 'DRAFT' }, may, clean] },
      'denied',
      'denied',
      'not-mergeable',
      'pullrequest_state_check from itself',
      '→ mark-ready',
    ],
    [
      'merged',
      [],
      { state: 'MERGED', reported: [{ type: 'pullrequest_state_check', ...failed, state: 'MERGED' }, may, clean] },
      'denied',
      'denied',
      'not-mergeable',
      'pullrequest_state_check from itself',
      '→ open-another-pull-request',
    ],
    [
      'a list that the asker is not on',
      [merges('main', { users: [cem] })],
      { reported: [open, { type: 'current_user_permission_check', ...failed }, clean] },
      'denied',
      'denied',
      'not-mergeable',
      'current_user_permission_check from restriction 1',
      '→ add-person',
    ],
  ]);
});

describe('what Bitbucket settles', () => {
  const settled = (kind: string, more: object, ...others: ReportedCheck[]) => [
    ...mergeable,
    standard(kind, more),
    ...others,
  ];
  const own = { approvedBy: [cem, author] };
  const stopped = { builds: ['SUCCESSFUL', 'STOPPED'] };
  says([
    [
      "the author's own approval, which does not count",
      [approvals(2), enforced],
      { ...own, reported: settled('minimum_approvals', { ...failed, asks: 2, counted: 1 }) },
      'denied',
      'denied',
      'not-mergeable',
      'minimum_approvals from restriction 1',
      '→ get-approvals',
    ],
    [
      "the author's own approval, which counts",
      [approvals(2), enforced],
      { ...own, reported: settled('minimum_approvals', { asks: 2, counted: 2 }) },
      'allowed',
      'allowed',
      'mergeable',
    ],
    [
      "the author's own approval, where the reply asks for fewer",
      [approvals(2), enforced],
      { ...own, reported: settled('minimum_approvals', { asks: 1 }) },
      'allowed',
      'unknown',
      'mergeable',
    ],
    [
      'a stopped build',
      [builds, enforced],
      {
        ...stopped,
        reported: settled(
          'minimum_successful_builds',
          { asks: 1, counted: 1 },
          standard('failed_builds'),
          standard('in_progress_builds'),
        ),
      },
      'allowed',
      'allowed',
      'mergeable',
    ],
    [
      'a stopped build, which counts as failed',
      [builds, enforced],
      {
        ...stopped,
        reported: settled(
          'minimum_successful_builds',
          { asks: 1, counted: 1 },
          standard('failed_builds', { ...failed, counted: 1 }),
        ),
      },
      'denied',
      'denied',
      'not-mergeable',
      'failed_builds from restriction 1',
      '→ pass-builds',
    ],
    [
      'the laxer of two maxima',
      [behind(2), behind(9, '*'), enforced],
      { behind: 3, reported: settled('maximum_commits_behind', { asks: 9, counted: 3 }) },
      'allowed',
      'allowed',
      'mergeable',
    ],
    [
      'the stricter of two maxima',
      [behind(2), behind(9, '*'), enforced],
      { behind: 3, reported: settled('maximum_commits_behind', { ...failed, asks: 2, counted: 3 }) },
      'denied',
      'denied',
      'not-mergeable',
      'maximum_commits_behind from restriction 1',
      '→ update-source',
    ],
    [
      'review groups',
      [groups, enforced],
      { reported: settled('minimum_review_group_approvals', { asks: 1, counted: 1 }) },
      'allowed',
      'allowed',
      'mergeable',
    ],
    [
      'review groups that have not approved',
      [groups, enforced],
      { reported: settled('minimum_review_group_approvals', { ...failed, asks: 1, counted: 0 }) },
      'denied',
      'denied',
      'not-mergeable',
      'minimum_review_group_approvals from restriction 1',
      '→ get-review-group-approvals',
    ],
    [
      'tasks that could not be read',
      [tasks, enforced],
      { unread: { tasks: 'forbidden' }, reported: settled('resolved_tasks', { counted: 0 }) },
      'allowed',
      'allowed',
      'mergeable',
    ],
    [
      'for the asker alone: a source branch that is gone',
      [],
      { sourceGone: true, reported: mergeable },
      'allowed',
      'unknown',
      'mergeable',
    ],
    [
      'for the asker alone: a kind of rule that is new to us',
      [strange],
      { reported: mergeable },
      'allowed',
      'unknown',
      'mergeable',
    ],
    [
      'dependencies never, which the reply leaves out',
      [restriction('require_all_dependencies_merged', 'main'), enforced],
      { reported: settled('minimum_approvals', { asks: 0 }) },
      'unknown',
      'unknown',
      'mergeable',
    ],
    [
      'whether what is missing stops the merge, in place of our reading',
      [tasks, restriction('enforce_merge_checks', by('regex'))],
      { openTasks: 1, reported: settled('resolved_tasks', { status: 'FAILED', required: false, counted: 1 }) },
      'allowed',
      'allowed',
      'mergeable',
      'resolved_tasks from restriction 1',
    ],
  ]);
});

describe('what stands in the way beyond the rules', () => {
  const custom = (more: object): ReportedCheck => ({ type: 'custom_pre_merge_check', app: 'Licences', ...ok, ...more });
  const queue = (queueState: string, more: object = {}): ReportedCheck => ({
    type: 'merge_queue_check',
    ...ok,
    queued: false,
    queueState,
    ...more,
  });
  const git = (result: string): ReportedCheck => ({ type: 'git_mergeability_check', ...failed, result });
  says([
    [
      'conflicts',
      [],
      { reported: [open, may, git('conflicts')] },
      'denied',
      'denied',
      'not-mergeable',
      'git_mergeability_check from itself',
      '→ settle-conflicts',
    ],
    [
      'what Git cannot merge',
      [],
      { reported: [open, may, git('merge_impossible')] },
      'denied',
      'denied',
      'not-mergeable',
      'git_mergeability_check from itself',
      '→ look-at-pull-request',
    ],
    [
      'a check of an app that failed',
      [],
      { reported: [...mergeable, custom(failed)] },
      'denied',
      'denied',
      'not-mergeable',
      'custom_pre_merge_check from itself',
      '→ settle-check-of-app',
    ],
    [
      'a check of an app that only warns',
      [],
      { reported: [...mergeable, custom({ status: 'FAILED', required: false })] },
      'allowed',
      'allowed',
      'mergeable',
    ],
    [
      'a check of an app that has not finished',
      [],
      { reported: [...mergeable, custom({ status: 'PENDING' })] },
      'allowed',
      'allowed',
      'unknown: reported-check not-understood',
    ],
    [
      'that it is in the queue already',
      [],
      {
        reported: [
          { type: 'pullrequest_state_check', ...failed, state: 'OPEN' },
          may,
          clean,
          queue('ACTIVE', { ...failed, queued: true }),
        ],
      },
      'denied',
      'denied',
      'not-mergeable',
      'pullrequest_state_check from itself',
      'merge_queue_check from itself',
      '→ await-queue',
    ],
    ['an active queue', [], { reported: [...mergeable, queue('ACTIVE')] }, 'allowed', 'allowed', 'mergeable'],
    [
      'an inactive queue',
      [],
      { reported: [...mergeable, queue('INACTIVE', { status: 'SKIPPED' })] },
      'allowed',
      'allowed',
      'mergeable',
    ],
    [
      'a suspended queue',
      [],
      { reported: [...mergeable, queue('SUSPENDED', failed)] },
      'denied',
      'denied',
      'not-mergeable',
      'merge_queue_check from itself',
      '→ reopen-queue',
    ],
    [
      'a suspended queue that does not block',
      [],
      { reported: [...mergeable, queue('SUSPENDED')] },
      'unknown',
      'unknown',
      'mergeable',
    ],
    [
      'a draining queue that does not block',
      [],
      { reported: [...mergeable, queue('DRAINING')] },
      'unknown',
      'unknown',
      'mergeable',
    ],
    [
      'a type that is new to us',
      [],
      { reported: [...mergeable, { type: 'unknown', word: 'x', ...ok, status: 'FAILED' }] },
      'unknown',
      'unknown',
      'unknown: reported-check not-understood',
    ],
    [
      'a type that is new to us, and blocks',
      [],
      { reported: [...mergeable, { type: 'unknown', word: 'x', ...failed }] },
      'denied',
      'denied',
      'not-mergeable',
      'unknown from not-met',
      '→ look-at-pull-request',
    ],
    [
      'a state that is new to us',
      [],
      { state: 'HALTED', reported: [{ type: 'pullrequest_state_check', ...failed, state: 'UNKNOWN' }, may, clean] },
      'denied',
      'denied',
      'not-mergeable',
      'pullrequest_state_check from itself',
      '→ look-at-pull-request',
    ],
    [
      'that the fork is gone, which is no rule of anybody',
      [],
      { fork: null, reported: [open, { type: 'current_user_permission_check', ...failed }, clean] },
      'denied',
      'unknown',
      'not-mergeable',
      'current_user_permission_check from itself',
      '→ look-at-pull-request',
    ],
  ]);
});

describe('what failed, and is not said to stop the merge', () => {
  const said = { status: 'FAILED', required: true, blocking: false };
  const unsaid = { status: 'FAILED' };
  const git = (weight: object) => ({ type: 'git_mergeability_check', result: 'conflicts', ...weight }) as ReportedCheck;
  const active = (weight: object) =>
    ({ type: 'merge_queue_check', queued: false, queueState: 'ACTIVE', ...weight }) as ReportedCheck;
  const left = 'unknown: reported-check not-understood';
  says([
    ['conflicts', [], { reported: [open, may, git(said)] }, 'unknown', 'unknown', left],
    ['of which not even the weight is said', [], { reported: [open, may, git(unsaid)] }, 'unknown', 'unknown', left],
    [
      'conflicts that do not matter',
      [],
      { reported: [open, may, git({ ...said, required: false })] },
      'allowed',
      'allowed',
      'mergeable',
    ],
    [
      'the permission, which is told to the asker alone',
      [],
      { reported: [open, clean, { type: 'current_user_permission_check', ...unsaid }] },
      'unknown',
      'allowed',
      left,
      '≠ merge-restriction allowed FAILED',
    ],
    [
      'a rule of the project',
      [enforced],
      { reported: [...mergeable, standard('minimum_approvals', { ...said, asks: 2, counted: 1 })] },
      'unknown',
      'unknown',
      left,
      'minimum_approvals from project',
      '≠ require_approvals_to_merge no-rule FAILED',
    ],
    ['a queue that is not in the way', [], { reported: [...mergeable, active(said)] }, 'allowed', 'allowed', left],
    ['a queue of which nothing is said', [], { reported: [...mergeable, active(unsaid)] }, 'unknown', 'unknown', left],
  ]);
});

describe('where the reply leaves the permission open', () => {
  says([
    [
      'no rule is looked for',
      [],
      { reported: [open, { type: 'current_user_permission_check', ...ok, status: 'UNKNOWN' }, clean] },
      'allowed',
      'allowed',
      'unknown: reported-check not-understood',
    ],
  ]);

  test('it stems from no rule of the project', () => {
    const pending: ReportedCheck = { type: 'current_user_permission_check', ...ok, status: 'PENDING' };
    const { bitbucket } = merge({}, { reported: [open, pending, clean] });
    expect(bitbucket?.checks.map(({ origin }) => origin.from)).toEqual(['itself', 'itself', 'itself']);
  });
});

describe('what Bitbucket leaves out of its word', () => {
  const supplied = { whole: true, supplied: { setOn: 'project' as const } };
  const dependencies = restriction('require_all_dependencies_merged', 'main');
  const none = facts({});
  test.each([
    ['rules of the project are not known', none, mergeable, true],
    ['all rules of the project were supplied', { ...none, projectRules: supplied }, mergeable, false],
    ['only some were', { ...none, projectRules: { ...supplied, whole: false } }, mergeable, true],
    ['a rule asks for them, and is named itself', facts({ restrictions: [dependencies] }), mergeable, false],
    ['it lets nobody merge', none, [open, may, { ...clean, ...failed, result: 'conflicts' }], false],
  ])('%s', (_, told, reported, isNamed) => {
    const { notChecked } = explainMerge(gather(told), pullRequest({ reported }), {
      actor: { type: 'user', person: ana },
    });
    expect(notChecked.some(({ what }) => what === 'dependencies')).toBe(isNamed);
  });

  test('a check that no supplied rule of the project explains shows that the list is out of date', () => {
    const lacking = standard('minimum_approvals', { ...failed, asks: 2, counted: 1 });
    const { bitbucket } = explainMerge(
      gather({ ...none, projectRules: supplied }),
      pullRequest({ reported: [...mergeable, lacking] }),
      { actor: { type: 'user', person: ana } },
    );
    expect(bitbucket?.checks.at(-1)?.origin).toEqual({ from: 'project', suppliedLacksIt: true });
    expect(bitbucket?.disagreements[0]).toMatchObject({ ours: 'no-rule', suppliedLacksIt: true });
  });
});

describe('beside a rule of a kind that is new to us', () => {
  test('whether merge checks are enforced by the rules is left open', () => {
    const reported = [...mergeable, standard('resolved_tasks', { counted: 0 })];
    expect(merge({ restrictions: [tasks, strange] }, { reported }).bitbucket?.disagreements).toEqual([]);
    expect(merge({ restrictions: [tasks] }, { reported }).bitbucket?.disagreements).toHaveLength(1);
  });
});

test('each of ten thousand checks costs no look at all the others', () => {
  const many = Array.from({ length: 10_000 }, (_, at) =>
    standard('minimum_approvals', { ...failed, asks: at + 2, counted: 1 }),
  );
  const started = performance.now();
  const { verdict } = merge(
    { restrictions: [approvals(1), builds, tasks, enforced] },
    { approvedBy: [cem], reported: [...mergeable, ...many] },
  );
  // Milliseconds: it takes less than a second, and would take minutes.
  expect([verdict, performance.now() - started < 20_000]).toEqual(['denied', true]);
});

describe('rules that the repository does not have', () => {
  const lacking = standard('minimum_approvals', { ...failed, asks: 2, counted: 1 });
  const refused: ReportedCheck = { type: 'current_user_permission_check', ...failed };
  const inherited = [
    'not-mergeable',
    'minimum_approvals from project',
    '→ look-at-pull-request',
    '→ look-at-project-rules',
  ];
  const noRule = '≠ require_approvals_to_merge no-rule FAILED';
  says([
    ['approvals', [enforced], { reported: [...mergeable, lacking] }, 'denied', 'denied', ...inherited, noRule],
    [
      'more approvals than the repository asks for',
      [approvals(1), enforced],
      { approvedBy: [cem], reported: [...mergeable, lacking] },
      'denied',
      'denied',
      ...inherited,
      noRule,
    ],
    [
      'more approvals, and something else that we do not know',
      [approvals(2), enforced],
      {
        approvedBy: [cem, ben],
        reported: [...mergeable, standard('minimum_approvals', { ...failed, asks: 5, asksElse: true, counted: 2 })],
      },
      'denied',
      'denied',
      ...inherited,
      noRule,
    ],
    [
      'not where it asks for as many, and for something else that we do not know',
      [approvals(2), enforced],
      {
        approvedBy: [cem, ben],
        reported: [...mergeable, standard('minimum_approvals', { ...failed, asks: 2, asksElse: true, counted: 2 })],
      },
      'denied',
      'denied',
      'not-mergeable',
      'minimum_approvals from not-seen',
      '→ look-at-pull-request',
      '≠ merge allowed not-mergeable',
    ],
    [
      'nor where it does not say for how many',
      [approvals(2), enforced],
      {
        approvedBy: [cem, ben],
        reported: [...mergeable, standard('minimum_approvals', { ...failed, counted: 2 })],
      },
      'denied',
      'denied',
      'not-mergeable',
      'minimum_approvals from not-seen',
      '→ look-at-pull-request',
      '≠ merge allowed not-mergeable',
    ],
    [
      'enforcement too',
      [],
      { reported: [...mergeable, lacking] },
      'denied',
      'denied',
      ...inherited,
      noRule,
      '≠ enforce_merge_checks not-enforced required',
    ],
    [
      'a list that the asker is not on',
      [],
      { reported: [open, refused, clean] },
      'denied',
      'allowed',
      'not-mergeable',
      'current_user_permission_check from project',
      '→ look-at-project-rules',
      '≠ merge-restriction allowed FAILED',
    ],
    [
      'not where a rule is of a kind that is new to us',
      [strange],
      { reported: [open, refused, clean] },
      'denied',
      'unknown',
      'not-mergeable',
      'current_user_permission_check from not-seen',
      '→ look-at-rules',
    ],
    [
      'nor a check',
      [strange, enforced],
      { reported: [...mergeable, lacking] },
      'denied',
      'denied',
      'not-mergeable',
      'minimum_approvals from not-seen',
      '→ look-at-pull-request',
    ],
    [
      'nor where a rule may cover the branch',
      [restriction('require_approvals_to_merge', by('regex'), { value: 2 }), enforced],
      { reported: [...mergeable, lacking] },
      'denied',
      'denied',
      'not-mergeable',
      'minimum_approvals from not-seen',
      '→ look-at-pull-request',
    ],
    [
      'nor where a rule does not say how much it asks for',
      [restriction('require_approvals_to_merge', 'main'), enforced],
      { reported: [...mergeable, lacking] },
      'denied',
      'denied',
      'not-mergeable',
      'minimum_approvals from not-seen',
      '→ look-at-pull-request',
    ],
    [
      'nor of a kind of check that is new to us',
      [enforced],
      { reported: [...mergeable, standard('blessed', failed)] },
      'denied',
      'denied',
      'not-mergeable',
      'blessed from not-met',
      '→ look-at-pull-request',
      '≠ merge allowed not-mergeable',
    ],
  ]);

  test.each(['forbidden', 'truncated', 'unreachable'] as const)(
    'never where the rules of the repository are %s',
    (because) => {
      const { bitbucket } = merge({ unread: { restrictions: because } }, { reported: [open, refused, clean, lacking] });
      expect(bitbucket?.checks.map(({ origin }) => origin.from)).toEqual(['itself', 'not-seen', 'itself', 'not-seen']);
      expect(bitbucket?.disagreements).toEqual([]);
    },
  );
});

describe('where the two contradict each other', () => {
  const missing = [tasks, enforced];
  says([
    [
      'mergeable beside our denial: the asker is told neither',
      missing,
      { openTasks: 1, reported: mergeable },
      'unknown',
      'denied',
      'mergeable',
      '≠ merge denied mergeable',
    ],
    [
      'a check that we count as missing',
      missing,
      { openTasks: 1, reported: [...mergeable, standard('resolved_tasks', { counted: 0 })] },
      'unknown',
      'unknown',
      'mergeable',
      '≠ require_tasks_to_be_completed missing PASSED',
    ],
    [
      'a check that we count as done',
      missing,
      { reported: [...mergeable, standard('resolved_tasks', { ...failed, counted: 2 })] },
      'denied',
      'denied',
      'not-mergeable',
      'resolved_tasks from restriction 1',
      '→ look-at-pull-request',
      '≠ require_tasks_to_be_completed done FAILED',
    ],
    [
      'it only warns, by Bitbucket',
      missing,
      {
        openTasks: 1,
        reported: [...mergeable, standard('resolved_tasks', { status: 'FAILED', required: false, counted: 1 })],
      },
      'unknown',
      'unknown',
      'mergeable',
      'resolved_tasks from restriction 1',
      '≠ enforce_merge_checks enforced not required',
    ],
    [
      'it stops the merge, by Bitbucket',
      [tasks],
      { openTasks: 1, reported: [...mergeable, standard('resolved_tasks', { ...failed, counted: 1 })] },
      'denied',
      'denied',
      'not-mergeable',
      'resolved_tasks from restriction 1',
      '→ resolve-tasks',
      '≠ enforce_merge_checks not-enforced required',
    ],
    [
      'some are required and some are not: the rules decide',
      [tasks, approvals(1)],
      {
        openTasks: 1,
        approvedBy: [cem],
        reported: [
          ...mergeable,
          standard('resolved_tasks', { status: 'FAILED', required: false, counted: 1 }),
          standard('minimum_approvals', { asks: 1, counted: 1 }),
        ],
      },
      'allowed',
      'allowed',
      'mergeable',
      'resolved_tasks from restriction 1',
    ],
    [
      'in whichever order they come',
      [tasks, approvals(1)],
      {
        openTasks: 1,
        approvedBy: [cem],
        reported: [
          ...mergeable,
          standard('minimum_approvals', { asks: 1, counted: 1 }),
          standard('resolved_tasks', { status: 'FAILED', required: false, counted: 1 }),
        ],
      },
      'allowed',
      'allowed',
      'mergeable',
      'resolved_tasks from restriction 1',
    ],
    [
      'nothing says whether they are required: the rules decide',
      [tasks],
      {
        openTasks: 1,
        reported: [...mergeable, { type: 'standard_merge_check', kind: 'no_changes_requested', status: 'PASSED' }],
      },
      'allowed',
      'allowed',
      'mergeable',
    ],
    [
      'a list that the asker is on',
      [merges('main', { users: [ben] })],
      { reported: mergeable },
      'unknown',
      'allowed',
      'mergeable',
      '≠ merge-restriction denied PASSED',
    ],
    [
      'a draft that Bitbucket reports as open',
      [],
      { draft: true, reported: mergeable },
      'unknown',
      'denied',
      'mergeable',
      '≠ pull-request denied PASSED',
    ],
    [
      'a merged one that Bitbucket reports as open',
      [],
      { state: 'MERGED', reported: mergeable },
      'unknown',
      'denied',
      'mergeable',
      '≠ pull-request denied PASSED',
    ],
    [
      'an open one that Bitbucket reports as a draft',
      [],
      { reported: [{ type: 'pullrequest_state_check', ...failed, state: 'DRAFT' }, may, clean] },
      'denied',
      'denied',
      'not-mergeable',
      'pullrequest_state_check from itself',
      '→ mark-ready',
      '≠ pull-request allowed FAILED',
    ],
  ]);
});

describe('that the asker may merge, where the reply leaves another check open', () => {
  const running: ReportedCheck = { type: 'custom_on_merge_check', app: 'Calendar', ...ok, status: 'PENDING' };
  const reported = [...mergeable, running];
  const left = 'unknown: reported-check not-understood';
  const told: [sentence: string, restrictions: Restriction[], asker: string, other: string, ...lines: string[]][] = [
    ['settles a group that nobody can see into', [merges('main', { groups: [devs] })], 'allowed', 'unknown'],
    ['not what a rule of a kind that is new to us asks for', [strange], 'unknown', 'unknown'],
    [
      'beside a list that lets only others, neither is said',
      [merges('main', { users: [ben] })],
      'unknown',
      'allowed',
      '≠ merge-restriction denied PASSED',
    ],
  ];
  says(
    told.map(
      ([sentence, restrictions, asker, other, ...lines]): Row => [
        sentence,
        restrictions,
        { reported },
        asker as MergeDecision['verdict'],
        other as MergeDecision['verdict'],
        left,
        ...lines,
      ],
    ),
  );

  test('settles their permission, where the rules could not be read, and not which checks there are', () => {
    const { verdict, findings } = merge({ unread: { restrictions: 'forbidden' } }, { reported });
    expect([verdict, findings.map((one) => [one.rule, one.verdict, one.reason.why])]).toEqual([
      'unknown',
      [
        ['repository-access', 'allows', 'may-write'],
        ['pull-request', 'allows', 'open'],
        ['mergeability', 'allows', 'permitted'],
        ['merge-checks', 'unknown', 'checks-not-known'],
      ],
    ]);
  });

  test.each<[sentence: string, more: Opened]>([
    ['not with a reply that was cut short', { unread: { mergeability: 'truncated' } }],
    ['nor of one that names it twice, and not alike', { reported: [...reported, { ...may, status: 'UNKNOWN' }] }],
  ])('%s', (_, more) => {
    expect(merge({ restrictions: [merges('main', { groups: [devs] })] }, { reported, ...more }).verdict).toBe(
      'unknown',
    );
  });
});

test('whom the lists let merge is never another than the answer says', () => {
  const seen: Record<string, number> = {};
  fc.assert(
    fc.property(repositories, pullRequests, (told, opened) => {
      const of = facts(told);
      fc.pre(of.viewer.known);
      const person = of.viewer.value;
      const { merge: answer, mergers } = outlook(gather(of), pullRequest({ ...opened, state: 'OPEN' }), {
        actor: { type: 'user', person },
      });
      const is = mergers.people.some(({ id }) => id === person.id)
        ? 'among them'
        : mergers.unsure > 0
          ? 'perhaps'
          : 'not among them';
      const about = answer.findings.filter(
        ({ rule, reason: { why } }) => askPermission.includes(rule) || why.startsWith('permitted'),
      );
      if (is === 'among them') expect(about.filter(({ verdict }) => verdict !== 'allows')).toEqual([]);
      if (is === 'not among them') expect(answer.verdict).toBe('denied');
      seen[is] = (seen[is] ?? 0) + 1;
    }),
    { numRuns: 1_000 },
  );
  for (const is of ['among them', 'perhaps', 'not among them']) expect([is, (seen[is] ?? 0) > 20]).toEqual([is, true]);
});

const askPermission = ['repository-access', 'merge-restriction', 'unknown-restriction'];

describe('where there is no reply', () => {
  test.each(['not-found', 'unreachable', 'forbidden', 'not-understood'] as const)('%s', (because) => {
    const { verdict, bitbucket } = merge({}, { unread: { mergeability: because } });
    expect([verdict, bitbucket]).toEqual([
      'allowed',
      {
        says: 'unknown',
        because: { of: { what: 'mergeability' }, because },
        checks: [],
        ours: 'allowed',
        disagreements: [],
      },
    ]);
  });

  test('a reply that was not read whole settles nothing, and still stops a merge', () => {
    const [seen, unread] = [
      standard('minimum_approvals', { asks: 2, counted: 2 }),
      { mergeability: 'truncated' as const },
    ];
    const told = { restrictions: [approvals(2), enforced] };
    const opened = { approvedBy: [cem, author], unread };
    expect(merge(told, { ...opened, reported: [...mergeable, seen] }).verdict).toBe('unknown');
    const conflicts: ReportedCheck = { type: 'git_mergeability_check', ...failed, result: 'conflicts' };
    expect(merge(told, { ...opened, reported: [open, conflicts] }).verdict).toBe('denied');
  });

  test('to somebody else than the asker it is not told', () => {
    const reported: ReportedCheck[] = [open, { type: 'current_user_permission_check', ...failed }, clean];
    const { bitbucket } = merge({}, { reported }, ben);
    expect(bitbucket).toMatchObject({ says: 'unknown', because: { because: 'not-offered' } });
    expect(bitbucket?.checks.map(({ check }) => check.type)).toEqual([
      'pullrequest_state_check',
      'git_mergeability_check',
    ]);
  });
});

test('whatever is so: what Bitbucket says never makes a wrong yes', () => {
  const seen: Record<string, number> = {};
  const count = (what: string) => (seen[what] = (seen[what] ?? 0) + 1);
  fc.assert(
    fc.property(repositories, fc.array(checks, { maxLength: 4 }), pullRequests, (drawn, more, opened) => {
      const of = facts({ ...drawn, restrictions: [...(drawn.restrictions ?? []), ...more] });
      const gathered = gather(of);
      const one = pullRequest(opened);
      const { items } = one.mergeability;
      const unread = pullRequest({
        ...opened,
        reported: [],
        unread: { ...opened.unread, mergeability: 'unreachable' },
      });
      const noStandard = {
        ...one,
        mergeability: { items: items.filter(({ type }) => type !== 'standard_merge_check'), gaps: [] },
      };
      const closed = items.some(
        (check) => check.type === 'merge_queue_check' && /^(?:DRAINING|SUSPENDED)$/.test(check.queueState ?? ''),
      );
      for (const person of everybody(of)) {
        const asked = { actor: { type: 'user', person } } as const;
        const { verdict, bitbucket } = explainMerge(gathered, one, asked);
        const asker = of.viewer.known && of.viewer.value.id === person.id;
        const before = explainMerge(gathered, unread, asked);
        expect(before.verdict).toBe(before.bitbucket?.ours);
        expect(bitbucket?.ours).toBe(before.verdict);
        if (asker && items.some(({ blocking }) => blocking === true)) expect(verdict).toBe('denied');
        if (items.some(({ blocking, type }) => blocking === true && type !== 'current_user_permission_check')) {
          expect(verdict).toBe('denied');
        }
        if (closed) expect(verdict).not.toBe('allowed');
        if (asker) count(`asker ${before.verdict} ${verdict}`);
        else {
          count(`other ${before.verdict} ${verdict}`);
          if (explainMerge(gathered, noStandard, asked).verdict === 'allowed') expect(before.verdict).toBe('allowed');
        }
      }
    }),
    { numRuns: 1_000 },
  );
  for (const way of ['asker unknown allowed', 'asker denied unknown', 'asker allowed denied', 'other allowed denied']) {
    expect([way, seen[way]]).toEqual([way, expect.any(Number)]);
  }
});
