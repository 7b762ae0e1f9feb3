import type { MergeRemedy } from '../../../../src/core/remedy';
import type { Found, MergeCheck } from '../../../../src/core/merge-check';
import { describe, expect, test } from '@jest/globals';
import { gather, viewBranch } from '../../../../src/core/cell/cell';
import { explain } from '../../../../src/core/questions/explain';
import { mergeChecks, partsFor } from '../../../../src/core/merge-checks/merge-checks';
import type { Restriction } from '../../../../src/core/model';
import { ana, ben, by, cem, dea, facts, ofType, question, restriction, type Told } from '../../facts';
import { author, pullRequest, saidOf, type Opened } from '../../pull-requests';
import { gapText } from '../table';

function judged(told: Told, opened: Opened): MergeCheck[] {
  const gathered = gather(facts(told));
  return mergeChecks(
    { facts: gathered.facts, branch: viewBranch(opened.into ?? 'main', gathered) },
    pullRequest(opened),
  );
}

/** `missing 1/2: get-approvals 1 from Ben`. */
function checkText(check: MergeCheck): string {
  const { found } = check;
  const doubt = check.mightNotCover ? [`if it covers (${check.mightNotCover.map(gapText).join(', ')})`] : [];
  const rest =
    check.is === 'missing' ? check.remedies.map(wayText) : check.is === 'unknown' ? check.gaps.map(gapText) : [];
  return [[check.is, ...(found ? [foundText(found)] : []), ...doubt].join(' '), ...rest].join(': ');
}

function foundText(found: Found): string {
  if ('passed' in found) {
    const { passed, need, failed, running, other } = found;
    return `${String(passed)}/${String(need)} -${String(failed)} ~${String(running)} ?${String(other)}`;
  }
  if ('commits' in found) return `${String(found.commits)}>${String(found.atMost)}`;
  if ('open' in found) return String(found.open);
  if ('by' in found) return String(found.by);
  return `${String(found.have)}/${String(found.need)}${'byAuthor' in found && found.byAuthor ? '+author' : ''}`;
}

function wayText(remedy: MergeRemedy): string {
  switch (remedy.way) {
    case 'get-approvals':
    case 'get-default-reviewer-approvals':
      return `${String(remedy.need)} from ${remedy.from.map(({ name }) => name).join('+')}`;
    case 'settle-changes-requested':
      return `settle with ${remedy.by.map(({ name }) => name).join('+')}`;
    case 'pass-builds':
      return `repair ${remedy.failed.join('+')}, wait for ${String(remedy.running)}, lacking ${String(remedy.lacking)}`;
    case 'update-source':
      return `bring ${remedy.destination} into ${String(remedy.source)}${remedy.fork ? ' of a fork' : ''}`;
    case 'resolve-tasks':
    case 'resolve-comments':
      return `resolve ${String(remedy.open)}`;
    default:
      return remedy.way;
  }
}

type Row = [sentence: string, check: [kind: string, value?: number], opened: Opened, says: string];

