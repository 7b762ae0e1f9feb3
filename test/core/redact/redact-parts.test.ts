import type {
  MergeNotChecked,
  MergeEvidence,
  MergeReason,
  MergeDecision,
  MergeFinding,
} from '../../../src/core/merge-decision';
import type { MergeRemedy } from '../../../src/core/remedy';
import type { MergeCheck } from '../../../src/core/merge-check';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explain } from '../../../src/core/questions/explain';
import type { Gap, Group, Person, Restriction } from '../../../src/core/model';
import type { Enforcement, Outlook } from '../../../src/core/questions/pull-request/outlook';
import { freeText } from '../../../src/core/redact/free-text';
import { redacted, redactedOutlook } from '../../../src/core/redact/redact';
import { waysOfMerge } from '../../../src/core/ways-out/merge-table';
import type { OfDecision } from '../../../src/core/ways-out/way-out';
import { core, facts, push, question, restriction } from '../facts';
import { sourceOf, type Leaves } from '../values-of';

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
const plain = explain(facts({ project: core }), question('push main'));
const mine: MergeDecision = { ...plain, question: { ...plain.question, actor: { type: 'user', person: me } } };

function withFinding(finding: MergeFinding): MergeDecision {
  return { ...mine, findings: [finding] };
}

function refusing(reason: MergeReason, remedy: MergeRemedy): MergeFinding {
  return {
    rule: 'push-restriction',
    verdict: 'denies',
    reason,
    evidence: [{ shows: 'main-branch' }, { shows: 'main-branch' }],
    remedies: [remedy, { way: 'mark-ready' }],
  };
}

const withheld = Object.entries(freeText).flatMap(([key, says]) => (says === 'withheld' ? [key] : []));

/** The keys of a value that are looked at elsewhere: what is withheld, and what becomes a number. */
function keysLeftOut(whole: object, path: string): string[] {
  const entry: OfDecision<never> | undefined = 'way' in whole ? waysOfMerge[(whole as MergeRemedy).way] : undefined;
  const counted = Object.entries({ ...entry?.counted, ...entry?.countedByRestriction }).flat() as string[];
  const texts = Object.entries(whole).filter(([, part]: [string, unknown]) => typeof part === 'string');
  return [
    ...counted,
    ...texts.flatMap(([key]) => (withheld.includes(key) ? [key] : [])),
    ...('slug' in whole && 'name' in whole ? ['name'] : []),
    ...('users' in whole ? ['users', 'otherUsers'] : []),
    ...('of' in whole ? ['granted'] : []),
    ...('setOn' in whole ? ['by'] : []),
    ...(path === '/mergers' ? ['people'] : []),
    // Of the restriction in a gap the name is kept.
    ...(path.endsWith('/of/restriction') ? Object.keys(whole).filter((key) => !(key in nameOnly)) : []),
  ];
}

const nameOnly = { id: true, kind: true, match: true, supplied: true };

/**
 * Where the first differs from the second without its names: a word or a number that is another, a list of another
 * length.
 */
function differences(hidden: unknown, whole: unknown, path = ''): string[] {
  if (typeof whole !== 'object' || whole === null) return hidden === whole ? [] : [`${path}: ${String(hidden)}`];
  if (typeof hidden !== 'object' || hidden === null) return [`${path}: ${String(hidden)}`];
  if (Array.isArray(whole) && (hidden as unknown[]).length !== whole.length) return [`${path}: another length`];
  if ('id' in whole && typeof whole.id === 'string')
    return 'id' in hidden && 'name' in hidden ? [] : [`${path}: nobody`];
  const leftOut = keysLeftOut(whole, path);
  return Object.entries(whole).flatMap(([key, part]: [string, unknown]) =>
    leftOut.includes(key) ? [] : differences((hidden as Record<string, unknown>)[key], part, `${path}/${key}`),
  );
}

const everybody: Person[] = [me, other, { id: '{zthird}', name: 'Zthirdq', nickname: 'zthirdnick' }];
/** Of texts only those are looked for that nobody may be told: of whom a fork is, whose scopes, who set up a build. */
const leaves: Leaves = {
  types: { Person: fc.constantFrom(...everybody), Group: fc.constant(group) },
  text: (key) => fc.constant(key === 'granted' || withheld.includes(key) ? `zsecret${key}` : `some ${key}`),
};

/** What nobody is told but administrators. */
function secretsFor({ question: { actor } }: MergeDecision): string[] {
  const people = everybody.flatMap((person) => {
    const { id, name, nickname, accountId } = person;
    const more = [nickname, accountId].filter((text) => text !== undefined);
    return actor.type === 'user' && actor.person.id === id ? more : [id, name, ...more];
  });
  return [...people, group.name, 'zsecret'];
}

