import { describe, expect, test } from '@jest/globals';
import type { CauseId } from '../../src/refusals/signatures/cause';
import { compare, type NotCompared } from '../../src/refusals/compare';
import type { Diagnosis } from '../../src/refusals/diagnose';
import type { Found } from '../../src/refusals/reading/causes';
import type { Push } from '../../src/refusals/text/push';
import { sayDiagnosis } from '../../src/refusals/say';
import type { Certainty } from '../../src/refusals/signatures/signature';
import { withProjectRules } from '../../src/core/people/project-rules';
import { ana, ben, core, facts, noForce, push, type Told } from '../core/facts';

/** A cause as a row writes it, with the push that it stopped. */
type Row = [cause: CauseId, certainty: Certainty, push?: Push];

function diagnosisOf(rows: Row[]): Diagnosis {
  const causes = rows.map(
    ([cause, certainty, told = { branch: 'main' }]): Found => ({ cause, certainty, because: [], push: told }),
  );
  return { causes, product: 'cloud', push: causes[0]?.push ?? {}, scrubbed: 0, unread: 0 };
}

function comparedWith(told: Told, rows: Row[]) {
  const comparison = compare(diagnosisOf(rows), facts(told));
  if ('notCompared' in comparison) throw new Error(`Not compared: ${comparison.notCompared}`);
  return comparison;
}

describe('what cannot be compared says why', () => {
  const nobody: Push = { pusher: { is: 'named', name: 'somebody-else' } };
  test.each<[NotCompared, Row[]]>([
    ['no-cause', []],
    ['not-a-rule', [['ssh-key', 'certain']]],
    ['no-branch', [['push-restriction', 'certain', {}]]],
    ['no-actor', [['push-restriction', 'certain', { ...nobody, branch: 'main' }]]],
    ['no-branch', [['push-restriction', 'certain', nobody]]],
  ])('%s', (why, rows) => {
    expect(compare(diagnosisOf(rows), facts())).toEqual({ notCompared: why });
  });

  test('nobody is asked for where the credential does not say whose it is', () => {
    expect(compare(diagnosisOf([['push-restriction', 'certain']]), facts({ unread: { viewer: 'forbidden' } }))).toEqual(
      { notCompared: 'no-actor' },
    );
  });
});

describe('who pushed is whom the text means', () => {
  test.each<[pusher: Push['pusher'], actor: string]>([
    [undefined, 'Ana'],
    [{ is: 'ssh-key' }, 'Ana'],
    [{ is: 'named', name: 'BEN' }, 'Ben'],
    [{ is: 'access-token' }, 'repository-access-token'],
    [{ is: 'actor', actor: 'pipelines' }, 'pipelines'],
  ])('%j is %s', (pusher, name) => {
    const { actor } = comparedWith({}, [['push-restriction', 'likely', { branch: 'main', ...(pusher && { pusher }) }]])
      .decision.question;
    expect(actor.type === 'user' ? actor.person.name : actor.type).toBe(name);
  });
});

describe('the configuration bears causes out or speaks against them', () => {
  test.each<[sentence: string, told: Told, row: Row, agrees: boolean | undefined]>([
    ['the rule refuses', { restrictions: [push('main')] }, ['push-restriction', 'likely'], true],
    [
      'the rule lets this person through',
      { restrictions: [push('main', { users: [ben] }), noForce('main')] },
      ['push-restriction', 'likely', { branch: 'main', pusher: { is: 'named', name: 'ben' } }],
      false,
    ],
    ['no rule stops the push', {}, ['push-restriction', 'likely'], false],
    [
      'another operation than the cause says is not what was asked',
      { restrictions: [noForce('main')] },
      ['force-restriction', 'likely', { branch: 'main', operation: 'push' }],
      true,
    ],
    ['the main branch', {}, ['main-branch', 'likely'], true],
    [
      'what could not be read settles nothing',
      { unread: { restrictions: 'forbidden' } },
      ['push-restriction', 'likely'],
      undefined,
    ],
  ])('%s', (_, told, row, agrees) => {
    expect(comparedWith(told, [row]).causes.map((one) => one.agrees)).toEqual([agrees]);
  });
});

