import { expect, test } from '@jest/globals';
import type { MergeOpinion, MergeRuleId, MergeReasons } from '../../../src/core/merge-decision';
import type { UnlistableActor } from '../../../src/core/model';
import type { TracedCheck } from '../../../src/core/reported-check';
import { mergeExplained } from '../../../src/core/rules/pull-request/explained/index';
import { sayShown } from '../../../src/core/say/evidence';
import { sayMergeShown } from '../../../src/core/say/pull-request/evidence';
import { reasonIn } from '../../../src/core/say/reasons';
import { ana, ben, devs, merges, noDelete, noForce, push, question, restriction, type Asked } from '../facts';

const where = { fullName: 'acme/web', workspace: 'acme', slug: 'web' };
const first = push('main', { id: 1, users: [ben] });
const second = push('*', { id: 2, groups: [devs] });
const same = push('*', { id: 3, users: [ben] });
const empty = push('main', { id: 4 });
const alsoEmpty = push('*', { id: 5 });
const nameless = { ...push('main', { users: [ana] }) };
delete nameless.id;

/** A rule, one of its reasons, the question, and what the rule then says. */
type Row = { [Id in MergeRuleId]: [rule: Id, reason: MergeReasons[Id], asked: Asked, sentence: string] }[MergeRuleId];

