import type { Evidence } from '../../../src/core/evidence';
import type { Reason } from '../../../src/core/reason';
import type { Remedy } from '../../../src/core/remedy';
import type { MergeCheck } from '../../../src/core/merge-check';
import { describe, expect, test } from '@jest/globals';
import type { Decision, Finding, NotChecked } from '../../../src/core/decision';
import { explain } from '../../../src/core/questions/explain';
import type { Gap, Group, Person, Restriction } from '../../../src/core/model';
import type { Enforcement, Outlook } from '../../../src/core/questions/outlook';
import { redacted, redactedOutlook } from '../../../src/core/redact/redact';
import { core, facts, push, question, restriction } from '../facts';

/** Whoever asks, and somebody else; both are called as no word of ours is. */
const me: Person = { id: '{zme}', name: 'Zmeq', nickname: 'zmenick', accountId: 'zmeaccount' };
const other: Person = { id: '{zother}', name: 'Zotherq', nickname: 'zothernick', accountId: 'zotheraccount' };
const group: Group = { slug: 'devs', name: 'Zgroupq' };
const gap: Gap = {
  of: { what: 'exemptions', restriction: push('main', { id: 3, users: [other] }) },
  because: 'forbidden',
  status: 403,
  reader: 'app',
  required: ['admin'],
  granted: ['zscopeq'],
};
const list: Restriction = push('main', { id: 1, users: [me, other], groups: [group], gaps: [gap], value: 2 });
const others: Restriction = push('*', { id: 2, users: [other], groups: [group] });
const check: MergeCheck = {
  is: 'missing',
  restriction: list,
  mightNotCover: [gap],
  found: { have: 0, need: 1, byAuthor: false },
  remedies: [{ way: 'get-approvals', need: 1, from: [me, other] }],
};

const reasons: Record<Reason['why'], Reason> = {
  'credential-removed': { why: 'credential-removed', credential: 'password' },
  'may-write': { why: 'may-write', level: 'write' },
  'may-not-write': { why: 'may-not-write', level: 'read' },
  'write-not-known': { why: 'write-not-known' },
  'actor-counts-as-writing': { why: 'actor-counts-as-writing' },
  'access-key-reads-only': { why: 'access-key-reads-only' },
  'nobody-can-list-it': { why: 'nobody-can-list-it', restrictions: [list, others] },
  tag: { why: 'tag' },
  'none-covers': { why: 'none-covers' },
  listed: { why: 'listed', by: list, groups: ['devs'] },
  'not-listed': { why: 'not-listed', restrictions: [list, others], companions: [others], level: 'admin' },
  'listing-not-known': { why: 'listing-not-known', restrictions: [list, others] },
  forbidden: { why: 'forbidden', restrictions: [list, others] },
  'covering-not-known': { why: 'covering-not-known' },
  'is-main-branch': { why: 'is-main-branch' },
  'is-not-main-branch': { why: 'is-not-main-branch' },
  'main-branch-not-known': { why: 'main-branch-not-known' },
  'push-restriction-on-deletion': { why: 'push-restriction-on-deletion', restrictions: [list, others] },
  closed: { why: 'closed', state: 'MERGED' },
  draft: { why: 'draft' },
  open: { why: 'open' },
  'state-not-known': { why: 'state-not-known' },
  'source-gone': { why: 'source-gone' },
  'source-not-known': { why: 'source-not-known' },
  'no-checks': { why: 'no-checks' },
  'checks-done': { why: 'checks-done', count: 1 },
  'checks-missing': { why: 'checks-missing', missing: 1, unseen: 2 },
  'checks-only-warn': { why: 'checks-only-warn', missing: 1, unseen: 2 },
  'checks-not-known': { why: 'checks-not-known', missing: 1, unseen: 2 },
  'kind-not-understood': { why: 'kind-not-understood', restrictions: [list, others] },
};