describe('the order', () => {
  const closed = { restrictions: [push('main')] };
  test.each<[sentence: string, told: Told, rows: Row[], order: CauseId[]]>([
    [
      'what the text is certain of stays first',
      closed,
      [
        ['remote-ahead', 'certain'],
        ['push-restriction', 'likely'],
      ],
      ['remote-ahead', 'push-restriction'],
    ],
    [
      'certain stays first also where the configuration speaks against it',
      closed,
      [
        ['force-restriction', 'certain'],
        ['push-restriction', 'likely'],
      ],
      ['force-restriction', 'push-restriction'],
    ],
    [
      'what is borne out comes before what no rule tells of',
      closed,
      [
        ['remote-ahead', 'likely'],
        ['push-restriction', 'possible'],
      ],
      ['push-restriction', 'remote-ahead'],
    ],
    [
      'and that before what the configuration speaks against',
      closed,
      [
        ['force-restriction', 'likely'],
        ['remote-ahead', 'possible'],
        ['push-restriction', 'likely'],
      ],
      ['push-restriction', 'remote-ahead', 'force-restriction'],
    ],
    [
      'of two that are borne out the likelier',
      { restrictions: [push('main'), noForce('main')] },
      [
        ['push-restriction', 'possible'],
        ['force-restriction', 'likely'],
      ],
      ['force-restriction', 'push-restriction'],
    ],
    [
      'that SSH works explains nothing',
      closed,
      [
        ['ssh-works', 'certain'],
        ['force-restriction', 'possible'],
      ],
      ['force-restriction', 'ssh-works'],
    ],
  ])('%s', (_, told, rows, order) => {
    expect(comparedWith(told, rows).causes.map(({ cause }) => cause)).toEqual(order);
  });
});

describe('where text and configuration differ', () => {
  test.each<[sentence: string, told: Told, named: string]>([
    ['with the project by its name', { project: core }, 'A restriction set on the project Core stops it;'],
    ['with no project', {}, 'A restriction set on the project stops it;'],
    [
      'with a project that was not read',
      { unread: { project: 'forbidden' } },
      'A restriction set on the project stops it;',
    ],
  ])('it says what that may mean, %s', (_, told, named) => {
    const rows: Row[] = [['push-restriction', 'possible']];
    const { disagreement } = sayDiagnosis(diagnosisOf(rows), comparedWith(told, rows));
    expect(disagreement?.says).toContain('none of them stops Ana on `main`');
    expect(disagreement?.mayMean.find((line) => line.startsWith('A restriction set on'))).toContain(named);
  });

  test('where they agree, nothing', () => {
    const rows: Row[] = [['push-restriction', 'certain']];
    expect(sayDiagnosis(diagnosisOf(rows), comparedWith({ restrictions: [push('main')] }, rows))).not.toHaveProperty(
      'disagreement',
    );
  });
});

test('what was not read is told', () => {
  expect(sayDiagnosis({ ...diagnosisOf([['ssh-key', 'certain']]), unread: 12 })).toMatchObject({ unread: 12 });
  expect(sayDiagnosis(diagnosisOf([['ssh-key', 'certain']]))).not.toHaveProperty('unread');
});

test('a way that speaks of Bitbucket is not offered for the host of another', () => {
  const address = { by: 'https', host: 'github.com', path: 'acme/web' } as const;
  const [elsewhere] = sayDiagnosis(diagnosisOf([['network', 'likely', { address }]])).causes;
  const [here] = sayDiagnosis(
    diagnosisOf([['network', 'likely', { address: { ...address, host: 'bitbucket.org' } }]]),
  ).causes;
  expect(here?.remedies.map((way) => way.do).join('\n')).toMatch(/bitbucket/i);
  expect(elsewhere?.remedies).not.toHaveLength(0);
  for (const way of elsewhere?.remedies ?? []) expect(way.do).not.toMatch(/bitbucket|atlassian/i);
});