const rows: Row[] = [
  [
    'credential',
    { why: 'credential-removed', credential: 'password' },
    'push main',
    'Bitbucket Cloud no longer takes account passwords for Git.',
  ],
  [
    'credential',
    { why: 'credential-removed', credential: 'app-password' },
    'push main',
    'Bitbucket Cloud no longer takes app passwords: they were removed on July 28, 2026.',
  ],
  [
    'repository-access',
    { why: 'may-write', level: 'admin' },
    'push main',
    'Ana is an administrator of acme/web, which includes write access.',
  ],
  ['repository-access', { why: 'may-write', level: 'write' }, 'push main', 'Ana has write access to acme/web.'],
  [
    'repository-access',
    { why: 'may-not-write', level: 'read' },
    'push main',
    'Ana can read acme/web but has no write access to it.',
  ],
  [
    'repository-access',
    { why: 'may-not-write', level: 'none' },
    'push main',
    'Ana was given no permission on acme/web.',
  ],
  [
    'repository-access',
    { why: 'write-not-known' },
    'push main',
    'Whether Ana has write access to acme/web could not be seen.',
  ],
  [
    'repository-access',
    { why: 'actor-counts-as-writing' },
    'push main as pipelines',
    'Pipelines counts as having write access here, as its scopes are not checked.',
  ],
  ['pull-request', { why: 'closed', state: 'MERGED' }, 'merge main', 'The pull request is merged already.'],
  [
    'pull-request',
    { why: 'closed', state: 'DECLINED' },
    'merge main',
    'The pull request is declined, and a closed pull request stays closed.',
  ],
  ['pull-request', { why: 'draft' }, 'merge main', 'The pull request is a draft, which nobody can merge.'],
  ['pull-request', { why: 'open' }, 'merge main', 'The pull request is open.'],
  [
    'pull-request',
    { why: 'state-not-known' },
    'merge main',
    'Whether the pull request is open for merging could not be seen.',
  ],
  ['pull-request', { why: 'source-gone' }, 'merge main', 'The source branch of the pull request is gone.'],
  [
    'pull-request',
    { why: 'source-not-known' },
    'merge main',
    'Whether the source branch of the pull request is still there could not be seen.',
  ],
  ['push-restriction', { why: 'tag' }, 'push refs/tags/v1', 'Branch restrictions do not cover tags.'],
  ['push-restriction', { why: 'none-covers' }, 'push main', 'No restriction limits who can push to `main`.'],
  ['push-restriction', { why: 'listed', by: first, groups: [] }, 'push main', 'Write access on `main` lists Ana.'],
  [
    'push-restriction',
    { why: 'listed', by: second, groups: ['devs'] },
    'push main',
    'Write access on `*` covers `main` and lists the group `devs`, which Ana is in.',
  ],
  [
    'push-restriction',
    { why: 'listed', by: second, groups: ['devs', 'leads'] },
    'push main',
    'Write access on `*` covers `main` and lists the groups `devs` and `leads`, at least one of which Ana is in.',
  ],
  [
    'push-restriction',
    { why: 'not-listed', restrictions: [first], companions: [] },
    'push main',
    'Write access on `main` is for Ben, and Ana is not on that list.',
  ],
  [
    'push-restriction',
    { why: 'not-listed', restrictions: [first], companions: [], level: 'admin' },
    'create main',
    'Write access on `main` is for Ben, and Ana is not on that list, and creating a branch is a push; ' +
      'being an administrator exempts nobody.',
  ],
  [
    'push-restriction',
    { why: 'not-listed', restrictions: [first, same], companions: [] },
    'push main',
    'Write access on `main` and `*` covers `main` and is for Ben, and Ana is not on any of these lists.',
  ],
  [
    'push-restriction',
    { why: 'not-listed', restrictions: [first, second], companions: [] },
    'push main',
    '`main` is covered by Write access on `main` (for Ben) and Write access on `*` (for the group ' +
      '`devs`), and Ana is not on any of these lists.',
  ],
  [
    'push-restriction',
    { why: 'not-listed', restrictions: [first, nameless], companions: [] },
    'push main',
    '`main` is covered by Write access on `main` (for Ben) and Write access on `main` (for Ana), and Ana is not on any of these lists.',
  ],
  [
    'push-restriction',
    { why: 'not-listed', restrictions: [first, empty], companions: [] },
    'push main as pipelines',
    '`main` is covered by Write access on `main` (restriction 1) (for Ben) and Write access on `main` ' +
      '(restriction 4) (for nobody), and no list can name Pipelines.',
  ],
  [
    'push-restriction',
    { why: 'not-listed', restrictions: [empty], companions: [] },
    'push main',
    'Write access on `main` lists nobody, and so lets nobody push, administrators included.',
  ],
  [
    'push-restriction',
    { why: 'not-listed', restrictions: [empty, alsoEmpty], companions: [] },
    'create main',
    'Write access on `main` and `*` covers `main`, lists nobody, and so lets nobody push, administrators ' +
      'included, and creating a branch is a push.',
  ],
  [
    'push-restriction',
    { why: 'listing-not-known', restrictions: [] },
    'push main',
    'Which restrictions cover `main` could not be seen.',
  ],
  [
    'push-restriction',
    { why: 'listing-not-known', restrictions: [first] },
    'push main',
    'Whether Write access on `main` stops Ana could not be settled.',
  ],
  [
    'push-restriction',
    { why: 'listing-not-known', restrictions: [first, second] },
    'push main',
    'Whether Write access on `main` and `*` stops Ana could not be settled.',
  ],
  [
    'push-restriction',
    { why: 'push-restriction-on-deletion', restrictions: [] },
    'delete main',
    'Which branches Write access covers could not be seen.',
  ],
  [
    'push-restriction',
    { why: 'push-restriction-on-deletion', restrictions: [first] },
    'delete main',
    'Whether Write access on `main` also stops deleting `main` could not be settled.',
  ],
  [
    'push-restriction',
    { why: 'push-restriction-on-deletion', restrictions: [first, second] },
    'delete main',
    'Whether Write access on `main` and `*` also stops deleting `main` could not be settled.',
  ],
  ['force-restriction', { why: 'tag' }, 'force-push refs/tags/v1', 'Branch restrictions do not cover tags.'],
  [
    'force-restriction',
    { why: 'none-covers' },
    'force-push main',
    'No restriction forbids rewriting branch history of `main`.',
  ],
  [
    'force-restriction',
    { why: 'rewriting-forbidden', restrictions: [noForce('main')] },
    'force-push main',
    'Rewriting branch history of `main` is not allowed for anybody.',
  ],
  [
    'force-restriction',
    { why: 'covering-not-known' },
    'force-push main',
    'Whether a restriction forbids rewriting branch history of `main` could not be settled.',
  ],
  [
    'main-branch',
    { why: 'is-main-branch' },
    'delete main',
    '`main` is the main branch of acme/web, which nobody can delete.',
  ],
  ['main-branch', { why: 'is-not-main-branch' }, 'delete topic', '`topic` is not the main branch.'],
  ['main-branch', { why: 'is-not-main-branch' }, 'delete refs/tags/v1', 'A tag is never the main branch.'],
  [
    'main-branch',
    { why: 'main-branch-not-known' },
    'delete main',
    'Whether `main` is the main branch, which nobody can delete, could not be seen.',
  ],
  ['delete-restriction', { why: 'none-covers' }, 'delete main', 'No restriction forbids deleting `main`.'],
  [
    'delete-restriction',
    { why: 'deletion-forbidden', restrictions: [noDelete('main'), noDelete('*')] },
    'delete main',
    'Deleting `main` and `*` is not allowed for anybody.',
  ],
  [
    'delete-restriction',
    { why: 'covering-not-known' },
    'delete main',
    'Whether a restriction forbids deleting `main` could not be settled.',
  ],
  ['merge-restriction', { why: 'none-covers' }, 'merge main', 'No restriction limits who can merge into `main`.'],
  [
    'merge-restriction',
    { why: 'not-listed', restrictions: [merges('main')], companions: [first] },
    'merge main',
    '`main` is covered by Merge via pull request on `main` (for nobody) and Write access on `main` (for ' +
      'Ben), and Ana is not on any of these lists.',
  ],
  ['merge-checks', { why: 'no-checks' }, 'merge main', 'No merge check covers `main`.'],
  ['merge-checks', { why: 'checks-done', count: 1 }, 'merge main', 'The merge check is done.'],
  ['merge-checks', { why: 'checks-done', count: 2 }, 'merge main', 'All 2 merge checks are done.'],
  [
    'merge-checks',
    { why: 'checks-missing', missing: 1, unseen: 0 },
    'merge main',
    '1 merge check is not done, and `main` takes no merge until all are done.',
  ],
  [
    'merge-checks',
    { why: 'checks-missing', missing: 2, unseen: 1 },
    'merge main',
    '2 merge checks are not done and 1 could not be seen, and `main` takes no merge until all are done.',
  ],
  [
    'merge-checks',
    { why: 'checks-only-warn', missing: 0, unseen: 1 },
    'merge main',
    '1 merge check could not be seen, but Bitbucket only warns of that: nothing prevents a merge with unresolved merge checks into `main`.',
  ],
  [
    'merge-checks',
    { why: 'checks-not-known', missing: 0, unseen: 1 },
    'merge main',
    'Whether the merge checks let it through could not be settled.',
  ],
  [
    'unlistable-actor',
    { why: 'access-key-reads-only' },
    'push main as access-key',
    'An access key is read-only in every repository, whatever the restrictions say.',
  ],
  [
    'unlistable-actor',
    { why: 'nobody-can-list-it', restrictions: [first] },
    'push main as pipelines',
    'No branch restriction can list Pipelines, whatever its scopes, because Bitbucket offers only users and groups there.',
  ],
  [
    'unknown-restriction',
    { why: 'kind-not-understood', restrictions: [restriction('x', 'main')] },
    'push main',
    '`x` on `main` is of a kind that is new to us and may stop this.',
  ],
  [
    'unknown-restriction',
    { why: 'kind-not-understood', restrictions: [restriction('x', '*'), restriction('y', '*')] },
    'push main',
    '`x` and `y` on `*` are of kinds that are new to us and may stop this on `main`.',
  ],
];

