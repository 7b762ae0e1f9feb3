import fc from 'fast-check';
import {
  credentials,
  levels,
  operations,
  unlistableActors,
  type Because,
  type PullRequestUnknown,
  type Question,
  type Resource,
  type Restriction,
} from '../../src/core/model';
import { ana, ben, by, cem, core, dea, devs, leads, ofType, people, restriction, type Told } from './facts';
import type { ReportedCheck } from '../../src/core/reported-check';
import type { Opened } from './pull-requests';

const names = Object.keys(people) as (keyof typeof people)[];
const someNames = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 });
const level = fc.constantFrom(...levels);
const toPeople = fc.dictionary(fc.constantFrom(...names), level, { maxKeys: 3 });
const toGroups = fc.dictionary(fc.constantFrom('devs', 'leads', 'others'), level, { maxKeys: 3 });
const because = fc.constantFrom<Because[]>('forbidden', 'not-found', 'truncated', 'unreachable', 'not-understood');
const resources: Resource[] = [
  'project',
  'main-branch',
  'restrictions',
  'branching-model',
  'permissions',
  'user-grants',
  'group-grants',
  'workspace-members',
  'viewer',
  'branches',
];

const match = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('*', 'main', 'MAIN', 'm*', 'release/*', 'feature/*', 'topic', '*/*') },
  { weight: 2, arbitrary: fc.constantFrom('release', 'production', 'development', 'hotfix', 'epic').map(ofType) },
  { weight: 1, arbitrary: fc.constant(by('regex')) },
);
const kind = fc.constantFrom(
  'push',
  'push',
  'push',
  'restrict_merges',
  'restrict_merges',
  'force',
  'delete',
  'require_tasks_to_be_completed',
  'enforce_merge_checks',
  'require_blessing',
);
/** Restrictions of any kind, whole or not. */
export const someRestrictions: fc.Arbitrary<Restriction> = fc
  .tuple(kind, match, fc.subarray([ana, ben, cem, dea]), fc.subarray([devs, leads]), fc.nat(9))
  .map(([kind, match, users, groups, rare]) =>
    restriction(kind, match, {
      ...(kind === 'push' || kind === 'restrict_merges'
        ? { users: rare < 4 ? [] : users, groups: rare < 3 ? [] : groups }
        : {}),
      ...(rare === 9 ? { pipelinesSourceBranches: ['main'] } : {}),
      ...(rare === 8
        ? { gaps: [{ of: { what: 'exemptions', restriction: restriction(kind, match) }, because: 'not-understood' }] }
        : {}),
    }),
  );

/** Repositories in which anything may be so, and anything may be missing. */
export const repositories: fc.Arbitrary<Told> = fc.record<Told>(
  {
    main: fc.constantFrom('main', 'develop', null),
    project: fc.constant(core),
    viewer: fc.constantFrom(ana, ben),
    viewerLevel: level,
    restrictions: fc.array(someRestrictions, { maxLength: 4 }),
    permissions: toPeople,
    userGrants: toPeople,
    groupGrants: toGroups,
    projectUserGrants: toPeople,
    projectGroupGrants: toGroups,
    owners: someNames,
    members: fc.dictionary(fc.constantFrom('devs', 'leads'), someNames, { maxKeys: 2 }),
    membersUnread: fc.subarray(['others', 'leads']),
    supplied: fc.dictionary(fc.constantFrom('devs', 'leads'), someNames, { maxKeys: 2 }),
    unread: fc.dictionary(fc.constantFrom(...resources), because, { maxKeys: 2 }),
  },
  { requiredKeys: ['restrictions'] },
);

/** Any question that can be put. */
export const questions: fc.Arbitrary<Question> = fc.oneof(
  fc.record(
    {
      actor: fc.constantFrom(ana, ben, cem, dea).map((person) => ({ type: 'user' as const, person })),
      ...rest(),
      credential: fc.constantFrom(...credentials),
    },
    { requiredKeys: ['actor', 'operation', 'branch'] },
  ),
  fc.record({ actor: fc.constantFrom(...unlistableActors).map((type) => ({ type })), ...rest() }),
);

function rest() {
  return {
    operation: fc.constantFrom(...operations),
    branch: fc.constantFrom('main', 'topic', 'release/1', 'hotfix/1', 'new/x', 'refs/tags/v1'),
  };
}

const checkKinds = [
  'require_approvals_to_merge',
  'require_default_reviewer_approvals_to_merge',
  'require_no_changes_requested',
  'require_passing_builds_to_merge',
  'require_all_comments_resolved',
  'require_commits_behind',
  'require_all_dependencies_merged',
];

