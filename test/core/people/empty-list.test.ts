import { gatherPeople } from '../../../src/core/people/gathered';
import { describe, expect, test } from '@jest/globals';
import { membershipGap, withoutEmptyList } from '../../../src/core/people/readings';
import { ana, facts, type Told } from '../facts';

describe('an empty list of everybody', () => {
  test.each<[string, Told, string | undefined]>([
    ['beside an owner', { owners: ['dea'] }, 'owner'],
    ['beside a grant on the repository', { userGrants: { ana: 'read' } }, 'grant'],
    ['beside a grant on the project', { projectUserGrants: { ana: 'read' } }, 'grant'],
    ['beside what the viewer is told of themselves', { viewerLevel: 'read' }, 'own'],
    ['beside a viewer who is told that they have none', { viewerLevel: 'none' }, undefined],
    ['beside a grant of none', { userGrants: { ana: 'none' } }, undefined],
    ['beside nothing', {}, undefined],
  ])('%s', (_, told, source) => {
    const { gaps } = withoutEmptyList(facts({ permissions: {}, ...told })).permissions;
    expect(gaps.map(({ of }) => (of.what === 'contradiction' ? of.readings.map(({ says }) => says) : of.what))).toEqual(
      source ? [['nobody-listed', source]] : [],
    );
  });
});

test.each<[string, Told, boolean]>([
  ['gives more than they have', { permissions: { ana: 'read' }, groupGrants: { devs: 'write' } }, true],
  ['gives just what they have', { permissions: { ana: 'write' }, groupGrants: { devs: 'write' } }, false],
  ['gives less', { permissions: { ana: 'admin' }, groupGrants: { devs: 'write' } }, false],
  ['gives nothing here', { permissions: { ana: 'read' } }, false],
])('a group that somebody is told to be in and that %s', (_, told, contradicts) => {
  const people = gatherPeople(facts({ members: { devs: ['ana'] }, ...told }));
  expect(membershipGap(ana, 'devs', people) !== undefined).toBe(contradicts);
});