const refusedByProject: TracedCheck = {
  check: { type: 'current_user_permission_check', status: 'FAILED', required: true, blocking: true },
  origin: { from: 'project' },
};
const conflicts: TracedCheck = {
  check: { type: 'git_mergeability_check', status: 'FAILED', required: true, blocking: true, result: 'conflicts' },
  origin: { from: 'itself' },
};
const tooFew: TracedCheck = {
  check: {
    type: 'standard_merge_check',
    kind: 'minimum_approvals',
    status: 'FAILED',
    required: true,
    blocking: true,
    asks: 2,
    counted: 1,
  },
  origin: { from: 'restriction', restriction: restriction('require_approvals_to_merge', 'main', { id: 9 }) },
};
const newToUs: TracedCheck = {
  check: { type: 'unknown', word: 'release_train_check', status: 'FAILED', required: true, blocking: false },
  origin: { from: 'not-met' },
};

type Standing =
  | { type: 'git_mergeability_check' | 'current_user_permission_check' }
  | { type: 'merge_queue_check'; queueState: string };

function standing(check: Standing, status: string): TracedCheck {
  return { check: { ...check, status, required: true, blocking: true }, origin: { from: 'itself' } };
}

rows.push(
  [
    'mergeability',
    { why: 'blocked', checks: [refusedByProject] },
    'merge main',
    'Bitbucket says that Ana may not merge into `main`, which follows from no rule of the repository: a ' +
      'rule set on its project is the likely cause.',
  ],
  [
    'mergeability',
    { why: 'blocked', checks: [conflicts, tooFew] },
    'merge main',
    'Bitbucket says that the source of the pull request conflicts with `main` and ' +
      'Minimum number of approvals on `main` is not met (1 of 2).',
  ],
  [
    'mergeability',
    { why: 'blocked', checks: [{ ...refusedByProject, origin: { from: 'project', suppliedLacksIt: true } }] },
    'merge main',
    'Bitbucket says that Ana may not merge into `main`, which follows from no rule of the repository, nor from one of ' +
      'those that were supplied of its project: what was supplied is likely out of date.',
  ],
  // A check that stops the merge while it is not known how it stands refuses nothing for certain.
  [
    'mergeability',
    { why: 'blocked', checks: [standing({ type: 'git_mergeability_check' }, 'UNKNOWN')] },
    'merge main',
    'Bitbucket says that the check whether the source of the pull request and `main` merge without conflicts ' +
      'is in the status `UNKNOWN`, and stops the merge.',
  ],
  [
    'mergeability',
    { why: 'blocked', checks: [standing({ type: 'git_mergeability_check' }, 'FAILED')] },
    'merge main',
    'Bitbucket says that Git cannot merge the source of the pull request into `main`.',
  ],
  [
    'mergeability',
    { why: 'blocked', checks: [standing({ type: 'current_user_permission_check' }, 'PENDING')] },
    'merge main',
    'Bitbucket says that the check whether Ana may merge into `main` has not finished, and stops the merge.',
  ],
  [
    'mergeability',
    { why: 'blocked', checks: [standing({ type: 'merge_queue_check', queueState: 'ACTIVE' }, 'FAILED')] },
    'merge main',
    'Bitbucket says that the check of the merge queue of `main` failed.',
  ],
  [
    'mergeability',
    { why: 'blocked', checks: [standing({ type: 'merge_queue_check', queueState: 'SUSPENDED' }, 'FAILED')] },
    'merge main',
    'Bitbucket says that the merge queue of `main` is suspended and takes in nothing.',
  ],
  [
    'mergeability',
    { why: 'mergeable' },
    'merge main',
    'Bitbucket says that the pull request can be merged, and that settles it.',
  ],
  ['mergeability', { why: 'permitted' }, 'merge main', 'Bitbucket says that Ana may merge into `main`.'],
  [
    'mergeability',
    { why: 'permitted-beside-denial' },
    'merge main',
    'What the rules say of whether Ana may merge into `main` and what Bitbucket says of it differ.',
  ],
  [
    'mergeability',
    { why: 'mergeable-beside-denial' },
    'merge main',
    'What the rules say of the pull request and what Bitbucket says of it differ.',
  ],
  [
    'mergeability',
    { why: 'queue-takes-nothing', queueState: 'DRAINING' },
    'merge main',
    'The merge queue of `main` is draining, and such a queue takes in nothing.',
  ],
  [
    'mergeability',
    { why: 'check-failed', checks: [{ ...conflicts, check: { ...conflicts.check, blocking: false } }] },
    'merge main',
    'Bitbucket does not say that it stops the merge, but says that the source of the pull request conflicts with `main`.',
  ],
  [
    'mergeability',
    { why: 'blocked', checks: [{ ...tooFew, check: { ...tooFew.check, status: 'SKIPPED' } }] },
    'merge main',
    'Bitbucket says that Minimum number of approvals on `main` was skipped (1 of 2), and stops the merge.',
  ],
  [
    'mergeability',
    { why: 'check-not-met', checks: [newToUs] },
    'merge main',
    'Bitbucket names a check that we have not met, `release_train_check`.',
  ],
);