/** Any merge check, and what makes them hold. */
export const checks: fc.Arbitrary<Restriction> = fc
  .tuple(
    fc.constantFrom(...checkKinds, 'require_tasks_to_be_completed', 'enforce_merge_checks', 'enforce_merge_checks'),
    match,
    fc.nat(3),
  )
  .map(([kind, of, value]) => restriction(kind, of, value === 3 ? {} : { value }));

const unknownParts: PullRequestUnknown[] = [
  'draft',
  'participants',
  'tasks',
  'comments',
  'builds',
  'default-reviewers',
  'source-branch',
  'behind',
  'mergeability',
];
const somebody = fc.subarray([ana, ben, cem, dea], { maxLength: 2 });

const passes = ['PASSED', 'PASSED', 'PASSED', 'SKIPPED'];
const weight = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ status: fc.constantFrom(...passes), required: fc.boolean(), blocking: fc.constant(false) }),
  },
  { weight: 3, arbitrary: fc.constant({ status: 'FAILED', required: true, blocking: true }) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        status: fc.constantFrom('FAILED', 'PENDING', 'UNKNOWN', 'PASSED', 'BEWILDERED'),
        required: fc.boolean(),
        blocking: fc.boolean(),
      },
      { requiredKeys: ['status'] },
    ),
  },
);
const few = fc.nat(3);
const standardKind = fc.constantFrom(
  'minimum_approvals',
  'minimum_default_reviewer_approvals',
  'minimum_review_group_approvals',
  'minimum_successful_builds',
  'failed_builds',
  'in_progress_builds',
  'resolved_tasks',
  'resolved_comments',
  'no_changes_requested',
  'maximum_commits_behind',
  'blessed_by_somebody',
);
const details = fc.oneof<fc.Arbitrary<unknown>[]>(
  fc.record(
    {
      type: fc.constant('pullrequest_state_check'),
      state: fc.constantFrom('OPEN', 'OPEN', 'OPEN', 'DRAFT', 'MERGED', 'UNKNOWN'),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({ type: fc.constant('current_user_permission_check') }),
  fc.record(
    {
      type: fc.constant('git_mergeability_check'),
      result: fc.constantFrom('clean', 'conflicts', 'merge_impossible'),
    },
    { requiredKeys: ['type'] },
  ),
  ...[0, 1, 2].map(() =>
    fc.record(
      {
        type: fc.constant('standard_merge_check'),
        kind: standardKind,
        asks: few,
        asksElse: fc.constant(true),
        counted: few,
      },
      { requiredKeys: ['type', 'kind'] },
    ),
  ),
  fc.record(
    {
      type: fc.constantFrom('custom_pre_merge_check', 'custom_on_merge_check'),
      app: fc.constant('Licence check'),
      message: fc.constant('Not yet.'),
    },
    { requiredKeys: ['type', 'app'] },
  ),
  fc.record(
    {
      type: fc.constant('merge_queue_check'),
      queued: fc.boolean(),
      queue: fc.constant('main line'),
      queueState: fc.constantFrom('ACTIVE', 'DRAINING', 'SUSPENDED', 'INACTIVE', 'ASLEEP'),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({ type: fc.constant('unknown'), word: fc.constant('release_train_check') }),
);

/** What Bitbucket itself may report of a merge, its checks in any order and weight. */
export const reported: fc.Arbitrary<ReportedCheck[]> = fc.array(
  fc.tuple(details, weight).map(([one, weighs]) => ({ ...weighs, ...(one as object) }) as ReportedCheck),
  { maxLength: 5 },
);

/** Pull requests of which anything may be so, and anything may be missing. */
export const pullRequests: fc.Arbitrary<Opened> = fc.record<Opened>(
  {
    state: fc.constantFrom('OPEN', 'OPEN', 'OPEN', 'OPEN', 'MERGED', 'DECLINED', 'QUEUED'),
    draft: fc.constantFrom(false, false, false, true),
    author: fc.constantFrom(ana, dea, null),
    from: fc.constantFrom('topic', 'topic', 'topic', 'topic', 'topic', null),
    fork: fc.constantFrom('tom/web', 'tom/web', 'tom/web', null),
    into: fc.constantFrom('main', 'main', 'release/1', 'develop'),
    sourceGone: fc.constantFrom(false, false, false, true),
    approvedBy: somebody,
    wantsChanges: somebody,
    reviewers: somebody,
    defaultReviewers: somebody,
    builds: fc.array(fc.constantFrom('SUCCESSFUL', 'SUCCESSFUL', 'FAILED', 'INPROGRESS', 'STOPPED'), { maxLength: 2 }),
    openTasks: fc.nat(1),
    openComments: fc.nat(1),
    behind: fc.nat(3),
    reported,
    unread: fc.dictionary(fc.constantFrom(...unknownParts), because, { maxKeys: 1 }),
  },
  { requiredKeys: [] },
);