const evidence: Record<Evidence['shows'], Evidence> = {
  level: { shows: 'level', person: other, level: 'write' },
  'no-level': { shows: 'no-level', person: other },
  'own-level': { shows: 'own-level', person: me, level: 'read' },
  grant: { shows: 'grant', person: other, level: 'write', on: 'project' },
  'group-grant': { shows: 'group-grant', person: other, group, level: 'write', on: 'repository' },
  owner: { shows: 'owner', person: other },
  member: { shows: 'member', person: other, group: 'devs', source: 'supplied' },
  'not-member': { shows: 'not-member', person: me, group: 'devs', source: 'bitbucket' },
  'below-group': { shows: 'below-group', person: other, group: 'devs', level: 'read', groupLevel: 'admin' },
  'only-source': { shows: 'only-source', person: other, groups: ['devs'], level: 'write' },
  restriction: { shows: 'restriction', restriction: list },
  'lists-person': { shows: 'lists-person', restriction: list, person: other },
  'lists-group': { shows: 'lists-group', restriction: list, group, person: other },
  'lists-every-source': { shows: 'lists-every-source', restriction: list, groups: ['devs'], person: other },
  'pull-request': { shows: 'pull-request', id: 7, state: 'OPEN', draft: true },
  check: { shows: 'check', check },
  enforced: { shows: 'enforced', restrictions: [list, others] },
  'not-enforced': { shows: 'not-enforced' },
  'none-covers': { shows: 'none-covers', kinds: ['push'], read: 3 },
  'tags-not-covered': { shows: 'tags-not-covered' },
  'main-branch': { shows: 'main-branch' },
  'not-main-branch': { shows: 'not-main-branch', mainBranch: 'main' },
  'credential-removed': { shows: 'credential-removed', credential: 'password' },
  'actor-documentation': { shows: 'actor-documentation', actor: 'pipelines' },
};

const ways: Record<Remedy['way'], Remedy> = {
  'make-api-token': { way: 'make-api-token', instead: 'password' },
  'make-ssh-key': { way: 'make-ssh-key', instead: 'password' },
  'open-pull-request': { way: 'open-pull-request', push: 'me/x', into: 'main' },
  'push-elsewhere': { way: 'push-elsewhere', push: 'me/x' },
  'ask-listed': { way: 'ask-listed', to: 'merge', people: [other], groups: [group] },
  'add-person': { way: 'add-person', restriction: list, person: other },
  'add-to-group': { way: 'add-to-group', restriction: list, group, person: other },
  'grant-write': { way: 'grant-write', person: other },
  'grant-write-on-project': { way: 'grant-write-on-project', person: other, project: core },
  'push-as-listed-user': { way: 'push-as-listed-user', restrictions: [list, others] },
  'account-for-automation': { way: 'account-for-automation', restriction: list },
  'use-writing-credential': { way: 'use-writing-credential' },
  'add-commits-instead': { way: 'add-commits-instead' },
  'allow-rewriting': { way: 'allow-rewriting', restrictions: [list, others] },
  'allow-deletion': { way: 'allow-deletion', restrictions: [list, others] },
  'change-main-branch': { way: 'change-main-branch' },
  'open-another-pull-request': { way: 'open-another-pull-request', into: 'main' },
  'mark-ready': { way: 'mark-ready' },
  'get-approvals': { way: 'get-approvals', need: 2, from: [me, other] },
  'get-default-reviewer-approvals': { way: 'get-default-reviewer-approvals', need: 2, from: [other, other] },
  'settle-changes-requested': { way: 'settle-changes-requested', by: [me, other] },
  'resolve-tasks': { way: 'resolve-tasks', open: 2 },
  'resolve-comments': { way: 'resolve-comments', open: 2 },
  'pass-builds': { way: 'pass-builds', failed: ['Zotherq'], otherFailed: 2, running: 1, lacking: 0 },
  'update-source': { way: 'update-source', source: 'topic', fork: false, mayPush: true, destination: 'main' },
};

