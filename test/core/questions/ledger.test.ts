import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';
import { gather } from '../../../src/core/cell/cell';
import { explainMerge } from '../../../src/core/questions/pull-request/explain-merge';
import { comparisonOf, type Comparison } from '../../../src/core/questions/ledger';
import { countedWith, countsOf, ledgerOf, noCounts } from '../../../src/core/questions/ledger-report';
import { ledgerText, sayLedger } from '../../../src/core/say/pull-request/ledger';
import type { Facts, Person } from '../../../src/core/model';
import type { PullRequestFacts } from '../../../src/core/pull-request';
import type { ReportedCheck } from '../../../src/core/reported-check';
import { comparisonShape } from '../../../src/ledger-shape';
import { ana, ben, cem, facts, restriction, type Told } from '../facts';
import { pullRequest, type Opened } from '../pull-requests';
import { checks, pullRequests, repositories } from '../random';

const at = '2026-11-28T10:00:00Z';
const passed = { status: 'PASSED', required: true, blocking: false };
const failed = { status: 'FAILED', required: true, blocking: true };
const open: ReportedCheck = { type: 'pullrequest_state_check', state: 'OPEN', ...passed };
const may: ReportedCheck = { type: 'current_user_permission_check', ...passed };
const clean: ReportedCheck = { type: 'git_mergeability_check', result: 'clean', ...passed };
const conflicts: ReportedCheck = { type: 'git_mergeability_check', result: 'conflicts', ...failed };
const fine = [open, may, clean];
const approvals = restriction('require_approvals_to_merge', 'main', { value: 1 });
const enforced = restriction('enforce_merge_checks', 'main');

function compared(of: Facts, one: PullRequestFacts, actor: Person = ana, when = at) {
  const decision = explainMerge(gather(of), one, { actor: { type: 'user', person: actor } });
  const { bitbucket: word, checks: own = [] } = decision;
  if (!word) throw new Error('A merge of a pull request has both.');
  const names = { id: one.id, state: one.state, destination: one.destination.branch };
  return comparisonOf({ at: when, facts: of, pullRequest: names, word, checks: own });
}