function expectHidden(decision: MergeDecision): void {
  const hidden = redacted(decision);
  expect(differences(hidden, decision)).toEqual([]);
  const text = JSON.stringify(hidden);
  expect(secretsFor(decision).filter((secret) => text.includes(secret))).toEqual([]);
}

const source = sourceOf({
  MergeReason: 'core/merge-decision.ts',
  MergeEvidence: 'core/merge-decision.ts',
  MergeRemedy: 'core/remedy.ts',
  MergeCheck: 'core/merge-check.ts',
  MergeFinding: 'core/merge-decision.ts',
  MergeNotChecked: 'core/merge-decision.ts',
  Unknown: 'core/model.ts',
  MergeDecision: 'core/merge-decision.ts',
  Outlook: 'core/questions/pull-request/outlook.ts',
});

describe('what is taken out are names, and nothing else', () => {
  const allows = { rule: 'push-restriction', verdict: 'allows', reason: { why: 'tag' } } as const;
  const shown: MergeEvidence = { shows: 'main-branch' };
  const notListed = { why: 'not-listed', restrictions: [list, others], companions: [] } satisfies MergeReason;

  // Each kind is read from the source: what is added there is looked at here.
  test.each<[name: Parameters<typeof source.wordsOf>[0], key: string, around: (one: never) => MergeDecision]>([
    ['MergeReason', 'why', (reason: MergeReason) => withFinding({ ...allows, reason, evidence: [shown] })],
    ['MergeEvidence', 'shows', (one: MergeEvidence) => withFinding({ ...allows, evidence: [one, shown] })],
    ['MergeRemedy', 'way', (way: MergeRemedy) => withFinding(refusing(notListed, way))],
    ['MergeCheck', 'is', (check: MergeCheck) => ({ ...mine, checks: [check] })],
    ['MergeFinding', 'rule', (finding: MergeFinding) => withFinding(finding)],
    ['MergeNotChecked', 'what', (one: MergeNotChecked) => ({ ...mine, notChecked: [one] })],
    [
      'Unknown',
      'what',
      (of: Gap['of']) => withFinding({ ...allows, verdict: 'unknown', evidence: [], gaps: [{ ...gap, of }, gap] }),
    ],
  ])('of any %s', (name, key, around) => {
    const words = new Set(source.wordsOf(name, key));
    const values = fc.sample(source.valuesOf(name, leaves), { seed: 1, numRuns: 40 * words.size });
    for (const value of values) expectHidden(around(value as never));
    expect(new Set(values.map((value) => (value as Record<string, unknown>)[key]))).toEqual(words);
  });

  test('a list of people in a way out becomes a number, as its entry says', () => {
    for (const way of fc.sample(source.valuesOf('MergeRemedy', leaves), { seed: 1, numRuns: 500 })) {
      const [finding] = redacted(withFinding(refusing({ why: 'tag' }, way as MergeRemedy))).findings;
      const text = JSON.stringify(finding?.verdict === 'denies' && finding.remedies);
      expect(text).not.toContain('[{"id":"","name"');
    }
  });

  test('of any decision', () => {
    fc.assert(
      fc.property(source.valuesOf('MergeDecision', leaves), (decision) => {
        expectHidden(decision as MergeDecision);
      }),
      { numRuns: 300 },
    );
  });

  test('of any outlook', () => {
    fc.assert(
      fc.property(source.valuesOf('Outlook', leaves), (any) => {
        const whole = any as Outlook;
        const [{ question }, ...more] = [whole.merge, whole.destination, ...(whole.source ? [whole.source] : [])];
        // The three are about whoever looks at the pull request.
        for (const one of more) one.question = { ...one.question, actor: question.actor };
        const hidden = redactedOutlook(whole);
        expect(differences(hidden, whole)).toEqual([]);
        const text = JSON.stringify(hidden);
        expect(secretsFor(whole.merge).filter((secret) => text.includes(secret))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('of whoever asks', () => {
    expectHidden({ ...mine, question: { ...mine.question, actor: { type: 'pipelines' } } });
    expect(redacted(mine)).not.toHaveProperty('checks');
    expect(redacted(mine)).not.toHaveProperty('readAt');
    expect(redacted(mine).question.actor).toEqual({ type: 'user', person: { id: me.id, name: me.name } });
  });

  test('who supplied a rule, be it whoever asks', () => {
    const supplied: Restriction = { ...others, supplied: { setOn: 'project', by: me, at: '2026-11-28T19:00:00Z' } };
    const mark = { setOn: 'project', at: '2026-11-28T19:00:00Z' };
    const hidden = redacted({
      ...withFinding(
        refusing({ ...notListed, restrictions: [supplied] }, { way: 'add-person', restriction: supplied, person: me }),
      ),
      projectRules: { count: 1, whole: true, supplied: { setOn: 'project', by: other } },
    });
    const [finding] = hidden.findings;
    expect(finding?.reason).toMatchObject({ restrictions: [{ supplied: mark }] });
    expect(finding?.verdict === 'denies' && finding.remedies[0]).toMatchObject({ restriction: { supplied: mark } });
    expect(hidden.projectRules).toStrictEqual({ count: 1, whole: true, supplied: { setOn: 'project' } });
    expect(JSON.stringify(hidden)).not.toContain('"by":{');
  });

  test('whole restrictions where only their names are asked for', () => {
    const [finding] = redacted(
      withFinding({ ...allows, evidence: [{ shows: 'enforced', restrictions: [list] }] }),
    ).findings;
    expect(finding?.evidence).toStrictEqual([
      { shows: 'enforced', restrictions: [{ id: 1, kind: 'push', match: list.match }] },
    ]);
  });

  test.each([{ nickname: 'zothernick' }, { accountId: 'zotheraccount' }, { id: '{zother}', nickname: 'zothernick' }])(
    'half a person is a person: %j',
    (half) => {
      const decision = withFinding({ ...allows, evidence: [{ shows: 'owner', person: half as unknown as Person }] });
      expect(redacted(decision).findings[0]?.evidence).toEqual([
        { shows: 'owner', person: { id: '', name: 'Somebody else' } },
      ]);
    },
  );
});

describe('in place of people there are numbers', () => {
  const wayOf = (way: MergeRemedy, companions: Restriction[] = []) => {
    const [finding] = redacted(
      withFinding(refusing({ why: 'not-listed', restrictions: [list], companions }, way)),
    ).findings;
    return finding?.verdict === 'denies' ? finding.remedies[0] : undefined;
  };
  test.each<[way: MergeRemedy, instead: object]>([
    [
      { way: 'get-approvals', need: 2, from: [me, other] },
      { way: 'get-approvals', need: 2, from: [{ id: me.id, name: me.name }], others: 1 },
    ],
    [
      { way: 'get-approvals', need: 1, from: [me] },
      { way: 'get-approvals', need: 1, from: [{ id: me.id, name: me.name }] },
    ],
    [
      { way: 'get-approvals', need: 1, from: [other], others: 3 },
      { way: 'get-approvals', need: 1, from: [], others: 4 },
    ],
    [
      { way: 'settle-changes-requested', by: [me, other] },
      { way: 'settle-changes-requested', by: [{ id: me.id, name: me.name }], others: 1 },
    ],
    [
      { way: 'settle-changes-requested', by: [me] },
      { way: 'settle-changes-requested', by: [{ id: me.id, name: me.name }] },
    ],
    [
      { way: 'pass-builds', failed: ['Zotherq'], otherFailed: 2, running: 1, lacking: 0 },
      { way: 'pass-builds', failed: [], otherFailed: 3, running: 1, lacking: 0 },
    ],
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
    const ask: MergeRemedy = { way: 'ask-listed', to: 'push', people: [other], groups: [] };
    const instead = { way: 'ask-listed', to: 'push', people: [], groups: [] };
    const [finding] = redacted(withFinding(refusing({ why: 'draft' }, ask))).findings;
    expect(finding).toMatchObject({ remedies: [instead, { way: 'mark-ready' }] });
    const check: MergeCheck = {
      is: 'missing',
      restriction: list,
      found: { what: 'approvals', have: 0, need: 1, byAuthor: false },
      remedies: [ask],
    };
    expect(redacted({ ...mine, checks: [check] }).checks).toMatchObject([{ remedies: [instead] }]);
  });

  test('a companion that lists them counts too, and whoever is on both lists is one', () => {
    const ask: MergeRemedy = { way: 'ask-listed', to: 'merge', people: [other], groups: [group] };
    expect(wayOf(ask, [others])).toMatchObject({ others: { count: 2, on: [{ id: 1 }, { id: 2 }] } });
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
    destination: plain,
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
    const hidden = redactedOutlook({
      ...base,
      merge: withFinding(refusing({ why: 'draft' }, { way: 'grant-write', person: other })),
    });
    expect(JSON.stringify(hidden)).not.toMatch(/zother|Zother|zscope/);
    expect(hidden.notes).toEqual([{ note: 'fork' }, ...base.notes.slice(1)]);
    expect(hidden.merge.findings).toHaveLength(1);
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
