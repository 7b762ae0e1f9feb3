import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather } from '../../../src/core/cell/cell';
import type { Access } from '../../../src/core/people/access';
import { compareLevels } from '../../../src/core/people/levels';
import { standingOfPerson } from '../../../src/core/people/people';
import { accessReport } from '../../../src/core/questions/access';
import { ana, ben, core, facts, type Told } from '../facts';
import { repositories } from '../random';
import { gapText } from '../rules/table';

/** `level: source, source*; unseen; gaps`, where the star stands at the source that decides. */
function accessText({ level, atLeast, path, unseen, gaps }: Access): string {
  const sources = path.map((one) => {
    const group = 'group' in one ? `${one.group.slug} on ` : '';
    return `${one.level} by ${group}${one.source}${one.decides ? '*' : ''}`;
  });
  const other = unseen
    ? [`${unseen.surely ? 'surely' : 'perhaps'} ${unseen.groups.join('+') || 'anything'}${unseen.on ? ' there' : ''}`]
    : [];
  return [
    `${atLeast ? 'at least ' : ''}${level}: ${[...sources, ...other].join(', ')}`.trim(),
    ...gaps.map(gapText),
  ].join('; ');
}

function accessOfAna(told: Told): string {
  return accessText(standingOfPerson(ana, gather(facts({ project: core, ...told })).people).access());
}

const refused: Told = { permissions: {}, unread: { permissions: 'forbidden' } };
const listed = (level: 'none' | 'read' | 'write' | 'admin'): Told => ({ permissions: { ana: level, ben: 'admin' } });
const ofGroup = (slug: string) => `members ${slug} not-offered`;

describe('where a permission comes from', () => {
  test.each<[sentence: string, told: Told, access: string]>([
    ['on the repository', { userGrants: { ana: 'write' } }, 'write: write by repository*'],
    ['on the project', { projectUserGrants: { ana: 'write' } }, 'write: write by project*'],
    [
      'from the most direct; the highest decides',
      {
        ...listed('admin'),
        userGrants: { ana: 'read' },
        projectUserGrants: { ana: 'write' },
        groupGrants: { devs: 'write' },
        projectGroupGrants: { devs: 'read' },
        members: { devs: ['ana'] },
        owners: ['ana'],
      },
      'admin: read by repository, write by project, write by devs on repository, read by devs on project, ' +
        'admin by owner*',
    ],
    [
      'of equals the most direct decides',
      { projectUserGrants: { ana: 'write' }, groupGrants: { devs: 'write' }, members: { devs: ['ana'] } },
      'write: write by project*, write by devs on repository',
    ],
    [
      'through a group that is supplied',
      { groupGrants: { devs: 'write' }, supplied: { devs: ['ana'] } },
      'write: write by devs on repository*',
    ],
    ['through a group that is deduced', { projectGroupGrants: { devs: 'write' } }, 'write: write by devs on project*'],
    [
      'through one of two groups that cannot be seen, beside what is known',
      { userGrants: { ana: 'read' }, groupGrants: { devs: 'write' }, projectGroupGrants: { leads: 'write' } },
      `write: read by repository, surely devs+leads; ${ofGroup('devs')}; ${ofGroup('leads')}`,
    ],
    [
      'the same on the project alone',
      { projectGroupGrants: { devs: 'write', leads: 'write' } },
      `write: surely devs+leads there; ${ofGroup('devs')}; ${ofGroup('leads')}`,
    ],
    [
      'not through a group that is known to be without her',
      { groupGrants: { devs: 'write', leads: 'write' }, members: { leads: ['ben'] } },
      'write: write by devs on repository*',
    ],
    [
      'above every source that was read',
      { userGrants: { ana: 'read' } },
      'write: read by repository, perhaps anything; access-source not-offered',
    ],
    [
      'above those that were read, where others were not',
      { groupGrants: { devs: 'write' }, unread: { 'project-user-grants': 'forbidden' } },
      `write: perhaps devs; project-user-grants forbidden; ${ofGroup('devs')}`,
    ],
    ['from nothing', listed('none'), 'none:'],
    ['from nothing, where a whole list leaves her out', { permissions: { ben: 'admin' } }, 'none:'],
    ['a grant of nothing is no source', { ...listed('none'), userGrants: { ana: 'none' } }, 'none:'],
    [
      'two readings of it differ: neither is said, and both can be seen',
      { ...listed('read'), userGrants: { ana: 'write' } },
      'unknown: write by repository, perhaps anything; ' +
        'contradiction [{"says":"listed","level":"read"},{"says":"grant","level":"write","on":"repository"}] not-understood',
    ],
  ])('%s', (_, told, access) => {
    expect(accessOfAna(told)).toBe(access);
  });

  test.each<[sentence: string, told: Told, access: string]>([
    ['nothing is known', refused, 'unknown: perhaps anything; permissions forbidden'],
    [
      'at least what she was given',
      { ...refused, userGrants: { ana: 'write' } },
      'at least write: write by repository*; permissions forbidden',
    ],
    ['an administrator has no more', { ...refused, owners: ['ana'] }, 'admin: admin by owner*'],
    [
      'her own entry says it all',
      { ...refused, viewerLevel: 'read', projectUserGrants: { ana: 'read' } },
      'read: read by project*',
    ],
    [
      'her own entry above what was read: a group may be the source, and nothing says that it must be',
      { ...refused, viewerLevel: 'write', groupGrants: { devs: 'write', leads: 'admin' } },
      `write: perhaps devs; ${ofGroup('devs')}`,
    ],
    [
      'the entry of the viewer is not that of another',
      { ...refused, viewer: ben, viewerLevel: 'read' },
      'unknown: perhaps anything; permissions forbidden',
    ],
  ])('where the list could not be read: %s', (_, told, access) => {
    expect(accessOfAna(told)).toBe(access);
  });
});

test('the level is what decides gives, and nothing surely gives more; what is not known has a gap', () => {
  fc.assert(
    fc.property(repositories, (told) => {
      const given = facts(told);
      const { people, gaps } = accessReport(given);
      for (const { person, access } of people) {
        const { level, atLeast, path, unseen } = access;
        const deciders = path.filter(({ decides }) => decides);
        expect([person.id, deciders.length]).toEqual([person.id, unseen || level === 'none' ? 0 : 1]);
        for (const one of deciders) expect(one.level).toBe(level);
        if (level !== 'unknown') for (const one of path) expect(compareLevels(one.level, level)).toBeLessThanOrEqual(0);
        expect(access.gaps.length > 0).toBe(unseen !== undefined || atLeast === true);
        expect(gaps.map(gapText)).toEqual(expect.arrayContaining(access.gaps.map(gapText)));
        const listed = given.permissions.items.find((one) => one.person.id === person.id);
        if (listed && level !== 'unknown') expect(level).toBe(listed.level);
      }
    }),
    { numRuns: 2000 },
  );
});