describe('what comes of a comparison', () => {
  const none: Told = {};
  const asks: Told = { restrictions: [approvals, enforced] };
  const standard = (weight: typeof passed, asked = 1, counted = 0): ReportedCheck => ({
    type: 'standard_merge_check',
    kind: 'minimum_approvals',
    asks: asked,
    counted,
    ...weight,
  });
  test.each<[what: string, told: Told, opened: Opened, outcome: string | undefined]>([
    ['both allow', none, { reported: fine }, 'agreed'],
    ['both refuse', asks, { reported: [...fine, standard(failed)] }, 'agreed'],
    ['both allow, with a check', asks, { approvedBy: [ben], reported: [...fine, standard(passed, 1, 1)] }, 'agreed'],
    ['we refuse alone', asks, { reported: [...fine, standard(passed, 1, 1)] }, 'differed'],
    ['Bitbucket refuses alone', asks, { approvedBy: [ben], reported: [...fine, standard(failed)] }, 'differed'],
    ['a rule of the project', none, { reported: [...fine, standard(failed)] }, 'differed'],
    ['a conflict', none, { reported: [open, may, conflicts] }, 'beyond-the-rules'],
    [
      'a check of an app',
      none,
      { reported: [...fine, { type: 'custom_pre_merge_check', app: 'x', ...failed }] },
      'beyond-the-rules',
    ],
    ['no word', none, {}, 'bitbucket-unknown'],
    ['rules not read', { unread: { restrictions: 'forbidden' } }, { reported: fine }, 'ours-unknown'],
    ['a closed pull request', none, { state: 'MERGED', reported: fine }, undefined],
  ])('%s', (_, told, opened, outcome) => {
    expect(compared(facts(told), pullRequest(opened))?.comparison.outcome).toBe(outcome);
  });

  test('of a word that is about somebody else nothing is kept', () => {
    expect(compared(facts({ viewer: ana }), pullRequest({ reported: fine }), cem)).toBeUndefined();
  });

  test('a difference holds the facts that it rests on', () => {
    const told: Told = {
      restrictions: [
        restriction('push', 'main', { users: [ben, cem], groups: [{ slug: 'devs', name: 'Developers' }] }),
        approvals,
        enforced,
      ],
    };
    const word = [
      ...fine,
      standard(passed, 2, 2),
      { type: 'custom_pre_merge_check', app: 'Bot', message: 'by Ben', ...passed } as const,
    ];
    expect(compared(facts(told), pullRequest({ reported: word }))?.comparison).toEqual({
      at,
      repository: 'acme/web',
      outcome: 'differed',
      difference: {
        pullRequest: 7,
        branch: 'main',
        ours: 'denied',
        bitbucket: 'mergeable',
        disagreements: [
          {
            of: 'require_approvals_to_merge',
            ours: 'missing',
            bitbucket: 'PASSED',
            restriction: { id: 2, kind: 'require_approvals_to_merge', match: { by: 'glob', pattern: 'main' } },
          },
        ],
        restsOn: {
          restrictions: [
            { id: 1, kind: 'push', match: { by: 'glob', pattern: 'main' }, users: 2, groups: ['devs'] },
            {
              id: 2,
              kind: 'require_approvals_to_merge',
              match: { by: 'glob', pattern: 'main' },
              value: 1,
              users: 0,
              groups: [],
            },
            { id: 3, kind: 'enforce_merge_checks', match: { by: 'glob', pattern: 'main' }, users: 0, groups: [] },
          ],
          reported: [
            { type: 'pullrequest_state_check', ...passed },
            { type: 'current_user_permission_check', ...passed },
            { type: 'git_mergeability_check', ...passed },
            { type: 'standard_merge_check', kind: 'minimum_approvals', ...passed, asks: 2, counted: 2 },
            { type: 'custom_pre_merge_check', ...passed },
          ],
          counted: [
            {
              restriction: { id: 2, kind: 'require_approvals_to_merge', match: { by: 'glob', pattern: 'main' } },
              is: expect.stringMatching(/done|missing|unknown/),
              figures: { have: 0, need: 1, byAuthor: false },
            },
          ],
        },
      },
    });
  });
});

test('that a rule was supplied is kept with it, without by whom, and that all supplied ones lack one', () => {
  const supplied = { setOn: 'project', by: ana, at: '2026-11-27T10:00:00Z' } as const;
  const told = facts({ restrictions: [{ ...enforced, supplied }] });
  const lacking: ReportedCheck = { type: 'standard_merge_check', kind: 'resolved_tasks', counted: 1, ...failed };
  const of = { ...told, projectRules: { whole: true, supplied } };
  const { comparison } = compared(of, pullRequest({ reported: [...fine, lacking] })) ?? {};
  if (!comparison) throw new Error('They are compared.');
  expect(v.parse(comparisonShape, JSON.parse(JSON.stringify(comparison)))).toEqual(comparison);
  expect(JSON.stringify(comparison)).not.toMatch(/Ana|2026-11-27/);
  const text = ledgerText(sayLedger(ledgerOf('acme/web', { counts: countsOf([comparison]) }, [comparison])));
  expect(text).toContain('what was supplied of the rules set on the project is likely out of date');
  expect(text).toContain('on `main` (set on the project, supplied), restriction');
});

const word = fc.constantFrom('PASSED', 'FAILED', 'PENDING', 'SKIPPED', 'ODD');
const weight = fc.record({ status: word, required: fc.boolean(), blocking: fc.boolean() });
const marked = 'Ümläut MARKED person@example.com';
const reported: fc.Arbitrary<ReportedCheck[]> = fc.array(
  fc
    .tuple(
      weight,
      fc.constantFrom<object>(
        { type: 'pullrequest_state_check', state: 'OPEN' },
        { type: 'current_user_permission_check' },
        { type: 'git_mergeability_check', result: 'clean' },
        { type: 'standard_merge_check', kind: 'minimum_approvals', asks: 1, counted: 0 },
        { type: 'standard_merge_check', kind: 'resolved_tasks', counted: 1 },
        { type: 'custom_pre_merge_check', app: marked, message: marked },
        { type: 'custom_on_merge_check', app: marked },
        { type: 'merge_queue_check', queued: false, queue: marked, queueState: 'ACTIVE' },
        { type: 'unknown', word: 'new_check' },
      ),
    )
    .map(([own, rest]) => ({ ...own, ...rest }) as ReportedCheck),
  { maxLength: 8 },
);

