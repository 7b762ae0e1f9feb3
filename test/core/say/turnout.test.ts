import { allActors } from '../../../src/core/people/actor';
import { describe, expect, test } from '@jest/globals';
import { gather, viewBranch } from '../../../src/core/cell/cell';
import { crowdOf, sortedBy, turnoutOn } from '../../../src/core/questions/turnout/crowd';
import type { Settling } from '../../../src/core/questions/turnout/settling';
import { sayAutomation, sayBranches, sayRulesOn, saySettling, sayWhoCan } from '../../../src/core/say/turnout';
import { ana, ben, by, dea, devs, facts, named, noDelete, push, type Told } from '../facts';

function onMain(told: Told, isWhole = true) {
  const gathered = gather(facts(told));
  const crowd = crowdOf(gathered, allActors(gathered.facts));
  const { people, automation } = sortedBy(crowd, turnoutOn(crowd, viewBranch('main', gathered)).push);
  const about = { viewer: gathered.facts.viewer, telling: new Map<string, string>(), isWhole };
  return { people: sayWhoCan(people, about), automation: sayAutomation(automation) };
}

describe('who can', () => {
  test.each<[string, Told, string, string]>([
    [
      'several: you come first',
      { restrictions: [push('main', { users: [dea, ana, ben] })], viewer: ben },
      '3 people can: you, Ana and Dea.',
      'none of 8 can',
    ],
    ['one', { restrictions: [push('main', { users: [ben] })] }, 'Only Ben can.', 'none of 8 can'],
    ['only you', { restrictions: [push('main', { users: [ana] })] }, 'Only you can.', 'none of 8 can'],
    ['nobody', { restrictions: [push('main')] }, 'Nobody can.', 'none of 8 can'],
    [
      'one, and others of whom it is not known',
      { restrictions: [push('main', { users: [ben], groups: [devs] })] },
      '1 person can: Ben. For 2 more it is not known.',
      'none of 8 can',
    ],
    [
      'nobody surely',
      { restrictions: [push('main', { groups: [devs] })] },
      'Nobody can for certain. For 3 people it is not known.',
      'none of 8 can',
    ],
    ['everybody who can write', {}, '3 people can: you, Ben and Dea.', '7 can, 1 cannot'],
    [
      'Pipelines, perhaps',
      { restrictions: [push('main', { pipelinesSourceBranches: ['main'] })] },
      'Nobody can.',
      '7 cannot, for 1 it is not known',
    ],
  ])('%s', (_, told, people, automation) => {
    expect(onMain(told)).toEqual({ people, automation });
  });

  test('where not everybody could be listed, it says so', () => {
    expect(onMain({ restrictions: [push('main', { users: [ben] })] }, false).people).toBe(
      '1 person can: Ben. Not everybody could be listed, so there may be others.',
    );
    expect(onMain({ restrictions: [push('main')] }, false).people).toBe(
      'Nobody listed can. Not everybody could be listed, so there may be others.',
    );
  });

  test('of many, the first five by name', () => {
    const many = Array.from({ length: 1200 }, (_, at) => ({
      type: 'user' as const,
      person: named(`P${String(at)}`),
    }));
    const about = { viewer: facts().viewer, telling: new Map<string, string>(), isWhole: true };
    expect(sayWhoCan({ allowed: many, denied: [], unknown: [] }, about)).toBe(
      '1,200 people can: P0, P1, P2, P3, P4 and 1,195 others.',
    );
  });
});

test.each<[Settling, string | undefined]>([
  [{ unknown: 0, by: [] }, undefined],
  [{ unknown: 4, by: [] }, undefined],
  [{ unknown: 3680, by: [{ groups: ['devs'], people: 3680 }] }, 'The members of `devs` would settle it for all 3,680.'],
  [
    {
      unknown: 9,
      by: [
        { groups: ['leads'], people: 3 },
        { groups: ['devs', 'leads'], people: 4 },
      ],
    },
    'The members of `leads` would settle it for 3; those of `devs` and `leads` for 4.',
  ],
  [{ unknown: 1, by: [{ groups: ['devs'], people: 1 }] }, 'The members of `devs` would settle it for this one.'],
])('what would settle most: %j', (settling, said) => {
  expect(saySettling(settling)).toBe(said);
});

test('branches by their first names', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  expect(sayBranches(['a'])).toBe('`a`');
  expect(sayBranches(names.slice(0, 4))).toBe('4 branches: `a`, `b`, `c` and `d`');
  expect(sayBranches(names)).toBe('5 branches: `a`, `b`, `c` and 2 others');
});

test('the rules that a branch meets, each once, with its number where two look alike', () => {
  const { restrictions } = facts({
    restrictions: [push('main'), push('main'), noDelete('main'), push(by('regex')), push('topic')],
  });
  const view = viewBranch('main', gather(facts({ restrictions: restrictions.items })));
  expect(sayRulesOn(view, { restrictions })).toEqual([
    'Write access on `main` (restriction 1)',
    'Write access on `main` (restriction 2)',
    'Deleting `main` is not allowed',
    expect.stringContaining('Perhaps: Write access on '),
  ]);
  expect(sayRulesOn({ covering: [] }, { restrictions })).toEqual(['No rule of this repository']);
  const unread = facts({ unread: { restrictions: 'truncated' } });
  expect(sayRulesOn({ covering: [] }, unread)).toEqual(['No rule that could be read']);
  expect(sayRulesOn(view, unread).at(-1)).toBe('Perhaps others, as not all rules could be read');
});
