import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Get } from '../../../src/bitbucket/port/port';
import { bitbucketApi } from '../../../src/bitbucket/port/port';
import { reportedCheckOf } from '../../../src/bitbucket/pull-request/mergeability';
import { readPullRequest } from '../../../src/bitbucket/pull-request/pull-request';
import { worldGet, type SavedReply } from '../../../src/bitbucket/worlds/world';
import type { Gap, Listing } from '../../../src/core/model';
import { saidBy } from '../../../src/core/mergeability/says';
import type { ReportedCheck } from '../../../src/core/reported-check';
import { names, savedWorld } from '../saved-worlds';

/*
 * Replies of `GET …/pullrequests/{id}/mergeability/checks`, written from its schema (OpenAPI of October 2026): every
 * type, status and kind, and whatever else may come.
 */

const weight = { status: 'PASSED', required: true, blocking: false };
const failed = { status: 'FAILED', required: true, blocking: true };
const standard = (kind: string, more: object = {}) => ({
  type: 'standard_merge_check',
  ...weight,
  check: { kind },
  ...more,
});
const unknown = (word: string, more: object = {}) => ({ type: 'unknown', ...weight, word, ...more });

type Row = [sentence: string, entry: unknown, check: object | undefined];

describe('each type of check', () => {
  test.each<Row>([
    ...['OPEN', 'DRAFT', 'MERGED', 'DECLINED', 'SUPERSEDED', 'UNKNOWN'].map((state): Row => {
      const check = { type: 'pullrequest_state_check', ...weight, state };
      return [`the state ${state}`, check, check];
    }),
    [
      'the permission of whoever asks',
      { type: 'current_user_permission_check', ...failed },
      { type: 'current_user_permission_check', ...failed },
    ],
    ...['clean', 'conflicts', 'merge_impossible'].map((reason): Row => {
      const type = 'git_mergeability_check';
      return [`Git: ${reason}`, { type, ...weight, reason }, { type, ...weight, result: reason }];
    }),
    [
      'Git, where nobody knows',
      { type: 'git_mergeability_check', ...weight, status: 'UNKNOWN' },
      { type: 'git_mergeability_check', ...weight, status: 'UNKNOWN' },
    ],
    [
      'approvals, as many as are asked for and were counted',
      standard('minimum_approvals', {
        requirement: { minimum_approvals: 2 },
        observed: { approval_count: 1 },
        ...failed,
      }),
      { type: 'standard_merge_check', ...failed, kind: 'minimum_approvals', asks: 2, counted: 1 },
    ],
    ...[
      ['minimum_default_reviewer_approvals', 'default_reviewer_approval_count'],
      ['minimum_successful_builds', 'successful_build_count'],
      ['resolved_tasks', 'unresolved_task_count'],
      ['maximum_commits_behind', 'commits_behind_count'],
    ].map(
      ([kind = '', field = '']): Row => [
        kind,
        standard(kind, { observed: { [field]: 3 } }),
        { type: 'standard_merge_check', ...weight, kind, counted: 3 },
      ],
    ),
    ...['failed_builds', 'in_progress_builds', 'no_changes_requested', 'a_kind_that_is_new'].map(
      (kind): Row => [kind, standard(kind), { type: 'standard_merge_check', ...weight, kind }],
    ),
    ...(['custom_pre_merge_check', 'custom_on_merge_check'] as const).map(
      (type): Row => [
        type,
        { type, ...weight, check: { name: 'Licences', id: 'app-1' }, message: 'Fine.', uuid: '{1}' },
        { type, ...weight, app: 'Licences', message: 'Fine.' },
      ],
    ),
    ...['ACTIVE', 'DRAINING', 'SUSPENDED', 'INACTIVE', 'ASLEEP'].map((state): Row => {
      const type = 'merge_queue_check';
      return [
        `a merge queue that is ${state}`,
        { type, ...weight, queued: false, merge_queue: { uuid: '{q}', name: 'main line', state } },
        { type, ...weight, queued: false, queue: 'main line', queueState: state },
      ];
    }),
    ['a type that is new to us', { type: 'release_train_check', ...failed }, unknown('release_train_check', failed)],
  ])('%s', (_, entry, expected) => {
    expect(reportedCheckOf(entry)).toEqual(expected);
  });

  test.each(['PASSED', 'FAILED', 'PENDING', 'SKIPPED', 'UNKNOWN', 'BEWILDERED'])('the status %s', (status) => {
    const entry = { type: 'current_user_permission_check', ...weight, status };
    expect(reportedCheckOf(entry)).toEqual(entry);
  });
});

