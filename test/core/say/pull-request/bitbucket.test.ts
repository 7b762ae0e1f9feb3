import { describe, expect, test } from '@jest/globals';
import { gather } from '../../../../src/core/cell/cell';
import type { Gap } from '../../../../src/core/model';
import { explainMerge } from '../../../../src/core/questions/pull-request/explain-merge';
import type { BitbucketsWord, Disagreement, Origin, ReportedCheck } from '../../../../src/core/reported-check';
import { reportedWords, sayBitbucket, sayDisagreement } from '../../../../src/core/say/pull-request/bitbucket';
import { sayMerge } from '../../../../src/core/say/pull-request/decision';
import { gapClause } from '../../../../src/core/words/gaps';
import { ana, core, facts, question, restriction } from '../../facts';
import { pullRequest } from '../../pull-requests';

const context = {
  question: { ...question('merge main'), pullRequest: 7 },
  repository: { fullName: 'acme/web', workspace: 'acme', slug: 'web', project: core },
};
const ok = { status: 'PASSED', required: true, blocking: false };
const failed = { status: 'FAILED', required: true, blocking: true };
const itself: Origin = { from: 'itself' };
const ninth = restriction('require_approvals_to_merge', 'main', { id: 9 });
const forbidden: Gap = { of: { what: 'restrictions' }, because: 'forbidden' };

describe('a check, in a sentence', () => {
  const approvals = (more: object): ReportedCheck => ({
    type: 'standard_merge_check',
    kind: 'minimum_approvals',
    ...failed,
    ...more,
  });
  const queue = (more: object): ReportedCheck => ({ type: 'merge_queue_check', ...ok, queue: 'main line', ...more });
  const git = (more: object): ReportedCheck => ({ type: 'git_mergeability_check', ...ok, ...more });
  const state = (more: object): ReportedCheck => ({ type: 'pullrequest_state_check', ...ok, ...more });
  const permission = (more: object): ReportedCheck => ({ type: 'current_user_permission_check', ...ok, ...more });
  const app = (more: object): ReportedCheck => ({ type: 'custom_pre_merge_check', app: 'Licences', ...ok, ...more });

  test.each<[sentence: string, check: ReportedCheck, origin?: Origin]>([
    ['The pull request is open.', state({ state: 'OPEN' })],
    ['The pull request is open, and takes no merge now.', state({ ...failed, state: 'OPEN' })],
    ['The pull request is in the state `DRAFT`, in which it takes no merge.', state({ ...failed, state: 'DRAFT' })],
    ['The pull request takes no merge now.', state(failed)],
    ['The pull request takes no merge now.', state({ ...failed, state: 'UNKNOWN' })],
    [
      'The check whether the pull request is open is in the status `UNKNOWN`.',
      state({ status: 'UNKNOWN', state: 'OPEN' }),
    ],
    ['Ana may merge into `main`.', permission({})],
    ['The check whether Ana may merge into `main` passed, and stops the merge.', permission({ blocking: true })],
    [
      'Ana may not merge into `main`, by Minimum number of approvals on `main`.',
      permission(failed),
      { from: 'restriction', restriction: ninth },
    ],
    [
      'Ana may not merge into `main`. No rule of the repository is the reason: a rule set on its project ' +
        "is the likely cause, and Bitbucket shows such rules only on the project's settings page.",
      permission(failed),
      { from: 'project' },
    ],
    [
      'Ana may not merge into `main`. No rule of the repository is the reason, nor one of those that were ' +
        'supplied of its project: what was supplied is likely out of date, and Bitbucket shows such rules ' +
        "only on the project's settings page.",
      permission(failed),
      { from: 'project', suppliedLacksIt: true },
    ],
    [
      'Ana may not merge into `main`. Which rule is the reason could not be seen: this credential may not ' +
        'read the branch restrictions of acme/web.',
      permission(failed),
      { from: 'not-seen', gaps: [forbidden] },
    ],
    ['The check whether Ana may merge into `main` is in the status `UNKNOWN`.', permission({ status: 'UNKNOWN' })],
    ['The source and `main` merge without conflicts.', git({ result: 'clean' })],
    ['The source conflicts with `main`.', git({ ...failed, result: 'conflicts' })],
    [
      'The source conflicts with `main`; it only warns.',
      git({ status: 'FAILED', required: false, result: 'conflicts' }),
    ],
    [
      'The check whether the source and `main` merge without conflicts has not finished.',
      git({ status: 'PENDING', result: 'conflicts' }),
    ],
    ['Git cannot merge the source into `main`.', git({ ...failed, result: 'merge_impossible' })],
    [
      'Minimum number of approvals on `main`: failed (1 of 2).',
      approvals({ asks: 2, counted: 1 }),
      { from: 'restriction', restriction: ninth },
    ],
    ['Minimum number of approvals: failed; it only warns.', approvals({ required: false, blocking: false })],
    ['Minimum number of approvals: passed.', approvals({ ...ok })],
    [
      'Minimum number of approvals: has not finished, and stops the merge.',
      approvals({ status: 'PENDING', required: false }),
    ],
    [
      'Minimum number of approvals: failed (1 of 2); it asks for something that we do not know.',
      approvals({ asks: 2, counted: 1, asksElse: true }),
    ],
    [
      'Maximum number of commits behind: failed (7 behind; the limit is 5).',
      { type: 'standard_merge_check', kind: 'maximum_commits_behind', asks: 5, counted: 7, ...failed },
    ],
    [
      'No unresolved pull request tasks: failed (2 open).',
      { type: 'standard_merge_check', kind: 'resolved_tasks', counted: 2, ...failed },
    ],
    [
      'The merge check `blessed` failed. We have not met this check.',
      { type: 'standard_merge_check', kind: 'blessed', ...failed },
      { from: 'not-met' },
    ],
    ['The check `Licences` of an app is in the status `constructor`.', app({ status: 'constructor' })],
    [
      'The check whether the pull request is open is in the status `UNKNOWN`.',
      state({ status: 'UNKNOWN', state: 'UNKNOWN' }),
    ],
    ['The check whether the pull request is open has not finished.', state({ status: 'PENDING' })],
    ['The check `Licences` of an app passed.', app({})],
    ['The check `Licences` of an app failed (it says: No header).', app({ ...failed, message: ' No\n header. ' })],
    [
      `The check \`Licences\` of an app failed (it says: ${'x'.repeat(300)}…).`,
      app({ ...failed, message: 'x'.repeat(9_000) }),
    ],
    ['The check `Licences` of an app has not finished.', app({ status: 'PENDING' })],
    [
      'The check `x` failed. We have not met this check.',
      { type: 'unknown', word: 'x', ...failed },
      { from: 'not-met' },
    ],
    [
      'The pull request is in the merge queue `main line` already, and merges when its turn comes.',
      queue({ ...failed, queued: true }),
    ],
    [
      'The merge queue `main line` of `main` is active: merging puts it into the queue.',
      queue({ queueState: 'ACTIVE' }),
    ],
    [
      'The check of the merge queue `main line` of `main` failed.',
      queue({ ...failed, queued: false, queueState: 'ACTIVE' }),
    ],
    [
      'The merge queue `main line` of `main` is suspended and takes in nothing.',
      queue({ ...failed, queueState: 'SUSPENDED' }),
    ],
    ['The merge queue `main line` of `main` is draining and takes in nothing.', queue({ queueState: 'DRAINING' })],
    [
      'The merge queue `main line` of `main` is inactive, so merging needs no queue.',
      queue({ queueState: 'INACTIVE' }),
    ],
  ])('%s', (sentence, check, origin = itself) => {
    expect(reportedWords({ check, origin }, context)).toBe(sentence);
  });
});

