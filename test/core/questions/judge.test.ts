import { compile } from '../../../src/core/compiled/compile';
import type { Remedy } from '../../../src/core/remedy';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { covers } from '../../../src/core/branches/glob';
import { gather, viewActor, viewBranch } from '../../../src/core/cell/cell';
import { nothing } from '../../../src/core/questions/change/change';
import { difference } from '../../../src/core/questions/change/difference';
import type { Decision, Finding } from '../../../src/core/decision';
import { explain } from '../../../src/core/questions/explain';
import { deciding, judge } from '../../../src/core/questions/judge';
import type { Facts, Person, Question, Restriction } from '../../../src/core/model';
import { rules } from '../../../src/core/rules/index';
import {
  ana,
  devs,
  facts,
  merges,
  noDelete,
  noForce,
  push,
  question,
  restriction,
  type Asked,
  type Told,
} from '../facts';
import { questions, repositories } from '../random';

const blessing = restriction('require_blessing', 'main');

describe('what follows from what the rules say', () => {
  test.each<[sentence: string, told: Told, asked: Asked, verdict: Decision['verdict'], findings: string[]]>([
    [
      'allowed where all let through',
      {},
      'push main',
      'allowed',
      ['repository-access allows', 'push-restriction allows'],
    ],
    [
      'denied where one refuses',
      { restrictions: [push('main')] },
      'push main',
      'denied',
      ['repository-access allows', 'push-restriction denies'],
    ],
    [
      'unknown where one cannot tell',
      { restrictions: [push('main', { groups: [devs] })] },
      'push main',
      'unknown',
      ['repository-access allows', 'push-restriction unknown'],
    ],
    [
      'denied beats unknown, which does not show',
      { restrictions: [push('main'), blessing], unread: { permissions: 'forbidden' }, permissions: {}, supplied: {} },
      'push main',
      'denied',
      ['push-restriction denies'],
    ],
    [
      'unknown beats allowed',
      { restrictions: [push('main', { users: [ana] }), blessing] },
      'push main',
      'unknown',
      ['repository-access allows', 'push-restriction allows', 'unknown-restriction unknown'],
    ],
    [
      'two may refuse',
      { restrictions: [push('main')] },
      'push main as cem',
      'denied',
      ['repository-access denies', 'push-restriction denies'],
    ],
    [
      'in the order in which Bitbucket asks',
      { restrictions: [noForce('main'), push('main')] },
      'force-push main as oauth-client',
      'denied',
      ['repository-access allows', 'push-restriction denies', 'force-restriction denies', 'unlistable-actor denies'],
    ],
    [
      'a rewrite needs a push and more',
      { restrictions: [noForce('*'), push('main', { users: [ana] })] },
      'force-push main',
      'denied',
      ['repository-access allows', 'push-restriction allows', 'force-restriction denies'],
    ],
    [
      'a push is not a rewrite',
      { restrictions: [noForce('*'), noDelete('*'), merges('*')] },
      'push main',
      'allowed',
      ['repository-access allows', 'push-restriction allows'],
    ],
    [
      'a deletion that a push restriction may stop',
      { restrictions: [push('topic')] },
      'delete topic',
      'unknown',
      ['repository-access allows', 'push-restriction unknown', 'main-branch allows', 'delete-restriction allows'],
    ],
    [
      'a deletion that is forbidden anyway',
      { restrictions: [push('topic'), noDelete('topic')] },
      'delete topic',
      'denied',
      ['repository-access allows', 'main-branch allows', 'delete-restriction denies'],
    ],
    [
      'a merge is not a push',
      { restrictions: [push('main')] },
      'merge main',
      'allowed',
      ['repository-access allows', 'merge-restriction allows'],
    ],
    ['an access key', {}, 'push main as access-key', 'denied', ['unlistable-actor denies']],
    [
      'a credential that is gone',
      {},
      'push main with password',
      'denied',
      ['credential denies', 'repository-access allows', 'push-restriction allows'],
    ],
    [
      'a tag needs write access alone',
      { restrictions: [push('*'), restriction('require_blessing', '*')] },
      'push refs/tags/v1',
      'allowed',
      ['repository-access allows', 'push-restriction allows'],
    ],
  ])('%s', (_, told, asked, verdict, findings) => {
    const decision = explain(facts(told), question(asked));
    expect([decision.verdict, ...decision.findings.map((one) => `${one.rule} ${one.verdict}`)]).toEqual([
      verdict,
      ...findings,
    ]);
  });

  test('no opinion at all is settled by nothing', () => {
    expect(deciding<Finding>({ verdict: 'unknown', opinions: [] })).toBeUndefined();
  });

  test.each<[told: Told, asked: Asked, rule: string]>([
    [{}, 'push main', 'push-restriction'],
    [{ restrictions: [push('main')] }, 'push main as cem', 'repository-access'],
    [{ restrictions: [push('main', { groups: [devs] }), blessing] }, 'push main', 'push-restriction'],
    [{}, 'delete topic', 'delete-restriction'],
  ])('%j, %s: settled by %s', (told, asked, rule) => {
    const { actor, operation, branch } = question(asked);
    const gathered = gather(facts(told));
    const judgement = judge({
      facts: gathered.facts,
      operation,
      branch: viewBranch(branch, gathered),
      actor: viewActor(actor, gathered),
    });
    expect(deciding(judgement)?.rule).toBe(rule);
  });
});