/** The same with a mark in every text that names a person, or that people wrote. */
function withMarks<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, one: unknown) => {
      if (key === 'title') return marked;
      const isPerson = typeof one === 'object' && one !== null && 'id' in one && 'name' in one;
      return isPerson ? { ...one, name: `${marked} ${String(one.name)}`, nickname: marked, accountId: marked } : one;
    }),
  ) as T;
}

const random = fc.tuple(
  repositories,
  fc.array(checks, { maxLength: 4 }),
  pullRequests,
  fc.option(reported, { nil: undefined }),
);

function randomly([told, more, opened, word_]: typeof random extends fc.Arbitrary<infer T> ? T : never) {
  const of = withMarks(facts({ ...told, restrictions: [...(told.restrictions ?? []), ...more] }));
  const one = withMarks(pullRequest({ ...opened, ...(word_ && { reported: word_ }) }));
  return of.viewer.known ? compared(of, one, of.viewer.value) : undefined;
}

test('whatever is compared, nothing that is kept names or quotes anybody, and it reads back as it was', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(random, (drawn) => {
      const one = randomly(drawn);
      if (!one) return;
      seen.add(one.comparison.outcome);
      const { comparison } = one;
      const text =
        JSON.stringify(comparison) +
        one.state +
        ledgerText(sayLedger(ledgerOf('acme/web', { counts: countsOf([comparison]) }, [comparison])));
      expect(text).not.toMatch(/MARKED|example\.com|\{?[\da-f]{8}-/);
      for (const name of ['Ana', 'Ben', 'Cem', 'Dea']) expect(text).not.toContain(name);
      expect(v.parse(comparisonShape, JSON.parse(JSON.stringify(comparison)))).toEqual(comparison);
    }),
    { numRuns: 1_000 },
  );
  expect([...seen].sort()).toEqual(['agreed', 'beyond-the-rules', 'bitbucket-unknown', 'differed', 'ours-unknown']);
});

test('hundreds of rules and checks are cut to what fits, and the disagreement stays', () => {
  const many = Array.from({ length: 300 }, (_, id) =>
    restriction('require_approvals_to_merge', 'main', {
      id,
      value: 1,
      groups: Array.from({ length: 40 }, (__, n) => ({ slug: `größe-${String(n)}`, name: 'x' })),
    }),
  );
  const check: ReportedCheck = {
    type: 'standard_merge_check',
    kind: 'minimum_approvals',
    asks: 1,
    counted: 1,
    ...passed,
  };
  const reports = Array.from({ length: 300 }, () => check);
  const one = compared(facts({ restrictions: many }), pullRequest({ reported: [...fine, ...reports] }));
  const text = JSON.stringify(one?.comparison);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3_500);
  expect(Buffer.byteLength(text)).toBeGreaterThan(2_500);
  const { difference } = one?.comparison ?? {};
  expect(difference?.disagreements.length).toBeGreaterThan(0);
  const {
    restrictions,
    reported: kept,
    counted,
    leftOut = 0,
  } = difference?.restsOn ?? { restrictions: [], reported: [], counted: [] };
  expect(restrictions.length + kept.length + counted.length + leftOut).toBe(300 + 303 + 300);
});

describe('what counts as the same', () => {
  const told: Told = { restrictions: [approvals] };
  const state = (opened: Opened, when = at, of = told) => compared(facts(of), pullRequest(opened), ana, when)?.state;
  const first = state({ reported: fine });
  test.each<[what: string, other: string | undefined, same: boolean]>([
    ['at another time of the day', state({ reported: fine }, '2026-11-28T23:59:59Z'), true],
    ['on another day', state({ reported: fine }, '2026-11-29T00:00:00Z'), false],
    ['after an approval', state({ reported: fine, approvedBy: [ben] }), false],
    ['with another word', state({ reported: [open, may, conflicts] }), false],
    ['under other rules', state({ reported: fine }, at, { restrictions: [{ ...approvals, value: 2 }] }), false],
    ['into another branch', state({ reported: fine, into: 'develop' }), false],
  ])('%s', (_, other, same) => {
    expect(other === first).toBe(same);
  });
});