describe('no sentence contradicts the verdict that it stands under', () => {
  const types: object[] = [
    ...['OPEN', 'DRAFT', 'MERGED', 'DECLINED', 'SUPERSEDED', 'UNKNOWN', undefined].map((state) => ({
      type: 'pullrequest_state_check',
      ...(state && { state }),
    })),
    { type: 'current_user_permission_check' },
    ...['clean', 'conflicts', 'merge_impossible', undefined].map((result) => ({
      type: 'git_mergeability_check',
      ...(result && { result }),
    })),
    ...['minimum_approvals', 'resolved_tasks', 'maximum_commits_behind', 'blessed'].map((kind) => ({
      type: 'standard_merge_check',
      kind,
    })),
    { type: 'custom_pre_merge_check', app: 'Licences' },
    { type: 'custom_on_merge_check', app: 'Licences' },
    ...['ACTIVE', 'DRAINING', 'SUSPENDED', 'INACTIVE', 'UNKNOWN', undefined].flatMap((queueState) =>
      [true, false].map((queued) => ({ type: 'merge_queue_check', queued, ...(queueState && { queueState }) })),
    ),
    { type: 'unknown', word: 'release_train_check' },
  ];
  const everyday: ReportedCheck[] = [
    { type: 'pullrequest_state_check', ...ok, state: 'OPEN' },
    { type: 'current_user_permission_check', ...ok },
    { type: 'git_mergeability_check', ...ok, result: 'clean' },
  ];
  const statuses = ['PASSED', 'FAILED', 'PENDING', 'SKIPPED', 'UNKNOWN', 'BEWILDERED'];
  const stops =
    /takes no merge|may not merge|cannot merge|cannot be merged|conflicts with|takes in nothing|stops the|is not met|failed/;
  const passes =
    /^(?:The pull request is open|Ana may merge into `main`|The source and `main` merge without conflicts|.* passed)\.$/;
  const isWarning = (sentence: string) => /; it only warns|, and does not stop the merge/.test(sentence);

  test.each(
    statuses.flatMap((status) =>
      [true, false].flatMap((required) => [true, false].map((blocking) => ({ status, required, blocking }))),
    ),
  )('$status, required: $required, blocking: $blocking', (weight) => {
    for (const type of types) {
      const check = { ...weight, ...type } as ReportedCheck;
      const reported = [...everyday.filter((one) => one.type !== check.type), check];
      const decision = explainMerge(gather(facts()), pullRequest({ reported }), {
        actor: { type: 'user', person: ana },
      });
      const { verdict, bitbucket } = decision;
      if (!bitbucket) throw new Error('A merge of a pull request has it.');
      const traced = bitbucket.checks.find((one) => one.check === check);
      if (!traced) throw new Error('Every check is traced.');
      const own = reportedWords(traced, context);
      const { reason } = sayMerge(decision).findings.find(({ rule }) => rule === 'mergeability') ?? {};
      const all = [own, ...(reason === undefined ? [] : [reason])];
      const said = [verdict, sayBitbucket(bitbucket, context).sentence, ...all].join(' | ');
      if (verdict === 'allowed') {
        expect([said, all.filter((one) => stops.test(one) && !isWarning(one))]).toEqual([said, []]);
      } else {
        expect([said, all.filter((one) => passes.test(one) || isWarning(one))]).toEqual([said, []]);
      }
      // What Bitbucket does not say to stop the merge is not said to.
      if (verdict !== 'denied') expect(said).not.toMatch(/, and stops the merge/);
      if (bitbucket.says !== 'mergeable') expect(said).not.toContain('can be merged.');
    }
  });
});