const left: Record<NotChecked['what'], NotChecked> = {
  'project-restrictions': { what: 'project-restrictions', project: core },
  'two-step-verification': { what: 'two-step-verification' },
  'ip-allowlist': { what: 'ip-allowlist' },
  'plan-and-size': { what: 'plan-and-size' },
  'credential-scopes': { what: 'credential-scopes' },
  'merge-checks': { what: 'merge-checks', restrictions: [list, others] },
  conflicts: { what: 'conflicts' },
  'custom-merge-checks': { what: 'custom-merge-checks' },
  'fork-branch': { what: 'fork-branch' },
  'letter-case': { what: 'letter-case', restrictions: [list, others] },
  'group-exemption-by-oauth': { what: 'group-exemption-by-oauth' },
};

const plain = explain(facts({ project: core }), question('push main'));
const mine: Decision = { ...plain, question: { ...plain.question, actor: { type: 'user', person: me } } };

function withFinding(finding: Finding): Decision {
  return { ...mine, findings: [finding] };
}

function refusing(reason: Reason, remedy: Remedy): Finding {
  return {
    rule: 'push-restriction',
    verdict: 'denies',
    reason,
    evidence: [{ shows: 'main-branch' }, { shows: 'main-branch' }],
    remedies: [remedy, { way: 'mark-ready' }],
  };
}

/** Keys whose values are people or what only people have; what stands there is looked at by itself. */
const personal = [
  'users',
  'otherUsers',
  'people',
  'others',
  'from',
  'by',
  'failed',
  'otherFailed',
  'person',
  'name',
  'nickname',
  'accountId',
  'granted',
];

/** The first is what the second is without names: at every path that names nobody the same word or number, and as many of each. */
function expectKept(hidden: unknown, whole: unknown, path = ''): void {
  if (typeof whole !== 'object' || whole === null) {
    expect([path, hidden]).toEqual([path, whole]);
    return;
  }
  expect([path, typeof hidden]).toEqual([path, 'object']);
  if (Array.isArray(whole)) expect([path, (hidden as unknown[]).length]).toEqual([path, whole.length]);
  const names = Object.keys(whole).filter((key) => !personal.includes(key));
  for (const key of names) {
    // Of a merge check, of what enforces checks and of a gap only the name of the restriction is kept.
    const isNameOnly =
      /\/(check|of|mightNotCover|enforced|checks\/\d+)\b.*restriction(s\/\d+)?$|\/evidence\/\d+\/restrictions\/\d+$/.test(
        path,
      );
    if (isNameOnly && !['id', 'kind', 'match'].includes(key)) continue;
    expectKept((hidden as Record<string, unknown>)[key], (whole as Record<string, unknown>)[key], `${path}/${key}`);
  }
}

function expectHidden(decision: Decision): void {
  const hidden = redacted(decision);
  expectKept(hidden, decision);
  const text = JSON.stringify(hidden);
  expect(text).not.toMatch(/zother|Zother|Zgroup|zmenick|zmeaccount|zscope/);
}

