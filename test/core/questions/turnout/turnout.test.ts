import { allActors } from '../../../../src/core/people/actor';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { verdictIn } from '../../../../src/core/compiled/verdicts';
import { gather, viewBranch } from '../../../../src/core/cell/cell';
import { operations, type Facts } from '../../../../src/core/model';
import { contradictionOf, membershipGap } from '../../../../src/core/people/readings';
import { crowdOf, sortedBy, turnoutOn } from '../../../../src/core/questions/turnout/crowd';
import { settling } from '../../../../src/core/questions/turnout/settling';
import { whoAmong } from '../../../../src/core/questions/survey';
import { ana, ben, cem, devs, facts, leads, people, push, type Told } from '../../facts';
import { repositories } from '../../random';

const branches = ['main', 'topic', 'release/1', 'hotfix/1', 'refs/tags/v1'];
const crowd = (of: Facts) => crowdOf(gather(of), allActors(of));

test('everybody’s verdict on a branch is that of the survey', () => {
  fc.assert(
    fc.property(repositories, fc.constantFrom(...branches), (told, branch) => {
      const asked = crowd(facts(told));
      const turnout = turnoutOn(asked, viewBranch(branch, asked.gathered));
      for (const operation of operations) {
        const rows = whoAmong(asked.gathered, [...asked.actors], operation, branch);
        expect(asked.actorClassAt.map((at) => verdictIn(turnout[operation], at))).toEqual(
          rows.map(({ verdict }) => verdict),
        );
      }
    }),
  );
});

test('people stand apart from the actors that no list can name, each in order', () => {
  const asked = crowd(facts({ restrictions: [push('main', { users: [ben, ana] })] }));
  const sorted = sortedBy(asked, turnoutOn(asked, viewBranch('main', asked.gathered)).push);
  const names = sorted.people.allowed.map((one) => one.type === 'user' && one.person.name);
  expect(names).toEqual(['Ana', 'Ben']);
  expect([sorted.people.denied.length, sorted.automation.denied.length]).toEqual([2, 8]);
});

describe('which group’s members would settle most', () => {
  const unread: Told = {
    permissions: { ana: 'write', ben: 'write', cem: 'write', dea: 'admin' },
    restrictions: [push('main', { users: [ana], groups: [devs] })],
  };
  const of = (told: Told) => {
    const asked = crowd(facts(told));
    return settling(asked, 'push', viewBranch('main', asked.gathered));
  };

  test.each<[string, Told, ReturnType<typeof of>]>([
    ['the one that a rule lists', unread, { unknown: 3, by: [{ groups: ['devs'], people: 3 }] }],
    ['none where it was supplied', { ...unread, supplied: { devs: ['ben'] } }, { unknown: 0, by: [] }],
    [
      'several together, where who is not in one may be in another',
      { ...unread, restrictions: [push('main', { groups: [devs, leads] })] },
      { unknown: 4, by: [{ groups: ['devs', 'leads'], people: 4 }] },
    ],
    [
      'first one, then what more settle: of Dea both are in doubt, of the others one',
      {
        ...unread,
        restrictions: [push('main', { groups: [devs, leads] })],
        groupGrants: { devs: 'admin' },
        userGrants: { dea: 'admin' },
      },
      {
        unknown: 4,
        by: [
          { groups: ['leads'], people: 3 },
          { groups: ['devs', 'leads'], people: 4 },
        ],
      },
    ],
    [
      'none where the list of permissions is lacking too',
      { ...unread, unread: { permissions: 'truncated', restrictions: 'truncated' } },
      { unknown: 3, by: [] },
    ],
  ])('%s', (_, told, expected) => {
    expect(of(told)).toEqual(expected);
  });

  // What hides who is in a group; lists that were cut short leave room for one that contradicts what was read.
  const hiding: fc.Arbitrary<Told> = fc
    .tuple(repositories, fc.subarray([devs, leads], { minLength: 1 }), fc.boolean())
    .map(([told, groups, cutShort]) => ({
      ...told,
      restrictions: [push('*', { groups }), ...(told.restrictions ?? [])],
      members: {},
      supplied: {},
      unread: cutShort ? { permissions: 'truncated' } : {},
    }));

  test('supplying them settles as many as it says, whoever is in them and was not said to be out', () => {
    const somebody = fc.subarray([ana, ben, cem, people.dea].map(({ id }) => id));
    let seen = 0;
    fc.assert(
      fc.property(
        hiding,
        fc.constantFrom(...operations),
        fc.constantFrom(...branches),
        fc.tuple(somebody, somebody, somebody),
        (told, operation, branch, lists) => {
          const before = facts(told);
          const asked = crowd(before);
          const { unknown, by } = settling(asked, operation, viewBranch(branch, asked.gathered));
          const open = unknownOn(before, operation, branch);
          expect(open.length).toBe(unknown);
          for (const { groups, people: settled } of by) {
            seen += 1;
            const supplied = groups.map((slug, at) => [slug, (lists[at] ?? []).filter(mayBeIn(slug, before))] as const);
            const after = { ...before, suppliedMembers: Object.fromEntries(supplied) };
            const left = new Set(unknownOn(after, operation, branch));
            expect(open.filter((id) => !left.has(id)).length).toBeGreaterThanOrEqual(settled);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(30);
  });
});

function unknownOn(of: Facts, operation: (typeof operations)[number], branch: string): string[] {
  const rows = whoAmong(gather(of), allActors(of), operation, branch);
  return rows.flatMap(({ actor, verdict }) =>
    verdict === 'unknown' && actor.type === 'user' ? [actor.person.id] : [],
  );
}

/** Whether what was read lets somebody be in the group. */
function mayBeIn(slug: string, of: Facts): (id: string) => boolean {
  return (id) => {
    const { people: gathered } = gather({ ...of, suppliedMembers: { [slug]: [id] } });
    const person = { id, name: id };
    return (
      membershipGap(person, slug, gathered) === undefined &&
      contradictionOf(person, gathered)?.level === contradictionOf(person, gather(of).people)?.level
    );
  };
}