test('which of two readings is right is asked of a rule by the name that the screen has for it', () => {
  const beside = { what: 'check-beside-reported', kind: 'require_approvals_to_merge', ours: 'done' } as const;
  expect(gapClause({ of: beside, because: 'not-understood' }, context.repository)).toContain(
    'which of two readings of Minimum number of approvals is right: by what was read it is done',
  );
});

test.each(['app-password', 'password'] as const)('with a credential that was removed: %s', (credential) => {
  const because: Gap = { of: { what: 'mergeability' }, because: 'not-offered' };
  const word: BitbucketsWord = { says: 'unknown', because, checks: [], ours: 'denied', disagreements: [] };
  expect(sayBitbucket(word, { ...context, question: { ...context.question, credential } }).sentence).toBe(
    'Bitbucket takes no such credential any more, and so says nothing of a merge with one.',
  );
});

describe('what Bitbucket says in all', () => {
  const checks = (...all: ReportedCheck[]) => all.map((check) => ({ check, origin: itself }));
  const refused: ReportedCheck = { type: 'current_user_permission_check', ...failed };
  const conflicts: ReportedCheck = { type: 'git_mergeability_check', ...failed, result: 'conflicts' };
  const pending: ReportedCheck = { type: 'custom_pre_merge_check', app: 'Licences', ...ok, status: 'PENDING' };
  const gap = (because: Gap['because'], more: Partial<Gap> = {}): Gap => ({
    of: { what: 'mergeability' },
    because,
    ...more,
  });
  const open: Gap = { of: { what: 'reported-check' }, because: 'not-understood' };
  test.each<[sentence: string, word: Partial<BitbucketsWord>, because?: string]>([
    ['Bitbucket says that it can be merged.', { says: 'mergeable' }],
    ['Bitbucket says that Ana may not merge it.', { says: 'not-mergeable', checks: checks(refused) }],
    [
      'Bitbucket says that it cannot be merged: one check stands in the way.',
      { says: 'not-mergeable', checks: checks(conflicts) },
    ],
    [
      'Bitbucket says that it cannot be merged: 2 checks stand in the way.',
      { says: 'not-mergeable', checks: checks(refused, conflicts, pending) },
    ],
    [
      'Bitbucket does not say whether it can be merged: one check leaves it open.',
      { checks: checks(pending), because: open },
    ],
    [
      'Bitbucket does not say whether it can be merged: 2 checks leave it open.',
      { checks: checks(pending, { ...pending }), because: open },
    ],
    [
      'What Bitbucket itself says of a merge, it tells each person of themselves alone.',
      { because: gap('not-offered') },
      'not-offered',
    ],
    [
      'What Bitbucket itself says of it is not known: Bitbucket does not tell what it would check before the merge.',
      { because: gap('not-offered', { status: 410 }) },
      'not-offered',
    ],
    [
      'What Bitbucket itself says of it is not known: this Bitbucket does not tell it yet.',
      { because: gap('not-found', { status: 404 }) },
      'not-found',
    ],
    [
      'What Bitbucket itself says of it is not known: Bitbucket asks to wait 2 minutes before asking for ' +
        'what it would check before the merge.',
      { because: gap('unreachable', { retryAfter: 120 }) },
      'unreachable',
    ],
    [
      'What Bitbucket itself says of it is not known: the list was cut short and left out part of what it would check before the merge.',
      { because: gap('truncated') },
      'truncated',
    ],
  ])('%s', (...row) => {
    const [sentence, word, because] = row;
    const said = sayBitbucket({ says: 'unknown', checks: [], ours: 'unknown', disagreements: [], ...word }, context);
    expect([said.sentence, said.because]).toEqual([sentence, because]);
  });

  test('what the reply does not say of a check is said to be what may stand in the way', () => {
    const bare: ReportedCheck = { type: 'git_mergeability_check', status: 'UNKNOWN' };
    const said = sayBitbucket({ says: 'unknown', checks: checks(bare), ours: 'unknown', disagreements: [] }, context);
    expect(said.checks).toMatchObject([{ required: true, blocking: false }]);
  });
});

