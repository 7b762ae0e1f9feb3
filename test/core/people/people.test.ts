import { gatherPeople } from '../../../src/core/people/gathered';
import { describe, expect, test } from '@jest/globals';
import type { Because, Person, Resource } from '../../../src/core/model';
import { compareLevels } from '../../../src/core/people/levels';
import { gather } from '../../../src/core/cell/cell';
import { everybody } from '../../../src/core/people/everybody';
import { standingOf } from '../../../src/core/people/people';
import { ana, ben, cem, dea, devs, facts, leads, push, type Told } from '../facts';
import { evidenceText, gapText } from '../rules/table';

/** Whether a restriction for these groups lists Ana: the answer, then what shows it or what is missing. */
function listsAna(told: Told, ...groups: (typeof devs)[]): string {
  const answer = standingOf({ type: 'user', person: ana }, gatherPeople(facts(told))).lists(
    push('main', { id: 1, groups }),
  );
  const why =
    answer.is === 'unknown'
      ? answer.gaps.map(gapText)
      : answer.evidence.map(evidenceText).filter((text) => text !== 'restriction 1');
  return [answer.is, ...why].join(', ');
}

const told10 = { members: { devs: ['ana' as const] } };
const told10Without = { members: { devs: ['ben' as const] } };
const suppliedWith = { supplied: { devs: ['ana' as const] } };
const suppliedWithout = { supplied: { devs: [] } };
const above = { groupGrants: { devs: 'admin' } } as const;
const only = { groupGrants: { devs: 'write' } } as const;
const in10 = 'lists-group 1 devs, member devs by bitbucket';
const torn = (says: string, level: string | undefined, source: string) =>
  `contradiction ${JSON.stringify([
    { says, level },
    { says: 'member', group: 'devs', level: 'admin', source },
  ])} not-understood`;
const deduced = 'lists-group 1 devs, only-source devs: write';

describe('who is in a group: the first source that says so', () => {
  test.each<[sentence: string, told: Told, lists: string]>([
    ['the 1.0 endpoint has her', told10, `yes, ${in10}`],
    ['the 1.0 endpoint has others', told10Without, 'no, not-member devs by bitbucket'],
    ['it comes before a supplied list', { ...told10Without, ...suppliedWith }, 'no, not-member devs by bitbucket'],
    [
      'but not before a permission below that of the group: one of the two is wrong',
      { ...told10, ...above },
      `unknown, ${torn('listed', 'write', 'bitbucket')}`,
    ],
    ['nor does a supplied list', { ...suppliedWith, ...above }, `unknown, ${torn('listed', 'write', 'supplied')}`],
    [
      'nor where nobody is listed like her',
      { ...told10, ...above, permissions: { ben: 'admin' } },
      `unknown, ${torn('not-listed', undefined, 'bitbucket')}`,
    ],
    ['a group that gives no more than she has is no contradiction', { ...told10, ...only }, `yes, ${in10}`],
    [
      'out needs her permission to be beyond doubt',
      { ...above, userGrants: { ana: 'admin' } },
      'unknown, members devs not-offered',
    ],
    ['so does in', { ...only, viewerLevel: 'admin' }, 'unknown, members devs not-offered'],
    ['a supplied list has her', suppliedWith, 'yes, lists-group 1 devs, member devs by supplied'],
    ['a supplied list of nobody is nobody', suppliedWithout, 'no, not-member devs by supplied'],
    [
      'it serves where the endpoint does not answer',
      { ...suppliedWith, membersUnread: ['devs'] },
      'yes, lists-group 1 devs, member devs by supplied',
    ],
    ['it comes before deduction', { ...suppliedWithout, ...only }, 'no, not-member devs by supplied'],
    ['out: she is below the level of the group', above, 'no, below-group devs: write < admin'],
    [
      'out: by the grant on the project too',
      { projectGroupGrants: { devs: 'admin' } },
      'no, below-group devs: write < admin on project',
    ],
    [
      'out: by the highest of its grants',
      { groupGrants: { devs: 'read' }, projectGroupGrants: { devs: 'admin' } },
      'no, below-group devs: write < admin on project',
    ],
    [
      'out: absent from the effective list',
      { permissions: {}, groupGrants: { devs: 'read' } },
      'no, below-group devs: none < read',
    ],
    [
      'out needs the effective list read whole',
      { ...above, unread: { permissions: 'truncated' } },
      'unknown, members devs not-offered',
    ],
    [
      'out needs nothing else',
      { ...above, unread: { 'user-grants': 'forbidden', 'workspace-members': 'forbidden' } },
      'no, below-group devs: write < admin',
    ],
    ['a group below her proves nothing', { groupGrants: { devs: 'read' } }, 'unknown, members devs not-offered'],
    ['a group without a grant proves nothing', {}, 'unknown, members devs not-offered'],
    ['in: nothing else gives what she has', only, `yes, ${deduced}`],
    ['in: beside a grant to her that is lower', { ...only, userGrants: { ana: 'read' } }, `yes, ${deduced}`],
    [
      'in: by the highest of its grants',
      { groupGrants: { devs: 'read' }, projectGroupGrants: { devs: 'write' } },
      `yes, ${deduced} on project`,
    ],
    [
      'not in: a grant to her says it all',
      { ...only, userGrants: { ana: 'write' } },
      'unknown, members devs not-offered',
    ],
    [
      'not in: so does one on the project',
      { ...only, projectUserGrants: { ana: 'write' } },
      'unknown, members devs not-offered',
    ],
    [
      'not in: so does owning the workspace, which counts as admin',
      { ...only, owners: ['ana'] },
      'unknown, members devs not-offered',
    ],
    [
      'not in: an owner who is listed as administrator',
      { groupGrants: { devs: 'admin' }, permissions: { ana: 'admin' }, owners: ['ana'] },
      'unknown, members devs not-offered',
    ],
    [
      'not in: another group may be the source',
      { groupGrants: { devs: 'write', leads: 'write' } },
      'unknown, members devs not-offered',
    ],
    [
      'in: the other group is known to be without her',
      { groupGrants: { devs: 'write', leads: 'write' }, supplied: { leads: [] } },
      `yes, ${deduced}`,
    ],
    ['in: the other group is above her', { groupGrants: { devs: 'write', leads: 'admin' } }, `yes, ${deduced}`],
    [
      'not in: none has no source',
      { permissions: { ana: 'none' }, groupGrants: { devs: 'none' } },
      'unknown, members devs not-offered',
    ],
  ])('%s', (_, told, lists) => {
    expect(listsAna(told, devs)).toBe(lists);
  });

  test.each<Resource>([
    'permissions',
    'user-grants',
    'group-grants',
    'project-user-grants',
    'project-group-grants',
    'workspace-members',
  ])('in needs %s read whole', (what) => {
    const unread: Partial<Record<Resource, Because>> = { [what]: 'truncated' };
    expect(listsAna({ ...only, unread }, devs)).toBe('unknown, members devs not-offered');
  });
});