describe('a rule of the project as the likely cause', () => {
  const lists: Told = { restrictions: [push('main', { users: [ana] })] };
  const closed: Told = { restrictions: [push('main')] };
  test.each<[sentence: string, told: Told, rows: Row[], shown: object | undefined]>([
    ['certain, and none covers', {}, [['push-restriction', 'certain']], { kind: 'push', branch: 'main' }],
    ['likely, and none covers', {}, [['push-restriction', 'likely']], { kind: 'push', branch: 'main' }],
    ['history', {}, [['force-restriction', 'certain']], { kind: 'force', branch: 'main' }],
    ['deletion', {}, [['delete-restriction', 'certain', { branch: 'x' }]], { kind: 'delete', branch: 'x' }],
    ['a merge', {}, [['merge-restriction', 'certain']], { kind: 'restrict_merges', branch: 'main' }],
    [
      'a token that no list can name',
      {},
      [['unlistable-actor', 'certain', { branch: 'main', pusher: { is: 'access-token' } }]],
      { kind: 'push', branch: 'main' },
    ],
    [
      'behind what is but possible',
      {},
      [
        ['remote-ahead', 'possible'],
        ['push-restriction', 'likely'],
      ],
      { kind: 'push', branch: 'main' },
    ],
    ['but possible', {}, [['push-restriction', 'possible']], undefined],
    ['a rule of the repository refuses', closed, [['push-restriction', 'certain']], undefined],
    ['a rule of the repository covers and lets through', lists, [['push-restriction', 'certain']], undefined],
    [
      'the restrictions were not read',
      { unread: { restrictions: 'forbidden' } },
      [['push-restriction', 'certain']],
      undefined,
    ],
    ['a tag', {}, [['push-restriction', 'certain', { branch: 'refs/tags/v1' }]], undefined],
    ['something else', {}, [['main-branch', 'certain', { branch: 'topic' }]], undefined],
    [
      'another cause is certain',
      {},
      [
        ['remote-ahead', 'certain'],
        ['push-restriction', 'likely'],
      ],
      undefined,
    ],
    [
      'another cause is borne out',
      closed,
      [
        ['push-restriction', 'likely'],
        ['force-restriction', 'likely'],
      ],
      undefined,
    ],
  ])('%s', (_, told, rows, shown) => {
    expect(comparedWith(told, rows).projectRule).toEqual(shown);
  });

  test('in words, with the page of the project, once', () => {
    const rows: Row[] = [['push-restriction', 'certain']];
    const { projectRule, disagreement } = sayDiagnosis(diagnosisOf(rows), comparedWith({ project: core }, rows));
    expect(projectRule?.says).toBe(
      'A restriction set on the project Core is the likely cause: none of acme/web for Write access covers `main`, and ' +
        'Bitbucket shows those of a project only on its own page.',
    );
    expect(projectRule?.page).toBe('https://bitbucket.org/acme/workspace/projects/CORE/settings/branch-restrictions');
    expect(disagreement?.mayMean.join('\n')).not.toContain('project');
  });

  test('a list that was supplied and lacks it is not true any more', () => {
    const rows: Row[] = [['push-restriction', 'certain']];
    const supplied = { rules: [], whole: true, supplied: { setOn: 'project' as const } };
    const comparison = compare(diagnosisOf(rows), withProjectRules(facts({ project: core }), supplied));
    if ('notCompared' in comparison) throw new Error('Not compared.');
    const { projectRule } = sayDiagnosis(diagnosisOf(rows), comparison);
    expect(projectRule?.says).toContain('; the list that was supplied of them lacks it.');
  });

  test('once it is supplied, the refusal is borne out', () => {
    const rows: Row[] = [['push-restriction', 'certain']];
    const supplied = { rules: [push('main')], whole: true, supplied: { setOn: 'project' as const } };
    const comparison = compare(diagnosisOf(rows), withProjectRules(facts({ project: core }), supplied));
    expect(comparison).toMatchObject({ causes: [{ agrees: true }], decision: { verdict: 'denied' } });
    expect(comparison).not.toHaveProperty('projectRule');
  });
});