describe('where ours differs', () => {
  const elsewhere = restriction('enforce_merge_checks', 'release/*', { id: 4 });
  test.each<[sentence: string, disagreement: Disagreement]>([
    [
      'Minimum number of approvals on `main` is done by what was read, and Bitbucket reports it as `FAILED`.',
      { of: 'require_approvals_to_merge', ours: 'done', bitbucket: 'FAILED', restriction: ninth },
    ],
    [
      'Minimum number of approvals on `main` is not done by what was read, and Bitbucket reports it as `PASSED`.',
      { of: 'require_approvals_to_merge', ours: 'missing', bitbucket: 'PASSED', restriction: ninth },
    ],
    [
      'No rule of the repository asks for Minimum number of approvals, and Bitbucket reports it as `FAILED`: a ' +
        'rule set on the project is the likely cause.',
      { of: 'require_approvals_to_merge', ours: 'no-rule', bitbucket: 'FAILED' },
    ],
    [
      'By the rules that were read, what is missing stops a merge into `main`, and Bitbucket reports that it only warns.',
      { of: 'enforce_merge_checks', ours: 'enforced', bitbucket: 'not required' },
    ],
    [
      'By the rules that were read, what is missing only warns on `main`, and Bitbucket reports that it ' +
        'stops the merge: a rule set on the project is the likely cause.',
      { of: 'enforce_merge_checks', ours: 'not-enforced', bitbucket: 'required' },
    ],
    [
      'By the rules that were read, what is missing only warns on `main`, and Bitbucket reports that it ' +
        'stops the merge: Prevent a merge with unresolved merge checks on `release/*` may count for every ' +
        'branch, or a rule is set on the project.',
      { of: 'enforce_merge_checks', ours: 'not-enforced', bitbucket: 'required', restriction: elsewhere },
    ],
    [
      'The rules refuse the merge, and Bitbucket says that it would go through.',
      { of: 'merge', ours: 'denied', bitbucket: 'mergeable' },
    ],
    [
      'The rules that were read let the merge through, and Bitbucket says that it cannot be merged.',
      { of: 'merge', ours: 'allowed', bitbucket: 'not-mergeable' },
    ],
    [
      'The pull request was read as open, and Bitbucket reports its state as `FAILED`.',
      { of: 'pull-request', ours: 'allowed', bitbucket: 'FAILED' },
    ],
    [
      'The pull request was read as closed or a draft, and Bitbucket reports its state as open for a merge.',
      { of: 'pull-request', ours: 'denied', bitbucket: 'PASSED' },
    ],
    [
      'The rules of the repository let Ana merge into `main`, and Bitbucket says that Ana may not: a rule ' +
        'set on the project is the likely cause.',
      { of: 'merge-restriction', ours: 'allowed', bitbucket: 'FAILED' },
    ],
    [
      'The rules of the repository refuse Ana a merge into `main`, and Bitbucket says that Ana may.',
      { of: 'merge-restriction', ours: 'denied', bitbucket: 'PASSED' },
    ],
  ])('%s', (sentence, disagreement) => {
    expect(sayDisagreement(disagreement, context).reason).toBe(sentence);
  });
});
