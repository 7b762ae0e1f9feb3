import { describe, expect, test } from '@jest/globals';
import { explain } from '../../../../src/core/questions/explain';
import { facts, merges, push, question, type Told } from '../../facts';
import { saidOf, type Opened } from '../../pull-requests';
import { gapText } from '../table';

/** `denies draft: mark-ready`, `unknown source-gone: merge-without-source not-documented`. */
function said(opened: Opened): string {
  const finding = saidOf('pull-request', {}, opened);
  if (!finding) return 'silent';
  const ways = finding.verdict === 'denies' ? finding.remedies.map(({ way }) => way) : [];
  const gaps = finding.verdict === 'unknown' ? finding.gaps.map(gapText) : [];
  return [`${finding.verdict} ${finding.reason.why}`, ...ways, ...gaps].join(', ');
}

describe('only an open pull request that is no draft can be merged', () => {
  test.each<[sentence: string, opened: Opened, says: string]>([
    ['open', {}, 'allows open'],
    [
      'open, from a fork, whose branch is not looked for',
      { fork: 'tom/web', unread: { 'source-branch': 'not-offered' } },
      'allows open',
    ],
    ['a draft', { draft: true }, 'denies draft, mark-ready'],
    ['a draft whose source is gone', { draft: true, sourceGone: true }, 'denies draft, mark-ready'],
    ['merged', { state: 'MERGED' }, 'denies closed, open-another-pull-request'],
    ['declined', { state: 'DECLINED' }, 'denies closed, open-another-pull-request'],
    ['superseded', { state: 'SUPERSEDED' }, 'denies closed, open-another-pull-request'],
    ['declined while it was a draft', { state: 'DECLINED', draft: true }, 'denies closed, open-another-pull-request'],
    [
      'merged, and whether it was a draft cannot be read',
      { state: 'MERGED', unread: { draft: 'not-understood' } },
      'denies closed, open-another-pull-request',
    ],
    [
      'whether it is a draft cannot be read',
      { unread: { draft: 'not-understood' } },
      'unknown state-not-known, draft not-understood',
    ],
    ['in a state that is new to us', { state: 'QUEUED' }, 'unknown state-not-known, state not-understood'],
    ['a state by another letter case is new to us', { state: 'open' }, 'unknown state-not-known, state not-understood'],
    ['its source branch is gone', { sourceGone: true }, 'unknown source-gone, merge-without-source not-documented'],
    ['its source has no name any more', { from: null }, 'unknown source-gone, merge-without-source not-documented'],
    ['its fork is gone', { fork: null }, 'unknown source-gone, merge-without-source not-documented'],
    [
      'whether its source is there could not be read',
      { unread: { 'source-branch': 'unreachable' } },
      'unknown source-not-known, source-branch unreachable',
    ],
  ])('%s', (_, opened, says) => {
    expect(said(opened)).toBe(says);
  });

  test('of a closed one nothing else is said', () => {
    const told: Told = { restrictions: [merges('main')], permissions: { ana: 'read' } };
    for (const rule of ['repository-access', 'merge-restriction'] as const) {
      expect([saidOf(rule, told, { state: 'DECLINED' }), saidOf(rule, told, {})?.verdict]).toEqual([
        undefined,
        'denies',
      ]);
    }
  });

  test('without a pull request at hand it says nothing', () => {
    expect(explain(facts(), question('merge main')).findings.map(({ rule }) => rule)).toEqual([
      'repository-access',
      'merge-restriction',
    ]);
  });

  test('of a push it says nothing', () => {
    expect(
      explain(facts({ restrictions: [push('main')] }), question('push main')).findings.map(({ rule }) => rule),
    ).not.toContain('pull-request');
  });

  test('evidence is the state, with the number', () => {
    expect(saidOf('pull-request', {}, { draft: true })?.evidence).toEqual([
      { shows: 'pull-request', id: 7, state: 'OPEN', draft: true },
    ]);
  });
});
