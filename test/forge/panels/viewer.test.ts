import { describe, expect, test } from '@jest/globals';
import { gather } from '../../../src/core/cell/cell';
import { everybody } from '../../../src/core/people/everybody';
import { explainAmong } from '../../../src/core/questions/explain';
import type { Facts, Level, Person } from '../../../src/core/model';
import { seenBy, viewerAmong } from '../../../src/forge/panels/viewer';
import { ana, ben, cem, dea, devs, facts, merges, push } from '../../core/facts';

const level = (value: Level) => ({ known: true, value }) as const;
const known = (value: Person) => ({ known: true, value }) as const;
const unknown = { known: false, gap: { of: { what: 'viewer' }, because: 'unreachable' } } as const;
const noLevel = { known: false, gap: { of: { what: 'viewer-permission' }, because: 'forbidden' } } as const;
const notInTheirList = { known: false, gap: { of: { what: 'viewer-permission' }, because: 'not-found' } } as const;
const noSuchList = {
  known: false,
  gap: { of: { what: 'viewer-permission' }, because: 'not-found', status: 404 },
} as const;
const outdated = { of: { what: 'permissions' }, because: 'truncated' };

function verdictOn(person: Person, seen: Facts): string {
  return explainAmong(gather(seen), { actor: { type: 'user', person }, operation: 'push', branch: 'main' }).verdict;
}

describe('what Bitbucket reports about the viewer now counts more than what was read earlier', () => {
  const kept = facts({ viewer: dea });

  test('the viewer is the one who looks, not the one who read', () => {
    const seen = seenBy({ person: known(ana), level: level('write') }, kept);
    expect([seen.viewer, seen.viewerLevel]).toEqual([known(ana), level('write')]);
  });

  test('the same permission changes nothing in the list', () => {
    const { permissions } = seenBy({ person: known(ana), level: level('write') }, kept);
    expect(permissions.gaps).toEqual([]);
    expect(permissions.items).toHaveLength(kept.permissions.items.length);
    expect(permissions.items).toEqual(expect.arrayContaining(kept.permissions.items));
  });

  test.each<[what: string, person: Person, now: Level, verdict: string]>([
    ['lost', ana, 'read', 'denied'],
    ['gained', cem, 'write', 'allowed'],
    ['given to a newcomer', { id: '{new}', name: 'Newcomer' }, 'write', 'allowed'],
    ['gone', ana, 'none', 'denied'],
  ])('a permission %s: it decides, and the list is out of date', (_, person, now, verdict) => {
    const seen = seenBy({ person: known(person), level: level(now) }, kept);
    expect(seen.permissions.gaps).toEqual([outdated]);
    expect(seen.permissions.items.filter((one) => one.person.id === person.id)).toEqual([{ person, level: now }]);
    expect(verdictOn(person, seen)).toBe(verdict);
  });

  test.each<[what: string, given: Parameters<typeof facts>[0], gaps: unknown[]]>([
    ['was read of them', {}, [outdated]],
    [
      'was granted',
      { unread: { permissions: 'forbidden' }, permissions: {}, userGrants: { ana: 'write' } },
      [{ of: { what: 'permissions' }, because: 'forbidden' }],
    ],
  ])(
    'what they were given a permission in is listed, and this is not among it: they have none, whatever %s',
    (_, given, gaps) => {
      const seen = seenBy({ person: known(ana), level: notInTheirList }, facts(given));
      expect(seen.permissions.gaps).toEqual(gaps);
      expect(verdictOn(ana, seen)).toBe('denied');
    },
  );

  test('others keep what was read of them', () => {
    const { permissions } = seenBy({ person: known(ana), level: level('none') }, kept);
    const others = kept.permissions.items.filter(({ person }) => person.id !== ana.id);
    expect(permissions.items).toEqual([...others, { person: ana, level: 'none' }]);
  });

  test('a list that was cut short stays so, for the same reason', () => {
    const cut = facts({ unread: { permissions: 'forbidden' }, permissions: {} });
    const seen = seenBy({ person: known(ana), level: level('write') }, cut);
    expect(seen.permissions).toEqual({ items: [{ person: ana, level: 'write' }], gaps: cut.permissions.gaps });
    expect(verdictOn(ana, seen)).toBe('allowed');
  });

  test('where it was refused, members of the workspace still stand beside the viewer, whatever they may do', () => {
    const cut = facts({
      unread: { permissions: 'forbidden' },
      permissions: {},
      owners: ['dea'],
      others: ['ben', 'ana'],
    });
    for (const now of ['write', 'read'] as const)
      expect(everybody(seenBy({ person: known(ana), level: level(now) }, cut))).toEqual([ana, ben, dea]);
    const part = facts({ unread: { permissions: 'truncated' }, permissions: { ana: 'write' }, others: ['ben'] });
    expect(everybody(seenBy({ person: known(ana), level: level('write') }, part))).toEqual([ana]);
  });

  test.each([
    ['the permission', { person: known(ana), level: noLevel }],
    ['the permission, of which there is no list', { person: known(ana), level: noSuchList }],
    ['the person', { person: unknown, level: level('write') }],
  ])('%s is not known: the list stays', (_, viewer) => {
    expect(seenBy(viewer, kept)).toEqual({ ...kept, viewer: viewer.person, viewerLevel: viewer.level });
  });
});

describe('grants that changed since then prove nothing about groups', () => {
  const listed = (given: Parameters<typeof facts>[0]) =>
    facts({ restrictions: [push('main', { groups: [devs] })], ...given });

  test('a permission that was given since does not make a member', () => {
    const kept = listed({
      permissions: { ana: 'read', ben: 'write' },
      userGrants: { ana: 'read' },
      groupGrants: { devs: 'write' },
    });
    expect(verdictOn(ben, kept)).toBe('allowed');
    expect(verdictOn(ana, seenBy({ person: known(ana), level: level('write') }, kept))).toBe('unknown');
  });

  test('a permission that was taken since does not make a stranger', () => {
    const kept = facts({
      restrictions: [merges('main', { groups: [devs] })],
      permissions: { ana: 'admin' },
      groupGrants: { devs: 'admin' },
    });
    const seen = seenBy({ person: known(ana), level: level('write') }, kept);
    const { verdict } = explainAmong(gather(seen), {
      actor: { type: 'user', person: ana },
      operation: 'merge',
      branch: 'main',
    });
    expect(verdict).toBe('unknown');
  });
});

describe('who the viewer is', () => {
  const given = facts({ userGrants: { cem: 'read' } });

  test.each<[string, string | undefined, object]>([
    ['by account', cem.accountId, known(cem)],
    ['an account of nobody', '557058:nobody', unknown],
    ['a name is no account', cem.name, unknown],
    ['a nickname is no account', cem.nickname, unknown],
    ['a uuid is no account', cem.id, unknown],
    ['no account', undefined, unknown],
  ])('Bitbucket does not say: %s', (_, account, expected) => {
    expect(viewerAmong(unknown, account, given)).toEqual(expected);
  });

  test('somebody who calls themselves by the account of another is not them', () => {
    const posing = facts({});
    posing.permissions.items[0] = { person: { ...ana, nickname: '557058:gone' }, level: 'write' };
    expect(viewerAmong(unknown, '557058:gone', posing)).toEqual(unknown);
  });

  test('Bitbucket says', () => {
    expect(viewerAmong(known(ben), cem.accountId, given)).toEqual(known(ben));
  });
});