describe('what is taken out are names, and nothing else', () => {
  test.each(Object.entries(reasons))('of the reason %s', (_, reason) => {
    expectHidden(
      withFinding({ rule: 'push-restriction', verdict: 'allows', reason, evidence: [{ shows: 'main-branch' }] }),
    );
    expectHidden(withFinding({ rule: 'push-restriction', verdict: 'unknown', reason, evidence: [], gaps: [gap, gap] }));
    expectHidden(
      withFinding({
        rule: 'push-restriction',
        verdict: 'unknown',
        reason,
        evidence: [{ shows: 'main-branch' }],
        gaps: [gap],
      }),
    );
    expectHidden(withFinding(refusing(reason, { way: 'mark-ready' })));
  });

  test.each(Object.entries(evidence))('of the evidence %s', (_, one) => {
    expectHidden(
      withFinding({ rule: 'push-restriction', verdict: 'allows', reason: { why: 'tag' }, evidence: [one, one] }),
    );
  });

  test.each(Object.entries(ways))('of the way %s', (_, way) => {
    expectHidden(withFinding(refusing({ why: 'not-listed', restrictions: [list, others], companions: [] }, way)));
  });

  test.each(Object.entries(left))('of what is not checked, %s', (_, one) => {
    expectHidden({ ...mine, notChecked: [one] });
  });

  test('of checks, of when it was read, and of who asks', () => {
    const done: MergeCheck = { is: 'done', restriction: list, found: { open: 0 } };
    const unseen: MergeCheck = { is: 'unknown', restriction: list, gaps: [gap] };
    expectHidden({
      ...mine,
      checks: [check, done, unseen, { ...unseen, found: { open: 1 } }],
      readAt: '2026-11-21T08:00:00Z',
    });
    expectHidden({ ...mine, question: { ...mine.question, actor: { type: 'pipelines' } } });
    expect(redacted(mine)).not.toHaveProperty('checks');
    expect(redacted(mine)).not.toHaveProperty('readAt');
    expect(redacted(mine).question.actor).toEqual({ type: 'user', person: { id: me.id, name: me.name } });
    expect(redacted({ ...mine, checks: [done] }).checks?.[0]).not.toHaveProperty('mightNotCover');
    expect(redacted({ ...mine, checks: [unseen] }).checks?.[0]).not.toHaveProperty('found');
  });
});

describe('in place of people there are numbers', () => {
  const wayOf = (way: Remedy, companions: Restriction[] = []) => {
    const [finding] = redacted(
      withFinding(refusing({ why: 'not-listed', restrictions: [list], companions }, way)),
    ).findings;
    return finding?.verdict === 'denies' ? finding.remedies[0] : undefined;
  };
  test.each<[way: Remedy, instead: object]>([
    [ways['get-approvals'], { way: 'get-approvals', need: 2, from: [{ id: me.id, name: me.name }], others: 1 }],
    [
      { way: 'get-approvals', need: 1, from: [me] },
      { way: 'get-approvals', need: 1, from: [{ id: me.id, name: me.name }] },
    ],
    [
      { way: 'get-approvals', need: 1, from: [other], others: 3 },
      { way: 'get-approvals', need: 1, from: [], others: 4 },
    ],
    [
      ways['settle-changes-requested'],
      { way: 'settle-changes-requested', by: [{ id: me.id, name: me.name }], others: 1 },
    ],
    [
      { way: 'settle-changes-requested', by: [me] },
      { way: 'settle-changes-requested', by: [{ id: me.id, name: me.name }] },
    ],
    [ways['pass-builds'], { way: 'pass-builds', failed: [], otherFailed: 3, running: 1, lacking: 0 }],
    [
      { way: 'ask-listed', to: 'push', people: [other], groups: [group] },
      {
        way: 'ask-listed',
        to: 'push',
        people: [],
        groups: [{ slug: 'devs', name: 'devs' }],
        others: { count: 2, on: [{ id: 1, kind: 'push', match: list.match }] },
      },
    ],
    [
      { way: 'ask-listed', to: 'push', people: [{ id: '{nobody}', name: 'N' }], groups: [group] },
      { way: 'ask-listed', to: 'push', people: [], groups: [{ slug: 'devs', name: 'devs' }] },
    ],
  ])('%j', (way, instead) => {
    expect(wayOf(way)).toStrictEqual(instead);
  });

  test('where no list is spoken of, nobody is counted', () => {
    const ask: Remedy = { way: 'ask-listed', to: 'push', people: [other], groups: [] };
    const instead = { way: 'ask-listed', to: 'push', people: [], groups: [] };
    const [finding] = redacted(withFinding(refusing({ why: 'draft' }, ask))).findings;
    expect(finding).toMatchObject({ remedies: [instead, { way: 'mark-ready' }] });
    expect(redacted({ ...mine, checks: [{ ...check, remedies: [ask] }] }).checks).toMatchObject([
      { remedies: [instead] },
    ]);
  });

  test('a companion that lists them counts too, and whoever is on both lists is one', () => {
    expect(wayOf(ways['ask-listed'], [others])).toMatchObject({ others: { count: 2, on: [{ id: 1 }, { id: 2 }] } });
  });

  test('a gap tells what the app lacks, and nothing of whose credential it was', () => {
    const [finding] = redacted(
      withFinding({
        rule: 'push-restriction',
        verdict: 'unknown',
        reason: { why: 'tag' },
        evidence: [],
        gaps: [gap, { of: { what: 'members', group: 'devs' }, because: 'not-offered' }],
      }),
    ).findings;
    expect(finding?.verdict === 'unknown' && finding.gaps).toStrictEqual([
      {
        of: { what: 'exemptions', restriction: { id: 3, kind: 'push', match: list.match } },
        because: 'forbidden',
        status: 403,
        reader: 'app',
        required: ['admin'],
      },
      { of: { what: 'members', group: 'devs' }, because: 'not-offered' },
    ]);
  });
});