describe('each check on the state of the pull request', () => {
  const approvals = 'require_approvals_to_merge';
  const byDefault = 'require_default_reviewer_approvals_to_merge';
  const changes = 'require_no_changes_requested';
  const tasks = 'require_tasks_to_be_completed';
  const comments = 'require_all_comments_resolved';
  const builds = 'require_passing_builds_to_merge';
  const behind = 'require_commits_behind';

  test.each<Row>([
    ['enough approve', [approvals, 2], { approvedBy: [ben, cem] }, 'done 2/2'],
    ['more than enough', [approvals, 1], { approvedBy: [ben, cem] }, 'done 2/1'],
    ['none is asked for', [approvals, 0], {}, 'done 0/0'],
    [
      'enough of what could be read',
      [approvals, 1],
      { approvedBy: [ben], unread: { participants: 'not-understood' } },
      'done 1/1',
    ],
    ['enough beside the author', [approvals, 1], { approvedBy: [ben, author] }, 'done 1/1+author'],
    ['somebody who is told of twice is one', [approvals, 2], { approvedBy: [ben, ben] }, 'missing 1/2: 1 from '],
    [
      'too few: reviewers who have not can be asked',
      [approvals, 3],
      { approvedBy: [ben], reviewers: [cem, dea] },
      'missing 1/3: 2 from Cem+Dea',
    ],
    ['too few, and nobody was asked', [approvals, 1], {}, 'missing 0/1: 1 from '],
    ['whoever wants changes does not approve', [approvals, 1], { wantsChanges: [ben] }, 'missing 0/1: 1 from Ben'],
    ['the author is not asked', [approvals, 1], { reviewers: [author, ben] }, 'missing 0/1: 1 from Ben'],
    [
      'the author’s own does not help where one more lacks',
      [approvals, 3],
      { approvedBy: [ben, author] },
      'missing 1/3+author: 2 from ',
    ],
    [
      'the author’s own would tip it',
      [approvals, 2],
      { approvedBy: [ben, author] },
      'unknown 1/2+author: own-approval not-documented',
    ],
    ['the author is gone', [approvals, 1], { author: null, approvedBy: [ben] }, 'done 1/1'],
    [
      'others may have approved',
      [approvals, 2],
      { approvedBy: [ben], unread: { participants: 'not-understood' } },
      'unknown 1/2: participants not-understood',
    ],
    ['how many is not said', [approvals], { approvedBy: [ben, cem, dea] }, 'unknown: check-value 1 not-understood'],

    ['a default reviewer approves', [byDefault, 1], { approvedBy: [ben], defaultReviewers: [ben, cem] }, 'done 1/1'],
    [
      'somebody else does not count',
      [byDefault, 1],
      { approvedBy: [ana], defaultReviewers: [ben, cem] },
      'missing 0/1: 1 from Ben+Cem',
    ],
    [
      'the author is a default reviewer',
      [byDefault, 1],
      { approvedBy: [], defaultReviewers: [author, cem] },
      'missing 0/1: 1 from Cem',
    ],
    [
      'and approves what she wrote',
      [byDefault, 1],
      { approvedBy: [author], defaultReviewers: [author, cem] },
      'unknown 0/1: own-approval not-documented',
    ],
    [
      'more are asked for than there are',
      [byDefault, 2],
      { defaultReviewers: [ben] },
      'unknown 0/2: too-few-default-reviewers not-documented',
    ],
    [
      'one who is listed twice is one',
      [byDefault, 2],
      { approvedBy: [ben], defaultReviewers: [ben, ben, cem] },
      'missing 1/2: 1 from Cem',
    ],
    [
      'there are none',
      [byDefault, 1],
      { defaultReviewers: [] },
      'unknown 0/1: too-few-default-reviewers not-documented',
    ],
    [
      'enough of what could be read',
      [byDefault, 1],
      { approvedBy: [ben], defaultReviewers: [ben], unread: { 'default-reviewers': 'truncated' } },
      'done 1/1',
    ],
    [
      'who they are cannot be read',
      [byDefault, 1],
      { approvedBy: [ben], defaultReviewers: [], unread: { 'default-reviewers': 'forbidden' } },
      'unknown 0/1: default-reviewers forbidden',
    ],
    [
      'who approved cannot be read',
      [byDefault, 1],
      { defaultReviewers: [ben], unread: { participants: 'not-understood' } },
      'unknown 0/1: participants not-understood',
    ],
    ['how many is not said', [byDefault], { approvedBy: [ben] }, 'unknown: check-value 1 not-understood'],

    ['nobody wants changes', [changes], { approvedBy: [ben], reviewers: [cem] }, 'done 0'],
    ['somebody does', [changes], { wantsChanges: [ben, cem] }, 'missing 2: settle with Ben+Cem'],
    [
      'somebody does, others cannot be read',
      [changes],
      { wantsChanges: [ben], unread: { participants: 'not-understood' } },
      'missing 1: settle with Ben',
    ],
    [
      'somebody who cannot be read may',
      [changes],
      { unread: { participants: 'not-understood' } },
      'unknown: participants not-understood',
    ],

    ['no task is open', [tasks], {}, 'done 0'],
    ['some are', [tasks], { openTasks: 2 }, 'missing 2: resolve 2'],
    ['tasks cannot be read', [tasks], { unread: { tasks: 'unreachable' } }, 'unknown: tasks unreachable'],

    ['no comment is open', [comments], {}, 'done 0'],
    ['some are', [comments], { openComments: 1 }, 'missing 1: resolve 1'],
    ['comments cannot be read', [comments], { unread: { comments: 'forbidden' } }, 'unknown: comments forbidden'],

    ['enough passed', [builds, 2], { builds: ['SUCCESSFUL', 'SUCCESSFUL'] }, 'done 2/2 -0 ~0 ?0'],
    ['too few ran', [builds, 2], { builds: ['SUCCESSFUL'] }, 'missing 1/2 -0 ~0 ?0: repair , wait for 0, lacking 1'],
    [
      'one failed, though enough passed',
      [builds, 1],
      { builds: ['SUCCESSFUL', 'FAILED'] },
      'missing 1/1 -1 ~0 ?0: repair build 2, wait for 0, lacking 0',
    ],
    [
      'one is under way, though enough passed',
      [builds, 1],
      { builds: ['SUCCESSFUL', 'INPROGRESS'] },
      'missing 1/1 -0 ~1 ?0: repair , wait for 1, lacking 0',
    ],
    [
      'one that was stopped, though enough passed',
      [builds, 1],
      { builds: ['SUCCESSFUL', 'STOPPED'] },
      'unknown 1/1 -0 ~0 ?1: other-builds not-documented',
    ],
    [
      'one in a state that is new to us',
      [builds, 1],
      { builds: ['SUCCESSFUL', 'QUEUED'] },
      'unknown 1/1 -0 ~0 ?1: other-builds not-documented',
    ],
    [
      'one in a state that is new to us may have passed',
      [builds, 1],
      { builds: ['QUEUED'] },
      'unknown 0/1 -0 ~0 ?1: other-builds not-documented',
    ],
    [
      'one was stopped, and too few passed',
      [builds, 1],
      { builds: ['STOPPED'] },
      'missing 0/1 -0 ~0 ?1: repair , wait for 0, lacking 1',
    ],
    [
      'others may have failed',
      [builds, 1],
      { builds: ['SUCCESSFUL'], unread: { builds: 'truncated' } },
      'unknown 1/1 -0 ~0 ?0: builds truncated',
    ],
    [
      'others may have passed',
      [builds, 2],
      { builds: ['SUCCESSFUL'], unread: { builds: 'truncated' } },
      'unknown 1/2 -0 ~0 ?0: builds truncated',
    ],
    [
      'one failed, whatever the others did',
      [builds, 1],
      { builds: ['FAILED'], unread: { builds: 'truncated' } },
      'missing 0/1 -1 ~0 ?0: repair build 1, wait for 0, lacking 0',
    ],
    ['how many is not said', [builds], {}, 'unknown: check-value 1 not-understood'],

    ['not behind', [behind, 0], {}, 'done 0>0'],
    ['as far as may be', [behind, 5], { behind: 5 }, 'done 5>5'],
    ['further', [behind, 5], { behind: 6 }, 'missing 6>5: bring main into topic'],
    [
      'further, from a fork',
      [behind, 5],
      { behind: 6, fork: 'tom/web' },
      'missing 6>5: bring main into topic of a fork',
    ],
    ['how far cannot be read', [behind, 5], { unread: { behind: 'truncated' } }, 'unknown: behind truncated'],
    ['how far it may be is not said', [behind], {}, 'unknown: check-value 1 not-understood'],

    [
      'Bitbucket does not tell of review groups',
      ['require_review_group_approvals_to_merge'],
      {},
      'unknown: review-groups not-offered',
    ],
    ['nor of dependencies', ['require_all_dependencies_merged'], {}, 'unknown: dependencies not-offered'],
  ])('%s', (_, [kind, value], opened, says) => {
    const one = restriction(kind, 'main', value === undefined ? {} : { value });
    expect(judged({ restrictions: [one] }, opened).map(checkText)).toEqual([says]);
  });

  test.each<[sentence: string, values: (number | undefined)[], commits: number, says: string[]]>([
    ['below all of them', [5, 10], 5, ['done 5>5', 'done 5>10']],
    ['above all of them', [5, 10], 11, ['missing 11>5: bring main into topic', 'missing 11>10: bring main into topic']],
    [
      'between: which holds is documented nowhere',
      [5, 10],
      7,
      ['unknown 7>5: which-maximum not-documented', 'done 7>10'],
    ],
    [
      'one does not say',
      [5, undefined],
      7,
      ['unknown 7>5: which-maximum not-documented', 'unknown: check-value 2 not-understood'],
    ],
  ])('several maxima of commits behind, %s', (_, values, commits, says) => {
    const restrictions = values.map((value) =>
      restriction('require_commits_behind', 'm*', value === undefined ? {} : { value }),
    );
    expect(judged({ restrictions }, { behind: commits }).map(checkText)).toEqual(says);
  });

  test.each<[sentence: string, commits: number, says: string]>([
    ['within the limit', 5, 'done 5>5'],
    ['beyond it', 6, 'unknown 6>5: restrictions truncated'],
  ])('another maximum of commits behind may be among what was not read: %s', (_, commits, says) => {
    const told: Told = {
      restrictions: [restriction(behind, 'main', { value: 5 })],
      unread: { restrictions: 'truncated' },
    };
    expect(judged(told, { behind: commits }).map(checkText)).toEqual([says]);
  });

  test('of several restrictions of one kind each is a check', () => {
    const restrictions = [
      restriction(approvals, 'main', { value: 2 }),
      restriction(approvals, '*', { value: 1 }),
      restriction(approvals, 'topic', { value: 9 }),
    ];
    expect(judged({ restrictions }, { approvedBy: [ben] }).map(checkText)).toEqual([
      'missing 1/2: 1 from ',
      'done 1/1',
    ]);
  });

  test('one that may not cover says so', () => {
    const restrictions = [restriction(tasks, by('regex')), restriction(tasks, ofType('production'))];
    expect(judged({ restrictions }, { openTasks: 1 }).map(checkText)).toEqual([
      'missing 1 if it covers (restriction-match 1 not-understood): resolve 1',
      'missing 1: resolve 1',
    ]);
  });

  test.each([
    'push',
    'enforce_merge_checks',
    'reset_pullrequest_approvals_on_change',
    'require_blessing',
    'constructor',
    '__proto__',
  ])('%s is no merge check', (kind) => {
    expect(judged({ restrictions: [restriction(kind, 'main')] }, {})).toEqual([]);
  });

  test('only what is judged is read', () => {
    expect(partsFor([])).toEqual(['sourceBranch', 'mergeability']);
    const kinds = [approvals, builds, builds, changes, behind, 'constructor'];
    expect(partsFor(kinds.map((kind) => restriction(kind, 'main')))).toEqual([
      'sourceBranch',
      'mergeability',
      'builds',
      'behind',
    ]);
  });
});