describe('the report', () => {
  const found = compared(
    facts({ restrictions: [approvals, enforced] }),
    pullRequest({
      reported: [...fine, { type: 'standard_merge_check', kind: 'minimum_approvals', asks: 1, counted: 1, ...passed }],
    }),
  );
  if (!found) throw new Error('They are compared.');
  const differing = found.comparison;
  const times = ['2026-11-28T10:00:00Z', '2026-11-26T10:00:00Z', '2026-11-27T10:00:00Z'];
  const three = times.map((one) => ({ ...differing, at: one }));

  test('a disagreement on a pull request stands once, with its first and last time', () => {
    const { disagreements, since, older } = ledgerOf('acme/web', { counts: countsOf(three) }, three);
    expect(disagreements.map(({ first, last, times: often }) => ({ first, last, often }))).toEqual([
      { first: times[1], last: times[0], often: 3 },
    ]);
    expect({ since, older }).toEqual({ since: times[1], older: 0 });
  });

  test('of more than a hundred the newest stand there', () => {
    const many = Array.from({ length: 130 }, (_, id) => ({
      ...differing,
      at: `2026-11-28T10:00:00.${String(id).padStart(3, '0')}Z`,
      difference: differing.difference && { ...differing.difference, pullRequest: id + 1 },
    }));
    const { disagreements, older } = ledgerOf('acme/web', { counts: countsOf(many) }, many as Comparison[]);
    expect({ first: disagreements[0]?.pullRequest, of: disagreements.length, older }).toEqual({
      first: 130,
      of: 100,
      older: 30,
    });
  });

  test.each([
    [{}, 'Nothing was compared yet.'],
    [{ agreed: 12, differed: 1 }, 'Compared 13 times: agreed 12 times, differed once.'],
    [{ agreed: 2 }, 'Compared twice: agreed twice, never differed.'],
    [{ differed: 1 }, 'Compared once: never agreed, differed once.'],
    [
      { 'ours-unknown': 3, 'beyond-the-rules': 1 },
      'Nothing could be compared. Not compared: 3 times as the rules that could be read do not say ' +
        'and once as Bitbucket refuses by something that no rule covers, such as a conflict.',
    ],
  ])('%j in a sentence', (some, sentence) => {
    const counts = countedWith(noCounts(), { ...noCounts(), ...some });
    expect(sayLedger({ repository: 'acme/web', counts, disagreements: [], older: 0 }).sentence).toBe(sentence);
  });

  test('as text, ready to attach', () => {
    expect(ledgerText(sayLedger(ledgerOf('acme/web', { counts: countsOf(three) }, three)))).toMatchInlineSnapshot(`
"acme/web: Bitbucket's own word beside the rules that were read

Compared 3 times: never agreed, differed 3 times.
Since 2026-11-26T10:00:00Z. The same pull request, unchanged, counts once a day.

Pull request 7 into \`main\`: Minimum number of approvals on \`main\` is not done by what was read, and Bitbucket reports it as \`PASSED\`.
    By the rules denied, by Bitbucket mergeable. Seen 3 times, first at 2026-11-26T10:00:00Z, last at 2026-11-28T10:00:00Z.
    Rule: Minimum number of approvals on \`main\`, restriction 1, \`require_approvals_to_merge\`, value 1.
    Rule: Prevent a merge with unresolved merge checks on \`main\`, restriction 2, \`enforce_merge_checks\`.
    Counted: Minimum number of approvals on \`main\`: have 0, need 1, by author no.
    Reported: \`pullrequest_state_check\` is \`PASSED\`, required.
    Reported: \`current_user_permission_check\` is \`PASSED\`, required.
    Reported: \`git_mergeability_check\` is \`PASSED\`, required.
    Reported: \`standard_merge_check\` \`minimum_approvals\` is \`PASSED\`, required, asks for 1, counted 1.
"
`);
  });
});