test.each(rows.map(([rule, reason, asked, sentence]) => ({ rule, reason, asked, sentence })))(
  '$rule, $asked: $sentence',
  ({ rule, reason, asked, sentence }) => {
    const opinion: MergeOpinion = { rule, verdict: 'allows', reason, evidence: [{ shows: 'main-branch' }] };
    expect(reasonIn(mergeExplained, opinion, { question: question(asked), repository: where })).toBe(sentence);
  },
);

test('every reason stands in the table', () => {
  const all = Object.values(mergeExplained).flatMap(({ words }) => Object.keys(words));
  expect([...new Set(rows.map(([, { why }]) => why))].toSorted()).toEqual([...new Set(all)].toSorted());
});

test.each<[actor: UnlistableActor, says: string]>([
  ['access-key', 'An access key is read-only.'],
  [
    'forge-app',
    'A Forge app can push through a Forge remote, with the scope `write:repository:bitbucket`, and a branch ' +
      'restriction lists only users and groups.',
  ],
  ['pipelines', 'Pipelines can hold write access, and a branch restriction lists only users and groups.'],
])('what is documented of %s', (actor, says) => {
  const about = { question: question('push main'), repository: where };
  expect(sayShown({ shows: 'actor-documentation', actor }, about).shows).toBe(says);
});

test('that whoever asks may merge, as evidence', () => {
  const about = { question: { ...question('merge main'), pullRequest: 7 }, repository: where };
  expect(sayMergeShown({ shows: 'reported-permission' }, about)).toEqual({
    shows: "Bitbucket's check of write access and of every branch restriction passed.",
    page: 'https://bitbucket.org/acme/web/pull-requests/7',
  });
});