describe('an outlook', () => {
  const base: Outlook = {
    about: { id: 7, state: 'OPEN', draft: false, source: 'topic', destination: 'main' },
    notes: [
      { note: 'fork', repository: 'zother/web' },
      { note: 'source-gone' },
      { note: 'branch-type', type: 'production' },
    ],
    merge: mine,
    enforcement: { is: 'no' },
    destination: mine,
    mergers: { people: [me, other], administrators: 1, others: 1, unsure: 2, gaps: [gap] },
  };
  test.each<[enforcement: Enforcement, instead: object]>([
    [{ is: 'no' }, { is: 'no' }],
    [
      { is: 'yes', by: [list] },
      { is: 'yes', by: [{ id: 1, kind: 'push', match: list.match }] },
    ],
    [
      { is: 'unknown', gaps: [gap] },
      {
        is: 'unknown',
        gaps: [
          {
            of: { what: 'exemptions', restriction: { id: 3, kind: 'push', match: list.match } },
            because: 'forbidden',
            status: 403,
            reader: 'app',
            required: ['admin'],
          },
        ],
      },
    ],
  ])('says what enforces its checks: %j', (enforcement, instead) => {
    expect(redactedOutlook({ ...base, enforcement }).enforcement).toStrictEqual(instead);
  });

  test('keeps everything but names', () => {
    const hidden = redactedOutlook({ ...base, source: withFinding(refusing({ why: 'draft' }, ways['grant-write'])) });
    expect(JSON.stringify(hidden)).not.toMatch(/zother|Zother|zscope/);
    expect(hidden.notes).toEqual([{ note: 'fork' }, ...base.notes.slice(1)]);
    expect(hidden.source?.findings).toHaveLength(1);
    expect(hidden.merge.verdict).toBe(mine.verdict);
    expect(hidden.destination.verdict).toBe(mine.verdict);
    expect(hidden.mergers).toMatchObject({
      people: [],
      administrators: 1,
      others: 1,
      unsure: 2,
      gaps: [{ because: 'forbidden' }],
    });
    expect(hidden.about).toEqual(base.about);
    expect(redactedOutlook(base)).not.toHaveProperty('source');
  });
});

test('a restriction keeps its value and its branches, and says how many it lists beside the actor', () => {
  const check = restriction('require_approvals_to_merge', 'main', {
    id: 9,
    value: 2,
    users: [other, me],
    groups: [group],
  });
  const [finding] = redacted(
    withFinding({
      rule: 'push-restriction',
      verdict: 'allows',
      reason: { why: 'listed', by: { ...check, otherUsers: 2 }, groups: [] },
      evidence: [{ shows: 'main-branch' }],
    }),
  ).findings;
  expect(finding?.reason).toStrictEqual({
    why: 'listed',
    groups: [],
    by: {
      id: 9,
      kind: check.kind,
      match: check.match,
      value: 2,
      pipelinesSourceBranches: [],
      gaps: [],
      users: [{ id: me.id, name: me.name }],
      otherUsers: 3,
      groups: [{ slug: 'devs', name: 'devs' }],
    },
  });
});