describe('what no API tells', () => {
  const always = [
    'project-restrictions',
    'two-step-verification',
    'ip-allowlist',
    'plan-and-size',
    'credential-scopes',
  ];
  const byGroup: Told = { restrictions: [push('main', { groups: [devs] })], supplied: { devs: ['ana'] } };
  test.each<[sentence: string, told: Told, asked: Asked, what: string[]]>([
    ['five, always', {}, 'push main', always],
    [
      'and for a merge its checks',
      { restrictions: [restriction('require_tasks_to_be_completed', 'main')] },
      'merge main',
      ['merge-checks', ...always],
    ],
    [
      'and a pattern that only letter case keeps away',
      { restrictions: [push('Main')] },
      'push main',
      [...always, 'letter-case'],
    ],
    ['of a tag not even that', { restrictions: [push('refs/tags/V*')] }, 'push refs/tags/v1', always],
    ['and the exemption of a group by OAuth', byGroup, 'push main with oauth', [...always, 'group-exemption-by-oauth']],
    ['which by SSH is none', byGroup, 'push main with ssh', always],
  ])('%s', (_, told, asked, what) => {
    expect(explain(facts(told), question(asked)).notChecked.map((one) => one.what)).toEqual(what);
  });

  test('of every decision', () => {
    everyDecision(({ notChecked, findings, verdict }) => {
      expect(notChecked.map(({ what }) => what)).toEqual(expect.arrayContaining(always));
      for (const finding of findings) {
        if (finding.verdict !== 'unknown') expect(finding.evidence.length).toBeGreaterThan(0);
        if (finding.verdict === 'denies') expect(finding.remedies.length).toBeGreaterThan(0);
        if (finding.verdict === 'unknown') expect(finding.gaps.length).toBeGreaterThan(0);
      }
      const says = (what: Finding['verdict']) => findings.some((one) => one.verdict === what);
      expect(findings.length).toBeGreaterThan(0);
      expect(verdict).toBe(says('denies') ? 'denied' : says('unknown') ? 'unknown' : 'allowed');
      if (verdict === 'denied') expect(says('unknown')).toBe(false);
      const order = rules.map(({ id }) => id);
      expect(findings.map(({ rule }) => rule)).toEqual(order.filter((id) => findings.some(({ rule }) => rule === id)));
    });
  });

  test('every way out that is offered is one', () => {
    everyDecision((decision, told) => {
      for (const finding of decision.findings) {
        if (finding.verdict === 'denies') for (const remedy of finding.remedies) holds(remedy, finding, decision, told);
      }
    });
  });
});