describe('every group that can be the source', () => {
  const both = { groupGrants: { devs: 'write', leads: 'write' } } as const;
  test.each<[sentence: string, told: Told, groups: (typeof devs)[], lists: string]>([
    [
      'listed: she is in one of them',
      both,
      [devs, leads],
      'yes, lists-every-source 1 devs+leads, only-source devs+leads: write',
    ],
    ['one is missing', both, [leads], 'unknown, members leads not-offered'],
    [
      'a third that gives less is none',
      { groupGrants: { ...both.groupGrants, others: 'read' } },
      [devs, leads],
      'yes, lists-every-source 1 devs+leads, only-source devs+leads: write',
    ],
    [
      'a third that gives as much is missing',
      { groupGrants: { ...both.groupGrants, others: 'write' } },
      [devs, leads],
      'unknown, members devs not-offered, members leads not-offered',
    ],
    [
      'the third is known to be without her',
      { groupGrants: { ...both.groupGrants, others: 'write' }, supplied: { others: [] } },
      [devs, leads],
      'yes, lists-every-source 1 devs+leads, only-source devs+leads: write',
    ],
    [
      'only where nothing else gives it',
      { ...both, userGrants: { ana: 'write' } },
      [devs, leads],
      'unknown, members devs not-offered, members leads not-offered',
    ],
  ])('%s', (_, told, groups, lists) => {
    expect(listsAna(told, ...groups)).toBe(lists);
  });
});

test.each([
  ['none', 'read', -1],
  ['read', 'write', -1],
  ['admin', 'write', 1],
  ['write', 'write', 0],
] as const)('%s against %s: %i', (a, b, sign) => {
  expect(compareLevels(a, b)).toBe(sign);
});

describe('everybody', () => {
  const told: Told = {
    viewer: ana,
    permissions: { cem: 'read' },
    userGrants: { ana: 'none' },
    projectUserGrants: { cem: 'write' },
    restrictions: [push('x', { users: [ben, ana] })],
    owners: ['dea'],
  };
  const nobody: Told = { viewer: ana, permissions: {}, owners: ['dea'], others: ['cem', 'ana'] };
  const refused: Told = { ...nobody, unread: { permissions: 'forbidden' } };

  test.each<[string, Told, Person[]]>([
    ['is who stands in the effective list, in a grant or in a restriction, once and by name', told, [ana, ben, cem]],
    ['and the viewer, who may stand nowhere', { ...told, viewer: dea, owners: [] }, [ana, ben, cem, dea]],
    [
      'of nobody beside the lists where the viewer is not known',
      { ...told, unread: { viewer: 'forbidden' } },
      [ana, ben, cem],
    ],
    ['and every member of the workspace where the effective list is refused', refused, [ana, cem, dea]],
    [
      'the same where Bitbucket did not answer',
      { ...refused, unread: { permissions: 'unreachable' } },
      [ana, cem, dea],
    ],
    [
      'not the members where the effective list was cut short: it was read in part',
      { ...refused, permissions: { ben: 'write' }, unread: { permissions: 'truncated' } },
      [ana, ben],
    ],
    ['not the members where it was read whole', { ...nobody, permissions: { ben: 'write' } }, [ana, ben]],
    ['not the members where it names nobody, which was not refused', nobody, [ana]],
  ])('%s', (_, given, expected) => {
    expect(everybody(facts(given))).toEqual(expected);
    expect(everybody(gather(facts(given)).facts)).toEqual(expected);
  });
});