describe('what they come to', () => {
  const enforced = restriction('enforce_merge_checks', 'main');
  const mayEnforce = restriction('enforce_merge_checks', by('regex'));
  const tasks = (rest: Partial<Restriction> = {}) => ({
    ...restriction('require_tasks_to_be_completed', 'main'),
    ...rest,
  });
  const comments = restriction('require_all_comments_resolved', 'main');
  const perhaps = tasks({ match: by('regex') });
  const unseen = { restrictions: 'truncated' } as const;

  test.each<[sentence: string, told: Told, opened: Opened, says: string]>([
    ['no check covers', {}, {}, 'allows no-checks'],
    ['no check covers, though they are enforced', { restrictions: [enforced] }, {}, 'allows no-checks'],
    ['no check covers, though they might be enforced', { restrictions: [mayEnforce] }, {}, 'allows no-checks'],
    [
      'another branch has them',
      { restrictions: [enforced, tasks()] },
      { into: 'develop', openTasks: 1 },
      'allows no-checks',
    ],
    ['all are done', { restrictions: [enforced, tasks(), comments] }, {}, 'allows checks-done'],
    ['all are done, though nothing enforces them', { restrictions: [tasks()] }, {}, 'allows checks-done'],
    [
      'all are done, and whether they are enforced is not known',
      { restrictions: [mayEnforce, tasks()] },
      {},
      'allows checks-done',
    ],
    ['one that may not cover is done', { restrictions: [enforced, perhaps] }, {}, 'allows checks-done'],
    ['one is missing, and it only warns', { restrictions: [tasks()] }, { openTasks: 1 }, 'allows checks-only-warn 1+0'],
    [
      'one cannot be seen, and it only warns',
      { restrictions: [tasks(), comments] },
      { openTasks: 1, unread: { comments: 'forbidden' } },
      'allows checks-only-warn 1+1',
    ],
    [
      'enforced elsewhere',
      { restrictions: [restriction('enforce_merge_checks', 'release/*'), tasks()] },
      { openTasks: 1 },
      'allows checks-only-warn 1+0',
    ],
    [
      'one is missing',
      { restrictions: [enforced, tasks()] },
      { openTasks: 1 },
      'denies checks-missing 1+0, resolve-tasks',
    ],
    [
      'one is missing, another cannot be seen',
      { restrictions: [enforced, tasks(), comments] },
      { openTasks: 1, unread: { comments: 'forbidden' } },
      'denies checks-missing 1+1, resolve-tasks',
    ],
    [
      'two are missing',
      { restrictions: [enforced, tasks(), comments] },
      { openTasks: 1, openComments: 1 },
      'denies checks-missing 2+0, resolve-tasks, resolve-comments',
    ],
    [
      'one is missing, whatever was not read',
      { restrictions: [enforced, tasks()], unread: unseen },
      { openTasks: 1 },
      'denies checks-missing 1+0, resolve-tasks',
    ],
    [
      'one cannot be seen',
      { restrictions: [enforced, tasks()] },
      { unread: { tasks: 'unreachable' } },
      'unknown checks-not-known 0+1, tasks unreachable',
    ],
    [
      'one that may not cover is missing',
      { restrictions: [enforced, perhaps] },
      { openTasks: 1 },
      'unknown checks-not-known 0+1, restriction-match 2 not-understood',
    ],
    [
      'one is missing, and whether it is enforced is not known',
      { restrictions: [mayEnforce, tasks()] },
      { openTasks: 1 },
      'unknown checks-not-known 1+0, restriction-match 1 not-understood',
    ],
    ['the restrictions were not read', { unread: unseen }, {}, 'unknown checks-not-known 0+0, restrictions truncated'],
    [
      'the restrictions were not read whole, and what was read is done',
      { restrictions: [enforced, tasks()], unread: unseen },
      {},
      'unknown checks-not-known 0+0, restrictions truncated',
    ],
    [
      'whether what is missing is enforced was not read',
      { restrictions: [tasks()], unread: unseen },
      { openTasks: 1 },
      'unknown checks-not-known 1+0, restrictions truncated, restrictions truncated',
    ],
    ['a merged one is not judged', { restrictions: [enforced, tasks()] }, { state: 'MERGED', openTasks: 1 }, 'silent'],
    [
      'one in a state that is new to us is not judged',
      { restrictions: [enforced, tasks()] },
      { state: 'QUEUED', openTasks: 1 },
      'silent',
    ],
  ])('%s', (_, told, opened, says) => {
    const finding = saidOf('merge-checks', { permissions: { ana: 'write' }, ...told }, opened);
    const { reason } = finding ?? {};
    const counts = reason && 'missing' in reason ? ` ${String(reason.missing)}+${String(reason.unseen)}` : '';
    const ways = finding?.verdict === 'denies' ? finding.remedies.map(({ way }) => way) : [];
    const gaps = finding?.verdict === 'unknown' ? finding.gaps.map(gapText) : [];
    expect(
      finding ? [`${finding.verdict} ${finding.reason.why}${counts}`, ...ways, ...gaps].join(', ') : 'silent',
    ).toBe(says);
  });

  test.each<[sentence: string, told: Told, opened: Opened, shows: string[]]>([
    ['that they are enforced', { restrictions: [enforced, tasks()] }, { openTasks: 1 }, ['enforced', 'check']],
    [
      'that they are enforced, where one cannot be seen',
      { restrictions: [enforced, tasks()] },
      { unread: { tasks: 'forbidden' } },
      ['enforced', 'check'],
    ],
    [
      'that nothing enforces them, where that lets through',
      { restrictions: [tasks()] },
      { openTasks: 1 },
      ['not-enforced', 'check'],
    ],
    ['neither, where that is not known', { restrictions: [mayEnforce, tasks()] }, {}, ['check']],
    ['how many restrictions there are', { restrictions: [enforced] }, {}, ['none-covers']],
  ])('evidence shows %s', (_, told, opened, shows) => {
    expect(saidOf('merge-checks', told, opened)?.evidence.map((one) => one.shows)).toEqual(shows);
  });

  test('without a pull request it says nothing: they stand in what was not checked', () => {
    const { findings, notChecked } = explain(facts({ restrictions: [enforced, tasks()] }), question('merge main'));
    expect(findings.map(({ rule }) => rule)).not.toContain('merge-checks');
    expect(notChecked[0]).toMatchObject({ what: 'merge-checks', restrictions: [{ id: 1 }, { id: 2 }] });
  });
});