function everyDecision(check: (decision: Decision, of: Facts) => void): void {
  fc.assert(
    fc.property(repositories, questions, (told, asked) => {
      check(explain(facts(told), asked), facts(told));
    }),
    { numRuns: 1500 },
  );
}

function holds(remedy: Remedy, { rule }: Finding, { question: asked }: Decision, of: Facts): void {
  const still = (changed: Facts) =>
    explain(changed, asked).findings.some((one) => one.rule === rule && one.verdict === 'denies');
  if (remedy.way === 'open-pull-request' || remedy.way === 'push-elsewhere') {
    expect(explain(of, { ...asked, operation: 'create', branch: remedy.push }).verdict).toBe('allowed');
  } else if (remedy.way === 'ask-listed') {
    for (const person of remedy.people)
      expect(explain(of, { ...asked, actor: { type: 'user', person } }).verdict).toBe('allowed');
  } else if (remedy.way === 'add-person') {
    expect(still(changed(of, [remedy.restriction], (one) => [withUser(one, remedy.person)]))).toBe(false);
    expectOpensAsSaid(remedy, of, asked);
  } else if (remedy.way === 'restrict-alone') {
    const { kind, branch, person } = remedy;
    const alone = restriction(kind, branch, { users: [person] });
    expect(still({ ...of, restrictions: { ...of.restrictions, items: [...of.restrictions.items, alone] } })).toBe(
      false,
    );
    const compiled = compile(gather(of), [branch, ...branches], [asked.actor]);
    for (const flip of difference(compiled, { ...nothing, restrictions: { ...nothing.restrictions, add: [alone] } })) {
      expect(flip.before).not.toBe('allowed');
      expect(flip.branches.map((at) => compiled.branches[at])).toEqual([branch]);
      expect(flip.actors.map((at) => compiled.actors[at])).toEqual([asked.actor]);
    }
  } else if (remedy.way === 'allow-rewriting' || remedy.way === 'allow-deletion') {
    expect(still(changed(of, remedy.restrictions, () => []))).toBe(false);
  } else if (remedy.way === 'add-commits-instead') {
    expect(explain(of, { ...asked, operation: 'push' }).verdict).toBe('allowed');
  }
}

const branches = ['main', 'MAIN', 'master', 'release/1', 'feature/x', 'topic', 'develop', 'hotfix/1'];

/** A place on a list opens what the list covers, to that person; a list of one branch opens nothing else. */
function expectOpensAsSaid(remedy: Extract<Remedy, { way: 'add-person' }>, of: Facts, asked: Question): void {
  const { restriction: one, person, mainBranch } = remedy;
  if (one.id === undefined) return;
  const compiled = compile(gather(of), [asked.branch, ...branches], [asked.actor]);
  const replace = [{ ...withUser(one, person), id: one.id }];
  const flips = difference(compiled, { ...nothing, restrictions: { ...nothing.restrictions, replace } });
  for (const flip of flips) {
    expect(flip.before).not.toBe('allowed');
    expect(flip.actors.map((at) => compiled.actors[at])).toEqual([asked.actor]);
    for (const at of flip.branches) {
      const branch = compiled.branches[at] ?? '';
      expect(covers(one, branch, of).is).not.toBe('no');
      const main = of.repository.mainBranch;
      if (main.known && main.value === branch && branch !== asked.branch) expect(mainBranch).toBe(branch);
    }
  }
}

function changed(of: Facts, which: Restriction[], to: (one: Restriction) => Restriction[]): Facts {
  const items = of.restrictions.items.flatMap((one) => (which.some(({ id }) => id === one.id) ? to(one) : [one]));
  return { ...of, restrictions: { ...of.restrictions, items } };
}

function withUser(one: Restriction, person: Person): Restriction {
  return { ...one, users: [...one.users, person] };
}