describe('what is left out, or is not as it should be', () => {
  const permission = { type: 'current_user_permission_check', ...weight };
  const custom = (more: object) => ({ type: 'custom_pre_merge_check', ...weight, ...more });
  test.each<Row>([
    ['more fields than we know', { ...permission, links: { self: {} }, since: 7 }, permission],
    [
      'no status',
      { type: 'current_user_permission_check', required: true, blocking: false },
      { ...permission, status: 'UNKNOWN' },
    ],
    ['a status that is null', { ...permission, status: null }, { ...permission, status: 'UNKNOWN' }],
    ['a status that is no text', { ...permission, status: ['PASSED'] }, { ...permission, status: 'UNKNOWN' }],
    [
      'no weight at all',
      { type: 'current_user_permission_check', status: 'FAILED' },
      { type: 'current_user_permission_check', status: 'FAILED' },
    ],
    [
      'a weight of other types',
      { ...permission, required: 'no', blocking: 1 },
      { type: 'current_user_permission_check', status: 'PASSED' },
    ],
    [
      'a weight that is null',
      { ...permission, required: null, blocking: null },
      { type: 'current_user_permission_check', status: 'PASSED' },
    ],
    [
      'a state that is null',
      { type: 'pullrequest_state_check', ...weight, state: null },
      { type: 'pullrequest_state_check', ...weight },
    ],
    ['a standard check without a kind', { type: 'standard_merge_check', ...weight }, unknown('standard_merge_check')],
    ['one whose kind is no text', standard('x', { check: { kind: 7 } }), unknown('standard_merge_check')],
    ['one whose check is a text', standard('x', { check: 'x' }), unknown('standard_merge_check')],
    ...[null, undefined, {}, { minimum_approvals: null }].map(
      (requirement): Row => [
        `no requirement: ${JSON.stringify(requirement)}`,
        standard('minimum_approvals', { requirement, observed: requirement }),
        { type: 'standard_merge_check', ...weight, kind: 'minimum_approvals' },
      ],
    ),
    ...[
      7,
      '2',
      [2],
      { minimum_approvals: '2' },
      { minimum_approvals: 1.5 },
      { minimum_approvals: -1 },
      { minimum_approvals: { of: { them: 2 } } },
      { minimum_days: 2, within: 3 },
    ].map(
      (requirement): Row => [
        `a requirement that cannot be made out: ${JSON.stringify(requirement)}`,
        standard('minimum_approvals', { requirement, observed: requirement }),
        { type: 'standard_merge_check', ...weight, kind: 'minimum_approvals', asksElse: true },
      ],
    ),
    ...[
      { minimum_approvals: 2, scope: { branch: 'main' } },
      { minimum_approvals: 2, minimum_days: 3 },
      { minimum_days: 3, minimum_approvals: 2 },
      { minimum_approvals: 2, by: ['devs'] },
    ].map(
      (requirement): Row => [
        `something beside its number: ${JSON.stringify(requirement)}`,
        standard('minimum_approvals', { requirement }),
        { type: 'standard_merge_check', ...weight, kind: 'minimum_approvals', asks: 2, asksElse: true },
      ],
    ),
    [
      'a number of another name, alone',
      standard('minimum_approvals', { requirement: { approvals: 2 }, observed: { approved_by: 1 } }),
      { type: 'standard_merge_check', ...weight, kind: 'minimum_approvals', asks: 2, counted: 1 },
    ],
    [
      'several counts, one of them its own',
      standard('minimum_approvals', { observed: { days: 9, approval_count: 1 } }),
      { type: 'standard_merge_check', ...weight, kind: 'minimum_approvals', counted: 1 },
    ],
    ['an app by its id', custom({ check: { id: 'app-1' } }), { ...custom({}), app: 'app-1' }],
    ['an app by a number', custom({ check: { id: 7 } }), { ...custom({}), app: '7' }],
    ['an app by a uuid alone', custom({ uuid: '{1}' }), { ...custom({}), app: '{1}' }],
    ['an app without any of them', custom({ check: null, message: null }), { ...custom({}), app: 'without a name' }],
    ['a message that is no text', custom({ check: { name: 'L' }, message: { raw: 'x' } }), { ...custom({}), app: 'L' }],
    [
      'a queue of which nothing is said',
      { type: 'merge_queue_check', ...weight, merge_queue: null, queued: 'no' },
      { type: 'merge_queue_check', ...weight },
    ],
    ['no type', { ...weight }, undefined],
    ['a type that is null', { ...permission, type: null }, undefined],
    ['a type that is no text', { ...permission, type: 7 }, undefined],
    ['a text', 'PASSED', undefined],
    ['a list', [permission], undefined],
    ['null', null, undefined],
    [
      'an error in its place',
      { type: 'error', error: { message: 'no' } },
      unknown('error', { status: 'UNKNOWN', required: undefined, blocking: undefined }),
    ],
  ])('%s', (_, entry, expected) => {
    expect(reportedCheckOf(entry)).toEqual(expected);
  });

  test('whatever an entry holds, it is read or left out, and a check that blocks stays one', () => {
    const anything = fc.anything({ maxDepth: 3 });
    const fields = ['state', 'reason', 'requirement', 'observed', 'check', 'message', 'uuid', 'queued', 'merge_queue'];
    const types = fc.constantFrom(
      'pullrequest_state_check',
      'git_mergeability_check',
      'standard_merge_check',
      'custom_on_merge_check',
      'merge_queue_check',
      'x',
    );
    fc.assert(
      fc.property(types, fc.dictionary(fc.constantFrom(...fields), anything), anything, (type, rest, other) => {
        expect(reportedCheckOf({ ...rest, type, status: 'FAILED', required: true, blocking: true })).toMatchObject(
          failed,
        );
        expect(() => reportedCheckOf(other)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

const place = { workspace: 'acme', slug: 'web' };
const path = '/2.0/repositories/acme/web/pullrequests/1/mergeability/checks';

/** What is read of pull request 1 of a saved world, where its checks are answered so. */
async function readWith({ headers = {}, ...answer }: SavedReply): Promise<Listing<ReportedCheck>> {
  const saved = worldGet(savedWorld('mergeability'));
  const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const get: Get = (asked) =>
    asked.startsWith(path) ? Promise.resolve({ headers: lowerCase, body: undefined, ...answer }) : saved(asked);
  const read = await readPullRequest({ get, base: bitbucketApi }, place, 1);
  if ('gap' in read) throw new Error(JSON.stringify(read.gap));
  return read.pullRequest.mergeability;
}

const open = { type: 'pullrequest_state_check', ...weight, state: 'OPEN' };
const may = { type: 'current_user_permission_check', ...weight };
const clean = { type: 'git_mergeability_check', ...weight, reason: 'clean' };
const body = (...values: unknown[]) => ({ status: 200, body: { size: values.length, values } });

describe('the reply, and what it says', () => {
  type Said = [sentence: string, reply: SavedReply, says: string, checks: number, because?: Partial<Gap>];
  test.each<Said>([
    ['all passed', body(open, may, clean), 'mergeable', 3],
    [
      'one was skipped',
      body(open, may, clean, { type: 'merge_queue_check', ...weight, status: 'SKIPPED' }),
      'mergeable',
      4,
    ],
    ['one blocks', body(open, { ...may, ...failed }, clean), 'not-mergeable', 3],
    ['one blocks, though it passed', body(open, { ...may, blocking: true }, clean), 'not-mergeable', 3],
    [
      'one failed that need not block',
      body(open, may, { ...clean, status: 'FAILED', required: false }),
      'mergeable',
      3,
    ],
    ...['FAILED', 'PENDING', 'UNKNOWN', 'BEWILDERED'].map(
      (status): Said => [
        `one that is required is ${status}`,
        body(open, may, { ...clean, status }),
        'unknown',
        3,
        { of: { what: 'reported-check' } },
      ],
    ),
    [
      'one is of a type that is new to us',
      body(open, may, { type: 'x', ...weight }),
      'unknown',
      3,
      { of: { what: 'reported-check' } },
    ],
    ['one of a new type is not required', body(open, may, { type: 'x', ...weight, required: false }), 'mergeable', 3],
    ['one of a new type blocks', body(open, may, { type: 'x', ...failed }), 'not-mergeable', 3],
    [
      'one does not say whether it blocks',
      body(open, may, { type: 'git_mergeability_check', status: 'FAILED', required: false }),
      'unknown',
      3,
      { of: { what: 'reported-check' } },
    ],
    ['there is none', body(), 'unknown', 0, { because: 'not-understood' }],
    ['an entry is no object', body(open, may, 'x'), 'unknown', 2, { because: 'not-understood' }],
    [
      'an entry is no object, and another blocks',
      body({ ...open, ...failed }, 'x'),
      'not-mergeable',
      1,
      { because: 'not-understood' },
    ],
    [
      'there are fewer than it says',
      { status: 200, body: { size: 4, values: [open, may, clean] } },
      'unknown',
      3,
      { because: 'truncated' },
    ],
    ['two alike are two', body(open, may, standard('failed_builds'), standard('failed_builds')), 'mergeable', 4],
    [
      'two checks of one app, by one uuid',
      body(
        open,
        may,
        { type: 'custom_pre_merge_check', ...weight, uuid: '{1}', check: { name: 'L' } },
        { type: 'custom_on_merge_check', ...failed, uuid: '{1}', check: { name: 'L' } },
      ),
      'not-mergeable',
      4,
    ],
    [
      'values are no list',
      { status: 200, body: { size: 1, values: { open } } },
      'unknown',
      0,
      { because: 'not-understood' },
    ],
    ['a page of HTML', { status: 200, body: '<html>Maintenance</html>' }, 'unknown', 0, { because: 'not-understood' }],
    [
      'an error with 200',
      { status: 200, body: { type: 'error', error: {}, values: [open] } },
      'unknown',
      0,
      { because: 'not-understood' },
    ],
    ['401', { status: 401 }, 'unknown', 0, { because: 'forbidden', status: 401 }],
    ['403', { status: 403 }, 'unknown', 0, { because: 'forbidden', status: 403 }],
    ['404, of an older Bitbucket', { status: 404 }, 'unknown', 0, { because: 'not-found', status: 404 }],
    ['410', { status: 410 }, 'unknown', 0, { because: 'not-offered', status: 410 }],
    ['400', { status: 400 }, 'unknown', 0, { because: 'not-understood', status: 400 }],
    ['429', { status: 429 }, 'unknown', 0, { because: 'unreachable', status: 429 }],
    [
      '429 that names a wait',
      { status: 429, headers: { 'Retry-After': '90' } },
      'unknown',
      0,
      { because: 'unreachable', retryAfter: 90 },
    ],
    [
      '500, as a check of an app could not be read',
      { status: 500 },
      'unknown',
      0,
      { because: 'unreachable', status: 500 },
    ],
  ])('%s', async (...row) => {
    const [, reply, says, checks, because] = row;
    const read = await readWith(reply);
    const said = saidBy(read);
    expect([said.says, read.items.length]).toEqual([says, checks]);
    const gap = said.because ?? read.gaps[0];
    if (because) expect(gap).toMatchObject(because);
    else expect(gap).toBeUndefined();
  });

  test('no answer at all', async () => {
    expect(saidBy(await readWith({ status: 0 }))).toMatchObject({
      says: 'unknown',
      because: { because: 'unreachable' },
    });
  });
});

/** Where each thing that a check tells is kept, and which are not: that some app or queue is this one and no other. */
const keptAs: Record<string, string> = {
  type: 'type',
  status: 'status',
  required: 'required',
  blocking: 'blocking',
  state: 'state',
  reason: 'result',
  message: 'message',
  queued: 'queued',
  'check.kind': 'kind',
  'check.name': 'app',
  requirement: 'asks',
  observed: 'counted',
  'merge_queue.name': 'queue',
  'merge_queue.state': 'queueState',
};
const notKept = ['uuid', 'check.id', 'merge_queue.uuid'];

/** All that an entry tells, by its way in; of what it asks for and counted the way ends there. */
function toldIn(entry: object, before = ''): [at: string, value: unknown][] {
  return Object.entries(entry).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
    const at = before + key;
    if (typeof value !== 'object' || value === null) return [[at, value]];
    const amounts = at === 'requirement' || at === 'observed';
    return amounts ? Object.values(value).map((one): [string, unknown] => [at, one]) : toldIn(value, `${at}.`);
  });
}

test('of every check of the saved worlds nothing is lost', () => {
  const seen = new Map<string, number>();
  for (const name of names) {
    const { replies } = savedWorld(name);
    const told = Object.entries(replies).filter(([one]) => one.endsWith('/mergeability/checks'));
    for (const reply of told.flatMap(([, one]) => one)) {
      const { body: of } = reply as { body?: { values?: { type: string }[] } };
      for (const entry of of?.values ?? []) {
        const isNew = entry.type === 'release_train_check';
        // Of a type that we have not met, its word and its weight are all that can be kept.
        const tells = toldIn(entry).filter(([at]) => !notKept.includes(at) && !(isNew && !(at in keptAs)));
        const expected = tells.map(([at, value]) => [isNew && at === 'type' ? 'word' : keptAs[at], value]);
        expect(expected).not.toContainEqual([undefined, expect.anything()]);
        expect(reportedCheckOf(entry)).toEqual({ ...Object.fromEntries(expected), ...(isNew && { type: 'unknown' }) });
        for (const [at] of tells) seen.set(at, (seen.get(at) ?? 0) + 1);
      }
    }
  }
  expect([...seen.keys()].sort()).toEqual(Object.keys(keptAs).sort());
});
